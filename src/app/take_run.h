// praatplaat-report at work for somebody who waits at the screen: how far it is, asking it to stop, and
// how it ended. A thread waits for it and wakes the loop by changed; so does taking a stick out.
#ifndef PP_APP_TAKE_RUN_H
#define PP_APP_TAKE_RUN_H

#include "app/report_process.h"
#include "app/sticks.h"

#include <stdint.h>

typedef struct TakeRun TakeRun;

typedef struct {
    bool done;
    int made, files;
    int64_t bytes, bytes_all;
    int status;        // exit status, once done
    bool killed;       // it did not stop when it was asked: unfinished files may be left
    Eject eject;       // of take_run_eject, once done
    const char *said;  // its sentences, once done; borrowed
} TakeProgress;

// changed is called from the thread. ERR_MACHINE with a sentence; then *out is NULL.
Err take_run_start(const Places *places, const ReportJob *job, void (*changed)(void *context),
                   void *context, TakeRun **out, ErrInfo *info) MUST_CHECK;
TakeRun *take_run_eject(const char *path, void (*changed)(void *context), void *context);

TakeProgress take_run_look(TakeRun *run);
// Asks; it clears away what it wrote, then it is done. One that does not listen is killed after 6 s.
void take_run_stop(TakeRun *run);
void take_run_free(TakeRun *run);  // waits for its end; accepts NULL

#endif
