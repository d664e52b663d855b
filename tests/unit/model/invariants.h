// What holds for every session after any event, however hostile. Shared by the property test and
// the fuzzer. Gives NULL, or which invariant is broken.
#ifndef PP_TESTS_INVARIANTS_H
#define PP_TESTS_INVARIANTS_H

#include "base/clock.h"
#include "base/ink.h"
#include "model/tally.h"

#include <string.h>

#define HOLDS(condition)                     \
    do {                                     \
        if (!(condition)) return #condition; \
    } while (0)

static inline const char *agenda_fault(const Session *s) {
    bool placed[SESSION_ITEMS_MAX + 1] = {false};
    HOLDS(s->role_count >= 0 && s->role_count <= SCENE_ROLES_MAX);
    HOLDS(s->item_count >= 0 && s->item_count <= SESSION_ITEMS_MAX);
    HOLDS(s->order_count >= 0 && s->order_count <= s->item_count);
    for (int i = 0; i < s->order_count; i++) {
        HOLDS(session_item(s, s->order[i]) != NULL);
        HOLDS(!placed[s->order[i]]);
        placed[s->order[i]] = true;
    }
    for (int id = 1; id <= s->item_count; id++) {
        const AgendaItem *item = &s->items[id];
        HOLDS(item->present == placed[id]);
        HOLDS(!item->present ||
              (item->id == id && item->steps >= 1 && item->title && item->assignment));
    }
    const AgendaItem *here = session_item(s, s->item);
    HOLDS(s->item == 0 || (here && here->visited && !here->skipped));
    HOLDS(s->step >= 0 && (s->item == 0 ? s->step == 0 : s->step < here->steps));
    HOLDS(s->chosen_count >= 0 && s->chosen_count <= SCENE_ASSIGNMENTS_MAX);
    for (int i = 0; i < s->chosen_count; i++) HOLDS(s->chosen[i] != NULL);
    return NULL;
}

static inline bool role_known(const Session *s, int role) {
    return role >= -1 && role < s->role_count;
}

static inline const char *notes_fault(const Session *s) {
    int present = 0, ordered = 0;
    for (int i = 0; i < s->note_count; i++) {
        const Note *note = &s->notes[i];
        HOLDS(ink_valid(note->ink, note->ink_count));
        if (!note->present) continue;
        present++;
        const Board *board = session_board(s, note->board);
        HOLDS(note->id == i + 1 && note->text && role_known(s, note->role));
        HOLDS(board && note->column >= 0 && note->column < board->column_count);
        const Cluster *cluster = session_cluster(s, note->cluster);
        HOLDS(note->cluster == 0 || (cluster && !cluster->removed));
        HOLDS(!cluster || (cluster->board == note->board && cluster->column == note->column));
    }
    for (int i = 0; i < s->board_count; i++) {
        const Board *board = &s->boards[i];
        if (!board->present) continue;
        HOLDS(board->id == i + 1 && board->question);
        HOLDS(board->column_count >= 1 && board->column_count <= SCENE_COLUMNS_MAX);
        for (int k = 0; k < board->order_count; k++) {
            const Note *note = session_note(s, board->order[k]);
            HOLDS(note && note->board == board->id);
            for (int j = 0; j < k && board->order_count < 200; j++)
                HOLDS(board->order[j] != note->id);
        }
        ordered += board->order_count;
    }
    HOLDS(present == ordered);
    for (int i = 0; i < s->cluster_count; i++) {
        const Cluster *cluster = &s->clusters[i];
        if (!cluster->present) continue;
        const Board *board = session_board(s, cluster->board);
        HOLDS(cluster->id == i + 1 && cluster->name && board &&
              cluster->column < board->column_count);
    }
    return NULL;
}

