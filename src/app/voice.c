// Reading aloud. The frame's thread cuts the texts on the screen into sentences, starts the helper with all
// of them, and marks the one that a small thread heard it begin. Invariant: after voice_stop no sample is
// heard any more, because the process that held them is dead.
#include "app/voice.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/sentences.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum {
    PASSAGES_MAX = 200,
    SENTENCES_MAX = 400,
    BYTES_MAX = 48 * 1024,  // less than a pipe holds: the frame's thread never waits for it
    TAP_MM = 4,             // a finger that moved further scrolled
    WORDS_PER_MINUTE = 150  // at 100 %: calmer than the voice's own 175
};

typedef struct {
    char *passage;  // shared by the sentences of one text; owned by the first
    size_t start, length;
    bool first;
} Sentence;

// Of the process and the thread that listens to it. Whoever leaves last frees it.
typedef struct {
    pthread_mutex_t lock;
    pid_t pid;
    int from_child, holders;
    int number;          // of the sentence that sounds; -1: not yet
    bool ended, reaped;  // it said all; it is gone
    int status;          // once reaped
    App *app;            // lives as long as the program
} Speaker;

struct Voice {
    Speaker *speaker;  // NULL: quiet
    Sentence sentences[SENTENCES_MAX];
    int count, shown;
    int base;  // the sentence that it began with
    Lang lang;
    bool stopped_by_this_touch;
    float down_x, down_y;  // of that touch, px in the picture
};

// ---- Is there anything that sounds? ------------------------------------------------------------------

static bool there(const char *path) {
    return access(path, F_OK) == 0;
}

bool voice_possible(const App *app) {
    if (!app->shell.prefs.sound || access(app->places.speak, X_OK) != 0) return false;
    const char *driver = getenv("SDL_AUDIODRIVER"), *runtime = getenv("XDG_RUNTIME_DIR"),
               *server = getenv("PULSE_SERVER");
    if (driver && *driver) return true;
    if (server && *server) return true;
    char path[PLACE_MAX];
    static const char *const sockets[] = {"pulse/native", "pipewire-0"};
    for (size_t i = 0; runtime && *runtime && i < sizeof sockets / sizeof *sockets; i++) {
        (void)snprintf(path, sizeof path, "%.4000s/%s", runtime, sockets[i]);
        if (there(path)) return true;
    }
    // Devices of ALSA to play on: card 0 to 3, and the first two of each.
    for (int i = 0; i < 8; i++) {
        (void)snprintf(path, sizeof path, "/dev/snd/pcmC%dD%dp", i / 2, i % 2);
        if (there(path)) return true;
    }
    return false;
}

// ---- The thread that listens ---------------------------------------------------------------------------

static void let_go(Speaker *s) {
    (void)pthread_mutex_lock(&s->lock);
    bool last = --s->holders == 0;
    (void)pthread_mutex_unlock(&s->lock);
    if (!last) return;
    (void)pthread_mutex_destroy(&s->lock);
    free(s);
}

static void wake(const Speaker *s) {
    SDL_Event event = {.type = s->app->wake_event};
    (void)SDL_PushEvent(&event);
}

static void heard_line(Speaker *s, const char *line) {
    (void)pthread_mutex_lock(&s->lock);
    if (line[0] == 'e')
        s->ended = true;
    else
        s->number = (int)strtol(line, NULL, 10);
    (void)pthread_mutex_unlock(&s->lock);
    wake(s);
}

static void *listen_to(void *context) {
    Speaker *s = context;
    char line[32];
    size_t used = 0;
    ssize_t got;
    while ((got = read(s->from_child, line + used, 1)) > 0 || (got < 0 && errno == EINTR)) {
        if (got < 0) continue;
        if (line[used] != '\n') {
            used = used + 1 < sizeof line - 1 ? used + 1 : 0;
            continue;
        }
        line[used] = '\0';
        used = 0;
        heard_line(s, line);
    }
    (void)close(s->from_child);
    siginfo_t how;
    while (waitid(P_PID, (id_t)s->pid, &how, WEXITED | WNOWAIT) != 0 && errno == EINTR) continue;
    // Under the lock, so that nobody kills a number that has become somebody else's.
    (void)pthread_mutex_lock(&s->lock);
    (void)waitpid(s->pid, &s->status, 0);
    s->reaped = true;
    (void)pthread_mutex_unlock(&s->lock);
    wake(s);
    let_go(s);
    return NULL;
}

// ---- Starting -------------------------------------------------------------------------------------------

