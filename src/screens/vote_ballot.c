// The ballot itself: five shapes that grow, hands, answers to choose from, or dots to lay. It shows
// what this person chose, and until "done" everything can be changed.
#include "screens/vote.h"

static float page_width(const Ui *ui) {
    float w = ui_width_mm(ui) - 2 * VOTE_PAD_MM;
    return w < VOTE_WIDE_MM ? w : VOTE_WIDE_MM;
}

static bool chosen(const BallotState *state, int value) {
    return state->draft.answered && state->draft.values[0] == value;
}

// ---- scale -----------------------------------------------------------------------------------------

static void scale_card(const BallotState *state, Shell *shell, Ui *ui, const char *label, int value,
                       float wide) {
    bool on = chosen(state, value);
    float mm = wide * 0.13f * ((float)value + 0.9f);
    Paint role = paint_rgb(shell_role_rgb(shell, state->draft.role));
    const char *id = ui_format(ui, "vote.scale.%d", value);
    float grown = ui_animate(ui, ui_format(ui, "%s.grown", id), on ? 1.0f : 0.0f, on ? 1.0f : 0.0f,
                             MOTION_MS);
    ui_card_open(ui, id,
                 *label ? ui_format(ui, "%d, %s", value, label) : ui_format(ui, "%d", value),
                 (UiAct){.code = BALLOT_ANSWER, .a = value}, on,
                 (UiStyle){.axis = AXIS_COLUMN,
                           .w = MM(wide),
                           .h = FIT_MIN(94),
                           .pad_y = SPACE_2,
                           .gap = SPACE_2,
                           .main = ALIGN_END,
                           .cross = ALIGN_CENTER});
    if (on)
        ui_icon(ui, "circle-check", 9, COLOR_ACCENT);
    else
        ui_space(ui, MM(9));
    ui_space(ui, GROW);
    ui_figure(ui, shell_role_figure(shell, state->draft.role), mm * (1 + 0.06f * grown), role,
              shell_role_edge(shell, state->draft.role));
    ui_text(ui, NULL, ui_format(ui, "%d", value),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD});
    ui_close(ui);
}

