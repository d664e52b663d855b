// The eight shapes of roles, as outlines in a rectangle. They are drawn to look equally large: what
// is slender fills its square to the edge, what is square stays a little inside it.
#include "ui/draw_execute.h"

#include <math.h>

#define PI 3.14159265358979323846f

static int polygon(Rect r, int corners, float turn, float size, float inner, Point out[24]) {
    float cx = (float)r.x + (float)r.w / 2, cy = (float)r.y + (float)r.h / 2,
          radius = (float)r.w / 2 * size;
    int n = inner > 0 ? corners * 2 : corners;
    for (int i = 0; i < n; i++) {
        float a = turn + 2 * PI * (float)i / (float)n;
        float reach = inner > 0 && i % 2 ? radius * inner : radius;
        out[i] = (Point){cx + reach * sinf(a), cy - reach * cosf(a)};
    }
    return n;
}

static int cross(Rect r, Point out[24]) {
    static const float at[12][2] = {{-1, -3}, {1, -3}, {1, -1}, {3, -1}, {3, 1},   {1, 1},
                                    {1, 3},   {-1, 3}, {-1, 1}, {-3, 1}, {-3, -1}, {-1, -1}};
    float cx = (float)r.x + (float)r.w / 2, cy = (float)r.y + (float)r.h / 2,
          unit = (float)r.w / 2 * 0.94f / 3;
    for (int i = 0; i < 12; i++) out[i] = (Point){cx + at[i][0] * unit, cy + at[i][1] * unit};
    return 12;
}

int figure_points(int figure, Rect r, Point out[24]) {
    switch (figure) {
    case FIGURE_TRIANGLE: {
        Rect low = {r.x, r.y + r.h / 10, r.w, r.h};
        return polygon(low, 3, 0, 1.12f, 0, out);
    }
    case FIGURE_SQUARE: return polygon(r, 4, PI / 4, 1.22f, 0, out);
    case FIGURE_DIAMOND: return polygon(r, 4, 0, 1.06f, 0, out);
    case FIGURE_HEXAGON: return polygon(r, 6, PI / 6, 1.02f, 0, out);
    case FIGURE_STAR: return polygon(r, 5, 0, 1.1f, 0.45f, out);
    case FIGURE_PENTAGON: return polygon(r, 5, 0, 1.04f, 0, out);
    case FIGURE_CROSS: return cross(r, out);
    default: return 0;
    }
}
