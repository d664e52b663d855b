// The caller's side of a record: nothing here touches a disk but record_create. Invariant: a sequence
// number is given out once, and only to an event that was queued.
#include "storage/record.h"

#include "base/clock.h"
#include "storage/file_ops.h"
#include "storage/record_private.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CLOSE_WAIT_MS = 10000 };

Record *record_new(void) {
    Record *record = calloc(1, sizeof *record);
    if (!record) return NULL;
    pthread_condattr_t monotonic;
    bool fine = pthread_condattr_init(&monotonic) == 0 &&
                pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC) == 0 &&
                pthread_mutex_init(&record->mutex, NULL) == 0 &&
                pthread_cond_init(&record->work, &monotonic) == 0 &&
                pthread_cond_init(&record->progress, &monotonic) == 0;
    (void)pthread_condattr_destroy(&monotonic);
    if (!fine) {
        free(record);
        return NULL;
    }
    record_files_init(&record->files);
    record_log_init(&record->log);
    session_init(&record->replica);
    record->next_seq = 1;
    return record;
}

void record_free(Record *record) {
    if (!record) return;
    queued_events_destroy(record->first);
    queued_events_destroy(record->backlog);
    queued_events_destroy(record->behind);
    record_files_finish(&record->files);
    record_log_finish(&record->log);
    session_finish(&record->replica);
    str_finish(&record->folder);
    str_finish(&record->move.data_dir);
    (void)pthread_cond_destroy(&record->progress);
    (void)pthread_cond_destroy(&record->work);
    (void)pthread_mutex_destroy(&record->mutex);
    free(record);
}

Err record_start(Record *record, ErrInfo *info) {
    record->status.since_ms = clock_monotonic_ms();
    if (record->look_only) {
        record->status.state = RECORD_LOOK_ONLY;
        return ERR_NONE;
    }
    // Signals are for the program's own thread; a full file shows as EFBIG, not as a signal.
    sigset_t all, before;
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    int result = pthread_create(&record->thread, NULL, record_thread, record);
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (result != 0)
        return err_set(info, ERR_MACHINE, result, "%s: cannot start saving: %s", record->id,
                       strerror(result));
    record->threaded = true;
    return ERR_NONE;
}

Err record_create(const char *data_dir, const char *session_id, Record **out, ErrInfo *info) {
    *out = NULL;
    Record *record = record_new();
    if (!record) return err_set(info, ERR_MEMORY, 0, "no memory left");
    record->created = true;
    Err err = record_files_create(&record->files, data_dir, session_id, &record->log, info);
    if (!err) {
        (void)str_copy(record->id, sizeof record->id, session_id);
        str_append(&record->folder, str_text(&record->files.folder));
        if (!str_ok(&record->folder) || session_set_id(&record->replica, session_id) == ERR_MEMORY)
            err = err_set(info, ERR_MEMORY, 0, "no memory left");
        record->replica_ready = true;
    }
    if (!err) err = record_start(record, info);
    if (err) {
        record_free(record);
        return err;
    }
    *out = record;
    return ERR_NONE;
}

const char *record_session_id(const Record *record) {
    return record->id;
}

const char *record_folder(const Record *record) {
    return str_text(&record->folder);
}

Err record_append(Record *record, Event *event) {
    if (record->look_only || event_check_form(event)) return ERR_REFUSED;
    event->seq = record->next_seq;
    // Ballots and blanks tell no time: the moment of a vote would tell whose it is.
    bool timed = event->type != EV_BALLOT_CAST && event->type != EV_BALLOT_WITHDRAW &&
                 event->type != EV_NONE;
    event->at_ms = timed ? clock_utc_ms() : 0;
    QueuedEvent *queued = queued_event_create(event);
    if (!queued) return ERR_MEMORY;
    record->next_seq++;
    (void)pthread_mutex_lock(&record->mutex);
    if (record->last)
        record->last->next = queued;
    else
        record->first = queued;
    record->last = queued;
    record->status.appended_seq = event->seq;
    if (record->status.state == RECORD_SAVED) {
        record->status.state = RECORD_SAVING;
        record->status.since_ms = clock_monotonic_ms();
    }
    (void)pthread_mutex_unlock(&record->mutex);
    // After the mutex, or the thread wakes up only to wait for that.
    (void)pthread_cond_signal(&record->work);
    return ERR_NONE;
}

