// Every file operation of a recorded meeting made to fail in turn, and the process ended before and
// after every one, during the meeting and during the recovery. Oracle of FAULTS.md: what was shown as
// saved is there (I1), nothing is invented (I2), a second recovery changes no byte (I3), no file is
// wider than 0600 (I5); and no descriptor leaks.
#include "base/clock.h"
#include "storage/file_ops.h"
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
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)

static char *data;
static char *expected[128];  // state after n events

// Written by the child that is killed, read by its parent.
typedef struct {
    int appended, acked;
} Shared;
static Shared *shared;

static int set_up(void **state) {
    (void)state;
    clock_fake(NOW);
    // Thousands of meetings: in memory, where the system has such a folder. What power does to a
    // disk is the subject of test_power_loss.
    if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
    for (int n = 0; n <= meeting_length(); n++) expected[n] = meeting_expected(ID, n, NOW);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return shared == MAP_FAILED ? -1 : 0;
}

static int tear_down(void **state) {
    (void)state;
    for (int n = 0; n <= meeting_length(); n++) free(expected[n]);
    (void)munmap(shared, sizeof *shared);
    return 0;
}

static void note_saved(Record *record) {
    int synced = (int)record_status(record).synced_seq;
    if (synced > shared->acked) shared->acked = synced;
}

// The meeting; every third event is waited for, so that there are writes of one and of more.
// heal: the disk works again before the end.
static Err play(bool heal, int wait_ms) {
    *shared = (Shared){0};
    Record *record;
    ErrInfo info = {0};
    Err err = record_create(data, ID, &record, &info);
    if (err) {
        assert_true(info.text[0] != '\0');
        return err;
    }
    for (int i = 0; i < meeting_length(); i++) {
        Event event = meeting_event(i);
        // First: the thread may write it, and be killed, before the next line runs here.
        shared->appended = i + 1;
        assert_int_equal(record_append(record, &event), ERR_NONE);
        if (i % 3 == 0) record_flush(record, wait_ms);
        note_saved(record);
    }
    if (heal) {
        failing_ops_start(FAULT_NONE, 0, 0, 0, 0);
        record_flush(record, 10000);
        RecordStatus status = record_status(record);
        assert_int_equal(status.state, RECORD_SAVED);
        assert_int_equal(status.synced_seq, meeting_length());
    }
    err = record_close(record, &info);
    if (!err) shared->acked = meeting_length();
    return err;
}

static int state_of(const char *json) {
    for (int n = 0; n <= meeting_length(); n++)
        if (strcmp(json, expected[n]) == 0) return n;
    return -1;
}

// Gives how many events are there; -1: nothing can be opened.
static int open_and_see(void) {
    Session session;
    Recovery recovery;
    Record *record;
    ErrInfo info = {0};
    Err err = record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, &info);
    if (!record) return -1;
    assert_int_equal(err, ERR_NONE);
    char *json = meeting_json(&session);
    int n = state_of(json);
    if (n < 0) {
        Str said;
        str_init(&said);
        recovery_describe(&recovery, &said);
        fprintf(stderr, "%s%s\n", str_text(&said), json);
        str_finish(&said);
    }
    free(json);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    assert_true(n >= 0);
    return n;
}

static void check_oracle(void) {
    failing_ops_start(FAULT_NONE, 0, 0, 0, 0);
    int n = open_and_see();
    assert_int_equal(failing_ops_open(), 0);
    failing_ops_stop();
    assert_true(n >= shared->acked || (n < 0 && shared->acked == 0));
    assert_true(n <= shared->appended);
    if (n < 0) return;
    unsigned long sum = folder_sum(data);
    assert_int_equal(open_and_see(), n);
    assert_int_equal(folder_sum(data), sum);
    int files, folders;
    folder_rights(data, &files, &folders);
    assert_int_equal(files & ~0600, 0);
    assert_int_equal(folders & ~0700, 0);
}

static int count_calls(void) {
    data = folder_make();
    failing_ops_start(FAULT_NONE, 0, 0, 0, 0);
    assert_int_equal(play(false, 5000), ERR_NONE);
    int calls = failing_ops_calls();
    assert_int_equal(failing_ops_open(), 0);
    failing_ops_stop();
    folder_remove(data);
    return calls;
}

