// Where perspectives stand, and in what order they have their turn.
#include "screens/talk_places.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static float between(TalkPlace a, TalkPlace b) {
    return hypotf(a.x - b.x, a.y - b.y);
}

static void all_stand_on_the_stage_and_apart(void **unused) {
    (void)unused;
    static const struct {
        float w, h, room;
    } stages[] = {{220, 180, 42}, {180, 220, 42}, {300, 150, 40}};
    for (size_t s = 0; s < sizeof stages / sizeof stages[0]; s++) {
        for (int count = 1; count <= SCENE_TURNS_MAX; count++) {
            TalkPlace places[SCENE_TURNS_MAX];
            talk_places(count, stages[s].w, stages[s].h, stages[s].room, places);
            for (int i = 0; i < count; i++) {
                assert_true(places[i].x >= stages[s].room &&
                            places[i].x <= stages[s].w - stages[s].room);
                assert_true(places[i].y >= stages[s].room &&
                            places[i].y <= stages[s].h - stages[s].room);
                for (int k = 0; k < i; k++) assert_true(between(places[i], places[k]) >= 55);
            }
        }
    }
}

static void three_make_an_upright_triangle(void **unused) {
    (void)unused;
    TalkPlace p[SCENE_TURNS_MAX];
    talk_places(3, 200, 180, 40, p);
    assert_float_equal(p[0].x, 100, 0.001);
    assert_true(p[0].y < p[1].y);
    assert_float_equal(p[1].y, p[2].y, 0.001);
    assert_float_equal(between(p[0], p[1]), between(p[0], p[2]), 0.001);
}

static void turns_go_round_past_who_has_spoken(void **unused) {
    (void)unused;
    static const struct {
        int count;
        unsigned spoken;
        int current, next;
    } rows[] = {
        {3, 0, -1, 0},  {3, 0, 0, 1},  {3, 1, 1, 2},  {3, 3, 2, -1}, {3, 4, 1, 0},   {3, 2, 0, 2},
        {3, 7, -1, -1}, {1, 0, -1, 0}, {1, 0, 0, -1}, {2, 1, 1, -1}, {4, 0xB, 3, 2}, {0, 0, -1, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(talk_next(rows[i].count, rows[i].spoken, rows[i].current), rows[i].next);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_stand_on_the_stage_and_apart),
        cmocka_unit_test(three_make_an_upright_triangle),
        cmocka_unit_test(turns_go_round_past_who_has_spoken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
