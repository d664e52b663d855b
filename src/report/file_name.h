// Names for files that people read: "2026-11-23 Houten - wijkteam Zuid - verslag.pdf".
#ifndef PP_REPORT_FILE_NAME_H
#define PP_REPORT_FILE_NAME_H

#include "model/session.h"

enum { FILE_NAME_MAX = 240 };  // bytes

// What the names of all files of a meeting begin with: its day, its place, its group. Fits every file
// system: no / \ : * ? " < > |, no control or direction characters, no space or dot at an end. also:
// behind it, between brackets, to tell two meetings apart; "" for nothing. out: FILE_NAME_MAX bytes.
void file_name_stem(const Session *session, const char *also, char *out);

// stem, " - ", what, ending. out: FILE_NAME_MAX bytes.
void file_name_make(const char *stem, const char *what, const char *ending, char *out);

#endif
