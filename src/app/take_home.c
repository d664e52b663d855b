// Taking the outcome along: onto a stick when there is one, else into <data>/exports. The frame's
// thread only starts it and hears how it went; praatplaat-report does the work, and a thread waits for
// it. Invariant: the person is told that the stick can come out only after everything on it was
// synced and read back.
#include "app/app.h"

#include "app/report_process.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <pwd.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum {
    HOME_WAITS,
    HOME_RUNS
} HomeState;  // for what was confirmed to be on disk; for the files

struct TakeHome {
    App *app;  // lives as long as the program
    HomeState state;
    bool on_stick;
    char id[64], folder[PLACE_MAX];
    // Of the thread, once done is set:
    int pipe;
    pid_t pid;
    int status;
    char said[ERR_TEXT_MAX];
    atomic_bool done;
};

// ---- Where to ------------------------------------------------------------------------------------

// Only a place of its own counts as a stick, and only one that can be written.
static bool is_stick(const char *path, const char *parent) {
    struct stat here, above;
    return stat(path, &here) == 0 && stat(parent, &above) == 0 && S_ISDIR(here.st_mode) &&
           here.st_dev != above.st_dev && access(path, W_OK | X_OK) == 0;
}

static bool find_under(const char *parent, char *out, size_t size) {
    DIR *dir = opendir(parent);
    bool found = false;
    for (struct dirent *entry = dir ? readdir(dir) : NULL; entry && !found; entry = readdir(dir)) {
        if (entry->d_name[0] == '.') continue;
        int n = snprintf(out, size, "%s/%s", parent, entry->d_name);
        found = n > 0 && (size_t)n < size && is_stick(out, parent);
    }
    if (dir) (void)closedir(dir);
    return found;
}

static bool find_stick(char *out, size_t size) {
    const char *given = getenv("PRAATPLAAT_STICK"), *user = getenv("USER");
    if (given && *given) return str_copy(out, size, given);
    const struct passwd *entry = user && *user ? NULL : getpwuid(getuid());
    if (entry) user = entry->pw_name;
    if (!user || !*user || strchr(user, '/')) return false;
    static const char *const places[] = {"/media", "/run/media"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        char parent[300];
        (void)snprintf(parent, sizeof parent, "%s/%.250s", places[i], user);
        if (find_under(parent, out, size)) return true;
    }
    return false;
}

static void choose_folder(TakeHome *job) {
    char stick[512];
    job->on_stick = find_stick(stick, sizeof stick);
    if (job->on_stick)
        (void)snprintf(job->folder, sizeof job->folder, "%s/%s", stick, job->id);
    else
        (void)snprintf(job->folder, sizeof job->folder, "%.3000s/exports/%s", job->app->data_dir,
                       job->id);
}

// ---- The waiting thread --------------------------------------------------------------------------

static void *wait_for_report(void *context) {
    TakeHome *job = context;
    App *app = job->app;
    size_t length = 0;
    char rest[256];
    for (;;) {
        bool room = length + 1 < sizeof job->said;
        ssize_t n = read(job->pipe, room ? job->said + length : rest,
                         room ? sizeof job->said - 1 - length : sizeof rest);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        if (room) length += (size_t)n;
    }
    job->said[length] = '\0';
    (void)close(job->pipe);
    job->status = report_process_wait(job->pid);
    SDL_Event event = {.type = app->wake_event};
    // The frame's thread frees the job from here on.
    atomic_store(&job->done, true);
    (void)SDL_PushEvent(&event);
    return NULL;
}

