// Who writes where: seats beside one another at the lower edge, each with its paper and its keyboard.
// A seat opens in the part nearest to the column that was tapped, so that nobody's keys move when
// another person begins; only a third person on a screen for two makes all of them narrower.
#include "screens/board.h"

#define SEAT_LEAST_MM 60.0f  // a seat's width: this, and so much for each percent of letters
#define SEAT_MORE_MM 0.9f
#define SEAT_ROOMY_MM 240.0f  // thirds from the start where they are this wide
enum { SEAT_QUIET_MS = 4000, SEAT_LEFT_MS = 30000 };

static int seats_fit(Ui *ui) {
    float least = SEAT_LEAST_MM + SEAT_MORE_MM * (float)ui_text_percent(ui);
    for (int n = UI_SEATS_MAX; n > 1; n--) {
        bool keys = ui_keyboard_key_mm(ui, n) >= TOUCH_MIN_MM;
        if (keys && ui_width_mm(ui) / (float)n >= least) return n;
    }
    return 1;
}

int board_writers(const BoardState *state) {
    int count = 0;
    for (int i = 0; i < UI_SEATS_MAX; i++) count += state->writers[i].open;
    return count;
}

int board_seats(const BoardState *state, Ui *ui) {
    int fit = seats_fit(ui);
    if (fit < UI_SEATS_MAX) return fit;
    bool roomy = ui_width_mm(ui) / UI_SEATS_MAX >= SEAT_ROOMY_MM;
    return roomy || state->writers[UI_SEATS_MAX - 1].open ? UI_SEATS_MAX : UI_SEATS_MAX - 1;
}

// The free seat nearest to that part of the width (0..1); -1: none.
static int free_near(const BoardState *state, int seats, float part) {
    int best = -1;
    float best_away = 2;
    for (int i = 0; i < seats; i++) {
        float away = ((float)i + 0.5f) / (float)seats - part;
        away = away < 0 ? -away : away;
        if (state->writers[i].open || away >= best_away) continue;
        best = i;
        best_away = away;
    }
    return best;
}

bool board_seat_left(const BoardState *state, Ui *ui, int seat) {
    const BoardWriter *writer = &state->writers[seat];
    return writer->open && writer->put && !writer->says_role &&
           board_seat_rest_ms(state, ui, seat) <= 0;
}

int64_t board_seat_rest_ms(const BoardState *state, Ui *ui, int seat) {
    return state->writers[seat].touched_ms + SEAT_LEFT_MS - ui_now(ui);
}

// Somebody who has nothing on the paper and just put a note up, or looks on, goes along to the column
// that was tapped: who writes alone fills one column after the other.
static int goes_along(const BoardState *state, Shell *shell, bool any) {
    int64_t now = ui_now(shell->ui);
    int found = -1;
    for (int i = 0; i < UI_SEATS_MAX; i++) {
        const BoardWriter *writer = &state->writers[i];
        if (!writer->open || writer->editing || !board_writer_blank(state, shell, i)) continue;
        bool ready = writer->put || now - writer->touched_ms >= SEAT_QUIET_MS;
        if ((ready || any) && (found < 0 || writer->touched_ms < state->writers[found].touched_ms))
            found = i;
    }
    return found;
}

int board_seat_for(const BoardState *state, Shell *shell, int column) {
    const Board *board = board_here(shell);
    int writers = board_writers(state), fit = seats_fit(shell->ui);
    int seats = board_seats(state, shell->ui);
    float part = board && board->column_count > 0
                     ? ((float)column + 0.5f) / (float)board->column_count
                     : 0.5f;
    for (int i = 0; i < UI_SEATS_MAX; i++) {  // "+" once more in the own column
        if (state->writers[i].open && state->writers[i].column == column &&
            board_writer_blank(state, shell, i) && !state->writers[i].editing)
            return i;
    }
    if (writers == 1) {
        int along = goes_along(state, shell, fit == 1);
        if (along >= 0) return along;
    }
    int free = free_near(state, seats, part);
    if (free < 0 && seats < fit) free = seats;
    if (free >= 0) return free;
    int along = goes_along(state, shell, false);
    // The only seat there is: what was begun goes along too.
    return along < 0 && fit == 1 ? 0 : along;
}

const char *board_seat_id(Ui *ui, int seat, const char *what) {
    return seat == 0 ? ui_format(ui, "note.%s", what)
                     : ui_format(ui, "writer.%d.%s", seat + 1, what);
}
