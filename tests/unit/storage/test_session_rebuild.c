// A session whose events are lost, made again from its session.json: the same but for what that file
// does not tell, marked as incomplete for ever, and without a byte of the old files changed.
#include "base/clock.h"
#include "storage/record.h"
#include "storage/session_rebuild.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
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

typedef struct {
    Err err;
    Recovery recovery;
    uint64_t last_seq;
    bool incomplete;
    ErrInfo info;
} Outcome;

// The state of a meeting of n events without what the rebuilding changes on purpose.
static char *state_without_numbers(RecordMode mode, Outcome *out) {
    Session session;
    Record *record;
    *out = (Outcome){0};
    out->err = record_open(data, ID, mode, &session, &out->recovery, &record, &out->info);
    if (!record) return NULL;
    out->incomplete = session.incomplete;
    out->last_seq = session.last_seq;
    session.last_seq = 0;
    session.incomplete = false;
    session.last_ms = 0;
    session.timer.item = 0;
    for (int i = 0; i < session.note_count; i++) session.notes[i].at_ms = 0;
    char *json = meeting_json(&session);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    return json;
}

static void lost_events_are_rebuilt_from_the_snapshot(void **state) {
    (void)state;
    static const char garbage[] = "\0\0\0garbage\n";
    static const int lengths[] = {16, 30, 0};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        int n = lengths[i] ? lengths[i] : meeting_length();
        folder_remove(strdup(folder_path("%s/sessions", data)));
        const char *events = folder_path("%s/sessions/" ID "/events.jsonl", data);
        Record *record;
        assert_int_equal(record_create(data, ID, &record, NULL), ERR_NONE);
        for (int k = 0; k < n; k++) {
            Event event = meeting_event(k);
            assert_int_equal(record_append(record, &event), ERR_NONE);
        }
        assert_int_equal(record_close(record, NULL), ERR_NONE);
        Outcome outcome;
        char *before = state_without_numbers(RECORD_LOOK, &outcome);
        // Empty, garbage, or not there at all.
        if (i == 0) file_put(events, "", 0);
        if (i == 1) file_put(events, garbage, sizeof garbage - 1);
        if (i == 2) (void)unlink(events);
        unsigned long sum = folder_sum(data);
        char *looked = state_without_numbers(RECORD_LOOK, &outcome);
        assert_int_equal(outcome.err, ERR_NONE);
        assert_true(outcome.incomplete && outcome.recovery.from_snapshot);
        assert_int_equal(outcome.recovery.missing, n);
        assert_int_equal(folder_sum(data), sum);
        assert_string_equal(looked, before);
        char *first = state_without_numbers(RECORD_WRITE, &outcome);
        assert_string_equal(first, before);
        if (i == 1) {
            size_t size;
            char *kept = file_get(folder_path("%s/sessions/" ID "/events.jsonl", data), &size);
            assert_int_equal(size, sizeof garbage - 1);
            assert_memory_equal(kept, garbage, size);
            free(kept);
        }
        sum = folder_sum(data);
        char *second = state_without_numbers(RECORD_WRITE, &outcome);
        assert_string_equal(second, before);
        assert_true(outcome.incomplete);
        assert_int_equal(outcome.recovery.missing, n);
        assert_false(outcome.recovery.from_snapshot);
        assert_int_equal(folder_sum(data), sum);
        free(before);
        free(looked);
        free(first);
        free(second);
    }
}

static void what_is_no_overview_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "{}",
        "[]",
        "{\"format\": \"praatplaat-session\", \"version\": 2, \"last_seq\": 3, \"id\": \"x\"}",
        "{\"format\": \"praatplaat-session\", \"version\": 1, \"last_seq\": 3, \"id\": \"x\"",
        "{\"format\": \"praatplaat-session\", \"version\": 1, \"last_seq\": 3, \"last_seq\": 4}",
        ("{\"format\": \"praatplaat-session\", \"version\": 1, \"last_seq\": 99999999999, "
         "\"id\": 1}"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        RecordLog log;
        record_log_init(&log);
        uint64_t last_seq;
        assert_int_equal(session_rebuild(texts[i], strlen(texts[i]), &log, &last_seq), ERR_REFUSED);
        assert_int_equal(log.count, 0);
        record_log_finish(&log);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lost_events_are_rebuilt_from_the_snapshot, set_up,
                                        tear_down),
        cmocka_unit_test(what_is_no_overview_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
