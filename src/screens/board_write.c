// Writing notes: a large field above the keyboard, with role and column beside it. A person often
// has several to write, so after each the field is empty again and keeps the focus. Two write beside
// each other, three on a wide screen; each may draw instead.
#include "base/utf8.h"
#include "screens/board.h"
#include "screens/step_parts.h"

#include <string.h>

#define DRAW_MORE_MM 56.0f      // a sheet to draw on takes so much more than one to write on
#define DRAW_PART 0.62f         // of the display, at most
#define BESIDE_LEAST_MM 210.0f  // narrower, role and column stand under the field

static void begin(BoardState *state, Shell *shell, int seat) {
    if (!state->writers[seat].draws)
        ui_field_focus_seat(shell->ui, board_seat_id(shell->ui, seat, "text"), seat);
}

static void sit_down(BoardState *state, Shell *shell, int seat, int column) {
    BoardWriter *writer = &state->writers[seat];
    // Whose turn it is says so: the role of who wrote before does not stick to the next one. One who goes
    // to another column with something on the paper, or before the first note, is the same one still.
    if (!writer->open || writer->editing || (writer->put && !writer->says_role)) writer->role = -1;
    if (writer->editing) ui_field_set(shell->ui, board_seat_id(shell->ui, seat, "text"), "");
    writer->editing = 0;
    writer->open = true;
    writer->column = column;
    writer->put = false;
    writer->touched_ms = ui_now(shell->ui);
    if (!writer->pen) writer->pen = INK_THIN;
    begin(state, shell, seat);
}

void board_write_open(BoardState *state, Shell *shell, int column) {
    int seat = board_seat_for(state, shell, column);
    if (seat < 0)
        shell->ops->toast(shell->app, _("All places to write are taken. Wait a moment."));
    else
        sit_down(state, shell, seat, column);
}

void board_write_edit(BoardState *state, Shell *shell, const Note *note) {
    int seat = 0;
    while (seat < UI_SEATS_MAX - 1 && state->writers[seat].open) seat++;
    if (seat >= board_seats(state, shell->ui)) seat = 0;
    BoardWriter *writer = &state->writers[seat];
    *writer = (BoardWriter){.open = true,
                            .editing = note->id,
                            .column = note->column,
                            .role = note->role,
                            .pen = INK_THIN,
                            .touched_ms = ui_now(shell->ui)};
    ui_field_set(shell->ui, board_seat_id(shell->ui, seat, "text"), note->text);
    begin(state, shell, seat);
}

void board_write_close(BoardState *state, Shell *shell, int seat) {
    BoardWriter *writer = &state->writers[seat];
    const char *id = board_seat_id(shell->ui, seat, "text");
    if (writer->editing) ui_field_set(shell->ui, id, "");
    writer->role = -1;
    writer->open = writer->draws = writer->put = writer->says_role = false;
    writer->editing = 0;
    writer->sheet = (InkSheet){0};
    ui_field_leave(shell->ui, id);
}

bool board_writer_blank(const BoardState *state, Shell *shell, int seat) {
    const BoardWriter *writer = &state->writers[seat];
    bool typed = !utf8_blank(ui_field_text(shell->ui, board_seat_id(shell->ui, seat, "text")));
    return writer->draws ? ink_empty(&writer->sheet) && !typed : !typed && writer->sheet.count == 0;
}

// What was typed, without the empty lines and spaces around it.
static const char *typed(Ui *ui, int seat) {
    const char *text = ui_field_text(ui, board_seat_id(ui, seat, "text"));
    text += strspn(text, " \n");
    size_t n = strlen(text);
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\n')) n--;
    return arena_strndup(ui_arena(ui), text, n);
}

static bool put_edited(const BoardWriter *writer, Shell *shell, const char *text) {
    const Note *note = session_note(shell->session, writer->editing);
    if (!note || note->removed) return true;
    Event e = {.type = EV_NOTE_EDIT, .note = note->id, .role = writer->role, .text = text};
    bool same = note->role == writer->role && strcmp(note->text, text) == 0;
    if (!same && !shell_send(shell, e, _("The note was changed."))) return false;
    if (note->column == writer->column) return true;
    Event move = {.type = EV_NOTE_MOVE, .note = e.note, .column = writer->column, .index = 0};
    return shell_send(shell, move, NULL);
}

void board_landed(BoardState *state, Shell *shell, BoardWriter *writer, int note) {
    state->landed = note;
    writer->put = true;
    writer->says_role = false;
    ui_scroll_to(shell->ui, ui_format(shell->ui, "column.list.%d", writer->column),
                 ui_format(shell->ui, "note.%d", note));
}

