// What may leave the room, and what not: seen from every format that can be read as text.
#include "report/words.h"
#include "room.h"

#include <stdio.h>
#include <string.h>

static Room room;
static ReportWrite *const texts[] = {report_json,      report_notes_csv,    report_agreements_csv,
                                     report_votes_csv, report_overview_csv, report_html};

enum { TEXTS = sizeof texts / sizeof *texts };

static int start(void **state) {
    (void)state;
    room_start(&room);
    return 0;
}

static int finish(void **state) {
    (void)state;
    room_finish(&room);
    return 0;
}

static void test_what_stays_here_never_leaves(void **state) {
    (void)state;
    static const int roles[] = {0, 0, 0}, values[] = {1, 2, 3};
    room_note(&room, 0, 0, "MAG-MEE");
    room_stays(&room, STAYS_NOTE, room_note(&room, 0, 0, "BLIJFT briefje"));
    room_stays(&room, STAYS_AGREEMENT, room_agree(&room, "BLIJFT afspraak", "BLIJFT wie"));
    room_stays(&room, STAYS_ROUND, room_scale(&room, "BLIJFT stemming", roles, values, 3, true));
    int gone = room_note(&room, 0, 0, "BLIJFT weg");
    room_happen(&room, (Event){.type = EV_NOTE_REMOVE, .note = gone});
    int dropped = room_agree(&room, "BLIJFT weg", "");
    room_happen(&room, (Event){.type = EV_AGREEMENT_REMOVE, .agreement = dropped});
    room_scale(&room, "BLIJFT dicht", roles, values, 3, false);
    // A cluster in which every note stays has a name that stays too.
    int32_t list[] = {2};
    room_happen(&room, (Event){.type = EV_CLUSTER_ADD,
                               .cluster = 1,
                               .board = ROOM_BOARD,
                               .column = 0,
                               .text = "BLIJFT groepje",
                               .list = list,
                               .list_count = 1});
    for (int i = 0; i < TEXTS; i++) room_lacks(&room, texts[i], "BLIJFT");
    room_holds(&room, report_notes_csv, "MAG-MEE");
    room_holds(&room, report_json, "\"unrevealed_votes\":\t1");
    room_holds(&room, report_html, "1 vote was never revealed");
}

static void test_an_open_vote_that_stays_is_not_even_counted(void **state) {
    (void)state;
    static const int roles[] = {0}, values[] = {1};
    room_stays(&room, STAYS_ROUND, room_scale(&room, "dicht", roles, values, 1, false));
    room_holds(&room, report_json, "\"unrevealed_votes\":\t0");
}

// Four of role 0 and four of role 1 may be seen; two of role 2 alone could be found by subtraction, so
// one of the others is hidden with them.
static void test_small_roles_are_hidden(void **state) {
    (void)state;
    static const int roles[] = {0, 0, 0, 0, 1, 1, 1, 2, 2}, values[] = {5, 5, 5, 5, 1, 1, 1, 3, 3};
    room_scale(&room, "Hoe ver?", roles, values, 9, true);
    Outcome outcome;
    outcome_gather(&room.input, &room.session, &outcome);
    assert_int_equal(outcome.round_count, 1);
    const Tally *tally = &outcome.parts[0].rounds[0].tally;
    assert_int_equal(tally->n, 9);
    assert_true(tally->roles[0].shown);
    assert_false(tally->roles[1].shown);
    assert_false(tally->roles[2].shown);
    outcome_finish(&outcome);
    room_holds(&room, report_votes_csv, "\"Inwoner\"");
    room_lacks(&room, report_votes_csv, "\"Sociaal team\"");
    room_lacks(&room, report_votes_csv, "\"Werk\"");
    room_lacks(&room, report_html, ">Werk<");
    room_holds(&room, report_html, "too small to show apart");
    room_lacks(&room, report_json, "ballot\"");
    // With a higher minimum nobody is shown.
    room.input.role_min = 5;
    room_lacks(&room, report_votes_csv, "\"Inwoner\"");
}

