// Headers of PNG (IHDR and the chain of chunks), JPEG (segments up to the scan, and which way is up) and
// SVG (its root element). Every length in a file is checked against the bytes that are left before it is used.
#include "storage/image_probe.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

static uint32_t big32(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static uint32_t big16(const unsigned char *p) {
    return (uint32_t)p[0] << 8 | p[1];
}

static Err check_size(uint32_t width, uint32_t height, ImageInfo *out, ErrInfo *info) {
    if (width == 0 || height == 0) {
        return err_set(info, ERR_REFUSED, 0, "the picture has no size: save it again");
    }
    if ((uint64_t)width * height > IMAGE_PIXELS_MAX || width > INT32_MAX || height > INT32_MAX) {
        return err_set(info, ERR_REFUSED, 0,
                       "the picture has %u x %u points: at most %d million fit, so save it smaller",
                       width, height, IMAGE_PIXELS_MAX / 1000000);
    }
    out->width = (int)width;
    out->height = (int)height;
    return ERR_NONE;
}

static Err damaged(ErrInfo *info, const char *what) {
    return err_set(info, ERR_REFUSED, 0, "the picture is damaged (%s): save or copy it again",
                   what);
}

static const unsigned char png_magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

static Err probe_png(const unsigned char *bytes, size_t n, ImageInfo *out, ErrInfo *info) {
    bool pixels = false;
    size_t at = sizeof png_magic;
    for (int chunk = 0; n - at >= 12; chunk++) {
        uint32_t length = big32(bytes + at);
        const unsigned char *type = bytes + at + 4;
        if (length > n - at - 12) return damaged(info, "it ends too early");
        if (chunk == 0) {
            // The size comes first, so that it is judged before anything else is believed.
            if (length != 13 || memcmp(type, "IHDR", 4) != 0) return damaged(info, "no header");
            Err err = check_size(big32(type + 4), big32(type + 8), out, info);
            if (err) return err;
        }
        uint32_t sum = (uint32_t)crc32(crc32(0, NULL, 0), type, length + 4);
        if (sum != big32(type + 4 + length)) return damaged(info, "a checksum is wrong");
        if (memcmp(type, "IDAT", 4) == 0) pixels = true;
        if (memcmp(type, "IEND", 4) == 0) {
            return pixels ? ERR_NONE : damaged(info, "it holds no points");
        }
        at += (size_t)length + 12;
    }
    return damaged(info, "it ends too early");
}

// SOF0..SOF15, without DHT (C4), JPG (C8) and DAC (CC) that lie among them.
static bool is_frame(unsigned char marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool has_end(const unsigned char *bytes, size_t n) {
    // Cameras write up to a few kilobytes after the end marker; it is somewhere in the scan.
    for (size_t i = n; i >= 2; i--) {
        if (bytes[i - 2] == 0xFF && bytes[i - 1] == 0xD9) return true;
    }
    return false;
}

// Numbers of a TIFF header, in the order of bytes that it says.
static uint32_t tiff16(const unsigned char *p, bool big) {
    return big ? big16(p) : (uint32_t)p[1] << 8 | p[0];
}

static uint32_t tiff32(const unsigned char *p, bool big) {
    return big ? big32(p)
               : (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
}

// The orientation that a segment APP1 tells of: 1 (as it lies) to 8; 1 when it tells nothing of it.
static uint32_t exif_orientation(const unsigned char *segment, size_t n) {
    static const unsigned char head[6] = {'E', 'x', 'i', 'f', 0, 0};
    enum { TIFF_HEADER = 8, ENTRY = 12, TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3 };
    if (n < sizeof head + TIFF_HEADER || memcmp(segment, head, sizeof head) != 0) return 1;
    const unsigned char *tiff = segment + sizeof head;
    n -= sizeof head;
    bool big = tiff[0] == 'M';
    if (tiff[0] != tiff[1] || (!big && tiff[0] != 'I') || tiff16(tiff + 2, big) != 42) return 1;
    size_t at = tiff32(tiff + 4, big);
    if (at > n || n - at < 2) return 1;
    uint32_t entries = tiff16(tiff + at, big);
    at += 2;
    for (uint32_t i = 0; i < entries && n - at >= ENTRY; i++, at += ENTRY) {
        const unsigned char *entry = tiff + at;
        if (tiff16(entry, big) != TAG_ORIENTATION || tiff16(entry + 2, big) != TYPE_SHORT) continue;
        uint32_t turned = tiff16(entry + 8, big);
        return turned >= 1 && turned <= 8 ? turned : 1;
    }
    return 1;
}

// Some of what shows pictures follows that note and some does not: screen and page would differ, and
// zones would lie beside their places.
static Err check_upright(const unsigned char *segment, size_t n, ErrInfo *info) {
    if (exif_orientation(segment, n) == 1) return ERR_NONE;
    return err_set(
        info, ERR_REFUSED, 0,
        "the photo does not stand upright in its file (a note in it says how to turn it): "
        "turn the photo and save it again");
}

static Err probe_jpeg(const unsigned char *bytes, size_t n, ImageInfo *out, ErrInfo *info) {
    bool framed = false;
    size_t at = 2;
    while (n - at >= 4) {
        if (bytes[at] != 0xFF) return damaged(info, "a marker is missing");
        unsigned char marker = bytes[at + 1];
        if (marker == 0xFF) {  // fill bytes may stand before a marker
            at++;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
            at += 2;
            continue;
        }
        if (marker == 0xD8 || marker == 0xD9 || marker == 0x00) {
            return damaged(info, "a marker stands in the wrong place");
        }
        size_t length = big16(bytes + at + 2);
        if (length < 2 || length > n - at - 2) return damaged(info, "it ends too early");
        if (marker == 0xE1) {
            Err err = check_upright(bytes + at + 4, length - 2, info);
            if (err) return err;
        }
        if (is_frame(marker)) {
            if (length < 8) return damaged(info, "its frame is too short");
            Err err = check_size(big16(bytes + at + 7), big16(bytes + at + 5), out, info);
            if (err) return err;
            framed = true;
        }
        at += 2 + length;
        if (marker != 0xDA) continue;
        if (!framed) return damaged(info, "it has no frame");
        return has_end(bytes + at, n - at) ? ERR_NONE : damaged(info, "it ends too early");
    }
    return damaged(info, "it ends too early");
}

// Behind the mark that ends what begins at `at`; the end when it never ends.
static const char *skip_past(const char *at, const char *end, const char *mark) {
    const char *found = memmem(at, (size_t)(end - at), mark, strlen(mark));
    return found ? found + strlen(mark) : end;
}

// Behind a document type, which may hold declarations of its own between brackets.
static const char *skip_doctype(const char *at, const char *end) {
    int depth = 0;
    for (; at < end; at++) {
        size_t left = (size_t)(end - at);
        if (*at == '"' || *at == '\'') {
            const char *closing = left > 1 ? memchr(at + 1, *at, left - 1) : NULL;
            if (!closing) return end;
            at = closing;
        } else if (left >= 4 && memcmp(at, "<!--", 4) == 0) {
            at = skip_past(at, end, "-->") - 1;
        } else if (*at == '[') {
            depth++;
        } else if (*at == ']') {
            depth--;
        } else if (*at == '>' && depth <= 0) {
            return at + 1;
        }
    }
    return end;
}

// The root element comes after at most a declaration, a document type and comments; editors write
// long licences there. NULL: there is none.
static const char *root_element(const char *at, const char *end) {
    while ((at = memchr(at, '<', (size_t)(end - at)))) {
        size_t left = (size_t)(end - at);
        if (left >= 4 && memcmp(at, "<!--", 4) == 0)
            at = skip_past(at + 4, end, "-->");
        else if (left >= 2 && at[1] == '?')
            at = skip_past(at, end, "?>");
        else if (left >= 2 && at[1] == '!')
            at = skip_doctype(at, end);
        else
            return at;
    }
    return NULL;
}

static bool is_svg(const char *root, const char *end) {
    if (!root || end - root < 5 || memcmp(root, "<svg", 4) != 0) return false;
    return root[4] != '\0' && strchr(" \t\r\n>/", root[4]) != NULL;
}

static Err probe_svg(const unsigned char *bytes, size_t n, ImageInfo *out, ErrInfo *info) {
    const char *text = (const char *)bytes;
    if (!utf8_valid(text, n) || memchr(bytes, 0, n)) {
        return err_set(info, ERR_REFUSED, 0, "the SVG is not UTF-8: save it as plain SVG in UTF-8");
    }
    if (!is_svg(root_element(text, text + n), text + n)) {
        return err_set(info, ERR_REFUSED, 0, "the file holds no <svg>: save it as plain SVG");
    }
    if (!memmem(text, n, "</svg>", 6)) return damaged(info, "it ends before </svg>");
    out->width = out->height = 0;
    return ERR_NONE;
}

static bool starts_as_xml(const unsigned char *bytes, size_t n) {
    size_t at = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < n && bytes[at] != '\0' && strchr(" \t\r\n", bytes[at])) at++;
    return at < n && bytes[at] == '<';
}

Err image_probe(const unsigned char *bytes, size_t n, ImageInfo *out, ErrInfo *info) {
    *out = (ImageInfo){0};
    if (n > IMAGE_BYTES_MAX) {
        return err_set(info, ERR_REFUSED, 0, "the picture has %zu MB: at most %d fit",
                       (n + (1u << 20) - 1) >> 20, IMAGE_BYTES_MAX >> 20);
    }
    if (n >= sizeof png_magic && memcmp(bytes, png_magic, sizeof png_magic) == 0) {
        out->kind = IMAGE_PNG;
        return probe_png(bytes, n, out, info);
    }
    if (n >= 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF) {
        out->kind = IMAGE_JPEG;
        return probe_jpeg(bytes, n, out, info);
    }
    if (starts_as_xml(bytes, n)) {
        out->kind = IMAGE_SVG;
        return probe_svg(bytes, n, out, info);
    }
    return err_set(info, ERR_REFUSED, 0,
                   "the file is no PNG, JPEG or SVG: save it as one of those");
}

int image_kind_of_name(const char *name, ImageKind *out_kind) {
    static const struct {
        const char *ending;
        ImageKind kind;
    } endings[] = {
        {".png", IMAGE_PNG}, {".jpg", IMAGE_JPEG}, {".jpeg", IMAGE_JPEG}, {".svg", IMAGE_SVG}};
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t n = strlen(endings[i].ending);
        if (length <= n || strcasecmp(name + length - n, endings[i].ending) != 0) continue;
        *out_kind = endings[i].kind;
        return 0;
    }
    return -1;
}

const char *image_kind_word(ImageKind kind) {
    switch (kind) {
    case IMAGE_PNG: return "PNG";
    case IMAGE_JPEG: return "JPEG";
    case IMAGE_SVG: return "SVG";
    }
    return "?";
}
