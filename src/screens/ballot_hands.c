// Raised hands, entered by the facilitator: a stepper for each answer, for all together or for one
// role at a time. Every step is recorded at once, so nothing is lost and all of it can be undone.
#include "screens/ballot.h"

#include <stdio.h>

static void row(const BallotState *state, Shell *shell, Ui *ui, const Round *round,
                const char *label, int option) {
    int count = round->hands[state->hands_group][option], all = 0;
    (void)shell;
    for (int g = 0; g <= SCENE_ROLES_MAX; g++) all += round->hands[g][option];
    bool narrow = ui_text_percent(ui) > 150 && ui_portrait(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = narrow ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .pad_y = 1.2f,
                      .cross = narrow ? ALIGN_STRETCH : ALIGN_CENTER});
    bool numbered = round->kind == VOTE_SCALE || round->kind == VOTE_FIST;
    if (numbered && *label)
        label = ui_format(ui, "%s · %s", round->options[option], label);
    else if (numbered)
        label = round->options[option];
    ui_text(ui, NULL, label, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .w = GROW});
    if (all != count)
        ui_text(ui, NULL, ui_format(ui, _("together %d"), all),
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_stepper(ui, ui_format(ui, "hands.%d", option), label, count, 0, SESSION_HANDS_MAX,
               (UiAct){.code = BALLOT_HANDS, .a = option});
    ui_close(ui);
}

void ballot_hands_rows(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    for (int i = 0; i < round->option_count; i++) {
        if (i > 0) ui_line(ui);
        row(state, shell, ui, round, ballot_label(round, plan, i), i);
    }
}

static void group_chip(const BallotState *state, Shell *shell, Ui *ui, const char *id,
                       const char *name, int group) {
    bool on = state->hands_group == group;
    Paint ink = on ? COLOR_ON_ACCENT : COLOR_INK;
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .h = FIT_MIN(14),
                      .pad_x = 4,
                      .gap = 2,
                      .radius = -1,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_CENTER,
                      .fill = on ? COLOR_ACCENT : COLOR_SHEET,
                      .border = on ? COLOR_ACCENT : COLOR_EDGE,
                      .act = {.code = BALLOT_HANDS_GROUP, .a = group},
                      .selected = on,
                      .role = "button",
                      .label = name});
    if (group > 0)
        ui_figure(ui, shell_role_figure(shell, group - 1), ui_mark_mm(ui, 6),
                  paint_rgb(shell_role_rgb(shell, group - 1)),
                  on ? COLOR_ON_ACCENT : shell_role_edge(shell, group - 1));
    ui_text(ui, NULL, name, (UiText){.size = TYPE_BODY, .color = ink, .weight = WEIGHT_SEMIBOLD});
    ui_close(ui);
}

void ballot_hands_groups(const BallotState *state, Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    bool some_here = session_people(session) > 0;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = 2});
    group_chip(state, shell, ui, "hands.all", _("All together"), 0);
    for (int r = 0; r < session->role_count; r++) {
        if (some_here && session->people[r] == 0 && state->hands_group != r + 1) continue;
        char id[96];
        (void)snprintf(id, sizeof id, "hands.role.%s", session->role_ids[r]);
        group_chip(state, shell, ui, id, shell_role_name(shell, r), r + 1);
    }
    ui_close(ui);
}

static const char *counted_text(Ui *ui, const Round *round, int hands, int people) {
    unsigned long n = (unsigned long)hands;
    if (round->kind == VOTE_DOTS || people <= 0)
        return ui_format(ui, _n("%d hand counted", "%d hands counted", n), hands);
    return ui_format(ui,
                     _n("%d hand counted, %d people here", "%d hands counted, %d people here", n),
                     hands, people);
}

void ballot_hands_reveal(const BallotState *state, Shell *shell, Ui *ui) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    int hands = ballot_votes(round);
    ui_text(ui, "hands.total", counted_text(ui, round, hands, session_people(shell->session)),
            (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_BETWEEN});
    if (round->state == ROUND_OPEN) {
        ui_button(
            ui, "round.cancel", _("Stop voting"),
            (UiButton){.kind = BUTTON_QUIET, .icon = "x", .act = {.code = BALLOT_ASK_CANCEL}});
        ui_button(ui, "round.reveal", _("Show the result"),
                  (UiButton){.kind = BUTTON_PRIMARY,
                             .icon = "eye",
                             .size = TYPE_LEAD,
                             .act = {.code = BALLOT_ASK_REVEAL},
                             .disabled = hands == 0});
    } else {
        ui_space(ui, GROW);
        ui_button(ui, "hands.done", _("Back to the result"),
                  (UiButton){.kind = BUTTON_PRIMARY,
                             .icon = "check",
                             .size = TYPE_LEAD,
                             .act = {.code = BALLOT_FIX_HANDS}});
    }
    ui_close(ui);
}
