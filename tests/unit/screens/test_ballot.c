// A vote from its opening to the reveal, without a display: which page stands there, that a cast
// ballot leaves nothing behind, and that the page for the next person is the same whatever was voted.
#include "screens/vote.h"
#include "ui/ui_host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

typedef struct {
    Session session;
    Scene scene;
    Shell shell;
    BallotState state;
    uint64_t seq;
} Meeting;

static bool send(void *app, const Event *command, const char *said) {
    (void)said;
    Meeting *m = app;
    if (session_check(&m->session, command)) return false;
    Event e = *command;
    e.seq = ++m->seq;
    e.at_ms = 1000;
    assert_int_equal(session_apply(&m->session, &e, NULL), ERR_NONE);
    return true;
}

static const ShellOps ops = {.send = send};
static const char *const role_ids[] = {"a", "b"};
static const int32_t people[] = {3, 2};
static const SceneRole roles[] = {
    {.id = "a",
     .name = {{"A", "A"}},
     .short_name = {{"A", "A"}},
     .rgb = 0x1d448d,
     .shape = SHAPE_CIRCLE},
    {.id = "b",
     .name = {{"B", "B"}},
     .short_name = {{"B", "B"}},
     .rgb = 0xbb3907,
     .shape = SHAPE_TRIANGLE},
};

static void start(Meeting *m, Ui *ui) {
    *m = (Meeting){0};
    session_init(&m->session);
    m->scene = (Scene){.id = "s", .roles = roles, .role_count = 2};
    m->shell = (Shell){.ops = &ops,
                       .app = m,
                       .ui = ui,
                       .scene = &m->scene,
                       .session = &m->session,
                       .prefs = {.role_min = 3}};
    assert_true(send(m,
                     &(Event){.type = EV_SESSION_CREATE,
                              .scene = "s",
                              .programme = "p",
                              .place = "x",
                              .group = "",
                              .lang = "nl",
                              .previous = "",
                              .date = "2027-01-01",
                              .ids = role_ids,
                              .id_count = 2,
                              .labels = role_ids,
                              .label_count = 2,
                              .list = people,
                              .list_count = 2},
                     NULL));
    assert_true(send(m,
                     &(Event){.type = EV_AGENDA_ADD,
                              .item = 1,
                              .kind = PART_CONFIDENCE,
                              .scene = "",
                              .text = "x",
                              .minutes = 5,
                              .value = 1},
                     NULL));
    assert_true(send(m, &(Event){.type = EV_PLACE_GO, .item = 1}, NULL));
}

static void tap(Meeting *m, int code, int a, int b) {
    RoundPlan plan = vote_plan(&m->shell, NULL);
    UiEvent event = {.kind = UI_TAP, .id = "", .over = "", .act = {.code = code, .a = a, .b = b}};
    assert_true(ballot_handle(&m->state, &m->shell, &plan, &event));
}

static BallotPage page(const Meeting *m) {
    return ballot_page(&m->state, &m->shell);
}

static void vote(Meeting *m, int role, int value) {
    tap(m, BALLOT_NEXT, 0, 0);
    assert_int_equal(page(m), BALLOT_PAGE_ROLE);
    tap(m, BALLOT_ROLE, role, 0);
    assert_int_equal(page(m), BALLOT_PAGE_VOTE);
    tap(m, BALLOT_ANSWER, value, 0);
    tap(m, BALLOT_CONFIRM, 0, 0);
    assert_int_equal(page(m), BALLOT_PAGE_NEXT);
}

static Ui *make_ui(void) {
    Ui *ui = NULL;
    UiHost host = {
        .fonts_dir = "fonts", .icons_dir = "assets/icons", .keyboards_dir = "assets/keyboards"};
    assert_int_equal(ui_create(&host, &ui, NULL), ERR_NONE);
    ui_set_display(ui, 1280, 720, 2.4f);
    return ui;
}

