// Recovery of records that somebody or something damaged: each row of FAULTS.md that a file can show.
// Everywhere: what holds is kept, what is missing is named, a second opening changes no byte.
#include "damaged_record.h"

#include "base/clock.h"
#include "storage/event_json.h"
#include "storage/record.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void a_torn_tail_is_set_aside_and_cut(void **state) {
    (void)state;
    // The line that was being written when the power went: nobody was told that it was saved.
    Str changed;
    str_init(&changed);
    str_append_bytes(&changed, sample.text, sample.size);
    str_append(&changed, "{\"seq\":31,\"at\":\"2026-11");
    put(changed.text, changed.length);
    Outcome outcome = open_as(RECORD_WRITE);
    assert_int_equal(outcome.err, ERR_NONE);
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_int_equal(outcome.recovery.torn_bytes, changed.length - sample.size);
    assert_string_equal(outcome.recovery.torn_file, "torn-1.bin");
    assert_true(
        holds_whole("torn-1.bin", changed.text + sample.size, changed.length - sample.size));
    assert_true(holds_whole("events.jsonl", sample.text, sample.size));
    assert_int_equal(file_mode(folder_path("%s/torn-1.bin", sample.folder)), 0600);
    outcome = open_as(RECORD_WRITE);
    assert_true(recovery_is_clean(&outcome.recovery));
    str_finish(&changed);
}

// The first n - 1 lines, of which the last one knows that event `synced` was on disk; then half of line n.
static size_t put_torn(int n, uint64_t synced) {
    size_t before, length;
    char *knows = line_of(n - 1, &before), *torn = line_of(n, &length);
    Arena scratch;
    arena_init(&scratch, 0);
    Line line;
    assert_int_equal(event_line_read(knows, before - 1, &scratch, &line), ERR_NONE);
    Str changed;
    str_init(&changed);
    str_append_bytes(&changed, sample.text, (size_t)(knows - sample.text));
    event_line_write(&changed, &line.event, synced);
    str_append_bytes(&changed, torn, length / 2);
    put(changed.text, changed.length);
    str_finish(&changed);
    arena_finish(&scratch);
    return length / 2;
}

static void a_torn_tail_that_was_saved_is_missed(void **state) {
    (void)state;
    size_t torn = put_torn(EVENTS, EVENTS), length;
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.last_seq, EVENTS - 1);
    assert_int_equal(outcome.recovery.torn_bytes, torn);
    assert_int_equal(outcome.recovery.missing, 1);
    assert_int_equal(outcome.recovery.ranges[0].first, EVENTS);
    assert_true(outcome.incomplete);
    assert_true(holds_whole("torn-1.bin", line_of(EVENTS, &length), torn));
}

static void nuls_at_the_end_are_torn(void **state) {
    (void)state;
    char *longer = calloc(1, sample.size + 4096);
    memcpy(longer, sample.text, sample.size);
    put(longer, sample.size + 4096);
    free(longer);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.err, ERR_NONE);
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_int_equal(outcome.recovery.torn_bytes, 4096);
    assert_false(outcome.incomplete);
    assert_true(holds_whole("events.jsonl", sample.text, sample.size));
}

static void nuls_in_the_middle_are_damage_and_never_cut(void **state) {
    (void)state;
    size_t length;
    char *from = line_of(10, &length);
    char *damaged = malloc(sample.size);
    memcpy(damaged, sample.text, sample.size);
    memset(damaged + (from - sample.text) + 5, 0, 700);
    put(damaged, sample.size);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.err, ERR_NONE);
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_true(outcome.incomplete);
    assert_true(outcome.recovery.missing >= 1);
    assert_int_equal(outcome.recovery.ranges[0].first, 10);
    assert_int_equal(outcome.recovery.ranges[0].after_ms, NOW);
    assert_true(holds("events.jsonl", damaged, sample.size));
    free(damaged);
}

static void inserted_nuls_lose_nothing(void **state) {
    (void)state;
    size_t length;
    char *from = line_of(10, &length);
    size_t before = (size_t)(from - sample.text);
    char *damaged = calloc(1, sample.size + 4096);
    memcpy(damaged, sample.text, before);
    memcpy(damaged + before + 4096, from, sample.size - before);
    put(damaged, sample.size + 4096);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.recovery.missing, 0);
    assert_int_equal(outcome.recovery.damaged_bytes, 4096);
    assert_false(outcome.incomplete);
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_true(holds("events.jsonl", damaged, sample.size + 4096));
    free(damaged);
}

