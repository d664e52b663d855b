// Taking back. Every undoable event leaves its inverse in a ring; undo carries it out. Invariant: an
// inverse never fails but for memory: what it cannot bring back any more it leaves as it is.
// An inverse is an Event in an internal form: three of its types bring a list of members, each a
// note with the cluster and the column it had before; note.move has a place in the whole board.
#include "model/session_private.h"

#include <stdlib.h>
#include <string.h>

enum { MEMBER_NOTE, MEMBER_CLUSTER, MEMBER_COLUMN, MEMBER_NUMBERS };

// ---- Making an inverse -------------------------------------------------------------------------

static int board_length(const Session *session, int id) {
    const Board *board = session_board(session, id);
    return board ? board->order_count : 0;
}

// An upper bound of the numbers in the inverse's list.
static size_t list_bound(const Session *session, const Event *event) {
    if (event->type == EV_CLUSTER_ADD) return (size_t)event->list_count * MEMBER_NUMBERS;
    if (event->type != EV_CLUSTER_REMOVE) return SESSION_ITEMS_MAX;  // the longest of all others
    const Cluster *cluster = session_cluster(session, event->cluster);
    return cluster ? (size_t)board_length(session, cluster->board) : 0;
}

_Static_assert((int)SESSION_ITEMS_MAX >= (int)ROUND_OPTIONS_MAX &&
                   (int)SESSION_ITEMS_MAX >= (int)SCENE_ROLES_MAX &&
                   (int)SESSION_ITEMS_MAX >= (int)MEMBER_NUMBERS,
               "the agenda is the longest list");

static bool reserve_spare(Session *session, size_t bytes) {
    if (bytes <= session->undo_spare_room) return true;
    void *memory = realloc(session->undo_spare, bytes);
    if (!memory) return false;
    session->undo_spare = memory;
    session->undo_spare_room = bytes;
    return true;
}

static void add_member(int32_t *list, int *count, const Note *note) {
    if (!note) return;
    list[*count + MEMBER_NOTE] = note->id;
    list[*count + MEMBER_CLUSTER] = note->cluster;
    list[*count + MEMBER_COLUMN] = note->column;
    *count += MEMBER_NUMBERS;
}

static int list_numbers(const int *numbers, int count, int32_t *out) {
    for (int i = 0; i < count; i++) out[i] = numbers[i];
    return count;
}

static int list_cluster(const Session *session, const Cluster *cluster, int32_t *out) {
    const Board *board = cluster ? session_board(session, cluster->board) : NULL;
    int count = 0;
    for (int i = 0; board && i < board->order_count; i++) {
        const Note *note = session_note(session, board->order[i]);
        if (note && note->cluster == cluster->id) out[count++] = note->id;
    }
    return count;
}

static void invert_note(const Session *session, const Event *event, Event *out, int32_t *list) {
    const Note *note = session_note(session, event->note);
    if (!note) return;
    out->role = note->role;
    out->text = note->text;
    out->value = note->mark;
    out->column = note->column;
    if (event->type == EV_NOTE_MOVE) out->index = session_note_place(session, note);
    if (event->type == EV_NOTE_MOVE || event->type == EV_CLUSTER_PUT) {
        add_member(list, &out->list_count, note);
    }
    if (event->type == EV_CLUSTER_TAKE) out->cluster = note->cluster;
}

static void invert_cluster(const Session *session, const Event *event, Event *out, int32_t *list) {
    const Cluster *cluster = session_cluster(session, event->cluster);
    if (event->type == EV_CLUSTER_ADD) {
        for (int i = 0; i < event->list_count; i++) {
            add_member(list, &out->list_count, session_note(session, event->list[i]));
        }
    } else if (cluster) {
        out->text = cluster->name;
        if (event->type == EV_CLUSTER_REMOVE)
            out->list_count = list_cluster(session, cluster, list);
    }
}

