// The keyboard as nodes: keys at places computed here, the big letter above a pressed key, and the row
// of choices of a held one. A press in the gap between two keys counts for the nearer one.
#include "ui/keyboard.h"

#include "base/i18n.h"
#include "ui/core.h"

#include <math.h>
#include <string.h>

#define KEY_GAP_MM 2.0f
#define KEY_TALL_MM 20.0f
#define PAD_MM 3.0f
#define ICON_MM 8.0f
#define WIDEST_MM 292.0f  // in landscape; the keys are then 23 mm wide
#define WIDEST_PORTRAIT_MM 340.0f
#define MOST_OF_HEIGHT 0.45f      // of the display
enum { HINT_PERCENT_MAX = 130 };  // larger text fills the key

KeyboardGrid keyboard_grid(const Ui *ui, const KeyboardState *state, const KeyboardLayout *layout) {
    float room = state->width > 0 ? state->width : ui_width_mm(ui), units = layout->layers[0].width;
    int rows = layout->layers[0].row_count;
    for (int i = 1; i < layout->layer_count; i++) {
        if (layout->layers[i].width > units) units = layout->layers[i].width;
        if (layout->layers[i].row_count > rows) rows = layout->layers[i].row_count;
    }
    float widest = ui_portrait(ui) ? WIDEST_PORTRAIT_MM : WIDEST_MM;
    float inner = fminf(room, widest) - 2 * PAD_MM + KEY_GAP_MM;
    KeyboardGrid grid = {.unit = inner / units, .width = room};
    float tall =
        (ui_height_mm(ui) * MOST_OF_HEIGHT - 2 * PAD_MM + KEY_GAP_MM) / (float)rows - KEY_GAP_MM;
    grid.key_h = fmaxf(fminf(tall, KEY_TALL_MM), TOUCH_MIN_MM);
    grid.left = (room - (inner - KEY_GAP_MM)) / 2;
    grid.top = PAD_MM;
    grid.height = 2 * PAD_MM - KEY_GAP_MM + (grid.key_h + KEY_GAP_MM) * (float)rows;
    return grid;
}

float keyboard_height_mm(const Ui *ui, const KeyboardLayout *layout) {
    return keyboard_grid(ui, &(KeyboardState){0}, layout).height;
}

float keyboard_key_mm(const Ui *ui, const KeyboardLayout *layout, int seats) {
    KeyboardState state = {.width = ui_width_mm(ui) / (float)seats};
    return keyboard_grid(ui, &state, layout).unit - KEY_GAP_MM;
}

const char *keyboard_named_id(Ui *ui, int seat, const char *name) {
    return seat == 0 ? ui_format(ui, "key.%s", name) : ui_format(ui, "key.%d.%s", seat + 1, name);
}

const char *keyboard_id(Ui *ui, int seat) {
    return seat == 0 ? "keyboard" : ui_format(ui, "keyboard.%d", seat + 1);
}

KeyPlace keyboard_place(const KeyboardGrid *grid, const KeyboardLayout *layout, int packed,
                        bool multiline) {
    int place = packed - 1, l = place >> 16, r = place >> 8 & 255, k = place & 255;
    const LayoutLayer *layer = &layout->layers[l];
    const LayoutRow *row = &layer->rows[r];
    float units = 0, width = row->keys[k].width;
    for (int i = 0; i < k; i++) units += row->keys[i].width;
    if (!multiline && k + 1 < row->count && row->keys[k + 1].kind == KEY_NEWLINE)
        width += row->keys[k + 1].width;
    return (KeyPlace){.x = grid->left + units * grid->unit,
                      .y = grid->top + (float)r * (grid->key_h + KEY_GAP_MM),
                      .w = width * grid->unit - KEY_GAP_MM,
                      .h = grid->key_h};
}

const char *keyboard_key_id(Ui *ui, int seat, const KeyboardLayout *layout, const LayoutKey *key) {
    static const char *const names[KEY_KINDS] = {
        [KEY_SHIFT] = "shift", [KEY_BACKSPACE] = "backspace", [KEY_ENTER] = "enter",
        [KEY_SPACE] = "space", [KEY_LEFT] = "left",           [KEY_RIGHT] = "right",
        [KEY_HIDE] = "hide",   [KEY_NEWLINE] = "newline",     [KEY_GAP] = "gap",
    };
    if (key->kind == KEY_TEXT) return keyboard_named_id(ui, seat, key->text);
    if (key->kind == KEY_LAYER)
        return keyboard_named_id(ui, seat, layout->layers[key->layer].label);
    return keyboard_named_id(ui, seat, names[key->kind]);
}

