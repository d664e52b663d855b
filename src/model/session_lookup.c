// Finding things in a session, by id and by place. A hole of a damaged record is never found.
#include "model/session.h"

#include "base/rng.h"
#include "base/str.h"
#include "model/session_private.h"

#include <stddef.h>
#include <string.h>

#define FIND(name, Type, array, count)                                          \
    Type *session_find_##name(Session *session, int id) {                       \
        if (id < 1 || id > session->count) return NULL;                         \
        return session->array[id - 1].present ? &session->array[id - 1] : NULL; \
    }                                                                           \
    const Type *session_##name(const Session *session, int id) {                \
        if (id < 1 || id > session->count) return NULL;                         \
        return session->array[id - 1].present ? &session->array[id - 1] : NULL; \
    }

FIND(note, Note, notes, note_count)
FIND(cluster, Cluster, clusters, cluster_count)
FIND(agreement, Agreement, agreements, agreement_count)
FIND(round, Round, rounds, round_count)
FIND(board, Board, boards, board_count)

// ---- The agenda --------------------------------------------------------------------------------

AgendaItem *session_find_item(Session *session, int id) {
    if (id < 1 || id > session->item_count) return NULL;
    return session->items[id].present ? &session->items[id] : NULL;
}

const AgendaItem *session_item(const Session *session, int id) {
    if (id < 1 || id > session->item_count) return NULL;
    return session->items[id].present ? &session->items[id] : NULL;
}

int session_item_place(const Session *session, int id) {
    for (int i = 0; i < session->order_count; i++) {
        if (session->order[i] == id) return i;
    }
    return -1;
}

static const AgendaItem *first_from(const Session *session, int place, int direction) {
    for (int i = place; i >= 0 && i < session->order_count; i += direction) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (item && !item->skipped) return item;
    }
    return NULL;
}

const AgendaItem *session_next_item(const Session *session, int id) {
    int place = session_item_place(session, id);
    if (place < 0 && id != 0) return NULL;
    return first_from(session, place + 1, 1);
}

const AgendaItem *session_previous_item(const Session *session, int id) {
    int place = session_item_place(session, id);
    return place < 0 ? NULL : first_from(session, place - 1, -1);
}

bool session_item_holds(const Session *session, int id) {
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (round->present && round->item == id && round->state != ROUND_CANCELLED) return true;
    }
    // What was taken away can come back by undo: it needs its place on the agenda.
    for (int i = 0; i < session->board_count; i++) {
        const Board *board = &session->boards[i];
        if (board->present && board->item == id && board->order_count > 0) return true;
    }
    for (int i = 0; i < session->agreement_count; i++) {
        if (session->agreements[i].present && session->agreements[i].item == id) return true;
    }
    return false;
}

bool session_next_place(const Session *session, int *out_item, int *out_step) {
    const AgendaItem *here = session_item(session, session->item);
    if (here && session->step + 1 < here->steps) {
        *out_item = here->id;
        *out_step = session->step + 1;
        return true;
    }
    const AgendaItem *next = session_next_item(session, session->item);
    if (!next) return false;
    *out_item = next->id;
    *out_step = 0;
    return true;
}

bool session_previous_place(const Session *session, int *out_item, int *out_step) {
    const AgendaItem *here = session_item(session, session->item);
    if (!here) return false;
    if (session->step > 0) {
        *out_item = here->id;
        *out_step = session->step - 1;
        return true;
    }
    const AgendaItem *previous = session_previous_item(session, here->id);
    if (!previous) return false;
    *out_item = previous->id;
    *out_step = previous->steps - 1;
    return true;
}

// ---- Boards and rounds -------------------------------------------------------------------------

const Board *session_board_at(const Session *session, int item, int step) {
    for (int i = session->board_count - 1; i >= 0; i--) {
        const Board *board = &session->boards[i];
        if (board->present && board->item == item && board->step == step) return board;
    }
    return NULL;
}

// The newest round of a place below id.
static const Round *round_below(const Session *session, int item, int step, int id) {
    for (int i = id - 2; i >= 0; i--) {
        const Round *round = &session->rounds[i];
        if (round->present && round->state != ROUND_CANCELLED && round->item == item &&
            round->step == step)
            return round;
    }
    return NULL;
}

