// Listing and deleting sessions, and where <data> is.
#include "base/clock.h"
#include "storage/data_dir.h"
#include "storage/file_ops.h"
#include "storage/record.h"
#include "storage/sessions.h"
#include "support/failing_ops.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

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

static void make(const char *id, int events) {
    Record *record;
    assert_int_equal(record_create(data, id, &record, NULL), ERR_NONE);
    for (int i = 0; i < events; i++) {
        Event event = meeting_event(i);
        assert_int_equal(record_append(record, &event), ERR_NONE);
    }
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    clock_fake_advance(60000);
}

static SessionList list(void) {
    SessionList all;
    ErrInfo info = {0};
    assert_int_equal(sessions_list(data, &all, &info), ERR_NONE);
    return all;
}

static void nothing_is_an_empty_list(void **state) {
    (void)state;
    SessionList all = list();
    assert_int_equal(all.count, 0);
    assert_null(session_list_unfinished(&all));
    session_list_finish(&all);
}

static void the_newest_comes_first_with_its_numbers(void **state) {
    (void)state;
    make("2026-11-23-houten-aaaa", meeting_length());
    make("2026-11-23-zeist-bbbb", 30);
    file_put(folder_path("%s/sessions/stray.txt", data), "x", 1);
    assert_int_equal(mkdir(folder_path("%s/sessions/Not An Id", data), 0700), 0);
    unsigned long sum = folder_sum(data);
    for (int i = 0; i < 2; i++) {
        SessionList all = list();
        assert_int_equal(all.count, 2);
        assert_string_equal(all.items[0].id, "2026-11-23-zeist-bbbb");
        assert_int_equal(all.items[0].state, SESSION_ACTIVE);
        const SessionSummary *closed = &all.items[1];
        assert_string_equal(closed->place, "Houten");
        assert_string_equal(closed->group, "Team \"Zuid\"");
        assert_string_equal(closed->programme, "kort");
        assert_string_equal(closed->delete_by, "2027-06-01");
        assert_int_equal(closed->state, SESSION_CLOSED);
        assert_int_equal(closed->notes, 4);
        assert_int_equal(closed->votes, 17);
        assert_int_equal(closed->agreements, 2);
        assert_int_equal(closed->people, 12);
        assert_int_equal(closed->created_ms, NOW);
        assert_int_equal(closed->last_seq, meeting_length());
        assert_ptr_equal(session_list_unfinished(&all), &all.items[0]);
        assert_true(session_summary_expired(closed, "2027-06-02"));
        assert_false(session_summary_expired(closed, "2027-06-01"));
        session_list_finish(&all);
        assert_int_equal(folder_sum(data), sum);
        // The second time from the events alone.
        if (i > 0) break;
        (void)unlink(folder_path("%s/sessions/2026-11-23-houten-aaaa/session.json", data));
        (void)unlink(folder_path("%s/sessions/2026-11-23-zeist-bbbb/session.json", data));
        sum = folder_sum(data);
    }
}

// Whatever call fails for a moment: a meeting stands in the list, or the list itself is refused.
static void no_meeting_is_lost_from_the_list(void **state) {
    (void)state;
    make("2026-11-23-houten-aaaa", meeting_length());
    for (int close = 0; close < 2; close++) {
        if (close)
            (void)unlink(folder_path("%s/sessions/2026-11-23-houten-aaaa/session.json", data));
        failing_ops_start(FAULT_NONE, 1, 0, 0, 0);
        SessionList all = list();
        session_list_finish(&all);
        int calls = failing_ops_calls();
        assert_true(calls > 5);
        for (int i = 1; i <= calls; i++) {
            failing_ops_start(FAULT_ERROR, i, 1, EIO, 0);
            Err err = sessions_list(data, &all, NULL);
            if (!err && all.count != 1) fail_msg("call %d of %d: %d meetings", i, calls, all.count);
            session_list_finish(&all);
            failing_ops_stop();
        }
    }
}

static void a_snapshot_that_is_behind_is_not_believed(void **state) {
    (void)state;
    make("2026-11-23-houten-aaaa", 10);
    const char *path = folder_path("%s/sessions/2026-11-23-houten-aaaa/session.json", data);
    size_t size;
    char *old = file_get(path, &size);
    Session session;
    Recovery recovery;
    Record *record;
    assert_int_equal(record_open(data, "2026-11-23-houten-aaaa", RECORD_WRITE, &session, &recovery,
                                 &record, NULL),
                     ERR_NONE);
    session_finish(&session);
    for (int i = 10; i < meeting_length(); i++) {
        Event event = meeting_event(i);
        assert_int_equal(record_append(record, &event), ERR_NONE);
    }
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    file_put(path, old, size);
    free(old);
    SessionList all = list();
    assert_int_equal(all.items[0].state, SESSION_CLOSED);
    session_list_finish(&all);
}

