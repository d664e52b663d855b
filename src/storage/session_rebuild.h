// When every event of a record is lost but its session.json is good: events that make the same
// session again, as far as session.json tells it (ballots of an open vote, undo and removed things
// are gone).
#ifndef PP_STORAGE_SESSION_REBUILD_H
#define PP_STORAGE_SESSION_REBUILD_H

#include "base/err.h"
#include "storage/record_log.h"

// Adds the events to log, which is empty, numbered from after last_seq of the snapshot on: so that the
// lost ones stay missing for ever. ERR_REFUSED: json is no session.json of this version.
Err session_rebuild(const char *json, size_t n, RecordLog *log, uint64_t *out_last_seq) MUST_CHECK;

#endif
