// What a picture's bytes say about themselves, before any library decodes them: decoders believe a
// 30-byte file that says it has four thousand million pixels.
#ifndef PP_STORAGE_IMAGE_PROBE_H
#define PP_STORAGE_IMAGE_PROBE_H

#include "base/err.h"

#include <stddef.h>

enum {
    IMAGE_BYTES_MAX = 8 * 1024 * 1024,
    IMAGE_PIXELS_MAX = 40 * 1000 * 1000,
};

typedef enum { IMAGE_PNG, IMAGE_JPEG, IMAGE_SVG } ImageKind;

typedef struct {
    ImageKind kind;
    int width, height;  // pixels; 0 for SVG
} ImageInfo;

// ERR_NONE for a whole PNG, JPEG or SVG within the limits: PNG with every chunk's checksum right up
// to its end, JPEG with a frame, a scan and an end, and no note that turns it. Otherwise ERR_REFUSED and
// what is wrong in info. SVG is only recognised, by its root element: whoever draws it does so with limits
// on time and memory.
Err image_probe(const unsigned char *bytes, size_t n, ImageInfo *out, ErrInfo *info) MUST_CHECK;

// The kind that a file's name promises: 0 and *out_kind, or -1 for another name.
int image_kind_of_name(const char *name, ImageKind *out_kind);

const char *image_kind_word(ImageKind kind);  // "PNG", "JPEG", "SVG"

#endif