static void damage_is_listed_not_hidden(void **state) {
    (void)state;
    make("2026-11-23-houten-aaaa", 10);
    file_put(folder_path("%s/sessions/2026-11-23-houten-aaaa/events.jsonl", data), "rubbish", 7);
    (void)unlink(folder_path("%s/sessions/2026-11-23-houten-aaaa/session.json", data));
    SessionList all = list();
    assert_int_equal(all.count, 1);
    assert_true(all.items[0].damaged && all.items[0].incomplete);
    assert_null(session_list_unfinished(&all));
    session_list_finish(&all);
    // It can still be deleted.
    assert_int_equal(sessions_delete(data, "2026-11-23-houten-aaaa", NULL), ERR_NONE);
    all = list();
    assert_int_equal(all.count, 0);
    session_list_finish(&all);
}

static void deleting_takes_every_file(void **state) {
    (void)state;
    make("2026-11-23-houten-aaaa", meeting_length());
    make("2026-11-23-houten-aaaa2", 10);
    const char *folder = folder_path("%s/sessions/2026-11-23-houten-aaaa", data);
    assert_int_equal(mkdir(folder_path("%s/exports", folder), 0700), 0);
    file_put(folder_path("%s/exports/oogst.pdf", folder), "pdf", 3);
    file_put(folder_path("%s/.session.json.tmp", folder), "half", 4);
    assert_int_equal(symlink("../2026-11-23-houten-aaaa2", folder_path("%s/link", folder)), 0);
    assert_int_equal(mkdir(folder_path("%s/exports", data), 0700), 0);
    file_put(folder_path("%s/exports/2026-11-23-houten-aaaa.xlsx", data), "x", 1);
    file_put(folder_path("%s/exports/2026-11-23-houten-aaaa2.xlsx", data), "x", 1);
    assert_int_equal(mkdir(folder_path("%s/exports/2026-11-23-houten-aaaa", data), 0700), 0);
    file_put(folder_path("%s/exports/2026-11-23-houten-aaaa/a.csv", data), "x", 1);
    file_put(folder_path("%s/exports/.2026-11-23-houten-aaaa.pdf.tmp", data), "half", 4);
    ErrInfo info = {0};
    assert_int_equal(sessions_delete(data, "2026-11-23-houten-aaaa", &info), ERR_NONE);
    assert_false(file_there(folder_path("%s/sessions/2026-11-23-houten-aaaa", data)));
    assert_false(file_there(folder_path("%s/exports/.2026-11-23-houten-aaaa.pdf.tmp", data)));
    assert_false(file_there(folder_path("%s/exports/2026-11-23-houten-aaaa.xlsx", data)));
    assert_false(file_there(folder_path("%s/exports/2026-11-23-houten-aaaa", data)));
    assert_true(file_there(folder_path("%s/exports/2026-11-23-houten-aaaa2.xlsx", data)));
    SessionList all = list();
    assert_int_equal(all.count, 1);
    assert_int_equal(all.items[0].last_seq, 10);
    session_list_finish(&all);
    assert_int_equal(sessions_delete(data, "2026-11-23-houten-aaaa", &info), ERR_MISSING);
    assert_int_equal(sessions_delete(data, "../sessions", &info), ERR_REFUSED);
}

static void an_open_session_is_not_deleted(void **state) {
    (void)state;
    Record *record;
    assert_int_equal(record_create(data, "2026-11-23-houten-aaaa", &record, NULL), ERR_NONE);
    Event event = meeting_event(0);
    assert_int_equal(record_append(record, &event), ERR_NONE);
    record_flush(record, 5000);
    ErrInfo info = {0};
    assert_int_equal(sessions_delete(data, "2026-11-23-houten-aaaa", &info), ERR_LOCKED);
    assert_non_null(strstr(info.text, "close it there first"));
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    SessionList all = list();
    assert_int_equal(all.count, 1);
    session_list_finish(&all);
}

static void a_deletion_that_was_cut_off_is_ended(void **state) {
    (void)state;
    make("2026-11-23-houten-aaaa", 10);
    assert_int_equal(rename(folder_path("%s/sessions/2026-11-23-houten-aaaa", data),
                            folder_path("%s/sessions/.deleting-2026-11-23-houten-aaaa", data)),
                     0);
    SessionList all = list();
    assert_int_equal(all.count, 0);
    session_list_finish(&all);
    assert_int_equal(data_dir_prepare(data, NULL), ERR_NONE);
    assert_false(file_there(folder_path("%s/sessions/.deleting-2026-11-23-houten-aaaa", data)));
}

