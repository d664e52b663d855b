// Rectangles and points in whole pixels of the surface drawn to.
#ifndef PP_UI_GEOMETRY_H
#define PP_UI_GEOMETRY_H

#include <stdbool.h>

typedef struct {
    int x, y, w, h;
} Rect;
typedef struct {
    float x, y;
} Point;

static inline bool rect_empty(Rect r) {
    return r.w <= 0 || r.h <= 0;
}

static inline bool rect_contains(Rect r, float x, float y) {
    return x >= (float)r.x && y >= (float)r.y && x < (float)(r.x + r.w) && y < (float)(r.y + r.h);
}

static inline Rect rect_intersect(Rect a, Rect b) {
    int x0 = a.x > b.x ? a.x : b.x, y0 = a.y > b.y ? a.y : b.y;
    int x1 = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (x1 <= x0 || y1 <= y0) return (Rect){x0, y0, 0, 0};
    return (Rect){x0, y0, x1 - x0, y1 - y0};
}

static inline Rect rect_union(Rect a, Rect b) {
    if (rect_empty(a)) return b;
    if (rect_empty(b)) return a;
    int x0 = a.x < b.x ? a.x : b.x, y0 = a.y < b.y ? a.y : b.y;
    int x1 = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int y1 = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (Rect){x0, y0, x1 - x0, y1 - y0};
}

// What is left of area around a hole that lies inside it: above, below, left and right of it, each
// perhaps empty.
static inline void rect_around(Rect area, Rect hole, Rect out[4]) {
    int right = hole.x + hole.w, below = hole.y + hole.h;
    out[0] = (Rect){area.x, area.y, area.w, hole.y - area.y};
    out[1] = (Rect){area.x, below, area.w, area.y + area.h - below};
    out[2] = (Rect){area.x, hole.y, hole.x - area.x, hole.h};
    out[3] = (Rect){right, hole.y, area.x + area.w - right, hole.h};
}

// Where the middle of a window, half so long, comes to show from..to: moved as little as that takes. What is
// longer than the window comes in its middle.
static inline float least_move(float middle, float half, float from, float to) {
    if (to - from > 2 * half) return (from + to) / 2;
    if (from < middle - half) return from + half;
    return to > middle + half ? to - half : middle;
}

static inline bool rect_equal(Rect a, Rect b) {
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static inline Rect rect_grow(Rect r, int by) {
    return (Rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

#endif
