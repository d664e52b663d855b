// The pages that every vote shares: how to vote, the neutral page between two people, and the choice of
// a role. The neutral page is built from two numbers only (who voted, who is here), so nothing of a
// ballot can be on it.
#include "screens/ballot.h"

enum { STONES_MAX = 48 };
#define STONE_MM 5.0f
#define CARD_MM 92.0f
#define TEXT_WIDE_MM 240.0f

// ---- how shall we vote ---------------------------------------------------------------------------

#define METHOD_ICON_MM 20.0f  // with the ground around it

static void method_card(Ui *ui, const char *id, const char *icon, const char *title,
                        const char *text, int method, bool stacked) {
    UiStyle style = {.axis = AXIS_ROW,
                     .w = GROW,
                     .pad = stacked ? SPACE_3 : SPACE_4,
                     .gap = SPACE_3,
                     .cross = ALIGN_START};
    if (!stacked) style.w.max = (BALLOT_METHODS_MM - 2 * SPACE_3) / 3;
    ui_card_open(ui, id, title, (UiAct){.code = BALLOT_METHOD, .a = method}, false, style);
    ui_open(ui, NULL, (UiStyle){.pad = 3, .radius = -1, .fill = COLOR_TEAL_TINT});
    ui_icon(ui, icon, stacked ? 10 : METHOD_ICON_MM - 6, COLOR_TEAL_SHADE);
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1.2f, .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, title, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_close(ui);
    ui_close(ui);
}

// Beside one another no word of a title may be wider than its card.
static bool titles_fit(Ui *ui) {
    const char *titles[] = {_("Ballots on the screen"), _("Vote together"), _("Count hands")};
    float all = ui_width_mm(ui) - 2 * PAGE_X_MM;
    if (all > BALLOT_METHODS_MM) all = BALLOT_METHODS_MM;
    float wide = (all - 2 * SPACE_3) / 3 - 2 * SPACE_4 - METHOD_ICON_MM - SPACE_3;
    for (int i = 0; i < 3; i++) {
        if (shell_fit_size(ui, titles[i], WEIGHT_BOLD, TYPE_LEAD, wide) != TYPE_LEAD) return false;
    }
    return true;
}

void ballot_method_cards(Shell *shell, Ui *ui, bool stacked) {
    (void)shell;
    stacked = stacked || !titles_fit(ui);
    UiStyle box = {.axis = stacked ? AXIS_COLUMN : AXIS_ROW,
                   .w = GROW,
                   .gap = SPACE_3,
                   .cross = ALIGN_STRETCH,
                   .main = ALIGN_CENTER};
    ui_open(ui, NULL, box);
    method_card(ui, "method.ballots", "vote", _("Ballots on the screen"),
                _("People vote here one by one. Nobody sees what the others choose."),
                METHOD_BALLOTS, stacked);
    method_card(ui, "method.together", "users", _("Vote together"),
                _("Several people vote beside one another, each on a ballot of their own."),
                METHOD_TOGETHER, stacked);
    method_card(ui, "method.hands", "hand", _("Count hands"),
                _("Everyone raises a hand at the same time. The facilitator enters the numbers."),
                METHOD_HANDS, stacked);
    ui_close(ui);
}

// ---- the next person -----------------------------------------------------------------------------

static void stones(Ui *ui, int voted, int people) {
    if (people <= 0 || people > STONES_MAX) return;
    int total = voted > people ? voted : people;
    if (total > STONES_MAX) return;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_FLOW,
                      .w = {.mode = SIZE_FIT, .max = 170},
                      .gap = 2.4f,
                      .main = ALIGN_CENTER});
    for (int i = 0; i < total; i++) {
        ui_figure(ui, i < voted ? FIGURE_CIRCLE : FIGURE_RING, STONE_MM,
                  i < voted ? COLOR_TEAL : COLOR_EDGE, COLOR_NONE);
    }
    ui_close(ui);
}

static const char *voted_text(Ui *ui, int voted, int people) {
    unsigned long n = (unsigned long)voted;
    if (people > 0)
        return ui_format(ui, _n("%d of %d has voted", "%d of %d have voted", n), voted, people);
    return ui_format(ui, _n("%d person has voted", "%d people have voted", n), voted);
}

void ballot_count(Ui *ui, int voted, int people) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .gap = SPACE_1, .cross = ALIGN_CENTER});
    stones(ui, voted, people);
    ui_text(ui, "next.voted", voted_text(ui, voted, people),
            (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT, .align = ALIGN_CENTER});
    ui_close(ui);
}

