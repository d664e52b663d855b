// The second half of a double tap, through the toolkit's own input, with a clock that stands still
// between steps.
#include "ui/core.h"
#include "ui/ui_host.h"

#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
// cmocka wants the four above first
#include <cmocka.h>

enum { ACT_OPEN = 1, ACT_SHUT, ACT_NEXT, ACT_MORE, ACT_ROW };
enum { LONG = 320 };  // ms after a tap that nothing is its second half any more

static Ui *ui;
static int64_t now;
static bool with_sheet, ends;
static int page, next_act, rows_from;  // page: how often ACT_NEXT came
static char said[1024];

// Page 0: a button on which, on page 1, an answer lies. Below it rows, and what is there always.
static void build_page(void) {
    ui_open(ui, "page", (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .pad = SPACE_3});
    if (page == 0)
        ui_button(ui, "begin", "Begin", (UiButton){.w = MM(60), .act = {.code = ACT_NEXT}});
    else
        ui_button(ui, "answer", "Answer", (UiButton){.w = MM(60), .act = {.code = ACT_MORE}});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW});
    ui_button(ui, "key.a", "a", (UiButton){.on_press = true, .act = {.code = ACT_MORE, .a = 1}});
    ui_button(ui, "key.b", "b", (UiButton){.on_press = true, .act = {.code = ACT_MORE, .a = 2}});
    ui_button(ui, "open", "Open", (UiButton){.act = {.code = ACT_OPEN}});
    ui_open(ui, "ground",
            (UiStyle){.pad_x = 2, .on_press = true, .act = {.code = ACT_MORE, .a = 3}});
    ui_button(ui, "key.c", "c", (UiButton){.on_press = true, .act = {.code = ACT_MORE, .a = 4}});
    ui_close(ui);
    ui_close(ui);
    ui_button(ui, "step.next", "Next",
              (UiButton){.w = MM(60), .ends = ends, .act = {.code = ACT_NEXT, .a = next_act}});
    ui_scroll_open(ui, "list", (UiStyle){.w = MM(100), .h = MM(60)});
    for (int i = rows_from; i < 9; i++)
        ui_button(ui, ui_format(ui, "row.%d", i), "Row",
                  (UiButton){.w = MM(60), .act = {.code = ACT_ROW, .a = i}});
    ui_scroll_close(ui);
    ui_close(ui);
    if (!with_sheet) return;
    ui_sheet_open(ui, "sheet", 40, (UiAct){.code = ACT_SHUT});
    ui_text(ui, NULL, "Here it is", (UiText){0});
    ui_sheet_close(ui);
}

static void take(const UiEvent *event) {
    if (event->kind != UI_TAP) return;
    (void)strcat(strcat(said, event->id), " ");
    switch (event->act.code) {
    case ACT_OPEN: with_sheet = true; break;
    case ACT_SHUT: with_sheet = false; break;
    case ACT_NEXT: page++; break;
    case ACT_ROW: rows_from++; break;
    default: break;
    }
}

static void settle(void) {
    for (int i = 0; i < 10; i++) {
        UiEvent event;
        while (ui_next_event(ui, &event)) take(&event);
        if (!ui_wants_build(ui, now)) return;
        ui_begin(ui, now);
        build_page();
        ui_end(ui);
        ui->wake_ms = INT64_MAX;
    }
}

static int start(void **unused) {
    (void)unused;
    UiHost host = {.fonts_dir = "fonts", .icons_dir = "assets/icons"};
    ErrInfo info = {0};
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || ui_create(&host, &ui, &info) != ERR_NONE) return -1;
    ui_set_display(ui, 1280, 720, 2.41f);
    ui_set_reduced_motion(ui, true);
    now = 1000;
    with_sheet = ends = false;
    page = next_act = rows_from = 0;
    said[0] = '\0';
    settle();
    return 0;
}

static int stop(void **unused) {
    (void)unused;
    ui_destroy(ui);
    SDL_Quit();
    return 0;
}

