#include "ui/draw_round.h"

#include <math.h>
#include <wchar.h>

// Through the cache: SDL_FillRect writes past it, which costs twice as much where the rows are still
// there from the last frame. The C library's fill of 32-bit words is the fastest there is.
_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "wmemset fills words of 32 bits");
static void fill_span(uint32_t *row, int count, uint32_t rgb) {
    (void)wmemset((wchar_t *)(void *)row, (wchar_t)(0xFF000000u | rgb), (size_t)count);
}

static uint32_t *row_of(const Painter *p, int y) {
    return (uint32_t *)(void *)((uint8_t *)p->target->pixels +
                                (size_t)y * (size_t)p->target->pitch);
}

void fill_rect(const Painter *p, Rect r, uint32_t rgb) {
    r = rect_intersect(r, p->clip);
    if (rect_empty(r)) return;
    for (int y = r.y; y < r.y + r.h; y++) fill_span(row_of(p, y) + r.x, r.w, rgb);
}

// Most of what a screen shows are rounded rectangles, so they are spans of one colour with a quarter of a circle
// at each end, by the distance to its middle; through Cairo's scan converter they took a third of a
// frame's time.
static uint32_t mixed(uint32_t under, uint32_t rgb, uint32_t a) {  // a: 0..256
    uint32_t n = 256 - a;
    return 0xFF000000u | ((((under >> 16) & 255) * n + ((rgb >> 16) & 255) * a) >> 8) << 16 |
           ((((under >> 8) & 255) * n + ((rgb >> 8) & 255) * a) >> 8) << 8 |
           (((under & 255) * n + (rgb & 255) * a) >> 8);
}

static void span(uint32_t *row, int x0, int x1, uint32_t rgb, uint32_t a) {
    if (a >= 256) {
        if (x1 > x0) fill_span(row + x0, x1 - x0, rgb);
    } else {
        for (int x = x0; x < x1; x++) row[x] = mixed(row[x], rgb, a);
    }
}

// fmaxf and fminf are calls, for the sake of numbers that are none.
static inline float larger(float a, float b) {
    return a > b ? a : b;
}
static inline float smaller(float a, float b) {
    return a < b ? a : b;
}

// One row of a rounded rectangle: one span, and at each end the few pixels that the edge crosses.
static void round_row(const Painter *p, const Round *s, int y, uint32_t rgb, float alpha) {
    uint32_t *row = row_of(p, y);
    float middle = (float)y + 0.5f;
    float dy = larger(s->y + s->r - middle, middle - (s->y + s->h - s->r));
    // Rows at the upper and lower edge may be covered in part.
    float tall = smaller(smaller(middle + 0.5f - s->y, s->y + s->h - middle + 0.5f), 1);
    if (tall <= 0) return;
    int left = p->clip.x, right = p->clip.x + p->clip.w;
    // Beyond `out` from a corner's middle nothing is covered, within `in` all is: a row of a circle.
    float in = s->r, out = s->r;
    if (dy > 0) {
        float inner = s->r - 0.5f, outer = s->r + 0.5f;
        in = inner > dy ? sqrtf(inner * inner - dy * dy) - 0.001f : 0;
        out = outer > dy ? sqrtf(outer * outer - dy * dy) : 0;
    }
    float corner0 = s->x + s->r, corner1 = s->x + s->w - s->r;
    int full0 = (int)ceilf(corner0 - in + 0.5f), full1 = (int)floorf(corner1 + in - 0.5f);
    if (dy <= 0) full0 = (int)ceilf(s->x), full1 = (int)floorf(s->x + s->w);
    int x0 = (int)floorf(larger(s->x, corner0 - out - 1));
    int x1 = (int)ceilf(smaller(s->x + s->w, corner1 + out + 1));
    for (int x = x0 > left ? x0 : left; x < (x1 < right ? x1 : right); x++) {
        if (x >= full0 && x < full1) {
            int end = full1 < right ? full1 : right;
            span(row, x, end, rgb, (uint32_t)(256 * alpha * tall + 0.5f));
            x = end - 1;
            continue;
        }
        float at = (float)x + 0.5f;
        float dx = larger(corner0 - at, at - corner1);
        float away = dx > 0 && dy > 0 ? sqrtf(dx * dx + dy * dy) : larger(dx, dy);
        float part = smaller(larger(s->r - away + 0.5f, 0), 1);
        if (dx > 0 && dy > 0) part = smaller(part, tall);
        if (part > 0) span(row, x, x + 1, rgb, (uint32_t)(256 * alpha * part + 0.5f));
    }
}

Rect plain_part(const Round *s, float alpha) {
    int x = (int)ceilf(s->x), y = (int)ceilf(s->y + s->r);
    int right = (int)floorf(s->x + s->w), below = (int)floorf(s->y + s->h - s->r);
    if (alpha < 1 || right <= x || below <= y) return (Rect){0, 0, 0, 0};
    return (Rect){x, y, right - x, below - y};
}

void limit_radius(Round *s) {
    float most = (s->w < s->h ? s->w : s->h) / 2;
    if (s->r > most) s->r = most;
}

// The area, but for what something else will cover.
static void fill_around(const Painter *p, Rect area, Rect covered, uint32_t rgb) {
    covered = rect_intersect(covered, area);
    if (rect_empty(covered)) {
        fill_rect(p, area, rgb);
        return;
    }
    Rect strips[4];
    rect_around(area, covered, strips);
    for (int i = 0; i < 4; i++) fill_rect(p, strips[i], rgb);
}

void fill_round(const Painter *p, Round s, uint32_t rgb, float alpha, Rect covered) {
    if (s.w <= 0 || s.h <= 0) return;
    limit_radius(&s);
    Rect plain = plain_part(&s, alpha);
    fill_around(p, plain, covered, rgb);
    int y0 = (int)floorf(s.y), y1 = (int)ceilf(s.y + s.h);
    if (y0 < p->clip.y) y0 = p->clip.y;
    if (y1 > p->clip.y + p->clip.h) y1 = p->clip.y + p->clip.h;
    Painter left = *p, right = *p;  // the columns beside the plain part, covered in part
    left.clip = rect_intersect(p->clip, (Rect){plain.x - 1, p->clip.y, 1, p->clip.h});
    right.clip = rect_intersect(p->clip, (Rect){plain.x + plain.w, p->clip.y, 1, p->clip.h});
    for (int y = y0; y < y1; y++) {
        if (y < plain.y || y >= plain.y + plain.h) {
            round_row(p, &s, y, rgb, alpha);
            continue;
        }
        if ((float)plain.x > s.x && left.clip.w) round_row(&left, &s, y, rgb, alpha);
        if ((float)(plain.x + plain.w) < s.x + s.w && right.clip.w)
            round_row(&right, &s, y, rgb, alpha);
    }
}
