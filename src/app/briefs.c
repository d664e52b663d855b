// Earlier meetings, for lists and suggestions, and one of them opened to look at. There can be
// thousands: a thread reads the list, and the frame's thread takes it when it is whole.
#include "app/app.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/str.h"
#include "storage/imports.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { LONG_MS = 400, LOOK_MS = 2 };

struct BriefsJob {
    App *app;  // lives as long as the program
    pthread_t thread;
    char data_dir[PLACE_MAX];
    bool imports;
    int64_t since_ms;  // monotonic
    atomic_int done, total;
    atomic_bool cancel, finished;
    // Of the thread until finished:
    SessionList list;
    Err err;
    ErrInfo info;
};

// ---- In the thread -----------------------------------------------------------------------------------

static bool tell(void *context, int done, int total) {
    BriefsJob *job = context;
    atomic_store(&job->total, total);
    atomic_store(&job->done, done);
    return !atomic_load(&job->cancel);
}

static void *work(void *context) {
    BriefsJob *job = context;
    ErrInfo info = {0};
    Uint32 wake = job->app->wake_event;
    job->err = sessions_list_telling(job->data_dir, tell, job, &job->list, &job->info);
    if (!job->err && job->imports && !atomic_load(&job->cancel) &&
        imports_list_telling(job->data_dir, tell, job, &job->list, BRIEFS_MAX, &info) != ERR_NONE)
        log_err(&info);
    SDL_Event event = {.type = wake};
    // The frame's thread frees the job from here on.
    atomic_store(&job->finished, true);
    (void)SDL_PushEvent(&event);
    return NULL;
}

// ---- On the frame's thread -----------------------------------------------------------------------------

static bool start(App *app) {
    BriefsJob *job = calloc(1, sizeof *job);
    if (!job) return false;
    job->app = app;
    job->imports = app->screen == SCREEN_SESSIONS;
    job->since_ms = clock_monotonic_ms();
    (void)str_copy(job->data_dir, sizeof job->data_dir, app->data_dir);
    if (pthread_create(&job->thread, NULL, work, job) == 0) {
        app->briefs_job = job;
        return true;
    }
    free(job);
    return false;
}

void briefs_load(App *app) {
    app->briefs_again = app->briefs_job != NULL;
    // What is read now may be of before the change; and of another screen.
    if (app->briefs_job)
        atomic_store(&app->briefs_job->cancel, true);
    else if (!start(app))
        log_line("no thread to read the list of meetings: close other programs");
}

static void fill(App *app) {
    char today[16];
    clock_format_date(clock_local(clock_utc_ms()), today, sizeof today);
    app->shell.briefs = app->briefs;
    app->shell.brief_count = 0;
    for (int i = 0; i < app->list.count && i < BRIEFS_MAX; i++) {
        const SessionSummary *s = &app->list.items[i];
        app->briefs[app->shell.brief_count++] =
            (SessionBrief){.id = s->id,
                           .place = s->place,
                           .group = s->group,
                           .programme = s->programme,
                           .delete_by = s->delete_by,
                           .state = s->state,
                           .created_ms = s->created_ms,
                           .notes = s->notes,
                           .votes = s->votes,
                           .agreements = s->agreements,
                           .people = s->people,
                           .incomplete = s->incomplete,
                           .damaged = s->damaged,
                           .newer = s->newer,
                           .previous = s->previous,
                           .imported = s->imported,
                           .expired = session_summary_expired(s, today)};
    }
}

// The nodes of the last build borrow ids: those of the list before are kept until the one after this.
static void take(App *app, const BriefsJob *job) {
    if (app->has_older) session_list_finish(&app->older);
    app->older = app->list;
    app->has_older = app->has_list;
    app->list = job->list;
    app->has_list = true;
    fill(app);
}

// After a power cut or a restart by the watchdog the group still stands there: a meeting that nobody
// stopped goes on where it was. One of long ago only waits in the menu.
static void go_on(App *app) {
    enum { GOES_ON_MS = 2 * 60 * 60 * 1000 };
    for (int i = 0; i < app->list.count; i++) {
        const SessionSummary *s = &app->list.items[i];
        int64_t past = clock_utc_ms() - s->last_ms;
        if (s->state != SESSION_ACTIVE || s->damaged || s->newer || past > GOES_ON_MS || past < 0)
            continue;
        char id[EVENT_ID_BYTES_MAX + 1];
        (void)str_copy(id, sizeof id, s->id);
        log_line("the meeting %s goes on after a restart", id);
        (void)meeting_resume(app, id);
        return;
    }
}

void briefs_resume(App *app) {
    if (!app->shell.prefs.kiosk || app->record) return;
    app->goes_on = app->briefs_job != NULL;
    if (!app->goes_on && app->has_list) go_on(app);
}

