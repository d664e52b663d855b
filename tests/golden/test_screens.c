// Golden pictures of every screen, in Dutch and in English, at 1280 x 720.
#include "golden/pictures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
// cmocka wants the four above before it.
#include <cmocka.h>

static void pictures_are_as_before(void **state) {
    Stage *stage = *state;
    for (int lang = 0; lang < LANG_BUILT_IN; lang++) {
        for (int i = 0; i < stage_picture_count; i++) {
            char name[80];
            (void)snprintf(name, sizeof name, "%s-%s", stage_pictures[i].name,
                           lang_code((Lang)lang));
            stage_reset(stage, (Lang)lang);
            stage_pictures[i].set(stage);
            stage_compare(stage, name);
        }
    }
}

static int set_up(void **state) {
    *state = stage_create();
    return 0;
}

static int tear_down(void **state) {
    stage_destroy(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(pictures_are_as_before)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