static int fail_at_each(int os_error, int count, int step, unsigned ops) {
    int calls = count_calls(), tried = 0;
    for (int first = 1; first <= calls; first += step) {
        data = folder_make();
        failing_ops_start(FAULT_ERROR, first, count, os_error, ops);
        Err err = play(true, 20);
        bool created = shared->appended > 0;
        if (created) assert_int_equal(err, ERR_NONE);
        if (created) assert_int_equal(failing_ops_open() <= 0, 1);
        int reached = failing_ops_calls();
        failing_ops_stop();
        check_oracle();
        folder_remove(data);
        tried++;
        if (!created && reached < first) break;
    }
    return tried;
}

static void each_call_fails_once(void **state) {
    (void)state;
    static const int errors[] = {ENOSPC, EIO, EROFS, EMFILE};
    int tried = 0;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        tried += fail_at_each(errors[i], 1, 1, 0);
    printf("fault points, once: %d\n", tried);
}

static void each_call_and_all_after_it_fail_until_the_disk_works_again(void **state) {
    (void)state;
    static const int errors[] = {ENOSPC, EIO, EROFS, EACCES, EMFILE};
    int tried = 0;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        tried += fail_at_each(errors[i], 0, 17, 0);
    printf("fault points, for good: %d\n", tried);
}

static void each_sync_write_rename_and_close_fails(void **state) {
    (void)state;
    static const unsigned ops[] = {OP_BIT(fsync) | OP_BIT(fdatasync), OP_BIT(write), OP_BIT(rename),
                                   OP_BIT(close)};
    int tried = 0;
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        tried += fail_at_each(i == 1 ? ENOSPC : EIO, 3, 1, ops[i]);
    printf("fault points, by operation: %d\n", tried);
}

static void nothing_is_called_saved_while_the_disk_is_full(void **state) {
    (void)state;
    data = folder_make();
    Record *record;
    assert_int_equal(record_create(data, ID, &record, NULL), ERR_NONE);
    Event event = meeting_event(0);
    assert_int_equal(record_append(record, &event), ERR_NONE);
    record_flush(record, 5000);
    failing_ops_start(FAULT_ERROR, 1, 0, ENOSPC,
                      OP_BIT(write) | OP_BIT(fdatasync) | OP_BIT(fsync) | OP_BIT(open));
    event = meeting_event(1);
    assert_int_equal(record_append(record, &event), ERR_NONE);
    record_flush(record, 50);
    RecordStatus status = record_status(record);
    assert_int_equal(status.state, RECORD_FAILED);
    assert_int_equal(status.reason, REASON_DISK_FULL);
    assert_int_equal(status.os_error, ENOSPC);
    assert_int_equal(status.synced_seq, 1);
    assert_int_equal(status.appended_seq, 2);
    // It recovers by itself: nobody asks for it.
    failing_ops_stop();
    for (int i = 0; i < 100 && record_status(record).state != RECORD_SAVED; i++)
        (void)usleep(100000);
    assert_int_equal(record_status(record).state, RECORD_SAVED);
    // A folder of another disk helps at once.
    failing_ops_start(FAULT_ERROR, 1, 0, EROFS, OP_BIT(write));
    event = meeting_event(2);
    assert_int_equal(record_append(record, &event), ERR_NONE);
    record_flush(record, 50);
    assert_int_equal(record_status(record).reason, REASON_READ_ONLY);
    ErrInfo info = {0};
    assert_int_equal(record_close(record, &info), ERR_MACHINE);
    assert_non_null(strstr(info.text, "1 changes are not saved"));
    failing_ops_stop();
    shared->acked = shared->appended = 2;
    check_oracle();
    folder_remove(data);
}

// What is there for somebody who looks in, without the record having been closed.
static int look_in(void) {
    Session session;
    Recovery recovery;
    Record *record;
    if (record_open(data, ID, RECORD_LOOK, &session, &recovery, &record, NULL)) return -1;
    char *json = meeting_json(&session);
    int n = state_of(json);
    free(json);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    return n;
}