static void scale(const BallotState *state, Shell *shell, Ui *ui, const Round *round,
                  const RoundPlan *plan) {
    ui_open(
        ui, NULL,
        (UiStyle){
            .axis = AXIS_COLUMN, .w = MM(page_width(ui)), .gap = SPACE_2, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
    float wide =
        (page_width(ui) - (float)(round->option_count - 1) * SPACE_2) / (float)round->option_count;
    for (int i = 0; i < round->option_count; i++)
        scale_card(state, shell, ui, ballot_label(round, plan, i), i + 1, wide);
    ui_close(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW});
    const UiAlign aligns[3] = {ALIGN_START, ALIGN_CENTER, ALIGN_END};
    for (int i = 0; i < 3; i++)
        ui_text(ui, ui_format(ui, "vote.word.%d", 1 + 2 * i), ballot_label(round, plan, 2 * i),
                (UiText){.size = TYPE_LEAD,
                         .weight = WEIGHT_SEMIBOLD,
                         .align = aligns[i],
                         .w = MM(page_width(ui) / 3)});
    ui_close(ui);
    ui_close(ui);
}

// ---- fist ------------------------------------------------------------------------------------------

#define HAND_MM 34.0f
#define HAND_ROOMY_MM 50.0f

static void fist(const BallotState *state, Shell *shell, Ui *ui, const Round *round,
                 const RoundPlan *plan) {
    int percent = ui_text_percent(ui);
    int columns = ui_portrait(ui) ? (percent > 150 ? 2 : 3) : percent > 125 ? 3 : 6;
    float wide = (page_width(ui) - (float)(columns - 1) * SPACE_2 - 0.5f) / (float)columns;
    Paint role = shell_role_tone(shell, state->draft.role);
    // Beside a list of agreements, or with large letters, the hands make room.
    bool roomy = percent <= 125 && !vote_on_agreements(shell);
    float hand = roomy ? HAND_ROOMY_MM : HAND_MM;
    ui_open(
        ui, NULL,
        (UiStyle){
            .axis = AXIS_COLUMN, .w = MM(page_width(ui)), .gap = SPACE_2, .cross = ALIGN_STRETCH});
    for (int first = 0; first < round->option_count; first += columns) {
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
        for (int i = first; i < first + columns && i < round->option_count; i++) {
            bool on = chosen(state, i);
            const char *word = ballot_label(round, plan, i);
            ui_card_open(ui, ui_format(ui, "vote.fist.%d", i), ui_format(ui, "%d, %s", i, word),
                         (UiAct){.code = BALLOT_ANSWER, .a = i}, on,
                         (UiStyle){.axis = AXIS_COLUMN,
                                   .w = MM(wide),
                                   .h = FIT_MIN(hand + 44),
                                   .pad = SPACE_2,
                                   .gap = SPACE_1,
                                   .cross = ALIGN_CENTER});
            if (on)
                ui_icon(ui, "circle-check", 9, COLOR_ACCENT);
            else
                ui_space(ui, MM(9));
            ballot_hand(ui, i, hand, role);
            ui_text(ui, NULL, ui_format(ui, "%d", i),
                    (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD});
            ui_text(ui, NULL, word, (UiText){.size = TYPE_BODY, .align = ALIGN_CENTER});
            ui_close(ui);
        }
        ui_close(ui);
    }
    ui_close(ui);
}

// ---- choice ----------------------------------------------------------------------------------------

static void choice_card(const BallotState *state, Shell *shell, Ui *ui, const char *label, int i) {
    bool on = chosen(state, i);
    Paint role = paint_rgb(shell_role_rgb(shell, state->draft.role));
    ui_card_open(ui, ui_format(ui, "vote.choice.%d", i), label,
                 (UiAct){.code = BALLOT_ANSWER, .a = i}, on,
                 (UiStyle){.axis = AXIS_ROW,
                           .w = GROW,
                           .h = FIT_MIN(TOUCH_MM),
                           .pad_x = SPACE_3,
                           .pad_y = SPACE_2,
                           .gap = SPACE_3,
                           .cross = ALIGN_CENTER});
    if (on)
        ui_figure(ui, shell_role_figure(shell, state->draft.role), 11, role,
                  shell_role_edge(shell, state->draft.role));
    else
        ui_figure(ui, FIGURE_RING, 11, COLOR_EDGE, COLOR_NONE);
    ui_text(ui, NULL, label,
            (UiText){.size = TYPE_LEAD, .weight = on ? WEIGHT_BOLD : WEIGHT_REGULAR, .w = GROW});
    if (on) ui_icon(ui, "circle-check", ui_mark_mm(ui, 9), COLOR_ACCENT);
    ui_close(ui);
}

static void choice(const BallotState *state, Shell *shell, Ui *ui, const Round *round,
                   const RoundPlan *plan) {
    int columns = !ui_portrait(ui) && round->option_count > 5 && ui_text_percent(ui) < 160 ? 2 : 1;
    float wide = columns == 2 ? page_width(ui) : page_width(ui) < 260 ? page_width(ui) : 260;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = MM(wide), .gap = SPACE_2, .cross = ALIGN_STRETCH});
    for (int first = 0; first < round->option_count; first += columns) {
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
        for (int i = first; i < first + columns && i < round->option_count; i++)
            choice_card(state, shell, ui, ballot_label(round, plan, i), i);
        ui_close(ui);
    }
    ui_close(ui);
}

// ---- dots ------------------------------------------------------------------------------------------

