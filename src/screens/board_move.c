// Notes on the move: dragged by any number of fingers, or by a tap, a choice and a tap. Where a
// finger lets go is worked out from what stands on the display; the model knows only columns and
// places in them.
#include "screens/board.h"
#include "screens/drop_place.h"

#include <stdio.h>
#include <string.h>

#define EDGE_ZONE_MM 12.0f
enum { SCROLL_EACH_MS = 90 };

const BoardDrag *board_dragging(const BoardState *state, int note, int cluster) {
    for (int i = 0; i < state->drag_count; i++) {
        const BoardDrag *drag = &state->drags[i];
        if (drag->note == note && drag->cluster == cluster) return drag;
    }
    return NULL;
}

bool board_is_target(const BoardState *state, BoardDropKind kind, int target) {
    for (int i = 0; i < state->drag_count; i++) {
        if (state->drags[i].drop.kind == kind && state->drags[i].drop.target == target) return true;
    }
    return false;
}

// -- where it would land ----------------------------------------------------------------------------
static int id_after(const char *id, const char *prefix) {
    int number = 0;
    size_t n = strlen(prefix);
    if (strncmp(id, prefix, n) != 0) return -1;
    return sscanf(id + n, "%d", &number) == 1 ? number : -1;
}

static DropSpan span_of(const Ui *ui, const Note *note) {
    char id[32];
    (void)snprintf(id, sizeof id, "note.%d", note->id);
    Rect r = ui_rect_of(ui, id);
    if (r.h <= 0 && note->cluster) {
        (void)snprintf(id, sizeof id, "cluster.%d", note->cluster);
        r = ui_rect_of(ui, id);
    }
    return (DropSpan){(float)r.y, (float)(r.y + r.h)};
}

// The line between two slips (or at an end) that shows the place.
static void place_line(Ui *ui, BoardDrop *drop, const DropSpan *spans, int count) {
    char id[32];
    (void)snprintf(id, sizeof id, "column.%d", drop->column);
    Rect column = ui_rect_of(ui, id);
    float gap = ui_px(ui, 1.3f), inset = ui_px(ui, 3);
    drop->x = (float)column.x + inset;
    drop->w = (float)column.w - 2 * inset;
    int at = drop->index;
    if (at < count && spans[at].bottom > spans[at].top)
        drop->y = spans[at].top - gap;
    else if (at > 0 && spans[at - 1].bottom > spans[at - 1].top)
        drop->y = spans[at - 1].bottom + gap;
    else
        drop->w = 0;
}

static BoardDrop place_in(const Shell *shell, const Board *board, int column, const Note *moved,
                          float y) {
    Ui *ui = shell->ui;
    int *notes = arena_array(ui_arena(ui), int, board->order_count + 1);
    DropSpan *spans = arena_array(ui_arena(ui), DropSpan, board->order_count + 1);
    int all = session_column_notes(shell->session, board->id, column, notes, board->order_count);
    int count = 0;
    for (int i = 0; i < all; i++) {
        const Note *note = session_note(shell->session, notes[i]);
        if (note && note != moved) spans[count++] = span_of(ui, note);
    }
    BoardDrop drop = {
        .kind = BOARD_DROP_PLACE, .column = column, .index = drop_index(spans, count, y)};
    place_line(ui, &drop, spans, count);
    return drop;
}

static BoardDrop find_drop(const Shell *shell, const BoardDrag *drag, const char *over) {
    const Board *board = board_here(shell);
    const Note *moved = session_note(shell->session, drag->note);
    int column = id_after(over, "column."), cluster = id_after(over, "cluster.");
    const Note *note = session_note(shell->session, id_after(over, "note."));
    if (!board || (!moved && !drag->cluster)) return (BoardDrop){0};
    if (!moved) {  // a pile goes to a column as a whole
        if (note) column = note->column;
        if (cluster > 0 && session_cluster(shell->session, cluster))
            column = session_cluster(shell->session, cluster)->column;
        return column < 0 ? (BoardDrop){0}
                          : (BoardDrop){.kind = BOARD_DROP_PLACE, .column = column, .target = -1};
    }
    if (column >= 0) return place_in(shell, board, column, moved, drag->y);
    if (cluster > 0) {
        if (cluster == moved->cluster) return (BoardDrop){0};
        return (BoardDrop){.kind = BOARD_DROP_CLUSTER, .target = cluster};
    }
    if (!note || note == moved) return (BoardDrop){0};
    bool same = note->cluster != 0 && note->cluster == moved->cluster;
    if (same || (note->cluster == 0 && drop_part(span_of(shell->ui, note), drag->y) != DROP_ON)) {
        BoardDrop drop = place_in(shell, board, note->column, moved, drag->y);
        drop.stays = same;
        return drop;
    }
    if (note->cluster) return (BoardDrop){.kind = BOARD_DROP_CLUSTER, .target = note->cluster};
    return (BoardDrop){.kind = BOARD_DROP_NOTE, .target = note->id};
}

