// Settings: kept as they were saved; a faulty file is set aside and said, never overwritten.
#include "storage/settings.h"
#include "support/folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char *data;

static int set_up(void **state) {
    (void)state;
    data = folder_make();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    folder_remove(data);
    return 0;
}

static void no_file_means_defaults(void **state) {
    (void)state;
    Settings settings;
    assert_int_equal(settings_load(data, NULL, &settings, NULL), ERR_NONE);
    assert_int_equal(settings.lang, LANG_NL);
    assert_int_equal(settings.text_percent, 100);
    assert_int_equal(settings.role_min, 3);
    assert_int_equal(settings_load("/nowhere/at/all", NULL, &settings, NULL), ERR_NONE);
}

static void what_is_saved_comes_back(void **state) {
    (void)state;
    Settings before = {.lang = LANG_EN,
                       .text_percent = 150,
                       .theme = SETTINGS_CONTRAST,
                       .reduced_motion = true,
                       .display_inches = 54.6,
                       .role_min = 5,
                       .kiosk = true,
                       .kiosk_pin = "0427",
                       .scene = "/a \"b\"/scene.json"};
    assert_int_equal(settings_save(data, NULL, &before, NULL), ERR_NONE);
    assert_int_equal(file_mode(folder_path("%s/settings.json", data)), 0600);
    Settings after;
    ErrInfo info = {0};
    Err err = settings_load(data, NULL, &after, &info);
    assert_string_equal(info.text, "");
    assert_int_equal(err, ERR_NONE);
    assert_int_equal(after.lang, before.lang);
    assert_int_equal(after.text_percent, 150);
    assert_int_equal(after.theme, SETTINGS_CONTRAST);
    assert_true(after.reduced_motion && after.kiosk);
    assert_true(after.display_inches > 54.59 && after.display_inches < 54.61);
    assert_int_equal(after.role_min, 5);
    assert_string_equal(after.kiosk_pin, "0427");
    assert_string_equal(after.scene, before.scene);
}

static void a_file_of_ones_own_is_used(void **state) {
    (void)state;
    Settings settings;
    settings_default(&settings);
    settings.text_percent = 120;
    const char *path = folder_path("%s/zaal.json", data);
    assert_int_equal(settings_save("/nowhere", path, &settings, NULL), ERR_NONE);
    settings_default(&settings);
    assert_int_equal(settings_load("/nowhere", path, &settings, NULL), ERR_NONE);
    assert_int_equal(settings.text_percent, 120);
    assert_int_equal(settings_save("/nowhere", "/nowhere/x.json", &settings, NULL), ERR_MISSING);
}

static void a_part_is_enough(void **state) {
    (void)state;
    static const char text[] = "\xEF\xBB\xBF{\"lang\": \"en\", \"unknown\": [1, 2]}";
    file_put(folder_path("%s/settings.json", data), text, sizeof text - 1);
    Settings settings;
    assert_int_equal(settings_load(data, NULL, &settings, NULL), ERR_NONE);
    assert_int_equal(settings.lang, LANG_EN);
    assert_int_equal(settings.text_percent, 100);
}

static void faulty_files_are_set_aside(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "{\"lang\": 1}",
        "{\"lang\": \"Dutch\"}",
        "{\"text_percent\": 79}",
        "{\"text_percent\": 201}",
        "{\"text_percent\": \"100\"}",
        "{\"theme\": \"pink\"}",
        "{\"reduced_motion\": 1}",
        "{\"display_inches\": 3}",
        "{\"display_inches\": 201}",
        "{\"role_min\": 0}",
        "{\"kiosk\": \"yes\"}",
        "{\"kiosk_pin\": \"12\"}",
        "{\"kiosk_pin\": \"12a4\"}",
        "{\"kiosk_pin\": \"123456789\"}",
        "{\"kiosk_pin\": 1234}",
        "{\"scene\": 4}",
        "{\"format\": \"other\"}",
        "{\"version\": 2}",
        "{\"lang\": \"nl\", \"lang\": \"en\"}",
        "{\"scene\": \"\\u0000\"}",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        file_put(folder_path("%s/settings.json", data), texts[i], strlen(texts[i]));
        Settings settings;
        ErrInfo info = {0};
        Err err = settings_load(data, NULL, &settings, &info);
        if (err != ERR_REFUSED) fail_msg("taken: %s", texts[i]);
        assert_non_null(strstr(info.text, "settings.json.faulty"));
        assert_int_equal(settings.lang, LANG_NL);
        assert_int_equal(settings.text_percent, 100);
        assert_false(file_there(folder_path("%s/settings.json", data)));
        char *kept = file_get(folder_path("%s/settings.json.faulty", data), NULL);
        assert_string_equal(kept, texts[i]);
        free(kept);
    }
}

static void what_is_no_file_is_refused_at_once(void **state) {
    (void)state;
    assert_int_equal(mkfifo(folder_path("%s/settings.json", data), 0600), 0);
    Settings settings;
    assert_int_equal(settings_load(data, NULL, &settings, NULL), ERR_REFUSED);
    assert_int_equal(settings.text_percent, 100);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(no_file_means_defaults),     TEST(what_is_saved_comes_back),
        TEST(a_file_of_ones_own_is_used), TEST(a_part_is_enough),
        TEST(faulty_files_are_set_aside), TEST(what_is_no_file_is_refused_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
