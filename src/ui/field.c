// The store of texts, who has the focus, and what keys do: those of a real keyboard and those on the
// screen end in the same edits. A field that a build leaves out loses the focus without a word.
#include "ui/field.h"

#include "base/log.h"
#include "base/no_memory.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

FieldStore *field_store_create(void) {
    FieldStore *store = calloc(1, sizeof *store);
    if (!store) no_memory();
    return store;
}

static void destroy_state(FieldState *state) {
    text_edit_finish(&state->edit);
    free(state->done);
    free(state->id);
    free(state);
}

void field_store_destroy(FieldStore *store) {
    if (!store) return;
    while (store->first) {
        FieldState *state = store->first;
        store->first = state->next;
        destroy_state(state);
    }
    free(store);
}

FieldState *field_find(const Ui *ui, uint64_t key) {
    for (FieldState *state = ui->fields->first; state; state = state->next) {
        if (state->key == key) return state;
    }
    return NULL;
}

FieldState *field_of(Ui *ui, const char *id) {
    FieldState *state = field_find(ui, ui_key(id));
    if (state) return state;
    state = calloc(1, sizeof *state);
    if (!state || !(state->id = strdup(id))) no_memory();
    state->key = ui_key(id);
    text_edit_init(&state->edit, 0, true);  // its limits are known when it is built
    state->next = ui->fields->first;
    ui->fields->first = state;
    return state;
}

void field_send(Ui *ui, const FieldState *state, UiEventKind kind) {
    ui_push_event(ui, (UiEvent){.kind = kind, .id = state->id, .act = state->act, .over = ""});
}

void field_changed(Ui *ui, FieldState *state, uint32_t revision) {
    ui->dirty = true;
    FieldSeat *seat = &ui->fields->seats[state->seat];
    if (seat->focused == state) {
        ui->fields->current = state->seat;
        keyboard_auto_shift(&seat->keyboard,
                            !state->digits && text_edit_sentence_start(&state->edit));
    }
    if (state->edit.revision != revision) field_send(ui, state, UI_EDIT);
}

// -- focus ----------------------------------------------------------------------------------------
static bool layout_ready(Ui *ui) {
    FieldStore *store = ui->fields;
    if (store->layout_tried || !ui->host.keyboards_dir) return store->layout_there;
    store->layout_tried = true;
    char path[4096];
    ErrInfo info = {0};
    const char *lang = store->layout_lang[0] ? store->layout_lang : "nl";
    (void)snprintf(path, sizeof path, "%s/%s.txt", ui->host.keyboards_dir, lang);
    // A language without a layout of its own has the Dutch one; without any a real keyboard still works.
    if (access(path, F_OK) != 0)
        (void)snprintf(path, sizeof path, "%s/nl.txt", ui->host.keyboards_dir);
    store->layout_there = keyboard_layout_load(path, &store->layout, &info) == ERR_NONE;
    if (!store->layout_there) log_err(&info);
    return store->layout_there;
}

void ui_set_keyboard(Ui *ui, const char *lang) {
    FieldStore *store = ui->fields;
    if (str_equal(store->layout_lang, lang)) return;
    (void)snprintf(store->layout_lang, sizeof store->layout_lang, "%s", lang);
    bool tried = store->layout_tried;
    store->layout_tried = store->layout_there = false;
    // The layers of another layout are other ones: every keyboard begins at its first again.
    for (int i = 0; i < UI_SEATS_MAX; i++) store->seats[i].keyboard = (KeyboardState){0};
    if (tried) (void)layout_ready(ui);
    ui->dirty = true;
}

void field_leave(Ui *ui, FieldState *state, bool tell) {
    if (!state) return;
    FieldSeat *seat = &ui->fields->seats[state->seat];
    if (seat->focused != state) return;
    seat->focused = NULL;
    seat->keyboard_open = false;
    state->edit.anchor = state->edit.caret;
    state->grip = FIELD_FREE;
    // A real keyboard goes on with somebody who still writes.
    for (int i = 0; i < UI_SEATS_MAX && !ui->fields->seats[ui->fields->current].focused; i++)
        ui->fields->current = i;
    ui->dirty = true;
    if (tell) field_send(ui, state, UI_FIELD_LEFT);
}

static void leave_all(Ui *ui) {
    for (int i = 0; i < UI_SEATS_MAX; i++) field_leave(ui, ui->fields->seats[i].focused, true);
}

void field_enter(Ui *ui, FieldState *state, bool keyboard) {
    FieldStore *store = ui->fields;
    FieldSeat *seat = &store->seats[state->seat];
    bool open = keyboard && layout_ready(ui);
    if (seat->focused != state) {
        field_leave(ui, seat->focused, true);
        seat->focused = state;
        if (open) keyboard_reset(&seat->keyboard, &store->layout, state->digits);
    } else if (open && !seat->keyboard_open) {
        keyboard_reset(&seat->keyboard, &store->layout, state->digits);
    }
    seat->keyboard_open = seat->keyboard_open || open;
    seat->reveal = true;
    store->current = state->seat;
    ui->focus = state->key;
    field_changed(ui, state, state->edit.revision);
}

