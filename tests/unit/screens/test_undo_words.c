// What undo would take back, in words: one for every kind of thing that can be taken back.
#include "screens/undo_words.h"
#include "ui/ui_host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

static Session session;
static Ui *ui;
static uint64_t seq;

static uint64_t apply(Event e) {
    assert_null(session_check(&session, &e));
    e.seq = ++seq;
    e.at_ms = 1000;
    assert_int_equal(session_apply(&session, &e, NULL), ERR_NONE);
    return seq;
}

static int set_up(void **state) {
    (void)state;
    static const char *const ids[] = {"a"};
    static const int32_t people[] = {3};
    UiHost host = {
        .fonts_dir = "fonts", .icons_dir = "assets/icons", .keyboards_dir = "assets/keyboards"};
    assert_int_equal(ui_create(&host, &ui, NULL), ERR_NONE);
    seq = 0;
    session_init(&session);
    apply((Event){.type = EV_SESSION_CREATE,
                  .scene = "s",
                  .programme = "p",
                  .place = "x",
                  .group = "",
                  .lang = "nl",
                  .previous = "",
                  .date = "2027-01-01",
                  .ids = ids,
                  .id_count = 1,
                  .labels = ids,
                  .label_count = 1,
                  .list = people,
                  .list_count = 1});
    for (int i = 1; i <= 2; i++)
        apply((Event){.type = EV_AGENDA_ADD,
                      .item = i,
                      .kind = PART_WORK,
                      .scene = i == 1 ? "een" : "twee",
                      .text = i == 1 ? "Een" : "Twee",
                      .value = 2,
                      .index = i - 1});
    apply((Event){.type = EV_PLACE_GO, .item = 1});
    apply((Event){.type = EV_BOARD_OPEN,
                  .board = 1,
                  .item = 1,
                  .step = 0,
                  .text = "",
                  .labels = (const char *const[]){"l", "r"},
                  .label_count = 2});
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    session_finish(&session);
    ui_destroy(ui);
    return 0;
}

// What the newest thing done is called.
static void expect(const char *words) {
    const UndoEntry *entry = session_undoable(&session);
    assert_non_null(entry);
    assert_int_equal(entry->seq, seq);
    assert_string_equal(undo_words(&session, ui, entry), words);
}

static void note(int id, const char *text) {
    apply((Event){.type = EV_NOTE_ADD, .note = id, .board = 1, .role = -1, .text = text});
}

static void test_notes_and_piles(void **state) {
    (void)state;
    note(1, "Samen");
    expect("new note “Samen”");
    note(2, "Een regel\nen een tweede die zo lang is dat hij niet past");
    expect("new note “Een regel en een tweede die zo lang is dat h…”");
    static const int32_t ink[] = {1, 2, 0, 0, 10, 10};
    apply((Event){
        .type = EV_NOTE_DRAW, .note = 3, .board = 1, .role = -1, .ink = ink, .ink_count = 6});
    expect("new note “Drawing”");
    apply((Event){.type = EV_NOTE_EDIT, .note = 1, .role = -1, .text = "Samen doen"});
    expect("other words in note “Samen doen”");
    apply((Event){.type = EV_NOTE_MOVE, .note = 1, .column = 0, .index = 1});
    expect("another place for note “Samen doen”");
    apply((Event){.type = EV_NOTE_MARK, .note = 1, .value = MARK_STOOD_OUT});
    expect("mark on note “Samen doen”");
    apply((Event){.type = EV_CLUSTER_ADD,
                  .cluster = 1,
                  .board = 1,
                  .text = "",
                  .list = (const int32_t[]){1, 2},
                  .list_count = 2});
    expect("new pile of notes");
    apply((Event){.type = EV_CLUSTER_NAME, .cluster = 1, .text = "Begin"});
    expect("name of a pile");
    apply((Event){.type = EV_CLUSTER_PUT, .cluster = 1, .note = 3});
    expect("note “Drawing” on a pile");
    apply((Event){.type = EV_CLUSTER_TAKE, .note = 1});
    expect("taking note “Samen doen” out of its pile");
    apply((Event){.type = EV_CLUSTER_REMOVE, .cluster = 1});
    expect("taking a pile apart");
    apply((Event){.type = EV_NOTE_REMOVE, .note = 1});
    expect("removing note “Samen doen”");
}

static void test_agreements(void **state) {
    (void)state;
    apply((Event){.type = EV_AGREEMENT_ADD,
                  .agreement = 1,
                  .item = 1,
                  .text = "bellen",
                  .role = -1,
                  .who = "",
                  .date = "",
                  .previous = ""});
    expect("new agreement “bellen”");
    apply((Event){.type = EV_AGREEMENT_EDIT,
                  .agreement = 1,
                  .text = "mailen",
                  .role = -1,
                  .who = "",
                  .date = ""});
    expect("change in agreement “mailen”");
    apply((Event){
        .type = EV_AGREEMENT_PROGRESS, .agreement = 1, .value = AGREEMENT_DONE, .text = ""});
    expect("how agreement “mailen” stands");
    apply((Event){.type = EV_STAYS_HERE, .kind = STAYS_AGREEMENT, .index = 1, .value = 1});
    expect("what stays here");
    apply((Event){.type = EV_AGREEMENT_REMOVE, .agreement = 1});
    expect("removing agreement “mailen”");
}

static void test_the_meeting(void **state) {
    (void)state;
    static const int32_t people[] = {4}, order[] = {2, 1}, hands[] = {0, 0, 1, 0, 0};
    apply((Event){.type = EV_SESSION_PEOPLE, .list = people, .list_count = 1});
    expect("how many people are here");
    apply((Event){.type = EV_AGENDA_SKIP, .item = 2, .value = 1});
    expect("skipping “Twee”");
    apply((Event){.type = EV_AGENDA_SKIP, .item = 2, .value = 0});
    expect("doing “Twee” after all");
    apply((Event){.type = EV_AGENDA_ORDER, .list = order, .list_count = 2});
    expect("order of the agenda");
    static const char *const ids[] = {"1", "2", "3", "4", "5"};
    apply((Event){.type = EV_ROUND_OPEN,
                  .round = 1,
                  .item = 1,
                  .kind = VOTE_SCALE,
                  .method = METHOD_HANDS,
                  .text = "",
                  .ids = ids,
                  .labels = ids,
                  .label_count = 3});
    apply((Event){.type = EV_HANDS_SET, .round = 1, .role = -1, .list = hands, .list_count = 5});
    expect("hands counted");
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(notes_and_piles),
        TEST(agreements),
        TEST(the_meeting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
