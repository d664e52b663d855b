// What a person reads on the screen, in the order in which it stands there, and the mark behind the
// sentence that is being read aloud. The mark goes by the text itself: nodes live for one build only.
#include "ui/core.h"

#include <string.h>

static bool is_passage(const UiNode *n) {
    return n->kind == NODE_TEXT && n->text && *n->text && !n->style.hidden;
}

// Scrolled out of sight is still to be read; folded away or pushed off the screen is not.
static bool can_be_seen(const UiNode *n) {
    if (!rect_empty(n->visible)) return true;
    for (const UiNode *p = n->parent; p; p = p->parent)
        if (p->scroll) return true;
    return false;
}

static void collect(const UiNode *n, const char **out, int max, int *count) {
    if (n->style.hidden || n->kind == NODE_CUSTOM) return;
    if (is_passage(n) && can_be_seen(n) && *count < max) out[(*count)++] = n->text;
    for (const UiNode *c = n->first; c; c = c->next) collect(c, out, max, count);
}

// The sheet that lies on top; an open panel beside the picture; else the screen without its bar.
static const UiNode *panel_in(const UiNode *n) {
    const UiNode *found = n->style.role && strcmp(n->style.role, "dialog") == 0 ? n : NULL;
    for (const UiNode *c = n->first; c; c = c->next) {
        const UiNode *inner = panel_in(c);
        if (inner) found = inner;
    }
    return found;
}

static const UiNode *what_is_read(const Ui *ui) {
    const UiNode *top = ui_top_modal(ui);
    if (top && top != ui->root) return top;
    const UiNode *content = ui_node_find(ui, ui_key("content"));
    if (!content) content = ui->root;
    const UiNode *panel = content ? panel_in(content) : NULL;
    return panel ? panel : content;
}

int ui_reading(const Ui *ui, const char **out, int max) {
    int count = 0;
    const UiNode *from = what_is_read(ui);
    if (from) collect(from, out, max, &count);
    return count;
}

void ui_mark_reading(Ui *ui, const char *text, size_t start, size_t length) {
    ui->read_key = text && length ? ui_key(text) : 0;
    ui->read_start = (int)start;
    ui->read_length = (int)length;
    ui->read_follow = ui->read_key != 0;
    ui->dirty = true;
}

// ---- The mark --------------------------------------------------------------------------------------

// Where bytes [start, start + length) of the text stand within a line, px from its left; false: not in it.
static bool part_of_line(Ui *ui, const Paragraph *p, int index, int start, int length, int *out_x,
                         int *out_w) {
    const ParagraphLine *line = &p->lines[index];
    int from = start > line->start ? start : line->start;
    int to =
        start + length < line->start + line->length ? start + length : line->start + line->length;
    if (from >= to) return false;
    const char *text = p->text + line->start;
    *out_x = fonts_width(ui->fonts, text, (size_t)(from - line->start), p->font);
    *out_w = fonts_width(ui->fonts, text, (size_t)(to - line->start), p->font) - *out_x;
    return true;
}

static int left_of_line(const UiNode *n, int index) {
    int room = n->rect.w - n->paragraph->lines[index].width;
    if (n->text_style.align == ALIGN_CENTER) return n->rect.x + room / 2;
    return n->text_style.align == ALIGN_END ? n->rect.x + room : n->rect.x;
}

static void follow(Ui *ui, const UiNode *n, Rect mark) {
    ui->read_follow = false;
    for (const UiNode *p = n->parent; p; p = p->parent) {
        if (!p->scroll || p->scroll->row) continue;
        int top = p->rect.y, bottom = p->rect.y + p->rect.h, room = ui_ipx(ui, 6);
        float by = 0;
        if (mark.y + mark.h + room > bottom) by = (float)(mark.y + mark.h + room - bottom);
        if (mark.y - room < top) by = (float)(mark.y - room - top);
        if (by == 0) return;
        p->scroll->offset += by;
        p->scroll->velocity = 0;
        ui_scroll_clamp(p->scroll);
        ui->dirty = true;
        return;
    }
}

void ui_draw_reading(Ui *ui, UiNode *n, Rect clip) {
    if (!ui->read_key || ui->read_drawn || !n->paragraph || ui_key(n->text) != ui->read_key) return;
    ui->read_drawn = true;
    const Paragraph *p = n->paragraph;
    Rect whole = {0, 0, 0, 0};
    int side = ui_ipx(ui, 0.8f);
    for (int i = 0; i < p->line_count; i++) {
        int x, w;
        if (!part_of_line(ui, p, i, ui->read_start, ui->read_length, &x, &w)) continue;
        int left = left_of_line(n, i);
        Rect r = {left + x - side, n->rect.y + i * p->font.line_px, w + 2 * side, p->font.line_px};
        DrawCommand *c = draw_add(&ui->list, DRAW_ROUND, r, clip);
        if (!c) return;
        c->filled = true;
        c->rgb = theme_rgb(ui->theme, COLOR_OCHRE_TINT);
        // An edge as well: on a tinted sheet the tint alone would not be seen.
        c->edged = true;
        c->edge = (float)ui_ipx(ui, HAIRLINE_MM);
        c->edge_rgb = theme_rgb(ui->theme, COLOR_OCHRE);
        c->radius = ui_px(ui, 1);
        if (rect_empty(whole)) whole = r;
        whole.h = r.y + r.h - whole.y;
    }
    if (ui->read_follow && !rect_empty(whole)) follow(ui, n, whole);
}

// ---- Which text a finger is on ---------------------------------------------------------------------

static const UiNode *passage_at(const UiNode *n, float x, float y) {
    if (n->style.hidden || n->kind == NODE_CUSTOM) return NULL;
    const UiNode *found = is_passage(n) && rect_contains(n->visible, x, y) ? n : NULL;
    for (const UiNode *c = n->first; c; c = c->next) {
        const UiNode *in = passage_at(c, x, y);
        if (in) found = in;
    }
    return found;
}

const char *ui_reading_at(Ui *ui, float x, float y, size_t *out_byte) {
    const UiNode *from = what_is_read(ui), *n = from ? passage_at(from, x, y) : NULL;
    *out_byte = 0;
    if (!n || ui_control_at(ui, x, y)) return NULL;
    const Paragraph *p = n->paragraph;
    if (!p || p->line_count == 0 || p->font.line_px <= 0) return n->text;
    int line = ((int)y - n->rect.y) / p->font.line_px;
    if (line < 0) line = 0;
    if (line >= p->line_count) line = p->line_count - 1;
    const char *text = p->text + p->lines[line].start;
    int along = (int)x - left_of_line(n, line), byte = 0, room = ui_ipx(ui, 3);
    if (along < -room || along > p->lines[line].width + room) return NULL;
    while (byte < p->lines[line].length &&
           fonts_width(ui->fonts, text, (size_t)byte + 1, p->font) < along)
        byte++;
    *out_byte = (size_t)(p->lines[line].start + byte);
    return n->text;
}