static void test_marks_clusters_and_order(void **state) {
    (void)state;
    int a = room_note(&room, 0, 0, "los"), b = room_note(&room, 0, 1, "een"),
        c = room_note(&room, 0, -1, "twee");
    int32_t list[] = {b, c};
    room_happen(&room, (Event){.type = EV_CLUSTER_ADD,
                               .cluster = 1,
                               .board = ROOM_BOARD,
                               .column = 0,
                               .text = "samen",
                               .list = list,
                               .list_count = 2});
    room_happen(&room, (Event){.type = EV_NOTE_MARK, .note = a, .value = MARK_STOOD_OUT});
    room_happen(&room, (Event){.type = EV_NOTE_MARK, .note = c, .value = MARK_OPEN_QUESTION});
    Outcome outcome;
    outcome_gather(&room.input, &room.session, &outcome);
    const OutcomeColumn *column = &outcome.parts[0].boards[0].columns[0];
    assert_int_equal(column->pile_count, 2);
    assert_true(column->piles[0].cluster);
    assert_string_equal(column->piles[0].name, "samen");
    assert_int_equal(column->piles[0].count, 2);
    assert_false(column->piles[1].cluster);
    assert_int_equal(outcome.stood_out_count, 1);
    assert_int_equal(outcome.question_count, 1);
    assert_string_equal(outcome.questions[0]->text, "twee");
    outcome_finish(&outcome);
    room_holds(&room, report_notes_csv, "\"samen\",\"een\",\"Sociaal team\"");
    room_holds(&room, report_notes_csv, "\"Open question\"");
}

static void test_an_empty_meeting(void **state) {
    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        Str out = room_report(&room, texts[i]);
        assert_true(out.length > 40);
        str_finish(&out);
    }
    room_holds(&room, report_html, "No agreements were made");
    room_holds(&room, report_html, "Delete this by 23 ");
    room_lacks(&room, report_html, "Wat zien jullie?");  // a board without notes says nothing
}

static void test_two_thousand_notes(void **state) {
    (void)state;
    char text[64];
    for (int i = 0; i < 2000; i++) {
        (void)snprintf(text, sizeof text, "Briefje nummer %d.", i);
        room_note(&room, i % 2, i % 3, text);
    }
    Str out = room_report(&room, report_notes_csv);
    int lines = 0;
    for (const char *at = str_text(&out); (at = strstr(at, "Briefje nummer")) != NULL; at++)
        lines++;
    assert_int_equal(lines, 2000);
    str_finish(&out);
    out = room_report(&room, report_pdf);
    assert_memory_equal(str_text(&out), "%PDF-", 5);
    assert_true(out.length > 100000);
    str_finish(&out);
}

// Who takes the outcome along at the closing has all of it; who goes back may add to it.
static void test_nothing_follows_the_closing(void **state) {
    (void)state;
    enum { CLOSING = ROOM_WORK + 1 };
    static const char unfinished[] = "still going on";
    room_holds(&room, report_html, unfinished);
    room_happen(&room, (Event){.type = EV_AGENDA_ADD,
                               .item = CLOSING,
                               .kind = PART_CLOSE,
                               .text = "Afsluiten",
                               .minutes = 5,
                               .value = 1,
                               .index = 1});
    room_holds(&room, report_html, unfinished);
    room_happen(&room, (Event){.type = EV_PLACE_GO, .item = CLOSING});
    room_lacks(&room, report_html, unfinished);
    room_happen(&room, (Event){.type = EV_PLACE_GO, .item = ROOM_WORK});
    room_holds(&room, report_html, unfinished);
    room_happen(&room, (Event){.type = EV_SESSION_CLOSE});
    room_lacks(&room, report_html, unfinished);
}

static void fist(int step, const int32_t *values, int count, bool stays) {
    int round = ++room.rounds;
    room_happen(&room, (Event){.type = EV_ROUND_OPEN,
                               .round = round,
                               .item = ROOM_WORK,
                               .step = step,
                               .kind = VOTE_FIST,
                               .text = "Kan dit?"});
    for (int i = 0; i < count; i++)
        room_happen(&room, (Event){.type = EV_BALLOT_CAST,
                                   .round = round,
                                   .ballot = (uint32_t)(i + 1),
                                   .role = -1,
                                   .list = &values[i],
                                   .list_count = 1});
    room_happen(&room, (Event){.type = EV_ROUND_REVEAL, .round = round});
    if (stays) room_stays(&room, STAYS_ROUND, round);
}

