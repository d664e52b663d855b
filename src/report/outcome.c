// From a session to what may leave. Invariants: nothing marked "stays here", nothing removed and no
// vote that was not revealed is reachable from an Outcome; what is cancelled does not count.
#include "report/outcome.h"

#include "base/i18n.h"

#include <string.h>

static bool note_leaves(const Note *note) {
    return note && note->present && !note->removed && !note->stays_here;
}

static bool round_leaves(const Round *round) {
    return round->present && !round->stays_here && round->state == ROUND_REVEALED;
}

static const Note *leaving_note(const Session *session, int id) {
    const Note *note = session_note(session, id);
    return note_leaves(note) ? note : NULL;
}

// ---- Notes ---------------------------------------------------------------------------------------

static const char *cluster_name(const Session *session, int id) {
    const Cluster *cluster = session_cluster(session, id);
    return cluster ? cluster->name : "";
}

// One pile for every cluster, where its first note lies, and one for the loose notes, at the end.
static void gather_column(Outcome *out, const Board *board, int column, OutcomeColumn *to,
                          int *ids) {
    const Session *session = out->session;
    int count = session_column_notes(session, board->id, column, ids, session->note_count),
        kept = 0;
    for (int i = 0; i < count; i++)
        if (leaving_note(session, ids[i])) ids[kept++] = ids[i];
    to->title = board->columns[column];
    to->note_count = kept;
    to->piles = arena_array(&out->arena, OutcomePile, kept + 1);
    const Note **room = arena_array(&out->arena, const Note *, kept + 1);
    bool *taken = arena_array(&out->arena, bool, kept + 1);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < kept; i++) {
            const Note *first = session_note(session, ids[i]);
            if (taken[i] || (first->cluster == 0) != (pass == 1)) continue;
            OutcomePile *pile = &to->piles[to->pile_count++];
            pile->cluster = first->cluster != 0;
            pile->name = pile->cluster ? cluster_name(session, first->cluster) : "";
            pile->notes = room;
            for (int k = i; k < kept; k++) {
                const Note *note = session_note(session, ids[k]);
                if (taken[k] || note->cluster != first->cluster) continue;
                taken[k] = true;
                *room++ = note;
                pile->count++;
            }
        }
    }
}

static void gather_board(Outcome *out, const Board *board, OutcomeBoard *to, int *ids) {
    to->board = board;
    to->column_count = board->column_count;
    for (int column = 0; column < board->column_count; column++) {
        gather_column(out, board, column, &to->columns[column], ids);
        to->note_count += to->columns[column].note_count;
    }
}

static const Note **gather_marked(Outcome *out, NoteMark mark, int *out_count) {
    const Session *session = out->session;
    int count = 0;
    for (int i = 0; i < session->note_count; i++)
        count += note_leaves(&session->notes[i]) && session->notes[i].mark == mark;
    const Note **notes = arena_array(&out->arena, const Note *, count + 1);
    *out_count = 0;
    for (int i = 0; i < session->note_count; i++)
        if (note_leaves(&session->notes[i]) && session->notes[i].mark == mark)
            notes[(*out_count)++] = &session->notes[i];
    return notes;
}

// ---- Parts of the agenda -------------------------------------------------------------------------

// item: NULL gathers what belongs to no item that is there.
static bool belongs(const Session *session, int id, const AgendaItem *item) {
    return item ? id == item->id : !session_item(session, id);
}

static void gather_part(const ReportInput *input, Outcome *out, const AgendaItem *item, int *ids) {
    const Session *session = out->session;
    OutcomePart part = {.item = item, .title = item ? item->title : _("Other")};
    part.boards = arena_array(&out->arena, OutcomeBoard, session->board_count + 1);
    part.rounds = arena_array(&out->arena, OutcomeRound, session->round_count + 1);
    for (int i = 0; i < session->board_count; i++) {
        const Board *board = &session->boards[i];
        if (!board->present || !belongs(session, board->item, item)) continue;
        OutcomeBoard *to = &part.boards[part.board_count];
        gather_board(out, board, to, ids);
        if (to->note_count == 0) {
            *to = (OutcomeBoard){0};
            continue;
        }
        part.board_count++;
        out->note_count += to->note_count;
    }
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (!round_leaves(round) || !belongs(session, round->item, item)) continue;
        OutcomeRound *to = &part.rounds[part.round_count++];
        to->round = round;
        tally_round(session, round, input->role_min, &to->tally);
        out->round_count++;
    }
    if (part.board_count + part.round_count > 0) out->parts[out->part_count++] = part;
}

