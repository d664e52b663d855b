// gettext, told the language by ourselves. glibc heeds LANGUAGE in every locale but "C", and
// C.UTF-8 is built into it, so no locale needs to be installed on the machine. After a change the
// counter of catalogues is raised, as the manual of GNU gettext says, section "gettext grok".
#include "base/i18n.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern int _nl_msg_cat_cntr;
static int dutch = 1;

void i18n_start(const char *translations_dir) {
    if (!setlocale(LC_ALL, "C.UTF-8")) (void)setlocale(LC_ALL, "C.utf8");
    (void)setlocale(LC_NUMERIC, "C");
    (void)bindtextdomain("praatplaat", translations_dir);
    (void)bind_textdomain_codeset("praatplaat", "UTF-8");
    (void)textdomain("praatplaat");
}

void i18n_set_language(const char *code) {
    dutch = strcmp(code, "nl") == 0;
    (void)setenv("LANGUAGE", code, 1);
    ++_nl_msg_cat_cntr;
}

const char *i18n_text(const char *english) {
    return *english ? gettext(english) : "";
}

const char *i18n_plural(const char *one, const char *many, unsigned long n) {
    return ngettext(one, many, n);
}

void i18n_decimal(double value, char *out, unsigned long size) {
    (void)snprintf(out, size, "%.1f", value);
    char *point = strchr(out, '.');
    if (point && dutch) *point = ',';
}

static const char *const months[2][12] = {
    {"January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
     "oktober", "november", "december"}};
static const char *const weekdays[2][7] = {
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"}};
static const char *const short_weekdays[2][7] = {{"Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"},
                                                 {"zo", "ma", "di", "wo", "do", "vr", "za"}};

const char *i18n_month(int month) {
    return months[dutch][month >= 1 && month <= 12 ? month - 1 : 0];
}

const char *i18n_weekday_short(int weekday) {
    return short_weekdays[dutch][weekday >= 0 && weekday <= 6 ? weekday : 0];
}

void i18n_date(int year, int month, int day, int weekday, int with_year, char *out,
               unsigned long size) {
    const char *name = weekdays[dutch][weekday >= 0 && weekday <= 6 ? weekday : 0];
    if (with_year)
        (void)snprintf(out, size, "%s %d %s %d", name, day, i18n_month(month), year);
    else
        (void)snprintf(out, size, "%s %d %s", name, day, i18n_month(month));
}
