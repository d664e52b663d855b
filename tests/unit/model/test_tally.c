// Counting: worked-out numbers, and what may be shown of a role.
#include "model/tally.h"

#include "play.h"

#include <math.h>
#include <string.h>

static Play play;

static int start(void **state) {
    (void)state;
    play_start(&play);
    return 0;
}

static int finish(void **state) {
    (void)state;
    play_finish(&play);
    return 0;
}

static void assert_near(double value, double expected) {
    if (fabs(value - expected) > 1e-5) fail_msg("%f is not %f", value, expected);
}

// Counts by hand, entered on a Round that stands alone.
static Round by_hand(VoteKind kind, int options) {
    return (Round){.present = true,
                   .id = 1,
                   .kind = kind,
                   .method = METHOD_HANDS,
                   .state = ROUND_REVEALED,
                   .option_count = options,
                   .value_count = kind == VOTE_DOTS ? options : 1,
                   .dots = 5};
}

static void test_numbers(void **state) {
    (void)state;
    static const struct {
        VoteKind kind;
        int options, counts[6], n;
        double mean, spread;
        bool has_mean, disagreement, consensus;
        int below_three;
    } rows[] = {
        {VOTE_SCALE, 5, {1, 1, 1, 1, 1}, 5, 3, 0.707107, true, true, false, 0},
        {VOTE_SCALE, 5, {0, 0, 5, 0, 0}, 5, 3, 0, true, false, false, 0},
        {VOTE_SCALE, 5, {1, 0, 0, 0, 1}, 2, 3, 1, true, true, false, 0},
        {VOTE_SCALE, 5, {0, 0, 1, 3, 1}, 5, 4, 0.316228, true, true, false, 0},
        {VOTE_SCALE, 5, {0, 0, 0, 3, 1}, 4, 4.25, 0.216506, true, false, false, 0},
        {VOTE_SCALE, 5, {0, 9, 32, 9, 0}, 50, 3, 0.3, true, true, false, 0},  // exactly at the mark
        {VOTE_SCALE, 5, {0, 8, 32, 8, 0}, 48, 3, 0.288675, true, false, false, 0},
        {VOTE_SCALE, 5, {0, 0, 0, 0, 1}, 1, 5, 0, true, false, false, 0},
        {VOTE_SCALE, 5, {0, 0, 0, 0, 0}, 0, 0, 0, false, false, false, 0},
        {VOTE_FIST, 6, {1, 0, 0, 0, 0, 1}, 2, 2.5, 1, true, true, false, 1},
        {VOTE_FIST, 6, {0, 0, 0, 2, 1, 1}, 4, 3.75, 0.331662, true, true, true, 0},
        {VOTE_FIST, 6, {1, 2, 3, 4, 0, 0}, 10, 2, 0.4, true, true, false, 6},
        {VOTE_FIST, 6, {0, 0, 0, 0, 0, 7}, 7, 5, 0, true, false, true, 0},
        {VOTE_FIST, 6, {0, 0, 0, 0, 0, 0}, 0, 0, 0, false, false, false, 0},
        {VOTE_CHOICE, 3, {4, 0, 9}, 13, 0, 0, false, false, false, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Round round = by_hand(rows[i].kind, rows[i].options);
        for (int k = 0; k < rows[i].options; k++) round.hands[k % 4][k] = rows[i].counts[k];
        Tally tally;
        tally_round(&play.session, &round, TALLY_ROLE_MIN, &tally);
        assert_int_equal(tally.n, rows[i].n);
        assert_int_equal(tally.total, rows[i].n);
        assert_int_equal(tally.option_count, rows[i].options);
        for (int k = 0; k < rows[i].options; k++)
            assert_int_equal(tally.counts[k], rows[i].counts[k]);
        assert_int_equal(tally.has_mean, rows[i].has_mean);
        assert_near(tally.mean, rows[i].mean);
        assert_near(tally.spread, rows[i].spread);
        if (tally.disagreement != rows[i].disagreement) fail_msg("row %zu: disagreement", i);
        if (tally.consensus != rows[i].consensus) fail_msg("row %zu: consensus", i);
        assert_int_equal(tally.below_three, rows[i].below_three);
    }
}

static void test_ballots_count_as_hands_do(void **state) {
    (void)state;
    static const int32_t values[] = {3, 4, 4, 4, 5};
    static const int roles[] = {0, 0, 0, 1, -1};
    play_do(&play, round_scale(1, 3, 2));
    for (uint32_t i = 0; i < 5; i++) play_do(&play, cast_one(1, 900 - i, roles[i], &values[i]));
    Tally tally;
    tally_round(&play.session, session_round(&play.session, 1), 1, &tally);
    assert_int_equal(tally.n, 5);
    assert_near(tally.mean, 4);
    assert_near(tally.spread, 0.316228);
    assert_int_equal(tally.counts[3], 3);
    assert_int_equal(tally.roles[0].n, 3);
    assert_near(tally.roles[0].mean, 11.0 / 3);
    assert_int_equal(tally.roles[0].counts[2], 1);
    assert_int_equal(tally.roles[1].n, 1);
    assert_int_equal(tally.no_role.n, 1);
    assert_near(tally.no_role.mean, 5);
    assert_false(tally.some_role_hidden);
}

static void test_dots(void **state) {
    (void)state;
    play_do(&play, round_dots(1, 3, 2));
    static const int32_t ballots[][4] = {{3, 1, 1, 0}, {2, 3, 0, 0}, {0, 0, 0, 1}, {3, 2, 0, 0}};
    static const int roles[] = {0, 0, 1, 0};
    for (uint32_t i = 0; i < 4; i++) {
        play_do(&play, (Event){.type = EV_BALLOT_CAST,
                               .round = 1,
                               .ballot = 1 + i,
                               .role = roles[i],
                               .list = ballots[i],
                               .list_count = 4});
    }
    Tally tally;
    tally_round(&play.session, session_round(&play.session, 1), 1, &tally);
    static const int counts[] = {8, 6, 1, 1};
    assert_memory_equal(tally.counts, counts, sizeof counts);
    assert_int_equal(tally.n, 4);
    assert_int_equal(tally.total, 16);
    assert_int_equal(tally.roles[0].n, 3);
    assert_int_equal(tally.roles[0].counts[0], 8);
    assert_int_equal(tally.roles[1].counts[3], 1);
    assert_false(tally.has_mean);
    assert_false(tally.disagreement);
}

static void test_dots_by_hand_know_no_people(void **state) {
    (void)state;
    Round round = by_hand(VOTE_DOTS, 3);
    round.hands[0][0] = 9;
    round.hands[1][2] = 40;
    Tally tally;
    tally_round(&play.session, &round, 1, &tally);
    assert_int_equal(tally.n, -1);
    assert_int_equal(tally.total, 49);
    assert_int_equal(tally.counts[2], 40);
    assert_true(tally.some_role_hidden);
    assert_false(tally.no_role.shown);
    assert_false(tally.roles[0].shown);
    assert_int_equal(tally.roles[0].counts[2], 0);
}

static void test_ranking(void **state) {
    (void)state;
    static const struct {
        int counts[6], ranking[6];
    } rows[] = {
        {{0, 0, 0, 0, 0, 0}, {0, 1, 2, 3, 4, 5}},
        {{1, 2, 3, 4, 5, 6}, {5, 4, 3, 2, 1, 0}},
        {{2, 5, 2, 5, 0, 9}, {5, 1, 3, 0, 2, 4}},
        {{6, 5, 5, 5, 5, 0}, {0, 1, 2, 3, 4, 5}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Round round = by_hand(VOTE_CHOICE, 6);
        memcpy(round.hands[0], rows[i].counts, sizeof rows[i].counts);
        Tally tally;
        tally_round(&play.session, &round, 3, &tally);
        assert_memory_equal(tally.ranking, rows[i].ranking, sizeof rows[i].ranking);
    }
}

static void test_who_is_shown(void **state) {
    (void)state;
    // Groups: without a role, then the roles 0, 1 and 2.
    static const struct {
        int n[4], role_min;
        bool shown[4], some_hidden;
    } rows[] = {
        {{0, 4, 3, 0}, 3, {false, true, true, false}, false},
        {{3, 3, 3, 3}, 3, {true, true, true, true}, false},
        {{0, 4, 2, 1}, 3, {false, true, false, false}, true},  // three hidden: no subtraction
        {{0, 4, 3, 1}, 3, {false, true, false, false}, true},  // one hidden: the smallest goes too
        {{0, 4, 3, 2}, 3, {false, true, false, false}, true},
        {{2, 5, 3, 0}, 3, {false, true, false, false}, true},  // those without a role are a group
        {{4, 5, 1, 0}, 3, {false, true, false, false}, true},
        {{1, 3, 3, 0}, 3, {false, false, true, false}, true},  // of two equals the first goes
        {{1, 3, 0, 0}, 3, {false, false, false, false}, true},
        {{1, 2, 0, 0}, 3, {false, false, false, false}, true},
        {{0, 1, 0, 0}, 3, {false, false, false, false}, true},
        {{0, 0, 0, 0}, 3, {false, false, false, false}, false},
        {{1, 1, 1, 1}, 1, {true, true, true, true}, false},
        {{1, 0, 2, 0}, 0, {true, false, true, false}, false},  // taken as 1
        {{0, 4, 9, 1}, 5, {false, false, true, false}, true},
        {{0, 9, 9, 4}, 5, {false, false, true, false}, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Round round = by_hand(VOTE_CHOICE, 2);
        int n = 0;
        for (int g = 0; g < 4; g++) {
            round.hands[g][0] = rows[i].n[g] / 2;
            round.hands[g][1] = rows[i].n[g] - rows[i].n[g] / 2;
            n += rows[i].n[g];
        }
        Tally tally;
        tally_round(&play.session, &round, rows[i].role_min, &tally);
        assert_int_equal(tally.n, n);  // the total is always there
        if (tally.some_role_hidden != rows[i].some_hidden) fail_msg("row %zu: some_role_hidden", i);
        for (int g = 0; g < 4; g++) {
            const TallyRole *role = g == 0 ? &tally.no_role : &tally.roles[g - 1];
            if (role->shown != rows[i].shown[g]) fail_msg("row %zu: group %d", i, g);
            assert_int_equal(role->n, role->shown ? rows[i].n[g] : 0);
            assert_int_equal(role->counts[1], role->shown ? round.hands[g][1] : 0);
        }
    }
}

static void test_dots_to_give(void **state) {
    (void)state;
    static const int per_person[][2] = {{0, 3},  {2, 3},  {3, 3},  {7, 3},  {10, 3}, {11, 4},
                                        {12, 4}, {13, 4}, {14, 5}, {15, 5}, {24, 5}, {100, 5}};
    for (size_t i = 0; i < sizeof per_person / sizeof *per_person; i++) {
        assert_int_equal(tally_dots_per_person(per_person[i][0]), per_person[i][1]);
    }
    static const int per_option[][2] = {{1, 1}, {2, 1}, {3, 1}, {4, 2}, {5, 3}, {20, 18}};
    for (size_t i = 0; i < sizeof per_option / sizeof *per_option; i++) {
        assert_int_equal(tally_dots_per_option(per_option[i][0]), per_option[i][1]);
    }
}

static void test_checking_a_ballot(void **state) {
    (void)state;
    const char *choose = "Choose an answer first.",
               *not_one = "That answer is not one of the choices.";
    const char *many = "There are too many dots on one answer.",
               *more = "There are more dots than you have.";
    const struct {
        VoteKind kind;
        int options, count;
        int32_t values[4];
        const char *sentence;
    } rows[] = {
        {VOTE_SCALE, 5, 1, {1}, NULL},
        {VOTE_SCALE, 5, 1, {5}, NULL},
        {VOTE_SCALE, 5, 1, {0}, not_one},
        {VOTE_SCALE, 5, 1, {6}, not_one},
        {VOTE_SCALE, 5, 0, {0}, choose},
        {VOTE_SCALE, 5, 2, {1, 1}, choose},
        {VOTE_FIST, 6, 1, {0}, NULL},
        {VOTE_FIST, 6, 1, {5}, NULL},
        {VOTE_FIST, 6, 1, {6}, not_one},
        {VOTE_CHOICE, 3, 1, {2}, NULL},
        {VOTE_CHOICE, 3, 1, {3}, not_one},
        {VOTE_CHOICE, 3, 1, {-1}, not_one},
        {VOTE_DOTS, 4, 4, {3, 2, 0, 0}, NULL},
        {VOTE_DOTS, 4, 4, {0, 0, 0, 1}, NULL},  // a person may keep dots
        {VOTE_DOTS, 4, 4, {0, 0, 0, 0}, "Place at least one dot."},
        {VOTE_DOTS, 4, 4, {4, 0, 0, 0}, many},
        {VOTE_DOTS, 4, 4, {3, 3, 0, 0}, more},
        {VOTE_DOTS, 4, 4, {3, -1, 0, 0}, "A number of dots cannot be below zero."},
        {VOTE_DOTS, 4, 3, {1, 1, 1}, choose},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Round round = by_hand(rows[i].kind, rows[i].options);
        const char *said = tally_check_ballot(&round, rows[i].values, rows[i].count);
        if (!rows[i].sentence && said) fail_msg("row %zu: %s", i, said);
        if (rows[i].sentence) {
            assert_non_null(said);
            assert_string_equal(said, rows[i].sentence);
        }
    }
    Round round = by_hand(VOTE_SCALE, 5);
    assert_string_equal(tally_check_ballot(&round, NULL, 1), choose);
}

static void cast_dots(int round, uint32_t ballot, const int32_t *values) {
    play_do(&play, (Event){.type = EV_BALLOT_CAST,
                           .round = round,
                           .ballot = ballot,
                           .role = 0,
                           .list = values,
                           .list_count = 4});
}

static void test_dots_for_a_block(void **state) {
    (void)state;
    static const int32_t first[] = {3, 1, 0, 0}, second[] = {0, 2, 2, 0}, third[] = {1, 0, 0, 3};
    play_do(&play, round_dots(1, 2, 0));
    cast_dots(1, 1, first);
    assert_int_equal(tally_dots_for(&play.session, "a"), 0);  // hidden until it is revealed
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    assert_int_equal(tally_dots_for(&play.session, "a"), 3);
    assert_int_equal(tally_dots_for(&play.session, "z"), 0);
    assert_int_equal(tally_dots_for(&play.session, NULL), 0);

    play_do(&play,
            round_dots(2, 2, 0));  // a second round stands instead of the first, once revealed
    cast_dots(2, 1, second);
    assert_int_equal(tally_dots_for(&play.session, "a"), 3);
    play_do(&play, of_round(EV_ROUND_REVEAL, 2));
    assert_int_equal(tally_dots_for(&play.session, "a"), 0);
    assert_int_equal(tally_dots_for(&play.session, "b"), 2);

    play_do(&play, round_dots(3, 3, 0));  // another place adds up
    cast_dots(3, 1, third);
    play_do(&play, of_round(EV_ROUND_REVEAL, 3));
    assert_int_equal(tally_dots_for(&play.session, "a"), 1);
    assert_int_equal(tally_dots_for(&play.session, "d"), 3);

    Event hands = round_dots(4, 4, 0);
    hands.method = METHOD_HANDS;
    play_do(&play, hands);
    play_do(&play, (Event){.type = EV_HANDS_SET, .round = 4, .role = -1, LIST(7, 0, 0, 0)});
    play_do(&play, (Event){.type = EV_HANDS_SET, .round = 4, .role = 2, LIST(2, 0, 0, 0)});
    play_do(&play, of_round(EV_ROUND_REVEAL, 4));
    assert_int_equal(tally_dots_for(&play.session, "a"), 10);
}

static void test_rating_of_an_assignment(void **state) {
    (void)state;
    static const int32_t two = 2, five = 5;
    assert_int_equal(tally_item_rating(&play.session, 3).n, 0);
    play_do(&play, round_scale(1, 3, 1));
    play_do(&play, cast_one(1, 1, 0, &two));
    play_do(&play, cast_one(1, 2, 0, &five));
    assert_int_equal(tally_item_rating(&play.session, 3).n, 0);
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    play_do(&play, round_fist(2, 3, 2));
    play_do(&play, cast_one(2, 1, 0, &two));
    play_do(&play, of_round(EV_ROUND_REVEAL, 2));
    TallyRating rating = tally_item_rating(&play.session, 3);
    assert_int_equal(rating.kind, VOTE_SCALE);
    assert_near(rating.mean, 3.5);
    assert_int_equal(rating.n, 2);
    assert_int_equal(tally_item_rating(&play.session, 2).n, 0);
    play_do(&play, round_scale(3, 3, 3));
    play_do(&play, cast_one(3, 1, 0, &five));
    play_do(&play, of_round(EV_ROUND_REVEAL, 3));
    rating = tally_item_rating(&play.session, 3);
    assert_near(rating.mean, 5);
    assert_int_equal(rating.n, 1);
}

static void test_a_fist_rates_what_no_scale_did(void **state) {
    (void)state;
    static const int32_t two = 2, five = 5;
    play_do(&play, round_fist(1, 3, 1));
    play_do(&play, cast_one(1, 1, 0, &five));
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    play_do(&play, round_fist(2, 3, 2));
    play_do(&play, cast_one(2, 1, 0, &two));
    play_do(&play, cast_one(2, 2, 0, &five));
    assert_int_equal(tally_item_rating(&play.session, 3).n, 1);
    play_do(&play, of_round(EV_ROUND_REVEAL, 2));
    TallyRating rating = tally_item_rating(&play.session, 3);
    assert_int_equal(rating.kind, VOTE_FIST);
    assert_int_equal(rating.n, 2);
    assert_near(rating.mean, 3.5);
}

static void test_ratings_together(void **state) {
    (void)state;
    TallyRating all = {0};
    tally_rating_add(&all, (TallyRating){0});
    assert_int_equal(all.n, 0);
    tally_rating_add(&all, (TallyRating){.n = 2, .kind = VOTE_FIST, .mean = 1});
    tally_rating_add(&all, (TallyRating){.n = 6, .kind = VOTE_FIST, .mean = 5});
    assert_int_equal(all.n, 8);
    assert_near(all.mean, 4);
    tally_rating_add(&all, (TallyRating){.n = 3, .kind = VOTE_SCALE, .mean = 2});
    tally_rating_add(&all, (TallyRating){.n = 4, .kind = VOTE_FIST, .mean = 5});
    assert_int_equal(all.kind, VOTE_SCALE);
    assert_int_equal(all.n, 3);
    assert_near(all.mean, 2);
    tally_rating_add(&all, (TallyRating){.n = 1, .kind = VOTE_SCALE, .mean = 4});
    assert_near(all.mean, 2.5);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, start, finish)
    const struct CMUnitTest tests[] = {
        TEST(numbers),
        TEST(ballots_count_as_hands_do),
        TEST(dots),
        TEST(dots_by_hand_know_no_people),
        TEST(ranking),
        TEST(who_is_shown),
        TEST(dots_to_give),
        TEST(checking_a_ballot),
        TEST(dots_for_a_block),
        TEST(rating_of_an_assignment),
        TEST(a_fist_rates_what_no_scale_did),
        TEST(ratings_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
