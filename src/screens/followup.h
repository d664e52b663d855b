// The open agreements of an earlier meeting, taken into this one.
#ifndef PP_SCREENS_FOLLOWUP_H
#define PP_SCREENS_FOLLOWUP_H

#include "screens/vote.h"

enum {
    FOLLOWUP_STATE = BALLOT_ACTS_END,
    FOLLOWUP_CHOOSE,
    FOLLOWUP_TEXT,
    FOLLOWUP_PUT,
    FOLLOWUP_OBSTACLE,
    FOLLOWUP_ASK,
    FOLLOWUP_ASKED
};

typedef struct {
    bool chose;      // a meeting was chosen here
    int taken_over;  // how many agreements came with it
    int asking;      // round of the earlier meeting that is asked again; 0: none
    BallotState ballot;
} FollowupState;

// followup_again.c: the same question again.
bool followup_has_questions(const Shell *shell);
RoundPlan followup_plan_again(const FollowupState *state, const Shell *shell);
void followup_build_questions(Shell *shell, Ui *ui);
void followup_build_asking(const FollowupState *state, Shell *shell, Ui *ui);
void followup_resume_vote(FollowupState *state, const Shell *shell);  // a vote that is open still

// Whether this meeting has agreements of the meeting with that id already (removed ones count).
bool followup_has(const Session *session, const char *previous);

// Takes over what is open in it, with roles by their ids; returns how many came.
int followup_import(Shell *shell, const Session *earlier);

#endif
