// A field's node: its box, the text in it, selection and caret, and where a finger or a key lands in
// the lines as they are shown. The text is laid out by the toolkit; it lies in a box that cuts it and
// is moved there so that the caret is in view.
#include "ui/field.h"

#include "base/no_memory.h"
#include "ui/grapheme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FIELD_TALL_MM 14.0f
#define FIELD_PAD_X_MM 3.5f
#define FIELD_PAD_Y_MM 2.0f
#define CARET_MM 0.7f
#define HANDLE_MM 4.2f
#define HANDLE_REACH_MM 8.0f
enum { LINES_LEAST = 3, MAX_CHARS = 80, DOUBLE_TAP_MS = 350, HOLD_MS = 320 };

Paragraph *field_paragraph(Ui *ui, const FieldState *state) {
    return paragraph_get(ui->fonts, state->edit.text, state->font, state->wrap, 0,
                         theme_rgb(ui->theme, COLOR_INK), 0);
}

float field_caret_x(Ui *ui, const FieldState *state, const Paragraph *paragraph, size_t offset,
                    int *out_line) {
    *out_line = 0;
    if (paragraph->line_count == 0) return 0;  // no memory was left for its lines
    int line = paragraph->line_count - 1;
    while (line > 0 && (size_t)paragraph->lines[line].start > offset) line--;
    *out_line = line;
    size_t start = (size_t)paragraph->lines[line].start;
    float x = (float)fonts_width(ui->fonts, state->edit.text + start, offset - start, state->font);
    // Spaces at the end of a line that was broken hang over its edge.
    return state->multiline ? fminf(x, (float)state->wrap) : x;
}

// -- moving by lines ------------------------------------------------------------------------------
typedef struct {
    Ui *ui;
    const FieldState *state;
    const Paragraph *paragraph;
} Lines;

static float x_of(const void *context, size_t offset) {
    const Lines *lines = context;
    int line;
    return field_caret_x(lines->ui, lines->state, lines->paragraph, offset, &line);
}

bool field_move(Ui *ui, FieldState *state, TextKey key, bool select) {
    if (!state->multiline || state->wrap <= 0)
        return text_edit_key(&state->edit, key, select, NULL);
    Lines lines = {ui, state, field_paragraph(ui, state)};
    int count = lines.paragraph->line_count;
    if (count == 0) return text_edit_key(&state->edit, key, select, NULL);  // no memory was left
    TextLine *table = arena_array(ui_arena(ui), TextLine, count);
    for (int i = 0; i < count; i++) {
        size_t start = (size_t)lines.paragraph->lines[i].start;
        table[i] = (TextLine){start, start + (size_t)lines.paragraph->lines[i].length};
    }
    // The last line ends where the text does, spaces and all.
    table[count - 1].end = state->edit.length;
    TextLayout layout = {table, (size_t)count, x_of, &lines};
    return text_edit_key(&state->edit, key, select, &layout);
}

size_t field_offset_at(Ui *ui, const FieldState *state, float x, float y) {
    if (!state->text_node || state->edit.length == 0) return 0;
    const Paragraph *p = field_paragraph(ui, state);
    if (p->line_count == 0) return 0;
    x -= (float)state->text_node->rect.x;
    y -= (float)state->text_node->rect.y;
    int line = (int)floorf(y / (float)state->font.line_px);
    if (line < 0) line = 0;
    if (line >= p->line_count) line = p->line_count - 1;
    size_t start = (size_t)p->lines[line].start;
    size_t end =
        line + 1 == p->line_count ? state->edit.length : start + (size_t)p->lines[line].length;
    size_t best = start;
    float best_distance = fabsf(x);
    for (size_t at = start; at < end;) {
        at = grapheme_next(state->edit.text, state->edit.length, at);
        if (at > end) break;
        float distance = fabsf(
            (float)fonts_width(ui->fonts, state->edit.text + start, at - start, state->font) - x);
        if (distance <= best_distance) best = at, best_distance = distance;
    }
    return best;
}