static Err start_report(TakeHome *job, ErrInfo *info) {
    App *app = job->app;
    const char *sessions[] = {job->id};
    ReportJob report = {.data_dir = app->data_dir,
                        .scene = app->scene ? app->scene->path : "",
                        .folder = job->folder,
                        .role_min = app->shell.prefs.role_min,
                        .sessions = sessions,
                        .session_count = 1};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return err_set(info, ERR_MACHINE, errno,
                       "no pipe to praatplaat-report (%s): close other programs", strerror(errno));
    Err err = report_process_start(&app->places, &report, ends[1], &job->pid, info);
    (void)close(ends[1]);
    job->pipe = ends[0];
    pthread_t thread;
    if (!err && pthread_create(&thread, NULL, wait_for_report, job) == 0) {
        (void)pthread_detach(thread);
        job->state = HOME_RUNS;
        return ERR_NONE;
    }
    (void)close(ends[0]);
    if (err) return err;
    (void)report_process_wait(job->pid);
    return err_set(info, ERR_MACHINE, EAGAIN,
                   "no thread to wait for praatplaat-report: close other programs");
}

// ---- What is said --------------------------------------------------------------------------------

// The sentence of the report is for a terminal; these are for a room.
static const char *failure_sentence(const TakeHome *job) {
    static const struct {
        const char *part, *stick, *computer;
    } sentences[] = {
        {"disk is full", N_("The stick is full. Take another stick, or make room on this one."),
         N_("The disk of this computer is full. Put a stick in and try again.")},
        {"only be read", N_("This stick can only be read. Take another stick."),
         N_("The disk of this computer can only be read. Put a stick in and try again.")},
        {"no permission", N_("This program may not write on the stick. Take another stick."),
         N_("This program may not write in its folder. Put a stick in and try again.")},
        {"reads back differently",
         N_("This stick is broken: what is written on it comes back differently. Take another "
            "stick."),
         N_("The disk of this computer is broken. Put a stick in and try again.")},
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (strstr(job->said, sentences[i].part))
            return job->on_stick ? _(sentences[i].stick) : _(sentences[i].computer);
    return job->on_stick
               ? _("Writing on the stick did not work. Put it in again, or take another one.")
               : _("Writing the outcome did not work. Put a stick in and try again.");
}

static void say_end(App *app, const TakeHome *job) {
    char text[ERR_TEXT_MAX];
    if (job->status != 0) {
        if (*job->said) (void)fputs(job->said, stderr);
        app_toast(app, failure_sentence(job), 0);
        return;
    }
    if (job->on_stick)
        (void)snprintf(text, sizeof text, "%s",
                       _("The outcome is on the stick. You can take the stick out."));
    else
        (void)snprintf(text, sizeof text,
                       _("There is no stick. The outcome is on this computer, in %.300s"),
                       job->folder);
    app_toast(app, text, 0);
}

static void end(App *app) {
    free(app->take_home);
    app->take_home = NULL;
}

static void start_when_saved(App *app, TakeHome *job) {
    bool open = app->record && str_equal(app->session.id, job->id);
    RecordStatus status = open ? record_status(app->record) : (RecordStatus){.state = RECORD_SAVED};
    if (status.state == RECORD_SAVING) return;  // its end wakes us
    ErrInfo info = {0};
    if (status.state == RECORD_FAILED) {
        app_toast(app,
                  _("Not everything is saved yet. Solve that first, then take the outcome along."),
                  0);
        end(app);
    } else if (start_report(job, &info) != ERR_NONE) {
        log_err(&info);
        app_toast(app, failure_sentence(job), 0);
        end(app);
    }
}

bool take_home_export(App *app, const char *id) {
    if (!id || !session_id_valid(id)) return false;
    if (app->take_home) {
        app_toast(app, _("One moment: the outcome is still being written."), 0);
        return false;
    }
    TakeHome *job = calloc(1, sizeof *job);
    if (!job) return false;
    job->app = app;
    (void)str_copy(job->id, sizeof job->id, id);
    choose_folder(job);
    app->take_home = job;
    app_toast(app,
              job->on_stick
                  ? _("The outcome is being written on the stick. Leave it in for a moment.")
                  : _("The outcome is being written."),
              0);
    start_when_saved(app, job);
    return app->take_home != NULL;
}

void take_home_due(App *app) {
    TakeHome *job = app->take_home;
    if (!job) return;
    if (job->state == HOME_WAITS) {
        start_when_saved(app, job);
    } else if (atomic_load(&job->done)) {
        say_end(app, job);
        end(app);
    }
}