static bool put_seat(BoardState *state, Shell *shell, int seat) {
    BoardWriter *writer = &state->writers[seat];
    const Board *board = board_here(shell);
    const char *text = typed(shell->ui, seat);
    if (!board) return false;
    if (writer->editing) {
        const Note *note = session_note(shell->session, writer->editing);
        if (utf8_blank(text) && !(note && note->ink_count > 0)) return false;
        if (!put_edited(writer, shell, text)) return false;
        board_write_close(state, shell, seat);
        return true;
    }
    if (!board_draw_put(state, shell, board, seat)) return false;
    if (utf8_blank(text)) return true;
    Event e = {.type = EV_NOTE_ADD,
               .note = shell->session->note_count + 1,
               .board = board->id,
               .column = writer->column,
               .role = writer->role,
               .text = text};
    if (!shell_send(shell, e, NULL)) return false;
    ui_field_set(shell->ui, board_seat_id(shell->ui, seat, "text"), "");
    board_landed(state, shell, writer, e.note);
    return true;
}

bool board_write_put_all(BoardState *state, Shell *shell) {
    bool all = true;
    for (int i = 0; i < UI_SEATS_MAX; i++)
        all = (!state->writers[i].open || put_seat(state, shell, i)) && all;
    return all;
}

// -- what it looks like -----------------------------------------------------------------------------
static bool role_offered(const BoardWriter *writer, const Session *session, int role) {
    if (session_people(session) == 0 || role == writer->role) return true;
    return session->people[role] > 0;
}

// Whose role is shown as chosen: nobody's at a seat that was left.
static int shown_role(const BoardState *state, Ui *ui, int seat) {
    const BoardWriter *writer = &state->writers[seat];
    if (board_seat_left(state, ui, seat)) return -1;
    if (writer->put && !writer->says_role && writer->role >= 0)
        ui_wake_in(ui, board_seat_rest_ms(state, ui, seat));
    return writer->role;
}

static void build_roles(const BoardWriter *writer, Shell *shell, Ui *ui, int seat, int role) {
    ui_text(ui, NULL, _("Who writes this?"),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_open(
        ui, board_seat_id(ui, seat, "roles"),
        (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .label = _("Who writes this?")});
    for (int i = -1; i < shell->session->role_count; i++) {
        if (i >= 0 && !role_offered(writer, shell->session, i)) continue;
        const char *name =
            i < 0 ? "role.none" : ui_format(ui, "role.%s", shell->session->role_ids[i]);
        step_role_chip(shell, ui, board_seat_id(ui, seat, name), i, role == i,
                       (UiAct){.code = BOARD_ROLE, .a = seat});
    }
    ui_close(ui);
}

static void build_columns(const BoardWriter *writer, Ui *ui, const Board *board, int seat) {
    if (board->column_count < 2) return;
    ui_text(ui, NULL, _("In which column?"),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_open(
        ui, board_seat_id(ui, seat, "columns"),
        (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .label = _("In which column?")});
    for (int i = 0; i < board->column_count; i++)
        ui_chip(ui, board_seat_id(ui, seat, ui_format(ui, "column.%d", i)), board->columns[i], NULL,
                writer->column == i, (UiAct){.code = BOARD_COLUMN, .a = i, .b = seat});
    ui_close(ui);
}

static void build_buttons(const BoardWriter *writer, Ui *ui, int seat, bool narrow) {
    bool edits = writer->editing != 0;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_button(ui, board_seat_id(ui, seat, "put"),
              edits ? _("Keep the change") : _("Put on the board"),
              (UiButton){.kind = BUTTON_PRIMARY,
                         .icon = narrow ? NULL : "check",
                         .act = {.code = BOARD_PUT, .a = seat},
                         .height_mm = 16});
    ui_button(
        ui, board_seat_id(ui, seat, "done"), edits ? _("Cancel") : _("Done"),
        (UiButton){.kind = BUTTON_SOFT, .act = {.code = BOARD_DONE, .a = seat}, .height_mm = 16});
    if (!edits) {
        const char *other = writer->draws ? _("Write") : _("Draw");
        ui_button(ui, board_seat_id(ui, seat, "draw"), narrow ? NULL : other,
                  (UiButton){.kind = BUTTON_QUIET,
                             .icon = writer->draws ? "keyboard" : "pencil",
                             .describe = other,
                             .act = {.code = BOARD_DRAW, .a = seat},
                             .height_mm = 16});
    }
    ui_close(ui);
}

static void build_field(const BoardWriter *writer, Shell *shell, Ui *ui, int seat, int role) {
    bool edits = writer->editing != 0;
    ui_field(ui, board_seat_id(ui, seat, "text"),
             (UiField){.placeholder = _("Write one thought on a note"),
                       .max_chars = NOTE_CHARS_MAX,
                       .max_bytes = EVENT_TEXT_MAX,
                       .multiline = true,
                       .w = GROW,
                       .h = GROW,
                       .size = TYPE_LEAD,
                       .act = {.code = BOARD_TEXT, .a = seat},
                       .label = _("Text of the note"),
                       .fill = step_role_tint(shell, role),
                       .done = edits ? _("Keep") : _("Put up"),
                       .seat = seat});
}

static void build_paper(const BoardWriter *writer, Shell *shell, Ui *ui, const Board *board,
                        int seat, int role, bool narrow) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW_BY(1.25f),
                      .h = GROW,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH});
    if (!writer->draws)
        ui_text(ui, board_seat_id(ui, seat, "question"), board->question,
                (UiText){.size = ui_text_percent(ui) > 125 ? TYPE_SMALL : TYPE_BODY,
                         .weight = WEIGHT_SEMIBOLD});
    if (writer->draws)
        board_draw_sheet(writer, ui, seat, step_role_tint(shell, role));
    else
        build_field(writer, shell, ui, seat, role);
    build_buttons(writer, ui, seat, narrow);
    ui_close(ui);
}

