// Executing draw commands. Invariant: no pixel outside the damage rectangle is touched, so that
// what is drawn twice (half-clear edges) is always first covered by what lies under it.
#include "ui/draw_execute.h"

#include "base/ink.h"

#include "ui/draw_round.h"
#include "ui/picture_bits.h"

#include <cairo.h>
#include <math.h>

#define PI 3.14159265358979323846

static void set_rgb(cairo_t *cr, uint32_t rgb, double alpha) {
    cairo_set_source_rgba(cr, ((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0,
                          (rgb & 255) / 255.0, alpha);
}

static void round_path(cairo_t *cr, double x, double y, double w, double h, double r) {
    double most = (w < h ? w : h) / 2;
    if (r > most) r = most;
    cairo_new_sub_path(cr);
    cairo_arc(cr, x + w - r, y + r, r, -PI / 2, 0);
    cairo_arc(cr, x + w - r, y + h - r, r, 0, PI / 2);
    cairo_arc(cr, x + r, y + h - r, r, PI / 2, PI);
    cairo_arc(cr, x + r, y + r, r, PI, 3 * PI / 2);
    cairo_close_path(cr);
}

static void draw_round(Painter *p, const DrawCommand *c) {
    Round whole = {(float)c->rect.x, (float)c->rect.y, (float)c->rect.w, (float)c->rect.h,
                   c->radius};
    Round inner = {whole.x + c->edge, whole.y + c->edge, whole.w - 2 * c->edge,
                   whole.h - 2 * c->edge, c->radius > c->edge ? c->radius - c->edge : 0};
    if (!c->edged) {
        fill_round(p, whole, c->rgb, c->alpha, (Rect){0});
        return;
    }
    if (c->filled && c->alpha >= 1) {  // an edge is what the inner one leaves of the outer one
        limit_radius(&inner);
        fill_round(p, whole, c->edge_rgb, 1, plain_part(&inner, 1));
        fill_round(p, inner, c->rgb, 1, (Rect){0});
        return;
    }
    if (c->filled) fill_round(p, inner, c->rgb, c->alpha, (Rect){0});
    double half = (double)c->edge / 2, r = (double)c->radius;
    cairo_save(p->cr);
    cairo_rectangle(p->cr, p->clip.x, p->clip.y, p->clip.w, p->clip.h);
    cairo_clip(p->cr);
    round_path(p->cr, c->rect.x + half, c->rect.y + half, c->rect.w - (double)c->edge,
               c->rect.h - (double)c->edge, r > half ? r - half : 0);
    cairo_set_line_width(p->cr, (double)c->edge);
    set_rgb(p->cr, c->edge_rgb, 1);
    cairo_stroke(p->cr);
    cairo_restore(p->cr);
}

// The shadow of a rectangle under a soft light is the product of two blurred steps, so a table per
// axis gives every pixel. Only the ring outside the sheet is drawn: the sheet covers the rest.
static float blurred_step(float d, float sigma) {
    return 0.5f * (1 + erff(d / (sigma * 1.41421356f)));
}

enum { WIDEST = 8192 };

// One row of it, from the step that all of the row shares (0..256) and each column's own.
static void shadow_mask(uint8_t *mask, const uint16_t *across, int count, uint32_t down) {
    for (int i = 0; i < count; i++) mask[i] = (uint8_t)((across[i] * down * 255) >> 16);
}

static void shadow_in(Painter *p, const DrawCommand *c, Rect area) {
    static uint16_t across[WIDEST];  // 0..256; the frame's thread alone draws
    static uint8_t mask[WIDEST];
    Rect sheet = c->rect;
    float sigma = c->edge;
    int drop = (int)(sigma * 0.6f), far = (int)ceilf(3 * sigma);  // so far inside nothing is felt
    if (area.w > WIDEST) area.w = WIDEST;
    for (int i = 0; i < area.w; i++) {
        int left = area.x + i - sheet.x, right = sheet.w - 1 - left;
        across[i] = 256;
        if (left < far || right < far)
            across[i] = (uint16_t)(256 * blurred_step((float)left + 0.5f, sigma) *
                                   blurred_step((float)right + 0.5f, sigma));
    }
    uint32_t last = 0;
    for (int py = area.y; py < area.y + area.h; py++) {
        int above = py - drop - sheet.y, below = sheet.h - 1 - above;
        float step = c->alpha;
        if (above < far || below < far)
            step *=
                blurred_step((float)above + 0.5f, sigma) * blurred_step((float)below + 0.5f, sigma);
        uint32_t down = (uint32_t)(256 * step);
        if (down == 0) continue;
        if (down != last) shadow_mask(mask, across, area.w, down);
        last = down;
        uint32_t *row = (uint32_t *)(void *)((uint8_t *)p->target->pixels +
                                             (size_t)py * (size_t)p->target->pitch);
        picture_blend_row(row + area.x, mask, area.w, c->rgb);
    }
}

static void straight_shadow(Painter *p, const DrawCommand *c) {
    Rect area = rect_intersect(c->bounds, p->clip), sheet = c->rect, strips[4];
    int inset = (int)c->radius;
    Rect under =
        rect_intersect(area, (Rect){sheet.x, sheet.y + inset, sheet.w, sheet.h - 2 * inset});
    if (rect_empty(area)) return;
    if (rect_empty(under)) {
        shadow_in(p, c, area);
        return;
    }
    rect_around(area, under, strips);
    for (int i = 0; i < 4; i++)
        if (!rect_empty(strips[i])) shadow_in(p, c, strips[i]);
}

// Round things get a round shadow: by the distance to the rounded edge.
static void round_shadow(Painter *p, const DrawCommand *c) {
    Rect area = rect_intersect(c->bounds, p->clip), sheet = c->rect;
    float sigma = c->edge, drop = sigma * 0.6f, radius = c->radius;
    uint32_t sr = (c->rgb >> 16) & 255, sg = (c->rgb >> 8) & 255, sb = c->rgb & 255;
    float half_w = (float)sheet.w / 2 - radius, half_h = (float)sheet.h / 2 - radius;
    float cx = (float)sheet.x + (float)sheet.w / 2, cy = (float)sheet.y + (float)sheet.h / 2 + drop;
    for (int y = area.y; y < area.y + area.h; y++) {
        uint32_t *row = (uint32_t *)(void *)((uint8_t *)p->target->pixels +
                                             (size_t)y * (size_t)p->target->pitch);
        float dy = fabsf((float)y + 0.5f - cy) - half_h;
        for (int x = area.x; x < area.x + area.w; x++) {
            float dx = fabsf((float)x + 0.5f - cx) - half_w;
            float away = dx > 0 && dy > 0 ? hypotf(dx, dy) : dx > dy ? dx : dy;
            uint32_t a = (uint32_t)(256 * c->alpha * blurred_step(radius - away, sigma));
            if (a == 0) continue;
            uint32_t d = row[x], n = 256 - a;
            row[x] = 0xFF000000u | ((((d >> 16) & 255) * n + sr * a) >> 8) << 16 |
                     ((((d >> 8) & 255) * n + sg * a) >> 8) << 8 | (((d & 255) * n + sb * a) >> 8);
        }
    }
}

static void draw_shadow(Painter *p, const DrawCommand *c) {
    if (c->radius > 4 * c->edge)
        round_shadow(p, c);
    else
        straight_shadow(p, c);
}

static void draw_surface(Painter *p, const DrawCommand *c) {
    if (c->surface->format->BytesPerPixel == 1)
        picture_blend_mask(p->target, c->rect.x, c->rect.y, c->surface, c->rgb, p->clip);
    else
        picture_blend(p->target, c->rect.x, c->rect.y, c->surface, p->clip);
}

static void points_path(cairo_t *cr, const Point *points, int count) {
    for (int i = 0; i < count; i++) cairo_line_to(cr, (double)points[i].x, (double)points[i].y);
    cairo_close_path(cr);
}

// The part of a picture inside the outline, as it lies on the target.
static void picture_inside(Painter *p, const DrawCommand *c) {
    cairo_surface_t *picture = cairo_image_surface_create_for_data(
        c->surface->pixels, CAIRO_FORMAT_RGB24, c->surface->w, c->surface->h, c->surface->pitch);
    cairo_save(p->cr);
    points_path(p->cr, c->points, c->point_count);
    cairo_clip(p->cr);
    cairo_translate(p->cr, (double)c->span_x, (double)c->span_y);
    cairo_scale(p->cr, (double)c->span_w / c->surface->w, (double)c->span_h / c->surface->h);
    cairo_set_source_surface(p->cr, picture, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(p->cr), CAIRO_FILTER_BILINEAR);
    cairo_paint(p->cr);
    cairo_restore(p->cr);
    cairo_surface_destroy(picture);
}

static void draw_polygon(Painter *p, const DrawCommand *c) {
    if (c->lift > 0) {  // all of it a hair larger, about its middle
        double cx = c->rect.x + c->rect.w / 2.0, cy = c->rect.y + c->rect.h / 2.0;
        cairo_translate(p->cr, cx, cy);
        cairo_scale(p->cr, (double)c->lift, (double)c->lift);
        cairo_translate(p->cr, -cx, -cy);
        if (c->surface) picture_inside(p, c);
    }
    points_path(p->cr, c->points, c->point_count);
    if (c->filled) {
        set_rgb(p->cr, c->rgb, (double)c->alpha);
        if (c->edged)
            cairo_fill_preserve(p->cr);
        else
            cairo_fill(p->cr);
    }
    if (c->edged) {
        set_rgb(p->cr, c->edge_rgb, 1);
        cairo_set_line_width(p->cr, (double)c->edge);
        cairo_set_line_join(p->cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(p->cr);
    }
}

static void draw_figure(Painter *p, const DrawCommand *c) {
    Point points[24];
    int count = figure_points(c->figure, c->rect, points);
    double inset = c->edged ? (double)c->edge / 2 : 0;
    if (count) {
        points_path(p->cr, points, count);
    } else {
        double r = c->rect.w / 2.0 - inset;
        cairo_new_sub_path(p->cr);
        cairo_arc(p->cr, c->rect.x + c->rect.w / 2.0, c->rect.y + c->rect.h / 2.0,
                  r > 0.5 ? r : 0.5, 0, 2 * PI);
        cairo_close_path(p->cr);
    }
    if (c->filled) {
        set_rgb(p->cr, c->rgb, (double)c->alpha);
        if (c->edged)
            cairo_fill_preserve(p->cr);
        else
            cairo_fill(p->cr);
    }
    if (c->edged) {
        set_rgb(p->cr, c->edge_rgb, 1);
        cairo_set_line_width(p->cr, (double)c->edge);
        cairo_set_line_join(p->cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(p->cr);
    }
}

static void draw_arc(Painter *p, const DrawCommand *c) {
    double x = c->rect.x + c->rect.w / 2.0, y = c->rect.y + c->rect.h / 2.0;
    double r = (c->rect.w - (double)c->edge) / 2;
    cairo_set_line_width(p->cr, (double)c->edge);
    cairo_new_sub_path(p->cr);
    cairo_arc(p->cr, x, y, r, 0, 2 * PI);
    set_rgb(p->cr, c->edge_rgb, 1);
    cairo_stroke(p->cr);
    if (c->part <= 0) return;
    cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
    cairo_new_sub_path(p->cr);
    cairo_arc_negative(p->cr, x, y, r, -PI / 2,
                       -PI / 2 - 2 * PI * (double)(c->part > 1 ? 1 : c->part));
    set_rgb(p->cr, c->rgb, 1);
    cairo_stroke(p->cr);
    cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_BUTT);
}

static void draw_picture(Painter *p, const DrawCommand *c) {
    bool same_size = lrintf(c->span_w) == c->surface->w && lrintf(c->span_h) == c->surface->h;
    if (same_size && c->span_x == floorf(c->span_x) && c->span_y == floorf(c->span_y)) {
        picture_copy(p->target, (int)c->span_x, (int)c->span_y, c->surface, p->clip);
        return;
    }
    PictureSpan span = {(double)c->span_x, (double)c->span_y, (double)c->span_w, (double)c->span_h};
    picture_stretch(p->target, span, c->surface, p->clip);
}

static void ink_move(void *cr, double x, double y) {
    cairo_move_to(cr, x, y);
}
static void ink_line(void *cr, double x, double y) {
    cairo_line_to(cr, x, y);
}
static void ink_curve(void *cr, double x1, double y1, double x2, double y2, double x, double y) {
    cairo_curve_to(cr, x1, y1, x2, y2, x, y);
}

static void draw_ink(Painter *p, const DrawCommand *c) {
    static const InkPath path = {ink_move, ink_line, ink_curve};
    cairo_translate(p->cr, (double)c->span_x, (double)c->span_y);
    cairo_scale(p->cr, (double)c->span_w, (double)c->span_w);
    ink_trace(&(InkStroke){.count = c->ink_count, .points = c->ink}, &path, p->cr);
    cairo_set_line_width(p->cr, (double)(c->edge / c->span_w));
    cairo_set_line_cap(p->cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(p->cr, CAIRO_LINE_JOIN_ROUND);
    set_rgb(p->cr, c->rgb, 1);
    cairo_stroke(p->cr);
}

static void draw_one(Painter *p, const DrawCommand *c) {
    switch (c->kind) {
    case DRAW_FILL: fill_rect(p, c->rect, c->rgb); return;
    case DRAW_SHADOW: draw_shadow(p, c); return;
    case DRAW_SURFACE: draw_surface(p, c); return;
    case DRAW_PICTURE: draw_picture(p, c); return;
    case DRAW_ROUND: draw_round(p, c); return;
    case DRAW_POLYGON:
    case DRAW_FIGURE:
    case DRAW_INK:
    case DRAW_ARC: break;
    }
    cairo_save(p->cr);
    cairo_rectangle(p->cr, p->clip.x, p->clip.y, p->clip.w, p->clip.h);
    cairo_clip(p->cr);
    if (c->kind == DRAW_POLYGON)
        draw_polygon(p, c);
    else if (c->kind == DRAW_FIGURE)
        draw_figure(p, c);
    else if (c->kind == DRAW_INK)
        draw_ink(p, c);
    else
        draw_arc(p, c);
    cairo_restore(p->cr);
}

// -- what nobody will see -------------------------------------------------------------------------
// Large opaque things that come later hide what lies under them: paper under the poster, the poster
// under a sheet. That is left out.
enum { COVERS_MAX = 12 };

typedef struct {
    int command;
    Rect rect;
} Cover;

typedef struct {
    Cover covers[COVERS_MAX];
    int count;
} Covers;

// What a command certainly hides of all that was drawn before it; empty: nothing.
static Rect hides(const DrawCommand *c) {
    bool flat = c->kind == DRAW_FILL || (c->kind == DRAW_PICTURE && c->surface);
    bool sheet = c->kind == DRAW_ROUND && c->filled && c->alpha >= 1;
    if (!flat && !sheet) return (Rect){0, 0, 0, 0};
    Rect rect = c->rect;
    if (sheet) {
        int band = (int)ceilf(c->radius);
        rect.y += band;
        rect.h -= 2 * band;
    }
    if (c->kind == DRAW_PICTURE) rect = rect_grow(rect, -2);  // its edges may be half-clear
    return rect_intersect(rect, c->clip);
}

static void find_covers(Covers *covers, const DrawCommand *commands, int count, Rect damage) {
    covers->count = 0;
    int64_t least = (int64_t)damage.w * damage.h / 16;
    for (int i = count - 1; i >= 0 && covers->count < COVERS_MAX; i--) {
        Rect rect = rect_intersect(hides(&commands[i]), damage);
        if (!rect_empty(rect) && (int64_t)rect.w * rect.h >= least)
            covers->covers[covers->count++] = (Cover){i, rect};
    }
}

static bool is_hidden(const Covers *covers, int command, Rect area) {
    for (int i = 0; i < covers->count && covers->covers[i].command > command; i++) {
        if (rect_equal(rect_intersect(covers->covers[i].rect, area), area)) return true;
    }
    return false;
}

// Draws the command inside area, but for what the covers from `cover` on hide of it.
static void draw_seen(Painter *p, const DrawCommand *c, int command, const Covers *covers,
                      int cover, Rect area) {
    for (; cover < covers->count && covers->covers[cover].command > command; cover++) {
        Rect hidden = rect_intersect(covers->covers[cover].rect, area);
        if (rect_empty(hidden)) continue;
        Rect strips[4];
        rect_around(area, hidden, strips);
        for (int i = 0; i < 4; i++) {
            if (!rect_empty(strips[i])) draw_seen(p, c, command, covers, cover + 1, strips[i]);
        }
        return;
    }
    p->clip = area;
    draw_one(p, c);
}

void draw_execute(const DrawCommand *commands, int count, SDL_Surface *target, Rect damage) {
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        target->pixels, CAIRO_FORMAT_RGB24, target->w, target->h, target->pitch);
    Painter painter = {.target = target, .cr = cairo_create(surface)};
    Covers covers;
    find_covers(&covers, commands, count, damage);
    for (int i = 0; i < count; i++) {
        const DrawCommand *c = &commands[i];
        Rect clip = rect_intersect(c->clip, damage);
        if (rect_empty(clip) || (c->kind == DRAW_PICTURE && !c->surface)) continue;
        bool flat = c->kind == DRAW_FILL || c->kind == DRAW_PICTURE;
        if (is_hidden(&covers, i, clip)) continue;
        draw_seen(&painter, c, i, &covers, flat ? 0 : covers.count, clip);
    }
    cairo_destroy(painter.cr);
    cairo_surface_destroy(surface);
}
