// Fields and the on-screen keyboard under fingers and keys, through the toolkit's own input, with a
// clock that stands still between steps.
#include "ui/field.h"
#include "ui/ui_host.h"

#include "base/rng.h"
#include "base/str.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above first
#include <cmocka.h>

enum { ACT_TOWN = 1, ACT_NOTE, ACT_PIN, ACT_OTHER };
enum { FINGERS = 4 };

static Ui *ui;
static int64_t now;
static bool with_sheet, with_note;
static float finger_x[FINGERS], finger_y[FINGERS];
static char log_text[4096];

static void build_page(void) {
    ui_open(ui, "page",
            (UiStyle){
                .axis = AXIS_COLUMN, .w = GROW, .h = GROW, .pad = SPACE_3, .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "scroll",
                   (UiStyle){.w = GROW, .h = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
    ui_button(ui, "other", "Other", (UiButton){.act = {.code = ACT_OTHER}});
    ui_field(
        ui, "town",
        (UiField){.placeholder = "Town", .max_chars = 100, .act = {.code = ACT_TOWN}, .w = MM(80)});
    ui_open(ui, NULL, (UiStyle){.h = MM(160)});
    ui_close(ui);
    if (with_note)
        ui_field(ui, "note",
                 (UiField){
                     .multiline = true, .max_chars = 300, .act = {.code = ACT_NOTE}, .w = MM(120)});
    ui_field(ui, "pin",
             (UiField){.digits = true, .max_chars = 6, .act = {.code = ACT_PIN}, .w = MM(60)});
    ui_scroll_close(ui);
    ui_close(ui);
    if (!with_sheet) return;
    ui_sheet_open(ui, "sheet", 150, (UiAct){.code = ACT_OTHER});
    ui_field(ui, "sheet.name", (UiField){.act = {.code = ACT_TOWN}});
    ui_sheet_close(ui);
}

// As the loop does it: what was asked for is built until nothing is; events go to the log.
static void settle(void) {
    for (int i = 0; i < 10; i++) {
        UiEvent event;
        while (ui_next_event(ui, &event)) {
            static const char *const names[] = {
                [UI_TAP] = "tap",         [UI_EDIT] = "edit", [UI_SUBMIT] = "submit",
                [UI_FIELD_LEFT] = "left", [UI_BACK] = "back", [UI_KEY] = "key"};
            const char *name =
                event.kind < sizeof names / sizeof names[0] ? names[event.kind] : NULL;
            if (event.kind == UI_EDIT) continue;
            size_t used = strlen(log_text);
            (void)snprintf(log_text + used, sizeof log_text - used, "%s:%s ", name ? name : "?",
                           event.id);
        }
        if (!ui_wants_build(ui, now)) break;
        ui_begin(ui, now);
        build_page();
        ui_end(ui);
        ui->wake_ms = INT64_MAX;
    }
}

static void wait_ms(int64_t ms) {
    for (int64_t end = now + ms; now < end;) {
        now += 10;
        ui_feed(ui, NULL, now);
        settle();
    }
}

static void send_finger(Uint32 type, int finger, float x, float y) {
    finger_x[finger] = x, finger_y[finger] = y;
    SDL_Event event = {0};
    event.type = type;
    event.tfinger.fingerId = finger + 100;
    event.tfinger.x = x / (float)ui->width;
    event.tfinger.y = y / (float)ui->height;
    ui_feed(ui, &event, now);
    settle();
}

static void middle(const char *id, float *x, float *y) {
    Rect r = ui_rect_of(ui, id);
    if (rect_empty(r)) fail_msg("%s is not there", id);
    *x = (float)r.x + (float)r.w / 2, *y = (float)r.y + (float)r.h / 2;
}

static void down(int finger, const char *id) {
    float x, y;
    middle(id, &x, &y);
    send_finger(SDL_FINGERDOWN, finger, x, y);
}

static void slide(int finger, const char *id) {
    float x, y;
    middle(id, &x, &y);
    send_finger(SDL_FINGERMOTION, finger, x, y);
}

static void up(int finger) {
    send_finger(SDL_FINGERUP, finger, finger_x[finger], finger_y[finger]);
}

static void tap(const char *id) {
    down(0, id);
    wait_ms(40);
    up(0);
    wait_ms(400);  // far from a double tap
}

static void type(const char *letters) {
    for (const char *p = letters; *p; p++) {
        char id[16];
        (void)snprintf(id, sizeof id, "key.%c", *p);
        tap(*p == ' ' ? "key.space" : id);
    }
}

static void key(SDL_Keycode code, Uint16 mod) {
    SDL_Event event = {0};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.mod = mod;
    ui_feed(ui, &event, now);
    settle();
}

static void text_input(const char *text) {
    SDL_Event event = {0};
    event.type = SDL_TEXTINPUT;
    (void)str_copy(event.text.text, sizeof event.text.text, text);
    ui_feed(ui, &event, now);
    settle();
}

static bool there(const char *id) {
    return !rect_empty(ui_rect_of(ui, id));
}

#define assert_text(id, expected) assert_string_equal(ui_field_text(ui, id), expected)

static int start(void **unused) {
    (void)unused;
    UiHost host = {
        .fonts_dir = "fonts", .icons_dir = "assets/icons", .keyboards_dir = "assets/keyboards"};
    ErrInfo info = {0};
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || ui_create(&host, &ui, &info) != ERR_NONE) return -1;
    ui_set_display(ui, 1280, 720, 2.41f);
    now = 1000;
    with_sheet = false;
    with_note = true;
    log_text[0] = '\0';
    settle();
    return 0;
}

static int stop(void **unused) {
    (void)unused;
    ui_destroy(ui);
    SDL_Quit();
    return 0;
}

static void keys_put_letters_and_capitals_begin_sentences(void **unused) {
    (void)unused;
    assert_false(there("keyboard"));
    tap("town");
    assert_true(there("keyboard"));
    assert_string_equal(ui_field_focused(ui), "town");
    type("de weg. en nu? d");
    assert_text("town", "De weg. En nu? D");
    tap("key.123");
    type("7");
    tap("key.abc");
    tap("key.left");
    tap("key.backspace");
    assert_text("town", "De weg. En nu? 7");
    tap("key.enter");
    assert_false(there("keyboard"));
    assert_string_equal(log_text, "submit:town ");
}

static void shift_behaves(void **unused) {
    (void)unused;
    tap("town");
    tap("key.shift");  // away with the capital of the first word
    type("a");
    tap("key.shift");
    type("bc");
    assert_text("town", "aBc");

    down(0, "key.shift"), wait_ms(40), up(0), wait_ms(60);
    tap("key.shift");  // twice: locked
    type("de f");
    tap("key.shift");
    type("g");
    assert_text("town", "aBcDE Fg");

    down(0, "key.shift"), wait_ms(600), up(0);  // held: locked
    type("hi");
    tap("key.shift");
    type("j");
    assert_text("town", "aBcDE FgHIj");

    down(0, "key.shift");
    wait_ms(30);
    down(1, "key.k"), wait_ms(40), up(1);
    wait_ms(900);  // long enough to count as held, but it was used as a chord
    down(1, "key.l"), wait_ms(40), up(1);
    up(0);
    type("m");
    assert_text("town", "aBcDE FgHIjKLm");
}

static void fingers_type_over_each_other(void **unused) {
    (void)unused;
    tap("town");
    down(0, "key.a");
    wait_ms(20);
    down(1, "key.q");  // where the large a stands
    wait_ms(20);
    down(2, "key.w");
    up(0);
    down(0, "key.s");
    up(1), up(2), up(0);
    assert_text("town", "Aqws");
}

static void held_keys_offer_accents(void **unused) {
    (void)unused;
    tap("town");
    down(0, "key.e");
    assert_text("town", "E");
    wait_ms(600);
    slide(0, "key.alt.1");
    up(0);
    assert_text("town", "Ë");  // a capital, though shift is off by now

    down(0, "key.i"), wait_ms(600), up(0);
    wait_ms(300);
    tap("key.alt.2");
    assert_text("town", "Ëij");
    assert_false(there("key.alt"));

    down(0, "key.e"), wait_ms(600);
    slide(0, "key.m");  // away: the letter stays
    up(0);
    assert_false(there("key.alt"));
    down(0, "key.e"), wait_ms(600), up(0);
    type("x");  // another key: the letter stays
    assert_false(there("key.alt"));
    assert_text("town", "Ëijeex");

    down(0, "key.e");
    wait_ms(100);
    down(1, "key.n"), wait_ms(40), up(1);
    wait_ms(600);
    slide(0, "key.alt.0");
    up(0);
    assert_text("town", "Ëijeexén");  // the accent finds its letter behind the n
}

static void backspace_takes_letters_then_words(void **unused) {
    (void)unused;
    ui_field_set(
        ui, "town",
        "schoolplein schoolplein schoolplein schoolplein schoolplein schoolplein schoolplein");
    tap("town");
    key(SDLK_END, 0);
    down(0, "key.backspace");
    assert_int_equal(strlen(ui_field_text(ui, "town")), 82);
    wait_ms(800);
    size_t by_letters = strlen(ui_field_text(ui, "town"));
    assert_in_range(by_letters, 73, 79);
    wait_ms(800);
    size_t before_words = strlen(ui_field_text(ui, "town"));
    wait_ms(900);
    size_t after = strlen(ui_field_text(ui, "town"));
    up(0);
    assert_in_range(before_words - after, 30, 48);  // three words or four
    wait_ms(500);
    assert_int_equal(strlen(ui_field_text(ui, "town")), after);
}

static void a_press_between_keys_counts_for_the_nearer_one(void **unused) {
    (void)unused;
    tap("town");
    Rect g = ui_rect_of(ui, "key.g");
    send_finger(SDL_FINGERDOWN, 0, (float)(g.x + g.w + 1), (float)g.y + 10);
    up(0);
    assert_text("town", "G");
    Rect keyboard = ui_rect_of(ui, "keyboard");
    send_finger(SDL_FINGERDOWN, 0, (float)keyboard.x + 5, (float)keyboard.y + 40);
    up(0);
    assert_text("town", "G");
    assert_string_equal(log_text, "");
}

static void a_field_is_never_under_the_keyboard(void **unused) {
    (void)unused;
    ui_field_focus(ui, "pin");
    settle();
    Rect pin = ui_rect_of(ui, "pin"), keyboard = ui_rect_of(ui, "keyboard");
    assert_true(pin.h > 20);
    assert_true(pin.y + pin.h <= keyboard.y);
    assert_int_equal(keyboard.y + keyboard.h, 720);
    assert_true(there("key.1"));  // digits first
    type("1234567");
    assert_text("pin", "123456");
    assert_true(there("pin.count"));
    tap("key.hide");
    assert_false(there("keyboard"));
    assert_string_equal(log_text, "left:pin ");
}

static void keys_work_above_a_sheet(void **unused) {
    (void)unused;
    with_sheet = true;
    ui_touch(ui);
    settle();
    tap("sheet.name");
    type("jan");
    assert_text("sheet.name", "Jan");
    assert_string_equal(log_text, "");
}

static void a_real_keyboard_writes_too(void **unused) {
    (void)unused;
    key(SDLK_TAB, 0);
    key(SDLK_TAB, 0);
    assert_string_equal(ui_field_focused(ui), "town");
    assert_false(there("keyboard"));  // who has one needs no other
    key(SDLK_d, 0);
    text_input("den bosch");
    key(SDLK_SPACE, 0);
    text_input(" ");
    assert_text("town", "den bosch ");
    key(SDLK_LEFT, KMOD_CTRL);
    key(SDLK_LEFT, KMOD_SHIFT | KMOD_CTRL);
    text_input("Den ");
    assert_text("town", "Den bosch ");
    key(SDLK_z, KMOD_CTRL);
    assert_text("town", "den bosch ");
    key(SDLK_a, KMOD_CTRL);
    key(SDLK_x, KMOD_CTRL);
    assert_text("town", "");
    key(SDLK_v, KMOD_CTRL);
    key(SDLK_v, KMOD_CTRL);
    assert_text("town", "den bosch den bosch ");
    assert_string_equal(log_text, "");
    key(SDLK_RETURN, 0);
    assert_string_equal(log_text, "submit:town ");
    assert_null(ui_field_focused(ui));

    ui_field_focus(ui, "note");
    settle();
    text_input("een");
    key(SDLK_RETURN, 0);
    text_input("twee");
    key(SDLK_UP, 0);
    text_input("!");
    assert_text("note", "een!\ntwee");
    key(SDLK_ESCAPE, 0);
    assert_string_equal(log_text, "submit:town left:note ");
    key(SDLK_ESCAPE, 0);
    assert_string_equal(log_text, "submit:town left:note back: ");
}

static void fingers_place_and_select(void **unused) {
    (void)unused;
    ui_field_set(ui, "town", "een twee drie");
    tap("town");
    FieldState *state = field_of(ui, "town");
    Rect text = state->text_node->rect;
    float y = (float)text.y + (float)text.h / 2;
    int width = fonts_width(ui->fonts, "een tw", 6, state->font);
    float x = (float)(text.x + width);
    for (int i = 0; i < 2; i++) {
        send_finger(SDL_FINGERDOWN, 0, x, y);
        up(0);
        if (i == 0) assert_int_equal(state->edit.caret, 6);
        wait_ms(60);
    }
    assert_int_equal(state->edit.anchor, 4);
    assert_int_equal(state->edit.caret, 8);
    type("x");
    assert_text("town", "een x drie");

    send_finger(SDL_FINGERDOWN, 0, (float)text.x, y);
    send_finger(SDL_FINGERMOTION, 0, (float)text.x + 20, y);
    send_finger(SDL_FINGERMOTION, 0,
                (float)(text.x + fonts_width(ui->fonts, "een x", 5, state->font)), y);
    up(0);
    assert_int_equal(state->edit.anchor, 0);
    assert_int_equal(state->edit.caret, 5);
    tap("key.backspace");
    assert_text("town", " drie");
}

static void long_lines_follow_the_caret(void **unused) {
    (void)unused;
    ui_field_set(
        ui, "town",
        "Een naam die veel langer is dan het veld waarin hij hier moet staan, dus schuift hij");
    ui_field_focus(ui, "town");
    settle();
    FieldState *state = field_of(ui, "town");
    for (int i = 0; i < 2; i++) {
        key(i ? SDLK_HOME : SDLK_END, 0);
        int line;
        float caret =
            (float)state->text_node->rect.x +
            field_caret_x(ui, state, field_paragraph(ui, state), state->edit.caret, &line);
        Rect box = state->inner->rect;
        assert_in_range((int)caret, box.x, box.x + box.w);
    }
    assert_int_equal((int)state->offset, 0);
}

static void what_is_not_built_loses_the_focus(void **unused) {
    (void)unused;
    ui_field_focus(ui, "note");
    settle();
    assert_true(there("key.newline"));
    with_note = false;
    ui_touch(ui);
    settle();
    assert_null(ui_field_focused(ui));
    assert_false(there("keyboard"));
    assert_string_equal(log_text, "");
    ui_field_set(ui, "note", "x\u202Ey");
    assert_text("note", "xy");
    ui_field_forget(ui, "note");
    assert_text("note", "");
}

static void many_fingers_at_random_do_no_harm(void **unused) {
    (void)unused;
    rng_seed(27);
    bool held[FINGERS] = {false};
    ui_field_focus(ui, "note");
    settle();
    int edits = 0;
    for (int i = 0; i < 3000; i++) {
        int finger = (int)rng_below(FINGERS);
        float x = (float)rng_below(1280);
        // Mostly on the keyboard, sometimes anywhere.
        float y = rng_below(8) ? 480 + (float)rng_below(240) : (float)rng_below(720);
        if (held[finger] && rng_below(3) == 0) {
            send_finger(SDL_FINGERMOTION, finger, x, y);
        } else {
            send_finger(held[finger] ? SDL_FINGERUP : SDL_FINGERDOWN, finger, x, y);
            held[finger] = !held[finger];
        }
        now += rng_below(10) ? 15 : 450;
        ui_feed(ui, NULL, now);
        settle();
        log_text[0] = '\0';
        if (!ui_field_focused(ui)) ui_field_focus(ui, rng_below(2) ? "note" : "town");
        const char *text = ui_field_text(ui, ui_field_focused(ui));
        assert_true(utf8_valid(text, strlen(text)));
        if (*text) edits++;
        settle();
    }
    assert_true(edits > 100);
    rng_seed(0);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(keys_put_letters_and_capitals_begin_sentences),
        TEST(shift_behaves),
        TEST(fingers_type_over_each_other),
        TEST(held_keys_offer_accents),
        TEST(backspace_takes_letters_then_words),
        TEST(a_press_between_keys_counts_for_the_nearer_one),
        TEST(a_field_is_never_under_the_keyboard),
        TEST(keys_work_above_a_sheet),
        TEST(a_real_keyboard_writes_too),
        TEST(fingers_place_and_select),
        TEST(long_lines_follow_the_caret),
        TEST(what_is_not_built_loses_the_focus),
        TEST(many_fingers_at_random_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
