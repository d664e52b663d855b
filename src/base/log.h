// One line per message on standard error, "praatplaat: what happened: what to do". Never the text
// of a note, a vote or a name: messages name things by number. The last ones are kept in memory for
// the screen that shows them, and a sink (the log's file) gets every one.
#ifndef PP_BASE_LOG_H
#define PP_BASE_LOG_H

#include "base/err.h"

#include <stdint.h>

enum { LOG_KEPT = 60, LOG_LINE_MAX = ERR_TEXT_MAX + 64 };

void log_line(const char *format, ...) PRINTF_LIKE(1, 2);
void log_lines(const char *text);   // lines that have their form already: path:line:column: fault
void log_err(const ErrInfo *info);  // the sentence of a failure

// The i-th newest line, from 0, copied into out[LOG_LINE_MAX], and when it was said; 0 when there are
// no more.
int log_recent(int i, char *out, int64_t *out_utc_ms);
// One of an earlier run: older than all that this one said.
void log_remember(int64_t utc_ms, const char *line);

// Called with each line, under a lock, by whichever thread says it; NULL: nobody. It gets what was said
// while there was none as well, at once: faults of settings are found before the log's file is.
typedef void (*LogSink)(void *context, int64_t utc_ms, const char *line);
void log_to(LogSink sink, void *context);

#endif