static void after(int64_t ms) {
    now += ms;
    ui_feed(ui, NULL, now);
    settle();
}

static void finger(Uint32 type, float x, float y) {
    SDL_Event event = {.type = type};
    if (type == SDL_MOUSEBUTTONDOWN || type == SDL_MOUSEBUTTONUP) {
        event.button.button = SDL_BUTTON_LEFT;
        event.button.x = (Sint32)x, event.button.y = (Sint32)y;
    } else {
        event.tfinger.fingerId = 7;
        event.tfinger.x = x / (float)ui->width, event.tfinger.y = y / (float)ui->height;
    }
    ui_feed(ui, &event, now);
    settle();
}

static void tap_at(float x, float y) {
    finger(SDL_FINGERDOWN, x, y);
    after(60);
    finger(SDL_FINGERUP, x, y);
}

static void middle(const char *id, float *x, float *y) {
    Rect r = ui_rect_of(ui, id);
    if (rect_empty(r)) fail_msg("%s is not there", id);
    *x = (float)r.x + (float)r.w / 2, *y = (float)r.y + (float)r.h / 2;
}

// Two taps at the place where this node is now.
static void tap_twice(const char *id, int64_t between) {
    float x, y;
    middle(id, &x, &y);
    tap_at(x, y);
    after(between);
    tap_at(x, y);
}

static void it_presses_nothing_that_came(void **unused) {
    (void)unused;
    tap_twice("begin", 100);
    assert_string_equal(said, "begin ");
    after(LONG);
    float x, y;
    middle("answer", &x, &y);
    tap_at(x, y);
    assert_string_equal(said, "begin answer ");
}

static void a_later_tap_is_a_tap(void **unused) {
    (void)unused;
    tap_twice("begin", LONG);
    assert_string_equal(said, "begin answer ");
}

static void a_tap_elsewhere_is_a_tap(void **unused) {
    (void)unused;
    float x, y;
    middle("begin", &x, &y);
    tap_at(x - ui_px(ui, 20), y);
    after(40);
    tap_at(x, y);
    assert_string_equal(said, "begin answer ");
}

static void a_mouse_clicks_twice_too(void **unused) {
    (void)unused;
    float x, y;
    middle("begin", &x, &y);
    for (int i = 0; i < 2; i++) {
        finger(SDL_MOUSEBUTTONDOWN, x, y);
        after(50);
        finger(SDL_MOUSEBUTTONUP, x, y);
        after(50);
    }
    assert_string_equal(said, "begin ");
}

static void a_sheet_that_opens_stays(void **unused) {
    (void)unused;
    tap_twice("open", 80);
    assert_string_equal(said, "open ");
    assert_true(with_sheet);
    // And where it closes, what lay behind it is not pressed.
    float x, y;
    middle("begin", &x, &y);
    after(LONG);
    tap_at(x, y);
    assert_false(with_sheet);
    after(80);
    tap_at(x, y);
    assert_string_equal(said, "open sheet.scrim ");
}

static void what_stood_there_is_as_fast_as_before(void **unused) {
    (void)unused;
    float a_x, a_y, b_x;
    middle("key.a", &a_x, &a_y);
    middle("key.b", &b_x, &a_y);
    for (int i = 0; i < 3; i++) {
        tap_at(a_x, a_y);
        after(20);
    }
    assert_string_equal(said, "key.a key.a key.a ");
    // Two keys beside each other, each near the edge between them.
    said[0] = '\0';
    float edge = (a_x + b_x) / 2;
    for (int i = 0; i < 4; i++) {
        tap_at(edge + (i % 2 ? 4.0f : -4.0f), a_y);
        after(20);
    }
    assert_string_equal(said, "key.a key.b key.a key.b ");
}

static void so_is_the_ground_between_keys(void **unused) {
    (void)unused;
    float x, y;
    middle("key.c", &x, &y);
    Rect ground = ui_rect_of(ui, "ground");
    tap_at((float)ground.x + 8, y);
    after(20);
    tap_at((float)ground.x + 2, y);
    after(20);
    tap_at((float)ground.x + 8, y);
    assert_string_equal(said, "key.c ground key.c ");
}

