// What fingers did while people voted with ballots, on its way into a recording. It is written when the
// vote is over, ballot by ballot in an order drawn by lot, at even times, with fingers numbered anew: so
// that the vote can be played again and comes out the same, and the file tells no more than the outcome
// does. Not even the program's own recording may say who was third.
#ifndef PP_APP_RECORDER_MIX_H
#define PP_APP_RECORDER_MIX_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { RECORDER_REST_MAX = 96 };

typedef struct {
    int64_t ms;
    const char *word;  // of replay.h; static
    int64_t finger;    // -1: none
    char rest[RECORDER_REST_MAX];
} RecorderInput;

typedef struct {
    RecorderInput *inputs;  // owned
    int count, capacity;
    int *ends;  // owned; where the inputs of each ballot end
    int ballots, ballot_capacity;
    int64_t start_ms;  // of the vote
} RecorderMix;

// One line of a recording.
void recorder_input_write(const RecorderInput *input, Str *out);

// Copies. Without memory the input is lost, rather than written in its order.
void recorder_mix_add(RecorderMix *mix, const RecorderInput *input);
void recorder_mix_cast(RecorderMix *mix);       // a ballot was handed in: what follows is another's
void recorder_mix_take_back(RecorderMix *mix);  // the last one leaves, and what took it back

// Appends all of it; gives the moment at which it ends.
int64_t recorder_mix_write(const RecorderMix *mix, Str *out);
void recorder_mix_clear(RecorderMix *mix);  // frees

#endif
