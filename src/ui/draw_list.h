// The border of drawing: a list of commands with bounds and clips. Executing it is the only way
// pixels come about. Damage is found by comparing the list with the last one per cell of a grid
// (the way of rxi's rencache), so that nothing needs to say what it changed.
#ifndef PP_UI_DRAW_LIST_H
#define PP_UI_DRAW_LIST_H

#include "ui/geometry.h"
#include "ui/ui.h"

#include <SDL.h>
#include <stdint.h>

typedef enum {
    DRAW_FILL,
    DRAW_ROUND,
    DRAW_SHADOW,
    DRAW_SURFACE,
    DRAW_POLYGON,
    DRAW_FIGURE,
    DRAW_ARC,
    DRAW_INK,
    DRAW_PICTURE
} DrawKind;

typedef struct {
    DrawKind kind;
    Rect bounds;  // of all that it can touch
    Rect clip;
    Rect rect;  // its own geometry
    uint32_t rgb, edge_rgb;
    bool filled, edged;
    float alpha;         // of the fill: 0..1
    float radius, edge;  // px
    float part;          // arcs
    int figure;
    const Point *points;  // polygons: borrowed from the frame's arena
    int point_count;
    const int32_t *ink;  // one stroke: borrowed from the frame's arena; span_x, span_y, span_w: its
    int ink_count;       // corner and unit, edge: how wide
    const SDL_Surface *surface;
    float span_x, span_y, span_w,
        span_h;      // pictures: where all of the surface lies on the target, px
    float lift;      // DRAW_POLYGON with a surface: the part inside is drawn so much larger
    uint64_t stamp;  // what the surface shows: differs when its pixels do
    uint64_t hash;
} DrawCommand;

typedef struct {
    DrawCommand *commands;
    int count, capacity;
    uint64_t *cells, *last_cells;
    int cell_w, cell_h, columns, rows;
    int width, height;
    SDL_Rect *rects;
    int rect_count, rect_capacity;
    bool valid;  // last_cells describe what the target shows
} DrawList;

void draw_list_init(DrawList *list);
void draw_list_finish(DrawList *list);
void draw_list_begin(DrawList *list, int width, int height);
DrawCommand *draw_add(DrawList *list, DrawKind kind, Rect bounds,
                      Rect clip);  // NULL: outside its clip

// Draws the damage into target; returns the rectangles.
int draw_list_execute(DrawList *list, SDL_Surface *target, bool whole, const SDL_Rect **out_rects);

#endif
