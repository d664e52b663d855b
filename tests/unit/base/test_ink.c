// Drawings: what counts as one, the sheet that fingers draw on, and the smooth line.
#include "base/ink.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof *(a)))
#define NUMBERS(...) {__VA_ARGS__}, COUNT(((const int32_t[]){__VA_ARGS__}))

static void drawings_are_judged(void **state) {
    (void)state;
    static const struct {
        const char *what;
        int32_t numbers[12];
        int count;
        bool valid;
        int strokes;
    } rows[] = {
        {"nothing", {0}, 0, true, 0},
        {"a dot", NUMBERS(1, 1, 5, 5), true, 1},
        {"a line at the corners", NUMBERS(2, 2, 0, 0, 1000, 640), true, 1},
        {"two strokes", NUMBERS(1, 1, 5, 5, 2, 2, 1, 2, 3, 4), true, 2},
        {"no such pen", NUMBERS(3, 1, 5, 5), false, 0},
        {"no points", NUMBERS(1, 0), false, 0},
        {"fewer points than said", NUMBERS(1, 2, 5, 5), false, 0},
        {"half a point", NUMBERS(1, 1, 5), false, 0},
        {"a head alone", NUMBERS(1), false, 0},
        {"more points than a stroke holds", NUMBERS(1, 401, 5, 5), false, 0},
        {"points below zero", NUMBERS(1, -1, 5, 5), false, 0},
        {"left of the sheet", NUMBERS(1, 1, -1, 5), false, 1},
        {"right of the sheet", NUMBERS(1, 1, 1001, 5), false, 1},
        {"under the sheet", NUMBERS(1, 1, 5, 641), false, 1},
        {"something behind the last stroke", NUMBERS(1, 1, 5, 5, 1), false, 1},
    };
    for (int i = 0; i < COUNT(rows); i++) {
        print_message("%s\n", rows[i].what);
        assert_int_equal(ink_valid(rows[i].numbers, rows[i].count), rows[i].valid);
        assert_int_equal(ink_stroke_count(rows[i].numbers, rows[i].count), rows[i].strokes);
    }
    assert_false(ink_valid(NULL, 4));
    assert_false(ink_valid(rows[1].numbers, -1));
    static int32_t many[(INK_STROKES_MAX + 1) * 4];
    for (int s = 0; s <= INK_STROKES_MAX; s++) many[4 * s] = many[4 * s + 1] = 1;
    assert_true(ink_valid(many, INK_STROKES_MAX * 4));
    assert_false(ink_valid(many, (INK_STROKES_MAX + 1) * 4));
}

static void a_stroke_keeps_what_tells_something(void **state) {
    (void)state;
    InkSheet *sheet = test_calloc(1, sizeof *sheet);
    // A straight line of many points is its two ends; a corner stays.
    assert_true(ink_pen_down(sheet, 7, INK_THICK, 0, 100));
    assert_false(ink_empty(sheet));
    for (int x = 5; x <= 200; x += 5) assert_true(ink_pen_move(sheet, 7, x, 100));
    for (int y = 105; y <= 300; y += 5) assert_true(ink_pen_move(sheet, 7, 200, y));
    assert_true(ink_pen_up(sheet, 7));
    static const int32_t corner[] = {INK_THICK, 3, 0, 100, 200, 100, 200, 300};
    assert_int_equal(sheet->count, COUNT(corner));
    assert_memory_equal(sheet->numbers, corner, sizeof corner);
    assert_false(ink_pen_move(sheet, 7, 1, 1));  // the finger is gone
    assert_false(ink_pen_up(sheet, 7));
    // Outside the sheet is its edge; a touch without movement is a dot.
    assert_true(ink_pen_down(sheet, 8, INK_THIN, -50, 9000));
    assert_true(ink_pen_up(sheet, 8));
    static const int32_t dot[] = {INK_THIN, 1, 0, INK_TALL};
    assert_memory_equal(sheet->numbers + COUNT(corner), dot, sizeof dot);
    // The last stroke goes first.
    assert_true(ink_undo(sheet));
    assert_int_equal(sheet->count, COUNT(corner));
    assert_true(ink_undo(sheet));
    assert_true(ink_empty(sheet));
    assert_false(ink_undo(sheet));
    test_free(sheet);
}

