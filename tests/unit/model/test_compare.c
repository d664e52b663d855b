// Comparing meetings: figures by hand, chains of agreements, notes that are kept, and the rule for
// small groups over every cut.
#include "model/compare.h"

#include "base/clock.h"
#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { DAY = 86400000, MANAGER = 0, WORKER = 1, CITIZEN = 2 };

static MeetingFacts facts;

static void meeting(const char *id, const char *place, const char *team, int year, int month) {
    facts = (MeetingFacts){.id = id,
                           .place = place,
                           .group = team,
                           .previous = "",
                           .scene = "",
                           .created_ms = clock_day_number(year, month, 15) * DAY,
                           .people = 10,
                           .role_ids = {"manager", "worker", "citizen"},
                           .role_names = {"Managers", "Workers", "Citizens"},
                           .role_count = 3,
                           .all_groups_known = true};
}

// counts: answers 1..5 of this role on the subject; a second call for the same subject adds.
static void rates(const char *subject, int role, const char *counts) {
    FactSubject *found = facts_subject(&facts, subject, subject);
    int at = (int)(found - facts.subjects), s = 0;
    while (s < facts.scale_count && facts.scales[s].subject != at) s++;
    if (s == facts.scale_count) facts.scales[facts.scale_count++] = (FactScale){.subject = at};
    for (int k = 0; k < FACTS_STEPS; k++) {
        int n = counts[k] - '0';
        facts.scales[s].all.counts[k] += n;
        facts.scales[s].all.n += n;
        facts.scales[s].roles[1 + role].counts[k] += n;
        facts.scales[s].roles[1 + role].n += n;
    }
}

static void agrees(const char *subject, const char *what, AgreementState state,
                   const char *previous) {
    int at = subject ? (int)(facts_subject(&facts, subject, subject) - facts.subjects) : -1;
    facts.agreements[facts.agreement_count++] =
        (FactAgreement){.subject = at,
                        .role = WORKER,
                        .open = state != AGREEMENT_DONE && state != AGREEMENT_DROPPED,
                        .state = state,
                        .what = what,
                        .previous = previous};
}

static CompareFigure all_of(const Compare *c, const char *subject) {
    CompareCut cut = compare_everything();
    return compare_figure(c, &cut, compare_find_subject(c, subject));
}

static void figures_are_those_by_hand(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    meeting("b", "Houten", "Zuid", 2026, 9);
    rates("plan", WORKER, "02120");  // 2 2 3 4 4
    compare_add(c, &facts);
    meeting("a", " houten", "Zuid", 2026, 3);
    rates("plan", MANAGER, "00012");  // 4 5 5
    rates("plan", WORKER, "00300");
    compare_add(c, &facts);
    meeting("c", "Woerden", "Noord", 2027, 1);
    rates("plan", CITIZEN, "30001");
    compare_add(c, &facts);
    compare_settle(c);

    assert_int_equal(compare_place_count(c), 2);
    assert_int_equal(compare_period_count(c), 3);
    assert_string_equal(compare_meeting(c, 0)->id, "a");
    CompareFigure all = all_of(c, "plan");
    assert_int_equal(all.answers.n, 15);
    assert_int_equal(all.meetings, 3);
    assert_true(fabs(all.mean - ((15 + 14 + 9 + 8) / 15.0)) < 1e-9);
    CompareCut houten = compare_everything();
    houten.place = 0;
    CompareFigure there = compare_figure(c, &houten, 0);
    assert_int_equal(there.answers.n, 11);
    // By the definition: 2 2 3 4 4 4 5 5 3 3 3 have a mean of 38/11.
    double mean = 38 / 11.0, squares = 4 + 4 + 9 + 16 + 16 + 16 + 25 + 25 + 27;
    assert_true(fabs(there.mean - (mean)) < 1e-9);
    assert_true(fabs(there.spread * there.spread - ((squares / 11 - mean * mean) / 4)) < 1e-9);
    CompareCut spring = houten;
    spring.from = spring.to = 0;
    assert_int_equal(compare_figure(c, &spring, 0).answers.n, 6);

    CompareFigure groups[POOL_GROUPS];
    int high, low;
    assert_true(compare_groups(c, &houten, 0, groups, &high, &low));
    assert_int_equal(high, 1 + MANAGER);
    assert_int_equal(low, 1 + WORKER);
    assert_int_equal(groups[high].answers.n, 3);
    assert_int_equal(groups[low].answers.n, 8);
    ComparePoint points[8];
    assert_int_equal(compare_trend(c, &houten, 0, points, 8), 2);
    assert_true(fabs(points[0].mean - (23 / 6.0)) < 1e-9);
    assert_int_equal(points[1].n, 5);
    assert_int_equal(compare_trend(c, &houten, 0, points, 1), 1);
    assert_int_equal(points[0].n, 5);
    compare_destroy(c);
}

