// Every allocation of saving and of loading a meeting made to fail in turn, once and from there on.
// The linker puts the functions below in place of malloc and its siblings (--wrap). Oracle: nothing
// that was on disk is lost or changed, what was refused can be given again, nothing leaks.
#include "base/clock.h"
#include "storage/record.h"
#include "storage/sessions.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)

static atomic_int allocations;
static atomic_int fail_first, fail_last;  // 0: none

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t n);
void *__real_realloc(void *old, size_t n);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t n);
void *__wrap_realloc(void *old, size_t n);

static bool fails_now(void) {
    int number = atomic_fetch_add(&allocations, 1) + 1;
    int first = atomic_load(&fail_first);
    return first > 0 && number >= first && number <= atomic_load(&fail_last);
}

void *__wrap_malloc(size_t n) {
    return fails_now() ? NULL : __real_malloc(n);
}

void *__wrap_calloc(size_t count, size_t n) {
    return fails_now() ? NULL : __real_calloc(count, n);
}

void *__wrap_realloc(void *old, size_t n) {
    return fails_now() ? NULL : __real_realloc(old, n);
}

static void fail_from(int first, int count) {
    atomic_store(&fail_first, 0);
    atomic_store(&allocations, 0);
    atomic_store(&fail_last, first + count - 1);
    atomic_store(&fail_first, first);
}

static void fail_no_more(void) {
    atomic_store(&fail_first, 0);
}

static char *data;
static char *expected;

static int set_up(void **state) {
    (void)state;
    clock_fake(NOW);
    if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
    expected = meeting_expected(ID, meeting_length(), NOW);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    free(expected);
    return 0;
}

static void assert_whole(void) {
    Session session;
    Recovery recovery;
    Record *record;
    assert_int_equal(record_open(data, ID, RECORD_LOOK, &session, &recovery, &record, NULL),
                     ERR_NONE);
    char *json = meeting_json(&session);
    assert_string_equal(json, expected);
    free(json);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
}

// Saves the meeting under failing allocations; false: it could not even begin.
static bool play(void) {
    Record *record;
    ErrInfo info = {0};
    Err err = record_create(data, ID, &record, &info);
    if (err) {
        assert_true(err == ERR_MEMORY || err == ERR_MACHINE);
        return false;
    }
    for (int i = 0; i < meeting_length(); i++) {
        Event event = meeting_event(i);
        err = record_append(record, &event);
        if (err) {
            // Told, and nothing was queued: the same event again, when there is memory.
            assert_int_equal(err, ERR_MEMORY);
            fail_no_more();
            err = record_append(record, &event);
        }
        assert_int_equal(err, ERR_NONE);
        assert_int_equal(event.seq, i + 1);
        if (i % 5 == 0) record_flush(record, 20);
    }
    fail_no_more();
    record_flush(record, 5000);
    assert_int_equal(record_status(record).state, RECORD_SAVED);
    assert_int_equal(record_close(record, &info), ERR_NONE);
    return true;
}

static void saving_survives_each_failure(void **state) {
    (void)state;
    data = folder_make();
    fail_from(1 << 30, 1);
    assert_true(play());
    int total = atomic_load(&allocations), tried = 0;
    folder_remove(data);
    static const int counts[] = {1, 40};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        for (int first = 1; first <= total; first += first < 200 ? 1 : 3) {
            data = folder_make();
            fail_from(first, counts[i]);
            bool begun = play();
            fail_no_more();
            if (begun) assert_whole();
            folder_remove(data);
            tried++;
        }
    }
    printf("allocations made to fail while saving: %d\n", tried);
}

static bool open_under_failure(RecordMode mode) {
    Session session;
    Recovery recovery;
    Record *record;
    ErrInfo info = {0};
    Err err = record_open(data, ID, mode, &session, &recovery, &record, &info);
    fail_no_more();
    if (!record) {
        assert_true(err == ERR_MEMORY || err == ERR_MACHINE);
        return false;
    }
    assert_int_equal(err, ERR_NONE);
    char *json = meeting_json(&session);
    assert_string_equal(json, expected);
    free(json);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    return true;
}

static void loading_survives_each_failure(void **state) {
    (void)state;
    data = folder_make();
    assert_true(play());
    unsigned long sum = folder_sum(data);
    int tried = 0;
    static const RecordMode modes[] = {RECORD_LOOK, RECORD_WRITE};
    for (size_t i = 0; i < 2; i++) {
        fail_from(1 << 30, 1);
        assert_true(open_under_failure(modes[i]));
        int total = atomic_load(&allocations);
        for (int first = 1; first <= total; first++) {
            fail_from(first, first % 2 ? 1 : 1000);
            (void)open_under_failure(modes[i]);
            assert_int_equal(folder_sum(data), sum);
            tried++;
        }
    }
    assert_whole();
    folder_remove(data);
    printf("allocations made to fail while loading: %d\n", tried);
}

static void listing_survives_each_failure(void **state) {
    (void)state;
    data = folder_make();
    assert_true(play());
    fail_from(1 << 30, 1);
    bool fine = false;
    for (int first = 1; !fine; first++) {
        fail_from(first, 1);
        SessionList list;
        Err err = sessions_list(data, &list, NULL);
        fine = atomic_load(&allocations) < first;
        fail_no_more();
        assert_true(err == ERR_NONE || err == ERR_MEMORY || err == ERR_MACHINE);
        if (fine) assert_int_equal(list.count, 1);
        session_list_finish(&list);
    }
    folder_remove(data);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(saving_survives_each_failure),
        cmocka_unit_test(loading_survives_each_failure),
        cmocka_unit_test(listing_survives_each_failure),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
