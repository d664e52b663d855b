// Folding the events of the meeting itself, and one whole meeting from a script.
#include "play.h"

#include <stdio.h>
#include <stdlib.h>
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

static void test_create(void **state) {
    (void)state;
    const Session *s = &play.session;
    assert_int_equal(s->state, SESSION_ACTIVE);
    assert_string_equal(s->scene, "integraal-werken");
    assert_string_equal(s->programme, "kort");
    assert_string_equal(s->place, "Houten");
    assert_string_equal(s->group, "Wijkteam Noord");
    assert_string_equal(s->lang, "nl");
    assert_string_equal(s->delete_by, "2027-11-23");
    assert_int_equal(s->created_ms, PLAY_START + 1000);
    assert_int_equal(s->role_count, 3);
    assert_string_equal(s->role_ids[1], "raad");
    assert_string_equal(s->role_names[2], "Collegelid");
    assert_string_equal(s->role_names[3], "");
    assert_int_equal(s->people[0], 4);
    assert_int_equal(session_people(s), 8);
    play_refused(&play, play_create(), "This meeting has begun already.");
}

static void test_create_trusts_nothing(void **state) {
    (void)state;
    Play hostile;
    play_empty(&hostile);
    Event create = play_create();
    create.scene = "../../etc";
    create.programme = "/bin";
    create.lang = "x/../x";
    create.previous = "a/b";
    create.date = "morgen";
    assert_non_null(session_check(&hostile.session, &create));
    assert_int_equal(play_force(&hostile, create), ERR_NONE);
    assert_string_equal(hostile.session.scene, "");
    assert_string_equal(hostile.session.programme, "");
    assert_string_equal(hostile.session.lang, "nl");
    assert_string_equal(hostile.session.previous, "");
    assert_string_equal(hostile.session.delete_by, "");
    play_finish(&hostile);

    static const char *const nine[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    play_empty(&hostile);
    create = play_create();
    create.ids = create.labels = nine;
    create.id_count = create.label_count = 9;
    assert_int_equal(play_force(&hostile, create), ERR_REFUSED);
    create.id_count = 3;
    assert_int_equal(play_force(&hostile, create), ERR_REFUSED);
    create.label_count = 2, create.id_count = 2;  // three counts for two roles
    assert_int_equal(play_force(&hostile, create), ERR_REFUSED);
    assert_int_equal(hostile.session.state, SESSION_EMPTY);
    play_finish(&hostile);
}

static void test_a_record_without_its_beginning_is_a_meeting(void **state) {
    (void)state;
    Play hole;
    play_empty(&hole);
    assert_int_equal(play_force(&hole, (Event){.type = EV_NONE}), ERR_NONE);
    assert_int_equal(hole.session.state, SESSION_EMPTY);
    assert_int_equal(play_force(&hole, note_add(1, 1, 3, 2, "gered")), ERR_NONE);
    assert_int_equal(hole.session.state, SESSION_ACTIVE);
    assert_int_equal(hole.session.created_ms, PLAY_START + 1000);
    assert_int_equal(play_force(&hole, play_create()), ERR_REFUSED);
    play_do(&hole, note_add(2, 1, 0, -1, "verder"));
    play_finish(&hole);
}

static void test_people(void **state) {
    (void)state;
    play_do(&play, (Event){.type = EV_SESSION_PEOPLE, LIST(6, 0, 2)});
    assert_int_equal(session_people(&play.session), 8);
    assert_int_equal(play.session.people[1], 0);
    play_refused(&play, (Event){.type = EV_SESSION_PEOPLE, LIST(6, 0)},
                 "Count the people of every role.");
    play_refused(&play, (Event){.type = EV_SESSION_PEOPLE, LIST(6, 0, 501)},
                 "That is too many people of one role.");
    assert_int_equal(play_force(&play, (Event){.type = EV_SESSION_PEOPLE, LIST(1, 2, 3, 4)}),
                     ERR_REFUSED);
    assert_int_equal(play_force(&play, (Event){.type = EV_SESSION_PEOPLE, LIST(5)}), ERR_NONE);
    assert_int_equal(session_people(&play.session), 5);
}

static void test_pause_resume_and_close(void **state) {
    (void)state;
    play_do(&play, (Event){.type = EV_TIMER_SET, .item = 1, .seconds = 60, .value = 1});
    play_refused(&play, (Event){.type = EV_SESSION_RESUME}, "The meeting is not paused.");
    play_do(&play, (Event){.type = EV_SESSION_PAUSE});
    assert_int_equal(play.session.state, SESSION_PAUSED);
    assert_false(play.session.timer.running);
    assert_int_equal(play.session.timer.seconds, 60);
    play_refused(&play, (Event){.type = EV_PLACE_GO, .item = 2},
                 "The meeting is paused. Resume it first.");
    play_do(&play, (Event){.type = EV_SESSION_KEEP, .date = "2028-01-01"});
    assert_string_equal(play.session.delete_by, "2028-01-01");
    play_do(&play, (Event){.type = EV_SESSION_RESUME});
    assert_int_equal(play.session.state, SESSION_ACTIVE);

    play_do(&play, board_open(1, 3, 1));
    play_do(&play, note_add(1, 1, 0, 0, "blijft"));
    play_do(&play, note_add(2, 1, 0, 0, "gaat weg"));
    uint64_t removal = play_do(&play, of_note(EV_NOTE_REMOVE, 2));
    play_do(&play, (Event){.type = EV_SESSION_CLOSE});
    assert_int_equal(play.session.state, SESSION_CLOSED);
    assert_int_equal(play.session.closed_ms, play.now_ms);
    assert_string_equal(play.session.notes[0].text, "blijft");
    assert_string_equal(play.session.notes[1].text, "");
    assert_null(session_undoable(&play.session));
    assert_null(session_undo_entry(&play.session, removal));

    play_refused(&play, undo_of(removal), "This meeting is closed.");
    play_refused(&play, (Event){.type = EV_SESSION_RESUME}, "This meeting is closed.");
    play_do(&play, (Event){.type = EV_SESSION_KEEP, .date = "2029-01-01"});
    play_do(&play, (Event){.type = EV_STAYS_HERE, .kind = STAYS_NOTE, .index = 1, .value = 1});
    for (int i = 0; i < 3; i++) {
        static const EventType types[] = {EV_SESSION_RESUME, EV_SESSION_PAUSE, EV_SESSION_CLOSE};
        assert_int_equal(play_force(&play, (Event){.type = types[i]}), ERR_REFUSED);
    }
    assert_int_equal(play.session.state, SESSION_CLOSED);
}

static void test_keep_asks_a_date(void **state) {
    (void)state;
    play_refused(&play, (Event){.type = EV_SESSION_KEEP, .date = "2027-02-29"},
                 "That is not a date.");
    assert_int_equal(play_force(&play, (Event){.type = EV_SESSION_KEEP, .date = ""}), ERR_REFUSED);
    assert_string_equal(play.session.delete_by, "2027-11-23");
}

static void test_agenda(void **state) {
    (void)state;
    const Session *s = &play.session;
    Event extra = {.type = EV_AGENDA_ADD,
                   .item = 5,
                   .kind = PART_HARVEST,
                   .scene = "",
                   .text = "Oogst",
                   .minutes = 6,
                   .value = 1,
                   .index = 3};
    play_do(&play, extra);
    const int order[] = {1, 2, 3, 5, 4};
    assert_memory_equal(s->order, order, sizeof order);
    assert_int_equal(session_item_place(s, 5), 3);
    assert_string_equal(session_item(s, 5)->title, "Oogst");
    assert_int_equal(session_item(s, 3)->steps, 4);
    assert_string_equal(session_item(s, 3)->assignment, "eerste-driehoeksgesprek");

    play_refused(&play, extra, "This part does not fit on the agenda.");
    extra.item = 6, extra.value = 0;
    play_refused(&play, extra, "This part does not fit on the agenda.");
    extra.value = SESSION_STEPS_MAX + 1;
    play_refused(&play, extra, "This part does not fit on the agenda.");
    extra.value = 1, extra.index = 6;
    play_refused(&play, extra, "This part does not fit on the agenda.");

    play_do(&play, (Event){.type = EV_AGENDA_ORDER, LIST(1, 3, 2, 5, 4)});
    assert_int_equal(session_item_place(s, 3), 1);
    const char *misses = "The new order misses a part of the agenda.";
    play_refused(&play, (Event){.type = EV_AGENDA_ORDER, LIST(1, 3, 2, 5)}, misses);
    play_refused(&play, (Event){.type = EV_AGENDA_ORDER, LIST(1, 3, 2, 5, 5)}, misses);
    play_refused(&play, (Event){.type = EV_AGENDA_ORDER, LIST(1, 3, 2, 5, 9)}, misses);
    // The fold keeps what is missing at the end.
    assert_int_equal(play_force(&play, (Event){.type = EV_AGENDA_ORDER, LIST(9, 4, 4, 2)}),
                     ERR_NONE);
    const int kept[] = {4, 2, 1, 3, 5};
    assert_memory_equal(s->order, kept, sizeof kept);

    play_do(&play, (Event){.type = EV_AGENDA_REMOVE, .item = 2});
    assert_null(session_item(s, 2));
    assert_int_equal(session_item_place(s, 2), -1);
    assert_int_equal(s->order_count, 4);
    play_refused(&play, (Event){.type = EV_AGENDA_REMOVE, .item = 2},
                 "That part is not on the agenda.");
    play_refused(&play, (Event){.type = EV_AGENDA_REMOVE, .item = 1},
                 "The group has been in this part.");
}

static void test_agenda_has_an_end(void **state) {
    (void)state;
    Event part = {.type = EV_AGENDA_ADD, .kind = PART_WORK, .scene = "", .text = "", .value = 1};
    for (part.item = 5; part.item <= SESSION_ITEMS_MAX; part.item++) play_do(&play, part);
    assert_int_equal(play.session.order_count, SESSION_ITEMS_MAX);
    assert_int_equal(play.session.order[0], SESSION_ITEMS_MAX);
    part.item = SESSION_ITEMS_MAX;
    play_refused(&play, part, "The agenda is full.");
}

static void test_going_and_skipping(void **state) {
    (void)state;
    const Session *s = &play.session;
    int item = 0, step = 0;
    play_do(&play, (Event){.type = EV_AGENDA_SKIP, .item = 2, .value = 1});
    assert_int_equal(session_next_item(s, 1)->id, 3);
    assert_int_equal(session_previous_item(s, 3)->id, 1);
    assert_int_equal(session_next_item(s, 0)->id, 1);
    assert_null(session_next_item(s, 4));
    assert_null(session_next_item(s, 77));
    assert_null(session_previous_item(s, 1));
    assert_null(session_previous_item(s, 0));

    assert_true(session_next_place(s, &item, &step));
    assert_int_equal(item, 3);
    assert_int_equal(step, 0);
    assert_false(session_previous_place(s, &item, &step));
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 1});
    assert_true(session_next_place(s, &item, &step));
    assert_int_equal(item, 3);
    assert_int_equal(step, 2);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 3});
    assert_true(session_next_place(s, &item, &step));
    assert_int_equal(item, 4);
    assert_true(session_previous_place(s, &item, &step));
    assert_int_equal(item, 3);
    assert_int_equal(step, 2);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 4});
    assert_false(session_next_place(s, &item, &step));
    assert_true(session_previous_place(s, &item, &step));
    assert_int_equal(item, 3);
    assert_int_equal(step, 3);

    play_refused(&play, (Event){.type = EV_AGENDA_SKIP, .item = 4, .value = 1},
                 "The group is in this part now.");
    play_refused(&play, (Event){.type = EV_AGENDA_SKIP, .item = 3, .value = 2},
                 "A part is skipped or it is not.");
    play_refused(&play, (Event){.type = EV_AGENDA_SKIP, .item = 9, .value = 1},
                 "That part is not on the agenda.");
    play_refused(&play, (Event){.type = EV_PLACE_GO, .item = 9}, "That part is not on the agenda.");
    play_refused(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 4},
                 "That part has no such step.");
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 2});  // going there ends the skipping
    assert_false(session_item(s, 2)->skipped);
    assert_true(session_item(s, 2)->visited);
}