// -- at an edge of a column the list goes on ----------------------------------------------------------
static int column_under(const Shell *shell, const char *over) {
    const Note *note = session_note(shell->session, id_after(over, "note."));
    const Cluster *cluster = session_cluster(shell->session, id_after(over, "cluster."));
    return note ? note->column : cluster ? cluster->column : id_after(over, "column.");
}

// Brings the next slip beyond the edge that the finger is near into view, one at a time.
static void scroll_at_edge(BoardState *state, Shell *shell, const UiEvent *event) {
    Ui *ui = shell->ui;
    const Board *board = board_here(shell);
    int column = column_under(shell, event->over);
    if (!board || column < 0 || ui_now(ui) - state->scrolled_ms < SCROLL_EACH_MS) return;
    char list[32];
    (void)snprintf(list, sizeof list, "column.list.%d", column);
    Rect port = ui_rect_of(ui, list);
    float edge = ui_px(ui, EDGE_ZONE_MM);
    bool up = event->y<(float)port.y + edge, down = event->y>(float)(port.y + port.h) - edge;
    if (up == down) return;
    int *notes = arena_array(ui_arena(ui), int, board->order_count + 1);
    int count = session_column_notes(shell->session, board->id, column, notes, board->order_count);
    const Note *before = NULL, *after = NULL, *seen = NULL;
    for (int i = 0; i < count; i++) {
        const Note *note = session_note(shell->session, notes[i]);
        if (!note) continue;
        DropSpan span = span_of(ui, note);
        if (span.bottom > span.top) {
            seen = note;
            after = NULL;
        } else if (!seen) {
            before = note;
        } else if (!after) {
            after = note;
        }
    }
    const Note *next = up ? before : after;
    if (!next) return;
    state->scrolled_ms = ui_now(ui);
    bool pile = next->cluster && !board_is_open(state, next->cluster);
    ui_scroll_to(ui, list,
                 pile ? ui_format(ui, "cluster.%d", next->cluster)
                      : ui_format(ui, "note.%d", next->id));
    ui_touch(ui);
}

// -- landing ----------------------------------------------------------------------------------------
static int place_of(const Shell *shell, const Note *moved) {
    const Board *board = session_board(shell->session, moved->board);
    int place = 0;
    for (int i = 0; board && i < board->order_count && board->order[i] != moved->id; i++) {
        const Note *note = session_note(shell->session, board->order[i]);
        if (note && !note->removed && note->column == moved->column) place++;
    }
    return place;
}

static void move_note(Shell *shell, const Note *note, const BoardDrop *drop) {
    int id = note->id;
    bool leaves = note->cluster != 0 && !drop->stays;
    bool here = note->column == drop->column;
    if (here && !leaves && place_of(shell, note) == drop->index) return;
    if (here && leaves && !shell_send(shell, (Event){.type = EV_CLUSTER_TAKE, .note = id}, NULL))
        return;
    (void)shell_send(
        shell,
        (Event){.type = EV_NOTE_MOVE, .note = id, .column = drop->column, .index = drop->index},
        NULL);
}

static void put_together(Shell *shell, const Note *note, const Note *target) {
    int32_t list[2] = {target->id, note->id};
    Event e = {.type = EV_CLUSTER_ADD,
               .cluster = shell->session->cluster_count + 1,
               .board = target->board,
               .column = target->column,
               .text = "",
               .list = list,
               .list_count = 2};
    (void)shell_send(shell, e, _("Put together in a pile."));
}

static void put_in(Shell *shell, const Note *note, int cluster) {
    Event e = {.type = EV_CLUSTER_PUT, .cluster = cluster, .note = note->id};
    (void)shell_send(shell, e, _("Added to the pile."));
}

// There is no move of a cluster: its notes come together anew in the other column.
static void move_pile(Shell *shell, const Cluster *cluster, int column) {
    if (cluster->column == column) return;
    int members[EVENT_LIST_MAX];
    int32_t list[EVENT_LIST_MAX];
    int count = session_cluster_notes(shell->session, cluster->id, members, EVENT_LIST_MAX);
    for (int i = 0; i < count; i++) list[i] = members[i];
    Event e = {.type = EV_CLUSTER_ADD,
               .cluster = shell->session->cluster_count + 1,
               .board = cluster->board,
               .column = column,
               .text = cluster->name,
               .list = list,
               .list_count = count};
    (void)shell_send(shell, e, _("The pile was moved."));
}

static void land(Shell *shell, const BoardDrag *drag) {
    const Note *note = session_note(shell->session, drag->note);
    const Cluster *cluster = session_cluster(shell->session, drag->cluster);
    const BoardDrop *drop = &drag->drop;
    if (cluster && drop->kind == BOARD_DROP_PLACE) move_pile(shell, cluster, drop->column);
    if (!note || note->removed) return;
    const Note *target = session_note(shell->session, drop->target);
    switch (drop->kind) {
    case BOARD_DROP_NONE: break;
    case BOARD_DROP_PLACE: move_note(shell, note, drop); break;
    case BOARD_DROP_NOTE:
        if (target) put_together(shell, note, target);
        break;
    case BOARD_DROP_CLUSTER: put_in(shell, note, drop->target); break;
    }
}

