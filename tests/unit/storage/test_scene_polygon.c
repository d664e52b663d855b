// The geometry of zones, against shapes whose answers are known and against counting points.
#include "storage/scene_polygon.h"

#include "base/rng.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static const ScenePoint square[] = {{0, 0}, {100, 0}, {100, 100}, {0, 100}};
static const ScenePoint letter_u[] = {{0, 0},  {30, 0},  {30, 70},   {70, 70},
                                      {70, 0}, {100, 0}, {100, 100}, {0, 100}};

static void test_areas(void **state) {
    (void)state;
    static const ScenePoint back[] = {{0, 100}, {100, 100}, {100, 0}, {0, 0}};
    static const ScenePoint notch[] = {{30, 0}, {70, 0}, {70, 70}, {30, 70}};
    assert_true(polygon_area(square, 4) == 10000);
    assert_true(polygon_area(back, 4) == 10000);
    assert_true(polygon_area(letter_u, 8) == 7200);
    assert_true(fabs(polygon_shared_area(square, 4, back, 4) - 10000) < 1e-6);
    assert_true(fabs(polygon_shared_area(letter_u, 8, square, 4) - 7200) < 1e-6);
    assert_true(fabs(polygon_shared_area(square, 4, letter_u, 8) - 7200) < 1e-6);
    // A zone in the mouth of another touches it along three sides and shares nothing.
    assert_true(polygon_shared_area(letter_u, 8, notch, 4) < 1e-6);
}

static void test_crossings(void **state) {
    (void)state;
    static const ScenePoint bow[] = {{0, 0}, {100, 100}, {100, 0}, {0, 100}};
    static const ScenePoint spike[] = {{0, 0}, {100, 0}, {50, 0}, {50, 100}};
    static const ScenePoint pinched[] = {{0, 0}, {100, 0}, {100, 100}, {50, 0}, {0, 100}};
    static const ScenePoint straight[] = {{0, 0}, {50, 0}, {100, 0}, {100, 100}, {0, 100}};
    static const ScenePoint twice[] = {{0, 0}, {100, 0}, {100, 0}, {0, 100}};
    static const ScenePoint closed[] = {{0, 0}, {100, 0}, {0, 100}, {0, 0}};
    int a = -1, b = -1;
    assert_false(polygon_find_crossing(square, 4, &a, &b));
    assert_false(polygon_find_crossing(letter_u, 8, &a, &b));
    assert_false(polygon_find_crossing(straight, 5, &a, &b));
    assert_true(polygon_find_crossing(bow, 4, &a, &b));
    assert_int_equal(a, 0);
    assert_int_equal(b, 2);
    assert_true(polygon_find_crossing(spike, 4, &a, &b));
    assert_true(polygon_find_crossing(pinched, 5, &a, &b));
    assert_int_equal(polygon_find_double(square, 4), -1);
    assert_int_equal(polygon_find_double(twice, 4), 2);
    assert_int_equal(polygon_find_double(closed, 4), 3);
}

// A simple polygon with a bite here and there: points around a centre at random distances.
static int make_star(ScenePoint *out, int count, float x, float y) {
    for (int i = 0; i < count; i++) {
        double angle = 2 * 3.141592653589793 * i / count;
        double far = 20 + rng_below(80);
        out[i] = (ScenePoint){x + (float)(far * cos(angle)), y + (float)(far * sin(angle))};
    }
    return count;
}

static void test_shared_area_against_counting(void **state) {
    (void)state;
    rng_seed(2026);
    for (int round = 0; round < 40; round++) {
        ScenePoint one[64], two[64];
        int n = make_star(one, 3 + (int)rng_below(62), 100, 100);
        int m = make_star(two, 3 + (int)rng_below(62), 100 + (float)rng_below(120), 110);
        SceneBlock first = {.zone = one, .zone_count = n}, second = {.zone = two, .zone_count = m};
        int counted = 0, a = 0, b = 0;
        assert_false(polygon_find_crossing(one, n, &a, &b));
        for (int y = 0; y < 220; y++) {
            for (int x = 0; x < 320; x++) {
                float px = (float)x + 0.5F, py = (float)y + 0.5F;
                counted +=
                    scene_zone_contains(&first, px, py) && scene_zone_contains(&second, px, py);
            }
        }
        double shared = polygon_shared_area(one, n, two, m);
        assert_true(fabs(shared - counted) < 40 + 0.02 * shared);
    }
    rng_seed(0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_areas),
        cmocka_unit_test(test_crossings),
        cmocka_unit_test(test_shared_area_against_counting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
