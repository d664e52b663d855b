// Reading all meetings for the results on the poster, and taking in those of a stick. A thread of its
// own reads; the frame's thread sees how far it is and takes what came of it. Invariant: a comparison
// is given to screens only when it is whole, and taken away before the next one is begun.
#include "app/app.h"

#include "app/sticks.h"
#include "base/i18n.h"
#include "base/log.h"
#include "storage/imports.h"
#include "storage/sources.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct ResultsJob {
    App *app;          // lives as long as the program
    ResultsJob *next;  // of those that were stopped
    pthread_t thread;
    bool imports;
    char data_dir[PLACE_MAX];
    const Scene *scene;
    Lang lang;
    int role_min;
    char **ids;  // owned; none: everything there is
    int id_count;
    atomic_int done, total, faulty;
    atomic_bool cancel, finished;
    // Of the thread until finished:
    Compare *compare;
    ImportCount counts;
    bool no_stick, failed;
    char said[ERR_TEXT_MAX];  // the first that could not be read
};

// ---- In the thread -----------------------------------------------------------------------------------

static bool gather(ResultsJob *job, SourceList *list, ErrInfo *info) {
    Err err = ERR_NONE;
    if (job->id_count == 0) err = sources_add_own(list, job->data_dir, info);
    for (int i = 0; i < job->id_count && !err; i++)
        err = sources_add(list, job->data_dir, job->ids[i], info);
    if (err) {
        log_err(info);
        (void)str_copy(job->said, sizeof job->said, info->text);
        return false;
    }
    if (!atomic_load(&job->cancel)) sources_settle(list);
    return true;
}

static void read_all(ResultsJob *job, const SourceList *list) {
    SourceReader *reader = source_reader_create();
    MeetingFacts *facts = calloc(1, sizeof *facts);
    bool ready = reader && facts;
    atomic_store(&job->total, list->count);
    for (int i = 0; ready && i < list->count && !atomic_load(&job->cancel); i++) {
        ErrInfo info = {0};
        if (source_read(reader, &list->items[i], job->scene, job->lang, facts, &info) == ERR_NONE) {
            compare_add(job->compare, facts);
        } else {
            if (atomic_fetch_add(&job->faulty, 1) == 0)
                (void)str_copy(job->said, sizeof job->said, list->items[i].id);
            log_err(&info);
        }
        atomic_store(&job->done, i + 1);
    }
    free(facts);
    source_reader_destroy(reader);
}

static bool import_progress(void *context, int done, int total) {
    ResultsJob *job = context;
    atomic_store(&job->total, total);
    atomic_store(&job->done, done);
    return !atomic_load(&job->cancel);
}

static void import_all(ResultsJob *job) {
    char stick[PLACE_MAX];
    if (!sticks_first(stick, sizeof stick)) {
        job->no_stick = true;
        return;
    }
    ErrInfo info = {0};
    Err err = imports_take(job->data_dir, stick, import_progress, job, &job->counts, &info);
    job->failed = err != ERR_NONE;
    if (!err) return;
    log_err(&info);
    (void)str_copy(job->said, sizeof job->said, info.text);
}

static void *work(void *context) {
    ResultsJob *job = context;
    App *app = job->app;
    if (job->imports) {
        import_all(job);
    } else {
        SourceList list;
        sources_init(&list);
        ErrInfo info = {0};
        job->compare = compare_create(job->scene, job->lang, job->role_min, job->id_count == 0);
        job->failed = !gather(job, &list, &info);
        if (!job->failed) read_all(job, &list);
        if (!atomic_load(&job->cancel)) compare_settle(job->compare);
        sources_finish(&list);
    }
    SDL_Event event = {.type = app->wake_event};
    // The frame's thread frees the job from here on.
    atomic_store(&job->finished, true);
    (void)SDL_PushEvent(&event);
    return NULL;
}

// ---- On the frame's thread -----------------------------------------------------------------------------

static void free_job(ResultsJob *job) {
    for (int i = 0; i < job->id_count; i++) free(job->ids[i]);
    free(job->ids);
    free(job);
}

// The thread may be in the middle of a slow stick: nobody waits for it. It is reaped when it ended.
static void stop(App *app) {
    ResultsJob *job = app->results_job;
    if (!job) return;
    atomic_store(&job->cancel, true);
    job->next = app->results_left;
    app->results_left = job;
    app->results_job = NULL;
}

static void reap(App *app, bool wait) {
    for (ResultsJob **at = &app->results_left; *at;) {
        ResultsJob *job = *at;
        if (!wait && !atomic_load(&job->finished)) {
            at = &job->next;
            continue;
        }
        *at = job->next;
        (void)pthread_join(job->thread, NULL);
        compare_destroy(job->compare);
        free_job(job);
    }
}

