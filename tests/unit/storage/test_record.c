// The record in ordinary use: what is appended is there again, in the same state, with the same rights;
// ballots leave no trace of their order; removed notes leave at the close.
#include "base/clock.h"
#include "storage/event_json.h"
#include "storage/file_ops.h"
#include "storage/record.h"
#include "support/failing_ops.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)

static char *data;

static int set_up(void **state) {
    (void)state;
    clock_fake(NOW);
    data = folder_make();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    folder_remove(data);
    clock_real();
    return 0;
}

static Record *create(void) {
    Record *record;
    ErrInfo info = {0};
    Err err = record_create(data, ID, &record, &info);
    assert_string_equal(info.text, "");
    assert_int_equal(err, ERR_NONE);
    return record;
}

static void append_range(Record *record, int from, int to) {
    for (int i = from; i < to; i++) {
        Event event = meeting_event(i);
        assert_int_equal(record_append(record, &event), ERR_NONE);
        assert_int_equal(event.seq, i + 1);
    }
}

static void close_well(Record *record) {
    ErrInfo info = {0};
    assert_int_equal(record_close(record, &info), ERR_NONE);
    assert_string_equal(info.text, "");
}

static char *events_text(void) {
    char *text = file_get(folder_path("%s/sessions/" ID "/events.jsonl", data), NULL);
    assert_non_null(text);
    return text;
}

static void assert_opens_as(int n) {
    Session session;
    Recovery recovery;
    Record *record;
    ErrInfo info = {0};
    assert_int_equal(record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, &info),
                     ERR_NONE);
    assert_true(recovery_is_clean(&recovery));
    char *expected = meeting_expected(ID, n, NOW), *got = meeting_json(&session);
    assert_string_equal(got, expected);
    assert_int_equal(record_status(record).synced_seq, n);
    free(expected);
    free(got);
    close_well(record);
    session_finish(&session);
}

static void every_prefix_is_there_again(void **state) {
    (void)state;
    for (int n = 1; n <= meeting_length(); n++) {
        Record *record = create();
        append_range(record, 0, n);
        record_flush(record, 5000);
        RecordStatus status = record_status(record);
        assert_int_equal(status.state, RECORD_SAVED);
        assert_int_equal(status.synced_seq, n);
        close_well(record);
        assert_opens_as(n);
        folder_remove(data);
        data = folder_make();
    }
}

static void goes_on_after_reopening(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, 20);
    close_well(record);
    Session session;
    Recovery recovery;
    assert_int_equal(record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, NULL),
                     ERR_NONE);
    session_finish(&session);
    append_range(record, 20, meeting_length());
    close_well(record);
    assert_opens_as(meeting_length());
}

static void rights_are_narrow_whatever_the_umask(void **state) {
    (void)state;
    mode_t masks[] = {0, 0022, 0277};
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        mode_t before = umask(masks[i]);
        Record *record = create();
        append_range(record, 0, meeting_length());
        close_well(record);
        (void)umask(before);
        int files, folders;
        folder_rights(data, &files, &folders);
        assert_int_equal(files, 0600);
        assert_int_equal(folders, 0700);
        folder_remove(data);
        data = folder_make();
    }
}

static void ballots_carry_no_time_and_stand_sorted_after_the_reveal(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, meeting_reveal());
    record_flush(record, 5000);
    char *text = events_text();
    for (char *line = text; (line = strstr(line, "\"type\":\"ballot.")) != NULL; line++) {
        char *start = line;
        while (start > text && start[-1] != '\n') start--;
        char *at = strstr(start, "\"at\":");
        assert_true(at == NULL || at > strchr(start, '\n'));
    }
    // In the order in which they came.
    assert_true(strstr(text, "\"ballot\":4000000001") < strstr(text, "\"ballot\":77"));
    free(text);

    append_range(record, meeting_reveal(), meeting_reveal() + 1);
    close_well(record);
    text = events_text();
    char *first = strstr(text, "\"ballot\":77"), *second = strstr(text, "\"ballot\":500"),
         *third = strstr(text, "\"ballot\":4000000001");
    assert_non_null(first);
    assert_true(first < second && second < third);
    // The withdrawn one is gone without a trace of which it was; its two lines are blank.
    assert_null(strstr(text, "900000"));
    char *blank = strstr(text, "\"type\":\"blank\"");
    assert_true(blank > third && strstr(blank + 1, "\"type\":\"blank\"") != NULL);
    free(text);
    assert_opens_as(meeting_reveal() + 1);
}

