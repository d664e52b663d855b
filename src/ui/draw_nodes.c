// From laid-out nodes to the draw list: a pure walk. How a node answers a finger (pressed) and where
// the keyboard's focus is are the only things that come from outside the tree.
#include "ui/core.h"

#include <math.h>

static uint32_t rgb(const Ui *ui, Paint paint) {
    return theme_rgb(ui->theme, paint);
}

static bool is_pressed(const Ui *ui, const UiNode *node) {
    if (!node->key) return false;
    for (int i = 0; i < POINTERS_MAX; i++) {
        const Pointer *p = &ui->pointers[i];
        if (p->active && p->key == node->key &&
            (p->state == POINTER_PRESS || p->state == POINTER_LONG))
            return true;
    }
    return false;
}

static float radius_px(const Ui *ui, const UiNode *n) {
    if (n->style.radius < 0) return (float)(n->rect.w < n->rect.h ? n->rect.w : n->rect.h) / 2;
    return n->style.radius * ui->px_per_mm;
}

static void draw_box(Ui *ui, UiNode *n, Rect clip) {
    const UiStyle *s = &n->style;
    bool pressed = (s->act.code || s->draggable) && !s->disabled && is_pressed(ui, n);
    if (s->shadow && ui->theme != THEME_CONTRAST) {
        float sigma = ui->px_per_mm * (pressed && s->lift ? 2.4f : 1.2f);
        DrawCommand *c =
            draw_add(&ui->list, DRAW_SHADOW, rect_grow(n->rect, (int)(sigma * 3.2f)), clip);
        if (c) {
            c->rect = n->rect;
            c->rgb = rgb(ui, COLOR_SCRIM);
            c->alpha = ui->theme == THEME_DARK ? 0.5f : pressed && s->lift ? 0.26f : 0.16f;
            c->edge = sigma;
            c->radius = radius_px(ui, n);
        }
    }
    Paint fill = s->fill;
    uint32_t color = rgb(ui, fill);
    if (pressed) {
        if (s->pressed_fill)
            color = rgb(ui, s->pressed_fill);
        else if (fill)
            color = color_mix(color, rgb(ui, COLOR_INK), 0.14f);
        else
            color = rgb(ui, COLOR_SUNKEN);
        if (!fill) fill = COLOR_SUNKEN;
    }
    Paint border = s->border;
    if (s->shadow && ui->theme == THEME_CONTRAST && !border)
        border = COLOR_INK;  // no shadows there
    if (!fill && !border) return;
    bool plain = s->radius == 0 && !border;
    DrawCommand *c = draw_add(&ui->list, plain ? DRAW_FILL : DRAW_ROUND, n->rect, clip);
    if (!c) return;
    if (fill == COLOR_SCRIM) {  // what lies under a modal sheet stays to be seen, stepped back
        c->kind = DRAW_ROUND;
        c->alpha = 0.5f;
    }
    c->rgb = color;
    c->filled = fill != COLOR_NONE;
    c->edged = border != COLOR_NONE;
    c->edge_rgb = rgb(ui, border);
    c->edge = (float)ui_ipx(ui, s->border_mm > 0 ? s->border_mm : HAIRLINE_MM);
    c->radius = radius_px(ui, n);
}

static void draw_text(Ui *ui, UiNode *n, Rect clip) {
    if (!n->paragraph) return;
    const SDL_Surface *surface = paragraph_surface(ui->fonts, n->paragraph);
    if (!surface) return;
    ui_draw_reading(ui, n, clip);
    int x = n->rect.x;
    if (n->text_style.align == ALIGN_CENTER) x += (n->rect.w - surface->w) / 2;
    if (n->text_style.align == ALIGN_END) x += n->rect.w - surface->w;
    Rect at = {x, n->rect.y - 2, surface->w, surface->h};
    DrawCommand *c = draw_add(&ui->list, DRAW_SURFACE, at, clip);
    if (!c) return;
    c->surface = surface;
    c->rgb = n->paragraph->rgb;
    c->stamp = n->paragraph->serial;
}

static void draw_icon(Ui *ui, UiNode *n, Rect clip) {
    DrawCommand *c = draw_add(&ui->list, DRAW_SURFACE, n->rect, clip);
    if (!c) return;
    uint32_t color = rgb(ui, n->paint);
    c->surface = icon_get(ui->icons, n->icon, n->rect.w, color);
    c->stamp = ui_key(n->icon) ^ color;
}

static void draw_figure(Ui *ui, UiNode *n, Rect clip) {
    DrawCommand *c = draw_add(&ui->list, DRAW_FIGURE, rect_grow(n->rect, 3), clip);
    if (!c) return;
    c->rect = n->rect;
    c->figure = (int)n->figure;
    c->filled = n->paint != COLOR_NONE;
    c->edged = n->paint_2 != COLOR_NONE;
    c->rgb = rgb(ui, n->paint);
    c->edge_rgb = rgb(ui, n->paint_2);
    c->edge = (float)ui_ipx(ui, EDGE_MM * (n->figure == FIGURE_RING ? 1.4f : 0.8f));
    if (n->figure == FIGURE_RING) {
        c->filled = false;
        c->edged = true;
        c->edge_rgb = rgb(ui, n->paint);
    }
}

