// The demo's hands. A node that is not there is waited for; one that stays away is a failure with a
// name, never a silent skip.
#include "app/demo_player.h"

#include "app/replay.h"
#include "base/utf8.h"
#include "ui/ui_host.h"

#include <SDL_image.h>
#include <stdio.h>
#include <string.h>

enum {
    TAP_MS = 45,
    AFTER_TAP_MS = 90,
    AFTER_KEY_MS = 20,
    KEY_MS = 25,
    DRAG_STEPS = 12,
    DRAG_STEP_MS = 25,
    PINCH_STEPS = 14
};

static Do *add(Player *p, DoKind kind, const char *id) {
    if (p->count == DO_QUEUE_MAX) {
        p->failed = true;
        (void)snprintf(p->failure, sizeof p->failure, "too many things to do at once");
        return NULL;
    }
    Do *d = &p->queue[p->count++];
    *d = (Do){.kind = kind};
    (void)str_copy(d->id, sizeof d->id, id ? id : "");
    return d;
}

void player_tap(Player *p, const char *id) {
    (void)add(p, DO_TAP, id);
}
void player_pinch(Player *p, const char *id) {
    (void)add(p, DO_PINCH, id);
}
void player_shot(Player *p, const char *name) {
    (void)add(p, DO_SHOT, name);
}

void player_type(Player *p, const char *text) {
    Do *d = add(p, DO_TYPE, "");
    if (d) (void)str_copy(d->text, sizeof d->text, text);
}

void player_drag(Player *p, const char *from, const char *to) {
    Do *d = add(p, DO_DRAG, from);
    if (d) (void)str_copy(d->text, sizeof d->text, to);
}

void player_wait(Player *p, int ms) {
    Do *d = add(p, DO_WAIT, "");
    if (d) d->ms = ms;
}

bool player_idle(const Player *p) {
    return p->count == 0;
}

static void done(Player *p, int64_t due) {
    memmove(p->queue, p->queue + 1, sizeof p->queue - sizeof p->queue[0]);
    p->count--;
    p->phase = 0;
    p->typed = 0;
    p->since_ms = due;
    p->due_ms = due;
}

// The middle of a node as a part of the display; false while it is not there.
static bool find(App *app, const char *id, float *out_x, float *out_y) {
    Rect r = ui_rect_of(app->ui, id);
    if (rect_empty(r)) return false;
    int w, h;
    window_size(app->window, &w, &h);
    *out_x = ((float)r.x + (float)r.w / 2) / (float)w;
    *out_y = ((float)r.y + (float)r.h / 2) / (float)h;
    return true;
}

static void wait_for(Player *p, const char *id, int64_t now) {
    p->due_ms = now + 60;
    if (now - p->since_ms < DEMO_PATIENCE_MS) return;
    p->failed = true;
    (void)snprintf(p->failure, sizeof p->failure, "%s is not on the screen", id);
}

static void tap(App *app, Player *p, const char *id, int64_t now, int hold, int after) {
    if (p->phase == 0) {
        if (!find(app, id, &p->x, &p->y) || ui_tap_too_soon(app->ui, id)) {
            wait_for(p, id, now);
            return;
        }
        replay_push_finger(app, SDL_FINGERDOWN, 0, p->x, p->y);
        p->phase = 1;
        p->due_ms = now + hold;
        return;
    }
    replay_push_finger(app, SDL_FINGERUP, 0, p->x, p->y);
    done(p, now + after);
}

static void key_id(const char *text, size_t n, char *out, size_t size) {
    if (n == 1 && *text == ' ')
        (void)snprintf(out, size, "key.space");
    else if (n == 1 && *text >= 'A' && *text <= 'Z')
        (void)snprintf(out, size, "key.%c", *text - 'A' + 'a');
    else
        (void)snprintf(out, size, "key.%.*s", (int)n, text);
}

