// The loop: it sleeps until something happens or the next thing is due, hears everything that
// happened, and draws once. An idle screen uses no processor at all.
#include "app/app.h"

#include "app/demo.h"
#include "app/facilitator.h"
#include "app/replay.h"
#include "app/supervise.h"
#include "app/voice.h"
#include "base/clock.h"

#include <string.h>

enum { RETRY_MS = 15 * 1000, BUILDS_MAX = 3 };

int64_t app_deadline(App *app, int64_t now) {
    int64_t due = ui_deadline(app->ui);
    if (app->snapshot_at_ms < due) due = app->snapshot_at_ms;
    int64_t grows = window_deadline(app->window, now);
    if (grows < due) due = grows;
    if (app->shell.trouble && app->retry_ms + RETRY_MS < due) due = app->retry_ms + RETRY_MS;
    int64_t others[] = {idle_deadline(app, now), facilitator_deadline(app, now),
                        supervise_deadline(app), take_home_deadline(app), timer_deadline(app)};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] < due) due = others[i];
    int64_t played = app->replay ? replay_deadline(app->replay) : INT64_MAX;
    if (played < due) due = played;
    played = app->demo ? demo_deadline(app->demo) : INT64_MAX;
    if (played < due) due = played;
    return due;
}

void app_due(App *app, int64_t now) {
    if (app->snapshot_at_ms <= now) {
        app->snapshot_at_ms = INT64_MAX;
        if (app->record) record_snapshot_soon(app->record);
    }
    if (app->shell.trouble && now - app->retry_ms >= RETRY_MS) (void)app_retry(app);
    timer_due(app, now);
    idle_due(app, now);
    facilitator_due(app, now);
    supervise_due(app, now);
    take_home_due(app);
    briefs_due(app);
    results_due(app);
    voice_due(app, now);
    if (app->replay) replay_due(app, now);
    if (app->demo) demo_due(app, now);
}

void app_dispatch(App *app) {
    UiEvent event;
    while (ui_next_event(app->ui, &event)) {
        app_refresh_shell(app, clock_monotonic_ms());
        bool back = false;
        if (frame_handle(&app->frame, &app->shell, &event, &back)) {
            if (!back) continue;
            if (app->screen_class->back && app->screen_class->back(app->screen_state, &app->shell))
                continue;
            bool in_place = app->record && app->screen == shell_meeting_screen(&app->shell);
            if (in_place)
                meeting_previous(app);
            else if (app->record)
                app_show_place(app);
            else if (app->screen == SCREEN_RESULTS && app->before_results != SCREEN_POSTER)
                app_show(app, app->before_results);
            else if (app->screen != SCREEN_POSTER)
                app_go_home(app);
            continue;
        }
        if (app->screen_class->handle(app->screen_state, &app->shell, &event)) continue;
        if (event.kind == UI_TAP && event.act.code == ACT_NEXT && app->record) meeting_next(app);
        if (event.kind == UI_KEY && event.key == SDLK_F12 && !app->shell.prefs.kiosk) {
            app->frame.debug = !app->frame.debug;
            ui_set_debug(app->ui, app->frame.debug);
        }
    }
}

void app_build(App *app) {
    int64_t now = clock_monotonic_ms();
    app_refresh_shell(app, now);
    FrameContent content = {app->screen_class, app->screen_state};
    for (int i = 0; i < BUILDS_MAX; i++) {
        ui_begin(app->ui, now);
        frame_build(&app->frame, content, &app->shell, app->ui);
        ui_end(app->ui);
        if (!ui_unsettled(app->ui)) break;
    }
}

void app_frame(App *app) {
    app_build(app);
    ErrInfo info = {0};
    if (window_present(app->window, app->ui, app->whole, clock_monotonic_ms(), &info) != ERR_NONE) {
        app->exit_status = 3;
        app->quit = true;
        return;
    }
    app->whole = false;
    app->frame_number++;
    if (!app->ready) supervise_ready(app);
    app->ready = true;
    inspect_frame(app);
}
