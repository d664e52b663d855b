// Scenes with very much of something: a hostile file costs no more than it has bytes. What will not be
// shown is counted and no more, and codes of languages are looked up in a title of at most 64.
#include "scene_sample.h"

#include "base/str.h"
#include "storage/scene_load.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static Err load(const char *text, FaultList *faults) {
    Scene *scene;
    fault_list_init(faults);
    Err err = scene_load_memory(text, strlen(text), "proef/scene.json", NULL, NULL, &scene, faults);
    fault_list_sort(faults);
    scene_destroy(scene);
    return err;
}

static void test_many_faults_are_counted(void **state) {
    (void)state;
    enum { MANY = 100000 };
    Str text;
    str_init(&text);
    str_append(&text, "{");
    for (int i = 0; i < MANY; i++) str_format(&text, "\"titl%d\": 1,\n", i);
    str_append(&text, "\"title\": {");
    for (int i = 0; i < MANY; i++)
        str_format(&text, "%s\"%c%c%c-%c%c\": \"x\"", i ? ", " : "", 'a' + i % 26,
                   'a' + i / 26 % 26, 'a' + i / 676 % 26, 'a' + i / 17576 % 26, 'a');
    str_append(&text, "}}");
    assert_true(str_ok(&text));
    FaultList faults;
    assert_int_equal(load(str_text(&text), &faults), ERR_REFUSED);
    // Each name, the languages, and what the scene lacks.
    assert_int_equal(faults.total, MANY + 2);
    assert_int_equal(faults.count, FAULTS_KEPT);
    assert_true(
        str_starts(faults.items[FAULTS_KEPT - 1].text, "a scene has no member \"titl1999\": "));
    fault_list_finish(&faults);
    str_finish(&text);
}

static void test_a_text_has_64_languages_at_most(void **state) {
    (void)state;
    for (int count = 64; count <= 65; count++) {
        Str title;
        str_init(&title);
        str_append(&title, "@{\"nl\": \"De proef\", \"en\": \"The sample\"");
        for (int i = 2; i < count; i++)
            str_format(&title, ", \"x%c%c\": \"x\"", 'a' + i % 26, 'a' + i / 26);
        str_append(&title, "}");
        int line, column;
        char *text =
            scene_sample_broken(scene_sample, "{\"nl\": \"De proef\", \"en\": \"The sample\"}",
                                str_text(&title), &line, &column);
        FaultList faults;
        assert_int_equal(load(text, &faults), count > 64 ? ERR_REFUSED : ERR_NONE);
        assert_int_equal(faults.total, count > 64);
        if (count > 64) {
            assert_int_equal(faults.items[0].line, line);
            assert_int_equal(faults.items[0].column, column);
            assert_string_equal(faults.items[0].text,
                                "\"title\" is in 65 languages: at most 64 fit, "
                                "so take some out");
        }
        fault_list_finish(&faults);
        free(text);
        str_finish(&title);
    }
}

static void test_ten_thousand_zones(void **state) {
    (void)state;
    Str text;
    str_init(&text);
    const char *at = strstr(scene_sample, "    {\"id\": \"tuin\"");
    assert_non_null(at);
    str_append_bytes(&text, scene_sample, (size_t)(at - scene_sample));
    for (int i = 0; i < 10000; i++) {
        str_format(&text,
                   "{\"id\": \"z%d\", \"zone\": [[0, 0], [300, 0], [300, 300], [0, 300]]},\n", i);
    }
    str_append(&text, at);
    assert_true(str_ok(&text));
    FaultList faults;
    Scene *scene;
    fault_list_init(&faults);
    Err err = scene_load_memory(str_text(&text), text.length, "x", NULL, NULL, &scene, &faults);
    assert_int_equal(err, ERR_REFUSED);
    int said_so = 0;
    for (int i = 0; i < faults.count; i++) {
        said_so += strstr(faults.items[i].text, "\"blocks\" has 10003 items: at most 24") != NULL;
    }
    assert_int_equal(said_so, 1);
    // 24 blocks without most of their members, all but the first over another; the 9979 after them
    // are not read, and four places refer to a block that is not among those.
    assert_int_equal(faults.total, 1 + 24 + 23 + 4);
    fault_list_finish(&faults);
    str_finish(&text);
}

static void test_sixty_four_points_everywhere(void **state) {
    (void)state;
    // A comb of 64 points, the dearest zone there can be, and simple.
    Str text;
    str_init(&text);
    str_append(&text, "@[");
    for (int i = 0; i < 31; i++) {
        str_format(&text, "[%d, %d], [%d, %d], ", 300 + i * 9, 0, 300 + i * 9 + 4, 290);
    }
    str_append(&text, "[600, 300], [300, 300]]");
    int line, column;
    char *broken = scene_sample_broken(scene_sample, "[[300, 0], [600, 0], [600, 300], [300, 300]]",
                                       str_text(&text), &line, &column);
    FaultList faults;
    Scene *scene;
    fault_list_init(&faults);
    Err err = scene_load_memory(broken, strlen(broken), "x", NULL, NULL, &scene, &faults);
    if (err) print_error("%s\n", faults.items[0].text);
    assert_int_equal(err, ERR_NONE);
    scene_destroy(scene);
    fault_list_finish(&faults);
    free(broken);
    str_finish(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ten_thousand_zones),
        cmocka_unit_test(test_sixty_four_points_everywhere),
        cmocka_unit_test(test_many_faults_are_counted),
        cmocka_unit_test(test_a_text_has_64_languages_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
