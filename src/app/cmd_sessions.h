// `praatplaat sessions`, `show` and `delete`: what was recorded, to list, to read, to remove.
// data_dir: <data>, as data_dir_find gives it; nothing is made there. Each returns the exit status
// of DESIGN.md section 6; sentences go to standard error.
#ifndef PP_APP_CMD_SESSIONS_H
#define PP_APP_CMD_SESSIONS_H

#include <stdbool.h>

// All sessions, the newest first, one a line, or as a JSON array.
int cmd_sessions(const char *data_dir, bool json);

// One session as JSON. session: an id, a folder, or the path of a session.json or events file. What is
// missing of its record is said on standard error; what is there is printed all the same.
int cmd_show(const char *data_dir, const char *session);

// Deletes one session (expired false), or all whose delete-by date has passed (session NULL). Asks on
// the terminal unless yes. An answer of no is status 1.
int cmd_delete(const char *data_dir, const char *session, bool expired, bool yes);

#endif
