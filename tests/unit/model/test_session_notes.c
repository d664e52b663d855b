// Folding the events of boards, notes, clusters and agreements.
#include "play.h"

#include <string.h>

static Play play;

// Board 1 with notes 1, 2, 3 in its first column and 4 in its second.
static int start(void **state) {
    (void)state;
    play_start(&play);
    play_do(&play, board_open(1, 3, 1));
    play_do(&play, note_add(1, 1, 0, 0, "een"));
    play_do(&play, note_add(2, 1, 0, 1, "twee"));
    play_do(&play, note_add(3, 1, 0, -1, "drie"));
    play_do(&play, note_add(4, 1, 1, 2, "vier"));
    return 0;
}

static int finish(void **state) {
    (void)state;
    play_finish(&play);
    return 0;
}

// The notes of a column as digits: "132".
static const char *column(int column_index) {
    static char digits[32];
    int ids[30];
    int n = session_column_notes(&play.session, 1, column_index, ids, 30);
    for (int i = 0; i < n; i++) digits[i] = (char)('0' + ids[i]);
    digits[n] = '\0';
    return digits;
}

static const char *cluster_notes(int cluster) {
    static char digits[32];
    int ids[30];
    int n = session_cluster_notes(&play.session, cluster, ids, 30);
    for (int i = 0; i < n; i++) digits[i] = (char)('0' + ids[i]);
    digits[n] = '\0';
    return digits;
}

static Event cluster_put(int cluster, int note) {
    return (Event){.type = EV_CLUSTER_PUT, .cluster = cluster, .note = note};
}

static Event of_cluster(EventType type, int cluster) {
    return (Event){.type = type, .cluster = cluster};
}

static void test_a_board(void **state) {
    (void)state;
    const Session *s = &play.session;
    const Board *board = session_board_at(s, 3, 1);
    assert_non_null(board);
    assert_int_equal(board->id, 1);
    assert_string_equal(board->question, "Wat zien jullie?");
    assert_int_equal(board->column_count, 2);
    assert_string_equal(board->columns[1], "Straks");
    assert_string_equal(board->columns[2], "");
    assert_null(session_board_at(s, 3, 2));
    assert_null(session_board(s, 2));
    assert_null(session_board(s, 0));
    play_refused(&play, board_open(2, 3, 1), "There is a board here already.");
    play_refused(&play, board_open(2, 3, 9), "That part has no such step.");
    play_refused(&play, board_open(3, 3, 2), "A board has one to four columns.");
    Event board_event = board_open(2, 3, 2);
    board_event.label_count = 0;
    play_refused(&play, board_event, "A board has one to four columns.");
    assert_int_equal(play_force(&play, board_event), ERR_REFUSED);
    assert_int_equal(play_force(&play, board_open(1, 3, 2)), ERR_REFUSED);
}

static void test_adding_notes(void **state) {
    (void)state;
    const Note *note = session_note(&play.session, 2);
    assert_string_equal(note->text, "twee");
    assert_int_equal(note->board, 1);
    assert_int_equal(note->column, 0);
    assert_int_equal(note->role, 1);
    assert_int_equal(note->cluster, 0);
    assert_int_equal(note->mark, MARK_NONE);
    assert_int_equal(note->at_ms, play.log[play.count - 3].at_ms);
    assert_string_equal(column(0), "123");
    assert_string_equal(column(1), "4");
    int only[1];
    assert_int_equal(session_column_notes(&play.session, 1, 0, only, 1), 1);
    assert_int_equal(session_column_notes(&play.session, 9, 0, only, 1), 0);

    play_refused(&play, note_add(4, 1, 0, 0, "x"), "Another note was written first. Try again.");
    play_refused(&play, note_add(6, 1, 0, 0, "x"), "Another note was written first. Try again.");
    play_refused(&play, note_add(5, 2, 0, 0, "x"), "That board is not there.");
    play_refused(&play, note_add(5, 1, 2, 0, "x"), "The board has no such column.");
    play_refused(&play, note_add(5, 1, 0, 3, "x"), "Choose a role of this poster for the note.");
    play_refused(&play, note_add(5, 1, 0, 0, " \n "), "Write something on the note first.");
    play_refused(&play, note_add(5, 1, 0, 0, "\u200B\u2060 \u00AD"),
                 "Write something on the note first.");
    play_refused(&play, note_add(5, 1, 0, 0, "bel\a"),
                 "This cannot be kept: it is too long, or has characters that cannot be stored.");
    // The fold: a text that was erased at the close, and a role that is not there.
    assert_int_equal(play_force(&play, note_add(5, 1, 0, 5, "")), ERR_NONE);
    assert_int_equal(session_note(&play.session, 5)->role, -1);
    assert_string_equal(session_note(&play.session, 5)->text, "");
    assert_int_equal(play_force(&play, note_add(5, 1, 0, 0, "weer")), ERR_REFUSED);
}

