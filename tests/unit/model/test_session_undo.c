// Taking back: every undoable event, the newest or an older one, and how far back it goes.
#include "play.h"

#include <string.h>

static Play play;

// Notes 1, 2, 3 in column 0 (1 and 2 in cluster 1) and 4 in column 1; agreement 1; hands in round 1.
static int start(void **state) {
    (void)state;
    play_start(&play);
    play_do(&play, board_open(1, 3, 1));
    play_do(&play, note_add(1, 1, 0, 0, "een"));
    play_do(&play, note_add(2, 1, 0, 1, "twee"));
    play_do(&play, note_add(3, 1, 0, -1, "drie"));
    play_do(&play, note_add(4, 1, 1, 2, "vier"));
    static const int32_t pair[] = {1, 2};
    play_do(&play, (Event){.type = EV_CLUSTER_ADD,
                           .cluster = 1,
                           .board = 1,
                           .text = "Paar",
                           .list = pair,
                           .list_count = 2});
    play_do(&play, (Event){.type = EV_AGREEMENT_ADD,
                           .agreement = 1,
                           .item = 3,
                           .text = "Koffie",
                           .role = 1,
                           .who = "Jan",
                           .date = "2026-12-01",
                           .note = 2,
                           .previous = ""});
    Event hands = round_choice(1, 3, 2);
    hands.method = METHOD_HANDS;
    play_do(&play, hands);
    static const int32_t counts[] = {3, 1, 0};
    play_do(&play,
            (Event){.type = EV_HANDS_SET, .round = 1, .role = 0, .list = counts, .list_count = 3});
    play_do(&play, (Event){.type = EV_NOTE_MARK, .note = 2, .value = MARK_OPEN_QUESTION});
    play_do(&play, (Event){.type = EV_AGREEMENT_STATE, .agreement = 1, .value = AGREEMENT_DONE});
    play_do(&play, (Event){.type = EV_STAYS_HERE, .kind = STAYS_NOTE, .index = 2, .value = 1});
    play_do(&play, (Event){.type = EV_AGENDA_SKIP, .item = 4, .value = 1});
    play_do(&play, (Event){.type = EV_NOTE_REMOVE, .note = 3});
    play_do(&play, (Event){.type = EV_NOTE_RESTORE, .note = 3});
    return 0;
}

static int finish(void **state) {
    (void)state;
    play_finish(&play);
    return 0;
}

static void test_every_undoable_event_is_taken_back(void **state) {
    (void)state;
    const Event rows[] = {
        {.type = EV_SESSION_PEOPLE, LIST(9, 8, 7)},
        {.type = EV_AGENDA_ORDER, LIST(4, 3, 2, 1)},
        {.type = EV_AGENDA_SKIP, .item = 2, .value = 1},
        {.type = EV_HANDS_SET, .round = 1, .role = 0, LIST(0, 0, 7)},
        {.type = EV_HANDS_SET, .round = 1, .role = -1, LIST(0, 0, 7)},
        note_add(5, 1, 1, 0, "nieuw"),
        {.type = EV_NOTE_DRAW,
         .note = 5,
         .board = 1,
         .column = 1,
         .role = 0,
         .ink = (const int32_t[]){1, 1, 5, 5},
         .ink_count = 4},
        {.type = EV_NOTE_EDIT,
         .note = 1,
         .role = 2,
         .text = "heel anders en een stuk langer dan eerst"},
        note_move(1, 0, 2),
        note_move(3, 0, 0),
        note_move(1, 1, 0),  // out of its cluster
        note_move(4, 0, 1),
        of_note(EV_NOTE_REMOVE, 2),
        {.type = EV_NOTE_MARK, .note = 1, .value = MARK_STOOD_OUT},
        {.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, .text = "Nieuw", LIST(3)},
        {.type = EV_CLUSTER_ADD,
         .cluster = 2,
         .board = 1,
         .text = "",
         LIST(2, 3, 4)},  // from 1, and from a column
        {.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, .column = 1, .text = "", LIST(1, 2)},
        {.type = EV_CLUSTER_NAME,
         .cluster = 1,
         .text = "Een langere naam voor hetzelfde groepje briefjes"},
        {.type = EV_CLUSTER_PUT, .cluster = 1, .note = 3},
        {.type = EV_CLUSTER_PUT, .cluster = 1, .note = 4},
        of_note(EV_CLUSTER_TAKE, 2),
        {.type = EV_CLUSTER_REMOVE, .cluster = 1},
        {.type = EV_AGREEMENT_ADD, .agreement = 2, .text = "Thee", .role = -1},
        {.type = EV_AGREEMENT_EDIT,
         .agreement = 1,
         .text = "Taart",
         .role = -1,
         .who = "Wij",
         .date = ""},
        {.type = EV_AGREEMENT_STATE, .agreement = 1, .value = AGREEMENT_DROPPED},
        {.type = EV_AGREEMENT_REMOVE, .agreement = 1},
        {.type = EV_AGENDA_SKIP, .item = 4, .value = 0},
        {.type = EV_NOTE_MARK, .note = 2, .value = MARK_NONE},
        {.type = EV_AGREEMENT_STATE, .agreement = 1, .value = AGREEMENT_OPEN},
        {.type = EV_AGREEMENT_PROGRESS,
         .agreement = 1,
         .value = AGREEMENT_STUCK,
         .text = "Geen tijd"},
        {.type = EV_STAYS_HERE, .kind = STAYS_NOTE, .index = 2, .value = 0},
        {.type = EV_STAYS_HERE, .kind = STAYS_NOTE, .index = 1, .value = 1},
        {.type = EV_STAYS_HERE, .kind = STAYS_AGREEMENT, .index = 1, .value = 1},
        {.type = EV_STAYS_HERE, .kind = STAYS_ROUND, .index = 1, .value = 1},
    };
    bool tried[EV_TYPE_COUNT] = {false};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Play one;
        play_empty(&one);
        for (int k = 0; k < play.count; k++) (void)play_force(&one, play.log[k]);
        uint64_t seq = play_do(&one, rows[i]);
        tried[rows[i].type] = true;
        const char *unchanged = session_difference(&one.session, &play.session, false);
        if (!unchanged) fail_msg("row %zu changes nothing", i);
        assert_int_equal(session_undoable(&one.session)->seq, seq);
        play_do(&one, undo_of(seq));
        const char *difference = session_difference(&one.session, &play.session, false);
        if (difference) fail_msg("row %zu leaves a difference in %s", i, difference);
        assert_true(session_undo_entry(&one.session, seq)->used);
        assert_int_not_equal(session_undoable(&one.session)->seq, seq);
        play_refused(&one, undo_of(seq), "This cannot be undone any more.");

        Session again;
        play_fold(&one, one.count, &again);
        assert_same(&again, &one.session, true);
        session_finish(&again);
        play_finish(&one);
    }
    for (int type = 0; type < EV_TYPE_COUNT; type++) {
        if (event_specs[type].undoable && !tried[type])
            fail_msg("%s was not tried", event_specs[type].name);
    }
}

