// Leaving out what nobody will see changes no pixel: every list is drawn at once and in small pieces
// (where covers are other ones), and held against the same list drawn command by command.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/draw_execute.h"
#include "ui/draw_list.h"

#include <string.h>

enum { W = 160, H = 120, COMMANDS = 24 };

static SDL_Surface *canvas(void) {
    SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormat(0, W, H, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_non_null(surface);
    SDL_FillRect(surface, NULL, 0xFF202020u);
    return surface;
}

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static int up_to(uint32_t *state, int most) {
    return (int)(next_random(state) % (uint32_t)(most + 1));
}

static void make_list(DrawCommand *list, uint32_t seed, const SDL_Surface *picture) {
    uint32_t state = seed;
    memset(list, 0, COMMANDS * sizeof *list);
    for (int i = 0; i < COMMANDS; i++) {
        DrawCommand *c = &list[i];
        bool large = i % 3 == 0;
        c->rect = (Rect){up_to(&state, W) - 20, up_to(&state, H) - 20,
                         large ? 60 + up_to(&state, W) : 8 + up_to(&state, 40),
                         large ? 50 + up_to(&state, H) : 8 + up_to(&state, 30)};
        static const DrawKind kinds[] = {DRAW_FILL, DRAW_ROUND, DRAW_PICTURE, DRAW_ROUND};
        c->kind = kinds[up_to(&state, 3)];
        c->rgb = next_random(&state);
        c->edge_rgb = next_random(&state);
        c->filled = true;
        c->radius = c->kind == DRAW_ROUND ? (float)up_to(&state, 12) : 0;
        c->alpha = c->kind == DRAW_ROUND && up_to(&state, 2) == 0 ? 0.5f : 1;
        // Cairo's strokes, which round by the clip, are no subject here.
        c->edged = c->kind == DRAW_ROUND && c->alpha >= 1 && up_to(&state, 1);
        c->edge = 2;
        if (c->kind == DRAW_PICTURE) {
            c->surface = picture;
            c->rect.w = picture->w, c->rect.h = picture->h;
            c->span_x = (float)c->rect.x, c->span_y = (float)c->rect.y;
            c->span_w = (float)picture->w, c->span_h = (float)picture->h;
        }
        c->bounds = c->rect;
        c->clip = rect_intersect(rect_grow(c->rect, 1), (Rect){0, 0, W, H});
    }
}

static void no_pixel_differs(void **state) {
    (void)state;
    SDL_Surface *picture = SDL_CreateRGBSurfaceWithFormat(0, 90, 70, 32, SDL_PIXELFORMAT_XRGB8888);
    for (int y = 0; y < 70; y++) {
        uint32_t *row = (uint32_t *)(void *)((char *)picture->pixels + picture->pitch * y);
        for (int x = 0; x < 90; x++) row[x] = 0xFF000000u | (uint32_t)(x * 2 + y * 600);
    }
    for (uint32_t seed = 1; seed <= 60; seed++) {
        DrawCommand list[COMMANDS];
        make_list(list, seed, picture);
        SDL_Surface *one_by_one = canvas(), *at_once = canvas(), *in_pieces = canvas();
        for (int i = 0; i < COMMANDS; i++)  // a list of one hides nothing
            draw_execute(&list[i], 1, one_by_one, (Rect){0, 0, W, H});
        draw_execute(list, COMMANDS, at_once, (Rect){0, 0, W, H});
        for (int y = 0; y < H; y += 37) {
            for (int x = 0; x < W; x += 53)
                draw_execute(list, COMMANDS, in_pieces,
                             rect_intersect((Rect){x, y, 53, 37}, (Rect){0, 0, W, H}));
        }
        size_t bytes = (size_t)at_once->pitch * H;
        assert_memory_equal(one_by_one->pixels, at_once->pixels, bytes);
        assert_memory_equal(one_by_one->pixels, in_pieces->pixels, bytes);
        SDL_FreeSurface(one_by_one);
        SDL_FreeSurface(at_once);
        SDL_FreeSurface(in_pieces);
    }
    SDL_FreeSurface(picture);
}

// A round thing: nothing outside its rectangle, all of its middle, half-clear corners only.
static void round_things_are_round(void **state) {
    (void)state;
    DrawCommand c = {.kind = DRAW_ROUND,
                     .rect = {20, 20, 80, 60},
                     .bounds = {20, 20, 80, 60},
                     .clip = {0, 0, W, H},
                     .rgb = 0xFFFFFF,
                     .filled = true,
                     .alpha = 1,
                     .radius = 16};
    SDL_Surface *s = canvas();
    draw_execute(&c, 1, s, (Rect){0, 0, W, H});
    double inside = 0;
    for (int y = 0; y < H; y++) {
        const uint32_t *row = (const uint32_t *)(void *)((char *)s->pixels + s->pitch * y);
        for (int x = 0; x < W; x++) {
            double part = ((int)(row[x] & 255) - 0x20) / (255.0 - 0x20);
            bool out = x < 20 || x >= 100 || y < 20 || y >= 80;
            if (out) assert_int_equal(row[x] & 0xFFFFFF, 0x202020);
            inside += part;
        }
    }
    // The area of a rounded rectangle: w h - (4 - pi) r r.
    assert_in_range((int)(inside + 0.5), 80 * 60 - 0.8584 * 256 - 12, 80 * 60 - 0.8584 * 256 + 12);
    SDL_FreeSurface(s);
}

// A list draws a large damage in bands, one after the other: the same pixels as all at once.
static void bands_meet_without_seams(void **state) {
    (void)state;
    enum { WIDE = 700, TALL = 1500 };  // four megabytes: several bands
    SDL_Surface *banded =
        SDL_CreateRGBSurfaceWithFormat(0, WIDE, TALL, 32, SDL_PIXELFORMAT_XRGB8888);
    SDL_Surface *at_once =
        SDL_CreateRGBSurfaceWithFormat(0, WIDE, TALL, 32, SDL_PIXELFORMAT_XRGB8888);
    assert_non_null(banded);
    assert_non_null(at_once);
    Rect all = {0, 0, WIDE, TALL};
    DrawList list;
    draw_list_init(&list);
    draw_list_begin(&list, WIDE, TALL);
    DrawCommand *c = draw_add(&list, DRAW_FILL, all, all);
    c->rgb = 0xFBF6EE;
    uint32_t random = 11;
    for (int i = 0; i < 60; i++) {
        Rect rect = {up_to(&random, WIDE) - 40, up_to(&random, TALL) - 40, 20 + up_to(&random, 300),
                     20 + up_to(&random, 400)};
        DrawKind kind = i % 4 == 3 ? DRAW_SHADOW : DRAW_ROUND;
        c = draw_add(&list, kind, kind == DRAW_SHADOW ? rect_grow(rect, 24) : rect, all);
        if (!c) continue;
        c->rect = rect;
        c->rgb = next_random(&random);
        c->filled = true;
        c->radius = (float)up_to(&random, 30);
        c->alpha = kind == DRAW_SHADOW || i % 3 == 0 ? 0.4f : 1;
        if (kind == DRAW_SHADOW) c->edge = 8;
    }
    const SDL_Rect *rects;
    assert_int_equal(draw_list_execute(&list, banded, true, &rects), 1);
    draw_execute(list.commands, list.count, at_once, all);
    for (int y = 0; y < TALL; y++)
        assert_memory_equal((char *)banded->pixels + (ptrdiff_t)y * banded->pitch,
                            (char *)at_once->pixels + (ptrdiff_t)y * at_once->pitch, WIDE * 4);
    draw_list_finish(&list);
    SDL_FreeSurface(banded);
    SDL_FreeSurface(at_once);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_pixel_differs),
        cmocka_unit_test(round_things_are_round),
        cmocka_unit_test(bands_meet_without_seams),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
