// The lines of a record in memory, in the order of their numbers: what the storage thread writes from
// when a folder is gone, a segment has to be begun anew, or a rewrite is due. Bytes that could not be
// read stand between the lines where they stood in the file, so that a rewrite keeps them.
#ifndef PP_STORAGE_RECORD_LOG_H
#define PP_STORAGE_RECORD_LOG_H

#include "base/str.h"
#include "model/session.h"

typedef struct {
    uint64_t seq;  // 0: unreadable bytes, kept as they were
    size_t at;     // in bytes
    size_t size;   // with the newline at its end
} LogEntry;

typedef struct {
    Str bytes;          // every entry, one after the other
    LogEntry *entries;  // owned
    size_t count, capacity;
    size_t room;      // bytes was used up to here before
    int64_t rewrite;  // of the header
    bool has_raw;     // some entry is unreadable
} RecordLog;

void record_log_init(RecordLog *log);
void record_log_finish(RecordLog *log);

// Adds the event's line; ERR_MEMORY leaves the log as it was.
Err record_log_add_event(RecordLog *log, const Event *event, uint64_t synced) MUST_CHECK;

// Adds n bytes as they are, with a newline behind them where they end in none.
Err record_log_add_bytes(RecordLog *log, uint64_t seq, const char *bytes, size_t n) MUST_CHECK;

// Has memory for the next entries ready, pages and all: to be given a new page takes longer than to
// write a line into it, and whoever waits for that line waits for the page.
void record_log_make_room(RecordLog *log);

void record_log_drop_last(RecordLog *log);

// Puts the entries in order of their numbers; unreadable bytes stay behind the line they followed.
Err record_log_sort(RecordLog *log) MUST_CHECK;

uint64_t record_log_last_seq(const RecordLog *log);  // the highest; 0: none

// Appends a whole segment's text: its header and the entries from first on.
void record_log_write(const RecordLog *log, const char *session_id, size_t first, Str *out);

// Folds every line into session, which is initialised and empty. *out_refused (may be NULL): events
// that found nothing to apply to. ERR_MEMORY: the session is half done, finish it.
Err record_log_fold(const RecordLog *log, Session *session, uint64_t *out_refused) MUST_CHECK;

// Makes *out the log that privacy asks for: the ballots of every round in order of their numbers,
// none of rounds that were cancelled, and, with forget, removed notes without their texts. session
// is the fold of log. *out_changed false: log is that already, and *out is empty.
Err record_log_redact(const RecordLog *log, const Session *session, bool forget, RecordLog *out,
                      bool *out_changed) MUST_CHECK;

#endif
