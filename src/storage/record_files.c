// Creating, appending, replacing. Invariants: what is behind good_size is never trusted again; after a
// failed sync nothing more is written to that file; a segment that was not synced whole is removed.
#include "storage/record_files.h"

#include "base/log.h"
#include "storage/event_json.h"
#include "storage/file_ops.h"
#include "storage/sessions_paths.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>

enum {
    RESERVE_BYTES = 256 * 1024,  // space ahead at first: some hours of a meeting
    RESERVE_LOW = 32 * 1024,     // reserve again when less is left
    PAGE_BYTES = 4096            // what a disk may spoil together
};

void record_files_init(RecordFiles *files) {
    *files = (RecordFiles){.folder_fd = -1, .lock_fd = -1, .events_fd = -1};
}

static void close_all(RecordFiles *files) {
    file_close(files->events_fd);
    file_close(files->lock_fd);
    file_close(files->folder_fd);
    files->events_fd = files->lock_fd = files->folder_fd = -1;
}

void record_files_finish(RecordFiles *files) {
    if (!files) return;
    close_all(files);
    str_finish(&files->data_dir);
    str_finish(&files->folder);
    record_files_init(files);
}

static Err failed(ErrInfo *info, const char *name) {
    int os_error = errno;
    return err_set(info, ERR_MACHINE, os_error, "%s: cannot be saved: %s", name,
                   file_reason(os_error));
}

