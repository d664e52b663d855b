// Several meetings side by side: a table with a row for each block of the poster, and three numbers
// for each meeting. Every format of the comparison reads from it.
#ifndef PP_REPORT_COMPARE_H
#define PP_REPORT_COMPARE_H

#include "report/outcome.h"

typedef struct {
    int dots;  // -1: the block could get none
    bool rated;
    double mean;
    int n;  // answers behind the mean
} CompareCell;

typedef struct {
    const char *id, *title;
    CompareCell *cells;  // one a meeting
} CompareRow;

typedef struct {
    Arena arena;
    const ReportInput *input;
    Outcome *outcomes;  // one a meeting
    CompareRow *rows;
    int row_count;
} Compare;

void compare_gather(const ReportInput *input, Compare *out);
void compare_finish(Compare *compare);

// "Houten, 23 november 2026", with what stands between place and day. size: at least 400.
void compare_name(const Compare *compare, int meeting, const char *between, char *out, size_t size);

// "12", "–"; "3,8", "–"; "9", "–".  out: three of at least 16 bytes.
void compare_words(const CompareCell *cell, char out[3][16]);

#endif
