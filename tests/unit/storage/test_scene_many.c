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

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_faults_are_counted),
        cmocka_unit_test(test_a_text_has_64_languages_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
