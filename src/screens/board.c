// The board: headed columns of notes, with a place to write in each. This file lays out the page and
// says which part an event is for.
#include "screens/board.h"

#include "screens/step_parts.h"

#include <string.h>

#define COLUMN_LEAST_MM 58.0f  // at letters of 100 %

const Board *board_here(const Shell *shell) {
    const Session *session = shell->session;
    return session ? session_board_at(session, session->item, session->step) : NULL;
}

bool board_is_open(const BoardState *state, int cluster) {
    for (int i = 0; i < state->open_count; i++) {
        if (state->open[i] == cluster) return true;
    }
    return false;
}

void board_toggle_open(BoardState *state, int cluster) {
    for (int i = 0; i < state->open_count; i++) {
        if (state->open[i] != cluster) continue;
        state->open[i] = state->open[--state->open_count];
        return;
    }
    if (state->open_count == BOARD_OPEN_MAX) {
        memmove(state->open, state->open + 1, sizeof state->open - sizeof state->open[0]);
        state->open_count--;
    }
    state->open[state->open_count++] = cluster;
}

static void enter(void *s, Shell *shell) {
    BoardState *state = s;
    for (int i = 0; i < UI_SEATS_MAX; i++) {
        state->writers[i].role = -1;
        ui_field_forget(shell->ui, board_seat_id(shell->ui, i, "text"));
    }
    ui_field_forget(shell->ui, BOARD_NAME_FIELD);
}

// -- the page ---------------------------------------------------------------------------------------
static bool waits_for_place(const BoardState *state) {
    return state->moving != 0 || state->joining != 0;
}

static void build_head(const BoardState *state, Shell *shell, Ui *ui) {
    if (!waits_for_place(state)) {
        // While someone writes the question stands beside the field, and the room is for the notes.
        if (!board_writers(state)) step_head(shell, ui, "board.title");
        return;
    }
    ui_open(ui, "note.hint",
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad = SPACE_1,
                      .pad_x = SPACE_2,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_ACCENT_TINT,
                      .radius = RADIUS_MM});
    ui_icon(ui, state->moving ? "move" : "group", ui_mark_mm(ui, 8), COLOR_INK);
    ui_text(ui, "note.hint.text",
            state->moving ? _("Tap the place where the note should go.")
                          : _("Tap the note or the pile it belongs with."),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD, .w = GROW});
    ui_button(
        ui, "note.cancel", _("Cancel"),
        (UiButton){
            .kind = BUTTON_SOFT, .icon = "x", .act = {.code = BOARD_CANCEL}, .height_mm = 16});
    ui_close(ui);
}

static bool is_written_in(const BoardState *state, int column) {
    for (int i = 0; i < UI_SEATS_MAX; i++) {
        const BoardWriter *writer = &state->writers[i];
        if (writer->open && !writer->editing && writer->column == column) return true;
    }
    return false;
}

static void build_foot(const BoardState *state, Ui *ui, const Board *board, int column) {
    const char *name = board->columns[column];
    if (state->joining) return;
    if (state->moving) {
        ui_button(ui, ui_format(ui, "note.place.%d", column), _("Put here"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "arrow-down",
                             .w = GROW,
                             .height_mm = 16,
                             .act = {.code = BOARD_PLACE, .a = column},
                             .value = name});
        return;
    }
    ui_button(ui, ui_format(ui, "note.new.%d", column), _("Note"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "plus",
                         .w = GROW,
                         .height_mm = board_writers(state) ? 16 : TOUCH_MM,
                         .size = board_writers(state) || ui_text_percent(ui) > 125 ? TYPE_BODY
                                                                                   : TYPE_LEAD,
                         .act = {.code = BOARD_NEW, .a = column},
                         .value = name,
                         .selected = is_written_in(state, column)});
}

