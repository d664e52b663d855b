// The log: bounded, private, one line a message, and there again after a restart.
#include "base/clock.h"
#include "base/log.h"
#include "storage/log_file.h"
#include "support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *data;

static int set_up(void **state) {
    (void)state;
    data = folder_make();
    clock_fake(1700000000000);
    return log_file_open(data, NULL) == ERR_NONE ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    log_file_close();
    clock_real();
    folder_remove(data);
    return 0;
}

static void a_line_a_message(void **state) {
    (void)state;
    log_line("the disk is full:\nsave elsewhere");
    log_lines("a.json:1:2: wrong\npraatplaat: X should be 1\n");
    char *text = file_get(folder_path("%s/log/praatplaat.log", data), NULL);
    assert_string_equal(text, "2023-11-14T22:13:20.000Z the disk is full: save elsewhere\n"
                              "2023-11-14T22:13:20.000Z a.json:1:2: wrong\n"
                              "2023-11-14T22:13:20.000Z X should be 1\n");
    free(text);
    assert_int_equal(file_mode(folder_path("%s/log/praatplaat.log", data)), 0600);
    char line[LOG_LINE_MAX];
    int64_t at;
    assert_true(log_recent(1, line, &at));
    assert_string_equal(line, "a.json:1:2: wrong");
    assert_int_equal(at, 1700000000000);
}

static void what_was_said_before_it_opened_is_in_it(void **state) {
    (void)state;
    log_line("an earlier run");
    log_file_close();
    log_line("settings.json:1:2: wrong");
    log_line("and so is this");
    assert_int_equal(log_file_open(data, NULL), ERR_NONE);
    log_line("later");
    char *text = file_get(folder_path("%s/log/praatplaat.log", data), NULL);
    assert_string_equal(text, "2023-11-14T22:13:20.000Z an earlier run\n"
                              "2023-11-14T22:13:20.000Z settings.json:1:2: wrong\n"
                              "2023-11-14T22:13:20.000Z and so is this\n"
                              "2023-11-14T22:13:20.000Z later\n");
    free(text);
    static const char *const newest[] = {"later", "and so is this", "settings.json:1:2: wrong",
                                         "an earlier run"};
    for (int i = 0; i < 4; i++) {
        char line[LOG_LINE_MAX];
        int64_t at;
        assert_true(log_recent(i, line, &at));
        assert_string_equal(line, newest[i]);
    }
}

static void it_stays_bounded(void **state) {
    (void)state;
    size_t most = 0;
    for (int i = 0; i < 20000; i++) {
        log_line("message number %d, of a length that fills a file soon enough", i);
        if (i % 1000 != 999) continue;
        size_t now = 0, old = 0;
        free(file_get(folder_path("%s/log/praatplaat.log", data), &now));
        if (file_there(folder_path("%s/log/praatplaat.log.1", data)))
            free(file_get(folder_path("%s/log/praatplaat.log.1", data), &old));
        if (now > most) most = now;
        if (old > most) most = old;
    }
    assert_true(most > LOG_FILE_BYTES_MAX / 2 && most <= LOG_FILE_BYTES_MAX);
    assert_true(file_there(folder_path("%s/log/praatplaat.log.1", data)));
    assert_false(file_there(folder_path("%s/log/praatplaat.log.2", data)));
}

static void the_last_ones_are_there_after_a_restart(void **state) {
    (void)state;
    for (int i = 0; i < 100; i++) log_line("number %d", i);
    log_file_close();
    // Of another run: what this one kept in memory is pushed out by it.
    for (int i = 0; i < LOG_KEPT; i++) log_remember(0, "not in the file");
    assert_int_equal(log_file_open(data, NULL), ERR_NONE);
    char line[LOG_LINE_MAX];
    int64_t at;
    assert_true(log_recent(0, line, &at));
    assert_string_equal(line, "number 99");
    assert_true(log_recent(LOG_KEPT - 2, line, &at));
    assert_string_equal(line, "number 41");
    assert_false(log_recent(LOG_KEPT, line, &at));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_line_a_message),
        TEST(what_was_said_before_it_opened_is_in_it),
        TEST(it_stays_bounded),
        TEST(the_last_ones_are_there_after_a_restart),
    };
    // What it says on standard error is not looked at here, and is much.
    if (!freopen("/dev/null", "w", stderr)) return 1;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