static void invert_agreement(const Session *session, const Event *event, Event *out) {
    const Agreement *agreement = session_agreement(session, event->agreement);
    if (!agreement) return;
    bool progress = out->type == EV_AGREEMENT_PROGRESS;
    out->text = progress ? agreement->obstacle : agreement->what;
    out->who = agreement->who;
    out->date = agreement->date;
    out->role = agreement->role;
    out->value = agreement->state;
}

static void invert_stays_here(const Session *session, const Event *event, Event *out) {
    const Note *note = session_note(session, event->index);
    const Agreement *agreement = session_agreement(session, event->index);
    const Round *round = session_round(session, event->index);
    bool stayed = (event->kind == STAYS_NOTE && note && note->stays_here) ||
                  (event->kind == STAYS_AGREEMENT && agreement && agreement->stays_here) ||
                  (event->kind == STAYS_ROUND && round && round->stays_here) ||
                  (event->kind == STAYS_NEW_NOTES && session->new_notes_stay) ||
                  (event->kind == STAYS_NEW_AGREEMENTS && session->new_agreements_stay);
    out->value = stayed;
}

static void invert_meeting(const Session *session, const Event *event, Event *out, int32_t *list) {
    const AgendaItem *item = session_item(session, event->item);
    const Round *round = session_round(session, event->round);
    if (event->type == EV_SESSION_PEOPLE) {
        out->list_count = list_numbers(session->people, session->role_count, list);
    } else if (event->type == EV_AGENDA_ORDER) {
        out->list_count = list_numbers(session->order, session->order_count, list);
    } else if (event->type == EV_AGENDA_SKIP) {
        out->value = item && item->skipped;
    } else if (event->type == EV_HANDS_SET && round) {
        out->list_count = list_numbers(round->hands[1 + event->role], round->option_count, list);
    }
}

static const EventType inverse_types[EV_TYPE_COUNT] = {
    [EV_SESSION_PEOPLE] = EV_SESSION_PEOPLE,
    [EV_AGENDA_ORDER] = EV_AGENDA_ORDER,
    [EV_AGENDA_SKIP] = EV_AGENDA_SKIP,
    [EV_HANDS_SET] = EV_HANDS_SET,
    [EV_NOTE_ADD] = EV_NOTE_REMOVE,
    [EV_NOTE_DRAW] = EV_NOTE_REMOVE,
    [EV_NOTE_EDIT] = EV_NOTE_EDIT,
    [EV_NOTE_MOVE] = EV_NOTE_MOVE,
    [EV_NOTE_REMOVE] = EV_NOTE_RESTORE,
    [EV_NOTE_MARK] = EV_NOTE_MARK,
    [EV_CLUSTER_ADD] = EV_CLUSTER_REMOVE,
    [EV_CLUSTER_NAME] = EV_CLUSTER_NAME,
    [EV_CLUSTER_PUT] = EV_CLUSTER_TAKE,
    [EV_CLUSTER_TAKE] = EV_CLUSTER_PUT,
    [EV_CLUSTER_REMOVE] = EV_CLUSTER_ADD,
    [EV_AGREEMENT_ADD] = EV_AGREEMENT_REMOVE,
    [EV_AGREEMENT_EDIT] = EV_AGREEMENT_EDIT,
    [EV_AGREEMENT_STATE] = EV_AGREEMENT_PROGRESS,
    [EV_AGREEMENT_PROGRESS] = EV_AGREEMENT_PROGRESS,
    [EV_AGREEMENT_REMOVE] = EV_AGREEMENT_RESTORE,
    [EV_STAYS_HERE] = EV_STAYS_HERE,
};

static bool concerns(const Event *event, EventField field) {
    return event_specs[event->type].fields >> field & 1;
}

// Copies a text of the state behind the list, where nothing changes it.
static void keep_text(const char **text, char **at) {
    if (!*text) *text = "";
    size_t bytes = strlen(*text) + 1;
    memcpy(*at, *text, bytes);
    *text = *at;
    *at += bytes;
}

