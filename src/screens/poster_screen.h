// What the two files of the poster's screen share: poster.c (the poster and what lies around it) and
// block.c (the sheet of the block that is open).
#ifndef PP_SCREENS_POSTER_SCREEN_H
#define PP_SCREENS_POSTER_SCREEN_H

#include "screens/shell.h"

enum {
    POSTER_BLOCK = ACT_SCREEN,
    POSTER_ROLE,
    POSTER_ZOOM,
    POSTER_ZOOM_RESET,
    POSTER_NEW,
    POSTER_RESUME,
    POSTER_MENU,
    POSTER_RESULTS,
    BLOCK_CLOSE,
    BLOCK_STEP,
    BLOCK_MORE,
    BLOCK_STARTER,
    BLOCK_STARTER_CARD,
    BLOCK_CARD
};

typedef struct {
    int role;          // 1 + index in the scene of the role that the poster is shown for; 0: none
    bool touched;      // somebody did something: the invitation goes
    int64_t since_ms;  // of the first build; 0: not yet
    // the open block
    int card;             // of its simple text
    bool more;            // "more about this" is unfolded
    int starter;          // which conversation starter lies on top
    float starter_shift;  // px, while it is dragged
    int starter_from;     // -1, 1: the side from which it came
    unsigned opened;      // counts openings, for their motion
} PosterState;

#define POSTER_VIEW "poster"
#define BLOCK_PART 0.4f  // of the width, and upright of the height, that the sheet takes
#define BLOCK_PART_UPRIGHT 0.56f

// poster.c: the place that is shown for a moment while nobody touches anything; -1: none.
int poster_hint_block(PosterState *state, Shell *shell, Ui *ui);
enum { POSTER_HINT_FIRST_MS = 1200, POSTER_HINT_EVERY_MS = 1600, POSTER_HINTS = 3 };

// poster_around.c
#define POSTER_SIDE_MM 8.0f               // beside the poster on the other side than its legend
#define POSTER_ZOOM_PAD_MM 1.0f           // around the zoom buttons
bool poster_is_free(const Shell *shell);  // no meeting is open
float poster_legend_mm(Ui *ui);           // width of what stands to the left
// There is room for it beside the sheet and a place: opening a block leaves it where it is.
bool poster_legend_stays(Shell *shell, Ui *ui);
// The ways into a meeting and the invitation do not fit beside each other.
bool poster_ways_above(PosterState *state, Shell *shell, Ui *ui);
void poster_around_lying(PosterState *state, Shell *shell, Ui *ui);
void poster_around_upright(PosterState *state, Shell *shell, Ui *ui);
void poster_around_open(Ui *ui);  // while a block is open

// The sheet lies over the poster, in a stack as large as the content area.
void block_build(PosterState *state, Shell *shell, Ui *ui);
bool block_handle(PosterState *state, Shell *shell, const UiEvent *event);
void block_show(PosterState *state, Shell *shell, int block);  // -1 closes
float block_size_mm(Shell *shell, Ui *ui);  // width of the sheet; upright its height

#endif