static float panel_mm(const Ui *ui, bool narrow) {
    float more = (float)ui_text_percent(ui) / 100;
    if (ui_portrait(ui)) return 132 + 40 * more;
    return (narrow ? 84 : 56) + 28 * more;
}

static void build_panel(const BoardState *state, Shell *shell, Ui *ui, const Board *board, int seat,
                        UiStyle style, float width, float choices_mm) {
    const BoardWriter *writer = &state->writers[seat];
    int role = shown_role(state, ui, seat);
    bool tall = ui_portrait(ui) || width < BESIDE_LEAST_MM;
    bool narrow = width < BESIDE_LEAST_MM || ui_text_percent(ui) > 125;
    style.axis = tall ? AXIS_COLUMN : AXIS_ROW;
    style.pad = SPACE_2;
    style.gap = tall ? SPACE_1 : SPACE_3;
    style.cross = ALIGN_STRETCH;
    style.fill = COLOR_SHEET;
    style.shadow = true;
    style.radius = RADIUS_MM;
    ui_open(ui, board_seat_id(ui, seat, "panel"), style);
    build_paper(writer, shell, ui, board, seat, role, narrow);
    // Upright the paper has room enough: what is chosen stands there whole, up to half of the panel.
    UiSize choices = ui_portrait(ui) ? FIT_MAX(choices_mm / 2) : GROW_MAX(choices_mm);
    if (tall && writer->draws) choices = MM(34);
    ui_scroll_open(ui, board_seat_id(ui, seat, "choices"),
                   (UiStyle){.w = GROW,
                             .h = choices,
                             .gap = SPACE_1,
                             .pad_x = SPACE_1,  // the scroll bar stands there
                             .cross = ALIGN_STRETCH});
    if (writer->draws) board_draw_tools(writer, ui, seat);
    build_roles(writer, shell, ui, seat, role);
    build_columns(writer, ui, board, seat);
    ui_scroll_close(ui);
    ui_close(ui);
}

// A free seat beside somebody who writes.
static void build_invite(Ui *ui, int seat, float width, float height) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(width),
                      .h = MM(height),
                      .pad = SPACE_2,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    ui_button(ui, board_seat_id(ui, seat, "join"), _("Somebody else writes too"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "users",
                         .act = {.code = BOARD_WITH, .a = seat},
                         .height_mm = 18});
    ui_close(ui);
}

#define COLUMNS_LEAST_MM 36.0f  // of letters of 100 %, and the button below

// How high the panels are, all of them. While others type, who draws has the room of a keyboard for it.
static float panels_mm(const BoardState *state, Ui *ui, float width) {
    float height = panel_mm(ui, width < BESIDE_LEAST_MM);
    bool draws = false;
    for (int i = 0; i < UI_SEATS_MAX; i++)
        draws = draws || (state->writers[i].open && state->writers[i].draws);
    if (!draws || ui_keyboard_open(ui)) return height;
    float tall = height + DRAW_MORE_MM, most = ui_height_mm(ui) * DRAW_PART;
    return tall > most ? most : tall;
}

bool board_write_alone(const BoardState *state, Ui *ui, const Board *board) {
    if (board_writers(state) == 0) return false;
    float width = ui_width_mm(ui) / (float)board_seats(state, ui);
    Rect page = ui_rect_of(ui, "page");
    float room = ui_keyboard_open(ui) || rect_empty(page) ? ui_height_mm(ui) - ui_keyboard_mm(ui)
                                                          : (float)page.h / ui_px(ui, 1);
    room -= panels_mm(state, ui, width) + SPACE_4;
    float least = COLUMNS_LEAST_MM * (float)ui_text_percent(ui) / 100 + TOUCH_MM;
    return room < least * (float)(board ? board_rows(ui, board) : 1);
}

