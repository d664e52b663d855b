// The list of meetings, in two files: the list, and one of them looked at.
#ifndef PP_SCREENS_SESSIONS_H
#define PP_SCREENS_SESSIONS_H

#include "screens/menu.h"

typedef struct {
    MenuPin pin;
    int shown;                              // how many more than the first page
    char deleting[EVENT_ID_BYTES_MAX + 1];  // "": none
    const Session *looked_at;               // borrowed from the program until the next is asked for
} SessionsState;

enum {
    SESSIONS_OPEN = ACT_SCREEN,
    SESSIONS_LOOK,
    SESSIONS_EXPORT,
    SESSIONS_DELETE,
    SESSIONS_CONFIRM,
    SESSIONS_CANCEL,
    SESSIONS_MORE,
    SESSIONS_NEW
};

const char *sessions_name(Ui *ui, const char *place, const char *group);  // "Houten, Team Zuid"
void sessions_build_look(Shell *shell, Ui *ui, const Session *session);

#endif
