// The on-screen keyboard's input: bytes are fingers, keys and moments, on a page with fields of each
// kind, through the toolkit's own way in. After every step the texts are valid, clean and within their
// limits, and the picture that is described is valid UTF-8.
// Input that begins with '#': the rest is a keyboard layout, refused with a line or fit to type on.
#include "ui/field.h"
#include "ui/grapheme.h"
#include "ui/keyboard.h"
#include "ui/text_clean.h"
#include "ui/ui_host.h"

#include "base/str.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv);

enum { FINGERS = 4, STEPS_MAX = 60, TOWN_MAX = 100, NOTE_MAX = 40, PIN_MAX = 6 };

static const char *const fields[] = {"town", "note", "pin"};
enum { FIELDS = 3 };

static UiHost host = {
    .fonts_dir = "fonts", .icons_dir = "assets/icons", .keyboards_dir = "assets/keyboards"};
static KeyboardLayout dutch;

static void need(bool fine) {
    if (!fine) abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    (void)setenv("SDL_VIDEODRIVER", "dummy", 1);
    need(SDL_Init(SDL_INIT_VIDEO) == 0);
    need(keyboard_layout_load("assets/keyboards/nl.txt", &dutch, NULL) == ERR_NONE);
    return 0;
}

// ---- A layout --------------------------------------------------------------------------------------

static void fuzz_layout(const char *text, size_t n) {
    static KeyboardLayout layout;
    ErrInfo info = {.text = ""};
    Err err = keyboard_layout_parse(text, n, "x.txt", &layout, &info);
    if (err) {
        need(info.text[0] && layout.layer_count == 0);
        return;
    }
    need(layout.layer_count > 0 && layout.layer_count <= LAYOUT_LAYERS_MAX);
    for (int l = 0; l < layout.layer_count; l++) {
        const LayoutLayer *layer = &layout.layers[l];
        need(layer->row_count > 0 && layer->row_count <= LAYOUT_ROWS_MAX && layer->width > 0);
        for (int r = 0; r < layer->row_count; r++) {
            need(layer->rows[r].count > 0 && layer->rows[r].count <= LAYOUT_KEYS_MAX);
            for (int k = 0; k < layer->rows[r].count; k++) {
                const LayoutKey *key = &layer->rows[r].keys[k];
                need(keyboard_key(&layout, keyboard_pack(l, r, k)) == key);
                need(key->kind < KEY_KINDS && key->width > 0 && key->layer < layout.layer_count);
                need(utf8_valid(key->text, strlen(key->text)));
                char upper[LAYOUT_TEXT_MAX];
                keyboard_layout_upper(key->text, upper);
                need(utf8_valid(upper, strlen(upper)));
            }
        }
    }
}

// ---- Fingers ---------------------------------------------------------------------------------------

typedef struct {
    Ui *ui;
    int64_t now;
    float x[FINGERS], y[FINGERS];
    bool down[FINGERS];
} Page;

static void build(Ui *ui) {
    ui_open(ui, "page", (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .gap = SPACE_2});
    ui_field(ui, "town", (UiField){.max_chars = TOWN_MAX, .w = MM(80)});
    ui_field(ui, "note", (UiField){.multiline = true, .max_chars = NOTE_MAX, .w = MM(120)});
    ui_field(ui, "pin", (UiField){.digits = true, .max_chars = PIN_MAX, .w = MM(60)});
    ui_close(ui);
}

static void settle(Page *page) {
    for (int i = 0; i < 6; i++) {
        UiEvent event;
        while (ui_next_event(page->ui, &event)) continue;
        if (!ui_wants_build(page->ui, page->now)) return;
        ui_begin(page->ui, page->now);
        build(page->ui);
        ui_end(page->ui);
    }
}

static void check(const Page *page) {
    static const size_t limits[] = {TOWN_MAX, NOTE_MAX, PIN_MAX};
    for (int i = 0; i < FIELDS; i++) {
        const char *text = ui_field_text(page->ui, fields[i]);
        if (!text) continue;
        size_t n = strlen(text);
        need(utf8_valid(text, n));
        Str again;
        str_init(&again);
        text_clean(&again, text, n, i == 1);
        need(strcmp(str_text(&again), text) == 0);
        str_finish(&again);
        need(grapheme_count(text, n) <= limits[i]);
    }
}

