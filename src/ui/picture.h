// Pictures from scenes as opaque rasters, ready to copy. A picture is drawn by a program of its own
// (praatplaat-raster, with limits on time and memory), never on the frame's thread; whole pictures
// are kept in a cache folder and come back by mapping a file. The cache is derived: it may be
// deleted at any moment, and a picture whose file changed is made anew.
//
//   pictures_frame(pictures);                                  // once, before a frame is built
//   PictureRequest whole = picture_whole(path, 2240, 1400, scale, ground);
//   if (picture_get(pictures, &whole, &surface) == PICTURE_READY) …copy…
//   else if ((surface = picture_at_hand(pictures, path, false, &old))) …stretch old.region…
//
// All functions are for one thread. Owns its rasters; pixels are XRGB8888, without alpha.
#ifndef PP_UI_PICTURE_H
#define PP_UI_PICTURE_H

#include "base/err.h"
#include "ui/geometry.h"

#include <SDL_surface.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Pictures Pictures;

typedef struct {
    const char *cache_dir;       // made when missing; NULL or not writable: nothing is kept
    const char *raster_program;  // path of praatplaat-raster
    void (*wake)(
        void *context);  // called from another thread when a frame would show more; may be NULL
    void *wake_context;
    int limit_ms;  // most time for one raster; 0: 30 s
} PicturesConfig;

// Copies config. Starts no process and reads no file.
Pictures *pictures_create(const PicturesConfig *config);

// Ends a child that runs; what was made but not yet kept is kept first. NULL is fine.
void pictures_destroy(Pictures *pictures);

// A part of a picture: the picture's own coordinate system (source_w x source_h, fitted and centred
// in it when the file has another shape) times scale gives pixels; region is in those pixels.
typedef struct {
    const char *path;          // copied
    float source_w, source_h;  // of the scene's coordinate system
    float scale;               // pixels per unit
    Rect region;               // what is wanted; at most 40 megapixels
    uint32_t ground;           // 0xRRGGBB under transparent parts
} PictureRequest;

// The request for all of a picture. A request with this region is a whole picture and is kept in
// the cache folder; any other region is a detail and is not.
PictureRequest picture_whole(const char *path, float source_w, float source_h, float scale,
                             uint32_t ground);

typedef enum { PICTURE_WAITING, PICTURE_READY, PICTURE_FAILED } PictureState;

// Never takes longer than mapping a cached file; starts the child when needed, one at a time. A
// whole picture goes before a detail; a new detail ends one that is still being made. A failure is
// not tried again until the file changes. *out (borrowed) is set when READY, else NULL; it stays
// valid until the next pictures_frame.
PictureState picture_get(Pictures *pictures, const PictureRequest *request,
                         const SDL_Surface **out);

// What there is of this picture already, to stretch while picture_get is waiting: the whole picture
// or detail that was asked for last, at whatever scale. NULL when there is none. *out_request says
// what it shows (its path is borrowed as the surface is).
const SDL_Surface *picture_at_hand(Pictures *pictures, const char *path, bool detail,
                                   PictureRequest *out_request);

// Why a request failed: "what happened: what to do". "" when it did not. Borrowed until the next
// pictures_frame.
const char *picture_error(const Pictures *pictures, const PictureRequest *request);

// Lets go of rasters that a newer one replaced and of those not asked for in five seconds, except
// the last whole picture. Call it before a frame is built.
void pictures_frame(Pictures *pictures);

// Draws a whole picture once by praatplaat-raster, and throws it away: for whoever wants to know whether it
// can be drawn. Waits for it, at most 30 s. ERR_REFUSED when the picture is at fault, ERR_MACHINE when
// it could not be tried; the sentence begins with the path.
MUST_CHECK Err picture_try(const char *raster_program, const char *path, float source_w,
                           float source_h, float scale, ErrInfo *info);

// Where praatplaat-raster is: $PRAATPLAAT_RASTER, beside the running program, or in
// ../libexec/praatplaat from there. False when it is in none of these places.
bool picture_find_program(char *out, size_t size);

#endif
