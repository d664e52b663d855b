// Questions about a scene: ids, zones, assignments, minutes, words.
#include "model/scene.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// A square, and a U that lies over its right edge.
static const ScenePoint square[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
static const ScenePoint horseshoe[] = {{9, 0},  {12, 0}, {12, 8},  {16, 8},
                                       {16, 0}, {20, 0}, {20, 10}, {9, 10}};
static const SceneBlock blocks[] = {
    {.id = "bedoeling", .zone = square, .zone_count = 4},
    {.id = "driehoek", .zone = horseshoe, .zone_count = 8},
};
static const SceneAssignment assignments[] = {
    {.id = "een", .block = 1, .minutes = 30},
    {.id = "twee", .block = 0, .minutes = 20},
    {.id = "drie", .block = 1, .minutes = 41},
};
static const SceneRole roles[] = {{.id = "inwoner"}, {.id = "raad"}};
static const ScenePart short_parts[] = {
    {.kind = PART_WELCOME, .minutes = 5},
    {.kind = PART_CHOOSE, .minutes = 6, .take = 2},
    {.kind = PART_WORK},
    {.kind = PART_CLOSE, .minutes = 3},
};
static const ScenePart fixed_parts[] = {{.kind = PART_WORK}, {.kind = PART_WORK}};
static const ScenePart talk_parts[] = {{.kind = PART_WELCOME, .minutes = 5},
                                       {.kind = PART_CHOOSE, .minutes = 6, .take = 2}};
static const SceneProgramme programmes[] = {
    {.id = "kort", .parts = short_parts, .part_count = 4},
    {.id = "vast", .parts = fixed_parts, .part_count = 2},
    {.id = "praat", .parts = talk_parts, .part_count = 2},
};
static const Scene scene = {
    .blocks = blocks,
    .block_count = 2,
    .assignments = assignments,
    .assignment_count = 3,
    .roles = roles,
    .role_count = 2,
    .programmes = programmes,
    .programme_count = 3,
};

static void test_finding_by_id(void **state) {
    (void)state;
    assert_int_equal(scene_find_block(&scene, "driehoek"), 1);
    assert_int_equal(scene_find_block(&scene, "drie"), -1);
    assert_int_equal(scene_find_block(&scene, NULL), -1);
    assert_int_equal(scene_find_assignment(&scene, "drie"), 2);
    assert_int_equal(scene_find_assignment(&scene, ""), -1);
    assert_int_equal(scene_find_programme(&scene, "vast"), 1);
    assert_int_equal(scene_find_programme(&scene, "lang"), -1);
    assert_int_equal(scene_find_role(&scene, "inwoner"), 0);
    assert_int_equal(scene_find_role(&scene, "raa"), -1);
}

static void test_finding_by_place(void **state) {
    (void)state;
    static const struct {
        float x, y;
        int block;
    } rows[] = {
        {5, 5, 0},   {9.5f, 5, 1},  // where both are, the last wins
        {11, 1, 1},  {14, 4, -1},   // between the legs of the U
        {14, 9, 1},  {18, 1, 1},   {21, 5, -1}, {5, -1, -1},
        {5, 11, -1}, {1, 0, 0},  // the upper edge belongs to it, the lower one does not
        {1, 10, -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int found = scene_block_at(&scene, rows[i].x, rows[i].y);
        if (found != rows[i].block) fail_msg("row %zu gives %d", i, found);
    }
}

static void test_assignments_of_a_block(void **state) {
    (void)state;
    int found[4];
    assert_int_equal(scene_block_assignments(&scene, 1, found, 4), 2);
    assert_int_equal(found[0], 0);
    assert_int_equal(found[1], 2);
    assert_int_equal(scene_block_assignments(&scene, 1, found, 1), 1);
    assert_int_equal(scene_block_assignments(&scene, 7, found, 4), 0);
}

static void test_minutes(void **state) {
    (void)state;
    // The average assignment takes 91 / 3 minutes.
    assert_int_equal(scene_programme_minutes(&scene, &programmes[0]), 14 + 61);
    assert_int_equal(scene_programme_minutes(&scene, &programmes[1]), 61);
    assert_int_equal(scene_programme_minutes(&scene, &programmes[2]), 11);
    Scene bare = {0};
    assert_int_equal(scene_programme_minutes(&bare, &programmes[0]), 14);
}

static void test_words_there_and_back(void **state) {
    (void)state;
    for (int i = 0; i < STEP_KIND_COUNT; i++) {
        assert_int_equal(step_kind_from_word(step_kind_word((StepKind)i)), i);
    }
    for (int i = 0; i < VOTE_KIND_COUNT; i++) {
        assert_int_equal(vote_kind_from_word(vote_kind_word((VoteKind)i)), i);
    }
    for (int i = 0; i < PART_KIND_COUNT; i++) {
        assert_int_equal(part_kind_from_word(part_kind_word((PartKind)i)), i);
    }
    for (int i = 0; i < SHAPE_COUNT; i++)
        assert_int_equal(shape_from_word(shape_word((Shape)i)), i);
    assert_string_equal(step_kind_word(STEP_VOTE), "peil");
    assert_string_equal(vote_kind_word(VOTE_FIST), "fist");
    assert_string_equal(part_kind_word(PART_CONFIDENCE), "confidence");
    assert_string_equal(shape_word(SHAPE_CROSS), "cross");
    assert_string_equal(shape_word(SHAPE_COUNT), "");
    assert_string_equal(step_kind_word((StepKind)-1), "");
    assert_int_equal(step_kind_from_word("peilen"), -1);
    assert_int_equal(vote_kind_from_word(""), -1);
    assert_int_equal(part_kind_from_word(NULL), -1);
    assert_int_equal(shape_from_word("heart"), -1);
}

static void test_destroying(void **state) {
    (void)state;
    Scene *made = calloc(1, sizeof *made);
    assert_non_null(made);
    arena_init(&made->arena, 0);
    assert_non_null(arena_try_alloc(&made->arena, 100));
    scene_destroy(made);  // the leak checker sees to the rest
    scene_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finding_by_id),          cmocka_unit_test(test_finding_by_place),
        cmocka_unit_test(test_assignments_of_a_block), cmocka_unit_test(test_minutes),
        cmocka_unit_test(test_words_there_and_back),   cmocka_unit_test(test_destroying),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
