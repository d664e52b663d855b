// Writing the log, and turning it over when it is full. Called under the log's lock: one line at a time.
#include "storage/log_file.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "storage/file_ops.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#define LOG_FOLDER "log"
#define LOG_NAME "praatplaat.log"
#define LOG_OLD "praatplaat.log.1"

enum { TIME_BYTES = 24 };  // "2026-11-23T15:43:33.120Z"

static struct {
    int folder, file;
    size_t bytes;
} log_now = {-1, -1, 0};

static bool open_file(void) {
    if (file_open_regular(log_now.folder, LOG_NAME, O_WRONLY | O_CREAT | O_APPEND, &log_now.file,
                          NULL) != ERR_NONE)
        log_now.file = -1;
    struct stat status;
    log_now.bytes = log_now.file >= 0 && file_ops()->stat(log_now.file, &status) == 0
                        ? (size_t)status.st_size
                        : 0;
    return log_now.file >= 0;
}

static void turn_over(void) {
    file_close(log_now.file);
    log_now.file = -1;
    (void)file_ops()->rename(log_now.folder, LOG_NAME, log_now.folder, LOG_OLD);
    (void)open_file();
}

static void write_line(void *unused, int64_t utc_ms, const char *text) {
    (void)unused;
    char time[32], line[LOG_LINE_MAX + 40];
    clock_format_utc(utc_ms, time, sizeof time);
    int n = snprintf(line, sizeof line, "%s %s\n", time, text);
    // A message is one line, whatever stands in it.
    for (int i = 0; i < n - 1; i++)
        if (line[i] == '\n') line[i] = ' ';
    if (log_now.bytes + (size_t)n > LOG_FILE_BYTES_MAX) turn_over();
    if (log_now.file < 0 && !open_file()) return;
    size_t written = 0;
    (void)file_write_fd(log_now.file, line, (size_t)n, &written);
    log_now.bytes += written;
}

static void remember(const Str *text) {
    const char *at = str_text(text), *end = at + text->length;
    // From so many lines before the end on.
    const char *from = end;
    for (int lines = 0; from > at && lines <= LOG_KEPT; from--)
        if (from[-1] == '\n' && from != end && ++lines == LOG_KEPT) break;
    while (from < end) {
        const char *stop = memchr(from, '\n', (size_t)(end - from));
        if (!stop) break;
        char line[LOG_LINE_MAX + 40], time[TIME_BYTES + 1];
        int64_t utc_ms;
        (void)snprintf(line, sizeof line, "%.*s", (int)(stop - from), from);
        (void)str_copy(time, sizeof time, line);
        if (strlen(line) > TIME_BYTES + 1 && clock_parse_utc(time, &utc_ms))
            log_remember(utc_ms, line + TIME_BYTES + 1);
        from = stop + 1;
    }
}

Err log_file_open(const char *data_dir, ErrInfo *info) {
    Str path, text;
    str_init(&path);
    str_init(&text);
    str_format(&path, "%s/" LOG_FOLDER, data_dir);
    Err err = str_ok(&path) ? file_make_folder(AT_FDCWD, path.text, info)
                            : err_set(info, ERR_MEMORY, 0, "no memory left for the log");
    if (!err) err = file_open_folder(AT_FDCWD, path.text, &log_now.folder, info);
    if (!err) {
        if (file_read_all(log_now.folder, LOG_NAME, (size_t)LOG_FILE_BYTES_MAX * 2, &text, NULL) ==
            ERR_NONE)
            remember(&text);
        log_to(write_line, NULL);
    }
    str_finish(&path);
    str_finish(&text);
    return err;
}

void log_file_close(void) {
    log_to(NULL, NULL);
    file_close(log_now.file);
    file_close(log_now.folder);
    log_now.file = log_now.folder = -1;
}