static void plain_signals(posix_spawnattr_t *attributes) {
    sigset_t none, defaults;
    (void)sigemptyset(&none);
    (void)sigemptyset(&defaults);
    (void)sigaddset(&defaults, SIGPIPE);
    (void)posix_spawnattr_setsigmask(attributes, &none);
    (void)posix_spawnattr_setsigdefault(attributes, &defaults);
    (void)posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

static bool spawn(const App *app, const Voice *voice, int to_read, int to_write, pid_t *out) {
    char speed[16], volume[16], lang[16];
    (void)snprintf(speed, sizeof speed, "%d",
                   app->shell.prefs.speech_percent * WORDS_PER_MINUTE / 100);
    (void)snprintf(volume, sizeof volume, "%d", app->shell.prefs.volume);
    (void)snprintf(lang, sizeof lang, "%s", lang_code(voice->lang));
    char *arguments[] = {(char *)(uintptr_t)app->places.speak, lang, speed, volume, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    (void)posix_spawn_file_actions_init(&actions);
    (void)posix_spawnattr_init(&attributes);
    (void)posix_spawn_file_actions_adddup2(&actions, to_read, STDIN_FILENO);
    (void)posix_spawn_file_actions_adddup2(&actions, to_write, STDOUT_FILENO);
    plain_signals(&attributes);
    int failed = posix_spawn(out, app->places.speak, &actions, &attributes, arguments, environ);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return failed == 0;
}

static bool write_all(int fd, const Str *text) {
    size_t done = 0;
    while (done < text->length) {
        ssize_t n = write(fd, text->text + done, text->length - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        done += (size_t)n;
    }
    return true;
}

static Speaker *start_speaker(App *app, const Voice *voice, const Str *text) {
    int in[2] = {-1, -1}, out[2] = {-1, -1};
    Speaker *s = calloc(1, sizeof *s);
    if (!s || pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) goto failed;
    s->app = app;
    s->number = -1;
    s->holders = 2;
    if (!spawn(app, voice, in[0], out[1], &s->pid)) goto failed;
    (void)close(in[0]);
    (void)close(out[1]);
    (void)write_all(in[1], text);
    (void)close(in[1]);
    s->from_child = out[0];
    (void)pthread_mutex_init(&s->lock, NULL);
    pthread_t thread;
    if (pthread_create(&thread, NULL, listen_to, s) == 0) {
        (void)pthread_detach(thread);
        return s;
    }
    (void)kill(s->pid, SIGKILL);
    (void)waitpid(s->pid, NULL, 0);
    (void)close(out[0]);
    free(s);
    return NULL;
failed:
    for (int i = 0; i < 2; i++) {
        if (in[i] >= 0) (void)close(in[i]);
        if (out[i] >= 0) (void)close(out[i]);
    }
    free(s);
    return NULL;
}

static void forget_sentences(Voice *voice) {
    for (int i = 0; i < voice->count; i++)
        if (voice->sentences[i].first) free(voice->sentences[i].passage);
    voice->count = 0;
    voice->shown = -1;
}

// All sentences on the screen; gives the one at that byte of that text, or the first.
static int gather(const App *app, Voice *voice, const char *from, size_t byte) {
    const char *texts[PASSAGES_MAX];
    int passages = ui_reading(app->ui, texts, PASSAGES_MAX), base = 0;
    for (int i = 0; i < passages; i++) {
        char *copy = NULL;
        size_t at = 0, start, length;
        while (voice->count < SENTENCES_MAX && sentence_next(texts[i], at, &start, &length)) {
            bool first = !copy;
            if (first) copy = strdup(texts[i]);
            if (!copy) return base;
            if (texts[i] == from && (first || start <= byte)) base = voice->count;
            voice->sentences[voice->count++] = (Sentence){copy, start, length, first};
            at = start + length;
        }
    }
    return base;
}

// From the base on, a line each; what a pipe does not hold is left out.
static void write_lines(const Voice *voice, Str *out) {
    for (int i = voice->base; i < voice->count; i++) {
        const Sentence *sentence = &voice->sentences[i];
        if (out->length + sentence->length + 1 > BYTES_MAX) return;
        size_t from = out->length;
        str_append_bytes(out, sentence->passage + sentence->start, sentence->length);
        str_append(out, "\n");
        for (size_t b = from; str_ok(out) && b + 1 < out->length; b++)
            if (out->text[b] == '\n') out->text[b] = ' ';
    }
}

static void begin(App *app, const char *from, size_t byte) {
    Voice *voice = app->voice;
    Str text;
    str_init(&text);
    voice->lang = app->shell.lang;
    voice->base = gather(app, voice, from, byte);
    write_lines(voice, &text);
    if (voice->count && str_ok(&text)) voice->speaker = start_speaker(app, voice, &text);
    str_finish(&text);
    if (!voice->speaker) forget_sentences(voice);
    if (!voice->speaker) app_toast(app, _("There is nothing here to read aloud."), 0);
    app->shell.reading = voice->speaker != NULL;
    ui_touch(app->ui);
}

// ---- From outside ------------------------------------------------------------------------------------------

void voice_stop(App *app) {
    Voice *voice = app->voice;
    if (!voice || !voice->speaker) return;
    Speaker *s = voice->speaker;
    (void)pthread_mutex_lock(&s->lock);
    if (!s->reaped) (void)kill(s->pid, SIGKILL);
    (void)pthread_mutex_unlock(&s->lock);
    let_go(s);
    voice->speaker = NULL;
    forget_sentences(voice);
    app->shell.reading = false;
    ui_mark_reading(app->ui, NULL, 0, 0);
}

void voice_touched(App *app) {
    if (!app->voice) return;
    app->voice->stopped_by_this_touch = app->voice->speaker != NULL;
    voice_stop(app);
}

void voice_tapped(App *app) {
    if (!app->voice) app->voice = calloc(1, sizeof *app->voice);
    if (!app->voice) return;
    // The finger that went down on the button made it silent already.
    bool stopped = app->voice->stopped_by_this_touch;
    app->voice->stopped_by_this_touch = false;
    if (stopped) return;
    voice_stop(app);
    begin(app, NULL, 0);
}

static bool place_of(const App *app, const SDL_Event *event, float *out_x, float *out_y) {
    bool finger = event->type == SDL_FINGERDOWN || event->type == SDL_FINGERUP;
    int w, h;
    ui_size(app->ui, &w, &h);
    *out_x = finger ? event->tfinger.x * (float)w : (float)event->button.x;
    *out_y = finger ? event->tfinger.y * (float)h : (float)event->button.y;
    return finger || event->type == SDL_MOUSEBUTTONDOWN || event->type == SDL_MOUSEBUTTONUP;
}

void voice_follow(App *app, const SDL_Event *inside) {
    Voice *voice = app->voice;
    float x, y;
    if (!voice || !voice->stopped_by_this_touch || !place_of(app, inside, &x, &y)) return;
    if (inside->type == SDL_FINGERDOWN || inside->type == SDL_MOUSEBUTTONDOWN) {
        voice->down_x = x;
        voice->down_y = y;
        return;
    }
    voice->stopped_by_this_touch = false;
    float most = (float)TAP_MM * ui_px_per_mm(app->ui);
    if (fabsf(x - voice->down_x) > most || fabsf(y - voice->down_y) > most) return;
    size_t byte;
    const char *text = ui_reading_at(app->ui, x, y, &byte);
    if (text) begin(app, text, byte);
}

static void say_why(App *app, int status) {
    if (!WIFEXITED(status) || WEXITSTATUS(status) == 0) return;
    log_line("praatplaat-speak ended with status %d", WEXITSTATUS(status));
    app_toast(app,
              WEXITSTATUS(status) == 4 ? _("There is no voice in this language on this machine.")
                                       : _("There is no sound here to read aloud with."),
              0);
}

void voice_due(App *app, int64_t now) {
    Voice *voice = app->voice;
    if (!voice || !voice->speaker) return;
    Speaker *s = voice->speaker;
    (void)pthread_mutex_lock(&s->lock);
    int number = s->number < 0 ? -1 : s->number + voice->base, status = s->status;
    bool over = s->ended || s->reaped, reaped = s->reaped;
    (void)pthread_mutex_unlock(&s->lock);
    if (over) {
        voice_stop(app);
        if (reaped) say_why(app, status);
        return;
    }
    if (number == voice->shown || number < 0 || number >= voice->count) return;
    voice->shown = number;
    app->touched_ms = now;  // somebody is listening: this is no idle screen
    const Sentence *sentence = &voice->sentences[number];
    ui_mark_reading(app->ui, sentence->passage, sentence->start, sentence->length);
}

bool voice_now(const App *app, const char **out_sentence, Lang *out_lang) {
    static char text[512];
    const Voice *voice = app->voice;
    if (!voice || !voice->speaker || voice->shown < 0) return false;
    const Sentence *sentence = &voice->sentences[voice->shown];
    (void)snprintf(text, sizeof text, "%.*s",
                   (int)(sentence->length < 500 ? sentence->length : 500),
                   sentence->passage + sentence->start);
    *out_sentence = text;
    *out_lang = voice->lang;
    return true;
}
