// Magic and header of PNG, JPEG and SVG. Never by the file's name: a GIF called .png is refused.
#include "raster/sniff.h"

#include <stdbool.h>
#include <string.h>

static uint32_t big32(const unsigned char *at) {
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static unsigned big16(const unsigned char *at) {
    return (unsigned)at[0] << 8 | at[1];
}

static PictureKind sniff_png(const unsigned char *bytes, size_t n, uint32_t *w, uint32_t *h) {
    if (n < 33 || memcmp(bytes + 12, "IHDR", 4) != 0) return PICTURE_NONE;
    *w = big32(bytes + 16);
    *h = big32(bytes + 20);
    return *w && *h ? PICTURE_PNG : PICTURE_NONE;
}

// Walks the segments of a JPEG up to the next one that matters: a frame header or the data of a scan.
// Returns its marker with *at on its length, or 0 where the file ends or makes no sense.
static unsigned next_segment(const unsigned char *bytes, size_t n, size_t *at) {
    while (*at + 4 <= n && bytes[*at] == 0xFF) {
        unsigned marker = bytes[*at + 1];
        if (marker == 0xFF) {  // fill byte
            *at += 1;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // markers without a length
            *at += 2;
            continue;
        }
        size_t length = big16(bytes + *at + 2);
        if (length < 2 || marker == 0xD9) return 0;
        *at += 2;
        bool frame =
            marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame || marker == 0xDA) return marker;
        *at += length;
    }
    return 0;
}

static PictureKind sniff_jpeg(const unsigned char *bytes, size_t n, uint32_t *w, uint32_t *h) {
    size_t at = 2;
    unsigned marker = next_segment(bytes, n, &at);
    if (marker == 0 || marker == 0xDA || big16(bytes + at) < 8 || at + 7 > n) return PICTURE_NONE;
    *h = big16(bytes + at + 3);
    *w = big16(bytes + at + 5);
    return *w && *h ? PICTURE_JPEG : PICTURE_NONE;
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

// The last chunk of a PNG is IEND.
static bool png_whole(const unsigned char *bytes, size_t n) {
    for (size_t at = 8; at + 12 <= n;) {
        uint32_t length = big32(bytes + at);
        if (length > n - at - 12) return false;
        if (memcmp(bytes + at + 4, "IEND", 4) == 0) return true;
        at += (size_t)length + 12;
    }
    return false;
}

// Within the data of a scan an FF is followed by a zero; FF D9 is the end of the picture. The search
// starts at the first scan: a preview before it has an end of its own.
static bool jpeg_whole(const unsigned char *bytes, size_t n) {
    size_t at = 2;
    unsigned marker = next_segment(bytes, n, &at);
    while (marker != 0 && marker != 0xDA) {
        at += big16(bytes + at);
        marker = next_segment(bytes, n, &at);
    }
    return marker == 0xDA && memmem(bytes + at, n - at, "\xFF\xD9", 2);
}

bool sniff_whole(PictureKind kind, const unsigned char *bytes, size_t n) {
    switch (kind) {
    case PICTURE_PNG: return png_whole(bytes, n);
    case PICTURE_JPEG: return jpeg_whole(bytes, n);
    case PICTURE_SVG: return true;  // XML says so itself
    case PICTURE_NONE: break;
    }
    return false;
}