static void test_a_hole_in_the_record(void **state) {
    (void)state;
    const Session *s = &play.session;
    assert_int_equal(play_force(&play, note_add(9, 1, 1, 0, "na het gat")), ERR_NONE);
    assert_int_equal(s->note_count, 9);
    assert_null(session_note(s, 7));
    assert_non_null(session_note(s, 9));
    assert_int_equal(session_count_notes(s), 5);
    assert_int_equal(play_force(&play, note_add(7, 1, 0, 0, "te laat")), ERR_REFUSED);
    assert_int_equal(play_force(&play, of_note(EV_NOTE_REMOVE, 7)), ERR_REFUSED);
    // Notes on a board whose opening is lost lie on a board without question.
    assert_int_equal(play_force(&play, note_add(10, 5, 3, 0, "los")), ERR_NONE);
    assert_int_equal(session_board(s, 5)->column_count, 4);
    assert_string_equal(session_board(s, 5)->question, "");
    assert_null(session_board(s, 3));
    assert_int_equal(play_force(&play, note_add(11, 3, 0, 0, "ook los")), ERR_NONE);
    assert_non_null(session_board(s, 3));
    assert_int_equal(play_force(&play, note_add(12, 3, 1, 0, "en nog")), ERR_NONE);
    assert_int_equal(session_board(s, 3)->order_count, 2);
    assert_int_equal(play_force(&play, board_open(3, 3, 2)), ERR_REFUSED);
    play_do(&play, board_open(6, 3, 2));
}

static void test_the_last_note(void **state) {
    (void)state;
    assert_int_equal(play_force(&play, note_add(SESSION_NOTES_MAX, 1, 0, 0, "laatste")), ERR_NONE);
    play_refused(&play, note_add(SESSION_NOTES_MAX, 1, 0, 0, "x"),
                 "There are too many notes in this meeting.");
    assert_int_equal(play_force(&play, note_add(SESSION_NOTES_MAX + 1, 1, 0, 0, "x")), ERR_REFUSED);
}

static void test_editing(void **state) {
    (void)state;
    Event edit = {
        .type = EV_NOTE_EDIT,
        .note = 1,
        .role = 2,
        .text =
            "een en een heel stuk langer dan het was, zodat het nergens meer in past wat er stond"};
    play_do(&play, edit);
    assert_string_equal(session_note(&play.session, 1)->text, edit.text);
    assert_string_equal(session_note(&play.session, 2)->text, "twee");
    assert_int_equal(session_note(&play.session, 1)->role, 2);
    edit.text = "", edit.role = 1;
    play_refused(&play, edit, "Write something on the note first.");
    edit.text = "x", edit.role = 3;
    play_refused(&play, edit, "Choose a role of this poster for the note.");
    edit.role = 0, edit.note = 5;
    play_refused(&play, edit, "That note is not there any more.");
    // The text may be the note's own.
    edit = (Event){.type = EV_NOTE_EDIT,
                   .note = 1,
                   .role = -1,
                   .seq = play.session.last_seq + 1,
                   .text = session_note(&play.session, 1)->text};
    assert_int_equal(session_apply(&play.session, &edit, NULL), ERR_NONE);
    assert_string_equal(
        session_note(&play.session, 1)->text,
        "een en een heel stuk langer dan het was, zodat het nergens meer in past wat er stond");
}