static void small_groups_of_many_teams_are_shown_together(void **state) {
    (void)state;
    for (int pooled = 0; pooled < 2; pooled++) {
        Compare *c = compare_create(NULL, LANG_NL, 3, pooled);
        static const char *const teams[] = {"Zuid", "Noord", "Oost"};
        for (int i = 0; i < 3; i++) {
            meeting(teams[i], "Houten", teams[i], 2026, 9);
            rates("plan", MANAGER, "00001");
            rates("plan", WORKER, "20000");
            compare_add(c, &facts);
        }
        compare_settle(c);
        CompareCut cut = compare_everything();
        cut.role = 1 + MANAGER;
        CompareFigure managers = compare_figure(c, &cut, 0);
        assert_int_equal(managers.answers.n, pooled ? 3 : 0);
        assert_int_equal(managers.hidden, !pooled);
        compare_destroy(c);
    }
}

static void one_manager_three_times_is_not_shown(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    static const char *const ids[] = {"1", "2", "3"};
    for (int i = 0; i < 3; i++) {
        meeting(ids[i], "Houten", i == 1 ? "zuid " : "Zuid", 2026, 7 + i);
        rates("plan", MANAGER, "00001");
        rates("plan", WORKER, "50000");
        compare_add(c, &facts);
    }
    compare_settle(c);
    CompareCut cut = compare_everything();
    for (int g = 0; g <= 3; g++) {
        cut.role = g;
        assert_int_equal(compare_figure(c, &cut, 0).answers.n, 0);
    }
    compare_destroy(c);
}

static void an_agreement_that_went_along_counts_once(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    meeting("second", "Houten", "Zuid", 2026, 9);
    facts.previous = "first";
    agrees(NULL, "bellen", AGREEMENT_DONE, "first");
    agrees(NULL, "schrijven", AGREEMENT_STUCK, "first");
    agrees("plan", "nieuw", AGREEMENT_OPEN, "");
    compare_add(c, &facts);
    meeting("first", "Houten", "Zuid", 2026, 8);
    agrees("plan", "bellen", AGREEMENT_OPEN, "");
    agrees("plan", "schrijven", AGREEMENT_OPEN, "");
    agrees("team", "vervallen", AGREEMENT_DROPPED, "");
    compare_add(c, &facts);
    compare_settle(c);
    assert_int_equal(compare_meeting(c, 1)->follows, 0);
    CompareFigure plan = all_of(c, "plan");
    assert_int_equal(plan.agreements, 3);
    assert_int_equal(plan.open, 2);  // the stuck one and the new one
    assert_int_equal(all_of(c, "team").open, 0);
    assert_int_equal(all_of(c, "team").agreements, 1);
    compare_destroy(c);
}

static void marked_and_new_notes_are_kept(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    char texts[90][16];
    for (int i = 0; i < 90; i++) {
        (void)snprintf(texts[i], sizeof texts[i], "n%02d", i);
        meeting(texts[i], "Houten", "Zuid", 2020 + i / 12, 1 + i % 12);
        int at = (int)(facts_subject(&facts, "plan", "plan") - facts.subjects);
        facts.subjects[at].worked = true;
        facts_add_note(&facts, (FactNote){.subject = at,
                                          .mark = i == 3 ? MARK_STOOD_OUT : MARK_NONE,
                                          .text = texts[i]});
        compare_add(c, &facts);
    }
    compare_settle(c);
    CompareNote notes[COMPARE_NOTES_MAX];
    CompareCut cut = compare_everything();
    assert_int_equal(compare_notes(c, &cut, 0, notes, COMPARE_NOTES_MAX), COMPARE_NOTES_MAX);
    assert_string_equal(notes[0].text, "n03");
    assert_string_equal(notes[1].text, "n89");
    assert_string_equal(notes[COMPARE_NOTES_MAX - 1].text, "n51");
    assert_int_equal(compare_note_count(c, 0), 90);
    compare_destroy(c);
}

