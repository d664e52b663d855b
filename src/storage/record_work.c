// What the storage thread does, one task a function. Invariants: the log holds everything that was
// appended; session.json is written from what is synced only; a rewrite folds to the same session.
#include "storage/record_private.h"

#include "base/log.h"
#include "storage/file_ops.h"
#include "storage/session_json.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

RecordReason record_reason(int os_error) {
    switch (os_error) {
    case 0: return REASON_NONE;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return REASON_DISK_FULL;
    case EROFS: return REASON_READ_ONLY;
    case EACCES:
    case EPERM: return REASON_NO_RIGHTS;
    case ENOENT:
    case ENOTDIR:
    case ENODEV:
    case ENXIO:
    case ESTALE: return REASON_GONE;
    case EIO: return REASON_IO_ERROR;
    default: return REASON_OTHER;
    }
}

// What session.json says beyond what the log tells: without it the next opening would know less.
static void add_what_recovery_knew(const Record *record, Session *session) {
    session->incomplete = record->incomplete;
    if (session->last_seq < record->known_seq) session->last_seq = record->known_seq;
}

Err record_make_replica(Record *record) {
    queued_events_destroy(record->behind);
    record->behind = NULL;
    session_finish(&record->replica);
    session_init(&record->replica);
    record->replica_ready = false;
    Err err = session_set_id(&record->replica, record->id);
    if (err != ERR_MEMORY) err = record_log_fold(&record->log, &record->replica, NULL);
    add_what_recovery_knew(record, &record->replica);
    record->replica_ready = !err;
    return err;
}

// What an event asks of the files once it is synced.
static void note_duties(Record *record, EventType type) {
    // Ballots leave the order in which they came; at the end removed notes leave too.
    if (type == EV_ROUND_REVEAL || type == EV_ROUND_CANCEL || type == EV_SESSION_PAUSE ||
        type == EV_SESSION_CLOSE)
        record->redact_due = true;
    if (type == EV_SESSION_CLOSE) record->forget_due = true;
    if (type == EV_SESSION_CLOSE || type == EV_SESSION_PAUSE) record->snapshot_due = true;
}

Err record_log_backlog(Record *record) {
    uint64_t synced = record->files.synced ? record->log.entries[record->files.synced - 1].seq : 0;
    QueuedEvent **end = &record->behind;
    while (*end) end = &(*end)->next;
    while (record->backlog) {
        QueuedEvent *queued = record->backlog;
        Err err = record_log_add_event(&record->log, &queued->event, synced);
        if (err) return err;
        note_duties(record, queued->event.type);
        record->backlog = queued->next;
        queued->next = NULL;
        *end = queued;
        end = &queued->next;
    }
    return ERR_NONE;
}

void record_catch_up(Record *record) {
    for (const QueuedEvent *queued = record->behind; queued && record->replica_ready;
         queued = queued->next) {
        // Without memory for it the replica is made anew from the log, when there is some.
        if (session_apply(&record->replica, &queued->event, NULL) == ERR_MEMORY)
            record->replica_ready = false;
    }
    queued_events_destroy(record->behind);
    record->behind = NULL;
    record_log_make_room(&record->log);
}

// The replica that session.json and rewrites are made of.
static Err replica_now(Record *record, ErrInfo *info) {
    record_catch_up(record);
    if (record->replica_ready || record_make_replica(record) == ERR_NONE) return ERR_NONE;
    return err_set(info, ERR_MEMORY, ENOMEM, "no memory left");
}

// Puts everything where nothing is any more.
static Err write_anew(Record *record, ErrInfo *info) {
    Err err = record_files_restore(&record->files, info);
    if (err) return err;
    // Should this fail, the next try must not think that anything is there still.
    record->files.synced = record->files.first = 0;
    record->log.rewrite++;
    err = record_files_rewrite(&record->files, &record->log, info);
    if (!err) record->snapshot_due = true;
    return err;
}

Err record_save(Record *record, ErrInfo *info) {
    Err err = record_files_append(&record->files, &record->log, info);
    // Removed, before or while it was being written: noticed before anybody is told that it is saved.
    if (record_files_there(&record->files)) return err;
    log_line("%s: its files are gone: all of it is written again", record->id);
    return write_anew(record, info);
}

