// The loop: it sleeps until something happens or the next thing is due, hears everything that
// happened, and draws once. An idle screen uses no processor at all.
#include "app/app.h"

#include "app/demo.h"
#include "app/replay.h"
#include "base/clock.h"

#include <string.h>

enum {
    IDLE_WARN_MS =
        60 * 1000,  // exploring: 30 s warning, and back to the start 90 s after the last touch
    IDLE_BACK_MS = 90 * 1000,
    DIM_MS = 10 * 60 * 1000,  // a session never resets, it dims
};

static bool at_rest_on_poster(const App *app) {
    return app->untouched && app->screen == SCREEN_POSTER && !app->record;
}

void app_touched(App *app, int64_t now) {
    app->touched_ms = now;
    app->untouched = false;
    app->frame.idle_warning = false;
}

// Exploring goes back to its start by itself; preparing and meetings never do.
static bool may_go_back(const App *app) {
    return !app->record && app->screen == SCREEN_POSTER && !at_rest_on_poster(app);
}

int64_t app_deadline(App *app, int64_t now) {
    int64_t due = ui_deadline(app->ui);
    if (app->snapshot_at_ms < due) due = app->snapshot_at_ms;
    int64_t grows = window_deadline(app->window, now);
    if (grows < due) due = grows;
    if (may_go_back(app)) {
        int64_t idle = app->touched_ms + (app->frame.idle_warning ? IDLE_BACK_MS : IDLE_WARN_MS);
        if (app->frame.idle_warning) {
            int64_t second = now + 1000 - (now - app->touched_ms) % 1000;
            if (second < idle) idle = second;
        }
        if (idle < due) due = idle;
    }
    if (app->record && !app->frame.dimmed && app->touched_ms + DIM_MS < due)
        due = app->touched_ms + DIM_MS;
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
    if (may_go_back(app)) {
        int64_t idle = now - app->touched_ms;
        if (idle >= IDLE_BACK_MS) {
            app->frame.idle_warning = false;
            app->untouched = true;
            app->shell.visited = 0;
            prefs_visitor_gone(app);
            app_go_home(app);
        } else if (idle >= IDLE_WARN_MS) {
            app->frame.idle_warning = true;
            int left = (int)((IDLE_BACK_MS - idle + 999) / 1000);
            if (left != app->frame.idle_seconds) ui_touch(app->ui);
            app->frame.idle_seconds = left;
        }
    }
    if (app->record && !app->frame.dimmed && now - app->touched_ms >= DIM_MS) {
        app->frame.dimmed = true;
        ui_touch(app->ui);
    }
    take_home_due(app);
    results_due(app);
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
    ui_begin(app->ui, now);
    FrameContent content = {app->screen_class, app->screen_state};
    frame_build(&app->frame, content, &app->shell, app->ui);
    ui_end(app->ui);
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
    inspect_frame(app);
}