bool session_undo_prepare(Session *session, const Event *event, Event *out_inverse) {
    size_t list_bytes = list_bound(session, event) * sizeof(int32_t);
    if (!reserve_spare(session,
                       list_bytes + EVENT_TEXT_MAX + EVENT_SHORT_MAX + EVENT_DATE_MAX + 3)) {
        return false;
    }
    int32_t *list = session->undo_spare;
    Event inverse = {
        .type = inverse_types[event->type],
        .item = event->item,
        .kind = event->kind,
        .index = event->index,
        .round = event->round,
        .role = event->role,
        .note = event->note,
        .cluster = event->cluster,
        .agreement = event->agreement,
        .list = list,
    };
    if (event->type == EV_STAYS_HERE) {
        invert_stays_here(session, event, &inverse);
    } else if (concerns(event, EF_AGREEMENT)) {
        invert_agreement(session, event, &inverse);
    } else if (concerns(event, EF_NOTE)) {
        invert_note(session, event, &inverse, list);
    } else if (concerns(event, EF_CLUSTER)) {
        invert_cluster(session, event, &inverse, list);
    } else {
        invert_meeting(session, event, &inverse, list);
    }
    char *at = (char *)session->undo_spare + list_bytes;
    keep_text(&inverse.text, &at);
    keep_text(&inverse.who, &at);
    keep_text(&inverse.date, &at);
    *out_inverse = inverse;
    return true;
}

// ---- The ring ----------------------------------------------------------------------------------

void session_undo_push(Session *session, uint64_t seq, const Event *inverse) {
    int at = (session->undo_start + session->undo_count) % SESSION_UNDO_MAX;
    if (session->undo_count < SESSION_UNDO_MAX) {
        session->undo_count++;
    } else {
        session->undo_start = (session->undo_start + 1) % SESSION_UNDO_MAX;
    }
    UndoEntry *entry = &session->undo[at];
    UndoEntry fresh = {.seq = seq,
                       .inverse = *inverse,
                       .memory = session->undo_spare,
                       .room = session->undo_spare_room};
    session->undo_spare = entry->memory;
    session->undo_spare_room = entry->room;
    *entry = fresh;
}

static int nth(const Session *session, int n) {
    return (session->undo_start + n) % SESSION_UNDO_MAX;
}

const UndoEntry *session_undoable(const Session *session) {
    for (int n = session->undo_count - 1; n >= 0; n--) {
        const UndoEntry *entry = &session->undo[nth(session, n)];
        if (!entry->used) return entry;
    }
    return NULL;
}

const UndoEntry *session_undo_entry(const Session *session, uint64_t seq) {
    for (int n = 0; n < session->undo_count; n++) {
        const UndoEntry *entry = &session->undo[nth(session, n)];
        if (entry->seq == seq) return entry;
    }
    return NULL;
}

void session_undo_forget_round(Session *session, int round) {
    for (int n = 0; n < session->undo_count; n++) {
        UndoEntry *entry = &session->undo[nth(session, n)];
        if (entry->inverse.type == EV_HANDS_SET && entry->inverse.round == round)
            entry->used = true;
    }
}

void session_undo_forget_all(Session *session) {
    session->undo_start = session->undo_count = 0;
}

// ---- Carrying an inverse out -------------------------------------------------------------------

// Gives a note the cluster and column it had, where that cluster is still there.
static void give_back(Session *session, const int32_t *member) {
    Note *note = session_find_note(session, member[MEMBER_NOTE]);
    if (!note) return;
    const Cluster *cluster = session_cluster(session, member[MEMBER_CLUSTER]);
    bool live = cluster && !cluster->removed && cluster->column == member[MEMBER_COLUMN];
    note->column = member[MEMBER_COLUMN];
    note->cluster = live ? cluster->id : 0;
}

