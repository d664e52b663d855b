// Icons: assets/icons/<name>.svg drawn at a size in pixels and tinted, kept in a small cache. The
// file's colours do not count, only its shape.
#ifndef PP_UI_ICONS_H
#define PP_UI_ICONS_H

#include <SDL_surface.h>
#include <stdint.h>

typedef struct Icons Icons;

// Copies icons_dir. Reads no file yet.
Icons *icons_create(const char *icons_dir);
void icons_destroy(Icons *icons);

// The icon as a square of px by px (at least 1, at most 1024), ARGB8888 with straight alpha, blend
// mode set, in the colour rgb (0xRRGGBB). An icon that is missing or broken is a small neutral
// square, said once in the log. Never NULL. Borrowed: draw it at once; it stays at least until
// fifty others were asked for.
const SDL_Surface *icon_get(Icons *icons, const char *name, int px, uint32_t rgb);

#endif
