// The names that storage gives to files and folders, in one place.
#ifndef PP_STORAGE_SESSIONS_PATHS_H
#define PP_STORAGE_SESSIONS_PATHS_H

#define SESSIONS_FOLDER "sessions"
#define SESSIONS_DELETING ".deleting-"  // a session's folder on its way out
#define EXPORTS_FOLDER "exports"        // in <data>
#define IMPORTS_FOLDER "imported"       // in <data>: what came from sticks, a folder a meeting

#define IMPORT_OLDER "older-"  // in such a folder: copies that newer ones replaced

#define RECORD_EVENTS "events.jsonl"  // later segments: events-2.jsonl, events-3.jsonl …
#define RECORD_SNAPSHOT "session.json"
#define RECORD_LOCK "lock"

#endif
