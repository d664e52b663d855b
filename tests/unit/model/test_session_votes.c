// Folding the events of votes: rounds, ballots, hands.
#include "model/tally.h"
#include "play.h"

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

static const int32_t one = 1, three = 3, four = 4, five = 5;

static void test_a_scale(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 2));
    const Round *round = session_round(&play.session, 1);
    assert_int_equal(round->state, ROUND_OPEN);
    assert_int_equal(round->kind, VOTE_SCALE);
    assert_int_equal(round->method, METHOD_BALLOTS);
    assert_int_equal(round->number, 1);
    assert_int_equal(round->item, 3);
    assert_int_equal(round->step, 2);
    assert_int_equal(round->option_count, 5);
    assert_int_equal(round->value_count, 1);
    assert_string_equal(round->question, "Herkennen jullie dit?");
    static const char *const ids[] = {"1", "2", "3", "4", "5"};
    static const char *const labels[] = {"niet", "", "een beetje", "", "helemaal"};
    for (int i = 0; i < 5; i++) {
        assert_string_equal(round->options[i], ids[i]);
        assert_string_equal(round->labels[i], labels[i]);
    }
}

static void test_other_kinds(void **state) {
    (void)state;
    play_do(&play, round_dots(1, 3, 0));
    play_do(&play, round_choice(2, 3, 1));
    play_do(&play, round_fist(3, 3, 2));
    const Round *dots = session_round(&play.session, 1), *choice = session_round(&play.session, 2);
    const Round *fist = session_round(&play.session, 3);
    assert_int_equal(dots->dots, 5);
    assert_int_equal(dots->option_count, 4);
    assert_int_equal(dots->value_count, 4);
    assert_string_equal(dots->options[3], "d");
    assert_int_equal(choice->option_count, 3);
    assert_int_equal(choice->value_count, 1);
    assert_int_equal(choice->dots, 0);
    assert_string_equal(choice->labels[2], "later");
    assert_int_equal(fist->option_count, 6);
    assert_string_equal(fist->options[0], "0");
    assert_string_equal(fist->options[5], "5");
    assert_string_equal(fist->labels[5], "");
}

static void test_opening_is_refused(void **state) {
    (void)state;
    static const char *const twice[] = {"a", "a"}, *const empty[] = {"a", ""};
    const char *unfit = "This vote has no proper answers to choose from.";
    play_do(&play, round_scale(1, 3, 2));
    play_refused(&play, round_scale(2, 3, 2), "The vote here is still open.");
    play_refused(&play, round_scale(2, 9, 0), "That part is not on the agenda.");
    play_refused(&play, round_scale(3, 3, 1), unfit);  // not the next number
    play_refused(&play, round_scale(1, 3, 1), unfit);
    Event round = round_scale(2, 3, 1);
    round.label_count = 2;
    play_refused(&play, round, unfit);
    round = round_choice(2, 3, 1), round.id_count = 1, round.label_count = 1;
    play_refused(&play, round, unfit);
    round = round_choice(2, 3, 1), round.label_count = 2;
    play_refused(&play, round, unfit);
    round = round_choice(2, 3, 1), round.ids = twice, round.id_count = round.label_count = 2;
    play_refused(&play, round, unfit);
    round.ids = empty;
    play_refused(&play, round, unfit);
    round = round_choice(2, 3, 1), round.kind = VOTE_KIND_COUNT;
    play_refused(&play, round, unfit);
    round = round_dots(2, 3, 1), round.value = 0;
    play_refused(&play, round, unfit);
    round.value = ROUND_DOTS_MAX + 1;
    play_refused(&play, round, unfit);
    assert_int_equal(play.session.round_count, 1);
}

static void test_ballots_stand_by_number(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 2));
    const Round *round = session_round(&play.session, 1);
    play_do(&play, cast_one(1, 500, 0, &three));
    assert_int_equal(round->last_ballot, 500);
    play_do(&play, cast_one(1, 100, 1, &four));
    play_do(&play, cast_one(1, 4000000000u, -1, &five));
    play_do(&play, cast_one(1, 300, 2, &one));
    static const uint32_t numbers[] = {100, 300, 500, 4000000000u};
    static const int roles[] = {1, 2, 0, -1}, values[] = {4, 1, 3, 5};
    assert_int_equal(round->ballot_count, 4);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(round->ballots[i].number, numbers[i]);
        assert_int_equal(round->ballots[i].role, roles[i]);
        assert_int_equal(round->ballots[i].values[0], values[i]);
    }
    assert_int_equal(round->last_ballot, 300);
    play_refused(&play, cast_one(1, 300, 0, &one), "This ballot was cast already.");
    play_refused(&play, cast_one(1, 301, 3, &one), "Choose a role of this poster for the ballot.");
    play_refused(&play, cast_one(2, 301, 0, &one), "That vote is not there.");
    uint32_t fresh = session_new_ballot(round);
    assert_int_not_equal(fresh, 0);
    play_do(&play, cast_one(1, fresh, 0, &one));
}

