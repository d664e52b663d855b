// What Cairo leaves out of a PDF that has to be read aloud: the language, the title for the window,
// what a figure shows, what a head of a table is the head of, and the metadata of PDF/UA. Cairo's
// objects are written anew with these in them; nothing else changes.
#ifndef PP_REPORT_PDF_FINISH_H
#define PP_REPORT_PDF_FINISH_H

#include "base/str.h"

typedef enum { SCOPE_COLUMN, SCOPE_ROW } PdfScope;

typedef struct {
    const char *lang, *title, *author;  // borrowed
    const char *const *figures;         // in the order in which the figures were begun
    int figure_count;
    const PdfScope *heads;  // the same of the cells that are heads
    int head_count;
} PdfExtras;

// False, and the document as it was, when it is not written as Cairo writes one.
bool pdf_finish(Str *document, const PdfExtras *extras);

#endif
