// Where a record lies: finding its folder, making it, and mending it after a scan.
#include "storage/event_json.h"
#include "storage/file_ops.h"
#include "storage/record_files.h"
#include "storage/sessions_paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void cut_last_part(Str *path) {
    const char *slash = strrchr(str_text(path), '/');
    if (!slash) {
        str_clear(path);
        str_append(path, ".");
        return;
    }
    path->length = slash == path->text ? 1 : (size_t)(slash - path->text);
    path->text[path->length] = '\0';
}

static Err set_paths(RecordFiles *files, const char *data_dir, const char *id, ErrInfo *info) {
    (void)str_copy(files->id, sizeof files->id, id);
    str_append(&files->data_dir, data_dir);
    str_format(&files->folder, "%s/%s/%s", data_dir, SESSIONS_FOLDER, id);
    if (!str_ok(&files->data_dir) || !str_ok(&files->folder))
        return err_set(info, ERR_MEMORY, 0, "no memory left");
    return ERR_NONE;
}

Err record_files_find(RecordFiles *files, const char *data_dir_or_path, const char *session_id,
                      ErrInfo *info) {
    if (session_id) {
        if (!session_id_valid(session_id))
            return err_set(info, ERR_REFUSED, 0, "%.80s: is no name of a session", session_id);
        return set_paths(files, data_dir_or_path, session_id, info);
    }
    Str *folder = &files->folder;
    str_append(folder, data_dir_or_path);
    while (folder->length > 1 && folder->text[folder->length - 1] == '/')
        folder->text[--folder->length] = '\0';
    if (!str_ok(folder)) return err_set(info, ERR_MEMORY, 0, "no memory left");
    struct stat status;
    if (file_ops()->stat_at(AT_FDCWD, str_text(folder), &status) != 0) {
        Err err = errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_MACHINE;
        return err_set(info, err, errno, "%s: cannot be opened: %s", str_text(folder),
                       file_reason(errno));
    }
    if (!S_ISDIR(status.st_mode)) {
        if (!S_ISREG(status.st_mode))
            return err_set(info, ERR_REFUSED, 0, "%s: is no folder and no file", str_text(folder));
        const char *name = last_part(str_text(folder));
        if (strcmp(name, RECORD_SNAPSHOT) != 0 && !str_starts(name, "events"))
            return err_set(info, ERR_REFUSED, 0, "%s: is no file of a session", str_text(folder));
        cut_last_part(folder);
    }
    // A folder that somebody copied and renamed keeps its session: any name will do.
    const char *name = last_part(str_text(folder));
    (void)str_copy(files->id, sizeof files->id, session_id_valid(name) ? name : "record");
    str_append(&files->data_dir, str_text(folder));
    cut_last_part(&files->data_dir);
    cut_last_part(&files->data_dir);
    if (!str_ok(&files->data_dir) || !str_ok(folder))
        return err_set(info, ERR_MEMORY, 0, "no memory left");
    return ERR_NONE;
}

// Opens <data>/sessions, which is made when it is not there.
static Err open_sessions(const char *data_dir, int *out_fd, ErrInfo *info) {
    Str path;
    str_init(&path);
    str_format(&path, "%s/%s", data_dir, SESSIONS_FOLDER);
    Err err = str_ok(&path) ? ERR_NONE : err_set(info, ERR_MEMORY, 0, "no memory left");
    *out_fd = -1;
    if (!err) err = file_make_folder(AT_FDCWD, data_dir, info);
    if (!err) err = file_make_folder(AT_FDCWD, str_text(&path), info);
    if (!err) err = file_open_folder(AT_FDCWD, str_text(&path), out_fd, info);
    str_finish(&path);
    return err;
}

static Err open_own_folder(RecordFiles *files, int sessions_fd, ErrInfo *info) {
    Err err = file_open_folder(sessions_fd, files->id, &files->folder_fd, info);
    if (err) return err;
    // The umask may have taken rights away that we need.
    if (file_ops()->chmod(files->folder_fd, 0700) != 0)
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be made: %s", files->id,
                      file_reason(errno));
    if (!err && (file_sync(files->folder_fd) != 0 || file_sync(sessions_fd) != 0))
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be saved: %s", files->id,
                      file_reason(errno));
    return err ? err : record_files_lock(files, info);
}