static void test_an_unknown_role_becomes_none(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 2));
    assert_int_equal(play_force(&play, cast_one(1, 5, 7, &three)), ERR_NONE);
    assert_int_equal(session_round(&play.session, 1)->ballots[0].role, -1);
}

static void test_withdrawing_the_last_ballot(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 2));
    const Round *round = session_round(&play.session, 1);
    Event withdraw = {.type = EV_BALLOT_WITHDRAW, .round = 1, .ballot = 20};
    play_do(&play, cast_one(1, 10, 0, &three));
    play_refused(&play, withdraw, "Only the last ballot can be taken back.");
    play_do(&play, cast_one(1, 20, 1, &four));
    play_do(&play, withdraw);
    assert_int_equal(round->ballot_count, 1);
    assert_int_equal(round->ballots[0].number, 10);
    assert_int_equal(round->last_ballot, 0);
    withdraw.ballot = 10;  // the one before it is not the last one
    play_refused(&play, withdraw, "Only the last ballot can be taken back.");
    play_do(&play, cast_one(1, 20, 1, &five));  // a withdrawn number may come back
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    withdraw.ballot = 20;
    play_refused(&play, withdraw, "This vote is not open.");
    assert_null(session_undoable(&play.session));
}

static void test_reveal(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 2));
    const Round *round = session_round(&play.session, 1);
    play_refused(&play, of_round(EV_ROUND_REVEAL, 1), "Nobody has voted yet.");
    play_do(&play, cast_one(1, 10, 0, &three));
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    assert_int_equal(round->state, ROUND_REVEALED);
    assert_int_equal(round->ballot_count, 1);
    assert_int_equal(round->last_ballot, 0);
    play_refused(&play, of_round(EV_ROUND_REVEAL, 1), "This vote is not open.");
    play_refused(&play, of_round(EV_ROUND_CANCEL, 1), "This vote is not open.");
    play_refused(&play, cast_one(1, 11, 0, &three), "This vote is not open.");
    play_refused(&play, of_round(EV_ROUND_REVEAL, 2), "That vote is not there.");
}

static void test_cancel_drops_everything(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 2));
    play_do(&play, cast_one(1, 10, 0, &three));
    play_do(&play, of_round(EV_ROUND_CANCEL, 1));
    const Round *round = session_round(&play.session, 1);
    assert_int_equal(round->state, ROUND_CANCELLED);
    assert_int_equal(round->ballot_count, 0);
    assert_int_equal(round->last_ballot, 0);
    assert_null(session_round_at(&play.session, 3, 2));

    Event hands = round_scale(2, 3, 2);
    hands.method = METHOD_HANDS;
    play_do(&play, hands);
    uint64_t counted =
        play_do(&play, (Event){.type = EV_HANDS_SET, .round = 2, .role = 0, LIST(1, 2, 3, 4, 5)});
    play_do(&play, of_round(EV_ROUND_CANCEL, 2));
    assert_int_equal(session_round(&play.session, 2)->hands[1][4], 0);
    assert_null(session_undoable(&play.session));
    play_refused(&play, undo_of(counted), "This cannot be undone any more.");
    play_refused(&play, (Event){.type = EV_HANDS_SET, .round = 2, .role = 0, LIST(1, 2, 3, 4, 5)},
                 "This vote is not open.");
}

static void test_a_second_round_keeps_the_first(void **state) {
    (void)state;
    const Session *s = &play.session;
    play_do(&play, round_scale(1, 3, 2));
    play_do(&play, cast_one(1, 10, 0, &three));
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    play_do(&play, round_scale(2, 3, 2));
    play_do(&play, of_round(EV_ROUND_CANCEL, 2));
    play_do(&play, round_fist(3, 3, 1));  // elsewhere
    play_do(&play, round_scale(4, 3, 2));
    assert_int_equal(session_round(s, 4)->number, 2);  // the cancelled one does not count
    assert_int_equal(session_round(s, 3)->number, 1);
    assert_int_equal(session_round_at(s, 3, 2)->id, 4);
    assert_int_equal(session_round_before(s, session_round(s, 4))->id, 1);
    assert_null(session_round_before(s, session_round(s, 1)));
    assert_null(session_round_at(s, 4, 0));
    assert_int_equal(session_round(s, 1)->ballot_count, 1);
}

