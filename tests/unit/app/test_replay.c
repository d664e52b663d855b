// Lines of a replay file: what each means, and what is refused.
#include "app/replay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *line;
    bool good;
    ReplayKind kind;
    const char *text;
} Case;

static void each_line_is_read_or_refused(void **state) {
    (void)state;
    static const Case cases[] = {
        {"1250 down 3 0.512345 0.250000", true, REPLAY_DOWN, ""},
        {"2500 wheel 0.5 0.5 1.0", true, REPLAY_WHEEL, ""},
        {"3000 key 13 64", true, REPLAY_KEY, ""},
        {"3100 text 48c3a9", true, REPLAY_TEXT, "H\xc3\xa9"},
        {"4000 tap step.next", true, REPLAY_TAP, "step.next"},
        {"4000 tap zone.een-plan_2", true, REPLAY_TAP, "zone.een-plan_2"},
        {"9000 end", true, REPLAY_END, ""},
        {"4000 tap", false, REPLAY_TAP, NULL},
        {"4000 tap step.next now", false, REPLAY_TAP, NULL},
        {"-1 tap step.next", false, REPLAY_TAP, NULL},
        {"4000 tap 0123456789012345678901234567890123456789012345678901234567890123", false,
         REPLAY_TAP, NULL},
        {"3100 text 48c3", false, REPLAY_TEXT, NULL},
        {"3100 text 00", false, REPLAY_TEXT, NULL},
        {"3100 text 6161616161616161616161616161616161616161616161616161616161616161", false,
         REPLAY_TEXT, NULL},
        {"1250 down -3 0.5 0.25", false, REPLAY_DOWN, NULL},
        {"1250 down 3 nan 0.25", false, REPLAY_DOWN, NULL},
        {"1250 hop 3", false, REPLAY_END, NULL},
        {"", false, REPLAY_END, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ReplayEvent event;
        bool good = replay_read_line(cases[i].line, &event);
        if (good != cases[i].good) fail_msg("%s: %s", cases[i].line, good ? "read" : "refused");
        if (!good) continue;
        assert_int_equal(event.kind, cases[i].kind);
        assert_string_equal(event.text, cases[i].text);
    }
}

static void a_file_tells_its_faulty_line(void **state) {
    (void)state;
    static const char bad[] = "praatplaat-replay 1\n10 tap home\n5 end\n";
    ReplayEvent *events;
    int count;
    ErrInfo info = {0};
    assert_int_equal(replay_read(bad, sizeof bad - 1, &events, &count, &info), ERR_REFUSED);
    assert_null(events);
    assert_non_null(strstr(info.text, "line 3"));
    static const char good[] = "praatplaat-replay 1\n10 tap home\n15 end\n";
    assert_int_equal(replay_read(good, sizeof good - 1, &events, &count, &info), ERR_NONE);
    assert_int_equal(count, 2);
    free(events);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_is_read_or_refused),
        cmocka_unit_test(a_file_tells_its_faulty_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
