// Settings, between storage's words and the shell's. They are saved at once, by the person who
// changes them; a disk that refuses is said by a toast and costs nothing else.
#include "app/app.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/str.h"
#include "screens/reach.h"
#include "storage/languages.h"
#include "storage/settings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PIN_TRIES = 5, PIN_WAIT_MS = 30000 };

struct Prefs {
    Settings settings;
    Reach reach;  // of the visitor who stands there now
    int wrong_pins;
    int64_t closed_until_ms;  // monotonic
};

Err prefs_load(App *app, ErrInfo *info) {
    app->prefs = calloc(1, sizeof *app->prefs);
    if (!app->prefs) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    Settings *s = &app->prefs->settings;
    Err err = settings_load(app->data_dir, app->options.config, s, info);
    if (err != ERR_NONE) log_err(info);  // the defaults are in *s, the faulty file is kept beside
    if (app->options.kiosk) s->kiosk = true;
    return app->options.lang ? languages_find(app->options.lang, &s->lang, info) : ERR_NONE;
}

void prefs_free(App *app) {
    free(app->prefs);
    app->prefs = NULL;
}

const char *prefs_scene(const App *app) {
    return app->prefs->settings.scene;
}

float prefs_px_per_mm(const App *app, int width, int height) {
    double inches = app->prefs->settings.display_inches;
    if (inches <= 0) inches = 24;  // the default display, whatever its resolution
    return (float)(hypot(width, height) / (inches * 25.4));
}

void prefs_apply(App *app) {
    const Settings *s = &app->prefs->settings;
    app->shell.prefs = (ShellPrefs){.text_percent = s->text_percent,
                                    .theme = (ThemeKind)s->theme,
                                    .reduced_motion = s->reduced_motion,
                                    .display_inches = (float)s->display_inches,
                                    .role_min = s->role_min,
                                    .kiosk = s->kiosk,
                                    .reach = app->prefs->reach,
                                    .has_pin = s->kiosk_pin[0] != '\0'};
    app->shell.lang = s->lang;
    i18n_set_language(lang_code(s->lang));
    if (!app->ui) return;
    ui_set_text_percent(app->ui, s->text_percent);
    ui_set_theme(app->ui, app->shell.prefs.theme);
    ui_set_reduced_motion(app->ui, s->reduced_motion);
    int w = app->display_w, h = app->display_h;
    if (app->window) window_size(app->window, &w, &h);
    ui_set_display(app->ui, w, h, prefs_px_per_mm(app, w, h));
    bool low = app->prefs->reach != REACH_ALL;
    ui_set_reach(app->ui, low ? reach_height_mm(app->shell.prefs.lower_edge_mm) : 0,
                 low ? REACH_WIDE_MM : 0, app->prefs->reach == REACH_LEFT);
}

static void save(App *app) {
    ErrInfo info = {0};
    if (settings_save(app->data_dir, app->options.config, &app->prefs->settings, &info) != ERR_NONE)
        log_err(&info);
    prefs_apply(app);
}

void prefs_set(App *app, const ShellPrefs *prefs) {
    Settings *s = &app->prefs->settings;
    s->text_percent = prefs->text_percent;
    memcpy(&s->theme, &(int){(int)prefs->theme}, sizeof(int));
    s->reduced_motion = prefs->reduced_motion;
    s->display_inches = (double)prefs->display_inches;
    s->role_min = prefs->role_min;
    app->prefs->reach = prefs->reach;
    save(app);
}

void prefs_visitor_gone(App *app) {
    if (app->prefs->reach == REACH_ALL) return;
    app->prefs->reach = REACH_ALL;
    prefs_apply(app);
}

void prefs_set_lang(App *app, Lang lang) {
    app->prefs->settings.lang = lang;
    save(app);
}

// Whoever tries numbers one by one is slowed down until it is no longer worth the trouble.
bool prefs_check_pin(App *app, const char *pin) {
    Prefs *p = app->prefs;
    if (!p->settings.kiosk_pin[0]) return true;
    int64_t now = clock_monotonic_ms();
    if (now < p->closed_until_ms) return false;
    if (str_equal(p->settings.kiosk_pin, pin)) {
        p->wrong_pins = 0;
        return true;
    }
    if (++p->wrong_pins >= PIN_TRIES) {
        p->wrong_pins = 0;
        p->closed_until_ms = now + PIN_WAIT_MS;
    }
    return false;
}