void briefs_due(App *app) {
    BriefsJob *job = app->briefs_job;
    if (!job || !atomic_load(&job->finished)) return;
    (void)pthread_join(job->thread, NULL);
    app->briefs_job = NULL;
    bool again = app->briefs_again;
    app->briefs_again = false;
    if (job->err) log_err(&job->info);
    if (job->err || again)
        session_list_finish(&job->list);
    else
        take(app, job);
    free(job);
    if (again)
        briefs_load(app);
    else
        ui_touch(app->ui);
    if (again || !app->goes_on) return;
    app->goes_on = false;
    if (app->has_list && !app->record && app->screen == SCREEN_POSTER) go_on(app);
}

void briefs_look(App *app, int64_t now) {
    BriefsJob *job = app->briefs_job;
    Shell *shell = &app->shell;
    bool takes_long = job && now - job->since_ms >= LONG_MS;
    shell->briefs_coming = job != NULL;
    shell->briefs_done = takes_long ? atomic_load(&job->done) : 0;
    shell->briefs_total = takes_long ? atomic_load(&job->total) : 0;
}

void briefs_wait(App *app, int ms) {
    for (int i = 0; i < ms / LOOK_MS && app->briefs_job; i++) {
        briefs_due(app);
        if (app->briefs_job) SDL_Delay(LOOK_MS);
    }
}

void briefs_close(App *app) {
    BriefsJob *job = app->briefs_job;
    if (job) {
        atomic_store(&job->cancel, true);
        (void)pthread_join(job->thread, NULL);
        session_list_finish(&job->list);
        free(job);
    }
    app->briefs_job = NULL;
    if (app->has_list) session_list_finish(&app->list);
    if (app->has_older) session_list_finish(&app->older);
    if (app->has_earlier) session_finish(&app->earlier);
    if (app->has_looked_at) session_finish(&app->looked_at);
}

// ---- One of them -------------------------------------------------------------------------------------

// Own ones first, then what came from a stick.
static bool open_to_look(App *app, const char *id, Session *out) {
    ErrInfo info = {0};
    Recovery recovery = {0};
    Record *record = NULL;
    Err err = record_open(app->data_dir, id, RECORD_LOOK, out, &recovery, &record, &info);
    char imported[PLACE_MAX];
    if (err == ERR_MISSING && imports_folder(app->data_dir, id, imported, sizeof imported))
        err = record_open(imported, NULL, RECORD_LOOK, out, &recovery, &record, &info);
    if (!record) {
        log_err(&info);
        return false;
    }
    (void)err;  // locked or newer: there to look at all the same
    if (record_close(record, &info) != ERR_NONE) log_err(&info);
    return true;
}

const Session *briefs_open(App *app, const char *id) {
    if (app->has_looked_at) session_finish(&app->looked_at);
    app->has_looked_at = false;
    if (app->record && app->session.id && id && str_equal(app->session.id, id))
        return &app->session;
    app->has_looked_at = id && open_to_look(app, id, &app->looked_at);
    if (id && !app->has_looked_at) briefs_load(app);  // another program may have deleted it
    return app->has_looked_at ? &app->looked_at : NULL;
}

void briefs_open_earlier(App *app) {
    const char *wanted = app->record ? app->session.previous : "";
    // A meeting that chose what it follows on its way says so by what it took over.
    for (int i = 0; app->record && !*wanted && i < app->session.agreement_count; i++)
        if (app->session.agreements[i].present) wanted = app->session.agreements[i].previous;
    if (app->has_earlier && *wanted && str_equal(app->earlier.id, wanted)) return;
    if (app->has_earlier) session_finish(&app->earlier);
    app->has_earlier = *wanted && open_to_look(app, wanted, &app->earlier);
    app->shell.earlier = app->has_earlier ? &app->earlier : NULL;
}

// Gone at once, however long the list takes to be read anew.
static void forget_brief(App *app, const char *id) {
    int *count = &app->shell.brief_count;
    for (int i = 0; i < *count; i++) {
        if (!str_equal(app->briefs[i].id, id)) continue;
        (*count)--;
        memmove(&app->briefs[i], &app->briefs[i + 1], (size_t)(*count - i) * sizeof app->briefs[0]);
        return;
    }
}

void briefs_delete(App *app, const char *id) {
    ErrInfo info = {0};
    if (app->record && str_equal(app->session.id, id)) {
        app_toast(app, _("This meeting is open now. Stop it first, then it can be deleted."), 0);
        return;
    }
    Err err = sessions_delete(app->data_dir, id, &info);
    if (err && err != ERR_MISSING) {  // missing: another program was first
        log_err(&info);
        app_toast(app, _("This meeting could not be deleted. It may be open in another program."),
                  0);
        return;
    }
    forget_brief(app, id);
    briefs_load(app);
    app_toast(app, _("The meeting and all its files are deleted."), 0);
}
