// Choosing together: dots laid on the poster itself, one person after the other, or hands counted;
// the reveal; and then the assignments, in the group's order.
#include "screens/choose.h"

#include "base/str.h"

#include <string.h>

uint32_t choose_from(const Shell *shell) {
    const ScenePart *part = shell_part(shell);
    uint32_t all =
        shell->scene->block_count >= 32 ? 0xFFFFFFFFu : (1u << shell->scene->block_count) - 1;
    uint32_t from = part && part->kind == PART_CHOOSE ? part->from & all : all;
    return from ? from : all;
}

int choose_take(const Shell *shell) {
    const ScenePart *part = shell_part(shell);
    return part && part->kind == PART_CHOOSE && part->take > 0 ? part->take : 1;
}

RoundPlan choose_plan(const Shell *shell) {
    RoundPlan plan = {.kind = VOTE_DOTS,
                      .item = shell->session->item,
                      .step = shell->session->step,
                      .question = _("Where do you want to build together?")};
    uint32_t from = choose_from(shell);
    for (int b = 0; b < shell->scene->block_count && plan.id_count < ROUND_OPTIONS_MAX; b++) {
        if (!(from >> b & 1)) continue;
        plan.ids[plan.id_count] = shell->scene->blocks[b].id;
        plan.labels[plan.id_count++] = shell_text(shell, &shell->scene->blocks[b].title);
    }
    plan.label_count = plan.id_count;
    plan.exists = plan.id_count >= 2;
    return plan;
}

int choose_block(const Shell *shell, const Round *round, int option) {
    return scene_find_block(shell->scene, round->options[option]);
}

int choose_option(const Shell *shell, const Round *round, int block) {
    for (int i = 0; i < round->option_count; i++) {
        if (str_equal(round->options[i], shell->scene->blocks[block].id)) return i;
    }
    return -1;
}

// ---- phases ----------------------------------------------------------------------------------------

static void build_method(const ChooseState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    int dots = tally_dots_per_person(plan->id_count), most = tally_dots_per_option(dots);
    choose_page_open(state, shell, ui, POSTER_PLAIN);
    shell_head(ui, "choose.title", state->ballot.again ? _("One more round") : NULL, plan->question,
               NULL);
    const char *text =
        ui_format(ui,
                  _("Each of you gets %d dots. Put them on the places you want to work on. At most "
                    "%d on one place."),
                  dots, most);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_LEAD, .w = GROW});
    if (!state->ballot.again)
        ui_text(ui, "choose.first", _("First choose how you will vote."),
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .w = GROW});
    ballot_method_cards(shell, ui, true);
    if (state->ballot.again)
        ui_button(ui, "round.keep", _("Back to the result"),
                  (UiButton){.kind = BUTTON_QUIET,
                             .icon = "arrow-left",
                             .act = {.code = BALLOT_NOT_AGAIN}});
    else
        ui_button(ui, "choose.direct", _("Choose without a vote"),
                  (UiButton){.kind = BUTTON_QUIET,
                             .icon = "skip-forward",
                             .act = {.code = CHOOSE_DIRECT}});
    choose_page_close(ui);
}

static void build_ballot(const ChooseState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    const Round *round = ballot_round(&state->ballot, shell);
    if (!round) return;
    choose_page_open(state, shell, ui, POSTER_BALLOT);
    shell_head(ui, "choose.title", NULL, plan->question,
               tally_dots_per_option(round->dots) > 1
                   ? _("Tap a place to put a dot there. Tap again for one more.")
                   : _("Tap a place to put a dot there."));
    ballot_dots_tray(&state->ballot, shell, ui);
    for (int i = 0; i < round->option_count; i++) {
        int placed = state->ballot.draft.values[i];
        if (placed == 0) continue;
        const char *label = ballot_label(round, plan, i);
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_CENTER});
        ui_text(ui, NULL, label, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .w = GROW});
        ui_text(ui, NULL, ui_format(ui, "%d", placed),
                (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
        ui_button(ui, ui_format(ui, "dot.option.%d.less", i), NULL,
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "minus",
                             .describe = ui_format(ui, "%s −", label),
                             .act = {.code = BALLOT_DOT_TAKE, .a = i}});
        ui_close(ui);
    }
    choose_page_foot(ui);
    ballot_foot(&state->ballot, shell, ui);
    choose_page_close(ui);
}

static void build_hands(const ChooseState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    choose_page_open(state, shell, ui, POSTER_PLAIN);
    shell_head(ui, "choose.title", _("Count the raised hands"), plan->question, NULL);
    ballot_hands_groups(&state->ballot, shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad_x = SPACE_2,
                      .pad_y = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true});
    ballot_hands_rows(&state->ballot, shell, ui, plan);
    ui_close(ui);
    choose_page_foot(ui);
    ballot_hands_reveal(&state->ballot, shell, ui);
    choose_page_close(ui);
    ballot_questions(&state->ballot, shell, ui);
}

