// Applying the events of boards and notes. Invariant: every note stands once in the order of its
// board, removed or not, so that what is restored comes back where it was.
#include "model/session_private.h"

#include <string.h>

static const char no_such_note[] = "there is no such note";

// ---- Boards ------------------------------------------------------------------------------------

// Memory for a board with this id; the board itself may not be there yet.
static Board *reserve_board(Session *session, int id) {
    Board *boards = session_grown(session->boards, &session->board_capacity, id, sizeof *boards);
    if (!boards) return NULL;
    session->boards = boards;
    return &boards[id - 1];
}

// Keeps the memory of the order, which may have been reserved before.
static void open_board(Session *session, int id, int columns) {
    Board *board = &session->boards[id - 1];
    board->present = true;
    board->id = id;
    board->item = board->step = 0;
    board->question = session_no_text;
    board->column_count = columns;
    board->order_count = 0;
    for (int i = 0; i < SCENE_COLUMNS_MAX; i++) board->columns[i] = session_no_text;
    if (session->board_count < id) session->board_count = id;
}

const char *session_apply_board(Session *session, const Event *event) {
    if (event->board <= session->board_count) return "there is such a board already";
    int columns = event->label_count;
    if (columns < 1 || columns > SCENE_COLUMNS_MAX) return "its columns do not fit";
    const char *question = event->text ? event->text : "";
    char *room = session_text_room(session, NULL, question);
    char *rooms[SCENE_COLUMNS_MAX];
    if (!room || !session_text_rooms(session, event->labels, columns, rooms))
        return session_no_memory;
    Board *board = reserve_board(session, event->board);
    if (!board) return session_no_memory;

    open_board(session, event->board, columns);
    board->item = event->item;
    board->step = event->step;
    board->question = session_text_put(room, question);
    for (int i = 0; i < columns; i++)
        board->columns[i] = session_text_put(rooms[i], event->labels[i]);
    return NULL;
}

// ---- Notes -------------------------------------------------------------------------------------

static const char *add_note(Session *session, const Event *event, const int32_t *ink,
                            int ink_count) {
    if (event->note <= session->note_count) return "there is such a note already";
    const Board *known = session_board(session, event->board);
    if (known && event->column >= known->column_count) return "the board has no such column";

    const char *text = event->text ? event->text : "";
    char *room = session_text_room(session, NULL, text);
    if (!room) return session_no_memory;
    Note *notes =
        session_grown(session->notes, &session->note_capacity, event->note, sizeof *notes);
    if (!notes) return session_no_memory;
    session->notes = notes;
    Board *board = reserve_board(session, event->board);
    if (!board) return session_no_memory;
    int *order =
        session_grown(board->order, &board->order_capacity, board->order_count + 1, sizeof *order);
    if (!order) return session_no_memory;
    board->order = order;

    // Where a damaged record lost the opening of a board, the notes on it are worth more than its
    // question: a board without one takes them.
    if (!known) open_board(session, event->board, SCENE_COLUMNS_MAX);
    notes[event->note - 1] = (Note){
        .present = true,
        .stays_here = session->new_notes_stay,
        .id = event->note,
        .board = event->board,
        .column = event->column,
        .role = session_known_role(session, event->role),
        .text = session_text_put(room, text),
        .ink = ink,
        .ink_count = ink_count,
        .at_ms = event->at_ms,
    };
    session->note_count = event->note;
    order[board->order_count++] = event->note;
    return NULL;
}

const char *session_apply_note_add(Session *session, const Event *event) {
    return add_note(session, event, NULL, 0);
}

const char *session_apply_note_draw(Session *session, const Event *event) {
    if (event->note <= session->note_count) return "there is such a note already";
    Event bare = *event;
    bare.text = "";
    if (event->ink_count == 0) return add_note(session, &bare, NULL, 0);
    size_t bytes = (size_t)event->ink_count * sizeof *event->ink;
    int32_t *ink = arena_try_alloc(&session->arena, bytes);
    if (!ink) return session_no_memory;
    memcpy(ink, event->ink, bytes);
    return add_note(session, &bare, ink, event->ink_count);
}

const char *session_apply_note_edit(Session *session, const Event *event) {
    Note *note = session_find_note(session, event->note);
    if (!note) return no_such_note;
    const char *text = event->text ? event->text : "";
    char *room = session_text_room(session, note->text, text);
    if (!room) return session_no_memory;
    note->text = session_text_put(room, text);
    note->role = session_known_role(session, event->role);
    return NULL;
}

int session_note_place(const Session *session, const Note *note) {
    const Board *board = session_board(session, note->board);
    int place = 0;
    while (board && place < board->order_count - 1 && board->order[place] != note->id) place++;
    return place;
}

// All after it come one place forward; its own place is the caller's to fill.
static void take_out(Board *board, int place) {
    int after = board->order_count - 1 - place;
    memmove(board->order + place, board->order + place + 1, (size_t)after * sizeof *board->order);
}

static void put_in(Board *board, int place, int id) {
    int after = board->order_count - 1 - place;
    memmove(board->order + place + 1, board->order + place, (size_t)after * sizeof *board->order);
    board->order[place] = id;
}

// A cluster lies in one column.
static void change_column(Note *note, int column) {
    if (note->column != column) note->cluster = 0;
    note->column = column;
}

void session_put_note(Session *session, Note *note, int column, int place) {
    Board *board = session_find_board(session, note->board);
    if (!board) return;
    take_out(board, session_note_place(session, note));
    put_in(board, place < board->order_count ? place : board->order_count - 1, note->id);
    change_column(note, column);
}

const char *session_apply_note_move(Session *session, const Event *event) {
    Note *note = session_find_note(session, event->note);
    if (!note) return no_such_note;
    Board *board = session_find_board(session, note->board);
    if (!board || event->column >= board->column_count) return "the board has no such column";

    take_out(board, session_note_place(session, note));
    int place = 0;
    for (int before = 0; place < board->order_count - 1; place++) {
        const Note *other = session_note(session, board->order[place]);
        if (!other || other->removed || other->column != event->column) continue;
        if (before++ == event->index) break;
    }
    put_in(board, place, note->id);
    change_column(note, event->column);
    return NULL;
}

static const char *set_removed(Session *session, int id, bool removed) {
    Note *note = session_find_note(session, id);
    if (!note) return no_such_note;
    note->removed = removed;
    return NULL;
}

const char *session_apply_note_remove(Session *session, const Event *event) {
    return set_removed(session, event->note, true);
}

const char *session_apply_note_restore(Session *session, const Event *event) {
    return set_removed(session, event->note, false);
}

const char *session_apply_note_mark(Session *session, const Event *event) {
    Note *note = session_find_note(session, event->note);
    if (!note) return no_such_note;
    if (event->value > MARK_OPEN_QUESTION) return "there is no such mark";
    note->mark = (NoteMark)event->value;
    return NULL;
}
