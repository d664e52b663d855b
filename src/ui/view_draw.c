// Drawing a zoom view: the picture at the resolution shown (or what is at hand of it, stretched,
// until that is ready), and its zones: pressed, selected, stepped back, tinted.
#include "ui/core.h"

#include <math.h>

enum { SETTLE_MS = 140 };  // a view that has not moved for so long asks for a sharp picture

typedef struct {
    float left, top, per_unit;
} Mapping;

static Mapping mapping(const ViewMemo *m) {
    float k = m->fit * m->scale;
    return (Mapping){roundf((float)m->free.x + (float)m->free.w / 2 - m->cx * k),
                     roundf((float)m->free.y + (float)m->free.h / 2 - m->cy * k), k};
}

// The whole picture is asked for at one size only, that in which it stands when nothing is open:
// every other size is a detail, so that opening a panel costs no new raster before something can be
// seen, and the raster that is kept on disk is the one the next start shows.
static void add_raster(Ui *ui, UiNode *node, const SDL_Surface *surface,
                       const PictureRequest *shows, Mapping at) {
    float k = at.per_unit / shows->scale;
    float x = at.left + (float)shows->region.x * k, y = at.top + (float)shows->region.y * k;
    float w = (float)surface->w * k, h = (float)surface->h * k;
    Rect bounds = {(int)floorf(x), (int)floorf(y), (int)ceilf(w) + 1, (int)ceilf(h) + 1};
    if (fabsf(k - 1) < 1e-4f) {  // exactly its own size: copied, not stretched
        x = roundf(x), y = roundf(y);
        w = (float)surface->w, h = (float)surface->h;
        bounds = (Rect){(int)x, (int)y, surface->w, surface->h};
    }
    DrawCommand *c = draw_add(&ui->list, DRAW_PICTURE, bounds, node->clip);
    if (!c) return;
    c->surface = surface;
    c->span_x = x, c->span_y = y, c->span_w = w, c->span_h = h;
    c->stamp = (uint64_t)(uintptr_t)surface->pixels ^ ((uint64_t)(uint32_t)surface->w << 40);
}

float ui_view_plate_mm(const Ui *ui, float wide_mm) {
    if (ui->theme == THEME_LIGHT) return 0;
    return wide_mm < POSTER_SMALL_MM ? POSTER_PLATE_SMALL_MM : POSTER_PLATE_MM + SPACE_1;
}

// A picture is made for paper: on a ground of another colour it lies on a sheet, as if it were hung there.
static void draw_plate(Ui *ui, UiNode *node, Mapping at, uint32_t ground) {
    if (ui->theme == THEME_LIGHT) return;
    const UiView *v = &node->view_style;
    Rect sheet = {(int)at.left, (int)at.top, (int)(v->width * at.per_unit),
                  (int)(v->height * at.per_unit)};
    bool small = (float)node->rect.w / ui->px_per_mm < POSTER_SMALL_MM;
    int more = ui_ipx(ui, small ? POSTER_PLATE_SMALL_MM : POSTER_PLATE_MM);
    DrawCommand *c = draw_add(&ui->list, DRAW_ROUND, rect_grow(sheet, more), node->clip);
    if (!c) return;
    c->rgb = ground;
    c->filled = c->edged = true;
    c->edge_rgb = theme_rgb(ui->theme, COLOR_EDGE);
    c->edge = (float)ui_ipx(ui, HAIRLINE_MM);
    c->radius = ui_px(ui, small ? POSTER_PLATE_SMALL_RADIUS_MM : POSTER_PLATE_RADIUS_MM);
}

void ui_draw_view(Ui *ui, UiNode *node) {
    ViewMemo *m = node->view;
    const UiView *v = &node->view_style;
    if (!v->picture || !ui->pictures) return;
    uint32_t ground = theme_rgb(ui->theme, COLOR_POSTER_PAPER);
    Mapping at = mapping(m);
    draw_plate(ui, node, at, ground);
    const SDL_Surface *surface = NULL;
    PictureRequest shows = picture_whole(v->picture, v->width, v->height, m->rest, ground);
    PictureState state = picture_get(ui->pictures, &shows, &surface);
    if (state == PICTURE_WAITING) ui->waiting = true;
    if (state != PICTURE_READY) surface = picture_at_hand(ui->pictures, v->picture, false, &shows);
    if (surface) add_raster(ui, node, surface, &shows, at);
    if (fabsf(at.per_unit - m->rest) < 1e-4f) return;

    // Another size: a detail, once the view is at rest.
    int64_t rest = ui->now - m->changed_ms;
    PictureRequest detail = picture_whole(v->picture, v->width, v->height, at.per_unit, ground);
    Rect all = {0, 0, (int)lroundf(v->width * at.per_unit), (int)lroundf(v->height * at.per_unit)};
    Rect port = {m->port.x - (int)at.left, m->port.y - (int)at.top, m->port.w, m->port.h};
    detail.region = rect_intersect(all, port);
    if (rect_empty(detail.region)) return;
    if (m->moving || m->vx != 0 || m->vy != 0 || rest < SETTLE_MS) {
        ui_wake_in(ui, SETTLE_MS);
        ui->waiting = true;
        surface = picture_at_hand(ui->pictures, v->picture, true, &detail);
    } else {
        state = picture_get(ui->pictures, &detail, &surface);
        if (state == PICTURE_WAITING) ui->waiting = true;
        if (state != PICTURE_READY)
            surface = picture_at_hand(ui->pictures, v->picture, true, &detail);
    }
    if (surface && detail.scale > shows.scale)
        add_raster(ui, node, surface, &detail, at);
    else if (surface && fabsf(detail.scale - at.per_unit) < 1e-4f)
        add_raster(ui, node, surface, &detail, at);
}