static void test_timer(void **state) {
    (void)state;
    const Session *s = &play.session;
    play_do(&play, (Event){.type = EV_TIMER_SET, .item = 1, .step = 0, .seconds = 180, .value = 1});
    assert_true(s->timer.running);
    assert_int_equal(s->timer.seconds, 180);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 1});  // the same place
    assert_true(s->timer.running);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 2});
    assert_false(s->timer.running);
    play_do(&play, (Event){.type = EV_TIMER_SET, .item = 3, .step = 2, .seconds = -20, .value = 0});
    assert_int_equal(s->timer.seconds, -20);
    assert_int_equal(s->timer.item, 3);
    assert_int_equal(s->timer.step, 2);
    play_refused(&play, (Event){.type = EV_TIMER_SET, .item = 1, .step = 1},
                 "That part has no such step.");
    play_refused(&play, (Event){.type = EV_TIMER_SET, .item = 1, .value = 2},
                 "A timer runs or it does not.");
}

static void test_every_step_has_its_clock(void **state) {
    (void)state;
    const Session *s = &play.session;
    const AgendaItem *work = session_item(s, 3);
    assert_false(work->clocks[1].known);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 1});
    play_do(&play, (Event){.type = EV_TIMER_SET, .item = 3, .step = 1, .seconds = 90, .value = 1});
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 2});
    play_do(&play, (Event){.type = EV_TIMER_SET, .item = 3, .step = 2, .seconds = -5, .value = 1});
    assert_int_equal(work->clocks[1].seconds, 90);
    assert_true(work->clocks[1].running);  // it goes on when the group comes back
    assert_int_equal(work->clocks[2].seconds, -5);
    play_do(&play, (Event){.type = EV_SESSION_PAUSE});
    play_do(&play, (Event){.type = EV_SESSION_RESUME});
    assert_false(work->clocks[2].running);  // on another day it waits
    assert_true(work->clocks[2].known);
    // Of what is not there nothing is kept.
    (void)play_force(&play, (Event){.type = EV_TIMER_SET, .item = 9, .step = 0, .seconds = 5});
    (void)play_force(&play, (Event){.type = EV_TIMER_SET, .item = 3, .step = 9, .seconds = 5});
    assert_int_equal(work->clocks[2].seconds, -5);
}