bool field_is_focused(const Ui *ui, uint64_t key) {
    for (int i = 0; i < UI_SEATS_MAX; i++) {
        const FieldState *focused = ui->fields->seats[i].focused;
        if (focused && focused->key == key) return true;
    }
    return false;
}

// -- for screens ----------------------------------------------------------------------------------
const char *ui_field_text(Ui *ui, const char *id) {
    FieldState *state = field_find(ui, ui_key(id));
    return state ? state->edit.text : "";
}

void ui_field_set(Ui *ui, const char *id, const char *text) {
    text_edit_set(&field_of(ui, id)->edit, text);
    ui->dirty = true;
}

void ui_field_forget(Ui *ui, const char *id) {
    uint64_t key = ui_key(id);
    for (FieldState **at = &ui->fields->first; *at; at = &(*at)->next) {
        FieldState *state = *at;
        if (state->key != key) continue;
        field_leave(ui, state, false);
        *at = state->next;
        destroy_state(state);
        return;
    }
}

void ui_field_focus(Ui *ui, const char *id) {
    if (!id) {
        leave_all(ui);
        return;
    }
    // Who came here by a real keyboard has one.
    field_enter(ui, field_of(ui, id), !ui->focus_visible);
}

void ui_field_focus_seat(Ui *ui, const char *id, int seat) {
    FieldState *state = field_of(ui, id);
    if (state->seat != seat) field_leave(ui, state, false);
    state->seat = seat;
    ui_field_focus(ui, id);
}

void ui_field_leave(Ui *ui, const char *id) {
    field_leave(ui, field_find(ui, ui_key(id)), true);
}

const char *ui_field_focused(const Ui *ui) {
    const FieldState *focused = ui->fields->seats[ui->fields->current].focused;
    return focused ? focused->id : NULL;
}

void ui_keyboard_seats(Ui *ui, int count) {
    ui->fields->beside = count < 1 ? 1 : count > UI_SEATS_MAX ? UI_SEATS_MAX : count;
}

float ui_keyboard_key_mm(Ui *ui, int count) {
    return layout_ready(ui) ? keyboard_key_mm(ui, &ui->fields->layout, count) : 0;
}

// -- the on-screen keyboard -----------------------------------------------------------------------
void field_begin_build(Ui *ui) {
    ui->fields->beside = 1;  // until the screen says otherwise
}

float field_keyboard_height(Ui *ui) {
    for (int i = 0; i < UI_SEATS_MAX; i++) {
        if (ui->fields->seats[i].keyboard_open)
            return ui_px(ui, keyboard_height_mm(ui, &ui->fields->layout));
    }
    return 0;
}

float ui_keyboard_mm(Ui *ui) {
    return field_keyboard_height(ui) / ui_px(ui, 1);
}

static void reveal(Ui *ui, const FieldState *state) {
    UiNode *node = ui_node_find(ui, state->key);
    for (UiNode *area = node ? node->parent : NULL; area; area = area->parent) {
        if (!area->scroll || !area->key) continue;
        ui->scroll_to_area = area->key;
        ui->scroll_to_node = state->key;
        break;
    }
}

static void end_seat(Ui *ui, int number) {
    FieldStore *store = ui->fields;
    FieldSeat *seat = &store->seats[number];
    FieldState *state = seat->focused;
    if (!state) return;
    if (state->built != ui->build) {
        field_leave(ui, state, false);
        return;
    }
    if (seat->keyboard_open) {
        KeyboardLook look = {.done = state->done, .multiline = state->multiline};
        float part = ui_width_mm(ui) / (float)store->beside;
        seat->keyboard.seat = number;
        seat->keyboard.x = number < store->beside ? part * (float)number : 0;
        seat->keyboard.width = part;
        int depth = ui->depth;  // ui_close keeps the screen's box open, and this lies outside it
        keyboard_build(ui, &seat->keyboard, &store->layout, &look);
        ui->depth = depth;
    }
    if (seat->reveal) reveal(ui, state);
    seat->reveal = false;
}

void field_end_build(Ui *ui) {
    for (int i = 0; i < UI_SEATS_MAX; i++) end_seat(ui, i);
}

static void submit(Ui *ui, FieldState *state) {
    field_send(ui, state, UI_SUBMIT);
    field_leave(ui, state, false);
}

bool field_take_event(Ui *ui, const UiEvent *event) {
    FieldStore *store = ui->fields;
    int code = event->act.code, number = event->act.b;
    if (code != KEYBOARD_ACT && code != KEYBOARD_CHOICE_ACT && code != KEYBOARD_GROUND_ACT)
        return false;
    if (number < 0 || number >= UI_SEATS_MAX) return true;
    FieldSeat *seat = &store->seats[number];
    FieldState *state = seat->focused;
    KeyPress press;
    // A finger may still hold a key of a keyboard that was put away.
    if (!state || !keyboard_handle(ui, &seat->keyboard, &store->layout, event, &press)) return true;
    uint32_t revision = state->edit.revision;
    switch (press.kind) {
    case PRESS_NONE: ui->dirty = true; return true;
    case PRESS_TEXT: (void)text_edit_insert(&state->edit, press.text); break;
    case PRESS_REPLACE: (void)text_edit_replace_last(&state->edit, press.old, press.text); break;
    case PRESS_BACKSPACE: (void)field_move(ui, state, TEXT_BACKSPACE, false); break;
    case PRESS_WORD_BACKSPACE: (void)field_move(ui, state, TEXT_WORD_BACKSPACE, false); break;
    case PRESS_LEFT: (void)field_move(ui, state, TEXT_LEFT, false); break;
    case PRESS_RIGHT: (void)field_move(ui, state, TEXT_RIGHT, false); break;
    case PRESS_DONE: submit(ui, state); return true;
    case PRESS_HIDE: field_leave(ui, state, true); return true;
    }
    field_changed(ui, state, revision);
    return true;
}

