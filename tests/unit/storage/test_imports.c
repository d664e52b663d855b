// Meetings from a stick: what is taken, what is not, that nothing which is here is lost, and that a
// copy is there whole or not at all.
#include "base/clock.h"
#include "storage/file_ops.h"
#include "storage/imports.h"
#include "storage/outcome_read.h"
#include "storage/record.h"
#include "support/failing_ops.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW INT64_C(1795448613120)
#define HOUTEN "2026-11-23-houten-aaaa"
#define ZEIST "2026-11-23-zeist-bbbb"

static char *data, *stick;

static int set_up(void **state) {
    (void)state;
    clock_fake(NOW);
    // Hundreds of imports: in memory, where the system has such a folder.
    if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
    data = folder_make();
    stick = folder_make();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    folder_remove(data);
    folder_remove(stick);
    clock_real();
    return 0;
}

// A whole data folder in a folder of the stick, beside loose outcomes.
static void machine(const char *id, int events) {
    char *folder = strdup(folder_path("%s/machine", stick));
    assert_non_null(folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    meeting_record(folder, id, events);
    free(folder);
}

static void outcome(const char *name, const char *id, int last_seq, const char *last_change) {
    char json[400];
    int n = snprintf(json, sizeof json,
                     "{\"format\":\"" OUTCOME_FORMAT "\",\"version\":1,\"id\":\"%s\",\"place\":"
                     "\"Stick\",\"last_seq\":%d,\"last_change\":\"%s\"}",
                     id, last_seq, last_change);
    file_put(folder_path("%s/%s", stick, name), json, (size_t)n);
}

static ImportCount take(void) {
    ImportCount count;
    ErrInfo info = {0};
    if (imports_take(data, stick, NULL, NULL, &count, &info)) fail_msg("%s", info.text);
    return count;
}

static void assert_count(ImportCount c, int fresh, int newer, int same, int faulty) {
    if (c.fresh != fresh || c.newer != newer || c.same != same || c.faulty != faulty)
        fail_msg("%d fresh, %d newer, %d same, %d faulty", c.fresh, c.newer, c.same, c.faulty);
}

static SessionList listed(int max) {
    SessionList list = {0};
    arena_init(&list.arena, 0);
    assert_int_equal(imports_list(data, &list, max, NULL), ERR_NONE);
    return list;
}

static void a_stick_is_taken_once(void **state) {
    (void)state;
    machine(HOUTEN, 20);
    outcome("zeist.json", ZEIST, 7, "");
    file_put_text(folder_path("%s/kapot.json", stick),
                  "{\"format\":\"" OUTCOME_FORMAT "\",\"id\":\"a-b\",");
    unsigned long sum = folder_sum(stick);
    assert_count(take(), 2, 0, 0, 1);
    assert_count(take(), 0, 0, 2, 1);
    assert_int_equal(folder_sum(stick), sum);
    assert_true(imports_has(data, HOUTEN));
    assert_true(imports_has(data, ZEIST));
    assert_false(imports_has(data, "a-b"));
    int files, folders;
    folder_rights(data, &files, &folders);
    assert_int_equal(files, 0600);
    assert_int_equal(folders, 0700);
    // The copy is the record itself, to the byte, and whole.
    size_t size, copied;
    char *from = file_get(folder_path("%s/machine/sessions/" HOUTEN "/events.jsonl", stick), &size);
    char *to = file_get(folder_path("%s/imported/" HOUTEN "/events.jsonl", data), &copied);
    assert_int_equal(size, copied);
    assert_memory_equal(from, to, size);
    free(from);
    free(to);
    assert_false(file_there(folder_path("%s/imported/" HOUTEN "/lock", data)));
    char path[400];
    assert_true(imports_folder(data, HOUTEN, path, sizeof path));
    assert_string_equal(path, folder_path("%s/imported/" HOUTEN, data));
    assert_false(imports_folder(data, ZEIST, path, sizeof path));  // an outcome is no record
    assert_false(imports_folder(data, "../sessions", path, sizeof path));
    assert_false(imports_folder(data, "a-b", path, sizeof path));
    assert_false(imports_folder(data, HOUTEN, path, 12));
}

static void nothing_on_the_stick(void **state) {
    (void)state;
    assert_count(take(), 0, 0, 0, 0);
    assert_false(file_there(folder_path("%s/imported", data)));
    ImportCount count;
    ErrInfo info = {0};
    assert_int_equal(imports_take(data, "/er/is/niets", NULL, NULL, &count, &info), ERR_MISSING);
    assert_non_null(strstr(info.text, "/er/is/niets"));
}

static void own_meetings_are_not_taken_back(void **state) {
    (void)state;
    meeting_record(data, HOUTEN, 20);
    meeting_record(stick, HOUTEN, 15);
    assert_count(take(), 0, 0, 1, 0);
    assert_false(imports_has(data, HOUTEN));
    // Went on on the other machine: a copy beside the own one, which stays as it is.
    folder_remove(stick);
    stick = folder_make();
    meeting_record(stick, HOUTEN, 25);
    unsigned long sum = folder_sum(folder_path("%s/sessions", data));
    assert_count(take(), 0, 1, 0, 0);
    assert_true(imports_has(data, HOUTEN));
    assert_int_equal(folder_sum(folder_path("%s/sessions", data)), sum);
}

// A later copy takes the place; each earlier one stays below it, byte for byte.
static void older_copies_stay(void **state) {
    (void)state;
    for (int i = 0; i < 4; i++) {
        outcome("x.json", ZEIST, 5 + i, "");
        assert_count(take(), i == 0, i > 0, 0, 0);
    }
    static const char *const folders[] = {"", "older-1/", "older-2/", "older-3/"};
    int seen = 0;
    for (int i = 0; i < 4; i++) {
        char *bytes =
            file_get(folder_path("%s/imported/" ZEIST "/%soutcome.json", data, folders[i]), NULL);
        assert_non_null(bytes);
        for (int seq = 5; seq < 9; seq++) {
            char part[32];
            (void)snprintf(part, sizeof part, "\"last_seq\":%d,", seq);
            if (strstr(bytes, part)) seen |= 1 << (seq - 5);
        }
        if (i == 0) assert_non_null(strstr(bytes, "\"last_seq\":8,"));
        free(bytes);
    }
    assert_int_equal(seen, 15);
}

static void of_the_same_age_the_whole_one_is_news(void **state) {
    (void)state;
    static const struct {
        int seq;
        const char *change;
        bool news;
    } rows[] = {
        {7, "2026-11-23T10:00:00Z", true},   // the first
        {7, "2026-11-23T10:00:00Z", false},  // again
        {6, "2026-11-23T11:00:00Z", false},  // fewer events, whatever the clock said
        {7, "2026-11-23T11:00:00Z", true},  {8, "", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        outcome("x.json", HOUTEN, rows[i].seq, rows[i].change);
        ImportCount count = take();
        if (count.fresh + count.newer != rows[i].news) fail_msg("row %zu", i);
    }
    (void)unlink(folder_path("%s/x.json", stick));
    meeting_record(stick, HOUTEN, 8);
    assert_count(take(), 0, 1, 0, 0);  // as far, but the record itself
    char path[400];
    assert_true(imports_folder(data, HOUTEN, path, sizeof path));
}

static bool stop_after(void *context, int done, int total) {
    assert_int_equal(total, 3);
    return done < *(int *)context;
}

static void it_can_be_stopped(void **state) {
    (void)state;
    outcome("1.json", "a-1", 1, "");
    outcome("2.json", "a-2", 1, "");
    outcome("3.json", "a-3", 1, "");
    for (int enough = 1; enough <= 3; enough++) {
        ImportCount count;
        assert_int_equal(imports_take(data, stick, stop_after, &enough, &count, NULL), ERR_NONE);
        assert_count(count, 1, 0, enough - 1, 0);
    }
}

static void imports_are_listed_with_their_numbers(void **state) {
    (void)state;
    SessionList list = listed(10);
    assert_int_equal(list.count, 0);
    session_list_finish(&list);
    machine(HOUTEN, meeting_length());
    outcome("zeist.json", ZEIST, 7, "");
    outcome("oud.json", "2020-01-01-oud-cccc", 7, "");
    assert_count(take(), 3, 0, 0, 0);
    list = listed(10);
    assert_int_equal(list.count, 3);
    const SessionSummary *houten = NULL;
    for (int i = 0; i < 3; i++) {
        assert_true(list.items[i].imported);
        if (strcmp(list.items[i].id, HOUTEN) == 0) houten = &list.items[i];
    }
    assert_non_null(houten);
    assert_string_equal(houten->place, "Houten");
    assert_int_equal(houten->state, SESSION_CLOSED);
    assert_int_equal(houten->people, 12);
    assert_int_equal(houten->agreements, 2);
    assert_int_equal(houten->created_ms, NOW);
    assert_int_equal(houten->votes, 4 + 3);  // a scale and dots
    session_list_finish(&list);
    list = listed(1);  // the newest by their names
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].id, ZEIST);
    session_list_finish(&list);
    // An own one stands for both.
    meeting_record(data, ZEIST, 10);
    list = (SessionList){0};
    assert_int_equal(sessions_list(data, &list, NULL), ERR_NONE);
    int own = list.count;
    assert_int_equal(imports_list(data, &list, 10, NULL), ERR_NONE);
    assert_int_equal(list.count, own + 2);
    for (int i = 0; i + 1 < list.count; i++)
        if (list.items[i].created_ms && list.items[i + 1].created_ms)
            assert_true(list.items[i].created_ms >= list.items[i + 1].created_ms);
    session_list_finish(&list);
}

