// The parts of the screen on which the group chooses what to work on, for its own files.
#ifndef PP_SCREENS_CHOOSE_H
#define PP_SCREENS_CHOOSE_H

#include "screens/ballot.h"

enum { PICKS_MAX = 12 };

// The assignments taken, in the order in which the group will do them: indices in the scene.
typedef struct {
    int ids[PICKS_MAX];
    int count;
} Picks;

typedef struct {
    BallotState ballot;
    bool picking;  // the assignments are chosen; else the vote
    bool filled;   // picks were filled in from what was chosen or voted
    Picks picks;
} ChooseState;

enum { CHOOSE_DIRECT = BALLOT_ACTS_END, CHOOSE_PICK, CHOOSE_UP, CHOOSE_DOWN, CHOOSE_ROW };

RoundPlan choose_plan(const Shell *shell);
uint32_t choose_from(const Shell *shell);  // bit i: blocks[i] may be chosen
int choose_take(const Shell *shell);       // how many assignments the programme asks for
int choose_block(const Shell *shell, const Round *round, int option);  // index in the scene, or -1
int choose_option(const Shell *shell, const Round *round, int block);  // or -1

// The page around all phases but the neutral ones: the poster, and a panel beside or below it.
// Between open and close the panel's scroll area is open.
typedef enum { POSTER_PLAIN, POSTER_BALLOT, POSTER_RESULT } ChoosePoster;
void choose_page_open(const ChooseState *state, Shell *shell, Ui *ui, ChoosePoster poster);
void choose_page_foot(Ui *ui);  // what follows stays under the panel, whatever is scrolled
void choose_page_close(Ui *ui);

void choose_build_result(const ChooseState *state, Shell *shell, Ui *ui);
void choose_build_pick(const ChooseState *state, Shell *shell, Ui *ui);

// choose_order.c: no screen.
int picks_place(const Picks *picks, int assignment);       // or -1
bool picks_toggle(Picks *picks, int assignment);           // false: there is no room for more
void picks_move(Picks *picks, int assignment, int place);  // the others make room
// What was chosen before; else the first assignment of each of the `take` blocks with most dots.
void picks_fill(Picks *picks, const Session *session, const Scene *scene, const Round *round,
                int take);
// Blocks of `from`, most dots first, else in the scene's order; returns the count.
int picks_blocks(const Session *session, const Scene *scene, const Round *round, uint32_t from,
                 int *out);

#endif
