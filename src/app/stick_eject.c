// The system's own tool does it, by the device behind the folder; PRAATPLAAT_EJECT names another
// program, which gets the folder. Without either everything on the stick is synced all the same.
#include "app/sticks.h"

#include "base/str.h"
#include "storage/file_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

// Exit status, or -1 when it could not be started.
static int run(const char *const *words) {
    pid_t pid;
    int status;
    char *arguments[8] = {NULL};
    for (int i = 0; i < 7 && words[i]; i++) arguments[i] = (char *)(uintptr_t)words[i];
    if (posix_spawnp(&pid, arguments[0], NULL, NULL, arguments, environ) != 0) return -1;
    pid_t got;
    do got = waitpid(pid, &status, 0);
    while (got < 0 && errno == EINTR);
    if (got != pid || !WIFEXITED(status)) return 1;
    return WEXITSTATUS(status) == 127 ? -1 : WEXITSTATUS(status);
}

// "\040" of the table is a space.
static void unescape(char *text) {
    char *to = text;
    for (const char *at = text; *at; at++) {
        if (at[0] == '\\' && at[1] && at[2] && at[3]) {
            *to++ = (char)((at[1] - '0') * 64 + (at[2] - '0') * 8 + (at[3] - '0'));
            at += 3;
        } else {
            *to++ = *at;
        }
    }
    *to = '\0';
}

// A line is: device, folder, kind …
static bool find_device(const char *path, char *out, size_t size) {
    enum { TABLE_MAX = 1024 * 1024 };
    Str table;
    str_init(&table);
    bool found = false;
    if (file_read_all(AT_FDCWD, "/proc/self/mounts", TABLE_MAX, &table, NULL)) str_clear(&table);
    char device[1024], folder[2048], line[3200];
    for (const char *at = str_text(&table); *at;) {
        size_t n = strcspn(at, "\n");
        (void)snprintf(line, sizeof line, "%.*s", (int)n, at);
        at += n + (at[n] == '\n');
        if (sscanf(line, "%1023s %2047s", device, folder) != 2) continue;
        unescape(folder);
        if (!str_equal(folder, path) || !str_starts(device, "/dev/")) continue;
        unescape(device);
        found = str_copy(out, size, device);
    }
    str_finish(&table);
    return found;
}

Eject stick_eject(const char *path) {
    const char *given = getenv("PRAATPLAAT_EJECT");
    char device[1024];
    if (given && *given) {
        int status = run((const char *const[]){given, path, NULL});
        return status == 0 ? EJECT_GONE : status < 0 ? EJECT_UNKNOWN : EJECT_STAYS;
    }
    if (!find_device(path, device, sizeof device)) return EJECT_UNKNOWN;
    int status = run(
        (const char *const[]){"udisksctl", "unmount", "--no-user-interaction", "-b", device, NULL});
    if (status != 0) return status < 0 ? EJECT_UNKNOWN : EJECT_STAYS;
    (void)run((const char *const[]){"udisksctl", "power-off", "--no-user-interaction", "-b", device,
                                    NULL});
    return EJECT_GONE;
}