static void goes_from_method_to_result(void **unused) {
    (void)unused;
    Meeting m;
    Ui *ui = make_ui();
    start(&m, ui);
    assert_int_equal(page(&m), BALLOT_PAGE_METHOD);
    tap(&m, BALLOT_METHOD, METHOD_BALLOTS, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_NEXT);
    vote(&m, 0, 4);
    vote(&m, -1, 2);
    const Round *round = session_round_at(&m.session, 1, 0);
    assert_int_equal(round->ballot_count, 2);
    assert_int_equal(round->kind, VOTE_FIST);
    // Neither of the two is done by one tap of somebody who passes by.
    tap(&m, BALLOT_ASK_WITHDRAW, 0, 0);
    tap(&m, BALLOT_KEEP_ON, 0, 0);
    tap(&m, BALLOT_ASK_WITHDRAW, 0, 0);
    assert_true(ballot_back(&m.state, &m.shell));
    assert_int_equal(m.state.asks, ASKS_NOTHING);
    assert_int_equal(round->ballot_count, 2);
    tap(&m, BALLOT_ASK_WITHDRAW, 0, 0);
    tap(&m, BALLOT_WITHDRAW, 0, 0);
    assert_int_equal(m.state.asks, ASKS_NOTHING);
    assert_int_equal(round->ballot_count, 1);
    tap(&m, BALLOT_WITHDRAW, 0, 0);  // only the last one, and it is gone
    assert_int_equal(round->ballot_count, 1);
    tap(&m, BALLOT_ASK_REVEAL, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_NEXT);
    assert_int_equal(ballot_missing(&m.shell, round), 4);
    tap(&m, BALLOT_KEEP_ON, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_NEXT);
    tap(&m, BALLOT_ASK_REVEAL, 0, 0);
    tap(&m, BALLOT_REVEAL, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_RESULT);
    tap(&m, BALLOT_AGAIN, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_METHOD);
    assert_true(ballot_back(&m.state, &m.shell));
    assert_int_equal(page(&m), BALLOT_PAGE_RESULT);
    tap(&m, BALLOT_AGAIN, 0, 0);
    tap(&m, BALLOT_METHOD, METHOD_HANDS, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_HANDS);
    assert_int_equal(session_round_at(&m.session, 1, 0)->number, 2);
    // Hands are counted by the facilitator: they are shown as they are.
    tap(&m, BALLOT_HANDS, 3, 1);
    tap(&m, BALLOT_ASK_REVEAL, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_RESULT);
    session_finish(&m.session);
    ui_destroy(ui);
}

static void everybody_voted_or_nobody_counted_asks_nothing(void **unused) {
    (void)unused;
    for (int counted = 0; counted < 2; counted++) {
        Meeting m;
        Ui *ui = make_ui();
        start(&m, ui);
        static const int32_t none[] = {0, 0};
        if (!counted)
            assert_true(
                send(&m, &(Event){.type = EV_SESSION_PEOPLE, .list = none, .list_count = 2}, NULL));
        tap(&m, BALLOT_METHOD, METHOD_BALLOTS, 0);
        for (int i = 0; i < (counted ? 5 : 1); i++) vote(&m, i % 2, 3);
        tap(&m, BALLOT_ASK_REVEAL, 0, 0);
        assert_int_equal(page(&m), BALLOT_PAGE_RESULT);
        session_finish(&m.session);
        ui_destroy(ui);
    }
}

static void a_cast_ballot_leaves_nothing(void **unused) {
    (void)unused;
    Meeting m;
    start(&m, NULL);
    tap(&m, BALLOT_METHOD, METHOD_BALLOTS, 0);
    BallotState before = m.state;
    vote(&m, 1, 5);
    assert_memory_equal(&m.state, &before, sizeof before);
    // Nor does one that was left half way, or gone back from.
    tap(&m, BALLOT_NEXT, 0, 0);
    tap(&m, BALLOT_ROLE, 1, 0);
    tap(&m, BALLOT_ANSWER, 3, 0);
    assert_true(ballot_back(&m.state, &m.shell));
    assert_true(ballot_back(&m.state, &m.shell));
    assert_false(ballot_back(&m.state, &m.shell));
    assert_memory_equal(&m.state, &before, sizeof before);
    session_finish(&m.session);
}

static void an_answer_can_be_changed_and_taken_back(void **unused) {
    (void)unused;
    Meeting m;
    start(&m, NULL);
    tap(&m, BALLOT_METHOD, METHOD_BALLOTS, 0);
    tap(&m, BALLOT_NEXT, 0, 0);
    tap(&m, BALLOT_ROLE, 0, 0);
    tap(&m, BALLOT_ANSWER, 3, 0);
    tap(&m, BALLOT_ANSWER, 1, 0);
    assert_int_equal(m.state.draft.values[0], 1);
    tap(&m, BALLOT_ANSWER, 1, 0);
    assert_false(m.state.draft.answered);
    tap(&m, BALLOT_OTHER_ROLE, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_ROLE);
    session_finish(&m.session);
}

