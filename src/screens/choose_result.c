// The reveal of the dots: the poster with all dots on it, and beside it the places in order, with how
// many the programme takes marked.
#include "screens/choose.h"

#define COUNT_MM 9.0f  // two digits
#define STAR_MM 6.0f

static void row(const ChooseState *state, Shell *shell, Ui *ui, const Round *round,
                const Tally *tally, const Tally *before, int place) {
    int option = tally->ranking[place], count = tally->counts[option],
        most = tally->counts[tally->ranking[0]];
    int take = choose_take(shell) < tally->option_count ? choose_take(shell) : tally->option_count;
    // Who has as many as the last one that fits is at the top too: a tie is the group's to settle.
    bool top = count > 0 && count >= tally->counts[tally->ranking[take - 1]];
    int rank = place;
    while (rank > 0 && tally->counts[tally->ranking[rank - 1]] == count) rank--;
    int block = choose_block(shell, round, option);
    const char *label =
        block >= 0 ? shell_text(shell, &shell->scene->blocks[block].title) : round->labels[option];
    ui_open(ui, ui_format(ui, "rank.%d", place),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad_x = SPACE_2,
                      .pad_y = 1.6f,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .radius = RADIUS_MM,
                      .fill = top ? COLOR_OCHRE_TINT : COLOR_NONE,
                      .label = label,
                      .value = ui_format(ui, "%d", count),
                      .selected = top});
    ui_text(
        ui, NULL, ui_format(ui, "%d", rank + 1),
        (UiText){
            .size = TYPE_BODY, .weight = WEIGHT_BOLD, .color = COLOR_INK_SOFT, .w = FIT_MIN(9)});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1, .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, label,
            (UiText){.size = TYPE_BODY, .weight = top ? WEIGHT_BOLD : WEIGHT_REGULAR, .w = GROW});
    float part =
        most > 0 ? (float)count / (float)most * ballot_arrival(&state->ballot, ui, place) : 0;
    ui_meter(ui, GROW, 3.5f, part, COLOR_BRICK, COLOR_SUNKEN);
    ui_close(ui);
    // Of one width in all rows, with or without a star: only then a bar twice as long is twice as many.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = FIT_MIN(COUNT_MM), .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, ui_format(ui, "%d", count),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .w = GROW, .align = ALIGN_END});
    if (before)
        ui_text(
            ui, NULL, ui_format(ui, _("before: %d"), before->counts[option]),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT, .w = GROW, .align = ALIGN_END});
    ui_close(ui);
    if (most > 0) {
        ui_open(ui, NULL, (UiStyle){.w = MM(ui_mark_mm(ui, STAR_MM))});
        if (top) ui_icon(ui, "star", ui_mark_mm(ui, STAR_MM), COLOR_OCHRE_SHADE);
        ui_close(ui);
    }
    ui_close(ui);
}

static const char *n_text(Ui *ui, const Tally *tally) {
    if (tally->n < 0)
        return ui_format(ui, _n("%d hand counted", "%d hands counted", (unsigned long)tally->total),
                         tally->total);
    return ui_format(ui, _n("%d dot (n = %d)", "%d dots (n = %d)", (unsigned long)tally->total),
                     tally->total, tally->n);
}

void choose_build_result(const ChooseState *state, Shell *shell, Ui *ui) {
    const Round *round = ballot_round(&state->ballot, shell);
    if (!round) return;
    Tally tally, tally_before;
    tally_round(shell->session, round, shell->prefs.role_min, &tally);
    const Round *before = session_round_before(shell->session, round);
    if (before && (before->state != ROUND_REVEALED || !round_same_answers(before, round)))
        before = NULL;
    if (before) tally_round(shell->session, before, shell->prefs.role_min, &tally_before);
    int take = choose_take(shell);

    choose_page_open(state, shell, ui, POSTER_RESULT);
    const char *lead =
        ui_format(ui,
                  _n("You will take %d assignment. The star shows what is at the top; you decide.",
                     "You will take %d assignments. The stars show what is at the top; you decide.",
                     (unsigned long)take),
                  take);
    shell_head(ui, "result.title",
               round->number > 1 ? ui_format(ui, _("Round %d"), round->number) : NULL,
               _("This is where your dots are"), NULL);
    ui_text(ui, NULL, lead, (UiText){.size = TYPE_BODY, .w = GROW});
    ui_text(
        ui, "result.n", n_text(ui, &tally),
        (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT, .w = GROW});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_1,
                      .gap = 1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true});
    for (int i = 0; i < tally.option_count; i++)
        row(state, shell, ui, round, &tally, before ? &tally_before : NULL, i);
    ui_close(ui);
    choose_page_foot(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_2});
    ui_button(ui, "round.again", _("One more round"),
              (UiButton){.kind = BUTTON_SOFT, .icon = "refresh-cw", .act = {.code = BALLOT_AGAIN}});
    if (round->method == METHOD_HANDS)
        ui_button(
            ui, "hands.correct", _("Correct the numbers"),
            (UiButton){.kind = BUTTON_QUIET, .icon = "pencil", .act = {.code = BALLOT_FIX_HANDS}});
    ui_close(ui);
    choose_page_close(ui);
}
