// How far it is, for whoever waits, and being asked to stop. A line on standard output for every step:
//   making K N        file K of N is being made (from 0)
//   writing B TOTAL   B bytes of TOTAL are on the disk for sure, and read back
#ifndef PP_REPORT_MAIN_PROGRESS_H
#define PP_REPORT_MAIN_PROGRESS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

void progress_use(bool wanted);
bool progress_used(void);
void progress_making(int made, int all);
void progress_writing(size_t written, size_t all);

// SIGTERM and SIGINT only ask; whoever works looks here between two steps and cleans up after itself.
void stop_listen(void);
bool stop_asked(void);
Err stop_sentence(ErrInfo *info);  // ERR_MACHINE and a sentence

#endif