// No two cuts, one inside the other, may differ by one or two people of a role.
static void cuts_tell_nothing_by_subtraction(void **state) {
    (void)state;
    rng_seed(7);
    int seen = 0;
    for (int round = 0; round < 60; round++) {
        Compare *c = compare_create(NULL, LANG_NL, 3, true);
        static const char *const places[] = {"Houten", "Woerden", "Wijk"};
        char ids[24][16];
        for (int i = 0; i < 24; i++) {
            (void)snprintf(ids[i], sizeof ids[i], "m%d", i);
            meeting(ids[i], places[rng_below(3)], ids[i], 2026 + (int)rng_below(2),
                    1 + (int)rng_below(12));
            for (int role = 0; role < 3; role++) {
                char counts[] = "00000";
                for (uint32_t n = rng_below(5); n > 0; n--) counts[rng_below(5)]++;
                rates("plan", role, counts);
            }
            compare_add(c, &facts);
        }
        compare_settle(c);
        int periods = compare_period_count(c);
        for (int g = 1; g <= 3; g++) {
            for (int place = COMPARE_ALL; place < compare_place_count(c); place++) {
                for (int from = 0; from < periods; from++) {
                    for (int to = from; to < periods; to++) {
                        CompareCut outer = {place, from, to, g},
                                   all = {COMPARE_ALL, 0, periods - 1, g};
                        int n = compare_figure(c, &outer, 0).answers.n,
                            whole = compare_figure(c, &all, 0).answers.n;
                        seen += n > 0;
                        assert_true(n == 0 || n >= 3);
                        assert_true(whole - n == 0 || whole - n >= 3);
                        for (int inner = from; inner <= to; inner++) {
                            CompareCut one = {place, inner, inner, g};
                            int less = n - compare_figure(c, &one, 0).answers.n;
                            assert_true(less == 0 || less >= 3);
                        }
                    }
                }
            }
        }
        compare_destroy(c);
    }
    assert_true(seen > 1000);
    rng_seed(0);
}

// ---- Dots, tables and limits -------------------------------------------------------------------------

static const SceneRole scene_roles[] = {{.id = "worker", .short_name = {{"Werk", "Work"}}}};
static const SceneBlock scene_blocks[] = {{.id = "tuin", .title = {{"De tuin", "The garden"}}},
                                          {.id = "plan", .title = {{"Het plan"}}}};
static const Scene scene = {
    .id = "proef", .roles = scene_roles, .role_count = 1, .blocks = scene_blocks, .block_count = 2};

// people: of the three roles who placed dots; dots: what each role gave the subject.
static void dots(const char *subject, const int people[3], const int given[3]) {
    FactSubject *found = facts_subject(&facts, subject, subject);
    found->votable = true;
    facts.dots_roles_known = true;
    facts.dots_n = 0;
    for (int r = 0; r < 3; r++) {
        facts.dots_n += people[r];
        facts.dots_roles[1 + r] = people[r];
        found->role_dots[1 + r] = given[r];
        found->dots += given[r];
    }
}

static CompareFigure of_role(const Compare *c, int place, int role, const char *subject) {
    CompareCut cut = compare_everything();
    cut.place = place;
    cut.role = role;
    return compare_figure(c, &cut, compare_find_subject(c, subject));
}

static void dots_of_roles_follow_the_rule_for_small_groups(void **state) {
    (void)state;
    for (int pooled = 0; pooled < 2; pooled++) {
        Compare *c = compare_create(NULL, LANG_NL, 3, pooled);
        static const char *const teams[] = {"Zuid", "Noord", "Oost"};
        for (int i = 0; i < 3; i++) {
            meeting(teams[i], "Houten", teams[i], 2026, 9);
            // managers, workers, citizens: two groups are small, so neither is the rest of a total
            dots("tuin", (const int[]){2, 5, 2}, (const int[]){2, 7, 1});
            compare_add(c, &facts);
        }
        compare_settle(c);
        CompareFigure all = all_of(c, "tuin");
        assert_int_equal(all.dots, 30);
        assert_int_equal(all.dots_n, 27);
        assert_int_equal(all.dots_meetings, 3);
        CompareFigure workers = of_role(c, COMPARE_ALL, 1 + WORKER, "tuin");
        assert_int_equal(workers.dots, 21);
        assert_int_equal(workers.dots_n, 15);
        assert_false(workers.dots_hidden);
        // Two managers in each meeting: six, when they may be put together.
        CompareFigure managers = of_role(c, COMPARE_ALL, 1 + MANAGER, "tuin");
        assert_int_equal(managers.dots, pooled ? 6 : 0);
        assert_int_equal(managers.dots_n, pooled ? 6 : 0);
        assert_int_equal(managers.dots_hidden, !pooled);
        compare_destroy(c);
    }
}

