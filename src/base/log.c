// Messages for whoever started the program. One write a line, so that threads do not mix theirs.
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>

void log_line(const char *format, ...) {
    char text[ERR_TEXT_MAX + 64];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)fprintf(stderr, "praatplaat: %s\n", text);
}

void log_err(const ErrInfo *info) {
    log_line("%s", info->text);
}
