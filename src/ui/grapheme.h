// Graphemes: what a person calls a character. An é of two code points, a flag and a family of
// emoji are one each (UAX 29, extended grapheme clusters). Offsets are bytes in valid UTF-8.
#ifndef PP_UI_GRAPHEME_H
#define PP_UI_GRAPHEME_H

#include <stdbool.h>
#include <stddef.h>

// The end of the grapheme that begins at `at` (a boundary); n at the end of the text.
size_t grapheme_next(const char *text, size_t n, size_t at);

// The start of the grapheme that ends at `at` (a boundary); 0 at the start of the text.
size_t grapheme_previous(const char *text, size_t at);

// The boundary at `at` or the nearest one before it, after it.
size_t grapheme_floor(const char *text, size_t n, size_t at);
size_t grapheme_ceiling(const char *text, size_t n, size_t at);

size_t grapheme_count(const char *text, size_t n);

// The bytes of the first `count` graphemes; n when there are fewer.
size_t grapheme_bytes(const char *text, size_t n, size_t count);

typedef enum { WORD_SPACE, WORD_LETTER, WORD_OTHER } WordClass;

// What the grapheme at `at` is to a person who moves by words. An apostrophe between letters
// belongs to the word (foto's).
WordClass grapheme_word_class(const char *text, size_t n, size_t at);

#endif
