// Removing a folder with all that is in it. Walks by descriptors and never follows a symlink, so
// that nothing outside the folder can be reached, whatever somebody put into it.
#include "storage/file_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

enum { DEPTH_MAX = 32 };

typedef struct {
    Str names;  // each with its terminating NUL
} NameList;

static bool remember_name(void *ctx, const char *name) {
    NameList *list = ctx;
    str_append_bytes(&list->names, name, strlen(name) + 1);
    return str_ok(&list->names);
}

static Err remove_at(int dir_fd, const char *name, int depth, ErrInfo *info);

static Err remove_content(int fd, int depth, ErrInfo *info) {
    NameList list;
    str_init(&list.names);
    Err err = ERR_NONE;
    if (file_ops()->list(fd, remember_name, &list) != 0)
        err = err_set(info, ERR_MACHINE, errno, "folder: cannot be read: %s", file_reason(errno));
    else if (!str_ok(&list.names))
        err = err_set(info, ERR_MEMORY, 0, "folder: no memory left to read it");
    for (size_t at = 0; !err && at < list.names.length; at += strlen(list.names.text + at) + 1)
        err = remove_at(fd, list.names.text + at, depth + 1, info);
    str_finish(&list.names);
    return err;
}

static Err remove_at(int dir_fd, const char *name, int depth, ErrInfo *info) {
    if (depth > DEPTH_MAX)
        return err_set(info, ERR_REFUSED, 0, "%s: folders nested too deep", name);
    struct stat status;
    if (file_ops()->stat_at(dir_fd, name, &status) != 0) {
        if (errno == ENOENT) return ERR_NONE;
        return err_set(info, ERR_MACHINE, errno, "%s: cannot be removed: %s", name,
                       file_reason(errno));
    }
    if (S_ISDIR(status.st_mode)) {
        int fd;
        Err err = file_open_folder(dir_fd, name, &fd, info);
        if (err) return err;
        err = remove_content(fd, depth, info);
        file_close(fd);
        if (err) return err;
    }
    int flags = S_ISDIR(status.st_mode) ? AT_REMOVEDIR : 0;
    if (file_ops()->unlink(dir_fd, name, flags) != 0 && errno != ENOENT)
        return err_set(info, ERR_MACHINE, errno, "%s: cannot be removed: %s", name,
                       file_reason(errno));
    return ERR_NONE;
}

Err file_remove_tree(int dir_fd, const char *name, ErrInfo *info) {
    return remove_at(dir_fd, name, 0, info);
}
