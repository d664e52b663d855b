// The calendar's page and its quick picks.
#include "screens/date_pick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const ClockDate today = {.year = 2026, .month = 11, .day = 23};

static void a_page_is_whole_weeks_from_monday(void **unused) {
    (void)unused;
    static const struct {
        int year, month, first, days, used;  // first: cell of the 1st
    } rows[] = {
        {2026, 11, 6, 30, 42},  // begins on a Sunday
        {2026, 12, 1, 31, 35},  // begins on a Tuesday
        {2027, 2, 0, 28, 28},   // begins on a Monday: four weeks and no more
        {2028, 2, 1, 29, 35},   // a leap year
        {2100, 2, 0, 28, 28},   // none
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        DateCell cells[DATE_CELLS];
        assert_int_equal(date_cells(rows[i].year, rows[i].month, today, cells), rows[i].used);
        int days = 0;
        for (int c = 0; c < DATE_CELLS; c++) {
            if (cells[c].day == 0) continue;
            days++;
            assert_int_equal(cells[c].day, c - rows[i].first + 1);
        }
        assert_int_equal(days, rows[i].days);
        assert_int_equal(cells[rows[i].first].day, 1);
    }
}

static void a_cell_names_its_date_and_whether_it_is_past(void **unused) {
    (void)unused;
    DateCell cells[DATE_CELLS];
    (void)date_cells(2026, 11, today, cells);
    assert_string_equal(cells[6].date, "2026-11-01");
    assert_true(cells[6 + 21].past);   // the 22nd
    assert_false(cells[6 + 22].past);  // today
    assert_false(cells[6 + 23].past);
    (void)date_cells(2025, 12, today, cells);
    assert_true(cells[DATE_CELLS / 2].past);
    (void)date_cells(2027, 1, today, cells);
    assert_false(cells[DATE_CELLS / 2].past);
}

static void months_step_over_the_year(void **unused) {
    (void)unused;
    static const struct {
        int year, month, by, to_year, to_month;
    } rows[] = {{2026, 12, 1, 2027, 1},
                {2026, 1, -1, 2025, 12},
                {2026, 6, 1, 2026, 7},
                {2026, 11, 3, 2027, 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int year = rows[i].year, month = rows[i].month;
        date_step_month(&year, &month, rows[i].by);
        assert_int_equal(year, rows[i].to_year);
        assert_int_equal(month, rows[i].to_month);
    }
}

static void quick_picks_are_days_that_exist(void **unused) {
    (void)unused;
    char date[DATE_TEXT];
    date_after_days(today, 14, date);
    assert_string_equal(date, "2026-12-07");
    date_after_months(today, 1, date);
    assert_string_equal(date, "2026-12-23");
    date_after_months((ClockDate){.year = 2027, .month = 1, .day = 31}, 1, date);
    assert_string_equal(date, "2027-02-28");
    date_after_months((ClockDate){.year = 2026, .month = 11, .day = 30}, 3, date);
    assert_string_equal(date, "2027-02-28");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_whole_weeks_from_monday),
        cmocka_unit_test(a_cell_names_its_date_and_whether_it_is_past),
        cmocka_unit_test(months_step_over_the_year),
        cmocka_unit_test(quick_picks_are_days_that_exist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
