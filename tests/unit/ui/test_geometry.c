// A window comes to show a stretch by the smallest movement.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/geometry.h"

static void what_is_shown_moves_nothing(void **state) {
    (void)state;
    assert_true(least_move(50, 20, 35, 60) == 50);
    assert_true(least_move(50, 20, 30, 70) == 50);  // all of it, to the edges
}

static void what_is_outside_comes_just_inside(void **state) {
    (void)state;
    assert_true(least_move(50, 20, 25, 40) == 45);
    assert_true(least_move(50, 20, 60, 78) == 58);
    assert_true(least_move(50, 20, -10, 0) == 10);
}

static void what_is_longer_comes_in_the_middle(void **state) {
    (void)state;
    assert_true(least_move(50, 20, 0, 60) == 30);
    assert_true(least_move(50, 20, 20, 90) == 55);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_shown_moves_nothing),
        cmocka_unit_test(what_is_outside_comes_just_inside),
        cmocka_unit_test(what_is_longer_comes_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
