// Fonts: one open TTF_Font per weight and size, opened when first used. The widths of words are
// remembered, because breaking lines asks for them over and over.
#include "ui/fonts_inner.h"

#include <SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const file_names[WEIGHT_COUNT] = {
    [WEIGHT_REGULAR] = "AtkinsonHyperlegibleNext-Regular.ttf",
    [WEIGHT_SEMIBOLD] = "AtkinsonHyperlegibleNext-SemiBold.ttf",
    [WEIGHT_BOLD] = "AtkinsonHyperlegibleNext-Bold.ttf",
};

// Eight bytes a step: every text of every build is hashed, some of them piece by piece.
uint64_t fonts_hash(const char *bytes, size_t n, uint64_t seed) {
    uint64_t h = (seed ^ 0xCBF29CE484222325u) + n;
    for (size_t i = 0; i < n; i += sizeof h) {
        uint64_t eight = 0;
        memcpy(&eight, bytes + i, n - i < sizeof eight ? n - i : sizeof eight);
        h = (h ^ eight) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    return h;
}

Err fonts_create(const char *fonts_dir, Fonts **out, ErrInfo *info) {
    *out = NULL;
    if (TTF_Init() != 0)
        return err_set(info, ERR_MACHINE, 0, "text cannot be drawn (%s): install the program again",
                       TTF_GetError());
    Fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    fonts->dir = strdup(fonts_dir);
    FontSpec probe = {WEIGHT_REGULAR, 16, 20};
    for (int w = 0; w < WEIGHT_COUNT; w++) {
        probe.weight = (Weight)w;
        if (fonts_open(fonts, probe)) continue;
        Err err = err_set(info, ERR_MACHINE, 0,
                          "the font %s/%s cannot be read: install the program again", fonts_dir,
                          file_names[w]);
        fonts_destroy(fonts);
        return err;
    }
    *out = fonts;
    return ERR_NONE;
}

void fonts_destroy(Fonts *fonts) {
    if (!fonts) return;
    paragraphs_drop_all(fonts);
    for (int i = 0; i < fonts->open_count; i++) TTF_CloseFont(fonts->open[i].font);
    for (int w = 0; w < WEIGHT_COUNT; w++) SDL_free(fonts->files[w].bytes);
    free(fonts->dir);
    free(fonts);
    TTF_Quit();
}

static SDL_RWops *file_in_memory(Fonts *fonts, Weight weight) {
    if (!fonts->files[weight].bytes) {
        char path[4096];
        (void)snprintf(path, sizeof path, "%s/%s", fonts->dir, file_names[weight]);
        fonts->files[weight].bytes = SDL_LoadFile(path, &fonts->files[weight].size);
    }
    if (!fonts->files[weight].bytes) return NULL;
    return SDL_RWFromConstMem(fonts->files[weight].bytes, (int)fonts->files[weight].size);
}

TTF_Font *fonts_open(Fonts *fonts, FontSpec spec) {
    OpenFont *oldest = NULL;
    for (int i = 0; i < fonts->open_count; i++) {
        OpenFont *open = &fonts->open[i];
        if (open->weight == spec.weight && open->px == spec.px) {
            open->used = fonts->frame;
            return open->font;
        }
        if (!oldest || open->used < oldest->used) oldest = open;
    }
    SDL_RWops *memory = file_in_memory(fonts, spec.weight);
    TTF_Font *font = memory ? TTF_OpenFontRW(memory, 1, spec.px) : NULL;
    if (!font) return NULL;
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    TTF_SetFontKerning(font, 1);
    OpenFont *place = NULL;
    if (fonts->open_count < FONTS_OPEN_MAX) {
        place = &fonts->open[fonts->open_count++];
    } else {
        TTF_CloseFont(oldest->font);
        place = oldest;
    }
    *place = (OpenFont){spec.weight, spec.px, font, fonts->frame};
    return font;
}

static int measure(Fonts *fonts, const char *text, FontSpec spec) {
    TTF_Font *font = fonts_open(fonts, spec);
    int w = 0, h = 0;
    if (font && *text) (void)TTF_SizeUTF8(font, text, &w, &h);
    return w;
}

// Spread over all bits: else a size and a first letter could together look like two others.
uint64_t fonts_seed(FontSpec spec) {
    return ((uint64_t)spec.weight << 32 | (uint32_t)spec.px) * 0x9E3779B97F4A7C15u;
}

int fonts_width(Fonts *fonts, const char *text, size_t bytes, FontSpec spec) {
    if (bytes == 0) return 0;
    uint64_t hash = fonts_hash(text, bytes, fonts_seed(spec));
    WidthEntry *set = fonts->widths[hash % WIDTH_SETS];
    for (int i = 0; i < WIDTH_WAYS; i++) {
        if (set[i].hash == hash && set[i].bytes == bytes) return set[i].width;
    }
    char small[256];
    char *copy = bytes < sizeof small ? small : malloc(bytes + 1);
    if (!copy) return 0;
    memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    int width = measure(fonts, copy, spec);
    if (copy != small) free(copy);
    // The newest in front; the oldest of the set goes.
    memmove(set + 1, set, (WIDTH_WAYS - 1) * sizeof *set);
    set[0] = (WidthEntry){hash, bytes, width};
    return width;
}

int fonts_ascent(Fonts *fonts, FontSpec spec) {
    TTF_Font *font = fonts_open(fonts, spec);
    if (!font) return spec.px;
    int own = TTF_FontAscent(font) - TTF_FontDescent(font);
    return TTF_FontAscent(font) + (spec.line_px - own) / 2;
}
