// Bilinear stretching in two passes over one row at a time: two source rows are blended into a row of
// 16-bit lanes (four a pixel, in one 64-bit word), from which each pixel takes a blend of two
// neighbours. Positions are 32.32 fixed point, computed from the destination's coordinate and not
// added up, so that no clip changes a pixel.
#include "ui/picture_bits.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint32_t *row_of(const SDL_Surface *surface, int y) {
    return (uint32_t *)(void *)((char *)surface->pixels + (ptrdiff_t)surface->pitch * y);
}

static Rect clip_to(const SDL_Surface *dest, Rect clip) {
    return rect_intersect(clip, (Rect){0, 0, dest->w, dest->h});
}

void picture_copy(SDL_Surface *dest, int x, int y, const SDL_Surface *source, Rect clip) {
    Rect part = rect_intersect(clip_to(dest, clip), (Rect){x, y, source->w, source->h});
    for (int row = part.y; row < part.y + part.h; row++)
        memcpy(row_of(dest, row) + part.x, row_of(source, row - y) + (part.x - x), (size_t)part.w * 4);
}

// ---- Stretching ----------------------------------------------------------------------------------

#define LANES_MASK 0x00FF00FF00FF00FFu

// 0x__RRGGBB as lanes: blue, red, green from the low end. 0x00GG0000'00RR00BB.
static inline uint64_t spread(uint32_t pixel) {
    return (uint64_t)(pixel & 0x00FF00FFu) | (uint64_t)(pixel & 0x0000FF00u) << 24;
}

static inline uint32_t gather(uint64_t lanes) {
    return 0xFF000000u | (uint32_t)lanes | (uint32_t)(lanes >> 24);
}

// weight: 0..256 of b.
static inline uint64_t blend(uint64_t a, uint64_t b, uint32_t weight) {
    return ((a * (256 - weight) + b * weight) >> 8) & LANES_MASK;
}

// One axis: destination coordinate to the two source pixels and the weight of the second.
typedef struct {
    int64_t start, step;  // 32.32: position of pixel 0's middle minus half a source pixel
    int last;             // last source pixel
} Axis;

typedef struct {
    int first, second;
    uint32_t weight;
} Sample;

static Axis axis_of(double at, double length, int source_length) {
    double step = source_length / length;
    return (Axis){llround(((0.5 - at) * step - 0.5) * 4294967296.0), llround(step * 4294967296.0),
                  source_length - 1};
}

static inline Sample sample_at(const Axis *axis, int coordinate) {
    int64_t position = axis->start + axis->step * coordinate;
    if (position < 0) return (Sample){0, 0, 0};
    int64_t first = position >> 32;
    if (first >= axis->last) return (Sample){axis->last, axis->last, 0};
    return (Sample){(int)first, (int)first + 1, (uint32_t)position >> 24};
}

// Only what lies on pixels with their middle inside the span.
static Rect span_pixels(PictureSpan span) {
    double x0 = ceil(span.x - 0.5), y0 = ceil(span.y - 0.5);
    double x1 = ceil(span.x + span.w - 0.5), y1 = ceil(span.y + span.h - 0.5);
    // A zoomed picture can be far larger than any surface; integers must still hold it.
    const double far = 1 << 24;
    x0 = fmax(x0, -far), y0 = fmax(y0, -far), x1 = fmin(x1, far), y1 = fmin(y1, far);
    return (Rect){(int)x0, (int)y0, (int)fmax(x1 - x0, 0), (int)fmax(y1 - y0, 0)};
}

static void stretch_rows(SDL_Surface *dest, const SDL_Surface *source, Rect part, const Axis *across,
                         const Axis *down, Sample *columns, uint64_t *lanes) {
    for (int i = 0; i < part.w; i++) columns[i] = sample_at(across, part.x + i);
    int low = columns[0].first, high = columns[part.w - 1].second;
    for (int i = 0; i < part.w; i++) {
        columns[i].first -= low;
        columns[i].second -= low;
    }
    for (int y = part.y; y < part.y + part.h; y++) {
        Sample rows = sample_at(down, y);
        const uint32_t *upper = row_of(source, rows.first) + low;
        const uint32_t *lower = row_of(source, rows.second) + low;
        for (int i = 0; i <= high - low; i++)
            lanes[i] = blend(spread(upper[i]), spread(lower[i]), rows.weight);
        uint32_t *to = row_of(dest, y) + part.x;
        for (int i = 0; i < part.w; i++)
            to[i] = gather(blend(lanes[columns[i].first], lanes[columns[i].second], columns[i].weight));
    }
}

void picture_stretch(SDL_Surface *dest, PictureSpan span, const SDL_Surface *source, Rect clip) {
    if (!(span.w > 0) || !(span.h > 0) || source->w < 1 || source->h < 1) return;
    Rect part = rect_intersect(clip_to(dest, clip), span_pixels(span));
    if (rect_empty(part)) return;
    Axis across = axis_of(span.x, span.w, source->w), down = axis_of(span.y, span.h, source->h);
    Sample *columns = malloc(sizeof *columns * (size_t)part.w);
    uint64_t *lanes = malloc(sizeof *lanes * (size_t)source->w);
    if (!columns || !lanes) abort();
    stretch_rows(dest, source, part, &across, &down, columns, lanes);
    free(lanes);
    free(columns);
}
