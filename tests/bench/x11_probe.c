// Watches the pixels of an X display through shared memory and says when they changed. Reads one
// command a line, answers with one line; times are CLOCK_MONOTONIC in nanoseconds.
//
//   learn N                   keeps the screen as picture N (rows spread over it)   -> ok
//   await N SHARE MS          until SHARE (0 to 1) of picture N is on screen
//                             -> first change, complete; 0 where it did not come
//   watch X Y W H MS          says "armed", then waits for a change in that rectangle
//                             -> when it changed, or 0
//   fps X Y W H MS            counts the changes of that rectangle in that time     -> count
#include <X11/Xlib.h>
#include <X11/extensions/XShm.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <time.h>

enum { ROWS = 48, PICTURES_MAX = 8 };

typedef struct {
    Display *display;
    Window root;
    XImage *image;  // as large as the screen; smaller pieces are read into its beginning
    XShmSegmentInfo segment;
    unsigned width, height;
} Probe;

static int64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void rest_us(long us) {
    struct timespec t = {0, us * 1000};
    nanosleep(&t, NULL);
}

static bool probe_init(Probe *probe) {
    *probe = (Probe){.display = XOpenDisplay(NULL)};
    if (!probe->display || !XShmQueryExtension(probe->display)) return false;
    int screen = DefaultScreen(probe->display);
    probe->root = RootWindow(probe->display, screen);
    XWindowAttributes attributes;
    if (!XGetWindowAttributes(probe->display, probe->root, &attributes)) return false;
    probe->width = (unsigned)attributes.width;
    probe->height = (unsigned)attributes.height;
    probe->image = XShmCreateImage(probe->display, DefaultVisual(probe->display, screen),
                                   (unsigned)DefaultDepth(probe->display, screen), ZPixmap, NULL,
                                   &probe->segment, probe->width, probe->height);
    if (!probe->image) return false;
    size_t bytes = (size_t)probe->image->bytes_per_line * probe->height;
    probe->segment.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    if (probe->segment.shmid < 0) return false;
    probe->segment.shmaddr = probe->image->data = shmat(probe->segment.shmid, NULL, 0);
    probe->segment.readOnly = False;
    bool attached = XShmAttach(probe->display, &probe->segment) != 0;
    XSync(probe->display, False);
    shmctl(probe->segment.shmid, IPC_RMID, NULL);
    return attached;
}

// Reads a rectangle of the screen; the pixels stand without gaps in what is returned.
static const uint32_t *read_pixels(Probe *probe, int x, int y, unsigned w, unsigned h) {
    XImage piece = *probe->image;
    piece.width = (int)w;
    piece.height = (int)h;
    piece.bytes_per_line = (int)(w * 4);
    if (!XShmGetImage(probe->display, probe->root, &piece, x, y, AllPlanes)) {
        (void)fprintf(stderr, "probe: %ux%u+%d+%d is not on the screen\n", w, h, x, y);
        exit(3);
    }
    return (const uint32_t *)(const void *)probe->segment.shmaddr;
}

static void read_rows(Probe *probe, uint32_t *out) {
    for (unsigned row = 0; row < ROWS; row++) {
        int y = (int)((2 * row + 1) * probe->height / (2 * ROWS));
        memcpy(out + (size_t)row * probe->width, read_pixels(probe, 0, y, probe->width, 1),
               probe->width * sizeof *out);
    }
}

static double share_equal(const uint32_t *a, const uint32_t *b, size_t count) {
    size_t equal = 0;
    for (size_t i = 0; i < count; i++) equal += (a[i] & 0xFFFFFFu) == (b[i] & 0xFFFFFFu);
    return (double)equal / (double)count;
}

static void await(Probe *probe, const uint32_t *picture, double share, long ms) {
    size_t count = (size_t)probe->width * ROWS;
    uint32_t *before = malloc(count * sizeof *before), *seen = malloc(count * sizeof *seen);
    if (!before || !seen) exit(3);
    int64_t end = now_ns() + ms * 1000000LL, first = 0, complete = 0;
    read_rows(probe, before);
    puts("armed");
    while (!complete) {
        read_rows(probe, seen);
        int64_t now = now_ns();
        if (!first && share_equal(before, seen, count) < 0.8) first = now;
        if (share_equal(picture, seen, count) >= share) complete = now;
        if (now > end) break;
        rest_us(1000);
    }
    printf("%lld %lld\n", (long long)first, (long long)complete);
    free(before);
    free(seen);
}

// With a count of changes to stop at; gives how many there were and when the last one was.
static int watch(Probe *probe, int x, int y, unsigned w, unsigned h, long ms, int stop_at,
                 int64_t *out_when) {
    size_t bytes = (size_t)w * h * 4;
    uint32_t *before = malloc(bytes);
    if (!before) exit(3);
    memcpy(before, read_pixels(probe, x, y, w, h), bytes);
    puts("armed");
    int changes = 0;
    *out_when = 0;
    for (int64_t end = now_ns() + ms * 1000000LL; now_ns() < end && changes < stop_at;) {
        const uint32_t *seen = read_pixels(probe, x, y, w, h);
        if (memcmp(before, seen, bytes) != 0) {
            *out_when = now_ns();
            memcpy(before, seen, bytes);
            changes++;
        }
        rest_us(100);
    }
    free(before);
    return changes;
}

int main(void) {
    Probe probe;
    if (!probe_init(&probe)) {
        (void)fprintf(stderr, "probe: no display with shared memory\n");
        return 3;
    }
    // Sleeps of 0.1 ms are to last that long, not 0.05 ms more.
    prctl(PR_SET_TIMERSLACK, 1000UL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    uint32_t *pictures[PICTURES_MAX] = {0};
    char line[200];
    while (fgets(line, sizeof line, stdin)) {
        int n, x, y;
        unsigned w, h;
        long ms;
        double share;
        int64_t when;
        if (sscanf(line, "learn %d", &n) == 1 && n >= 0 && n < PICTURES_MAX) {
            if (!pictures[n]) pictures[n] = malloc((size_t)probe.width * ROWS * 4);
            if (!pictures[n]) return 3;
            read_rows(&probe, pictures[n]);
            puts("ok");
        } else if (sscanf(line, "await %d %lf %ld", &n, &share, &ms) == 3 && n >= 0 &&
                   n < PICTURES_MAX && pictures[n]) {
            await(&probe, pictures[n], share, ms);
        } else if (sscanf(line, "watch %d %d %u %u %ld", &x, &y, &w, &h, &ms) == 5) {
            watch(&probe, x, y, w, h, ms, 1, &when);
            printf("%lld\n", (long long)when);
        } else if (sscanf(line, "fps %d %d %u %u %ld", &x, &y, &w, &h, &ms) == 5) {
            printf("%d\n", watch(&probe, x, y, w, h, ms, 1000000, &when));
        } else {
            (void)fprintf(stderr, "probe: no such command: %s", line);
            return 2;
        }
    }
    return 0;
}