// Side by side each may take back the own ballot, whoever voted after; nobody another's.
static void test_together(void **state) {
    (void)state;
    Event together = round_choice(1, 3, 2);
    together.method = METHOD_TOGETHER;
    play_do(&play, together);
    play_refused(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = -1, LIST(4, 0, 1)},
                 "This vote is counted in another way.");
    for (uint32_t number = 10; number < 14; number++) play_do(&play, cast_one(1, number, 0, &one));
    Event withdraw = {.type = EV_BALLOT_WITHDRAW, .round = 1, .ballot = 11};
    play_do(&play, withdraw);
    const Round *round = session_round(&play.session, 1);
    assert_int_equal(round->ballot_count, 3);
    play_refused(&play, withdraw, "Only the last ballot can be taken back.");
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    withdraw.ballot = 12;
    play_refused(&play, withdraw, "This vote is not open.");
    Tally tally;
    tally_round(&play.session, round, TALLY_ROLE_MIN, &tally);
    assert_int_equal(tally.n, 3);
}

static void test_hands(void **state) {
    (void)state;
    Event hands = round_choice(1, 3, 2);
    hands.method = METHOD_HANDS;
    play_do(&play, hands);
    const Round *round = session_round(&play.session, 1);
    play_refused(&play, of_round(EV_ROUND_REVEAL, 1), "Nobody has voted yet.");
    play_refused(&play, cast_one(1, 10, 0, &one), "This vote is counted in another way.");
    play_do(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = -1, LIST(4, 0, 1)});
    play_do(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = 2, LIST(0, 1, 0)});
    play_do(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = 2, LIST(0, 200, 1)});
    assert_int_equal(round->hands[0][0], 4);
    assert_int_equal(round->hands[3][1], 200);
    assert_int_equal(round->hands[1][0], 0);
    play_refused(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = 2, LIST(0, 201, 0)},
                 "That is too many hands for one answer.");
    play_refused(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = 2, LIST(0, 1)},
                 "Count the hands for every answer.");
    play_refused(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = 3, LIST(0, 1, 0)},
                 "Choose a role of this poster for the count.");
    play_refused(&play, (Event){.type = EV_HANDS_SET, .round = 9, .role = 0, LIST(0, 1, 0)},
                 "That vote is not there.");
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    // A miscount can be put right after the reveal.
    play_do(&play, (Event){.type = EV_HANDS_SET, .round = 1, .role = -1, LIST(5, 0, 1)});
    play_do(&play, round_choice(2, 3, 1));
    play_refused(&play, (Event){.type = EV_HANDS_SET, .round = 2, .role = -1, LIST(5, 0, 1)},
                 "This vote is counted in another way.");
}

static void test_ballots_of_every_kind_are_checked(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 0));
    play_do(&play, round_choice(2, 3, 1));
    play_do(&play, round_dots(3, 3, 2));
    play_do(&play, round_fist(4, 3, 3));
    static const int32_t rows[][6] = {
        // round, members, values
        {1, 1, 0},          {1, 1, 6},          {1, 0},
        {1, 2, 3, 3},       {2, 1, 3},          {2, 2, 1, 1},
        {3, 4, 0, 0, 0, 0}, {3, 4, 4, 0, 0, 0}, {3, 4, 3, 3, 0, 0},
        {3, 3, 1, 1, 1},    {4, 1, 6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Event cast = {.type = EV_BALLOT_CAST,
                      .round = rows[i][0],
                      .ballot = 9,
                      .role = 0,
                      .list = rows[i] + 2,
                      .list_count = rows[i][1]};
        assert_non_null(session_check(&play.session, &cast));
        assert_int_equal(play_force(&play, cast), ERR_REFUSED);
    }
    for (int r = 1; r <= 4; r++) assert_int_equal(session_round(&play.session, r)->ballot_count, 0);
}

static void test_many_ballots(void **state) {
    (void)state;
    play_do(&play, round_scale(1, 3, 2));
    Session *s = &play.session;
    Event cast = cast_one(1, 0, 0, &three);
    for (uint32_t i = 1; i <= SESSION_BALLOTS_MAX; i++) {
        cast.seq = s->last_seq + 1;
        cast.ballot = i;
        assert_int_equal(session_apply(s, &cast, NULL), ERR_NONE);
    }
    cast.seq = s->last_seq + 1, cast.ballot++;
    assert_string_equal(session_check(s, &cast), "There are too many ballots in this vote.");
    assert_int_equal(session_apply(s, &cast, NULL), ERR_REFUSED);
    assert_int_equal(session_round(s, 1)->ballot_count, SESSION_BALLOTS_MAX);
}

