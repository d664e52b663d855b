// Opening a record: lock, read, judge, mend, go on. Invariants: with RECORD_LOOK, without the lock or
// with something newer in it, no byte changes; what recovery found is said, never kept quiet.
#include "base/clock.h"
#include "storage/file_ops.h"
#include "storage/record_private.h"
#include "storage/session_rebuild.h"
#include "storage/sessions_paths.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>

bool recovery_is_clean(const Recovery *recovery) {
    return recovery->missing == 0 && recovery->torn_bytes == 0 && recovery->damaged_bytes == 0 &&
           recovery->conflicts == 0 && recovery->not_applied == 0 && !recovery->newer &&
           !recovery->locked && !recovery->from_snapshot && !recovery->edited;
}

static void describe_range(const MissingRange *range, Str *out) {
    if (range->first == range->last)
        str_format(out, "event %" PRIu64 " is missing", range->first);
    else
        str_format(out, "events %" PRIu64 " to %" PRIu64 " are missing", range->first, range->last);
    char time[32];
    if (range->after_ms) {
        clock_format_utc(range->after_ms, time, sizeof time);
        str_format(out, ", after %s", time);
    }
    if (range->before_ms) {
        clock_format_utc(range->before_ms, time, sizeof time);
        str_format(out, ", before %s", time);
    }
    str_append(out, "\n");
}

void recovery_describe(const Recovery *recovery, Str *out) {
    if (recovery->newer)
        str_append(out, "made by a newer version of the program: it can only be looked at\n");
    if (recovery->locked)
        str_append(out, "another program has it open: it can only be looked at\n");
    if (recovery->from_snapshot)
        str_append(out, "the events are lost: rebuilt from session.json\n");
    if (recovery->torn_bytes && recovery->torn_file[0])
        str_format(out, "the end was torn: %" PRIu64 " bytes were set aside in %s\n",
                   recovery->torn_bytes, recovery->torn_file);
    else if (recovery->torn_bytes)
        str_format(out, "the end is torn: %" PRIu64 " bytes cannot be read\n",
                   recovery->torn_bytes);
    if (recovery->damaged_bytes)
        str_format(out,
                   "%" PRIu64 " bytes in %d places cannot be read: they are left as they are\n",
                   recovery->damaged_bytes, recovery->damaged_places);
    for (int i = 0; i < recovery->range_count; i++) describe_range(&recovery->ranges[i], out);
    if (recovery->range_count == RECOVERY_RANGES_MAX)
        str_format(out, "%" PRIu64 " events are missing in all\n", recovery->missing);
    if (recovery->conflicts)
        str_format(out, "%" PRIu64 " numbers stand there twice: the first counts\n",
                   recovery->conflicts);
    if (recovery->not_applied)
        str_format(out, "%" PRIu64 " events could not be used: what they belong to is missing\n",
                   recovery->not_applied);
    if (recovery->edited) str_append(out, "an editor changed its line ends: it is left as it is\n");
}

// Another program may replace segments between the listing and the reading of them.
static Err scan_patiently(Record *record, Session *session, RecordScan *scan, Recovery *recovery,
                          ErrInfo *info) {
    enum { TRIES = 5 };
    Err err = ERR_NONE;
    for (int i = 0; i < TRIES; i++) {
        session_init(session);
        if (session_set_id(session, record->id) == ERR_MEMORY)
            err = err_set(info, ERR_MEMORY, 0, "no memory left");
        else
            err = record_scan(record->files.folder_fd, record->id, session, scan, recovery, info);
        if (err != ERR_MISSING) return err;
        if (i == TRIES - 1) return err;
        record_scan_finish(scan);
        session_finish(session);
    }
    return err;
}

// Every event is lost, and session.json is not: the session is made from that, and is incomplete.
static Err rebuild(Record *record, RecordScan *scan, Session *session, Recovery *recovery) {
    Str json;
    str_init(&json);
    RecordLog log;
    record_log_init(&log);
    uint64_t last_seq = 0;
    Err err =
        file_read_all(record->files.folder_fd, RECORD_SNAPSHOT, SEGMENT_BYTES_MAX, &json, NULL);
    if (!err)
        err = json.length > 0 ? session_rebuild(json.text, json.length, &log, &last_seq)
                              : ERR_REFUSED;
    if (!err && log.count == 0) err = ERR_REFUSED;
    if (!err) err = record_log_fold(&log, session, &recovery->not_applied);
    str_finish(&json);
    if (err) {
        record_log_finish(&log);
        return err;
    }
    record_log_finish(&scan->log);
    scan->log = log;
    scan->last_seq = last_seq;
    session->incomplete = true;
    recovery->from_snapshot = true;
    recovery->missing = log.entries[0].seq - 1;
    recovery->ranges[0] = (MissingRange){.first = 1, .last = recovery->missing};
    recovery->range_count = recovery->missing > 0;
    return ERR_NONE;
}

