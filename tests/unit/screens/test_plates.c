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

// Two plates of 30 x 8 mm, one above the other by so many mm; each with a badge of 20 x 4 mm, or 8 x 4.
static int badges_at(float apart, BadgePlace out[2]) {
    PlateLabel labels[2] = {{.x = 100, .y = 100}, {.x = 100, .y = 100 + apart}};
    PlatePlan plan = {.fits = true};
    PlateBadge badges[2];
    for (int i = 0; i < 2; i++) {
        plan.plates[i] = (Plate){.width_mm = 30, .height_mm = 8};
        badges[i] = (PlateBadge){.there = true, .width_mm = {20, 8}};
    }
    return plates_badges(labels, &plan, 2, 1, badges, 2, 4, 0.5f, out);
}

static void test_badges_stand_above_where_there_is_room(void **state) {
    (void)state;
    BadgePlace out[2];
    assert_int_equal(badges_at(14, out), 0);
    assert_int_equal(out[0], BADGE_ABOVE);
    assert_int_equal(out[1], BADGE_ABOVE);
}

static void test_a_badge_goes_below_when_a_plate_is_above(void **state) {
    (void)state;
    BadgePlace out[2];
    assert_int_equal(badges_at(10, out), 0);
    assert_int_equal(out[0], BADGE_ABOVE);
    assert_int_equal(out[1], BADGE_BELOW);
}

static void test_badges_become_poorer_before_they_touch(void **state) {
    (void)state;
    // Beside each other: for three that wide there is no room above and below together.
    PlateLabel labels[3] = {{.x = 0, .y = 0}, {.x = 16, .y = 0}, {.x = 32, .y = 0}};
    PlatePlan plan = {.fits = true};
    PlateBadge badges[3];
    BadgePlace places[3];
    for (int i = 0; i < 3; i++) {
        plan.plates[i] = (Plate){.width_mm = 14, .height_mm = 8};
        badges[i] = (PlateBadge){.there = true, .width_mm = {40, 8}};
    }
    assert_int_equal(plates_badges(labels, &plan, 3, 1, badges, 2, 4, 0.5f, places), 1);
    for (int i = 0; i < 3; i++) assert_int_equal(places[i], BADGE_ABOVE);
    // In the last form who has no place has none; one that is not there never has.
    badges[1].there = false;
    assert_int_equal(plates_badges(labels, &plan, 3, 1, badges, 1, 4, 0.5f, places), 0);
    assert_int_equal(places[1], BADGE_NOWHERE);
    badges[1].there = true;
    assert_int_equal(plates_badges(labels, &plan, 3, 1, badges, 1, 4, 0.5f, places), 0);
    assert_int_equal(places[0], BADGE_ABOVE);
    assert_int_equal(places[1], BADGE_BELOW);
    assert_int_equal(places[2], BADGE_NOWHERE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_breaks_evenly),
        cmocka_unit_test(test_breaks_by_width_not_by_count),
        cmocka_unit_test(test_one_long_word_stays_whole),
        cmocka_unit_test(test_plates_never_touch),
        cmocka_unit_test(test_too_little_room_is_said),
        cmocka_unit_test(test_plates_stay_in_the_room),
        cmocka_unit_test(test_badges_stand_above_where_there_is_room),
        cmocka_unit_test(test_a_badge_goes_below_when_a_plate_is_above),
        cmocka_unit_test(test_badges_become_poorer_before_they_touch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