static void rated(VoteKind kind, double mean, int n, const char *words) {
    Outcome outcome;
    char said[100];
    outcome_gather(&room.input, &room.session, &outcome);
    TallyRating rating = outcome_item_rating(&outcome, ROOM_WORK);
    words_rating(&rating, said, sizeof said);
    outcome_finish(&outcome);
    assert_int_equal(rating.n, n);
    assert_string_equal(said, words);
    if (n == 0) return;
    assert_int_equal(rating.kind, kind);
    assert_true(rating.mean > mean - 0.001 && rating.mean < mean + 0.001);
}

static void test_a_fist_rates_until_a_scale_does(void **state) {
    (void)state;
    static const int roles[] = {0, 1}, values[] = {1, 2};
    static const int32_t high[] = {5, 4, 0}, low[] = {0, 0};
    rated(VOTE_FIST, 0, 0, "");
    fist(2, high, 3, false);
    rated(VOTE_FIST, 3, 3, "fist of five 3.0 · n = 3");
    fist(3, low, 2, true);
    rated(VOTE_FIST, 3, 3, "fist of five 3.0 · n = 3");
    room_scale(&room, "Hoe ver?", roles, values, 2, true);
    rated(VOTE_SCALE, 1.5, 2, "1.5 of 5 · n = 2");
    fist(5, high, 3, false);
    rated(VOTE_SCALE, 1.5, 2, "1.5 of 5 · n = 2");
}

static void test_counted_hands_stand_in_words(void **state) {
    (void)state;
    static const int32_t one[] = {0, 0, 0, 1, 0}, many[] = {0, 2, 0, 9, 0};
    room_happen(&room, (Event){.type = EV_ROUND_OPEN,
                               .round = 1,
                               .item = ROOM_WORK,
                               .step = 2,
                               .kind = VOTE_SCALE,
                               .method = METHOD_HANDS,
                               .text = "Hoe ver?"});
    Event counted = {.type = EV_HANDS_SET, .round = 1, .role = -1, .list = one, .list_count = 5};
    room_happen(&room, counted);
    room_happen(&room, (Event){.type = EV_ROUND_REVEAL, .round = 1});
    room_holds(&room, report_html, "1 hand counted · mean 4.0");
    counted.list = many;
    room_happen(&room, counted);
    room_holds(&room, report_html, "11 hands counted · mean 3.6");
    room_lacks(&room, report_html, "n = 11");
}

static void again_in_one_place(int round, const int32_t *counts) {
    room_happen(&room, (Event){.type = EV_ROUND_OPEN,
                               .round = round,
                               .item = ROOM_WORK,
                               .step = 2,
                               .kind = VOTE_SCALE,
                               .method = METHOD_HANDS,
                               .text = "Hoe ver?"});
    room_happen(
        &room,
        (Event){.type = EV_HANDS_SET, .round = round, .role = -1, .list = counts, .list_count = 5});
    room_happen(&room, (Event){.type = EV_ROUND_REVEAL, .round = round});
}

// A bar of 200 is the most of both.
static void test_rounds_of_one_place_have_one_scale(void **state) {
    (void)state;
    static const int32_t before[] = {0, 8, 0, 0, 0}, after[] = {0, 0, 4, 2, 0};
    again_in_one_place(1, before);
    again_in_one_place(2, after);
    room_holds(&room, report_html, "class=\"part\" width=\"200\"");
    room_holds(&room, report_html, "class=\"part\" width=\"100\"");
    room_holds(&room, report_html, "class=\"part\" width=\"50\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_stays_here_never_leaves, start, finish),
        cmocka_unit_test_setup_teardown(test_an_open_vote_that_stays_is_not_even_counted, start,
                                        finish),
        cmocka_unit_test_setup_teardown(test_small_roles_are_hidden, start, finish),
        cmocka_unit_test_setup_teardown(test_marks_clusters_and_order, start, finish),
        cmocka_unit_test_setup_teardown(test_an_empty_meeting, start, finish),
        cmocka_unit_test_setup_teardown(test_two_thousand_notes, start, finish),
        cmocka_unit_test_setup_teardown(test_nothing_follows_the_closing, start, finish),
        cmocka_unit_test_setup_teardown(test_a_fist_rates_until_a_scale_does, start, finish),
        cmocka_unit_test_setup_teardown(test_counted_hands_stand_in_words, start, finish),
        cmocka_unit_test_setup_teardown(test_rounds_of_one_place_have_one_scale, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
