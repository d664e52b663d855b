// Looks at a picture's first bytes: what it is and how large it would be, before anything decodes it.
#ifndef PP_RASTER_SNIFF_H
#define PP_RASTER_SNIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum { PICTURE_NONE, PICTURE_PNG, PICTURE_JPEG, PICTURE_SVG } PictureKind;

// bytes: the whole file. Width and height in pixels as the header has them; 0 for SVG, which has no
// pixels of its own. PICTURE_NONE for anything else and for a header that is cut or makes no sense.
PictureKind sniff(const unsigned char *bytes, size_t n, uint32_t *out_width, uint32_t *out_height);

// Whether the file goes on to its own end. The decoders take a cut one and leave the rest grey.
bool sniff_whole(PictureKind kind, const unsigned char *bytes, size_t n);

#endif