static void a_row_that_moves_up_is_not_pressed(void **unused) {
    (void)unused;
    Rect row = ui_rect_of(ui, "row.0");
    float x = (float)row.x + 30, y = (float)(row.y + row.h) - 4;  // the next row is near
    tap_at(x, y);
    after(80);
    tap_at(x, y);
    assert_string_equal(said, "row.0 ");
}

static void onwards_goes_twice_but_not_over_the_end(void **unused) {
    (void)unused;
    tap_twice("step.next", 60);
    assert_string_equal(said, "step.next step.next ");
    after(LONG);
    float x, y;
    middle("step.next", &x, &y);
    tap_at(x, y);
    ends = true;  // the screen that came has the end of the meeting here
    ui_touch(ui);
    after(60);
    tap_at(x, y);
    assert_string_equal(said, "step.next step.next step.next ");
    // Nor does what comes after the end.
    after(LONG);
    tap_at(x, y);
    ends = false;
    ui_touch(ui);
    after(60);
    tap_at(x, y);
    assert_string_equal(said, "step.next step.next step.next step.next ");
}

static void the_same_button_with_another_act_is_another(void **unused) {
    (void)unused;
    float x, y;
    middle("step.next", &x, &y);
    tap_at(x, y);
    next_act = 1;
    ui_touch(ui);
    after(60);
    tap_at(x, y);
    assert_string_equal(said, "step.next ");
}

static void a_finger_that_presses_nothing_scrolls(void **unused) {
    (void)unused;
    float x, y;
    middle("row.1", &x, &y);
    tap_at(x, y);  // the rows move up
    after(80);
    finger(SDL_FINGERDOWN, x, y);
    for (int i = 1; i <= 8; i++) {
        after(10);
        finger(SDL_FINGERMOTION, x, y - (float)(8 * i));
    }
    after(100);
    finger(SDL_FINGERUP, x, y - 64);
    assert_string_equal(said, "row.1 ");
    assert_true(ui_scroll_memo(ui, ui_key("list"))->offset > 20);
}

static void a_drag_is_no_first_half(void **unused) {
    (void)unused;
    float x, y;
    middle("begin", &x, &y);
    finger(SDL_FINGERDOWN, x + 60, y);
    after(40);
    finger(SDL_FINGERMOTION, x, y);
    finger(SDL_FINGERUP, x, y);
    page = 1;
    ui_touch(ui);
    said[0] = '\0';
    after(60);
    middle("answer", &x, &y);
    tap_at(x, y);
    assert_string_equal(said, "answer ");
}

static void who_taps_for_the_program_waits(void **unused) {
    (void)unused;
    float x, y;
    middle("begin", &x, &y);
    tap_at(x, y);
    assert_true(ui_tap_too_soon(ui, "answer"));
    assert_false(ui_tap_place(ui, "answer", &x, &y));
    assert_false(ui_tap_too_soon(ui, "step.next"));
    after(LONG);
    assert_false(ui_tap_too_soon(ui, "answer"));
    assert_true(ui_tap_place(ui, "answer", &x, &y));
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(it_presses_nothing_that_came),
        TEST(a_later_tap_is_a_tap),
        TEST(a_tap_elsewhere_is_a_tap),
        TEST(a_mouse_clicks_twice_too),
        TEST(a_sheet_that_opens_stays),
        TEST(what_stood_there_is_as_fast_as_before),
        TEST(so_is_the_ground_between_keys),
        TEST(a_row_that_moves_up_is_not_pressed),
        TEST(onwards_goes_twice_but_not_over_the_end),
        TEST(the_same_button_with_another_act_is_another),
        TEST(a_finger_that_presses_nothing_scrolls),
        TEST(a_drag_is_no_first_half),
        TEST(who_taps_for_the_program_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
