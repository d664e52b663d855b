// praatplaat-report compare: many meetings, read one after the other, as files.
#ifndef PP_REPORT_MAIN_COMPARE_MAIN_H
#define PP_REPORT_MAIN_COMPARE_MAIN_H

#include "base/err.h"

typedef struct {
    const char *data, *share, *scene, *lang, *formats, *folder;
    int role_min;
    char **names;
    int count;
} CompareJob;

// Says on standard error what could not be read, on standard output what it made. ERR_REFUSED: none of
// the meetings can be read, or a name is none of theirs.
Err compare_run(const CompareJob *job, ErrInfo *info) MUST_CHECK;

#endif