static void test_all_the_way_back(void **state) {
    (void)state;
    // Back to before the first note: board, round and agenda stay, all else is gone.
    const UndoEntry *entry;
    int steps = 0;
    while ((entry = session_undoable(&play.session)) != NULL) {
        play_do(&play, undo_of(entry->seq));
        steps++;
    }
    assert_int_equal(steps, 12);
    assert_int_equal(session_count_notes(&play.session), 0);
    assert_int_equal(session_count_agreements(&play.session), 0);
    assert_true(session_cluster(&play.session, 1)->removed);
    assert_int_equal(session_round(&play.session, 1)->hands[1][0], 0);
    assert_non_null(session_board(&play.session, 1));
}

static void test_an_older_event_is_taken_back(void **state) {
    (void)state;
    const Session *s = &play.session;
    uint64_t add = play_do(&play, note_add(5, 1, 0, 0, "vijf"));
    uint64_t edit =
        play_do(&play, (Event){.type = EV_NOTE_EDIT, .note = 5, .role = 1, .text = "vijf!"});
    uint64_t cluster = play_do(
        &play, (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, .text = "", LIST(3, 5)});
    play_do(&play, (Event){.type = EV_CLUSTER_PUT, .cluster = 2, .note = 4});
    play_do(&play, undo_of(add));
    assert_true(session_note(s, 5)->removed);
    play_do(&play, undo_of(edit));
    assert_string_equal(session_note(s, 5)->text, "vijf");
    play_do(&play, undo_of(cluster));  // frees the note that came later, too
    assert_true(session_cluster(s, 2)->removed);
    for (int id = 3; id <= 5; id++) assert_int_equal(session_note(s, id)->cluster, 0);
}

static void test_a_cluster_comes_back_with_its_free_notes(void **state) {
    (void)state;
    const Session *s = &play.session;
    play_do(&play, (Event){.type = EV_CLUSTER_PUT, .cluster = 1, .note = 3});
    uint64_t removal = play_do(&play, (Event){.type = EV_CLUSTER_REMOVE, .cluster = 1});
    play_do(&play, note_move(2, 1, 0));
    play_do(&play, (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, .text = "", LIST(3)});
    play_do(&play, undo_of(removal));
    assert_false(session_cluster(s, 1)->removed);
    assert_string_equal(session_cluster(s, 1)->name, "Paar");
    assert_int_equal(session_note(s, 1)->cluster, 1);
    assert_int_equal(session_note(s, 2)->cluster, 0);  // went to another column
    assert_int_equal(session_note(s, 3)->cluster, 2);  // went to another cluster
}

