// What the files of a session tell of who voted what: nothing. Oracle: four ballots handed in in every
// order there is, at moments of their own, leave every file of the data folder the same to the byte.
#include "base/clock.h"
#include "storage/record.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)

enum { BALLOTS = 4, BEFORE = 10, SECOND_MS = 1000 };

typedef enum {
    END_REVEAL,
    END_CANCEL,
    END_PAUSE,         // while the vote is open
    END_LEAVE,         // the program stops while the vote is open
    END_KILL,          // it stops without a word, and is started again
    END_PAUSE_MIDDLE,  // a pause behind the second ballot, then the rest and the reveal
    END_COUNT
} Ending;

static char *data;

static void append(Record *record, Event event) {
    assert_int_equal(record_append(record, &event), ERR_NONE);
    record_flush(record, 5000);
    assert_int_equal(record_status(record).state, RECORD_SAVED);
}

static Event ballot_of(int person) {
    static const int32_t lists[BALLOTS][3] = {{1, 1, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}};
    static const uint32_t numbers[BALLOTS] = {77, 4000000001u, 500, 900000};
    return (Event){.type = EV_BALLOT_CAST,
                   .round = 1,
                   .ballot = numbers[person],
                   .role = person % 3,
                   .list = lists[person],
                   .list_count = 3};
}

static Record *begin(void) {
    Record *record;
    clock_fake(NOW);
    assert_int_equal(record_create(data, ID, &record, NULL), ERR_NONE);
    for (int i = 0; i < BEFORE; i++) append(record, meeting_event(i));
    return record;
}

// A copy of the folder is what a kill leaves: the locks stay with the process.
static void reopen_after_a_kill(Record *record) {
    size_t size;
    const char *events = folder_path("%s/sessions/" ID "/events.jsonl", data);
    char *bytes = file_get(events, &size);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    file_put(events, bytes, size);
    free(bytes);
    Session session;
    Recovery recovery;
    assert_int_equal(record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, NULL),
                     ERR_NONE);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
}

// The meeting up to the vote, the ballots in this order, and what ends it.
static void vote(const int *order, Ending ending) {
    Record *record = begin();
    for (int i = 0; i < BALLOTS; i++) {
        // Everybody takes a time of their own.
        clock_fake_advance(SECOND_MS * (1 + 7 * order[i]));
        append(record, ballot_of(order[i]));
        if (ending == END_PAUSE_MIDDLE && i == 1) {
            clock_fake_set_utc(NOW + 60 * SECOND_MS);
            append(record, (Event){.type = EV_SESSION_PAUSE});
            append(record, (Event){.type = EV_SESSION_RESUME});
        }
    }
    clock_fake_set_utc(NOW + 600 * SECOND_MS);
    if (ending == END_REVEAL || ending == END_PAUSE_MIDDLE)
        append(record, (Event){.type = EV_ROUND_REVEAL, .round = 1});
    if (ending == END_CANCEL) append(record, (Event){.type = EV_ROUND_CANCEL, .round = 1});
    if (ending == END_PAUSE) append(record, (Event){.type = EV_SESSION_PAUSE});
    if (ending == END_KILL)
        reopen_after_a_kill(record);
    else
        assert_int_equal(record_close(record, NULL), ERR_NONE);
}

static bool next_order(int *order) {
    int i = BALLOTS - 2;
    while (i >= 0 && order[i] > order[i + 1]) i--;
    if (i < 0) return false;
    int k = BALLOTS - 1;
    while (order[k] < order[i]) k--;
    int kept = order[i];
    order[i] = order[k];
    order[k] = kept;
    for (int a = i + 1, b = BALLOTS - 1; a < b; a++, b--) {
        kept = order[a];
        order[a] = order[b];
        order[b] = kept;
    }
    return true;
}

static void empty_folder(void) {
    char *sessions = strdup(folder_path("%s/sessions", data));
    folder_remove(sessions);
}

