// praatplaat-raster: draws one picture, or a part of it, to standard output, and exits. A program of
// its own, so that a picture that hangs, or takes all memory, costs a limited child and never a
// meeting. It opens one file to read and none to write.
//
//   praatplaat-raster FILE WIDTH HEIGHT SCALE X Y W H RRGGBB > RASTER
//
// WIDTH and HEIGHT are those of the scene's coordinate system, SCALE is pixels per unit, X Y W H the
// region in those pixels. Exit status 0; 1 the picture was refused; 2 wrong usage; 3 the machine
// would not let it. One line on standard error, and the raster of raster_file.h.
#include "base/err.h"
#include "base/limits.h"
#include "base/standard_files.h"
#include "raster/draw.h"
#include "raster/raster_file.h"
#include "raster/sniff.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

static void limit(int resource, rlim_t most) {
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)resource, &now) == 0 && now.rlim_max < most)
        most = now.rlim_max;
    // A limit that cannot be set is one that is lower already.
    (void)!setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

static void limit_self(const RasterKey *key) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    (void)!nice(5);  // the frame's thread comes first
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, LIMIT_DRAW_CPU_SECONDS);
    limit(RLIMIT_FSIZE, raster_file_bytes(key));
    limit(RLIMIT_NOFILE, LIMIT_DRAW_FILES);
#ifndef ADDRESS_SANITIZER  // which takes terabytes of addresses
    limit(RLIMIT_AS, LIMIT_DRAW_MEMORY_BYTES);
#endif
}

static bool read_int(const char *text, int base, int64_t low, int64_t high, int64_t *out) {
    char *end;
    errno = 0;
    *out = strtoll(text, &end, base);
    return end != text && *end == '\0' && errno == 0 && *out >= low && *out <= high;
}

static bool read_float(const char *text, float *out) {
    char *end;
    *out = strtof(text, &end);
    return end != text && *end == '\0';
}

static bool read_arguments(char **argv, RasterKey *key) {
    int64_t n[5];
    for (int i = 0; i < 4; i++)
        if (!read_int(argv[5 + i], 10, INT32_MIN, INT32_MAX, &n[i])) return false;
    if (!read_int(argv[9], 16, 0, 0xFFFFFF, &n[4])) return false;
    key->x = (int32_t)n[0];
    key->y = (int32_t)n[1];
    key->w = (int32_t)n[2];
    key->h = (int32_t)n[3];
    key->ground = (uint32_t)n[4];
    return read_float(argv[2], &key->source_w) && read_float(argv[3], &key->source_h) &&
           read_float(argv[4], &key->scale) && raster_key_sane(key);
}

// The whole file, when it is one that may be drawn. O_NONBLOCK: a FIFO would wait for a writer.
static Err read_picture(const char *path, RasterKey *key, unsigned char **out, size_t *out_n,
                        ErrInfo *info) {
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (file < 0 && errno == ELOOP)
        return err_set(info, ERR_REFUSED, ELOOP, "it is a link: put the file itself there");
    if (file < 0)
        return err_set(info, ERR_REFUSED, errno,
                       "it cannot be opened (%s): check its name and rights", strerror(errno));
    struct stat status;
    Err err = ERR_NONE;
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        err = err_set(info, ERR_REFUSED, 0, "it is no regular file: put a picture there");
    else if (status.st_size > (off_t)RASTER_FILE_BYTES_MAX)
        err = err_set(info, ERR_REFUSED, 0, "it is larger than 8 MB: make it smaller");
    if (!err) {
        raster_key_file(key, path, &status);
        size_t size = (size_t)status.st_size, n = 0;
        unsigned char *bytes = malloc(size + 1);
        ssize_t got = bytes ? 1 : -1;
        while (got > 0 && n < size) {
            got = read(file, bytes + n, size - n);
            if (got > 0) n += (size_t)got;
        }
        if (got < 0)
            err = err_set(info, ERR_MACHINE, errno, "it cannot be read (%s): try again",
                          strerror(errno));
        *out = bytes;
        *out_n = n;
    }
    close(file);
    return err;
}

static Err check_size(PictureKind kind, uint32_t w, uint32_t h, ErrInfo *info) {
    if (kind == PICTURE_NONE)
        return err_set(info, ERR_REFUSED, 0, "it is no PNG, JPEG or SVG: save it as one of those");
    if ((uint64_t)w * h > RASTER_PIXELS_MAX)
        return err_set(info, ERR_REFUSED, 0,
                       "it has %" PRIu32 " x %" PRIu32
                       " pixels: at most 40 million are shown, make it smaller",
                       w, h);
    return ERR_NONE;
}

static Err write_all(const void *bytes, size_t n, ErrInfo *info) {
    for (size_t done = 0; done < n;) {
        ssize_t put = write(STDOUT_FILENO, (const char *)bytes + done, n - done);
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0)
            return err_set(info, ERR_MACHINE, errno,
                           "the raster cannot be written (%s): free some space", strerror(errno));
        done += (size_t)put;
    }
    return ERR_NONE;
}

static Err write_raster(PictureKind kind, const unsigned char *bytes, size_t n,
                        const RasterKey *key, ErrInfo *info) {
    size_t raster_bytes = raster_file_bytes(key);
    // Mapped and not malloc'ed: zeroed where nothing is drawn (the ends of rows) at no cost.
    unsigned char *raster =
        mmap(NULL, raster_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (raster == MAP_FAILED)
        return err_set(info, ERR_MACHINE, errno, "no memory is left: close other programs");
    RasterHeader header = {.version = RASTER_VERSION, .stride = raster_stride(key->w), .key = *key};
    memcpy(header.magic, RASTER_MAGIC, sizeof header.magic);
    memcpy(raster, &header, sizeof header);
    Err err = draw_picture(kind, bytes, n, key, raster + sizeof header, header.stride, info);
    return err ? err : write_all(raster, raster_bytes, info);
}

// What it takes is given back by ending.
static Err make_raster(const char *path, RasterKey *key, ErrInfo *info) {
    unsigned char *bytes = NULL;
    size_t n = 0;
    Err err = read_picture(path, key, &bytes, &n, info);
    if (!err) {
        uint32_t w, h;
        PictureKind kind = sniff(bytes, n, &w, &h);
        err = check_size(kind, w, h, info);
        if (!err && !sniff_whole(kind, bytes, n))
            err = err_set(info, ERR_REFUSED, 0, "it is cut short: copy or save it anew");
        if (!err) err = write_raster(kind, bytes, n, key, info);
    }
    free(bytes);
    return err;
}

int main(int argc, char **argv) {
    standard_files_open();
    RasterKey key = {0};
    if (argc != 10 || !read_arguments(argv, &key) || isatty(STDOUT_FILENO)) {
        fputs("praatplaat-raster: wrong usage: praatplaat-raster FILE WIDTH HEIGHT SCALE X Y W H "
              "RRGGBB > RASTER\n",
              stderr);
        return 2;
    }
    limit_self(&key);
    ErrInfo info = {.text = ""};
    Err err = make_raster(argv[1], &key, &info);
    // What libraries say can have several lines.
    for (char *at = info.text; *at; at++)
        if (*at == '\n' || *at == '\r') *at = ' ';
    if (err) fprintf(stderr, "praatplaat-raster: %s\n", info.text);
    return err_exit_status(err);
}