Err record_files_create(RecordFiles *files, const char *data_dir, const char *id,
                        const RecordLog *log, ErrInfo *info) {
    if (!session_id_valid(id))
        return err_set(info, ERR_REFUSED, 0, "%.80s: is no name of a session", id);
    Err err = set_paths(files, data_dir, id, info);
    int sessions_fd = -1;
    if (!err) err = open_sessions(data_dir, &sessions_fd, info);
    if (err) return err;
    if (file_ops()->mkdir(sessions_fd, id, 0700) != 0) {
        err = errno == EEXIST ? err_set(info, ERR_REFUSED, errno,
                                        "%s: there is a session of that name already", id)
                              : err_set(info, ERR_MACHINE, errno, "%s: cannot be made: %s", id,
                                        file_reason(errno));
        file_close(sessions_fd);
        return err;
    }
    err = open_own_folder(files, sessions_fd, info);
    if (!err) err = record_files_rewrite(files, log, info);
    if (err) {
        int os_error = info ? info->os_error : 0;
        (void)file_remove_tree(sessions_fd, id, NULL);
        if (info) info->os_error = os_error;
    }
    file_close(sessions_fd);
    return err == ERR_MISSING || err == ERR_LOCKED ? ERR_MACHINE : err;
}

Err record_files_restore(RecordFiles *files, ErrInfo *info) {
    RecordFiles fresh;
    record_files_init(&fresh);
    (void)str_copy(fresh.id, sizeof fresh.id, files->id);
    int sessions_fd = -1;
    Err err = open_sessions(str_text(&files->data_dir), &sessions_fd, info);
    if (!err && file_ops()->mkdir(sessions_fd, files->id, 0700) != 0 && errno != EEXIST)
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be made: %s", files->id,
                      file_reason(errno));
    // The same folder without its events keeps the lock that we have.
    struct stat open_folder = {0}, named = {0};
    bool same = !err && file_ops()->stat(files->folder_fd, &open_folder) == 0 &&
                open_folder.st_nlink > 0 &&
                file_ops()->stat_at(sessions_fd, files->id, &named) == 0 &&
                named.st_ino == open_folder.st_ino && named.st_dev == open_folder.st_dev;
    if (!err && !same) err = open_own_folder(&fresh, sessions_fd, info);
    file_close(sessions_fd);
    if (err || same) {
        record_files_finish(&fresh);
        return err;
    }
    file_close(files->events_fd);
    file_close(files->lock_fd);
    file_close(files->folder_fd);
    files->folder_fd = fresh.folder_fd;
    files->lock_fd = fresh.lock_fd;
    files->events_fd = -1;
    files->begin_segment = true;
    return ERR_NONE;
}

// ---- Mending -----------------------------------------------------------------------------------

static bool note_temporary(void *ctx, const char *name) {
    Str *names = ctx;
    if (file_is_temporary(name)) str_append_bytes(names, name, strlen(name) + 1);
    return true;
}

static void remove_leftovers(RecordFiles *files, const RecordScan *scan) {
    Str names;
    str_init(&names);
    bool removed = false;
    if (file_ops()->list(files->folder_fd, note_temporary, &names) == 0 && str_ok(&names)) {
        for (size_t at = 0; at < names.length; at += strlen(names.text + at) + 1)
            removed = file_ops()->unlink(files->folder_fd, names.text + at, 0) == 0 || removed;
    }
    str_finish(&names);
    for (int i = 0; i < scan->stale_count; i++) {
        char name[32];
        segment_name(scan->stale[i], name);
        removed = file_ops()->unlink(files->folder_fd, name, 0) == 0 || removed;
    }
    if (removed) (void)file_sync(files->folder_fd);
}