static bool fits(Ui *ui, const char *label, KeyPlace place, TypeSize size, Weight weight,
                 int lines) {
    FontSpec font = ui_font(ui, size, weight);
    float room = ui_px(ui, place.w - 2);
    int width, word;
    fonts_measure(ui->fonts, label, font, &width, &word);
    if ((float)(font.line_px * lines) > ui_px(ui, place.h) || (float)word > room) return false;
    if (lines == 1) return (float)width <= room;
    return paragraph_get(ui->fonts, label, font, (int)room, 0, 0, 1)->line_count <= lines;
}

// Puts the label as large as it fits, at most at `from`, on two lines if need be. False when not even
// the smallest size fits.
static bool put_label(Ui *ui, const char *label, KeyPlace place, TypeSize from, Weight weight,
                      Paint ink) {
    for (int size = (int)from; size >= TYPE_SMALL; size--) {
        for (int lines = 1; lines <= 2; lines++) {
            if (!fits(ui, label, place, (TypeSize)size, weight, lines)) continue;
            ui_text(ui, NULL, label,
                    (UiText){.size = (TypeSize)size,
                             .weight = weight,
                             .color = ink,
                             .align = ALIGN_CENTER,
                             .no_wrap = lines == 1,
                             .w = lines == 1 ? FIT : MM(place.w - 2)})
                ->is_part = true;
            return true;
        }
    }
    return false;
}

static UiStyle key_style(KeyPlace place, Paint fill) {
    return (UiStyle){.axis = AXIS_STACK,
                     .floating = true,
                     .x = place.x,
                     .y = place.y,
                     .w = MM(place.w),
                     .h = MM(place.h),
                     .main = ALIGN_CENTER,
                     .cross = ALIGN_CENTER,
                     .fill = fill,
                     .radius = RADIUS_SMALL_MM + 0.5f,
                     .role = "key",
                     .on_press = true};
}

// -- one key --------------------------------------------------------------------------------------
typedef struct {
    const char *icon, *label;
    Paint fill, ink;
    bool selected;
} KeyLook;

static KeyLook look_of(Ui *ui, const KeyboardState *state, const KeyboardLayout *layout,
                       const LayoutKey *key, const KeyboardLook *look) {
    KeyLook out = {.fill = COLOR_ACCENT_TINT, .ink = COLOR_INK};
    switch (key->kind) {
    case KEY_TEXT: {
        char text[LAYOUT_TEXT_MAX];
        keyboard_key_text(state, key->text, text);
        out.label = ui_format(ui, "%s", text);
        out.fill = COLOR_SHEET;
        break;
    }
    case KEY_SPACE: out.icon = "space", out.fill = COLOR_SHEET, out.ink = COLOR_INK_SOFT; break;
    case KEY_SHIFT:
        out.icon = state->shift == SHIFT_LOCKED ? "arrow-big-up-dash" : "arrow-big-up";
        out.selected = state->shift != SHIFT_OFF;
        if (out.selected) out.fill = COLOR_INK, out.ink = COLOR_PAPER;
        break;
    case KEY_ENTER:
        out.label = look->done ? look->done : _("Done");
        out.fill = COLOR_ACCENT, out.ink = COLOR_ON_ACCENT;
        break;
    case KEY_BACKSPACE: out.icon = "delete"; break;
    case KEY_LEFT: out.icon = "arrow-left"; break;
    case KEY_RIGHT: out.icon = "arrow-right"; break;
    case KEY_HIDE: out.icon = "keyboard-off"; break;
    case KEY_NEWLINE: out.icon = "corner-down-left"; break;
    case KEY_LAYER: out.label = layout->layers[key->layer].label; break;
    case KEY_GAP:
    case KEY_KINDS: break;
    }
    return out;
}