static void fingers_draw_at_the_same_time(void **state) {
    (void)state;
    InkSheet *sheet = test_calloc(1, sizeof *sheet);
    for (int f = 0; f < INK_PENS_MAX; f++)
        assert_true(ink_pen_down(sheet, 100 + f, INK_THIN, f * 100, 0));
    assert_false(ink_pen_down(sheet, 999, INK_THIN, 0, 0));  // no hand is left
    for (int f = 0; f < INK_PENS_MAX; f++) assert_true(ink_pen_move(sheet, 100 + f, f * 100, 500));
    assert_true(ink_pen_cancel(sheet, 100));
    for (int f = INK_PENS_MAX - 1; f > 0; f--) assert_true(ink_pen_up(sheet, 100 + f));
    assert_int_equal(ink_stroke_count(sheet->numbers, sheet->count), INK_PENS_MAX - 1);
    int at = 0;
    InkStroke stroke;
    for (int f = INK_PENS_MAX - 1; ink_next(sheet->numbers, sheet->count, &at, &stroke); f--) {
        assert_int_equal(stroke.points[0], f * 100);
        assert_int_equal(stroke.points[2], f * 100);
        assert_int_equal(stroke.points[3], 500);
    }
    test_free(sheet);
}

// Whatever fingers do, the sheet holds a valid drawing, and it ends at its bounds.
static void a_sheet_is_always_valid(void **state) {
    (void)state;
    InkSheet *sheet = test_calloc(1, sizeof *sheet);
    rng_seed(11);
    for (int i = 0; i < 60000; i++) {
        int64_t finger = (int64_t)rng_below(4);
        int x = (int)rng_below(1400) - 200, y = (int)rng_below(1000) - 180;
        uint32_t what = rng_below(100);
        if (what < 3)
            (void)ink_pen_down(sheet, finger, (int)rng_below(4), x, y);
        else if (what < 5)
            (void)ink_pen_up(sheet, finger);
        else if (what == 5)
            (void)ink_pen_cancel(sheet, finger);
        else
            (void)ink_pen_move(sheet, finger, x, y);
        assert_true(ink_valid(sheet->numbers, sheet->count));
    }
    for (int f = 0; f < 4; f++) (void)ink_pen_up(sheet, f);
    assert_true(ink_valid(sheet->numbers, sheet->count));
    assert_true(sheet->count > INK_NUMBERS_MAX / 2);
    test_free(sheet);
}

// One long stroke goes on in the next without a hole.
static void a_long_stroke_is_not_torn(void **state) {
    (void)state;
    InkSheet *sheet = test_calloc(1, sizeof *sheet);
    assert_true(ink_pen_down(sheet, 1, INK_THIN, 500, 320));
    for (int i = 1; i < 1500; i++) {
        double turn = i * 0.11, r = 40 + i * 0.15;
        assert_true(ink_pen_move(sheet, 1, 500 + (int)(cos(turn) * r), 320 + (int)(sin(turn) * r)));
    }
    assert_true(ink_pen_up(sheet, 1));
    int at = 0, strokes = 0;
    int32_t end[2] = {0};
    InkStroke stroke;
    while (ink_next(sheet->numbers, sheet->count, &at, &stroke)) {
        if (strokes++ > 0) assert_memory_equal(stroke.points, end, sizeof end);
        memcpy(end, stroke.points + 2 * (stroke.count - 1), sizeof end);
    }
    assert_true(strokes > 1);
    test_free(sheet);
}

typedef struct {
    double x, y;
    int moves, lines, curves;
} Traced;
static void to_move(void *context, double x, double y) {
    *(Traced *)context = (Traced){.x = x, .y = y, .moves = 1};
}
static void to_line(void *context, double x, double y) {
    Traced *t = context;
    t->x = x, t->y = y, t->lines++;
}
static void to_curve(void *context, double x1, double y1, double x2, double y2, double x,
                     double y) {
    (void)x1, (void)y1, (void)x2, (void)y2;
    Traced *t = context;
    t->x = x, t->y = y, t->curves++;
}

static void a_line_goes_from_end_to_end(void **state) {
    (void)state;
    static const InkPath path = {to_move, to_line, to_curve};
    static const int32_t points[] = {3, 4, 100, 0, 200, 90, 310, 20};
    for (int count = 1; count <= 4; count++) {
        Traced traced = {0};
        ink_trace(&(InkStroke){INK_THIN, count, points}, &path, &traced);
        assert_int_equal(traced.moves, 1);
        assert_int_equal(traced.lines, 1);
        assert_int_equal(traced.curves, count > 2 ? count - 2 : 0);
        assert_true(traced.x == points[2 * count - 2] && traced.y == points[2 * count - 1]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawings_are_judged),
        cmocka_unit_test(a_stroke_keeps_what_tells_something),
        cmocka_unit_test(fingers_draw_at_the_same_time),
        cmocka_unit_test(a_sheet_is_always_valid),
        cmocka_unit_test(a_long_stroke_is_not_torn),
        cmocka_unit_test(a_line_goes_from_end_to_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
