// Files that the command line names for the program to write: --inspect and --record.
#ifndef PP_APP_OUTPUT_FILE_H
#define PP_APP_OUTPUT_FILE_H

#include "base/err.h"

// ERR_NONE when path is a regular file or nothing is there yet. ERR_REFUSED for all else: a folder, a
// symbolic link, and what would be written into or, worse, replaced by a file: a device, a FIFO, a
// socket. option: for the sentence ("--record"). path NULL is fine.
Err output_file_check(const char *path, const char *option, ErrInfo *info) MUST_CHECK;

#endif
