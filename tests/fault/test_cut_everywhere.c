// A whole recorded meeting cut at every byte, with a bit flipped in every byte's neighbourhood, with
// lines doubled, swapped and removed, with pages of NUL. Oracle: what holds is there, nothing is
// invented, what is missing is said, the original bytes are kept, a second opening changes nothing.
#include "base/clock.h"
#include "storage/record.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)

enum { LINES_MAX = 200 };

static char *data, *text, *folder;
static size_t size;
static size_t starts[LINES_MAX + 1];  // of each line; line 0 is the header
static int lines;
static char *expected[LINES_MAX + 1];  // state after n events

// One event, one write, as a slow group makes them; no snapshot and no rewrite after the last one.
static int make_record(void **state) {
    (void)state;
    clock_fake(NOW);
    if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
    data = folder_make();
    folder = strdup(folder_path("%s/sessions/" ID, data));
    Record *record;
    if (record_create(data, ID, &record, NULL)) return -1;
    int length = meeting_length();
    for (int i = 0; i < length; i++) {
        Event event = meeting_event(i);
        if (record_append(record, &event)) return -1;
        record_flush(record, 5000);
    }
    if (record_close(record, NULL)) return -1;
    text = file_get(folder_path("%s/events.jsonl", folder), &size);
    for (size_t i = 0; i < size; i++) {
        if (i == 0 || text[i - 1] == '\n') starts[lines++] = i;
    }
    starts[lines] = size;
    if (lines != length + 1) return -1;
    // The ballots of the record stand sorted now: its own lines say what each prefix is.
    for (int n = 0; n <= length; n++) {
        Session session;
        Recovery recovery;
        file_put(folder_path("%s/events.jsonl", folder), text, starts[n + 1]);
        (void)unlink(folder_path("%s/session.json", folder));
        if (record_open(data, ID, RECORD_LOOK, &session, &recovery, &record, NULL)) return -1;
        session.incomplete = false;
        expected[n] = meeting_json(&session);
        session_finish(&session);
        (void)record_close(record, NULL);
    }
    return 0;
}

static int remove_record(void **state) {
    (void)state;
    for (int n = 0; n < lines; n++) free(expected[n]);
    free(text);
    free(folder);
    folder_remove(data);
    clock_real();
    return 0;
}

static void put_record(const char *bytes, size_t n) {
    char *sessions = strdup(folder_path("%s/sessions", data));
    folder_remove(sessions);
    (void)mkdir(folder_path("%s/sessions", data), 0700);
    (void)mkdir(folder, 0700);
    file_put(folder_path("%s/events.jsonl", folder), bytes, n);
}

typedef struct {
    Err err;
    Recovery recovery;
    uint64_t last_seq;
    char *json;
    bool incomplete;
} Outcome;

static Outcome open_record(RecordMode mode) {
    Outcome outcome = {0};
    Session session;
    Record *record;
    outcome.err = record_open(data, ID, mode, &session, &outcome.recovery, &record, NULL);
    if (!record) return outcome;
    outcome.last_seq = session.last_seq;
    outcome.incomplete = session.incomplete;
    session.incomplete = false;
    outcome.json = meeting_json(&session);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    return outcome;
}

// Whole lines in the first n bytes.
static int whole_lines(size_t n) {
    int count = 0;
    // A line without its newline is whole all the same.
    while (count < lines && starts[count + 1] - 1 <= n) count++;
    return count;
}

static void cut_at_every_byte(void **state) {
    (void)state;
    int cuts = 0;
    for (size_t cut = 0; cut <= size; cut++) {
        put_record(text, cut);
        Outcome outcome = open_record(RECORD_LOOK);
        int events = whole_lines(cut) - 1;
        if (events < 0) {
            assert_int_equal(outcome.err, ERR_REFUSED);
            continue;
        }
        assert_int_equal(outcome.err, ERR_NONE);
        assert_int_equal(outcome.last_seq, events);
        assert_string_equal(outcome.json, expected[events]);
        free(outcome.json);
        cuts++;
        // Writing is slower: at the places around the ends of lines, and some others.
        bool near_end = cut + 2 >= starts[events + 1] && cut <= starts[events + 1] + 1;
        if (!near_end && cut % 97 != 0) continue;
        outcome = open_record(RECORD_WRITE);
        assert_int_equal(outcome.err, ERR_NONE);
        assert_string_equal(outcome.json, expected[events]);
        free(outcome.json);
        unsigned long sum = folder_sum(data);
        outcome = open_record(RECORD_WRITE);
        assert_string_equal(outcome.json, expected[events]);
        assert_int_equal(outcome.recovery.torn_bytes, 0);
        free(outcome.json);
        assert_int_equal(folder_sum(data), sum);
    }
    printf("cuts: %d\n", cuts);
}

