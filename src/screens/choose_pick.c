// Which assignments the group takes: those of the places with most dots first, but any will do. What
// is taken stands beside them in the order in which it will be done.
#include "screens/choose.h"
#include "screens/simple.h"

#define ORDER_PART 0.36f  // of the width, for the list of what was taken
#define BESIDE_MM 332.0f  // of letters of 100 %: in less than that the list stands above
#define PAIRS_MM 230.0f   // and in less than that the cards stand under each other

static int minutes_of(const Shell *shell, const Picks *picks) {
    int minutes = 0;
    for (int i = 0; i < picks->count; i++)
        minutes += shell->scene->assignments[picks->ids[i]].minutes;
    return minutes;
}

static void minutes_mark(Ui *ui, int minutes) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 1.2f, .cross = ALIGN_CENTER});
    ui_icon(ui, "clock", ui_mark_mm(ui, 4.5f), COLOR_INK_SOFT);
    ui_text(ui, NULL, ui_format(ui, _("%d min"), minutes),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT, .no_wrap = true});
    ui_close(ui);
}

static void number_mark(Ui *ui, int place) {
    float mm = ui_text_percent(ui) > 100 ? 10.0f * (float)ui_text_percent(ui) / 100 : 10.0f;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = FIT_MIN(mm),
                      .h = FIT_MIN(mm),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .radius = -1,
                      .fill = place >= 0 ? COLOR_ACCENT : COLOR_NONE,
                      .border = place >= 0 ? COLOR_NONE : COLOR_EDGE});
    if (place >= 0)
        ui_text(ui, NULL, ui_format(ui, "%d", place + 1),
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .color = COLOR_ON_ACCENT});
    else
        ui_icon(ui, "plus", 6, COLOR_INK_SOFT);
    ui_close(ui);
}

// ---- the cards -------------------------------------------------------------------------------------

static void card(const ChooseState *state, Shell *shell, Ui *ui, int assignment) {
    const SceneAssignment *a = &shell->scene->assignments[assignment];
    int place = picks_place(&state->picks, assignment);
    const char *title = shell_text(shell, &a->title);
    ui_card_open(
        ui, ui_format(ui, "pick.%s", a->id), title, (UiAct){.code = CHOOSE_PICK, .a = assignment},
        place >= 0,
        (UiStyle){
            .axis = AXIS_ROW, .w = GROW, .pad = SPACE_2, .gap = SPACE_2, .cross = ALIGN_START});
    number_mark(ui, place);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1.2f, .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, title, (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD});
    ui_text(ui, NULL, simple_or(shell, &a->simple, &a->goal),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW});
    minutes_mark(ui, a->minutes);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

static int dots_of(const Round *round, const Tally *tally, const Shell *shell, int block) {
    int option = round && round->state == ROUND_REVEALED ? choose_option(shell, round, block) : -1;
    return option >= 0 ? tally->counts[option] : -1;
}

static void section(const ChooseState *state, Shell *shell, Ui *ui, int block, int dots,
                    int columns, float wide) {
    int assignments[SCENE_ASSIGNMENTS_MAX];
    int count = scene_block_assignments(shell->scene, block, assignments, SCENE_ASSIGNMENTS_MAX);
    if (count == 0) return;
    const SceneBlock *b = &shell->scene->blocks[block];
    ui_open(ui, ui_format(ui, "section.%s", b->id),
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    if (b->icon && *b->icon) ui_icon(ui, b->icon, ui_mark_mm(ui, 7), COLOR_INK);
    ui_text(ui, NULL, shell_text(shell, &b->title),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .w = GROW});
    if (dots >= 0)
        ui_text(ui, NULL, ui_format(ui, _n("%d dot", "%d dots", (unsigned long)dots), dots),
                (UiText){.size = TYPE_BODY,
                         .weight = WEIGHT_SEMIBOLD,
                         .color = COLOR_BRICK_SHADE,
                         .no_wrap = true});
    ui_close(ui);
    for (int first = 0; first < count; first += columns) {
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
        for (int i = first; i < first + columns && i < count; i++) {
            ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = MM(wide), .cross = ALIGN_STRETCH});
            card(state, shell, ui, assignments[i]);
            ui_close(ui);
        }
        ui_close(ui);
    }
    ui_close(ui);
}