static void draw_ring(Ui *ui, UiNode *n, Rect clip) {
    DrawCommand *c = draw_add(&ui->list, DRAW_ARC, n->rect, clip);
    if (!c) return;
    c->edge = (float)ui_ipx(ui, n->thickness_mm);
    c->part = n->part_filled;
    c->rgb = rgb(ui, n->paint);
    c->edge_rgb = rgb(ui, n->paint_2);
}

static void draw_meter(Ui *ui, UiNode *n, Rect clip) {
    for (int i = 0; i < 2; i++) {
        Rect r = n->rect;
        if (i) r.w = (int)lroundf((float)r.w * n->part_filled);
        if (i && r.w < r.h && n->part_filled > 0) r.w = r.h;
        if (r.w <= 0) continue;
        DrawCommand *c = draw_add(&ui->list, DRAW_ROUND, r, clip);
        if (!c) continue;
        c->filled = true;
        c->rgb = rgb(ui, i ? n->paint : n->paint_2);
        c->radius = (float)r.h / 2;
    }
}

static void draw_scroll_bar(Ui *ui, UiNode *n) {
    const ScrollMemo *m = n->scroll;
    if (m->content <= m->port + 1 || m->port <= 0) return;
    int thick = ui_ipx(ui, 1.0f), away = ui_ipx(ui, 0.8f);
    float length = m->port * m->port / m->content, least = ui_px(ui, 8);
    if (length < least) length = least;
    float at = m->offset / (m->content - m->port) * (m->port - length - 2 * (float)away);
    Rect bar = m->row ? (Rect){n->rect.x + away + (int)at, n->rect.y + n->rect.h - thick - away,
                               (int)length, thick}
                      : (Rect){n->rect.x + n->rect.w - thick - away, n->rect.y + away + (int)at,
                               thick, (int)length};
    DrawCommand *c = draw_add(&ui->list, DRAW_ROUND, bar, n->visible);
    if (!c) return;
    c->filled = true;
    c->rgb = rgb(ui, COLOR_EDGE);
    c->radius = (float)thick / 2;
}

static void draw_focus(Ui *ui, UiNode *n) {
    int gap = ui_ipx(ui, 0.8f), wide = ui_ipx(ui, 1.0f);
    Rect ring = rect_grow(n->rect, gap + wide);
    Rect clip = n->parent ? rect_grow(n->parent->clip, gap + wide) : ring;
    DrawCommand *c = draw_add(&ui->list, DRAW_ROUND, ring, clip);
    if (!c) return;
    c->edged = true;
    c->edge = (float)wide;
    c->edge_rgb = rgb(ui, COLOR_FOCUS);
    float radius = radius_px(ui, n);
    c->radius = radius + (float)(gap + wide);
}

static void draw_debug(Ui *ui, UiNode *n) {
    DrawCommand *c = draw_add(&ui->list, DRAW_ROUND, n->rect, n->visible);
    if (!c) return;
    c->edged = true;
    c->edge = 1;
    c->edge_rgb = n->key ? 0xD000A0 : 0x00A0D0;
}

static void draw_node(Ui *ui, UiNode *n) {
    if (n->style.hidden) return;
    Rect clip = n->parent ? n->parent->clip : n->rect;
    switch (n->kind) {
    case NODE_BOX: draw_box(ui, n, clip); break;
    case NODE_TEXT: draw_text(ui, n, clip); break;
    case NODE_ICON: draw_icon(ui, n, clip); break;
    case NODE_FIGURE: draw_figure(ui, n, clip); break;
    case NODE_RING: draw_ring(ui, n, clip); break;
    case NODE_METER: draw_meter(ui, n, clip); break;
    case NODE_VIEW: ui_draw_view(ui, n); break;
    case NODE_ZONE: ui_draw_zone(ui, n); break;
    case NODE_INK:
        draw_box(ui, n, clip);
        ui_ink_draw(ui, n);
        break;
    case NODE_CUSTOM:
        draw_box(ui, n, clip);
        if (n->draw) n->draw(ui, n, &ui->list);
        break;
    }
    bool shown = n->scroll || n->style.clip ? !rect_empty(n->visible) : true;
    for (UiNode *c = n->first; c && shown; c = c->next) draw_node(ui, c);
    if (n->scroll) draw_scroll_bar(ui, n);
    if (ui->focus_visible && n->key && n->key == ui->focus && n->kind != NODE_ZONE)
        draw_focus(ui, n);
    if (ui->debug) draw_debug(ui, n);
}

void ui_draw_nodes(Ui *ui) {
    ui->read_drawn = false;
    draw_node(ui, ui->root);
    for (int i = 0; ui->debug && i < POINTERS_MAX; i++) {
        const Pointer *p = &ui->pointers[i];
        if (!p->active) continue;
        int r = ui_ipx(ui, 8);
        DrawCommand *c =
            draw_add(&ui->list, DRAW_FIGURE, (Rect){(int)p->x - r, (int)p->y - r, 2 * r, 2 * r},
                     ui->root->rect);
        if (!c) continue;
        c->figure = FIGURE_CIRCLE;
        c->edged = true;
        c->edge = 3;
        c->edge_rgb = 0xD00000;
    }
}
