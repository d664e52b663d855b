// The audit over every screen and state of pictures.c, in both languages: lying, upright and coarse
// displays, letters from 80 to 200 %, the three themes, low reach at either side, and a wall of 55 inch;
// and in the language of longer texts that tests/languages makes. What is drawn is looked at in each theme,
// the keyboard walked at the ends of the letters' sizes. PP_AUDIT_LANG: in one language.
#include "base/clock.h"
#include "golden/audit.h"
#include "golden/pictures.h"

#include <SDL_image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above before it.
#include <cmocka.h>

typedef struct {
    int w, h, percent;
    ThemeKind theme;
    bool pixels, keys, rings;
    Reach reach;
    int inches;  // 0: 24
} Look;

static const Look looks[] = {
    {1280, 720, 100, THEME_LIGHT, true, true, true, REACH_ALL, 0},
    {1280, 720, 100, THEME_DARK, true, false, true, REACH_ALL, 0},
    {1280, 720, 100, THEME_CONTRAST, true, false, true, REACH_ALL, 0},
    {1280, 720, 200, THEME_LIGHT, true, true, false, REACH_ALL, 0},
    {1280, 720, 80, THEME_LIGHT, false, false, false, REACH_ALL, 0},
    {1920, 1080, 80, THEME_LIGHT, true, true, false, REACH_ALL, 0},
    {1920, 1080, 100, THEME_LIGHT, false, false, false, REACH_ALL, 0},
    {1920, 1080, 150, THEME_DARK, false, false, false, REACH_ALL, 0},
    {1920, 1080, 200, THEME_CONTRAST, true, false, false, REACH_ALL, 0},
    {1080, 1920, 80, THEME_CONTRAST, false, false, false, REACH_ALL, 0},
    {1080, 1920, 100, THEME_DARK, true, true, false, REACH_ALL, 0},
    {1080, 1920, 125, THEME_LIGHT, false, false, false, REACH_ALL, 0},
    {1080, 1920, 200, THEME_LIGHT, true, true, false, REACH_ALL, 0},
    // In the part of the display that is within reach.
    {1920, 1080, 125, THEME_CONTRAST, false, false, false, REACH_RIGHT, 0},
    {1920, 1080, 200, THEME_LIGHT, false, true, false, REACH_LEFT, 0},
    {1080, 1920, 100, THEME_LIGHT, true, true, false, REACH_RIGHT, 0},
    {1080, 1920, 150, THEME_DARK, false, false, false, REACH_LEFT, 0},
    {3840, 2160, 100, THEME_LIGHT, false, true, false, REACH_RIGHT, 55},
    {3840, 2160, 100, THEME_DARK, false, false, false, REACH_ALL, 55},
};

// Texts that are 40 % longer: the three displays with letters of 100 and 200 %. Its colours are those of
// the other languages, where they were looked at.
static const Look long_looks[] = {
    {1280, 720, 100, THEME_LIGHT, false, true, false, REACH_ALL, 0},
    {1280, 720, 200, THEME_LIGHT, false, false, false, REACH_ALL, 0},
    {1920, 1080, 100, THEME_DARK, false, false, false, REACH_ALL, 0},
    {1920, 1080, 200, THEME_CONTRAST, false, true, false, REACH_ALL, 0},
    {1080, 1920, 100, THEME_LIGHT, false, false, false, REACH_ALL, 0},
    {1080, 1920, 200, THEME_LIGHT, false, true, false, REACH_ALL, 0},
};

static const char *const theme_names[THEME_COUNT] = {"light", "dark", "contrast"};

static void look_at(Audit *audit, const Picture *picture, Lang lang, const Look *look) {
    Stage *stage = audit->stage;
    (void)snprintf(audit->where, sizeof audit->where, "%s, %s, %dx%d, %d %%, %s%s", picture->name,
                   lang_code(lang), look->w, look->h, look->percent, theme_names[look->theme],
                   look->reach ? ", low" : "");
    stage_display(stage, look->w, look->h, look->inches ? look->inches : 24);
    stage_look(stage, look->theme, look->percent);
    stage_reach(stage, look->reach);
    if (look->pixels)
        stage_settle(stage);
    else
        stage_layout(stage);
    audit_take(audit);
    audit_description(audit);
    audit_measures(audit);
    audit_shapes(audit);
    if (look->pixels) audit_pixels(audit);
    const char *folder = getenv("PP_AUDIT_PICTURES");
    if (folder && *folder) {
        char name[200];
        stage_settle(stage);
        (void)snprintf(name, sizeof name, "%s/%s-%s-%dx%d-%d-%s%s.png", folder, picture->name,
                       lang_code(lang), look->w, look->h, look->percent, theme_names[look->theme],
                       look->reach ? "-low" : "");
        (void)IMG_SavePNG(stage_surface(stage), name);
    }
    if (look->keys) audit_keyboard(audit, look->rings && lang == LANG_NL);
}

static void every_screen_serves_everybody(void **state) {
    Stage *stage = *state;
    static Audit audit;
    audit = (Audit){.stage = stage, .ui = stage_shell(stage)->ui};
    const char *only = getenv("PP_AUDIT_ONLY");
    // Another language, such as the pseudo-language, with its share folder in PRAATPLAAT_SHARE.
    const char *in_lang = getenv("PP_AUDIT_LANG");
    int first = in_lang ? lang_from_code(in_lang) : 0;
    int last = in_lang ? first : LANG_BUILT_IN - 1;
    assert_true(first >= 0);
    bool longer = first >= LANG_BUILT_IN;
    const Look *chosen = longer ? long_looks : looks;
    int count = (int)(longer ? sizeof long_looks : sizeof looks) / (int)sizeof(Look);
    for (int lang = first; lang <= last; lang++) {
        for (int i = 0; i < stage_picture_count; i++) {
            if (only && !strstr(only, stage_pictures[i].name)) continue;
            stage_size(stage, 1920, 1080);
            stage_reset(stage, (Lang)lang);
            stage_pictures[i].set(stage);
            // What goes away by itself (thanks in a lane, a question) stands there at every look.
            int64_t then = clock_monotonic_ms();
            const char *some = getenv("PP_AUDIT_LOOKS");
            for (int l = 0; l < count; l++)
                if (!some || strchr(some, (char)('a' + l))) {
                    clock_fake_advance(then - clock_monotonic_ms());
                    look_at(&audit, &stage_pictures[i], (Lang)lang, &chosen[l]);
                }
        }
    }
    audit_report(&audit);
    assert_true(audit.figures.states > 0 && audit.figures.controls > 0);
    assert_int_equal(audit.fault_count, 0);
}

static int set_up(void **state) {
    *state = stage_create();
    stage_reset(*state, LANG_NL);
    return 0;
}

static int tear_down(void **state) {
    stage_destroy(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_screen_serves_everybody)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