static void new_events_go_behind_damage_into_a_segment(void **state) {
    (void)state;
    size_t length;
    sample.text[line_of(8, &length) - sample.text + 12] ^= 1;
    put(sample.text, sample.size);
    Session session;
    Recovery recovery;
    Record *record;
    assert_int_equal(record_open(sample.data, ID, RECORD_WRITE, &session, &recovery, &record, NULL),
                     ERR_NONE);
    session_finish(&session);
    Event event = meeting_event(EVENTS);
    assert_int_equal(record_append(record, &event), ERR_NONE);
    assert_int_equal(event.seq, EVENTS + 1);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    assert_true(holds_whole("events.jsonl", sample.text, sample.size));
    assert_true(file_there(folder_path("%s/events-2.jsonl", sample.folder)));
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.last_seq, EVENTS + 1);
    assert_int_equal(outcome.recovery.missing, 1);
    assert_int_equal(outcome.recovery.ranges[0].first, 8);
    assert_true(outcome.incomplete);
}

static void a_lost_newline_loses_nothing(void **state) {
    (void)state;
    size_t length;
    char *line = line_of(5, &length);
    line[length - 1] = 0x0b;
    put(sample.text, sample.size);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_int_equal(outcome.recovery.missing, 0);
    assert_true(holds_whole("events.jsonl", sample.text, sample.size));
}

static void doubles_are_ignored_and_swaps_are_put_right(void **state) {
    (void)state;
    size_t length_a, length_b;
    char *a = line_of(11, &length_a), *b = line_of(12, &length_b);
    Str changed;
    str_init(&changed);
    str_append_bytes(&changed, sample.text, (size_t)(a - sample.text));
    str_append_bytes(&changed, b, length_b);
    str_append_bytes(&changed, a, length_a);
    str_append_bytes(&changed, b, length_b);
    str_append_bytes(&changed, b + length_b, sample.size - (size_t)(b + length_b - sample.text));
    put(changed.text, changed.length);
    Outcome outcome = open_steadily();
    assert_true(recovery_is_clean(&outcome.recovery));
    assert_int_equal(outcome.recovery.events, EVENTS);
    assert_true(holds_whole("events.jsonl", changed.text, changed.length));
    str_finish(&changed);
}

static void a_removed_line_is_named(void **state) {
    (void)state;
    size_t length;
    char *line = line_of(20, &length);
    memmove(line, line + length, sample.size - (size_t)(line - sample.text) - length);
    put(sample.text, sample.size - length);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.recovery.missing, 1);
    assert_int_equal(outcome.recovery.ranges[0].first, 20);
    assert_int_equal(outcome.recovery.ranges[0].last, 20);
    assert_true(outcome.incomplete);
    Str said;
    str_init(&said);
    recovery_describe(&outcome.recovery, &said);
    assert_non_null(strstr(said.text, "event 20 is missing, after 2026-11-23T"));
    str_finish(&said);
}

static void an_editor_may_save_it_again(void **state) {
    (void)state;
    Str edited;
    str_init(&edited);
    str_append(&edited, "\xEF\xBB\xBF");
    for (const char *p = sample.text; *p; p++) {
        if (*p == '\n') str_append(&edited, "\r");
        str_append_bytes(&edited, p, 1);
    }
    put(edited.text, edited.length);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.err, ERR_NONE);
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_true(outcome.recovery.edited);
    assert_int_equal(outcome.recovery.missing, 0);
    assert_int_equal(outcome.recovery.damaged_bytes, 0);
    assert_true(holds_whole("events.jsonl", edited.text, edited.length));
    str_finish(&edited);
}

static void a_newer_record_is_only_looked_at(void **state) {
    (void)state;
    static const char *const lines[] = {
        "{\"format\":\"praatplaat-events\",\"version\":999,\"session\":\"" ID "\",\"rewrite\":0",
        "{\"seq\":31,\"type\":\"hologram.show\",\"data\":{}",
        "{\"seq\":31,\"type\":\"session.pause\",\"data\":{\"mood\":3}",
        "{\"seq\":31,\"type\":\"session.pause\",\"data\":{},\"sign\":\"x\"",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        Str changed;
        str_init(&changed);
        str_append_bytes(&changed, sample.text, sample.size);
        str_append(&changed, lines[i]);
        str_append(&changed, test_crc_tail(lines[i]));
        put(changed.text, changed.length);
        unsigned long sum = folder_sum(sample.data);
        Outcome outcome = open_as(RECORD_WRITE);
        assert_int_equal(outcome.err, ERR_NEWER);
        assert_non_null(strstr(outcome.info.text, "newer version"));
        assert_true(outcome.recovery.newer);
        assert_int_equal(outcome.last_seq, EVENTS);
        assert_int_equal(folder_sum(sample.data), sum);
        str_finish(&changed);
    }
}

