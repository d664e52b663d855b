// Texts in several languages, and the table of these.
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

static void test_what_is_a_code(void **state) {
    (void)state;
    static const char *const codes[] = {"nl", "pl", "fry", "qps", "zh-Hant", "pt-BR", "es-419"};
    static const char *const others[] = {"",     "n",      "nlnl",  "NL",    "n1",        "nl-",
                                         "nl-a", "../etc", "nl/en", "pt_BR", "zh-Hanter", "-nl"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (!lang_is_code(codes[i])) fail_msg("refused: %s", codes[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (lang_is_code(others[i])) fail_msg("taken: %s", others[i]);
    assert_false(lang_is_code(NULL));
}

// Last: the table keeps what was added.
static void test_the_table_grows_to_its_end(void **state) {
    (void)state;
    assert_int_equal(lang_count(), 2);
    assert_int_equal(lang_add("en", "Engels"), LANG_EN);
    assert_string_equal(lang_name(LANG_EN), "English");
    assert_int_equal(lang_add("../etc", "x"), -1);
    int polish = lang_add("pl", "polski");
    assert_int_equal(polish, LANG_BUILT_IN);
    assert_int_equal(lang_add("pl", "again"), polish);
    assert_int_equal(lang_from_code("pl"), polish);
    assert_string_equal(lang_name(polish), "polski");
    Text text = {{"huis", "house"}};
    assert_string_equal(text_in(&text, polish), "huis");
    text.in[polish] = "dom";
    assert_string_equal(text_in(&text, polish), "dom");
    char code[] = "qaa";
    while (lang_count() < LANG_MAX) {
        code[2]++;
        int before = lang_count();
        assert_int_equal(lang_add(code, code), before);
    }
    assert_int_equal(lang_add("qzz", "one too many"), -1);
    assert_int_equal(lang_count(), LANG_MAX);
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
        cmocka_unit_test(test_what_is_a_code),
        cmocka_unit_test(test_a_missing_text_falls_back_to_dutch),
        cmocka_unit_test(test_the_table_grows_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
