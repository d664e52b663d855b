// Which places speak most to a role: few enough to stand out, those written for few roles first.
#include "screens/poster_roles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
// cmocka wants the four above before it.
#include <cmocka.h>

enum { PLACES = 12, RESIDENT = 0, TEAM = 1, BOARD = 2, OTHER = 3 };

static SceneBlock blocks[PLACES];
static SceneAssignment assignments[PLACES];
static Scene scene;

// Places for everybody; the test says which are for fewer.
static void everybody(int places) {
    scene = (Scene){.blocks = blocks,
                    .block_count = places,
                    .assignments = assignments,
                    .assignment_count = 0,
                    .role_count = 4};
    for (int i = 0; i < places; i++) blocks[i] = (SceneBlock){.roles = 0xF};
}

static void never_more_than_half_of_them(void **state) {
    (void)state;
    static const struct {
        int places, shown;
    } rows[] = {{12, 6}, {11, 6}, {10, 5}, {5, 3}, {4, 3}, {3, 3}, {2, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        everybody(rows[i].places);
        assert_int_equal(poster_role_count(&scene, TEAM), rows[i].shown);
    }
}

static void no_more_than_seven_on_a_full_poster(void **state) {
    (void)state;
    static SceneBlock many[SCENE_BLOCKS_MAX];
    everybody(PLACES);
    for (int i = 0; i < SCENE_BLOCKS_MAX; i++) many[i] = (SceneBlock){.roles = 0xF};
    scene.blocks = many;
    scene.block_count = SCENE_BLOCKS_MAX;
    assert_int_equal(poster_role_count(&scene, TEAM), ROLE_PLACES_MOST);
}

static void only_places_that_speak_to_it(void **state) {
    (void)state;
    everybody(PLACES);
    for (int i = 0; i < PLACES; i++) blocks[i].roles = 1u << TEAM;
    blocks[7].roles = 1u << TEAM | 1u << OTHER;
    assert_int_equal(poster_role_places(&scene, OTHER), 1u << 7);
    assert_int_equal(poster_role_places(&scene, BOARD), 0);
}

static void what_is_written_for_few_comes_first(void **state) {
    (void)state;
    everybody(PLACES);
    blocks[4].roles = 1u << RESIDENT | 1u << TEAM;
    blocks[11].roles = 1u << RESIDENT;
    uint32_t places = poster_role_places(&scene, RESIDENT);
    assert_true(places & 1u << 11);
    assert_true(places & 1u << 4);
    // The others are like each other: from the first on.
    assert_int_equal(places, 0xFu | 1u << 4 | 1u << 11);
    assert_false(poster_role_places(&scene, BOARD) & 1u << 11);
}

static void its_assignments_count_too(void **state) {
    (void)state;
    everybody(PLACES);
    assignments[0] = (SceneAssignment){.block = 9, .roles = 1u << BOARD};
    assignments[1] = (SceneAssignment){.block = 0, .roles = 0xF & ~(1u << BOARD)};
    scene.assignment_count = 2;
    assert_int_equal(poster_role_places(&scene, BOARD), 0x1Fu | 1u << 9);
    // Nothing there is written for the team: other places speak more to it.
    assert_int_equal(poster_role_places(&scene, TEAM), 0x3Fu);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(never_more_than_half_of_them),
                                       cmocka_unit_test(no_more_than_seven_on_a_full_poster),
                                       cmocka_unit_test(only_places_that_speak_to_it),
                                       cmocka_unit_test(what_is_written_for_few_comes_first),
                                       cmocka_unit_test(its_assignments_count_too)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
