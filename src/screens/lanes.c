// What happens in lanes, without screen or session.
#include "screens/lanes.h"

#include "screens/ballot.h"

#include <string.h>

static bool is_open(const Lane *lane, int64_t now) {
    return lane->open && now - lane->touched_ms < LANE_LEAVES_MS;
}

LanePhase lane_phase(const Lane *lane, int64_t now) {
    if (is_open(lane, now)) return lane->draft.has_role ? LANE_BALLOT : LANE_ROLE;
    return lane->cast && now - lane->cast_ms < LANE_THANKS_MS ? LANE_THANKS : LANE_FREE;
}

bool lane_asks(const Lane *lane, int64_t now) {
    return is_open(lane, now) && now - lane->touched_ms >= LANE_ASKS_MS;
}

int64_t lane_next_ms(const Lane *lane, int64_t now) {
    if (is_open(lane, now))
        return lane->touched_ms + (lane_asks(lane, now) ? LANE_LEAVES_MS : LANE_ASKS_MS);
    return lane_phase(lane, now) == LANE_THANKS ? lane->cast_ms + LANE_THANKS_MS : INT64_MAX;
}

int lanes_busy(const Lanes *lanes, int64_t now) {
    int busy = 0;
    for (int i = 0; i < LANES_MAX; i++) busy += is_open(&lanes->lanes[i], now);
    return busy;
}

static void wipe(Lane *lane) {
    memset(lane, 0, sizeof *lane);
    lane->draft.role = -1;
}

void lane_enter(Lane *lane, int64_t now) {
    wipe(lane);
    lane->open = true;
    lane->touched_ms = now;
}

void lane_leave(Lane *lane) {
    wipe(lane);
}

void lane_cast(Lane *lane, uint32_t ballot, int64_t now) {
    wipe(lane);
    lane->cast = ballot;
    lane->cast_ms = now;
}

void lane_take_back(Lane *lane, int64_t now) {
    lane_enter(lane, now);
}

void draft_answer(BallotDraft *draft, int value) {
    draft->answered = !(draft->answered && draft->values[0] == value);
    draft->values[0] = draft->answered ? value : 0;
}

bool draft_whole(const BallotDraft *draft, const Round *round) {
    return round->kind == VOTE_DOTS ? dots_placed(draft->values, round->option_count) > 0
                                    : draft->answered;
}
