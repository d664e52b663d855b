// Stands between the program and the system's file calls (LD_PRELOAD), so that the real binary meets
// the faults of a disk. Only calls on what lies in $PP_FAULT_UNDER count, from 1.
//
//   PP_FAULT_KIND   error | interrupt | short | slow | lie | ignore | kill-before | kill-after |
//                   kill-torn
//                   slow: until the test says healed, a minute at most
//                   ignore: a sync does nothing and says it is done, to see that a test notices
//                   lie: a sync fails and the pages since the last good one are gone, as on Linux
//   PP_FAULT_AT     the first call that is hit          PP_FAULT_COUNT  how many are; 0: all after it
//   PP_FAULT_ERRNO  what errno becomes                  PP_FAULT_OPS    "write,fsync"; all when unset
//   PP_FAULT_STATE  file of four int32, shared with the test: calls so far, hits so far, healed (the
//                   test writes 1: the disk works again), and by how many hours the wall clock is
//                   wrong (the test writes it, at any moment)
//   PP_FRAMES       every --inspect description is also appended to this file, before it is published
//
// Invariant: without PP_FAULT_KIND every call passes through unchanged.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DESCRIPTORS = 4096, SLOW_TICKS = 60 * 100 };

typedef enum {
    KIND_NONE,
    KIND_ERROR,
    KIND_INTERRUPT,
    KIND_SHORT,
    KIND_SLOW,
    KIND_LIE,
    KIND_IGNORE,
    KIND_KILL_BEFORE,
    KIND_KILL_AFTER,
    KIND_KILL_TORN
} Kind;

static const char *const kind_words[] = {"none",       "error",    "interrupt", "short",
                                         "slow",       "lie",      "ignore",    "kill-before",
                                         "kill-after", "kill-torn"};

typedef struct {
    atomic_int calls, hits, healed, clock_hours;
} State;

static Kind kind;
static int first, count, os_error;
static const char *ops, *under, *frames;
static size_t under_length;
static State own_state, *state = &own_state;
static atomic_bool inside[DESCRIPTORS];
static off_t synced[DESCRIPTORS];

static void *real(const char *name) {
    return dlsym(RTLD_NEXT, name);
}
// A pointer to a function cannot be cast from an object's; through memory it can.
#define REAL(type, name, ...)                                      \
    static type (*next)(__VA_ARGS__);                              \
    if (!next) {                                                   \
        void *found = real(name);                                  \
        memcpy((void *)&next, (const void *)&found, sizeof found); \
    }

static int number(const char *name, int otherwise) {
    const char *text = getenv(name);
    return text ? (int)strtol(text, NULL, 10) : otherwise;
}

__attribute__((constructor)) static void begin(void) {
    const char *word = getenv("PP_FAULT_KIND"), *path = getenv("PP_FAULT_STATE");
    for (size_t i = 0; word && i < sizeof kind_words / sizeof *kind_words; i++)
        if (strcmp(word, kind_words[i]) == 0) kind = (Kind)i;
    first = number("PP_FAULT_AT", 1);
    count = number("PP_FAULT_COUNT", 1);
    os_error = number("PP_FAULT_ERRNO", EIO);
    ops = getenv("PP_FAULT_OPS");
    under = getenv("PP_FAULT_UNDER");
    under_length = under ? strlen(under) : 0;
    frames = getenv("PP_FRAMES");
    if (!path) return;
    REAL(int, "open", const char *, int, ...)
    int fd = next(path, O_RDWR | O_CLOEXEC);
    if (fd < 0) return;
    void *shared = mmap(NULL, sizeof(State), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared != MAP_FAILED) state = shared;
    (void)close(fd);
}

static bool is_inside(int fd) {
    return fd >= 0 && fd < DESCRIPTORS && atomic_load(&inside[fd]);
}

static bool lies_inside(int dir_fd, const char *path) {
    if (!under) return false;
    if (path[0] != '/') return is_inside(dir_fd);
    return strncmp(path, under, under_length) == 0 &&
           (path[under_length] == '/' || path[under_length] == '\0');
}

static bool is_meant(const char *op) {
    if (!ops) return true;
    size_t n = strlen(op);
    for (const char *at = ops; (at = strstr(at, op)); at += n)
        if ((at == ops || at[-1] == ',') && (at[n] == ',' || at[n] == '\0')) return true;
    return false;
}