// Every event but one is used, or at least counted, and that one is named.
static void assert_only_missing(const Outcome *outcome, int seq, int total) {
    assert_int_equal(outcome->err, ERR_NONE);
    assert_int_equal(outcome->recovery.events, total - 1);
    assert_true(outcome->recovery.missing <= 1);
    if (seq < total) {
        assert_int_equal(outcome->recovery.missing, 1);
        assert_int_equal(outcome->recovery.ranges[0].first, seq);
        assert_true(outcome->incomplete);
    }
}

static void one_bit_flipped_in_each_line(void **state) {
    (void)state;
    char *damaged = malloc(size);
    int flips = 0, total = lines - 1;
    for (int seq = 1; seq <= total; seq++) {
        size_t length = starts[seq + 1] - starts[seq];
        for (size_t step = 0; step + 1 < length; step += 1 + length / 23) {
            memcpy(damaged, text, size);
            damaged[starts[seq] + step] ^= (char)(1 << (flips % 8));
            put_record(damaged, size);
            Outcome outcome = open_record(RECORD_LOOK);
            assert_only_missing(&outcome, seq, total);
            free(outcome.json);
            flips++;
            if (flips % 11 != 0) continue;
            outcome = open_record(RECORD_WRITE);
            assert_only_missing(&outcome, seq, total);
            free(outcome.json);
            size_t kept;
            char *now = file_get(folder_path("%s/events.jsonl", folder), &kept);
            assert_int_equal(memcmp(now, damaged, kept), 0);
            assert_true(kept == size || seq == total);
            free(now);
        }
    }
    // In the header: the events are what counts.
    for (size_t i = 0; i < starts[1] - 1; i++) {
        memcpy(damaged, text, size);
        damaged[i] ^= 4;
        put_record(damaged, size);
        Outcome outcome = open_record(RECORD_LOOK);
        assert_int_equal(outcome.err, ERR_NONE);
        assert_string_equal(outcome.json, expected[total]);
        free(outcome.json);
        flips++;
    }
    free(damaged);
    printf("flips: %d\n", flips);
}

static void each_line_removed_doubled_and_swapped(void **state) {
    (void)state;
    char *changed = malloc(2 * size);
    int total = lines - 1;
    for (int seq = 1; seq <= total; seq++) {
        size_t at = starts[seq], after = starts[seq + 1], length = after - at;
        memcpy(changed, text, at);
        memcpy(changed + at, text + after, size - after);
        put_record(changed, size - length);
        Outcome outcome = open_record(RECORD_WRITE);
        assert_only_missing(&outcome, seq, total);
        free(outcome.json);

        memcpy(changed, text, after);
        memcpy(changed + after, text + at, size - at);
        put_record(changed, size + length);
        outcome = open_record(RECORD_WRITE);
        assert_true(recovery_is_clean(&outcome.recovery));
        assert_string_equal(outcome.json, expected[total]);
        free(outcome.json);

        if (seq == total) continue;
        size_t end = starts[seq + 2], second = end - after;
        memcpy(changed, text, at);
        memcpy(changed + at, text + after, second);
        memcpy(changed + at + second, text + at, length);
        memcpy(changed + end, text + end, size - end);
        put_record(changed, size);
        outcome = open_record(RECORD_WRITE);
        assert_true(recovery_is_clean(&outcome.recovery));
        assert_string_equal(outcome.json, expected[total]);
        free(outcome.json);
    }
    free(changed);
}

static void a_page_of_nuls_anywhere(void **state) {
    (void)state;
    enum { PAGE = 4096 };
    char *damaged = malloc(size + PAGE);
    int total = lines - 1;
    for (size_t at = starts[1]; at < size; at += 301) {
        // Written over what was there.
        size_t n = at + PAGE <= size ? PAGE : size - at;
        memcpy(damaged, text, size);
        memset(damaged + at, 0, n);
        put_record(damaged, size);
        Outcome outcome = open_record(RECORD_LOOK);
        assert_int_equal(outcome.err, ERR_NONE);
        int before = whole_lines(at) - 1, last = 0;
        while (starts[last + 1] < at + n) last++;
        int kept = before + (last < total ? total - last : 0);
        assert_int_equal(outcome.recovery.events, kept);
        free(outcome.json);
        // Put in between: a line broken in two is the only loss.
        memcpy(damaged, text, at);
        memset(damaged + at, 0, PAGE);
        memcpy(damaged + at + PAGE, text + at, size - at);
        put_record(damaged, size + PAGE);
        outcome = open_record(RECORD_LOOK);
        assert_int_equal(outcome.err, ERR_NONE);
        assert_true(outcome.recovery.events + 1 >= (uint64_t)total);
        free(outcome.json);
    }
    free(damaged);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_at_every_byte),
        cmocka_unit_test(one_bit_flipped_in_each_line),
        cmocka_unit_test(each_line_removed_doubled_and_swapped),
        cmocka_unit_test(a_page_of_nuls_anywhere),
    };
    return cmocka_run_group_tests(tests, make_record, remove_record);
}
