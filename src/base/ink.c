// Drawings: walking and checking their numbers, the smooth line, and the sheet they are made on.
// Invariant of a sheet: its numbers are a valid drawing after every call.
#include "base/ink.h"

#include <math.h>
#include <string.h>

enum { HEAD = 2 };  // thickness and number of points
// Nearer than this to the line between its neighbours a point tells nothing.
#define SIMPLE_UNITS 1.6f
#define STEP_UNITS 3  // points of a moving finger nearer than this to the last are not taken

bool ink_next(const int32_t *ink, int count, int *at, InkStroke *out) {
    if (*at < 0 || count - *at < HEAD) return false;
    int32_t thickness = ink[*at], points = ink[*at + 1];
    if (thickness != INK_THIN && thickness != INK_THICK) return false;
    if (points < 1 || points > INK_POINTS_MAX || points > (count - *at - HEAD) / 2) return false;
    *out = (InkStroke){thickness, points, ink + *at + HEAD};
    *at += HEAD + 2 * points;
    return true;
}

bool ink_valid(const int32_t *ink, int count) {
    if (count < 0 || count > INK_NUMBERS_MAX || (count > 0 && !ink)) return false;
    int at = 0, strokes = 0;
    InkStroke stroke;
    while (ink_next(ink, count, &at, &stroke)) {
        if (++strokes > INK_STROKES_MAX) return false;
        for (int i = 0; i < stroke.count; i++) {
            int32_t x = stroke.points[2 * i], y = stroke.points[2 * i + 1];
            if (x < 0 || x > INK_WIDE || y < 0 || y > INK_TALL) return false;
        }
    }
    return at == count;
}

int ink_stroke_count(const int32_t *ink, int count) {
    int at = 0, strokes = 0;
    InkStroke stroke;
    while (ink_next(ink, count, &at, &stroke)) strokes++;
    return strokes;
}

float ink_pen_wide(int thickness) {
    return thickness == INK_THICK ? 22.0f : 9.0f;
}

// Between the middles of its pieces the line is a parabola with the point as its handle.
void ink_trace(const InkStroke *stroke, const InkPath *path, void *context) {
    const int32_t *p = stroke->points;
    int last = stroke->count - 1;
    double x = p[0], y = p[1];
    path->move(context, x, y);
    for (int i = 1; i < last; i++) {
        double cx = p[2 * i], cy = p[2 * i + 1];
        double mx = (cx + p[2 * i + 2]) / 2, my = (cy + p[2 * i + 3]) / 2;
        path->curve(context, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, mx + (cx - mx) * 2 / 3,
                    my + (cy - my) * 2 / 3, mx, my);
        x = mx, y = my;
    }
    path->line(context, p[2 * last], p[2 * last + 1]);
}

// -- a sheet ------------------------------------------------------------------------------------------
static InkPen *pen_of(InkSheet *sheet, int64_t finger) {
    for (int i = 0; i < INK_PENS_MAX; i++) {
        if (sheet->pens[i].down && sheet->pens[i].finger == finger) return &sheet->pens[i];
    }
    return NULL;
}

static int32_t inside(int value, int most) {
    return value < 0 ? 0 : value > most ? most : value;
}

static void put(InkPen *pen, int x, int y) {
    pen->points[2 * pen->count] = inside(x, INK_WIDE);
    pen->points[2 * pen->count + 1] = inside(y, INK_TALL);
    pen->count++;
}

bool ink_full(const InkSheet *sheet) {
    return sheet->count + HEAD + 2 > INK_NUMBERS_MAX ||
           ink_stroke_count(sheet->numbers, sheet->count) >= INK_STROKES_MAX;
}

bool ink_pen_down(InkSheet *sheet, int64_t finger, int thickness, int x, int y) {
    if (ink_full(sheet)) return false;
    InkPen *pen = pen_of(sheet, finger);
    for (int i = 0; i < INK_PENS_MAX && !pen; i++) {
        if (!sheet->pens[i].down) pen = &sheet->pens[i];
    }
    if (!pen) return false;
    *pen = (InkPen){
        .finger = finger, .down = true, .thickness = thickness == INK_THICK ? INK_THICK : INK_THIN};
    put(pen, x, y);
    return true;
}