// -- fingers ----------------------------------------------------------------------------------------
static BoardDrag *drag_of(BoardState *state, int finger) {
    for (int i = 0; i < state->drag_count; i++) {
        if (state->drags[i].finger == finger) return &state->drags[i];
    }
    return NULL;
}

static bool begin(BoardState *state, Shell *shell, const UiEvent *event) {
    bool note = event->act.code == BOARD_NOTE, cluster = event->act.code == BOARD_CLUSTER;
    bool taken = board_dragging(state, note ? event->act.a : 0, cluster ? event->act.a : 0) != NULL;
    if ((!note && !cluster) || taken || state->drag_count == BOARD_DRAGS_MAX) return false;
    Rect r = ui_rect_of(shell->ui, event->id);
    state->drags[state->drag_count++] = (BoardDrag){.finger = event->finger,
                                                    .note = note ? event->act.a : 0,
                                                    .cluster = cluster ? event->act.a : 0,
                                                    .x = event->x,
                                                    .y = event->y,
                                                    .grab_x = event->start_x - (float)r.x,
                                                    .grab_y = event->start_y - (float)r.y,
                                                    .w = (float)r.w};
    return true;
}

bool board_drag_handle(BoardState *state, Shell *shell, const UiEvent *event) {
    if (event->kind == UI_DRAG_START) return begin(state, shell, event);
    bool moves = event->kind == UI_DRAG_MOVE, ends = event->kind == UI_DRAG_END;
    if (!moves && !ends && event->kind != UI_DRAG_CANCEL) return false;
    BoardDrag *drag = drag_of(state, event->finger);
    if (!drag) return false;
    drag->x = event->x;
    drag->y = event->y;
    if (event->kind != UI_DRAG_CANCEL) drag->drop = find_drop(shell, drag, event->over);
    if (moves) {
        scroll_at_edge(state, shell, event);
        return true;
    }
    BoardDrag done = *drag;
    *drag = state->drags[--state->drag_count];
    if (ends) land(shell, &done);
    return true;
}

void board_drag_build(const BoardState *state, Shell *shell, Ui *ui) {
    float mm = ui_px(ui, 1);
    for (int i = 0; i < state->drag_count; i++) {
        const BoardDrop *drop = &state->drags[i].drop;
        if (drop->kind != BOARD_DROP_PLACE || drop->w <= 0) continue;
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN,
                          .floating = true,
                          .x = drop->x / mm,
                          .y = drop->y / mm,
                          .anchor_y = 0.5f});
        ui_open(ui, NULL,
                (UiStyle){.w = PX(drop->w), .h = MM(1.4f), .fill = COLOR_ACCENT, .radius = -1});
        ui_close(ui);
        ui_close(ui);
    }
    for (int i = 0; i < state->drag_count; i++) board_slip_lifted(shell, ui, &state->drags[i]);
}

// -- tap, choose, tap -------------------------------------------------------------------------------
static int column_length(const Shell *shell, const Note *moved, int column) {
    const Board *board = session_board(shell->session, moved->board);
    int count = 0;
    for (int i = 0; board && i < board->order_count; i++) {
        const Note *note = session_note(shell->session, board->order[i]);
        if (note && note != moved && !note->removed && note->column == column) count++;
    }
    return count;
}

// Its new place is where the tapped note stands.
static void move_before(Shell *shell, const Note *moved, const Note *note) {
    int at = place_of(shell, note);
    if (moved->column == note->column && place_of(shell, moved) < at) at--;
    bool same = note->cluster != 0 && note->cluster == moved->cluster;
    if (note->cluster && !same) {
        put_in(shell, moved, note->cluster);
        return;
    }
    move_note(shell, moved, &(BoardDrop){.column = note->column, .index = at, .stays = same});
}

bool board_place_handle(BoardState *state, Shell *shell, const UiEvent *event) {
    int id = state->moving ? state->moving : state->joining;
    if (event->kind != UI_TAP || !id) return false;
    const Note *moved = session_note(shell->session, id);
    const Note *note =
        event->act.code == BOARD_NOTE ? session_note(shell->session, event->act.a) : NULL;
    bool cluster = event->act.code == BOARD_CLUSTER, column = event->act.code == BOARD_PLACE;
    bool cancel = event->act.code == BOARD_CANCEL;
    if (!note && !cluster && !column && !cancel) return false;
    bool joining = state->joining != 0;
    state->moving = state->joining = 0;
    if (cancel || !moved || moved->removed || note == moved) return true;
    if (cluster) {
        if (moved->cluster != event->act.a) put_in(shell, moved, event->act.a);
    } else if (column) {
        move_note(shell, moved,
                  &(BoardDrop){.column = event->act.a,
                               .index = column_length(shell, moved, event->act.a)});
    } else if (note && !joining) {
        move_before(shell, moved, note);
    } else if (note && note->cluster) {
        if (note->cluster != moved->cluster) put_in(shell, moved, note->cluster);
    } else if (note) {
        put_together(shell, moved, note);
    }
    return true;
}