static Err to_json(Session *session, Str *out) {
    str_init(out);
    Err err = session_to_json(session, out);
    if (err) str_finish(out);
    return err;
}

// The rewritten log must fold to the very same session: a rewrite is never worth an event.
static Err same_session(Record *record, const RecordLog *log, bool *out_same) {
    *out_same = false;
    Session session;
    session_init(&session);
    Err err = session_set_id(&session, record->id) == ERR_MEMORY
                  ? ERR_MEMORY
                  : record_log_fold(log, &session, NULL);
    add_what_recovery_knew(record, &session);
    Str before, after;
    if (!err) err = to_json(&record->replica, &before);
    if (!err) {
        err = to_json(&session, &after);
        if (!err) {
            *out_same = before.length == after.length &&
                        memcmp(before.text, after.text, before.length) == 0;
            str_finish(&after);
        }
        str_finish(&before);
    }
    session_finish(&session);
    return err;
}

Err record_redact(Record *record, ErrInfo *info) {
    Err err = replica_now(record, info);
    if (err) return err;
    RecordLog better;
    bool changed, same = true;
    err = record_log_redact(&record->log, &record->replica, record->forget_due, &better, &changed);
    if (!err && changed) err = same_session(record, &better, &same);
    if (err) {
        record_log_finish(&better);
        return err_set(info, err, ENOMEM, "no memory left");
    }
    if (changed && !same) {
        log_line("%s: the record was not rewritten: the outcome would not have been the same",
                 record->id);
        changed = false;
    }
    // Bytes that nobody can read must not become the end of the file: it would be cut off as torn.
    if (changed && better.count > 0 && better.entries[better.count - 1].seq == 0) changed = false;
    if (!changed) record_log_finish(&better);
    if (changed) {
        // Raised before the try, so that whatever is left of a failed one is never taken for newer.
        better.rewrite = ++record->log.rewrite;
        err = record_files_rewrite(&record->files, &better, info);
        if (err) {
            record_log_finish(&better);
            return err;
        }
        record_log_finish(&record->log);
        record->log = better;
        record->files.synced = record->log.count;
    }
    record->redact_due = record->forget_due = false;
    return ERR_NONE;
}

Err record_snapshot(Record *record, ErrInfo *info) {
    Err err = replica_now(record, info);
    if (err) return err;
    Str json;
    if (to_json(&record->replica, &json))
        return err_set(info, ERR_MEMORY, ENOMEM, "no memory left");
    err = record_files_snapshot(&record->files, &json, info);
    str_finish(&json);
    return err;
}

// Another session under the same name must not be written over.
static Err check_target(const RecordFiles *files, RecordLog *log, ErrInfo *info) {
    Session session;
    session_init(&session);
    RecordScan scan;
    Recovery recovery;
    Err err = record_scan(files->folder_fd, files->id, &session, &scan, &recovery, info);
    if (err == ERR_MISSING) err = ERR_NONE;
    bool same = scan.log.count == 0 ||
                (log->count > 0 && scan.log.entries[0].size == log->entries[0].size &&
                 memcmp(scan.log.bytes.text, log->bytes.text, log->entries[0].size) == 0);
    if (!err && !same)
        err = err_set(info, ERR_REFUSED, 0, "%s: there is another session of that name there",
                      files->id);
    // What lies there from an earlier move must not look newer than what is written now.
    if (!err && scan.log.rewrite > log->rewrite) log->rewrite = scan.log.rewrite;
    record_scan_finish(&scan);
    session_finish(&session);
    return err;
}

Err record_move_now(Record *record, const char *data_dir, ErrInfo *info) {
    RecordFiles next;
    record_files_init(&next);
    Err err = record_files_find(&next, data_dir, record->id, info);
    if (!err) err = record_files_restore(&next, info);
    if (!err) err = check_target(&next, &record->log, info);
    if (!err) {
        next.begin_segment = true;
        record->log.rewrite++;
        err = record_files_rewrite(&next, &record->log, info);
    }
    if (err) {
        record_files_finish(&next);
        return err == ERR_REFUSED ? err : ERR_MACHINE;
    }
    record_files_finish(&record->files);
    record->files = next;
    record->snapshot_due = true;
    return ERR_NONE;
}
