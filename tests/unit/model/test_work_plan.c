// The agenda after a choice that is made, and made again after a look at what was chosen: what stays,
// what goes, in which order, and where the meeting goes then.
#include "model/work_plan.h"
#include "play.h"

#include <stdio.h>
#include <string.h>

static Play play;

enum { CHOOSE = 2, FIRST = 3, END = 4 };  // of play_start; FIRST is work of four steps

static int set_up(void **state) {
    (void)state;
    play_start(&play);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = CHOOSE});
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    play_finish(&play);
    return 0;
}

// As the program carries a plan out.
static void choose(Event choice) {
    play_do(&play, choice);
    WorkPlan plan;
    work_plan_make(&play.session, &plan);
    for (int i = 0; i < plan.remove_count; i++)
        play_do(&play, (Event){.type = EV_AGENDA_REMOVE, .item = plan.remove[i]});
    static int32_t orders[64][SESSION_ITEMS_MAX];  // the play borrows them
    static int order;
    if (plan.moved) {
        memcpy(orders[order], plan.order, sizeof plan.order);
        play_do(&play, (Event){.type = EV_AGENDA_ORDER,
                               .list = orders[order++],
                               .list_count = plan.order_count});
    }
    for (int i = 0; i < plan.add_count; i++)
        play_do(&play, (Event){.type = EV_AGENDA_ADD,
                               .item = play.session.item_count + 1,
                               .kind = PART_WORK,
                               .scene = play.session.chosen[plan.add[i].chosen],
                               .text = "Werk",
                               .value = 2,
                               .index = plan.add[i].index});
}

#define CHOOSE_ALL(...) choose((Event){.type = EV_CHOICE_SET, IDS(__VA_ARGS__)})

static void go(int item, int step) {
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = item, .step = step});
}

static int item_of(const char *assignment) {
    for (int i = 0; i < play.session.order_count; i++) {
        const AgendaItem *item = session_item(&play.session, play.session.order[i]);
        if (strcmp(item->assignment, assignment) == 0) return item->id;
    }
    return 0;
}

// The agenda in words: "welcome choose een twee close".
static void agenda_is(const char *wanted) {
    char text[400] = "";
    for (int i = 0; i < play.session.order_count; i++) {
        const AgendaItem *item = session_item(&play.session, play.session.order[i]);
        const char *word = item->kind == PART_WORK      ? item->assignment
                           : item->kind == PART_WELCOME ? "welcome"
                           : item->kind == PART_CHOOSE  ? "choose"
                                                        : "close";
        size_t at = strlen(text);
        (void)snprintf(text + at, sizeof text - at, "%s%s", i ? " " : "", word);
    }
    assert_string_equal(text, wanted);
}

static void goes_to(const char *assignment) {
    const AgendaItem *item = work_plan_ahead(&play.session);
    assert_non_null(item);
    assert_string_equal(item->assignment, assignment);
}

static void counts(const char *assignment, int place, int total) {
    int at, all;
    work_plan_count(&play.session, session_item(&play.session, item_of(assignment)), &at, &all);
    assert_int_equal(at, place);
    assert_int_equal(all, total);
}

static void write_note(int item, int step) {
    int board = play.session.board_count + 1;
    play_do(&play, board_open(board, item, step));
    play_do(&play, note_add(play.session.note_count + 1, board, 0, 0, "blijft"));
}

// Done: on from its last step.
static void do_it(const char *assignment) {
    int item = item_of(assignment);
    go(item, session_item(&play.session, item)->steps - 1);
    go(END, 0);
    assert_true(session_item(&play.session, item)->done);
    go(CHOOSE, 0);
}

static void test_first_choice(void **state) {
    (void)state;
    assert_null(work_plan_ahead(&play.session));  // nothing is chosen
    CHOOSE_ALL("een", "twee");
    agenda_is("welcome choose een twee close");
    goes_to("een");
    counts("twee", 2, 2);
    go(1, 0);
    assert_null(work_plan_ahead(&play.session));
}

static void test_another_choice_after_a_look(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee");
    int two = item_of("twee");
    go(item_of("een"), 0);
    go(CHOOSE, 0);
    CHOOSE_ALL("drie", "twee");
    agenda_is("welcome choose drie twee close");
    assert_int_equal(item_of("twee"), two);
    goes_to("drie");
    counts("twee", 2, 2);
}

static void test_another_order_of_what_was_opened(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee", "drie");
    go(item_of("een"), 1);
    go(item_of("twee"), 0);
    go(CHOOSE, 0);
    CHOOSE_ALL("drie", "twee", "een");
    agenda_is("welcome choose drie twee een close");
    goes_to("drie");
    CHOOSE_ALL("drie", "twee", "een");  // the same again: nothing to do
    WorkPlan plan;
    work_plan_make(&play.session, &plan);
    assert_false(plan.moved);
    assert_int_equal(plan.add_count + plan.remove_count, 0);
}

