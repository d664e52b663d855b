// The board of notes, for the files of this screen only: its state, what a build hands around, and
// the parts. Notes and clusters are the session's; here is what fingers are doing with them.
#ifndef PP_SCREENS_BOARD_H
#define PP_SCREENS_BOARD_H

#include "base/ink.h"
#include "screens/agreement_editor.h"
#include "screens/shell.h"

enum {
    BOARD_NEW = ACT_SCREEN,
    BOARD_NOTE,
    BOARD_CLUSTER,
    BOARD_PLACE,
    BOARD_CANCEL,
    BOARD_TEXT,
    BOARD_PUT,
    BOARD_DONE,
    BOARD_ROLE,
    BOARD_COLUMN,
    BOARD_CLOSE,
    BOARD_EDIT,
    BOARD_MOVE,
    BOARD_JOIN,
    BOARD_MARK,
    BOARD_AGREE,
    BOARD_TAKE,
    BOARD_REMOVE,
    BOARD_RENAME,
    BOARD_NAME_TEXT,
    BOARD_APART,
    BOARD_WITH,  // a is the seat, for all from here
    BOARD_DRAW,
    BOARD_INK,
    BOARD_PEN,
    BOARD_UNDO_STROKE,
};

enum { BOARD_DRAGS_MAX = 20, BOARD_OPEN_MAX = 12 };

#define BOARD_NAME_FIELD "cluster.text"

typedef enum {
    BOARD_DROP_NONE,
    BOARD_DROP_PLACE,
    BOARD_DROP_NOTE,
    BOARD_DROP_CLUSTER
} BoardDropKind;

typedef struct {
    BoardDropKind kind;
    int column, index;  // BOARD_DROP_PLACE: as in note.move
    bool stays;         // it stays in its cluster
    int target;         // id of the note or cluster
    float x, y, w;      // px: the line that shows the place
} BoardDrop;

typedef struct {
    int finger;
    int note, cluster;     // one of them, the other is 0
    float x, y;            // px: the finger
    float grab_x, grab_y;  // px: where in the slip it was taken
    float w;               // px: of the slip
    BoardDrop drop;
} BoardDrag;

typedef struct {  // somebody who writes or draws
    bool open;
    int editing;     // note that is rewritten; 0: new ones
    int column;      // of the note that is written
    int role;        // of who writes it: stays for the next one, and goes with the writer
    bool says_role;  // somebody chose the role since the last note was put up
    bool put;        // a note was put up, and nothing was written since
    int64_t touched_ms;
    bool draws;
    int pen;  // INK_THIN, INK_THICK
    InkSheet sheet;
} BoardWriter;

typedef struct {
    BoardWriter writers[UI_SEATS_MAX];
    int sheet;                 // note whose actions are open; 0: none
    int moving, joining;       // note that waits for a tap on its new place, or on its company
    int naming;                // cluster whose name is written
    int open[BOARD_OPEN_MAX];  // clusters that lie open
    int open_count;
    BoardDrag drags[BOARD_DRAGS_MAX];
    int drag_count;
    int64_t scrolled_ms;  // when a drag at an edge last scrolled a column
    int landed;           // the note put on the board last
    AgreementEditor editor;
} BoardState;

const Board *board_here(const Shell *shell);
bool board_is_open(const BoardState *state, int cluster);
void board_toggle_open(BoardState *state, int cluster);
bool board_is_target(const BoardState *state, BoardDropKind kind, int target);

// board_slips.c: what lies in a column.
void board_slips(const BoardState *state, Shell *shell, Ui *ui, const Board *board, int column);
int board_rows(const Ui *ui,
               const Board *board);  // of columns: two where they would become too narrow
TypeSize board_type(Shell *shell, Ui *ui,
                    const Board *board);  // as large as the fullest column allows
// About how tall a note's slip is in a column of that width, with the gap below it.
float board_slip_mm(const Ui *ui, const Note *note, TypeSize size, float width);
void board_slip_still(Shell *shell, Ui *ui, const Note *note, TypeSize size);  // only to look at
void board_slip_lifted(Shell *shell, Ui *ui, const BoardDrag *drag);

// board_seats.c: who writes where.
int board_writers(const BoardState *state);        // how many write
int board_seats(const BoardState *state, Ui *ui);  // into how many parts the lower edge is divided
int board_seat_for(const BoardState *state, Shell *shell, int column);  // -1: all are taken
// A note was put up there, and nobody has touched the seat for so long since that who wrote it is gone.
bool board_seat_left(const BoardState *state, Ui *ui, int seat);
int64_t board_seat_rest_ms(const BoardState *state, Ui *ui, int seat);  // until then
const char *board_seat_id(Ui *ui, int seat, const char *what);

// board_write.c: the panels in which notes are written.
void board_write_open(BoardState *state, Shell *shell, int column);
void board_write_edit(BoardState *state, Shell *shell, const Note *note);
void board_write_close(BoardState *state, Shell *shell, int seat);
bool board_write_put_all(BoardState *state, Shell *shell);  // true: nothing is left to put
bool board_writer_blank(const BoardState *state, Shell *shell, int seat);
void board_landed(BoardState *state, Shell *shell, BoardWriter *writer, int note);
// Panels and keyboards leave no room for the columns: then writing has all of it.
bool board_write_alone(const BoardState *state, Ui *ui, const Board *board);
void board_write_build(const BoardState *state, Shell *shell, Ui *ui, const Board *board);
void board_write_build_over(const BoardState *state, Shell *shell, Ui *ui, const Board *board);

// board_draw.c: drawing in place of writing.
void board_draw_tools(const BoardWriter *writer, Ui *ui, int seat);
void board_draw_sheet(const BoardWriter *writer, Ui *ui, int seat, Paint ground);
bool board_draw_handle(BoardState *state, Shell *shell, const UiEvent *event);
bool board_draw_put(BoardState *state, Shell *shell, const Board *board, int seat);
bool board_write_handle(BoardState *state, Shell *shell, const UiEvent *event);

// board_beyond.c: the board above low reach, for the group to read; see ScreenClass.build_beyond.
bool board_build_beyond(const void *state, Shell *shell, Ui *ui);

// board_sheet.c: what can be done with a note.
void board_sheet_build(const BoardState *state, Shell *shell, Ui *ui);
bool board_sheet_handle(BoardState *state, Shell *shell, const UiEvent *event);

// board_move.c: dragging, and tap, move, tap.
bool board_drag_handle(BoardState *state, Shell *shell, const UiEvent *event);
void board_drag_build(const BoardState *state, Shell *shell, Ui *ui);
const BoardDrag *board_dragging(const BoardState *state, int note, int cluster);
bool board_place_handle(BoardState *state, Shell *shell,
                        const UiEvent *event);  // while moving or joining

#endif
