// The reveal: the distribution, with n; beside it what to talk about, the roles where the numbers
// allow it, and a further round.
#include "screens/vote.h"

#include "base/str.h"

static const char *n_text(Ui *ui, const Round *round, const Tally *tally) {
    unsigned long hands = (unsigned long)tally->total, n = (unsigned long)tally->n;
    if (round->method == METHOD_HANDS)
        return ui_format(ui, _n("%d hand counted", "%d hands counted", hands), tally->total);
    return ui_format(ui, _n("n = %d ballot", "n = %d ballots", n), tally->n);
}

// number: of the round; 0: it was in the meeting before this one, -1: it is of now, beside that.
static void legend_row(Ui *ui, const Round *round, const Tally *tally, Paint paint, const char *id,
                       int number) {
    const char *which = number > 0    ? ui_format(ui, _("Round %d"), number)
                        : number == 0 ? _("Last meeting")
                                      : _("Now");
    const char *text = ui_format(ui, "%s · %s", which, n_text(ui, round, tally));
    if (tally->has_mean) {
        char mean[16];
        i18n_decimal(tally->mean, mean, sizeof mean);
        text = ui_format(ui, _("%s · %s · mean %s"), which, n_text(ui, round, tally), mean);
    }
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 2, .cross = ALIGN_CENTER});
    ui_open(ui, NULL, (UiStyle){.w = MM(6), .h = MM(6), .radius = 1, .fill = paint});
    ui_close(ui);
    ui_text(ui, id, text, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_close(ui);
}

static void chart_sheet(Ui *ui, const VoteChart *chart) {
    const Round *round = chart->round;
    bool columns = round->kind == VOTE_SCALE || round->kind == VOTE_FIST;
    ui_open(ui, "result.chart",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(chart->width_mm + 2 * SPACE_4),
                      .pad = SPACE_4,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true});
    if (chart->before) {
        legend_row(ui, chart->before, chart->tally_before, columns ? COLOR_LINE : COLOR_EDGE,
                   "result.n.before", chart->other_meeting ? 0 : chart->before->number);
        legend_row(ui, round, chart->tally, COLOR_TEAL, "result.n",
                   chart->other_meeting ? -1 : round->number);
    } else {
        ui_text(ui, "result.n", n_text(ui, round, chart->tally),
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    }
    if (columns)
        vote_chart_columns(ui, chart);
    else
        vote_chart_bars(ui, chart);
    ui_close(ui);
}

static void talk_card(Ui *ui, const VoteChart *chart) {
    const Tally *tally = chart->tally;
    bool fist = chart->round->kind == VOTE_FIST;
    // One person can neither agree nor disagree with anybody.
    bool several = tally->n != 1;
    bool mark = tally->disagreement || (fist && several && !tally->consensus);
    ui_open(ui, "result.talk",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH,
                      .fill = mark ? COLOR_OCHRE_TINT : COLOR_TEAL_TINT,
                      .radius = RADIUS_MM});
    if (tally->disagreement || (fist && several)) {
        const char *text = fist && tally->consensus ? _("Consensus")
                           : tally->disagreement    ? _("Different views")
                                                    : _("No consensus yet");
        ui_open(ui, tally->disagreement ? "result.disagreement" : "result.consensus",
                (UiStyle){.axis = AXIS_ROW,
                          .gap = 2,
                          .cross = ALIGN_CENTER,
                          .role = "status",
                          .label = text,
                          .value = mark ? "no" : "yes"});
        ui_icon(ui, mark ? "messages-square" : "circle-check", ui_mark_mm(ui, 8),
                mark ? COLOR_OCHRE_SHADE : COLOR_TEAL_SHADE);
        ui_text(ui, NULL, text,
                (UiText){.size = TYPE_BODY,
                         .weight = WEIGHT_BOLD,
                         .color = mark ? COLOR_OCHRE_SHADE : COLOR_TEAL_SHADE});
        ui_close(ui);
    }
    ui_text(ui, "result.sentence", vote_talk(chart->round, tally, chart->plan, ui),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_SEMIBOLD});
    ui_close(ui);
}

static bool has_roles(const Tally *tally) {
    bool any = tally->some_role_hidden;
    for (int r = 0; r < SCENE_ROLES_MAX; r++) any = any || tally->roles[r].shown;
    return any;
}

static void side(Shell *shell, Ui *ui, const VoteChart *chart) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_3, .cross = ALIGN_STRETCH});
    talk_card(ui, chart);
    if (has_roles(chart->tally)) {
        ui_open(ui, "result.roles",
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = GROW,
                          .pad = SPACE_3,
                          .gap = SPACE_2,
                          .cross = ALIGN_STRETCH,
                          .fill = COLOR_SHEET,
                          .radius = RADIUS_MM,
                          .shadow = true});
        vote_chart_roles(shell, ui, chart);
        ui_close(ui);
    }
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_2});
    ui_button(ui, "round.again", _("One more round"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "refresh-cw",
                         .act = {.code = BALLOT_AGAIN},
                         .height_mm = 18});
    if (chart->round->method == METHOD_HANDS)
        ui_button(ui, "hands.correct", _("Correct the numbers"),
                  (UiButton){.kind = BUTTON_QUIET,
                             .icon = "pencil",
                             .act = {.code = BALLOT_FIX_HANDS},
                             .height_mm = 18});
    ui_close(ui);
    ui_close(ui);
}

void vote_build_result(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    Tally tally, tally_before;
    tally_round(shell->session, round, shell->prefs.role_min, &tally);
    const Round *before = session_round_before(shell->session, round);
    if (before && (before->state != ROUND_REVEALED || !round_same_answers(before, round)))
        before = NULL;
    // Of the meeting before this one when the group asked it there too: then and now.
    bool other_meeting = !before && shell->earlier;
    if (other_meeting) before = session_vote_of(shell->earlier, shell->session, round);
    other_meeting = other_meeting && before;
    if (before)
        tally_round(other_meeting ? shell->earlier : shell->session, before, shell->prefs.role_min,
                    &tally_before);

    bool stacked = ui_portrait(ui);
    float content = ui_width_mm(ui) - 2 * PAGE_X_MM;
    float sheet = stacked ? content : (content - SPACE_4) * 0.58f;
    VoteChart chart = {.state = state,
                       .plan = plan,
                       .round = round,
                       .before = before,
                       .other_meeting = other_meeting,
                       .tally = &tally,
                       .tally_before = before ? &tally_before : NULL,
                       .width_mm = sheet - 2 * SPACE_4};
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "result.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = PAGE_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_4,
                             .cross = ALIGN_STRETCH});
    shell_question(ui, "result.title", _("What you think together"),
                   plan->exists ? plan->question : round->question);
    ui_open(ui, NULL,
            (UiStyle){.axis = stacked ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_4,
                      .cross = stacked ? ALIGN_STRETCH : ALIGN_START});
    chart_sheet(ui, &chart);
    side(shell, ui, &chart);
    ui_close(ui);
    ui_scroll_close(ui);
    ui_close(ui);
}
