// Bytes become fingers on the on-screen keyboard and on the fields above it: several at a time, taps,
// holds, drags, keys and typed text in between. After each step both texts are valid, clean and no
// longer than they may be. Layouts of the keyboard are read from bytes as well.
#include "base/arena.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "build_config.h"
#include "ui/grapheme.h"
#include "ui/keyboard_layout.h"
#include "ui/text_clean.h"
#include "ui/text_edit.h"
#include "ui/ui_host.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { WIDTH = 1280, HEIGHT = 720, LIMIT = 40, STEPS_MAX = 120 };

static void need(bool fine) {
    if (!fine) abort();
}

static const struct {
    const char *id;
    bool multiline;
} fields[] = {{"place", false}, {"note", true}};

static void read_layout(const uint8_t *data, size_t size) {
    static KeyboardLayout layout;
    ErrInfo info = {0};
    Err err = keyboard_layout_parse((const char *)data, size, "fuzz", &layout, &info);
    need((err == ERR_NONE) == (info.text[0] == '\0'));
    if (err) return;
    need(layout.layer_count >= 1 && layout.layer_count <= LAYOUT_LAYERS_MAX);
    need(layout.number_layer >= 0 && layout.number_layer < layout.layer_count);
    for (int l = 0; l < layout.layer_count; l++) {
        for (int r = 0; r < layout.layers[l].row_count; r++) {
            const LayoutRow *row = &layout.layers[l].rows[r];
            for (int k = 0; k < row->count; k++) {
                const LayoutKey *key = &row->keys[k];
                need(key->layer >= 0 && key->layer < layout.layer_count);
                need(utf8_valid(key->text, strlen(key->text)));
            }
        }
    }
}

// ---- A display with two fields -------------------------------------------------------------------

static Ui *ui;

static void start(void) {
    (void)setenv("SDL_VIDEODRIVER", "dummy", 1);
    need(SDL_Init(SDL_INIT_VIDEO) == 0);
    UiHost host = {.fonts_dir = PP_SHARE_BUILT "/fonts",
                   .icons_dir = PP_SHARE_BUILT "/assets/icons",
                   .keyboards_dir = PP_SHARE_BUILT "/assets/keyboards"};
    ErrInfo info = {0};
    need(ui_create(&host, &ui, &info) == ERR_NONE);
    ui_set_display(ui, WIDTH, HEIGHT, 2.4f);
    ui_set_reduced_motion(ui, true);
}

static void build(void) {
    ui_begin(ui, clock_monotonic_ms());
    (void)ui_open(ui, "page", (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW});
    for (int i = 0; i < 2; i++)
        (void)ui_field(ui, fields[i].id,
                       (UiField){.multiline = fields[i].multiline, .max_chars = LIMIT, .w = GROW});
    ui_close(ui);
    ui_end(ui);
}

static void check(void) {
    for (int i = 0; i < 2; i++) {
        const char *text = ui_field_text(ui, fields[i].id);
        size_t n = strlen(text);
        need(utf8_valid(text, n));
        TextEdit edit;
        text_edit_init(&edit, 0, true);
        text_edit_set(&edit, text);
        need(text_edit_graphemes(&edit) <= LIMIT);
        text_edit_finish(&edit);
        Str clean;
        str_init(&clean);
        text_clean(&clean, text, n, fields[i].multiline);
        need(clean.length == n && memcmp(str_text(&clean), text, n) == 0);
        str_finish(&clean);
    }
}

static void finger(uint32_t type, uint8_t which, uint8_t x, uint8_t y) {
    SDL_Event event = {.type = type};
    event.tfinger.touchId = 1;
    event.tfinger.fingerId = which % 4;
    event.tfinger.x = (float)x / 255;
    event.tfinger.y = (float)y / 255;
    ui_feed(ui, &event, clock_monotonic_ms());
}

static void key(uint8_t which, uint8_t modifiers) {
    static const SDL_Keycode codes[] = {
        SDLK_BACKSPACE, SDLK_DELETE, SDLK_LEFT, SDLK_RIGHT, SDLK_UP,     SDLK_DOWN, SDLK_HOME,
        SDLK_END,       SDLK_RETURN, SDLK_TAB,  SDLK_z,     SDLK_ESCAPE, SDLK_a,    SDLK_y};
    static const Uint16 mods[] = {KMOD_NONE, KMOD_LSHIFT, KMOD_LCTRL, KMOD_LCTRL | KMOD_LSHIFT};
    SDL_Event event = {.type = SDL_KEYDOWN};
    event.key.state = SDL_PRESSED;
    event.key.keysym.sym = codes[which % (sizeof codes / sizeof *codes)];
    event.key.keysym.mod = mods[modifiers % 4];
    ui_feed(ui, &event, clock_monotonic_ms());
}

static void typed(const uint8_t *bytes, size_t n) {
    SDL_Event event = {.type = SDL_TEXTINPUT};
    if (n >= sizeof event.text.text) n = sizeof event.text.text - 1;
    memcpy(event.text.text, bytes, n);
    event.text.text[n] = '\0';
    ui_feed(ui, &event, clock_monotonic_ms());
}

static void play(const uint8_t *data, size_t size) {
    if (!ui) start();
    clock_fake(INT64_C(1795448613120));
    // Far behind the last input, so that nothing of it counts as held or as a double tap.
    static int64_t moment;
    clock_fake_advance(moment += 3600000);
    ui_release_all(ui);
    ui_field_focus(ui, NULL);
    for (int i = 0; i < 2; i++) ui_field_forget(ui, fields[i].id);
    build();
    ui_field_focus(ui, fields[data[0] % 2].id);
    build();
    UiEvent event;
    for (size_t at = 1, step = 0; at + 4 <= size && step < STEPS_MAX; at += 4, step++) {
        uint8_t a = data[at + 1], b = data[at + 2], c = data[at + 3];
        switch (data[at] % 8) {
        case 0:
        case 1: finger(SDL_FINGERDOWN, a, b, c); break;
        case 2: finger(SDL_FINGERUP, a, b, c); break;
        case 3: finger(SDL_FINGERMOTION, a, b, c); break;
        case 4: clock_fake_advance(a * 8); break;
        case 5: key(a, b); break;
        case 6: typed(data + at + 1, 3); break;
        case 7:
            finger(SDL_FINGERDOWN, a, b, c);
            finger(SDL_FINGERUP, a, b, c);
            break;
        default: break;
        }
        while (ui_next_event(ui, &event)) {}
        build();
        check();
        clock_fake_advance(10);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2) return 0;
    if (data[0] == 'p')
        read_layout(data, size);
    else
        play(data, size);
    return 0;
}
