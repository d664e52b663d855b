// Turns draw commands into pixels of a surface (32 bits, XRGB or ARGB), inside one rectangle.
// Flat and rounded rectangles, shadows, text and pictures are written row by row; other shapes are
// drawn by Cairo, with smoothed edges, on the surface's own memory.
#ifndef PP_UI_DRAW_EXECUTE_H
#define PP_UI_DRAW_EXECUTE_H

#include "ui/draw_list.h"

void draw_execute(const DrawCommand *commands, int count, SDL_Surface *target, Rect damage);

// The outline of a figure inside rect as points; returns their count (at most 24). FIGURE_CIRCLE and
// FIGURE_RING have none: 0.
int figure_points(int figure, Rect rect, Point out[24]);

#endif
