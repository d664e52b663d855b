// A scripted meeting with every type of event but one or two, for the tests of the record: what is
// appended in order is a valid meeting, and at each point it can be compared with a fold.
#ifndef PP_TESTS_SUPPORT_MEETING_H
#define PP_TESTS_SUPPORT_MEETING_H

#include "base/str.h"
#include "model/session.h"

// Event i of the script as a command (no number, no time). Borrows from static data.
// ballots: extra ballots in the first round, for longer meetings.
Event meeting_event(int i);
int meeting_length(void);

// Where in the script the first round is revealed, and where the meeting is closed (indices).
int meeting_reveal(void);
int meeting_close(void);

// A closed record of the first n events in the data folder; aborts when it cannot be made.
void meeting_record(const char *data, const char *id, int n);

// The JSON of a session, for comparing; the caller frees.
char *meeting_json(const Session *session);

// The JSON of the fold of the first n events, numbered from 1, all at at_ms; the caller frees.
char *meeting_expected(const char *id, int n, int64_t at_ms);

#endif
