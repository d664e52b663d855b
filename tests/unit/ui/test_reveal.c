// A transition hands over every pixel of the damage exactly once, whatever it grows from.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/reveal.h"
#include "ui/theme.h"

#include <string.h>

enum { W = 200, H = 120 };

static unsigned char times[H][W];

static void hand_over(const SDL_Rect *parts, int count) {
    for (int i = 0; i < count; i++) {
        for (int y = parts[i].y; y < parts[i].y + parts[i].h; y++)
            for (int x = parts[i].x; x < parts[i].x + parts[i].w; x++) times[y][x]++;
    }
}

static void check_once(const SDL_Rect *damage, int count) {
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            int wanted = 0;
            for (int i = 0; i < count; i++) {
                const SDL_Rect *r = &damage[i];
                wanted += x >= r->x && x < r->x + r->w && y >= r->y && y < r->y + r->h;
            }
            assert_int_equal(times[y][x], wanted);
        }
    }
}

static const SDL_Rect panel[] = {{120, 0, 80, 120}};
static const SDL_Rect scattered[] = {{0, 0, 40, 20}, {60, 30, 90, 50}, {10, 100, 180, 20}};

static const struct {
    const char *name;
    Rect from;
    const SDL_Rect *damage;
    int count;
} cases[] = {
    {"a place inside", {70, 40, 20, 10}, scattered, 3},
    {"a place outside, to the left", {10, 40, 30, 20}, panel, 1},
    {"the right edge", {200, 0, 0, 120}, panel, 1},
    {"the corner beyond", {400, 400, 5, 5}, scattered, 3},
    {"nothing", {0, 0, 0, 0}, scattered, 3},
    {"all of it", {0, 0, 200, 120}, scattered, 3},
};

static void every_pixel_once(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(times, 0, sizeof times);
        Reveal reveal = {0};
        const SDL_Rect *parts;
        reveal_begin(&reveal, cases[i].from, cases[i].damage, cases[i].count, 1000);
        int steps = 0;
        for (int64_t now = 1000; reveal.active; now = reveal_deadline(&reveal, now), steps++)
            hand_over(parts, reveal_step(&reveal, now, &parts));
        check_once(cases[i].damage, cases[i].count);
        assert_true(steps > 3);
        assert_true(reveal_deadline(&reveal, 5000) == INT64_MAX);
        reveal_finish(&reveal);
    }
}

static void the_next_frame_ends_it(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memset(times, 0, sizeof times);
        Reveal reveal = {0};
        const SDL_Rect *parts;
        reveal_begin(&reveal, cases[i].from, cases[i].damage, cases[i].count, 0);
        hand_over(parts, reveal_step(&reveal, 0, &parts));
        hand_over(parts, reveal_step(&reveal, 40, &parts));
        hand_over(parts, reveal_end(&reveal, &parts));
        assert_false(reveal.active);
        check_once(cases[i].damage, cases[i].count);
        assert_int_equal(reveal_end(&reveal, &parts), 0);
        reveal_finish(&reveal);
    }
}

static void it_ends_in_time(void **state) {
    (void)state;
    Reveal reveal = {0};
    const SDL_Rect *parts;
    reveal_begin(&reveal, cases[0].from, scattered, 3, 0);
    (void)reveal_step(&reveal, MOTION_MS, &parts);
    assert_false(reveal.active);
    reveal_begin(&reveal, cases[0].from, scattered, 0, 0);  // nothing changed: nothing moves
    assert_false(reveal.active);
    reveal_finish(&reveal);
}

// So many rectangles that a step cannot name all its parts: the rest comes whole.
static void too_many_parts(void **state) {
    (void)state;
    SDL_Rect many[W * H / 8];
    int count = 0;
    for (int y = 0; y < H; y += 4)
        for (int x = 0; x < W; x += 4) many[count++] = (SDL_Rect){x, y, 2, 2};
    memset(times, 0, sizeof times);
    Reveal reveal = {0};
    const SDL_Rect *parts;
    reveal_begin(&reveal, (Rect){90, 50, 4, 4}, many, count, 0);
    for (int64_t now = 0; reveal.active; now += 16)
        hand_over(parts, reveal_step(&reveal, now, &parts));
    for (int i = 0; i < count; i++) assert_true(times[many[i].y][many[i].x] >= 1);
    reveal_finish(&reveal);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_pixel_once),
        cmocka_unit_test(the_next_frame_ends_it),
        cmocka_unit_test(it_ends_in_time),
        cmocka_unit_test(too_many_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
