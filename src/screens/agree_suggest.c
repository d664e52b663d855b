// Which notes are offered to become agreements, and in what order. One that became one keeps its place:
// nothing moves under the finger that is about to tap the next.
#include "screens/agree.h"

enum { FIRST_STOOD_OUT, THEN_HERE, THEN_REST, TURNS };

static int turn_of(const Session *session, const Note *note) {
    const Board *board = session_board(session, note->board);
    if (note->mark == MARK_STOOD_OUT) return FIRST_STOOD_OUT;
    return board && board->item == session->item ? THEN_HERE : THEN_REST;
}

int agree_suggestions(const Session *session, int *out, int max) {
    int count = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        for (int i = session->note_count - 1; i >= 0 && count < max; i--) {
            const Note *note = &session->notes[i];
            if (note->present && !note->removed && turn_of(session, note) == turn)
                out[count++] = note->id;
        }
    }
    return count;
}
