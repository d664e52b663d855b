// Where the program's own data lies (assets, scenes, fonts, translations), and the programs beside it.
#ifndef PP_APP_PLACES_H
#define PP_APP_PLACES_H

#include "base/err.h"

#include <stdbool.h>

enum { PLACE_MAX = 4096 };

typedef struct {
    char share[PLACE_MAX], assets[PLACE_MAX], icons[PLACE_MAX], keyboards[PLACE_MAX],
        fonts[PLACE_MAX], scenes[PLACE_MAX], translations[PLACE_MAX], raster[PLACE_MAX],
        report[PLACE_MAX], speak[PLACE_MAX], cache[PLACE_MAX];
} Places;

// In this order: $PRAATPLAAT_SHARE, ../share/praatplaat beside the program, where it was installed,
// the build tree. ERR_MACHINE when none of them is there. data_dir (may be NULL) gets the cache when
// neither XDG_CACHE_HOME nor HOME is set.
Err places_find(const char *data_dir, Places *out, ErrInfo *info) MUST_CHECK;

#endif