static void two_hundred_sessions_are_listed(void **state) {
    (void)state;
    make("2026-11-23-houten-aaaa", meeting_length());
    size_t size, json_size;
    char *events =
        file_get(folder_path("%s/sessions/2026-11-23-houten-aaaa/events.jsonl", data), &size);
    char *json =
        file_get(folder_path("%s/sessions/2026-11-23-houten-aaaa/session.json", data), &json_size);
    for (int i = 0; i < 199; i++) {
        assert_int_equal(mkdir(folder_path("%s/sessions/2026-01-01-zeist-%04d", data, i), 0700), 0);
        file_put(folder_path("%s/sessions/2026-01-01-zeist-%04d/events.jsonl", data, i), events,
                 size);
        file_put(folder_path("%s/sessions/2026-01-01-zeist-%04d/session.json", data, i), json,
                 json_size);
    }
    free(events);
    free(json);
    SessionList all = list();
    assert_int_equal(all.count, 200);
    for (int i = 0; i < all.count; i++) assert_int_equal(all.items[i].notes, 4);
    session_list_finish(&all);
}

static void data_is_found_in_this_order(void **state) {
    (void)state;
    char *home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
    (void)unsetenv("PRAATPLAAT_DATA");
    (void)unsetenv("XDG_DATA_HOME");
    (void)setenv("HOME", "/home/someone", 1);
    static const struct {
        const char *option, *variable, *xdg, *expected;
    } rows[] = {
        {NULL, NULL, NULL, "/home/someone/.local/share/praatplaat"},
        {"", NULL, NULL, "/home/someone/.local/share/praatplaat"},
        {NULL, NULL, "/xdg", "/xdg/praatplaat"},
        {NULL, NULL, "not/absolute", "/home/someone/.local/share/praatplaat"},
        {NULL, "/var/pp", "/xdg", "/var/pp"},
        {"here/", "/var/pp", "/xdg", "here"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].variable) (void)setenv("PRAATPLAAT_DATA", rows[i].variable, 1);
        if (rows[i].xdg) (void)setenv("XDG_DATA_HOME", rows[i].xdg, 1);
        Str path;
        str_init(&path);
        assert_int_equal(data_dir_find(rows[i].option, &path, NULL), ERR_NONE);
        assert_string_equal(path.text, rows[i].expected);
        str_finish(&path);
        (void)unsetenv("PRAATPLAAT_DATA");
        (void)unsetenv("XDG_DATA_HOME");
    }
    // Without HOME the password file knows one.
    (void)unsetenv("HOME");
    Str path;
    str_init(&path);
    assert_int_equal(data_dir_find(NULL, &path, NULL), ERR_NONE);
    assert_int_equal(path.text[0], '/');
    str_finish(&path);
    if (home) (void)setenv("HOME", home, 1);
    free(home);
}

static void data_is_prepared_or_a_sentence_says_why_not(void **state) {
    (void)state;
    assert_int_equal(data_dir_prepare(folder_path("%s/a/b/c", data), NULL), ERR_NONE);
    assert_int_equal(file_mode(folder_path("%s/a/b/c", data)), 0700);
    assert_int_equal(file_mode(folder_path("%s/a/b/c/sessions", data)), 0700);
    assert_int_equal(data_dir_prepare(folder_path("%s/a/b/c", data), NULL), ERR_NONE);
    file_put(folder_path("%s/file", data), "x", 1);
    static const char *const bad[] = {"/proc/nowhere", NULL};
    for (int i = 0; i < 2; i++) {
        ErrInfo info = {0};
        const char *path = bad[i] ? bad[i] : folder_path("%s/file", data);
        assert_int_equal(data_dir_prepare(path, &info), ERR_MACHINE);
        assert_non_null(strstr(info.text, "choose another folder with --data-dir"));
        assert_non_null(strstr(info.text, path));
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_an_empty_list),
        TEST(the_newest_comes_first_with_its_numbers),
        TEST(no_meeting_is_lost_from_the_list),
        TEST(a_snapshot_that_is_behind_is_not_believed),
        TEST(damage_is_listed_not_hidden),
        TEST(deleting_takes_every_file),
        TEST(an_open_session_is_not_deleted),
        TEST(a_deletion_that_was_cut_off_is_ended),
        TEST(two_hundred_sessions_are_listed),
        TEST(data_is_found_in_this_order),
        TEST(data_is_prepared_or_a_sentence_says_why_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
