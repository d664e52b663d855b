// The plan of the poster's label plates: even breaks, no two touching, one size for all.
#include "screens/plates.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static PlateRoom room_of(float unit_mm) {
    return (PlateRoom){.unit_mm = unit_mm,
                       .width = 1600,
                       .height = 1000,
                       .side_mm = 10,
                       .space = 0.25f,
                       .leading = 1.2f,
                       .pad_x_mm = 2,
                       .pad_y_mm = 1,
                       .gap_mm = 1.5f,
                       .em_mm = 8,
                       .em_min_mm = 3,
                       .tallest = 0.09f};
}

static void test_breaks_evenly(void **state) {
    (void)state;
    PlateRoom room = room_of(0.28f);
    PlateLabel label = {.word_count = 4, .words = {2, 2, 2, 2}};
    Plate one = plate_break(&label, &room, 5, 1000);
    assert_int_equal(one.line_count, 1);
    assert_float_equal(one.width_mm, 8.75f * 5 + 4, 0.01);
    Plate two = plate_break(&label, &room, 5, 40);
    assert_int_equal(two.line_count, 2);
    assert_int_equal(two.breaks[0], 2);
    assert_float_equal(two.width_mm, 4.25f * 5 + 4, 0.01);
    assert_float_equal(two.height_mm, 2 * 1.2f * 5 + 2, 0.01);
}

static void test_breaks_by_width_not_by_count(void **state) {
    (void)state;
    PlateRoom room = room_of(0.28f);
    PlateLabel label = {.word_count = 3, .words = {6, 1, 1}};
    Plate plate = plate_break(&label, &room, 5, 36);
    assert_int_equal(plate.line_count, 2);
    assert_int_equal(plate.breaks[0], 1);
    assert_int_equal(plate.breaks[1], 3);
}

static void test_one_long_word_stays_whole(void **state) {
    (void)state;
    PlateRoom room = room_of(0.28f);
    PlateLabel label = {.word_count = 1, .words = {20}};
    Plate plate = plate_break(&label, &room, 5, 10);
    assert_int_equal(plate.line_count, 1);
    assert_float_equal(plate.width_mm, 104, 0.01);
}

// Twelve places in a grid, as on a house of four storeys.
static int house(PlateLabel *labels) {
    int count = 0;
    for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 3; x++)
            labels[count++] = (PlateLabel){.x = 400 + 345 * (float)x,
                                           .y = 290 + 192 * (float)y,
                                           .word_count = 3,
                                           .words = {3, 4, 5}};
    }
    return count;
}

static void expect_apart(const PlateLabel *labels, int count, const PlateRoom *room,
                         const PlatePlan *plan) {
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < i; j++) {
            float dx = fabsf(labels[i].x - labels[j].x) * room->unit_mm,
                  dy = fabsf(labels[i].y - labels[j].y) * room->unit_mm;
            float w = (plan->plates[i].width_mm + plan->plates[j].width_mm) / 2,
                  h = (plan->plates[i].height_mm + plan->plates[j].height_mm) / 2;
            assert_true(dx >= w + room->gap_mm - 0.001f || dy >= h + room->gap_mm - 0.001f);
        }
    }
}

static void test_plates_never_touch(void **state) {
    (void)state;
    PlateLabel labels[SCENE_BLOCKS_MAX];
    int count = house(labels);
    float before = 0;
    for (float unit = 0.15f; unit < 0.8f; unit += 0.05f) {
        PlateRoom room = room_of(unit);
        PlatePlan plan;
        plates_plan(labels, count, &room, &plan);
        assert_true(plan.fits);
        assert_true(plan.em_mm >= room.em_min_mm && plan.em_mm <= room.em_mm + 0.001f);
        assert_true(plan.em_mm >= before);  // more room, no smaller type
        before = plan.em_mm;
        expect_apart(labels, count, &room, &plan);
    }
    assert_float_equal(before, 8, 0.001);  // with room enough: as wanted
}

static void test_too_little_room_is_said(void **state) {
    (void)state;
    PlateLabel labels[SCENE_BLOCKS_MAX];
    int count = house(labels);
    PlateRoom room = room_of(0.03f);
    PlatePlan plan;
    plates_plan(labels, count, &room, &plan);
    assert_false(plan.fits);
    assert_float_equal(plan.em_mm, room.em_min_mm, 0.001);
}

static void test_plates_stay_in_the_room(void **state) {
    (void)state;
    PlateLabel label = {.x = 1560, .y = 500, .word_count = 1, .words = {8}};
    PlateRoom room = room_of(0.28f);
    PlatePlan plan;
    plates_plan(&label, 1, &room, &plan);
    assert_true(plan.fits);
    assert_true(plan.em_mm < 8);
    assert_true(40 * 0.28f + 10 >= plan.plates[0].width_mm / 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaks_evenly),
        cmocka_unit_test(test_breaks_by_width_not_by_count),
        cmocka_unit_test(test_one_long_word_stays_whole),
        cmocka_unit_test(test_plates_never_touch),
        cmocka_unit_test(test_too_little_room_is_said),
        cmocka_unit_test(test_plates_stay_in_the_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
