// Cells and rows for spreadsheets: UTF-8 with a byte order mark, CR LF at the end of a row, separated
// by what a spreadsheet in the language set expects (";" in Dutch, "," in English). A cell that a spreadsheet could take for a formula is made harmless text.
#ifndef PP_REPORT_CSV_H
#define PP_REPORT_CSV_H

#include "base/str.h"

void csv_start(Str *out);
void csv_separate_by(char wanted);  // of the list that was started, instead
void csv_cell(Str *out, const char *text);
void csv_number(Str *out, int value);
void csv_decimal(Str *out, double value);  // one decimal, in the way of the language set
void csv_end_row(Str *out);
void csv_row(Str *out, const char *const *cells, int count);

#endif