static void build(void *s, Shell *shell, Ui *ui) {
    const ChooseState *state = s;
    RoundPlan plan = choose_plan(shell);
    if (state->picking || (!plan.exists && !ballot_round(&state->ballot, shell))) {
        choose_build_pick(state, shell, ui);
        return;
    }
    switch (ballot_page(&state->ballot, shell)) {
    case BALLOT_PAGE_METHOD: build_method(state, shell, ui, &plan); break;
    case BALLOT_PAGE_NEXT: ballot_build_next(&state->ballot, shell, ui); break;
    case BALLOT_PAGE_LANES: lanes_build(&state->ballot, shell, ui, &plan); break;
    case BALLOT_PAGE_ROLE: ballot_build_role(shell, ui, &plan); break;
    case BALLOT_PAGE_VOTE: build_ballot(state, shell, ui, &plan); break;
    case BALLOT_PAGE_HANDS: build_hands(state, shell, ui, &plan); break;
    case BALLOT_PAGE_RESULT: choose_build_result(state, shell, ui); break;
    }
}

// ---- what taps mean --------------------------------------------------------------------------------

static void start_picking(ChooseState *state, const Shell *shell) {
    state->picking = true;
    if (state->filled) return;
    state->filled = true;
    picks_fill(&state->picks, shell->session, shell->scene, ballot_round(&state->ballot, shell),
               choose_take(shell));
}

static bool is_chosen_already(const ChooseState *state, const Shell *shell) {
    const Session *session = shell->session;
    if (session->chosen_count != state->picks.count) return false;
    for (int i = 0; i < state->picks.count; i++) {
        if (!str_equal(session->chosen[i], shell->scene->assignments[state->picks.ids[i]].id))
            return false;
    }
    return true;
}

static void settle(const ChooseState *state, Shell *shell) {
    const char *ids[PICKS_MAX];
    for (int i = 0; i < state->picks.count; i++)
        ids[i] = shell->scene->assignments[state->picks.ids[i]].id;
    Event e = {.type = EV_CHOICE_SET, .ids = ids, .id_count = state->picks.count};
    if (is_chosen_already(state, shell) || shell_send(shell, e, NULL)) shell->ops->next(shell->app);
}

static bool handle_pick(ChooseState *state, Shell *shell, const UiEvent *event) {
    Picks *picks = &state->picks;
    const UiAct *act = &event->act;
    if (event->kind == UI_DRAG_MOVE && act->code == CHOOSE_ROW) {
        int place = event->over_act.code == CHOOSE_ROW ? picks_place(picks, event->over_act.a) : -1;
        if (place >= 0) picks_move(picks, act->a, place);
        return true;
    }
    if (event->kind != UI_TAP) return false;
    switch (act->code) {
    case CHOOSE_PICK:
        if (!picks_toggle(picks, act->a))
            shell->ops->toast(shell->app, _("That is a lot. Take one away first."));
        return true;
    case CHOOSE_UP: picks_move(picks, act->a, picks_place(picks, act->a) - 1); return true;
    case CHOOSE_DOWN: picks_move(picks, act->a, picks_place(picks, act->a) + 1); return true;
    case CHOOSE_ROW: return true;
    default: return false;
    }
}

static bool handle(void *s, Shell *shell, const UiEvent *event) {
    ChooseState *state = s;
    if (event->kind == UI_TAP && event->act.code == ACT_NEXT) {
        if (shell->look_only)
            shell->ops->next(shell->app);
        else if (state->picking)
            settle(state, shell);
        else
            start_picking(state, shell);
        return true;
    }
    if (event->kind == UI_TAP && event->act.code == CHOOSE_DIRECT) {
        start_picking(state, shell);
        return true;
    }
    if (state->picking && handle_pick(state, shell, event)) return true;
    RoundPlan plan = choose_plan(shell);
    bool taken = ballot_handle(&state->ballot, shell, &plan, event);
    // Other dots: what is proposed is decided anew.
    int code = event->act.code;
    if (taken && (code == BALLOT_REVEAL || code == BALLOT_ASK_REVEAL || code == BALLOT_HANDS))
        state->filled = false;
    return taken;
}

static void enter(void *s, Shell *shell) {
    ChooseState *state = s;
    const Round *round = ballot_round(&state->ballot, shell);
    bool open = round && round->state == ROUND_OPEN;
    RoundPlan plan = choose_plan(shell);
    if (!open && (shell->session->chosen_count > 0 || (!round && !plan.exists)))
        start_picking(state, shell);
}

static bool back(void *s, Shell *shell) {
    ChooseState *state = s;
    RoundPlan plan = choose_plan(shell);
    if (state->picking && (plan.exists || ballot_round(&state->ballot, shell))) {
        state->picking = false;
        return true;
    }
    return ballot_back(&state->ballot, shell);
}

static const char *name(const void *s, const Shell *shell) {
    const ChooseState *state = s;
    return state->picking ? "choose" : ballot_page_name(&state->ballot, shell, "choose");
}

static const char *next_label(const void *s, const Shell *shell, bool *out_enabled) {
    const ChooseState *state = s;
    *out_enabled = true;
    if (shell->look_only) return _("Next");
    if (state->picking) {
        *out_enabled = state->picks.count > 0;
        return _("Start with these");
    }
    return ballot_page(&state->ballot, shell) == BALLOT_PAGE_RESULT ? _("Choose assignments")
                                                                    : NULL;
}

const ScreenClass screen_choose = {.id = SCREEN_CHOOSE,
                                   .state_bytes = sizeof(ChooseState),
                                   .enter = enter,
                                   .build = build,
                                   .handle = handle,
                                   .back = back,
                                   .name = name,
                                   .next_label = next_label};
