// The steps of a transition: the part of the damage inside a rectangle that grows, without what was
// inside it the step before. Invariant: parts of all steps together are the damage, without overlap.
#include "ui/reveal.h"

#include "base/no_memory.h"
#include "ui/theme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_MS = 22 };  // as all that moves: MOTION_FRAME_MS of ui/core.h

void reveal_finish(Reveal *reveal) {
    if (!reveal) return;
    free(reveal->damage);
    memset(reveal, 0, sizeof *reveal);
}

static Rect rect_of(SDL_Rect r) {
    return (Rect){r.x, r.y, r.w, r.h};
}

static int within(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

void reveal_begin(Reveal *reveal, Rect from, const SDL_Rect *damage, int count, int64_t now) {
    reveal->active = false;
    if (count < 1) return;
    if (count > reveal->capacity) {
        SDL_Rect *room = realloc(reveal->damage, (size_t)count * sizeof *room);
        if (!room) no_memory();
        reveal->damage = room;
        reveal->capacity = count;
    }
    memcpy(reveal->damage, damage, (size_t)count * sizeof *damage);
    reveal->count = count;
    reveal->to = (Rect){0, 0, 0, 0};
    for (int i = 0; i < count; i++) reveal->to = rect_union(reveal->to, rect_of(damage[i]));
    // It starts inside what changes: at its edge when it comes from outside.
    Rect to = reveal->to;
    int x0 = within(from.x, to.x, to.x + to.w), x1 = within(from.x + from.w, to.x, to.x + to.w);
    int y0 = within(from.y, to.y, to.y + to.h), y1 = within(from.y + from.h, to.y, to.y + to.h);
    reveal->from = (Rect){x0, y0, x1 - x0, y1 - y0};
    reveal->shown = (Rect){x0, y0, 0, 0};
    reveal->start_ms = now;
    reveal->active = true;
}

static void add_part(Reveal *reveal, Rect r) {
    for (int i = 0; i < reveal->count && !rect_empty(r); i++) {
        Rect part = rect_intersect(r, rect_of(reveal->damage[i]));
        if (rect_empty(part)) continue;
        if (reveal->part_count == REVEAL_PARTS_MAX) return;
        reveal->parts[reveal->part_count++] = (SDL_Rect){part.x, part.y, part.w, part.h};
    }
}

// What `now` has more than `before`, which lies inside it: four strips around it.
static void add_ring(Reveal *reveal, Rect before, Rect now) {
    if (rect_empty(before)) {
        add_part(reveal, now);
        return;
    }
    int below = before.y + before.h, right = before.x + before.w;
    add_part(reveal, (Rect){now.x, now.y, now.w, before.y - now.y});
    add_part(reveal, (Rect){now.x, below, now.w, now.y + now.h - below});
    add_part(reveal, (Rect){now.x, before.y, before.x - now.x, before.h});
    add_part(reveal, (Rect){right, before.y, now.x + now.w - right, before.h});
}

static int between(int from, int to, float part) {
    return from + (int)lroundf((float)(to - from) * part);
}

static int grow_to(Reveal *reveal, float part, const SDL_Rect **out_parts) {
    reveal->part_count = 0;
    *out_parts = reveal->parts;
    if (!reveal->active) return 0;
    const Rect *f = &reveal->from, *t = &reveal->to;
    int x0 = between(f->x, t->x, part), x1 = between(f->x + f->w, t->x + t->w, part);
    int y0 = between(f->y, t->y, part), y1 = between(f->y + f->h, t->y + t->h, part);
    Rect now = {x0, y0, x1 - x0, y1 - y0};
    add_ring(reveal, reveal->shown, now);
    // More parts than there is room for: the rest of the damage at once, whole.
    if (reveal->part_count == REVEAL_PARTS_MAX) {
        int most = reveal->count < REVEAL_PARTS_MAX ? reveal->count : REVEAL_PARTS_MAX;
        memcpy(reveal->parts, reveal->damage, (size_t)most * sizeof *reveal->parts);
        if (most < reveal->count) reveal->parts[0] = (SDL_Rect){t->x, t->y, t->w, t->h}, most = 1;
        reveal->part_count = most;
        reveal->active = false;
    }
    if (!rect_empty(now)) reveal->shown = now;
    if (part >= 1) reveal->active = false;
    return reveal->part_count;
}

int reveal_step(Reveal *reveal, int64_t now, const SDL_Rect **out_parts) {
    float left = 1 - (float)(now - reveal->start_ms + STEP_MS) / (float)MOTION_MS;
    return grow_to(reveal, left > 0 ? 1 - left * left * left : 1, out_parts);
}

int reveal_end(Reveal *reveal, const SDL_Rect **out_parts) {
    return grow_to(reveal, 1, out_parts);
}

int64_t reveal_deadline(const Reveal *reveal, int64_t now) {
    return reveal->active ? now + STEP_MS : INT64_MAX;
}