static void facilitator_strip(Ui *ui, const Round *round, bool all) {
    bool narrow = ui_portrait(ui) || ui_text_percent(ui) > 130;
    ui_open(ui, "facilitator",
            (UiStyle){.axis = narrow ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .pad_x = PAGE_X_MM,
                      .pad_y = SPACE_1,
                      .gap = SPACE_1,
                      .cross = narrow ? ALIGN_STRETCH : ALIGN_CENTER,
                      .main = ALIGN_BETWEEN});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = narrow ? GROW : FIT, .gap = SPACE_1});
    ui_button(ui, "ballot.withdraw", _("Take back the last ballot"),
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "undo-2",
                         .act = {.code = BALLOT_ASK_WITHDRAW},
                         .disabled = round->last_ballot == 0});
    ui_button(ui, "round.cancel", _("Stop voting"),
              (UiButton){.kind = BUTTON_QUIET, .icon = "x", .act = {.code = BALLOT_ASK_CANCEL}});
    ui_close(ui);
    ui_button(ui, "round.reveal", _("Everybody has voted: show the result"),
              (UiButton){.kind = all ? BUTTON_PRIMARY : BUTTON_SOFT,
                         .icon = "eye",
                         .act = {.code = BALLOT_ASK_REVEAL},
                         .height_mm = 18,
                         .disabled = round->ballot_count == 0});
    ui_close(ui);
}

void ballot_build_next(const BallotState *state, Shell *shell, Ui *ui) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    int voted = round->ballot_count, people = session_people(shell->session);
    bool all = people > 0 && voted >= people;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "next.scroll",
                   (UiStyle){.w = GROW, .pad = SPACE_4, .gap = SPACE_4, .cross = ALIGN_CENTER});
    const char *title = all          ? _("Everybody has voted")
                        : voted == 0 ? _("Who goes first?")
                                     : _("Next one, please");
    ui_text(
        ui, "next.title", title,
        (UiText){
            .size = TYPE_DISPLAY, .weight = WEIGHT_BOLD, .align = ALIGN_CENTER, .role = "heading"});
    ballot_count(ui, voted, people);
    ui_button(ui, "ballot.next", all ? _("Somebody else wants to vote") : _("I will vote now"),
              (UiButton){.kind = all ? BUTTON_SOFT : BUTTON_PRIMARY,
                         .icon_after = "arrow-right",
                         .size = TYPE_LEAD,
                         .act = {.code = BALLOT_NEXT},
                         .height_mm = 24,
                         .w = FIT_MIN(80)});
    ui_scroll_close(ui);
    ui_close(ui);
    facilitator_strip(ui, round, all);
    ui_close(ui);
    ballot_questions(state, shell, ui);
}

// ---- which role ------------------------------------------------------------------------------------

static const char *role_id(Shell *shell, Ui *ui, int role) {
    return role < 0 ? "role.none" : ui_format(ui, "role.%s", shell->session->role_ids[role]);
}

static float role_card_mm(const Ui *ui) {
    if (ui_portrait(ui)) return ui_text_percent(ui) < 140 ? 86.0f : 130.0f;
    return ui_text_percent(ui) < 140 ? CARD_MM : CARD_MM * 1.2f;
}

// So wide that the cards stand in rows of like length.
static float roles_mm(const Ui *ui, int cards) {
    float card = role_card_mm(ui) + SPACE_2;
    int most = (int)((ui_width_mm(ui) - 2 * SPACE_4 + SPACE_2) / card),
        rows = (cards + most - 1) / most;
    return (float)((cards + rows - 1) / rows) * card + 0.5f;
}

static void role_card(Shell *shell, Ui *ui, int role, const char *name) {
    float wide = role_card_mm(ui);
    ui_card_open(ui, role_id(shell, ui, role), name, (UiAct){.code = BALLOT_ROLE, .a = role}, false,
                 (UiStyle){.axis = AXIS_COLUMN,
                           .w = MM(wide),
                           .h = FIT_MIN(54),
                           .pad = SPACE_2,
                           .gap = SPACE_2,
                           .main = ALIGN_CENTER,
                           .cross = ALIGN_CENTER});
    shell_role_mark(shell, ui, role, 20);
    ui_text(ui, NULL, name,
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD, .align = ALIGN_CENTER});
    ui_close(ui);
}

static void other_roles(Shell *shell, Ui *ui, bool some_here) {
    const Session *session = shell->session;
    if (!some_here) return;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .main = ALIGN_CENTER});
    for (int r = 0; r < session->role_count; r++) {
        if (session->people[r] > 0) continue;
        const char *name = shell_role_name(shell, r);
        ui_open(ui, role_id(shell, ui, r),
                (UiStyle){.axis = AXIS_ROW,
                          .h = FIT_MIN(14),
                          .pad_x = SPACE_2,
                          .gap = 2,
                          .radius = -1,
                          .main = ALIGN_CENTER,
                          .cross = ALIGN_CENTER,
                          .act = {.code = BALLOT_ROLE, .a = r},
                          .role = "button",
                          .label = name});
        shell_role_mark(shell, ui, r, ui_mark_mm(ui, 6));
        ui_text(ui, NULL, name, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
        ui_close(ui);
    }
    ui_close(ui);
}