static void gather_agreements(Outcome *out) {
    const Session *session = out->session;
    out->agreements = arena_array(&out->arena, const Agreement *, session->agreement_count + 1);
    for (int i = 0; i < session->agreement_count; i++) {
        const Agreement *agreement = &session->agreements[i];
        if (agreement->present && !agreement->removed && !agreement->stays_here)
            out->agreements[out->agreement_count++] = agreement;
    }
}

// ---- Dots, and what was chosen -------------------------------------------------------------------

// Of several rounds in one place the last one counts, unless that one stays here.
static bool is_last(const Session *session, const Round *round) {
    for (int i = round->id; i < session->round_count; i++) {
        const Round *later = &session->rounds[i];
        if (later->present && later->state == ROUND_REVEALED && later->item == round->item &&
            later->step == round->step)
            return false;
    }
    return true;
}

// Dots that choose blocks on the poster stand in the choosing part of the agenda.
static bool chooses(const Session *session, const Round *round) {
    if (!round_leaves(round) || round->kind != VOTE_DOTS || !is_last(session, round)) return false;
    const AgendaItem *item = session_item(session, round->item);
    return !item || item->kind == PART_CHOOSE;
}

static void add_dots(const ReportInput *input, Outcome *out, const char *id, const char *label,
                     int dots) {
    int at = 0;
    while (at < out->dots_count && !str_equal(out->dots[at].id, id)) at++;
    if (at == out->dots_count) {
        int block = input->scene ? scene_find_block(input->scene, id) : -1;
        const char *title =
            block >= 0 ? text_in(&input->scene->blocks[block].title, input->lang) : label;
        out->dots[out->dots_count++] = (OutcomeDots){.id = id, .title = *title ? title : id};
    }
    out->dots[at].dots += dots;
}

static void sort_dots(Outcome *out) {
    for (int i = 1; i < out->dots_count; i++) {
        OutcomeDots one = out->dots[i];
        int at = i;
        for (; at > 0 && out->dots[at - 1].dots < one.dots; at--) out->dots[at] = out->dots[at - 1];
        out->dots[at] = one;
    }
}

static void gather_dots(const ReportInput *input, Outcome *out) {
    const Session *session = out->session;
    int room = 0;
    for (int i = 0; i < session->round_count; i++)
        if (chooses(session, &session->rounds[i])) room += session->rounds[i].option_count;
    out->dots = arena_array(&out->arena, OutcomeDots, room + 1);
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (!chooses(session, round)) continue;
        Tally tally;
        tally_round(session, round, input->role_min, &tally);
        for (int k = 0; k < round->option_count; k++)
            add_dots(input, out, round->options[k], round->labels[k], tally.counts[k]);
        out->dots_people = tally.n < 0 || out->dots_people < 0 ? -1
                           : out->dots_people > tally.n        ? out->dots_people
                                                               : tally.n;
    }
    sort_dots(out);
}

static const char *assignment_title(const ReportInput *input, const Session *session,
                                    const char *id) {
    int at = input->scene ? scene_find_assignment(input->scene, id) : -1;
    if (at >= 0) return text_in(&input->scene->assignments[at].title, input->lang);
    for (int i = 1; i <= session->item_count; i++)
        if (session->items[i].present && str_equal(session->items[i].assignment, id))
            return session->items[i].title;
    return id;
}

void outcome_gather(const ReportInput *input, const Session *session, Outcome *out) {
    *out = (Outcome){.session = session};
    arena_init(&out->arena, 0);
    int *ids = arena_array(&out->arena, int, session->note_count + 1);
    out->parts = arena_array(&out->arena, OutcomePart, session->order_count + 1);
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (item) gather_part(input, out, item, ids);
    }
    gather_part(input, out, NULL, ids);
    gather_agreements(out);
    out->stood_out = gather_marked(out, MARK_STOOD_OUT, &out->stood_out_count);
    out->questions = gather_marked(out, MARK_OPEN_QUESTION, &out->question_count);
    gather_dots(input, out);
    out->chosen = arena_array(&out->arena, const char *, session->chosen_count + 1);
    for (int i = 0; i < session->chosen_count; i++)
        out->chosen[out->chosen_count++] = assignment_title(input, session, session->chosen[i]);
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        out->open_rounds += round->present && !round->stays_here && round->state == ROUND_OPEN;
    }
}

