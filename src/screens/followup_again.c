// Asking a question of the meeting before this one again, in its own words: then and now beside each
// other. The vote itself is that of every step (ballot.h).
#include "screens/followup.h"

#include <string.h>

static bool can_ask(const Round *round) {
    return round->present && round->state == ROUND_REVEALED && round->kind == VOTE_SCALE;
}

// What is asked is what stood there then, in its words.
RoundPlan followup_plan_again(const FollowupState *state, const Shell *shell) {
    RoundPlan plan = {.item = shell->session->item, .step = shell->session->step, .question = ""};
    const Round *round = shell->earlier ? session_round(shell->earlier, state->asking) : NULL;
    if (!round) return plan;
    plan.exists = true;
    plan.kind = VOTE_SCALE;
    plan.question = plan.shown = round->question;
    plan.label_count = 3;
    for (int i = 0; i < 3; i++) plan.labels[i] = round->labels[2 * i];
    return plan;
}

// The round of this meeting that asked it again, or NULL.
static const Round *asked_now(const Shell *shell, const Round *earlier) {
    for (int i = shell->session->round_count - 1; i >= 0; i--) {
        const Round *round = &shell->session->rounds[i];
        if (can_ask(round) && round->item == shell->session->item &&
            strcmp(round->question, earlier->question) == 0)
            return round;
    }
    return NULL;
}

static const char *mean_of(Ui *ui, const Session *session, const Round *round) {
    Tally tally;
    tally_round(session, round, TALLY_ROLE_MIN, &tally);
    char mean[16];
    i18n_decimal(tally.mean, mean, sizeof mean);
    return tally.has_mean ? ui_format(ui, "%s · n = %d", mean, tally.n) : "–";
}

void followup_build_questions(Shell *shell, Ui *ui) {
    const Session *earlier = shell->earlier;
    int count = 0;
    for (int i = 0; earlier && i < earlier->round_count; i++) {
        const Round *round = &earlier->rounds[i];
        if (!can_ask(round)) continue;
        if (count++ == 0)
            ui_text(ui, "followup.again", _("Ask the same question again"),
                    (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .role = "heading"});
        const Round *now = asked_now(shell, round);
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW,
                          .w = GROW,
                          .pad = SPACE_3,
                          .gap = SPACE_2,
                          .cross = ALIGN_CENTER,
                          .fill = COLOR_SHEET,
                          .radius = RADIUS_MM,
                          .shadow = true});
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1, .cross = ALIGN_STRETCH});
        ui_text(ui, NULL, round->question, (UiText){.size = TYPE_LEAD});
        const char *then = mean_of(ui, earlier, round);
        ui_text(ui, ui_format(ui, "followup.then.%d", round->id),
                now ? ui_format(ui, _("then %s · now %s"), then, mean_of(ui, shell->session, now))
                    : ui_format(ui, _("then %s"), then),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
        ui_close(ui);
        ui_button(ui, ui_format(ui, "followup.ask.%d", round->id),
                  now ? _("Once more") : _("Ask again"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "vote",
                             .height_mm = 16,
                             .act = {.code = FOLLOWUP_ASK, .a = round->id, .b = now != NULL}});
        ui_close(ui);
    }
}

void followup_build_asking(const FollowupState *state, Shell *shell, Ui *ui) {
    RoundPlan plan = followup_plan_again(state, shell);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    vote_build_pages(&state->ballot, shell, ui, &plan);
    BallotPage page = ballot_page(&state->ballot, shell);
    if (page == BALLOT_PAGE_RESULT || page == BALLOT_PAGE_METHOD) {
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .pad_x = PAGE_X_MM, .pad_y = SPACE_1});
        ui_button(ui, "followup.asked", _("Back to the agreements"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "arrow-left",
                             .height_mm = 16,
                             .act = {.code = FOLLOWUP_ASKED}});
        ui_close(ui);
    }
    ui_close(ui);
}

bool followup_has_questions(const Shell *shell) {
    for (int i = 0; shell->earlier && i < shell->earlier->round_count; i++)
        if (can_ask(&shell->earlier->rounds[i])) return true;
    return false;
}

void followup_resume_vote(FollowupState *state, const Shell *shell) {
    const Round *open =
        session_round_at(shell->session, shell->session->item, shell->session->step);
    if (!open || open->state != ROUND_OPEN || !shell->earlier) return;
    for (int i = 0; i < shell->earlier->round_count; i++) {
        const Round *round = &shell->earlier->rounds[i];
        if (can_ask(round) && strcmp(round->question, open->question) == 0)
            state->asking = round->id;
    }
}
