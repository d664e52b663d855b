// The copy writes an answer of one size, and behind it the bytes, into a pipe. Invariant: no copy is left
// behind: it ends with this process, and is killed when somebody asks to stop.
#include "report_main/apart.h"

#include "base/limits.h"
#include "base/log.h"
#include "report_main/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

enum { LOOK_MS = 100 };  // between two looks at being stopped

typedef struct {
    Err err;
    ErrInfo info;
} Answer;

// ---- In the copy -----------------------------------------------------------------------------------

static void limit(int resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_max < most)
        most = now.rlim_max;
    // A limit that cannot be set is one that is lower already.
    (void)!setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

static void limit_self(pid_t parent) {
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);  // it ended before that was set
    (void)signal(SIGTERM, SIG_DFL);
    (void)signal(SIGINT, SIG_DFL);
    limit(RLIMIT_CPU, LIMIT_DRAW_CPU_SECONDS);
#ifndef ADDRESS_SANITIZER  // which takes terabytes of addresses
    limit(RLIMIT_AS, LIMIT_DRAW_MEMORY_BYTES);
#endif
}

static bool write_whole(int fd, const void *bytes, size_t n) {
    for (const char *at = bytes; n > 0;) {
        ssize_t put = write(fd, at, n);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        at += put;
        n -= (size_t)put;
    }
    return true;
}

static _Noreturn void work_and_answer(ApartWork *work, const void *context, int fd) {
    Str made;
    Answer answer = {0};
    str_init(&made);
    answer.err = work(context, &made, &answer.info);
    bool fine = write_whole(fd, &answer, sizeof answer) &&
                (answer.err || write_whole(fd, str_text(&made), made.length));
    _exit(fine ? 0 : 1);
}

// ---- Here ------------------------------------------------------------------------------------------

// All that comes until the other end is closed.
static void read_whole(int fd, pid_t pid, Str *out) {
    static char bytes[64 * 1024];
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (stop_asked()) (void)kill(pid, SIGKILL);
        if (poll(&wait, 1, LOOK_MS) <= 0) continue;
        ssize_t n = read(fd, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return;
        str_append_bytes(out, bytes, (size_t)n);
    }
}

static Err take_answer(const Str *said, int status, Str *out, ErrInfo *info) {
    Answer answer;
    if (stop_asked()) return stop_sentence(info);
    if (!str_ok(said)) return err_set(info, ERR_MEMORY, 0, "no memory left");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || said->length < sizeof answer)
        return err_set(info, ERR_MACHINE, 0,
                       "drawing it takes more than %d s or 1.5 GB: check the scene pack",
                       LIMIT_DRAW_CPU_SECONDS);
    memcpy(&answer, said->text, sizeof answer);
    if (answer.err) return err_set(info, answer.err, answer.info.os_error, "%s", answer.info.text);
    str_append_bytes(out, said->text + sizeof answer, said->length - sizeof answer);
    return str_ok(out) ? ERR_NONE : err_set(info, ERR_MEMORY, 0, "no memory left");
}

Err apart_make(ApartWork *work, const void *context, Str *out, ErrInfo *info) {
    int ends[2], status = 0;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_set(info, ERR_MACHINE, errno, "no pipe to draw through (%s)", strerror(errno));
    pid_t self = getpid(), pid = fork();
    if (pid == 0) {
        (void)close(ends[0]);
        limit_self(self);
        work_and_answer(work, context, ends[1]);
    }
    int os_error = errno;
    (void)close(ends[1]);
    if (pid < 0) {
        (void)close(ends[0]);
        return err_set(info, ERR_MACHINE, os_error,
                       "no process to draw in (%s): close other programs", strerror(os_error));
    }
    Str said;
    str_init(&said);
    read_whole(ends[0], pid, &said);
    (void)close(ends[0]);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    Err err = take_answer(&said, status, out, info);
    str_finish(&said);
    return err;
}

Err apart_draw(ApartWork *work, const void *context, const char **picture, Str *out,
               ErrInfo *info) {
    ErrInfo why = {0};
    Err err = apart_make(work, context, out, &why);
    if (!err || !*picture || stop_asked()) {
        if (err) *info = why;
        return err;
    }
    *picture = NULL;
    err = apart_make(work, context, out, info);
    if (!err) log_line("the files are made without the poster's picture: %s", why.text);
    return err;
}
