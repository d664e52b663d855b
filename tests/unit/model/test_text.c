// Texts in two languages.
#include "model/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_codes(void **state) {
    (void)state;
    assert_string_equal(lang_code(LANG_NL), "nl");
    assert_string_equal(lang_code(LANG_EN), "en");
    assert_string_equal(lang_code((Lang)99), "nl");
    assert_int_equal(lang_from_code("nl"), LANG_NL);
    assert_int_equal(lang_from_code("en"), LANG_EN);
    assert_int_equal(lang_from_code("EN"), -1);
    assert_int_equal(lang_from_code(""), -1);
    assert_int_equal(lang_from_code(NULL), -1);
}

static void test_a_missing_text_falls_back_to_dutch(void **state) {
    (void)state;
    static const struct {
        const char *nl, *en, *in_nl, *in_en;
        int empty;
    } rows[] = {
        {"huis", "house", "huis", "house", 0},
        {"huis", NULL, "huis", "huis", 0},
        {"huis", "", "huis", "huis", 0},
        {NULL, "house", "", "house", 0},
        {NULL, NULL, "", "", 1},
        {"", "", "", "", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Text text = {{rows[i].nl, rows[i].en}};
        assert_string_equal(text_in(&text, LANG_NL), rows[i].in_nl);
        assert_string_equal(text_in(&text, LANG_EN), rows[i].in_en);
        assert_int_equal(text_is_empty(&text), rows[i].empty);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_a_missing_text_falls_back_to_dutch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
