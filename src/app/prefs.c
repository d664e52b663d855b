// Settings, between storage's words and the shell's. They are saved at once, by the person who
// changes them; a disk that refuses costs nothing else.
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

struct Prefs {
    SettingsStack stack;
    Reach reach;  // of the visitor who stands there now
    bool unread_said;
};

Err prefs_load(App *app, ErrInfo *info) {
    app->prefs = calloc(1, sizeof *app->prefs);
    if (!app->prefs) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    SettingsStack *stack = &app->prefs->stack;
    Str said;
    str_init(&said);
    if (settings_load(app->data_dir, app->options.config, stack, &said) != ERR_NONE)
        log_lines(str_text(&said));  // what is right counts all the same
    str_finish(&said);
    Settings wanted = stack->now;
    Err err = app->options.lang ? languages_find(app->options.lang, &wanted.lang, info) : ERR_NONE;
    if (app->options.kiosk) wanted.kiosk = true;
    settings_change(stack, &wanted, LEVEL_OPTION);
    return err;
}

void prefs_free(App *app) {
    free(app->prefs);
    app->prefs = NULL;
}

const char *prefs_scene(const App *app) {
    return app->prefs->stack.now.scene;
}

float prefs_px_per_mm(const App *app, int width, int height) {
    double inches = app->prefs->stack.now.display_inches;
    if (inches <= 0) inches = 24;  // the default display, whatever its resolution
    return (float)(hypot(width, height) / (inches * 25.4));
}

void prefs_apply(App *app) {
    const Settings *s = &app->prefs->stack.now;
    app->shell.prefs = (ShellPrefs){.text_percent = s->text_percent,
                                    .theme = (ThemeKind)s->theme,
                                    .reduced_motion = s->reduced_motion,
                                    .display_inches = (float)s->display_inches,
                                    .role_min = s->role_min,
                                    .sound = s->sound,
                                    .volume = s->volume,
                                    .speech_percent = s->speech_percent,
                                    .kiosk = s->kiosk,
                                    .reach = app->prefs->reach,
                                    .lower_edge_mm = (float)s->lower_edge_mm,
                                    .can_shut_down = s->shut_down[0] != '\0'};
    app->shell.lang = s->lang;
    i18n_set_language(lang_code(s->lang));
    if (!app->ui) return;
    ui_set_keyboard(app->ui, lang_code(s->lang));
    ui_set_text_percent(app->ui, s->text_percent);
    ui_set_theme(app->ui, app->shell.prefs.theme);
    ui_set_reduced_motion(app->ui, s->reduced_motion);
    int w = app->display_w, h = app->display_h;
    if (app->window) window_size(app->window, &w, &h);
    int spare = s->kiosk ? WINDOW_SHIFT_PX : 0;
    ui_set_display(app->ui, w - spare, h - spare, prefs_px_per_mm(app, w, h));
    bool low = app->prefs->reach != REACH_ALL;
    ui_set_reach(app->ui, low ? reach_height_mm(app->shell.prefs.lower_edge_mm) : 0,
                 low ? REACH_WIDE_MM : 0, app->prefs->reach == REACH_LEFT);
}

void prefs_save(App *app) {
    ErrInfo info = {0};
    Err err = settings_save(app->data_dir, app->options.config, &app->prefs->stack, &info);
    if (err == ERR_NONE) return;
    if (err == ERR_LOCKED && app->prefs->unread_said) return;
    log_err(&info);
    if (err != ERR_LOCKED) return;
    app->prefs->unread_said = true;
    app_toast(app,
              _("The settings could not be read at the start. What you set now holds until the "
                "program stops."),
              0);
}

const char *prefs_old_pin(const App *app) {
    return app->prefs->stack.old_pin;
}

const char *prefs_shut_down(const App *app) {
    return app->prefs->stack.now.shut_down;
}

// What a visitor of a public place chooses holds for that visit; else it is kept.
static void change(App *app, const Settings *wanted) {
    bool visit = wanted->kiosk && !app->shell.unlocked;
    SettingsStack *stack = &app->prefs->stack;
    settings_change(stack, wanted, visit ? LEVEL_VISITOR : LEVEL_USER);
    prefs_apply(app);
    if (!visit) prefs_save(app);  // what it says is in the language that was chosen
}

void prefs_end_visit(App *app) {
    bool any = settings_end_visit(&app->prefs->stack) || app->prefs->reach != REACH_ALL;
    app->prefs->reach = REACH_ALL;
    if (any) prefs_apply(app);
}

void prefs_set(App *app, const ShellPrefs *prefs) {
    Settings wanted = app->prefs->stack.now;
    wanted.text_percent = prefs->text_percent;
    wanted.theme = (SettingsTheme)prefs->theme;
    wanted.reduced_motion = prefs->reduced_motion;
    // A screen knows it as a float: only what differs there was changed.
    if ((float)wanted.display_inches != prefs->display_inches)
        wanted.display_inches = round((double)prefs->display_inches * 10) / 10;
    if ((float)wanted.lower_edge_mm != prefs->lower_edge_mm)
        wanted.lower_edge_mm = round((double)prefs->lower_edge_mm);
    wanted.role_min = prefs->role_min;
    app->prefs->reach = prefs->reach;
    wanted.sound = prefs->sound;
    wanted.volume = prefs->volume;
    wanted.speech_percent = prefs->speech_percent;
    change(app, &wanted);
}

void prefs_set_lang(App *app, Lang lang) {
    Settings wanted = app->prefs->stack.now;
    wanted.lang = lang;
    change(app, &wanted);
}
