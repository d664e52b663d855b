// What the files of the record share: the record itself, and who may touch which part of it.
#ifndef PP_STORAGE_RECORD_PRIVATE_H
#define PP_STORAGE_RECORD_PRIVATE_H

#include "storage/record.h"
#include "storage/record_files.h"
#include "storage/record_log.h"

#include <pthread.h>
#include <stdbool.h>

typedef struct QueuedEvent QueuedEvent;
struct QueuedEvent {
    QueuedEvent *next;
    Event event;  // its strings and lists lie behind it in the same piece of memory
};

typedef struct {
    bool asked, running, done;
    Str data_dir;
    Err err;
    ErrInfo info;
} MoveRequest;

struct Record {
    // The caller's side.
    char id[EVENT_ID_BYTES_MAX + 1];
    Str folder;
    uint64_t next_seq;
    bool look_only;
    bool threaded;  // the thread was started
    pthread_t thread;

    // Both sides, under mutex.
    pthread_mutex_t mutex;
    pthread_cond_t work;      // something to do for the thread
    pthread_cond_t progress;  // something was done, for whoever waits
    QueuedEvent *first, *last;
    RecordStatus status;
    void (*wake)(void *ctx);
    void *wake_ctx;
    bool stop, stopped, hurry, snapshot_asked, forget_asked;
    bool abandoned;  // nobody waits any more: the thread frees the record
    MoveRequest move;
    Err close_err;
    ErrInfo close_info;

    // The thread's side.
    RecordFiles files;
    RecordLog log;
    Session replica;  // the fold of log, for session.json and rewrites
    bool replica_ready;
    bool incomplete;       // recovery found something missing
    uint64_t known_seq;    // the last number that recovery knows of, be its event missing or not
    QueuedEvent *backlog;  // taken from the queue, not in the log yet
    QueuedEvent *behind;   // in the log, not in the replica yet: nobody waits for that
    bool created;          // by record_create: without any event it leaves nothing behind
    bool redact_due, forget_due, snapshot_due, move_restore;
    // Moments of thread_now, 0: none. Of saving, of rewrites and session.json after one failed, and of
    // session.json when it has been quiet. An event never waits for the second.
    int64_t retry_ms, tidy_ms, snapshot_ms;
    int delay_ms;  // of the next retry
};

// -- record.c
Record *record_new(void);  // NULL: no memory
void record_free(Record *record);
Err record_start(Record *record, ErrInfo *info) MUST_CHECK;

// -- record_queue.c
QueuedEvent *queued_event_create(const Event *event);  // copies; NULL: no memory
void queued_events_destroy(QueuedEvent *first);        // all of a chain

// -- record_thread.c
void *record_thread(void *record);
void record_deadline(struct timespec *out, int64_t ms_from_now);  // for pthread_cond_timedwait

// -- record_work.c: on the thread, never under the mutex
Err record_log_backlog(Record *record) MUST_CHECK;
void record_catch_up(Record *record);  // the replica, with the log
Err record_save(Record *record, ErrInfo *info) MUST_CHECK;
Err record_redact(Record *record, ErrInfo *info) MUST_CHECK;
Err record_snapshot(Record *record, ErrInfo *info) MUST_CHECK;
Err record_move_now(Record *record, const char *data_dir, ErrInfo *info) MUST_CHECK;
Err record_make_replica(Record *record) MUST_CHECK;

RecordReason record_reason(int os_error);

#endif
