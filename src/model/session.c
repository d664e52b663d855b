// A session from its first event to its last: making an empty one, applying an event, letting go.
// Invariant: an event is applied whole or not at all, whatever it holds and whatever fails.
#include "model/session.h"

#include "model/session_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const char session_no_memory[] = "there is no memory left";

static const char *apply_nothing(Session *session, const Event *event) {
    (void)session, (void)event;
    return NULL;
}

static const Apply applies[EV_TYPE_COUNT] = {
    [EV_NONE] = apply_nothing,
    [EV_SESSION_CREATE] = session_apply_create,
    [EV_SESSION_PEOPLE] = session_apply_people,
    [EV_SESSION_PAUSE] = session_apply_pause,
    [EV_SESSION_RESUME] = session_apply_resume,
    [EV_SESSION_CLOSE] = session_apply_close,
    [EV_SESSION_KEEP] = session_apply_keep,
    [EV_AGENDA_ADD] = session_apply_agenda_add,
    [EV_AGENDA_ORDER] = session_apply_agenda_order,
    [EV_AGENDA_SKIP] = session_apply_agenda_skip,
    [EV_AGENDA_REMOVE] = session_apply_agenda_remove,
    [EV_PLACE_GO] = session_apply_place,
    [EV_TIMER_SET] = session_apply_timer,
    [EV_BOARD_OPEN] = session_apply_board,
    [EV_ROUND_OPEN] = session_apply_round_open,
    [EV_ROUND_REVEAL] = session_apply_round_reveal,
    [EV_ROUND_CANCEL] = session_apply_round_cancel,
    [EV_BALLOT_CAST] = session_apply_ballot_cast,
    [EV_BALLOT_WITHDRAW] = session_apply_ballot_withdraw,
    [EV_HANDS_SET] = session_apply_hands,
    [EV_CHOICE_SET] = session_apply_choice,
    [EV_NOTE_ADD] = session_apply_note_add,
    [EV_NOTE_DRAW] = session_apply_note_draw,
    [EV_NOTE_EDIT] = session_apply_note_edit,
    [EV_NOTE_MOVE] = session_apply_note_move,
    [EV_NOTE_REMOVE] = session_apply_note_remove,
    [EV_NOTE_RESTORE] = session_apply_note_restore,
    [EV_NOTE_MARK] = session_apply_note_mark,
    [EV_CLUSTER_ADD] = session_apply_cluster_add,
    [EV_CLUSTER_NAME] = session_apply_cluster_name,
    [EV_CLUSTER_PUT] = session_apply_cluster_put,
    [EV_CLUSTER_TAKE] = session_apply_cluster_take,
    [EV_CLUSTER_REMOVE] = session_apply_cluster_remove,
    [EV_AGREEMENT_ADD] = session_apply_agreement_add,
    [EV_AGREEMENT_EDIT] = session_apply_agreement_edit,
    [EV_AGREEMENT_STATE] = session_apply_agreement_state,
    [EV_AGREEMENT_PROGRESS] = session_apply_agreement_progress,
    [EV_AGREEMENT_REMOVE] = session_apply_agreement_remove,
    [EV_AGREEMENT_RESTORE] = session_apply_agreement_restore,
    [EV_STAYS_HERE] = session_apply_stays_here,
    [EV_UNDO] = session_apply_undo,
};

void session_init(Session *session) {
    *session = (Session){0};
    arena_init(&session->arena, 0);
    const char **texts[] = {&session->id,       &session->scene,    &session->programme,
                            &session->place,    &session->group,    &session->lang,
                            &session->previous, &session->delete_by};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) *texts[i] = session_no_text;
    for (int i = 0; i < SCENE_ROLES_MAX; i++) {
        session->role_ids[i] = session_no_text;
        session->role_names[i] = session_no_text;
    }
    for (int i = 0; i <= SESSION_ITEMS_MAX; i++) {
        session->items[i].assignment = session_no_text;
        session->items[i].title = session_no_text;
    }
}

void session_finish(Session *session) {
    if (!session) return;
    for (int i = 0; i < session->board_capacity; i++) free(session->boards[i].order);
    for (int i = 0; i < session->round_capacity; i++) free(session->rounds[i].ballots);
    free(session->boards);
    free(session->notes);
    free(session->clusters);
    free(session->rounds);
    free(session->agreements);
    for (int i = 0; i < SESSION_UNDO_MAX; i++) free(session->undo[i].memory);
    free(session->undo_spare);
    arena_finish(&session->arena);
    *session = (Session){0};
}

Err session_set_id(Session *session, const char *id) {
    if (!session_id_valid(id)) return ERR_REFUSED;
    char *room = session_text_room(session, NULL, id);
    if (!room) return ERR_MEMORY;
    session->id = session_text_put(room, id);
    return ERR_NONE;
}

static const char *apply_checked(Session *session, const Event *event) {
    const char *fault = event_check_form(event);
    if (fault) return fault;
    if (!event_specs[event->type].undoable) return applies[event->type](session, event);
    Event inverse;
    if (!session_undo_prepare(session, event, &inverse)) return session_no_memory;
    fault = applies[event->type](session, event);
    if (!fault) session_undo_push(session, event->seq, &inverse);
    return fault;
}

Err session_apply(Session *session, const Event *event, ErrInfo *info) {
    if (event->seq <= session->last_seq) {
        return err_set(info, ERR_REFUSED, 0, "event %" PRIu64 " is not after event %" PRIu64,
                       event->seq, session->last_seq);
    }
    const char *fault = apply_checked(session, event);
    if (fault == session_no_memory) return err_set(info, ERR_MEMORY, 0, "%s", fault);
    session->last_seq = event->seq;
    if (fault) {
        const char *name =
            (unsigned)event->type < EV_TYPE_COUNT ? event_specs[event->type].name : "?";
        return err_set(info, ERR_REFUSED, 0, "event %" PRIu64 " (%s) was left out: %s", event->seq,
                       name, fault);
    }
    // A record whose beginning is lost is a meeting all the same.
    if (session->state == SESSION_EMPTY && event->type != EV_NONE) session->state = SESSION_ACTIVE;
    if (event->at_ms != 0) {
        if (session->created_ms == 0) session->created_ms = event->at_ms;
        session->last_ms = event->at_ms;
    }
    return ERR_NONE;
}
