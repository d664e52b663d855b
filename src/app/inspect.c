// The description of --inspect: what is on the screen, replaced atomically whenever a presented
// frame differs. Nothing behaves otherwise because of it.
#include "app/app.h"
#include "app/voice.h"

#include "base/log.h"
#include "base/str.h"
#include "storage/file_ops.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct Inspect {
    char *path, *temporary;
    Str last, now, whole;
    bool failed;
};

Inspect *inspect_create(const char *path) {
    Inspect *inspect = calloc(1, sizeof *inspect);
    if (!inspect) return NULL;
    inspect->path = strdup(path);
    Str name;
    str_init(&name);
    str_format(&name, "%s.new", path);
    inspect->temporary = name.text;
    return inspect;
}

void inspect_destroy(Inspect *inspect) {
    if (!inspect) return;
    free(inspect->path);
    free(inspect->temporary);
    str_finish(&inspect->last);
    str_finish(&inspect->now);
    str_finish(&inspect->whole);
    free(inspect);
}

// No sync: it serves programs that run now, and is worth nothing after a power cut.
static void write_out(Inspect *inspect) {
    const FileOps *ops = file_ops();
    int fd = ops->open(AT_FDCWD, inspect->temporary,
                       O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    bool ok = fd >= 0 && file_write_fd(fd, inspect->whole.text, inspect->whole.length, NULL);
    if (fd >= 0) file_close(fd);
    ok = ok && ops->rename(AT_FDCWD, inspect->temporary, AT_FDCWD, inspect->path) == 0;
    if (!ok && !inspect->failed)
        log_line("%s cannot be written (%s): choose another file for --inspect", inspect->path,
                 file_reason(errno));
    inspect->failed = !ok;
}

void inspect_frame(App *app) {
    Inspect *inspect = app->inspect;
    if (!inspect) return;
    const Shell *shell = &app->shell;
    str_clear(&inspect->now);
    int w, h;
    window_size(app->window, &w, &h);
    str_format(
        &inspect->now, "\"screen\": \"%s\", \"size\": [%d,%d], \"px_per_mm\": %.3f, \"session\": ",
        app->screen_class->name(app->screen_state, shell), w, h, (double)ui_px_per_mm(app->ui));
    if (app->record && app->session.id)
        str_format(&inspect->now, "\"%s\"", app->session.id);
    else
        str_append(&inspect->now, "null");
    bool saved =
        shell->save == SAVE_NONE || shell->save == SAVE_SAVED || shell->save == SAVE_LOOK_ONLY;
    str_format(&inspect->now, ", \"saved\": %s, \"events\": ", saved ? "true" : "false");
    // The last event of which this frame shows the outcome.
    if (app->record)
        str_format(&inspect->now, "%llu", (unsigned long long)app->session.last_seq);
    else
        str_append(&inspect->now, "null");
    str_append(&inspect->now, ", \"reading\": ");
    const char *sentence;
    Lang lang;
    if (voice_now(app, &sentence, &lang)) {
        str_format(&inspect->now, "{\"lang\": \"%s\", \"sentence\": ", lang_code(lang));
        ui_describe_text(sentence, &inspect->now);
        str_append(&inspect->now, "},\n ");
    } else {
        str_append(&inspect->now, "null,\n ");
    }
    int x, y;
    window_shifted(app->window, &x, &y);
    ui_set_origin(app->ui, x, y);
    ui_describe(app->ui, &inspect->now);
    if (inspect->last.length == inspect->now.length &&
        memcmp(str_text(&inspect->last), str_text(&inspect->now), inspect->now.length) == 0)
        return;
    str_clear(&inspect->whole);
    str_format(&inspect->whole, "{\"frame\": %lld, ", (long long)app->frame_number);
    str_append_bytes(&inspect->whole, str_text(&inspect->now), inspect->now.length);
    str_append(&inspect->whole, "}\n");
    Str swap = inspect->last;
    inspect->last = inspect->now;
    inspect->now = swap;
    write_out(inspect);
}
