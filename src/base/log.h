// One line per message on standard error, "praatplaat: what happened: what to do". Never the text
// of a note, a vote or a name: messages name things by number.
#ifndef PP_BASE_LOG_H
#define PP_BASE_LOG_H

#include "base/err.h"

void log_line(const char *format, ...) PRINTF_LIKE(1, 2);
void log_err(const ErrInfo *info);  // the sentence of a failure

#endif
