// Comparing two sessions field by field.
#include "play.h"

#include <stdio.h>
#include <string.h>

#define SAME(condition, part)          \
    do {                               \
        if (!(condition)) return part; \
    } while (0)

static bool same_text(const char *a, const char *b) {
    return a && b && strcmp(a, b) == 0;
}

static const char *meeting_difference(const Session *a, const Session *b) {
    SAME(a->state == b->state, "state");
    SAME(a->incomplete == b->incomplete, "incomplete");
    SAME(session_stays_default(a) == session_stays_default(b), "what stays of what is new");
    SAME(same_text(a->id, b->id) && same_text(a->scene, b->scene), "id or scene");
    SAME(same_text(a->programme, b->programme), "programme");
    SAME(same_text(a->place, b->place) && same_text(a->group, b->group), "place or group");
    SAME(same_text(a->lang, b->lang) && same_text(a->previous, b->previous), "lang or previous");
    SAME(same_text(a->delete_by, b->delete_by), "delete_by");
    SAME(a->created_ms == b->created_ms && a->closed_ms == b->closed_ms, "created or closed");
    SAME(a->role_count == b->role_count, "role_count");
    for (int i = 0; i < a->role_count; i++) {
        SAME(same_text(a->role_ids[i], b->role_ids[i]), "role ids");
        SAME(same_text(a->role_names[i], b->role_names[i]), "role names");
        SAME(a->people[i] == b->people[i], "people");
    }
    SAME(a->item_count == b->item_count && a->order_count == b->order_count, "agenda");
    SAME(memcmp(a->order, b->order, (size_t)a->order_count * sizeof *a->order) == 0,
         "agenda order");
    for (int i = 1; i <= a->item_count; i++) {
        const AgendaItem *x = &a->items[i], *y = &b->items[i];
        SAME(x->present == y->present, "item present");
        if (!x->present) continue;
        SAME(x->skipped == y->skipped && x->visited == y->visited, "item skipped or visited");
        SAME(x->id == y->id && x->kind == y->kind, "item id or kind");
        SAME(same_text(x->assignment, y->assignment) && same_text(x->title, y->title),
             "item texts");
        SAME(x->minutes == y->minutes && x->steps == y->steps, "item minutes or steps");
        SAME(x->done == y->done, "item done");
        for (int k = 0; k < x->steps; k++) {
            const StepClock *p = &x->clocks[k], *q = &y->clocks[k];
            SAME(p->known == q->known && p->running == q->running && p->seconds == q->seconds,
                 "clock of a step");
        }
    }
    SAME(a->item == b->item && a->step == b->step, "place");
    SAME(a->timer.item == b->timer.item && a->timer.step == b->timer.step, "timer place");
    SAME(a->timer.seconds == b->timer.seconds && a->timer.running == b->timer.running, "timer");
    SAME(a->chosen_count == b->chosen_count, "chosen");
    for (int i = 0; i < a->chosen_count; i++) SAME(same_text(a->chosen[i], b->chosen[i]), "chosen");
    return NULL;
}

static const Note *seen_note(const Session *s, int id, bool whole) {
    const Note *note = session_note(s, id);
    return note && note->removed && !whole ? NULL : note;
}

static const char *note_difference(const Session *a, const Session *b, int id, bool whole) {
    const Note *x = seen_note(a, id, whole), *y = seen_note(b, id, whole);
    SAME(!x == !y, "note present");
    if (!x) return NULL;
    SAME(x->removed == y->removed && x->stays_here == y->stays_here, "note removed or stays");
    SAME(x->id == y->id && x->board == y->board && x->column == y->column, "note place");
    SAME(x->role == y->role && x->cluster == y->cluster, "note role or cluster");
    SAME(x->mark == y->mark && x->at_ms == y->at_ms, "note mark or time");
    SAME(same_text(x->text, y->text), "note text");
    SAME(x->ink_count == y->ink_count, "note drawing");
    SAME(x->ink_count == 0 || memcmp(x->ink, y->ink, (size_t)x->ink_count * sizeof *x->ink) == 0,
         "note drawing");
    return NULL;
}

static const char *board_difference(const Session *a, const Session *b, int id, bool whole) {
    const Board *x = session_board(a, id), *y = session_board(b, id);
    SAME(!x == !y, "board present");
    if (!x) return NULL;
    SAME(x->id == y->id && x->item == y->item && x->step == y->step, "board place");
    SAME(same_text(x->question, y->question), "board question");
    SAME(x->column_count == y->column_count, "board columns");
    for (int c = 0; c < x->column_count; c++) {
        SAME(same_text(x->columns[c], y->columns[c]), "board column");
        static int first[SESSION_NOTES_MAX], second[SESSION_NOTES_MAX];
        int n = session_column_notes(a, id, c, first, SESSION_NOTES_MAX);
        int m = session_column_notes(b, id, c, second, SESSION_NOTES_MAX);
        SAME(n == m && memcmp(first, second, (size_t)n * sizeof *first) == 0, "order in a column");
    }
    if (!whole) return NULL;
    SAME(x->order_count == y->order_count, "board order");
    for (int i = 0; i < x->order_count; i++) SAME(x->order[i] == y->order[i], "board order");
    return NULL;
}

