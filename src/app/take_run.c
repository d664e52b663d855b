// Invariant: the process is asked to stop only while it is ours: its number is not given back to the
// system before the thread, under the lock, says that it ended. One that does not listen is killed, and
// one that cannot be killed is left: whoever waits never waits for more than that.
#include "app/take_run.h"

#include "base/clock.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 6000,  // from asking to killing: a slow stick may take a while to let go
    LEAVE_MS = 4000,     // from killing to leaving it alone
    LOOK_MS = 1000,      // between two looks whether it ended
    SILENT_MS = 20       // the same, once it has nothing more to say
};

struct TakeRun {
    void (*changed)(void *context);
    void *context;
    pthread_t thread;
    pthread_mutex_t mutex;
    pid_t pid;  // 0: none any more
    bool stopping;
    int pipe, wake;  // wake: the thread looks whether it is to stop; -1: not there
    bool silent;     // nothing comes through the pipe any more
    char line[1024];
    size_t length;
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

// All that is there now.
static void read_lines(TakeRun *run) {
    for (;;) {
        char bytes[512];
        ssize_t n = read(run->pipe, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno == EAGAIN) return;
        if (n <= 0) {
            run->silent = true;
            return;
        }
        for (ssize_t i = 0; i < n; i++) {
            if (bytes[i] != '\n' && run->length + 1 < sizeof run->line)
                run->line[run->length++] = bytes[i];
            if (bytes[i] != '\n') continue;
            run->line[run->length] = '\0';
            run->length = 0;
            read_line(run, run->line);
        }
    }
}

static bool has_ended(const TakeRun *run) {
    siginfo_t ended = {0};
    return waitid(P_PID, (id_t)run->pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == run->pid;
}

static bool asked_to_stop(TakeRun *run) {
    (void)pthread_mutex_lock(&run->mutex);
    bool stopping = run->stopping;
    (void)pthread_mutex_unlock(&run->mutex);
    return stopping;
}

// True: it ended. False: not even SIGKILL ended it, as long as a disk does not answer.
static bool follow_report(TakeRun *run, bool *out_killed) {
    int64_t kill_at = INT64_MAX, leave_at = INT64_MAX;
    *out_killed = false;
    for (;;) {
        bool ended = has_ended(run);
        read_lines(run);
        if (ended) return true;
        int64_t now = clock_monotonic_ms();
        if (now >= leave_at) return false;
        if (kill_at == INT64_MAX && asked_to_stop(run)) kill_at = now + PATIENCE_MS;
        if (now >= kill_at && !*out_killed) {
            (void)kill(run->pid, SIGKILL);
            *out_killed = true;
            leave_at = now + LEAVE_MS;
        }
        struct pollfd waits[] = {{.fd = run->wake, .events = POLLIN},
                                 {.fd = run->silent ? -1 : run->pipe, .events = POLLIN}};
        int timeout = run->silent || *out_killed ? SILENT_MS : LOOK_MS;
        uint64_t count;
        if (poll(waits, 2, timeout) > 0 && waits[0].revents)
            (void)!read(run->wake, &count, sizeof count);
    }
}

static void *wait_for_report(void *context) {
    TakeRun *run = context;
    bool killed, ended = follow_report(run, &killed);
    (void)pthread_mutex_lock(&run->mutex);
    run->look.status = ended ? report_process_wait(run->pid) : 3;
    run->look.killed = killed;
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
    run->pipe = run->wake = -1;
    (void)pthread_mutex_init(&run->mutex, NULL);
    return run;
}

static void drop(TakeRun *run) {
    if (run->pipe >= 0) (void)close(run->pipe);
    if (run->wake >= 0) (void)close(run->wake);
    (void)pthread_mutex_destroy(&run->mutex);
    free(run);
}

Err take_run_start(const Places *places, const ReportJob *job, void (*changed)(void *context),
                   void *context, TakeRun **out, ErrInfo *info) {
    int ends[2];
    *out = NULL;
    TakeRun *run = make(changed, context);
    if (!run) return err_set(info, ERR_MEMORY, 0, "no memory to take the outcome along");
    run->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (run->wake < 0 || pipe2(ends, O_CLOEXEC) != 0) {
        int os_error = errno;
        drop(run);
        return err_set(info, ERR_MACHINE, os_error,
                       "no pipe to praatplaat-report (%s): close other programs",
                       strerror(os_error));
    }
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);  // our end alone
    Err err = report_process_start(places, job, ends[1], &run->pid, info);
    (void)close(ends[1]);
    run->pipe = ends[0];
    if (!err && pthread_create(&run->thread, NULL, wait_for_report, run) == 0) {
        *out = run;
        return ERR_NONE;
    }
    if (!err) {
        (void)kill(run->pid, SIGKILL);  // it has made nothing yet
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
    uint64_t one = 1;
    (void)pthread_mutex_lock(&run->mutex);
    if (run->pid > 0) (void)kill(run->pid, SIGTERM);
    run->stopping = true;
    (void)pthread_mutex_unlock(&run->mutex);
    if (run->wake >= 0) (void)!write(run->wake, &one, sizeof one);
}

void take_run_free(TakeRun *run) {
    if (!run) return;
    (void)pthread_join(run->thread, NULL);
    drop(run);
}