static int try_lock(int fd) {
    int result;
    do result = file_ops()->lock(fd, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result;
}

Err record_files_lock(RecordFiles *files, ErrInfo *info) {
    static const char taken[] =
        "%s: another program has this session open: it can only be looked at";
    if (try_lock(files->folder_fd) != 0 && errno == EWOULDBLOCK)
        return err_set(info, ERR_LOCKED, errno, taken, files->id);
    Err err =
        file_open_regular(files->folder_fd, RECORD_LOCK, O_RDWR | O_CREAT, &files->lock_fd, info);
    // Something else under that name is no reason to lose the session: the folder's own lock holds.
    if (err == ERR_REFUSED) return ERR_NONE;
    if (err) return err;
    if (try_lock(files->lock_fd) != 0 && errno == EWOULDBLOCK)
        return err_set(info, ERR_LOCKED, errno, taken, files->id);
    return ERR_NONE;
}

static void reserve_ahead(RecordFiles *files) {
    if (files->reserved - files->good_size > RESERVE_LOW) return;
    // As much again as there is: a file in many small pieces makes each sync write their list too.
    off_t ahead = files->good_size > RESERVE_BYTES ? files->good_size : RESERVE_BYTES;
    // A disk that cannot do it, or has no room, says so when it comes to writing.
    if (file_ops()->reserve(files->events_fd, files->good_size, ahead) == 0)
        files->reserved = files->good_size + ahead;
    else
        files->reserved = files->good_size + RESERVE_LOW + RESERVE_BYTES;
}

// The first entry that a new segment has to hold. The last page that was synced is written again:
// the failed write touched it, and a disk that failed may have spoilt it.
static size_t first_for_segment(const RecordFiles *files, const RecordLog *log) {
    size_t first = files->synced, bytes = 0;
    // Of this segment only: an earlier one may hold the same numbers otherwise, after a rewrite of
    // which nobody knows whether it came through.
    while (first > files->first && bytes + log->entries[first - 1].size <= PAGE_BYTES)
        bytes += log->entries[--first].size;
    return first;
}

static Err write_segment(RecordFiles *files, const char *name, const Str *text, int *out_fd,
                         ErrInfo *info) {
    *out_fd = -1;
    Err err = file_open_regular(files->folder_fd, name, O_WRONLY | O_APPEND | O_CREAT | O_EXCL,
                                out_fd, info);
    if (err) return err;
    if (file_write_fd(*out_fd, text->text, text->length, NULL) && file_sync(*out_fd) == 0 &&
        file_sync(files->folder_fd) == 0)
        return ERR_NONE;
    err = failed(info, name);
    file_close(*out_fd);
    *out_fd = -1;
    (void)file_ops()->unlink(files->folder_fd, name, 0);
    return err;
}

static Err begin_segment(RecordFiles *files, const RecordLog *log, ErrInfo *info) {
    Str text;
    str_init(&text);
    size_t first = first_for_segment(files, log);
    record_log_write(log, files->id, first, &text);
    Err err =
        str_ok(&text) ? ERR_NONE : err_set(info, ERR_MEMORY, ENOMEM, "no memory left to save");
    int fd = -1, number = files->segment;
    char name[32];
    while (!err) {
        if (++number >= SEGMENTS_MAX) {
            err = err_set(info, ERR_MACHINE, EFBIG, "%s: the record lies in too many pieces",
                          files->id);
            break;
        }
        segment_name(number, name);
        ErrInfo why = {0};
        err = write_segment(files, name, &text, &fd, &why);
        // A name that is taken is left alone, whatever it is.
        if (err && why.os_error == EEXIST) {
            err = ERR_NONE;
            continue;
        }
        if (err) err = err_set(info, err, why.os_error, "%s", why.text);
        break;
    }
    if (!err) {
        file_close(files->events_fd);
        files->events_fd = fd;
        files->segment = number;
        files->begin_segment = false;
        files->good_size = (off_t)text.length;
        files->reserved = 0;
        files->synced = log->count;
        files->first = first;
        reserve_ahead(files);
    }
    str_finish(&text);
    return err;
}

Err record_files_append(RecordFiles *files, const RecordLog *log, ErrInfo *info) {
    if (files->synced >= log->count) return ERR_NONE;
    if (files->begin_segment || files->events_fd < 0) return begin_segment(files, log, info);
    size_t from = log->entries[files->synced].at, n = log->bytes.length - from;
    if (!file_write_fd(files->events_fd, log->bytes.text + from, n, NULL)) {
        Err err = failed(info, RECORD_EVENTS);
        // Nothing of this was synced: without it the file is as good as before.
        if (file_ops()->truncate(files->events_fd, files->good_size) != 0)
            files->begin_segment = true;
        return err;
    }
    if (file_data_sync(files->events_fd) != 0) {
        Err err = failed(info, RECORD_EVENTS);
        files->begin_segment = true;
        return err;
    }
    files->good_size += (off_t)n;
    files->synced = log->count;
    reserve_ahead(files);
    return ERR_NONE;
}

typedef struct {
    Str names;
    bool (*match)(const char *name);
} NameFilter;

static bool collect(void *ctx, const char *name) {
    NameFilter *filter = ctx;
    if (filter->match(name)) str_append_bytes(&filter->names, name, strlen(name) + 1);
    return true;
}

static bool is_later_segment(const char *name) {
    return str_starts(name, "events-");
}

// Removes what match says, as far as it goes: what stays behind is left out at the next start.
static void remove_matching(RecordFiles *files, bool (*match)(const char *name)) {
    NameFilter filter = {.match = match};
    str_init(&filter.names);
    bool removed = false;
    if (file_ops()->list(files->folder_fd, collect, &filter) == 0 && str_ok(&filter.names)) {
        for (size_t at = 0; at < filter.names.length; at += strlen(filter.names.text + at) + 1)
            removed =
                file_ops()->unlink(files->folder_fd, filter.names.text + at, 0) == 0 || removed;
    }
    str_finish(&filter.names);
    if (removed) (void)file_sync(files->folder_fd);
}

Err record_files_rewrite(RecordFiles *files, const RecordLog *log, ErrInfo *info) {
    Str text;
    str_init(&text);
    record_log_write(log, files->id, 0, &text);
    Err err = str_ok(&text)
                  ? file_write_atomic(files->folder_fd, RECORD_EVENTS, text.text, text.length, info)
                  : err_set(info, ERR_MEMORY, ENOMEM, "no memory left to save");
    // From here on the name may mean another file than the one that is open, even after a failure.
    files->begin_segment = true;
    files->first = err ? files->synced : 0;
    if (!err) {
        files->synced = log->count;
        remove_matching(files, is_later_segment);
        files->segment = 1;
        int fd;
        // Without this the next event begins a new segment, which is just as good.
        if (file_open_regular(files->folder_fd, RECORD_EVENTS, O_WRONLY | O_APPEND, &fd, NULL) ==
            ERR_NONE) {
            file_close(files->events_fd);
            files->events_fd = fd;
            files->good_size = (off_t)text.length;
            files->reserved = 0;
            files->begin_segment = log->has_raw;
            reserve_ahead(files);
        }
    }
    str_finish(&text);
    return err;
}

typedef enum { PLACE_THERE, PLACE_GONE, PLACE_UNKNOWN } Place;

// Whether what is open is what stands under the path.
static Place look(int fd, const char *path) {
    struct stat open_one, named;
    if (file_ops()->stat(fd, &open_one) != 0) return PLACE_UNKNOWN;
    if (open_one.st_nlink == 0) return PLACE_GONE;
    if (file_ops()->stat_at(AT_FDCWD, path, &named) != 0)
        return errno == ENOENT || errno == ENOTDIR ? PLACE_GONE : PLACE_UNKNOWN;
    bool same = named.st_ino == open_one.st_ino && named.st_dev == open_one.st_dev;
    return same ? PLACE_THERE : PLACE_GONE;
}

bool record_files_there(const RecordFiles *files) {
    bool segment = files->events_fd >= 0 && !files->begin_segment;
    Str path;
    str_init(&path);
    str_append(&path, str_text(&files->folder));
    if (segment) {
        char name[32];
        segment_name(files->segment, name);
        str_append(&path, "/");
        str_append(&path, name);
    }
    Place place = PLACE_UNKNOWN;
    // One call that fails must not hide that the files are gone: then it looks once more.
    for (int i = 0; i < 2 && place == PLACE_UNKNOWN && str_ok(&path); i++)
        place = look(segment ? files->events_fd : files->folder_fd, str_text(&path));
    str_finish(&path);
    return place != PLACE_GONE;
}

Err record_files_snapshot(RecordFiles *files, const Str *json, ErrInfo *info) {
    Str old;
    str_init(&old);
    bool same = file_read_all(files->folder_fd, RECORD_SNAPSHOT, SEGMENT_BYTES_MAX, &old, NULL) ==
                    ERR_NONE &&
                old.length == json->length && memcmp(old.text, json->text, json->length) == 0;
    str_finish(&old);
    if (same) return ERR_NONE;
    return file_write_atomic(files->folder_fd, RECORD_SNAPSHOT, json->text, json->length, info);
}
