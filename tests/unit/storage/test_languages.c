// A third language by a catalogue and a pack's texts alone: the pseudo-language of
// tests/languages/make_pseudo.py, which this program knows nothing of.
#include "storage/languages.h"

#include "base/i18n.h"
#include "storage/scene_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char share[512];
static Lang pseudo;

static const char *in_share(const char *path) {
    static char joined[700];
    (void)snprintf(joined, sizeof joined, "%s/%s", share, path);
    return joined;
}

static int find_languages(void **state) {
    (void)state;
    const char *given = getenv("PP_PSEUDO_SHARE");
    if (!given) return -1;
    (void)snprintf(share, sizeof share, "%s", given);
    languages_start(in_share("translations"));
    pseudo = lang_from_code("qps");
    return 0;
}

static void test_catalogues_are_found_by_themselves(void **state) {
    (void)state;
    assert_int_equal(lang_count(), 3);
    assert_int_equal(pseudo, 2);
    assert_string_equal(lang_name(LANG_NL), "Nederlands");
    assert_string_equal(lang_name(pseudo), "Pšéüdó");
    Lang lang;
    ErrInfo info = {0};
    assert_int_equal(languages_find("qps", &lang, &info), ERR_NONE);
    assert_int_equal(lang, pseudo);
    assert_int_equal(languages_find("pl", &lang, &info), ERR_USAGE);
    assert_non_null(strstr(info.text, "choose from nl, en, qps"));
    assert_int_equal(lang, LANG_NL);
}

static void test_each_language_has_its_own_rules(void **state) {
    (void)state;
    static const struct {
        const char *code, *number, *long_date, *short_date, *day, *day_only, *month, *weekday,
            *people[3];
    } rows[] = {
        {"nl",
         "3,4",
         "maandag 23 november 2026",
         "maandag 23 november",
         "23 november 2026",
         "23 november",
         "november 2026",
         "zo",
         {"1 persoon", "3 personen", "7 personen"}},
        {"en",
         "3.4",
         "Monday 23 November 2026",
         "Monday 23 November",
         "23 November 2026",
         "23 November",
         "November 2026",
         "Su",
         {"1 person", "3 people", "7 people"}},
        {"qps", "3·4", NULL, NULL, NULL, NULL, NULL, NULL, {NULL, NULL, NULL}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        i18n_set_language(rows[i].code);
        char text[64];
        i18n_decimal(3.42, text, sizeof text);
        assert_string_equal(text, rows[i].number);
        if (!rows[i].day) continue;
        i18n_date(2026, 11, 23, 1, 1, text, sizeof text);
        assert_string_equal(text, rows[i].long_date);
        i18n_date(2026, 11, 23, 1, 0, text, sizeof text);
        assert_string_equal(text, rows[i].short_date);
        i18n_day(2026, 11, 23, text, sizeof text);
        assert_string_equal(text, rows[i].day);
        i18n_day(0, 11, 23, text, sizeof text);
        assert_string_equal(text, rows[i].day_only);
        i18n_day(2026, 11, 0, text, sizeof text);
        assert_string_equal(text, rows[i].month);
        assert_string_equal(i18n_weekday_short(0), rows[i].weekday);
        static const int counts[] = {1, 3, 7};
        for (int n = 0; n < 3; n++) {
            (void)snprintf(text, sizeof text,
                           _n("%d person", "%d people", (unsigned long)counts[n]), counts[n]);
            assert_string_equal(text, rows[i].people[n]);
        }
    }
}

// Year first, three plural forms: nothing that Dutch or English would have made.
static void test_another_order_and_other_plurals(void **state) {
    (void)state;
    i18n_set_language("qps");
    char text[64], one[96], few[96], many[96];
    i18n_day(2026, 11, 23, text, sizeof text);
    assert_int_equal(strncmp(text, "2026, ", 6), 0);
    assert_string_equal(text + strlen(text) - 3, " 23");
    i18n_date(2026, 11, 23, 1, 0, text, sizeof text);
    assert_non_null(strstr(text, " 23 ("));
    (void)snprintf(one, sizeof one, _n("%d person", "%d people", 1UL), 1);
    (void)snprintf(few, sizeof few, _n("%d person", "%d people", 3UL), 3);
    (void)snprintf(many, sizeof many, _n("%d person", "%d people", 7UL), 7);
    assert_non_null(strstr(one, "1 péršóñ"));
    assert_non_null(strstr(few, "(2-4)"));
    assert_null(strstr(many, "(2-4)"));
    assert_non_null(strstr(many, "7 péóplé"));
}

static void test_dates_never_run_over(void **state) {
    (void)state;
    i18n_set_language("nl");
    char whole[64];
    i18n_date(2026, 11, 23, 1, 1, whole, sizeof whole);
    for (unsigned long size = 1; size <= strlen(whole) + 1; size++) {
        char text[64];
        memset(text, 'x', sizeof text);
        i18n_date(2026, 11, 23, 1, 1, text, size);
        assert_int_equal(strlen(text), size - 1);
        assert_int_equal(strncmp(text, whole, size - 1), 0);
    }
}

static void test_a_pack_brings_its_own_texts(void **state) {
    (void)state;
    Scene *scene = NULL;
    FaultList faults;
    fault_list_init(&faults);
    char path[700];
    (void)snprintf(path, sizeof path, "%s", in_share("scenes/buurttuin"));
    assert_int_equal(scene_load(path, in_share("assets"), &scene, &faults), ERR_NONE);
    assert_int_equal(faults.total, 0);
    fault_list_finish(&faults);
    assert_non_null(scene);
    const SceneBlock *block = &scene->blocks[0];
    assert_int_equal(strncmp(text_in(&block->title, pseudo), "⟦", 3), 0);
    assert_string_equal(text_in(&block->title, LANG_NL), block->title.in[LANG_NL]);
    assert_true(strlen(text_in(&block->text, pseudo)) > strlen(text_in(&block->text, LANG_EN)));
    scene_destroy(scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogues_are_found_by_themselves),
        cmocka_unit_test(test_each_language_has_its_own_rules),
        cmocka_unit_test(test_another_order_and_other_plurals),
        cmocka_unit_test(test_dates_never_run_over),
        cmocka_unit_test(test_a_pack_brings_its_own_texts),
    };
    return cmocka_run_group_tests(tests, find_languages, NULL);
}