static void dots_by_hand_are_not_told_apart(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    meeting("a", "Houten", "Zuid", 2026, 9);
    dots("tuin", (const int[]){4, 4, 0}, (const int[]){5, 6, 0});
    facts.dots_n = -1;
    facts.dots_roles_known = false;
    compare_add(c, &facts);
    compare_settle(c);
    CompareFigure all = all_of(c, "tuin");
    assert_int_equal(all.dots, 11);
    assert_int_equal(all.dots_n, -1);
    CompareFigure workers = of_role(c, COMPARE_ALL, 1 + WORKER, "tuin");
    assert_true(workers.dots_hidden);
    assert_int_equal(workers.dots, 0);
    compare_destroy(c);
}

// An outcome names only groups that its own report shows, so all of them may stand.
static void groups_of_an_outcome_are_shown_as_they_are(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    meeting("a", "Houten", "Zuid", 2026, 9);
    facts.all_groups_known = false;
    rates("plan", MANAGER, "00002");
    compare_add(c, &facts);
    compare_settle(c);
    CompareFigure managers = of_role(c, COMPARE_ALL, 1 + MANAGER, "plan");
    assert_int_equal(managers.answers.n, 2);
    assert_false(managers.hidden);
    compare_destroy(c);
}

static void the_poster_comes_first_with_its_own_words(void **state) {
    (void)state;
    Compare *c = compare_create(&scene, LANG_EN, 0, true);
    meeting("a", "Houten", "Zuid", 2026, 9);
    rates("vijver", WORKER, "00003");
    rates("tuin", CITIZEN, "30000");
    facts.people = 6;
    compare_add(c, &facts);
    meeting("b", "Woerden", "Zuid", 2027, 2);
    facts.people = 7;
    facts.created_ms = 0;  // no clock was set
    facts.role_names[CITIZEN] = "";
    compare_add(c, &facts);
    compare_settle(c);
    static const struct {
        const char *id, *title;
        int block;
    } subjects[] = {{"tuin", "The garden", 0}, {"plan", "Het plan", 1}, {"vijver", "vijver", -1}};
    assert_int_equal(compare_subject_count(c), 3);
    for (int i = 0; i < 3; i++) {
        assert_string_equal(compare_subject(c, i)->id, subjects[i].id);
        assert_string_equal(compare_subject(c, i)->title, subjects[i].title);
        assert_int_equal(compare_subject(c, i)->block, subjects[i].block);
        assert_int_equal(compare_find_subject(c, subjects[i].id), i);
    }
    assert_int_equal(compare_find_subject(c, "zolder"), -1);
    assert_int_equal(compare_role_count(c), 3);
    assert_string_equal(compare_role(c, 0)->id, "worker");
    assert_string_equal(compare_role(c, 0)->name, "Work");
    assert_string_equal(compare_role(c, 1)->name, "Managers");
    assert_int_equal(compare_place_count(c), 2);
    assert_string_equal(compare_place(c, 1), "Woerden");
    assert_int_equal(compare_period_count(c), 2);
    assert_int_equal(compare_period(c, 0).year, 0);
    assert_int_equal(compare_period(c, 1).year, 2026);
    assert_int_equal(compare_period(c, 1).half, 2);
    assert_int_equal(compare_meeting_count(c), 2);
    assert_int_equal(compare_left_out(c), 0);
    CompareCut cut = compare_everything();
    int people;
    assert_int_equal(compare_meetings_in(c, &cut, &people), 2);
    assert_int_equal(people, 13);
    cut.place = 1;
    assert_int_equal(compare_meetings_in(c, &cut, &people), 1);
    assert_int_equal(people, 7);
    cut.from = cut.to = 1;
    assert_int_equal(compare_meetings_in(c, &cut, NULL), 0);
    compare_destroy(c);
}

