// What happens when nobody touches anything: exploring goes back to its start after a warning, a
// facilitator's page in a public place locks, a meeting dims and never goes anywhere. A touch on a
// dimmed screen wakes it and does nothing else.
#include "app/app.h"

#include "base/clock.h"

enum {
    WARNING_MS = 30 * 1000,
    BACK_MS = 90 * 1000,            // exploring, and the facilitator's menu of a public place
    PREPARING_MS = 10 * 60 * 1000,  // a meeting that is being prepared in a public place
    DIM_MS = 10 * 60 * 1000
};

static bool at_rest_on_poster(const App *app) {
    return app->untouched && app->screen == SCREEN_POSTER && !app->record;
}

void app_touched(App *app, int64_t now) {
    app->touched_ms = now;
    app->untouched = false;
    app->frame.idle_warning = false;
}

// How long until this screen goes back to the poster's start by itself; 0: it never does. At a desk
// preparing waits for its person; in a public place nothing of a facilitator's stays open.
static int64_t back_after(const App *app) {
    bool kiosk = app->shell.prefs.kiosk;
    switch ((int)app->screen) {
    case SCREEN_POSTER: return app->record || at_rest_on_poster(app) ? 0 : BACK_MS;
    case SCREEN_SESSIONS:
    case SCREEN_SETTINGS:
    case SCREEN_MESSAGES:
    case SCREEN_RESULTS: return kiosk ? BACK_MS : 0;
    case SCREEN_NEW_SESSION: return kiosk ? PREPARING_MS : 0;
    default: return 0;
    }
}

// A clock that runs down in front of a group is as good as a touch; one that ran out is not.
static bool clock_runs(const App *app, int64_t now) {
    return app->timer.running && timer_look(app, now).seconds >= 0;
}

static bool dims(const App *app, int64_t now) {
    return app->record && !app->frame.dimmed && !clock_runs(app, now);
}

static void go_back(App *app) {
    app->frame.idle_warning = false;
    // The outcome is not for the visitor who comes next; at a desk its person comes back.
    if (app->shell.prefs.kiosk) take_home_put_away(app);
    if (app->record) {  // the menu was left open: the meeting comes back
        app_show_place(app);
        return;
    }
    app->untouched = true;
    app->shell.visited = 0;
    app->shell.simple = false;  // it was for the visitor who went away
    prefs_end_visit(app);
    ui_scroll_forget(app->ui);
    app_go_home(app);
}

int64_t idle_deadline(const App *app, int64_t now) {
    int64_t due = INT64_MAX, after = back_after(app);
    if (after) {
        int64_t warn = app->touched_ms + after - WARNING_MS;
        due = app->frame.idle_warning ? now + 1000 - (now - app->touched_ms) % 1000 : warn;
    }
    if (dims(app, now) && app->touched_ms + DIM_MS < due) due = app->touched_ms + DIM_MS;
    return due;
}

void idle_due(App *app, int64_t now) {
    int64_t after = back_after(app);
    // In front of the group, that is: a menu that was left open over its meeting locks all the same.
    if (app->record && !after && clock_runs(app, now)) app->touched_ms = now;
    int64_t idle = now - app->touched_ms;
    if (after && idle >= after) {
        go_back(app);
    } else if (after && idle >= after - WARNING_MS) {
        int left = (int)((after - idle + 999) / 1000);
        if (!app->frame.idle_warning || left != app->frame.idle_seconds) ui_touch(app->ui);
        app->frame.idle_warning = true;
        app->frame.idle_seconds = left;
    }
    if (dims(app, now) && now - app->touched_ms >= DIM_MS) {
        app->frame.dimmed = true;
        ui_touch(app->ui);
    }
}

// -- waking ------------------------------------------------------------------------------------------
static bool is_input(Uint32 type) {
    return type == SDL_FINGERDOWN || type == SDL_FINGERUP || type == SDL_FINGERMOTION ||
           type == SDL_MOUSEBUTTONDOWN || type == SDL_MOUSEBUTTONUP || type == SDL_MOUSEWHEEL ||
           type == SDL_KEYDOWN || type == SDL_KEYUP || type == SDL_TEXTINPUT;
}

bool idle_swallows(App *app, const SDL_Event *event, int64_t now) {
    if (!is_input(event->type)) return false;
    bool down = event->type == SDL_FINGERDOWN || event->type == SDL_MOUSEBUTTONDOWN ||
                event->type == SDL_KEYDOWN;
    bool up =
        event->type == SDL_FINGERUP || event->type == SDL_MOUSEBUTTONUP || event->type == SDL_KEYUP;
    bool repeat = event->type == SDL_KEYDOWN && event->key.repeat;
    if (app->frame.dimmed && (down || event->type == SDL_MOUSEWHEEL)) {
        app->frame.dimmed = false;
        app->waking = 0;
        app->woken_ms = now;
        app_touched(app, now);
        ui_touch(app->ui);
        if (down && !repeat) app->waking = 1;
        return true;
    }
    if (app->waking <= 0) return false;
    // A finger that the driver lost must not keep the screen deaf.
    if (now - app->woken_ms > 5000) {
        app->waking = 0;
        return false;
    }
    if (down && !repeat) app->waking++;
    if (up) app->waking--;
    return true;
}