static void test_choice(void **state) {
    (void)state;
    Session *s = &play.session;
    play_do(&play, (Event){.type = EV_CHOICE_SET, IDS("een", "twee", "drie")});
    assert_int_equal(s->chosen_count, 3);
    // The ids that stand there, in another order.
    const char *turned[] = {s->chosen[2], s->chosen[0]};
    Event turn = {.type = EV_CHOICE_SET, .ids = turned, .id_count = 2, .seq = s->last_seq + 1};
    assert_null(session_check(s, &turn));
    assert_int_equal(session_apply(s, &turn, NULL), ERR_NONE);
    assert_int_equal(s->chosen_count, 2);
    assert_string_equal(s->chosen[0], "drie");
    assert_string_equal(s->chosen[1], "een");
    play_refused(&play, (Event){.type = EV_CHOICE_SET, IDS("een", "een")},
                 "Choose every assignment once.");
    play_refused(&play, (Event){.type = EV_CHOICE_SET, IDS("een", "")},
                 "Choose every assignment once.");
}

static void test_before_the_beginning(void **state) {
    (void)state;
    Play fresh;
    play_empty(&fresh);
    play_refused(&fresh, (Event){.type = EV_PLACE_GO, .item = 1}, "Start a meeting first.");
    play_refused(&fresh, (Event){.type = EV_NONE}, "Start a meeting first.");
    const char *never[] = {"This poster has no proper name.", "Choose a language.",
                           "Choose until when the meeting is kept.",
                           "The roles of this poster do not fit.",
                           "The meeting before this one has no proper name."};
    Event create = play_create();
    create.scene = "";
    play_refused(&fresh, create, never[0]);
    create = play_create(), create.lang = "de";
    play_refused(&fresh, create, never[1]);
    create = play_create(), create.date = "";
    play_refused(&fresh, create, never[2]);
    create = play_create(), create.id_count = 2;
    play_refused(&fresh, create, never[3]);
    create = play_create(), create.previous = "..";
    play_refused(&fresh, create, never[4]);
    play_finish(&fresh);
    play_refused(&play, (Event){.type = EV_NONE}, "There is nothing to do.");
}