// The first choice, small in the corner: this key can be held.
static void build_hint(Ui *ui, const char *choice, bool capital, KeyPlace place) {
    char text[LAYOUT_TEXT_MAX];
    if (capital)
        keyboard_layout_upper(choice, text);
    else
        (void)str_copy(text, sizeof text, choice);
    UiNode *node = ui_text(ui, NULL, text,
                           (UiText){.size = ui_text_percent(ui) < 90 ? TYPE_BODY : TYPE_SMALL,
                                    .weight = WEIGHT_BOLD,  // thin strokes, and small
                                    .no_wrap = true});
    node->is_part = true;
    node->in_flow = false;
    node->style.x = place.w - 1.8f;
    node->style.y = 0.6f;
    node->style.anchor_x = 1;
}

static void build_key(Ui *ui, KeyboardState *state, const KeyboardLayout *layout,
                      const KeyboardGrid *grid, int packed, const KeyboardLook *look) {
    const LayoutKey *key = keyboard_key(layout, packed);
    if (!key || key->kind == KEY_GAP || (key->kind == KEY_NEWLINE && !look->multiline)) return;
    KeyPlace place = keyboard_place(grid, layout, packed, look->multiline);
    KeyLook shown = look_of(ui, state, layout, key, look);
    const LayoutAlternates *alternates =
        key->kind == KEY_TEXT ? keyboard_layout_alternates(layout, key->text) : NULL;
    UiStyle style = key_style(place, shown.fill);
    style.act = (UiAct){.code = KEYBOARD_ACT, .a = packed, .b = state->seat};
    style.label = shown.label ? shown.label : layout->words[key->kind];
    style.selected = shown.selected;
    style.long_press = alternates || key->kind == KEY_SHIFT;
    style.repeat = key->kind == KEY_BACKSPACE || key->kind == KEY_LEFT || key->kind == KEY_RIGHT;
    style.shadow = true;
    ui_open(ui, keyboard_key_id(ui, state->seat, layout, key), style);
    float icon_mm = ICON_MM * fminf(fmaxf((float)ui_text_percent(ui) / 100, 1), 1.5f);
    if (shown.icon) ui_icon(ui, shown.icon, icon_mm, shown.ink);
    Weight weight = key->kind == KEY_TEXT ? WEIGHT_REGULAR : WEIGHT_SEMIBOLD;
    // Small text is for reading; letters on keys are aimed at from further away.
    TypeSize size = ui_text_percent(ui) < 90 ? TYPE_TITLE : TYPE_LEAD;
    if (shown.label && !put_label(ui, shown.label, place, size, weight, shown.ink)) {
        ui_icon(ui, "check", icon_mm, shown.ink);
    }
    if (alternates && ui_text_percent(ui) <= HINT_PERCENT_MAX) {
        build_hint(ui, alternates->choices[0], state->shift != SHIFT_OFF, place);
    }
    ui_close(ui);
}

// The letter large above the finger that covers its key.
static void build_preview(Ui *ui, const KeyboardState *state, const KeyboardLayout *layout,
                          const KeyboardGrid *grid, int packed, const KeyboardLook *look) {
    const LayoutKey *key = keyboard_key(layout, packed);
    if (!key || key->kind != KEY_TEXT || packed == state->base_key) return;
    if (!ui_is_pressed(ui, keyboard_key_id(ui, state->seat, layout, key))) return;
    const char *text = key->text;
    for (unsigned i = 1; i <= KEYBOARD_RECENT; i++) {
        unsigned slot = (state->recent_at - i) % KEYBOARD_RECENT;
        if (state->recent[slot].key != packed) continue;
        text = state->recent[slot].text;
        break;
    }
    KeyPlace place = keyboard_place(grid, layout, packed, look->multiline);
    place.y -= place.h + KEY_GAP_MM + 2;
    place.h += 2;
    // In a column, not straight in the stack: there its fill would hide the key behind it from
    // other fingers.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .floating = true,
                      .x = place.x,
                      .y = place.y,
                      .w = MM(place.w),
                      .h = MM(place.h)});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_SHEET,
                      .border = COLOR_EDGE,
                      .radius = RADIUS_MM,
                      .shadow = true});
    (void)put_label(ui, ui_format(ui, "%s", text), place, TYPE_TITLE, WEIGHT_SEMIBOLD, COLOR_INK);
    ui_close(ui);
    ui_close(ui);
}

