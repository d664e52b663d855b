// What leaves the room: the outcome of one meeting, or several side by side, as the bytes of a file.
// Nothing here touches a file or decides where it goes. The language is the one set in base/i18n.h,
// and that of texts of the scene is ReportInput.lang. What stays here, what was removed and votes
// that nobody has seen are left out in one place, outcome.c, which every format reads from.
#ifndef PP_REPORT_REPORT_H
#define PP_REPORT_REPORT_H

#include "base/err.h"
#include "base/str.h"
#include "model/session.h"

typedef struct {
    const Session *const *sessions;  // all of this is borrowed
    int count;
    const Scene
        *scene;  // NULL where the pack is not there: the record has its own titles and labels
    const char *picture;  // the bytes of the poster's picture, SVG, PNG or JPEG; NULL: none
    size_t picture_bytes;
    Lang lang;
    int role_min;    // for tally_round
    char separator;  // of CSV: ';' or ','; 0: what the language has
} ReportInput;

// Each appends a whole file to out. ERR_MEMORY, or ERR_MACHINE and a sentence.
typedef Err ReportWrite(const ReportInput *input, Str *out, ErrInfo *info) MUST_CHECK;

// Of the first session.
ReportWrite report_json, report_notes_csv, report_agreements_csv, report_votes_csv,
    report_overview_csv, report_html, report_pdf, report_pdf_short, report_xlsx, report_png;

// Makes the program's own fonts known to PDF and PNG; those of the machine stand in when it fails.
void report_use_fonts(const char *fonts_dir);

#endif
