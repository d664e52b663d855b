// The rasters there are and those that are wanted, in a fixed number of places. All decisions are
// taken here, on the frame's thread: what to map, what to have drawn next, what to let go. A place
// changes hands only in pictures_frame or when nobody was given its surface since.
#include "ui/picture.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/no_memory.h"
#include "ui/picture_child.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

enum { PLACES = 16, IDLE_MS = 5000 };

typedef enum { PLACE_FREE, PLACE_WANTED, PLACE_DRAWN, PLACE_READY, PLACE_FAILED } PlaceState;

typedef struct {
    PlaceState state;  // PLACE_DRAWN: the child is at it
    bool whole;
    bool asked;  // since the last pictures_frame
    bool ended;  // PLACE_DRAWN: the child was told to end
    char *path;  // owned
    RasterKey key;
    PictureRaster raster;  // PLACE_READY
    char error[ERR_TEXT_MAX];
    int64_t asked_ms;
    uint64_t order;  // the higher, the later picture_get was called for it
} Place;

struct Pictures {
    PictureChild *child;
    char *cache_dir;
    uint64_t order;
    Place places[PLACES];
};

static void *or_end(void *memory) {
    if (!memory) no_memory();
    return memory;
}

Pictures *pictures_create(const PicturesConfig *config) {
    Pictures *pictures = or_end(calloc(1, sizeof *pictures));
    pictures->child = picture_child_create(config);
    pictures->cache_dir = config->cache_dir ? or_end(strdup(config->cache_dir)) : NULL;
    return pictures;
}

static void release(Place *place) {
    picture_drop(&place->raster);
    free(place->path);
    *place = (Place){0};
}

void pictures_destroy(Pictures *pictures) {
    if (!pictures) return;
    picture_child_destroy(pictures->child);
    for (int i = 0; i < PLACES; i++) release(&pictures->places[i]);
    free(pictures->cache_dir);
    free(pictures);
}

static Rect whole_region(float source_w, float source_h, float scale) {
    return (Rect){0, 0, (int)lroundf(source_w * scale), (int)lroundf(source_h * scale)};
}

PictureRequest picture_whole(const char *path, float source_w, float source_h, float scale,
                             uint32_t ground) {
    return (PictureRequest){
        path, source_w, source_h, scale, whole_region(source_w, source_h, scale), ground};
}

// ---- Keys and places -------------------------------------------------------------------------------

static RasterKey key_of(const PictureRequest *request) {
    return (RasterKey){.path_hash = raster_hash(request->path, strlen(request->path)),
                       .source_w = request->source_w,
                       .source_h = request->source_h,
                       .scale = request->scale,
                       .x = request->region.x,
                       .y = request->region.y,
                       .w = request->region.w,
                       .h = request->region.h,
                       .ground = request->ground & 0xFFFFFFu};
}

static bool same_file(const RasterKey *a, const RasterKey *b) {
    return a->path_hash == b->path_hash && a->file_bytes == b->file_bytes && a->inode == b->inode &&
           a->changed_ns == b->changed_ns;
}

static bool same_request(const RasterKey *a, const RasterKey *b) {
    RasterKey c = *b;
    c.file_bytes = a->file_bytes;
    c.inode = a->inode;
    c.changed_ns = a->changed_ns;
    return memcmp(a, &c, sizeof c) == 0;
}

static Place *find(const Pictures *pictures, const RasterKey *key) {
    for (int i = 0; i < PLACES; i++) {
        const Place *place = &pictures->places[i];
        if (place->state != PLACE_FREE && memcmp(&place->key, key, sizeof *key) == 0)
            return (Place *)(uintptr_t)place;
    }
    return NULL;
}