void ballot_build_role(Shell *shell, Ui *ui, const RoundPlan *plan) {
    const Session *session = shell->session;
    bool some_here = session_people(session) > 0;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "role.scroll",
                   (UiStyle){.w = GROW, .pad = SPACE_4, .gap = SPACE_4, .cross = ALIGN_CENTER});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .gap = 1.5f, .cross = ALIGN_CENTER});
    if (plan->exists)
        ui_text(ui, NULL, plan->question,
                (UiText){.size = TYPE_BODY,
                         .color = COLOR_INK_SOFT,
                         .align = ALIGN_CENTER,
                         .w = FIT_MAX(TEXT_WIDE_MM)});
    ui_text(
        ui, "role.title", _("Which role do you have today?"),
        (UiText){
            .size = TYPE_DISPLAY, .weight = WEIGHT_BOLD, .align = ALIGN_CENTER, .role = "heading"});
    ui_close(ui);
    int cards = 1;
    for (int r = 0; r < session->role_count; r++) cards += !some_here || session->people[r] > 0;
    ui_open(
        ui, NULL,
        (UiStyle){
            .axis = AXIS_FLOW, .w = MM(roles_mm(ui, cards)), .gap = SPACE_2, .main = ALIGN_CENTER});
    for (int r = 0; r < session->role_count; r++) {
        if (!some_here || session->people[r] > 0)
            role_card(shell, ui, r, shell_role_name(shell, r));
    }
    role_card(shell, ui, -1, _("I would rather not say"));
    ui_close(ui);
    other_roles(shell, ui, some_here);
    ui_button(
        ui, "ballot.leave", _("Not yet"),
        (UiButton){.kind = BUTTON_QUIET, .icon = "arrow-left", .act = {.code = BALLOT_LEAVE}});
    ui_scroll_close(ui);
    ui_close(ui);
}

// ---- parts of the ballot ----------------------------------------------------------------------------

void ballot_foot(const BallotState *state, Shell *shell, Ui *ui) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    const BallotDraft *draft = &state->draft;
    const char *name = shell_role_name(shell, draft->role);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_3,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_BETWEEN});
    ui_open(ui, "ballot.role",
            (UiStyle){.axis = AXIS_ROW,
                      .h = FIT_MIN(16),
                      .pad_x = 3,
                      .gap = 2.4f,
                      .cross = ALIGN_CENTER,
                      .radius = RADIUS_MM,
                      .act = {.code = BALLOT_OTHER_ROLE},
                      .role = "button",
                      .label = _("Another role"),
                      .value = name});
    shell_role_mark(shell, ui, draft->role, ui_mark_mm(ui, 8));
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN});
    ui_text(ui, NULL, name, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_text(ui, NULL, _("Another role"), (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
    ui_close(ui);
    ui_button(ui, "ballot.confirm", _("I am done"),
              (UiButton){.kind = BUTTON_PRIMARY,
                         .icon = "check",
                         .size = TYPE_LEAD,
                         .height_mm = 22,
                         .w = FIT_MIN(60),
                         .act = {.code = BALLOT_CONFIRM},
                         .disabled = !draft_whole(draft, round)});
    ui_close(ui);
}

static const char *tray_hint(const BallotDraft *draft, const Round *round, Ui *ui) {
    int most = tally_dots_per_option(round->dots);
    switch ((DotResult)draft->hint) {
    case DOT_NONE_LEFT: return _("All your dots are placed. Take one back to move it.");
    case DOT_PLACE_FULL:
        return ui_format(ui,
                         _n("No more than %d dot on one place.",
                            "No more than %d dots on one place.", (unsigned long)most),
                         most);
    case DOT_DONE:
    case DOT_NOTHING_THERE: break;
    }
    return ui_format(
        ui,
        _n("At most %d dot on one place.", "At most %d dots on one place.", (unsigned long)most),
        most);
}

void ballot_dots_tray(const BallotState *state, Shell *shell, Ui *ui) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    const BallotDraft *draft = &state->draft;
    int left = round->dots - dots_placed(draft->values, round->option_count);
    bool warns = draft->hint == DOT_NONE_LEFT || draft->hint == DOT_PLACE_FULL;
    Paint paint = paint_rgb(shell_role_rgb(shell, draft->role));
    ui_open(ui, "tray",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_2});
    for (int i = 0; i < round->dots; i++) {
        if (i < left)
            ui_figure(ui, shell_role_figure(shell, draft->role), 13, paint,
                      shell_role_edge(shell, draft->role));
        else
            ui_figure(ui, shell_role_figure(shell, draft->role), 13, COLOR_NONE, COLOR_EDGE);
    }
    ui_close(ui);
    const char *text =
        left == 0 ? _("No dots left")
                  : ui_format(ui, _n("%d dot left", "%d dots left", (unsigned long)left), left);
    ui_open(ui, "dots.left",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .cross = ALIGN_STRETCH,
                      .role = "status",
                      .label = text,
                      .value = ui_format(ui, "%d", left)});
    ui_text(ui, NULL, text, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
    ui_text(ui, "tray.hint", tray_hint(draft, round, ui),
            (UiText){.size = TYPE_BODY,
                     .color = warns ? COLOR_BRICK_SHADE : COLOR_INK_SOFT,
                     .weight = warns ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR});
    ui_close(ui);
    ui_close(ui);
}
