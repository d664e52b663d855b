// The outcome of a meeting as it may leave the room: one view of a session that every format reads,
// so that what stays here is left out in one place. Borrows from the session.
#ifndef PP_REPORT_OUTCOME_H
#define PP_REPORT_OUTCOME_H

#include "base/arena.h"
#include "model/tally.h"
#include "report/report.h"

typedef struct {
    const char *name;  // of the cluster, "" when it has none
    bool cluster;      // false: the notes that lie loose
    const Note **notes;
    int count;
} OutcomePile;

typedef struct {
    const char *title;
    OutcomePile *piles;  // in the order of the board: a cluster where its first note lies
    int pile_count, note_count;
} OutcomeColumn;

typedef struct {
    const Board *board;
    OutcomeColumn columns[SCENE_COLUMNS_MAX];
    int column_count, note_count;
} OutcomeBoard;

typedef struct {
    const Round *round;  // revealed
    Tally tally;
} OutcomeRound;

typedef struct {
    const AgendaItem *item;  // NULL: what a damaged record tells no place of
    const char *title;
    OutcomeBoard *boards;
    int board_count;
    OutcomeRound *rounds;
    int round_count;
} OutcomePart;

typedef struct {
    const char *id, *title;  // of an option that got dots; a block of the poster
    int dots;
} OutcomeDots;

typedef struct {
    Arena arena;  // owns what the view itself made
    const Session *session;
    OutcomePart *parts;  // in the order of the agenda, those with something in them
    int part_count;
    const Agreement **agreements;
    int agreement_count;
    const Note **stood_out, **questions;  // marked notes
    int stood_out_count, question_count;
    OutcomeDots *dots;            // most dots first
    int dots_count, dots_people;  // dots_people: who placed them; -1 unknown, 0 nobody
    const char **chosen;          // titles of the chosen assignments, in order
    int chosen_count;
    int note_count, round_count;
    int open_rounds;  // votes that were not revealed: only how many
} Outcome;

// Aborts without memory, as an arena does: this runs in a process of its own that has nothing to lose.
void outcome_gather(const ReportInput *input, const Session *session, Outcome *out);
void outcome_finish(Outcome *outcome);

// The group is through: it ended the meeting, or is at the last part of the agenda, the closing. What is
// made then is no report of half a meeting.
bool outcome_is_whole(const Outcome *outcome);

// The highest count in the charts of this vote and of the rounds before and after it in its place: they
// are compared, so their bars have one scale.
int outcome_most(const OutcomePart *part, const OutcomeRound *one);

// Dots of a block over the rounds that may leave, and -1 when there were none to give.
int outcome_dots_for(const Outcome *outcome, const char *block);

// The part holds nothing but the dots that chose, which stand under "What was chosen" already.
bool outcome_is_choice(const OutcomePart *part);

// One of the chosen assignments, with what its block got: dots (-1: none could be given) and how it was
// rated itself.
typedef struct {
    const char *title, *block, *block_id;  // block: "" when the pack is not there
    int dots;
    TallyRating rating;
} OutcomeChoice;
void outcome_choice(const ReportInput *input, const Outcome *outcome, int at, OutcomeChoice *out);

// The assignment of the pack that a part of the meeting worked on; NULL: none, or no pack.
const SceneAssignment *outcome_assignment(const ReportInput *input, const OutcomePart *part);

// As tally_item_rating, of the votes that may leave: of all assignments of a block, and of one item.
TallyRating outcome_rating_for(const ReportInput *input, const Outcome *outcome, const char *block);
TallyRating outcome_item_rating(const Outcome *outcome, int item);

#endif