// Which of two lines under one number is right cannot be known: a rewrite keeps the other too, and the
// session stays marked. Found by fuzz_record.
static void a_rewrite_keeps_both_lines_of_a_number(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, 12);
    close_well(record);
    static const char other[] =
        "{\"seq\":7,\"at\":\"2026-11-23T15:43:33.120Z\",\"synced\":0,\"type\":\"place.go\","
        "\"data\":{\"item\":3,\"step\":0}";
    Str text;
    str_init(&text);
    char *was = events_text();
    str_append(&text, was);
    str_append(&text, other);
    str_append(&text, test_crc_tail(other));
    free(was);
    file_put(folder_path("%s/sessions/" ID "/events.jsonl", data), text.text, text.length);
    str_finish(&text);
    for (int i = 0; i < 3; i++) {
        Session session;
        Recovery recovery;
        assert_int_equal(record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, NULL),
                         ERR_NONE);
        assert_int_equal(recovery.conflicts, 1);
        assert_true(session.incomplete);
        session_finish(&session);
        if (i == 0) append_range(record, 12, 15);  // ballots: they are laid anew at the end
        close_well(record);
    }
    Str all;
    str_init(&all);
    for (int segment = 1; segment <= 2; segment++) {
        char *part = file_get(segment == 1 ? folder_path("%s/sessions/" ID "/events.jsonl", data)
                                           : folder_path("%s/sessions/" ID "/events-2.jsonl", data),
                              NULL);
        if (part) str_append(&all, part);
        free(part);
    }
    assert_non_null(strstr(str_text(&all), other));
    str_finish(&all);
}

static void an_open_vote_is_sorted_when_the_record_is_left(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, meeting_reveal());
    close_well(record);
    char *text = events_text();
    assert_true(strstr(text, "\"ballot\":77") < strstr(text, "\"ballot\":4000000001"));
    free(text);
    char *snapshot = file_get(folder_path("%s/sessions/" ID "/session.json", data), NULL);
    assert_non_null(strstr(snapshot, "\"ballot_count\": 3"));
    assert_null(strstr(snapshot, "\"ballot\": 77"));
    free(snapshot);
}

static void removed_notes_lose_their_text_at_the_close(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, meeting_close());
    record_flush(record, 5000);
    char *text = events_text();
    assert_non_null(strstr(text, "Jansen"));
    free(text);
    append_range(record, meeting_close(), meeting_close() + 1);
    close_well(record);
    text = events_text();
    assert_null(strstr(text, "Jansen"));
    assert_null(strstr(text, "Geheim"));
    assert_non_null(strstr(text, "Korte lijnen"));
    free(text);
    char *snapshot = file_get(folder_path("%s/sessions/" ID "/session.json", data), NULL);
    assert_null(strstr(snapshot, "Geheim"));
    free(snapshot);
    assert_opens_as(meeting_length());
}

static void removed_notes_can_be_forgotten_before(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, meeting_close());
    record_flush(record, 5000);
    record_forget_removed(record);
    close_well(record);
    char *text = events_text();
    assert_null(strstr(text, "Jansen"));
    free(text);
    assert_opens_as(meeting_close());
}