static void stopping_asks_once_somebody_voted(void **unused) {
    (void)unused;
    Meeting m;
    start(&m, NULL);
    tap(&m, BALLOT_METHOD, METHOD_BALLOTS, 0);
    tap(&m, BALLOT_ASK_CANCEL, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_METHOD);
    tap(&m, BALLOT_METHOD, METHOD_BALLOTS, 0);
    vote(&m, 0, 0);
    tap(&m, BALLOT_ASK_CANCEL, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_NEXT);
    assert_true(m.state.asks == ASKS_CANCEL);
    tap(&m, BALLOT_CANCEL, 0, 0);
    assert_int_equal(page(&m), BALLOT_PAGE_METHOD);
    session_finish(&m.session);
}

static void hands_are_counted_per_group(void **unused) {
    (void)unused;
    Meeting m;
    start(&m, NULL);
    tap(&m, BALLOT_METHOD, METHOD_HANDS, 0);
    tap(&m, BALLOT_HANDS, 4, 1);
    tap(&m, BALLOT_HANDS, 4, 1);
    tap(&m, BALLOT_HANDS, 4, -1);
    tap(&m, BALLOT_HANDS, 3, -1);
    tap(&m, BALLOT_HANDS_GROUP, 2, 0);
    tap(&m, BALLOT_HANDS, 4, 1);
    const Round *round = session_round_at(&m.session, 1, 0);
    assert_int_equal(round->hands[0][4], 1);
    assert_int_equal(round->hands[0][3], 0);
    assert_int_equal(round->hands[2][4], 1);
    assert_int_equal(ballot_votes(round), 2);
    session_finish(&m.session);
}

static void describe_next_page(Ui *ui, int role, int value, Str *out) {
    Meeting m;
    start(&m, ui);
    tap(&m, BALLOT_METHOD, METHOD_BALLOTS, 0);
    vote(&m, role, value);
    ui_begin(ui, 5000);
    ballot_build_next(&m.state, &m.shell, ui);
    ui_end(ui);
    ui_describe(ui, out);
    session_finish(&m.session);
}

static void the_next_page_tells_nothing(void **unused) {
    (void)unused;
    Ui *ui = make_ui();
    Str first, other;
    str_init(&first);
    str_init(&other);
    describe_next_page(ui, 0, 5, &first);
    describe_next_page(ui, 1, 0, &other);
    assert_non_null(strstr(str_text(&first), "ballot.next"));
    assert_string_equal(str_text(&first), str_text(&other));
    str_finish(&first);
    str_finish(&other);
    ui_destroy(ui);
}

static void dots_have_limits(void **unused) {
    (void)unused;
    int32_t values[3] = {0};
    assert_int_equal(dots_add(values, 3, 4, 0), DOT_DONE);
    assert_int_equal(dots_add(values, 3, 4, 0), DOT_DONE);
    assert_int_equal(dots_add(values, 3, 4, 0), DOT_PLACE_FULL);  // at most 4 - 2 on one place
    assert_int_equal(dots_add(values, 3, 4, 1), DOT_DONE);
    assert_int_equal(dots_add(values, 3, 4, 2), DOT_DONE);
    assert_int_equal(dots_add(values, 3, 4, 2), DOT_NONE_LEFT);
    assert_int_equal(dots_placed(values, 3), 4);
    assert_int_equal(dots_take(values, 3, 1), DOT_DONE);
    assert_int_equal(dots_take(values, 3, 1), DOT_NOTHING_THERE);
    assert_int_equal(dots_add(values, 3, 4, 3), DOT_NOTHING_THERE);
    assert_int_equal(dots_placed(values, 3), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(goes_from_method_to_result),
        cmocka_unit_test(everybody_voted_or_nobody_counted_asks_nothing),
        cmocka_unit_test(a_cast_ballot_leaves_nothing),
        cmocka_unit_test(an_answer_can_be_changed_and_taken_back),
        cmocka_unit_test(stopping_asks_once_somebody_voted),
        cmocka_unit_test(hands_are_counted_per_group),
        cmocka_unit_test(the_next_page_tells_nothing),
        cmocka_unit_test(dots_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
