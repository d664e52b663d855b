// A workbook and its sheets, each with one table: heads that filter, rows, and widths that fit what is
// in them. Text goes in as text and never as a formula or a link, whatever it begins with.
#ifndef PP_REPORT_XLSX_SHEET_H
#define PP_REPORT_XLSX_SHEET_H

#include "base/err.h"
#include "base/str.h"
#include "model/session.h"

#include <xlsxwriter.h>

enum { SHEET_COLUMNS_MAX = 16 };

typedef struct {
    lxw_workbook *book;
    lxw_format *head, *wrap, *bold, *decimal, *number, *date, *title;
    int file;  // in memory
    int tables;
    char path[64];
} Book;

typedef struct {
    Book *book;
    lxw_worksheet *sheet;
    const char *const *heads;  // borrowed until sheet_end
    int columns;
    lxw_row_t top, row;
    lxw_col_t column;
    int widest[SHEET_COLUMNS_MAX];  // characters
} Sheet;

Err book_open(Book *book, const Session *session, const char *title, ErrInfo *info) MUST_CHECK;
Err book_close(Book *book, Str *out, ErrInfo *info) MUST_CHECK;

// The table begins at row top; above it the caller may write.
Sheet sheet_start(Book *book, const char *name, const char *const *heads, int columns,
                  lxw_row_t top);
void sheet_text(Sheet *sheet, const char *text);  // the next cell of the row
void sheet_number(Sheet *sheet, int value);
void sheet_decimal(Sheet *sheet, double value);
void sheet_date(Sheet *sheet, const char *date);  // "2026-12-01", as a real date; "": an empty cell
void sheet_empty(Sheet *sheet);
void sheet_end_row(Sheet *sheet);
void sheet_choices(Sheet *sheet, int column,
                   const char *const *words);  // a drop-down in a column; NULL ends words
void sheet_end(Sheet *sheet);                  // makes the table

#endif
