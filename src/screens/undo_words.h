// What undo would take back, in a few words for a person: "new note “Together”".
#ifndef PP_SCREENS_UNDO_WORDS_H
#define PP_SCREENS_UNDO_WORDS_H

#include "screens/shell.h"

// In the language set, for one build or one event; "" for what has no words. entry: of the session.
const char *undo_words(const Session *session, Ui *ui, const UndoEntry *entry);

// Takes it back, and says so.
void undo_take_back(Shell *shell, uint64_t seq);

#endif