static void finger(Page *page, Uint32 type, int number) {
    SDL_Event event = {.type = type};
    event.tfinger.fingerId = number + 100;
    event.tfinger.x = page->x[number];
    event.tfinger.y = page->y[number];
    ui_feed(page->ui, &event, page->now);
}

// A key of the Dutch layout's first layers, or any place at all.
static void aim(Page *page, int number, uint8_t where, uint8_t also) {
    page->x[number] = (float)where / 255;
    page->y[number] = (float)also / 255;
    if (where >= 250) return;
    const LayoutLayer *layer = &dutch.layers[also % dutch.layer_count];
    const LayoutRow *row = &layer->rows[where % layer->row_count];
    const char *id =
        keyboard_key_id(page->ui, 1, &dutch, &row->keys[(where / 8 + also / 4) % row->count]);
    float x, y;
    if (!ui_tap_place(page->ui, id, &x, &y)) return;
    page->x[number] = x / 1280;
    page->y[number] = y / 720;
}

static void step(Page *page, uint8_t op, uint8_t a, uint8_t b) {
    static const SDL_Keycode keys[] = {SDLK_LEFT,   SDLK_RIGHT, SDLK_UP,     SDLK_DOWN,
                                       SDLK_RETURN, SDLK_TAB,   SDLK_ESCAPE, SDLK_BACKSPACE,
                                       SDLK_DELETE, SDLK_HOME,  SDLK_z,      SDLK_a};
    static const char *const typed[] = {"a", "é", "Z", "7", " ", "\n", "\xE2\x82\xAC", "\xCC\x81"};
    int number = op / 8 % FINGERS;
    SDL_Event event = {0};
    switch (op % 8) {
    case 0:
    case 1:
        if (page->down[number]) return;
        aim(page, number, a, b);
        page->down[number] = true;
        finger(page, SDL_FINGERDOWN, number);
        break;
    case 2:
        if (!page->down[number]) return;
        aim(page, number, a, b);
        finger(page, SDL_FINGERMOTION, number);
        break;
    case 3:
        if (!page->down[number]) return;
        page->down[number] = false;
        finger(page, SDL_FINGERUP, number);
        break;
    case 4:
        page->now += a * 8;
        ui_feed(page->ui, NULL, page->now);
        break;
    case 5:
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = keys[a % (sizeof keys / sizeof *keys)];
        event.key.keysym.mod = (Uint16)(b & 1 ? KMOD_CTRL : b & 2 ? KMOD_SHIFT : KMOD_NONE);
        ui_feed(page->ui, &event, page->now);
        break;
    case 6:
        event.type = SDL_TEXTINPUT;
        (void)str_copy(event.text.text, sizeof event.text.text, typed[a % 8]);
        ui_feed(page->ui, &event, page->now);
        break;
    default:
        if (b == 255) {
            ui_cancel_fingers(page->ui);
            memset(page->down, 0, sizeof page->down);
        } else {
            ui_field_focus(page->ui, fields[a % FIELDS]);
        }
        break;
    }
    settle(page);
    check(page);
}

static void empty(Page *page) {
    ui_cancel_fingers(page->ui);
    memset(page->down, 0, sizeof page->down);
    ui_field_focus(page->ui, NULL);
    settle(page);
    for (int i = 0; i < FIELDS; i++) ui_field_forget(page->ui, fields[i]);
    page->now += 10000;
    ui_feed(page->ui, NULL, page->now);
    settle(page);
    for (int i = 0; i < FIELDS; i++) need(ui_field_text(page->ui, fields[i])[0] == '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    if (n > 0 && bytes[0] == '#') {
        fuzz_layout((const char *)bytes + 1, n - 1);
        return 0;
    }
    if (n > 3 * STEPS_MAX) return -1;
    // Made once, because fonts take long to load; each input finds an empty page.
    static Page page;
    if (!page.ui) {
        need(ui_create(&host, &page.ui, NULL) == ERR_NONE);
        ui_set_display(page.ui, 1280, 720, 2.41F);
        page.now = 1000;
    }
    settle(&page);
    ui_field_focus(page.ui, "note");
    settle(&page);
    for (size_t i = 0; i + 2 < n; i += 3) step(&page, bytes[i], bytes[i + 1], bytes[i + 2]);
    Str shown;
    str_init(&shown);
    ui_describe(page.ui, &shown);
    need(str_ok(&shown) && utf8_valid(str_text(&shown), shown.length));
    str_finish(&shown);
    empty(&page);
    return 0;
}
