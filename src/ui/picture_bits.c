// Bilinear stretching in two passes: a source row is blended sideways into 16-bit lanes, once for all
// the rows that need it; two of those blended downwards give a row of pixels. Positions are 32.32
// fixed point, computed from the destination's coordinate and not added up, so that no clip changes
// a pixel. Weights have seven bits: a difference of two channels times a weight still fits a lane.
#include "ui/picture_bits.h"

#include "base/no_memory.h"

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
        memcpy(row_of(dest, row) + part.x, row_of(source, row - y) + (part.x - x),
               (size_t)part.w * 4);
}

// ---- One axis ------------------------------------------------------------------------------------

enum { WEIGHT_ONE = 128, WEIGHT_BITS = 7 };

typedef struct {
    int64_t start, step;  // 32.32: where the middle of pixel 0 falls, less half a source pixel
    int last;             // last source pixel, at least 1
} Axis;

typedef struct {
    int first;        // this source pixel and the next
    uint16_t weight;  // of the next, 0..WEIGHT_ONE
} Sample;

static Axis axis_of(double at, double length, int source_length) {
    double step = source_length / length;
    return (Axis){llround(((0.5 - at) * step - 0.5) * 4294967296.0), llround(step * 4294967296.0),
                  source_length > 1 ? source_length - 1 : 1};
}

static Sample sample_at(const Axis *axis, int coordinate) {
    int64_t position = axis->start + axis->step * coordinate;
    if (position < 0) return (Sample){0, 0};
    int64_t first = position >> 32;
    if (first >= axis->last) return (Sample){axis->last - 1, WEIGHT_ONE};
    return (Sample){(int)first, (uint16_t)((uint32_t)position >> (32 - WEIGHT_BITS))};
}

// Pixels with their middle inside the span.
static Rect span_pixels(PictureSpan span) {
    double x0 = ceil(span.x - 0.5), y0 = ceil(span.y - 0.5);
    double x1 = ceil(span.x + span.w - 0.5), y1 = ceil(span.y + span.h - 0.5);
    // A zoomed picture can be far larger than any surface; integers must still hold it.
    const double far = 1 << 24;
    x0 = fmax(x0, -far), y0 = fmax(y0, -far), x1 = fmin(x1, far), y1 = fmin(y1, far);
    return (Rect){(int)x0, (int)y0, (int)fmax(x1 - x0, 0), (int)fmax(y1 - y0, 0)};
}

// ---- Lanes -----------------------------------------------------------------------------------------

// The compiler's own vectors: SSE2, NEON or plain words, whatever the machine has.
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "a byte and a zero make a 16-bit lane");
typedef uint8_t Bytes __attribute__((vector_size(16)));
typedef int16_t Lanes __attribute__((vector_size(16)));   // two pixels of four channels
typedef int64_t Halves __attribute__((vector_size(16)));  // two pixels

