// The draw list and its damage. Every command is hashed into each cell of a grid that its visible
// bounds touch; a cell whose hash differs from the last list's is drawn again. Order counts, so a
// change of what lies over what is seen too.
#include "ui/draw_list.h"

#include "base/no_memory.h"
#include "ui/draw_execute.h"

#include <stdlib.h>
#include <string.h>

// What is filled and then written on is still in the processor's own cache when the letters come.
enum { BAND_BYTES = 1 << 20 };

enum {
    CELLS_ACROSS = 60
};  // cells of about 1.7 % of the width: small enough for a key, few enough to hash

void draw_list_init(DrawList *list) {
    *list = (DrawList){0};
}

void draw_list_finish(DrawList *list) {
    free(list->commands);
    free(list->cells);
    free(list->last_cells);
    free(list->rects);
    *list = (DrawList){0};
}

static void *must(void *memory) {
    if (!memory) no_memory();
    return memory;
}

void draw_list_begin(DrawList *list, int width, int height) {
    list->count = 0;
    if (width == list->width && height == list->height && list->cells) return;
    list->width = width;
    list->height = height;
    int longest = width > height ? width : height;
    list->cell_w = list->cell_h = longest / CELLS_ACROSS > 8 ? longest / CELLS_ACROSS : 8;
    list->columns = width / list->cell_w + 1;
    list->rows = height / list->cell_h + 1;
    size_t n = (size_t)list->columns * (size_t)list->rows;
    free(list->cells);
    free(list->last_cells);
    list->cells = must(calloc(n, sizeof *list->cells));
    list->last_cells = must(calloc(n, sizeof *list->last_cells));
    list->valid = false;
}

DrawCommand *draw_add(DrawList *list, DrawKind kind, Rect bounds, Rect clip) {
    Rect screen = {0, 0, list->width, list->height};
    Rect seen = rect_intersect(rect_intersect(bounds, clip), screen);
    if (rect_empty(seen)) return NULL;
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 512;
        list->commands =
            must(realloc(list->commands, (size_t)list->capacity * sizeof *list->commands));
    }
    DrawCommand *command = &list->commands[list->count++];
    memset(command, 0, sizeof *command);
    command->kind = kind;
    command->bounds = bounds;
    command->clip = seen;
    command->rect = bounds;
    command->alpha = 1;
    return command;
}

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash ^= value + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
    return hash * 0xBF58476D1CE4E5B9u;
}

static uint64_t bits(float value) {
    uint32_t out;
    memcpy(&out, &value, sizeof out);
    return out;
}

static uint64_t hash_rect(uint64_t hash, Rect r) {
    hash = mix(hash, (uint64_t)(uint32_t)r.x << 32 | (uint32_t)r.y);
    return mix(hash, (uint64_t)(uint32_t)r.w << 32 | (uint32_t)r.h);
}

static uint64_t hash_command(const DrawCommand *c) {
    uint64_t hash = mix((uint64_t)c->kind + 1, (uint64_t)c->rgb << 32 | c->edge_rgb);
    hash = hash_rect(hash, c->rect);
    hash = hash_rect(hash, c->clip);
    hash = mix(hash, (uint64_t)c->filled << 9 | (uint64_t)c->edged << 8 | (uint64_t)c->figure);
    hash = mix(hash, bits(c->alpha) << 32 | bits(c->radius));
    hash = mix(hash, bits(c->edge) << 32 | bits(c->part));
    hash = mix(hash, bits(c->span_x) << 32 | bits(c->span_y));
    hash = mix(hash, bits(c->span_w) << 32 | bits(c->span_h));
    hash = mix(hash, bits(c->lift));
    hash = mix(hash, c->stamp);
    for (int i = 0; i < c->point_count; i++)
        hash = mix(hash, bits(c->points[i].x) << 32 | bits(c->points[i].y));
    for (int i = 0; i < 2 * c->ink_count; i++) hash = mix(hash, (uint64_t)c->ink[i] + 1);
    return hash;
}

static void fill_cells(DrawList *list) {
    size_t n = (size_t)list->columns * (size_t)list->rows;
    memset(list->cells, 0, n * sizeof *list->cells);
    for (int i = 0; i < list->count; i++) {
        DrawCommand *c = &list->commands[i];
        c->hash = hash_command(c);
        int x0 = c->clip.x / list->cell_w, x1 = (c->clip.x + c->clip.w - 1) / list->cell_w;
        int y0 = c->clip.y / list->cell_h, y1 = (c->clip.y + c->clip.h - 1) / list->cell_h;
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                uint64_t *cell = &list->cells[y * list->columns + x];
                *cell = mix(*cell, c->hash);
            }
        }
    }
}

static void add_rect(DrawList *list, Rect r) {
    r = rect_intersect(r, (Rect){0, 0, list->width, list->height});
    if (rect_empty(r)) return;
    if (list->rect_count == list->rect_capacity) {
        list->rect_capacity = list->rect_capacity ? list->rect_capacity * 2 : 32;
        list->rects = must(realloc(list->rects, (size_t)list->rect_capacity * sizeof *list->rects));
    }
    list->rects[list->rect_count++] = (SDL_Rect){r.x, r.y, r.w, r.h};
}

// Dirty cells become rectangles: runs in a row, joined with the run above when it spans the same
// columns.
static void collect_damage(DrawList *list) {
    for (int y = 0; y < list->rows; y++) {
        for (int x = 0; x < list->columns; x++) {
            int at = y * list->columns + x;
            if (list->cells[at] == list->last_cells[at]) continue;
            int start = x;
            while (x < list->columns &&
                   list->cells[y * list->columns + x] != list->last_cells[y * list->columns + x])
                x++;
            Rect run = {start * list->cell_w, y * list->cell_h, (x - start) * list->cell_w,
                        list->cell_h};
            run = rect_intersect(run, (Rect){0, 0, list->width, list->height});
            bool joined = false;
            for (int i = list->rect_count - 1; i >= 0 && !joined; i--) {
                SDL_Rect *above = &list->rects[i];
                if (above->x != run.x || above->w != run.w || above->y + above->h != run.y)
                    continue;
                above->h += run.h;
                joined = true;
            }
            if (!joined) add_rect(list, run);
        }
    }
}

static void draw_in_bands(const DrawList *list, SDL_Surface *target, SDL_Rect r) {
    int tall = BAND_BYTES / 4 / r.w > 0 ? BAND_BYTES / 4 / r.w : 1;
    for (int y = 0; y < r.h; y += tall) {
        Rect band = {r.x, r.y + y, r.w, r.h - y < tall ? r.h - y : tall};
        draw_execute(list->commands, list->count, target, band);
    }
}

int draw_list_execute(DrawList *list, SDL_Surface *target, bool whole, const SDL_Rect **out_rects) {
    fill_cells(list);
    list->rect_count = 0;
    if (whole || !list->valid)
        add_rect(list, (Rect){0, 0, list->width, list->height});
    else
        collect_damage(list);
    for (int i = 0; i < list->rect_count; i++) draw_in_bands(list, target, list->rects[i]);
    uint64_t *cells = list->cells;
    list->cells = list->last_cells;
    list->last_cells = cells;
    list->valid = true;
    *out_rects = list->rects;
    return list->rect_count;
}
