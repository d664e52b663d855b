// Which screen stands there, and what screens may ask for.
#include "app/app.h"
#include "app/voice.h"

#include "app/facilitator.h"
#include "app/shut_down.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/str.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const ScreenClass *const classes[SCREEN_COUNT] = {
    [SCREEN_POSTER] = &screen_poster,     [SCREEN_NEW_SESSION] = &screen_new_session,
    [SCREEN_SESSIONS] = &screen_sessions, [SCREEN_SETTINGS] = &screen_settings,
    [SCREEN_MESSAGES] = &screen_messages, [SCREEN_TROUBLE] = &screen_trouble,
    [SCREEN_WELCOME] = &screen_welcome,   [SCREEN_FOLLOWUP] = &screen_followup,
    [SCREEN_CHOOSE] = &screen_choose,     [SCREEN_READ] = &screen_read,
    [SCREEN_THINK] = &screen_think,       [SCREEN_TALK] = &screen_talk,
    [SCREEN_BOARD] = &screen_board,       [SCREEN_VOTE] = &screen_vote,
    [SCREEN_AGREE] = &screen_agree,       [SCREEN_HARVEST] = &screen_harvest,
    [SCREEN_CLOSE] = &screen_close,       [SCREEN_RESULTS] = &screen_results};

void app_toast(App *app, const char *text, uint64_t undo_seq) {
    frame_toast(&app->frame, text, undo_seq, clock_monotonic_ms());
    ui_touch(app->ui);
}

void app_refresh_shell(App *app, int64_t now) {
    Shell *shell = &app->shell;
    shell->ops = &app_ops;
    shell->app = app;
    shell->ui = app->ui;
    shell->scene = app->scene;
    shell->session = app->record ? &app->session : NULL;
    shell->timer = timer_look(app, now);
    shell->utc_ms = clock_utc_ms();
    shell->screen = app->screen;
    briefs_look(app, now);
    save_look(app);
    facilitator_look(app);
}

void app_show(App *app, ScreenId screen) {
    voice_stop(app);
    app->shell.can_read_aloud = voice_possible(app);
    if (screen == SCREEN_RESULTS && app->screen != SCREEN_RESULTS)
        app->before_results = app->screen;
    app->screen = screen;
    app->screen_class = classes[screen];
    assert(app->screen_class->state_bytes <= sizeof app->screen_state);
    memset(app->screen_state, 0, sizeof app->screen_state);
    ui_field_focus(app->ui, NULL);
    ui_release_all(app->ui);
    app->frame.drawer = false;
    app->frame.sheet = FRAME_SHEET_NONE;
    app->shell.block = -1;
    bool menu = screen == SCREEN_SESSIONS || screen == SCREEN_SETTINGS ||
                screen == SCREEN_MESSAGES || screen == SCREEN_RESULTS;
    if (!menu) app->shell.unlocked = app->shell.pin.wrong = false;
    if (screen != SCREEN_RESULTS) results_forget(app);
    if (app->data_ready && (screen == SCREEN_POSTER || screen == SCREEN_NEW_SESSION ||
                            screen == SCREEN_SESSIONS || screen == SCREEN_FOLLOWUP))
        briefs_load(app);
    if (screen == SCREEN_VOTE || screen == SCREEN_FOLLOWUP) briefs_open_earlier(app);
    app_refresh_shell(app, clock_monotonic_ms());
    if (app->screen_class->enter) app->screen_class->enter(app->screen_state, &app->shell);
}

void app_show_place(App *app) {
    app_refresh_shell(app, clock_monotonic_ms());
    meeting_entered(app);
    app_show(app, shell_meeting_screen(&app->shell));
}

void app_go_home(App *app) {
    ui_view_reset(app->ui, "poster");
    app_show(app, app->shell.trouble ? SCREEN_TROUBLE : SCREEN_POSTER);
}

