// Errors as values: one place that turns a failure into a sentence and into an exit status.
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

Err err_set(ErrInfo *info, Err err, int os_error, const char *format, ...) {
    if (!info) return err;
    info->os_error = os_error;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(info->text, sizeof info->text, format, args);
    va_end(args);
    return err;
}

int err_exit_status(Err err) {
    switch (err) {
    case ERR_NONE: return 0;
    case ERR_REFUSED:
    case ERR_NEWER:
    case ERR_MISSING: return 1;
    case ERR_USAGE: return 2;
    case ERR_MACHINE:
    case ERR_LOCKED:
    case ERR_MEMORY: return 3;
    }
    return 3;
}
