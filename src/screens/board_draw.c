// Drawing a note with the finger: a sheet over the writer's own part of the lower edge, thick and thin,
// and the last stroke back. What lies under the fingers is the screen's; "Put on the board" records it.
#include "screens/board.h"

void board_draw_tools(const BoardWriter *writer, Ui *ui, int seat) {
    ui_open(ui, board_seat_id(ui, seat, "tools"),
            (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .label = _("Pen")});
    static const struct {
        const char *id;
        int thickness;
        float mm;
    } pens[] = {{"thin", INK_THIN, 2.2f}, {"thick", INK_THICK, 5.0f}};
    for (int i = 0; i < 2; i++) {
        bool on = writer->pen == pens[i].thickness;
        const char *label = pens[i].thickness == INK_THIN ? _("Thin") : _("Thick");
        ui_open(ui, board_seat_id(ui, seat, pens[i].id),
                (UiStyle){.axis = AXIS_ROW,
                          .h = FIT_MIN(14),
                          .pad_x = 3.4f,
                          .gap = 2,
                          .cross = ALIGN_CENTER,
                          .fill = on ? COLOR_ACCENT_TINT : COLOR_NONE,
                          .border = on ? COLOR_INK : COLOR_EDGE,
                          .border_mm = on ? EDGE_MM : HAIRLINE_MM,
                          .radius = -1,
                          .act = {.code = BOARD_PEN, .a = seat, .b = pens[i].thickness},
                          .selected = on,
                          .label = label,
                          .role = "button"});
        ui_figure(ui, FIGURE_CIRCLE, pens[i].mm, COLOR_INK, COLOR_NONE);
        ui_text(ui, NULL, label, (UiText){.size = TYPE_BODY});
        ui_close(ui);
    }
    ui_button(ui, board_seat_id(ui, seat, "undo"), _("Undo"),
              (UiButton){.icon = "undo-2",
                         .act = {.code = BOARD_UNDO_STROKE, .a = seat},
                         .disabled = writer->sheet.count == 0});
    ui_close(ui);
}

void board_draw_sheet(const BoardWriter *writer, Ui *ui, int seat, Paint ground) {
    ui_ink(ui, board_seat_id(ui, seat, "sheet"),
           (UiInk){.sheet = &writer->sheet,
                   .ground = ground,
                   .fills = true,
                   .act = {.code = BOARD_INK, .a = seat},
                   .label = _("Draw here with your finger")});
}

static void finger(BoardWriter *writer, Shell *shell, const UiEvent *event) {
    InkSheet *sheet = &writer->sheet;
    int x, y;
    const char *id = board_seat_id(shell->ui, event->act.a, "sheet");
    if (!ui_ink_place(shell->ui, id, event->x, event->y, &x, &y)) {
        (void)ink_pen_up(sheet, event->finger);
        return;
    }
    switch (event->kind) {
    case UI_DRAG_START:
        if (!ink_pen_down(sheet, event->finger, writer->pen, x, y))
            shell->ops->toast(shell->app, _("This sheet is full. Put it on the board."));
        break;
    case UI_DRAG_MOVE: (void)ink_pen_move(sheet, event->finger, x, y); break;
    case UI_DRAG_END:
        (void)ink_pen_move(sheet, event->finger, x, y);
        (void)ink_pen_up(sheet, event->finger);
        break;
    case UI_DRAG_CANCEL: (void)ink_pen_cancel(sheet, event->finger); break;
    case UI_NONE:
    case UI_TAP:
    case UI_DOUBLE_TAP:
    case UI_LONG_PRESS:
    case UI_EDIT:
    case UI_SUBMIT:
    case UI_FIELD_LEFT:
    case UI_BACK:
    case UI_KEY:
    case UI_VIEW_CHANGED: break;
    }
}

bool board_draw_handle(BoardState *state, Shell *shell, const UiEvent *event) {
    int code = event->act.code, seat = event->act.a;
    if (code < BOARD_INK || code > BOARD_UNDO_STROKE) return false;
    if (seat < 0 || seat >= UI_SEATS_MAX) return true;
    BoardWriter *writer = &state->writers[seat];
    if (!writer->open || !writer->draws) return true;
    if (board_seat_left(state, shell->ui, seat)) writer->role = -1;
    writer->touched_ms = ui_now(shell->ui);
    writer->put = false;
    if (code == BOARD_INK)
        finger(writer, shell, event);
    else if (event->kind == UI_TAP && code == BOARD_PEN)
        writer->pen = event->act.b;
    else if (event->kind == UI_TAP)
        (void)ink_undo(&writer->sheet);
    return true;
}

bool board_draw_put(BoardState *state, Shell *shell, const Board *board, int seat) {
    BoardWriter *writer = &state->writers[seat];
    for (int i = 0; i < INK_PENS_MAX; i++) {
        if (writer->sheet.pens[i].down)
            (void)ink_pen_up(&writer->sheet, writer->sheet.pens[i].finger);
    }
    if (writer->sheet.count == 0) return true;
    Event e = {.type = EV_NOTE_DRAW,
               .note = shell->session->note_count + 1,
               .board = board->id,
               .column = writer->column,
               .role = writer->role,
               .ink = writer->sheet.numbers,
               .ink_count = writer->sheet.count};
    if (!shell_send(shell, e, NULL)) return false;
    writer->sheet = (InkSheet){0};
    board_landed(state, shell, writer, e.note);
    return true;
}
