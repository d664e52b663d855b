// Checking a command: first what the state of the meeting allows, then what its type asks. Every
// sentence is for people and stands in the code once. What passes here is never refused by
// session_apply.
#include "base/utf8.h"
#include "model/session_private.h"

#include <string.h>

static const Check *const tables[] = {session_agenda_checks, session_vote_checks,
                                      session_note_checks, session_agreement_checks};

static const char *check_undo(const Session *session, const Event *command) {
    const UndoEntry *entry = session_undo_entry(session, (uint64_t)command->value);
    return entry && !entry->used ? NULL : N_("This cannot be undone any more.");
}

static const char *check_state(const Session *session, EventType type) {
    bool creates = type == EV_SESSION_CREATE, resumes = type == EV_SESSION_RESUME;
    bool ends = type == EV_SESSION_CLOSE, keeps = type == EV_SESSION_KEEP;
    switch (session->state) {
    case SESSION_EMPTY: return creates ? NULL : N_("Start a meeting first.");
    case SESSION_ACTIVE:
        if (creates) return N_("This meeting has begun already.");
        return resumes ? N_("The meeting is not paused.") : NULL;
    case SESSION_PAUSED:
        return resumes || ends || keeps ? NULL : N_("The meeting is paused. Resume it first.");
    case SESSION_CLOSED:
        return keeps || type == EV_STAYS_HERE ? NULL : N_("This meeting is closed.");
    }
    return NULL;
}

const char *session_check(const Session *session, const Event *command) {
    if (event_check_form(command)) {
        return N_("This cannot be kept: it is too long, or has characters that cannot be stored.");
    }
    const char *fault = check_state(session, command->type);
    if (fault) return fault;
    if (command->type == EV_UNDO) return check_undo(session, command);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (tables[i][command->type]) return tables[i][command->type](session, command);
    }
    return N_("There is nothing to do.");
}

const char *session_check_place(const Session *session, int item_id, int step) {
    const AgendaItem *item = session_item(session, item_id);
    if (!item) return N_("That part is not on the agenda.");
    return step < item->steps ? NULL : N_("That part has no such step.");
}

bool session_role_fits(const Session *session, int role) {
    return role >= -1 && role < session->role_count;
}

bool session_text_blank(const char *text) {
    return !text || utf8_blank(text);
}
