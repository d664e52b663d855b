// Putting files into a folder so that they are there whole, or not at all.
#ifndef PP_REPORT_MAIN_DELIVER_H
#define PP_REPORT_MAIN_DELIVER_H

#include "base/err.h"
#include "base/str.h"

typedef struct {
    char name[256];  // in the folder; room for a temporary name beside it
    Str bytes;       // owned by whoever made it
} Delivery;

// folder: made when it is not there, with its parents. Every file is written under a temporary name,
// synced, read back and compared; only when all of them are right do they get their names, over what
// had them. ERR_MACHINE or ERR_REFUSED with a sentence; then no file of this name is new, and no
// temporary is left.
Err deliver(const char *folder, const Delivery *files, int count, ErrInfo *info) MUST_CHECK;

#endif
