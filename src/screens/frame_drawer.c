// The facilitator's drawer: the agenda to go through, skip and reorder, the clock, undo, who is here,
// and stopping. One tap away in a meeting, over the left part of the screen.
#include "screens/frame.h"
#include "screens/undo_words.h"

#include <stdio.h>

enum {
    DRAWER_CLOSE = FRAME_DRAWER_FIRST,
    DRAWER_GO,
    DRAWER_UP,
    DRAWER_DOWN,
    DRAWER_SKIP,
    DRAWER_UNDO,
    DRAWER_PEOPLE,
    DRAWER_PERSON,
    DRAWER_STOP,
    DRAWER_TIME,
    DRAWER_CLOCK,
    DRAWER_MENU,
    DRAWER_TAKE
};

#define ROW_BUTTON_MM 13.0f  // three of them stand beside each part

static void agenda_row(Shell *shell, Ui *ui, const AgendaItem *item, int at) {
    const Session *s = shell->session;
    bool here = item->id == s->item;
    bool later = at > session_item_place(s, s->item);
    const char *minutes = item->minutes > 0 ? ui_format(ui, _("%d min"), item->minutes) : "";
    const char *id = ui_format(ui, "agenda.%d", item->id);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .h = {.mode = SIZE_FIT, .min = 14},
                      .pad_x = 3,
                      .pad_y = 1.5f,
                      .gap = 2,
                      .cross = ALIGN_CENTER,
                      .fill = here ? COLOR_ACCENT_TINT : COLOR_NONE,
                      .radius = RADIUS_SMALL_MM,
                      .selected = here,
                      .act = {.code = DRAWER_GO, .a = item->id},
                      .role = "button",
                      .label = item->title,
                      .value = item->skipped   ? "skipped"
                               : here          ? "here"
                               : item->done    ? "done"
                               : item->visited ? "visited"
                                               : "later"});
    // Work that was only opened is not ticked off.
    bool past = item->kind == PART_WORK ? item->done : item->visited;
    const char *icon = item->skipped ? "skip-forward" : here ? "play" : past ? "check" : "circle";
    ui_icon(ui, icon, ui_mark_mm(ui, 5), past && !here ? COLOR_TEAL_SHADE : COLOR_INK_SOFT);
    ui_text(ui, NULL, item->title,
            (UiText){.size = TYPE_BODY,
                     .weight = here ? WEIGHT_BOLD : WEIGHT_REGULAR,
                     .w = GROW,
                     .color = item->skipped ? COLOR_INK_SOFT : COLOR_INK});
    ui_text(ui, NULL, item->skipped ? _("skipped") : minutes,
            (UiText){.size = TYPE_SMALL, .color = here ? COLOR_INK : COLOR_INK_SOFT});
    ui_close(ui);
    if (later && !shell->look_only) {
        bool first = at == session_item_place(s, s->item) + 1, last = at == s->order_count - 1;
        ui_button(ui, ui_format(ui, "%s.up", id), NULL,
                  (UiButton){.icon = "arrow-up",
                             .height_mm = ROW_BUTTON_MM,
                             .describe = _("Earlier"),
                             .act = {.code = DRAWER_UP, .a = item->id},
                             .disabled = first});
        ui_button(ui, ui_format(ui, "%s.down", id), NULL,
                  (UiButton){.icon = "arrow-down",
                             .height_mm = ROW_BUTTON_MM,
                             .describe = _("Later"),
                             .act = {.code = DRAWER_DOWN, .a = item->id},
                             .disabled = last});
        ui_button(ui, ui_format(ui, "%s.skip", id), NULL,
                  (UiButton){.icon = item->skipped ? "rotate-ccw" : "skip-forward",
                             .height_mm = ROW_BUTTON_MM,
                             .describe = item->skipped ? _("Do it after all") : _("Skip"),
                             .act = {.code = DRAWER_SKIP, .a = item->id, .b = !item->skipped}});
    }
    ui_close(ui);
}

