// Starting praatplaat-report, which makes what leaves the room.
#ifndef PP_APP_REPORT_PROCESS_H
#define PP_APP_REPORT_PROCESS_H

#include "app/places.h"
#include "base/err.h"

#include <stdbool.h>
#include <sys/types.h>

typedef struct {
    bool compare;
    bool progress;                                           // an export that tells how far it is
    const char *data_dir, *scene, *lang, *formats, *folder;  // NULL or "": its own choice
    int role_min;
    const char *const *sessions;
    int session_count;
} ReportJob;

// said_fd: where its sentences go, and how far it is; -1: to ours, and the paths of the files to our
// standard output.
// *out_pid is to be waited for; it ends with the thread that called this. ERR_MACHINE with a sentence.
Err report_process_start(const Places *places, const ReportJob *job, int said_fd, pid_t *out_pid,
                         ErrInfo *info) MUST_CHECK;

// Waits; gives the exit status, 3 when it was ended from outside.
int report_process_wait(pid_t pid);

#endif
