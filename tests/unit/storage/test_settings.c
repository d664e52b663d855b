// Settings: what is said at a higher level wins, key by key; every fault is named with its place and
// costs nothing else; a file with faults is kept before it is replaced.
#include "build_config.h"
#include "storage/file_ops.h"
#include "storage/settings.h"
#include "storage/settings_table.h"
#include "support/failing_ops.h"
#include "support/folder.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char *data;
static SettingsStack stack;
static Str said;

static int set_up(void **state) {
    (void)state;
    data = folder_make();
    str_init(&said);
    return setenv("PRAATPLAAT_SYSTEM_SETTINGS", folder_path("%s/system.json", data), 1);
}

static int tear_down(void **state) {
    (void)state;
    failing_ops_stop();
    static const char *const names[] = {"LANG", "KIOSK", "VOLUME", "DISPLAY_INCHES", "SCENE"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char name[64] = "PRAATPLAAT_";
        (void)str_copy(name + 11, sizeof name - 11, names[i]);
        (void)unsetenv(name);
    }
    str_finish(&said);
    folder_remove(data);
    return 0;
}

static void put(const char *name, const char *text) {
    file_put(folder_path("%s/%s", data, name), text, strlen(text));
}

static Err load(void) {
    str_clear(&said);
    return settings_load(data, NULL, &stack, &said);
}

static void save(void) {
    ErrInfo info = {0};
    assert_int_equal(settings_save(data, NULL, &stack, &info), ERR_NONE);
    assert_string_equal(info.text, "");
}

static void no_file_means_defaults(void **state) {
    (void)state;
    assert_int_equal(load(), ERR_NONE);
    assert_string_equal(str_text(&said), "");
    assert_int_equal(stack.now.lang, LANG_NL);
    assert_int_equal(stack.now.text_percent, 100);
    assert_int_equal(stack.now.role_min, 3);
    assert_true(stack.now.sound && !stack.now.kiosk);
    assert_int_equal(settings_load("/nowhere/at/all", NULL, &stack, &said), ERR_NONE);
}

// Each key, by its row: what can be written comes back, and its default is in its own range.
static void every_key_comes_back(void **state) {
    (void)state;
    static const char text[] =
        "{\"lang\": \"en\", \"text_percent\": 150, \"theme\": \"contrast\", \"reduced_motion\": "
        "true,"
        "\"display_inches\": 54.6, \"role_min\": 5, \"sound\": false, \"volume\": 35,"
        "\"kiosk\": true, \"scene\": \"/a \\\"b\\\"/scene.json\","
        "\"shut_down\": [\"systemctl\", \"power off\"]}";
    put("settings.json", text);
    assert_int_equal(load(), ERR_NONE);
    save();
    assert_int_equal(file_mode(folder_path("%s/settings.json", data)), 0600);
    assert_int_equal(load(), ERR_NONE);
    assert_string_equal(str_text(&said), "");
    const Settings *s = &stack.now;
    assert_true(s->lang == LANG_EN && s->theme == SETTINGS_CONTRAST && s->reduced_motion);
    assert_true(s->text_percent == 150 && s->role_min == 5 && s->volume == 35);
    assert_true(s->kiosk && !s->sound);
    assert_true(s->display_inches > 54.59 && s->display_inches < 54.61);
    assert_string_equal(s->scene, "/a \"b\"/scene.json");
    assert_memory_equal(s->shut_down, "systemctl\0power off\0", 21);
    char *doc = file_get(PP_SOURCE_DIR "/docs/SETTINGS.md", NULL);
    for (int i = 0; i < settings_table_count; i++) {
        assert_true(settings_table[i].name != NULL);
        char row[80];
        (void)snprintf(row, sizeof row, "| `%s` |", settings_table[i].name);
        if (!strstr(doc, row)) fail_msg("docs/SETTINGS.md has no row that begins with %s", row);
    }
    free(doc);
}

static void a_higher_level_wins_key_by_key(void **state) {
    (void)state;
    put("system.json", "{\"lang\": \"en\", \"kiosk\": true, \"volume\": 10, \"role_min\": 4}");
    put("settings.json", "{\"volume\": 20, \"role_min\": 6}");
    (void)setenv("PRAATPLAAT_VOLUME", "30", 1);
    assert_int_equal(load(), ERR_NONE);
    assert_int_equal(stack.now.lang, LANG_EN);
    assert_int_equal(stack.now.role_min, 6);
    assert_int_equal(stack.now.volume, 30);
    Settings wanted = stack.now;
    wanted.kiosk = false;
    settings_change(&stack, &wanted, LEVEL_OPTION);
    assert_false(stack.now.kiosk);
    wanted = stack.now;
    wanted.text_percent = 125;
    settings_change(&stack, &wanted, LEVEL_USER);
    save();
    char *text = file_get(folder_path("%s/settings.json", data), NULL);
    assert_string_equal(text,
                        "{\n  \"format\": \"praatplaat-settings\",\n  \"version\": 1,\n"
                        "  \"text_percent\": 125,\n  \"role_min\": 6,\n  \"volume\": 20\n}\n");
    free(text);
}

