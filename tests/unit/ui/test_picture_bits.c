// Copying and stretching: what a pixel gets, that clips meet without seams, that nothing outside
// the clip changes.
#include "ui/picture_bits.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define UNTOUCHED 0x00123456u

static SDL_Surface *surface_of(int w, int h, uint32_t fill) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_non_null(surface);
    SDL_FillRect(surface, NULL, fill);
    return surface;
}

static uint32_t *pixel(SDL_Surface *surface, int x, int y) {
    return (uint32_t *)(void *)((char *)surface->pixels + surface->pitch * y) + x;
}

static uint32_t next_random(uint32_t *state) {
    return *state = *state * 1664525u + 1013904223u;
}

static SDL_Surface *noise(int w, int h) {
    SDL_Surface *surface = surface_of(w, h, 0);
    uint32_t state = 7;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) *pixel(surface, x, y) = next_random(&state) >> 8;
    return surface;
}

static bool same(SDL_Surface *a, SDL_Surface *b) {
    for (int y = 0; y < a->h; y++)
        if (memcmp(pixel(a, 0, y), pixel(b, 0, y), (size_t)a->w * 4) != 0) return false;
    return true;
}

static void copy_takes_the_clipped_part(void **state) {
    (void)state;
    static const struct {
        int x, y;
        Rect clip;
    } cases[] = {
        {0, 0, {0, 0, 40, 30}},   {5, 7, {0, 0, 40, 30}},     {-9, -3, {0, 0, 40, 30}},
        {30, 25, {0, 0, 40, 30}}, {-9, 4, {3, 6, 8, 5}},      {5, 7, {-20, -20, 100, 100}},
        {5, 7, {0, 0, 5, 30}},    {100, 100, {0, 0, 40, 30}}, {0, 0, {10, 10, 0, 4}},
    };
    SDL_Surface *source = noise(23, 17);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SDL_Surface *dest = surface_of(40, 30, UNTOUCHED);
        picture_copy(dest, cases[i].x, cases[i].y, source, cases[i].clip);
        for (int y = 0; y < 30; y++)
            for (int x = 0; x < 40; x++) {
                int from_x = x - cases[i].x, from_y = y - cases[i].y;
                bool inside = from_x >= 0 && from_y >= 0 && from_x < 23 && from_y < 17 &&
                              x >= cases[i].clip.x && x < cases[i].clip.x + cases[i].clip.w &&
                              y >= cases[i].clip.y && y < cases[i].clip.y + cases[i].clip.h;
                assert_int_equal(*pixel(dest, x, y),
                                 inside ? *pixel(source, from_x, from_y) : UNTOUCHED);
            }
        SDL_FreeSurface(dest);
    }
    SDL_FreeSurface(source);
}

static void stretch_of_the_same_size_is_a_copy(void **state) {
    (void)state;
    SDL_Surface *source = noise(33, 21), *copied = surface_of(33, 21, UNTOUCHED),
                *stretched = surface_of(33, 21, UNTOUCHED);
    Rect all = {0, 0, 33, 21};
    picture_copy(copied, 0, 0, source, all);
    picture_stretch(stretched, (PictureSpan){0, 0, 33, 21}, source, all);
    assert_true(same(copied, stretched));
    SDL_FreeSurface(source);
    SDL_FreeSurface(copied);
    SDL_FreeSurface(stretched);
}

// Against the definition, in floating point; seven-bit weights and two roundings allow 4 of 255.
static void stretch_is_bilinear(void **state) {
    (void)state;
    static const PictureSpan spans[] = {
        {0, 0, 80, 60},
        {-13.7, 4.2, 61.3, 33.9},
        {3.5, 2.25, 17, 11},
        {-200, -150, 400, 300},
    };
    SDL_Surface *source = noise(19, 13);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        PictureSpan span = spans[i];
        SDL_Surface *dest = surface_of(80, 60, UNTOUCHED);
        picture_stretch(dest, span, source, (Rect){0, 0, 80, 60});
        for (int y = 0; y < 60; y++)
            for (int x = 0; x < 80; x++) {
                if (x + 0.5 < span.x || y + 0.5 < span.y || x + 0.5 >= span.x + span.w ||
                    y + 0.5 >= span.y + span.h) {
                    assert_int_equal(*pixel(dest, x, y), UNTOUCHED);
                    continue;
                }
                double u = (x + 0.5 - span.x) * 19 / span.w - 0.5,
                       v = (y + 0.5 - span.y) * 13 / span.h - 0.5;
                u = u < 0 ? 0 : u > 18 ? 18 : u;
                v = v < 0 ? 0 : v > 12 ? 12 : v;
                int x0 = (int)u, y0 = (int)v, x1 = x0 < 18 ? x0 + 1 : 18,
                    y1 = y0 < 12 ? y0 + 1 : 12;
                for (int shift = 0; shift < 24; shift += 8) {
                    double a = *pixel(source, x0, y0) >> shift & 255,
                           b = *pixel(source, x1, y0) >> shift & 255;
                    double c = *pixel(source, x0, y1) >> shift & 255,
                           d = *pixel(source, x1, y1) >> shift & 255;
                    double top = a + (b - a) * (u - x0), bottom = c + (d - c) * (u - x0);
                    double want = top + (bottom - top) * (v - y0);
                    double got = *pixel(dest, x, y) >> shift & 255;
                    assert_true(got - want < 4 && want - got < 4);
                }
            }
        SDL_FreeSurface(dest);
    }
    SDL_FreeSurface(source);
}

