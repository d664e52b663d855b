// What praatplaat-raster writes and the pictures of ui read: one header, then rows of opaque pixels
// (0xFFRRGGBB, the machine's byte order), each row starting at a multiple of 64 bytes. The header
// repeats for which file and which request the raster was made, so that nobody has to trust a name.
#ifndef PP_RASTER_RASTER_FILE_H
#define PP_RASTER_RASTER_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#define RASTER_MAGIC "PPRASTER"
enum { RASTER_VERSION = 1, RASTER_ALIGN = 64 };

// The bounds of what is drawn at all.
#define RASTER_FILE_BYTES_MAX (8u * 1024u * 1024u)
#define RASTER_PIXELS_MAX 40000000

// The file as it was and the request, without padding: compared byte by byte.
typedef struct {
    uint64_t path_hash, file_bytes, inode;
    int64_t changed_ns;  // the file's mtime
    float source_w, source_h, scale;
    int32_t x, y, w, h;  // the region, in pixels
    uint32_t ground;     // 0xRRGGBB
} RasterKey;

typedef struct {
    char magic[8];
    uint32_t version, stride;  // bytes from row to row
    RasterKey key;
    char unused[48];
} RasterHeader;

_Static_assert(sizeof(RasterKey) == 64, "a key has no padding");
_Static_assert(sizeof(RasterHeader) % RASTER_ALIGN == 0, "rows start aligned");

static inline uint32_t raster_stride(int32_t w) {
    return ((uint32_t)w * 4 + RASTER_ALIGN - 1) / RASTER_ALIGN * RASTER_ALIGN;
}

static inline size_t raster_file_bytes(const RasterKey *key) {
    return sizeof(RasterHeader) + (size_t)raster_stride(key->w) * (size_t)key->h;
}

static inline uint64_t raster_hash(const void *bytes, size_t n) {  // FNV-1a
    const unsigned char *at = bytes;
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < n; i++) hash = (hash ^ at[i]) * 1099511628211u;
    return hash;
}

// Fills in what says which file it was.
static inline void raster_key_file(RasterKey *key, const char *path, const struct stat *file) {
    key->path_hash = raster_hash(path, strlen(path));
    key->file_bytes = (uint64_t)file->st_size;
    key->inode = (uint64_t)file->st_ino;
    key->changed_ns = (int64_t)file->st_mtim.tv_sec * 1000000000 + file->st_mtim.tv_nsec;
}

// Whether the request in key can be drawn: sizes above zero and within bounds.
static inline bool raster_key_sane(const RasterKey *key) {
    return key->w > 0 && key->h > 0 && (int64_t)key->w * key->h <= RASTER_PIXELS_MAX &&
           key->w <= 32767 && key->h <= 32767 && key->x > -1000000 && key->x < 1000000 &&
           key->y > -1000000 && key->y < 1000000 && key->source_w > 0 && key->source_h > 0 &&
           key->source_w <= 1000000 && key->source_h <= 1000000 && key->scale > 0 &&
           key->scale <= 1000;
}

#endif
