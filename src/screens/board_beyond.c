// The board above low reach: who writes sits below, and the group goes on reading what is there. Where all
// of it does not fit, the first notes make way for the last.
#include "screens/board.h"
#include "screens/step_parts.h"

#define LEAST_MM 90.0f   // less than that is no board to read from
#define SURE_PART 0.88f  // of the room: how tall a slip is, is a guess
#define HEAD_MM 16.0f    // of letters of 100 %: the head of a column, and the same for the question

static float larger(const Ui *ui) {
    return (float)ui_text_percent(ui) / 100;
}

// The size at which every column's notes fit into so many mm; the smallest when none does.
static TypeSize fitting(const Shell *shell, const Ui *ui, const Board *board, float width,
                        float room) {
    static const TypeSize sizes[] = {TYPE_TITLE, TYPE_LEAD, TYPE_BODY};
    for (int s = 0; s < 3; s++) {
        bool fits = true;
        for (int c = 0; c < board->column_count; c++) {
            float sum = 0;
            for (int i = 0; i < board->order_count; i++) {
                const Note *note = session_note(shell->session, board->order[i]);
                if (note && !note->removed && note->column == c)
                    sum += board_slip_mm(ui, note, sizes[s], width);
            }
            fits = fits && sum <= room;
        }
        if (fits) return sizes[s];
    }
    return TYPE_SMALL;
}

static void build_column(Shell *shell, Ui *ui, const Board *board, int column, TypeSize size,
                         float width, float room) {
    int *notes = arena_array(ui_arena(ui), int, board->order_count + 1);
    int count = session_column_notes(shell->session, board->id, column, notes, board->order_count);
    int first = count;
    for (float sum = 0; first > 0; first--) {
        sum += board_slip_mm(ui, session_note(shell->session, notes[first - 1]), size, width);
        if (sum > room) break;
    }
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(width),
                      .h = GROW,
                      .pad = SPACE_1,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SUNKEN,
                      .radius = RADIUS_MM});
    ui_open(ui, NULL,
            (UiStyle){
                .axis = AXIS_ROW, .w = GROW, .pad_x = 1.5f, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_text(ui, NULL, board->columns[column],
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .w = GROW});
    if (count)
        ui_text(ui, NULL, ui_format(ui, "%d", count),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT, .no_wrap = true});
    ui_close(ui);
    // What was guessed too small is cut at the lower edge, and not over what stands below.
    ui_scroll_open(ui, ui_format(ui, "beyond.list.%d", column),
                   (UiStyle){.w = GROW, .h = GROW, .gap = 2.6f, .cross = ALIGN_STRETCH});
    for (int i = first; i < count; i++)
        board_slip_still(shell, ui, session_note(shell->session, notes[i]), size);
    ui_scroll_close(ui);
    ui_close(ui);
}

bool board_build_beyond(const void *state, Shell *shell, Ui *ui) {
    (void)state;
    const Board *board = board_here(shell);
    float tall = ui_display_height_mm(ui) - ui_height_mm(ui);
    if (!board || board->column_count == 0 || tall < LEAST_MM) return false;
    float width =
        (ui_display_width_mm(ui) - 2 * PAGE_X_MM + SPACE_1) / (float)board->column_count - SPACE_1;
    float room = (tall - 2 * PAGE_Y_MM - 2 * HEAD_MM * larger(ui)) * SURE_PART;
    TypeSize size = fitting(shell, ui, board, width, room);
    ui_open(ui, "beyond.board",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad_x = PAGE_X_MM,
                      .pad_y = PAGE_Y_MM,
                      .gap = SPACE_2,
                      .fill = COLOR_PAPER,
                      .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, board->question, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
    ui_open(
        ui, NULL,
        (UiStyle){.axis = AXIS_ROW, .w = GROW, .h = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    for (int c = 0; c < board->column_count; c++)
        build_column(shell, ui, board, c, size, width, room);
    ui_close(ui);
    ui_close(ui);
    return true;
}
