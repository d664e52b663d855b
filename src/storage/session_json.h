// A session as JSON, for people and other programs: session.json and `praatplaat show`. The schema
// is docs/session.schema.json. Derived from the events, and the same bytes for the same events.
#ifndef PP_STORAGE_SESSION_JSON_H
#define PP_STORAGE_SESSION_JSON_H

#include "base/err.h"
#include "base/str.h"
#include "model/session.h"

enum { SESSION_JSON_VERSION = 1 };

#define SESSION_JSON_FORMAT "praatplaat-session"

// How every session.json begins, for sscanf: version (int) and last_seq (unsigned long long).
#define SESSION_JSON_HEAD \
    "{ \"format\": \"praatplaat-session\", \"version\": %d, \"last_seq\": %llu,"

typedef struct {
    int notes, votes, agreements;  // what is there now; votes: ballots, and hands that are revealed
} SessionCounts;

SessionCounts session_counts(const Session *session);

// Appends. Ballots of a round that is still open are counted, never shown; removed notes, clusters
// and agreements are left out. ERR_MEMORY.
Err session_to_json(const Session *session, Str *out) MUST_CHECK;

#endif