static void the_second_program_only_looks(void **state) {
    (void)state;
    Record *record = create(), *second;
    append_range(record, 0, 8);
    record_flush(record, 5000);
    unsigned long sum = folder_sum(data);
    Session session;
    Recovery recovery;
    ErrInfo info = {0};
    assert_int_equal(record_open(data, ID, RECORD_WRITE, &session, &recovery, &second, &info),
                     ERR_LOCKED);
    assert_non_null(strstr(info.text, "another program"));
    assert_true(recovery.locked);
    assert_int_equal(record_status(second).state, RECORD_LOOK_ONLY);
    assert_int_equal(session.last_seq, 8);
    Event event = meeting_event(8);
    assert_int_equal(record_append(second, &event), ERR_REFUSED);
    assert_int_equal(record_close(second, NULL), ERR_NONE);
    session_finish(&session);
    assert_int_equal(folder_sum(data), sum);

    // A deleted lock file lets nobody else in: the folder is locked too.
    assert_int_equal(unlink(folder_path("%s/sessions/" ID "/lock", data)), 0);
    assert_int_equal(record_open(data, ID, RECORD_WRITE, &session, &recovery, &second, &info),
                     ERR_LOCKED);
    session_finish(&session);
    assert_int_equal(record_close(second, NULL), ERR_NONE);
    close_well(record);
    // A lock file that was left lying locks nobody out.
    file_put(folder_path("%s/sessions/" ID "/lock", data), "4711", 4);
    assert_opens_as(8);
}

static void a_deleted_folder_is_written_again(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, 20);
    record_flush(record, 5000);
    char *gone = strdup(folder_path("%s/sessions", data));
    folder_remove(gone);
    append_range(record, 20, 21);
    record_flush(record, 5000);
    assert_int_equal(record_status(record).state, RECORD_SAVED);
    char *text = events_text();
    assert_non_null(strstr(text, "Te veel"));
    free(text);
    // Only the file this time, and it was the newest thing that had been said.
    assert_int_equal(unlink(folder_path("%s/sessions/" ID "/events.jsonl", data)), 0);
    append_range(record, 21, 22);
    close_well(record);
    assert_opens_as(22);
}

static Err move(Record *record, const char *to, ErrInfo *info) {
    Err err;
    assert_true(record_move_begin(record, to));
    while (!record_move_ended(record, &err, info)) (void)usleep(1000);
    // It is said once.
    Err again;
    assert_false(record_move_ended(record, &again, info));
    return err;
}

static void a_move_takes_everything_along(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, 20);
    record_flush(record, 5000);
    char *other = folder_make();
    ErrInfo info = {0};
    assert_int_equal(move(record, other, &info), ERR_NONE);
    assert_non_null(strstr(record_folder(record), other));
    append_range(record, 20, meeting_length());
    close_well(record);
    char *first = data;
    data = other;
    assert_opens_as(meeting_length());
    data = first;
    folder_remove(other);
    assert_opens_as(20);
}

static void a_move_to_nowhere_changes_nothing(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, 20);
    ErrInfo info = {0};
    assert_int_equal(move(record, "/proc/nowhere", &info), ERR_MACHINE);
    assert_true(info.text[0] != '\0');
    append_range(record, 20, 21);
    close_well(record);
    assert_opens_as(21);
}

