// What a recording of input holds of a vote: with ballots nothing before it is over, and then all of it;
// with several side by side nothing; with hands everything, as it came.
#include "app/replay.h"

#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[64];
static Session session;
static uint64_t seq;
static int64_t now;

static void happen(Event event) {
    event.seq = ++seq;
    event.at_ms = 1000;
    assert_int_equal(session_apply(&session, &event, NULL), ERR_NONE);
}

static void touch(Recorder *recorder, Uint32 type, float x) {
    SDL_Event event = {.type = type};
    event.tfinger.fingerId = 5;
    event.tfinger.x = x;
    event.tfinger.y = 0.5F;
    now += 100;
    recorder_hear(recorder, &event, 1280, 720, now);
    recorder_watch(recorder, &session, now);
}

static void tap(Recorder *recorder, float x) {
    touch(recorder, SDL_FINGERDOWN, x);
    touch(recorder, SDL_FINGERUP, x);
}

static void begin_session(void) {
    static const char *const ids[] = {"inwoner", "raad"};
    static const int32_t people[] = {3, 3};
    session_init(&session);
    seq = 0;
    happen((Event){.type = EV_SESSION_CREATE,
                   .scene = "s",
                   .programme = "p",
                   .place = "Houten",
                   .group = "",
                   .lang = "nl",
                   .previous = "",
                   .date = "2027-01-01",
                   .ids = ids,
                   .id_count = 2,
                   .labels = ids,
                   .label_count = 2,
                   .list = people,
                   .list_count = 2});
    happen((Event){.type = EV_AGENDA_ADD,
                   .item = 1,
                   .kind = PART_WORK,
                   .scene = "a",
                   .text = "Werk",
                   .minutes = 10,
                   .value = 3});
    happen((Event){.type = EV_PLACE_GO, .item = 1});
}

static void cast(uint32_t number, int32_t answer) {
    happen((Event){.type = EV_BALLOT_CAST,
                   .round = 1,
                   .ballot = number,
                   .role = 0,
                   .list = &answer,
                   .list_count = 1});
}

// How many inputs of the file lie at this x.
static int at_x(const char *text, const char *x) {
    int count = 0;
    for (const char *at = strstr(text, x); at; at = strstr(at + 1, x)) count++;
    return count;
}

static char *file_text(void) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *text = calloc(1, 20000);
    assert_non_null(text);
    (void)!fread(text, 1, 19999, file);
    (void)fclose(file);
    return text;
}

static void what_a_recording_holds_of_a_vote(void **state) {
    (void)state;
    static const struct {
        VoteMethod method;
        int of_vote;  // inputs of the vote that are in the file afterwards
    } rows[] = {{METHOD_BALLOTS, 6}, {METHOD_TOGETHER, 0}, {METHOD_HANDS, 6}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        (void)snprintf(path, sizeof path, "/tmp/praatplaat-recorder-XXXXXX");
        int fd = mkstemp(path);
        assert_true(fd >= 0);
        (void)close(fd);
        begin_session();
        Recorder *recorder;
        assert_int_equal(recorder_open(path, &recorder, NULL), ERR_NONE);
        now = clock_monotonic_ms();
        tap(recorder, 0.125F);
        happen((Event){.type = EV_ROUND_OPEN,
                       .round = 1,
                       .item = 1,
                       .kind = VOTE_SCALE,
                       .method = (int32_t)rows[i].method,
                       .text = "Hoe ver?"});
        recorder_watch(recorder, &session, now);
        for (int n = 0; n < 3; n++) {
            touch(recorder, SDL_FINGERDOWN, 0.25F);
            if (rows[i].method != METHOD_HANDS) cast(100 + (uint32_t)n, 1 + n);
            touch(recorder, SDL_FINGERUP, 0.25F);
        }
        happen((Event){.type = EV_ROUND_REVEAL, .round = 1});
        recorder_watch(recorder, &session, now);
        tap(recorder, 0.75F);
        recorder_close(recorder, now);
        char *text = file_text();
        assert_int_equal(at_x(text, " 0.125000 "), 2);
        assert_int_equal(at_x(text, " 0.750000 "), 2);
        assert_int_equal(at_x(text, " 0.250000 "), rows[i].of_vote);
        ReplayEvent *events;
        int count;
        assert_int_equal(replay_read(text, strlen(text), &events, &count, NULL), ERR_NONE);
        free(events);
        free(text);
        session_finish(&session);
        (void)unlink(path);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_recording_holds_of_a_vote),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
