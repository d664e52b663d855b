// Texts and numbers of JSON, byte by byte. Invariant: the cursor never passes a byte that was not
// checked, and line_start and continued always describe the line that `at` is in.
#include "storage/json_cursor.h"

#include "base/utf8.h"

#include <float.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

JsonPlace json_here(const JsonCursor *cursor) {
    size_t bytes = (size_t)(cursor->at - cursor->line_start);
    return (JsonPlace){cursor->line, (int)(bytes - cursor->continued) + 1};
}

static void say(JsonCursor *cursor, JsonPlace place, const char *text) {
    cursor->refused = true;
    if (cursor->faults) {
        fault_add(cursor->faults, place.line, place.column, "%s", text);
    } else if (!cursor->stopped) {
        (void)err_set(cursor->info, ERR_REFUSED, 0, "line %d, column %d: %s", place.line,
                      place.column, text);
        cursor->stopped = true;
    }
}

void json_fault(JsonCursor *cursor, JsonPlace place, const char *format, ...) {
    char text[ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    say(cursor, place, text);
}

bool json_stop(JsonCursor *cursor, JsonPlace place, const char *format, ...) {
    char text[ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (!cursor->stopped) say(cursor, place, text);
    cursor->stopped = true;
    return false;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Four hexadecimal digits, or -1.
static int32_t hex_unit(const char *at, const char *end) {
    if (end - at < 4) return -1;
    int32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool is_high(int32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low(int32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

// With at on the 'u' of an escape; second_unit looks at what follows it. -1: no \uXXXX there.
static int32_t second_unit(const char *at, const char *end) {
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u') return -1;
    return hex_unit(at + 2, end);
}

static bool take_unicode_escape(JsonCursor *cursor, JsonPlace place) {
    int32_t unit = hex_unit(cursor->at + 2, cursor->end);
    if (unit < 0) {
        return json_stop(cursor, place, "\\u needs four hexadecimal digits, such as \\u00e9");
    }
    cursor->at += 6;
    if (unit == 0) {
        json_fault(cursor, place, "\\u0000 cannot stand in a text: take it out");
    } else if (is_low(unit)) {
        json_fault(cursor, place,
                   "the second half of a surrogate pair stands alone: write the character itself");
    } else if (is_high(unit)) {
        if (is_low(second_unit(cursor->at, cursor->end))) {
            cursor->at += 6;
        } else {
            json_fault(cursor, place,
                       "the first half of a surrogate pair stands alone: write the "
                       "character itself");
        }
    }
    return !cursor->stopped;
}

static bool take_escape(JsonCursor *cursor) {
    JsonPlace place = json_here(cursor);
    char kind = cursor->end - cursor->at > 1 ? cursor->at[1] : '\0';
    if (kind == 'u') return take_unicode_escape(cursor, place);
    if (kind == '\0' || !strchr("\"\\/bfnrt", kind)) {
        return json_stop(cursor, place,
                         "unknown escape after \\: write \\\\ for a backslash itself");
    }
    cursor->at += 2;
    return true;
}

// A byte over 0x7F, or one that has no business in a text.
static bool take_other(JsonCursor *cursor) {
    JsonPlace place = json_here(cursor);
    uint32_t point;
    size_t took = utf8_decode(cursor->at, (size_t)(cursor->end - cursor->at), &point);
    if (took == 0) {
        // Once: a file in another encoding has this at every accented letter.
        if (!cursor->said_utf8) {
            json_fault(cursor, place,
                       "this is not valid UTF-8 (the first such place): save the file as UTF-8");
        }
        cursor->said_utf8 = true;
        cursor->at++;
        return !cursor->stopped;
    }
    if (point < 0x20) {
        json_fault(cursor, place, "a control character (U+%04X) stands in a text: %s", point,
                   point == '\t' ? "write \\t or a space" : "take it out");
        cursor->at++;
        return !cursor->stopped;
    }
    cursor->at += took;
    cursor->continued += took - 1;
    return true;
}

bool json_take_string(JsonCursor *cursor, const char **out_raw, size_t *out_length) {
    JsonPlace opening = json_here(cursor);
    cursor->at++;
    *out_raw = cursor->at;
    *out_length = 0;
    while (cursor->at < cursor->end) {
        char c = *cursor->at;
        if (c == '"') {
            *out_length = (size_t)(cursor->at - *out_raw);
            cursor->at++;
            return true;
        }
        if (c == '\n' || c == '\r') {
            return json_stop(cursor, opening,
                             "this text has no closing quote on its line: close "
                             "it with \", and write \\n for a new line");
        }
        bool taken = true;
        if (c == '\\') {
            taken = take_escape(cursor);
        } else if ((unsigned char)c >= 0x20 && (unsigned char)c < 0x80) {
            cursor->at++;
        } else {
            taken = take_other(cursor);
        }
        if (!taken) return false;
    }
    return json_stop(cursor, opening, "the file ends inside this text: close it with \"");
}

// One code point of raw text that was taken before. What was faulted there becomes U+FFFD.
static uint32_t next_point(const char **at, const char *end) {
    const char *s = *at;
    if (*s != '\\') {
        uint32_t point;
        size_t took = utf8_decode(s, (size_t)(end - s), &point);
        *at = s + (took ? took : 1);
        return took ? point : 0xFFFD;
    }
    *at = s + 2;
    switch (s[1]) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u': break;
    default: return (unsigned char)s[1];
    }
    int32_t unit = hex_unit(s + 2, end);
    *at = s + 6;
    if (is_high(unit)) {
        int32_t low = second_unit(*at, end);
        if (!is_low(low)) return 0xFFFD;
        *at += 6;
        return 0x10000u + (((uint32_t)unit - 0xD800u) << 10) + ((uint32_t)low - 0xDC00u);
    }
    return unit <= 0 || is_low(unit) ? 0xFFFD : (uint32_t)unit;
}

void json_decode(const char *raw, size_t length, char *out) {
    const char *end = raw + length, *limit = out + length;
    while (raw < end) {
        char bytes[4];
        uint32_t point = next_point(&raw, end);
        size_t n = utf8_encode(point, bytes);
        // One invalid byte would grow into the three of U+FFFD, past what was reserved.
        if (point == 0xFFFD && limit - out < (end - raw) + 3) {
            bytes[0] = '?';
            n = 1;
        }
        memcpy(out, bytes, n);
        out += n;
    }
    *out = '\0';
}

int json_compare_raw(const char *a, size_t a_length, const char *b, size_t b_length) {
    const char *a_end = a + a_length, *b_end = b + b_length;
    while (a < a_end && b < b_end) {
        uint32_t x = next_point(&a, a_end), y = next_point(&b, b_end);
        if (x != y) return x < y ? -1 : 1;
    }
    return (a < a_end) - (b < b_end);
}

static bool at_digit(const JsonCursor *cursor) {
    return cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9';
}

static bool at_one_of(const JsonCursor *cursor, const char *set) {
    return cursor->at < cursor->end && *cursor->at != '\0' && strchr(set, *cursor->at);
}

// Not strtod: it follows the locale, and a Dutch one wants a decimal comma. Digits past what 64
// bits hold only move the exponent; the result is right to the last bit or two of a double.
typedef struct {
    uint64_t digits;
    int exponent;
    bool exact, negative;
} Decimal;

enum { EXPONENT_LIMIT = 100000 };

static void add_digit(Decimal *decimal, int digit, bool fraction) {
    if (decimal->digits <= (UINT64_MAX - 9) / 10) {
        decimal->digits = decimal->digits * 10 + (uint64_t)digit;
        if (fraction && decimal->exponent > -EXPONENT_LIMIT) decimal->exponent--;
    } else {
        decimal->exact = false;
        if (!fraction && decimal->exponent < EXPONENT_LIMIT) decimal->exponent++;
    }
}

// False when the number is larger than any double.
static bool decimal_value(const Decimal *decimal, double *out) {
    long double value = (long double)decimal->digits;
    int exponent = decimal->exponent;
    if (value > 0) {
        // Beyond these the result is infinite or zero whatever the digits say.
        if (exponent > 400) return false;
        if (exponent < -800) exponent = -800;
        long double power = 10;
        int left = exponent < 0 ? -exponent : exponent;
        for (; left > 0 && value > 0 && value <= (long double)DBL_MAX; left >>= 1) {
            if (left & 1) value = exponent < 0 ? value / power : value * power;
            power *= power;
        }
    }
    if (value > (long double)DBL_MAX) return false;
    *out = decimal->negative ? -(double)value : (double)value;
    return true;
}

static int take_exponent(JsonCursor *cursor) {
    bool negative = false;
    int exponent = 0;
    if (at_one_of(cursor, "+-")) negative = *cursor->at++ == '-';
    for (; at_digit(cursor); cursor->at++) {
        if (exponent < EXPONENT_LIMIT) exponent = exponent * 10 + (*cursor->at - '0');
    }
    return negative ? -exponent : exponent;
}

bool json_take_number(JsonCursor *cursor, double *out) {
    JsonPlace place = json_here(cursor);
    Decimal decimal = {.exact = true};
    bool whole = true;
    *out = 0;
    if (*cursor->at == '-') {
        decimal.negative = true;
        cursor->at++;
    }
    if (!at_digit(cursor)) return json_stop(cursor, place, "after a minus sign comes a digit");
    if (*cursor->at == '0' && cursor->end - cursor->at > 1 && cursor->at[1] >= '0' &&
        cursor->at[1] <= '9') {
        return json_stop(cursor, place, "a number does not start with 0: leave the 0 out");
    }
    for (; at_digit(cursor); cursor->at++) add_digit(&decimal, *cursor->at - '0', false);
    if (at_one_of(cursor, ".")) {
        whole = false;
        cursor->at++;
        if (!at_digit(cursor)) {
            return json_stop(cursor, place, "after the point of a number comes a digit");
        }
        for (; at_digit(cursor); cursor->at++) add_digit(&decimal, *cursor->at - '0', true);
    }
    if (at_one_of(cursor, "eE")) {
        whole = false;
        cursor->at++;
        const char *digits = cursor->at + (at_one_of(cursor, "+-") ? 1 : 0);
        if (digits >= cursor->end || *digits < '0' || *digits > '9') {
            return json_stop(cursor, place, "after the e of a number comes a digit");
        }
        decimal.exponent += take_exponent(cursor);
    }
    if (!decimal_value(&decimal, out)) {
        json_fault(cursor, place, "this number is larger than a computer can hold");
    } else if (whole && (!decimal.exact || decimal.digits > (UINT64_C(1) << 53) - 1)) {
        json_fault(cursor, place,
                   "whole numbers go up to 9007199254740991: beyond that they "
                   "are rounded");
    }
    return !cursor->stopped;
}
