// The board of notes, for the files of this screen only: its state, what a build hands around, and
// the parts. Notes and clusters are the session's; here is what fingers are doing with them.
#ifndef PP_SCREENS_BOARD_H
#define PP_SCREENS_BOARD_H

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
};

enum { BOARD_DRAGS_MAX = 20, BOARD_OPEN_MAX = 12 };

#define BOARD_FIELD "note.text"
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

typedef struct {
    bool writing;
    int editing;               // note that is rewritten; 0: new ones
    int column, role;          // of the note that is written
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
void board_slip_lifted(Shell *shell, Ui *ui, const BoardDrag *drag);

// board_write.c: the panel in which notes are written.
void board_write_open(BoardState *state, Shell *shell, int column);
void board_write_edit(BoardState *state, Shell *shell, const Note *note);
void board_write_close(BoardState *state, Shell *shell);
bool board_write_put(BoardState *state, Shell *shell);  // true: nothing is left to put
void board_write_build(const BoardState *state, Shell *shell, Ui *ui, const Board *board);
bool board_write_handle(BoardState *state, Shell *shell, const UiEvent *event);

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
