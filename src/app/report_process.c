// An argument list and no shell. The child starts with no signal blocked or ignored, whatever the
// interface does with them.
#include "app/report_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { FIXED = 9 };

static char *argument(const char *text) {
    return (char *)(uintptr_t)(text ? text : "");
}

static void plain_signals(posix_spawnattr_t *attributes) {
    sigset_t none, defaults;
    (void)sigemptyset(&none);
    (void)sigemptyset(&defaults);
    (void)sigaddset(&defaults, SIGPIPE);
    (void)sigaddset(&defaults, SIGXFSZ);
    (void)posix_spawnattr_setsigmask(attributes, &none);
    (void)posix_spawnattr_setsigdefault(attributes, &defaults);
    (void)posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

// The environment, and who we are: the report ends with us, also when we were gone before it began.
static char **environment(char *starter, size_t size) {
    size_t n = 0;
    while (environ[n]) n++;
    char **all = calloc(n + 2, sizeof *all);
    if (!all) return NULL;
    (void)snprintf(starter, size, "PRAATPLAAT_STARTER=%ld", (long)getpid());
    memcpy(all, environ, n * sizeof *all);
    all[n] = starter;
    return all;
}

Err report_process_start(const Places *places, const ReportJob *job, int said_fd, pid_t *out_pid,
                         ErrInfo *info) {
    char role_min[16], starter[48];
    (void)snprintf(role_min, sizeof role_min, "%d", job->role_min);
    size_t count = (size_t)job->session_count;
    char **arguments = calloc(FIXED + count + 1, sizeof *arguments);
    char **variables = environment(starter, sizeof starter);
    if (!arguments || !variables) {
        free(arguments);
        free(variables);
        return err_set(info, ERR_MEMORY, 0, "no memory left");
    }
    char *const fixed[FIXED] = {argument(places->report),
                                argument(job->compare    ? "compare"
                                         : job->progress ? "take"
                                                         : "export"),
                                argument(job->data_dir),
                                argument(places->share),
                                argument(job->scene),
                                argument(job->lang),
                                role_min,
                                argument(job->formats),
                                argument(job->folder)};
    memcpy(arguments, fixed, sizeof fixed);
    for (int i = 0; i < job->session_count; i++) arguments[FIXED + i] = argument(job->sessions[i]);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawnattr_init(&attributes);
    if (said_fd >= 0) {
        (void)posix_spawn_file_actions_adddup2(&actions, said_fd, STDOUT_FILENO);
        (void)posix_spawn_file_actions_adddup2(&actions, said_fd, STDERR_FILENO);
    }
    plain_signals(&attributes);
    int os_error =
        posix_spawn(out_pid, places->report, &actions, &attributes, arguments, variables);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    free(arguments);
    free(variables);
    if (os_error == 0) return ERR_NONE;
    if (os_error == E2BIG)
        return err_set(info, ERR_USAGE, os_error,
                       "too many sessions to name: give the folder that they are in");
    return err_set(info, ERR_MACHINE, os_error,
                   "%s cannot be started (%s): install the program again", places->report,
                   strerror(os_error));
}

int report_process_wait(pid_t pid) {
    int status;
    pid_t got;
    do got = waitpid(pid, &status, 0);
    while (got < 0 && errno == EINTR);
    return got == pid && WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}
