// The record of one session: events.jsonl and its later segments, session.json, the lock. A thread
// of its own writes; nothing here makes the frame's thread wait for a disk, unless it says so.
// What record_status calls synced is on disk. docs/STORAGE.md tells the format and every fault.
//
//     record_append(record, &event);            // numbers it, queues it
//     session_apply(&session, &event, &info);   // the caller's own session
#ifndef PP_STORAGE_RECORD_H
#define PP_STORAGE_RECORD_H

#include "base/err.h"
#include "base/str.h"
#include "model/session.h"

typedef struct Record Record;

typedef enum { RECORD_WRITE, RECORD_LOOK } RecordMode;

typedef enum {
    RECORD_SAVED,     // all that was appended is on disk
    RECORD_SAVING,    // on its way
    RECORD_FAILED,    // could not be saved; it is kept in memory and tried again by itself
    RECORD_LOOK_ONLY  // opened to look at: nothing can be appended
} RecordState;

typedef enum {
    REASON_NONE,
    REASON_DISK_FULL,
    REASON_READ_ONLY,
    REASON_NO_RIGHTS,
    REASON_GONE,  // the folder or the stick is not there any more
    REASON_IO_ERROR,
    REASON_OTHER
} RecordReason;

typedef struct {
    RecordState state;
    RecordReason reason;    // of the failure, while RECORD_FAILED
    int os_error;           // its errno
    uint64_t appended_seq;  // the last event given to record_append
    uint64_t synced_seq;    // the last event that is on disk with all before it
    int64_t since_ms;       // clock_monotonic_ms at which state was entered
    int failures;           // attempts in a row that failed
} RecordStatus;

enum { RECOVERY_RANGES_MAX = 16 };

typedef struct {
    uint64_t first, last;         // sequence numbers that are missing
    int64_t after_ms, before_ms;  // UTC of the events around them; 0: unknown
} MissingRange;

// What opening found. All zero after a normal stop or a kill -9 between two writes.
typedef struct {
    uint64_t events;       // read and whole
    uint64_t not_applied;  // whole, but without what they build on
    uint64_t missing;      // sequence numbers that are not there
    MissingRange ranges[RECOVERY_RANGES_MAX];
    int range_count;         // the first ones, at most RECOVERY_RANGES_MAX
    uint64_t torn_bytes;     // cut off the end (or, looking only, seen there)
    char torn_file[64];      // where they were copied to, in the session's folder; ""
    uint64_t damaged_bytes;  // unreadable, in the middle, left where they are
    int damaged_places;
    uint64_t conflicts;  // a number that stands there twice with different content
    bool edited;         // an editor saved it again (CR or byte order mark)
    bool newer;          // holds what this version does not know
    bool locked;         // another program writes
    bool from_snapshot;  // the events were gone: rebuilt from session.json
    bool snapshot_bad;   // session.json was unreadable or disagreed
} Recovery;

// Nothing was found that a person should hear of.
bool recovery_is_clean(const Recovery *recovery);

// Appends what was found as sentences in English, one a line, without any text of the session.
void recovery_describe(const Recovery *recovery, Str *out);

// Makes the session's folder, its files and the lock, all synced when it returns: does wait for the
// disk. The first event to append is EV_SESSION_CREATE. ERR_REFUSED: no valid id, or it is there
// already; ERR_MACHINE otherwise. *out is to be closed by record_close.
Err record_create(const char *data_dir, const char *session_id, Record **out,
                  ErrInfo *info) MUST_CHECK;

// Opens and recovers. data_dir with an id; or a session's folder, or a path of a session.json or
// events file in it, with session_id NULL. out_session must not be initialised; it is the caller's
// (session_finish) whenever *out is not NULL afterwards.
// ERR_NONE: *out writes (or looks, with RECORD_LOOK).
// ERR_LOCKED, ERR_NEWER: another program writes, or this version does not know all of it: *out and
// the session are there to look at (RECORD_LOOK_ONLY), no byte was changed.
// ERR_MISSING, ERR_REFUSED, ERR_MACHINE, ERR_MEMORY: nothing was opened, *out is NULL.
Err record_open(const char *data_dir_or_path, const char *session_id, RecordMode mode,
                Session *out_session, Recovery *out_recovery, Record **out,
                ErrInfo *info) MUST_CHECK;

const char *record_session_id(const Record *record);
const char *
record_folder(const Record *record);  // path; borrowed until record_move_ended or record_close

// Gives the event its number and its time (ballots get none), copies it and queues it. The caller
// applies the same event to its own session next. ERR_REFUSED: look only, or event_check_form has
// something to say; ERR_MEMORY: nothing was queued.
Err record_append(Record *record, Event *event) MUST_CHECK;

RecordStatus record_status(Record *record);  // from any thread, cheap

// wake is called from the storage thread whenever the status changed; it must only post a message.
void record_set_wake(Record *record, void (*wake)(void *ctx), void *ctx);

// Another folder to save in, chosen on screen: all of the session is written there and all that
// follows goes there; the old folder stays as it is. The storage thread does it, after what it is at:
// nobody waits, and wake is called when it ended. False: nothing can be moved, or an earlier one has not
// ended yet (a disk that hangs is waited for, not overtaken).
bool record_move_begin(Record *record, const char *new_data_dir);

// True once, when it ended. *out_err ERR_NONE: all is there, and record_folder says where; ERR_MACHINE,
// ERR_REFUSED, ERR_MEMORY: nothing changed, the sentence in info says why.
bool record_move_ended(Record *record, Err *out_err, ErrInfo *info);

void record_flush(Record *record, int timeout_ms);  // waits until all is on disk, or not longer
void record_snapshot_soon(Record *record);  // after each step: session.json, as soon as it can

// Writes the record anew without the texts of notes that are removed now, and with the ballots of
// every round in order of their numbers. Happens by itself at a reveal, a pause and a close; this is
// for "when the group asks". Returns at once.
void record_forget_removed(Record *record);

// Saves what is left, writes session.json, lets go of the lock. Waits at most ten seconds for a disk.
// ERR_MACHINE: something could not be saved; the sentence says how much. The record is gone either
// way. Accepts NULL.
Err record_close(Record *record, ErrInfo *info);

#endif