typedef struct {
    int asked, done, total;
} Patience;

static void imports_that_cannot_be_listed_are_said(void **state) {
    (void)state;
    machine("2026-11-21-houten-aaaa", 20);
    (void)take();
    SessionList list;
    assert_int_equal(sessions_list(data, &list, NULL), ERR_NONE);
    int own = list.count;
    failing_ops_start(FAULT_ERROR, 1, 1, EIO, OP_BIT(list));
    ErrInfo info = {0};
    assert_int_equal(imports_list(data, &list, 10, &info), ERR_MACHINE);
    failing_ops_stop();
    assert_non_null(strstr(info.text, "imported: cannot be read: the disk does not work"));
    assert_int_equal(list.count, own);
    assert_int_equal(imports_list(data, &list, 10, &info), ERR_NONE);
    assert_int_equal(list.count, own + 1);
    session_list_finish(&list);
}

static bool until_the_second(void *context, int done, int total) {
    Patience *patience = context;
    patience->asked++;
    patience->done = done;
    patience->total = total;
    return patience->asked < 2;
}

// Whoever leaves does not wait for hundreds of meetings to be read.
static void reading_the_imports_can_be_stopped(void **state) {
    (void)state;
    outcome("x.json", ZEIST, 5, "");
    take();
    outcome("x.json", HOUTEN, 5, "");
    take();
    SessionList list = {0};
    assert_int_equal(sessions_list(data, &list, NULL), ERR_NONE);
    int own = list.count;
    Patience patience = {0};
    assert_int_equal(imports_list_telling(data, until_the_second, &patience, &list, 10, NULL),
                     ERR_NONE);
    assert_int_equal(patience.asked, 2);
    assert_int_equal(patience.done, own + 1);
    assert_int_equal(patience.total, own + 2);
    assert_int_equal(list.count, own + 1);
    session_list_finish(&list);
}

