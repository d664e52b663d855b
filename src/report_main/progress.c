// Every line is flushed at once: the other end draws it.
#include "report_main/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static bool used;
static volatile sig_atomic_t asked;

void progress_use(bool wanted) {
    used = wanted;
}

bool progress_used(void) {
    return used;
}

void progress_making(int made, int all) {
    if (!used) return;
    (void)printf("making %d %d\n", made, all);
    (void)fflush(stdout);
}

void progress_writing(size_t written, size_t all) {
    if (!used) return;
    (void)printf("writing %zu %zu\n", written, all);
    (void)fflush(stdout);
}

static void on_signal(int number) {
    (void)number;
    asked = 1;
}

void stop_listen(void) {
    struct sigaction action = {.sa_handler = on_signal};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGINT, &action, NULL);
}

bool stop_asked(void) {
    return asked != 0;
}

Err stop_sentence(ErrInfo *info) {
    return err_set(info, ERR_MACHINE, 0, "the export was stopped: nothing was left behind");
}
