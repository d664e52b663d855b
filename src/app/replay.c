// Reading and playing a replay file. Every event goes through SDL's own queue, so that nothing in
// the program can tell it from a hand.
#include "app/replay.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/utf8.h"
#include "storage/file_ops.h"
#include "ui/ui_host.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "praatplaat-replay 1"

enum {
    REPLAY_TYPED_MAX = 31,  // bytes of one text event, as in SDL
    TAP_MS = 25,            // a finger lies so long; and so long after it nothing is done
    TAP_LOOK_MS = 15,       // between two looks for a node
    TAP_PATIENCE_MS = 60 * 1000
};

struct Replay {
    ReplayEvent *events;
    int count, next;
    int64_t start_ms;
    float x, y;            // where the finger of a tap is, as a part of the display
    bool touching;         // the finger of a tap is down
    int64_t tap_ms;        // when to go on with the tap under way; 0: none is
    int64_t tap_since_ms;  // since when it is looked for
};

static const char *const words[] = {"down",  "move", "up",   "mouse-down", "mouse-move", "mouse-up",
                                    "wheel", "key",  "text", "tap",        "end"};

static bool read_hex(const char *text, char *out) {
    size_t n = strlen(text);
    if (n % 2 || n / 2 > REPLAY_TYPED_MAX || n == 0) return false;
    for (size_t i = 0; i < n; i += 2) {
        int value = 0;
        for (size_t j = 0; j < 2; j++) {
            char c = text[i + j];
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) return false;
            value = value * 16 + digit;
        }
        out[i / 2] = (char)value;
    }
    out[n / 2] = '\0';
    return utf8_valid(out, n / 2) && strlen(out) == n / 2;
}

static bool on_display(float v) {
    return isfinite(v) && v >= -1 && v <= 2;
}

bool replay_read_line(const char *line, ReplayEvent *out) {
    *out = (ReplayEvent){0};
    char word[16], text[2 * REPLAY_TYPED_MAX + 2], behind;
    long long ms;
    int at = 0;
    if (sscanf(line, "%lld %15s%n", &ms, word, &at) != 2 || ms < 0 || ms > 1000LL * 86400 * 400)
        return false;
    out->ms = ms;
    int kind = -1;
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++) {
        if (strcmp(word, words[i]) == 0) kind = i;
    }
    if (kind < 0) return false;
    out->kind = (ReplayKind)kind;
    const char *rest = line + at;
    switch (out->kind) {
    case REPLAY_DOWN:
    case REPLAY_MOVE:
    case REPLAY_UP:
        return sscanf(rest, "%d %f %f %c", &out->finger, &out->x, &out->y, &behind) == 3 &&
               out->finger >= 0 && on_display(out->x) && on_display(out->y);
    case REPLAY_MOUSE_DOWN:
    case REPLAY_MOUSE_MOVE:
    case REPLAY_MOUSE_UP:
        return sscanf(rest, "%f %f %c", &out->x, &out->y, &behind) == 2 && on_display(out->x) &&
               on_display(out->y);
    case REPLAY_WHEEL:
        return sscanf(rest, "%f %f %f %c", &out->x, &out->y, &out->amount, &behind) == 3 &&
               on_display(out->x) && on_display(out->y) && isfinite(out->amount) &&
               fabsf(out->amount) < 1000;
    case REPLAY_KEY: return sscanf(rest, "%d %d %c", &out->key, &out->modifiers, &behind) == 2;
    case REPLAY_TEXT:
        return sscanf(rest, "%63s %c", text, &behind) == 1 && read_hex(text, out->text);
    case REPLAY_TAP: return sscanf(rest, "%63s %c", out->text, &behind) == 1;
    case REPLAY_END: return sscanf(rest, " %c", &behind) != 1;
    }
    return false;
}

Err replay_read(const char *bytes, size_t n, ReplayEvent **out_events, int *out_count,
                ErrInfo *info) {
    *out_events = NULL;
    *out_count = 0;
    int number = 0, capacity = 0, count = 0;
    ReplayEvent *events = NULL;
    for (size_t at = 0; at < n;) {
        const char *end = memchr(bytes + at, '\n', n - at);
        size_t length = end ? (size_t)(end - (bytes + at)) : n - at;
        char line[200];
        number++;
        bool good = length < sizeof line && !memchr(bytes + at, '\0', length);
        if (good) {
            memcpy(line, bytes + at, length);
            line[length] = '\0';
        }
        at += length + 1;
        if (good && number == 1) {
            good = strcmp(line, HEAD) == 0;
        } else if (good && length > 0) {
            if (count == capacity) {
                capacity = capacity ? capacity * 2 : 256;
                ReplayEvent *more = capacity <= REPLAY_EVENTS_MAX * 2
                                        ? realloc(events, (size_t)capacity * sizeof *events)
                                        : NULL;
                if (!more) {
                    free(events);
                    return err_set(info, ERR_MEMORY, 0,
                                   "the replay file is too long: take a shorter one");
                }
                events = more;
            }
            good = replay_read_line(line, &events[count]) &&
                   (count == 0 || events[count].ms >= events[count - 1].ms);
            count++;
        }
        if (!good) {
            free(events);
            return err_set(info, ERR_REFUSED, 0,
                           "line %d of the replay file cannot be read: record it anew", number);
        }
    }
    if (number == 0) {
        free(events);
        return err_set(info, ERR_REFUSED, 0, "the replay file is empty: record it anew");
    }
    *out_events = events;
    *out_count = count;
    return ERR_NONE;
}

