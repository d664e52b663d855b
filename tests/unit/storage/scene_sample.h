// A small scene without faults, as text, for tests to break in one place at a time.
#ifndef PP_TESTS_SCENE_SAMPLE_H
#define PP_TESTS_SCENE_SAMPLE_H

#include <stddef.h>

extern const char scene_sample[];

// The sample (or any text) with the first `find` replaced, and the place of the mark '@' of
// `replace` in it, from 1; the mark itself is left out. The test fails when `find` is not there.
// The caller frees the text.
char *scene_sample_broken(const char *text, const char *find, const char *replace, int *out_line,
                          int *out_column);

#endif
