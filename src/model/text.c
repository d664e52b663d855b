// Texts in two languages. Dutch is the language every text has, so it is what a missing one falls
// back to.
#include "model/text.h"

#include <stddef.h>
#include <string.h>

static const char *const codes[LANG_COUNT] = {[LANG_NL] = "nl", [LANG_EN] = "en"};

const char *lang_code(Lang lang) {
    return (unsigned)lang < LANG_COUNT ? codes[lang] : codes[LANG_NL];
}

int lang_from_code(const char *code) {
    for (int i = 0; code && i < LANG_COUNT; i++) {
        if (strcmp(codes[i], code) == 0) return i;
    }
    return -1;
}

static int is_blank(const char *text) {
    return !text || text[0] == '\0';
}

const char *text_in(const Text *text, Lang lang) {
    if ((unsigned)lang < LANG_COUNT && !is_blank(text->in[lang])) return text->in[lang];
    return text->in[LANG_NL] ? text->in[LANG_NL] : "";
}

int text_is_empty(const Text *text) {
    for (int i = 0; i < LANG_COUNT; i++) {
        if (!is_blank(text->in[i])) return 0;
    }
    return 1;
}
