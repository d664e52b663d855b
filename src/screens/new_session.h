// What the files of preparing a meeting share: new_session.c (the page, its state, beginning) and
// new_session_sheets.c (the four sheets).
#ifndef PP_SCREENS_NEW_SESSION_H
#define PP_SCREENS_NEW_SESSION_H

#include "screens/shell.h"

enum {
    NEW_PLACE = ACT_SCREEN,
    NEW_PLACE_PICK,
    NEW_GROUP,
    NEW_PEOPLE,
    NEW_PROGRAMME,
    NEW_PREVIOUS,
    NEW_KEEP,
    NEW_STAYS
};
enum { NEW_PLACES_MAX = 6, NEW_PREVIOUS_MAX = 6 };

typedef struct {
    NewSession wanted;
    bool people_counted;                   // by hand: they stay as they are
    char group_came[EVENT_SHORT_MAX + 1];  // with the meeting before, while the field says it
} NewState;

extern const int new_keep_days[];  // the choices of how long a meeting is kept
extern const int new_keep_count;

// Different places of earlier meetings, the newest first; indices of shell->briefs. Returns the count.
int new_places(const SessionBrief *briefs, int count, int out[], int max);
// Closed meetings that another may follow: those in this place first, then the others; the newest
// first in both.
int new_previous(const SessionBrief *briefs, int count, const char *place, int out[], int max);
bool new_has_followup(const SceneProgramme *programme);
// How many people of each role stand there before anyone counted: together a usual group.
int new_people_guess(int roles);
// The same when it follows a meeting (NULL: none): as many as there were then, by the scene's roles.
void new_people(const Scene *scene, const Session *earlier, int out[SCENE_ROLES_MAX]);

void new_sheet_where(NewState *state, Shell *shell, Ui *ui);
void new_sheet_who(NewState *state, Shell *shell, Ui *ui);
void new_sheet_what(NewState *state, Shell *shell, Ui *ui);
void new_sheet_data(NewState *state, Shell *shell, Ui *ui);

#endif
