// Texts in several languages. Dutch is the language every text has, so it is what a missing one
// falls back to.
#include "model/text.h"

#include "base/str.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    char code[LANG_CODE_MAX + 1], name[LANG_NAME_MAX + 1];
} Language;

// Grows at the start, before there are threads that read it.
static Language languages[LANG_MAX] = {
    [LANG_NL] = {"nl", "Nederlands"}, [LANG_EN] = {"en", "English"}};
static int count = LANG_BUILT_IN;

int lang_count(void) {
    return count;
}

static const Language *language(Lang lang) {
    return &languages[lang >= 0 && lang < count ? lang : LANG_NL];
}

const char *lang_code(Lang lang) {
    return language(lang)->code;
}

const char *lang_name(Lang lang) {
    return language(lang)->name;
}

int lang_from_code(const char *code) {
    for (int i = 0; code && i < count; i++) {
        if (strcmp(languages[i].code, code) == 0) return i;
    }
    return -1;
}

bool lang_is_code(const char *code) {
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    static const char any[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    if (!code || strlen(code) > LANG_CODE_MAX) return false;
    size_t letters = strspn(code, small);
    if (letters < 2 || letters > 3) return false;
    for (code += letters; *code == '-'; code += 1 + letters) {
        letters = strspn(code + 1, any);
        if (letters < 2 || letters > 4) return false;
    }
    return *code == '\0';
}

int lang_add(const char *code, const char *name) {
    int known = lang_from_code(code);
    if (known >= 0) return known;
    if (!lang_is_code(code) || count == LANG_MAX) return -1;
    (void)str_copy(languages[count].code, sizeof languages[count].code, code);
    (void)str_copy(languages[count].name, sizeof languages[count].name, name);
    return count++;
}

static bool is_blank(const char *text) {
    return !text || text[0] == '\0';
}

const char *text_in(const Text *text, Lang lang) {
    if (lang >= 0 && lang < LANG_MAX && !is_blank(text->in[lang])) return text->in[lang];
    return text->in[LANG_NL] ? text->in[LANG_NL] : "";
}

bool text_is_empty(const Text *text) {
    for (int i = 0; i < LANG_MAX; i++) {
        if (!is_blank(text->in[i])) return false;
    }
    return true;
}