static void the_environment_says_what_files_say(void **state) {
    (void)state;
    (void)setenv("PRAATPLAAT_KIOSK", "1", 1);
    (void)setenv("PRAATPLAAT_LANG", "en", 1);
    (void)setenv("PRAATPLAAT_DISPLAY_INCHES", "54.6", 1);
    (void)setenv("PRAATPLAAT_SCENE", "/x/scene.json", 1);
    assert_int_equal(load(), ERR_NONE);
    assert_true(stack.now.kiosk && stack.now.lang == LANG_EN);
    assert_true(stack.now.display_inches > 54.5);
    assert_string_equal(stack.now.scene, "/x/scene.json");
    (void)setenv("PRAATPLAAT_KIOSK", "perhaps", 1);
    (void)setenv("PRAATPLAAT_VOLUME", "200", 1);
    assert_int_equal(load(), ERR_REFUSED);
    assert_string_equal(
        str_text(&said),
        "praatplaat: PRAATPLAAT_VOLUME in the environment should be a number from 0 "
        "to 100\npraatplaat: PRAATPLAAT_KIOSK in the environment should be true or "
        "false\n");
    assert_int_equal(stack.now.lang, LANG_EN);
}

static void a_visit_ends_and_leaves_nothing(void **state) {
    (void)state;
    assert_int_equal(load(), ERR_NONE);
    Settings wanted = stack.now;
    wanted.lang = LANG_EN;
    wanted.theme = SETTINGS_DARK;
    wanted.role_min = 1;  // no visitor's affair
    settings_change(&stack, &wanted, LEVEL_VISITOR);
    assert_true(stack.now.lang == LANG_EN && stack.now.theme == SETTINGS_DARK);
    assert_int_equal(stack.now.role_min, 3);
    assert_true(settings_end_visit(&stack));
    assert_true(stack.now.lang == LANG_NL && stack.now.theme == SETTINGS_LIGHT);
    assert_false(settings_end_visit(&stack));
}

static void a_file_of_ones_own_is_used(void **state) {
    (void)state;
    put("zaal.json", "{\"text_percent\": 120}");
    char *path = strdup(folder_path("%s/zaal.json", data));
    assert_int_equal(settings_load("/nowhere", path, &stack, &said), ERR_NONE);
    assert_int_equal(stack.now.text_percent, 120);
    assert_int_equal(settings_save("/nowhere", path, &stack, NULL), ERR_NONE);
    assert_int_equal(settings_save("/nowhere", "/nowhere/x.json", &stack, NULL), ERR_MISSING);
    free(path);
}

static void all_faults_are_named_and_the_rest_counts(void **state) {
    (void)state;
    static const char text[] = "{\n  \"lang\": \"f r\",\n  \"kiosc\": true,\n  \"volume\": 101,\n"
                               "  \"kiosk\": true,\n  \"zzz\": [1]\n}\n";
    put("settings.json", text);
    assert_int_equal(load(), ERR_REFUSED);
    static const char *const expected[] = {
        "settings.json:2:11: \"lang\" should be the code of a language, such as \"nl\" or \"en\"\n",
        "settings.json:3:3: \"kiosc\" is not a setting: did you mean \"kiosk\"?\n",
        "settings.json:4:13: \"volume\" should be a number from 0 to 100\n",
        "settings.json:6:3: \"zzz\" is not a setting: leave it out\n"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (!strstr(str_text(&said), expected[i]))
            fail_msg("%s is missing in\n%s", expected[i], str_text(&said));
    assert_true(stack.now.kiosk);
    assert_int_equal(stack.now.volume, 70);
    // It stays as it is until something is saved, and then it is kept.
    assert_true(file_there(folder_path("%s/settings.json", data)));
    save();
    char *kept = file_get(folder_path("%s/settings.json.faulty", data), NULL);
    assert_string_equal(kept, text);
    free(kept);
    assert_int_equal(load(), ERR_NONE);
    assert_true(stack.now.kiosk);
}

static void what_is_wrong_is_refused(void **state) {
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
        "{\"shut_down\": \"halt\"}",
        "{\"shut_down\": [\"halt\", 1]}",
        "{\"shut_down\": [\"\"]}",
        "{\"format\": \"other\"}",
        "{\"version\": 2}",
        "{\"lang\": \"nl\", \"lang\": \"en\"}",
        "{\"scene\": \"\\u0000\"}",
    };
    Settings first;
    settings_default(&first);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        put("settings.json", texts[i]);
        if (load() != ERR_REFUSED) fail_msg("taken: %s", texts[i]);
        if (!strstr(str_text(&said), "settings.json:")) fail_msg("%s: %s", texts[i], said.text);
        if (i < 23)  // the last two can be understood, in a way
            assert_memory_equal(&stack.now, &first, sizeof first);
    }
}

