// gettext, told the language by ourselves. glibc heeds LANGUAGE in every locale but "C", and
// C.UTF-8 is built into it, so no locale needs to be installed on the machine. After a change the
// counter of catalogues is raised, as the manual of GNU gettext says, section "gettext grok".
#include "base/i18n.h"

#include <dirent.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int _nl_msg_cat_cntr;
static char folder[1024], current[12] = "nl";

void i18n_start(const char *translations_dir) {
    if (!setlocale(LC_ALL, "C.UTF-8")) (void)setlocale(LC_ALL, "C.utf8");
    (void)setlocale(LC_NUMERIC, "C");
    (void)snprintf(folder, sizeof folder, "%s", translations_dir);
    (void)bindtextdomain("praatplaat", translations_dir);
    (void)bind_textdomain_codeset("praatplaat", "UTF-8");
    (void)textdomain("praatplaat");
}

void i18n_set_language(const char *code) {
    (void)snprintf(current, sizeof current, "%.11s", code);
    (void)setenv("LANGUAGE", current, 1);
    ++_nl_msg_cat_cntr;
}

const char *i18n_text(const char *english) {
    return *english ? gettext(english) : "";
}

const char *i18n_plural(const char *one, const char *many, unsigned long n) {
    return ngettext(one, many, n);
}

// ---- Which languages there are --------------------------------------------------------------------

static int by_code(const void *a, const void *b) {
    const I18nLanguage *one = a, *other = b;
    return strcmp(one->code, other->code);
}

static int has_catalogue(const char *code) {
    char path[1200];
    (void)snprintf(path, sizeof path, "%s/%s/LC_MESSAGES/praatplaat.mo", folder, code);
    return access(path, R_OK) == 0;
}

int i18n_languages(I18nLanguage *out, int max) {
    DIR *dir = opendir(folder);
    int count = 0;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && count < max;
         entry = readdir(dir)) {
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || length >= sizeof out->code) continue;
        if (!has_catalogue(entry->d_name)) continue;
        memcpy(out[count++].code, entry->d_name, length + 1);
    }
    if (dir) (void)closedir(dir);
    qsort(out, (size_t)count, sizeof *out, by_code);
    char before[sizeof current];
    memcpy(before, current, sizeof before);
    for (int i = 0; i < count; i++) {
        i18n_set_language(out[i].code);
        const char *name = i18n_own_name();
        // A catalogue that does not say its name goes by its code.
        if (strcmp(name, "English") == 0 && strcmp(out[i].code, "en") != 0) name = out[i].code;
        (void)snprintf(out[i].name, sizeof out[i].name, "%.47s", name);
    }
    i18n_set_language(before);
    return count;
}