static void clips_meet_without_seams(void **state) {
    (void)state;
    SDL_Surface *source = noise(50, 40);
    uint32_t random = 3;
    for (int round = 0; round < 40; round++) {
        PictureSpan span = {(int)(next_random(&random) >> 25) - 64.3,
                            (int)(next_random(&random) >> 25) - 64.8,
                            30 + (next_random(&random) >> 23), 30 + (next_random(&random) >> 23)};
        SDL_Surface *whole = surface_of(90, 70, UNTOUCHED), *pieces = surface_of(90, 70, UNTOUCHED);
        picture_stretch(whole, span, source, (Rect){0, 0, 90, 70});
        int x = (int)(next_random(&random) >> 8) % 90, y = (int)(next_random(&random) >> 8) % 70;
        picture_stretch(pieces, span, source, (Rect){0, 0, x, y});
        picture_stretch(pieces, span, source, (Rect){x, 0, 90 - x, y});
        picture_stretch(pieces, span, source, (Rect){0, y, x, 70 - y});
        picture_stretch(pieces, span, source, (Rect){x, y, 90 - x, 70 - y});
        assert_true(same(whole, pieces));
        SDL_FreeSurface(whole);
        SDL_FreeSurface(pieces);
    }
    SDL_FreeSurface(source);
}

static void outside_the_clip_nothing_changes(void **state) {
    (void)state;
    SDL_Surface *source = noise(8, 8), *dest = surface_of(31, 23, UNTOUCHED);
    Rect clip = {5, 6, 7, 9};
    picture_stretch(dest, (PictureSpan){-3, -3, 60, 50}, source, clip);
    int changed = 0;
    for (int y = 0; y < 23; y++)
        for (int x = 0; x < 31; x++) {
            bool differs = *pixel(dest, x, y) != UNTOUCHED;
            if (!rect_contains(clip, (float)x, (float)y)) assert_false(differs);
            changed += differs;
        }
    assert_int_equal(changed, 7 * 9);
    SDL_FreeSurface(source);
    SDL_FreeSurface(dest);
}

// The last pixel of a mapped raster is the last of its memory: sources of one pixel, row or column,
// each in a block of its own so that the address sanitizer sees a step too far.
static void small_sources_are_not_read_beyond(void **state) {
    (void)state;
    static const int sizes[][2] = {{1, 1}, {1, 5}, {5, 1}, {2, 2}, {3, 2}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        int w = sizes[i][0], h = sizes[i][1];
        uint32_t *memory = malloc((size_t)w * (size_t)h * 4);
        assert_non_null(memory);
        for (int k = 0; k < w * h; k++) memory[k] = 0x00445566u;
        SDL_Surface *source =
            SDL_CreateRGBSurfaceWithFormatFrom(memory, w, h, 32, w * 4, SDL_PIXELFORMAT_XRGB8888);
        SDL_Surface *dest = surface_of(13, 11, UNTOUCHED);
        picture_stretch(dest, (PictureSpan){0, 0, 13, 11}, source, (Rect){0, 0, 13, 11});
        for (int y = 0; y < 11; y++)
            for (int x = 0; x < 13; x++)
                assert_int_equal(*pixel(dest, x, y) & 0xFFFFFF, 0x00445566u);
        SDL_FreeSurface(source);
        SDL_FreeSurface(dest);
        free(memory);
    }
}

static void spans_without_size_draw_nothing(void **state) {
    (void)state;
    SDL_Surface *source = noise(8, 8), *dest = surface_of(9, 9, UNTOUCHED),
                *before = surface_of(9, 9, UNTOUCHED);
    static const PictureSpan spans[] = {
        {0, 0, 0, 9}, {0, 0, 9, -1}, {1e12, 0, 9, 9}, {0, 0, 0.2, 0.2}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        picture_stretch(dest, spans[i], source, (Rect){0, 0, 9, 9});
        assert_true(same(dest, before));
    }
    SDL_FreeSurface(source);
    SDL_FreeSurface(dest);
    SDL_FreeSurface(before);
}

