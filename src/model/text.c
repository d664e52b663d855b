// Texts in several languages. Dutch is the language every text has, so it is what a missing one
// falls back to.
#include "model/text.h"

#include "base/str.h"
#include "base/utf8.h"

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

static bool is_missing(const char *text) {
    return !text || text[0] == '\0';
}

const char *text_in(const Text *text, Lang lang) {
    if (lang >= 0 && lang < LANG_MAX && !is_missing(text->in[lang])) return text->in[lang];
    return text->in[LANG_NL] ? text->in[LANG_NL] : "";
}

bool text_is_empty(const Text *text) {
    for (int i = 0; i < LANG_MAX; i++) {
        if (!is_missing(text->in[i])) return false;
    }
    return true;
}

// First and last of what has no ink: controls and spaces, fillers, joiners, marks of direction,
// variation selectors, tags.
static const uint32_t inkless[][2] = {
    {0x00, 0x20},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x034F, 0x034F},   {0x061C, 0x061C},
    {0x115F, 0x1160}, {0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F},   {0x2000, 0x200F},
    {0x2028, 0x202F}, {0x205F, 0x206F}, {0x2800, 0x2800}, {0x3000, 0x3000},   {0x3164, 0x3164},
    {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF},
};

static bool has_ink(uint32_t point) {
    for (size_t i = 0; i < sizeof inkless / sizeof *inkless; i++)
        if (point >= inkless[i][0] && point <= inkless[i][1]) return false;
    return true;
}

bool text_is_blank(const char *text) {
    size_t n = text ? strlen(text) : 0;
    for (size_t at = 0, took = 0; at < n; at += took) {
        uint32_t point;
        took = utf8_decode(text + at, n - at, &point);
        if (took == 0 || has_ink(point)) return false;
    }
    return true;
}
