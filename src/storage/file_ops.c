// The table of file operations, the system's own behind it, and the helpers that stand on it.
// Invariant: outside of the functions at the top, storage calls the system for files nowhere.
#include "storage/file_ops.h"

#include "base/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static int system_open(int dir_fd, const char *path, int flags, mode_t mode) {
    return openat(dir_fd, path, flags, mode);
}

static int system_stat_at(int dir_fd, const char *path, struct stat *out) {
    return fstatat(dir_fd, path, out, AT_SYMLINK_NOFOLLOW);
}

static int system_reserve(int fd, off_t from, off_t bytes) {
    return fallocate(fd, FALLOC_FL_KEEP_SIZE, from, bytes);
}

static int system_list(int dir_fd, FileVisit visit, void *ctx) {
    // A second descriptor, because closedir closes the one it was given.
    int fd;
    do fd = openat(dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd < 0) return -1;
    DIR *dir = fdopendir(fd);
    if (!dir) {
        int os_error = errno;
        (void)close(fd);
        errno = os_error;
        return -1;
    }
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (!entry) break;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (!visit(ctx, entry->d_name)) {
            errno = 0;
            break;
        }
    }
    int os_error = errno;
    (void)closedir(dir);
    errno = os_error;
    return os_error ? -1 : 0;
}

static const FileOps system_ops = {
    .open = system_open,
    .close = close,
    .read = read,
    .pread = pread,
    .write = write,
    .fsync = fsync,
    .fdatasync = fdatasync,
    .rename = renameat,
    .unlink = unlinkat,
    .mkdir = mkdirat,
    .stat = fstat,
    .stat_at = system_stat_at,
    .chmod = fchmod,
    .truncate = ftruncate,
    .reserve = system_reserve,
    .lock = flock,
    .list = system_list,
};

static const FileOps *current = &system_ops;

const FileOps *file_ops(void) {
    return current;
}

const FileOps *file_ops_system(void) {
    return &system_ops;
}

void file_ops_replace(const FileOps *ops) {
    current = ops ? ops : &system_ops;
}

const char *file_reason(int os_error) {
    switch (os_error) {
    case ENOSPC: return "the disk is full";
    case EDQUOT: return "the user's share of the disk is full";
    case EFBIG: return "the file may not grow any further";
    case EROFS: return "the disk can only be read";
    case EACCES:
    case EPERM: return "there is no permission";
    case ENOENT:
    case ENOTDIR: return "it is not there";
    case ENODEV:
    case ENXIO: return "the disk is gone";
    case EIO: return "the disk does not work (input/output error)";
    case EMFILE:
    case ENFILE: return "too many files are open";
    case ELOOP: return "it is a symbolic link";
    case ENAMETOOLONG: return "the path is too long";
    default: return strerror(os_error);
    }
}

void file_close(int fd) {
    if (fd >= 0) (void)current->close(fd);
}

