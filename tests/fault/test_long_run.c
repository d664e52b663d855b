// The poster in a hall for two months, and a hundred meetings on it, with the fake clock in place of time:
// real screens, real touches, real frames, a real record for each meeting. Oracle: in the second half
// as much memory is in use as in the first, not one more file is open, and a frame shows as much.
// $PP_DAYS and $PP_MEETINGS for a longer run. What a frame costs is printed, and no test.
#include "base/clock.h"
#include "golden/stage.h"
#include "storage/record.h"
#include "storage/sessions.h"
#include "support/folder.h"

#include <dirent.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { HOUR_MS = 3600 * 1000, VISITS_A_DAY = 3, KINDS = 8, GROWTH_MAX = 768 * 1024 };

static int days = 60, meetings = 100;
static Stage *stage;
static Record *record;
static char *data;

// Of the address sanitizer's run time, where there is one: malloc's own count means nothing then.
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static size_t bytes_in_use(void) {
    if (__sanitizer_get_current_allocated_bytes) return __sanitizer_get_current_allocated_bytes();
    return mallinfo2().uordblks;
}

static int open_files(void) {
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    int count = 0;
    while (readdir(dir)) count++;
    (void)closedir(dir);
    return count;
}

// The description has `"id": "…"` once a node.
static const char *next_node(const char *from) {
    const char *at = strstr(from, "\"id\": \"");
    return at ? at + 7 : NULL;
}

static int count_nodes(void) {
    Str text;
    str_init(&text);
    ui_describe(stage_ui(stage), &text);
    int count = 0;
    for (const char *at = next_node(str_text(&text)); at; at = next_node(at)) count++;
    str_finish(&text);
    return count;
}

// The id of the n-th node that begins so.
static bool find_node(const char *prefix, int n, char *out, size_t size) {
    Str text;
    str_init(&text);
    ui_describe(stage_ui(stage), &text);
    bool found = false;
    for (const char *at = next_node(str_text(&text)); at && !found; at = next_node(at)) {
        if (strncmp(at, prefix, strlen(prefix)) != 0 || n-- > 0) continue;
        (void)snprintf(out, size, "%.*s", (int)strcspn(at, "\""), at);
        found = true;
    }
    str_finish(&text);
    return found;
}

