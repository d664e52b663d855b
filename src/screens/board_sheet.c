// What can be done with a note: a sheet with the note at reading size and its actions.
#include "screens/board.h"
#include "screens/step_parts.h"

#define SHEET_MM 230.0f

static const Note *sheet_note(const BoardState *state, const Shell *shell) {
    const Note *note = session_note(shell->session, state->sheet);
    return note && !note->removed ? note : NULL;
}

static void action(Ui *ui, const char *id, const char *icon, const char *label, UiAct act,
                   bool on) {
    ui_button(ui, id, label,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = icon,
                         .act = act,
                         .selected = on,
                         .height_mm = 16,
                         .value = on ? "on" : NULL});
}

static void build_note(Shell *shell, Ui *ui, const Note *note) {
    ui_open(ui, "note.whole",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH,
                      .fill = step_role_tint(shell, note->role),
                      .border = note->role < 0 ? COLOR_LINE : COLOR_NONE,
                      .radius = RADIUS_SMALL_MM});
    if (note->ink_count > 0)
        step_note_inside(ui, note, TYPE_LEAD);
    else
        ui_paragraphs(ui, NULL, note->text, (UiText){.size = TYPE_LEAD});
    if (note->role >= 0) shell_role_tag(shell, ui, NULL, note->role);
    ui_close(ui);
}

void board_sheet_build(const BoardState *state, Shell *shell, Ui *ui) {
    const Note *note = sheet_note(state, shell);
    if (!note) return;
    int id = note->id;
    bool agreed = agreement_of_note(shell, id) != NULL;
    ui_sheet_open(ui, "note.sheet", SHEET_MM, (UiAct){.code = BOARD_CLOSE});
    build_note(shell, ui, note);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    action(ui, "note.edit", "pencil", _("Change"), (UiAct){.code = BOARD_EDIT, .a = id}, false);
    action(ui, "note.move", "move", _("Move"), (UiAct){.code = BOARD_MOVE, .a = id}, false);
    action(ui, "note.join", "group", _("Put with another"), (UiAct){.code = BOARD_JOIN, .a = id},
           false);
    if (note->cluster)
        action(ui, "note.take", "ungroup", _("Take out of the pile"),
               (UiAct){.code = BOARD_TAKE, .a = id}, false);
    action(ui, "note.mark.stood_out", "star", _("Stood out"),
           (UiAct){.code = BOARD_MARK, .a = id, .b = MARK_STOOD_OUT}, note->mark == MARK_STOOD_OUT);
    action(ui, "note.mark.question", "circle-help", _("Open question"),
           (UiAct){.code = BOARD_MARK, .a = id, .b = MARK_OPEN_QUESTION},
           note->mark == MARK_OPEN_QUESTION);
    action(ui, "note.agree", "handshake",
           agreed ? _("See the agreement") : _("Make it an agreement"),
           (UiAct){.code = BOARD_AGREE, .a = id}, false);
    ui_close(ui);
    ui_line(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    ui_button(
        ui, "note.remove", _("Remove"),
        (UiButton){.icon = "trash-2", .act = {.code = BOARD_REMOVE, .a = id}, .height_mm = 16});
    ui_button(ui, "note.close", _("Close"),
              (UiButton){.icon = "x", .act = {.code = BOARD_CLOSE}, .height_mm = 16});
    ui_close(ui);
    ui_sheet_close(ui);
}

static void agree(BoardState *state, Shell *shell, int note) {
    const Agreement *made = agreement_of_note(shell, note);
    if (!made && agreement_from_note(shell, note)) made = agreement_of_note(shell, note);
    if (made) agreement_editor_edit(&state->editor, shell, made->id);
}

bool board_sheet_handle(BoardState *state, Shell *shell, const UiEvent *event) {
    const Note *note = sheet_note(state, shell);
    if (!note || event->kind != UI_TAP) return false;
    int code = event->act.code, id = note->id;
    if (code < BOARD_CLOSE || code > BOARD_REMOVE) return false;
    if (code == BOARD_MARK) {
        int mark = (int)note->mark == event->act.b ? MARK_NONE : event->act.b;
        (void)shell_send(shell, (Event){.type = EV_NOTE_MARK, .note = id, .value = mark}, NULL);
        return true;
    }
    state->sheet = 0;
    switch (code) {
    case BOARD_EDIT: board_write_edit(state, shell, note); break;
    case BOARD_MOVE: state->moving = id; break;
    case BOARD_JOIN: state->joining = id; break;
    case BOARD_AGREE: agree(state, shell, id); break;
    case BOARD_TAKE:
        (void)shell_send(shell, (Event){.type = EV_CLUSTER_TAKE, .note = id},
                         _("Taken out of the pile."));
        break;
    case BOARD_REMOVE:
        (void)shell_send(shell, (Event){.type = EV_NOTE_REMOVE, .note = id},
                         _("The note was removed."));
        break;
    default: break;
    }
    return true;
}
