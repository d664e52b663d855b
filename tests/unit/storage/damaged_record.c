#include "damaged_record.h"

#include "base/clock.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

DamagedRecord sample;

// Each event is on disk before the next comes, so that every line knows of the one before it, however
// busy the machine is: several in one write would know of none of each other.
static void wait_synced(Record *record, uint64_t seq) {
    while (record_status(record).synced_seq < seq)
        (void)nanosleep(&(struct timespec){.tv_nsec = 200000}, NULL);
}

int damaged_set_up(void **state) {
    (void)state;
    clock_fake(NOW);
    sample.data = folder_make();
    Record *record;
    if (record_create(sample.data, ID, &record, NULL)) return -1;
    for (int i = 0; i < EVENTS; i++) {
        Event event = meeting_event(i);
        if (record_append(record, &event)) return -1;
        wait_synced(record, event.seq);
    }
    if (record_close(record, NULL)) return -1;
    sample.folder = strdup(folder_path("%s/sessions/" ID, sample.data));
    (void)unlink(folder_path("%s/session.json", sample.folder));
    sample.text = file_get(folder_path("%s/events.jsonl", sample.folder), &sample.size);
    return sample.text ? 0 : -1;
}

int damaged_tear_down(void **state) {
    (void)state;
    free(sample.text);
    free(sample.folder);
    folder_remove(sample.data);
    clock_real();
    return 0;
}

void put(const char *bytes, size_t n) {
    file_put(folder_path("%s/events.jsonl", sample.folder), bytes, n);
}

char *line_of(int seq, size_t *out_size) {
    char *at = sample.text;
    for (int i = 0; i < seq; i++) at = strchr(at, '\n') + 1;
    *out_size = (size_t)(strchr(at, '\n') + 1 - at);
    return at;
}

Outcome open_as(RecordMode mode) {
    Outcome outcome = {0};
    Session session;
    Record *record;
    outcome.err =
        record_open(sample.data, ID, mode, &session, &outcome.recovery, &record, &outcome.info);
    if (record) {
        outcome.last_seq = session.last_seq;
        outcome.incomplete = session.incomplete;
        session_finish(&session);
        assert_int_equal(record_close(record, NULL), ERR_NONE);
    }
    return outcome;
}

Outcome open_steadily(void) {
    unsigned long sum = folder_sum(sample.data);
    Outcome looked = open_as(RECORD_LOOK);
    assert_int_equal(folder_sum(sample.data), sum);
    Outcome first = open_as(RECORD_WRITE);
    assert_int_equal(looked.last_seq, first.last_seq);
    sum = folder_sum(sample.data);
    Outcome second = open_as(RECORD_WRITE);
    assert_int_equal(folder_sum(sample.data), sum);
    assert_int_equal(first.last_seq, second.last_seq);
    assert_int_equal(first.incomplete, second.incomplete);
    return first;
}

bool holds(const char *name, const char *bytes, size_t n) {
    size_t there;
    char *content = file_get(folder_path("%s/%s", sample.folder, name), &there);
    bool found = content && there >= n && memmem(content, there, bytes, n) != NULL;
    free(content);
    return found;
}

bool holds_whole(const char *name, const char *bytes, size_t n) {
    size_t there;
    char *content = file_get(folder_path("%s/%s", sample.folder, name), &there);
    bool same = content && there == n && memcmp(content, bytes, n) == 0;
    free(content);
    return same;
}
