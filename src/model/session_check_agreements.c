// Checking commands for agreements, and for what does not leave the room.
#include "model/session_private.h"

#include "base/clock.h"

static const char no_such_agreement[] = N_("That agreement is not there any more.");

static const Agreement *live(const Session *session, int id) {
    const Agreement *agreement = session_agreement(session, id);
    return agreement && !agreement->removed ? agreement : NULL;
}

static const char *check_contents(const Session *session, const Event *command) {
    ClockDate parsed;
    if (session_text_blank(command->text)) return N_("Write what you agree first.");
    if (!session_role_fits(session, command->role))
        return N_("Choose a role of this poster, or write who does it.");
    bool no_date = !command->date || command->date[0] == '\0';
    return no_date || clock_parse_date(command->date, &parsed)
               ? NULL
               : N_("Choose a day from the calendar.");
}

static const char *check_add(const Session *session, const Event *command) {
    if (session->agreement_count >= SESSION_AGREEMENTS_MAX) {
        return N_("There are too many agreements in this meeting.");
    }
    if (command->agreement != session->agreement_count + 1) {
        return N_("Another agreement was made first. Try again.");
    }
    bool comes_from_here = !command->previous || command->previous[0] == '\0';
    if (!comes_from_here && !session_id_valid(command->previous)) {
        return N_("The meeting that this agreement comes from has no proper name.");
    }
    const Note *note = session_note(session, command->note);
    if (command->note != 0 && (!note || note->removed))
        return N_("The note of this agreement is not there any more.");
    const char *fault = command->item == 0 ? NULL : session_check_place(session, command->item, 0);
    return fault ? fault : check_contents(session, command);
}

static const char *check_live(const Session *session, const Event *command) {
    return live(session, command->agreement) ? NULL : no_such_agreement;
}

static const char *check_edit(const Session *session, const Event *command) {
    return live(session, command->agreement) ? check_contents(session, command) : no_such_agreement;
}

static const char *check_state(const Session *session, const Event *command) {
    if (!live(session, command->agreement)) return no_such_agreement;
    return command->value <= AGREEMENT_DROPPED ? NULL
                                               : N_("An agreement is open, done or dropped.");
}

static const char *check_progress(const Session *session, const Event *command) {
    if (!live(session, command->agreement)) return no_such_agreement;
    return command->value < AGREEMENT_STATE_COUNT
               ? NULL
               : N_("An agreement is open, under way, stuck, done or dropped.");
}

static const char *check_restore(const Session *session, const Event *command) {
    const Agreement *agreement = session_agreement(session, command->agreement);
    if (!agreement) return no_such_agreement;
    return agreement->removed ? NULL : N_("That agreement was not removed.");
}

static const char *check_stays_here(const Session *session, const Event *command) {
    if (command->value > 1) return N_("Something stays here or it does not.");
    const Note *note = session_note(session, command->index);
    const Round *round = session_round(session, command->index);
    bool there = (command->kind == STAYS_NOTE && note && !note->removed) ||
                 (command->kind == STAYS_AGREEMENT && live(session, command->index)) ||
                 (command->kind == STAYS_ROUND && round && round->state != ROUND_CANCELLED) ||
                 command->kind == STAYS_NEW_NOTES || command->kind == STAYS_NEW_AGREEMENTS;
    return there ? NULL : N_("What stays here is not there any more.");
}

const Check session_agreement_checks[EV_TYPE_COUNT] = {
    [EV_AGREEMENT_ADD] = check_add,           [EV_AGREEMENT_EDIT] = check_edit,
    [EV_AGREEMENT_STATE] = check_state,       [EV_AGREEMENT_REMOVE] = check_live,
    [EV_AGREEMENT_RESTORE] = check_restore,   [EV_STAYS_HERE] = check_stays_here,
    [EV_AGREEMENT_PROGRESS] = check_progress,
};
