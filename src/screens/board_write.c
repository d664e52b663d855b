// Writing notes: a large field above the keyboard, with role and column beside it. A person often
// has several to write, so after each the field is empty again and keeps the focus.
#include "screens/board.h"
#include "screens/step_parts.h"

#include <string.h>

void board_write_open(BoardState *state, Shell *shell, int column) {
    if (state->editing) ui_field_set(shell->ui, BOARD_FIELD, "");
    if (!state->writing || state->editing) state->role = state->editing ? -1 : state->role;
    state->editing = 0;
    state->writing = true;
    state->column = column;
    ui_field_focus(shell->ui, BOARD_FIELD);
}

void board_write_edit(BoardState *state, Shell *shell, const Note *note) {
    state->writing = true;
    state->editing = note->id;
    state->column = note->column;
    state->role = note->role;
    ui_field_set(shell->ui, BOARD_FIELD, note->text);
    ui_field_focus(shell->ui, BOARD_FIELD);
}

void board_write_close(BoardState *state, Shell *shell) {
    if (state->editing) {
        ui_field_set(shell->ui, BOARD_FIELD, "");
        state->role = -1;
    }
    state->writing = false;
    state->editing = 0;
    ui_field_focus(shell->ui, NULL);
}

static bool blank(const char *text) {
    return text[strspn(text, " \n")] == '\0';
}

// What was typed, without the empty lines and spaces around it.
static const char *typed(Ui *ui) {
    const char *text = ui_field_text(ui, BOARD_FIELD);
    text += strspn(text, " \n");
    size_t n = strlen(text);
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\n')) n--;
    return arena_strndup(ui_arena(ui), text, n);
}

static bool put_edited(BoardState *state, Shell *shell, const char *text) {
    const Note *note = session_note(shell->session, state->editing);
    if (!note || note->removed) return true;
    Event e = {.type = EV_NOTE_EDIT, .note = note->id, .role = state->role, .text = text};
    bool same = note->role == state->role && strcmp(note->text, text) == 0;
    if (!same && !shell_send(shell, e, _("The note was changed."))) return false;
    if (note->column == state->column) return true;
    Event move = {.type = EV_NOTE_MOVE, .note = e.note, .column = state->column, .index = 0};
    return shell_send(shell, move, NULL);
}

bool board_write_put(BoardState *state, Shell *shell) {
    const Board *board = board_here(shell);
    const char *text = typed(shell->ui);
    if (!board) return false;
    if (state->editing) {
        if (blank(text)) return false;
        if (!put_edited(state, shell, text)) return false;
        board_write_close(state, shell);
        return true;
    }
    if (blank(text)) return true;
    Event e = {.type = EV_NOTE_ADD,
               .note = shell->session->note_count + 1,
               .board = board->id,
               .column = state->column,
               .role = state->role,
               .text = text};
    if (!shell_send(shell, e, NULL)) return false;
    state->landed = e.note;
    ui_field_set(shell->ui, BOARD_FIELD, "");
    ui_scroll_to(shell->ui, ui_format(shell->ui, "column.list.%d", state->column),
                 ui_format(shell->ui, "note.%d", e.note));
    return true;
}

// -- what it looks like -----------------------------------------------------------------------------
static bool role_offered(const BoardState *state, const Session *session, int role) {
    if (session_people(session) == 0 || role == state->role) return true;
    return session->people[role] > 0;
}

static void build_roles(const BoardState *state, Shell *shell, Ui *ui) {
    ui_text(ui, NULL, _("Who writes this?"),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_open(
        ui, "note.roles",
        (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .label = _("Who writes this?")});
    for (int i = -1; i < shell->session->role_count; i++) {
        if (i >= 0 && !role_offered(state, shell->session, i)) continue;
        const char *id =
            i < 0 ? "note.role.none" : ui_format(ui, "note.role.%s", shell->session->role_ids[i]);
        step_role_chip(shell, ui, id, i, state->role == i, (UiAct){.code = BOARD_ROLE, .a = i});
    }
    ui_close(ui);
}

static void build_columns(const BoardState *state, Ui *ui, const Board *board) {
    if (board->column_count < 2) return;
    ui_text(ui, NULL, _("In which column?"),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_open(
        ui, "note.columns",
        (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .label = _("In which column?")});
    for (int i = 0; i < board->column_count; i++)
        ui_chip(ui, ui_format(ui, "note.column.%d", i), board->columns[i], NULL, state->column == i,
                (UiAct){.code = BOARD_COLUMN, .a = i});
    ui_close(ui);
}

static void build_paper(const BoardState *state, Shell *shell, Ui *ui, const Board *board) {
    bool edits = state->editing != 0;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW_BY(1.25f),
                      .h = GROW,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH});
    ui_text(ui, "note.question", board->question,
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .max_lines = 2});
    ui_field(ui, BOARD_FIELD,
             (UiField){.placeholder = _("Write one thought on a note"),
                       .max_chars = NOTE_CHARS_MAX,
                       .multiline = true,
                       .w = GROW,
                       .h = GROW,
                       .size = TYPE_LEAD,
                       .act = {.code = BOARD_TEXT},
                       .label = _("Text of the note"),
                       .fill = step_role_tint(shell, state->role),
                       .done = edits ? _("Keep") : _("Put up")});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_CENTER});
    ui_button(
        ui, "note.put", edits ? _("Keep the change") : _("Put on the board"),
        (UiButton){
            .kind = BUTTON_PRIMARY, .icon = "check", .act = {.code = BOARD_PUT}, .height_mm = 16});
    ui_button(ui, "note.done", edits ? _("Cancel") : _("Done"),
              (UiButton){.kind = BUTTON_SOFT, .act = {.code = BOARD_DONE}, .height_mm = 16});
    ui_close(ui);
    ui_close(ui);
}

void board_write_build(const BoardState *state, Shell *shell, Ui *ui, const Board *board) {
    if (!state->writing) return;
    bool tall = ui_portrait(ui);
    float more = (float)ui_text_percent(ui) / 100;
    ui_open(ui, "note.panel",
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .h = MM(tall ? 132 + 40 * more : 56 + 28 * more),
                      .pad = SPACE_2,
                      .gap = SPACE_3,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .shadow = true,
                      .radius = RADIUS_MM});
    build_paper(state, shell, ui, board);
    ui_scroll_open(ui, "note.choices",
                   (UiStyle){.w = GROW, .h = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    build_roles(state, shell, ui);
    build_columns(state, ui, board);
    ui_scroll_close(ui);
    ui_close(ui);
}

bool board_write_handle(BoardState *state, Shell *shell, const UiEvent *event) {
    if (!state->writing) return false;
    bool field = event->act.code == BOARD_TEXT;
    if (field && event->kind == UI_SUBMIT) {
        // "Put up" on the keyboard puts this one up and asks for the next.
        bool stays = !state->editing;
        (void)board_write_put(state, shell);
        if (stays || state->writing) ui_field_focus(shell->ui, BOARD_FIELD);
        return true;
    }
    if (field) return true;
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case BOARD_PUT:
        (void)board_write_put(state, shell);
        if (state->writing) ui_field_focus(shell->ui, BOARD_FIELD);
        return true;
    case BOARD_DONE:
        // What was typed is worth keeping; what was changed is not, until one says so.
        if (state->editing || board_write_put(state, shell)) board_write_close(state, shell);
        return true;
    case BOARD_ROLE: state->role = event->act.b; return true;
    case BOARD_COLUMN: state->column = event->act.a; return true;
    default: return false;
    }
}