static const Cluster *seen_cluster(const Session *s, int id, bool whole) {
    const Cluster *cluster = session_cluster(s, id);
    return cluster && cluster->removed && !whole ? NULL : cluster;
}

static const char *cluster_difference(const Session *a, const Session *b, int id, bool whole) {
    const Cluster *x = seen_cluster(a, id, whole), *y = seen_cluster(b, id, whole);
    SAME(!x == !y, "cluster present");
    if (!x) return NULL;
    SAME(x->id == y->id && x->removed == y->removed, "cluster removed");
    SAME(x->board == y->board && x->column == y->column, "cluster place");
    SAME(same_text(x->name, y->name), "cluster name");
    return NULL;
}

static const char *ballot_difference(const Round *x, const Round *y) {
    SAME(x->ballot_count == y->ballot_count, "ballots");
    for (int i = 0; i < x->ballot_count; i++) {
        const Ballot *p = &x->ballots[i], *q = &y->ballots[i];
        SAME(p->number == q->number && p->role == q->role, "ballot");
        SAME(memcmp(p->values, q->values, sizeof p->values) == 0, "ballot values");
    }
    return NULL;
}

static const char *round_difference(const Session *a, const Session *b, int id) {
    const Round *x = session_round(a, id), *y = session_round(b, id);
    SAME(!x == !y, "round present");
    if (!x) return NULL;
    SAME(x->id == y->id && x->item == y->item && x->step == y->step, "round place");
    SAME(x->number == y->number && x->stays_here == y->stays_here, "round number or stays");
    SAME(x->kind == y->kind && x->method == y->method && x->state == y->state, "round kind");
    SAME(same_text(x->question, y->question), "round question");
    SAME(x->option_count == y->option_count && x->dots == y->dots, "round options");
    SAME(x->value_count == y->value_count, "round values");
    for (int k = 0; k < x->option_count; k++) {
        SAME(same_text(x->options[k], y->options[k]), "round option");
        SAME(same_text(x->labels[k], y->labels[k]), "round label");
    }
    SAME(x->last_ballot == y->last_ballot, "last ballot");
    SAME(memcmp(x->hands, y->hands, sizeof x->hands) == 0, "hands");
    return ballot_difference(x, y);
}

static const Agreement *seen_agreement(const Session *s, int id, bool whole) {
    const Agreement *agreement = session_agreement(s, id);
    return agreement && agreement->removed && !whole ? NULL : agreement;
}

static const char *agreement_difference(const Session *a, const Session *b, int id, bool whole) {
    const Agreement *x = seen_agreement(a, id, whole), *y = seen_agreement(b, id, whole);
    SAME(!x == !y, "agreement present");
    if (!x) return NULL;
    SAME(x->removed == y->removed && x->stays_here == y->stays_here, "agreement removed or stays");
    SAME(x->id == y->id && x->item == y->item && x->role == y->role, "agreement item or role");
    SAME(x->note == y->note && x->state == y->state, "agreement note or state");
    SAME(same_text(x->what, y->what) && same_text(x->who, y->who), "agreement what or who");
    SAME(same_text(x->obstacle, y->obstacle), "agreement obstacle");
    SAME(same_text(x->date, y->date) && same_text(x->previous, y->previous), "agreement date");
    return NULL;
}

static const char *record_difference(const Session *a, const Session *b) {
    SAME(a->last_seq == b->last_seq && a->last_ms == b->last_ms, "last event");
    SAME(a->note_count == b->note_count && a->board_count == b->board_count, "count of notes");
    SAME(a->cluster_count == b->cluster_count, "count of clusters");
    SAME(a->agreement_count == b->agreement_count, "count of agreements");
    SAME(a->round_count == b->round_count, "count of rounds");
    SAME(a->undo_count == b->undo_count, "what can be undone");
    for (int i = 0; i < a->undo_count; i++) {
        const UndoEntry *x = &a->undo[(a->undo_start + i) % SESSION_UNDO_MAX];
        const UndoEntry *y = &b->undo[(b->undo_start + i) % SESSION_UNDO_MAX];
        SAME(x->seq == y->seq && x->used == y->used, "what can be undone");
    }
    return NULL;
}

static int larger(int a, int b) {
    return a > b ? a : b;
}

const char *session_difference(const Session *a, const Session *b, bool whole) {
    const char *found = meeting_difference(a, b);
    if (!found && whole) found = record_difference(a, b);
    for (int id = 1; !found && id <= larger(a->note_count, b->note_count); id++) {
        found = note_difference(a, b, id, whole);
    }
    for (int id = 1; !found && id <= larger(a->board_count, b->board_count); id++) {
        found = board_difference(a, b, id, whole);
    }
    for (int id = 1; !found && id <= larger(a->cluster_count, b->cluster_count); id++) {
        found = cluster_difference(a, b, id, whole);
    }
    for (int id = 1; !found && id <= larger(a->round_count, b->round_count); id++) {
        found = round_difference(a, b, id);
    }
    for (int id = 1; !found && id <= larger(a->agreement_count, b->agreement_count); id++) {
        found = agreement_difference(a, b, id, whole);
    }
    return found;
}

void assert_same(const Session *a, const Session *b, bool whole) {
    const char *found = session_difference(a, b, whole);
    if (found) fail_msg("they differ in %s", found);
}
