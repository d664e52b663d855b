// Whole processes: SIGKILL at random moments of a meeting and of the recovery after it, and a hundred
// programs that want the same session at once. $PP_KILLS for a long run, $PP_SEED to repeat one.
#include "base/clock.h"
#include "storage/record.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)

enum { STARTS = 100 };

typedef struct {
    atomic_int appended, acked;
    atomic_int waiting, go, writers, lookers, others;
} Shared;

static Shared *shared;
static char *data;
static char *expected[128];
static unsigned seed;
static int kill_count = 150;

static int set_up(void **state) {
    (void)state;
    clock_fake(NOW);
    const char *kills = getenv("PP_KILLS"), *given = getenv("PP_SEED");
    if (kills) kill_count = (int)strtol(kills, NULL, 10);
    seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)getpid();
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

// A group in a hurry: sometimes waits until it is saved, sometimes goes on.
static void play(void) {
    Record *record;
    if (record_create(data, ID, &record, NULL)) _exit(1);
    for (int i = 0; i < meeting_length(); i++) {
        Event event = meeting_event(i);
        atomic_store(&shared->appended, i + 1);
        if (record_append(record, &event)) _exit(1);
        if (i % 4 < 2) record_flush(record, 5000);
        if (i % 9 == 0) record_snapshot_soon(record);
        atomic_store(&shared->acked, (int)record_status(record).synced_seq);
    }
    if (record_close(record, NULL)) _exit(1);
    atomic_store(&shared->acked, meeting_length());
}

static void open_for_writing(void) {
    Session session;
    Recovery recovery;
    Record *record;
    Err err = record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, NULL);
    if (!err) (void)record_close(record, NULL);
}

static void run_and_kill(void (*task)(void), unsigned microseconds) {
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        task();
        _exit(0);
    }
    (void)usleep(microseconds);
    (void)kill(child, SIGKILL);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_false(WIFEXITED(status) && WEXITSTATUS(status) != 0);
}

// The number of events that are there; -1: no session yet.
static int see(void) {
    Session session;
    Recovery recovery;
    Record *record;
    if (record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, NULL)) return -1;
    char *json = meeting_json(&session);
    int found = -2;
    for (int n = 0; n <= meeting_length(); n++)
        if (strcmp(json, expected[n]) == 0) found = n;
    free(json);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    return found;
}

static void killed_at_random_moments(void **state) {
    (void)state;
    print_message("seed %u\n", seed);
    srandom(seed);
    int in_the_middle = 0;
    for (int i = 0; i < kill_count; i++) {
        data = folder_make();
        atomic_store(&shared->appended, 0);
        atomic_store(&shared->acked, 0);
        run_and_kill(play, (unsigned)(random() % 250000));
        if (i % 3 == 0) run_and_kill(open_for_writing, (unsigned)(random() % 20000));
        int acked = atomic_load(&shared->acked), appended = atomic_load(&shared->appended);
        int n = see();
        assert_int_not_equal(n, -2);
        assert_true(n >= acked || (n == -1 && acked == 0));
        assert_true(n <= appended);
        in_the_middle += n > 0 && n < meeting_length();
        unsigned long sum = folder_sum(data);
        assert_int_equal(see(), n);
        assert_int_equal(folder_sum(data), sum);
        int files, folders;
        folder_rights(data, &files, &folders);
        assert_int_equal((files & ~0600) | (folders & ~0700), 0);
        folder_remove(data);
    }
    print_message("kills: %d, of them in the middle of the meeting: %d\n", kill_count,
                  in_the_middle);
    // Otherwise the moments were all before the first event or after the last one.
    assert_true(in_the_middle > kill_count / 20);
}

static void want_the_session(void) {
    atomic_fetch_add(&shared->waiting, 1);
    while (!atomic_load(&shared->go)) (void)usleep(200);
    Session session;
    Recovery recovery;
    Record *record;
    Err err = record_open(data, ID, RECORD_WRITE, &session, &recovery, &record, NULL);
    atomic_fetch_add(err == ERR_NONE     ? &shared->writers
                     : err == ERR_LOCKED ? &shared->lookers
                                         : &shared->others,
                     1);
    // Held until all have tried.
    while (atomic_load(&shared->writers) + atomic_load(&shared->lookers) +
               atomic_load(&shared->others) <
           STARTS)
        (void)usleep(1000);
    (void)record_close(record, NULL);
}

static void a_hundred_starts_give_one_writer(void **state) {
    (void)state;
    data = folder_make();
    Record *record;
    assert_int_equal(record_create(data, ID, &record, NULL), ERR_NONE);
    Event event = meeting_event(0);
    assert_int_equal(record_append(record, &event), ERR_NONE);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    for (int i = 0; i < STARTS; i++) {
        fflush(NULL);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            want_the_session();
            _exit(0);
        }
    }
    while (atomic_load(&shared->waiting) < STARTS) (void)usleep(1000);
    // A lock file that is gone changes nothing.
    (void)unlink(folder_path("%s/sessions/" ID "/lock", data));
    atomic_store(&shared->go, 1);
    for (int i = 0; i < STARTS; i++) assert_true(wait(NULL) > 0);
    assert_int_equal(atomic_load(&shared->writers), 1);
    assert_int_equal(atomic_load(&shared->lookers), STARTS - 1);
    assert_int_equal(see(), 1);
    folder_remove(data);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hundred_starts_give_one_writer),
        cmocka_unit_test(killed_at_random_moments),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
