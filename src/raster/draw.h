// Draws a picture of a known kind into memory.
#ifndef PP_RASTER_DRAW_H
#define PP_RASTER_DRAW_H

#include "base/err.h"
#include "raster/raster_file.h"
#include "raster/sniff.h"

// Draws the region of key over its ground colour into pixels: key->h rows of stride bytes, opaque.
// bytes is the whole file. ERR_REFUSED with a sentence when it cannot be read as what it is.
MUST_CHECK Err draw_picture(PictureKind kind, const unsigned char *bytes, size_t n,
                            const RasterKey *key, unsigned char *pixels, size_t stride,
                            ErrInfo *info);

#endif
