// Growing strings with a sticky error. Invariant: text[length] is 0 whenever text is not NULL.
#include "base/str.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void str_init(Str *str) {
    *str = (Str){0};
}

void str_finish(Str *str) {
    if (!str) return;
    free(str->text);
    *str = (Str){0};
}

void str_clear(Str *str) {
    str->length = 0;
    str->failed = false;
    if (str->text) str->text[0] = '\0';
}

static bool reserve(Str *str, size_t more) {
    if (str->failed) return false;
    if (more > SIZE_MAX / 2 - str->length - 1) {
        str->failed = true;
        return false;
    }
    size_t need = str->length + more + 1;
    if (need <= str->capacity) return true;
    size_t capacity = str->capacity ? str->capacity * 2 : 64;
    if (capacity < need) capacity = need;
    char *text = realloc(str->text, capacity);
    if (!text) {
        str->failed = true;
        return false;
    }
    str->text = text;
    str->capacity = capacity;
    return true;
}

void str_append_bytes(Str *str, const char *bytes, size_t n) {
    if (!reserve(str, n)) return;
    memcpy(str->text + str->length, bytes, n);
    str->length += n;
    str->text[str->length] = '\0';
}

void str_append(Str *str, const char *text) {
    str_append_bytes(str, text, strlen(text));
}

void str_format(Str *str, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0) {
        str->failed = true;
    } else if (reserve(str, (size_t)length)) {
        (void)vsnprintf(str->text + str->length, (size_t)length + 1, format, again);
        str->length += (size_t)length;
    }
    va_end(again);
}

bool str_ok(const Str *str) {
    return !str->failed;
}

const char *str_text(const Str *str) {
    return str->text ? str->text : "";
}

bool str_equal(const char *a, const char *b) {
    if (!a || !b) return a == b;
    return strcmp(a, b) == 0;
}

bool str_starts(const char *text, const char *prefix) {
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool str_copy(char *dest, size_t size, const char *src) {
    size_t length = strlen(src);
    bool fits = length < size;
    size_t n = fits ? length : utf8_cut(src, length, size - 1);
    memcpy(dest, src, n);
    dest[n] = '\0';
    return fits;
}
