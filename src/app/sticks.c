// What is mounted is read from the system's own table; folders are watched too, because a desktop
// makes the folder first. PRAATPLAAT_STICK names places by hand (":" between them), for a machine
// that mounts elsewhere, and for tests.
#include "app/sticks.h"

#include "base/str.h"
#include "storage/file_ops.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SETTLE_MS = 120 };

struct Sticks {
    void (*changed)(void *context);
    void *context;
    pthread_t thread;
    pthread_mutex_t mutex;
    Stick list[STICKS_MAX];
    int count;
    bool stop;
    int wake, mounts, folders;  // descriptors
};

// ---- Looking -------------------------------------------------------------------------------------

static void add_stick(const char *path, Stick *list, int *count) {
    struct statvfs room;
    if (*count >= STICKS_MAX || statvfs(path, &room) != 0) return;
    Stick *stick = &list[*count];
    const char *slash = strrchr(path, '/');
    if (!str_copy(stick->path, sizeof stick->path, path)) return;
    (void)str_copy(stick->name, sizeof stick->name, slash && slash[1] ? slash + 1 : path);
    stick->read_only = (room.f_flag & ST_RDONLY) != 0 || access(path, W_OK | X_OK) != 0;
    stick->free_bytes = (int64_t)room.f_bavail * (int64_t)room.f_frsize;
    (*count)++;
}

// Only a place of its own counts as a stick.
static bool is_mount(const char *path, const char *parent) {
    struct stat here, above;
    return stat(path, &here) == 0 && stat(parent, &above) == 0 && S_ISDIR(here.st_mode) &&
           here.st_dev != above.st_dev;
}

static void look_under(const char *parent, Stick *list, int *count) {
    DIR *dir = opendir(parent);
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir)) {
        char path[STICK_PATH_MAX];
        if (entry->d_name[0] == '.') continue;
        int n = snprintf(path, sizeof path, "%s/%s", parent, entry->d_name);
        if (n > 0 && (size_t)n < sizeof path && is_mount(path, parent))
            add_stick(path, list, count);
    }
    if (dir) (void)closedir(dir);
}

static const char *user_name(void) {
    const char *user = getenv("USER");
    static char found[128];
    static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
    if (user && *user) return strchr(user, '/') ? NULL : user;
    (void)pthread_mutex_lock(&once);
    const struct passwd *entry = *found ? NULL : getpwuid(getuid());
    if (entry) (void)str_copy(found, sizeof found, entry->pw_name);
    (void)pthread_mutex_unlock(&once);
    return *found ? found : NULL;
}

// at 0, 1, 2: folders in which sticks are mounted; false: no such one.
static bool parent_at(int at, char *out, size_t size) {
    const char *user = user_name();
    if (at == 0) return str_copy(out, size, "/media");
    if (!user) return false;
    return snprintf(out, size, at == 1 ? "/media/%s" : "/run/media/%s", user) > 0;
}

// The at-th of the places named by hand.
static bool given_at(int at, char *out, size_t size) {
    const char *given = getenv("PRAATPLAAT_STICK");
    for (int i = 0; given && *given; i++) {
        size_t n = strcspn(given, ":");
        if (i == at) return n > 0 && snprintf(out, size, "%.*s", (int)n, given) > 0;
        given += n + (given[n] == ':');
    }
    return false;
}

static bool given(void) {
    return getenv("PRAATPLAAT_STICK") != NULL;
}

static int look(Stick *list) {
    char path[STICK_PATH_MAX];
    int count = 0;
    for (int i = 0; i < STICKS_MAX; i++) {
        struct stat found;
        if (given_at(i, path, sizeof path) && stat(path, &found) == 0 && S_ISDIR(found.st_mode))
            add_stick(path, list, &count);
    }
    for (int i = 0; i < 3 && !given(); i++)
        if (parent_at(i, path, sizeof path)) look_under(path, list, &count);
    return count;
}

bool sticks_first(char *out, size_t size) {
    Stick list[STICKS_MAX];
    return look(list) > 0 && str_copy(out, size, list[0].path);
}

// ---- Watching ------------------------------------------------------------------------------------