static void people(Shell *shell, Ui *ui) {
    const Session *s = shell->session;
    for (int i = 0; i < s->role_count; i++) {
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_CENTER});
        shell_role_mark(shell, ui, i, ui_mark_mm(ui, 6));
        ui_text(ui, NULL, shell_role_name(shell, i), (UiText){.size = TYPE_BODY, .w = GROW});
        ui_stepper(ui, ui_format(ui, "drawer.people.%s", s->role_ids[i]), shell_role_name(shell, i),
                   s->people[i], 0, 99, (UiAct){.code = DRAWER_PERSON, .a = i});
        ui_close(ui);
    }
}

static void time_row(Shell *shell, Ui *ui) {
    if (!shell->timer.exists) return;
    static const int minutes[] = {1, 3, 5, 10};
    ui_text(ui, NULL, _("Clock"),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_STRETCH});
    for (int i = 0; i < 4; i++) {
        ui_button(ui, ui_format(ui, "drawer.time.%d", minutes[i]), ui_format(ui, "%d", minutes[i]),
                  (UiButton){.kind = BUTTON_SOFT,
                             .w = GROW,
                             .act = {.code = DRAWER_CLOCK, .a = minutes[i] * 60}});
    }
    ui_button(ui, "drawer.time.add", "+1",
              (UiButton){.kind = BUTTON_SOFT, .w = GROW, .act = {.code = DRAWER_TIME, .a = 60}});
    ui_close(ui);
}

// What the button below it would do, before it is done.
static void undo_line(const Session *session, Ui *ui, const UndoEntry *undo) {
    const char *words = undo ? undo_words(session, ui, undo) : "";
    if (!*words) return;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .pad_x = SPACE_3, .cross = ALIGN_START});
    ui_text(ui, "drawer.undo.what", ui_format(ui, _("Undo takes back: %s"), words),
            (UiText){.size = TYPE_SMALL, .w = GROW, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

void frame_drawer_build(Frame *frame, Shell *shell, Ui *ui) {
    const Session *s = shell->session;
    float room = ui_width_mm(ui), width = room < 210 ? room : 205;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW, .modal = true});
    // A tap beside the drawer closes it.
    ui_open(ui, "drawer.beside",
            (UiStyle){.w = GROW,
                      .h = GROW,
                      .act = {.code = DRAWER_CLOSE},
                      .fill = COLOR_SCRIM,
                      .pressed_fill = COLOR_SCRIM,
                      .role = "scrim"});
    ui_close(ui);
    ui_open(ui, "drawer",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(width),
                      .h = GROW,
                      .fill = COLOR_SHEET,
                      .shadow = true,
                      .floating = true,
                      .cross = ALIGN_STRETCH,
                      .role = "dialog",
                      .label = _("For the facilitator")});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad_x = SPACE_3,
                      .pad_y = SPACE_1,
                      .cross = ALIGN_CENTER});
    ui_text(ui, "drawer.title", _("For the facilitator"),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .w = GROW});
    ui_button(
        ui, "drawer.close", NULL,
        (UiButton){
            .icon = "x", .height_mm = 14, .describe = _("Close"), .act = {.code = DRAWER_CLOSE}});
    ui_close(ui);
    ui_scroll_open(ui, "drawer.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = SPACE_3,
                             .pad_y = SPACE_1,
                             .gap = SPACE_1,
                             .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, _("Agenda"),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    for (int i = 0; i < s->order_count; i++) {
        const AgendaItem *item = session_item(s, s->order[i]);
        if (item) agenda_row(shell, ui, item, i);
    }
    time_row(shell, ui);
    if (!shell->look_only) {
        ui_button(ui, "drawer.people", _("Who is here"),
                  (UiButton){.icon = "users",
                             .icon_after = frame->drawer_people ? "chevron-up" : "chevron-down",
                             .w = GROW,
                             .align = ALIGN_BETWEEN,
                             .act = {.code = DRAWER_PEOPLE},
                             .selected = frame->drawer_people});
        if (frame->drawer_people) people(shell, ui);
    }
    ui_button(
        ui, "drawer.take", _("Take the outcome along"),
        (UiButton){
            .icon = "download", .w = GROW, .align = ALIGN_BETWEEN, .act = {.code = DRAWER_TAKE}});
    ui_scroll_close(ui);
    const UndoEntry *undo = session_undoable(s);
    undo_line(s, ui, shell->look_only ? NULL : undo);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad_x = SPACE_3,
                      .pad_y = SPACE_1,
                      .gap = 2,
                      .cross = ALIGN_STRETCH});
    ui_button(ui, "drawer.undo", _("Undo"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "undo-2",
                         .w = GROW,
                         .height_mm = 16,
                         .act = {.code = DRAWER_UNDO},
                         .disabled = !undo || shell->look_only});
    ui_button(ui, "drawer.stop", _("Stop, and go on another day"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "log-out",
                         .w = GROW_BY(1.6f),
                         .height_mm = 16,
                         .act = {.code = DRAWER_STOP}});
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