static void an_import_is_deleted(void **state) {
    (void)state;
    ErrInfo info = {0};
    assert_int_equal(imports_delete(data, ZEIST, &info), ERR_MISSING);
    outcome("x.json", ZEIST, 5, "");
    take();
    outcome("x.json", ZEIST, 6, "");
    take();
    assert_int_equal(imports_delete(data, HOUTEN, &info), ERR_MISSING);
    assert_non_null(strstr(info.text, HOUTEN));
    assert_int_equal(imports_delete(data, ZEIST, &info), ERR_NONE);
    assert_false(imports_has(data, ZEIST));
    outcome("x.json", ZEIST, 5, "");
    take();
    // The command that deletes a session knows of imports too.
    assert_int_equal(sessions_delete(data, ZEIST, &info), ERR_NONE);
    assert_false(imports_has(data, ZEIST));
}

// Two copies are here, a third comes; then the newest stands and both others are kept.
static void begin_with_two(void) {
    folder_remove(data);
    data = folder_make();
    for (int seq = 4; seq <= 6; seq++) {
        outcome("x.json", ZEIST, seq, "");
        if (seq < 6) take();
    }
}

static void assert_all_three(const char *when, int call) {
    static const char *const names[] = {"", "older-1/", "older-2/"};
    for (int i = 0; i < 3; i++) {
        char *bytes =
            file_get(folder_path("%s/imported/" ZEIST "/%soutcome.json", data, names[i]), NULL);
        char part[32];
        (void)snprintf(part, sizeof part, "\"last_seq\":%d,", i == 0 ? 6 : 3 + i);
        if (!bytes || !strstr(bytes, part)) fail_msg("%s call %d: no copy %s", when, call, part);
        free(bytes);
    }
    assert_false(file_there(folder_path("%s/imported/.incoming-" ZEIST, data)));
}