// Eight of sixteen bytes as 16-bit words.
#define UNPACK_LOW(bytes, zero) \
    __builtin_shufflevector(bytes, zero, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define UNPACK_HIGH(bytes, zero)                                                                   \
    __builtin_shufflevector(bytes, zero, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, \
                            31)

// The lower bytes of two times eight 16-bit words.
#define EVEN_BYTES(one, two) \
    __builtin_shufflevector(one, two, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)
#define OPAQUE ((Bytes){0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255})

// ---- Blending --------------------------------------------------------------------------------------
typedef uint16_t Channels __attribute__((vector_size(16)));  // two pixels

// s over d by a: (s * a + d * (255 - a)) / 255, to the nearest; no step leaves 16 bits.
static inline Channels over(Channels s, Channels a, Channels d) {
    Channels t = s * a + d * (255 - a) + 128;
    return (t + (t >> 8)) >> 8;
}

static inline Channels over_pair(Channels s, Channels d) {
    return over(s, __builtin_shufflevector(s, s, 3, 3, 3, 3, 7, 7, 7, 7), d);
}

// Four pixels; what they leave is opaque.
static inline void over_four(uint32_t *to, const uint32_t *from) {
    const Bytes zero = {0};
    Bytes s, d;
    memcpy(&s, from, sizeof s);
    memcpy(&d, to, sizeof d);
    Bytes low = (Bytes)over_pair((Channels)UNPACK_LOW(s, zero), (Channels)UNPACK_LOW(d, zero));
    Bytes high = (Bytes)over_pair((Channels)UNPACK_HIGH(s, zero), (Channels)UNPACK_HIGH(d, zero));
    Bytes out = EVEN_BYTES(low, high) | OPAQUE;
    memcpy(to, &out, sizeof out);
}

static void blend_row(uint32_t *to, const uint32_t *from, int count) {
    int i = 0;
    for (; i + 4 <= count; i += 4) {
        uint64_t four[2];
        memcpy(four, from + i, sizeof four);
        if (((four[0] | four[1]) & 0xFF000000FF000000u) != 0) over_four(to + i, from + i);
    }
    if (i == count) return;
    uint32_t s[4] = {0}, d[4] = {0};
    memcpy(s, from + i, (size_t)(count - i) * 4);
    memcpy(d, to + i, (size_t)(count - i) * 4);
    over_four(d, s);
    memcpy(to + i, d, (size_t)(count - i) * 4);
}

void picture_blend(SDL_Surface *dest, int x, int y, const SDL_Surface *source, Rect clip) {
    Rect part = rect_intersect(clip_to(dest, clip), (Rect){x, y, source->w, source->h});
    for (int row = part.y; row < part.y + part.h; row++)
        blend_row(row_of(dest, row) + part.x, row_of(source, row - y) + (part.x - x), part.w);
}

enum { SIXTEEN = (int)sizeof(Bytes) };  // pixels of a mask at a time

// A colour over four pixels, each by its own byte of the mask, which comes four times over.
static inline Bytes colour_over(Channels colour, Bytes mask, Bytes under) {
    const Bytes zero = {0};
    Channels a0 = (Channels)UNPACK_LOW(mask, zero), a1 = (Channels)UNPACK_HIGH(mask, zero);
    Channels d0 = (Channels)UNPACK_LOW(under, zero), d1 = (Channels)UNPACK_HIGH(under, zero);
    Bytes low = (Bytes)over(colour, a0, d0), high = (Bytes)over(colour, a1, d1);
    return EVEN_BYTES(low, high) | OPAQUE;
}

// Sixteen pixels under one branch: in a line of text every shorter step is a guess that the processor
// often loses, and a lost guess costs more than the pixels that it saves.
static inline void mask_sixteen(uint32_t *to, Bytes mask, Channels colour) {
    Channels pairs[2] = {(Channels)UNPACK_LOW(mask, mask), (Channels)UNPACK_HIGH(mask, mask)};
    for (int i = 0; i < 4; i++) {
        Channels two = pairs[i / 2];
        Bytes four = i % 2 == 0 ? (Bytes)__builtin_shufflevector(two, two, 0, 0, 1, 1, 2, 2, 3, 3)
                                : (Bytes)__builtin_shufflevector(two, two, 4, 4, 5, 5, 6, 6, 7, 7);
        Bytes under;
        memcpy(&under, to + 4 * i, sizeof under);
        Bytes out = colour_over(colour, four, under);
        memcpy(to + 4 * i, &out, sizeof out);
    }
}

static void mask_row(uint32_t *to, const uint8_t *mask, int count, Channels colour) {
    for (; count >= SIXTEEN; to += SIXTEEN, mask += SIXTEEN, count -= SIXTEEN) {
        uint64_t halves[2];
        memcpy(halves, mask, sizeof halves);
        if ((halves[0] | halves[1]) == 0) continue;
        Bytes bytes;
        memcpy(&bytes, mask, sizeof bytes);
        mask_sixteen(to, bytes, colour);
    }
    if (count == 0) return;
    Bytes rest = {0};
    uint32_t pixels[SIXTEEN] = {0};
    memcpy(&rest, mask, (size_t)count);
    memcpy(pixels, to, (size_t)count * 4);
    mask_sixteen(pixels, rest, colour);
    memcpy(to, pixels, (size_t)count * 4);
}

static Channels channels_of(uint32_t rgb) {
    uint16_t b = rgb & 255, g = rgb >> 8 & 255, r = rgb >> 16 & 255;
    return (Channels){b, g, r, 255, b, g, r, 255};
}

void picture_blend_row(uint32_t *to, const uint8_t *mask, int count, uint32_t rgb) {
    mask_row(to, mask, count, channels_of(rgb));
}

void picture_blend_mask(SDL_Surface *dest, int x, int y, const SDL_Surface *mask, uint32_t rgb,
                        Rect clip) {
    Rect part = rect_intersect(clip_to(dest, clip), (Rect){x, y, mask->w, mask->h});
    Channels colour = channels_of(rgb);
    for (int row = part.y; row < part.y + part.h; row++)
        mask_row(row_of(dest, row) + part.x,
                 (const uint8_t *)mask->pixels + (ptrdiff_t)mask->pitch * (row - y) + (part.x - x),
                 part.w, colour);
}

static inline Lanes load_lanes(const void *at) {
    Lanes lanes;
    memcpy(&lanes, at, sizeof lanes);
    return lanes;
}

static inline Lanes blend(Lanes a, Lanes b, Lanes weight) {
    return a + (((b - a) * weight + WEIGHT_ONE / 2) >> WEIGHT_BITS);
}

// How the columns of one stretch are made from a source row. Padded to whole groups of four.
typedef struct {
    int *first;
    int64_t *weight;  // the weight in each of four lanes
} Columns;

enum { GROUP = 4 };
static int padded(int n) {
    return (n + GROUP - 1) / GROUP * GROUP;
}

// Two pixels at a time: out gets four lanes a pixel.
static void blend_across(int64_t *out, const uint32_t *row, const Columns *columns, int n) {
    const Bytes zero = {0};
    for (int i = 0; i < n; i += 2) {
        Halves pairs;
        memcpy(&pairs, row + columns->first[i], 8);
        memcpy((char *)&pairs + 8, row + columns->first[i + 1], 8);
        Bytes bytes = (Bytes)pairs;
        Halves one = (Halves)UNPACK_LOW(bytes, zero), two = (Halves)UNPACK_HIGH(bytes, zero);
        Lanes left = (Lanes)__builtin_shufflevector(one, two, 0, 2);
        Lanes right = (Lanes)__builtin_shufflevector(one, two, 1, 3);
        Lanes mixed = blend(left, right, load_lanes(columns->weight + i));
        memcpy(out + i, &mixed, sizeof mixed);
    }
}

static inline Bytes blend_group(const int64_t *upper, const int64_t *lower, Lanes weight) {
    Bytes one = (Bytes)blend(load_lanes(upper), load_lanes(lower), weight);
    Bytes two = (Bytes)blend(load_lanes(upper + 2), load_lanes(lower + 2), weight);
    return EVEN_BYTES(one, two);
}

static void blend_down(uint32_t *out, const int64_t *upper, const int64_t *lower, int16_t weight,
                       int n) {
    Lanes weights = {weight, weight, weight, weight, weight, weight, weight, weight};
    int i = 0;
    for (; i + GROUP <= n; i += GROUP) {
        Bytes pixels = blend_group(upper + i, lower + i, weights);
        memcpy(out + i, &pixels, sizeof pixels);
    }
    if (i < n) {
        Bytes pixels = blend_group(upper + i, lower + i, weights);
        memcpy(out + i, &pixels, (size_t)(n - i) * 4);
    }
}

// ---- Stretching ----------------------------------------------------------------------------------

// Two source rows, blended sideways; each is made when it is first needed.
typedef struct {
    int64_t *lanes[2];
    int row[2];  // -1: nothing yet
} Blended;

static const int64_t *blended_row(Blended *blended, const SDL_Surface *source, int row,
                                  const Columns *columns, int n) {
    int slot = row & 1;  // neighbours never share one
    if (blended->row[slot] == row) return blended->lanes[slot];
    const uint32_t *pixels = row_of(source, row);
    uint32_t doubled[2] = {pixels[0], pixels[0]};
    blend_across(blended->lanes[slot], source->w > 1 ? pixels : doubled, columns, n);
    blended->row[slot] = row;
    return blended->lanes[slot];
}

static void *or_end(void *memory) {
    if (!memory) no_memory();
    return memory;
}

void picture_stretch(SDL_Surface *dest, PictureSpan span, const SDL_Surface *source, Rect clip) {
    if (!(span.w > 0) || !(span.h > 0) || source->w < 1 || source->h < 1) return;
    Rect part = rect_intersect(clip_to(dest, clip), span_pixels(span));
    if (rect_empty(part)) return;
    Axis across = axis_of(span.x, span.w, source->w), down = axis_of(span.y, span.h, source->h);

    int n = padded(part.w);
    size_t bytes = sizeof(int64_t) * (size_t)n;
    Columns columns = {or_end(malloc(sizeof(int) * (size_t)n)), or_end(malloc(bytes))};
    Blended blended = {{or_end(malloc(bytes)), or_end(malloc(bytes))}, {-1, -1}};
    for (int i = 0; i < n; i++) {
        Sample sample = sample_at(&across, part.x + i);
        columns.first[i] = sample.first;
        columns.weight[i] = (int64_t)(sample.weight * 0x0001000100010001u);
    }
    for (int y = part.y; y < part.y + part.h; y++) {
        Sample rows = sample_at(&down, y);
        int second = rows.first + 1 < source->h ? rows.first + 1 : rows.first;
        const int64_t *upper = blended_row(&blended, source, rows.first, &columns, n);
        const int64_t *lower = blended_row(&blended, source, second, &columns, n);
        blend_down(row_of(dest, y) + part.x, upper, lower, (int16_t)rows.weight, part.w);
    }
    free(blended.lanes[0]);
    free(blended.lanes[1]);
    free(columns.weight);
    free(columns.first);
}
