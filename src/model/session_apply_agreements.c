// Applying the events of agreements, and the mark that something does not leave the room.
// Invariant: an agreement's date is "" or a date, its note is one that is there or 0.
#include "model/session_private.h"

#include "base/clock.h"

static const char no_such_agreement[] = "there is no such agreement";

enum { WHAT, WHO, DATE, EDITABLE };

static void read_texts(const Event *event, const char *out[EDITABLE]) {
    ClockDate parsed;
    out[WHAT] = event->text ? event->text : "";
    out[WHO] = event->who ? event->who : "";
    out[DATE] = event->date && clock_parse_date(event->date, &parsed) ? event->date : "";
}

const char *session_apply_agreement_add(Session *session, const Event *event) {
    if (event->agreement <= session->agreement_count) return "there is such an agreement already";
    const char *texts[EDITABLE];
    read_texts(event, texts);
    const char *previous =
        event->previous && session_id_valid(event->previous) ? event->previous : "";
    char *rooms[EDITABLE], *previous_room = session_text_room(session, NULL, previous);
    if (!previous_room || !session_text_rooms(session, texts, EDITABLE, rooms))
        return session_no_memory;
    Agreement *agreements = session_grown(session->agreements, &session->agreement_capacity,
                                          event->agreement, sizeof *agreements);
    if (!agreements) return session_no_memory;
    session->agreements = agreements;
    agreements[event->agreement - 1] = (Agreement){
        .present = true,
        .stays_here = session->new_agreements_stay,
        .id = event->agreement,
        .item = event->item,
        .role = session_known_role(session, event->role),
        .note = session_note(session, event->note) ? event->note : 0,
        .what = session_text_put(rooms[WHAT], texts[WHAT]),
        .who = session_text_put(rooms[WHO], texts[WHO]),
        .date = session_text_put(rooms[DATE], texts[DATE]),
        .previous = session_text_put(previous_room, previous),
        .obstacle = session_no_text,
    };
    session->agreement_count = event->agreement;
    return NULL;
}

const char *session_apply_agreement_edit(Session *session, const Event *event) {
    Agreement *agreement = session_find_agreement(session, event->agreement);
    if (!agreement) return no_such_agreement;
    const char *texts[EDITABLE];
    read_texts(event, texts);
    const char **slots[EDITABLE] = {&agreement->what, &agreement->who, &agreement->date};
    char *rooms[EDITABLE];
    for (int i = 0; i < EDITABLE; i++) {
        rooms[i] = session_text_room(session, *slots[i], texts[i]);
        if (!rooms[i]) return session_no_memory;
    }
    for (int i = 0; i < EDITABLE; i++) *slots[i] = session_text_put(rooms[i], texts[i]);
    agreement->role = session_known_role(session, event->role);
    return NULL;
}

const char *session_apply_agreement_state(Session *session, const Event *event) {
    Agreement *agreement = session_find_agreement(session, event->agreement);
    if (!agreement) return no_such_agreement;
    if (event->value > AGREEMENT_DROPPED) return "there is no such state";
    agreement->state = (AgreementState)event->value;
    return NULL;
}

const char *session_apply_agreement_progress(Session *session, const Event *event) {
    Agreement *agreement = session_find_agreement(session, event->agreement);
    if (!agreement) return no_such_agreement;
    if (event->value >= AGREEMENT_STATE_COUNT) return "there is no such state";
    const char *obstacle = event->text ? event->text : "";
    char *room = session_text_room(session, agreement->obstacle, obstacle);
    if (!room) return session_no_memory;
    agreement->obstacle = session_text_put(room, obstacle);
    agreement->state = (AgreementState)event->value;
    return NULL;
}

static const char *set_removed(Session *session, int id, bool removed) {
    Agreement *agreement = session_find_agreement(session, id);
    if (!agreement) return no_such_agreement;
    agreement->removed = removed;
    return NULL;
}

const char *session_apply_agreement_remove(Session *session, const Event *event) {
    return set_removed(session, event->agreement, true);
}

const char *session_apply_agreement_restore(Session *session, const Event *event) {
    return set_removed(session, event->agreement, false);
}

const char *session_apply_stays_here(Session *session, const Event *event) {
    Note *note = NULL;
    Agreement *agreement = NULL;
    Round *round = NULL;
    if (event->kind == STAYS_NOTE) note = session_find_note(session, event->index);
    if (event->kind == STAYS_AGREEMENT) agreement = session_find_agreement(session, event->index);
    if (event->kind == STAYS_ROUND) round = session_find_round(session, event->index);
    bool stays = event->value != 0;
    if (event->kind == STAYS_NEW_NOTES) {
        session->new_notes_stay = stays;
    } else if (event->kind == STAYS_NEW_AGREEMENTS) {
        session->new_agreements_stay = stays;
    } else if (note) {
        note->stays_here = stays;
    } else if (agreement) {
        agreement->stays_here = stays;
    } else if (round) {
        round->stays_here = stays;
    } else {
        return "there is nothing of that kind and number";
    }
    return NULL;
}
