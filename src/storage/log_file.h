// The log's file: <data>/log/praatplaat.log, a line a message with its UTC time, 0600. At 256 KiB it
// becomes praatplaat.log.1 and a new one begins: never more than twice that. A disk that refuses loses
// lines, and says nothing about it: the program goes on.
#ifndef PP_STORAGE_LOG_FILE_H
#define PP_STORAGE_LOG_FILE_H

#include "base/err.h"

enum { LOG_FILE_BYTES_MAX = 256 * 1024 };

// Remembers the last lines that stand there, and takes every one from now on.
Err log_file_open(const char *data_dir, ErrInfo *info) MUST_CHECK;
void log_file_close(void);

#endif
