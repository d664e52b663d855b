// The files of the picture cache, and rasters as surfaces that are mapped, not read. Nothing here
// trusts a file: a raster counts when its header says the key that was asked for and its length fits.
#ifndef PP_UI_PICTURE_CACHE_H
#define PP_UI_PICTURE_CACHE_H

#include "raster/raster_file.h"

#include <SDL_surface.h>
#include <stdbool.h>
#include <stddef.h>

enum { PICTURE_CACHE_FILES = 6 };  // 216 MB of whole posters at 3840x2400

typedef struct {
    void *bytes;  // NULL: nothing is mapped
    size_t n;
    SDL_Surface *surface;  // owned; its pixels are the mapping's
} PictureMap;

// Maps the raster in file (borrowed; may be closed afterwards). False when it is not the one of key.
bool picture_map(PictureMap *out, int file, const RasterKey *key);
void picture_unmap(PictureMap *map);  // a map of nothing is fine

// The kept raster of key as a map; marks it as used.
bool picture_cache_find(PictureMap *out, const char *dir, const RasterKey *key);

// Copies raster (a file of the right length) into the folder, which is made when missing, and
// removes all but the newest PICTURE_CACHE_FILES. May take long: not for the frame's thread. Returns
// false, without a word, when the folder will not have it: a cache is only a help.
bool picture_cache_keep(const char *dir, const RasterKey *key, int raster);

#endif
