// Writing down what fingers, mouse and keys do (--record). Of use to whoever wants to show a fault
// or play a meeting again; it holds what was typed, so it is 0600 and made only when asked for.
// Invariant: of a vote with ballots nothing is written before it ends, and then by recorder_mix.c; of one
// where several vote side by side nothing at all.
#include "app/output_file.h"
#include "app/recorder_mix.h"
#include "app/replay.h"

#include "base/clock.h"
#include "base/log.h"
#include "storage/file_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_BYTES = 4096 };

struct Recorder {
    int fd;
    int64_t start_ms;
    Str waiting;
    bool failed;
    int64_t later_ms;  // by so much a vote that was mixed took longer
    int round;         // with ballots, that is open; 0: none
    int ballots;       // in it
    bool silent;       // several vote side by side: nothing of it is written
    RecorderMix mix;   // of that round
};

static void flush(Recorder *r) {
    if (!r->failed && r->waiting.length &&
        !file_write_fd(r->fd, r->waiting.text, r->waiting.length, NULL)) {
        log_line("the recording of input stopped (%s): free the disk and start again",
                 file_reason(errno));
        r->failed = true;
    }
    str_clear(&r->waiting);
}

Err recorder_open(const char *path, Recorder **out, ErrInfo *info) {
    *out = NULL;
    Err err = output_file_check(path, "--record", info);
    if (err) return err;
    int fd;
    ErrInfo why = {0};
    if (file_open_regular(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, &fd, &why) != ERR_NONE)
        return err_set(info, ERR_MACHINE, why.os_error,
                       "%s cannot be written (%s): choose another file for --record", path,
                       file_reason(why.os_error));
    Recorder *r = calloc(1, sizeof *r);
    if (!r) {
        file_close(fd);
        return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    }
    r->fd = fd;
    r->start_ms = clock_monotonic_ms();
    str_append(&r->waiting, "praatplaat-replay 1\n");
    *out = r;
    return ERR_NONE;
}

// finger: -1 for what has none. While a vote is open the line waits in the mix.
static void put(Recorder *r, int64_t now, const char *word, int64_t finger, const char *rest) {
    if (r->silent) return;
    RecorderInput input = {.ms = now - r->start_ms + r->later_ms, .word = word, .finger = finger};
    (void)str_copy(input.rest, sizeof input.rest, rest);
    if (r->round)
        recorder_mix_add(&r->mix, &input);
    else
        recorder_input_write(&input, &r->waiting);
}

static void put_at(Recorder *r, int64_t now, const char *word, int64_t finger, double x, double y) {
    char rest[64];
    (void)snprintf(rest, sizeof rest, "%.6f %.6f", x, y);
    put(r, now, word, finger, rest);
}

void recorder_hear(Recorder *r, const SDL_Event *e, int w, int h, int64_t now) {
    double fw = w > 0 ? w : 1, fh = h > 0 ? h : 1;
    char rest[RECORDER_REST_MAX];
    switch (e->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: {
        const char *word = e->type == SDL_FINGERDOWN ? "down"
                           : e->type == SDL_FINGERUP ? "up"
                                                     : "move";
        put_at(r, now, word, e->tfinger.fingerId & 0x7FFFFFFF, (double)e->tfinger.x,
               (double)e->tfinger.y);
        break;
    }
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (e->button.button != SDL_BUTTON_LEFT) return;
        put_at(r, now, e->type == SDL_MOUSEBUTTONDOWN ? "mouse-down" : "mouse-up", -1,
               e->button.x / fw, e->button.y / fh);
        break;
    case SDL_MOUSEMOTION:
        put_at(r, now, "mouse-move", -1, e->motion.x / fw, e->motion.y / fh);
        break;
    case SDL_MOUSEWHEEL: {
        int x = 0, y = 0;
        SDL_GetMouseState(&x, &y);
        double by = e->wheel.preciseY != 0 ? (double)e->wheel.preciseY : e->wheel.y;
        (void)snprintf(rest, sizeof rest, "%.6f %.6f %.3f", x / fw, y / fh, by);
        put(r, now, "wheel", -1, rest);
        break;
    }
    case SDL_KEYDOWN:
        (void)snprintf(rest, sizeof rest, "%d %d", (int)e->key.keysym.sym, (int)e->key.keysym.mod);
        put(r, now, "key", -1, rest);
        break;
    case SDL_TEXTINPUT: {
        size_t n = 0;
        for (const char *p = e->text.text; *p && n + 3 < sizeof rest; p++, n += 2)
            (void)snprintf(rest + n, 3, "%02x", (unsigned)(unsigned char)*p);
        put(r, now, "text", -1, rest);
        break;
    }
    default: return;
    }
    if (r->waiting.length > FLUSH_BYTES) flush(r);
}

// ---- Votes ---------------------------------------------------------------------------------------

static const Round *open_ballots(const Session *session) {
    for (int i = 0; session && i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (round->present && round->state == ROUND_OPEN && round->method != METHOD_HANDS)
            return round;
    }
    return NULL;
}

static void end_vote(Recorder *r, int64_t now) {
    r->silent = false;
    int64_t ended = recorder_mix_write(&r->mix, &r->waiting);
    int64_t here = now - r->start_ms + r->later_ms;
    if (ended > here) r->later_ms += ended - here;
    recorder_mix_clear(&r->mix);
    r->round = 0;
}

void recorder_watch(Recorder *r, const Session *session, int64_t now) {
    const Round *round = open_ballots(session);
    int id = round ? round->id : 0;
    if (r->round && id != r->round) end_vote(r, now);
    if (round && !r->round) {
        r->round = id;
        r->ballots = round->ballot_count;
        r->mix.start_ms = now - r->start_ms + r->later_ms;
        // Their touches cross each other, and each has a place of its own: no order drawn by lot hides
        // whose ballot is whose.
        r->silent = round->method == METHOD_TOGETHER;
        if (r->silent) log_line("a vote side by side is left out of the recording of input");
    }
    if (!round || r->silent) return;
    for (; r->ballots < round->ballot_count; r->ballots++) recorder_mix_cast(&r->mix);
    for (; r->ballots > round->ballot_count; r->ballots--) recorder_mix_take_back(&r->mix);
}

void recorder_close(Recorder *r, int64_t now) {
    if (!r) return;
    if (r->round) end_vote(r, now);
    str_format(&r->waiting, "%lld end\n", (long long)(now - r->start_ms + r->later_ms));
    flush(r);
    file_close(r->fd);
    str_finish(&r->waiting);
    free(r);
}
