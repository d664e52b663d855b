// The PIN: kept as a hash that differs each time, tries that survive a restart, waits that grow, and a
// damaged file that locks.
#include "storage/file_ops.h"
#include "storage/pin.h"
#include "support/failing_ops.h"
#include "support/folder.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *data;
static const int64_t noon = 1700000000000;

static int set_up(void **state) {
    (void)state;
    data = folder_make();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    failing_ops_stop();
    folder_remove(data);
    return 0;
}

static char *file_text(void) {
    return file_get(folder_path("%s/pin.json", data), NULL);
}

static Pin loaded(void) {
    Pin pin;
    ErrInfo info = {0};
    assert_int_equal(pin_load(data, &pin, &info), ERR_NONE);
    return pin;
}

static void there_is_no_default(void **state) {
    (void)state;
    Pin pin = loaded();
    assert_false(pin.set);
    assert_false(pin_try(data, &pin, "", noon));
    assert_false(pin_try(data, &pin, "0000", noon));
}

static void only_its_hash_is_kept(void **state) {
    (void)state;
    Pin pin = loaded();
    static const char *const no_pins[] = {"", "123", "123456789", "12a4", "12 34"};
    for (size_t i = 0; i < sizeof no_pins / sizeof *no_pins; i++)
        assert_int_equal(pin_choose(data, &pin, no_pins[i], NULL), ERR_REFUSED);
    assert_false(pin.set);
    assert_int_equal(pin_choose(data, &pin, "2580", NULL), ERR_NONE);
    assert_int_equal(file_mode(folder_path("%s/pin.json", data)), 0600);
    char *first = file_text();
    assert_null(strstr(first, "2580"));
    assert_non_null(strstr(first, "\"$y$"));
    assert_int_equal(pin_choose(data, &pin, "2580", NULL), ERR_NONE);
    char *second = file_text();
    assert_string_not_equal(first, second);  // another salt
    free(first);
    free(second);
    pin = loaded();
    assert_false(pin_try(data, &pin, "2581", noon));
    assert_true(pin_try(data, &pin, "2580", noon));
    assert_int_equal(pin.wrong, 0);
}

static void waits_grow(void **state) {
    (void)state;
    static const struct {
        int wrong, seconds;
    } rows[] = {{0, 0},   {4, 0},   {5, 30},    {6, 60},     {7, 120},
                {8, 240}, {9, 480}, {12, 3600}, {500, 3600}, {1000000, 3600}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(pin_wait_ms(rows[i].wrong), rows[i].seconds * 1000);
    Pin pin = {.set = true, .wrong = 5, .since_utc_ms = noon};
    assert_int_equal(pin_left_ms(&pin, noon), 30000);
    assert_int_equal(pin_left_ms(&pin, noon + 29999), 1);
    assert_int_equal(pin_left_ms(&pin, noon + 30000), 0);
    assert_int_equal(pin_left_ms(&pin, noon - 86400000), 30000);
}

static void wrong_ones_survive_a_restart(void **state) {
    (void)state;
    Pin pin = loaded();
    assert_int_equal(pin_choose(data, &pin, "2580", NULL), ERR_NONE);
    for (int i = 0; i < PIN_TRIES; i++) {
        pin = loaded();  // the machine is switched off and on after each
        assert_false(pin_try(data, &pin, "1111", noon));
    }
    pin = loaded();
    assert_int_equal(pin.wrong, PIN_TRIES);
    assert_false(pin_try(data, &pin, "2580", noon + 29000));  // the right one does not help now,
    assert_int_equal(pin.wrong, PIN_TRIES);                   // and does not count as a try
    assert_false(pin_try(data, &pin, "1111", noon + 30000));
    assert_int_equal(pin_left_ms(&pin, noon + 30000), 60000);
    assert_true(pin_try(data, &pin, "2580", noon + 90000));
    pin = loaded();
    assert_int_equal(pin.wrong, 0);
}

static void a_damaged_file_locks(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "{}",
        "{\"format\": \"praatplaat-pin\"}",
        "{\"format\": \"praatplaat-pin\", \"hash\": 4}",
        "{\"format\": \"praatplaat-pin\", \"hash\": \"\", \"wrong\": -1}",
        "\0\0\0"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        file_put(folder_path("%s/pin.json", data), texts[i], strlen(texts[i]));
        Pin pin;
        ErrInfo info = {0};
        assert_int_equal(pin_load(data, &pin, &info), ERR_REFUSED);
        assert_non_null(strstr(info.text, "remove it"));
        assert_true(pin.set);
        assert_false(pin_try(data, &pin, "", noon));
        assert_false(pin_try(data, &pin, "0000", noon));
    }
    file_put(folder_path("%s/pin.json", data), "{\"format\": \"praatplaat-pin\", \"hash\": \"\"}",
             40);
    Pin pin = loaded();
    assert_true(pin.set);
    assert_false(pin_try(data, &pin, "", noon));
}

// A disk that does not work for a moment costs the PIN of that moment, not the one on it.
static void an_unreadable_file_is_kept(void **state) {
    (void)state;
    Pin pin = loaded();
    assert_int_equal(pin_choose(data, &pin, "2580", NULL), ERR_NONE);
    char *before = file_text();
    failing_ops_start(FAULT_ERROR, 1, 0, EIO, OP_BIT(read));
    ErrInfo info = {0};
    assert_int_equal(pin_load(data, &pin, &info), ERR_MACHINE);
    assert_true(pin.set);
    assert_false(pin_try(data, &pin, "2580", noon));
    char *after = file_text();
    assert_string_equal(before, after);
    failing_ops_stop();
    assert_false(pin_try(data, &pin, "1111", noon));
    assert_int_equal(pin.wrong, 2);
    assert_true(pin_try(data, &pin, "2580", noon));
    pin = loaded();
    assert_int_equal(pin.wrong, 0);
    assert_true(pin_try(data, &pin, "2580", noon));
    // One that is damaged stays as it is too, for whoever can mend it.
    file_put(folder_path("%s/pin.json", data), "{", 1);
    assert_int_equal(pin_load(data, &pin, &info), ERR_REFUSED);
    assert_false(pin_try(data, &pin, "2580", noon));
    free(after);
    after = file_text();
    assert_string_equal(after, "{");
    free(before);
    free(after);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(there_is_no_default),  TEST(only_its_hash_is_kept),
        TEST(waits_grow),           TEST(wrong_ones_survive_a_restart),
        TEST(a_damaged_file_locks), TEST(an_unreadable_file_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