static void what_is_no_file_is_refused_at_once(void **state) {
    (void)state;
    const char *path = folder_path("%s/events.jsonl", sample.folder);
    for (int kind = 0; kind < 3; kind++) {
        (void)unlink(path);
        (void)rmdir(path);
        if (kind == 0) assert_int_equal(mkfifo(path, 0600), 0);
        if (kind == 1) assert_int_equal(symlink("/etc/passwd", path), 0);
        if (kind == 2) assert_int_equal(mkdir(path, 0700), 0);
        assert_int_equal(open_as(RECORD_WRITE).err, ERR_REFUSED);
        assert_int_equal(open_as(RECORD_LOOK).err, ERR_REFUSED);
    }
}

static void a_session_folder_may_be_no_symlink(void **state) {
    (void)state;
    assert_int_equal(rename(sample.folder, folder_path("%s/elsewhere", sample.data)), 0);
    assert_int_equal(symlink("../elsewhere", sample.folder), 0);
    assert_int_equal(open_as(RECORD_WRITE).err, ERR_REFUSED);
    assert_int_equal(unlink(sample.folder), 0);
    assert_int_equal(rename(folder_path("%s/elsewhere", sample.data), sample.folder), 0);
}

static void a_garbage_snapshot_is_made_again(void **state) {
    (void)state;
    static const char *const garbage[] = {"", "{\"format\": \"praatplaat-session\"", "\xff\xfe"};
    assert_int_equal(open_as(RECORD_WRITE).err, ERR_NONE);
    size_t good_size;
    char *good = file_get(folder_path("%s/session.json", sample.folder), &good_size);
    assert_non_null(good);
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
        file_put(folder_path("%s/session.json", sample.folder), garbage[i], strlen(garbage[i]));
        Outcome outcome = open_steadily();
        assert_int_equal(outcome.last_seq, EVENTS);
        assert_true(outcome.recovery.snapshot_bad);
        assert_true(holds_whole("session.json", good, good_size));
    }
    // Right in its first lines, and wrong below.
    char *changed = strdup(good);
    memcpy(strstr(changed, "Houten"), "Zeist!", 6);
    file_put(folder_path("%s/session.json", sample.folder), changed, good_size);
    (void)open_steadily();
    assert_true(holds_whole("session.json", good, good_size));
    free(changed);
    free(good);
}

static void a_snapshot_that_knows_more_shows_what_is_missing(void **state) {
    (void)state;
    // Behind the ballots, which may know it too, and before them: then nothing but the snapshot does,
    // and goes on to.
    static const int firsts[] = {EVENTS - 1, 11};
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
        put(sample.text, sample.size);
        (void)open_as(RECORD_WRITE);
        size_t length;
        put(sample.text, (size_t)(line_of(firsts[i], &length) - sample.text));
        for (int opening = 0; opening < 2; opening++) {
            Outcome outcome = open_steadily();
            assert_int_equal(outcome.recovery.missing, EVENTS - firsts[i] + 1);
            assert_int_equal(outcome.recovery.ranges[0].first, firsts[i]);
            assert_int_equal(outcome.recovery.ranges[0].last, EVENTS);
            assert_true(outcome.incomplete);
        }
    }
}

// What a double stands behind is no end of the record, and no rewrite that leaves the double out makes
// it one: it would be cut off.
static void damage_before_a_double_stays_in_the_middle(void **state) {
    (void)state;
    size_t length;
    Str changed;
    str_init(&changed);
    const char *lost = line_of(7, &length), *after = lost + length;  // gone for good
    str_append_bytes(&changed, sample.text, (size_t)(lost - sample.text));
    str_append_bytes(&changed, after, (size_t)(line_of(11, &length) - after));
    Event ballot = meeting_event(10);
    ballot.seq = 11;
    event_line_write(&changed, &ballot, 9);  // of a vote that is still open: a rewrite changes it
    str_append(&changed, "unreadable\n");
    const char *twice = line_of(5, &length);
    str_append_bytes(&changed, twice, length);
    put(changed.text, changed.length);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.last_seq, 11);
    assert_int_equal(outcome.recovery.torn_bytes, 0);
    assert_true(holds("events.jsonl", "unreadable", 10));
    str_finish(&changed);
}

static void temporaries_are_removed_and_other_files_stay(void **state) {
    (void)state;
    file_put(folder_path("%s/.session.json.tmp", sample.folder), "half", 4);
    file_put(folder_path("%s/.events.jsonl.tmp", sample.folder), "half", 4);
    file_put(folder_path("%s/mijn notities.txt", sample.folder), "mine", 4);
    (void)open_steadily();
    assert_false(file_there(folder_path("%s/.session.json.tmp", sample.folder)));
    assert_false(file_there(folder_path("%s/.events.jsonl.tmp", sample.folder)));
    assert_true(holds_whole("mijn notities.txt", "mine", 4));
}