// Of the members, those that are in the cluster now go back to where they were.
static const char *empty_cluster(Session *session, const Event *inverse) {
    for (int i = 0; i + MEMBER_NUMBERS <= inverse->list_count; i += MEMBER_NUMBERS) {
        const Note *note = session_note(session, inverse->list[i + MEMBER_NOTE]);
        if (note && note->cluster == inverse->cluster) give_back(session, inverse->list + i);
    }
    return NULL;
}

static const char *unmake_cluster(Session *session, const Event *inverse) {
    (void)empty_cluster(session, inverse);
    (void)session_apply_cluster_remove(session, inverse);  // refuses what is gone already
    return NULL;
}

// The cluster is there again, with those of its notes that nothing else happened to.
static const char *revive_cluster(Session *session, const Event *inverse) {
    Cluster *cluster = session_find_cluster(session, inverse->cluster);
    if (!cluster) return NULL;
    cluster->removed = false;
    for (int i = 0; i < inverse->list_count; i++) {
        Note *note = session_find_note(session, inverse->list[i]);
        if (note && note->cluster == 0 && note->column == cluster->column)
            note->cluster = cluster->id;
    }
    return NULL;
}

// Back into the cluster it was taken from, unless it went on to another column or cluster.
static const char *rejoin_cluster(Session *session, const Event *inverse) {
    Note *note = session_find_note(session, inverse->note);
    const Cluster *cluster = session_cluster(session, inverse->cluster);
    if (!note || note->cluster != 0 || !cluster || cluster->removed) return NULL;
    if (note->column == cluster->column) note->cluster = cluster->id;
    return NULL;
}

// A note that comes back to its column comes back to its cluster; one that stays in its column may
// have found another cluster since.
static const char *move_back(Session *session, const Event *inverse) {
    Note *note = session_find_note(session, inverse->note);
    if (!note || inverse->list_count != MEMBER_NUMBERS) return NULL;
    bool comes_back = note->column != inverse->column;
    session_put_note(session, note, inverse->column, inverse->index);
    if (comes_back) give_back(session, inverse->list);
    return NULL;
}

static const char *skip_back(Session *session, const Event *inverse) {
    (void)session_apply_agenda_skip(session, inverse);  // refuses to skip where the group is
    return NULL;
}

static const Apply inverses[EV_TYPE_COUNT] = {
    [EV_SESSION_PEOPLE] = session_apply_people,
    [EV_AGENDA_ORDER] = session_apply_agenda_order,
    [EV_AGENDA_SKIP] = skip_back,
    [EV_HANDS_SET] = session_apply_hands,
    [EV_NOTE_EDIT] = session_apply_note_edit,
    [EV_NOTE_MOVE] = move_back,
    [EV_NOTE_REMOVE] = session_apply_note_remove,
    [EV_NOTE_RESTORE] = session_apply_note_restore,
    [EV_NOTE_MARK] = session_apply_note_mark,
    [EV_CLUSTER_ADD] = revive_cluster,
    [EV_CLUSTER_NAME] = session_apply_cluster_name,
    [EV_CLUSTER_PUT] = rejoin_cluster,
    [EV_CLUSTER_TAKE] = empty_cluster,
    [EV_CLUSTER_REMOVE] = unmake_cluster,
    [EV_AGREEMENT_EDIT] = session_apply_agreement_edit,
    [EV_AGREEMENT_PROGRESS] = session_apply_agreement_progress,
    [EV_AGREEMENT_REMOVE] = session_apply_agreement_remove,
    [EV_AGREEMENT_RESTORE] = session_apply_agreement_restore,
    [EV_STAYS_HERE] = session_apply_stays_here,
};

const char *session_apply_undo(Session *session, const Event *event) {
    const UndoEntry *found = session_undo_entry(session, (uint64_t)event->value);
    if (!found || found->used) return "what it takes back cannot be taken back any more";
    UndoEntry *entry = &session->undo[found - session->undo];
    const char *fault = inverses[entry->inverse.type](session, &entry->inverse);
    if (!fault) entry->used = true;
    return fault;
}
