// The harvest's notes: those that stood out or ask something, and the list of all notes from which
// they are picked, one board at a time.
#include "screens/harvest.h"
#include "screens/step_parts.h"

#include "base/i18n.h"

enum { NOTES_SHOWN_MAX = 400 };

void harvest_stays_button(Ui *ui, const char *id, StaysKind kind, int of, bool stays) {
    ui_button(ui, id, _("Stays here"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = stays ? "lock" : "lock-open",
                         .selected = stays,
                         .value = stays ? "stays" : "leaves",
                         .size = TYPE_SMALL,
                         .act = {.code = HARVEST_STAYS, .a = (int)kind, .b = stays ? -of : of}});
}

static void note_text(Shell *shell, Ui *ui, const Note *note) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
    shell_role_mark(shell, ui, note->role, ui_mark_mm(ui, 6.5f));
    step_note_inside(ui, note, TYPE_LEAD);
    ui_close(ui);
}

static void marked_card(Shell *shell, Ui *ui, const Note *note) {
    const Board *board = session_board(shell->session, note->board);
    ui_open(ui, ui_format(ui, "harvest.note.%d", note->id),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .label = step_note_words(note)});
    note_text(shell, ui, note);
    if (board && *board->question)
        ui_text(ui, NULL, board->question, (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .main = ALIGN_END});
    ui_button(ui, ui_format(ui, "unmark.%d", note->id), _("Take off this list"),
              (UiButton){.icon = "x",
                         .size = TYPE_SMALL,
                         .act = {.code = HARVEST_MARK, .a = note->id, .b = MARK_NONE}});
    harvest_stays_button(ui, ui_format(ui, "stays.note.%d", note->id), STAYS_NOTE, note->id,
                         note->stays_here);
    ui_close(ui);
    ui_close(ui);
}

void harvest_build_notes(const HarvestState *state, Shell *shell, Ui *ui, NoteMark mark) {
    (void)state;
    const Session *s = shell->session;
    int shown = 0;
    for (int i = 0; i < s->note_count && shown < NOTES_SHOWN_MAX; i++) {
        const Note *note = &s->notes[i];
        if (!note->present || note->removed || note->mark != mark) continue;
        marked_card(shell, ui, note);
        shown++;
    }
    if (!shown)
        shell_invite(ui, "harvest.empty", mark == MARK_STOOD_OUT ? "star" : "circle-help",
                     mark == MARK_STOOD_OUT
                         ? _("Which notes must nobody forget? Pick them together.")
                         : _("Which questions do you take with you? Pick them together."));
    if (session_count_notes(s) > 0)
        ui_button(ui, "harvest.pick", _("Pick from all notes"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "list-checks",
                             .height_mm = 16,
                             .act = {.code = HARVEST_PICK}});
}

// -- picking ------------------------------------------------------------------------------------
static int first_board(const Session *s) {
    for (int i = 0; i < s->board_count; i++) {
        if (s->boards[i].present) return s->boards[i].id;
    }
    return 0;
}

static void mark_button(Ui *ui, const Note *note, NoteMark mark, const char *word, const char *icon,
                        const char *label) {
    bool on = note->mark == mark;
    ui_button(
        ui, ui_format(ui, "mark.%s.%d", word, note->id), label,
        (UiButton){.kind = BUTTON_SOFT,
                   .icon = icon,
                   .selected = on,
                   .size = TYPE_SMALL,
                   .act = {.code = HARVEST_MARK, .a = note->id, .b = on ? MARK_NONE : (int)mark}});
}

static void pick_row(Shell *shell, Ui *ui, const Note *note) {
    ui_open(ui, ui_format(ui, "pick.%d", note->id),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_2,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = note->mark == MARK_NONE ? COLOR_SHEET : COLOR_OCHRE_TINT,
                      .radius = RADIUS_MM,
                      .label = step_note_words(note)});
    note_text(shell, ui, note);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .main = ALIGN_END});
    mark_button(ui, note, MARK_STOOD_OUT, "stood", "star", _("Stood out"));
    mark_button(ui, note, MARK_OPEN_QUESTION, "question", "circle-help", _("Open question"));
    harvest_stays_button(ui, ui_format(ui, "stays.note.%d", note->id), STAYS_NOTE, note->id,
                         note->stays_here);
    ui_close(ui);
    ui_close(ui);
}

static void board_chips(Shell *shell, Ui *ui, int open) {
    const Session *s = shell->session;
    int count = 0;
    for (int i = 0; i < s->board_count; i++)
        count += s->boards[i].present && s->boards[i].order_count > 0;
    if (count < 2) return;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    for (int i = 0; i < s->board_count; i++) {
        const Board *board = &s->boards[i];
        if (!board->present || board->order_count == 0) continue;
        const AgendaItem *item = session_item(s, board->item);
        const char *title = item && *item->title ? item->title : board->question;
        ui_chip(ui, ui_format(ui, "pick.board.%d", board->id), title, NULL, board->id == open,
                (UiAct){.code = HARVEST_BOARD, .a = board->id});
    }
    ui_close(ui);
}

void harvest_build_picking(const HarvestState *state, Shell *shell, Ui *ui) {
    const Session *s = shell->session;
    int open = state->board ? state->board : first_board(s);
    const Board *board = session_board(s, open);
    board_chips(shell, ui, open);
    if (!board) return;
    if (*board->question)
        ui_text(ui, "pick.question", board->question,
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    int shown = 0;
    for (int i = 0; i < board->order_count && shown < NOTES_SHOWN_MAX; i++) {
        const Note *note = session_note(s, board->order[i]);
        if (!note || note->removed) continue;
        pick_row(shell, ui, note);
        shown++;
    }
}