static Err judge(const RecordScan *scan, const Recovery *recovery, const char *id, ErrInfo *info) {
    if (recovery->events > 0) return ERR_NONE;
    bool header = scan->segment_count > 0 && scan->segments[0].rewrite >= 0;
    if (header && scan->segments[0].damaged_bytes == 0) return ERR_NONE;
    if (recovery->newer) return ERR_NONE;
    return err_set(
        info, ERR_REFUSED, 0,
        "%s: nothing of its record can be read: keep the folder, and start a new session", id);
}

static Err open_scanned(Record *record, RecordScan *scan, Session *session, Recovery *recovery,
                        Err why, ErrInfo *info) {
    // A new record has a header and nothing else yet; it has no session.json either.
    if (recovery->events == 0 && !recovery->newer && scan->snapshot_there) {
        Err rebuilt = rebuild(record, scan, session, recovery);
        if (rebuilt == ERR_MEMORY) return err_set(info, rebuilt, 0, "no memory left");
    }
    Err err = recovery->from_snapshot ? ERR_NONE : judge(scan, recovery, record->id, info);
    if (err) return err;
    if (recovery->newer && why != ERR_LOCKED)
        why = err_set(info, ERR_NEWER, 0,
                      "%s: made by a newer version of the program: it can only be looked at",
                      record->id);
    if (why) record->look_only = true;
    if (!record->look_only) err = record_files_mend(&record->files, scan, recovery, info);
    if (err) return err;
    record->next_seq = scan->last_seq + 1;
    record->incomplete = session->incomplete;
    record->known_seq = scan->last_seq;
    record->status.appended_seq = record->status.synced_seq = scan->last_seq;
    record->log = scan->log;
    record_log_init(&scan->log);
    // What was rebuilt is not on disk as events yet; they go to a segment of their own.
    record->files.synced = recovery->from_snapshot ? 0 : record->log.count;
    if (recovery->from_snapshot) record->files.begin_segment = true;
    // session.json may be behind, and ballots of a vote that was open still stand in their order.
    bool any = record_log_last_seq(&record->log) > 0;
    record->snapshot_due = record->redact_due = !record->look_only && any;
    str_append(&record->folder, str_text(&record->files.folder));
    if (!str_ok(&record->folder)) return err_set(info, ERR_MEMORY, 0, "no memory left");
    if (record->look_only) record_files_finish(&record->files);
    err = record_start(record, info);
    return err ? err : why;
}

Err record_open(const char *data_dir_or_path, const char *session_id, RecordMode mode,
                Session *out_session, Recovery *out_recovery, Record **out, ErrInfo *info) {
    *out = NULL;
    *out_recovery = (Recovery){0};
    Record *record = record_new();
    if (!record) return err_set(info, ERR_MEMORY, 0, "no memory left");
    record->look_only = mode == RECORD_LOOK;
    Err err = record_files_find(&record->files, data_dir_or_path, session_id, info);
    if (!err)
        err = file_open_folder(AT_FDCWD, str_text(&record->files.folder), &record->files.folder_fd,
                               info);
    Err why = ERR_NONE;
    if (!err && !record->look_only) {
        why = record_files_lock(&record->files, info);
        if (why != ERR_LOCKED) err = why;
    }
    if (err) {
        record_free(record);
        return err == ERR_MISSING || err == ERR_REFUSED || err == ERR_MEMORY ? err : ERR_MACHINE;
    }
    (void)str_copy(record->id, sizeof record->id, record->files.id);
    RecordScan scan = {0};
    err = scan_patiently(record, out_session, &scan, out_recovery, info);
    if (!err) {
        out_recovery->locked = why == ERR_LOCKED;
        err = open_scanned(record, &scan, out_session, out_recovery, why, info);
    }
    record_scan_finish(&scan);
    if (err && err != ERR_LOCKED && err != ERR_NEWER) {
        session_finish(out_session);
        record_free(record);
        return err;
    }
    *out = record;
    return err;
}
