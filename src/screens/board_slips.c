// Notes as paper slips and clusters as piles of them, in the order of their column. A pile lies
// where its first note stands.
#include "screens/board.h"
#include "screens/step_parts.h"

#include <string.h>

#define SLIP_GAP_MM 2.6f
#define SLIP_TALL_MM 14.0f
#define PAGE_PART 0.52f    // of the display's height: what a column has for its slips
#define LETTER_PART 0.52f  // of the em: how wide a letter is, on average
#define BESIDE_MM 22.0f    // what a slip needs beside its text

static const char *mark_icon(NoteMark mark) {
    return mark == MARK_STOOD_OUT ? "star" : mark == MARK_OPEN_QUESTION ? "circle-help" : NULL;
}

float board_slip_mm(const Ui *ui, const Note *note, TypeSize size, float width) {
    float em = type_em_mm[size] * (float)ui_text_percent(ui) / 100;
    float in_line = (width - BESIDE_MM) / (em * LETTER_PART);
    float drawn = note->ink_count > 0 ? width * INK_TALL / INK_WIDE : 0;
    float lines = 1 + (in_line > 1 ? (float)strlen(note->text) / in_line : 4);
    float tall = (float)(int)lines * em * type_leading[size] + 2 * SPACE_1;
    return (tall > SLIP_TALL_MM ? tall : SLIP_TALL_MM) + SLIP_GAP_MM + drawn;
}

// How tall a column's slips would be at this size, roughly: an open pile counts as its notes.
static float column_mm(const Shell *shell, const Ui *ui, const Board *board, int column,
                       TypeSize size, float width) {
    float sum = 0;
    for (int i = 0; i < board->order_count; i++) {
        const Note *note = session_note(shell->session, board->order[i]);
        if (!note || note->removed || note->column != column) continue;
        sum += board_slip_mm(ui, note, size, width);
    }
    return sum;
}

// Few notes are written large, for the whole room; more make them smaller, all alike. It does not
// depend on whether somebody is writing, so that nothing jumps when the keyboard comes.
TypeSize board_type(Shell *shell, Ui *ui, const Board *board) {
    int rows = board_rows(ui, board), in_row = (board->column_count + rows - 1) / rows;
    float width = ui_width_mm(ui) / (float)(in_row > 0 ? in_row : 1);
    float room = ui_height_mm(ui) * PAGE_PART / (float)rows;
    static const TypeSize sizes[] = {TYPE_TITLE, TYPE_LEAD};
    for (int s = 0; s < 2; s++) {
        bool fits = ui_text_percent(ui) <= 125;
        for (int c = 0; c < board->column_count; c++)
            fits = fits && column_mm(shell, ui, board, c, sizes[s], width) <= room;
        if (fits) return sizes[s];
    }
    return TYPE_BODY;
}

// What is written on a slip, into the open box.
static void slip_inside(Shell *shell, Ui *ui, const Note *note, TypeSize size) {
    float mark_mm = ui_mark_mm(ui, type_em_mm[size] * 0.95f);
    if (note->role >= 0) shell_role_mark(shell, ui, note->role, mark_mm);
    step_note_inside(ui, note, size);
    const char *mark = mark_icon(note->mark);
    if (mark) ui_icon(ui, mark, mark_mm, COLOR_INK);
    if (agreement_of_note(shell, note->id)) ui_icon(ui, "handshake", mark_mm, COLOR_INK);
}

static UiStyle slip_style(const Shell *shell, const Note *note) {
    return (UiStyle){.axis = AXIS_ROW,
                     .w = GROW,
                     .h = FIT_MIN(SLIP_TALL_MM),
                     .pad_x = 3,
                     .pad_y = 2.4f,
                     .gap = 2,
                     .cross = ALIGN_CENTER,
                     .fill = step_role_tint(shell, note->role),
                     .radius = RADIUS_SMALL_MM,
                     .shadow = true};
}

