// Magic and header of PNG, JPEG and SVG. Never by the file's name: a GIF called .png is refused.
#include "raster/sniff.h"

#include <stdbool.h>
#include <string.h>

static uint32_t big32(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static unsigned big16(const unsigned char *at) { return (unsigned)at[0] << 8 | at[1]; }

static PictureKind sniff_png(const unsigned char *bytes, size_t n, uint32_t *w, uint32_t *h) {
    if (n < 33 || memcmp(bytes + 12, "IHDR", 4) != 0) return PICTURE_NONE;
    *w = big32(bytes + 16);
    *h = big32(bytes + 20);
    return *w && *h ? PICTURE_PNG : PICTURE_NONE;
}

// Walks the segments up to the first frame header. Later frame headers (hierarchical JPEG) are not
// decoded by the library.
static PictureKind sniff_jpeg(const unsigned char *bytes, size_t n, uint32_t *w, uint32_t *h) {
    size_t at = 2;
    while (at + 4 <= n) {
        if (bytes[at] != 0xFF) return PICTURE_NONE;
        unsigned marker = bytes[at + 1];
        if (marker == 0xFF) {  // fill byte
            at++;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // markers without a length
            at += 2;
            continue;
        }
        if (marker == 0xD9 || marker == 0xDA) return PICTURE_NONE;  // end, or data before a frame
        size_t length = big16(bytes + at + 2);
        if (length < 2) return PICTURE_NONE;
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
                     marker != 0xCC;
        if (frame) {
            if (length < 8 || at + 9 > n) return PICTURE_NONE;
            *h = big16(bytes + at + 5);
            *w = big16(bytes + at + 7);
            return *w && *h ? PICTURE_JPEG : PICTURE_NONE;
        }
        at += 2 + length;
    }
    return PICTURE_NONE;
}

// Text that begins like XML and has its <svg within the first part; comments and a licence may
// stand before it. Compressed SVG is not text and is refused with the rest.
static PictureKind sniff_svg(const unsigned char *bytes, size_t n) {
    enum { WITHIN = 65536 };
    size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < n && (bytes[at] == ' ' || (bytes[at] >= '\t' && bytes[at] <= '\r'))) at++;
    if (at >= n || bytes[at] != '<') return PICTURE_NONE;
    size_t end = n - at > WITHIN ? at + WITHIN : n;
    return memmem(bytes + at, end - at, "<svg", 4) || memmem(bytes + at, end - at, ":svg", 4)
               ? PICTURE_SVG
               : PICTURE_NONE;
}

PictureKind sniff(const unsigned char *bytes, size_t n, uint32_t *out_width, uint32_t *out_height) {
    *out_width = *out_height = 0;
    if (n >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return sniff_png(bytes, n, out_width, out_height);
    if (n >= 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0)
        return sniff_jpeg(bytes, n, out_width, out_height);
    return sniff_svg(bytes, n);
}
