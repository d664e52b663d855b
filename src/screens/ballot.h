// What both voting screens share: one round in one place of the agenda, from the choice of the way
// of voting to the reveal. Which page stands there follows from the session's round and a small
// state; the ballot in progress lives in that state only and is wiped when it is cast or left.
#ifndef PP_SCREENS_BALLOT_H
#define PP_SCREENS_BALLOT_H

#include "screens/lanes.h"
#include "screens/shell.h"

// What the round in this place is, or will be when it is opened. Strings are borrowed for one build
// or one event.
typedef struct {
    bool exists;
    VoteKind kind;
    int item, step;
    const char *question;  // as it is recorded
    const char *shown;     // as it stands on the screen: in simple mode the short one
    const char *ids[ROUND_OPTIONS_MAX];
    const char *labels[ROUND_OPTIONS_MAX];  // as recorded: none or 3 on a scale, else one an option
    int id_count, label_count;
} RoundPlan;

// What one tap of somebody who passes by must not do: it asks first.
typedef enum { ASKS_NOTHING, ASKS_CANCEL, ASKS_REVEAL, ASKS_WITHDRAW } BallotQuestion;

typedef struct {
    BallotDraft draft;
    Lanes lanes;          // of people who vote at the same time
    bool casting;         // somebody is at the screen with a ballot
    bool again;           // the way of voting is chosen for a further round
    BallotQuestion asks;  // stands on the screen
    bool fixes_hands;     // counted hands are corrected after the reveal
    int hands_group;      // whose hands are entered: 0 together, 1 + role
    int64_t reveal_ms;    // monotonic, of the reveal on this screen; 0: it was there before
} BallotState;

typedef enum {
    BALLOT_PAGE_METHOD,  // how shall we vote
    BALLOT_PAGE_NEXT,    // the neutral page for the next person
    BALLOT_PAGE_ROLE,
    BALLOT_PAGE_VOTE,   // the screen's own: the ballot itself
    BALLOT_PAGE_LANES,  // several people at once
    BALLOT_PAGE_HANDS,
    BALLOT_PAGE_RESULT,  // the screen's own
} BallotPage;

enum {  // acts; a screen's own start at BALLOT_ACTS_END
    BALLOT_METHOD = ACT_SCREEN,
    BALLOT_NEXT,
    BALLOT_ROLE,
    BALLOT_OTHER_ROLE,
    BALLOT_LEAVE,
    BALLOT_ANSWER,
    BALLOT_DOT_ADD,
    BALLOT_DOT_TAKE,
    BALLOT_CONFIRM,
    BALLOT_ASK_WITHDRAW,
    BALLOT_WITHDRAW,
    BALLOT_ASK_CANCEL,
    BALLOT_CANCEL,
    BALLOT_KEEP_ON,
    BALLOT_ASK_REVEAL,  // at once when everybody has voted
    BALLOT_REVEAL,
    BALLOT_HANDS,
    BALLOT_HANDS_GROUP,
    BALLOT_FIX_HANDS,
    BALLOT_AGAIN,
    BALLOT_NOT_AGAIN,
    LANE_ACT_OPEN,  // of lanes: b is the lane, a the role or option
    LANE_ACT_CLOSE,
    LANE_ACT_STAY,
    LANE_ACT_ROLE,
    LANE_ACT_OTHER_ROLE,
    LANE_ACT_ANSWER,
    LANE_ACT_MORE,
    LANE_ACT_LESS,
    LANE_ACT_CONFIRM,
    LANE_ACT_UNDO,
    BALLOT_ACTS_END
};

const Round *ballot_round(const BallotState *state,
                          const Shell *shell);  // NULL: none was opened here
BallotPage ballot_page(const BallotState *state, const Shell *shell);
bool ballot_handle(BallotState *state, Shell *shell, const RoundPlan *plan, const UiEvent *event);
bool ballot_back(BallotState *state, const Shell *shell);
const char *ballot_page_name(const BallotState *state, const Shell *shell, const char *own);

// Pages that both screens show. ballot_method_cards goes into an open column; the others fill the
// area above the bar.
#define BALLOT_METHODS_MM 420.0f  // the three cards beside each other
void ballot_method_cards(Shell *shell, Ui *ui, bool stacked);
void ballot_build_next(const BallotState *state, Shell *shell, Ui *ui);
void ballot_build_role(Shell *shell, Ui *ui, const RoundPlan *plan);
void ballot_hands_rows(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan);
void ballot_hands_groups(const BallotState *state, Shell *shell, Ui *ui);
void ballot_hands_reveal(const BallotState *state, Shell *shell, Ui *ui);
void ballot_count(Ui *ui, int voted, int people);  // stones, and "7 of 12 have voted"
// A hand that shows n fingers, 0..5.
void ballot_hand(Ui *ui, int fingers, float mm, Paint paint);

// lanes_build.c and lanes_handle.c: the page on which several people vote at the same time.
void lanes_build(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan);
bool lanes_handle(Lanes *lanes, Shell *shell, const Round *round, const UiAct *act);
int lanes_beside(const Ui *ui);  // how many fit

// ballot_questions.c: the sheet of state->asks.
void ballot_questions(const BallotState *state, Shell *shell, Ui *ui);
int ballot_missing(const Shell *shell, const Round *round);  // here and not voted, as far as known

// The tray: this person's dots in their role's shape, what is left plain to see.
void ballot_dots_tray(const BallotState *state, Shell *shell, Ui *ui);
// "Done", and a way back to the roles.
void ballot_foot(const BallotState *state, Shell *shell, Ui *ui);

// The words of an answer, in the language set where the scene still knows them.
const char *ballot_label(const Round *round, const RoundPlan *plan, int option);
int ballot_votes(const Round *round);  // ballots cast, or hands counted
// 0..1: how far the index-th thing has come since the reveal; asks for the next frame by itself.
float ballot_arrival(const BallotState *state, Ui *ui, int index);

// ballot_dots.c: placing dots, without screen or session.
typedef enum { DOT_DONE, DOT_NONE_LEFT, DOT_PLACE_FULL, DOT_NOTHING_THERE } DotResult;
int dots_placed(const int32_t *values, int options);
DotResult dots_add(int32_t *values, int options, int dots, int option);
DotResult dots_take(int32_t *values, int options, int option);

#endif