// Every file call fails once, in turn: the copy that was here is here still, whole, and what came is
// there whole or not at all; tried again it is there.
static void a_copy_is_there_whole_or_not_at_all(void **state) {
    (void)state;
    static const int errors[] = {ENOSPC, EIO, EACCES, EMFILE};
    for (int call = 1;; call++) {
        begin_with_two();
        failing_ops_start(FAULT_ERROR, call, 1, errors[call % 4], OP_ALL);
        ImportCount count;
        ErrInfo info = {0};
        Err err = imports_take(data, stick, NULL, NULL, &count, &info);
        int calls = failing_ops_calls(), open = failing_ops_open();
        failing_ops_stop();
        assert_int_equal(open, 0);
        if (err) assert_true(info.text[0] != '\0');
        // Once more: what failed is done now, what was done is here already.
        take();
        assert_all_three("after failing", call);
        if (calls < call) break;
    }
}

static void a_kill_loses_no_copy(void **state) {
    (void)state;
    for (int call = 1;; call++) {
        begin_with_two();
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            failing_ops_start(FAULT_KILL_BEFORE, call, 1, 0, OP_ALL);
            ImportCount count;
            Err err = imports_take(data, stick, NULL, NULL, &count, NULL);
            _exit(err ? 1 : 0);
        }
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        take();
        assert_all_three("after a kill before", call);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0) break;
    }
    // What a kill left goes with the session, even when it never got its name.
    assert_int_equal(mkdir(folder_path("%s/imported/.incoming-" HOUTEN, data), 0700), 0);
    file_put_text(folder_path("%s/imported/.incoming-" HOUTEN "/outcome.json", data), "x");
    assert_int_equal(sessions_delete(data, HOUTEN, NULL), ERR_NONE);
    assert_false(file_there(folder_path("%s/imported/.incoming-" HOUTEN, data)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_stick_is_taken_once),
        TEST(nothing_on_the_stick),
        TEST(own_meetings_are_not_taken_back),
        TEST(older_copies_stay),
        TEST(of_the_same_age_the_whole_one_is_news),
        TEST(it_can_be_stopped),
        TEST(imports_are_listed_with_their_numbers),
        TEST(imports_that_cannot_be_listed_are_said),
        TEST(reading_the_imports_can_be_stopped),
        TEST(an_import_is_deleted),
        TEST(a_copy_is_there_whole_or_not_at_all),
        TEST(a_kill_loses_no_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
