// Finding and preparing <data>. Invariant: after data_dir_prepare said yes, a file was really written
// and synced there; asking for rights (access) would lie on a read-only or full disk.
#include "storage/data_dir.h"

#include "base/rng.h"
#include "storage/file_ops.h"
#include "storage/sessions_paths.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROBE ".probe-"

static const char *environment(const char *name) {
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

static const char *home_folder(void) {
    const char *home = environment("HOME");
    if (home) return home;
    const struct passwd *user = getpwuid(getuid());
    return user && user->pw_dir && user->pw_dir[0] == '/' ? user->pw_dir : NULL;
}

Err data_dir_find(const char *option, Str *out, ErrInfo *info) {
    const char *chosen = option && option[0] ? option : environment("PRAATPLAAT_DATA");
    const char *share = environment("XDG_DATA_HOME");
    // The XDG rules want a relative path there ignored.
    if (share && share[0] != '/') share = NULL;
    if (chosen) {
        str_append(out, chosen);
    } else if (share) {
        str_format(out, "%s/praatplaat", share);
    } else {
        const char *home = home_folder();
        if (!home)
            return err_set(info, ERR_MACHINE, 0,
                           "no home folder is known: say where to save with --data-dir");
        str_format(out, "%s/.local/share/praatplaat", home);
    }
    if (!str_ok(out)) return err_set(info, ERR_MEMORY, 0, "no memory left");
    while (out->length > 1 && out->text[out->length - 1] == '/') out->text[--out->length] = '\0';
    return ERR_NONE;
}

// mkdir -p. What is missing on the way is made 0700, as XDG asks for ~/.local/share.
static Err make_parents(const char *data_dir, ErrInfo *info) {
    Str path;
    str_init(&path);
    str_append(&path, data_dir);
    Err err = str_ok(&path) ? ERR_NONE : err_set(info, ERR_MEMORY, 0, "no memory left");
    for (size_t i = 1; !err && i <= path.length; i++) {
        char after = path.text[i];
        if (after != '/' && after != '\0') continue;
        path.text[i] = '\0';
        struct stat status;
        if (file_ops()->stat_at(AT_FDCWD, path.text, &status) != 0)
            err = file_make_folder(AT_FDCWD, path.text, info);
        path.text[i] = after;
    }
    str_finish(&path);
    return err;
}

typedef struct {
    int fd;
    bool found;
    char name[256];
} Leftover;

static bool find_leftover(void *ctx, const char *name) {
    Leftover *left = ctx;
    if (!str_starts(name, SESSIONS_DELETING) && !str_starts(name, PROBE)) return true;
    left->found = str_copy(left->name, sizeof left->name, name);
    return !left->found;
}

static void end_deletions(int sessions_fd) {
    Leftover left = {.fd = sessions_fd};
    for (int i = 0; i < 1000; i++) {
        left.found = false;
        if (file_ops()->list(sessions_fd, find_leftover, &left) != 0 || !left.found) return;
        if (file_remove_tree(sessions_fd, left.name, NULL)) return;
    }
}

// Programs that start at the same moment try at the same moment: each has a name of its own, which
// is gone before anything is written. One that is seen is left over from a program that was killed.
static Err try_writing(int sessions_fd, ErrInfo *info) {
    char name[32];
    (void)snprintf(name, sizeof name, PROBE "%08" PRIx32 "%08" PRIx32, rng_next(), rng_next());
    int fd;
    Err err = file_open_regular(sessions_fd, name, O_WRONLY | O_CREAT | O_EXCL, &fd, info);
    if (err) return err;
    (void)file_ops()->unlink(sessions_fd, name, 0);
    if (!file_write_fd(fd, "x", 1, NULL) || file_sync(fd) != 0)
        err =
            err_set(info, ERR_MACHINE, errno, "%s: cannot be saved: %s", name, file_reason(errno));
    file_close(fd);
    return err;
}

Err data_dir_prepare(const char *data_dir, ErrInfo *info) {
    ErrInfo why = {0};
    Str path;
    str_init(&path);
    str_format(&path, "%s/%s", data_dir, SESSIONS_FOLDER);
    Err err = str_ok(&path) ? ERR_NONE : ERR_MEMORY;
    int fd = -1;
    if (!err) err = make_parents(data_dir, &why);
    if (!err) err = file_make_folder(AT_FDCWD, path.text, &why);
    if (!err) err = file_open_folder(AT_FDCWD, path.text, &fd, &why);
    if (!err) {
        struct stat status;
        if (file_ops()->stat(fd, &status) == 0 && (status.st_mode & 0777) != 0700)
            (void)file_ops()->chmod(fd, 0700);
        end_deletions(fd);
        err = try_writing(fd, &why);
    }
    file_close(fd);
    str_finish(&path);
    if (!err) return ERR_NONE;
    if (err == ERR_MEMORY) return err_set(info, err, 0, "no memory left");
    const char *reason = why.os_error ? file_reason(why.os_error) : why.text;
    return err_set(info, ERR_MACHINE, why.os_error,
                   "%s: nothing can be saved there, %s: choose another folder with --data-dir",
                   data_dir, reason);
}