static void an_old_pin_is_handed_over_once(void **state) {
    (void)state;
    put("settings.json", "{\"kiosk\": true, \"kiosk_pin\": \"0427\"}");
    assert_int_equal(load(), ERR_NONE);
    assert_string_equal(stack.old_pin, "0427");
    save();
    char *text = file_get(folder_path("%s/settings.json", data), NULL);
    assert_null(strstr(text, "0427"));
    free(text);
    assert_int_equal(load(), ERR_NONE);
    assert_string_equal(stack.old_pin, "");
    assert_true(stack.now.kiosk);
}

static void what_is_no_file_is_refused_at_once(void **state) {
    (void)state;
    assert_int_equal(mkfifo(folder_path("%s/settings.json", data), 0600), 0);
    assert_int_equal(load(), ERR_REFUSED);
    assert_int_equal(stack.now.text_percent, 100);
}

static const char kiosk_text[] = "{\"kiosk\": true, \"volume\": 5}";

static void the_kiosk_is_still_there(void) {
    char *text = file_get(folder_path("%s/settings.json", data), NULL);
    assert_string_equal(text, kiosk_text);
    free(text);
    assert_false(file_there(folder_path("%s/settings.json.faulty", data)));
    assert_int_equal(load(), ERR_NONE);
    assert_true(stack.now.kiosk && !stack.user_unread);
}

static void is_not_saved(void) {
    Settings wanted = stack.now;
    wanted.volume = 99;
    settings_change(&stack, &wanted, LEVEL_USER);
    assert_int_equal(stack.now.volume, 99);  // for this run
    ErrInfo info = {0};
    assert_int_equal(settings_save(data, NULL, &stack, &info), ERR_LOCKED);
    assert_string_equal(info.text, "the settings are not saved: they could not be read at the "
                                   "start, start the program anew");
    assert_int_equal(settings_save(data, NULL, &stack, &info), ERR_LOCKED);
}

// Whatever call fails while they are read: a kiosk is one again at the next start.
static void what_could_not_be_read_is_not_overwritten(void **state) {
    (void)state;
    static const int errors[] = {EIO, EACCES, EMFILE, ENOMEM};
    put("settings.json", kiosk_text);
    failing_ops_start(FAULT_NONE, 1, 0, 0, OP_BIT(open) | OP_BIT(read) | OP_BIT(stat));
    assert_int_equal(load(), ERR_NONE);
    int calls = failing_ops_calls(), unread = 0;
    assert_true(calls >= 4);
    for (int i = 0; i < calls * (int)(sizeof errors / sizeof *errors); i++) {
        failing_ops_start(FAULT_ERROR, i % calls + 1, 1, errors[i / calls],
                          OP_BIT(open) | OP_BIT(read) | OP_BIT(stat));
        Err err = load();
        failing_ops_stop();
        if (err == ERR_NONE || stack.now.kiosk) continue;  // the machine's file, or its folder
        unread++;
        assert_true(stack.user_unread);
        assert_non_null(strstr(str_text(&said), "they are left as they are"));
        is_not_saved();
        the_kiosk_is_still_there();
    }
    assert_true(unread >= 8);
}

// A disk that was late, such as a folder that is mounted after the start.
static void what_appears_after_the_start_is_not_overwritten(void **state) {
    (void)state;
    assert_int_equal(load(), ERR_NONE);
    put("settings.json", kiosk_text);
    is_not_saved();
    the_kiosk_is_still_there();
    // What the program wrote itself is no surprise.
    assert_int_equal(unlink(folder_path("%s/settings.json", data)), 0);
    assert_int_equal(load(), ERR_NONE);
    save();
    save();
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(no_file_means_defaults),
        TEST(every_key_comes_back),
        TEST(a_higher_level_wins_key_by_key),
        TEST(the_environment_says_what_files_say),
        TEST(a_visit_ends_and_leaves_nothing),
        TEST(a_file_of_ones_own_is_used),
        TEST(all_faults_are_named_and_the_rest_counts),
        TEST(what_is_wrong_is_refused),
        TEST(an_old_pin_is_handed_over_once),
        TEST(what_is_no_file_is_refused_at_once),
        TEST(what_could_not_be_read_is_not_overwritten),
        TEST(what_appears_after_the_start_is_not_overwritten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
