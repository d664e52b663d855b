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

// "3,4" or "3.4": one decimal in the way of the language set. out: at least 16 bytes.
void i18n_decimal(double value, char *out, unsigned long size);

// "maandag 23 november 2026", "23 november", in the language set. out: at least 64 bytes.
void i18n_date(int year, int month, int day, int weekday, int with_year, char *out,
               unsigned long size);
const char *i18n_month(int month);            // 1..12: "januari"
const char *i18n_weekday_short(int weekday);  // 0 = Sunday: "zo"

#endif
