// Any bytes as a replay file: refused with a sentence that names a line, or events that keep the
// promises of app/replay.h: in order, on the display, texts of whole characters.
#include "app/replay.h"

#include "base/utf8.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool fine) {
    if (!fine) abort();
}

static void check(const ReplayEvent *event, int64_t before_ms) {
    need(event->ms >= before_ms && event->ms <= INT64_C(86400000) * 400);
    need(event->kind >= REPLAY_DOWN && event->kind <= REPLAY_END);
    need(isfinite(event->x) && isfinite(event->y) && isfinite(event->amount));
    need(event->x >= -1 && event->x <= 2 && event->y >= -1 && event->y <= 2);
    need(event->finger >= 0);
    size_t n = strnlen(event->text, sizeof event->text);
    need(n < sizeof event->text && utf8_valid(event->text, n));
    need((event->kind == REPLAY_TEXT) == (n > 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    ReplayEvent *events;
    int count;
    ErrInfo info = {0};
    Err err = replay_read((const char *)data, size, &events, &count, &info);
    need((err == ERR_NONE) == (info.text[0] == '\0'));
    need(err == ERR_NONE || err == ERR_REFUSED);
    if (err) {
        need(!events && count == 0);
        return 0;
    }
    int64_t before_ms = 0;
    for (int i = 0; i < count; i++) {
        check(&events[i], before_ms);
        before_ms = events[i].ms;
    }
    free(events);
    return 0;
}