static void test_what_became_impossible_is_left(void **state) {
    (void)state;
    const Session *s = &play.session;
    // Taken from a cluster that is gone when the taking is undone.
    uint64_t take = play_do(&play, of_note(EV_CLUSTER_TAKE, 2));
    play_do(&play, (Event){.type = EV_CLUSTER_REMOVE, .cluster = 1});
    play_do(&play, undo_of(take));
    assert_int_equal(session_note(s, 2)->cluster, 0);
    // Put into a cluster, and gone on to another one.
    play_do(&play, undo_of(s->last_seq - 1));
    uint64_t put = play_do(&play, (Event){.type = EV_CLUSTER_PUT, .cluster = 1, .note = 3});
    play_do(&play, (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, .text = "", LIST(3)});
    play_do(&play, undo_of(put));
    assert_int_equal(session_note(s, 3)->cluster, 2);
    // Not skipped any more where the group is now.
    play_do(&play, (Event){.type = EV_AGENDA_SKIP, .item = 2, .value = 1});
    uint64_t unskip = play_do(&play, (Event){.type = EV_AGENDA_SKIP, .item = 2, .value = 0});
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 2});
    play_do(&play, undo_of(unskip));
    assert_false(session_item(s, 2)->skipped);
    // An order from before an item came and another one went.
    uint64_t order = play_do(&play, (Event){.type = EV_AGENDA_ORDER, LIST(4, 3, 2, 1)});
    play_do(&play, (Event){.type = EV_AGENDA_ADD, .item = 5, .scene = "", .text = "", .value = 1});
    play_do(&play, (Event){.type = EV_AGENDA_REMOVE, .item = 4});
    play_do(&play, undo_of(order));
    const int expected[] = {1, 2, 3, 5};
    assert_int_equal(s->order_count, 4);
    assert_memory_equal(s->order, expected, sizeof expected);
}

static void test_a_move_leaves_a_newer_cluster_alone(void **state) {
    (void)state;
    uint64_t move = play_do(&play, note_move(3, 0, 0));
    play_do(&play, (Event){.type = EV_CLUSTER_PUT, .cluster = 1, .note = 3});
    play_do(&play, undo_of(move));
    assert_int_equal(session_note(&play.session, 3)->cluster, 1);
    int ids[4];
    assert_int_equal(session_column_notes(&play.session, 1, 0, ids, 4), 3);
    assert_int_equal(ids[2], 3);
}

static void test_the_ring_has_an_end(void **state) {
    (void)state;
    Session *s = &play.session;
    uint64_t first =
        play_do(&play, (Event){.type = EV_NOTE_EDIT, .note = 1, .role = 0, .text = "0"});
    static char texts[SESSION_UNDO_MAX][8];
    for (int i = 0; i < SESSION_UNDO_MAX; i++) {
        texts[i][0] = (char)('A' + i % 26);
        texts[i][1] = (char)('a' + i / 26);
        play_do(&play, (Event){.type = EV_NOTE_EDIT, .note = 1, .role = 0, .text = texts[i]});
    }
    assert_null(session_undo_entry(s, first));
    play_refused(&play, undo_of(first), "This cannot be undone any more.");
    for (int i = SESSION_UNDO_MAX - 1; i >= 0; i--) {
        const UndoEntry *entry = session_undoable(s);
        assert_non_null(entry);
        play_do(&play, undo_of(entry->seq));
        assert_string_equal(session_note(s, 1)->text, i == 0 ? "0" : texts[i - 1]);
    }
    assert_null(session_undoable(s));
}

static void test_a_refused_event_cannot_be_taken_back(void **state) {
    (void)state;
    const UndoEntry *before = session_undoable(&play.session);
    assert_int_equal(play_force(&play, of_note(EV_NOTE_REMOVE, 77)), ERR_REFUSED);
    assert_ptr_equal(session_undoable(&play.session), before);
    assert_int_equal(play_force(&play, undo_of(play.session.last_seq)), ERR_REFUSED);
    assert_int_equal(play_force(&play, undo_of(2)), ERR_REFUSED);  // agenda.add cannot be undone
    assert_int_equal(play_force(&play, undo_of(before->seq)), ERR_NONE);
    assert_int_equal(play_force(&play, undo_of(before->seq)), ERR_REFUSED);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, start, finish)
    const struct CMUnitTest tests[] = {
        TEST(every_undoable_event_is_taken_back),
        TEST(all_the_way_back),
        TEST(an_older_event_is_taken_back),
        TEST(a_cluster_comes_back_with_its_free_notes),
        TEST(what_became_impossible_is_left),
        TEST(a_move_leaves_a_newer_cluster_alone),
        TEST(the_ring_has_an_end),
        TEST(a_refused_event_cannot_be_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
