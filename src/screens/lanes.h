// Voting together: lanes beside one another, each a ballot for one person from stepping up to "Done",
// independent of the others to the last tap. A lane stays where it is: one that opens or closes
// moves nothing under another person's finger. Times are monotonic milliseconds.
#ifndef PP_SCREENS_LANES_H
#define PP_SCREENS_LANES_H

#include "model/session.h"

enum {
    LANES_MAX = 4,
    LANE_ASKS_MS = 60000,    // without a touch: "are you still there?"
    LANE_LEAVES_MS = 90000,  // and then it is free again; what was not confirmed is gone
    LANE_THANKS_MS = 10000,  // how long a ballot that was cast can be taken back in its lane
};

typedef struct {  // of one person, between "I will vote" and "Done"
    bool has_role;
    int role;       // -1: none given
    bool answered;  // scale, choice, fist: values[0] stands
    int hint;       // DotResult of the last dot
    int32_t values[ROUND_OPTIONS_MAX];
} BallotDraft;

typedef struct {
    bool open;
    BallotDraft draft;
    int64_t touched_ms;  // last touch in this lane
    uint32_t cast;       // number of the ballot cast here last, 0: none; to take it back
    int64_t cast_ms;
} Lane;

typedef struct {
    Lane lanes[LANES_MAX];
} Lanes;

// What stands in a lane follows from what was done in it and the time; nothing has to run.
typedef enum { LANE_FREE, LANE_THANKS, LANE_ROLE, LANE_BALLOT } LanePhase;
LanePhase lane_phase(const Lane *lane, int64_t now);
bool lane_asks(const Lane *lane, int64_t now);  // whether somebody is still there
int64_t lane_next_ms(const Lane *lane,
                     int64_t now);                // when that changes by itself; INT64_MAX: never
int lanes_busy(const Lanes *lanes, int64_t now);  // people between stepping up and "Done"

void lane_enter(Lane *lane, int64_t now);  // a new person, nothing of the last one
void lane_leave(Lane *lane);
void lane_cast(Lane *lane, uint32_t ballot, int64_t now);  // the draft is wiped to the last byte
void lane_take_back(Lane *lane, int64_t now);  // the person of the last ballot votes again
// One tap for an answer: chosen, or no longer chosen.
void draft_answer(BallotDraft *draft, int value);
bool draft_whole(const BallotDraft *draft, const Round *round);  // may be cast

#endif
