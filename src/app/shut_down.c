// Switching the machine off: what the settings say is run as it stands there, without a shell. The
// meeting was saved tap by tap; the system ends this program when it goes down.
#include "app/shut_down.h"

#include "base/log.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

enum { ARGS_MAX = 64 };

static void *wait_for(void *context) {
    pid_t pid = (pid_t)(intptr_t)context, got;
    int status = 0;
    do got = waitpid(pid, &status, 0);
    while (got < 0 && errno == EINTR);
    if (got == pid && WIFEXITED(status) && WEXITSTATUS(status) != 0)
        log_line("switching off ended with status %d: look at shut_down in the settings",
                 WEXITSTATUS(status));
    return NULL;
}

bool shut_down_run(const char *args) {
    char *argv[ARGS_MAX + 1] = {0};
    int count = 0;
    for (const char *arg = args; *arg && count < ARGS_MAX; arg += strlen(arg) + 1)
        argv[count++] = (char *)(uintptr_t)arg;
    if (count == 0) return false;
    sigset_t none, defaults;
    (void)sigemptyset(&none);
    (void)sigemptyset(&defaults);
    (void)sigaddset(&defaults, SIGPIPE);
    (void)sigaddset(&defaults, SIGXFSZ);
    posix_spawnattr_t attributes;
    (void)posix_spawnattr_init(&attributes);
    (void)posix_spawnattr_setsigmask(&attributes, &none);
    (void)posix_spawnattr_setsigdefault(&attributes, &defaults);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    pid_t pid;
    int os_error = posix_spawnp(&pid, argv[0], NULL, &attributes, argv, environ);
    (void)posix_spawnattr_destroy(&attributes);
    if (os_error != 0) {
        log_line("%s cannot be started (%s): look at shut_down in the settings", argv[0],
                 strerror(os_error));
        return false;
    }
    pthread_t thread;
    if (pthread_create(&thread, NULL, wait_for, (void *)(intptr_t)pid) == 0)
        (void)pthread_detach(thread);
    return true;
}
