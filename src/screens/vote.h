// The parts of the vote screen, for its own files.
#ifndef PP_SCREENS_VOTE_H
#define PP_SCREENS_VOTE_H

#include "screens/ballot.h"

#define VOTE_PAD_MM SPACE_4
#define VOTE_WIDE_MM 450.0f  // no page of this screen is wider

RoundPlan vote_plan(const Shell *shell, Ui *ui);
bool vote_on_agreements(const Shell *shell);  // "how sure are we": about all agreements together
void vote_agreements(Shell *shell, Ui *ui);   // lists them

void vote_build_ballot(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan);
// All pages of a vote whose plan somebody else made.
void vote_build_pages(const BallotState *ballot, Shell *shell, Ui *ui, const RoundPlan *plan);
void vote_build_result(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan);

// vote_chart.c: all in an open column of width_mm. before: the round before it, or NULL.
typedef struct {
    const BallotState *state;
    const RoundPlan *plan;
    const Round *round, *before;
    bool other_meeting;  // before was in the meeting that this one follows
    const Tally *tally, *tally_before;
    float width_mm;
} VoteChart;
void vote_chart_columns(Ui *ui, const VoteChart *chart);  // scale and fist, with the mean as a line
void vote_chart_bars(Ui *ui, const VoteChart *chart);     // choice and dots
void vote_chart_roles(Shell *shell, Ui *ui, const VoteChart *chart);

// vote_talk.c: one sentence on what to talk about now.
const char *vote_talk(const Round *round, const Tally *tally, const RoundPlan *plan, Ui *ui);

#endif
