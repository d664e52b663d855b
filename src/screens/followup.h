// The open agreements of an earlier meeting, taken into this one.
#ifndef PP_SCREENS_FOLLOWUP_H
#define PP_SCREENS_FOLLOWUP_H

#include "screens/shell.h"

// Whether this meeting has agreements of the meeting with that id already (removed ones count).
bool followup_has(const Session *session, const char *previous);

// Takes over what is open in it, with roles by their ids; returns how many came.
int followup_import(Shell *shell, const Session *earlier);

#endif
