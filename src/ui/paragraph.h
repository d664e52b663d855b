// Text on the screen: fonts, line breaking, and a bounded cache of broken and drawn paragraphs.
// Everything here is derived and may be thrown away at any moment.
#ifndef PP_UI_PARAGRAPH_H
#define PP_UI_PARAGRAPH_H

#include "base/err.h"
#include "ui/theme.h"

#include <SDL.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Fonts Fonts;

typedef struct {
    Weight weight;
    int px;       // size of the em
    int line_px;  // distance of baselines
} FontSpec;

typedef struct {
    int start, length;  // bytes of the text; length without the space or newline at its end
    int width;          // px
} ParagraphLine;

typedef struct Paragraph {
    uint64_t hash;
    char *text;  // owned
    FontSpec font;
    int wrap, max_lines;  // px; lines, 0: any
    ParagraphLine *lines;
    int line_count;
    int width, height;  // px, of the widest line and of all lines
    bool cut;           // not everything fits in max_lines, or a word was broken
    uint32_t rgb;
    int align;             // 0 start, 1 centre, 2 end
    SDL_Surface *surface;  // drawn; NULL until asked for
    uint64_t serial;       // differs for every paragraph ever made
    unsigned used;
    struct Paragraph *next;
} Paragraph;

Err fonts_create(const char *fonts_dir, Fonts **out, ErrInfo *info) MUST_CHECK;
void fonts_destroy(Fonts *fonts);

// Natural width of text on one line, and of its widest word; px.
void fonts_measure(Fonts *fonts, const char *text, FontSpec font, int *out_width, int *out_word);
int fonts_width(Fonts *fonts, const char *text, size_t bytes, FontSpec font);  // of the first bytes
int fonts_ascent(Fonts *fonts, FontSpec font);  // px above the baseline within a line

// Breaks text into lines no wider than wrap px. Borrowed until fonts_tidy.
Paragraph *paragraph_get(Fonts *fonts, const char *text, FontSpec font, int wrap, int max_lines,
                         uint32_t rgb, int align);
const SDL_Surface *paragraph_surface(Fonts *fonts,
                                     Paragraph *paragraph);  // ARGB8888; NULL: nothing to draw

// Drawn text is kept up to one screen's bytes: two screens that take turns are not drawn anew. px.
void fonts_set_display(Fonts *fonts, int width, int height);
void fonts_tidy(
    Fonts *fonts);  // after a frame: drops what was not used lately, keeps within bounds

#endif