// -- layout ---------------------------------------------------------------------------------------
// Called once the widths are known and before anything is placed: the height, and how far the text
// is moved to have the caret in view.
void field_measure(Ui *ui, UiNode *node, float width, float *out_height) {
    (void)width;
    FieldState *state = node->data;
    float pad = ui_px(ui, FIELD_PAD_Y_MM) * 2, line = (float)state->font.line_px;
    float extra = 0;
    for (UiNode *c = node->first; c; c = c->next) {
        if (state->multiline && c != state->inner) extra += c->pref_h;
    }
    float lines = state->multiline ? fmaxf(state->text_node->pref_h, line * LINES_LEAST) : line;
    *out_height = fmaxf(lines + pad + extra, ui_px(ui, FIELD_TALL_MM));

    state->wrap = state->multiline ? (int)ceilf(state->inner->w) : 1 << 20;
    bool moved =
        state->shown_caret != state->edit.caret || state->shown_revision != state->edit.revision;
    state->shown_caret = state->edit.caret;
    state->shown_revision = state->edit.revision;
    const Paragraph *paragraph = field_paragraph(ui, state);
    int at_line;
    float x = field_caret_x(ui, state, paragraph, state->edit.caret, &at_line);
    float room = state->inner->w, caret = ui_px(ui, CARET_MM) + 1;
    bool focused = field_is_focused(ui, state->key);
    if (state->multiline) {
        // The height given last time; only a field that grows differs, and then there is room.
        float port = state->port, text_h = (float)paragraph->height, top = (float)at_line * line;
        if (moved && focused && port > 0) {
            if (top < state->offset) state->offset = top;
            if (top + line > state->offset + port) state->offset = top + line - port;
        }
        state->content = text_h;
        if (state->offset > text_h - port) state->offset = text_h - port;
        if (state->offset < 0) state->offset = 0;
        state->text_node->style.y = -roundf(state->offset) / ui->px_per_mm;
        return;
    }
    // A third of the field is kept in view ahead of the caret, so that one sees what comes.
    float total =
        (float)fonts_width(ui->fonts, state->edit.text, state->edit.length, state->font) + caret;
    if (!focused)
        state->offset = 0;
    else if (x < state->offset)
        state->offset = x - room / 3;
    else if (x + caret > state->offset + room)
        state->offset = x + caret - room;
    if (state->offset > total - room) state->offset = total - room;
    if (state->offset < 0) state->offset = 0;
    state->text_node->style.x = -roundf(state->offset) / ui->px_per_mm;
}

// -- drawing --------------------------------------------------------------------------------------
static void fill(DrawList *list, Rect rect, Rect clip, uint32_t rgb) {
    DrawCommand *c = draw_add(list, DRAW_FILL, rect, clip);
    if (!c) return;
    c->rgb = rgb;
    c->filled = true;
}

static Rect caret_rect(Ui *ui, const FieldState *state, const Paragraph *paragraph, size_t offset) {
    int line;
    float x = field_caret_x(ui, state, paragraph, offset, &line);
    int wide = ui_ipx(ui, CARET_MM), line_px = state->font.line_px, inset = line_px / 12;
    Rect text = state->text_node->rect;
    return (Rect){text.x + (int)lroundf(x) - wide / 2, text.y + line * line_px + inset, wide,
                  line_px - 2 * inset};
}

static void draw_selection(Ui *ui, const FieldState *state, const Paragraph *p, DrawList *list,
                           Rect clip) {
    size_t from, to;
    if (!text_edit_selection(&state->edit, &from, &to)) return;
    uint32_t sheet = theme_rgb(ui->theme, COLOR_SHEET), accent = theme_rgb(ui->theme, COLOR_ACCENT);
    uint32_t rgb = color_mix(accent, sheet, ui->theme == THEME_DARK ? 0.62f : 0.7f);
    int first, last;
    float start = field_caret_x(ui, state, p, from, &first),
          end = field_caret_x(ui, state, p, to, &last);
    Rect text = state->text_node->rect;
    for (int line = first; line <= last; line++) {
        int x0 = line == first ? (int)lroundf(start) : 0;
        int x1 = line == last ? (int)lroundf(end) : p->lines[line].width + ui_ipx(ui, 1.5f);
        fill(list,
             (Rect){text.x + x0, text.y + line * state->font.line_px, x1 - x0, state->font.line_px},
             clip, rgb);
    }
    for (int i = 0; i < 2; i++) {
        Rect at = caret_rect(ui, state, p, i ? to : from);
        int size = ui_ipx(ui, HANDLE_MM);
        fill(list, at, clip, accent);
        Rect knob = {at.x + at.w / 2 - size / 2, at.y + at.h - size / 2, size, size};
        DrawCommand *c = draw_add(list, DRAW_ROUND, knob, clip);
        if (!c) continue;
        c->filled = true;
        c->rgb = accent;
        c->radius = (float)size / 2;
    }
}

