// Which assignments are proposed after the dots, and how the group changes their order.
#include "screens/choose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const SceneBlock blocks[] = {{.id = "one"}, {.id = "two"}, {.id = "three"}, {.id = "four"}};
static const SceneAssignment assignments[] = {{.id = "a", .block = 0},
                                              {.id = "b", .block = 1},
                                              {.id = "c", .block = 1},
                                              {.id = "d", .block = 2},
                                              {.id = "e", .block = 3}};
static const Scene scene = {
    .blocks = blocks, .block_count = 4, .assignments = assignments, .assignment_count = 5};

// A round on the places two, three and four, with these dots, counted by hand.
static Round dots(int two, int three, int four) {
    Round round = {.present = true,
                   .id = 1,
                   .kind = VOTE_DOTS,
                   .method = METHOD_HANDS,
                   .state = ROUND_REVEALED,
                   .option_count = 3,
                   .value_count = 3,
                   .dots = 3,
                   .options = {"two", "three", "four"},
                   .hands = {{two, three, four}}};
    return round;
}

static void places_stand_by_their_dots(void **unused) {
    (void)unused;
    Session session = {0};
    int out[SCENE_BLOCKS_MAX];
    Round round = dots(1, 4, 1);
    assert_int_equal(picks_blocks(&session, &scene, &round, 0xE, out), 3);
    assert_int_equal(out[0], 2);
    assert_int_equal(out[1], 1);  // a tie keeps the scene's order
    assert_int_equal(out[2], 3);
    // Not before the reveal: the order would tell.
    round.state = ROUND_OPEN;
    assert_int_equal(picks_blocks(&session, &scene, &round, 0xF, out), 4);
    assert_int_equal(out[0], 0);
    assert_int_equal(out[3], 3);
}

static void the_top_ones_are_proposed(void **unused) {
    (void)unused;
    Session session = {0};
    Picks picks;
    Round round = dots(2, 5, 0);
    picks_fill(&picks, &session, &scene, &round, 3);
    assert_int_equal(picks.count, 2);  // nothing for a place without dots
    assert_int_equal(picks.ids[0], 3);
    assert_int_equal(picks.ids[1], 1);
    picks_fill(&picks, &session, &scene, &round, 1);
    assert_int_equal(picks.count, 1);
    picks_fill(&picks, &session, &scene, NULL, 3);
    assert_int_equal(picks.count, 0);
}

static void what_was_chosen_before_comes_first(void **unused) {
    (void)unused;
    Session session = {.chosen = {"e", "gone", "a", "e"}, .chosen_count = 4};
    Picks picks;
    Round round = dots(2, 5, 0);
    picks_fill(&picks, &session, &scene, &round, 1);
    assert_int_equal(picks.count, 2);
    assert_int_equal(picks.ids[0], 4);
    assert_int_equal(picks.ids[1], 0);
}

static void order_is_changed_by_moving(void **unused) {
    (void)unused;
    Picks picks = {.ids = {10, 11, 12, 13}, .count = 4};
    picks_move(&picks, 12, 0);
    assert_int_equal(picks.ids[0], 12);
    assert_int_equal(picks.ids[1], 10);
    assert_int_equal(picks.ids[2], 11);
    picks_move(&picks, 12, 99);
    assert_int_equal(picks.ids[3], 12);
    assert_int_equal(picks.ids[2], 13);
    picks_move(&picks, 10, -1);
    assert_int_equal(picks.ids[0], 10);
    picks_move(&picks, 77, 2);
    assert_int_equal(picks_place(&picks, 77), -1);
    assert_int_equal(picks.count, 4);
}

static void a_second_tap_takes_it_away(void **unused) {
    (void)unused;
    Picks picks = {0};
    for (int i = 0; i < PICKS_MAX; i++) assert_true(picks_toggle(&picks, i));
    assert_false(picks_toggle(&picks, 99));
    assert_true(picks_toggle(&picks, 3));
    assert_int_equal(picks.count, PICKS_MAX - 1);
    assert_int_equal(picks.ids[3], 4);
    assert_int_equal(picks_place(&picks, 3), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_stand_by_their_dots),
        cmocka_unit_test(the_top_ones_are_proposed),
        cmocka_unit_test(what_was_chosen_before_comes_first),
        cmocka_unit_test(order_is_changed_by_moving),
        cmocka_unit_test(a_second_tap_takes_it_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