// -- a real keyboard ------------------------------------------------------------------------------
static void copy(const FieldState *state) {
    size_t from, to;
    if (!text_edit_selection(&state->edit, &from, &to)) return;
    char *text = text_edit_selected_text(&state->edit);
    (void)SDL_SetClipboardText(text);
    free(text);
}

static void paste(FieldState *state) {
    char *text = SDL_GetClipboardText();
    if (text && *text) (void)text_edit_paste(&state->edit, text);
    SDL_free(text);
}

static bool take_control(Ui *ui, FieldState *state, SDL_Keycode key, bool shift) {
    switch (key) {
    case SDLK_a: (void)field_move(ui, state, TEXT_SELECT_ALL, false); return true;
    case SDLK_c:
    case SDLK_INSERT: copy(state); return true;
    case SDLK_x:
        copy(state);
        (void)text_edit_paste(&state->edit, "");
        return true;
    case SDLK_v: paste(state); return true;
    case SDLK_z: (void)field_move(ui, state, shift ? TEXT_REDO : TEXT_UNDO, false); return true;
    case SDLK_y: (void)field_move(ui, state, TEXT_REDO, false); return true;
    case SDLK_LEFT: (void)field_move(ui, state, TEXT_WORD_LEFT, shift); return true;
    case SDLK_RIGHT: (void)field_move(ui, state, TEXT_WORD_RIGHT, shift); return true;
    case SDLK_HOME: (void)field_move(ui, state, TEXT_START, shift); return true;
    case SDLK_END: (void)field_move(ui, state, TEXT_END, shift); return true;
    case SDLK_BACKSPACE: (void)field_move(ui, state, TEXT_WORD_BACKSPACE, false); return true;
    case SDLK_DELETE: (void)field_move(ui, state, TEXT_WORD_DELETE, false); return true;
    default: return false;
    }
}

static bool take_plain(Ui *ui, FieldState *state, SDL_Keycode key, bool shift) {
    static const struct {
        SDL_Keycode key;
        TextKey does;
        bool lines_only;
    } table[] = {
        {SDLK_LEFT, TEXT_LEFT, false},
        {SDLK_RIGHT, TEXT_RIGHT, false},
        {SDLK_UP, TEXT_UP, true},
        {SDLK_DOWN, TEXT_DOWN, true},
        {SDLK_HOME, TEXT_LINE_START, false},
        {SDLK_END, TEXT_LINE_END, false},
        {SDLK_BACKSPACE, TEXT_BACKSPACE, false},
        {SDLK_DELETE, TEXT_DELETE, false},
    };
    if (key == SDLK_INSERT && shift) {
        paste(state);
        return true;
    }
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].key != key) continue;
        if (table[i].lines_only && !state->multiline) return false;
        (void)field_move(ui, state, table[i].does, shift);
        return true;
    }
    // What stands on a key comes as text afterwards; nobody else should act on it.
    return key >= SDLK_SPACE && key < SDLK_DELETE;
}

bool field_take_key(Ui *ui, const SDL_Event *event) {
    FieldState *state = ui->fields->seats[ui->fields->current].focused;
    if (!state) return false;
    uint32_t revision = state->edit.revision;
    if (event->type == SDL_TEXTINPUT) {
        (void)text_edit_insert(&state->edit, event->text.text);
        field_changed(ui, state, revision);
        return true;
    }
    if (event->type != SDL_KEYDOWN) return false;
    SDL_Keycode key = event->key.keysym.sym;
    Uint16 mod = event->key.keysym.mod;
    bool shift = mod & KMOD_SHIFT, control = mod & KMOD_CTRL,
         enter = key == SDLK_RETURN || key == SDLK_KP_ENTER;
    if ((mod & KMOD_LALT) || (mod & KMOD_GUI)) return false;
    if (key == SDLK_ESCAPE) {
        field_leave(ui, state, true);
        return true;
    }
    if (enter && (!state->multiline || control)) {
        if (!event->key.repeat) submit(ui, state);
        return true;
    }
    bool taken = true;
    if (enter)
        (void)text_edit_insert(&state->edit, "\n");
    else
        taken = control && !(mod & KMOD_RALT) ? take_control(ui, state, key, shift)
                                              : take_plain(ui, state, key, shift);
    if (taken) field_changed(ui, state, revision);
    return taken;
}
