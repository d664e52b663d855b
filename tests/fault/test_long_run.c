// Long runs, with a clock that leaps: a month of visitors and a hundred meetings one after the other,
// through model and storage. Memory, descriptors and what a meeting costs in file calls are the same at
// the end as after the first ones, and every meeting of the hundred is there.
#include "base/clock.h"
#include "base/rng.h"
#include "storage/data_dir.h"
#include "storage/file_ops.h"
#include "storage/record.h"
#include "storage/scene_load.h"
#include "storage/sessions.h"
#include "storage/settings.h"
#include "storage/sources.h"
#include "support/failing_ops.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <dirent.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW INT64_C(1795448613120)

enum { HOUR = 3600 * 1000, DAY = 24 * HOUR, MEETINGS = 100, FIRST = 10, NOTES = 60, DAYS = 30 };
enum { SLACK_BYTES = 64 * 1024 };  // caches of the C library, never by the meeting

// Of a build with the address sanitizer, whose memory mallinfo2 knows nothing of.
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static size_t memory_used(void) {
    return __sanitizer_get_current_allocated_bytes ? __sanitizer_get_current_allocated_bytes()
                                                   : mallinfo2().uordblks;
}

static int descriptors(void) {
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    int count = 0;
    while (readdir(dir)) count++;
    (void)closedir(dir);
    return count;
}

static char *data;

static int set_up(void **state) {
    (void)state;
    if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
    clock_fake(NOW);
    rng_seed(7);
    data = folder_make();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    folder_remove(data);
    rng_seed(0);
    clock_real();
    return 0;
}

static void happen(Record *record, Session *session, Event event) {
    assert_int_equal(record_append(record, &event), ERR_NONE);
    assert_int_equal(session_apply(session, &event, NULL), ERR_NONE);
    record_flush(record, 20000);  // each on its own: a meeting then always has as many file calls
    clock_fake_advance(20000);
}

// A meeting with as many events each time: paused half-way, left, opened again on another day, closed.
static void hold_meeting(int number) {
    char id[48];
    (void)snprintf(id, sizeof id, "2026-11-23-houten-m%03d", number);
    Record *record;
    Session session;
    session_init(&session);
    assert_int_equal(record_create(data, id, &record, NULL), ERR_NONE);
    int board = 0;
    for (int i = 0; i < meeting_reveal() + 5; i++) {
        Event event = meeting_event(i);
        happen(record, &session, event);
        if (event.type == EV_BOARD_OPEN) board = event.board;
    }
    for (int i = session.note_count + 1; i <= NOTES; i++)
        happen(record, &session,
               (Event){.type = EV_NOTE_ADD,
                       .note = i,
                       .board = board,
                       .role = -1,
                       .text = "Nog een briefje"});
    happen(record, &session, (Event){.type = EV_SESSION_PAUSE});
    record_flush(record, 20000);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    clock_fake_advance(2 * (int64_t)DAY);
    Recovery recovery;
    assert_int_equal(record_open(data, id, RECORD_WRITE, &session, &recovery, &record, NULL),
                     ERR_NONE);
    assert_true(recovery_is_clean(&recovery));
    happen(record, &session, (Event){.type = EV_SESSION_RESUME});
    happen(record, &session, (Event){.type = EV_SESSION_CLOSE});
    record_flush(record, 20000);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    clock_fake_advance(5 * (int64_t)HOUR);
}

static void a_hundred_meetings(void **state) {
    (void)state;
    size_t memory = 0;
    int open = 0, calls = 0, most = 0;
    for (int i = 0; i < MEETINGS; i++) {
        failing_ops_start(FAULT_NONE, 0, 0, 0, OP_ALL);
        hold_meeting(i);
        int cost = failing_ops_calls();
        failing_ops_stop();
        if (i < FIRST) {
            memory = memory_used();
            open = descriptors();
            if (cost > calls) calls = cost;
        }
        if (cost > most) most = cost;
        assert_int_equal(descriptors(), open);
    }
    print_message(
        "after %d meetings %zu kB and %d descriptors, after %d %zu kB; at most %d file calls "
        "a meeting, of the first ones %d\n",
        FIRST, memory / 1024, open, MEETINGS, memory_used() / 1024, most, calls);
    assert_true(memory_used() <= memory + SLACK_BYTES);
    assert_int_equal(most, calls);
    SessionList list;
    assert_int_equal(sessions_list(data, &list, NULL), ERR_NONE);
    assert_int_equal(list.count, MEETINGS);
    for (int i = 0; i < list.count; i++) {
        assert_int_equal(list.items[i].state, SESSION_CLOSED);
        assert_false(list.items[i].incomplete || list.items[i].damaged);
        assert_int_equal(list.items[i].last_seq, list.items[0].last_seq);
    }
    session_list_finish(&list);
}