// Copies the bytes from good_end on to torn-1.bin, torn-2.bin …; the first name that is free.
static Err copy_tail(RecordFiles *files, const Segment *segment, const char *name,
                     Recovery *recovery, ErrInfo *info) {
    Str text;
    str_init(&text);
    Err err = file_read_all(files->folder_fd, name, SEGMENT_BYTES_MAX, &text, info);
    if (!err && text.length < segment->good_end)
        err = err_set(info, ERR_MACHINE, 0, "%s: changed meanwhile", name);
    char torn[64] = "";
    struct stat status;
    for (int i = 1; !err && i < SEGMENTS_MAX; i++) {
        (void)snprintf(torn, sizeof torn, "torn-%d.bin", i);
        if (file_ops()->stat_at(files->folder_fd, torn, &status) != 0 && errno == ENOENT) break;
    }
    if (!err)
        err = file_write_atomic(files->folder_fd, torn, text.text + segment->good_end,
                                text.length - segment->good_end, info);
    str_finish(&text);
    size_t said = strlen(recovery->torn_file);
    if (!err)
        (void)snprintf(recovery->torn_file + said, sizeof recovery->torn_file - said,
                       said ? ", %s" : "%s", torn);
    return err;
}

// Makes a segment end in a whole line.
static Err mend_end(RecordFiles *files, const Segment *segment, int fd, Recovery *recovery,
                    ErrInfo *info) {
    char name[32];
    segment_name(segment->number, name);
    Err err = ERR_NONE;
    bool torn = segment->size > segment->good_end;
    if (torn) err = copy_tail(files, segment, name, recovery, info);
    if (err) return err;
    off_t size = (off_t)segment->good_end;
    bool fine = !torn || file_ops()->truncate(fd, size) == 0;
    if (fine && !segment->newline) {
        fine = file_write_fd(fd, "\n", 1, NULL);
        size++;
    }
    if (fine && (torn || !segment->newline)) fine = file_sync(fd) == 0;
    files->good_size = size;
    if (fine) return ERR_NONE;
    return err_set(info, ERR_MACHINE, errno, "%s: cannot be mended: %s", name, file_reason(errno));
}

static Err open_segment(RecordFiles *files, const Segment *segment, int *out_fd, ErrInfo *info) {
    char name[32];
    segment_name(segment->number, name);
    return file_open_regular(files->folder_fd, name, O_WRONLY | O_APPEND, out_fd, info);
}

// Lines that nobody was told about must not stay anywhere: new ones will carry their numbers.
static Err cut_unknown(RecordFiles *files, const RecordScan *scan, Recovery *recovery,
                       ErrInfo *info) {
    for (int i = 0; i < scan->segment_count; i++) {
        if (!scan->segments[i].cut) continue;
        int fd;
        Err err = open_segment(files, &scan->segments[i], &fd, info);
        if (!err) err = mend_end(files, &scan->segments[i], fd, recovery, info);
        file_close(fd);
        if (err) return err;
    }
    return ERR_NONE;
}

Err record_files_mend(RecordFiles *files, const RecordScan *scan, Recovery *recovery,
                      ErrInfo *info) {
    (void)file_ops()->chmod(files->folder_fd, 0700);
    remove_leftovers(files, scan);
    files->segment = 1;
    for (int i = 0; i < scan->stale_count; i++)
        if (scan->stale[i] > files->segment) files->segment = scan->stale[i];
    files->begin_segment = true;
    files->synced = scan->log.count;
    if (scan->segment_count == 0) {
        files->segment = 0;
        return ERR_NONE;
    }
    Err err = cut_unknown(files, scan, recovery, info);
    if (err) return err;
    Segment last = scan->segments[scan->segment_count - 1];
    if (last.cut) last.size = last.good_end;
    if (last.number > files->segment) files->segment = last.number;
    // A segment that is damaged inside, that an editor touched or of which nothing holds stays as it
    // is: what is new goes to the next one.
    if (last.damaged_bytes > 0 || last.edited || last.good_end == 0) return ERR_NONE;
    err = open_segment(files, &last, &files->events_fd, info);
    if (err) return err;
    bool mended = mend_end(files, &last, files->events_fd, recovery, NULL) == ERR_NONE;
    if (mended && last.number == files->segment) {
        files->begin_segment = false;
        return ERR_NONE;
    }
    // When it cannot be mended, or what a rewrite left behind has a higher number (its removal may
    // have failed), what is new goes to the next one too.
    file_close(files->events_fd);
    files->events_fd = -1;
    return ERR_NONE;
}
