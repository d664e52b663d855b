// Deleting a session. Invariant: a deletion that is cut off is ended at the next start, because the
// folder first gets a name that says what it waits for.
#include "storage/file_ops.h"
#include "storage/imports.h"
#include "storage/record_files.h"
#include "storage/sessions.h"
#include "storage/sessions_paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

// "2026-11-23-houten-7f3k", "2026-11-23-houten-7f3k.pdf" and what a cut-off export left of it,
// ".2026-11-23-houten-7f3k.pdf.tmp", but not "2026-11-23-houten-7f3k2".
static bool belongs_to(const char *name, const char *id) {
    if (name[0] == '.') name++;
    if (!str_starts(name, id)) return false;
    char next = name[strlen(id)];
    bool letter = (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9');
    return !letter;
}

typedef struct {
    const char *id;
    bool found;
    char name[256];
} ExportSearch;

static bool find_export(void *ctx, const char *name) {
    ExportSearch *search = ctx;
    if (!belongs_to(name, search->id)) return true;
    search->found = str_copy(search->name, sizeof search->name, name);
    return !search->found;
}

static Err delete_exports(const char *data_dir, const char *id, ErrInfo *info) {
    Str path;
    str_init(&path);
    str_format(&path, "%s/%s", data_dir, EXPORTS_FOLDER);
    int fd = -1;
    Err err = str_ok(&path) ? file_open_folder(AT_FDCWD, path.text, &fd, info) : ERR_MEMORY;
    str_finish(&path);
    if (err == ERR_MISSING) return ERR_NONE;
    ExportSearch search = {.id = id, .found = true};
    while (!err && search.found) {
        search.found = false;
        if (file_ops()->list(fd, find_export, &search) != 0)
            err = err_set(info, ERR_MACHINE, errno, "exports: cannot be read: %s",
                          file_reason(errno));
        if (!err && search.found) err = file_remove_tree(fd, search.name, info);
    }
    if (!err) (void)file_sync(fd);
    file_close(fd);
    return err;
}

static Err delete_folder(int sessions_fd, const char *id, ErrInfo *info) {
    char leaving[EVENT_ID_BYTES_MAX + 32];
    (void)snprintf(leaving, sizeof leaving, "%s%s", SESSIONS_DELETING, id);
    Err err = file_remove_tree(sessions_fd, leaving, info);
    if (err) return err;
    if (file_ops()->rename(sessions_fd, id, sessions_fd, leaving) != 0)
        return err_set(info, ERR_MACHINE, errno, "%s: cannot be deleted: %s", id,
                       file_reason(errno));
    (void)file_sync(sessions_fd);
    err = file_remove_tree(sessions_fd, leaving, info);
    if (!err && file_sync(sessions_fd) != 0)
        err =
            err_set(info, ERR_MACHINE, errno, "%s: cannot be deleted: %s", id, file_reason(errno));
    return err;
}

static Err delete_own(const char *data_dir, const char *id, ErrInfo *info) {
    RecordFiles files;
    record_files_init(&files);
    Str path;
    str_init(&path);
    str_format(&path, "%s/%s", data_dir, SESSIONS_FOLDER);
    int sessions_fd = -1;
    Err err = record_files_find(&files, data_dir, id, info);
    if (!err && !str_ok(&path)) err = err_set(info, ERR_MEMORY, 0, "no memory left");
    if (!err) err = file_open_folder(AT_FDCWD, path.text, &sessions_fd, info);
    if (!err) err = file_open_folder(sessions_fd, id, &files.folder_fd, info);
    if (err == ERR_MISSING)
        err = err_set(info, ERR_MISSING, ENOENT, "%s: there is no such session", id);
    if (!err) {
        err = record_files_lock(&files, info);
        if (err == ERR_LOCKED)
            err = err_set(info, err, 0, "%s: is open in a program: close it there first", id);
    }
    // The exports first: while one of them is left the session stays listed, and can be deleted again.
    if (!err) err = delete_exports(data_dir, id, info);
    // The lock is held until the folder is gone.
    if (!err) err = delete_folder(sessions_fd, id, info);
    record_files_finish(&files);
    file_close(sessions_fd);
    str_finish(&path);
    return err;
}

Err sessions_delete(const char *data_dir, const char *id, ErrInfo *info) {
    Err err = delete_own(data_dir, id, info);
    bool imported = (err == ERR_NONE || err == ERR_MISSING) && session_id_valid(id) &&
                    imports_has(data_dir, id);
    return imported ? imports_delete(data_dir, id, info) : err;
}