// ---- Then and now --------------------------------------------------------------------------------

static Play then;

static const Round *open_then(Event open, bool reveal) {
    play_do(&then, open);
    play_do(&then, cast_one(open.round, 1, 0, &one));
    if (reveal) play_do(&then, of_round(EV_ROUND_REVEAL, open.round));
    return session_round(&then.session, open.round);
}

static const Round *vote_then(Event open) {
    play_do(&play, open);
    const Round *now = session_round(&play.session, open.round);
    return session_vote_of(&then.session, &play.session, now);
}

static void test_then_and_now_by_place(void **state) {
    (void)state;
    play_start(&then);
    const Round *first = open_then(round_scale(1, 3, 2), true);
    (void)open_then(round_scale(2, 3, 3), true);
    (void)open_then(round_scale(3, 3, 2), false);
    // The same question in another language.
    Event english = round_scale(1, 3, 2);
    english.text = "Do you recognise this?";
    english.labels = (const char *const[]){"no", "a little", "completely"};
    assert_ptr_equal(vote_then(english), first);
    // Of several in one place the last that was seen.
    play_do(&then, of_round(EV_ROUND_REVEAL, 3));
    const Round *now = session_round(&play.session, 1);
    assert_ptr_equal(session_vote_of(&then.session, &play.session, now),
                     session_round(&then.session, 3));
    // Another poster has other places.
    then.session.scene = "buurttuin";
    assert_null(session_vote_of(&then.session, &play.session, now));
    play_finish(&then);
}

static void test_then_and_now_have_the_same_answers(void **state) {
    (void)state;
    play_start(&then);
    const Round *first = open_then(round_choice(1, 3, 1), true);
    assert_ptr_equal(vote_then(round_choice(1, 3, 1)), first);
    play_do(&play, of_round(EV_ROUND_CANCEL, 1));
    Event other = round_choice(2, 3, 1);
    other.id_count = other.label_count = 2;
    assert_null(vote_then(other));
    play_do(&play, of_round(EV_ROUND_CANCEL, 2));
    other = round_choice(3, 3, 1);
    other.ids = (const char *const[]){"yes", "no", "never"};
    assert_null(vote_then(other));
    play_do(&play, of_round(EV_ROUND_CANCEL, 3));
    // The same words in the question, other words in an answer: the pack was changed.
    other = round_choice(4, 3, 1);
    other.labels = (const char *const[]){"yes", "no", "in a year"};
    assert_null(vote_then(other));
    play_do(&play, of_round(EV_ROUND_CANCEL, 4));
    assert_null(vote_then(round_scale(5, 3, 1)));
    play_finish(&then);
}

static void test_then_and_now_in_the_same_words(void **state) {
    (void)state;
    play_start(&then);
    play_do(&then, (Event){.type = EV_AGENDA_ADD,
                           .item = 5,
                           .kind = PART_FOLLOWUP,
                           .scene = "",
                           .text = "Terugblik",
                           .minutes = 5,
                           .value = 1,
                           .index = 1});
    const Round *again = open_then(round_scale(1, 5, 0), true);
    assert_ptr_equal(vote_then(round_scale(1, 3, 2)), again);
    Event other = round_scale(2, 3, 3);
    other.text = "Iets anders?";
    assert_null(vote_then(other));
    // Two assignments may ask in the same words and mean something else.
    (void)open_then(round_fist(2, 3, 1), true);
    assert_null(vote_then(round_fist(3, 3, 0)));
    play_finish(&then);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, start, finish)
    const struct CMUnitTest tests[] = {
        TEST(a_scale),
        TEST(other_kinds),
        TEST(opening_is_refused),
        TEST(ballots_stand_by_number),
        TEST(an_unknown_role_becomes_none),
        TEST(withdrawing_the_last_ballot),
        TEST(reveal),
        TEST(cancel_drops_everything),
        TEST(a_second_round_keeps_the_first),
        TEST(together),
        TEST(hands),
        TEST(ballots_of_every_kind_are_checked),
        TEST(many_ballots),
        TEST(then_and_now_by_place),
        TEST(then_and_now_have_the_same_answers),
        TEST(then_and_now_in_the_same_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