// The place asked for last that is in a state and, when path is given, of that picture and kind.
static Place *latest(const Pictures *pictures, PlaceState state, const char *path, bool whole) {
    const Place *best = NULL;
    for (int i = 0; i < PLACES; i++) {
        const Place *place = &pictures->places[i];
        if (place->state != state || place->whole != whole || (best && best->order > place->order))
            continue;
        if (!path || strcmp(place->path, path) == 0) best = place;
    }
    return (Place *)(uintptr_t)best;
}

// A free place, or the one not asked for the longest. NULL when all are in this frame's use.
static Place *take_place(Pictures *pictures) {
    Place *oldest = NULL;
    for (int i = 0; i < PLACES; i++) {
        Place *place = &pictures->places[i];
        if (place->state == PLACE_FREE) return place;
        if (place->state == PLACE_DRAWN || place->asked) continue;
        if (!oldest || place->order < oldest->order) oldest = place;
    }
    if (oldest) release(oldest);
    return oldest;
}

static void mark_asked(Place *place) {
    place->asked = true;
    place->asked_ms = clock_monotonic_ms();
}

static void fail(Place *place, const char *sentence) {
    place->state = PLACE_FAILED;
    (void)!snprintf(place->error, sizeof place->error, "%s", sentence);
    log_line("%s", place->error);
}

// ---- The child ---------------------------------------------------------------------------------------

static void take_results(Pictures *pictures) {
    PictureChildResult result;
    if (!picture_child_take(pictures->child, &result)) return;
    Place *place = &pictures->places[result.number];
    switch (result.end) {
    case CHILD_MADE:
        if (!picture_load(&place->raster, result.file, &place->key))
            release(place);
        else
            place->state = PLACE_READY;
        close(result.file);
        break;
    case CHILD_FAILED: fail(place, result.info.text); break;
    case CHILD_CHANGED: release(place); break;  // the next picture_get sees the new file
    case CHILD_ENDED: release(place); break;
    }
}

// Whole pictures first, the latest first.
static void have_next_drawn(Pictures *pictures) {
    Place *next = latest(pictures, PLACE_WANTED, NULL, true);
    if (!next) next = latest(pictures, PLACE_WANTED, NULL, false);
    if (!next) return;
    int number = (int)(next - pictures->places);
    if (picture_child_start(pictures->child, number, next->path, &next->key, next->whole))
        next->state = PLACE_DRAWN;
}

// A new request makes others pointless: details that wait or are being drawn, and whole pictures of
// the same file in another size that only wait. One that is being drawn is finished: a window that
// is being resized would never get any.
static void end_older(Pictures *pictures, const Place *newest) {
    for (int i = 0; i < PLACES; i++) {
        Place *place = &pictures->places[i];
        if (place == newest) continue;
        bool waits = place->state == PLACE_WANTED, drawn = place->state == PLACE_DRAWN;
        if (waits && place->whole == newest->whole &&
            (!place->whole || (!place->asked && strcmp(place->path, newest->path) == 0)))
            release(place);
        if (drawn && !place->whole && !place->ended) {
            place->ended = true;
            picture_child_end(pictures->child);
        }
    }
}

// ---- Requests ------------------------------------------------------------------------------------------

static Place *place_for(Pictures *pictures, const PictureRequest *request, const RasterKey *key,
                        bool whole) {
    Place *place = take_place(pictures);
    if (!place) return NULL;
    place->path = or_end(strdup(request->path));
    place->key = *key;
    place->whole = whole;
    place->state = PLACE_WANTED;
    place->order = ++pictures->order;
    return place;
}

// Why the file cannot be drawn, before anybody tries; NULL when it may be.
static const char *objection(const struct stat *file, int error, const RasterKey *key) {
    if (error) return strerror(error);
    if (!S_ISREG(file->st_mode)) return "it is no regular file";
    if (file->st_size > (off_t)RASTER_FILE_BYTES_MAX) return "it is larger than 8 MB";
    if (!raster_key_sane(key)) return "it is asked for in a size that cannot be drawn";
    return NULL;
}