Err replay_open(const char *path, Replay **out, ErrInfo *info) {
    *out = NULL;
    Str text;
    str_init(&text);
    Err err = file_read_all(AT_FDCWD, path, REPLAY_BYTES_MAX, &text, info);
    Replay *replay = err == ERR_NONE ? calloc(1, sizeof *replay) : NULL;
    if (err == ERR_NONE && !replay)
        err = err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    if (err == ERR_NONE)
        err = replay_read(str_text(&text), text.length, &replay->events, &replay->count, info);
    str_finish(&text);
    if (err != ERR_NONE) {
        free(replay);
        return err;
    }
    replay->start_ms = clock_monotonic_ms();
    *out = replay;
    return ERR_NONE;
}

void replay_close(Replay *replay) {
    if (!replay) return;
    free(replay->events);
    free(replay);
}

int64_t replay_deadline(const Replay *replay) {
    if (replay->next >= replay->count) return INT64_MAX;
    if (replay->tap_ms) return replay->tap_ms;
    return replay->start_ms + replay->events[replay->next].ms;
}

void replay_push_finger(App *app, Uint32 type, int finger, float x, float y) {
    (void)app;
    SDL_Event e = {.type = type};
    e.tfinger.touchId = 1;
    e.tfinger.fingerId = finger + 1000;
    e.tfinger.x = x;
    e.tfinger.y = y;
    e.tfinger.pressure = 1;
    (void)SDL_PushEvent(&e);
}

void replay_push_key(int key, int modifiers) {
    SDL_Event e = {.type = SDL_KEYDOWN};
    e.key.state = SDL_PRESSED;
    e.key.keysym.sym = key;
    e.key.keysym.mod = (Uint16)modifiers;
    (void)SDL_PushEvent(&e);
}

void replay_push_text(const char *text) {
    SDL_Event e = {.type = SDL_TEXTINPUT};
    (void)str_copy(e.text.text, sizeof e.text.text, text);
    (void)SDL_PushEvent(&e);
}

static void push_mouse(App *app, const ReplayEvent *r, Uint32 type) {
    int w, h;
    window_size(app->window, &w, &h);
    SDL_Event e = {.type = type};
    if (type == SDL_MOUSEMOTION) {
        e.motion.x = (Sint32)(r->x * (float)w);
        e.motion.y = (Sint32)(r->y * (float)h);
    } else {
        e.button.button = SDL_BUTTON_LEFT;
        e.button.x = (Sint32)(r->x * (float)w);
        e.button.y = (Sint32)(r->y * (float)h);
    }
    (void)SDL_PushEvent(&e);
}

// One move of the finger. True: the tap is over.
static bool move_tap(App *app, Replay *replay, const ReplayEvent *r, int64_t now) {
    if (replay->tap_ms == 0) replay->tap_since_ms = now;
    if (replay->touching) {
        replay_push_finger(app, SDL_FINGERUP, 0, replay->x, replay->y);
        replay->touching = false;
        replay->tap_ms = 0;
        // As late as this one is, so late come those after it.
        replay->start_ms = now + TAP_MS - r->ms;
        return true;
    }
    float x, y;
    if (ui_tap_place(app->ui, r->text, &x, &y)) {
        int w, h;
        window_size(app->window, &w, &h);
        replay->x = x / (float)w;
        replay->y = y / (float)h;
        replay_push_finger(app, SDL_FINGERDOWN, 0, replay->x, replay->y);
        replay->touching = true;
        replay->tap_ms = now + TAP_MS;
        return false;
    }
    replay->tap_ms = now + TAP_LOOK_MS;
    if (now - replay->tap_since_ms > TAP_PATIENCE_MS) {
        log_line("the replay found no %s to touch: write it anew", r->text);
        app->exit_status = 1;
        app->quit = true;
    }
    return false;
}

void replay_due(App *app, int64_t now) {
    Replay *replay = app->replay;
    while (replay->next < replay->count && replay_deadline(replay) <= now) {
        const ReplayEvent *r = &replay->events[replay->next];
        if (r->kind == REPLAY_TAP && !move_tap(app, replay, r, now)) return;
        replay->next++;
        switch (r->kind) {
        case REPLAY_DOWN: replay_push_finger(app, SDL_FINGERDOWN, r->finger, r->x, r->y); break;
        case REPLAY_MOVE: replay_push_finger(app, SDL_FINGERMOTION, r->finger, r->x, r->y); break;
        case REPLAY_UP: replay_push_finger(app, SDL_FINGERUP, r->finger, r->x, r->y); break;
        case REPLAY_MOUSE_DOWN: push_mouse(app, r, SDL_MOUSEBUTTONDOWN); break;
        case REPLAY_MOUSE_MOVE: push_mouse(app, r, SDL_MOUSEMOTION); break;
        case REPLAY_MOUSE_UP: push_mouse(app, r, SDL_MOUSEBUTTONUP); break;
        case REPLAY_WHEEL: {
            SDL_Event e = {.type = SDL_MOUSEWHEEL};
            e.wheel.y = (Sint32)lrintf(r->amount);
            e.wheel.preciseY = r->amount;
            (void)SDL_PushEvent(&e);
            break;
        }
        case REPLAY_KEY: replay_push_key(r->key, r->modifiers); break;
        case REPLAY_TEXT: replay_push_text(r->text); break;
        case REPLAY_TAP: break;
        case REPLAY_END: app->quit = true; break;
        }
    }
}