const Round *session_round_at(const Session *session, int item, int step) {
    return round_below(session, item, step, session->round_count + 1);
}

const Round *session_round_before(const Session *session, const Round *round) {
    return round_below(session, round->item, round->step, round->id);
}

bool round_same_answers(const Round *a, const Round *b) {
    if (a->kind != b->kind || a->option_count != b->option_count) return false;
    bool same_words = str_equal(a->question, b->question);
    for (int i = 0; i < a->option_count; i++) {
        if (!str_equal(a->options[i], b->options[i])) return false;
        if (same_words && !str_equal(a->labels[i], b->labels[i])) return false;
    }
    return true;
}

static bool same_place(const AgendaItem *then, const Round *a, const AgendaItem *now,
                       const Round *b) {
    // What is asked again in a look back is told by its words.
    return then && now && then->kind == now->kind && then->kind != PART_FOLLOWUP &&
           a->step == b->step && str_equal(then->assignment, now->assignment);
}

static bool in_assignment(const AgendaItem *item) {
    return item && item->assignment && *item->assignment;
}

const Round *session_vote_of(const Session *earlier, const Session *session, const Round *round) {
    const AgendaItem *now = session_item(session, round->item);
    bool same_poster = str_equal(earlier->scene, session->scene);
    const Round *in_words = NULL;
    for (int i = earlier->round_count - 1; i >= 0; i--) {
        const Round *other = &earlier->rounds[i];
        if (!other->present || other->state != ROUND_REVEALED || !round_same_answers(other, round))
            continue;
        const AgendaItem *then = session_item(earlier, other->item);
        if (same_poster && same_place(then, other, now, round)) return other;
        if (!in_words && str_equal(other->question, round->question) &&
            !(in_assignment(then) && in_assignment(now)))
            in_words = other;
    }
    return in_words;
}

int session_find_ballot(const Round *round, uint32_t number, bool *out_found) {
    int low = 0, high = round->ballot_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (round->ballots[middle].number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *out_found = low < round->ballot_count && round->ballots[low].number == number;
    return low;
}

uint32_t session_new_ballot(const Round *round) {
    bool taken = true;
    uint32_t number = 0;
    while (taken) {
        number = rng_next();
        if (number != 0) (void)session_find_ballot(round, number, &taken);
    }
    return number;
}

// ---- People and notes --------------------------------------------------------------------------

StaysDefault session_stays_default(const Session *session) {
    if (!session->new_notes_stay) return STAYS_NOTHING;
    return session->new_agreements_stay ? STAYS_EVERYTHING : STAYS_NOTES;
}

int session_people(const Session *session) {
    int people = 0;
    for (int i = 0; i < session->role_count; i++) people += session->people[i];
    return people;
}

int session_known_role(const Session *session, int role) {
    return role >= 0 && role < session->role_count ? role : -1;
}

int session_column_notes(const Session *session, int board_id, int column, int *out, int max) {
    const Board *board = session_board(session, board_id);
    int count = 0;
    for (int i = 0; board && i < board->order_count && count < max; i++) {
        const Note *note = session_note(session, board->order[i]);
        if (note && !note->removed && note->column == column) out[count++] = note->id;
    }
    return count;
}

int session_cluster_notes(const Session *session, int cluster_id, int *out, int max) {
    const Cluster *cluster = session_cluster(session, cluster_id);
    const Board *board = cluster ? session_board(session, cluster->board) : NULL;
    int count = 0;
    for (int i = 0; board && i < board->order_count && count < max; i++) {
        const Note *note = session_note(session, board->order[i]);
        if (note && !note->removed && note->cluster == cluster_id) out[count++] = note->id;
    }
    return count;
}

int session_count_notes(const Session *session) {
    int count = 0;
    for (int i = 0; i < session->note_count; i++) {
        count += session->notes[i].present && !session->notes[i].removed;
    }
    return count;
}

bool agreement_is_open(const Agreement *agreement) {
    return agreement->present && !agreement->removed && agreement->state != AGREEMENT_DONE &&
           agreement->state != AGREEMENT_DROPPED;
}

int session_count_agreements(const Session *session) {
    int count = 0;
    for (int i = 0; i < session->agreement_count; i++) {
        count += session->agreements[i].present && !session->agreements[i].removed;
    }
    return count;
}