static inline const char *round_fault(const Session *s, const Round *round) {
    HOLDS(round->question && round->number >= 1);
    HOLDS(round->option_count >= 2 && round->option_count <= ROUND_OPTIONS_MAX);
    HOLDS(round->value_count == (round->kind == VOTE_DOTS ? round->option_count : 1));
    HOLDS(round->ballot_count >= 0 && round->ballot_count <= SESSION_BALLOTS_MAX);
    HOLDS(round->state != ROUND_CANCELLED || round->ballot_count == 0);
    HOLDS(round->method != METHOD_HANDS || round->ballot_count == 0);
    HOLDS(round->state == ROUND_OPEN || round->last_ballot == 0);
    for (int k = 0; k < ROUND_OPTIONS_MAX; k++) HOLDS(round->options[k] && round->labels[k]);
    bool last_found = false;
    for (int b = 0; b < round->ballot_count; b++) {
        const Ballot *ballot = &round->ballots[b];
        int32_t values[ROUND_OPTIONS_MAX];
        for (int k = 0; k < ROUND_OPTIONS_MAX; k++) values[k] = ballot->values[k];
        HOLDS(b == 0 || round->ballots[b - 1].number < ballot->number);
        HOLDS(role_known(s, ballot->role));
        HOLDS(tally_check_ballot(round, values, round->value_count) == NULL);
        last_found = last_found || ballot->number == round->last_ballot;
    }
    HOLDS(round->last_ballot == 0 || last_found);
    for (int g = 0; g <= SCENE_ROLES_MAX; g++) {
        for (int k = 0; k < ROUND_OPTIONS_MAX; k++) {
            HOLDS(round->hands[g][k] >= 0 && round->hands[g][k] <= SESSION_HANDS_MAX);
            HOLDS(g <= s->role_count || round->hands[g][k] == 0);
        }
    }
    return NULL;
}

static inline const char *tally_fault(const Session *s, const Round *round) {
    Tally tally;
    tally_round(s, round, TALLY_ROLE_MIN, &tally);
    bool people_unknown = round->kind == VOTE_DOTS && round->method == METHOD_HANDS;
    int shown = 0, total = 0;
    for (int r = -1; r < SCENE_ROLES_MAX; r++) {
        const TallyRole *role = r < 0 ? &tally.no_role : &tally.roles[r];
        HOLDS(role->shown == (role->n > 0));
        HOLDS(!role->shown || role->n >= TALLY_ROLE_MIN);
        shown += role->n;
    }
    for (int k = 0; k < tally.option_count; k++) total += tally.counts[k];
    HOLDS(total == tally.total);
    HOLDS(people_unknown ? tally.n == -1 && shown == 0 : tally.n >= shown);
    HOLDS(people_unknown || tally.some_role_hidden == (tally.n > shown));
    // Nobody is found by subtraction.
    HOLDS(people_unknown || shown == 0 || tally.n == shown || tally.n - shown >= TALLY_ROLE_MIN);
    HOLDS(!tally.has_mean || (tally.spread >= 0 && tally.spread <= 1 + 1e-9));
    return NULL;
}

static inline const char *session_fault(const Session *s) {
    const char *fault = agenda_fault(s);
    if (!fault) fault = notes_fault(s);
    for (int i = 0; !fault && i < s->round_count; i++) {
        if (!s->rounds[i].present) continue;
        fault = round_fault(s, &s->rounds[i]);
        if (!fault) fault = tally_fault(s, &s->rounds[i]);
    }
    if (fault) return fault;
    for (int i = 0; i < s->agreement_count; i++) {
        const Agreement *agreement = &s->agreements[i];
        ClockDate date;
        if (!agreement->present) continue;
        HOLDS(agreement->id == i + 1 && agreement->what && agreement->who && agreement->date);
        HOLDS(agreement->obstacle && agreement->state < AGREEMENT_STATE_COUNT);
        HOLDS(role_known(s, agreement->role));
        HOLDS(agreement->note == 0 || session_note(s, agreement->note));
        HOLDS(agreement->date[0] == '\0' || clock_parse_date(agreement->date, &date));
        HOLDS(agreement->previous[0] == '\0' || session_id_valid(agreement->previous));
    }
    uint64_t seq = 0;
    HOLDS(s->undo_count >= 0 && s->undo_count <= SESSION_UNDO_MAX);
    for (int n = 0; n < s->undo_count; n++) {
        const UndoEntry *entry = &s->undo[(s->undo_start + n) % SESSION_UNDO_MAX];
        HOLDS(entry->seq > seq && entry->seq <= s->last_seq);
        seq = entry->seq;
    }
    return NULL;
}

#undef HOLDS

#endif
