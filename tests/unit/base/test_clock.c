// The clock: dates by the calendar, times as text and back, and a fake that tests can turn.
#include "base/clock.h"

#include <stdlib.h>
#include <time.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int real_again(void **state) {
    (void)state;
    clock_real();
    return 0;
}

static void test_day_numbers(void **state) {
    (void)state;
    static const struct {
        int year, month, day;
        int64_t number;
        int weekday;
    } rows[] = {
        {1970, 1, 1, 0, 4},     {1969, 12, 31, -1, 3},     {2000, 2, 29, 11016, 2},
        {2000, 3, 1, 11017, 3}, {1900, 3, 1, -25508, 4},   {2026, 11, 23, 20780, 1},
        {2100, 3, 1, 47541, 1}, {1600, 2, 29, -135081, 2}, {9999, 12, 31, 2932896, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(clock_day_number(rows[i].year, rows[i].month, rows[i].day),
                         rows[i].number);
        ClockDate back = clock_from_day_number(rows[i].number);
        assert_int_equal(back.year, rows[i].year);
        assert_int_equal(back.month, rows[i].month);
        assert_int_equal(back.day, rows[i].day);
        assert_int_equal(back.weekday, rows[i].weekday);
    }
}

static void test_every_day_of_four_centuries_follows_the_one_before(void **state) {
    (void)state;
    ClockDate yesterday = clock_from_day_number(-150000);
    for (int64_t day = -149999; day < 0; day++) {
        ClockDate today = clock_from_day_number(day);
        bool next_day = today.day == yesterday.day + 1 && today.month == yesterday.month;
        bool next_month =
            today.day == 1 && yesterday.day == clock_days_in_month(yesterday.year, yesterday.month);
        if (!next_day && !next_month) fail_msg("day %lld", (long long)day);
        if (today.weekday != (yesterday.weekday + 1) % 7)
            fail_msg("weekday of %lld", (long long)day);
        if (clock_day_number(today.year, today.month, today.day) != day)
            fail_msg("back from %lld", (long long)day);
        yesterday = today;
    }
}

static void test_days_in_month(void **state) {
    (void)state;
    assert_int_equal(clock_days_in_month(2026, 2), 28);
    assert_int_equal(clock_days_in_month(2028, 2), 29);
    assert_int_equal(clock_days_in_month(1900, 2), 28);
    assert_int_equal(clock_days_in_month(2000, 2), 29);
    assert_int_equal(clock_days_in_month(2026, 4), 30);
    assert_int_equal(clock_days_in_month(2026, 12), 31);
}

static void test_utc_as_text(void **state) {
    (void)state;
    static const struct {
        int64_t ms;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00.000Z"},
        {-1, "1969-12-31T23:59:59.999Z"},
        {INT64_C(1795448613120), "2026-11-23T15:43:33.120Z"},
        {INT64_C(951827696007), "2000-02-29T12:34:56.007Z"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[32];
        int64_t back = 1;
        clock_format_utc(rows[i].ms, text, sizeof text);
        assert_string_equal(text, rows[i].text);
        assert_true(clock_parse_utc(text, &back));
        assert_int_equal(back, rows[i].ms);
    }
    int64_t ms;
    assert_true(clock_parse_utc("2026-11-23T15:43:33Z", &ms));
    assert_int_equal(ms, INT64_C(1795448613000));
    assert_true(clock_parse_utc("2016-12-31T23:59:60Z", &ms));  // a leap second
}

static void test_what_is_not_a_time(void **state) {
    (void)state;
    static const char *const rows[] = {
        "",
        "2026-11-23",
        "2026-11-23T15:43:33",
        "2026-11-23T15:43:33.12Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T15:60:00Z",
        "2026-11-23T15:43:61Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-11-23 15:43:33Z",
        "2026-11-23T15:43:33Zx",
        "+026-11-23T15:43:33Z",
        "2026-11-23T15:43:33.Z",
        "2026-11-23T15:43:33+01:00",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t ms;
        if (clock_parse_utc(rows[i], &ms)) fail_msg("%s passed", rows[i]);
    }
}

static void test_dates(void **state) {
    (void)state;
    ClockDate date;
    char text[16];
    assert_true(clock_parse_date("2028-02-29", &date));
    clock_format_date(date, text, sizeof text);
    assert_string_equal(text, "2028-02-29");
    assert_int_equal(date.weekday, 2);
    static const char *const wrong[] = {"",           "2026-02-29",  "2026-1-01",
                                        "2026-01-1",  "2026-01-01 ", "01-01-2026",
                                        "2026/01/01", "2026-04-31"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        if (clock_parse_date(wrong[i], &date)) fail_msg("%s passed", wrong[i]);
    }
}

static void test_local_time_follows_the_zone(void **state) {
    (void)state;
    assert_int_equal(setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1), 0);
    tzset();
    ClockDate winter = clock_local(INT64_C(1795448613120));
    assert_int_equal(winter.hour, 16);
    assert_int_equal(winter.ms, 120);
    ClockDate summer = clock_local(INT64_C(1782864000000));  // 2026-07-01T00:00:00Z
    assert_int_equal(summer.day, 1);
    assert_int_equal(summer.hour, 2);
    assert_int_equal(summer.weekday, 3);
}

static void test_the_fake_clock(void **state) {
    (void)state;
    clock_fake(1000000);
    int64_t start = clock_monotonic_ms();
    assert_int_equal(clock_utc_ms(), 1000000);
    clock_fake_advance(250);
    assert_int_equal(clock_utc_ms(), 1000250);
    assert_int_equal(clock_monotonic_ms(), start + 250);
    clock_fake_set_utc(5);  // the wall clock jumps back, timers do not
    assert_int_equal(clock_utc_ms(), 5);
    assert_int_equal(clock_monotonic_ms(), start + 250);
    clock_real();
    assert_true(clock_utc_ms() > INT64_C(1700000000000));
    int64_t before = clock_monotonic_ms();
    assert_true(clock_monotonic_ms() >= before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_numbers),
        cmocka_unit_test(test_every_day_of_four_centuries_follows_the_one_before),
        cmocka_unit_test(test_days_in_month),
        cmocka_unit_test(test_utc_as_text),
        cmocka_unit_test(test_what_is_not_a_time),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_local_time_follows_the_zone),
        cmocka_unit_test_teardown(test_the_fake_clock, real_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
