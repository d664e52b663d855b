// Opening a session that was named on the command line, to look at it.
#ifndef PP_STORAGE_SESSION_LOOK_H
#define PP_STORAGE_SESSION_LOOK_H

#include "storage/record.h"

// name: an id in data_dir first; what is no id, or not there, may be a folder, or the path of a
// session.json or events file. As record_open with RECORD_LOOK: the session is there, and the
// caller's, whenever *record is not NULL afterwards, whatever is returned.
Err session_look(const char *data_dir, const char *name, Session *session, Recovery *recovery,
                 Record **record, ErrInfo *info) MUST_CHECK;

// What is missing of a record, on standard error, a line each; nothing when it is whole.
void session_say_recovery(const char *id, const Recovery *recovery);

#endif
