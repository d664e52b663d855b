// Meetings compared, as files: from model/compare.h, whose rules for small groups hold here too.
#ifndef PP_REPORT_COMPARISON_H
#define PP_REPORT_COMPARISON_H

#include "base/err.h"
#include "base/str.h"
#include "model/compare.h"

typedef struct {
    const Compare *compare;  // settled; all of this is borrowed
    const Scene *scene;      // NULL where the pack is not there
    const char *picture;     // the bytes of the poster's picture; NULL: none
    size_t picture_bytes;
    Lang lang;
    int role_min;
    int faulty, doubles;  // meetings that could not be read; copies that were left out
} Comparison;

// Each appends a whole file to out. ERR_MEMORY, or ERR_MACHINE and a sentence.
typedef Err ComparisonWrite(const Comparison *input, Str *out, ErrInfo *info) MUST_CHECK;

ComparisonWrite comparison_json, comparison_html, comparison_pdf, comparison_xlsx;
ComparisonWrite comparison_meetings_csv;  // a row a block and meeting
ComparisonWrite comparison_groups_csv;    // a row a municipality, period, role and block

// ---- Shared by the formats -----------------------------------------------------------------------

typedef struct {
    CompareCut cut;
    int subject;
    CompareFigure figure;
} ComparisonRow;

// All figures: of everything, each municipality and each half year, also for every role that may be
// shown; and of each municipality in each half year the totals. Rows that say nothing are left out.
typedef void ComparisonVisit(void *context, const ComparisonRow *row);
void comparison_each(const Comparison *input, ComparisonVisit *visit, void *context);

// Static names; the next call of the same function writes over it.
const char *comparison_place(const Compare *compare, int place);    // "All municipalities"
const char *comparison_period(const Compare *compare, int period);  // "January to June 2026"
const char *comparison_role(const Compare *compare, int role);      // of a cut: "Everybody"
// "Managers 4.2 · klantmanagers 2.6 · n = 5 and 7": where two groups see a block differently; "".
const char *comparison_difference(const Comparison *input, const CompareCut *cut, int subject);
void comparison_summary(const Comparison *input, char *out, size_t size);  // at least 300
// Meetings that follow one another: who, on which days, and what is open after the last. Calls line
// for each row of two or more, at most COMPARISON_CHAINS; returns how many there are.
enum { COMPARISON_CHAINS = 40 };
typedef void ComparisonLine(void *context, const char *text);
int comparison_chains(const Comparison *input, ComparisonLine *line, void *context);
void comparison_missing(const Comparison *input, char *out, size_t size);  // "" for nothing

#endif
