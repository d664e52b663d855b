// Time, real or fake. Civil-date arithmetic follows Howard Hinnant's "chrono-Compatible Low-Level
// Date Algorithms" (days_from_civil, civil_from_days), written out here for int64 days.
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static bool fake;
static _Atomic int64_t leapt_ms;
static int64_t fake_utc_ms, fake_monotonic_ms;

static int64_t read_clock(clockid_t id) {
    struct timespec now;
    if (clock_gettime(id, &now) != 0) return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + leapt_ms;
}

int64_t clock_utc_ms(void) {
    return fake ? fake_utc_ms : read_clock(CLOCK_REALTIME);
}

int64_t clock_monotonic_ms(void) {
    return fake ? fake_monotonic_ms : read_clock(CLOCK_MONOTONIC);
}

void clock_fake(int64_t utc_ms) {
    fake = true;
    fake_utc_ms = utc_ms;
    fake_monotonic_ms = 1000;
}

void clock_fake_advance(int64_t ms) {
    fake_utc_ms += ms;
    fake_monotonic_ms += ms;
}

void clock_fake_set_utc(int64_t utc_ms) {
    fake_utc_ms = utc_ms;
}

void clock_real(void) {
    fake = false;
}

void clock_leap(int64_t ms) {
    leapt_ms += ms;
}

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

int64_t clock_day_number(int year, int month, int day) {
    int64_t y = (int64_t)year - (month <= 2);
    int64_t era = floor_div(y, 400);
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

ClockDate clock_from_day_number(int64_t days) {
    int64_t z = days + 719468;
    int64_t era = floor_div(z, 146097);
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    ClockDate date = {0};
    date.day = (int)(doy - (153 * mp + 2) / 5 + 1);
    date.month = (int)(mp < 10 ? mp + 3 : mp - 9);
    date.year = (int)(yoe + era * 400 + (date.month <= 2));
    date.weekday = (int)(((days + 4) % 7 + 7) % 7);
    return date;
}

int clock_days_in_month(int year, int month) {
    int next_year = month == 12 ? year + 1 : year;
    int next_month = month == 12 ? 1 : month + 1;
    return (int)(clock_day_number(next_year, next_month, 1) - clock_day_number(year, month, 1));
}

ClockDate clock_utc(int64_t utc_ms) {
    int64_t day = floor_div(utc_ms, 86400000);
    int64_t rest = utc_ms - day * 86400000;
    ClockDate date = clock_from_day_number(day);
    date.ms = (int)(rest % 1000);
    date.second = (int)(rest / 1000 % 60);
    date.minute = (int)(rest / 60000 % 60);
    date.hour = (int)(rest / 3600000);
    return date;
}

ClockDate clock_local(int64_t utc_ms) {
    time_t seconds = (time_t)floor_div(utc_ms, 1000);
    struct tm local;
    if (!localtime_r(&seconds, &local)) return clock_utc(utc_ms);
    return (ClockDate){.year = local.tm_year + 1900,
                       .month = local.tm_mon + 1,
                       .day = local.tm_mday,
                       .hour = local.tm_hour,
                       .minute = local.tm_min,
                       .second = local.tm_sec,
                       .ms = (int)(utc_ms - floor_div(utc_ms, 1000) * 1000),
                       .weekday = local.tm_wday};
}

void clock_format_utc(int64_t utc_ms, char *out, size_t size) {
    ClockDate d = clock_utc(utc_ms);
    (void)snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", d.year, d.month, d.day, d.hour,
                   d.minute, d.second, d.ms);
}

static bool read_digits(const char **p, int count, int *out) {
    int value = 0;
    for (int i = 0; i < count; i++) {
        char c = (*p)[i];
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    *p += count;
    *out = value;
    return true;
}

static bool read_char(const char **p, char c) {
    if (**p != c) return false;
    (*p)++;
    return true;
}

static bool read_date(const char **p, ClockDate *out) {
    ClockDate d = {0};
    if (!read_digits(p, 4, &d.year) || !read_char(p, '-') || !read_digits(p, 2, &d.month) ||
        !read_char(p, '-') || !read_digits(p, 2, &d.day))
        return false;
    if (d.month < 1 || d.month > 12 || d.day < 1) return false;
    if (d.day > clock_days_in_month(d.year, d.month)) return false;
    *out = clock_from_day_number(clock_day_number(d.year, d.month, d.day));
    return true;
}

bool clock_parse_utc(const char *text, int64_t *out_utc_ms) {
    const char *p = text;
    ClockDate d;
    int hour, minute, second, ms = 0;
    if (!read_date(&p, &d) || !read_char(&p, 'T') || !read_digits(&p, 2, &hour) ||
        !read_char(&p, ':') || !read_digits(&p, 2, &minute) || !read_char(&p, ':') ||
        !read_digits(&p, 2, &second))
        return false;
    if (*p == '.' && (p++, !read_digits(&p, 3, &ms))) return false;
    if (!read_char(&p, 'Z') || *p != '\0') return false;
    if (hour > 23 || minute > 59 || second > 60) return false;
    int64_t day = clock_day_number(d.year, d.month, d.day);
    *out_utc_ms = day * 86400000 + hour * 3600000LL + minute * 60000LL + second * 1000LL + ms;
    return true;
}

void clock_format_date(ClockDate date, char *out, size_t size) {
    (void)snprintf(out, size, "%04d-%02d-%02d", date.year, date.month, date.day);
}

bool clock_parse_date(const char *text, ClockDate *out_date) {
    const char *p = text;
    return read_date(&p, out_date) && *p == '\0';
}
