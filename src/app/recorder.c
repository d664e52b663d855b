// Writing down what fingers, mouse and keys do (--record). Of use to whoever wants to show a fault
// or play a meeting again; it holds what was typed, so it is 0600 and made only when asked for.
#include "app/replay.h"

#include "base/clock.h"
#include "base/log.h"
#include "storage/file_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_BYTES = 4096 };

struct Recorder {
    int fd;
    int64_t start_ms;
    Str waiting;
    bool failed;
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
    int fd = file_ops()->open(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                              0600);
    if (fd < 0)
        return err_set(info, ERR_MACHINE, errno,
                       "%s cannot be written (%s): choose another file for --record", path,
                       file_reason(errno));
    Recorder *r = calloc(1, sizeof *r);
    if (!r) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    r->fd = fd;
    r->start_ms = clock_monotonic_ms();
    str_append(&r->waiting, "praatplaat-replay 1\n");
    *out = r;
    return ERR_NONE;
}

void recorder_hear(Recorder *r, const SDL_Event *e, int w, int h, int64_t now) {
    long long ms = (long long)(now - r->start_ms);
    double fw = w > 0 ? w : 1, fh = h > 0 ? h : 1;
    switch (e->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: {
        const char *word = e->type == SDL_FINGERDOWN ? "down"
                           : e->type == SDL_FINGERUP ? "up"
                                                     : "move";
        str_format(&r->waiting, "%lld %s %d %.6f %.6f\n", ms, word,
                   (int)(e->tfinger.fingerId & 0x7FFFFFFF), (double)e->tfinger.x,
                   (double)e->tfinger.y);
        break;
    }
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        if (e->button.button != SDL_BUTTON_LEFT) return;
        str_format(&r->waiting, "%lld %s %.6f %.6f\n", ms,
                   e->type == SDL_MOUSEBUTTONDOWN ? "mouse-down" : "mouse-up", e->button.x / fw,
                   e->button.y / fh);
        break;
    case SDL_MOUSEMOTION:
        str_format(&r->waiting, "%lld mouse-move %.6f %.6f\n", ms, e->motion.x / fw,
                   e->motion.y / fh);
        break;
    case SDL_MOUSEWHEEL: {
        int x = 0, y = 0;
        SDL_GetMouseState(&x, &y);
        double by = e->wheel.preciseY != 0 ? (double)e->wheel.preciseY : e->wheel.y;
        str_format(&r->waiting, "%lld wheel %.6f %.6f %.3f\n", ms, x / fw, y / fh, by);
        break;
    }
    case SDL_KEYDOWN:
        str_format(&r->waiting, "%lld key %d %d\n", ms, (int)e->key.keysym.sym,
                   (int)e->key.keysym.mod);
        break;
    case SDL_TEXTINPUT:
        str_format(&r->waiting, "%lld text ", ms);
        for (const char *p = e->text.text; *p; p++)
            str_format(&r->waiting, "%02x", (unsigned)(unsigned char)*p);
        str_append(&r->waiting, "\n");
        break;
    default: return;
    }
    if (r->waiting.length > FLUSH_BYTES) flush(r);
}

void recorder_close(Recorder *r, int64_t now) {
    if (!r) return;
    str_format(&r->waiting, "%lld end\n", (long long)(now - r->start_ms));
    flush(r);
    file_close(r->fd);
    str_finish(&r->waiting);
    free(r);
}