static void slip(const BoardState *state, Shell *shell, Ui *ui, const Note *note, TypeSize size) {
    UiStyle style = slip_style(shell, note);
    bool target = board_is_target(state, BOARD_DROP_NOTE, note->id);
    bool waits = state->moving == note->id || state->joining == note->id;
    style.act = (UiAct){.code = BOARD_NOTE, .a = note->id};
    style.draggable = true;
    style.drop = true;
    style.role = "button";
    style.label = step_note_words(note);
    style.value = note->role >= 0 ? shell_role_name(shell, note->role) : NULL;
    style.selected = waits;
    style.hidden = board_dragging(state, note->id, 0) != NULL;
    if (target || waits) {
        style.border = COLOR_ACCENT;
        style.border_mm = EDGE_MM * 1.5f;
    }
    const char *id = ui_format(ui, "note.%d", note->id);
    if (note->id == state->landed) {
        float rest = 1 - ui_animate(ui, id, 0, 1, MOTION_SLOW_MS);
        style.shift_y = rest * ui_px(ui, 24);
    }
    ui_open(ui, id, style);
    slip_inside(shell, ui, note, size);
    ui_close(ui);
}

void board_slip_still(Shell *shell, Ui *ui, const Note *note, TypeSize size) {
    ui_open(ui, NULL, slip_style(shell, note));
    slip_inside(shell, ui, note, size);
    ui_close(ui);
}

// -- piles ------------------------------------------------------------------------------------------
static void pile_name(Ui *ui, const char *name, const char *first, int count, TypeSize size) {
    bool named = *name != '\0';
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 0.6f, .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, named ? name : first,
            (UiText){.size = size,
                     .weight = named ? WEIGHT_BOLD : WEIGHT_REGULAR,
                     .max_lines = named ? 0 : 2});
    ui_text(ui, NULL, ui_format(ui, _n("%d note", "%d notes", (unsigned long)count), count),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static void pile_edge(Ui *ui, float inset) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .pad_x = inset});
    ui_open(
        ui, NULL,
        (UiStyle){
            .w = GROW, .h = MM(1.6f), .fill = COLOR_SHEET, .border = COLOR_LINE, .radius = 0.7f});
    ui_close(ui);
    ui_close(ui);
}

