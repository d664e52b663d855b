// What a meeting came to, in the words and shapes that the harvest, the closing and the list of
// meetings share.
#ifndef PP_SCREENS_OUTCOME_H
#define PP_SCREENS_OUTCOME_H

#include "screens/shell.h"

const char *outcome_date(Ui *ui,
                         const char *date);       // "1 December 2027" for "2027-12-01"; "" for ""
const char *outcome_day(Ui *ui, int64_t utc_ms);  // the same, of a moment; "" for 0
void outcome_date_after(int64_t utc_ms, int days, char *out, size_t size);  // "2027-12-01"

int outcome_marked(const Session *session, NoteMark mark);  // notes with this mark
int outcome_votes(const Session *session);                  // ballots and hands in revealed rounds

// Who does what, when: as lines of text in a column that grows. Not only of the open meeting.
void outcome_agreement(Shell *shell, Ui *ui, const Session *session, const Agreement *agreement);

// Large numbers in a row (or below one another): agreements, votes, notes.
void outcome_numbers(Ui *ui, const Session *session);

#endif