static void swap_items(Shell *shell, int item, int by) {
    const Session *s = shell->session;
    int at = session_item_place(s, item), to = at + by;
    if (at < 0 || to <= session_item_place(s, s->item) || to >= s->order_count) return;
    int32_t order[SESSION_ITEMS_MAX];
    for (int i = 0; i < s->order_count; i++) order[i] = s->order[i];
    order[at] = s->order[to];
    order[to] = s->order[at];
    (void)shell_send(
        shell, (Event){.type = EV_AGENDA_ORDER, .list = order, .list_count = s->order_count}, NULL);
}

static void change_people(Shell *shell, int role, int by) {
    const Session *s = shell->session;
    int32_t list[SCENE_ROLES_MAX];
    for (int i = 0; i < s->role_count; i++) list[i] = s->people[i] + (i == role ? by : 0);
    if (list[role] < 0) return;
    (void)shell_send(
        shell, (Event){.type = EV_SESSION_PEOPLE, .list = list, .list_count = s->role_count}, NULL);
}

bool frame_drawer_handle(Frame *frame, Shell *shell, const UiEvent *event) {
    if (event->kind != UI_TAP || event->act.code < FRAME_DRAWER_FIRST ||
        event->act.code > FRAME_DRAWER_LAST)
        return false;
    int a = event->act.a, b = event->act.b;
    switch (event->act.code) {
    case DRAWER_CLOSE: frame->drawer = false; break;
    case DRAWER_GO: {
        const AgendaItem *item = session_item(shell->session, a);
        frame->drawer = false;
        if (item && item->skipped && !shell->look_only)
            (void)shell_send(shell, (Event){.type = EV_AGENDA_SKIP, .item = a, .value = 0}, NULL);
        shell->ops->go_place(shell->app, a, a == shell->session->item ? shell->session->step : 0);
        break;
    }
    case DRAWER_UP: swap_items(shell, a, -1); break;
    case DRAWER_DOWN: swap_items(shell, a, 1); break;
    case DRAWER_SKIP:
        (void)shell_send(shell, (Event){.type = EV_AGENDA_SKIP, .item = a, .value = b},
                         b ? _("Part skipped") : NULL);
        break;
    case DRAWER_UNDO: {
        const UndoEntry *undo = session_undoable(shell->session);
        if (undo) undo_take_back(shell, undo->seq);
        break;
    }
    case DRAWER_PEOPLE: frame->drawer_people = !frame->drawer_people; break;
    case DRAWER_PERSON: change_people(shell, a, b); break;
    case DRAWER_TIME: shell->ops->timer_add(shell->app, a); break;
    case DRAWER_CLOCK: shell->ops->timer_set(shell->app, a); break;
    case DRAWER_TAKE:
        frame->drawer = false;
        (void)shell->ops->export_session(shell->app, shell->session->id);
        break;
    case DRAWER_STOP: shell->ops->stop_session(shell->app); break;
    default: return false;
    }
    return true;
}