static bool is_pressed(const Ui *ui, const UiNode *node) {
    for (int i = 0; i < POINTERS_MAX; i++) {
        const Pointer *p = &ui->pointers[i];
        if (p->active && p->key == node->key && p->state == POINTER_PRESS) return true;
    }
    return false;
}

static DrawCommand *add_outline(Ui *ui, UiNode *n, int grow) {
    DrawCommand *c = draw_add(&ui->list, DRAW_POLYGON, rect_grow(n->rect, grow), n->parent->clip);
    if (!c) return NULL;
    c->points = n->points;
    c->point_count = n->zone.count;
    return c;
}

// A place answers on the way down: at once brighter and outlined; under a finger that stays it rises a
// hair, in one frame (stretching a place costs more than all the rest of a tap).
static void draw_pressed(Ui *ui, UiNode *n, int wide) {
    const char *key = ui_format(ui, "%s.lift", n->id);
    float risen = ui->reduced_motion ? 0 : ui_after(ui, key, MOTION_FAST_MS);
    DrawCommand *c = add_outline(ui, n, n->rect.w / 30 + 2 * wide);
    if (!c) return;
    c->rect = n->rect;
    c->filled = c->edged = true;
    c->rgb = 0xFFFFFF;
    c->alpha = 0.28f;
    c->edge = (float)wide * 1.4f;
    c->edge_rgb = theme_rgb(THEME_LIGHT, COLOR_ACCENT);
    const UiView *v = &n->parent->view_style;
    if (risen <= 0 || !v->picture || !ui->pictures) return;
    Mapping at = mapping(n->parent->view);
    PictureRequest shows;
    c->lift = 1 + 0.035f * risen;
    c->surface = picture_at_hand(ui->pictures, v->picture, false, &shows);
    if (!c->surface) return;
    float k = at.per_unit / shows.scale;
    c->span_x = at.left, c->span_y = at.top;
    c->span_w = (float)c->surface->w * k, c->span_h = (float)c->surface->h * k;
}

// The focus lies on a picture of any colour: its line stands on a wider one that is its opposite.
static void draw_focused(Ui *ui, UiNode *n, int wide) {
    uint32_t line = theme_rgb(ui->theme, COLOR_FOCUS);
    uint32_t paper = theme_rgb(ui->theme, COLOR_POSTER_PAPER),
             ink = theme_rgb(ui->theme, COLOR_POSTER_INK);
    bool on_paper = color_contrast(line, paper) > color_contrast(line, ink);
    // A chosen place has a line already: on that one the focus has to be seen too.
    float more = n->zone.look == ZONE_SELECTED ? 1.6f : 0;
    for (int i = 0; i < 2; i++) {
        DrawCommand *c = add_outline(ui, n, wide * 3);
        if (!c) return;
        c->edged = true;
        c->edge = (float)wide * ((i ? 2.2f : 4.6f) + more);
        c->edge_rgb = i ? line : on_paper ? paper : ink;
    }
}

void ui_draw_zone(Ui *ui, UiNode *n) {
    bool pressed = !n->zone.disabled && n->key && is_pressed(ui, n);
    bool focused = ui->focus_visible && n->key && n->key == ui->focus;
    int wide = ui_ipx(ui, 1.1f);
    if (n->zone.look == ZONE_DIMMED && !pressed) {
        DrawCommand *c = add_outline(ui, n, 2);
        if (c) {
            c->filled = true;
            c->rgb = theme_rgb(ui->theme, COLOR_POSTER_PAPER);
            c->alpha = 0.72f;
        }
    }
    if (n->zone.tint && n->zone.tint_part > 0) {
        DrawCommand *c = add_outline(ui, n, 2);
        if (c) {
            c->filled = true;
            c->rgb = theme_rgb(ui->theme, n->zone.tint);
            c->alpha = n->zone.tint_part;
        }
    }
    if (pressed) {
        draw_pressed(ui, n, wide);
        return;
    }
    if (focused) {
        draw_focused(ui, n, wide);
    } else if (n->zone.look == ZONE_SELECTED || n->zone.look == ZONE_HINT) {
        DrawCommand *c = add_outline(ui, n, wide * 2);
        if (!c) return;
        c->edged = true;
        c->edge = (float)wide * (n->zone.look == ZONE_HINT ? 1.0f : 1.5f);
        c->edge_rgb =
            theme_rgb(THEME_LIGHT, n->zone.look == ZONE_HINT ? COLOR_OCHRE : COLOR_ACCENT);
    }
}