// How far a point is from the line between two others.
static float away(const int32_t *p, int from, int to, int at) {
    float ax = (float)p[2 * from], ay = (float)p[2 * from + 1];
    float dx = (float)p[2 * to] - ax, dy = (float)p[2 * to + 1] - ay;
    float px = (float)p[2 * at] - ax, py = (float)p[2 * at + 1] - ay;
    float length = dx * dx + dy * dy;
    float part = length > 0 ? (px * dx + py * dy) / length : 0;
    part = part < 0 ? 0 : part > 1 ? 1 : part;
    return hypotf(px - part * dx, py - part * dy);
}

// Leaves out what tells nothing (Douglas and Peucker), without recursion: the spans that are still to
// be looked at lie on a stack of their own.
static int simplify(int32_t *points, int count) {
    bool keep[INK_POINTS_MAX] = {false};
    int spans[INK_POINTS_MAX][2], depth = 0;
    keep[0] = keep[count - 1] = true;
    spans[depth][0] = 0;
    spans[depth++][1] = count - 1;
    while (depth > 0) {
        int from = spans[--depth][0], to = spans[depth][1], furthest = -1;
        float most = SIMPLE_UNITS;
        for (int i = from + 1; i < to; i++) {
            float distance = away(points, from, to, i);
            if (distance > most) most = distance, furthest = i;
        }
        if (furthest < 0) continue;
        keep[furthest] = true;
        spans[depth][0] = from;
        spans[depth++][1] = furthest;
        spans[depth][0] = furthest;
        spans[depth++][1] = to;
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (!keep[i]) continue;
        points[2 * kept] = points[2 * i];
        points[2 * kept + 1] = points[2 * i + 1];
        kept++;
    }
    return kept;
}

bool ink_pen_move(InkSheet *sheet, int64_t finger, int x, int y) {
    InkPen *pen = pen_of(sheet, finger);
    if (!pen) return false;
    int dx = x - pen->points[2 * pen->count - 2], dy = y - pen->points[2 * pen->count - 1];
    if (dx * dx + dy * dy < STEP_UNITS * STEP_UNITS) return true;
    // A long stroke is made simpler on the way; when that gives no room it ends, and another begins
    // where it was: a person draws on without seeing it.
    if (pen->count == INK_POINTS_MAX) pen->count = simplify(pen->points, pen->count);
    if (pen->count > INK_POINTS_MAX - 8) {
        int32_t last_x = pen->points[2 * pen->count - 2], last_y = pen->points[2 * pen->count - 1];
        int thickness = pen->thickness;
        (void)ink_pen_up(sheet, finger);
        if (!ink_pen_down(sheet, finger, thickness, last_x, last_y)) return false;
        pen = pen_of(sheet, finger);
        if (!pen) return false;
    }
    put(pen, x, y);
    return true;
}

bool ink_pen_up(InkSheet *sheet, int64_t finger) {
    InkPen *pen = pen_of(sheet, finger);
    if (!pen) return false;
    pen->down = false;
    int count = pen->count > 2 ? simplify(pen->points, pen->count) : pen->count;
    int room = (INK_NUMBERS_MAX - sheet->count - HEAD) / 2;
    if (room < 1 || ink_stroke_count(sheet->numbers, sheet->count) >= INK_STROKES_MAX) return false;
    if (count > room) count = room;
    sheet->numbers[sheet->count] = pen->thickness;
    sheet->numbers[sheet->count + 1] = count;
    memcpy(sheet->numbers + sheet->count + HEAD, pen->points,
           2 * (size_t)count * sizeof *pen->points);
    sheet->count += HEAD + 2 * count;
    return true;
}

bool ink_pen_cancel(InkSheet *sheet, int64_t finger) {
    InkPen *pen = pen_of(sheet, finger);
    if (pen) pen->down = false;
    return pen != NULL;
}

bool ink_undo(InkSheet *sheet) {
    int at = 0, last = -1, begin = 0;
    InkStroke stroke;
    while (begin = at, ink_next(sheet->numbers, sheet->count, &at, &stroke)) last = begin;
    if (last < 0) return false;
    sheet->count = last;
    return true;
}

bool ink_empty(const InkSheet *sheet) {
    for (int i = 0; i < INK_PENS_MAX; i++) {
        if (sheet->pens[i].down) return false;
    }
    return sheet->count == 0;
}
