// Finds praatplaat-raster, in the build tree and when installed anywhere.
#include "base/str.h"
#include "ui/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool picture_find_program(char *out, size_t size) {
    const char *given = getenv("PRAATPLAAT_RASTER");
    if (given && *given) return str_copy(out, size, given) && access(out, X_OK) == 0;

    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n <= 0) return false;
    self[n] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash) return false;
    *slash = '\0';
    static const char *const places[] = {"praatplaat-raster",
                                         "../libexec/praatplaat/praatplaat-raster"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int length = snprintf(out, size, "%s/%s", self, places[i]);
        if (length > 0 && (size_t)length < size && access(out, X_OK) == 0) return true;
    }
    return false;
}