static void closed_pile(const BoardState *state, Shell *shell, Ui *ui, const Cluster *cluster,
                        const int *notes, int count, TypeSize size) {
    const Note *first = session_note(shell->session, notes[0]);
    bool target = board_is_target(state, BOARD_DROP_CLUSTER, cluster->id);
    const char *label = *cluster->name ? cluster->name : step_note_words(first);
    ui_open(ui, ui_format(ui, "cluster.%d", cluster->id),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = 0.5f,
                      .cross = ALIGN_STRETCH,
                      .act = {.code = BOARD_CLUSTER, .a = cluster->id},
                      .draggable = true,
                      .drop = true,
                      .hidden = board_dragging(state, 0, cluster->id) != NULL,
                      .role = "button",
                      .label = label,
                      .value = ui_format(ui, "%d", count),
                      .radius = RADIUS_SMALL_MM});
    UiStyle top = slip_style(shell, &(Note){.role = -1});
    if (target) {
        top.border = COLOR_ACCENT;
        top.border_mm = EDGE_MM * 1.5f;
    }
    ui_open(ui, NULL, top);
    ui_icon(ui, "layers", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    pile_name(ui, cluster->name, step_note_words(first), count, size);
    ui_icon(ui, "chevron-down", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    ui_close(ui);
    pile_edge(ui, 1.5f);
    pile_edge(ui, 3);
    ui_close(ui);
}

static void open_pile_head(const BoardState *state, Ui *ui, const Cluster *cluster,
                           const char *first, int count, TypeSize size) {
    if (state->naming == cluster->id) {
        ui_field(ui, BOARD_NAME_FIELD,
                 (UiField){.placeholder = _("Name of this pile"),
                           .max_chars = 60,
                           .max_bytes = EVENT_TEXT_MAX,
                           .w = GROW,
                           .act = {.code = BOARD_NAME_TEXT, .a = cluster->id},
                           .label = _("Name of this pile")});
        return;
    }
    ui_open(ui, ui_format(ui, "cluster.close.%d", cluster->id),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .h = FIT_MIN(SLIP_TALL_MM),
                      .gap = 2,
                      .pad_x = 2,
                      .cross = ALIGN_CENTER,
                      .act = {.code = BOARD_CLUSTER, .a = cluster->id},
                      .role = "button",
                      .label = _("Close the pile"),
                      .radius = RADIUS_SMALL_MM});
    pile_name(ui, cluster->name, first, count, size);
    ui_icon(ui, "chevron-up", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    ui_close(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    ui_button(ui, ui_format(ui, "cluster.name.%d", cluster->id), _("Name"),
              (UiButton){.icon = "pencil",
                         .act = {.code = BOARD_RENAME, .a = cluster->id},
                         .height_mm = 13});
    ui_button(ui, ui_format(ui, "cluster.apart.%d", cluster->id), _("Take apart"),
              (UiButton){.icon = "ungroup",
                         .act = {.code = BOARD_APART, .a = cluster->id},
                         .height_mm = 13});
    ui_close(ui);
}

static void open_pile(const BoardState *state, Shell *shell, Ui *ui, const Cluster *cluster,
                      const int *notes, int count, TypeSize size) {
    const Note *first = session_note(shell->session, notes[0]);
    bool target = board_is_target(state, BOARD_DROP_CLUSTER, cluster->id);
    ui_open(ui, ui_format(ui, "cluster.%d", cluster->id),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = 2,
                      .gap = SLIP_GAP_MM,
                      .cross = ALIGN_STRETCH,
                      .drop = true,
                      .fill = COLOR_ACCENT_TINT,
                      .border = target ? COLOR_ACCENT : COLOR_NONE,
                      .border_mm = EDGE_MM * 1.5f,
                      .radius = RADIUS_MM,
                      .label = *cluster->name ? cluster->name : step_note_words(first)});
    open_pile_head(state, ui, cluster, step_note_words(first), count, size);
    for (int i = 0; i < count; i++)
        slip(state, shell, ui, session_note(shell->session, notes[i]), size);
    ui_close(ui);
}

static bool pile_came_before(const Session *session, const int *notes, int at) {
    int cluster = session_note(session, notes[at])->cluster;
    for (int i = 0; i < at; i++) {
        if (session_note(session, notes[i])->cluster == cluster) return true;
    }
    return false;
}

void board_slips(const BoardState *state, Shell *shell, Ui *ui, const Board *board, int column) {
    const Session *session = shell->session;
    TypeSize size = board_type(shell, ui, board);
    int *notes = arena_array(ui_arena(ui), int, board->order_count + 1);
    int *members = arena_array(ui_arena(ui), int, board->order_count + 1);
    int count = session_column_notes(session, board->id, column, notes, board->order_count);
    for (int i = 0; i < count; i++) {
        const Note *note = session_note(session, notes[i]);
        const Cluster *cluster = note->cluster ? session_cluster(session, note->cluster) : NULL;
        if (!cluster) {
            slip(state, shell, ui, note, size);
            continue;
        }
        if (pile_came_before(session, notes, i)) continue;
        int members_count =
            session_cluster_notes(session, cluster->id, members, board->order_count);
        if (board_is_open(state, cluster->id))
            open_pile(state, shell, ui, cluster, members, members_count, size);
        else
            closed_pile(state, shell, ui, cluster, members, members_count, size);
    }
}

// -- the copy under a finger -------------------------------------------------------------------------
void board_slip_lifted(Shell *shell, Ui *ui, const BoardDrag *drag) {
    const Note *note = session_note(shell->session, drag->note);
    const Cluster *cluster = session_cluster(shell->session, drag->cluster);
    if (!note && !cluster) return;
    const Board *board = board_here(shell);
    TypeSize size = board ? board_type(shell, ui, board) : TYPE_BODY;
    float mm = ui_px(ui, 1);
    // The slip lies in a box without fill: what is under it is still found by the finger.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .floating = true,
                      .x = (drag->x - drag->grab_x) / mm,
                      .y = (drag->y - drag->grab_y) / mm - 1.5f,
                      .w = PX(drag->w)});
    UiStyle style = slip_style(shell, note ? note : &(Note){.role = -1});
    style.border = COLOR_INK;
    style.border_mm = EDGE_MM;
    ui_open(ui, NULL, style);
    if (note)
        slip_inside(shell, ui, note, size);
    else
        ui_icon(ui, "layers", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    if (cluster)
        ui_text(ui, NULL, *cluster->name ? cluster->name : _("Pile of notes"),
                (UiText){.size = size, .weight = WEIGHT_BOLD, .w = GROW});
    ui_close(ui);
    ui_close(ui);
}
