// Icons are drawn by nanosvg (in SDL_image) at twice the size and averaged down: on its own nanosvg
// has five sub-rows to a pixel, which shows as steps in the slanted lines of small icons. A second
// colour of an icon reuses the shape of the first.
#include "ui/icons.h"

#include "base/log.h"
#include "base/no_memory.h"
#include "base/str.h"

#include <SDL_image.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ICONS_MAX = 200, NAME_MAX_BYTES = 48, PX_MAX = 1024, OVERSAMPLE = 2, SAID_MAX = 32 };

// Beyond this many pixels in all the least used go first, down to ICONS_KEPT.
enum { PIXELS_MAX = 1000000, ICONS_KEPT = 50 };

typedef struct {
    char name[NAME_MAX_BYTES];
    int px;
    uint32_t rgb;
    SDL_Surface *surface;  // NULL: free
    uint64_t used;         // the higher, the later
} Icon;

struct Icons {
    char *dir;
    uint64_t uses;
    int count;
    int64_t pixels;
    Icon icons[ICONS_MAX];
    uint64_t said[SAID_MAX];  // hashes of names reported in the log
    int said_count;
};

static void *or_end(void *memory) {
    if (!memory) no_memory();
    return memory;
}

Icons *icons_create(const char *icons_dir) {
    Icons *icons = or_end(calloc(1, sizeof *icons));
    icons->dir = or_end(strdup(icons_dir));
    return icons;
}

static void drop(Icons *icons, Icon *icon) {
    icons->pixels -= (int64_t)icon->px * icon->px;
    icons->count--;
    SDL_FreeSurface(icon->surface);
    icon->surface = NULL;
}

void icons_destroy(Icons *icons) {
    if (!icons) return;
    for (int i = 0; i < ICONS_MAX; i++)
        if (icons->icons[i].surface) drop(icons, &icons->icons[i]);
    free(icons->dir);
    free(icons);
}

// Names can come from a scene: letters, digits and hyphens only, so that none leaves the folder.
static bool name_valid(const char *name) {
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return n > 0 && n < NAME_MAX_BYTES && name[n] == '\0';
}

static uint32_t *row_of(const SDL_Surface *surface, int y) {
    return (uint32_t *)(void *)((char *)surface->pixels + (ptrdiff_t)surface->pitch * y);
}

static SDL_Surface *new_surface(int px) {
    SDL_Surface *surface =
        or_end(SDL_CreateRGBSurfaceWithFormat(0, px, px, 32, SDL_PIXELFORMAT_ARGB8888));
    SDL_SetSurfaceBlendMode(surface, SDL_BLENDMODE_BLEND);
    return surface;
}

// The drawing's alpha, averaged, as alpha of out. nanosvg rounds sizes up, so drawn may be a pixel
// larger than asked for.
static void average_alpha(SDL_Surface *out, const SDL_Surface *drawn, int factor) {
    for (int y = 0; y < out->h; y++) {
        uint32_t *to = row_of(out, y);
        for (int x = 0; x < out->w; x++) {
            uint32_t sum = 0;
            for (int j = 0; j < factor; j++)
                for (int i = 0; i < factor; i++) {
                    int from_x = x * factor + i, from_y = y * factor + j;
                    if (from_x < drawn->w && from_y < drawn->h)
                        sum += row_of(drawn, from_y)[from_x] >> 24;
                }
            uint32_t samples = (uint32_t)(factor * factor);
            to[x] = (sum + samples / 2) / samples << 24;
        }
    }
}

