// The course of a round: which page stands there, and what people's taps mean for it. Nothing of a
// ballot leaves the state but the one command that casts it.
#include "screens/ballot.h"

#include <string.h>

enum { ARRIVAL_STAGGER_MS = 45, ARRIVAL_LAST_MS = 900 };

const Round *ballot_round(const BallotState *state, const Shell *shell) {
    (void)state;
    const Session *session = shell->session;
    return session ? session_round_at(session, session->item, session->step) : NULL;
}

BallotPage ballot_page(const BallotState *state, const Shell *shell) {
    const Round *round = ballot_round(state, shell);
    if (!round) return BALLOT_PAGE_METHOD;
    if (round->state == ROUND_OPEN) {
        if (round->method == METHOD_HANDS) return BALLOT_PAGE_HANDS;
        if (round->method == METHOD_TOGETHER) return BALLOT_PAGE_LANES;
        if (!state->casting) return BALLOT_PAGE_NEXT;
        return state->draft.has_role ? BALLOT_PAGE_VOTE : BALLOT_PAGE_ROLE;
    }
    if (state->again) return BALLOT_PAGE_METHOD;
    return state->fixes_hands ? BALLOT_PAGE_HANDS : BALLOT_PAGE_RESULT;
}

const char *ballot_page_name(const BallotState *state, const Shell *shell, const char *own) {
    switch (ballot_page(state, shell)) {
    case BALLOT_PAGE_NEXT: return "next";
    case BALLOT_PAGE_ROLE:
    case BALLOT_PAGE_LANES:
    case BALLOT_PAGE_VOTE: return "ballot";
    case BALLOT_PAGE_RESULT: return "result";
    case BALLOT_PAGE_METHOD:
    case BALLOT_PAGE_HANDS: break;
    }
    return own;
}

const char *ballot_label(const Round *round, const RoundPlan *plan, int option) {
    int at = option;
    bool three = round->kind == VOTE_SCALE && plan->label_count == 3;
    if (three) {
        if (option % 2) return "";
        at = option / 2;
    }
    bool same = plan->exists && plan->kind == round->kind && at < plan->label_count;
    if (same && !three && plan->id_count > 0)
        same = plan->id_count == round->option_count &&
               strcmp(plan->ids[at], round->options[option]) == 0;
    return same ? plan->labels[at] : round->labels[option];
}

int ballot_votes(const Round *round) {
    if (round->method != METHOD_HANDS) return round->ballot_count;
    int sum = 0;
    for (int g = 0; g <= SCENE_ROLES_MAX; g++) {
        for (int i = 0; i < round->option_count; i++) sum += round->hands[g][i];
    }
    return sum;
}

float ballot_arrival(const BallotState *state, Ui *ui, int index) {
    if (state->reveal_ms == 0 || ui_reduced_motion(ui)) return 1;
    int64_t wait = (int64_t)index * ARRIVAL_STAGGER_MS;
    if (wait > ARRIVAL_LAST_MS) wait = ARRIVAL_LAST_MS;
    int64_t gone = ui_now(ui) - state->reveal_ms - wait;
    if (gone >= MOTION_SLOW_MS) return 1;
    ui_wake_in(ui, 16);
    if (gone <= 0) return 0;
    float left = 1 - (float)gone / (float)MOTION_SLOW_MS;
    return 1 - left * left * left;
}

// ---- what taps mean ----------------------------------------------------------------------------

static void wipe(BallotState *state) {
    memset(&state->draft, 0, sizeof state->draft);  // to the last byte
    state->draft.role = -1;
    state->casting = false;
    memset(&state->lanes, 0, sizeof state->lanes);
}

static void open_round(BallotState *state, Shell *shell, const RoundPlan *plan, int method) {
    if (!plan->exists) return;
    int dots = plan->kind == VOTE_DOTS ? tally_dots_per_person(plan->id_count) : 0;
    Event e = {.type = EV_ROUND_OPEN,
               .round = shell->session->round_count + 1,
               .item = plan->item,
               .step = plan->step,
               .kind = (int32_t)plan->kind,
               .method = method,
               .text = plan->question,
               .ids = plan->ids,
               .id_count = plan->id_count,
               .labels = plan->labels,
               .label_count = plan->label_count,
               .value = dots};
    if (!shell_send(shell, e, NULL)) return;
    wipe(state);
    state->again = state->fixes_hands = false;
    state->hands_group = 0;
    state->reveal_ms = 0;
}

static void cast_ballot(BallotState *state, Shell *shell, const Round *round) {
    Event e = {.type = EV_BALLOT_CAST,
               .round = round->id,
               .ballot = session_new_ballot(round),
               .role = state->draft.role,
               .list = state->draft.values,
               .list_count = round->value_count};
    if (shell_send(shell, e, NULL)) wipe(state);
}

static void count_hand(const BallotState *state, Shell *shell, const Round *round, int option,
                       int by) {
    int group = state->hands_group;
    if (option < 0 || option >= round->option_count) return;
    int32_t counts[ROUND_OPTIONS_MAX];
    memcpy(counts, round->hands[group], sizeof counts);
    if (counts[option] + by < 0 || counts[option] + by > SESSION_HANDS_MAX) return;
    counts[option] += by;
    (void)shell_send(shell,
                     (Event){.type = EV_HANDS_SET,
                             .round = round->id,
                             .role = group - 1,
                             .list = counts,
                             .list_count = round->option_count},
                     NULL);
}

