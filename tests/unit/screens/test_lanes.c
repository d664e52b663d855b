// Lanes by the clock: what stands in one after each act, when it asks and when it is free again, and that
// nothing of one person is left for the next.
#include "screens/lanes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above before it.
#include <cmocka.h>

enum { START_MS = 5000 };

static void asks_after_60_and_leaves_after_90_seconds(void **unused) {
    (void)unused;
    static const struct {
        int64_t after;
        LanePhase phase;
        bool asks;
        int64_t next;  // after the last touch; -1: never
        int busy;
    } rows[] = {
        {0, LANE_ROLE, false, LANE_ASKS_MS, 1},
        {59999, LANE_ROLE, false, LANE_ASKS_MS, 1},
        {60000, LANE_ROLE, true, LANE_LEAVES_MS, 1},
        {89999, LANE_ROLE, true, LANE_LEAVES_MS, 1},
        {90000, LANE_FREE, false, -1, 0},
        {10 * 60000, LANE_FREE, false, -1, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Lanes lanes = {0};
        Lane *lane = &lanes.lanes[2];
        lane_enter(lane, START_MS);
        int64_t now = START_MS + rows[i].after;
        assert_int_equal(lane_phase(lane, now), rows[i].phase);
        assert_int_equal(lane_asks(lane, now), rows[i].asks);
        assert_int_equal(lane_next_ms(lane, now),
                         rows[i].next < 0 ? INT64_MAX : START_MS + rows[i].next);
        assert_int_equal(lanes_busy(&lanes, now), rows[i].busy);
    }
}

static void a_touch_starts_the_time_anew_in_this_lane_only(void **unused) {
    (void)unused;
    Lanes lanes = {0};
    lane_enter(&lanes.lanes[0], START_MS);
    lane_enter(&lanes.lanes[1], START_MS);
    lanes.lanes[0].touched_ms = START_MS + 80000;
    assert_int_equal(lane_phase(&lanes.lanes[0], START_MS + 95000), LANE_ROLE);
    assert_int_equal(lane_phase(&lanes.lanes[1], START_MS + 95000), LANE_FREE);
    assert_int_equal(lanes_busy(&lanes, START_MS + 95000), 1);
}

static void goes_from_role_to_thanks_and_is_free_after_ten_seconds(void **unused) {
    (void)unused;
    Lane lane = {0};
    assert_int_equal(lane_phase(&lane, START_MS), LANE_FREE);
    assert_int_equal(lane_next_ms(&lane, START_MS), INT64_MAX);
    lane_enter(&lane, START_MS);
    lane.draft.has_role = true;
    lane.draft.role = 1;
    assert_int_equal(lane_phase(&lane, START_MS), LANE_BALLOT);
    draft_answer(&lane.draft, 4);
    lane_cast(&lane, 77, START_MS + 1000);
    Lane empty = {.draft = {.role = -1}, .cast = 77, .cast_ms = START_MS + 1000};
    assert_memory_equal(&lane.draft, &empty.draft, sizeof lane.draft);  // nothing of the ballot
    assert_false(lane.open);
    assert_int_equal(lane_phase(&lane, START_MS + 1000), LANE_THANKS);
    assert_int_equal(lane_next_ms(&lane, START_MS + 1000), START_MS + 1000 + LANE_THANKS_MS);
    assert_int_equal(lane_phase(&lane, START_MS + 1000 + LANE_THANKS_MS - 1), LANE_THANKS);
    assert_int_equal(lane_phase(&lane, START_MS + 1000 + LANE_THANKS_MS), LANE_FREE);
    lane_take_back(&lane, START_MS + 2000);
    assert_int_equal(lane_phase(&lane, START_MS + 2000), LANE_ROLE);
    assert_int_equal(lane.cast, 0);  // it can be taken back once
    lane_leave(&lane);
    assert_int_equal(lane_phase(&lane, START_MS + 2000), LANE_FREE);
}

static void an_answer_is_chosen_and_taken_back_by_the_same_tap(void **unused) {
    (void)unused;
    static const VoteKind kinds[] = {VOTE_SCALE, VOTE_CHOICE, VOTE_FIST};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        Round round = {.kind = kinds[k], .option_count = 5};
        BallotDraft draft = {.role = -1};
        assert_false(draft_whole(&draft, &round));
        draft_answer(&draft, 0);  // nought is an answer too: a closed fist, the first option
        assert_true(draft_whole(&draft, &round));
        draft_answer(&draft, 3);
        assert_int_equal(draft.values[0], 3);
        assert_true(draft_whole(&draft, &round));
        draft_answer(&draft, 3);
        assert_int_equal(draft.values[0], 0);
        assert_false(draft_whole(&draft, &round));
    }
}

static void dots_are_whole_from_the_first_on(void **unused) {
    (void)unused;
    Round round = {.kind = VOTE_DOTS, .option_count = 4};
    BallotDraft draft = {.role = -1, .answered = true};
    assert_false(draft_whole(&draft, &round));
    draft.values[3] = 1;
    assert_true(draft_whole(&draft, &round));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_after_60_and_leaves_after_90_seconds),
        cmocka_unit_test(a_touch_starts_the_time_anew_in_this_lane_only),
        cmocka_unit_test(goes_from_role_to_thanks_and_is_free_after_ten_seconds),
        cmocka_unit_test(an_answer_is_chosen_and_taken_back_by_the_same_tap),
        cmocka_unit_test(dots_are_whole_from_the_first_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