// Held against the definition, s a + d (1 - a): right to one step, and nothing outside the clip.
static void blend_by_the_definition(void **state) {
    (void)state;
    SDL_Surface *source = SDL_CreateRGBSurfaceWithFormat(0, 37, 19, 32, SDL_PIXELFORMAT_ARGB8888);
    uint32_t random = 11;
    for (int y = 0; y < 19; y++)
        for (int x = 0; x < 37; x++) {
            uint32_t value = next_random(&random), kind = value >> 30;
            uint32_t alpha = kind == 0 ? 0 : kind == 1 ? 255 : (value >> 16) & 255;
            *pixel(source, x, y) = x < 12 ? 0x00FFFFFFu : alpha << 24 | (value & 0xFFFFFF);
        }
    SDL_SetSurfaceBlendMode(source, SDL_BLENDMODE_BLEND);
    static const struct {
        int x, y;
        Rect clip;
    } cases[] = {{3, 4, {0, 0, 60, 40}},
                 {-5, -6, {0, 0, 60, 40}},
                 {40, 30, {0, 0, 60, 40}},
                 {3, 4, {9, 8, 13, 5}},
                 {3, 4, {0, 0, 0, 0}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SDL_Surface *ours = noise(60, 40), *before = noise(60, 40);
        Rect clip = cases[i].clip, lies = {cases[i].x, cases[i].y, 37, 19};
        picture_blend(ours, lies.x, lies.y, source, clip);
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 60; x++) {
                uint32_t got = *pixel(ours, x, y), d = *pixel(before, x, y), s = 0;
                float fx = (float)x, fy = (float)y;
                bool inside = rect_contains(clip, fx, fy) && rect_contains(lies, fx, fy);
                if (inside) s = *pixel(source, x - lies.x, y - lies.y);
                if (s >> 24 == 0) {
                    assert_int_equal(got & 0xFFFFFF, d & 0xFFFFFF);
                    continue;
                }
                for (int shift = 0; shift < 24; shift += 8) {
                    double a = (s >> 24) / 255.0;
                    double wanted = ((s >> shift) & 255) * a + ((d >> shift) & 255) * (1 - a);
                    assert_true(fabs(wanted - ((got >> shift) & 255)) <= 1);
                }
            }
        SDL_FreeSurface(ours);
        SDL_FreeSurface(before);
    }
    SDL_FreeSurface(source);
}

// Text through a mask is what the same text as a picture is.
static void masks_are_pictures_of_one_colour(void **state) {
    (void)state;
    enum { W = 37, H = 11 };
    const uint32_t rgb = 0xC8501E;
    SDL_Surface *mask = SDL_CreateRGBSurfaceWithFormat(0, W, H, 8, SDL_PIXELFORMAT_INDEX8);
    SDL_Surface *same_text = SDL_CreateRGBSurfaceWithFormat(0, W, H, 32, SDL_PIXELFORMAT_ARGB8888);
    uint32_t random = 5;
    for (int y = 0; y < H; y++)
        for (int x = 0; x < W; x++) {
            uint32_t value = next_random(&random);
            bool clear = x / 9 % 2 == y % 2 || value >> 31;
            uint32_t alpha = clear ? 0 : (value >> 8) & 255;
            ((uint8_t *)mask->pixels)[y * mask->pitch + x] = (uint8_t)alpha;
            *pixel(same_text, x, y) = alpha << 24 | rgb;
        }
    static const Rect clips[] = {{0, 0, 60, 40}, {6, 5, 13, 4}, {8, 3, 1, 1}, {0, 0, 0, 0}};
    static const int places[][2] = {{3, 4}, {-5, -6}, {40, 35}, {1, 0}};
    for (size_t c = 0; c < sizeof clips / sizeof *clips; c++)
        for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
            SDL_Surface *got = noise(60, 40), *wanted = noise(60, 40);
            picture_blend_mask(got, places[i][0], places[i][1], mask, 0xFF000000u | rgb, clips[c]);
            picture_blend(wanted, places[i][0], places[i][1], same_text, clips[c]);
            for (int y = 0; y < 40; y++)  // the top byte means nothing
                for (int x = 0; x < 60; x++)
                    assert_int_equal(*pixel(got, x, y) & 0xFFFFFF, *pixel(wanted, x, y) & 0xFFFFFF);
            SDL_FreeSurface(got);
            SDL_FreeSurface(wanted);
        }
    SDL_FreeSurface(mask);
    SDL_FreeSurface(same_text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copy_takes_the_clipped_part),
        cmocka_unit_test(blend_by_the_definition),
        cmocka_unit_test(masks_are_pictures_of_one_colour),
        cmocka_unit_test(stretch_of_the_same_size_is_a_copy),
        cmocka_unit_test(stretch_is_bilinear),
        cmocka_unit_test(clips_meet_without_seams),
        cmocka_unit_test(outside_the_clip_nothing_changes),
        cmocka_unit_test(small_sources_are_not_read_beyond),
        cmocka_unit_test(spans_without_size_draw_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
