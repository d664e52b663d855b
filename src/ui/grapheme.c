// Boundaries by utf8proc's stateful break. Looking back always starts after the last line feed,
// which is a boundary whatever stands around it, so that a long text is not read from its start.
#include "ui/grapheme.h"

#include "base/utf8.h"

#include <stdint.h>
#include <utf8proc.h>

// The code point at `at` and its length; a byte that is not valid counts as one by itself.
static size_t point_at(const char *text, size_t n, size_t at, uint32_t *out_point) {
    size_t took = utf8_decode(text + at, n - at, out_point);
    if (took > 0) return took;
    *out_point = 0xFFFD;
    return 1;
}

size_t grapheme_next(const char *text, size_t n, size_t at) {
    if (at >= n) return n;
    uint32_t point, next;
    at += point_at(text, n, at, &point);
    utf8proc_int32_t state = 0;
    while (at < n) {
        size_t took = point_at(text, n, at, &next);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)point, (utf8proc_int32_t)next,
                                             &state)) {
            break;
        }
        at += took;
        point = next;
    }
    return at;
}

static size_t line_start(const char *text, size_t at) {
    while (at > 0 && text[at - 1] != '\n') at--;
    return at;
}

size_t grapheme_previous(const char *text, size_t at) {
    if (at == 0) return 0;
    if (text[at - 1] == '\n') return at - 1;
    size_t from = line_start(text, at);
    for (;;) {
        size_t next = grapheme_next(text, at, from);
        if (next >= at) return from;
        from = next;
    }
}

size_t grapheme_floor(const char *text, size_t n, size_t at) {
    if (at >= n) return n;
    size_t from = line_start(text, at);
    while (from < at) {
        size_t next = grapheme_next(text, n, from);
        if (next > at) break;
        from = next;
    }
    return from;
}

size_t grapheme_ceiling(const char *text, size_t n, size_t at) {
    size_t floor = grapheme_floor(text, n, at);
    return floor == at || at >= n ? floor : grapheme_next(text, n, floor);
}

size_t grapheme_count(const char *text, size_t n) {
    size_t count = 0;
    for (size_t at = 0; at < n; at = grapheme_next(text, n, at)) count++;
    return count;
}

size_t grapheme_bytes(const char *text, size_t n, size_t count) {
    size_t at = 0;
    while (count-- > 0 && at < n) at = grapheme_next(text, n, at);
    return at;
}

static WordClass class_of(uint32_t point) {
    switch (utf8proc_category((utf8proc_int32_t)point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return WORD_LETTER;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CC: return WORD_SPACE;
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO: return WORD_OTHER;
    }
    return WORD_OTHER;
}

WordClass grapheme_word_class(const char *text, size_t n, size_t at) {
    uint32_t point;
    if (at >= n) return WORD_SPACE;
    point_at(text, n, at, &point);
    bool apostrophe = point == '\'' || point == 0x2019;
    if (!apostrophe || at == 0) return class_of(point);
    size_t next = grapheme_next(text, n, at);
    if (next >= n) return WORD_OTHER;
    uint32_t before, after;
    point_at(text, n, grapheme_previous(text, at), &before);
    point_at(text, n, next, &after);
    bool joins = class_of(before) == WORD_LETTER && class_of(after) == WORD_LETTER;
    return joins ? WORD_LETTER : WORD_OTHER;
}