// -- choices --------------------------------------------------------------------------------------
static void build_choices(Ui *ui, const KeyboardState *state, const KeyboardLayout *layout,
                          const KeyboardGrid *grid, const KeyboardLook *look) {
    const LayoutKey *key = keyboard_key(layout, state->base_key);
    const LayoutAlternates *alternates =
        state->base[0] && key ? keyboard_layout_alternates(layout, key->text) : NULL;
    if (!alternates) return;
    bool capital = strcmp(state->base, key->text) != 0;
    KeyPlace from = keyboard_place(grid, layout, state->base_key, look->multiline);
    int count = alternates->count;
    float step = from.w + KEY_GAP_MM, width = step * (float)count + KEY_GAP_MM;
    // The first choice stands above the finger; the others go where there is room.
    bool leftwards = from.x - KEY_GAP_MM + width > grid->width - 1;
    float x = leftwards ? from.x + from.w + KEY_GAP_MM - width : from.x - KEY_GAP_MM;
    x = fmaxf(fminf(x, grid->width - width - 1), 1);
    float height = from.h + 2 * KEY_GAP_MM;
    ui_open(ui, keyboard_named_id(ui, state->seat, "alt"),
            (UiStyle){.axis = AXIS_STACK,
                      .floating = true,
                      .x = x,
                      .y = from.y - height - 1,
                      .w = MM(width),
                      .h = MM(height),
                      .fill = COLOR_SHEET,
                      .border = COLOR_EDGE,
                      .border_mm = EDGE_MM,
                      .radius = RADIUS_MM,
                      .shadow = true});
    for (int i = 0; i < count; i++) {
        char text[LAYOUT_TEXT_MAX];
        if (capital)
            keyboard_layout_upper(alternates->choices[i], text);
        else
            (void)str_copy(text, sizeof text, alternates->choices[i]);
        bool hovered = state->hovered == i;
        KeyPlace place = {.x = KEY_GAP_MM + step * (float)(leftwards ? count - 1 - i : i),
                          .y = KEY_GAP_MM,
                          .w = from.w,
                          .h = from.h};
        UiStyle style = key_style(place, hovered ? COLOR_ACCENT : COLOR_ACCENT_TINT);
        style.act = (UiAct){.code = KEYBOARD_CHOICE_ACT, .a = i, .b = state->seat};
        style.drop = true;
        style.selected = hovered;
        const char *label = ui_format(ui, "%s", text);
        style.label = label;
        ui_open(ui, keyboard_named_id(ui, state->seat, ui_format(ui, "alt.%d", i)), style);
        (void)put_label(ui, label, place, TYPE_TITLE, WEIGHT_REGULAR,
                        hovered ? COLOR_ON_ACCENT : COLOR_INK);
        ui_close(ui);
    }
    ui_close(ui);
}

void keyboard_build(Ui *ui, KeyboardState *state, const KeyboardLayout *layout,
                    const KeyboardLook *look) {
    if (state->shift_chord && !ui_is_pressed(ui, keyboard_named_id(ui, state->seat, "shift"))) {
        state->shift = SHIFT_OFF;
        state->shift_auto = state->shift_chord = false;
    }
    KeyboardGrid grid = keyboard_grid(ui, state, layout);
    const LayoutLayer *layer = &layout->layers[state->layer];
    ui_open(ui, keyboard_id(ui, state->seat),
            (UiStyle){.axis = AXIS_STACK,
                      .floating = true,
                      .x = state->x,
                      .y = ui_height_mm(ui),
                      .anchor_y = 1,
                      .w = MM(grid.width),
                      .h = MM(grid.height),
                      .fill = COLOR_SUNKEN,
                      .pressed_fill = COLOR_SUNKEN,
                      .role = "keyboard",
                      .label = layout->name,
                      .act = {.code = KEYBOARD_GROUND_ACT, .b = state->seat},
                      .on_press = true});
    ui_open(
        ui, NULL,
        (UiStyle){.floating = true, .w = MM(grid.width), .h = MM(HAIRLINE_MM), .fill = COLOR_EDGE});
    ui_close(ui);
    for (int pass = 0; pass < 2; pass++) {
        for (int r = 0; r < layer->row_count; r++) {
            for (int k = 0; k < layer->rows[r].count; k++) {
                int packed = keyboard_pack(state->layer, r, k);
                if (pass == 0)
                    build_key(ui, state, layout, &grid, packed, look);
                else
                    build_preview(ui, state, layout, &grid, packed, look);
            }
        }
    }
    build_choices(ui, state, layout, &grid, look);
    ui_close(ui);
}