// Where in a long text one is.
static void draw_bar(Ui *ui, const FieldState *state, const UiNode *node, DrawList *list) {
    if (!state->multiline || state->content <= state->port + 1 || state->port <= 0) return;
    int thick = ui_ipx(ui, 1.0f);
    float part = state->port / state->content, length = state->port * part;
    float at = state->offset / (state->content - state->port) * (state->port - length);
    Rect bar = {node->rect.x + node->rect.w - 2 * thick, state->inner->rect.y + (int)at, thick,
                (int)length};
    DrawCommand *c = draw_add(list, DRAW_ROUND, bar, node->visible);
    if (!c) return;
    c->filled = true;
    c->rgb = theme_rgb(ui->theme, COLOR_EDGE);
    c->radius = (float)thick / 2;
}

void field_draw(Ui *ui, UiNode *node, DrawList *list) {
    FieldState *state = node->data;
    // Now that the height is known: a field whose box shrank has the caret brought into view again.
    float port = (float)state->inner->rect.h;
    if (state->multiline && state->port != port) {
        state->port = port;
        state->shown_caret = (size_t)-1;
        ui->dirty = true;
    }
    if (!field_is_focused(ui, state->key)) return;
    const Paragraph *p = field_paragraph(ui, state);
    draw_bar(ui, state, node, list);
    // The handles and the caret at an edge need a little more than the text.
    Rect clip =
        rect_intersect(rect_grow(state->inner->visible, ui_ipx(ui, FIELD_PAD_Y_MM)), node->visible);
    draw_selection(ui, state, p, list, clip);
    if (state->edit.caret != state->edit.anchor) return;
    fill(list, caret_rect(ui, state, p, state->edit.caret), clip,
         theme_rgb(ui->theme, COLOR_ACCENT));
}

// -- building -------------------------------------------------------------------------------------
static void keep_done(FieldState *state, const char *done) {
    if (str_equal(done, state->done)) return;
    free(state->done);
    state->done = done ? strdup(done) : NULL;
    if (done && !state->done) no_memory();
}

static void build_count(Ui *ui, const FieldState *state, int max) {
    int count = (int)text_edit_graphemes(&state->edit);
    // Signs of many bytes: as many as there is room for when they go on like this.
    if (state->edit.max_bytes > 0 && state->edit.length > 0) {
        size_t fit = (size_t)count * state->edit.max_bytes / state->edit.length;
        if (fit < (size_t)max) max = (int)fit;
    }
    int near = max / 5 < 20 ? max / 5 : 20;
    if (count < max - near || !field_is_focused(ui, state->key)) return;
    bool full = count >= max;
    ui_text(ui, ui_format(ui, "%s.count", state->id), ui_format(ui, "%d/%d", count, max),
            (UiText){.size = TYPE_SMALL,
                     .weight = full ? WEIGHT_BOLD : WEIGHT_REGULAR,
                     .color = full ? COLOR_BRICK_SHADE : COLOR_INK_SOFT,
                     .no_wrap = true});
}

UiNode *ui_field(Ui *ui, const char *id, UiField field) {
    FieldState *state = field_of(ui, id);
    int max = field.max_chars > 0 ? field.max_chars : MAX_CHARS;
    size_t bytes = field.max_bytes > 0 ? (size_t)field.max_bytes : 0;
    text_edit_limit(&state->edit, (size_t)max, bytes, field.multiline);
    state->multiline = field.multiline;
    state->digits = field.digits;
    if (state->seat != field.seat) field_leave(ui, state, false);
    state->seat = field.seat >= 0 && field.seat < UI_SEATS_MAX ? field.seat : 0;
    keep_done(state, field.done);
    state->built = ui->build;
    state->empty = state->edit.length == 0;
    TypeSize size = field.size ? field.size : TYPE_BODY;
    state->font = ui_font(ui, size, WEIGHT_REGULAR);

    bool focused = field_is_focused(ui, state->key);
    UiStyle style = {.axis = field.multiline ? AXIS_COLUMN : AXIS_ROW,
                     .w = field.w,
                     .h = field.h,
                     .pad_x = FIELD_PAD_X_MM,
                     .pad_y = FIELD_PAD_Y_MM,
                     .gap = field.multiline ? 0 : 2,
                     .cross = field.multiline ? ALIGN_END : ALIGN_CENTER,
                     .fill = field.fill ? field.fill : COLOR_SHEET,
                     .border = focused ? COLOR_ACCENT : COLOR_EDGE,
                     .border_mm = focused ? EDGE_MM : HAIRLINE_MM,
                     .radius = RADIUS_SMALL_MM + 1,
                     .role = "textbox",
                     .label = field.label ? field.label : field.placeholder,
                     .value = state->edit.text,
                     .selected = focused,
                     .act = field.act};
    if (style.w.mode == SIZE_FIT && style.w.min == 0)
        style.w = (UiSize){.mode = SIZE_GROW, .value = 1, .max = style.w.max};
    style.pressed_fill = style.fill;
    UiNode *node = ui_open(ui, id, style);
    node->kind = NODE_CUSTOM;
    node->measure = field_measure;
    node->draw = field_draw;
    node->data = state;
    state->act = node->style.act;

    state->inner = ui_open(ui, NULL,
                           (UiStyle){.axis = AXIS_STACK,
                                     .w = GROW,
                                     .clip = true,
                                     .h = field.multiline ? GROW : PX((float)state->font.line_px)});
    const char *shown =
        state->empty ? (field.placeholder ? field.placeholder : "") : state->edit.text;
    state->text_node = ui_text(ui, NULL, shown,
                               (UiText){.size = size,
                                        .color = state->empty ? COLOR_INK_SOFT : COLOR_INK,
                                        .no_wrap = !field.multiline,
                                        .w = field.multiline ? GROW : FIT});
    state->text_node->is_part = true;
    state->text_node->in_flow = false;
    ui_close(ui);
    build_count(ui, state, max);
    ui_close(ui);
    return node;
}

