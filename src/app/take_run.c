// Invariant: the process is asked to stop only while it is ours: its number is not given back to the
// system before the thread, under the lock, says that it ended.
#include "app/take_run.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct TakeRun {
    void (*changed)(void *context);
    void *context;
    pthread_t thread;
    pthread_mutex_t mutex;
    pid_t pid;  // 0: none any more
    int pipe;
    char path[STICK_PATH_MAX];  // of a stick to take out
    TakeProgress look;
    char said[ERR_TEXT_MAX];
};

static void read_line(TakeRun *run, const char *line) {
    int made, files;
    long long bytes, all;
    (void)pthread_mutex_lock(&run->mutex);
    if (sscanf(line, "making %d %d", &made, &files) == 2) {
        run->look.made = made;
        run->look.files = files;
    } else if (sscanf(line, "writing %lld %lld", &bytes, &all) == 2) {
        run->look.made = run->look.files;
        run->look.bytes = bytes;
        run->look.bytes_all = all;
    } else {
        size_t n = strlen(run->said);
        (void)snprintf(run->said + n, sizeof run->said - n, "%s\n", line);
    }
    (void)pthread_mutex_unlock(&run->mutex);
    run->changed(run->context);
}

static void read_lines(TakeRun *run) {
    char line[1024];
    size_t length = 0;
    for (;;) {
        char bytes[512];
        ssize_t n = read(run->pipe, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        for (ssize_t i = 0; i < n; i++) {
            if (bytes[i] != '\n' && length + 1 < sizeof line) line[length++] = bytes[i];
            if (bytes[i] != '\n') continue;
            line[length] = '\0';
            length = 0;
            read_line(run, line);
        }
    }
    (void)close(run->pipe);
}

static void *wait_for_report(void *context) {
    TakeRun *run = context;
    siginfo_t ended;
    read_lines(run);
    while (waitid(P_PID, (id_t)run->pid, &ended, WEXITED | WNOWAIT) != 0 && errno == EINTR)
        continue;
    (void)pthread_mutex_lock(&run->mutex);
    run->look.status = report_process_wait(run->pid);
    run->pid = 0;
    run->look.done = true;
    (void)pthread_mutex_unlock(&run->mutex);
    run->changed(run->context);
    return NULL;
}

static void *wait_for_stick(void *context) {
    TakeRun *run = context;
    Eject eject = stick_eject(run->path);
    (void)pthread_mutex_lock(&run->mutex);
    run->look.eject = eject;
    run->look.done = true;
    (void)pthread_mutex_unlock(&run->mutex);
    run->changed(run->context);
    return NULL;
}

static TakeRun *make(void (*changed)(void *context), void *context) {
    TakeRun *run = calloc(1, sizeof *run);
    if (!run) return NULL;
    run->changed = changed;
    run->context = context;
    (void)pthread_mutex_init(&run->mutex, NULL);
    return run;
}

static void drop(TakeRun *run) {
    (void)pthread_mutex_destroy(&run->mutex);
    free(run);
}

Err take_run_start(const Places *places, const ReportJob *job, void (*changed)(void *context),
                   void *context, TakeRun **out, ErrInfo *info) {
    int ends[2];
    *out = NULL;
    TakeRun *run = make(changed, context);
    if (!run) return err_set(info, ERR_MEMORY, 0, "no memory to take the outcome along");
    if (pipe2(ends, O_CLOEXEC) != 0) {
        drop(run);
        return err_set(info, ERR_MACHINE, errno,
                       "no pipe to praatplaat-report (%s): close other programs", strerror(errno));
    }
    Err err = report_process_start(places, job, ends[1], &run->pid, info);
    (void)close(ends[1]);
    run->pipe = ends[0];
    if (!err && pthread_create(&run->thread, NULL, wait_for_report, run) == 0) {
        *out = run;
        return ERR_NONE;
    }
    (void)close(ends[0]);
    if (!err) {
        (void)kill(run->pid, SIGTERM);
        (void)report_process_wait(run->pid);
        err = err_set(info, ERR_MACHINE, EAGAIN,
                      "no thread to wait for praatplaat-report: close other programs");
    }
    drop(run);
    return err;
}

TakeRun *take_run_eject(const char *path, void (*changed)(void *context), void *context) {
    TakeRun *run = make(changed, context);
    if (!run) return NULL;
    if (str_copy(run->path, sizeof run->path, path) &&
        pthread_create(&run->thread, NULL, wait_for_stick, run) == 0)
        return run;
    drop(run);
    return NULL;
}

TakeProgress take_run_look(TakeRun *run) {
    (void)pthread_mutex_lock(&run->mutex);
    TakeProgress look = run->look;
    look.said = look.done ? run->said : "";
    (void)pthread_mutex_unlock(&run->mutex);
    return look;
}

void take_run_stop(TakeRun *run) {
    (void)pthread_mutex_lock(&run->mutex);
    if (run->pid > 0) (void)kill(run->pid, SIGTERM);
    (void)pthread_mutex_unlock(&run->mutex);
}

void take_run_free(TakeRun *run) {
    if (!run) return;
    (void)pthread_join(run->thread, NULL);
    drop(run);
}