static int notes_in(const Session *session, const Board *board, int column) {
    int count = 0;
    for (int i = 0; i < board->order_count; i++) {
        const Note *note = session_note(session, board->order[i]);
        if (note && !note->removed && note->column == column) count++;
    }
    return count;
}

static bool is_under_finger(const BoardState *state, int column) {
    for (int i = 0; i < state->drag_count; i++) {
        const BoardDrop *drop = &state->drags[i].drop;
        if (drop->kind == BOARD_DROP_PLACE && drop->column == column) return true;
    }
    return false;
}

static void build_column(const BoardState *state, Shell *shell, Ui *ui, const Board *board,
                         int column, float width) {
    int count = notes_in(shell->session, board, column);
    bool under = is_under_finger(state, column);
    ui_open(ui, ui_format(ui, "column.%d", column),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(width),
                      .h = GROW,
                      .pad = 2.4f,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = under ? COLOR_ACCENT_TINT : COLOR_SUNKEN,
                      .radius = RADIUS_MM,
                      .drop = true,
                      .label = board->columns[column],
                      .value = ui_format(ui, "%d", count)});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad_x = 1.5f,
                      .pad_y = 0.5f,
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER});
    ui_text(ui, ui_format(ui, "column.title.%d", column), board->columns[column],
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .w = GROW, .role = "heading"});
    if (count)
        ui_text(ui, NULL, ui_format(ui, "%d", count),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT, .no_wrap = true});
    ui_close(ui);
    ui_scroll_open(
        ui, ui_format(ui, "column.list.%d", column),
        (UiStyle){
            .w = GROW, .h = GROW, .gap = 2.6f, .pad_x = 0.6f, .pad_y = 1, .cross = ALIGN_STRETCH});
    board_slips(state, shell, ui, board, column);
    ui_scroll_close(ui);
    build_foot(state, ui, board, column);
    ui_close(ui);
}

int board_rows(const Ui *ui, const Board *board) {
    float least = COLUMN_LEAST_MM * (float)ui_text_percent(ui) / 100;
    int count = board->column_count;
    return count > 2 && ui_width_mm(ui) / (float)count < least ? 2 : 1;
}

// Columns beside each other; in two rows where they would become too narrow to read.
static void build_columns(const BoardState *state, Shell *shell, Ui *ui, const Board *board) {
    int count = board->column_count, rows = board_rows(ui, board),
        in_row = (count + rows - 1) / rows;
    float width = (ui_width_mm(ui) - 2 * (board_writers(state) ? SPACE_2 : PAGE_X_MM) -
                   (float)(in_row - 1) * SPACE_1) /
                  (float)in_row;
    for (int r = 0; r < rows; r++) {
        ui_open(
            ui, NULL,
            (UiStyle){
                .axis = AXIS_ROW, .w = GROW, .h = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
        for (int c = r * in_row; c < count && c < (r + 1) * in_row; c++)
            build_column(state, shell, ui, board, c, width);
        ui_close(ui);
    }
}

static void build(void *s, Shell *shell, Ui *ui) {
    const BoardState *state = s;
    const Board *board = board_here(shell);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    bool alone = board_write_alone(state, ui, board);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = alone ? FIT : GROW,
                      .pad_x = board_writers(state) ? SPACE_2 : PAGE_X_MM,
                      .pad_y = board_writers(state) ? SPACE_2 : PAGE_Y_MM,
                      .gap = board_writers(state) ? SPACE_2 : SPACE_3,
                      .cross = ALIGN_STRETCH});
    build_head(state, shell, ui);
    if (board && !alone) build_columns(state, shell, ui, board);
    ui_close(ui);
    if (board) board_write_build(state, shell, ui, board);
    ui_close(ui);
    if (board) board_write_build_over(state, shell, ui, board);
    board_drag_build(state, shell, ui);
    ui_close(ui);
    board_sheet_build(state, shell, ui);
    agreement_editor_build(&state->editor, shell, ui);
}

