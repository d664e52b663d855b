// What a tap in a lane does. Every command of a lane is one ballot of one person.
#include "screens/ballot.h"

static void cast(Lane *lane, Shell *shell, const Round *round, int64_t now) {
    if (!draft_whole(&lane->draft, round)) return;
    Event e = {.type = EV_BALLOT_CAST,
               .round = round->id,
               .ballot = session_new_ballot(round),
               .role = lane->draft.role,
               .list = lane->draft.values,
               .list_count = round->value_count};
    if (shell_send(shell, e, NULL)) lane_cast(lane, e.ballot, now);
}

static void take_back(Lane *lane, Shell *shell, const Round *round, int64_t now) {
    if (lane_phase(lane, now) != LANE_THANKS) return;
    Event e = {.type = EV_BALLOT_WITHDRAW, .round = round->id, .ballot = lane->cast};
    if (shell_send(shell, e, NULL)) lane_take_back(lane, now);
}

// In a lane that somebody is in.
static void handle_draft(Lane *lane, Shell *shell, const Round *round, const UiAct *act,
                         int64_t now) {
    BallotDraft *draft = &lane->draft;
    lane->touched_ms = now;
    switch (act->code) {
    case LANE_ACT_ROLE:
        draft->has_role = true;
        draft->role = act->a;
        break;
    case LANE_ACT_OTHER_ROLE: draft->has_role = false; break;
    case LANE_ACT_ANSWER: draft_answer(draft, act->a); break;
    case LANE_ACT_MORE:
        draft->hint = (int)dots_add(draft->values, round->option_count, round->dots, act->a);
        break;
    case LANE_ACT_LESS:
        (void)dots_take(draft->values, round->option_count, act->a);
        draft->hint = DOT_DONE;
        break;
    case LANE_ACT_CONFIRM: cast(lane, shell, round, now); break;
    case LANE_ACT_CLOSE: lane_leave(lane); break;
    default: break;
    }
}

bool lanes_handle(Lanes *lanes, Shell *shell, const Round *round, const UiAct *act) {
    if (act->code < LANE_ACT_OPEN || act->code > LANE_ACT_UNDO) return false;
    if (act->b < 0 || act->b >= LANES_MAX) return true;
    Lane *lane = &lanes->lanes[act->b];
    int64_t now = ui_now(shell->ui);
    LanePhase phase = lane_phase(lane, now);
    bool inside = phase == LANE_ROLE || phase == LANE_BALLOT;
    if (act->code == LANE_ACT_OPEN) {
        if (!inside) lane_enter(lane, now);
    } else if (act->code == LANE_ACT_UNDO) {
        take_back(lane, shell, round, now);
    } else if (inside) {
        handle_draft(lane, shell, round, act, now);
    }
    return true;
}
