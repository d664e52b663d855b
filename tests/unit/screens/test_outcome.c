// Dates until which a meeting is kept, and counts of what came of it.
#include "screens/outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above before it.
#include <cmocka.h>

static const int64_t morning = 1795417200000;  // 2026-11-23, 08:00 in the Netherlands

static void after(int days, const char *expected) {
    char date[16];
    outcome_date_after(morning, days, date, sizeof date);
    assert_string_equal(date, expected);
}

static void dates_go_over_months_and_years(void **state) {
    (void)state;
    after(0, "2026-11-23");
    after(30, "2026-12-23");
    after(90, "2027-02-21");
    after(365, "2027-11-23");
    after(730, "2028-11-22");  // 2028 has a 29 February
}

static void counts_leave_out_what_is_not_there(void **state) {
    (void)state;
    Note notes[] = {{.present = true, .mark = MARK_STOOD_OUT},
                    {.present = true, .mark = MARK_OPEN_QUESTION},
                    {.present = true, .mark = MARK_STOOD_OUT, .removed = true},
                    {.present = false, .mark = MARK_STOOD_OUT},
                    {.present = true, .mark = MARK_STOOD_OUT}};
    Session *session = calloc(1, sizeof *session);
    assert_non_null(session);
    session->notes = notes;
    session->note_count = (int)(sizeof notes / sizeof *notes);
    assert_int_equal(outcome_marked(session, MARK_STOOD_OUT), 2);
    assert_int_equal(outcome_marked(session, MARK_OPEN_QUESTION), 1);
    free(session);
}

static void only_revealed_rounds_count_as_votes(void **state) {
    (void)state;
    Ballot ballots[] = {{.number = 1, .role = -1, .values = {3}},
                        {.number = 2, .role = -1, .values = {5}}};
    Round rounds[] = {{.present = true,
                       .kind = VOTE_SCALE,
                       .state = ROUND_REVEALED,
                       .option_count = 5,
                       .value_count = 1,
                       .ballots = ballots,
                       .ballot_count = 2},
                      {.present = true,
                       .kind = VOTE_SCALE,
                       .state = ROUND_OPEN,
                       .option_count = 5,
                       .value_count = 1,
                       .ballots = ballots,
                       .ballot_count = 2}};
    Session *session = calloc(1, sizeof *session);
    assert_non_null(session);
    session->rounds = rounds;
    session->round_count = 2;
    assert_int_equal(outcome_votes(session), 2);
    free(session);
}

int main(void) {
    (void)setenv("TZ", "Europe/Amsterdam", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(dates_go_over_months_and_years),
                                       cmocka_unit_test(counts_leave_out_what_is_not_there),
                                       cmocka_unit_test(only_revealed_rounds_count_as_votes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
