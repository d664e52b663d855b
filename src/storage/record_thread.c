// The storage thread: takes what was queued, saves it, says so, and does the rest when there is time.
// Invariant: synced_seq rises only after a sync that covers it, and never falls.
#include "storage/record_private.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    QUIET_MS = 2000,       // without events before session.json is renewed
    RETRY_FIRST_MS = 200,  // and twice as long each time
    RETRY_LAST_MS = 5000,
    ATTEMPTS = 2,  // at once, before anybody is told: a single failure passes unseen
    STOP_ATTEMPTS = 8
};

// Waiting goes by the kernel's clock, not by base/clock: a test's clock stands still, and nothing is
// decided by this one but when to look again.
static int64_t thread_now(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void record_deadline(struct timespec *out, int64_t ms_from_now) {
    (void)clock_gettime(CLOCK_MONOTONIC, out);
    out->tv_sec += (time_t)(ms_from_now / 1000);
    out->tv_nsec += (long)(ms_from_now % 1000) * 1000000;
    if (out->tv_nsec >= 1000000000) {
        out->tv_nsec -= 1000000000;
        out->tv_sec++;
    }
}

static uint64_t synced_seq(const Record *record) {
    size_t count = record->files.synced;
    while (count > 0 && record->log.entries[count - 1].seq == 0) count--;
    return count ? record->log.entries[count - 1].seq : 0;
}

// Tells the world how it stands; err is of the last try to save.
static void tell(Record *record, Err err, const ErrInfo *info) {
    (void)pthread_mutex_lock(&record->mutex);
    RecordStatus *status = &record->status;
    RecordStatus before = *status;
    uint64_t seq = synced_seq(record);
    if (seq > status->synced_seq) status->synced_seq = seq;
    bool all = !err && status->synced_seq >= status->appended_seq;
    if (err) {
        status->state = RECORD_FAILED;
        status->os_error = info->os_error;
        status->reason = record_reason(info->os_error);
        if (status->reason == REASON_NONE) status->reason = REASON_OTHER;
        status->failures++;
    } else {
        status->state = all ? RECORD_SAVED : RECORD_SAVING;
        status->os_error = 0;
        status->reason = REASON_NONE;
        status->failures = 0;
    }
    if (status->state != before.state) status->since_ms = clock_monotonic_ms();
    bool changed = status->state != before.state || status->reason != before.reason ||
                   status->synced_seq != before.synced_seq;
    void (*wake)(void *ctx) = changed ? record->wake : NULL;
    void *ctx = record->wake_ctx;
    (void)pthread_mutex_unlock(&record->mutex);
    // After the mutex: who waits would wake up only to wait for that.
    (void)pthread_cond_broadcast(&record->progress);
    if (wake) wake(ctx);
}

static Err save_with_attempts(Record *record, int attempts, ErrInfo *info) {
    Err err = ERR_NONE;
    for (int i = 0; i < attempts; i++) {
        *info = (ErrInfo){0};
        err = record_log_backlog(record);
        if (err) *info = (ErrInfo){.text = "no memory left", .os_error = ENOMEM};
        // What is in the log already can be saved all the same.
        Err saved = record_save(record, info);
        if (!saved && !err) return ERR_NONE;
        if (saved) err = saved;
    }
    return err;
}

// hurry: somebody waits, now is the moment to try again. force: even when nothing is new.
static void save(Record *record, bool hurry, bool force) {
    bool pending = record->backlog || record->files.synced < record->log.count;
    if (!pending && record->delay_ms == 0 && !force) return;
    if (record->retry_ms && !hurry && thread_now() < record->retry_ms) return;
    ErrInfo info = {0};
    Err err = save_with_attempts(record, ATTEMPTS, &info);
    if (err) {
        if (record->delay_ms == 0) log_line("%s: not saved yet: %s", record->id, info.text);
        record->delay_ms = record->delay_ms ? record->delay_ms * 2 : RETRY_FIRST_MS;
        if (record->delay_ms > RETRY_LAST_MS) record->delay_ms = RETRY_LAST_MS;
        record->retry_ms = thread_now() + record->delay_ms;
    } else {
        if (record->delay_ms) {
            log_line("%s: saved again", record->id);
            // Much was written at once: session.json knows of it before anything else happens.
            record->snapshot_due = true;
        }
        record->delay_ms = 0;
        record->retry_ms = 0;
        record->snapshot_ms = thread_now() + QUIET_MS;
    }
    tell(record, err, &info);
}

// Rewrites and session.json: only when all is saved, and never in the way of saving.
static void tidy(Record *record) {
    bool saved =
        !record->backlog && record->files.synced >= record->log.count && record->delay_ms == 0;
    if (!saved) return;
    if (record->tidy_ms && thread_now() < record->tidy_ms) return;
    record->tidy_ms = 0;
    bool quiet = record->snapshot_ms && thread_now() >= record->snapshot_ms;
    if (!record->redact_due && !record->forget_due && !record->snapshot_due && !quiet) return;
    if (!record_files_there(&record->files)) {
        save(record, true, true);
        return;
    }
    ErrInfo info = {0};
    Err err = record->redact_due || record->forget_due ? record_redact(record, &info) : ERR_NONE;
    if (!err && (record->snapshot_due || quiet)) {
        err = record_snapshot(record, &info);
        if (!err) {
            record->snapshot_due = false;
            record->snapshot_ms = 0;
        }
    }
    if (!err) return;
    // The events are safe; the rest is tried again later.
    log_line("%s: the overview is not up to date: %s", record->id, info.text);
    record->tidy_ms = thread_now() + RETRY_LAST_MS;
}

static void finish_move(Record *record, const char *data_dir) {
    ErrInfo info = {0};
    Err err = record_log_backlog(record);
    if (err)
        (void)err_set(&info, err, ENOMEM, "no memory left");
    else
        err = record_move_now(record, data_dir, &info);
    if (!err) {
        record->delay_ms = 0;
        record->retry_ms = record->tidy_ms = 0;
        tell(record, ERR_NONE, &info);
    }
    (void)pthread_mutex_lock(&record->mutex);
    record->move.err = err;
    record->move.info = info;
    record->move.done = true;
    record->move.running = false;
    void (*wake)(void *ctx) = record->wake;
    void *ctx = record->wake_ctx;
    (void)pthread_mutex_unlock(&record->mutex);
    if (wake) wake(ctx);
}

// When to look again without being woken; 0: never.
static int64_t next_moment(const Record *record) {
    if (record->retry_ms) return record->retry_ms;
    return record->tidy_ms ? record->tidy_ms : record->snapshot_ms;
}

// Waits for work, under the mutex.
static void wait_for_work(Record *record) {
    for (;;) {
        if (record->first || record->stop || record->hurry || record->snapshot_asked ||
            record->forget_asked || record->move.asked)
            return;
        bool due = record->redact_due || record->forget_due || record->snapshot_due;
        if (due && record->retry_ms == 0 && record->tidy_ms == 0) return;
        int64_t moment = next_moment(record);
        if (moment == 0) {
            (void)pthread_cond_wait(&record->work, &record->mutex);
            continue;
        }
        int64_t left = moment - thread_now();
        if (left <= 0) return;
        struct timespec until;
        record_deadline(&until, left);
        (void)pthread_cond_timedwait(&record->work, &record->mutex, &until);
    }
}

static void take_queue(Record *record) {
    QueuedEvent **end = &record->backlog;
    while (*end) end = &(*end)->next;
    *end = record->first;
    record->first = record->last = NULL;
}

static void stop_working(Record *record) {
    ErrInfo info = {0};
    Err err = save_with_attempts(record, STOP_ATTEMPTS, &info);
    tell(record, err, &info);
    // Of unreadable bytes alone no overview is made: it would say that there is a session.
    if (!err && record_log_last_seq(&record->log) > 0) {
        ErrInfo why = {0};
        record->redact_due = true;
        if (record_redact(record, &why)) log_line("%s: %s", record->id, why.text);
        if (record_snapshot(record, &why)) log_line("%s: %s", record->id, why.text);
    }
    (void)pthread_mutex_lock(&record->mutex);
    record->close_err = err;
    record->close_info = info;
    (void)pthread_mutex_unlock(&record->mutex);
}

void *record_thread(void *argument) {
    Record *record = argument;
    // Made here, so that whoever opened the record does not wait for it.
    if (!record->replica_ready && record_make_replica(record))
        log_line("%s: no memory left for the overview", record->id);
    for (;;) {
        (void)pthread_mutex_lock(&record->mutex);
        wait_for_work(record);
        take_queue(record);
        bool stop = record->stop, hurry = record->hurry, moving = record->move.asked;
        if (moving) record->move.running = true;
        if (record->snapshot_asked) record->snapshot_due = true;
        if (record->forget_asked) record->forget_due = record->redact_due = true;
        record->hurry = record->snapshot_asked = record->forget_asked = record->move.asked = false;
        (void)pthread_mutex_unlock(&record->mutex);
        if (moving) finish_move(record, str_text(&record->move.data_dir));
        if (stop) break;
        save(record, hurry, false);
        record_catch_up(record);
        tidy(record);
    }
    stop_working(record);
    (void)pthread_mutex_lock(&record->mutex);
    record->stopped = true;
    bool abandoned = record->abandoned;
    (void)pthread_cond_broadcast(&record->progress);
    (void)pthread_mutex_unlock(&record->mutex);
    if (abandoned) record_free(record);
    return NULL;
}
