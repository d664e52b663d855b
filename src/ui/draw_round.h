// Flat and rounded rectangles, written as spans of one colour into the target's rows (32 bits a pixel)
// inside the painter's clip; the clip lies inside the target.
#ifndef PP_UI_DRAW_ROUND_H
#define PP_UI_DRAW_ROUND_H

#include "ui/geometry.h"

#include <SDL.h>
#include <cairo.h>
#include <stdint.h>

// What a command is drawn with: all borrowed.
typedef struct {
    SDL_Surface *target;
    cairo_t *cr;  // on the target's memory
    Rect clip;
} Painter;

typedef struct {
    float x, y, w, h, r;  // px; r: radius of the corners
} Round;

void fill_rect(const Painter *p, Rect r, uint32_t rgb);

void limit_radius(Round *s);  // to half of the shorter side

// What of it is covered wholly and has no corner beside it; empty unless alpha is 1.
Rect plain_part(const Round *s, float alpha);

// alpha: 0..1. covered: what the caller will paint over, and need not be painted here; may be empty.
void fill_round(const Painter *p, Round s, uint32_t rgb, float alpha, Rect covered);

#endif
