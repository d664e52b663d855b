// Str: a growing byte string for building text. Sticky error: after one failed allocation every
// further append does nothing, and str_ok says so once at the end.
#ifndef PP_BASE_STR_H
#define PP_BASE_STR_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *text;  // owned, terminated once anything was appended; NULL before that
    size_t length, capacity;
    bool failed;
} Str;

void str_init(Str *str);
void str_finish(Str *str);
void str_clear(Str *str);  // keeps the memory
void str_append(Str *str, const char *text);
void str_append_bytes(Str *str, const char *bytes, size_t n);
void str_format(Str *str, const char *format, ...) PRINTF_LIKE(2, 3);
bool str_ok(const Str *str);
const char *str_text(const Str *str);  // never NULL; borrowed until the next change

bool str_equal(const char *a, const char *b);  // NULL equals NULL only
bool str_starts(const char *text, const char *prefix);

// Copies src into dest[size], cut at a whole UTF-8 character where it does not fit. Returns false
// when it was cut.
bool str_copy(char *dest, size_t size, const char *src);

#endif