static void withdraw(BallotState *state, Shell *shell, const Round *round) {
    state->asks = ASKS_NOTHING;
    if (round->last_ballot == 0) return;
    Event e = {.type = EV_BALLOT_WITHDRAW, .round = round->id, .ballot = round->last_ballot};
    (void)shell_send(shell, e, _("The last ballot was taken back."));
}

static void cancel(BallotState *state, Shell *shell, const Round *round) {
    state->asks = ASKS_NOTHING;
    if (shell_send(shell, (Event){.type = EV_ROUND_CANCEL, .round = round->id}, NULL)) wipe(state);
}

static void reveal(BallotState *state, Shell *shell, const Round *round) {
    state->asks = ASKS_NOTHING;
    if (!shell_send(shell, (Event){.type = EV_ROUND_REVEAL, .round = round->id}, NULL)) return;
    wipe(state);
    state->reveal_ms = ui_now(shell->ui);
    if (state->reveal_ms == 0) state->reveal_ms = 1;
}

// Taps on the ballot itself, and on the ways to it and away from it.
static bool handle_draft(BallotState *state, Shell *shell, const Round *round, const UiAct *act) {
    BallotDraft *draft = &state->draft;
    switch (act->code) {
    case BALLOT_NEXT:
        wipe(state);
        state->casting = true;
        return true;
    case BALLOT_ROLE:
        draft->has_role = true;
        draft->role = act->a;
        return true;
    case BALLOT_OTHER_ROLE: draft->has_role = false; return true;
    case BALLOT_LEAVE: wipe(state); return true;
    case BALLOT_ANSWER: draft_answer(draft, act->a); return true;
    case BALLOT_DOT_ADD:
        draft->hint = (int)dots_add(draft->values, round->option_count, round->dots, act->a);
        return true;
    case BALLOT_DOT_TAKE:
        (void)dots_take(draft->values, round->option_count, act->a);
        draft->hint = DOT_DONE;
        return true;
    case BALLOT_CONFIRM: cast_ballot(state, shell, round); return true;
    default: return false;
    }
}

bool ballot_handle(BallotState *state, Shell *shell, const RoundPlan *plan, const UiEvent *event) {
    if (event->kind != UI_TAP) return false;
    const UiAct *act = &event->act;
    const Round *round = ballot_round(state, shell);
    switch (act->code) {
    case BALLOT_METHOD: open_round(state, shell, plan, act->a); return true;
    case BALLOT_AGAIN: state->again = true; return true;
    case BALLOT_NOT_AGAIN: state->again = false; return true;
    case BALLOT_HANDS_GROUP: state->hands_group = act->a; return true;
    case BALLOT_FIX_HANDS: state->fixes_hands = !state->fixes_hands; return true;
    case BALLOT_KEEP_ON: state->asks = ASKS_NOTHING; return true;
    default: break;
    }
    if (!round) return false;
    switch (act->code) {
    case BALLOT_ASK_WITHDRAW: state->asks = ASKS_WITHDRAW; return true;
    case BALLOT_WITHDRAW: withdraw(state, shell, round); return true;
    case BALLOT_ASK_CANCEL:
        // Ballots that are thrown away cannot come back, so with them it asks.
        if (ballot_votes(round) > 0)
            state->asks = ASKS_CANCEL;
        else
            cancel(state, shell, round);
        return true;
    case BALLOT_CANCEL: cancel(state, shell, round); return true;
    case BALLOT_ASK_REVEAL:
        if (ballot_missing(shell, round) > 0)
            state->asks = ASKS_REVEAL;
        else
            reveal(state, shell, round);
        return true;
    case BALLOT_REVEAL: reveal(state, shell, round); return true;
    case BALLOT_HANDS: count_hand(state, shell, round, act->a, act->b); return true;
    default: break;
    }
    if (round->method == METHOD_TOGETHER) return lanes_handle(&state->lanes, shell, round, act);
    return handle_draft(state, shell, round, act);
}

bool ballot_back(BallotState *state, const Shell *shell) {
    if (state->asks) {
        state->asks = ASKS_NOTHING;
        return true;
    }
    switch (ballot_page(state, shell)) {
    case BALLOT_PAGE_VOTE: state->draft.has_role = false; return true;
    case BALLOT_PAGE_ROLE: wipe(state); return true;
    case BALLOT_PAGE_METHOD:
        if (!state->again) return false;
        state->again = false;
        return true;
    case BALLOT_PAGE_HANDS:
        if (!state->fixes_hands) return false;
        state->fixes_hands = false;
        return true;
    case BALLOT_PAGE_LANES:
        // One person's "back" does not take the ballots away from under the others' hands.
        if (lanes_busy(&state->lanes, ui_now(shell->ui)) == 0) return false;
        shell->ops->toast(shell->app, _("People are still voting here."));
        return true;
    case BALLOT_PAGE_NEXT:
    case BALLOT_PAGE_RESULT: break;
    }
    return false;
}
