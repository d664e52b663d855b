// Golden pictures of every screen, in Dutch and in English, at 1280 x 720.
#include "golden/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
// cmocka wants the four above before it.
#include <cmocka.h>

typedef struct {
    const char *name;
    void (*set)(Stage *stage);
} Picture;

static void start(Stage *s) { (void)s; }
static void welcome(Stage *s) { stage_meeting(s, PART_WELCOME); }
static void read_step(Stage *s) { stage_work(s, STEP_READ, 0); }
static void think_step(Stage *s) { stage_work(s, STEP_THINK, 0); }
static void talk_step(Stage *s) { stage_work(s, STEP_TALK, 0); }
static void board_step(Stage *s) { stage_work(s, STEP_WRITE, 0); }
static void agree_step(Stage *s) { stage_work(s, STEP_AGREE, 0); }
static void harvest(Stage *s) { stage_meeting(s, PART_HARVEST); }
static void close_part(Stage *s) { stage_meeting(s, PART_CLOSE); }
static void choose(Stage *s) { stage_meeting(s, PART_CHOOSE); }
static void scale(Stage *s) { stage_work(s, STEP_VOTE, VOTE_SCALE); }
static void confidence(Stage *s) { stage_meeting(s, PART_CONFIDENCE); }

static const Picture pictures[] = {
    {"start", start}, {"welcome", welcome}, {"choose", choose}, {"read", read_step}, {"think", think_step}, {"talk", talk_step},
    {"board", board_step}, {"vote-scale", scale}, {"agree", agree_step}, {"harvest", harvest}, {"confidence", confidence}, {"close", close_part},
};

static void pictures_are_as_before(void **state) {
    Stage *stage = *state;
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
            char name[80];
            (void)snprintf(name, sizeof name, "%s-%s", pictures[i].name, lang_code((Lang)lang));
            stage_reset(stage, (Lang)lang);
            pictures[i].set(stage);
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