static void an_empty_comparison_answers_nothing(void **state) {
    (void)state;
    Compare *c = compare_create(&scene, LANG_NL, 3, true);
    compare_settle(c);
    CompareCut cut = compare_everything();
    int people = -1, high, low;
    CompareFigure groups[POOL_GROUPS];
    ComparePoint points[2];
    CompareNote notes[2];
    assert_int_equal(compare_meetings_in(c, &cut, &people), 0);
    assert_int_equal(people, 0);
    assert_false(compare_figure(c, &cut, 0).has_mean);
    assert_false(compare_groups(c, &cut, 0, groups, &high, &low));
    assert_int_equal(high, -1);
    assert_int_equal(compare_trend(c, &cut, 0, points, 2), 0);
    assert_int_equal(compare_notes(c, &cut, 0, notes, 2), 0);
    compare_destroy(c);
    compare_destroy(NULL);
}

static void what_finds_no_room_is_counted(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    static char ids[COMPARE_ROLES_MAX + 2][32];
    for (int i = 0; i < COMPARE_ROLES_MAX + 2; i++)
        (void)snprintf(ids[i], sizeof ids[i], "rol-%d", i);
    for (int i = 0; i < COMPARE_ROLES_MAX + 2; i += 2) {
        meeting(ids[i], "Houten", "Zuid", 2026, 9);
        facts.role_count = 2;
        facts.role_ids[0] = facts.role_names[0] = ids[i];
        facts.role_ids[1] = facts.role_names[1] = ids[i + 1];
        rates("plan", 0, "00005");
        compare_add(c, &facts);
    }
    assert_int_equal(compare_role_count(c), COMPARE_ROLES_MAX);
    int without = compare_left_out(c);
    assert_true(without > 0);
    static char subjects[FACTS_SUBJECTS_MAX + 3][32];
    for (int i = 0; i < FACTS_SUBJECTS_MAX + 3; i++) {
        meeting("m", "Houten", "Zuid", 2026, 9);
        facts.role_count = 0;
        (void)snprintf(subjects[i], sizeof subjects[i], "onderwerp-%d", i);
        facts_subject(&facts, subjects[i], subjects[i])->worked = true;
        agrees(subjects[i], "iets", AGREEMENT_OPEN, "");
        facts.agreements[0].role = -1;
        compare_add(c, &facts);
    }
    compare_settle(c);
    assert_int_equal(compare_subject_count(c), FACTS_SUBJECTS_MAX);
    assert_true(compare_left_out(c) > without);
    // What was left out is in no figure of anything else.
    assert_int_equal(all_of(c, "plan").answers.n, 5 * (COMPARE_ROLES_MAX + 2) / 2);
    assert_int_equal(all_of(c, "onderwerp-0").worked, 1);
    compare_destroy(c);
}

static void places_past_the_limit_stand_by_the_last(void **state) {
    (void)state;
    Compare *c = compare_create(NULL, LANG_NL, 3, true);
    for (int i = 0; i < COMPARE_PLACES_MAX + 5; i++) {
        char place[32];
        (void)snprintf(place, sizeof place, "Plaats %d", i);
        meeting("m", place, "", 2026, 9);
        compare_add(c, &facts);
    }
    compare_settle(c);
    assert_int_equal(compare_place_count(c), COMPARE_PLACES_MAX);
    assert_int_equal(compare_left_out(c), 5);
    CompareCut cut = compare_everything();
    assert_int_equal(compare_meetings_in(c, &cut, NULL), COMPARE_PLACES_MAX + 5);
    cut.place = COMPARE_PLACES_MAX - 1;
    assert_int_equal(compare_meetings_in(c, &cut, NULL), 6);
    compare_destroy(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dots_of_roles_follow_the_rule_for_small_groups),
        cmocka_unit_test(dots_by_hand_are_not_told_apart),
        cmocka_unit_test(groups_of_an_outcome_are_shown_as_they_are),
        cmocka_unit_test(the_poster_comes_first_with_its_own_words),
        cmocka_unit_test(an_empty_comparison_answers_nothing),
        cmocka_unit_test(what_finds_no_room_is_counted),
        cmocka_unit_test(places_past_the_limit_stand_by_the_last),
        cmocka_unit_test(figures_are_those_by_hand),
        cmocka_unit_test(small_groups_of_many_teams_are_shown_together),
        cmocka_unit_test(one_manager_three_times_is_not_shown),
        cmocka_unit_test(an_agreement_that_went_along_counts_once),
        cmocka_unit_test(marked_and_new_notes_are_kept),
        cmocka_unit_test(cuts_tell_nothing_by_subtraction)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