static void dots_row(const BallotState *state, Shell *shell, Ui *ui, const Round *round,
                     const char *label, int i) {
    int placed = state->draft.values[i], most = tally_dots_per_option(round->dots);
    int left = round->dots - dots_placed(state->draft.values, round->option_count);
    Paint role = paint_rgb(shell_role_rgb(shell, state->draft.role));
    const char *id = ui_format(ui, "dot.option.%d", i);
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad_x = SPACE_3,
                      .pad_y = SPACE_1,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .h = FIT_MIN(TOUCH_MM),
                      .label = label,
                      .value = ui_format(ui, "%d", placed)});
    ui_text(ui, NULL, label,
            (UiText){.size = ui_text_percent(ui) > 125 ? TYPE_BODY : TYPE_LEAD,
                     .weight = placed ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR,
                     .w = GROW});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 1.6f, .cross = ALIGN_CENTER});
    for (int k = 0; k < placed; k++)
        ui_figure(ui, shell_role_figure(shell, state->draft.role), 9, role,
                  shell_role_edge(shell, state->draft.role));
    ui_close(ui);
    ui_button(ui, ui_format(ui, "%s.less", id), NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "minus",
                         .describe = ui_format(ui, "%s −", label),
                         .act = {.code = BALLOT_DOT_TAKE, .a = i},
                         .disabled = placed == 0});
    ui_button(ui, ui_format(ui, "%s.more", id), NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "plus",
                         .describe = ui_format(ui, "%s +", label),
                         .act = {.code = BALLOT_DOT_ADD, .a = i},
                         .disabled = left == 0 || placed >= most});
    ui_close(ui);
}

static void dots(const BallotState *state, Shell *shell, Ui *ui, const Round *round,
                 const RoundPlan *plan) {
    bool stacked = ui_portrait(ui) || ui_text_percent(ui) > 150;
    ui_open(ui, NULL,
            (UiStyle){.axis = stacked ? AXIS_COLUMN : AXIS_ROW,
                      .w = MM(page_width(ui)),
                      .gap = SPACE_4,
                      .cross = stacked ? ALIGN_STRETCH : ALIGN_START});
    if (stacked) ballot_dots_tray(state, shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    for (int i = 0; i < round->option_count; i++)
        dots_row(state, shell, ui, round, ballot_label(round, plan, i), i);
    ui_close(ui);
    if (!stacked) {
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = MM(130), .cross = ALIGN_STRETCH});
        ballot_dots_tray(state, shell, ui);
        ui_close(ui);
    }
    ui_close(ui);
}

// ---- the page --------------------------------------------------------------------------------------

static const char *hint(VoteKind kind) {
    switch (kind) {
    case VOTE_SCALE: return _("Tap the shape that fits. You can still change it.");
    case VOTE_CHOICE: return _("Choose one answer. You can still change it.");
    case VOTE_DOTS: return _("Put your dots with what matters most to you.");
    case VOTE_FIST: return _("Choose a hand. You can still change it.");
    case VOTE_KIND_COUNT: break;
    }
    return "";
}

void vote_build_ballot(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "ballot.scroll",
                   (UiStyle){.w = GROW, .pad = VOTE_PAD_MM, .gap = SPACE_4, .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = {.mode = SIZE_GROW, .value = 1, .max = 400},
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH});
    bool one_row = round->kind == VOTE_FIST && ui_text_percent(ui) <= 125;
    bool tall = round->kind == VOTE_SCALE || one_row || round->option_count < 6;
    ui_text(ui, "vote.title", plan->exists ? plan->shown : round->question,
            (UiText){.size = tall && !vote_on_agreements(shell) ? TYPE_DISPLAY : TYPE_TITLE,
                     .weight = WEIGHT_BOLD,
                     .align = ALIGN_CENTER,
                     .role = "heading"});
    ui_text(ui, NULL, hint(round->kind),
            (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT, .align = ALIGN_CENTER});
    ui_close(ui);
    if (vote_on_agreements(shell)) vote_agreements(shell, ui);
    switch (round->kind) {
    case VOTE_SCALE: scale(state, shell, ui, round, plan); break;
    case VOTE_CHOICE: choice(state, shell, ui, round, plan); break;
    case VOTE_DOTS: dots(state, shell, ui, round, plan); break;
    case VOTE_FIST: fist(state, shell, ui, round, plan); break;
    case VOTE_KIND_COUNT: break;
    }
    ui_scroll_close(ui);
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad_x = VOTE_PAD_MM,
                      .pad_y = SPACE_2,
                      .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = MM(page_width(ui)), .cross = ALIGN_STRETCH});
    ballot_foot(state, shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}