static void test_sequence_numbers(void **state) {
    (void)state;
    Session *s = &play.session;
    uint64_t last = s->last_seq;
    ErrInfo info;
    Event event = {.type = EV_SESSION_PAUSE, .seq = last};
    assert_int_equal(session_apply(s, &event, &info), ERR_REFUSED);
    event.seq = 0;
    assert_int_equal(session_apply(s, &event, &info), ERR_REFUSED);
    assert_int_equal(s->last_seq, last);
    assert_int_equal(s->state, SESSION_ACTIVE);
    event.seq = last + 10;  // a hole
    assert_int_equal(session_apply(s, &event, &info), ERR_NONE);
    assert_int_equal(s->last_seq, last + 10);
    event = (Event){.type = EV_NOTE_EDIT, .seq = last + 11, .note = 3, .text = "x"};
    assert_int_equal(session_apply(s, &event, &info), ERR_REFUSED);
    assert_int_equal(s->last_seq, last + 11);
    char expected[100];
    (void)snprintf(expected, sizeof expected,
                   "event %llu (note.edit) was left out: there is no such note",
                   (unsigned long long)last + 11);
    assert_string_equal(info.text, expected);
    event = (Event){.type = EV_TYPE_COUNT, .seq = last + 12};
    assert_int_equal(session_apply(s, &event, &info), ERR_REFUSED);
}

