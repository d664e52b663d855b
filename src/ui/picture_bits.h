// Copying and stretching opaque rasters, for views: 32-bit pixels whose top byte means nothing. What
// a pixel gets depends on where it lies alone, never on the clip, so that damage rectangles meet
// without seams.
#ifndef PP_UI_PICTURE_BITS_H
#define PP_UI_PICTURE_BITS_H

#include "ui/geometry.h"

#include <SDL_surface.h>

// Where all of a source lies on the destination, in pixels; edges need not be whole.
typedef struct {
    double x, y, w, h;
} PictureSpan;

// Blends straight-alpha ARGB onto dest at x, y. Most pixels of an icon are clear, and are passed by.
void picture_blend(SDL_Surface *dest, int x, int y, const SDL_Surface *source, Rect clip);

// Lays one colour onto dest through a mask of a byte a pixel (0: nothing of it, 255: all): text.
void picture_blend_mask(SDL_Surface *dest, int x, int y, const SDL_Surface *mask, uint32_t rgb,
                        Rect clip);

// The same for one row of pixels.
void picture_blend_row(uint32_t *to, const uint8_t *mask, int count, uint32_t rgb);

// Copies source with its corner at x, y; only what lies inside clip and both surfaces.
void picture_copy(SDL_Surface *dest, int x, int y, const SDL_Surface *source, Rect clip);

// The same, stretched so that all of source fills span, with bilinear filtering; beyond the edge of
// source its border pixels count. Best between half and four times the size. Only whole pixels of
// which the middle lies inside span are written.
void picture_stretch(SDL_Surface *dest, PictureSpan span, const SDL_Surface *source, Rect clip);

#endif
