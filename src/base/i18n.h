// The interface's own texts: English in the code, translated by gettext's catalogues in
// <share>/translations/<lang>/LC_MESSAGES/praatplaat.mo. The language changes while the program
// runs; a text is asked for anew at every build, never kept.
#ifndef PP_BASE_I18N_H
#define PP_BASE_I18N_H

void i18n_start(const char *translations_dir);  // borrows nothing
void i18n_set_language(const char *code);       // "nl", "en"

// The text in the language set; the English one when there is no translation. Borrowed, for good.
const char *i18n_text(const char *english) __attribute__((format_arg(1)));
const char *i18n_plural(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

#define _(english) i18n_text(english)
#define N_(english) english  // marks a text that is translated elsewhere
#define _n(one, many, n) i18n_plural((one), (many), (n))

// What a catalogue in the folder of i18n_start is for. name: in that language itself.
typedef struct {
    char code[12], name[48];
} I18nLanguage;

// The languages that there are catalogues of, in the order of their codes; English is in the code and
// needs none. Returns how many. Call before there are other threads: it looks into each.
int i18n_languages(I18nLanguage *out, int max);

// ---- i18n_locale.c: numbers and dates, in the way of the language set ---------------------------

const char *i18n_own_name(void);  // of the language set, in itself: "Nederlands"

// "3,4" or "3.4": one decimal. out: at least 16 bytes.
void i18n_decimal(double value, char *out, unsigned long size);

char i18n_decimal_point(void);  // ',' or '.'

// "maandag 23 november 2026", "23 november". out: at least 64 bytes.
void i18n_date(int year, int month, int day, int weekday, int with_year, char *out,
               unsigned long size);
// "23 november 2026", "23 november", "november 2026": without the year when it is 0, without the day
// when that is 0.
void i18n_day(int year, int month, int day, char *out, unsigned long size);
const char *i18n_month(int month);            // 1..12: "januari"
const char *i18n_weekday_short(int weekday);  // 0 = Sunday: "zo"

#endif