static void no_file_tells_the_order(void **state) {
    (void)state;
    for (int ending = 0; ending < END_COUNT; ending++) {
        int order[BALLOTS] = {0, 1, 2, 3}, orders = 0;
        unsigned long first = 0;
        do {
            vote(order, (Ending)ending);
            unsigned long sum = folder_sum(data);
            if (orders++ == 0) first = sum;
            if (sum != first)
                fail_msg("ending %d, order %d: the files are different", ending, orders);
            empty_folder();
        } while (next_order(order));
        assert_int_equal(orders, 24);
    }
}

// One ballot, two, and ballots that were all queued before the first of them was written.
static void few_ballots_and_ballots_written_together(void **state) {
    (void)state;
    for (int count = 1; count <= BALLOTS; count++) {
        unsigned long first = 0;
        for (int turn = 0; turn < count; turn++) {
            Record *record = begin();
            for (int i = 0; i < count; i++) {
                Event event = ballot_of((i + turn) % count);
                assert_int_equal(record_append(record, &event), ERR_NONE);
            }
            append(record, (Event){.type = EV_ROUND_REVEAL, .round = 1});
            assert_int_equal(record_close(record, NULL), ERR_NONE);
            // How many share a write is chance, and only the reveal's line tells of it.
            char *text = file_get(folder_path("%s/sessions/" ID "/events.jsonl", data), NULL);
            char *reveal = strstr(text, "\"type\":\"round.reveal\"");
            assert_non_null(reveal);
            while (reveal > text && reveal[-1] != '\n') reveal--;
            *reveal = '\0';
            file_put(folder_path("%s/sessions/" ID "/events.jsonl", data), text, strlen(text));
            free(text);
            unsigned long sum = folder_sum(data);
            if (turn == 0) first = sum;
            assert_int_equal(sum, first);
            empty_folder();
        }
    }
}

// A ballot that was taken back leaves nothing of which one it was, and when.
static void a_withdrawn_ballot_leaves_no_place(void **state) {
    (void)state;
    unsigned long first = 0;
    for (int taken = 0; taken < BALLOTS; taken++) {
        Record *record = begin();
        for (int i = 0; i < BALLOTS; i++) {
            // The one that is taken back is always the same ballot, cast as number `taken`.
            int person = i == taken ? 0 : i < taken ? i + 1 : i;
            append(record, ballot_of(person));
            if (i == taken)
                append(record, (Event){.type = EV_BALLOT_WITHDRAW, .round = 1, .ballot = 77});
        }
        append(record, (Event){.type = EV_ROUND_REVEAL, .round = 1});
        assert_int_equal(record_close(record, NULL), ERR_NONE);
        unsigned long sum = folder_sum(data);
        if (taken == 0) first = sum;
        assert_int_equal(sum, first);
        empty_folder();
    }
}

// session.json is renewed while the vote goes on: it may say how many, and nothing else.
static void the_overview_of_an_open_vote_tells_how_many(void **state) {
    (void)state;
    char *before = NULL;
    for (int turn = 0; turn < BALLOTS; turn++) {
        Record *record = begin();
        for (int i = 0; i < 3; i++) append(record, ballot_of((turn + i) % BALLOTS));
        record_snapshot_soon(record);
        const char *path = folder_path("%s/sessions/" ID "/session.json", data);
        for (int i = 0; i < 5000 && !file_there(path); i++) record_flush(record, 1);
        while (!file_there(path)) record_flush(record, 1);
        char *json = file_get(path, NULL);
        assert_non_null(strstr(json, "\"ballot_count\": 3"));
        if (before) assert_string_equal(json, before);
        free(before);
        before = json;
        assert_int_equal(record_close(record, NULL), ERR_NONE);
        empty_folder();
    }
    free(before);
}

static int set_up(void **state) {
    (void)state;
    // Hundreds of meetings: in memory, where the system has such a folder.
    if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
    data = folder_make();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    folder_remove(data);
    clock_real();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_file_tells_the_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(few_ballots_and_ballots_written_together, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_withdrawn_ballot_leaves_no_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_overview_of_an_open_vote_tells_how_many, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
