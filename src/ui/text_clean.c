// Filter by code point, then NFC, then a limit on the code points of one grapheme. The last two
// are repeated until nothing changes: shortening a grapheme can bring two others together.
#include "ui/text_clean.h"

#include "base/no_memory.h"
#include "base/utf8.h"
#include "ui/grapheme.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { ZWNJ = 0x200C, ZWJ = 0x200D };

static bool ends_line(uint32_t point) {
    return point == '\n' || point == '\r' || point == 0x85 || point == 0x2028 || point == 0x2029;
}

static bool unwanted(uint32_t point) {
    if ((point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF)) return true;
    if (point == ZWJ || point == ZWNJ) return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)point);
    return category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF;
}

// Returns true when all that was kept is ASCII, which is NFC already.
static bool filter(Str *out, const char *raw, size_t n, bool multiline) {
    bool ascii = true;
    for (size_t at = 0; at < n;) {
        uint32_t point;
        size_t took = utf8_decode(raw + at, n - at, &point);
        if (took == 0) {
            at++;
            continue;
        }
        if (ends_line(point)) {
            if (point == '\r' && at + 1 < n && raw[at + 1] == '\n') took = 2;
            str_append(out, multiline ? "\n" : " ");
        } else if (point == '\t') {
            str_append(out, " ");
        } else if (!unwanted(point)) {
            str_append_bytes(out, raw + at, took);
            if (point >= 0x80) ascii = false;
        }
        at += took;
    }
    return ascii;
}

static void compose(Str *text) {
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t length =
        utf8proc_map((const utf8proc_uint8_t *)str_text(text), (utf8proc_ssize_t)text->length,
                     &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (length < 0 || !composed) no_memory();  // the text is valid, so only memory can be missing
    str_clear(text);
    str_append_bytes(text, (const char *)composed, (size_t)length);
    free(composed);
}

// Shortens graphemes that are too long, in place. Returns true when it did.
static bool shorten(Str *text) {
    size_t to = 0;
    bool changed = false;
    for (size_t at = 0; at < text->length;) {
        size_t end = grapheme_next(text->text, text->length, at);
        size_t keep = 0;
        for (int points = 0; points < TEXT_CLEAN_CLUSTER_MAX && at + keep < end; points++) {
            uint32_t point;
            keep += utf8_decode(text->text + at + keep, end - at - keep, &point);
        }
        memmove(text->text + to, text->text + at, keep);
        if (at + keep < end) changed = true;
        to += keep;
        at = end;
    }
    if (!changed) return false;
    text->length = to;
    text->text[to] = '\0';
    return true;
}

void text_clean(Str *out, const char *raw, size_t n, bool multiline) {
    Str text;
    str_init(&text);
    if (!filter(&text, raw, n, multiline) && str_ok(&text)) {
        do compose(&text);
        while (str_ok(&text) && shorten(&text));
    }
    if (!str_ok(&text)) no_memory();
    str_append_bytes(out, str_text(&text), text.length);
    if (!str_ok(out)) no_memory();
    str_finish(&text);
}