// -- what screens may ask for -----------------------------------------------------------------------
static bool op_send(void *a, const Event *command, const char *said) {
    return meeting_send(a, command, said);
}
static void op_go(void *a, ScreenId screen) {
    app_show(a, screen);
}
static void op_go_place(void *a, int item, int step) {
    meeting_go(a, item, step);
}
static void op_next(void *a) {
    meeting_next(a);
}
static void op_previous(void *a) {
    meeting_previous(a);
}
static void op_home(void *a) {
    app_go_home(a);
}
static bool op_start(void *a, const NewSession *wanted) {
    return meeting_start(a, wanted);
}
static bool op_resume(void *a, const char *id) {
    return meeting_resume(a, id);
}

static void op_stop(void *a) {
    App *app = a;
    bool goes_on = app->record && !app->shell.look_only;
    if (!meeting_stop(app)) return;
    prefs_end_visit(app);
    app_go_home(app);
    if (goes_on) app_toast(app, _("The meeting is kept. You can go on another day."), 0);
}

static void op_finish(void *a) {
    App *app = a;
    bool ends = app->record && !app->shell.look_only;
    if (!meeting_finish(app)) return;
    prefs_end_visit(app);
    app_go_home(app);
    if (ends) app_toast(app, _("The meeting is over. It is kept on this machine."), 0);
}

static void op_delete(void *a, const char *id) {
    briefs_delete(a, id);
}
static bool op_export(void *a, const char *id) {
    return take_home_export(a, id);
}
static void op_take(void *a, TakeAsk ask, int value) {
    take_home_ask(a, ask, value);
}
static void op_toast(void *a, const char *text) {
    app_toast(a, text, 0);
}
static void op_prefs(void *a, const ShellPrefs *prefs) {
    prefs_set(a, prefs);
}
static void op_lang(void *a, Lang lang) {
    prefs_set_lang(a, lang);
}
static void op_timer_add(void *a, int seconds) {
    timer_add(a, seconds);
}
static void op_timer_set(void *a, int seconds) {
    timer_set(a, seconds);
}
static void op_timer_run(void *a, bool run) {
    timer_run(a, run);
}
static const Session *op_load(void *a, const char *id) {
    return briefs_open(a, id);
}
static void op_simple(void *a, bool on) {
    App *app = a;
    app->shell.simple = on;
}
static void op_read_aloud(void *a) {
    voice_tapped(a);
}
static bool op_move(void *a, int folder) {
    return save_move(a, folder);
}

static void op_results(void *a, const char *const *ids, int count) {
    results_read(a, ids, count);
}
static void op_results_cancel(void *a) {
    results_cancel(a);
}
static void op_import(void *a) {
    results_import(a);
}

static void op_quit(void *a) {
    App *app = a;
    app->quit = true;
}

static void op_shut_down(void *a) {
    App *app = a;
    if (!shut_down_run(prefs_shut_down(app)))
        app_toast(app, _("The machine cannot be switched off from here. See the messages."), 0);
}
static void op_try_pin(void *a, const char *digits) {
    facilitator_try(a, digits);
}
static void op_choose_pin(void *a, const char *digits) {
    facilitator_choose(a, digits);
}
static void op_retry(void *a) {
    app_retry(a);
}

const ShellOps app_ops = {.send = op_send,
                          .go = op_go,
                          .go_place = op_go_place,
                          .next = op_next,
                          .previous = op_previous,
                          .home = op_home,
                          .start_session = op_start,
                          .resume_session = op_resume,
                          .stop_session = op_stop,
                          .finish_session = op_finish,
                          .delete_session = op_delete,
                          .export_session = op_export,
                          .take = op_take,
                          .toast = op_toast,
                          .set_prefs = op_prefs,
                          .set_lang = op_lang,
                          .timer_add = op_timer_add,
                          .timer_set = op_timer_set,
                          .timer_run = op_timer_run,
                          .load_session = op_load,
                          .move_record = op_move,
                          .results_read = op_results,
                          .results_cancel = op_results_cancel,
                          .import_meetings = op_import,
                          .quit = op_quit,
                          .set_simple = op_simple,
                          .read_aloud = op_read_aloud,
                          .shut_down = op_shut_down,
                          .try_pin = op_try_pin,
                          .choose_pin = op_choose_pin,
                          .retry = op_retry};
