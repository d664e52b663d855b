// A replay file from bytes: refused with a sentence, or read into inputs that are all in their range and
// in order of time. What is read, written down as the recorder does it, reads back the same; and laid
// anew as the ballots of a vote it stays a replay with as many inputs, none before the start.
#include "app/recorder_mix.h"
#include "app/replay.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const words[] = {"down",  "move", "up",   "mouse-down", "mouse-move", "mouse-up",
                                    "wheel", "key",  "text", "tap",        "end"};

static void need(bool fine) {
    if (!fine) abort();
}

static void check(const ReplayEvent *event, int64_t before_ms) {
    need(event->ms >= before_ms && event->kind <= REPLAY_END && event->finger >= 0);
    need(isfinite(event->x) && isfinite(event->y) && isfinite(event->amount));
    need(fabsf(event->x) <= 2 && fabsf(event->y) <= 2);
    need(strlen(event->text) < REPLAY_TEXT_MAX);
    if (event->kind == REPLAY_TEXT || event->kind == REPLAY_TAP) need(event->text[0] != '\0');
}

static RecorderInput written(const ReplayEvent *event) {
    RecorderInput out = {.ms = event->ms, .word = words[event->kind], .finger = -1};
    size_t size = sizeof out.rest;
    switch (event->kind) {
    case REPLAY_DOWN:
    case REPLAY_MOVE:
    case REPLAY_UP: out.finger = event->finger; __attribute__((fallthrough));
    case REPLAY_MOUSE_DOWN:
    case REPLAY_MOUSE_MOVE:
    case REPLAY_MOUSE_UP:
        (void)snprintf(out.rest, size, "%.9g %.9g", (double)event->x, (double)event->y);
        break;
    case REPLAY_WHEEL:
        (void)snprintf(out.rest, size, "%.9g %.9g %.9g", (double)event->x, (double)event->y,
                       (double)event->amount);
        break;
    case REPLAY_KEY: (void)snprintf(out.rest, size, "%d %d", event->key, event->modifiers); break;
    case REPLAY_TEXT:
        for (size_t i = 0; event->text[i]; i++)
            (void)snprintf(out.rest + 2 * i, size - 2 * i, "%02x", (unsigned char)event->text[i]);
        break;
    case REPLAY_TAP: (void)snprintf(out.rest, size, "%s", event->text); break;
    case REPLAY_END: break;
    }
    return out;
}

static void same_again(const ReplayEvent *event) {
    RecorderInput input = written(event);
    Str line;
    str_init(&line);
    recorder_input_write(&input, &line);
    line.text[line.length - 1] = '\0';  // without its newline
    ReplayEvent again;
    need(replay_read_line(line.text, &again));
    need(again.ms == event->ms && again.kind == event->kind && again.finger == event->finger);
    need(again.key == event->key && again.modifiers == event->modifiers);
    need(fabsf(again.x - event->x) < 1e-6F && fabsf(again.y - event->y) < 1e-6F);
    need(strcmp(again.text, event->text) == 0);
    str_finish(&line);
}

// As a vote: a ballot is handed in where the input says so, or taken back.
static void mixed(const ReplayEvent *events, int count) {
    RecorderMix mix = {.start_ms = count > 0 ? events[0].ms : 0};
    for (int i = 0; i < count; i++) {
        if (events[i].kind == REPLAY_END) continue;
        RecorderInput input = written(&events[i]);
        recorder_mix_add(&mix, &input);
        if (events[i].kind == REPLAY_KEY) recorder_mix_cast(&mix);
        if (events[i].kind == REPLAY_TEXT) recorder_mix_take_back(&mix);
    }
    Str file;
    str_init(&file);
    str_append(&file, "praatplaat-replay 1\n");
    int64_t end = recorder_mix_write(&mix, &file);
    need(str_ok(&file) && end >= mix.start_ms);
    ReplayEvent *again;
    int again_count;
    need(replay_read(file.text, file.length, &again, &again_count, NULL) == ERR_NONE);
    // An up is added for a finger that its ballot left lying; nothing is lost.
    need(again_count >= mix.count);
    for (int i = 0; i < again_count; i++) need(again[i].ms >= mix.start_ms && again[i].ms <= end);
    free(again);
    str_finish(&file);
    recorder_mix_clear(&mix);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    ReplayEvent *events;
    int count;
    ErrInfo info = {.text = ""};
    Err err = replay_read((const char *)bytes, n, &events, &count, &info);
    need(err == ERR_NONE || (err == ERR_REFUSED && info.text[0] && !events && count == 0));
    for (int i = 0; i < count; i++) {
        check(&events[i], i > 0 ? events[i - 1].ms : 0);
        same_again(&events[i]);
    }
    if (!err) mixed(events, count);
    free(events);
    return 0;
}
