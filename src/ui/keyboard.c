// What fingers on the keyboard mean. Shift: a tap for the next letter, two taps or a hold lock it, and
// held beside another finger it works as on a real keyboard.
#include "ui/keyboard.h"

#include "ui/core.h"

#include <math.h>
#include <string.h>

enum {
    SHIFT_TWICE_MS = 350,   // two taps of shift this close lock it
    WORDS_AFTER_MS = 1500,  // backspace held longer takes words
    WORD_EVERY_MS = 280,    // and no faster than a person can follow
};
#define GROUND_REACH_MM 3.0f  // a press in a gap counts for the key this near

void keyboard_reset(KeyboardState *state, const KeyboardLayout *layout, bool digits) {
    *state = (KeyboardState){.seat = state->seat,
                             .x = state->x,
                             .width = state->width,
                             .layer = digits ? layout->number_layer : 0,
                             .hovered = -1};
}

void keyboard_auto_shift(KeyboardState *state, bool begins_sentence) {
    if (state->shift == SHIFT_LOCKED || state->shift_chord) return;
    if (state->shift == SHIFT_ONCE && !state->shift_auto) return;
    state->shift = begins_sentence ? SHIFT_ONCE : SHIFT_OFF;
    state->shift_auto = begins_sentence;
}

int keyboard_pack(int layer, int row, int key) {
    return 1 + (layer << 16 | row << 8 | key);
}

const LayoutKey *keyboard_key(const KeyboardLayout *layout, int packed) {
    int place = packed - 1, layer = place >> 16, row = place >> 8 & 255, key = place & 255;
    if (packed < 1 || layer >= layout->layer_count) return NULL;
    if (row >= layout->layers[layer].row_count || key >= layout->layers[layer].rows[row].count)
        return NULL;
    return &layout->layers[layer].rows[row].keys[key];
}

void keyboard_key_text(const KeyboardState *state, const char *text, char out[LAYOUT_TEXT_MAX]) {
    if (state->shift == SHIFT_OFF)
        (void)str_copy(out, LAYOUT_TEXT_MAX, text);
    else
        keyboard_layout_upper(text, out);
}

// How long the finger that holds the node has been down; 0: nobody does.
static int64_t held_ms(const Ui *ui, const char *id) {
    uint64_t key = ui_key(id);
    int64_t longest = 0;
    for (int i = 0; i < POINTERS_MAX; i++) {
        const Pointer *p = &ui->pointers[i];
        if (p->active && p->key == key && ui->now - p->down_ms > longest)
            longest = ui->now - p->down_ms;
    }
    return longest;
}

static void close_choices(KeyboardState *state) {
    state->base[0] = '\0';
    state->base_key = 0;
    state->hovered = -1;
    state->stays = false;
}

static void press_shift(Ui *ui, KeyboardState *state) {
    bool twice = ui->now - state->shift_ms < SHIFT_TWICE_MS;
    state->shift_ms = ui->now;
    if (state->shift == SHIFT_LOCKED)
        state->shift = SHIFT_OFF;
    else if (twice)
        state->shift = SHIFT_LOCKED;
    else if (state->shift == SHIFT_ONCE)
        state->shift = SHIFT_OFF;
    else
        state->shift = SHIFT_ONCE;
    state->shift_auto = false;
    state->shift_chord = false;
}

static void press_text(Ui *ui, KeyboardState *state, int packed, const char *text, KeyPress *out) {
    bool chord = ui_is_pressed(ui, keyboard_named_id(ui, state->seat, "shift"));
    if (chord && state->shift == SHIFT_OFF) state->shift = SHIFT_ONCE;
    out->kind = PRESS_TEXT;
    keyboard_key_text(state, text, out->text);
    // By the time the key counts as held, shift may be off again: what it put is kept.
    unsigned slot = state->recent_at++ % KEYBOARD_RECENT;
    state->recent[slot].key = packed;
    memcpy(state->recent[slot].text, out->text, LAYOUT_TEXT_MAX);
    if (chord) {
        state->shift_chord = true;  // keyboard_build sees when it is let go
    } else if (state->shift == SHIFT_ONCE) {
        state->shift = SHIFT_OFF;
        state->shift_auto = false;
    }
    // The second tap of shift must be its next touch, not one with letters between.
    state->shift_ms = 0;
}

static void press(Ui *ui, KeyboardState *state, const LayoutKey *key, int packed, KeyPress *out) {
    if (state->stays) close_choices(state);
    switch (key->kind) {
    case KEY_TEXT: press_text(ui, state, packed, key->text, out); break;
    case KEY_SPACE: press_text(ui, state, packed, " ", out); break;
    case KEY_NEWLINE: press_text(ui, state, packed, "\n", out); break;
    case KEY_SHIFT: press_shift(ui, state); break;
    case KEY_BACKSPACE: {
        out->kind = PRESS_BACKSPACE;
        if (held_ms(ui, keyboard_named_id(ui, state->seat, "backspace")) < WORDS_AFTER_MS) break;
        out->kind = ui->now - state->word_ms < WORD_EVERY_MS ? PRESS_NONE : PRESS_WORD_BACKSPACE;
        if (out->kind == PRESS_WORD_BACKSPACE) state->word_ms = ui->now;
        break;
    }
    case KEY_ENTER: out->kind = PRESS_DONE; break;
    case KEY_LEFT: out->kind = PRESS_LEFT; break;
    case KEY_RIGHT: out->kind = PRESS_RIGHT; break;
    case KEY_HIDE: out->kind = PRESS_HIDE; break;
    case KEY_LAYER:
        state->layer = key->layer;
        close_choices(state);
        break;
    case KEY_GAP:
    case KEY_KINDS: break;
    }
}

