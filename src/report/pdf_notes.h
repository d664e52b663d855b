// Notes on a page: slips, two beside one another, under their column and cluster.
#ifndef PP_REPORT_PDF_NOTES_H
#define PP_REPORT_PDF_NOTES_H

#include "report/flow.h"
#include "report/outcome.h"

void pdf_slips(Flow *flow, const ReportInput *input, const Session *session,
               const Note *const *notes, int count, bool with_mark, uint32_t fill);
void pdf_board(Flow *flow, const ReportInput *input, const Session *session,
               const OutcomeBoard *board);

#endif
