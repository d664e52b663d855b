// What stands around a public screen: systemd, which restarts a program whose loop is frozen; the
// shift of the picture against burn-in; and a clock that tests can make leap.
#include "app/supervise.h"

#include "app/app.h"
#include "base/clock.h"
#include "base/log.h"
#include "storage/file_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <systemd/sd-daemon.h>

enum { SHIFT_EVERY_MS = 60 * 1000 };

// -- systemd -----------------------------------------------------------------------------------------
// A ping at half the time that systemd waits: WatchdogSec=30 is one wake-up in 15 seconds. Asked of the
// real clock, so that a leap of a test's clock is no freeze.
void supervise_start(App *app) {
    uint64_t usec = 0;
    if (sd_watchdog_enabled(0, &usec) > 0) app->ping_every_ms = (int64_t)(usec / 2000);
    if (app->ping_every_ms == 0 && usec > 0) app->ping_every_ms = 1;
    app->shift_ms = clock_monotonic_ms();
}

void supervise_ready(App *app) {
    (void)sd_notify(0, "READY=1\nSTATUS=The poster is on the screen");
    app->pinged_ms = clock_monotonic_ms();
}

void supervise_stopping(void) {
    (void)sd_notify(0, "STOPPING=1");
}

int64_t supervise_deadline(const App *app) {
    int64_t due = app->ping_every_ms ? app->pinged_ms + app->ping_every_ms : INT64_MAX;
    if (app->shell.prefs.kiosk && app->shift_ms + SHIFT_EVERY_MS < due)
        due = app->shift_ms + SHIFT_EVERY_MS;
    return due;
}

void supervise_due(App *app, int64_t now) {
    if (app->ping_every_ms && now - app->pinged_ms >= app->ping_every_ms) {
        (void)sd_notify(0, "WATCHDOG=1");
        app->pinged_ms = now;
    }
    if (!app->shell.prefs.kiosk || now - app->shift_ms < SHIFT_EVERY_MS) return;
    app->shift_ms = now;
    window_shift(app->window);
    app->whole = true;
    ui_touch(app->ui);
}

// -- time lapse --------------------------------------------------------------------------------------
typedef struct {
    int fd;
    void (*wake)(void *context);
    void *context;
} Lapse;

static void *read_leaps(void *context) {
    Lapse *lapse = context;
    int64_t ms = 0;
    char c;
    for (;;) {
        ssize_t got = file_ops()->read(lapse->fd, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got != 1) return NULL;
        if (c >= '0' && c <= '9') {
            ms = ms * 10 + (c - '0');
            continue;
        }
        if (ms > 0) clock_leap(ms);
        if (ms > 0) lapse->wake(lapse->context);
        ms = 0;
    }
}

void supervise_time_lapse(void (*wake)(void *), void *context) {
    static Lapse lapse;
    const char *path = getenv("PRAATPLAAT_CLOCK");
    if (!path || !*path) return;
    // Read and write, so that it does not end when a test closes its side.
    lapse = (Lapse){.fd = file_ops()->open(AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0),
                    .wake = wake,
                    .context = context};
    pthread_t thread;
    if (lapse.fd < 0 || pthread_create(&thread, NULL, read_leaps, &lapse) != 0)
        log_line("the clock %s cannot be followed: make it a FIFO", path);
    else
        (void)pthread_detach(thread);
}
