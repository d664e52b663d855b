// A thread that runs praatplaat-raster, one child at a time, with a limit on wall-clock time, and
// keeps whole pictures in the cache folder when nothing else is to be done. No signal handler: the
// child's end shows in the pipe that carries its sentence, and only this thread waits for it.
#ifndef PP_UI_PICTURE_CHILD_H
#define PP_UI_PICTURE_CHILD_H

#include "base/err.h"
#include "ui/picture.h"
#include "ui/picture_cache.h"

typedef struct PictureChild PictureChild;

typedef enum {
    CHILD_MADE,     // file holds the raster
    CHILD_FAILED,   // info says why
    CHILD_CHANGED,  // the picture is not the file of the key any more
    CHILD_ENDED,    // picture_child_end came first
} PictureChildEnd;

typedef struct {
    int number;  // the caller's
    PictureChildEnd end;
    int file;  // CHILD_MADE: open, now the caller's; else -1
    ErrInfo info;
} PictureChildResult;

// Copies config. The thread starts with the first job.
PictureChild *picture_child_create(const PicturesConfig *config);
void picture_child_destroy(PictureChild *child);  // ends a child that runs; NULL is fine

// Gives it a job; false while it has one whose result was not taken. keep: put it into the cache.
bool picture_child_start(PictureChild *child, int number, const char *path, const RasterKey *key,
                         bool keep);

// Ends the job there is; its result still comes (CHILD_ENDED, or the one that was quicker).
void picture_child_end(PictureChild *child);

// The result of the job; false while there is none.
bool picture_child_take(PictureChild *child, PictureChildResult *out);

#endif
