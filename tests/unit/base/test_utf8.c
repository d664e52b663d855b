// UTF-8: what RFC 3629 allows, and nothing else.
#include "base/utf8.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_valid_and_invalid(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t n;
        bool valid;
    } rows[] = {
        {"", 0, true},
        {"a\0b", 3, true},
        {"caf\xC3\xA9", 5, true},
        {"\xE2\x82\xAC", 3, true},      // the euro
        {"\xF0\x9F\x98\x80", 4, true},  // U+1F600
        {"\xED\x9F\xBF", 3, true},      // U+D7FF, below the surrogates
        {"\xEE\x80\x80", 3, true},      // U+E000, above them
        {"\xF4\x8F\xBF\xBF", 4, true},  // U+10FFFF
        {"\x80", 1, false},             // continuation alone
        {"\xC3", 1, false},             // cut
        {"\xE2\x82", 2, false},
        {"\xF0\x9F\x98", 3, false},
        {"\xC0\xAF", 2, false},  // overlong
        {"\xC1\xBF", 2, false},
        {"\xE0\x9F\xBF", 3, false},
        {"\xF0\x8F\xBF\xBF", 4, false},
        {"\xED\xA0\x80", 3, false},  // surrogate
        {"\xED\xBF\xBF", 3, false},
        {"\xF4\x90\x80\x80", 4, false},  // above U+10FFFF
        {"\xF5\x80\x80\x80", 4, false},
        {"\xFF", 1, false},
        {"ab\xC3(", 4, false},  // wrong continuation
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (utf8_valid(rows[i].bytes, rows[i].n) != rows[i].valid) fail_msg("row %zu", i);
    }
}

static void test_every_scalar_there_and_back(void **state) {
    (void)state;
    for (uint32_t point = 0; point <= 0x110000; point++) {
        char bytes[4];
        size_t wrote = utf8_encode(point, bytes);
        bool scalar = point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF);
        if ((wrote != 0) != scalar) fail_msg("U+%04X", point);
        uint32_t back = 0;
        if (scalar && (utf8_decode(bytes, wrote, &back) != wrote || back != point)) {
            fail_msg("U+%04X came back as U+%04X", point, back);
        }
    }
}

static void test_decode_of_nothing_takes_nothing(void **state) {
    (void)state;
    uint32_t point = 7;
    assert_int_equal(utf8_decode("a", 0, &point), 0);
}

static void test_cut_between_characters(void **state) {
    (void)state;
    const char *text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";  // 1 + 2 + 3 + 4 bytes
    static const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
    for (size_t max = 0; max < 12; max++) {
        assert_int_equal(utf8_cut(text, strlen(text), max), expected[max]);
    }
    assert_int_equal(utf8_count(text), 4);
    assert_int_equal(utf8_count(""), 0);
}

static void test_what_cannot_be_seen_is_blank(void **unused) {
    (void)unused;
    static const char *const blank[] = {"",
                                        " \n\t",
                                        "\u00A0\u2003\u3000",
                                        "\u200B",
                                        "\u2060\u200D\u200C",
                                        "\u00AD\u00AD",
                                        "\uFEFF",
                                        "\u202E\u202C",
                                        "\u3164",
                                        "\u2800",
                                        "\uFE0F",
                                        "\U000E0041"};
    static const char *const seen[] = {"a",      " \n.",       "\u200Bx",
                                       "\u00E9", "\U0001F642", "\uFE0F\u2764",
                                       "\u0301", "\xFF",       "\xE2\x80"};
    for (size_t i = 0; i < sizeof blank / sizeof *blank; i++)
        if (!utf8_blank(blank[i])) fail_msg("blank %zu is seen", i);
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        if (utf8_blank(seen[i])) fail_msg("seen %zu is blank", i);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid_and_invalid),
        cmocka_unit_test(test_every_scalar_there_and_back),
        cmocka_unit_test(test_decode_of_nothing_takes_nothing),
        cmocka_unit_test(test_cut_between_characters),
        cmocka_unit_test(test_what_cannot_be_seen_is_blank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