static double frame_ms(void) {
    struct timespec from, to;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
    stage_frame(stage);
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
    return (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
}

// How it stands at the end of a round of the same doings.
typedef struct {
    size_t bytes;
    int files, nodes;
    double ms;
} Look;

static Look look(void) {
    stage_frame(stage);
    stage_frame(stage);
    return (Look){bytes_in_use(), open_files(), count_nodes(), frame_ms()};
}

// The first quarter fills caches; after that nothing may grow.
static void compare(const char *what, const Look *looks, int count) {
    int first = count / 4;
    size_t early = 0, late = 0;
    for (int i = first; i < count; i++) {
        size_t *most = i < first + (count - first) / 2 ? &early : &late;
        if (looks[i].bytes > *most) *most = looks[i].bytes;
        assert_int_equal(looks[i].files, looks[first].files);
        assert_int_equal(looks[i].nodes, looks[first].nodes);
    }
    print_message(
        "%s: %zu KB in use at most in the first half, %zu in the second; %d files; a frame "
        "%.2f ms at first, %.2f at last\n",
        what, early / 1024, late / 1024, looks[count - 1].files, looks[first].ms,
        looks[count - 1].ms);
    if (late > early + GROWTH_MAX) fail_msg("%s: memory grew by %zu bytes", what, late - early);
}

// ---- Exploring -----------------------------------------------------------------------------------

static void visit(int number) {
    static const char *const ways[] = {"block.next", "block.more", "block.previous", "help.open"};
    char id[128];
    stage_frame(stage);
    // A place of the poster, another one each time.
    if (!find_node("zone.", number % 7, id, sizeof id)) fail_msg("no places on the poster");
    assert_true(stage_touch(stage, id));
    for (int i = 0; i < 3; i++)
        (void)stage_touch(stage, ways[(number + i) % (int)(sizeof ways / sizeof *ways)]);
    stage_shell(stage)->lang = number % 5 == 4 ? LANG_EN : LANG_NL;
    stage_frame(stage);
    stage_shell(stage)->lang = LANG_NL;
    // Nobody is there any more: the poster goes back to its start.
    clock_fake_advance(120 * 1000);
    stage_leave(stage);
}

static void two_months_of_exploring(void **state) {
    (void)state;
    stage_reset(stage, LANG_NL);
    stage_settle(stage);
    Look *looks = calloc((size_t)days, sizeof *looks);
    assert_non_null(looks);
    for (int day = 0; day < days; day++) {
        for (int i = 0; i < VISITS_A_DAY; i++) {
            visit(day * VISITS_A_DAY + i);
            clock_fake_advance(24 / VISITS_A_DAY * HOUR_MS);
        }
        looks[day] = look();
    }
    compare("exploring", looks, days);
    free(looks);
}

// ---- Meetings ------------------------------------------------------------------------------------

static void heard(const Event *event) {
    Event copy = *event;
    assert_int_equal(record_append(record, &copy), ERR_NONE);
    assert_int_equal(copy.seq, event->seq);
}

static void hold(int number) {
    switch (number % KINDS) {
    case 0: stage_meeting(stage, PART_WELCOME); break;
    case 1: stage_meeting(stage, PART_CHOOSE); break;
    case 2: stage_meeting(stage, PART_HARVEST); break;
    case 3: stage_work(stage, STEP_TALK, 0); break;
    case 4: stage_work(stage, STEP_WRITE, 0); break;
    case 5: stage_work(stage, STEP_VOTE, VOTE_SCALE); break;
    case 6: stage_work(stage, STEP_AGREE, 0); break;
    default: stage_meeting(stage, PART_CLOSE); break;
    }
    for (int i = 0; number % KINDS == 4 && i < 12; i++)
        stage_send(stage, (Event){.type = EV_NOTE_ADD,
                                  .note = i + 1,
                                  .board = 1,
                                  .column = i % 2,
                                  .role = i % 3,
                                  .text = "Korte lijnen, ook in de avond"});
    for (int i = 0; i < 3; i++) {
        stage_frame(stage);
        clock_fake_advance(10 * 60 * 1000);
    }
    (void)stage_touch(stage, "drawer.open");
    (void)stage_touch(stage, "step.next");
    stage_send(stage, (Event){.type = EV_SESSION_CLOSE});
    stage_frame(stage);
}

static void open_again(const char *id) {
    Session session;
    Recovery recovery;
    Record *again;
    assert_int_equal(record_open(data, id, RECORD_WRITE, &session, &recovery, &again, NULL),
                     ERR_NONE);
    assert_true(recovery_is_clean(&recovery));
    assert_int_equal(session.state, SESSION_CLOSED);
    session_finish(&session);
    assert_int_equal(record_close(again, NULL), ERR_NONE);
}

static void a_hundred_meetings(void **state) {
    (void)state;
    data = folder_make();
    int rounds = 0;
    Look *looks = calloc((size_t)meetings, sizeof *looks);
    assert_non_null(looks);
    stage_listen(stage, heard);
    for (int i = 0; i < meetings; i++) {
        char id[64];
        (void)snprintf(id, sizeof id, "2026-11-23-houten-%04d", i);
        assert_int_equal(record_create(data, id, &record, NULL), ERR_NONE);
        hold(i);
        assert_int_equal(record_close(record, NULL), ERR_NONE);
        open_again(id);
        stage_leave(stage);
        clock_fake_advance(7 * HOUR_MS);
        // Each kind of meeting once, then it is time to look.
        if (i % KINDS == KINDS - 1) looks[rounds++] = look();
    }
    stage_listen(stage, NULL);
    SessionList list;
    assert_int_equal(sessions_list(data, &list, NULL), ERR_NONE);
    assert_int_equal(list.count, meetings);
    session_list_finish(&list);
    compare("meetings", looks, rounds);
    free(looks);
    folder_remove(data);
}

static int set_up(void **state) {
    (void)state;
    const char *wanted_days = getenv("PP_DAYS"), *wanted_meetings = getenv("PP_MEETINGS");
    if (wanted_days) days = (int)strtol(wanted_days, NULL, 10);
    if (wanted_meetings) meetings = (int)strtol(wanted_meetings, NULL, 10);
    stage = stage_create();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    stage_destroy(stage);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_months_of_exploring),
        cmocka_unit_test(a_hundred_meetings),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
