// Finding the program's own files, however it was installed.
#include "app/places.h"

#include "build_config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void join(char *out, const char *folder, const char *name) {
    // A path that does not fit is cut, and then simply not there.
    (void)snprintf(out, PLACE_MAX, "%.*s/%.*s", PLACE_MAX / 2, folder, PLACE_MAX / 4, name);
}

static int is_share(const char *folder) {
    char probe[PLACE_MAX];
    join(probe, folder, "fonts");
    return access(probe, R_OK | X_OK) == 0;
}

static void program_folder(char *out) {
    ssize_t n = readlink("/proc/self/exe", out, PLACE_MAX - 1);
    if (n < 0) n = 0;
    out[n] = '\0';
    char *slash = strrchr(out, '/');
    if (slash) *slash = '\0';
}

// The programs beside this one: in the build tree, or in libexec when installed.
static void find_program(const char *beside, const char *variable, const char *name, char *out) {
    const char *given = getenv(variable);
    if (given && *given) {
        (void)snprintf(out, PLACE_MAX, "%s", given);
        return;
    }
    static const char *const folders[] = {"", "../libexec/praatplaat/", "../lib/praatplaat/"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char tried[PLACE_MAX];
        (void)snprintf(tried, sizeof tried, "%s%s", folders[i], name);
        join(out, beside, tried);
        if (access(out, X_OK) == 0) return;
    }
}

Err places_find(const char *data_dir, Places *out, ErrInfo *info) {
    char beside[PLACE_MAX], near_program[PLACE_MAX];
    program_folder(beside);
    join(near_program, beside, "../share/praatplaat");
    const char *tries[] = {getenv("PRAATPLAAT_SHARE"), near_program, PP_SHARE_INSTALLED,
                           PP_SHARE_BUILT};
    const char *share = NULL;
    for (size_t i = 0; i < sizeof tries / sizeof *tries && !share; i++) {
        if (tries[i] && *tries[i] && is_share(tries[i])) share = tries[i];
    }
    if (!share)
        return err_set(info, ERR_MACHINE, 0,
                       "the program's fonts and pictures are not where they should be: install it "
                       "again, or set PRAATPLAAT_SHARE");
    (void)snprintf(out->share, sizeof out->share, "%s", share);
    join(out->assets, share, "assets");
    join(out->icons, share, "assets/icons");
    join(out->keyboards, share, "assets/keyboards");
    join(out->fonts, share, "fonts");
    join(out->scenes, share, "scenes");
    join(out->translations, share, "translations");
    find_program(beside, "PRAATPLAAT_RASTER", "praatplaat-raster", out->raster);
    find_program(beside, "PRAATPLAAT_REPORT", "praatplaat-report", out->report);
    find_program(beside, "PRAATPLAAT_SPEAK", "praatplaat-speak", out->speak);
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && *cache)
        join(out->cache, cache, "praatplaat");
    else if (home && *home)
        join(out->cache, home, ".cache/praatplaat");
    else
        join(out->cache, data_dir ? data_dir : ".", "cache");
    return ERR_NONE;
}
