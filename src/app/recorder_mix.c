// Mixing the ballots of a recording. Invariants: within a ballot the order of its inputs stays; no time,
// no finger's number and no place in the file depends on when or in which order ballots came in.
#include "app/recorder_mix.h"

#include "base/rng.h"

#include <stdlib.h>
#include <string.h>

enum {
    STEP_MS = 40,         // between the inputs of one touch
    PAUSE_MIN_MS = 500,   // between touches: no double tap, and sheets have come to rest
    PAUSE_MAX_MS = 2000,  // longer than that nobody has to wait for a replay
    HELD_MAX = 16
};

void recorder_input_write(const RecorderInput *input, Str *out) {
    str_format(out, "%lld %s ", (long long)input->ms, input->word);
    if (input->finger >= 0) str_format(out, "%lld ", (long long)input->finger);
    str_append(out, input->rest);
    str_append(out, "\n");
}

void recorder_mix_add(RecorderMix *mix, const RecorderInput *input) {
    if (mix->count == mix->capacity) {
        int capacity = mix->capacity ? mix->capacity * 2 : 256;
        RecorderInput *more = realloc(mix->inputs, (size_t)capacity * sizeof *more);
        if (!more) return;
        mix->inputs = more;
        mix->capacity = capacity;
    }
    mix->inputs[mix->count++] = *input;
}

void recorder_mix_cast(RecorderMix *mix) {
    if (mix->ballots == mix->ballot_capacity) {
        int capacity = mix->ballot_capacity ? mix->ballot_capacity * 2 : 64;
        int *more = realloc(mix->ends, (size_t)capacity * sizeof *more);
        if (!more) return;
        mix->ends = more;
        mix->ballot_capacity = capacity;
    }
    mix->ends[mix->ballots++] = mix->count;
}

void recorder_mix_take_back(RecorderMix *mix) {
    if (mix->ballots > 0) mix->ballots--;
    mix->count = mix->ballots > 0 ? mix->ends[mix->ballots - 1] : 0;
}

void recorder_mix_clear(RecorderMix *mix) {
    free(mix->inputs);
    free(mix->ends);
    *mix = (RecorderMix){0};
}

// Fingers of one ballot in the order in which they came down, from 1.
typedef struct {
    int64_t ids[HELD_MAX];
    bool held[HELD_MAX];
    int count;
} Fingers;

static int64_t number_of(Fingers *fingers, const RecorderInput *input) {
    if (input->finger < 0) return -1;
    int at = 0;
    while (at < fingers->count && fingers->ids[at] != input->finger) at++;
    if (at == fingers->count && at < HELD_MAX) fingers->ids[fingers->count++] = input->finger;
    if (at == HELD_MAX) at--;
    fingers->held[at] = strcmp(input->word, "up") != 0;
    return at + 1;
}

static bool any_held(const Fingers *fingers) {
    for (int i = 0; i < fingers->count; i++) {
        if (fingers->held[i]) return true;
    }
    return false;
}

// A touch is over, and a pause may stand, when no finger is down and no button pressed.
static bool rests(const RecorderInput *input, const Fingers *fingers) {
    return !any_held(fingers) && strcmp(input->word, "mouse-down") != 0 &&
           strcmp(input->word, "mouse-move") != 0;
}

static int begin_of(const RecorderMix *mix, int ballot) {
    return ballot > 0 ? mix->ends[ballot - 1] : 0;
}

static int end_of(const RecorderMix *mix, int ballot) {
    return ballot < mix->ballots ? mix->ends[ballot] : mix->count;
}

static int64_t write_ballot(const RecorderMix *mix, int ballot, int64_t pause, int64_t ms,
                            Str *out) {
    Fingers fingers = {.count = 0};
    for (int i = begin_of(mix, ballot); i < end_of(mix, ballot); i++) {
        RecorderInput input = mix->inputs[i];
        input.finger = number_of(&fingers, &input);
        input.ms = ms;
        if (out) recorder_input_write(&input, out);
        ms += rests(&input, &fingers) ? pause : STEP_MS;
    }
    return ms;
}

// The pause that fills the time which the vote took, within what a replay needs. It is the same for
// all ballots, and the same whatever their order.
static int64_t even_pause(const RecorderMix *mix) {
    int64_t none = 0, one = 0, took = 0;
    for (int b = 0; b <= mix->ballots; b++) {
        none = write_ballot(mix, b, 0, none, NULL);
        one = write_ballot(mix, b, 1, one, NULL);
    }
    int64_t pauses = one - none;
    if (mix->count > 0) took = mix->inputs[mix->count - 1].ms - mix->start_ms;
    int64_t pause = pauses > 0 ? (took - none) / pauses : 0;
    return pause < PAUSE_MIN_MS ? PAUSE_MIN_MS : pause > PAUSE_MAX_MS ? PAUSE_MAX_MS : pause;
}

int64_t recorder_mix_write(const RecorderMix *mix, Str *out) {
    int64_t pause = even_pause(mix), ms = mix->start_ms + pause;
    int *order = malloc(sizeof *order * (size_t)(mix->ballots + 1));
    if (!order) return ms;
    for (int i = 0; i < mix->ballots; i++) {
        int other = (int)rng_below((uint32_t)i + 1);
        order[i] = order[other];
        order[other] = i;
    }
    for (int i = 0; i < mix->ballots; i++) ms = write_ballot(mix, order[i], pause, ms, out);
    free(order);
    // What comes behind the last ballot belongs to nobody: the facilitator ends the vote.
    return write_ballot(mix, mix->ballots, pause, ms, out);
}
