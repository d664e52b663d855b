// What holds for any meeting: what the check lets pass is applied, what was recorded folds to the
// same state, and no event whatever breaks an invariant.
#include "base/rng.h"
#include "invariants.h"
#include "play.h"
#include "random_event.h"

enum { SEEDS = 40, EVENTS = 1200 };

static Play play;

static int stop(void **state) {
    (void)state;
    rng_seed(0);
    return 0;
}

static void test_what_passes_is_applied(void **state) {
    (void)state;
    int accepted[EV_TYPE_COUNT] = {0};
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        Arena arena;
        arena_init(&arena, 0);
        rng_seed(seed);
        play_start(&play);
        for (int i = 0; i < EVENTS; i++) {
            Event event = random_event(&play.session, &arena);
            if (session_check(&play.session, &event)) continue;
            if (play_force(&play, event) != ERR_NONE) {
                fail_msg("seed %d: %s passed the check and was refused", (int)seed,
                         event_specs[event.type].name);
            }
            accepted[event.type]++;
        }
        Session again;
        play_fold(&play, play.count, &again);
        const char *found = session_difference(&again, &play.session, true);
        if (found) fail_msg("seed %d: the fold differs in %s", (int)seed, found);
        session_finish(&again);
        play_finish(&play);
        arena_finish(&arena);
    }
    for (int type = 0; type < EV_TYPE_COUNT; type++) {
        bool never = type == EV_NONE || type == EV_SESSION_CREATE;
        if (!never && accepted[type] == 0) fail_msg("%s never passed", event_specs[type].name);
    }
}

// Without any check, from the empty session on: refused or not, all invariants hold (play_force looks
// after each event), a refused one changes nothing, and the fold gives the same again.
static void test_no_event_breaks_a_session(void **state) {
    (void)state;
    int refused = 0, applied = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        Arena arena;
        arena_init(&arena, 0);
        rng_seed(1000 + seed);
        play_empty(&play);
        for (int i = 0; i < EVENTS; i++) {
            bool look = i % 50 == 0;
            Session before;
            if (look) play_fold(&play, play.count, &before);
            Err err = play_force(&play, random_event(&play.session, &arena));
            if (look && err == ERR_REFUSED) {
                before.last_seq = play.session.last_seq;
                assert_same(&before, &play.session, true);
            }
            if (look) session_finish(&before);
            refused += err == ERR_REFUSED;
            applied += err == ERR_NONE;
        }
        play_finish(&play);
        arena_finish(&arena);
    }
    assert_int_equal(refused + applied, SEEDS * EVENTS);
    assert_true(refused > SEEDS * EVENTS / 20);
    assert_true(applied > SEEDS * EVENTS / 20);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_what_passes_is_applied, stop),
        cmocka_unit_test_teardown(test_no_event_breaks_a_session, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