void outcome_finish(Outcome *outcome) {
    arena_finish(&outcome->arena);
}

bool outcome_is_whole(const Outcome *outcome) {
    const Session *session = outcome->session;
    if (session->state == SESSION_CLOSED) return true;
    const AgendaItem *item = session_item(session, session->item);
    return item && item->kind == PART_CLOSE;
}

int outcome_most(const OutcomePart *part, const OutcomeRound *one) {
    int most = 0;
    for (int i = 0; i < part->round_count; i++) {
        const OutcomeRound *other = &part->rounds[i];
        if (other->round->step != one->round->step || other->round->kind != one->round->kind)
            continue;
        for (int k = 0; k < other->tally.option_count; k++)
            if (other->tally.counts[k] > most) most = other->tally.counts[k];
    }
    return most;
}

int outcome_dots_for(const Outcome *outcome, const char *block) {
    for (int i = 0; i < outcome->dots_count; i++)
        if (str_equal(outcome->dots[i].id, block)) return outcome->dots[i].dots;
    return -1;
}

bool outcome_is_choice(const OutcomePart *part) {
    return part->item && part->item->kind == PART_CHOOSE && part->board_count == 0 &&
           part->round_count == 1 && part->rounds[0].round->kind == VOTE_DOTS;
}

TallyRating outcome_item_rating(const Outcome *outcome, int item) {
    TallyRating rating = {0};
    for (int p = 0; p < outcome->part_count; p++) {
        const OutcomePart *part = &outcome->parts[p];
        if (!part->item || part->item->id != item) continue;
        for (int i = part->round_count - 1; i >= 0; i--) {
            const OutcomeRound *one = &part->rounds[i];
            if (!one->tally.has_mean || !is_last(outcome->session, one->round) ||
                (one->round->kind == VOTE_FIST && rating.n > 0))
                continue;
            rating =
                (TallyRating){.n = one->tally.n, .kind = one->round->kind, .mean = one->tally.mean};
            if (one->round->kind == VOTE_SCALE) return rating;
        }
    }
    return rating;
}

TallyRating outcome_rating_for(const ReportInput *input, const Outcome *outcome,
                               const char *block) {
    int wanted = input->scene ? scene_find_block(input->scene, block) : -1;
    TallyRating rating = {0};
    for (int p = 0; wanted >= 0 && p < outcome->part_count; p++) {
        const AgendaItem *item = outcome->parts[p].item;
        int at =
            item && *item->assignment ? scene_find_assignment(input->scene, item->assignment) : -1;
        if (at >= 0 && input->scene->assignments[at].block == wanted)
            tally_rating_add(&rating, outcome_item_rating(outcome, item->id));
    }
    return rating;
}

const SceneAssignment *outcome_assignment(const ReportInput *input, const OutcomePart *part) {
    if (!input->scene || !part->item || !*part->item->assignment) return NULL;
    int at = scene_find_assignment(input->scene, part->item->assignment);
    return at >= 0 ? &input->scene->assignments[at] : NULL;
}

void outcome_choice(const ReportInput *input, const Outcome *outcome, int at, OutcomeChoice *out) {
    const Session *session = outcome->session;
    const char *id = session->chosen[at];
    *out = (OutcomeChoice){.title = outcome->chosen[at], .block = "", .block_id = "", .dots = -1};
    int found = input->scene ? scene_find_assignment(input->scene, id) : -1;
    if (found >= 0) {
        const SceneBlock *block = &input->scene->blocks[input->scene->assignments[found].block];
        out->block = text_in(&block->title, input->lang);
        out->block_id = block->id;
        out->dots = outcome_dots_for(outcome, block->id);
    }
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        TallyRating rating = {0};
        if (item && str_equal(item->assignment, id))
            rating = outcome_item_rating(outcome, item->id);
        if (rating.n > 0) out->rating = rating;
    }
}