RecordStatus record_status(Record *record) {
    (void)pthread_mutex_lock(&record->mutex);
    RecordStatus status = record->status;
    (void)pthread_mutex_unlock(&record->mutex);
    return status;
}

void record_set_wake(Record *record, void (*wake)(void *ctx), void *ctx) {
    (void)pthread_mutex_lock(&record->mutex);
    record->wake = wake;
    record->wake_ctx = ctx;
    (void)pthread_mutex_unlock(&record->mutex);
}

static void ask(Record *record, bool *flag) {
    if (record->look_only) return;
    (void)pthread_mutex_lock(&record->mutex);
    *flag = true;
    (void)pthread_mutex_unlock(&record->mutex);
    (void)pthread_cond_signal(&record->work);
}

void record_snapshot_soon(Record *record) {
    ask(record, &record->snapshot_asked);
}

void record_forget_removed(Record *record) {
    ask(record, &record->forget_asked);
}

void record_flush(Record *record, int timeout_ms) {
    if (record->look_only) return;
    struct timespec until;
    record_deadline(&until, timeout_ms);
    (void)pthread_mutex_lock(&record->mutex);
    record->hurry = true;
    (void)pthread_cond_signal(&record->work);
    while (record->status.synced_seq < record->status.appended_seq) {
        if (pthread_cond_timedwait(&record->progress, &record->mutex, &until) != 0) break;
    }
    (void)pthread_mutex_unlock(&record->mutex);
}

bool record_move_begin(Record *record, const char *new_data_dir) {
    if (record->look_only) return false;
    (void)pthread_mutex_lock(&record->mutex);
    MoveRequest *move = &record->move;
    bool free_now = !move->asked && !move->running;
    if (free_now) {
        str_clear(&move->data_dir);
        str_append(&move->data_dir, new_data_dir);
        move->done = false;
        move->asked = free_now = str_ok(&move->data_dir);
    }
    (void)pthread_mutex_unlock(&record->mutex);
    (void)pthread_cond_signal(&record->work);
    return free_now;
}

bool record_move_ended(Record *record, Err *out_err, ErrInfo *info) {
    (void)pthread_mutex_lock(&record->mutex);
    MoveRequest *move = &record->move;
    bool ended = move->done;
    if (ended) {
        move->done = false;
        *out_err = move->err;
        *info = move->info;
        if (!move->err) {
            str_clear(&record->folder);
            str_append(&record->folder, str_text(&record->files.folder));
        }
    }
    (void)pthread_mutex_unlock(&record->mutex);
    return ended;
}

// An empty record, begun and left without a single event, is no session.
static void remove_when_empty(Record *record) {
    if (!record->created || record->log.count > 0 || record->next_seq > 1) return;
    (void)file_remove_tree(AT_FDCWD, str_text(&record->files.folder), NULL);
}

Err record_close(Record *record, ErrInfo *info) {
    if (!record) return ERR_NONE;
    if (!record->threaded) {
        record_free(record);
        return ERR_NONE;
    }
    struct timespec until;
    record_deadline(&until, CLOSE_WAIT_MS);
    (void)pthread_mutex_lock(&record->mutex);
    record->stop = true;
    record->wake = NULL;
    (void)pthread_cond_signal(&record->work);
    while (!record->stopped) {
        if (pthread_cond_timedwait(&record->progress, &record->mutex, &until) != 0) break;
    }
    uint64_t lost = record->status.appended_seq - record->status.synced_seq;
    Err err = ERR_NONE;
    bool stopped = record->stopped;
    if (!stopped) {
        err = err_set(info, ERR_MACHINE, ETIMEDOUT,
                      "%s: the disk does not answer, %" PRIu64
                      " changes are not saved: check the disk",
                      record->id, lost);
        // The thread hangs in the kernel; it frees everything if it ever returns.
        record->abandoned = true;
        (void)pthread_detach(record->thread);
    } else if (record->close_err) {
        err = err_set(info, ERR_MACHINE, record->close_info.os_error,
                      "%s: %" PRIu64 " changes are not saved, %s: check the disk", record->id, lost,
                      file_reason(record->close_info.os_error));
    }
    (void)pthread_mutex_unlock(&record->mutex);
    if (!stopped) return err;
    (void)pthread_join(record->thread, NULL);
    remove_when_empty(record);
    record_free(record);
    return err;
}
