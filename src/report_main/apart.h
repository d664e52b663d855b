// Drawing in a copy of this process that has limits (base/limits.h): a picture comes from outside, and one that draws for
// ever or takes all memory costs that copy, and never the outcome.
#ifndef PP_REPORT_MAIN_APART_H
#define PP_REPORT_MAIN_APART_H

#include "base/err.h"
#include "base/str.h"

typedef Err ApartWork(const void *context, Str *out, ErrInfo *info);

// Appends to out what work appends, and returns what it returns. ERR_MACHINE with a sentence when the
// copy was ended by a limit or fell over, or when stop_asked; out is then as it was. This process has
// one thread.
Err apart_make(ApartWork *work, const void *context, Str *out, ErrInfo *info) MUST_CHECK;

// The same for a file with the pack's picture in it, *picture (NULL: none). When that fails, *picture
// becomes NULL for this and all that follow, the file is made once more, and the log says so.
Err apart_draw(ApartWork *work, const void *context, const char **picture, Str *out,
               ErrInfo *info) MUST_CHECK;

#endif