static void test_time_that_jumps_or_is_gone(void **state) {
    (void)state;
    Session *s = &play.session;
    Event event = {.type = EV_PLACE_GO, .item = 1, .seq = s->last_seq + 1, .at_ms = 5};
    assert_int_equal(session_apply(s, &event, NULL), ERR_NONE);
    assert_int_equal(s->last_ms, 5);
    event.seq++, event.at_ms = 0;
    assert_int_equal(session_apply(s, &event, NULL), ERR_NONE);
    assert_int_equal(s->last_ms, 5);
    assert_int_equal(s->created_ms, PLAY_START + 1000);
}

// ---- One whole meeting -------------------------------------------------------------------------

// Events of the meeting with lists; the log goes on after the function that played them.
static const Event votes[] = {
    {.type = EV_BALLOT_CAST, .round = 1, .ballot = 90, .role = 0, LIST(3, 1, 1, 0)},
    {.type = EV_BALLOT_CAST, .round = 1, .ballot = 30, .role = 1, LIST(2, 3, 0, 0)},
    {.type = EV_BALLOT_CAST, .round = 1, .ballot = 60, .role = -1, LIST(0, 0, 0, 1)},
};
static const Event choice = {.type = EV_CHOICE_SET, IDS("eerste-driehoeksgesprek")};
static const Event together = {
    .type = EV_CLUSTER_ADD, .cluster = 1, .board = 1, .text = "Contact", LIST(1, 2)};
static const Event rating = {.type = EV_BALLOT_CAST, .round = 2, .ballot = 7, .role = 0, LIST(4)};

static void test_a_whole_meeting(void **state) {
    (void)state;
    const Session *s = &play.session;
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 2});
    play_do(&play, round_dots(1, 2, 0));
    for (int i = 0; i < 3; i++) play_do(&play, votes[i]);
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    play_do(&play, choice);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 1});
    play_do(&play, board_open(1, 3, 1));
    play_do(&play, note_add(1, 1, 0, 0, "Iedereen kent elkaar"));
    play_do(&play, note_add(2, 1, 0, 1, "Korte lijnen"));
    play_do(&play, note_add(3, 1, 1, -1, "Meer tijd"));
    play_do(&play, together);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 2});
    play_do(&play, round_scale(2, 3, 2));
    play_do(&play, rating);
    play_do(&play, of_round(EV_ROUND_REVEAL, 2));
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 3, .step = 3});
    play_do(&play, (Event){.type = EV_AGREEMENT_ADD,
                           .agreement = 1,
                           .item = 3,
                           .text = "Koffie drinken",
                           .role = 1,
                           .who = "",
                           .date = "2026-12-01",
                           .note = 3,
                           .previous = ""});
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = 4});
    play_do(&play, (Event){.type = EV_SESSION_CLOSE});

    assert_int_equal(s->rounds[0].ballot_count, 3);
    assert_int_equal(s->rounds[0].ballots[0].number, 30);
    assert_int_equal(s->rounds[0].ballots[2].number, 90);
    assert_int_equal(session_count_notes(s), 3);
    assert_int_equal(session_count_agreements(s), 1);
    assert_int_equal(s->notes[1].cluster, 1);
    assert_string_equal(s->chosen[0], "eerste-driehoeksgesprek");
    assert_int_equal(s->state, SESSION_CLOSED);

    // A session is the fold of its events, from the start and after any of them.
    Session again;
    play_fold(&play, play.count, &again);
    assert_same(s, &again, true);
    session_finish(&again);
}

// What a record lost does not take the rest with it: any one event away, and the fold still stands.
static void test_a_meeting_with_any_one_event_lost(void **state) {
    test_a_whole_meeting(state);
    for (int lost = 0; lost < play.count; lost++) {
        Play hole;
        play_empty(&hole);
        for (int i = 0; i < play.count; i++) {
            if (i != lost) assert_int_not_equal(play_force(&hole, play.log[i]), ERR_MEMORY);
        }
        bool lost_a_note = play.log[lost].type == EV_NOTE_ADD;
        assert_int_equal(session_count_notes(&hole.session), lost_a_note ? 2 : 3);
        play_finish(&hole);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(test_##name, start, finish)
    const struct CMUnitTest tests[] = {
        TEST(create),
        TEST(create_trusts_nothing),
        TEST(a_record_without_its_beginning_is_a_meeting),
        TEST(people),
        TEST(pause_resume_and_close),
        TEST(keep_asks_a_date),
        TEST(agenda),
        TEST(agenda_has_an_end),
        TEST(going_and_skipping),
        TEST(timer),
        TEST(every_step_has_its_clock),
        TEST(choice),
        TEST(before_the_beginning),
        TEST(sequence_numbers),
        TEST(time_that_jumps_or_is_gone),
        TEST(a_whole_meeting),
        TEST(a_meeting_with_any_one_event_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
