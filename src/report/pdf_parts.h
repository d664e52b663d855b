// What the short and the full PDF share: the head of the document, the poster with its heat map,
// what was chosen and how it was rated, and the agreements.
#ifndef PP_REPORT_PDF_PARTS_H
#define PP_REPORT_PDF_PARTS_H

#include "report/flow.h"
#include "report/outcome.h"

void pdf_head(Flow *flow, const ReportInput *input, const Outcome *outcome, const char *kind);

// At the left top, as wide as asked; a figure with words for who cannot see it. A first run draws
// nothing. Gives the height, with the scale of the heat map below it, in *out_height (0: no poster).
Err pdf_poster(Flow *flow, const ReportInput *input, const Outcome *outcome, double x, double width,
               double text, double *out_height, ErrInfo *info) MUST_CHECK;

// A row an assignment: its block, the dots it got, the mean with n. most, of both: 0 for all; else so
// many, and how many are left out is said.
void pdf_chosen(Flow *flow, const ReportInput *input, const Outcome *outcome, int most);

void pdf_agreements(Flow *flow, const Outcome *outcome, int most);

// Makes the whole, with heads, feet, language and title. kind: "Report", "Summary".
Err pdf_make(FlowWrite *write, const void *context, const ReportInput *input,
             const Outcome *outcome, const char *kind, Str *out, ErrInfo *info) MUST_CHECK;

typedef struct {
    const ReportInput *input;
    const Outcome *outcome;
} PdfContext;

#endif
