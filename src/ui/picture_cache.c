// A raster is written under a temporary name, synced and renamed: after a power cut there is a whole
// file or none. The folder may go at any moment.
#include "ui/picture_cache.h"

#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define SUFFIX ".raster"
enum { NAME_BYTES = 64, ENTRIES_MAX = 256 };

static bool read_all(int file, unsigned char *bytes, size_t n) {
    for (size_t done = 0; done < n;) {
        ssize_t got = pread(file, bytes + done, n - done, (off_t)done);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        done += (size_t)got;
    }
    return true;
}

static atomic_int loaded;

int picture_loaded(void) {
    return loaded;
}

bool picture_is_of(int file, const RasterKey *key) {
    struct stat status;
    RasterHeader header;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return false;
    if (status.st_size != (off_t)raster_file_bytes(key)) return false;
    if (pread(file, &header, sizeof header, 0) != (ssize_t)sizeof header) return false;
    return memcmp(header.magic, RASTER_MAGIC, sizeof header.magic) == 0 &&
           header.version == RASTER_VERSION && header.stride == raster_stride(key->w) &&
           memcmp(&header.key, key, sizeof *key) == 0;
}

bool picture_load(PictureRaster *out, int file, const RasterKey *key) {
    *out = (PictureRaster){0};
    size_t n = raster_file_bytes(key);
    if (!picture_is_of(file, key)) return false;
    unsigned char *bytes =
        mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (bytes == MAP_FAILED) return false;
    // Small pages on purpose. Huge ones start a little sooner, but on a virtual machine without nested
    // page tables each tap after a rest then paid up to 10 ms for touching the window's memory anew.
    // Made all at once the small ones cost 25 ms at 4K, and 75 when each is asked for by itself.
    SDL_Surface *surface = NULL;
    if (read_all(file, bytes, n))
        surface = SDL_CreateRGBSurfaceWithFormatFrom(bytes + sizeof(RasterHeader), key->w, key->h,
                                                     32, (int)raster_stride(key->w),
                                                     SDL_PIXELFORMAT_XRGB8888);
    if (!surface) {
        munmap(bytes, n);
        return false;
    }
    SDL_SetSurfaceBlendMode(surface, SDL_BLENDMODE_NONE);
    *out = (PictureRaster){bytes, n, surface};
    loaded++;
    return true;
}

void picture_drop(PictureRaster *raster) {
    if (!raster->bytes) return;
    SDL_FreeSurface(raster->surface);
    munmap(raster->bytes, raster->n);
    *raster = (PictureRaster){0};
    loaded--;
}

static void name_of(const RasterKey *key, char out[NAME_BYTES]) {
    snprintf(out, NAME_BYTES, "%016" PRIx64 SUFFIX, raster_hash(key, sizeof *key));
}

bool picture_cache_find(PictureRaster *out, const char *dir, const RasterKey *key) {
    *out = (PictureRaster){0};
    int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return false;
    char name[NAME_BYTES];
    name_of(key, name);
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    close(folder);
    if (file < 0) return false;
    bool found = picture_load(out, file, key);
    if (found) (void)!futimens(file, NULL);  // the least used goes first
    close(file);
    return found;
}

static int open_folder(const char *dir) {
    char path[4096];
    if (!str_copy(path, sizeof path, dir)) return -1;
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)!mkdir(path, 0700);
        *slash = '/';
    }
    (void)!mkdir(path, 0700);
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool copy_bytes(int from, int to, size_t n) {
    for (off_t done = 0; done < (off_t)n;) {
        char piece[65536];
        size_t want = n - (size_t)done < sizeof piece ? n - (size_t)done : sizeof piece;
        ssize_t got = pread(from, piece, want, done);
        if (got <= 0) return false;
        for (ssize_t put = 0; put < got;) {
            ssize_t more = write(to, piece + put, (size_t)(got - put));
            if (more < 0 && errno == EINTR) continue;
            if (more <= 0) return false;
            put += more;
        }
        done += got;
    }
    return true;
}

// A temporary name ends in the number of the process that writes it.
static bool left_behind(const char *name) {
    const char *number = strstr(name, SUFFIX ".");
    if (!number) return false;
    long pid = strtol(number + strlen(SUFFIX "."), NULL, 10);
    return pid > 0 && pid != (long)getpid() && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

typedef struct {
    char name[NAME_BYTES];
    struct timespec used;
} Entry;

static int newest_first(const void *a, const void *b) {
    const Entry *x = a, *y = b;
    if (x->used.tv_sec != y->used.tv_sec) return x->used.tv_sec < y->used.tv_sec ? 1 : -1;
    if (x->used.tv_nsec != y->used.tv_nsec) return x->used.tv_nsec < y->used.tv_nsec ? 1 : -1;
    return 0;
}

// Takes folder over.
static void prune(int folder) {
    DIR *list = fdopendir(folder);
    if (!list) {
        close(folder);
        return;
    }
    static _Thread_local Entry entries[ENTRIES_MAX];
    size_t count = 0;
    for (struct dirent *file; count < ENTRIES_MAX && (file = readdir(list));) {
        size_t length = strlen(file->d_name);
        struct stat status;
        if (left_behind(file->d_name)) {
            unlinkat(folder, file->d_name, 0);
        } else if (length < NAME_BYTES && length > strlen(SUFFIX) &&
                   strcmp(file->d_name + length - strlen(SUFFIX), SUFFIX) == 0 &&
                   fstatat(folder, file->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
            str_copy(entries[count].name, NAME_BYTES, file->d_name);
            entries[count++].used = status.st_mtim;
        }
    }
    qsort(entries, count, sizeof *entries, newest_first);
    for (size_t i = PICTURE_CACHE_FILES; i < count; i++) unlinkat(folder, entries[i].name, 0);
    closedir(list);
}

bool picture_cache_keep(const char *dir, const RasterKey *key, int raster) {
    int folder = open_folder(dir);
    if (folder < 0) return false;
    char name[NAME_BYTES], temporary[NAME_BYTES];
    name_of(key, name);
    snprintf(temporary, sizeof temporary, "%016" PRIx64 SUFFIX ".%ld",
             raster_hash(key, sizeof *key), (long)getpid());
    unlinkat(folder, temporary, 0);
    int file =
        openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool kept =
        file >= 0 && copy_bytes(raster, file, raster_file_bytes(key)) && fdatasync(file) == 0;
    if (file >= 0) kept = close(file) == 0 && kept;
    kept = kept && renameat(folder, temporary, folder, name) == 0;
    if (!kept) unlinkat(folder, temporary, 0);
    prune(folder);
    return kept;
}
