// Shared by fonts.c and paragraph.c only.
#ifndef PP_UI_FONTS_INNER_H
#define PP_UI_FONTS_INNER_H

#include "ui/paragraph.h"

#include <SDL_ttf.h>

enum {
    FONTS_OPEN_MAX = 16,
    WIDTH_SETS = 1024,
    WIDTH_WAYS = 8,
    MEASURES = 1024,
    PARAGRAPH_BUCKETS = 512
};

typedef struct {
    Weight weight;
    int px;
    TTF_Font *font;
    unsigned used;
} OpenFont;

typedef struct {
    uint64_t hash;
    size_t bytes;
    int width;
} WidthEntry;

typedef struct {
    uint64_t hash;
    size_t bytes;
    int width, word;
} MeasureEntry;

struct Fonts {
    char *dir;
    struct {
        void *bytes;
        size_t size;
    } files[WEIGHT_COUNT];  // owned: FreeType reads a file in thousands of small steps
    OpenFont open[FONTS_OPEN_MAX];
    int open_count;
    WidthEntry widths[WIDTH_SETS][WIDTH_WAYS];
    MeasureEntry
        measures[MEASURES];  // of whole texts: a layout asks for each of them in every build
    Paragraph *buckets[PARAGRAPH_BUCKETS];
    size_t surface_bytes, surface_bytes_max;
    unsigned frame;
    uint64_t serial;
};

uint64_t fonts_seed(FontSpec spec);  // of what makes words wider or narrower
uint64_t fonts_hash(const char *bytes, size_t n, uint64_t seed);
TTF_Font *fonts_open(Fonts *fonts, FontSpec spec);  // NULL: cannot be read
void paragraphs_drop_all(Fonts *fonts);

#endif
