// The way to the facilitator's menu in a public place: five taps in an upper corner, the last one held,
// on any screen; or F10. Behind it the PIN, whose hash takes long on purpose: it is worked out on a
// thread of its own, one at a time.
#include "app/facilitator.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "storage/pin.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { TAPS = 5, TAP_MS = 1000, BETWEEN_MS = 2000, HOLD_MS = 1000, CORNER_MM = 25 };

struct Facilitator {
    Pin pin;
    char old_pin[PIN_MOST + 1];  // of old settings: becomes a hash as soon as there is time
    // the gesture
    int taps, corner;
    int64_t down_ms, up_ms;  // monotonic
    bool down;
    // the work under way, or its outcome until it was looked at
    pthread_t thread;
    bool working, choosing;
    atomic_bool done;
    Pin next;
    char digits[PIN_MOST + 1], data_dir[PLACE_MAX];
    bool fits;
    Err err;
    ErrInfo info;
    void (*wake)(void *context);
    void *context;
};

Facilitator *facilitator_create(App *app, const char *old_pin, void (*wake)(void *),
                                void *context) {
    Facilitator *f = calloc(1, sizeof *f);
    if (!f) return NULL;
    f->wake = wake;
    f->context = context;
    ErrInfo info = {0};
    if (pin_load(app->data_dir, &f->pin, &info) != ERR_NONE) log_err(&info);
    if (!f->pin.set) (void)str_copy(f->old_pin, sizeof f->old_pin, old_pin);
    return f;
}

static void *work(void *context) {
    Facilitator *f = context;
    if (f->choosing)
        f->err = pin_choose(f->data_dir, &f->next, f->digits, &f->info);
    else
        f->fits = pin_try(f->data_dir, &f->next, f->digits, clock_utc_ms());
    explicit_bzero(f->digits, sizeof f->digits);
    atomic_store(&f->done, true);
    f->wake(f->context);
    return NULL;
}

static void begin(App *app, const char *digits, bool choosing) {
    Facilitator *f = app->facilitator;
    if (f->working) return;
    f->choosing = choosing;
    f->next = f->pin;
    f->fits = false;
    f->err = ERR_NONE;
    f->info = (ErrInfo){0};
    (void)str_copy(f->digits, sizeof f->digits, digits);
    (void)str_copy(f->data_dir, sizeof f->data_dir, app->data_dir);
    atomic_store(&f->done, false);
    f->working = true;
    app->shell.pin.wrong = app->shell.pin.unsaved = false;
    if (pthread_create(&f->thread, NULL, work, f) != 0) {
        f->working = false;
        log_line("no thread for the PIN: close other programs");
    }
}

void facilitator_destroy(Facilitator *f) {
    if (!f) return;
    if (f->working) (void)pthread_join(f->thread, NULL);
    explicit_bzero(f, sizeof *f);
    free(f);
}

void facilitator_try(App *app, const char *digits) {
    begin(app, digits, false);
}

void facilitator_choose(App *app, const char *digits) {
    Facilitator *f = app->facilitator;
    // The first one may be chosen by who stands there; another one only from the open menu.
    if (f->pin.set && !app->shell.unlocked) return;
    begin(app, digits, true);
}

// -- what is due -----------------------------------------------------------------------------------
static void take_outcome(App *app) {
    Facilitator *f = app->facilitator;
    (void)pthread_join(f->thread, NULL);
    f->working = false;
    f->pin = f->next;
    bool migrated = f->choosing && f->old_pin[0];
    if (f->choosing && f->err != ERR_NONE) log_err(&f->info);
    if (migrated) {
        explicit_bzero(f->old_pin, sizeof f->old_pin);
        if (f->err == ERR_NONE) prefs_save(app);  // the file is written anew, without it
    } else if (f->choosing) {
        app->shell.pin.unsaved = f->err != ERR_NONE;
        app->shell.pin.chosen = f->pin.set;
        app->shell.unlocked = f->pin.set;
    } else {
        app->shell.unlocked = f->fits;
        app->shell.pin.wrong = !f->fits;
        if (!f->fits) log_line("the facilitator's menu: a wrong PIN, %d in a row", f->pin.wrong);
    }
    ui_touch(app->ui);
}

void facilitator_look(App *app) {
    Facilitator *f = app->facilitator;
    if (!f) return;
    ShellPin *look = &app->shell.pin;
    int64_t left = pin_left_ms(&f->pin, clock_utc_ms());
    look->set = f->pin.set || f->old_pin[0];
    look->checking = f->working || f->old_pin[0];
    look->wait_s = (int)((left + 999) / 1000);
    look->tries_left = f->pin.wrong < PIN_TRIES ? PIN_TRIES - f->pin.wrong : 0;
}

int64_t facilitator_deadline(const App *app, int64_t now) {
    const Facilitator *f = app->facilitator;
    if (!f) return INT64_MAX;
    if (f->old_pin[0] && !f->working && app->ready) return now;
    return f->down && f->taps == TAPS - 1 ? f->down_ms + HOLD_MS : INT64_MAX;
}

static void open_menu(App *app) {
    app->frame.dimmed = app->frame.idle_warning = false;
    if (app->screen == SCREEN_SESSIONS || app->screen == SCREEN_SETTINGS) return;
    app_show(app, app->scene && app->data_ready ? SCREEN_SESSIONS : SCREEN_SETTINGS);
    ui_touch(app->ui);
}

void facilitator_due(App *app, int64_t now) {
    Facilitator *f = app->facilitator;
    if (!f) return;
    if (f->working && atomic_load(&f->done)) take_outcome(app);
    if (f->old_pin[0] && !f->working && app->ready) begin(app, f->old_pin, true);
    if (f->down && f->taps == TAPS - 1 && now - f->down_ms >= HOLD_MS) {
        f->taps = 0;
        f->down = false;
        open_menu(app);
    }
}

// -- the gesture -------------------------------------------------------------------------------------
static int corner_of(const App *app, float x, float y, int w) {
    float most = (float)CORNER_MM * ui_px_per_mm(app->ui);
    if (y > most) return 0;
    return x <= most ? 1 : x >= (float)w - most ? 2 : 0;
}

static void press(App *app, float x, float y, int w, int64_t now) {
    Facilitator *f = app->facilitator;
    int corner = corner_of(app, x, y, w);
    bool goes_on = corner && corner == f->corner && now - f->up_ms <= BETWEEN_MS;
    if (!goes_on) f->taps = 0;
    f->corner = corner;
    f->down = corner != 0;
    f->down_ms = now;
}

static void lift(Facilitator *f, int64_t now) {
    if (!f->down) return;
    f->down = false;
    f->up_ms = now;
    bool tap = now - f->down_ms <= TAP_MS;
    f->taps = tap && f->taps < TAPS - 1 ? f->taps + 1 : 0;
}

void facilitator_hear(App *app, const SDL_Event *event, int64_t now) {
    Facilitator *f = app->facilitator;
    if (!f || !app->shell.prefs.kiosk) return;
    int w, h;
    window_size(app->window, &w, &h);
    switch (event->type) {
    case SDL_FINGERDOWN:
        press(app, event->tfinger.x * (float)w, event->tfinger.y * (float)h, w, now);
        break;
    case SDL_MOUSEBUTTONDOWN:
        press(app, (float)event->button.x, (float)event->button.y, w, now);
        break;
    case SDL_FINGERUP:
    case SDL_MOUSEBUTTONUP: lift(f, now); break;
    case SDL_KEYDOWN:
        if (event->key.keysym.sym == SDLK_F10 && !event->key.repeat) open_menu(app);
        break;
    default: break;
    }
}
