// Invariant: under a final name there is never half a file. A stick that lies is found out by reading
// back what was written, past the cache where the system lets us.
#include "report_main/deliver.h"

#include "report_main/progress.h"
#include "storage/file_ops.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    TEMPORARY_MAX = 272,
    FILES_MAX = 32,
    CHUNK = 256 * 1024  // between two looks at the progress and at being stopped
};

typedef struct {
    size_t written, all;  // bytes, of all files together
} Count;

static Err refuse(ErrInfo *info, int os_error, const char *folder) {
    return err_set(info, ERR_MACHINE, os_error,
                   "%s: cannot be written: %s: make room there, or choose another folder with -o",
                   folder, file_reason(os_error));
}

static Err make_folders(const char *folder, ErrInfo *info) {
    char path[PATH_MAX];
    if (!str_copy(path, sizeof path, folder)) return refuse(info, ENAMETOOLONG, folder);
    size_t length = strlen(path);
    for (size_t i = 1; i <= length; i++) {
        char after = path[i];
        if (after != '/' && after != '\0') continue;
        path[i] = '\0';
        if (access(path, F_OK) != 0) {
            Err err = file_make_folder(AT_FDCWD, path, info);
            if (err) return refuse(info, info ? info->os_error : 0, folder);
        }
        path[i] = after;
    }
    return ERR_NONE;
}

// A link to a folder is fine when a person names it.
static Err open_folder(const char *folder, int *out_fd, ErrInfo *info) {
    char real[PATH_MAX];
    ErrInfo inner = {0};
    Err err = make_folders(folder, info);
    if (err) return err;
    if (!realpath(folder, real)) return refuse(info, errno, folder);
    err = file_open_folder(AT_FDCWD, real, out_fd, &inner);
    return err ? refuse(info, inner.os_error ? inner.os_error : ENOTDIR, folder) : ERR_NONE;
}

static void temporary_name(const Delivery *file, char out[TEMPORARY_MAX]) {
    (void)snprintf(out, TEMPORARY_MAX, ".%s.tmp", file->name);
}

// In pieces, each on the disk before it counts: what the screen says is true on a slow stick too.
static bool write_pieces(int fd, const Str *bytes, Count *count) {
    for (size_t at = 0; at < bytes->length && !stop_asked();) {
        size_t left = bytes->length - at, n = progress_used() && left > CHUNK ? CHUNK : left;
        if (!file_write_fd(fd, bytes->text + at, n, NULL) || file_sync(fd) != 0) return false;
        at += n;
        count->written += n;
        progress_writing(count->written, count->all);
    }
    return true;
}

static Err write_temporary(int dir, const char *folder, const char *name, const Str *bytes,
                           Count *count, ErrInfo *info) {
    ErrInfo inner = {0};
    int fd;
    (void)file_ops()->unlink(dir, name, 0);
    if (file_open_regular(dir, name, O_WRONLY | O_CREAT | O_EXCL, &fd, &inner))
        return refuse(info, inner.os_error, folder);
    bool fine = write_pieces(fd, bytes, count);
    int os_error = errno;
    if (fine) (void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    if (file_ops()->close(fd) != 0 && fine && errno != EINTR) {
        fine = false;
        os_error = errno;
    }
    if (fine && stop_asked()) return stop_sentence(info);
    return fine ? ERR_NONE : refuse(info, os_error, folder);
}

static Err read_back(int dir, const char *folder, const char *name, const Str *bytes,
                     ErrInfo *info) {
    Str back;
    str_init(&back);
    ErrInfo inner = {0};
    Err err = file_read_all(dir, name, bytes->length + 1, &back, &inner);
    bool same = !err && back.length == bytes->length &&
                memcmp(str_text(&back), str_text(bytes), bytes->length) == 0;
    str_finish(&back);
    if (same) return ERR_NONE;
    if (err == ERR_MACHINE) return refuse(info, inner.os_error, folder);
    return err_set(info, ERR_MACHINE, 0,
                   "%s: what was written reads back differently: this disk or stick is broken, "
                   "take another one",
                   folder);
}

// All names or none: when one cannot be given, those that were new go again. What replaced an older
// file stays, and is whole.
static Err give_names(int dir, const char *folder, const Delivery *files, int count,
                      ErrInfo *info) {
    char name[TEMPORARY_MAX];
    bool fresh[FILES_MAX] = {false};
    for (int i = 0; i < count; i++) {
        fresh[i] = faccessat(dir, files[i].name, F_OK, AT_SYMLINK_NOFOLLOW) != 0;
        temporary_name(&files[i], name);
        if (file_ops()->rename(dir, name, dir, files[i].name) == 0) continue;
        int os_error = errno;
        for (int k = 0; k < i; k++)
            if (fresh[k]) (void)file_ops()->unlink(dir, files[k].name, 0);
        return refuse(info, os_error, folder);
    }
    return file_sync(dir) == 0 ? ERR_NONE : refuse(info, errno, folder);
}

static Err write_all(int dir, const char *folder, const Delivery *files, int count, ErrInfo *info) {
    char name[TEMPORARY_MAX];
    Err err = ERR_NONE;
    Count bytes = {0};
    for (int i = 0; i < count; i++) bytes.all += files[i].bytes.length;
    for (int i = 0; i < count && !err; i++) {
        temporary_name(&files[i], name);
        err = write_temporary(dir, folder, name, &files[i].bytes, &bytes, info);
        if (!err) err = read_back(dir, folder, name, &files[i].bytes, info);
    }
    if (!err && stop_asked()) err = stop_sentence(info);
    if (!err) err = give_names(dir, folder, files, count, info);
    if (!err) return ERR_NONE;
    for (int i = 0; i < count; i++) {
        temporary_name(&files[i], name);
        (void)file_ops()->unlink(dir, name, 0);
    }
    return err;
}

Err deliver(const char *folder, const Delivery *files, int count, ErrInfo *info) {
    int dir = -1;
    assert(count <= FILES_MAX);
    Err err = open_folder(folder, &dir, info);
    if (!err) err = write_all(dir, folder, files, count, info);
    // A stick may be pulled out next: its whole file system is to be at rest.
    if (!err && syncfs(dir) != 0 && errno == EIO) err = refuse(info, errno, folder);
    file_close(dir);
    return err;
}
