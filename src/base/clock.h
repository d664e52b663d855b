// The only place that asks what time it is. Wall time is for people and files; order comes from
// sequence numbers and timers from the monotonic clock, so a clock that jumps breaks nothing.
// Tests put a fake clock in its place; for tests of the whole program it leaps ($PRAATPLAAT_CLOCK).
#ifndef PP_BASE_CLOCK_H
#define PP_BASE_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int64_t clock_utc_ms(void);        // milliseconds since 1970-01-01T00:00:00Z
int64_t clock_monotonic_ms(void);  // milliseconds since some moment, never back

// From here on both clocks stand still and move only by clock_fake_advance / clock_fake_set.
void clock_fake(int64_t utc_ms);
void clock_fake_advance(int64_t ms);      // both clocks
void clock_fake_set_utc(int64_t utc_ms);  // the wall clock jumps, the monotonic one does not
void clock_real(void);

// The real clocks, and this much later from now on: both leap (a test of the whole program).
void clock_leap(int64_t ms);

typedef struct {
    int year, month, day;  // 1..12, 1..31
    int hour, minute, second, ms;
    int weekday;  // 0 = Sunday
} ClockDate;

ClockDate clock_local(int64_t utc_ms);  // in the machine's time zone
ClockDate clock_utc(int64_t utc_ms);

// Days since 1970-01-01 of a proleptic Gregorian date, and back (pure arithmetic).
int64_t clock_day_number(int year, int month, int day);
ClockDate clock_from_day_number(int64_t day);
int clock_days_in_month(int year, int month);

// "2026-11-23T15:43:33.120Z" into out (at least 32 bytes), and back. Parsing takes exactly this
// form, with or without milliseconds; returns false otherwise.
void clock_format_utc(int64_t utc_ms, char *out, size_t size);
bool clock_parse_utc(const char *text, int64_t *out_utc_ms);

// "2026-11-23", valid calendar dates only.
void clock_format_date(ClockDate date, char *out, size_t size);
bool clock_parse_date(const char *text, ClockDate *out_date);

#endif