// -- events -----------------------------------------------------------------------------------------
static void end_naming(BoardState *state, Shell *shell, bool keep) {
    const Cluster *cluster = session_cluster(shell->session, state->naming);
    const char *name =
        arena_strdup(ui_arena(shell->ui), ui_field_text(shell->ui, BOARD_NAME_FIELD));
    state->naming = 0;
    ui_field_focus(shell->ui, NULL);
    if (!keep || !cluster || cluster->removed || strcmp(cluster->name, name) == 0) return;
    Event e = {.type = EV_CLUSTER_NAME, .cluster = cluster->id, .text = name};
    (void)shell_send(shell, e, NULL);
}

static void begin_naming(BoardState *state, Shell *shell, int id) {
    const Cluster *cluster = session_cluster(shell->session, id);
    if (!cluster) return;
    if (state->naming) end_naming(state, shell, true);
    state->naming = id;
    ui_field_set(shell->ui, BOARD_NAME_FIELD, cluster->name);
    ui_field_focus(shell->ui, BOARD_NAME_FIELD);
}

static bool handle_pile(BoardState *state, Shell *shell, const UiEvent *event) {
    int code = event->act.code, id = event->act.a;
    if (code == BOARD_NAME_TEXT) {
        bool ends = event->kind == UI_SUBMIT || event->kind == UI_FIELD_LEFT;
        if (ends && state->naming) end_naming(state, shell, true);
        return true;
    }
    if (event->kind != UI_TAP) return false;
    if (code == BOARD_CLUSTER)
        board_toggle_open(state, id);
    else if (code == BOARD_RENAME)
        begin_naming(state, shell, id);
    else if (code == BOARD_APART)
        (void)shell_send(shell, (Event){.type = EV_CLUSTER_REMOVE, .cluster = id},
                         _("The pile was taken apart."));
    else
        return false;
    return true;
}

static bool handle(void *s, Shell *shell, const UiEvent *event) {
    BoardState *state = s;
    if (agreement_editor_handle(&state->editor, shell, event)) return true;
    if (board_drag_handle(state, shell, event)) return true;
    if (board_sheet_handle(state, shell, event)) return true;
    if (board_place_handle(state, shell, event)) return true;
    if (board_write_handle(state, shell, event)) return true;
    if (handle_pile(state, shell, event)) return true;
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case BOARD_NEW: board_write_open(state, shell, event->act.a); return true;
    case BOARD_NOTE:
        // A sheet over everything would take the paper from under another person's hands.
        if (board_writers(state) > 1) {
            shell->ops->toast(shell->app,
                              _("Others are writing. Tap this note when they are done."));
            return true;
        }
        ui_field_focus(shell->ui, NULL);
        state->sheet = event->act.a;
        return true;
    // Nobody loses what they were writing by going on.
    case ACT_NEXT: return board_writers(state) > 0 && !board_write_put_all(state, shell);
    default: return false;
    }
}

static bool back(void *s, Shell *shell) {
    BoardState *state = s;
    if (agreement_editor_back(&state->editor, shell)) return true;
    if (state->sheet || waits_for_place(state)) {
        state->sheet = state->moving = state->joining = 0;
        return true;
    }
    if (state->naming) {
        end_naming(state, shell, false);
        return true;
    }
    if (board_writers(state) > 1) {
        shell->ops->toast(shell->app, _("Others are still writing here."));
        return true;
    }
    for (int i = 0; i < UI_SEATS_MAX; i++) {
        if (!state->writers[i].open) continue;
        board_write_close(state, shell, i);
        return true;
    }
    return false;
}

static const char *name(const void *state, const Shell *shell) {
    (void)state;
    (void)shell;
    return "board";
}

const ScreenClass screen_board = {.id = SCREEN_BOARD,
                                  .state_bytes = sizeof(BoardState),
                                  .enter = enter,
                                  .build = build,
                                  .handle = handle,
                                  .back = back,
                                  .name = name,
                                  .build_beyond = board_build_beyond};