void board_write_build(const BoardState *state, Shell *shell, Ui *ui, const Board *board) {
    if (board_writers(state) == 0) return;
    int seats = board_seats(state, ui);
    if (!state->sheet && !state->editor.open) ui_keyboard_seats(ui, seats);
    bool keys = ui_keyboard_open(ui);
    float width = ui_width_mm(ui) / (float)seats;
    float height = panels_mm(state, ui, width);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .h = board_write_alone(state, ui, board) ? GROW : FIT,
                      .cross = ALIGN_STRETCH});
    for (int i = 0; i < seats; i++) {
        const BoardWriter *writer = &state->writers[i];
        if (writer->open && !(keys && writer->draws))
            // A long question makes it taller: what was asked and what is written stay in view.
            build_panel(state, shell, ui, board, i, (UiStyle){.w = MM(width), .h = FIT_MIN(height)},
                        width, height - 2 * SPACE_2);
        else if (writer->open)
            ui_space(ui, MM(width));
        else
            build_invite(ui, i, width, height);
    }
    ui_close(ui);
}

void board_write_build_over(const BoardState *state, Shell *shell, Ui *ui, const Board *board) {
    int seats = board_seats(state, ui);
    float lower = ui_keyboard_mm(ui);
    if (board_writers(state) == 0 || lower <= 0) return;
    float width = ui_width_mm(ui) / (float)seats, top = ui_height_mm(ui) - lower;
    if (seats > 1) {  // the ground of the keyboards goes on beside them
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .floating = true, .y = top});
        ui_open(ui, NULL,
                (UiStyle){.w = MM(ui_width_mm(ui)), .h = MM(lower), .fill = COLOR_SUNKEN});
        ui_close(ui);
        ui_close(ui);
    }
    float height = panel_mm(ui, width < BESIDE_LEAST_MM);
    for (int i = 0; i < seats; i++) {
        if (!state->writers[i].open || !state->writers[i].draws) continue;
        build_panel(state, shell, ui, board, i,
                    (UiStyle){.floating = true,
                              .x = width * (float)i,
                              .y = top - height,
                              .w = MM(width),
                              .h = MM(height + lower)},
                    width, 0);
    }
}

// -- events -------------------------------------------------------------------------------------------
static void switch_drawing(BoardState *state, Shell *shell, int seat) {
    BoardWriter *writer = &state->writers[seat];
    writer->draws = !writer->draws;
    if (writer->draws)
        ui_field_leave(shell->ui, board_seat_id(shell->ui, seat, "text"));
    else
        begin(state, shell, seat);
}

// Whose seat the event is in; -1: nobody's.
static int seat_of(const BoardState *state, const UiAct *act) {
    int seat = act->code == BOARD_COLUMN ? act->b : act->a;
    bool known = act->code == BOARD_TEXT || act->code == BOARD_PUT || act->code == BOARD_DONE ||
                 act->code == BOARD_ROLE || act->code == BOARD_COLUMN || act->code == BOARD_DRAW;
    return known && seat >= 0 && seat < UI_SEATS_MAX && state->writers[seat].open ? seat : -1;
}

static void put_and_go_on(BoardState *state, Shell *shell, int seat) {
    (void)put_seat(state, shell, seat);
    if (state->writers[seat].open) begin(state, shell, seat);
}

bool board_write_handle(BoardState *state, Shell *shell, const UiEvent *event) {
    if (board_draw_handle(state, shell, event)) return true;
    const UiAct *act = &event->act;
    if (act->code == BOARD_WITH && event->kind == UI_TAP) {
        if (!state->writers[act->a].open) {
            const Board *board = board_here(shell);
            int seats = board_seats(state, shell->ui), columns = board ? board->column_count : 1;
            sit_down(state, shell, act->a, act->a * columns / seats);
        }
        return true;
    }
    int seat = seat_of(state, act);
    if (seat < 0) return false;
    BoardWriter *writer = &state->writers[seat];
    if (board_seat_left(state, shell->ui, seat)) writer->role = -1;
    writer->touched_ms = ui_now(shell->ui);
    if (act->code == BOARD_TEXT) {
        // "Put up" on the keyboard puts this one up and asks for the next.
        if (event->kind == UI_SUBMIT) put_and_go_on(state, shell, seat);
        if (event->kind == UI_EDIT) writer->put = false;
        return true;
    }
    if (event->kind != UI_TAP) return false;
    switch (act->code) {
    case BOARD_PUT: put_and_go_on(state, shell, seat); break;
    case BOARD_DONE:
        // What was typed is worth keeping; what was changed is not, until one says so.
        if (writer->editing || put_seat(state, shell, seat)) board_write_close(state, shell, seat);
        break;
    case BOARD_ROLE:
        writer->role = act->b;
        writer->says_role = true;
        break;
    case BOARD_COLUMN: writer->column = act->a; break;
    case BOARD_DRAW: switch_drawing(state, shell, seat); break;
    default: return false;
    }
    return true;
}
