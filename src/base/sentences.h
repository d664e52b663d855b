// Cutting a text into sentences, for what is read aloud one after the other.
#ifndef PP_BASE_SENTENCES_H
#define PP_BASE_SENTENCES_H

#include <stdbool.h>
#include <stddef.h>

// The next sentence of text from byte `at` on: where it starts and how many bytes it has, without the
// space around it and with the quotes that close it. False: there is none. A sentence ends at . ? ! or …
// before a space and no small letter, or at a line break; "d.d. 3 maart" is one too many, and harmless.
bool sentence_next(const char *text, size_t at, size_t *out_start, size_t *out_length);

#endif