// -- fingers --------------------------------------------------------------------------------------
// Whether the point is on one end of the selection; the other end then becomes the anchor.
static bool take_handle(Ui *ui, FieldState *state, float x, float y) {
    size_t from, to;
    if (!text_edit_selection(&state->edit, &from, &to)) return false;
    const Paragraph *p = field_paragraph(ui, state);
    float best = ui_px(ui, HANDLE_REACH_MM);
    int found = -1;
    for (int i = 0; i < 2; i++) {
        Rect at = caret_rect(ui, state, p, i ? to : from);
        float away = hypotf(x - (float)at.x, y - (float)(at.y + at.h));
        if (away < best) best = away, found = i;
    }
    if (found < 0) return false;
    text_edit_select(&state->edit, found ? from : to, found ? to : from);
    return true;
}

static void drag(Ui *ui, FieldState *state, Pointer *p) {
    if (state->grip == FIELD_FREE || state->grip_finger != p->number) {
        float dx = p->x - p->start_x, dy = p->y - p->start_y;
        bool along = fabsf(dy) > fabsf(dx) && ui->now - p->down_ms < HOLD_MS && !p->mouse;
        state->grip_finger = p->number;
        if (take_handle(ui, state, p->start_x, p->start_y)) {
            state->grip = FIELD_CARRY;
        } else if (along && state->content > state->port + 1) {
            state->grip = FIELD_SCROLL;
        } else if (p->scroll && (!field_is_focused(ui, state->key) || along)) {
            p->state = POINTER_SCROLL;  // the page moves, not the text
            return;
        } else {
            if (!field_is_focused(ui, state->key)) field_enter(ui, state, true);
            text_edit_place(&state->edit, field_offset_at(ui, state, p->start_x, p->start_y),
                            false);
            state->grip = FIELD_SELECT;
        }
    }
    if (state->grip == FIELD_SCROLL) {
        state->offset -= p->y - p->last_y;
        ui->dirty = true;
        return;
    }
    text_edit_place(&state->edit, field_offset_at(ui, state, p->x, p->y), true);
    field_changed(ui, state, state->edit.revision);
}

static void tap(Ui *ui, FieldState *state, const Pointer *p) {
    bool twice = ui->now - state->tap_ms < DOUBLE_TAP_MS &&
                 hypotf(p->x - state->tap_x, p->y - state->tap_y) < ui_px(ui, 8);
    state->tap_ms = twice ? 0 : ui->now;
    state->tap_x = p->x, state->tap_y = p->y;
    field_enter(ui, state, true);
    size_t at = field_offset_at(ui, state, p->x, p->y);
    if (twice)
        text_edit_select_word(&state->edit, at);
    else
        text_edit_place(&state->edit, at, SDL_GetModState() & KMOD_SHIFT);
    field_changed(ui, state, state->edit.revision);
}

void field_pointer(Ui *ui, UiNode *node, const Pointer *pointer, int phase) {
    FieldState *state = node->data;
    Pointer *p = &ui->pointers[pointer->number];
    if (phase == 0) {
        if (state->grip_finger == p->number) state->grip = FIELD_FREE;
    } else if (phase == 1) {
        drag(ui, state, p);
    } else if (state->grip == FIELD_FREE || state->grip_finger != p->number) {
        tap(ui, state, p);
    } else {
        state->grip = FIELD_FREE;
    }
}
