// Messages for whoever started the program, and for who looks later. One write a line, so that threads
// do not mix theirs.
#include "base/log.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    int64_t utc_ms;
    char text[LOG_LINE_MAX];
} Line;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Line kept[LOG_KEPT];
static unsigned said;   // lines ever; the newest is kept[(said - 1) % LOG_KEPT]
static unsigned early;  // of them, the newest that no sink has had yet
static LogSink to;
static void *to_context;

static void keep(int64_t utc_ms, const char *text) {
    Line *line = &kept[said++ % LOG_KEPT];
    line->utc_ms = utc_ms;
    (void)snprintf(line->text, sizeof line->text, "%s", text);
}

static Line *newest(unsigned i) {
    return &kept[(said - 1 - i) % LOG_KEPT];
}

void log_remember(int64_t utc_ms, const char *text) {
    (void)pthread_mutex_lock(&lock);
    if (early < LOG_KEPT) {
        keep(utc_ms, text);
        // It is older than what this run said before its log was there.
        for (unsigned i = 0; i < early; i++) {
            Line swap = *newest(i);
            *newest(i) = *newest(i + 1);
            *newest(i + 1) = swap;
        }
    }
    (void)pthread_mutex_unlock(&lock);
}

void log_to(LogSink sink, void *context) {
    (void)pthread_mutex_lock(&lock);
    to = sink;
    to_context = context;
    unsigned left = early < LOG_KEPT ? early : LOG_KEPT;
    for (; to && left > 0; left--) to(context, newest(left - 1)->utc_ms, newest(left - 1)->text);
    if (to) early = 0;
    (void)pthread_mutex_unlock(&lock);
}

int log_recent(int i, char *out, int64_t *out_utc_ms) {
    (void)pthread_mutex_lock(&lock);
    int found = i >= 0 && i < LOG_KEPT && (unsigned)i < said;
    if (found) {
        const Line *line = newest((unsigned)i);
        memcpy(out, line->text, LOG_LINE_MAX);
        *out_utc_ms = line->utc_ms;
    }
    (void)pthread_mutex_unlock(&lock);
    return found;
}

static void say(const char *text) {
    int64_t now = clock_utc_ms();
    (void)pthread_mutex_lock(&lock);
    keep(now, text);
    if (to)
        to(to_context, now, text);
    else
        early++;
    (void)pthread_mutex_unlock(&lock);
}

void log_line(const char *format, ...) {
    char text[LOG_LINE_MAX];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    (void)fprintf(stderr, "praatplaat: %s\n", text);
    say(text);
}

void log_lines(const char *text) {
    static const char own[] = "praatplaat: ";
    (void)fputs(text, stderr);
    while (*text) {
        size_t n = strcspn(text, "\n");
        char line[LOG_LINE_MAX];
        (void)snprintf(line, sizeof line, "%.*s", (int)(n < sizeof line ? n : sizeof line - 1),
                       text);
        if (n) say(strncmp(line, own, sizeof own - 1) == 0 ? line + sizeof own - 1 : line);
        text += n + (text[n] == '\n');
    }
}

void log_err(const ErrInfo *info) {
    log_line("%s", info->text);
}