// The folder, or only its events, deleted under a running meeting, and the disk fails while all is
// written again: what is called saved then is there from the first event on.
static void a_deletion_and_a_failing_disk(void **state) {
    (void)state;
    enum { BEFORE = 12 };  // ahead of the reveal: the thread has nothing else to do
    int tried = 0;
    for (int whole = 0; whole < 2; whole++) {
        int reached = 1;
        for (int first = 1; first <= reached; first++) {
            data = folder_make();
            Record *record;
            assert_int_equal(record_create(data, ID, &record, NULL), ERR_NONE);
            for (int i = 0; i < BEFORE; i++) {
                Event event = meeting_event(i);
                assert_int_equal(record_append(record, &event), ERR_NONE);
            }
            record_flush(record, 5000);
            // Aside in one step: the thread may be writing its overview at this very moment.
            if (whole)
                assert_int_equal(
                    rename(folder_path("%s/sessions", data), folder_path("%s/gone", data)), 0);
            else
                assert_int_equal(unlink(folder_path("%s/sessions/" ID "/events.jsonl", data)), 0);
            failing_ops_start(FAULT_ERROR, first, 1, EIO, 0);
            Event event = meeting_event(BEFORE);
            assert_int_equal(record_append(record, &event), ERR_NONE);
            record_flush(record, 5000);
            // The most of any run: where a look at the file fails, less is done.
            if (failing_ops_calls() > reached) reached = failing_ops_calls();
            // The very call that looks whether the file is there may be the one that fails; the next
            // save finds out, and at the latest the end.
            event = meeting_event(BEFORE + 1);
            assert_int_equal(record_append(record, &event), ERR_NONE);
            record_flush(record, 5000);
            assert_int_equal(record_status(record).state, RECORD_SAVED);
            failing_ops_start(FAULT_NONE, 0, 0, 0, 0);
            assert_int_equal(look_in(), BEFORE + 2);
            assert_int_equal(record_close(record, NULL), ERR_NONE);
            failing_ops_stop();
            shared->acked = shared->appended = BEFORE + 2;
            check_oracle();
            folder_remove(data);
            tried++;
        }
    }
    printf("fault points after a deletion: %d\n", tried);
}

static void interruptions_and_short_writes_pass_unseen(void **state) {
    (void)state;
    static const FaultKind kinds[] = {FAULT_EVERY_SECOND, FAULT_SHORT};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        data = folder_make();
        failing_ops_start(kinds[i], 0, 0, 0, 0);
        assert_int_equal(play(false, 5000), ERR_NONE);
        assert_int_equal(shared->acked, meeting_length());
        failing_ops_stop();
        check_oracle();
        assert_false(file_there(folder_path("%s/sessions/" ID "/events-2.jsonl", data)));
        folder_remove(data);
    }
}

// Runs play, or an opening, in a child that ends at a call. Gives whether it got that far.
static bool killed(FaultKind kind, int at, bool opening) {
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        failing_ops_start(kind, at, 1, 0, 0);
        if (opening)
            (void)open_and_see();
        else
            (void)play(false, 5000);
        _exit(0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_true(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 137);
    return WEXITSTATUS(status) == 137;
}

static void a_kill_around_every_call(void **state) {
    (void)state;
    static const FaultKind kinds[] = {FAULT_KILL_BEFORE, FAULT_KILL_AFTER};
    int kills = 0;
    for (size_t i = 0; i < 2; i++) {
        bool reached = true;
        for (int at = 1; reached; at++) {
            data = folder_make();
            reached = killed(kinds[i], at, false);
            kills += reached;
            check_oracle();
            folder_remove(data);
        }
    }
    printf("kills during the meeting: %d\n", kills);
}

static void a_kill_around_every_call_of_a_recovery(void **state) {
    (void)state;
    int kills = 0;
    static const FaultKind kinds[] = {FAULT_KILL_BEFORE, FAULT_KILL_AFTER};
    // Meetings that ended in the middle of a vote, so that the recovery has a rewrite to do.
    for (int at = 40; at < 200; at += 90) {
        for (size_t i = 0; i < 2; i++) {
            bool reached = true;
            for (int second = 1; reached; second++) {
                data = folder_make();
                if (!killed(FAULT_KILL_AFTER, at, false)) reached = false;
                Shared meeting = *shared;
                if (reached) reached = killed(kinds[i], second, true);
                *shared = meeting;
                kills += reached;
                check_oracle();
                folder_remove(data);
            }
        }
    }
    printf("kills during a recovery: %d\n", kills);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_called_saved_while_the_disk_is_full),
        cmocka_unit_test(a_deletion_and_a_failing_disk),
        cmocka_unit_test(interruptions_and_short_writes_pass_unseen),
        cmocka_unit_test(each_call_fails_once),
        cmocka_unit_test(each_sync_write_rename_and_close_fails),
        cmocka_unit_test(each_call_and_all_after_it_fail_until_the_disk_works_again),
        cmocka_unit_test(a_kill_around_every_call),
        cmocka_unit_test(a_kill_around_every_call_of_a_recovery),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
