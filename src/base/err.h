// Errors as values. A function that can fail returns Err; what a person can act on travels in an
// ErrInfo, written once at the place of failure: "what happened: what to do".
#ifndef PP_BASE_ERR_H
#define PP_BASE_ERR_H

#include <stddef.h>

typedef enum {
    ERR_NONE = 0,
    ERR_REFUSED,  // the input is wrong: exit status 1
    ERR_USAGE,    // the command line is wrong: exit status 2
    ERR_MACHINE,  // the machine would not let us (disk, display, rights): exit status 3
    ERR_NEWER,    // a record of a newer version: look only
    ERR_LOCKED,   // another program writes: look only
    ERR_MISSING,  // not there
    ERR_MEMORY,   // an allocation failed and the caller can go on
} Err;

enum { ERR_TEXT_MAX = 512 };

typedef struct {
    char text[ERR_TEXT_MAX];  // always terminated; "" when nothing was said
    int os_error;             // errno at the place of failure, or 0
} ErrInfo;

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

// Writes the sentence into info (may be NULL) and returns err, so that a failing function can end
// in `return err_set(info, ERR_MACHINE, 0, "…: …")`. os_error is an errno or 0.
Err err_set(ErrInfo *info, Err err, int os_error, const char *format, ...) PRINTF_LIKE(4, 5);

// The exit status of DESIGN.md section 6 that belongs to err: 0, 1, 2 or 3.
int err_exit_status(Err err);

#endif