static void settle_new(Pictures *pictures, Place *place, const char *why) {
    if (why) {
        char sentence[ERR_TEXT_MAX];
        (void)!snprintf(sentence, sizeof sentence,
                        "%s: %s: put a PNG, JPEG or SVG of at most 8 MB there", place->path, why);
        fail(place, sentence);
        return;
    }
    // A file that failed as a whole fails in its parts, without another try.
    for (int i = 0; i < PLACES; i++) {
        const Place *other = &pictures->places[i];
        if (other != place && other->state == PLACE_FAILED && other->whole &&
            same_file(&other->key, &place->key)) {
            place->state = PLACE_FAILED;
            memcpy(place->error, other->error, sizeof place->error);
            return;
        }
    }
    if (place->whole && pictures->cache_dir &&
        picture_cache_find(&place->raster, pictures->cache_dir, &place->key)) {
        place->state = PLACE_READY;
        return;
    }
    end_older(pictures, place);
}

// A file that is gone (a stick that was pulled) does not take what was made of it.
static Place *made_before(Pictures *pictures, const RasterKey *key) {
    for (int i = 0; i < PLACES; i++)
        if (pictures->places[i].state == PLACE_READY && same_request(&pictures->places[i].key, key))
            return &pictures->places[i];
    return NULL;
}

PictureState picture_get(Pictures *pictures, const PictureRequest *request,
                         const SDL_Surface **out) {
    *out = NULL;
    take_results(pictures);
    RasterKey key = key_of(request);
    struct stat file = {0};
    int error = lstat(request->path, &file) == 0 ? 0 : errno;
    if (!error) raster_key_file(&key, request->path, &file);

    Place *place = find(pictures, &key);
    if (!place && error) place = made_before(pictures, &key);
    if (place) {
        place->order = ++pictures->order;
    } else {
        Rect all = whole_region(request->source_w, request->source_h, request->scale);
        place = place_for(pictures, request, &key, rect_equal(request->region, all));
        if (place) settle_new(pictures, place, objection(&file, error, &key));
    }
    have_next_drawn(pictures);
    if (!place) return PICTURE_WAITING;
    mark_asked(place);
    *out = place->raster.surface;
    return place->state == PLACE_READY    ? PICTURE_READY
           : place->state == PLACE_FAILED ? PICTURE_FAILED
                                          : PICTURE_WAITING;
}

const SDL_Surface *picture_at_hand(Pictures *pictures, const char *path, bool detail,
                                   PictureRequest *out_request) {
    Place *place = latest(pictures, PLACE_READY, path, !detail);
    if (!place) return NULL;
    mark_asked(place);
    const RasterKey *key = &place->key;
    *out_request = (PictureRequest){
        place->path, key->source_w, key->source_h, key->scale, {key->x, key->y, key->w, key->h},
        key->ground};
    return place->raster.surface;
}

const char *picture_error(const Pictures *pictures, const PictureRequest *request) {
    RasterKey key = key_of(request);
    const Place *best = NULL;
    for (int i = 0; i < PLACES; i++) {
        const Place *place = &pictures->places[i];
        if (place->state == PLACE_FREE || !same_request(&place->key, &key)) continue;
        if (!best || place->order > best->order) best = place;
    }
    return best ? best->error : "";
}

void pictures_frame(Pictures *pictures) {
    take_results(pictures);
    int64_t now = clock_monotonic_ms();
    const Place *last_whole = latest(pictures, PLACE_READY, NULL, true);
    for (int i = 0; i < PLACES; i++) {
        Place *place = &pictures->places[i];
        bool asked = place->asked;
        place->asked = false;
        if (asked || (place->state != PLACE_READY && place->state != PLACE_WANTED)) continue;
        bool replaced = place->state == PLACE_READY &&
                        latest(pictures, PLACE_READY, place->path, place->whole) != place;
        if (replaced || (now - place->asked_ms >= IDLE_MS && place != last_whole)) release(place);
    }
    have_next_drawn(pictures);
}