static SDL_Surface *draw_file(const Icons *icons, const char *name, int px) {
    Str path;
    str_init(&path);
    str_format(&path, "%s/%s.svg", icons->dir, name);
    int factor = px * OVERSAMPLE <= PX_MAX ? OVERSAMPLE : 1;
    SDL_RWops *file = str_ok(&path) ? SDL_RWFromFile(str_text(&path), "rb") : NULL;
    SDL_Surface *drawn = file ? IMG_LoadSizedSVG_RW(file, px * factor, px * factor) : NULL;
    if (file) SDL_RWclose(file);
    str_finish(&path);
    if (!drawn) return NULL;
    SDL_Surface *words = SDL_ConvertSurfaceFormat(drawn, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(drawn);
    if (!words) return NULL;
    SDL_Surface *out = new_surface(px);
    average_alpha(out, words, factor);
    SDL_FreeSurface(words);
    return out;
}

// What stands in for an icon that is not there: a square outline, clearly smaller than the icon.
static SDL_Surface *draw_square(int px) {
    SDL_Surface *out = new_surface(px);
    int edge = px / 4, line = px >= 16 ? px / 12 : 1;
    for (int y = edge; y < px - edge; y++)
        for (int x = edge; x < px - edge; x++)
            if (x < edge + line || y < edge + line || x >= px - edge - line ||
                y >= px - edge - line)
                row_of(out, y)[x] = 0xFF000000u;
    return out;
}

static void say_once(Icons *icons, const char *name) {
    uint64_t hash = 5381;
    for (const char *at = name; *at; at++) hash = hash * 33 + (unsigned char)*at;
    for (int i = 0; i < icons->said_count; i++)
        if (icons->said[i] == hash) return;
    if (icons->said_count == SAID_MAX) return;
    icons->said[icons->said_count++] = hash;
    if (name_valid(name))
        log_line("icon %s cannot be drawn: put %s.svg into %s", name, name, icons->dir);
    else
        log_line(
            "an icon's name has characters that none has: use small letters, digits and hyphens");
}

static SDL_Surface *copy_of(const SDL_Surface *surface) {
    SDL_Surface *out = new_surface(surface->w);
    for (int y = 0; y < out->h; y++) memcpy(row_of(out, y), row_of(surface, y), (size_t)out->w * 4);
    return out;
}

static void tint(SDL_Surface *surface, uint32_t rgb) {
    for (int y = 0; y < surface->h; y++) {
        uint32_t *row = row_of(surface, y);
        for (int x = 0; x < surface->w; x++) row[x] = (row[x] & 0xFF000000u) | (rgb & 0xFFFFFFu);
    }
}

static Icon *free_place(Icons *icons, int px) {
    for (;;) {
        bool full = icons->count == ICONS_MAX ||
                    (icons->count > ICONS_KEPT && icons->pixels + (int64_t)px * px > PIXELS_MAX);
        Icon *oldest = NULL;
        for (int i = 0; i < ICONS_MAX; i++) {
            Icon *icon = &icons->icons[i];
            if (!icon->surface && !full) return icon;
            if (icon->surface && (!oldest || icon->used < oldest->used)) oldest = icon;
        }
        drop(icons, oldest);
    }
}

const SDL_Surface *icon_get(Icons *icons, const char *name, int px, uint32_t rgb) {
    if (px < 1) px = 1;
    if (px > PX_MAX) px = PX_MAX;
    // All names that no icon can have share one square.
    char key[NAME_MAX_BYTES];
    bool valid = name_valid(name);
    str_copy(key, sizeof key, valid ? name : "?");

    const Icon *same_shape = NULL;
    for (int i = 0; i < ICONS_MAX; i++) {
        Icon *icon = &icons->icons[i];
        if (!icon->surface || icon->px != px || strcmp(icon->name, key) != 0) continue;
        if (icon->rgb == rgb) {
            icon->used = ++icons->uses;
            if (!valid) say_once(icons, name);
            return icon->surface;
        }
        same_shape = icon;
    }
    SDL_Surface *surface = same_shape ? copy_of(same_shape->surface)
                           : valid    ? draw_file(icons, name, px)
                                      : NULL;
    if (!surface) {
        say_once(icons, name);
        surface = draw_square(px);
    }
    tint(surface, rgb);
    Icon *icon = free_place(icons, px);
    icons->count++;
    icons->pixels += (int64_t)px * px;
    str_copy(icon->name, sizeof icon->name, key);
    icon->px = px;
    icon->rgb = rgb;
    icon->surface = surface;
    icon->used = ++icons->uses;
    return surface;
}
