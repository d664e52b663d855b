// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
// Bytes and code points only; graphemes are the subject of ui/text_edit.
#ifndef PP_BASE_UTF8_H
#define PP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reads one code point from text (at most n bytes). Returns the bytes it took, 0 at n = 0 or where
// the bytes are not valid.
size_t utf8_decode(const char *text, size_t n, uint32_t *out_point);

// Writes point into out[4]; returns the bytes written, 0 when it is not a Unicode scalar value.
size_t utf8_encode(uint32_t point, char out[4]);

bool utf8_valid(const char *text, size_t n);

// The largest length <= max (and <= n) at which text can be cut between code points.
size_t utf8_cut(const char *text, size_t n, size_t max);

// Whether nothing of it can be seen: spaces, new lines, and signs without a picture of their own (joiners,
// marks of direction, soft hyphens, fillers). What is not valid can be seen.
bool utf8_blank(const char *text);

// Code points in valid text.
size_t utf8_count(const char *text);

#endif