static void type(App *app, Player *p, const Do *d, int64_t now) {
    if (p->phase == 0) {
        uint32_t point;
        size_t n = utf8_decode(d->text + p->typed, strlen(d->text + p->typed), &point);
        if (n == 0) {
            done(p, now + AFTER_TAP_MS);
            return;
        }
        char id[40];
        key_id(d->text + p->typed, n, id, sizeof id);
        if (!find(app, id, &p->x, &p->y) || ui_tap_too_soon(app->ui, id)) {
            wait_for(p, id, now);
            return;
        }
        replay_push_finger(app, SDL_FINGERDOWN, 0, p->x, p->y);
        p->typed += n;
        p->phase = 1;
        p->due_ms = now + KEY_MS;
        return;
    }
    replay_push_finger(app, SDL_FINGERUP, 0, p->x, p->y);
    p->phase = 0;
    p->since_ms = now;
    p->due_ms = now + AFTER_KEY_MS;
}

static void drag(App *app, Player *p, const Do *d, int64_t now) {
    p->due_ms = now + DRAG_STEP_MS;
    if (p->phase == 0) {
        if (!find(app, d->id, &p->x, &p->y) || !find(app, d->text, &p->x2, &p->y2) ||
            ui_tap_too_soon(app->ui, d->id)) {
            wait_for(p, d->id, now);
            return;
        }
        replay_push_finger(app, SDL_FINGERDOWN, 0, p->x, p->y);
        p->due_ms = now + 380;  // held: it may go any way now
    } else if (p->phase <= DRAG_STEPS) {
        float part = (float)p->phase / DRAG_STEPS;
        replay_push_finger(app, SDL_FINGERMOTION, 0, p->x + (p->x2 - p->x) * part,
                           p->y + (p->y2 - p->y) * part);
    } else {
        replay_push_finger(app, SDL_FINGERUP, 0, p->x2, p->y2);
        done(p, now + AFTER_TAP_MS);
        return;
    }
    p->phase++;
}

static void pinch(App *app, Player *p, const Do *d, int64_t now) {
    p->due_ms = now + 20;
    if (p->phase == 0 && !find(app, d->id, &p->x, &p->y)) {
        wait_for(p, d->id, now);
        return;
    }
    float apart = 0.04f + 0.12f * (float)p->phase / PINCH_STEPS;
    Uint32 kind = p->phase == 0            ? SDL_FINGERDOWN
                  : p->phase > PINCH_STEPS ? SDL_FINGERUP
                                           : SDL_FINGERMOTION;
    replay_push_finger(app, kind, 1, p->x - apart, p->y);
    replay_push_finger(app, kind, 2, p->x + apart, p->y);
    if (p->phase++ > PINCH_STEPS) done(p, now + AFTER_TAP_MS);
}

static void shot(App *app, Player *p, const Do *d, int64_t now) {
    char path[PLACE_MAX + 2 * DO_TEXT_MAX];
    (void)snprintf(path, sizeof path, "%s/%02d-%.80s.png", p->dir, ++p->shots, d->id);
    SDL_Surface *surface = window_surface(app->window);
    if (!surface || IMG_SavePNG(surface, path) != 0) {
        p->failed = true;
        (void)snprintf(p->failure, sizeof p->failure, "the picture %.60s cannot be written", d->id);
    }
    done(p, now);
}

void player_give_up(App *app, Player *p) {
    char path[PLACE_MAX + 32];
    (void)snprintf(path, sizeof path, "%s/stuck.png", p->dir);
    if (window_surface(app->window)) (void)IMG_SavePNG(window_surface(app->window), path);
}

void player_move(App *app, Player *p, int64_t now) {
    if (p->failed || p->count == 0 || now < p->due_ms) return;
    if (p->phase == 0 && p->typed == 0 && p->since_ms == 0) p->since_ms = now;
    const Do *d = &p->queue[0];
    switch (d->kind) {
    case DO_TAP: tap(app, p, d->id, now, TAP_MS, AFTER_TAP_MS); break;
    case DO_TYPE: type(app, p, d, now); break;
    case DO_DRAG: drag(app, p, d, now); break;
    case DO_PINCH: pinch(app, p, d, now); break;
    case DO_SHOT: shot(app, p, d, now); break;
    case DO_WAIT:
        if (p->phase++ == 0)
            p->due_ms = now + d->ms;
        else
            done(p, now);
        break;
    }
}