static void choose(KeyboardState *state, const KeyboardLayout *layout, int index, KeyPress *out) {
    const LayoutKey *key = keyboard_key(layout, state->base_key);
    const LayoutAlternates *alternates = key ? keyboard_layout_alternates(layout, key->text) : NULL;
    if (alternates && index >= 0 && index < alternates->count) {
        out->kind = PRESS_REPLACE;
        // Its letter was put with or without shift: the choice follows what was put.
        bool capital = strcmp(state->base, key->text) != 0;
        if (capital)
            keyboard_layout_upper(alternates->choices[index], out->text);
        else
            (void)str_copy(out->text, sizeof out->text, alternates->choices[index]);
        (void)str_copy(out->old, sizeof out->old, state->base);
    }
    close_choices(state);
}

static void hold(KeyboardState *state, const KeyboardLayout *layout, const UiEvent *event) {
    const LayoutKey *key = keyboard_key(layout, event->act.a);
    if (!key) return;
    if (key->kind == KEY_SHIFT && !state->shift_chord) {
        state->shift = SHIFT_LOCKED;
        state->shift_auto = false;
    }
    if (key->kind != KEY_TEXT || state->base[0]) return;
    if (!keyboard_layout_alternates(layout, key->text)) return;
    state->base_key = event->act.a;
    state->hovered = -1;
    state->stays = false;
    (void)str_copy(state->base, sizeof state->base, key->text);
    for (unsigned i = 1; i <= KEYBOARD_RECENT; i++) {
        unsigned slot = (state->recent_at - i) % KEYBOARD_RECENT;
        if (state->recent[slot].key != event->act.a) continue;
        memcpy(state->base, state->recent[slot].text, LAYOUT_TEXT_MAX);
        break;
    }
}

static void let_go(Ui *ui, KeyboardState *state, const KeyboardLayout *layout, const UiEvent *event,
                   KeyPress *out) {
    if (event->act.a != state->base_key) return;
    if (event->over_act.code == KEYBOARD_CHOICE_ACT && event->over_act.b == state->seat) {
        choose(state, layout, event->over_act.a, out);
        return;
    }
    KeyboardGrid grid = keyboard_grid(ui, state, layout);
    float away = hypotf(event->x - event->start_x, event->y - event->start_y);
    if (away > ui_px(ui, grid.unit))
        close_choices(state);
    else
        state->stays = true;
}

// The key next to a press between keys; 0: none near enough.
static int key_near(Ui *ui, const KeyboardState *state, const KeyboardLayout *layout, float x,
                    float y) {
    const LayoutLayer *layer = &layout->layers[state->layer];
    float best = ui_px(ui, GROUND_REACH_MM);
    int found = 0;
    for (int r = 0; r < layer->row_count; r++) {
        for (int k = 0; k < layer->rows[r].count; k++) {
            const LayoutKey *key = &layer->rows[r].keys[k];
            if (key->kind == KEY_GAP) continue;
            Rect at = ui_rect_of(ui, keyboard_key_id(ui, state->seat, layout, key));
            if (rect_empty(at)) continue;
            float dx = fmaxf(fmaxf((float)at.x - x, x - (float)(at.x + at.w)), 0);
            float dy = fmaxf(fmaxf((float)at.y - y, y - (float)(at.y + at.h)), 0);
            if (hypotf(dx, dy) >= best) continue;
            best = hypotf(dx, dy);
            found = keyboard_pack(state->layer, r, k);
        }
    }
    return found;
}

bool keyboard_handle(Ui *ui, KeyboardState *state, const KeyboardLayout *layout,
                     const UiEvent *event, KeyPress *out) {
    *out = (KeyPress){.kind = PRESS_NONE};
    int code = event->act.code;
    if (code == KEYBOARD_CHOICE_ACT) {
        if (event->kind == UI_TAP) choose(state, layout, event->act.a, out);
        return true;
    }
    if (code == KEYBOARD_GROUND_ACT) {
        const LayoutKey *near = NULL;
        if (event->kind == UI_TAP) {
            state->ground_key = key_near(ui, state, layout, event->x, event->y);
            near = keyboard_key(layout, state->ground_key);
        }
        if (near) press(ui, state, near, state->ground_key, out);
        return true;
    }
    if (code != KEYBOARD_ACT) return false;
    const LayoutKey *key = keyboard_key(layout, event->act.a);
    if (event->kind == UI_TAP && key) press(ui, state, key, event->act.a, out);
    if (event->kind == UI_LONG_PRESS) hold(state, layout, event);
    if (event->kind == UI_DRAG_MOVE && event->act.a == state->base_key) {
        bool over = event->over_act.code == KEYBOARD_CHOICE_ACT && event->over_act.b == state->seat;
        state->hovered = over ? event->over_act.a : -1;
    }
    if (event->kind == UI_DRAG_END) let_go(ui, state, layout, event, out);
    return true;
}
