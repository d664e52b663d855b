// The description of what is on screen (--inspect): every node with an id of its own or with text,
// in the order of drawing. A widget's own parts speak through the widget.
#include "ui/core.h"

#include <stdio.h>
#include <string.h>

void ui_describe_text(const char *text, Str *out) {
    str_append(out, "\"");
    for (const char *p = text; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\')
            str_format(out, "\\%c", c);
        else if (c == '\n')
            str_append(out, "\\n");
        else if (c < 0x20)
            str_format(out, "\\u%04x", c);
        else
            str_append_bytes(out, p, 1);
    }
    str_append(out, "\"");
}

static const UiNode *first_text(const UiNode *n) {
    if (n->kind == NODE_TEXT && *n->text) return n;
    for (const UiNode *c = n->first; c; c = c->next) {
        if (c->key && ui_node_takes_taps(c)) continue;
        const UiNode *found = first_text(c);
        if (found) return found;
    }
    return NULL;
}

static Paint ground_of(const UiNode *n) {
    for (; n; n = n->parent) {
        if (n->style.fill) return n->style.fill;
        if (n->kind == NODE_VIEW && n->view_style.picture) return COLOR_POSTER_PAPER;
    }
    return COLOR_PAPER;
}

static bool text_cut(const UiNode *text) {
    if (!text->paragraph) return false;
    // A rounding pixel is not a cut; neither is what a scroll area has yet to show.
    bool in_scroll = false;
    for (const UiNode *p = text->parent; p; p = p->parent)
        in_scroll = in_scroll || p->scroll || p->kind == NODE_CUSTOM;
    bool outside =
        text->paragraph->width > text->rect.w + 2 || text->paragraph->height > text->rect.h + 2;
    bool covered =
        !in_scroll && (text->visible.w + 2 < text->rect.w || text->visible.h + 2 < text->rect.h);
    return text->paragraph->cut || outside || covered;
}

static void describe_node(const Ui *ui, const UiNode *n, const char *id, Str *out, bool *first) {
    const UiNode *text = first_text(n);
    const UiStyle *s = &n->style;
    str_append(out, *first ? "\n" : ",\n");
    *first = false;
    str_append(out, "{\"id\": ");
    ui_describe_text(id, out);
    const char *role = s->role                ? s->role
                       : n->kind == NODE_TEXT ? "text"
                       : s->act.code          ? "button"
                                              : "group";
    str_append(out, ", \"role\": ");
    ui_describe_text(role, out);
    str_append(out, ", \"label\": ");
    ui_describe_text(s->label ? s->label : text ? text->text : "", out);
    Rect r = n->visible;
    r.x += ui->origin_x;
    r.y += ui->origin_y;
    str_format(out,
               ", \"rect\": [%d,%d,%d,%d], \"enabled\": %s, \"selected\": %s, \"value\": ", r.x,
               r.y, r.w, r.h, s->disabled ? "false" : "true", s->selected ? "true" : "false");
    if (s->value)
        ui_describe_text(s->value, out);
    else
        str_append(out, "null");
    if (ui->focus_visible && n->key && n->key == ui->focus) str_append(out, ", \"focused\": true");
    bool own_text = n->kind == NODE_TEXT || s->act.code || n->kind == NODE_CUSTOM;
    if (text && own_text) {
        Paint ink = text->text_style.color ? text->text_style.color : COLOR_INK;
        str_format(out, ", \"fg\": \"#%06x\", \"bg\": \"#%06x\", \"text_px\": %d, \"clipped\": %s",
                   theme_rgb(ui->theme, ink), theme_rgb(ui->theme, ground_of(text)),
                   ui_text_font(ui, &text->text_style).px, text_cut(text) ? "true" : "false");
    }
    str_append(out, "}");
}

// parent_id names texts that have no id of their own: parent_id.text.N.
static void walk(const Ui *ui, const UiNode *n, const char *parent_id, int *texts, Str *out,
                 bool *first) {
    if (n->style.hidden) return;
    bool seen = !rect_empty(n->visible);
    const char *id = n->id;
    char made[160];
    if (!id && n->kind == NODE_TEXT && *n->text && !n->is_part) {
        (void)snprintf(made, sizeof made, "%.120s.text.%d", parent_id, (*texts)++);
        id = made;
    }
    if (id && seen && n != ui->root && !(n->kind == NODE_TEXT && n->is_part))
        describe_node(ui, n, id, out, first);
    int own_texts = 0;
    // Inside something that is pressed as a whole, texts without ids are its label.
    bool whole = n->key && n->style.act.code;
    for (const UiNode *c = n->first; c; c = c->next) {
        if (whole && !c->id && c->kind == NODE_TEXT) continue;
        walk(ui, c, n->id ? n->id : parent_id, n->id ? &own_texts : texts, out, first);
    }
}

void ui_set_origin(Ui *ui, int x, int y) {
    ui->origin_x = x;
    ui->origin_y = y;
}

void ui_describe(const Ui *ui, Str *out) {
    bool first = true;
    int texts = 0;
    str_append(out, "\"nodes\": [");
    if (ui->root) walk(ui, ui->root, "screen", &texts, out, &first);
    str_append(out, "]");
}