static void die(void) {
    (void)kill(getpid(), SIGKILL);
    for (;;) (void)pause();
}

typedef struct {
    bool fails, dies_after, torn, ignored;
} Fate;

// What becomes of this call; errno is set when it fails.
static Fate fate(const char *op, bool interruptible) {
    Fate out = {false, false, false, false};
    if (!is_meant(op)) return out;
    int call = atomic_fetch_add(&state->calls, 1) + 1;
    if (kind == KIND_NONE || atomic_load(&state->healed)) return out;
    if (kind == KIND_INTERRUPT) {
        if (!interruptible || call % 2) return out;
        atomic_fetch_add(&state->hits, 1);
        errno = EINTR;
        out.fails = true;
        return out;
    }
    if (call < first || (count && call >= first + count)) return out;
    atomic_fetch_add(&state->hits, 1);
    switch (kind) {
    case KIND_ERROR:
    case KIND_LIE:
        errno = os_error;
        out.fails = true;
        break;
    case KIND_SLOW:
        // As long as the test wants: it is what happens meanwhile that matters.
        for (int i = 0; i < SLOW_TICKS && !atomic_load(&state->healed); i++)
            (void)nanosleep(&(struct timespec){0, 10000000}, NULL);
        break;
    case KIND_KILL_BEFORE: die(); break;
    case KIND_KILL_AFTER: out.dies_after = true; break;
    case KIND_KILL_TORN: out.dies_after = out.torn = true; break;
    case KIND_IGNORE: out.ignored = true; break;
    case KIND_SHORT:
    case KIND_INTERRUPT:
    case KIND_NONE: break;
    }
    return out;
}

#define PASS(type, op, interruptible, call) \
    Fate told = fate(op, interruptible);    \
    if (told.fails) return (type)-1;        \
    type result = (call);                   \
    if (told.dies_after) die();             \
    return result

static int opened(int fd, const Fate *told) {
    if (told->dies_after) die();
    if (fd >= 0 && fd < DESCRIPTORS) {
        struct stat status;
        synced[fd] = fstat(fd, &status) == 0 ? status.st_size : 0;
        atomic_store(&inside[fd], true);
    }
    return fd;
}

int openat(int dir_fd, const char *path, int flags, ...) {
    REAL(int, "openat", int, const char *, int, ...)
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (!lies_inside(dir_fd, path)) return next(dir_fd, path, flags, mode);
    Fate told = fate("open", true);
    if (told.fails) return -1;
    return opened(next(dir_fd, path, flags, mode), &told);
}

// A close that fails has closed all the same, as Linux does it.
int close(int fd) {
    REAL(int, "close", int)
    if (!is_inside(fd)) return next(fd);
    Fate told = fate("close", true);
    int why = errno;
    atomic_store(&inside[fd], false);
    int result = next(fd);
    if (told.dies_after) die();
    errno = told.fails ? why : errno;
    return told.fails ? -1 : result;
}

ssize_t read(int fd, void *out, size_t n) {
    REAL(ssize_t, "read", int, void *, size_t)
    if (!is_inside(fd)) return next(fd, out, n);
    if (kind == KIND_SHORT && n > 7) n = 7;
    PASS(ssize_t, "read", true, next(fd, out, n));
}

ssize_t pread(int fd, void *out, size_t n, off_t at) {
    REAL(ssize_t, "pread", int, void *, size_t, off_t)
    if (!is_inside(fd)) return next(fd, out, n, at);
    PASS(ssize_t, "pread", true, next(fd, out, n, at));
}

// A full disk takes half of it before it says so.
ssize_t write(int fd, const void *bytes, size_t n) {
    REAL(ssize_t, "write", int, const void *, size_t)
    if (!is_inside(fd)) return next(fd, bytes, n);
    if (kind == KIND_SHORT && n > 1) n = 1;
    Fate told = fate("write", true);
    if (told.fails) {
        int why = errno;
        if ((why == ENOSPC || why == EDQUOT) && n > 1) (void)!next(fd, bytes, n / 2);
        errno = why;
        return -1;
    }
    if (told.torn && n > 1) n = n / 2;
    ssize_t result = next(fd, bytes, n);
    if (told.dies_after) die();
    return result;
}

