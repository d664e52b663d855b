// Growing: what a frame changed is shown little by little, out of the rectangle from which it comes
// (a panel out of its place on the poster). The frame is drawn once, whole, into the surface behind
// the window; motion is only which part of it has been handed to the window so far. So a transition
// costs what a frame without motion costs, at any size of display, and the next frame ends it.
#ifndef PP_UI_REVEAL_H
#define PP_UI_REVEAL_H

#include "ui/geometry.h"

#include <SDL.h>
#include <stdint.h>

enum { REVEAL_PARTS_MAX = 256 };

typedef struct {
    bool active;
    Rect from, to;  // grows from the one to the other: px
    Rect shown;     // what of `to` was handed over
    int64_t start_ms;
    SDL_Rect *damage;  // owned: the rectangles that changed, apart from each other
    int count, capacity;
    SDL_Rect parts[REVEAL_PARTS_MAX];  // of the last step
    int part_count;
} Reveal;

void reveal_finish(Reveal *reveal);  // frees; NULL is fine

// Begins with count rectangles of damage (copied; they do not overlap). from may be empty: then it
// grows out of that edge or corner of the damage nearest to it.
void reveal_begin(Reveal *reveal, Rect from, const SDL_Rect *damage, int count, int64_t now);

// What is to be handed to the window at this moment: borrowed until the next call. Every pixel of the
// damage comes exactly once, the last ones REVEAL_MS after the beginning. Returns the count.
int reveal_step(Reveal *reveal, int64_t now, const SDL_Rect **out_parts);

// All that is left, at once: another frame is about to be drawn.
int reveal_end(Reveal *reveal, const SDL_Rect **out_parts);

int64_t reveal_deadline(const Reveal *reveal, int64_t now);  // monotonic ms; INT64_MAX: none

#endif