static void test_what_was_recorded_stays(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee", "drie");
    go(item_of("twee"), 1);
    write_note(item_of("twee"), 1);
    go(CHOOSE, 0);
    CHOOSE_ALL("drie", "vier");
    agenda_is("welcome choose twee drie vier close");
    goes_to("drie");
    counts("drie", 1, 2);  // what was given up does not count
    go(item_of("twee"), 0);
    counts("twee", 1, 3);  // but where the group stands
    // Chosen after all: it follows the choice again.
    go(CHOOSE, 0);
    CHOOSE_ALL("drie", "twee");
    agenda_is("welcome choose drie twee close");
}

static void test_back_leads_past_what_was_given_up(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee", "drie");
    assert_null(work_plan_behind(&play.session));  // the group is choosing
    do_it("een");
    go(item_of("twee"), 1);
    write_note(item_of("twee"), 1);
    go(CHOOSE, 0);
    CHOOSE_ALL("drie", "vier");
    agenda_is("welcome choose een twee drie vier close");
    go(item_of("drie"), 0);
    assert_int_equal(work_plan_behind(&play.session)->id, CHOOSE);
    go(item_of("vier"), 0);
    assert_string_equal(work_plan_behind(&play.session)->assignment, "drie");
    go(item_of("vier"), 1);
    assert_null(work_plan_behind(&play.session));  // a step back, as always
    go(item_of("twee"), 0);
    assert_null(work_plan_behind(&play.session));  // who is in it goes through the agenda
}

static void test_votes_and_agreements_stay_too(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee", "drie");
    play_do(&play, round_scale(1, item_of("een"), 0));
    play_do(&play, (Event){.type = EV_AGREEMENT_ADD,
                           .agreement = 1,
                           .item = item_of("twee"),
                           .text = "bellen",
                           .role = -1,
                           .who = "",
                           .date = "",
                           .previous = ""});
    play_do(&play, round_scale(2, item_of("drie"), 0));
    play_do(&play, of_round(EV_ROUND_CANCEL, 2));
    go(CHOOSE, 0);
    int one = item_of("een");
    play_refused(&play, (Event){.type = EV_AGENDA_REMOVE, .item = one},
                 "The group has been in this part.");
    CHOOSE_ALL("vier");
    agenda_is("welcome choose een twee vier close");
}

static void test_done_is_history(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee");
    do_it("een");
    play_refused(&play, (Event){.type = EV_AGENDA_REMOVE, .item = item_of("een")},
                 "The group has been in this part.");
    goes_to("twee");
    CHOOSE_ALL("drie");
    agenda_is("welcome choose een drie close");
    goes_to("drie");
    counts("drie", 2, 2);  // what was done counts
}

static void test_done_and_chosen_is_passed(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee", "drie");
    do_it("een");
    CHOOSE_ALL("een", "drie");
    agenda_is("welcome choose een drie close");
    goes_to("drie");
    play_do(&play, (Event){.type = EV_AGENDA_SKIP, .item = item_of("drie"), .value = 1});
    assert_int_equal(work_plan_ahead(&play.session)->id, END);
}

static void test_opened_or_left_backwards_is_not_done(void **state) {
    (void)state;
    CHOOSE_ALL("een");
    int item = item_of("een");
    go(item, 0);
    go(END, 0);  // skipped over
    assert_false(session_item(&play.session, item)->done);
    go(item, 1);
    go(CHOOSE, 0);  // back from its last step
    assert_false(session_item(&play.session, item)->done);
    goes_to("een");
}

// A programme in which the group chooses twice.
static void test_work_before_the_choice_keeps_its_place(void **state) {
    (void)state;
    CHOOSE_ALL("een", "twee");
    do_it("een");
    play_do(&play, (Event){.type = EV_AGENDA_ADD,
                           .item = play.session.item_count + 1,
                           .kind = PART_CHOOSE,
                           .scene = "",
                           .text = "Weer kiezen",
                           .value = 1,
                           .index = play.session.order_count - 1});
    go(play.session.item_count, 0);
    CHOOSE_ALL("een", "twee", "drie");
    agenda_is("welcome choose een choose twee drie close");
    goes_to("twee");
}

static void test_a_removed_item_takes_its_clock(void **state) {
    (void)state;
    CHOOSE_ALL("een");
    int item = item_of("een");
    play_do(&play, (Event){.type = EV_TIMER_SET, .item = item, .step = 1, .seconds = 50});
    go(item, 1);
    assert_int_equal(play_force(&play, (Event){.type = EV_AGENDA_REMOVE, .item = item}),
                     ERR_REFUSED);
    go(CHOOSE, 0);
    CHOOSE_ALL("twee");
    assert_int_equal(play.session.timer.item, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(first_choice),
        TEST(another_choice_after_a_look),
        TEST(another_order_of_what_was_opened),
        TEST(what_was_recorded_stays),
        TEST(back_leads_past_what_was_given_up),
        TEST(votes_and_agreements_stay_too),
        TEST(done_is_history),
        TEST(done_and_chosen_is_passed),
        TEST(opened_or_left_backwards_is_not_done),
        TEST(work_before_the_choice_keeps_its_place),
        TEST(a_removed_item_takes_its_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
