// The files of the picture cache, and rasters as surfaces. A raster is read into memory, not mapped: a
// mapped file that another program cuts short ends whoever looks at it (SIGBUS), and a page of it that
// the system took away comes back from the disk in the middle of a frame. Nothing here trusts a file: a
// raster counts when its header says the key that was asked for and its length fits.
#ifndef PP_UI_PICTURE_CACHE_H
#define PP_UI_PICTURE_CACHE_H

#include "raster/raster_file.h"

#include <SDL_surface.h>
#include <stdbool.h>
#include <stddef.h>

enum { PICTURE_CACHE_FILES = 6 };  // 216 MB of whole posters at 3840x2400

typedef struct {
    void *bytes;  // NULL: none
    size_t n;
    SDL_Surface *surface;  // owned; its pixels lie in bytes
} PictureRaster;

// Whether file (borrowed) is a whole raster of key, by its header and length.
bool picture_is_of(int file, const RasterKey *key);

// Reads the raster in file (borrowed). False when it is not the one of key, or memory is out.
bool picture_load(PictureRaster *out, int file, const RasterKey *key);
void picture_drop(PictureRaster *map);  // frees it; none is fine

int picture_loaded(void);  // how many are in memory now, of all who loaded any

// The kept raster of key; marks it as used.
bool picture_cache_find(PictureRaster *out, const char *dir, const RasterKey *key);

// Copies raster (a file of the right length) into the folder, which is made when missing, and
// removes all but the newest PICTURE_CACHE_FILES. May take long: not for the frame's thread. Returns
// false, without a word, when the folder will not have it: a cache is only a help.
bool picture_cache_keep(const char *dir, const RasterKey *key, int raster);

#endif