static int open_repeated(int dir_fd, const char *path, int flags, mode_t mode) {
    int fd;
    do fd = current->open(dir_fd, path, flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

static Err open_failed(ErrInfo *info, const char *path) {
    int os_error = errno;
    Err err = os_error == ENOENT ? ERR_MISSING : os_error == ELOOP ? ERR_REFUSED : ERR_MACHINE;
    return err_set(info, err, os_error, "%s: cannot be opened: %s", path, file_reason(os_error));
}

Err file_open_regular(int dir_fd, const char *path, int flags, int *out_fd, ErrInfo *info) {
    *out_fd = -1;
    // O_NONBLOCK: opening a FIFO must not wait for its other end. It means nothing to a regular file.
    int fd = open_repeated(dir_fd, path, flags | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (fd < 0) {
        // A FIFO opened for writing, a folder opened for writing.
        if (errno == ENXIO || errno == EISDIR)
            return err_set(info, ERR_REFUSED, errno, "%s: is no file", path);
        return open_failed(info, path);
    }
    struct stat status;
    if (current->stat(fd, &status) != 0) {
        Err err = open_failed(info, path);
        file_close(fd);
        return err;
    }
    if (!S_ISREG(status.st_mode)) {
        file_close(fd);
        return err_set(info, ERR_REFUSED, 0, "%s: is no file", path);
    }
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    if (writes && (status.st_mode & 0777) != 0600 && current->chmod(fd, 0600) != 0 &&
        errno != EPERM) {
        Err err = open_failed(info, path);
        file_close(fd);
        return err;
    }
    *out_fd = fd;
    return ERR_NONE;
}

Err file_open_folder(int dir_fd, const char *path, int *out_fd, ErrInfo *info) {
    *out_fd = -1;
    int fd = open_repeated(dir_fd, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
    if (fd < 0) {
        if (errno == ENOTDIR) return err_set(info, ERR_REFUSED, errno, "%s: is no folder", path);
        return open_failed(info, path);
    }
    *out_fd = fd;
    return ERR_NONE;
}

Err file_make_folder(int dir_fd, const char *path, ErrInfo *info) {
    bool made = current->mkdir(dir_fd, path, 0700) == 0;
    if (!made && errno != EEXIST)
        return err_set(info, ERR_MACHINE, errno, "%s: cannot be made: %s", path,
                       file_reason(errno));
    if (!made) return ERR_NONE;
    int fd;
    Err err = file_open_folder(dir_fd, path, &fd, info);
    if (err) return err;
    // The umask may have taken rights away that we need.
    if (current->chmod(fd, 0700) != 0 || file_sync(fd) != 0)
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be made: %s", path, file_reason(errno));
    file_close(fd);
    if (err) return err;
    // The parent holds the new name.
    Str parent;
    str_init(&parent);
    str_append(&parent, path);
    str_append(&parent, "/..");
    if (!str_ok(&parent)) {
        str_finish(&parent);
        return err_set(info, ERR_MEMORY, 0, "%s: no memory left", path);
    }
    err = file_open_folder(dir_fd, str_text(&parent), &fd, info);
    str_finish(&parent);
    if (err) return err;
    if (file_sync(fd) != 0)
        err =
            err_set(info, ERR_MACHINE, errno, "%s: cannot be saved: %s", path, file_reason(errno));
    file_close(fd);
    return err;
}

Err file_read_fd(int fd, size_t max, Str *out) {
    static const size_t chunk = 64 * 1024;
    char *buffer = malloc(chunk);
    if (!buffer) return ERR_MEMORY;
    Err err = ERR_NONE;
    size_t total = 0;
    for (;;) {
        ssize_t n = current->read(fd, buffer, chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) err = ERR_MACHINE;
        if (n <= 0) break;
        total += (size_t)n;
        if (total > max) {
            err = ERR_REFUSED;
            break;
        }
        str_append_bytes(out, buffer, (size_t)n);
        if (!str_ok(out)) {
            err = ERR_MEMORY;
            break;
        }
    }
    int os_error = errno;
    free(buffer);
    errno = os_error;
    return err;
}

Err file_read_all(int dir_fd, const char *path, size_t max, Str *out, ErrInfo *info) {
    int fd;
    Err err = file_open_regular(dir_fd, path, O_RDONLY, &fd, info);
    if (err) return err;
    err = file_read_fd(fd, max, out);
    int os_error = err == ERR_MACHINE ? errno : 0;
    file_close(fd);
    switch (err) {
    case ERR_NONE: return ERR_NONE;
    case ERR_REFUSED: return err_set(info, err, 0, "%s: is larger than %zu bytes", path, max);
    case ERR_MEMORY: return err_set(info, err, 0, "%s: no memory left to read it", path);
    case ERR_USAGE:
    case ERR_MACHINE:
    case ERR_NEWER:
    case ERR_LOCKED:
    case ERR_MISSING: break;
    }
    return err_set(info, err, os_error, "%s: cannot be read: %s", path, file_reason(os_error));
}

bool file_write_fd(int fd, const char *bytes, size_t n, size_t *out_written) {
    size_t done = 0;
    int idle = 0;
    bool fine = true;
    while (done < n) {
        ssize_t step = current->write(fd, bytes + done, n - done);
        if (step > 0) {
            done += (size_t)step;
            idle = 0;
            continue;
        }
        if (step < 0 && errno == EINTR) continue;
        // A write of nothing is no error by itself; a disk that keeps doing it is full.
        if (step == 0 && ++idle < 8) continue;
        if (step == 0) errno = ENOSPC;
        fine = false;
        break;
    }
    if (out_written) *out_written = done;
    return fine;
}

int file_sync(int fd) {
    int result;
    do result = current->fsync(fd);
    while (result != 0 && errno == EINTR);
    return result;
}

int file_data_sync(int fd) {
    int result;
    do result = current->fdatasync(fd);
    while (result != 0 && errno == EINTR);
    return result;
}

static void temporary_name(Str *out, const char *name) {
    str_append(out, ".");
    str_append(out, name);
    str_append(out, ".tmp");
}

bool file_is_temporary(const char *name) {
    size_t length = strlen(name);
    return name[0] == '.' && length > 5 && strcmp(name + length - 4, ".tmp") == 0;
}

static Err replace_with(int dir_fd, const char *temporary, const char *name, const char *bytes,
                        size_t n, ErrInfo *info) {
    (void)current->unlink(dir_fd, temporary, 0);
    int fd;
    Err err = file_open_regular(dir_fd, temporary, O_WRONLY | O_CREAT | O_EXCL, &fd, info);
    if (err) return err == ERR_MISSING || err == ERR_REFUSED ? ERR_MACHINE : err;
    bool fine = file_write_fd(fd, bytes, n, NULL) && file_sync(fd) == 0;
    int os_error = fine ? 0 : errno;
    if (current->close(fd) != 0 && fine && errno != EINTR) {
        fine = false;
        os_error = errno;
    }
    if (fine && current->rename(dir_fd, temporary, dir_fd, name) != 0) {
        fine = false;
        os_error = errno;
    }
    if (!fine) {
        (void)current->unlink(dir_fd, temporary, 0);
        return err_set(info, ERR_MACHINE, os_error, "%s: cannot be written: %s", name,
                       file_reason(os_error));
    }
    if (file_sync(dir_fd) != 0)
        return err_set(info, ERR_MACHINE, errno, "%s: cannot be saved: %s", name,
                       file_reason(errno));
    return ERR_NONE;
}

Err file_write_atomic(int dir_fd, const char *name, const char *bytes, size_t n, ErrInfo *info) {
    Str temporary;
    str_init(&temporary);
    temporary_name(&temporary, name);
    Err err = str_ok(&temporary)
                  ? replace_with(dir_fd, str_text(&temporary), name, bytes, n, info)
                  : err_set(info, ERR_MEMORY, 0, "%s: no memory left to write it", name);
    str_finish(&temporary);
    return err;
}