// A rewritten record that ends in `tail`, and a segment that it took the place of.
static Outcome open_beside_a_leftover(const char *tail) {
    Str changed;
    str_init(&changed);
    event_header_write(&changed, ID, 3);
    size_t header;
    (void)line_of(0, &header);
    str_append_bytes(&changed, sample.text + header, sample.size - header);
    str_append(&changed, tail);
    put(changed.text, changed.length);
    str_clear(&changed);
    event_header_write(&changed, ID, 2);
    Event old = {.seq = 4, .type = EV_SESSION_PAUSE, .at_ms = NOW};
    event_line_write(&changed, &old, 3);
    file_put(folder_path("%s/events-2.jsonl", sample.folder), changed.text, changed.length);
    str_finish(&changed);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_false(file_there(folder_path("%s/events-2.jsonl", sample.folder)));
    return outcome;
}

static void segments_from_before_a_rewrite_do_not_count(void **state) {
    (void)state;
    // A kill between the rename of a rewrite and the removal of what it replaced.
    Outcome outcome = open_beside_a_leftover("");
    assert_true(recovery_is_clean(&outcome.recovery));
    const char *tail = "{\"seq\":31,\"at\":\"2026-11";  // and a torn end, mended at once
    outcome = open_beside_a_leftover(tail);
    assert_int_equal(outcome.recovery.torn_bytes, strlen(tail));
    assert_true(holds_whole("torn-1.bin", tail, strlen(tail)));
}

static void a_later_half_of_a_lost_write_leaves_with_it(void **state) {
    (void)state;
    // Three events in one write after event 30; the first of them never reached the disk.
    Str changed;
    str_init(&changed);
    str_append_bytes(&changed, sample.text, sample.size);
    str_append_bytes(&changed, "\0\0\0\0", 4);
    for (uint64_t seq = EVENTS + 2; seq <= EVENTS + 3; seq++) {
        Event event = {.seq = seq, .type = EV_SESSION_RESUME, .at_ms = NOW};
        event_line_write(&changed, &event, EVENTS);
    }
    put(changed.text, changed.length);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.last_seq, EVENTS);
    assert_int_equal(outcome.recovery.missing, 0);
    assert_false(outcome.incomplete);
    assert_true(holds_whole("events.jsonl", sample.text, sample.size));
    assert_true(
        holds_whole("torn-1.bin", changed.text + sample.size, changed.length - sample.size));
    str_finish(&changed);
}

static void two_contents_under_one_number_are_told(void **state) {
    (void)state;
    Str changed;
    str_init(&changed);
    str_append_bytes(&changed, sample.text, sample.size);
    Event event = {.seq = 20, .type = EV_SESSION_PAUSE, .at_ms = NOW};
    event_line_write(&changed, &event, 19);
    put(changed.text, changed.length);
    Outcome outcome = open_steadily();
    assert_int_equal(outcome.recovery.conflicts, 1);
    assert_true(outcome.incomplete);
    assert_true(holds_whole("events.jsonl", changed.text, changed.length));
    str_finish(&changed);
}

static void nothing_readable_is_refused_and_kept(void **state) {
    (void)state;
    put("not a record\n", 13);
    unsigned long sum = folder_sum(sample.data);
    assert_int_equal(open_as(RECORD_LOOK).err, ERR_REFUSED);
    assert_int_equal(folder_sum(sample.data), sum);
    assert_int_equal(open_as(RECORD_WRITE).err, ERR_REFUSED);
    assert_true(holds_whole("events.jsonl", "not a record\n", 13));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, damaged_set_up, damaged_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_torn_tail_is_set_aside_and_cut),
        TEST(a_torn_tail_that_was_saved_is_missed),
        TEST(nuls_at_the_end_are_torn),
        TEST(nuls_in_the_middle_are_damage_and_never_cut),
        TEST(inserted_nuls_lose_nothing),
        TEST(new_events_go_behind_damage_into_a_segment),
        TEST(a_lost_newline_loses_nothing),
        TEST(doubles_are_ignored_and_swaps_are_put_right),
        TEST(a_removed_line_is_named),
        TEST(an_editor_may_save_it_again),
        TEST(a_newer_record_is_only_looked_at),
        TEST(what_is_no_file_is_refused_at_once),
        TEST(a_session_folder_may_be_no_symlink),
        TEST(a_garbage_snapshot_is_made_again),
        TEST(a_snapshot_that_knows_more_shows_what_is_missing),
        TEST(damage_before_a_double_stays_in_the_middle),
        TEST(temporaries_are_removed_and_other_files_stay),
        TEST(segments_from_before_a_rewrite_do_not_count),
        TEST(a_later_half_of_a_lost_write_leaves_with_it),
        TEST(two_contents_under_one_number_are_told),
        TEST(nothing_readable_is_refused_and_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
