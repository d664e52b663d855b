// Where something let go over a column of slips lands.
#include "screens/drop_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define HIDDEN \
    { 0, 0 }

static void the_index_follows_the_middles_in_sight(void **unused) {
    (void)unused;
    static const struct {
        DropSpan spans[5];
        int count;
        float y;
        int index;
    } rows[] = {
        {{{0, 0}}, 0, 50, 0},                             // an empty column
        {{{10, 30}, {40, 60}}, 2, 0, 0},                  // above all
        {{{10, 30}, {40, 60}}, 2, 20, 0},                 // exactly on a middle: before it
        {{{10, 30}, {40, 60}}, 2, 21, 1},                 //
        {{{10, 30}, {40, 60}}, 2, 35, 1},                 // in the gap
        {{{10, 30}, {40, 60}}, 2, 300, 2},                // below all
        {{HIDDEN, HIDDEN, {10, 30}, {40, 60}}, 4, 5, 2},  // scrolled: before the first in sight
        {{HIDDEN, {10, 30}, {40, 60}, HIDDEN, HIDDEN}, 5, 90, 3},  // after the last in sight
        {{HIDDEN, HIDDEN}, 2, 90, 2},                              // nothing in sight: at the end
        {{{10, 30}, {40, 60}, {10, 30}, {70, 90}},
         4,
         55,
         3},  // third lies in the pile of the first
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(drop_index(rows[i].spans, rows[i].count, rows[i].y), rows[i].index);
}

static void a_slip_has_a_before_an_on_and_an_after(void **unused) {
    (void)unused;
    DropSpan span = {100, 140};
    assert_int_equal(drop_part(span, 80), DROP_BEFORE);
    assert_int_equal(drop_part(span, 109), DROP_BEFORE);
    assert_int_equal(drop_part(span, 110), DROP_ON);
    assert_int_equal(drop_part(span, 130), DROP_ON);
    assert_int_equal(drop_part(span, 131), DROP_AFTER);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_index_follows_the_middles_in_sight),
        cmocka_unit_test(a_slip_has_a_before_an_on_and_an_after),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
