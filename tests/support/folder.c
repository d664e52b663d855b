// Folders and files for tests; what fails here aborts, because the test cannot mean anything then.
#include "support/folder.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static void need(bool fine, const char *what) {
    if (fine) return;
    perror(what);
    abort();
}

char *folder_make(void) {
    const char *base = getenv("TMPDIR");
    char path[512];
    (void)snprintf(path, sizeof path, "%s/praatplaat-test-XXXXXX", base && base[0] ? base : "/tmp");
    need(mkdtemp(path) != NULL, path);
    char *copy = strdup(path);
    need(copy != NULL, "memory");
    return copy;
}

static void walk(const char *path,
                 void (*visit)(void *ctx, const char *path, const struct stat *status), void *ctx) {
    DIR *dir = opendir(path);
    if (!dir) return;
    // Sorted, so that sums do not depend on the order of the folder.
    struct dirent **names = NULL;
    (void)closedir(dir);
    int count = scandir(path, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = names[i]->d_name;
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
            char full[2048];
            (void)snprintf(full, sizeof full, "%s/%s", path, name);
            struct stat status;
            need(lstat(full, &status) == 0, full);
            if (S_ISDIR(status.st_mode)) walk(full, visit, ctx);
            visit(ctx, full, &status);
        }
        free(names[i]);
    }
    free(names);
}

static void remove_one(void *ctx, const char *path, const struct stat *status) {
    (void)ctx;
    need((S_ISDIR(status->st_mode) ? rmdir(path) : unlink(path)) == 0, path);
}

void folder_remove(char *path) {
    walk(path, remove_one, NULL);
    (void)rmdir(path);
    free(path);
}

const char *folder_path(const char *format, ...) {
    static char buffers[8][2048];
    static int turn;
    char *buffer = buffers[turn++ & 7];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(buffer, sizeof buffers[0], format, args);
    va_end(args);
    return buffer;
}

char *file_get(const char *path, size_t *out_size) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return NULL;
    struct stat status;
    need(fstat(fd, &status) == 0, path);
    char *bytes = malloc((size_t)status.st_size + 1);
    need(bytes != NULL, "memory");
    ssize_t n = S_ISREG(status.st_mode) ? read(fd, bytes, (size_t)status.st_size) : 0;
    need(n >= 0, path);
    bytes[n] = '\0';
    (void)close(fd);
    if (out_size) *out_size = (size_t)n;
    return bytes;
}

void file_put(const char *path, const char *bytes, size_t n) {
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    need(fd >= 0, path);
    need(write(fd, bytes, n) == (ssize_t)n, path);
    need(close(fd) == 0, path);
}

void file_put_text(const char *path, const char *text) {
    file_put(path, text, strlen(text));
}

void file_cut(const char *path, size_t size) {
    need(truncate(path, (off_t)size) == 0, path);
}

bool file_there(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0;
}

int file_mode(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0 ? (int)(status.st_mode & 0777) : -1;
}

static void add_to_sum(void *ctx, const char *path, const struct stat *status) {
    unsigned long *sum = ctx;
    *sum = crc32(*sum, (const Bytef *)path, (uInt)strlen(path));
    if (!S_ISREG(status->st_mode)) return;
    size_t size;
    char *bytes = file_get(path, &size);
    need(bytes != NULL, path);
    *sum = crc32(*sum, (const Bytef *)bytes, (uInt)size);
    free(bytes);
}

unsigned long folder_sum(const char *path) {
    unsigned long sum = crc32(0, NULL, 0);
    walk(path, add_to_sum, &sum);
    return sum;
}

static void add_rights(void *ctx, const char *path, const struct stat *status) {
    (void)path;
    int *rights = ctx;
    int mode = (int)(status->st_mode & 0777);
    if (S_ISREG(status->st_mode)) rights[0] |= mode;
    if (S_ISDIR(status->st_mode)) rights[1] |= mode;
}

void folder_rights(const char *path, int *out_files, int *out_folders) {
    int rights[2] = {0, 0};
    walk(path, add_rights, rights);
    *out_files = rights[0];
    *out_folders = rights[1];
}

const char *test_crc_tail(const char *line) {
    static char tail[32];
    unsigned long crc = crc32(0, (const Bytef *)line, (uInt)strlen(line));
    (void)snprintf(tail, sizeof tail, ",\"crc\":\"%08lx\"}\n", crc);
    return tail;
}