static void sections(const ChooseState *state, Shell *shell, Ui *ui, int columns, float room) {
    float wide = (room - 2 * PAGE_X_MM - (float)(columns - 1) * SPACE_2) / (float)columns;
    const Round *round = ballot_round(&state->ballot, shell);
    Tally tally = {0};
    if (round && round->state == ROUND_REVEALED)
        tally_round(shell->session, round, shell->prefs.role_min, &tally);
    int blocks[SCENE_BLOCKS_MAX];
    int count = picks_blocks(shell->session, shell->scene, round, choose_from(shell), blocks);
    for (int i = 0; i < count; i++)
        section(state, shell, ui, blocks[i], dots_of(round, &tally, shell, blocks[i]), columns,
                wide);
}

// ---- the order ---------------------------------------------------------------------------------------

static void order_row(const ChooseState *state, Shell *shell, Ui *ui, int place) {
    int assignment = state->picks.ids[place];
    const SceneAssignment *a = &shell->scene->assignments[assignment];
    const char *title = shell_text(shell, &a->title), *id = ui_format(ui, "pick.%s", a->id);
    ui_open(ui, ui_format(ui, "%s.row", id),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad = 2,
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .lift = true,
                      .draggable = true,
                      .drop = true,
                      .label = title,
                      .value = ui_format(ui, "%d", place + 1),
                      .act = {.code = CHOOSE_ROW, .a = assignment}});
    ui_icon(ui, "grip-vertical", ui_mark_mm(ui, 7), COLOR_INK_SOFT);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 0.6f, .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, ui_format(ui, "%d. %s", place + 1, title),
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    minutes_mark(ui, a->minutes);
    ui_close(ui);
    ui_button(ui, ui_format(ui, "%s.up", id), NULL,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "arrow-up",
                         .describe = _("Earlier"),
                         .disabled = place == 0,
                         .act = {.code = CHOOSE_UP, .a = assignment}});
    ui_button(ui, ui_format(ui, "%s.down", id), NULL,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "arrow-down",
                         .describe = _("Later"),
                         .disabled = place == state->picks.count - 1,
                         .act = {.code = CHOOSE_DOWN, .a = assignment}});
    ui_button(ui, ui_format(ui, "%s.remove", id), NULL,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "x",
                         .describe = _("Take away"),
                         .act = {.code = CHOOSE_PICK, .a = assignment}});
    ui_close(ui);
}

static void order(const ChooseState *state, Shell *shell, Ui *ui) {
    ui_text(ui, "order.title", _("This is what you will do"),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .role = "heading"});
    if (state->picks.count == 0) {
        ui_text(ui, NULL, _("Tap an assignment to take it."),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT, .w = GROW});
        return;
    }
    for (int i = 0; i < state->picks.count; i++) order_row(state, shell, ui, i);
    int minutes = minutes_of(shell, &state->picks);
    ui_text(ui, "order.minutes", ui_format(ui, _("Together about %d minutes"), minutes),
            (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT, .w = GROW});
}

void choose_build_pick(const ChooseState *state, Shell *shell, Ui *ui) {
    float letters = ui_width_mm(ui) * 100 / (float)ui_text_percent(ui);
    bool stacked = ui_portrait(ui) || letters < BESIDE_MM;
    int columns = stacked && letters < PAIRS_MM ? 1 : 2, take = choose_take(shell);
    const char *lead =
        ui_format(ui,
                  _n("The programme has room for %d assignment.",
                     "The programme has room for %d assignments.", (unsigned long)take),
                  take);
    UiStyle fill = {.w = GROW,
                    .h = GROW,
                    .pad_x = PAGE_X_MM,
                    .pad_y = PAGE_Y_MM,
                    .gap = SPACE_4,
                    .cross = ALIGN_STRETCH};
    if (stacked) {
        ui_scroll_open(ui, "pick.scroll", fill);
        shell_head(ui, "choose.title", NULL, _("What are you going to do?"), lead);
        order(state, shell, ui);
        sections(state, shell, ui, columns, ui_width_mm(ui));
        ui_scroll_close(ui);
        return;
    }
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "pick.scroll", fill);
    shell_head(ui, "choose.title", NULL, _("What are you going to do?"), lead);
    sections(state, shell, ui, columns, ui_width_mm(ui) * (1 - ORDER_PART));
    ui_scroll_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(ui_width_mm(ui) * ORDER_PART),
                      .h = GROW,
                      .fill = COLOR_SUNKEN,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "order.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = PANEL_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_2,
                             .cross = ALIGN_STRETCH});
    order(state, shell, ui);
    ui_scroll_close(ui);
    ui_close(ui);
    ui_close(ui);
}