// A note that is edited all evening does not grow the session.
static void test_editing_without_end_takes_no_memory(void **state) {
    (void)state;
    Session *s = &play.session;
    Event edit = {.type = EV_NOTE_EDIT, .note = 1};
    size_t used = 0;
    for (int i = 0; i < 2000; i++) {
        edit.seq = s->last_seq + 1;
        edit.text = i % 2 ? "kort" : "een tekst die langer is dan de andere";
        assert_int_equal(session_apply(s, &edit, NULL), ERR_NONE);
        Event undo = undo_of(s->last_seq);
        undo.seq = s->last_seq + 1;
        assert_int_equal(session_apply(s, &undo, NULL), ERR_NONE);
        if (i == 10) used = s->arena.used_bytes;
    }
    assert_int_equal(s->arena.used_bytes, used);
}

static void test_moving(void **state) {
    (void)state;
    static const struct {
        int note, column, index;
        const char *first, *second;
    } rows[] = {
        {1, 0, 2, "231", "4"}, {1, 0, 0, "123", "4"},  {3, 0, 1, "132", "4"}, {3, 1, 0, "12", "34"},
        {1, 1, 1, "2", "314"}, {2, 1, 99, "", "3142"}, {4, 0, 5, "4", "312"}, {4, 0, 0, "4", "312"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        play_do(&play, note_move(rows[i].note, rows[i].column, rows[i].index));
        assert_string_equal(column(0), rows[i].first);
        assert_string_equal(column(1), rows[i].second);
    }
    play_refused(&play, note_move(1, 2, 0), "The board has no such column.");
    play_refused(&play, note_move(7, 0, 0), "That note is not there any more.");
}

static void test_moving_past_removed_notes(void **state) {
    (void)state;
    play_do(&play, of_note(EV_NOTE_REMOVE, 2));
    play_do(&play, note_move(1, 0, 1));
    assert_string_equal(column(0), "31");
    play_refused(&play, note_move(2, 0, 0), "That note is not there any more.");
}

static void test_removing_restoring_marking(void **state) {
    (void)state;
    play_do(&play, of_note(EV_NOTE_REMOVE, 2));
    assert_string_equal(column(0), "13");
    assert_int_equal(session_count_notes(&play.session), 3);
    assert_string_equal(session_note(&play.session, 2)->text, "twee");
    play_refused(&play, of_note(EV_NOTE_REMOVE, 2), "That note is not there any more.");
    play_refused(&play, (Event){.type = EV_NOTE_MARK, .note = 2},
                 "That note is not there any more.");
    play_do(&play, of_note(EV_NOTE_RESTORE, 2));
    assert_string_equal(column(0), "123");
    play_refused(&play, of_note(EV_NOTE_RESTORE, 2), "That note was not removed.");
    play_refused(&play, of_note(EV_NOTE_RESTORE, 9), "That note is not there any more.");
    play_do(&play, (Event){.type = EV_NOTE_MARK, .note = 2, .value = MARK_OPEN_QUESTION});
    assert_int_equal(session_note(&play.session, 2)->mark, MARK_OPEN_QUESTION);
    play_refused(&play, (Event){.type = EV_NOTE_MARK, .note = 2, .value = 3},
                 "There is no such mark for a note.");
}

static void test_clusters(void **state) {
    (void)state;
    const Session *s = &play.session;
    Event add = {
        .type = EV_CLUSTER_ADD, .cluster = 1, .board = 1, .column = 0, .text = "", LIST(3, 1)};
    play_do(&play, add);
    assert_string_equal(cluster_notes(1), "13");
    assert_string_equal(session_cluster(s, 1)->name, "");
    play_do(&play, (Event){.type = EV_CLUSTER_NAME, .cluster = 1, .text = "Samen"});
    assert_string_equal(session_cluster(s, 1)->name, "Samen");
    play_do(&play, cluster_put(1, 4));  // comes to the column of the cluster
    assert_string_equal(cluster_notes(1), "134");
    assert_int_equal(session_note(s, 4)->column, 0);
    play_do(&play, of_note(EV_CLUSTER_TAKE, 3));
    assert_string_equal(cluster_notes(1), "14");
    play_do(&play, of_note(EV_NOTE_REMOVE, 1));
    assert_string_equal(cluster_notes(1), "4");
    play_do(&play, of_note(EV_NOTE_RESTORE, 1));
    assert_string_equal(cluster_notes(1), "14");
    play_do(&play, note_move(1, 0, 0));  // within its column it stays in the cluster
    assert_string_equal(cluster_notes(1), "14");
    play_do(&play, note_move(1, 1, 0));
    assert_string_equal(cluster_notes(1), "4");
    play_do(&play, of_cluster(EV_CLUSTER_REMOVE, 1));
    assert_string_equal(cluster_notes(1), "");
    assert_int_equal(session_note(s, 4)->cluster, 0);
    assert_true(session_cluster(s, 1)->removed);
}

static void test_clusters_are_refused(void **state) {
    (void)state;
    Event add = {
        .type = EV_CLUSTER_ADD, .cluster = 1, .board = 1, .column = 0, .text = "", LIST(1, 2)};
    play_do(&play, add);
    play_refused(&play, add, "Another cluster was made first. Try again.");
    add.cluster = 2;
    add.list_count = 0;
    play_refused(&play, add, "Choose the notes that belong together.");
    play_refused(&play, (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, LIST(3, 3)},
                 "A note is in a cluster only once.");
    play_refused(&play, (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, LIST(3, 8)},
                 "That note is not there any more.");
    play_refused(&play,
                 (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, .column = 3, LIST(3)},
                 "The board has no such column.");
    play_do(&play, board_open(2, 3, 2));
    play_do(&play, note_add(5, 2, 0, 0, "elders"));
    play_refused(&play, (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, LIST(3, 5)},
                 "That note is not there any more.");
    play_refused(&play, cluster_put(1, 5), "That cluster is on another board.");
    play_refused(&play, cluster_put(1, 1), "That note is in this cluster already.");
    play_refused(&play, cluster_put(2, 3), "That cluster is not there any more.");
    play_refused(&play, cluster_put(1, 8), "That note is not there any more.");
    play_refused(&play, of_note(EV_CLUSTER_TAKE, 3), "That note is in no cluster.");
    play_refused(&play, of_note(EV_CLUSTER_TAKE, 8), "That note is not there any more.");
    play_do(&play, of_cluster(EV_CLUSTER_REMOVE, 1));
    const char *gone = "That cluster is not there any more.";
    play_refused(&play, of_cluster(EV_CLUSTER_REMOVE, 1), gone);
    play_refused(&play, (Event){.type = EV_CLUSTER_NAME, .cluster = 1, .text = "x"}, gone);
    play_refused(&play, cluster_put(1, 3), gone);
    // The fold passes over notes that are not there.
    assert_int_equal(
        play_force(&play, (Event){.type = EV_CLUSTER_ADD, .cluster = 2, .board = 1, LIST(8, 5, 3)}),
        ERR_NONE);
    assert_string_equal(cluster_notes(2), "3");
    assert_int_equal(
        play_force(&play, (Event){.type = EV_CLUSTER_ADD, .cluster = 3, .board = 9, LIST(1)}),
        ERR_REFUSED);
}

static void test_agreements(void **state) {
    (void)state;
    const Session *s = &play.session;
    Event add = {.type = EV_AGREEMENT_ADD,
                 .agreement = 1,
                 .item = 3,
                 .text = "Koffie",
                 .role = 1,
                 .who = "",
                 .date = "2026-12-01",
                 .note = 2,
                 .previous = ""};
    play_do(&play, add);
    const Agreement *agreement = session_agreement(s, 1);
    assert_string_equal(agreement->what, "Koffie");
    assert_int_equal(agreement->item, 3);
    assert_int_equal(agreement->role, 1);
    assert_int_equal(agreement->note, 2);
    assert_string_equal(agreement->date, "2026-12-01");
    assert_int_equal(agreement->state, AGREEMENT_OPEN);
    add = (Event){.type = EV_AGREEMENT_ADD,
                  .agreement = 2,
                  .text = "Thee",
                  .role = -1,
                  .who = "Team Noord",
                  .date = "",
                  .previous = "2026-05-01-houten-abcd"};
    play_do(&play, add);
    assert_string_equal(session_agreement(s, 2)->previous, "2026-05-01-houten-abcd");
    assert_string_equal(session_agreement(s, 2)->who, "Team Noord");

    Event edit = {.type = EV_AGREEMENT_EDIT,
                  .agreement = 1,
                  .role = -1,
                  .text = "Koffie en taart",
                  .who = "Wij",
                  .date = ""};
    play_do(&play, edit);
    agreement = session_agreement(s, 1);
    assert_string_equal(agreement->what, "Koffie en taart");
    assert_string_equal(agreement->who, "Wij");
    assert_string_equal(agreement->date, "");
    assert_int_equal(agreement->role, -1);
    play_do(&play, (Event){.type = EV_AGREEMENT_STATE, .agreement = 1, .value = AGREEMENT_DONE});
    assert_int_equal(session_agreement(s, 1)->state, AGREEMENT_DONE);
    play_do(&play, (Event){.type = EV_AGREEMENT_PROGRESS,
                           .agreement = 1,
                           .value = AGREEMENT_STUCK,
                           .text = "Het systeem laat het niet toe"});
    assert_int_equal(session_agreement(s, 1)->state, AGREEMENT_STUCK);
    assert_string_equal(session_agreement(s, 1)->obstacle, "Het systeem laat het niet toe");
    assert_true(agreement_is_open(session_agreement(s, 1)));
    // The old word for it leaves what is in the way, and is taken back to where it was.
    play_do(&play, (Event){.type = EV_AGREEMENT_STATE, .agreement = 1, .value = AGREEMENT_DROPPED});
    assert_false(agreement_is_open(session_agreement(s, 1)));
    play_do(&play, (Event){.type = EV_UNDO, .value = (int64_t)s->last_seq});
    assert_int_equal(session_agreement(s, 1)->state, AGREEMENT_STUCK);
    assert_string_equal(session_agreement(s, 1)->obstacle, "Het systeem laat het niet toe");
    play_do(&play, (Event){.type = EV_AGREEMENT_PROGRESS,
                           .agreement = 1,
                           .value = AGREEMENT_UNDER_WAY,
                           .text = ""});
    assert_string_equal(session_agreement(s, 1)->obstacle, "");
    play_do(&play, (Event){.type = EV_AGREEMENT_REMOVE, .agreement = 2});
    assert_int_equal(session_count_agreements(s), 1);
    play_do(&play, (Event){.type = EV_AGREEMENT_RESTORE, .agreement = 2});
    assert_int_equal(session_count_agreements(s), 2);
}

static void test_agreements_are_refused(void **state) {
    (void)state;
    const Event good = {.type = EV_AGREEMENT_ADD,
                        .agreement = 1,
                        .item = 3,
                        .text = "Koffie",
                        .role = -1,
                        .who = "Wij",
                        .date = "",
                        .note = 0,
                        .previous = ""};
    Event add = good;
    add.agreement = 2;
    play_refused(&play, add, "Another agreement was made first. Try again.");
    add = good, add.text = " ";
    play_refused(&play, add, "Write what you agree first.");
    add = good, add.text = "\u00AD\u3164";
    play_refused(&play, add, "Write what you agree first.");
    add = good, add.role = 3;
    play_refused(&play, add, "Choose a role of this poster, or write who does it.");
    add = good, add.date = "2026-02-30";
    play_refused(&play, add, "Choose a day from the calendar.");
    add = good, add.item = 9;
    play_refused(&play, add, "That part is not on the agenda.");
    add = good, add.note = 9;
    play_refused(&play, add, "The note of this agreement is not there any more.");
    add = good, add.previous = "../x";
    play_refused(&play, add, "The meeting that this agreement comes from has no proper name.");
    const char *gone = "That agreement is not there any more.";
    play_refused(&play, (Event){.type = EV_AGREEMENT_STATE, .agreement = 1, .value = 1}, gone);
    play_do(&play, good);
    play_refused(&play, (Event){.type = EV_AGREEMENT_STATE, .agreement = 1, .value = 3},
                 "An agreement is open, done or dropped.");
    play_refused(&play,
                 (Event){.type = EV_AGREEMENT_PROGRESS, .agreement = 1, .value = 5, .text = ""},
                 "An agreement is open, under way, stuck, done or dropped.");
    play_refused(&play, (Event){.type = EV_AGREEMENT_RESTORE, .agreement = 1},
                 "That agreement was not removed.");
    play_do(&play, (Event){.type = EV_AGREEMENT_REMOVE, .agreement = 1});
    play_refused(&play, (Event){.type = EV_AGREEMENT_REMOVE, .agreement = 1}, gone);
    play_refused(&play, (Event){.type = EV_AGREEMENT_EDIT, .agreement = 1, .text = "x"}, gone);
    play_refused(&play, (Event){.type = EV_AGREEMENT_RESTORE, .agreement = 2}, gone);
    // The fold keeps the agreement, without what it cannot trust.
    add = good;
    add.agreement = 2, add.note = 99, add.role = 6, add.date = "2026-02-30", add.previous = "../x";
    assert_int_equal(play_force(&play, add), ERR_NONE);
    const Agreement *kept = session_agreement(&play.session, 2);
    assert_int_equal(kept->note, 0);
    assert_int_equal(kept->role, -1);
    assert_string_equal(kept->date, "");
    assert_string_equal(kept->previous, "");
    assert_int_equal(play_force(&play, add), ERR_REFUSED);
}

// Agreed at the start: what is new stays here, until somebody says otherwise of it.
static void test_what_is_new_stays_here(void **state) {
    (void)state;
    int before = play.session.note_count;
    assert_int_equal(session_stays_default(&play.session), STAYS_NOTHING);
    Event stays = {.type = EV_STAYS_HERE, .kind = STAYS_NEW_NOTES, .value = 1};
    play_do(&play, stays);
    assert_int_equal(session_stays_default(&play.session), STAYS_NOTES);
    play_do(
        &play,
        (Event){.type = EV_NOTE_ADD, .note = before + 1, .board = 1, .role = -1, .text = "nieuw"});
    play_do(&play, (Event){.type = EV_AGREEMENT_ADD, .agreement = 1, .text = "x", .role = -1});
    assert_false(session_note(&play.session, 1)->stays_here);
    assert_true(session_note(&play.session, before + 1)->stays_here);
    assert_false(session_agreement(&play.session, 1)->stays_here);
    stays.kind = STAYS_NEW_AGREEMENTS;
    play_do(&play, stays);
    assert_int_equal(session_stays_default(&play.session), STAYS_EVERYTHING);
    play_do(&play, (Event){.type = EV_AGREEMENT_ADD, .agreement = 2, .text = "y", .role = -1});
    assert_true(session_agreement(&play.session, 2)->stays_here);
    stays = (Event){.type = EV_STAYS_HERE, .kind = STAYS_NOTE, .index = before + 1};
    play_do(&play, stays);
    assert_false(session_note(&play.session, before + 1)->stays_here);
}

static void test_what_stays_here(void **state) {
    (void)state;
    play_do(&play, (Event){.type = EV_AGREEMENT_ADD, .agreement = 1, .text = "x", .role = -1});
    play_do(&play, round_fist(1, 3, 2));
    Event stays = {.type = EV_STAYS_HERE, .index = 1, .value = 1};
    for (stays.kind = STAYS_NOTE; stays.kind <= STAYS_ROUND; stays.kind++) play_do(&play, stays);
    assert_true(session_note(&play.session, 1)->stays_here);
    assert_true(session_agreement(&play.session, 1)->stays_here);
    assert_true(session_round(&play.session, 1)->stays_here);
    assert_false(session_note(&play.session, 2)->stays_here);
    stays.kind = STAYS_ROUND, stays.value = 0;
    play_do(&play, stays);
    assert_false(session_round(&play.session, 1)->stays_here);
    assert_true(session_note(&play.session, 1)->stays_here);
    const char *gone = "What stays here is not there any more.";
    stays.index = 2;
    play_refused(&play, stays, gone);
    stays.kind = STAYS_KIND_COUNT, stays.index = 1;
    play_refused(&play, stays, gone);
    stays.kind = STAYS_NOTE, stays.value = 2;
    play_refused(&play, stays, "Something stays here or it does not.");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, start, finish)
    const struct CMUnitTest tests[] = {
        TEST(a_board),
        TEST(adding_notes),
        TEST(a_hole_in_the_record),
        TEST(the_last_note),
        TEST(editing),
        TEST(editing_without_end_takes_no_memory),
        TEST(moving),
        TEST(moving_past_removed_notes),
        TEST(removing_restoring_marking),
        TEST(clusters),
        TEST(clusters_are_refused),
        TEST(agreements),
        TEST(agreements_are_refused),
        TEST(what_stays_here),
        TEST(what_is_new_stays_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