// A visitor: the poster's text larger, some places on it, the meetings and what they said; then gone.
static void visit(SettingsStack *settings, const Scene *scene, SourceReader *reader,
                  MeetingFacts *facts) {
    Settings wanted = settings->now;
    wanted.text_percent = 80 + (int)rng_below(121);
    wanted.theme = (SettingsTheme)rng_below(SETTINGS_THEME_COUNT);
    settings_change(settings, &wanted, LEVEL_VISITOR);
    for (int i = 0; i < 20; i++)
        (void)scene_block_at(scene, (float)rng_below((uint32_t)scene->width),
                             (float)rng_below((uint32_t)scene->height));
    SessionList list;
    assert_int_equal(sessions_list(data, &list, NULL), ERR_NONE);
    session_list_finish(&list);
    SourceList sources;
    sources_init(&sources);
    assert_int_equal(sources_add_own(&sources, data, NULL), ERR_NONE);
    sources_settle(&sources);
    for (int i = 0; i < sources.count; i++)
        assert_int_equal(source_read(reader, &sources.items[i], scene, LANG_NL, facts, NULL),
                         ERR_NONE);
    sources_finish(&sources);
    clock_fake_advance(2 * 60000);
    (void)settings_end_visit(settings);
}

// A day: the program starts, thirty visitors come, it stops at night.
static void open_a_day(MeetingFacts *facts) {
    assert_int_equal(data_dir_prepare(data, NULL), ERR_NONE);
    SettingsStack settings;
    Str said;
    str_init(&said);
    assert_int_equal(settings_load(data, NULL, &settings, &said), ERR_NONE);
    Settings wanted = settings.now;
    wanted.volume = (int)rng_below(101);
    settings_change(&settings, &wanted, LEVEL_USER);
    assert_int_equal(settings_save(data, NULL, &settings, NULL), ERR_NONE);
    str_finish(&said);
    Scene *scene;
    FaultList faults;
    fault_list_init(&faults);
    assert_int_equal(scene_load("scenes/integraal-werken", "assets", &scene, &faults), ERR_NONE);
    fault_list_finish(&faults);
    SourceReader *reader = source_reader_create();
    assert_non_null(reader);
    for (int i = 0; i < 30; i++) {
        visit(&settings, scene, reader, facts);
        clock_fake_advance(10 * 60000);
    }
    source_reader_destroy(reader);
    scene_destroy(scene);
    clock_fake_advance(10 * (int64_t)HOUR);
}

static void a_month_of_visitors(void **state) {
    (void)state;
    (void)setenv("PRAATPLAAT_SYSTEM_SETTINGS", "/none.json", 1);
    for (int i = 0; i < 3; i++) hold_meeting(i);
    MeetingFacts *facts = calloc(1, sizeof *facts);
    assert_non_null(facts);
    size_t memory = 0;
    int open = 0, calls = 0;
    for (int day = 0; day < DAYS; day++) {
        failing_ops_start(FAULT_NONE, 0, 0, 0, OP_ALL);
        open_a_day(facts);
        int cost = failing_ops_calls();
        failing_ops_stop();
        if (day == 1) {
            memory = memory_used();
            open = descriptors();
            calls = cost;
        }
        if (day > 1) {
            assert_int_equal(descriptors(), open);
            assert_int_equal(cost, calls);  // to the call
            assert_true(memory_used() <= memory + SLACK_BYTES);
        }
    }
    print_message(
        "%d days of 30 visitors: %zu kB after the second, %zu kB at the end, %d file calls "
        "a day\n",
        DAYS, memory / 1024, memory_used() / 1024, calls);
    free(facts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_hundred_meetings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_month_of_visitors, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
