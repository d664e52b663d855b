// UTF-8 decoding by the table of RFC 3629 section 4: the lead byte gives the length and the range
// of the byte after it, which is where overlong forms and surrogates are shut out.
#include "base/utf8.h"

#include <string.h>

size_t utf8_decode(const char *text, size_t n, uint32_t *out_point) {
    if (n == 0) return 0;
    const unsigned char *s = (const unsigned char *)text;
    unsigned char lead = s[0];
    if (lead < 0x80) {
        *out_point = lead;
        return 1;
    }
    size_t length;
    unsigned char low = 0x80, high = 0xBF;
    uint32_t point;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2, point = lead & 0x1Fu;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3, point = lead & 0x0Fu;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4, point = lead & 0x07u;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    if (n < length) return 0;
    for (size_t i = 1; i < length; i++) {
        if (s[i] < low || s[i] > high) return 0;
        point = (point << 6) | (s[i] & 0x3Fu);
        low = 0x80, high = 0xBF;
    }
    *out_point = point;
    return length;
}

size_t utf8_encode(uint32_t point, char out[4]) {
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (char)(0xC0 | (point >> 6));
        out[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point >= 0xD800 && point <= 0xDFFF) return 0;
    if (point < 0x10000) {
        out[0] = (char)(0xE0 | (point >> 12));
        out[1] = (char)(0x80 | ((point >> 6) & 0x3F));
        out[2] = (char)(0x80 | (point & 0x3F));
        return 3;
    }
    if (point > 0x10FFFF) return 0;
    out[0] = (char)(0xF0 | (point >> 18));
    out[1] = (char)(0x80 | ((point >> 12) & 0x3F));
    out[2] = (char)(0x80 | ((point >> 6) & 0x3F));
    out[3] = (char)(0x80 | (point & 0x3F));
    return 4;
}

bool utf8_valid(const char *text, size_t n) {
    size_t at = 0;
    while (at < n) {
        uint32_t point;
        size_t took = utf8_decode(text + at, n - at, &point);
        if (took == 0) return false;
        at += took;
    }
    return true;
}

size_t utf8_cut(const char *text, size_t n, size_t max) {
    if (n <= max) return n;
    size_t at = max;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
    return at;
}

size_t utf8_count(const char *text) {
    size_t count = 0;
    for (const char *p = text; *p; p++) {
        if (((unsigned char)*p & 0xC0) != 0x80) count++;
    }
    return count;
}

// Of Unicode's White_Space and Default_Ignorable_Code_Point, and the empty cell of Braille.
static bool unseen(uint32_t point) {
    static const uint32_t ranges[][2] = {
        {0x00, 0x20},       {0x7F, 0xA0},      {0xAD, 0xAD},     {0x34F, 0x34F},
        {0x61C, 0x61C},     {0x115F, 0x1160},  {0x1680, 0x1680}, {0x17B4, 0x17B5},
        {0x180B, 0x180F},   {0x2000, 0x200F},  {0x2028, 0x202F}, {0x205F, 0x206F},
        {0x2800, 0x2800},   {0x3000, 0x3000},  {0x3164, 0x3164}, {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},  {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (point >= ranges[i][0] && point <= ranges[i][1]) return true;
    }
    return false;
}

bool utf8_blank(const char *text) {
    size_t n = strlen(text);
    for (size_t at = 0; at < n;) {
        uint32_t point;
        size_t took = utf8_decode(text + at, n - at, &point);
        if (took == 0 || !unseen(point)) return false;
        at += took;
    }
    return true;
}
