// Geometry of zones. The shared area of two polygons is a sum over pairs of triangles: a polygon is
// the signed sum of the triangles from one fixed point to each of its edges, so the area of the
// intersection is the signed sum of the intersections, each of them convex and easy to clip.
#include "storage/scene_polygon.h"

#include <math.h>
#include <string.h>

typedef struct {
    double x, y;
} Point;

static Point point_at(const ScenePoint *points, int count, int i) {
    const ScenePoint *p = &points[i % count];
    return (Point){(double)p->x, (double)p->y};
}

// Twice the area of the triangle, positive when c lies to the left of a -> b.
static double turn(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static double signed_area(const ScenePoint *points, int count) {
    double twice = 0;
    Point origin = point_at(points, count, 0);
    for (int i = 0; i < count; i++) {
        twice += turn(origin, point_at(points, count, i), point_at(points, count, i + 1));
    }
    return twice / 2;
}

double polygon_area(const ScenePoint *points, int count) {
    return fabs(signed_area(points, count));
}

static bool same(Point a, Point b) {
    return a.x == b.x && a.y == b.y;
}

// c lies on the line through a and b: is it between them?
static bool between(Point a, Point b, Point c) {
    return fmin(a.x, b.x) <= c.x && c.x <= fmax(a.x, b.x) && fmin(a.y, b.y) <= c.y &&
           c.y <= fmax(a.y, b.y);
}

static bool edges_meet(Point a, Point b, Point c, Point d) {
    double c_side = turn(a, b, c), d_side = turn(a, b, d);
    double a_side = turn(c, d, a), b_side = turn(c, d, b);
    if (((c_side > 0 && d_side < 0) || (c_side < 0 && d_side > 0)) &&
        ((a_side > 0 && b_side < 0) || (a_side < 0 && b_side > 0))) {
        return true;
    }
    return (c_side == 0 && between(a, b, c)) || (d_side == 0 && between(a, b, d)) ||
           (a_side == 0 && between(c, d, a)) || (b_side == 0 && between(c, d, b));
}

// Neighbours share a point; they go wrong when the second runs back over the first.
static bool runs_back(Point a, Point b, Point c) {
    double dot = (a.x - b.x) * (c.x - b.x) + (a.y - b.y) * (c.y - b.y);
    return same(a, b) || same(b, c) || (turn(a, b, c) == 0 && dot > 0);
}

int polygon_find_double(const ScenePoint *points, int count) {
    for (int i = 0; i < count; i++) {
        Point a = point_at(points, count, i), b = point_at(points, count, i + 1);
        if (same(a, b)) return i + 1 < count ? i + 1 : i;
    }
    return -1;
}

bool polygon_find_crossing(const ScenePoint *points, int count, int *out_a, int *out_b) {
    for (int i = 0; i < count; i++) {
        Point a = point_at(points, count, i), b = point_at(points, count, i + 1);
        for (int j = i + 1; j < count; j++) {
            Point c = point_at(points, count, j), d = point_at(points, count, j + 1);
            bool next = j == i + 1, previous = (j + 1) % count == i;
            bool wrong = next       ? runs_back(a, b, d)
                         : previous ? runs_back(c, d, b)
                                    : edges_meet(a, b, c, d);
            if (!wrong) continue;
            *out_a = i;
            *out_b = j;
            return true;
        }
    }
    return false;
}

enum { CLIPPED_MAX = 8 };  // a triangle clipped by three half planes has at most six corners

// Keeps the part of the polygon to the left of a -> b.
static int clip(const Point *in, int count, Point a, Point b, Point *out) {
    int kept = 0;
    for (int i = 0; i < count && kept < CLIPPED_MAX - 1; i++) {
        Point p = in[i], q = in[(i + 1) % count];
        double p_side = turn(a, b, p), q_side = turn(a, b, q);
        if (p_side >= 0) out[kept++] = p;
        if ((p_side > 0 && q_side < 0) || (p_side < 0 && q_side > 0)) {
            double t = p_side / (p_side - q_side);
            out[kept++] = (Point){p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)};
        }
    }
    return kept;
}

// Both triangles to the left (positive area).
static double triangles_share(const Point *s, const Point *t) {
    Point current[CLIPPED_MAX], next[CLIPPED_MAX];
    memcpy(current, s, 3 * sizeof *s);
    int count = 3;
    for (int i = 0; i < 3 && count >= 3; i++) {
        count = clip(current, count, t[i], t[(i + 1) % 3], next);
        memcpy(current, next, (size_t)count * sizeof *next);
    }
    double twice = 0;
    for (int i = 1; i + 1 < count; i++) twice += turn(current[0], current[i], current[i + 1]);
    return twice / 2;
}

// The triangle from origin to edge i, turned to the left; its sign, 0 for an empty one.
static int fan(const ScenePoint *points, int count, int i, Point origin, Point out[3]) {
    Point a = point_at(points, count, i), b = point_at(points, count, i + 1);
    double twice = turn(origin, a, b);
    out[0] = origin;
    out[1] = twice > 0 ? a : b;
    out[2] = twice > 0 ? b : a;
    return (twice > 0) - (twice < 0);
}

static void bounds(const ScenePoint *points, int count, Point *low, Point *high) {
    *low = *high = point_at(points, count, 0);
    for (int i = 1; i < count; i++) {
        Point p = point_at(points, count, i);
        *low = (Point){fmin(low->x, p.x), fmin(low->y, p.y)};
        *high = (Point){fmax(high->x, p.x), fmax(high->y, p.y)};
    }
}

double polygon_shared_area(const ScenePoint *a, int a_count, const ScenePoint *b, int b_count) {
    Point a_low, a_high, b_low, b_high;
    bounds(a, a_count, &a_low, &a_high);
    bounds(b, b_count, &b_low, &b_high);
    if (a_high.x <= b_low.x || b_high.x <= a_low.x || a_high.y <= b_low.y || b_high.y <= a_low.y) {
        return 0;
    }
    double sum = 0;
    for (int i = 0; i < a_count; i++) {
        Point s[3], t[3];
        int s_sign = fan(a, a_count, i, a_low, s);
        for (int j = 0; s_sign && j < b_count; j++) {
            int t_sign = fan(b, b_count, j, b_low, t);
            if (t_sign) sum += s_sign * t_sign * triangles_share(s, t);
        }
    }
    return fabs(sum);
}