// 2 MiB, of which each sync covers little: space ahead comes in ever larger pieces, as a disk keeps a list
// of them that a sync has to write too.
static void a_long_record_lies_in_few_pieces(void **state) {
    (void)state;
    failing_ops_start(FAULT_NONE, 0, 0, 0, OP_BIT(reserve));
    Record *record = create();
    append_range(record, 0, 19);
    char text[1501];
    memset(text, 'n', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    for (int i = 1; i <= 1400; i++) {
        Event event = meeting_event(19);
        event.note = i;
        event.text = text;
        assert_int_equal(record_append(record, &event), ERR_NONE);
        if (i % 10 == 0) record_flush(record, 5000);
    }
    close_well(record);
    int pieces = failing_ops_calls();
    failing_ops_stop();
    assert_in_range(pieces, 2, 6);
}

static void wrong_beginnings_are_refused(void **state) {
    (void)state;
    Record *record;
    ErrInfo info = {0};
    assert_int_equal(record_create(data, "../x", &record, &info), ERR_REFUSED);
    assert_null(record);
    assert_int_equal(record_create("/proc/nowhere", ID, &record, &info), ERR_MACHINE);
    Record *there = create();
    append_range(there, 0, 1);
    assert_int_equal(record_create(data, ID, &record, &info), ERR_REFUSED);
    close_well(there);
    Session session;
    Recovery recovery;
    assert_int_equal(record_open(data, "2026-01-01-nergens-aaaa", RECORD_WRITE, &session, &recovery,
                                 &record, &info),
                     ERR_MISSING);
    assert_null(record);
    Event bad = {.type = EV_NOTE_MOVE, .note = -4};
    there = NULL;
    assert_int_equal(record_open(data, ID, RECORD_WRITE, &session, &recovery, &there, &info),
                     ERR_NONE);
    assert_int_equal(record_append(there, &bad), ERR_REFUSED);
    session_finish(&session);
    close_well(there);
}

static void an_empty_record_leaves_nothing(void **state) {
    (void)state;
    close_well(create());
    assert_false(file_there(folder_path("%s/sessions/" ID, data)));
}

static void wake(void *ctx) {
    int *count = ctx;
    (*count)++;
}

static void a_change_of_status_wakes(void **state) {
    (void)state;
    Record *record = create();
    int count = 0;
    record_set_wake(record, wake, &count);
    append_range(record, 0, 1);
    record_flush(record, 5000);
    record_set_wake(record, NULL, NULL);
    close_well(record);
    assert_true(count >= 1);
}

static void files_of_a_session_open_it_too(void **state) {
    (void)state;
    Record *record = create();
    append_range(record, 0, 20);
    close_well(record);
    static const char *const tails[] = {"", "/", "/session.json", "/events.jsonl"};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        Session session;
        Recovery recovery;
        unsigned long sum = folder_sum(data);
        const char *path = folder_path("%s/sessions/" ID "%s", data, tails[i]);
        assert_int_equal(record_open(path, NULL, RECORD_LOOK, &session, &recovery, &record, NULL),
                         ERR_NONE);
        assert_int_equal(session.last_seq, 20);
        assert_string_equal(session.id, ID);
        session_finish(&session);
        close_well(record);
        assert_int_equal(folder_sum(data), sum);
    }
}

static void clocks_may_jump(void **state) {
    (void)state;
    Record *record = create();
    static const int64_t times[] = {
        NOW, 0, -5, INT64_C(1) << 60, NOW - INT64_C(315360000000), NOW + INT64_C(315360000000), 1};
    enum { TIMES = sizeof times / sizeof *times };
    for (int i = 0; i < TIMES; i++) {
        clock_fake_set_utc(times[i]);
        append_range(record, i, i + 1);
    }
    close_well(record);
    Session session;
    Recovery recovery;
    assert_int_equal(record_open(data, ID, RECORD_LOOK, &session, &recovery, &record, NULL),
                     ERR_NONE);
    assert_true(recovery_is_clean(&recovery));
    assert_int_equal(session.last_seq, TIMES);
    assert_int_equal(session.order_count, 4);
    session_finish(&session);
    close_well(record);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_prefix_is_there_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goes_on_after_reopening, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rights_are_narrow_whatever_the_umask, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ballots_carry_no_time_and_stand_sorted_after_the_reveal,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_open_vote_is_sorted_when_the_record_is_left, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(removed_notes_lose_their_text_at_the_close, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(removed_notes_can_be_forgotten_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_second_program_only_looks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_deleted_folder_is_written_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_move_takes_everything_along, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_move_to_nowhere_changes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_long_record_lies_in_few_pieces, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_beginnings_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_rewrite_keeps_both_lines_of_a_number, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_empty_record_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_change_of_status_wakes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_of_a_session_open_it_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(clocks_may_jump, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