// The kernel drops what it could not write; what is read there afterwards is not what was written.
static void drop_pages(int fd) {
    struct stat status;
    char path[64] = "/proc/self/fd/";
    if (fd >= DESCRIPTORS || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
    size_t at = strlen(path);
    char digits[16];
    size_t n = 0;
    for (int rest = fd; n == 0 || rest; rest /= 10) digits[n++] = (char)('0' + rest % 10);
    while (n) path[at++] = digits[--n];
    path[at] = '\0';
    REAL(int, "open", const char *, int, ...)
    int again = next(path, O_WRONLY | O_CLOEXEC);
    for (off_t place = synced[fd]; again >= 0 && place < status.st_size; place++)
        (void)!pwrite(again, "", 1, place);
    if (again >= 0) (void)close(again);
}

static int sync_by(const char *op, int (*next)(int), int fd) {
    if (!is_inside(fd)) return next(fd);
    Fate told = fate(op, true);
    if (told.fails) {
        int why = errno;
        if (kind == KIND_LIE) drop_pages(fd);
        errno = why;
        return -1;
    }
    int result = told.ignored ? 0 : next(fd);
    struct stat status;
    if (result == 0 && fstat(fd, &status) == 0) synced[fd] = status.st_size;
    if (told.dies_after) die();
    return result;
}

int fsync(int fd) {
    REAL(int, "fsync", int)
    return sync_by("fsync", next, fd);
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int)
    return sync_by("fdatasync", next, fd);
}

static void log_frame(const char *from) {
    char buffer[64 * 1024];
    REAL(int, "open", const char *, int, ...)
    int in = next(from, O_RDONLY | O_CLOEXEC);
    int out = next(frames, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    for (ssize_t n = 1; in >= 0 && out >= 0 && n > 0;) {
        n = read(in, buffer, sizeof buffer);
        if (n > 0) (void)!write(out, buffer, (size_t)n);
    }
    if (in >= 0) (void)close(in);
    if (out >= 0) (void)close(out);
}

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *)
    if (frames && strstr(to, ".inspect.json")) log_frame(from);
    if (!lies_inside(to_dir, to)) return next(from_dir, from, to_dir, to);
    PASS(int, "rename", false, next(from_dir, from, to_dir, to));
}

int unlinkat(int dir_fd, const char *path, int flags) {
    REAL(int, "unlinkat", int, const char *, int)
    if (!lies_inside(dir_fd, path)) return next(dir_fd, path, flags);
    PASS(int, "unlink", false, next(dir_fd, path, flags));
}

int mkdirat(int dir_fd, const char *path, mode_t mode) {
    REAL(int, "mkdirat", int, const char *, mode_t)
    if (!lies_inside(dir_fd, path)) return next(dir_fd, path, mode);
    PASS(int, "mkdir", false, next(dir_fd, path, mode));
}

int fstatat(int dir_fd, const char *path, struct stat *out, int flags) {
    REAL(int, "fstatat", int, const char *, struct stat *, int)
    if (!lies_inside(dir_fd, path)) return next(dir_fd, path, out, flags);
    PASS(int, "stat", false, next(dir_fd, path, out, flags));
}

int fchmod(int fd, mode_t mode) {
    REAL(int, "fchmod", int, mode_t)
    if (!is_inside(fd)) return next(fd, mode);
    PASS(int, "chmod", false, next(fd, mode));
}

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t)
    if (!is_inside(fd)) return next(fd, size);
    PASS(int, "truncate", true, next(fd, size));
}

int fallocate(int fd, int mode, off_t from, off_t bytes) {
    REAL(int, "fallocate", int, int, off_t, off_t)
    if (!is_inside(fd)) return next(fd, mode, from, bytes);
    PASS(int, "reserve", true, next(fd, mode, from, bytes));
}

int flock(int fd, int operation) {
    REAL(int, "flock", int, int)
    if (!is_inside(fd)) return next(fd, operation);
    PASS(int, "lock", true, next(fd, operation));
}

int clock_gettime(clockid_t which, struct timespec *out) {
    REAL(int, "clock_gettime", clockid_t, struct timespec *)
    int result = next(which, out);
    if (result == 0 && which == CLOCK_REALTIME)
        out->tv_sec += (time_t)atomic_load(&state->clock_hours) * 3600;
    return result;
}
