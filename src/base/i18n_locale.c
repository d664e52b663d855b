// Numbers and dates as each language writes them. All of it stands in the catalogues, as texts like any
// other, so that a new language brings its own rules and no locale has to be on the machine.
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

const char *i18n_own_name(void) {
    // i18n: The name of the language that this catalogue is in, in that language: "Nederlands".
    return _("English");
}

void i18n_decimal(double value, char *out, unsigned long size) {
    // i18n: One and a half, as your language writes it: what stands between 1 and 5 is used in all
    // numbers.
    const char *example = _("1.5");
    size_t n = strlen(example);
    char number[32];
    (void)snprintf(number, sizeof number, "%.1f", value);
    const char *point = strchr(number, '.');
    if (point && n > 2 && n < 8)
        (void)snprintf(out, size, "%.*s%.*s%s", (int)(point - number), number, (int)(n - 2),
                       example + 1, point + 1);
    else
        (void)snprintf(out, size, "%s", number);
}

char i18n_decimal_point(void) {
    char number[16];
    i18n_decimal(1.5, number, sizeof number);
    return number[1];
}

static const char *const months[] = {
    N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
    N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};
static const char *const weekdays[] = {N_("Sunday"),   N_("Monday"), N_("Tuesday"), N_("Wednesday"),
                                       N_("Thursday"), N_("Friday"), N_("Saturday")};
static const char *const short_weekdays[] = {N_("Su"), N_("Mo"), N_("Tu"), N_("We"),
                                             N_("Th"), N_("Fr"), N_("Sa")};

const char *i18n_month(int month) {
    return i18n_text(months[month >= 1 && month <= 12 ? month - 1 : 0]);
}

static const char *weekday_name(const char *const *names, int weekday) {
    return i18n_text(names[weekday >= 0 && weekday <= 6 ? weekday : 0]);
}

const char *i18n_weekday_short(int weekday) {
    return weekday_name(short_weekdays, weekday);
}

// Fills in {weekday}, {day}, {month} and {year}. Names, and not printf's numbered ones: whoever
// translates can put them in any order, and a slip shows as a word in braces and harms nothing.
static void fill(const char *pattern, int year, int month, int day, int weekday, char *out,
                 unsigned long size) {
    char day_digits[16], year_digits[16];
    (void)snprintf(day_digits, sizeof day_digits, "%d", day);
    (void)snprintf(year_digits, sizeof year_digits, "%d", year);
    const struct {
        const char *name, *value;
    } parts[] = {{"{weekday}", weekday_name(weekdays, weekday)},
                 {"{day}", day_digits},
                 {"{month}", i18n_month(month)},
                 {"{year}", year_digits}};
    unsigned long used = 0;
    while (*pattern && used + 1 < size) {
        const char *value = NULL;
        for (unsigned long i = 0; i < sizeof parts / sizeof *parts && !value; i++) {
            unsigned long n = strlen(parts[i].name);
            if (strncmp(pattern, parts[i].name, n) != 0) continue;
            value = parts[i].value;
            pattern += n;
        }
        if (!value) {
            out[used++] = *pattern++;
            continue;
        }
        unsigned long n = strlen(value);
        if (n > size - used - 1) n = size - used - 1;
        memcpy(out + used, value, n);
        used += n;
    }
    if (size) out[used] = '\0';
}

void i18n_date(int year, int month, int day, int weekday, int with_year, char *out,
               unsigned long size) {
    const char *pattern =
        with_year ? _("{weekday} {day} {month} {year}") : _("{weekday} {day} {month}");
    fill(pattern, year, month, day, weekday, out, size);
}

void i18n_day(int year, int month, int day, char *out, unsigned long size) {
    const char *pattern = !day    ? _("{month} {year}")
                          : !year ? _("{day} {month}")
                                  : _("{day} {month} {year}");
    fill(pattern, year, month, day, 0, out, size);
}
