// Finding a stick: only a place of its own counts as one.
#include "app/places.h"

#include "base/str.h"

#include <dirent.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_stick(const char *path, const char *parent) {
    struct stat here, above;
    return stat(path, &here) == 0 && stat(parent, &above) == 0 && S_ISDIR(here.st_mode) &&
           here.st_dev != above.st_dev && access(path, R_OK | X_OK) == 0;
}

static bool find_under(const char *parent, char *out, size_t size) {
    DIR *dir = opendir(parent);
    bool found = false;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && !found; entry = readdir(dir)) {
        if (entry->d_name[0] == '.') continue;
        int n = snprintf(out, size, "%s/%s", parent, entry->d_name);
        found = n > 0 && (size_t)n < size && is_stick(out, parent);
    }
    if (dir) (void)closedir(dir);
    return found;
}

bool places_find_stick(char *out, size_t size) {
    const char *given = getenv("PRAATPLAAT_STICK"), *user = getenv("USER");
    if (given && *given) return str_copy(out, size, given);
    const struct passwd *entry = user && *user ? NULL : getpwuid(getuid());
    if (entry) user = entry->pw_name;
    if (!user || !*user || strchr(user, '/')) return false;
    static const char *const parents[] = {"/media", "/run/media"};
    for (size_t i = 0; i < sizeof parents / sizeof *parents; i++) {
        char parent[300];
        (void)snprintf(parent, sizeof parent, "%s/%.250s", parents[i], user);
        if (find_under(parent, out, size)) return true;
    }
    return false;
}
