// All sessions in <data>: to list, to find, to delete.
#ifndef PP_STORAGE_SESSIONS_H
#define PP_STORAGE_SESSIONS_H

#include "base/arena.h"
#include "base/err.h"
#include "model/session.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *id, *place, *group, *programme, *scene, *delete_by;  // delete_by "2027-11-23" or ""
    const char *previous;  // id of the meeting that it follows, or ""
    SessionState state;
    int64_t created_ms, last_ms;  // UTC; last_ms: of the newest event that carries a time
    uint64_t last_seq;
    int notes, votes, agreements, people;
    bool incomplete;  // something of the record is missing
    bool damaged;     // nothing of it could be read
    bool newer;       // only to look at
    bool imported;    // a copy from a stick (storage/imports.h)
} SessionSummary;

typedef struct {
    Arena arena;            // owns everything
    SessionSummary *items;  // the newest first
    int count;
} SessionList;

// Reads <data>/sessions; no folder there is an empty list. Changes nothing on disk.
Err sessions_list(const char *data_dir, SessionList *out, ErrInfo *info) MUST_CHECK;
// The same, telling before each how far it is. false: stop; the list then holds those before.
typedef bool SessionsTell(void *context, int done, int total);
Err sessions_list_telling(const char *data_dir, SessionsTell *tell, void *context, SessionList *out,
                          ErrInfo *info) MUST_CHECK;
void session_list_finish(SessionList *list);

// The newest session that is neither closed nor damaged, to be offered at the start; NULL: none.
const SessionSummary *session_list_unfinished(const SessionList *list);

// delete_by is before today (a local date "2026-11-23").
bool session_summary_expired(const SessionSummary *summary, const char *today);

// Removes every file of the session: its folder with exports and temporaries, and what
// <data>/exports holds under its name, and what was imported of it. ERR_MISSING, ERR_LOCKED (in use), ERR_MACHINE.
Err sessions_delete(const char *data_dir, const char *id, ErrInfo *info) MUST_CHECK;

#endif
