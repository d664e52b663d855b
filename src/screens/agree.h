// What the screens of agreements share: lists of notes that are worth looking at.
#ifndef PP_SCREENS_AGREE_H
#define PP_SCREENS_AGREE_H

#include "screens/shell.h"

// Ids of this meeting's notes, those that are an agreement already among them: those that stood out
// first, then those of the item the group is in, then the others, the newest first in each. Returns the
// count.
int agree_suggestions(const Session *session, int *out, int max);

#endif
