// The bridge between catalogues on disk and the table of languages.
#include "storage/languages.h"

#include "base/i18n.h"
#include "base/str.h"

void languages_start(const char *translations_dir) {
    I18nLanguage found[LANG_MAX];
    i18n_start(translations_dir);
    int count = i18n_languages(found, LANG_MAX);
    for (int i = 0; i < count; i++) (void)lang_add(found[i].code, found[i].name);
}

Err languages_find(const char *code, Lang *out, ErrInfo *info) {
    int lang = lang_from_code(code);
    *out = lang >= 0 ? lang : LANG_NL;
    if (lang >= 0) return ERR_NONE;
    Str all;
    str_init(&all);
    for (int i = 0; i < lang_count(); i++) str_format(&all, "%s%s", i ? ", " : "", lang_code(i));
    Err err = err_set(info, ERR_USAGE, 0, "--lang %.20s is not known: choose from %s", code,
                      str_text(&all));
    str_finish(&all);
    return err;
}
