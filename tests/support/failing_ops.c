// The failing table: every function asks `due` first, then passes on to the system's.
#include "support/failing_ops.h"

#include "storage/file_ops.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static FaultKind fault_kind;
static int fault_first, fault_count, fault_error;
static unsigned fault_ops;
static atomic_int calls, descriptors;

enum { KILLED = 137 };

// Whether this call is to fail now; errno is set.
static bool due(unsigned bit, bool interruptible, bool *out_kill_after) {
    *out_kill_after = false;
    if (!(fault_ops & bit)) return false;
    int call = atomic_fetch_add(&calls, 1) + 1;
    bool hit = call >= fault_first && (fault_count == 0 || call < fault_first + fault_count);
    switch (fault_kind) {
    case FAULT_NONE:
    case FAULT_SHORT: return false;
    case FAULT_ERROR:
        if (hit) errno = fault_error;
        return hit;
    case FAULT_EVERY_SECOND:
        if (!interruptible || call % 2) return false;
        errno = EINTR;
        return true;
    case FAULT_KILL_BEFORE:
        if (call == fault_first) _exit(KILLED);
        return false;
    case FAULT_KILL_AFTER: *out_kill_after = call == fault_first; return false;
    }
    return false;
}

#define PASS(member, interruptible, failure, call)                       \
    bool kill_after;                                                     \
    if (due(OP_BIT(member), interruptible, &kill_after)) return failure; \
    __typeof__(call) result = (call);                                    \
    if (kill_after) _exit(KILLED);                                       \
    return result

static int failing_open(int dir_fd, const char *path, int flags, mode_t mode) {
    bool kill_after;
    if (due(OP_BIT(open), true, &kill_after)) return -1;
    int fd = file_ops_system()->open(dir_fd, path, flags, mode);
    if (kill_after) _exit(KILLED);
    if (fd >= 0) atomic_fetch_add(&descriptors, 1);
    return fd;
}

// A close that fails has closed all the same, as Linux does it.
static int failing_close(int fd) {
    bool kill_after;
    bool fails = due(OP_BIT(close), true, &kill_after);
    int os_error = errno;
    int result = file_ops_system()->close(fd);
    atomic_fetch_sub(&descriptors, 1);
    if (kill_after) _exit(KILLED);
    if (!fails) return result;
    errno = os_error;
    return -1;
}

static ssize_t failing_write(int fd, const void *bytes, size_t n) {
    if (fault_kind == FAULT_SHORT && n > 1) n = 1;
    // Half of it gets through before the disk is full.
    bool kill_after;
    if (due(OP_BIT(write), true, &kill_after)) {
        int os_error = errno;
        if (os_error == ENOSPC && n > 1) (void)!file_ops_system()->write(fd, bytes, n / 2);
        errno = os_error;
        return -1;
    }
    if (kill_after && n > 1) n = n / 2;
    ssize_t result = file_ops_system()->write(fd, bytes, n);
    if (kill_after) _exit(KILLED);
    return result;
}

static ssize_t failing_read(int fd, void *out, size_t n) {
    PASS(read, true, -1, file_ops_system()->read(fd, out, n));
}
static ssize_t failing_pread(int fd, void *out, size_t n, off_t at) {
    PASS(pread, true, -1, file_ops_system()->pread(fd, out, n, at));
}
static int failing_fsync(int fd) {
    PASS(fsync, true, -1, file_ops_system()->fsync(fd));
}
static int failing_fdatasync(int fd) {
    PASS(fdatasync, true, -1, file_ops_system()->fdatasync(fd));
}
static int failing_rename(int from_dir, const char *from, int to_dir, const char *to) {
    PASS(rename, false, -1, file_ops_system()->rename(from_dir, from, to_dir, to));
}
static int failing_unlink(int dir_fd, const char *path, int flags) {
    PASS(unlink, false, -1, file_ops_system()->unlink(dir_fd, path, flags));
}
static int failing_mkdir(int dir_fd, const char *path, mode_t mode) {
    PASS(mkdir, false, -1, file_ops_system()->mkdir(dir_fd, path, mode));
}
static int failing_stat(int fd, struct stat *out) {
    PASS(stat, false, -1, file_ops_system()->stat(fd, out));
}
static int failing_stat_at(int dir_fd, const char *path, struct stat *out) {
    PASS(stat_at, false, -1, file_ops_system()->stat_at(dir_fd, path, out));
}
static int failing_chmod(int fd, mode_t mode) {
    PASS(chmod, false, -1, file_ops_system()->chmod(fd, mode));
}
static int failing_truncate(int fd, off_t size) {
    PASS(truncate, true, -1, file_ops_system()->truncate(fd, size));
}
static int failing_reserve(int fd, off_t from, off_t bytes) {
    PASS(reserve, true, -1, file_ops_system()->reserve(fd, from, bytes));
}
static int failing_lock(int fd, int operation) {
    PASS(lock, true, -1, file_ops_system()->lock(fd, operation));
}
static int failing_list(int dir_fd, FileVisit visit, void *ctx) {
    PASS(list, false, -1, file_ops_system()->list(dir_fd, visit, ctx));
}

static const FileOps failing = {
    failing_open,  failing_close,     failing_read,   failing_pread,    failing_write,
    failing_fsync, failing_fdatasync, failing_rename, failing_unlink,   failing_mkdir,
    failing_stat,  failing_stat_at,   failing_chmod,  failing_truncate, failing_reserve,
    failing_lock,  failing_list,
};

void failing_ops_start(FaultKind kind, int first, int count, int os_error, unsigned ops) {
    fault_kind = kind;
    fault_first = first;
    fault_count = count;
    fault_error = os_error;
    fault_ops = ops ? ops : OP_ALL;
    atomic_store(&calls, 0);
    atomic_store(&descriptors, 0);
    file_ops_replace(&failing);
}

int failing_ops_calls(void) {
    return atomic_load(&calls);
}

int failing_ops_open(void) {
    return atomic_load(&descriptors);
}

void failing_ops_stop(void) {
    file_ops_replace(NULL);
}