static void watch_folders(int fd) {
    const uint32_t what = IN_CREATE | IN_DELETE | IN_MOVE | IN_ATTRIB | IN_UNMOUNT;
    char path[STICK_PATH_MAX];
    for (int i = 0; i < 3 && !given(); i++)
        if (parent_at(i, path, sizeof path)) (void)inotify_add_watch(fd, path, what);
    for (int i = 0; i < STICKS_MAX; i++) {
        char *slash = given_at(i, path, sizeof path) ? strrchr(path, '/') : NULL;
        if (!slash || slash == path) continue;
        *slash = '\0';
        (void)inotify_add_watch(fd, path, what);
    }
}

static void drain(int fd) {
    char bytes[4096];
    while (fd >= 0 && read(fd, bytes, sizeof bytes) > 0) continue;
}

static void look_and_tell(Sticks *sticks) {
    Stick list[STICKS_MAX];
    memset(list, 0, sizeof list);
    int count = look(list);
    (void)pthread_mutex_lock(&sticks->mutex);
    bool changed =
        count != sticks->count || memcmp(list, sticks->list, (size_t)count * sizeof *list) != 0;
    memcpy(sticks->list, list, sizeof list);
    sticks->count = count;
    bool tell = changed && !sticks->stop;
    (void)pthread_mutex_unlock(&sticks->mutex);
    if (tell) sticks->changed(sticks->context);
}

static void *watch(void *context) {
    Sticks *sticks = context;
    for (;;) {
        watch_folders(sticks->folders);
        look_and_tell(sticks);
        struct pollfd all[] = {{.fd = sticks->wake, .events = POLLIN},
                               {.fd = sticks->folders, .events = POLLIN},
                               {.fd = sticks->mounts, .events = POLLPRI}};
        if (poll(all, 3, -1) < 0 && errno != EINTR) break;
        (void)pthread_mutex_lock(&sticks->mutex);
        bool stop = sticks->stop;
        (void)pthread_mutex_unlock(&sticks->mutex);
        if (stop) break;
        // A stick that comes makes a folder, then a mount: one look for both.
        if (!(all[0].revents & POLLIN)) (void)poll(all, 1, SETTLE_MS);
        drain(sticks->wake);
        drain(sticks->folders);
    }
    return NULL;
}

Sticks *sticks_watch(void (*changed)(void *context), void *context) {
    Sticks *sticks = calloc(1, sizeof *sticks);
    if (!sticks) return NULL;
    sticks->changed = changed;
    sticks->context = context;
    (void)pthread_mutex_init(&sticks->mutex, NULL);
    sticks->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (file_open_regular(AT_FDCWD, "/proc/self/mountinfo", O_RDONLY, &sticks->mounts, NULL))
        sticks->mounts = -1;
    sticks->folders = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (sticks->wake >= 0 && pthread_create(&sticks->thread, NULL, watch, sticks) == 0)
        return sticks;
    if (sticks->wake >= 0) (void)close(sticks->wake);
    if (sticks->mounts >= 0) (void)close(sticks->mounts);
    if (sticks->folders >= 0) (void)close(sticks->folders);
    (void)pthread_mutex_destroy(&sticks->mutex);
    free(sticks);
    return NULL;
}

void sticks_look_again(Sticks *sticks) {
    const uint64_t one = 1;
    if (sticks) (void)!write(sticks->wake, &one, sizeof one);
}

void sticks_stop(Sticks *sticks) {
    if (!sticks) return;
    (void)pthread_mutex_lock(&sticks->mutex);
    sticks->stop = true;
    (void)pthread_mutex_unlock(&sticks->mutex);
    sticks_look_again(sticks);
    (void)pthread_join(sticks->thread, NULL);
    (void)close(sticks->wake);
    if (sticks->mounts >= 0) (void)close(sticks->mounts);
    if (sticks->folders >= 0) (void)close(sticks->folders);
    (void)pthread_mutex_destroy(&sticks->mutex);
    free(sticks);
}

int sticks_list(Sticks *sticks, Stick out[STICKS_MAX]) {
    if (!sticks) return 0;
    (void)pthread_mutex_lock(&sticks->mutex);
    int count = sticks->count;
    memcpy(out, sticks->list, sizeof sticks->list);
    (void)pthread_mutex_unlock(&sticks->mutex);
    return count;
}