static void drop(App *app) {
    if (app->results_next) free_job(app->results_next);
    app->results_next = NULL;
    compare_destroy(app->compare);
    app->compare = NULL;
    bool importing = app->results_job && app->results_job->imports;
    app->shell.results = (ShellResults){.importing = importing};
}

// What comes from a stick goes on: nobody asked to stop it.
static void stop_reading(App *app) {
    if (app->results_job && !app->results_job->imports) stop(app);
}

static ResultsJob *new_job(App *app) {
    ResultsJob *job = calloc(1, sizeof *job);
    if (!job) return NULL;
    job->app = app;
    (void)str_copy(job->data_dir, sizeof job->data_dir, app->data_dir);
    job->scene = app->scene;
    job->lang = app->shell.lang;
    job->role_min = app->shell.prefs.role_min;
    return job;
}

static bool start(App *app, ResultsJob *job) {
    app->results_job = job;
    if (pthread_create(&job->thread, NULL, work, job) == 0) return true;
    app->results_job = NULL;
    free_job(job);
    return false;
}

void results_read(App *app, const char *const *ids, int count) {
    stop_reading(app);
    drop(app);
    ResultsJob *job = new_job(app);
    if (job && count > 0) job->ids = calloc((size_t)count, sizeof *job->ids);
    for (int i = 0; job && job->ids && i < count; i++) {
        job->ids[i] = strdup(ids[i]);
        if (!job->ids[i]) break;
        job->id_count++;
    }
    bool waits = job && app->results_job;  // so that it finds what comes from the stick
    if (waits) app->results_next = job;
    app->shell.results.state = waits || (job && start(app, job)) ? RESULTS_READING : RESULTS_FAILED;
    app->shell.results.choice = count > 0;
    ui_touch(app->ui);
}

void results_cancel(App *app) {
    stop_reading(app);
    drop(app);
    app->shell.results.state = RESULTS_STOPPED;
    ui_touch(app->ui);
}

void results_import(App *app) {
    if (app->results_job) return;
    ResultsJob *job = new_job(app);
    if (job) job->imports = true;
    if (job && start(app, job)) app->shell.results.importing = true;
    ui_touch(app->ui);
}

void results_forget(App *app) {
    stop_reading(app);
    drop(app);
}

void results_close(App *app) {
    stop(app);
    drop(app);
    reap(app, true);
}

static void say_import(App *app, const ResultsJob *job) {
    char text[ERR_TEXT_MAX], more[200] = "";
    if (job->no_stick) {
        app_toast(app, _("There is no stick. Put one in and try again."), 0);
        return;
    }
    if (job->failed) {
        app_toast(app, _("The meetings on the stick cannot be copied to this computer."), 0);
        return;
    }
    const ImportCount *n = &job->counts;
    if (n->faulty)
        (void)snprintf(more, sizeof more,
                       _n(" %d cannot be read and is left out.",
                          " %d cannot be read and are left out.", (unsigned long)n->faulty),
                       n->faulty);
    if (n->fresh + n->newer == 0 && n->same > 0)
        (void)snprintf(text, sizeof text, "%s%s", _("Everything on the stick was here already."),
                       more);
    else if (n->fresh + n->newer == 0 && n->faulty == 0)
        (void)snprintf(text, sizeof text, "%s", _("There are no meetings on this stick."));
    else
        (void)snprintf(text, sizeof text,
                       _n("%d meeting came from the stick.%s", "%d meetings came from the stick.%s",
                          (unsigned long)(n->fresh + n->newer)),
                       n->fresh + n->newer, more);
    app_toast(app, text, 0);
    briefs_load(app);
}

void results_due(App *app) {
    ResultsJob *job = app->results_job;
    ShellResults *results = &app->shell.results;
    reap(app, false);
    if (!job) return;
    results->done = atomic_load(&job->done);
    results->total = atomic_load(&job->total);
    results->faulty = atomic_load(&job->faulty);
    if (!atomic_load(&job->finished)) return;
    (void)pthread_join(job->thread, NULL);
    app->results_job = NULL;
    if (job->imports) {
        ResultsJob *next = app->results_next;
        app->results_next = NULL;
        results->importing = false;
        results->done = results->total = 0;
        say_import(app, job);
        if (next && !start(app, next)) results->state = RESULTS_FAILED;
    } else {
        app->compare = job->compare;
        results->state = job->failed ? RESULTS_FAILED : RESULTS_READY;
        results->compare = job->failed ? NULL : app->compare;
        (void)str_copy(results->faulty_id, sizeof results->faulty_id, job->said);
    }
    free_job(job);
    ui_touch(app->ui);
}
