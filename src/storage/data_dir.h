// Where sessions and settings live: <data>, with <data>/sessions in it. Both are folders of 0700.
#ifndef PP_STORAGE_DATA_DIR_H
#define PP_STORAGE_DATA_DIR_H

#include "base/err.h"
#include "base/str.h"

// The path of <data>, appended to out: option (--data-dir, may be NULL or ""), else
// $PRAATPLAAT_DATA, else $XDG_DATA_HOME/praatplaat, else $HOME/.local/share/praatplaat, where the
// user's entry in the password file stands in for an unset HOME. ERR_MACHINE when there is nothing.
// Touches no disk.
Err data_dir_find(const char *option, Str *out, ErrInfo *info) MUST_CHECK;

// Makes <data> (parents included) and <data>/sessions, and makes sure a file can be written there.
// Also ends deletions that were cut off. ERR_MACHINE with a sentence that says what to do.
Err data_dir_prepare(const char *data_dir, ErrInfo *info) MUST_CHECK;

#endif
