// The list of meetings, in two files: the list, and one of them looked at.
#ifndef PP_SCREENS_SESSIONS_H
#define PP_SCREENS_SESSIONS_H

#include "screens/menu.h"

enum { SESSIONS_CHOSEN_MAX = 64 };

typedef struct {
    MenuPin pin;
    int shown;                              // how many more than the first page
    char deleting[EVENT_ID_BYTES_MAX + 1];  // "": none
    bool choosing;                          // meetings are chosen to compare
    char chosen[SESSIONS_CHOSEN_MAX][EVENT_ID_BYTES_MAX + 1];
    int chosen_count;
    const Session *looked_at;  // borrowed from the program until the next is asked for
} SessionsState;

enum {
    SESSIONS_OPEN = ACT_SCREEN,
    SESSIONS_LOOK,
    SESSIONS_EXPORT,
    SESSIONS_DELETE,
    SESSIONS_CONFIRM,
    SESSIONS_CANCEL,
    SESSIONS_MORE,
    SESSIONS_NEW,
    SESSIONS_CHOOSE,   // a: 1 begin, 0 end
    SESSIONS_CHOSEN,   // s: this one, or not any more
    SESSIONS_COMPARE,  // those that are chosen
    SESSIONS_IMPORT
};

// sessions_chain.c: meetings that follow each other stand together, the newest above.
// Whether a later one in the list follows this one: then it stands there.
bool sessions_is_followed(const Shell *shell, const SessionBrief *brief);
const SessionBrief *sessions_before(const Shell *shell, const SessionBrief *brief);  // NULL: none
typedef void SessionsCard(const SessionsState *state, Shell *shell, Ui *ui,
                          const SessionBrief *brief);
// At most so many of them; false: there are more.
bool sessions_build_chain(const SessionsState *state, Shell *shell, Ui *ui,
                          const SessionBrief *newest, int most, SessionsCard *card);

// sessions_compare.c: choosing meetings to compare, and taking in those of a stick.
bool sessions_is_chosen(const SessionsState *state, const char *id);
void sessions_build_tools(const SessionsState *state, Shell *shell, Ui *ui);
void sessions_build_choice(const SessionsState *state, Ui *ui);  // the bar while choosing
bool sessions_handle_compare(SessionsState *state, Shell *shell, const UiEvent *event);

const char *sessions_name(Ui *ui, const char *place, const char *group);  // "Houten, Team Zuid"
void sessions_build_look(Shell *shell, Ui *ui, const Session *session);

#endif
