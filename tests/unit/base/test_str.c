// Growing strings, and the small functions on plain ones.
#include "base/str.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_building(void **state) {
    (void)state;
    Str str;
    str_init(&str);
    assert_string_equal(str_text(&str), "");
    str_append(&str, "stap ");
    str_format(&str, "%d van %d", 2, 12);
    str_append_bytes(&str, "...", 2);
    assert_true(str_ok(&str));
    assert_string_equal(str_text(&str), "stap 2 van 12..");
    assert_int_equal(str.length, strlen("stap 2 van 12.."));
    str_clear(&str);
    assert_string_equal(str_text(&str), "");
    str_append(&str, "opnieuw");
    assert_string_equal(str_text(&str), "opnieuw");
    str_finish(&str);
    str_finish(NULL);
}

static void test_growing_far(void **state) {
    (void)state;
    Str str;
    str_init(&str);
    for (int i = 0; i < 5000; i++) str_format(&str, "%04d", i);
    assert_int_equal(str.length, 20000);
    assert_memory_equal(str_text(&str) + 4 * 4321, "4321", 4);
    str_finish(&str);
}

static void test_failure_sticks_until_cleared(void **state) {
    (void)state;
    Str str;
    str_init(&str);
    str_append(&str, "voor");
    str_append_bytes(&str, "", SIZE_MAX / 2);  // more than there can be; nothing is read
    assert_false(str_ok(&str));
    str_append(&str, "na");
    assert_string_equal(str_text(&str), "voor");
    str_clear(&str);
    str_append(&str, "na");
    assert_true(str_ok(&str));
    assert_string_equal(str_text(&str), "na");
    str_finish(&str);
}

static void test_equal_and_starts(void **state) {
    (void)state;
    assert_true(str_equal("a", "a"));
    assert_false(str_equal("a", "b"));
    assert_true(str_equal(NULL, NULL));
    assert_false(str_equal(NULL, "a"));
    assert_false(str_equal("", NULL));
    assert_true(str_starts("zone.huis", "zone."));
    assert_true(str_starts("zone", ""));
    assert_false(str_starts("zo", "zone"));
}

static void test_copy_cuts_between_characters(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t size;
        const char *expected;
        bool whole;
    } rows[] = {
        {"abc", 4, "abc", true},
        {"abc", 3, "ab", false},
        {"abc", 1, "", false},
        {"", 1, "", true},
        {"a\xC3\xA9", 4, "a\xC3\xA9", true},
        {"a\xC3\xA9", 3, "a", false},
        {"\xE2\x82\xAC", 3, "", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char dest[8] = "zzzzzzz";
        assert_int_equal(str_copy(dest, rows[i].size, rows[i].text), rows[i].whole);
        assert_string_equal(dest, rows[i].expected);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_building),
        cmocka_unit_test(test_growing_far),
        cmocka_unit_test(test_failure_sticks_until_cleared),
        cmocka_unit_test(test_equal_and_starts),
        cmocka_unit_test(test_copy_cuts_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
