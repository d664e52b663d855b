// Taking the outcome along: keeps what the sheet shows (shell->take) and does what it asks. The frame's
// thread only starts things and hears how they went; praatplaat-report does the work. Invariant: the
// person is told that the stick can come out only after everything on it was synced and read back.
#include "app/app.h"

#include "app/take_run.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/str.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

enum { FULL_BYTES = 4 * 1024 * 1024, SLOW_MS = 4000 };
static const int64_t megabyte = 1024 * 1024;

struct TakeHome {
    TakeAlong look;
    App *app;  // lives as long as the program
    char id[64];
    Sticks *sticks;
    char paths[TAKE_PLACES_MAX][STICK_PATH_MAX];  // of look.places; "" for this computer
    char wanted[STICK_PATH_MAX];                  // that the person tapped
    bool picked;
    char folder[PLACE_MAX], stick[STICK_PATH_MAX];
    bool waits;  // for what was confirmed to be on disk
    TakeRun *run;
    bool stopped;
    int64_t moved_ms;  // monotonic: when it last came further
    int64_t seen;      // how far that was
};

static void wake(void *context) {
    App *app = context;
    SDL_Event event = {.type = app->wake_event};
    (void)SDL_PushEvent(&event);
}

// ---- Where to ------------------------------------------------------------------------------------

static void add_computer(TakeHome *home) {
    struct statvfs room;
    TakePlace *place = &home->look.places[home->look.place_count];
    *place = (TakePlace){.stick = false};
    int64_t free_bytes = statvfs(home->app->data_dir, &room) == 0
                             ? (int64_t)room.f_bavail * (int64_t)room.f_frsize
                             : 0;
    place->free_mb = free_bytes / megabyte;
    place->full = free_bytes < FULL_BYTES;
    home->paths[home->look.place_count++][0] = '\0';
}

static bool can_hold(const TakePlace *place) {
    return !place->read_only && !place->full;
}

// The place that was tapped, as long as it is there; else the first that can be written, sticks first.
static void choose_place(TakeHome *home) {
    TakeAlong *look = &home->look;
    look->place = -1;
    for (int i = look->place_count - 1; i >= 0; i--)
        if (can_hold(&look->places[i])) look->place = i;
    for (int i = 0; home->picked && i < look->place_count; i++)
        if (can_hold(&look->places[i]) && str_equal(home->paths[i], home->wanted)) look->place = i;
}

static void refresh_places(TakeHome *home) {
    Stick list[STICKS_MAX];
    int count = sticks_list(home->sticks, list);
    home->look.place_count = 0;
    for (int i = 0; i < count; i++) {
        TakePlace *place = &home->look.places[i];
        *place = (TakePlace){.stick = true,
                             .read_only = list[i].read_only,
                             .full = list[i].free_bytes < FULL_BYTES,
                             .free_mb = list[i].free_bytes / megabyte};
        (void)str_copy(place->name, sizeof place->name, list[i].name);
        (void)str_copy(home->paths[i], sizeof home->paths[i], list[i].path);
        home->look.place_count++;
    }
    add_computer(home);
    choose_place(home);
}

// ---- What goes -----------------------------------------------------------------------------------

static void count_things(TakeAlong *look, const Session *s) {
    for (int i = 0; i < s->note_count; i++) {
        if (!s->notes[i].present || s->notes[i].removed) continue;
        look->notes += !s->notes[i].stays_here;
        look->stays += s->notes[i].stays_here;
    }
    for (int i = 0; i < s->agreement_count; i++) {
        if (!s->agreements[i].present || s->agreements[i].removed) continue;
        look->agreements += !s->agreements[i].stays_here;
        look->stays += s->agreements[i].stays_here;
    }
    for (int i = 0; i < s->round_count; i++) {
        if (!s->rounds[i].present || s->rounds[i].state != ROUND_REVEALED) continue;
        look->votes += !s->rounds[i].stays_here;
        look->stays += s->rounds[i].stays_here;
    }
    char place[121], group[161];
    (void)str_copy(place, sizeof place, s->place);
    (void)str_copy(group, sizeof group, s->group);
    (void)snprintf(look->name, sizeof look->name, "%s%s%s", place,
                   *s->place && *s->group ? " · " : "", group);
}

// What a group wants nearly always; lists and data for who asks for them.
static const unsigned usual_formats =
    1u << TAKE_SUMMARY | 1u << TAKE_REPORT | 1u << TAKE_PAGE | 1u << TAKE_BOOK | 1u << TAKE_PICTURE;

static void write_formats(unsigned formats, char *out, size_t size) {
    static const char *const words[TAKE_FORMATS] = {
        [TAKE_SUMMARY] = "pdf-short", [TAKE_REPORT] = "pdf-full", [TAKE_PAGE] = "html",
        [TAKE_BOOK] = "xlsx",         [TAKE_PICTURE] = "png",     [TAKE_CSV] = "csv",
        [TAKE_JSON] = "json"};
    out[0] = '\0';
    for (int i = 0; i < TAKE_FORMATS; i++) {
        size_t n = strlen(out);
        if (formats & 1u << i)
            (void)snprintf(out + n, size - n, "%s%s", n > 0 ? "," : "", words[i]);
    }
}

// ---- How it ended --------------------------------------------------------------------------------

// The sentence of the report is for a terminal; these are for a room.
static const char *failure_sentence(const TakeHome *home, const char *said) {
    static const struct {
        const char *part, *stick, *computer;
    } sentences[] = {
        {"disk is full", N_("The stick is full. Take another stick, or make room on this one."),
         N_("The disk of this computer is full. Put a stick in and try again.")},
        {"only be read", N_("This stick can only be read. Take another stick."),
         N_("The disk of this computer can only be read. Put a stick in and try again.")},
        {"no permission", N_("This program may not write to the stick. Take another stick."),
         N_("This program may not write in its folder. Put a stick in and try again.")},
        {"reads back differently",
         N_("This stick is broken: what is written on it comes back differently. Take another "
            "stick."),
         N_("The disk of this computer is broken. Put a stick in and try again.")},
    };
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        if (strstr(said, sentences[i].part))
            return home->look.on_stick ? _(sentences[i].stick) : _(sentences[i].computer);
    return home->look.on_stick
               ? _("Writing to the stick did not work. Put it in again, or take another one.")
               : _("Writing the outcome did not work. Put a stick in and try again.");
}

static void end_with(TakeHome *home, TakeStage stage, const char *said) {
    home->look.stage = stage;
    home->look.slow = home->look.stopping = false;
    (void)str_copy(home->look.said, sizeof home->look.said, said);
    sticks_look_again(home->sticks);  // there is less room now
    if (!home->look.open && *said) app_toast(home->app, said, 0);
}

static void forget(TakeHome *home) {
    App *app = home->app;
    sticks_stop(home->sticks);
    take_run_free(home->run);
    free(home);
    app->take_home = NULL;
    app->shell.take = NULL;
}

static void say_where(const TakeHome *home) {
    char said[ERR_TEXT_MAX];
    if (home->look.on_stick)
        (void)snprintf(said, sizeof said, _("The outcome is on the stick, in the folder %.300s"),
                       home->look.folder);
    else
        (void)snprintf(said, sizeof said, _("The outcome is on this computer, in %.300s"),
                       home->look.folder);
    app_toast(home->app, said, 0);
}

// In a public place whose menu locked meanwhile: who stands there now is a visitor.
static bool is_left(const TakeHome *home) {
    const App *app = home->app;
    return !home->look.open && app->shell.prefs.kiosk && !app->record && !app->shell.unlocked;
}

static void report_ended(TakeHome *home, const TakeProgress *now) {
    char said[ERR_TEXT_MAX];
    (void)str_copy(said, sizeof said, now->said);
    home->look.files = now->files;
    int status = now->status;
    bool killed = now->killed;
    take_run_free(home->run);
    home->run = NULL;
    if (status == 0) {
        // What the report said of it on its standard error.
        bool without = strstr(said, "without the poster's picture") != NULL;
        if (*said) (void)fputs(said, stderr);
        end_with(home, TAKE_DONE,
                 without ? _("The poster's picture could not be drawn. Everything else is there.")
                         : "");
        if (!home->look.open) say_where(home);
    } else if (home->stopped) {
        end_with(home, TAKE_CHOOSES, "");
        app_toast(home->app,
                  killed ? _("Cancelled. Unfinished files may be left behind.")
                         : _("Cancelled. Nothing was left behind."),
                  0);
    } else {
        if (*said) (void)fputs(said, stderr);
        end_with(home, TAKE_FAILED, failure_sentence(home, said));
    }
    // A sheet that was put away comes back for the stick, not for a file on this machine.
    bool comes_back = home->look.stage == TAKE_DONE && home->look.on_stick && !is_left(home);
    if (!home->look.open && !comes_back)
        forget(home);
    else if (!home->look.open)
        home->look.open = true;
}

static void stick_ended(TakeHome *home, const TakeProgress *now) {
    static const char *const said[] = {
        [EJECT_GONE] = N_("You can take the stick out."),
        [EJECT_STAYS] = N_("The stick is still in use by another program. Everything is on it: "
                           "close that program, then try again."),
        [EJECT_UNKNOWN] = N_("Everything is safe on the stick. You can take it out.")};
    home->look.ejecting = false;
    home->look.ejected = now->eject != EJECT_STAYS;
    (void)str_copy(home->look.said, sizeof home->look.said, _(said[now->eject]));
    take_run_free(home->run);
    home->run = NULL;
    if (home->look.open) return;
    app_toast(home->app, home->look.said, 0);
    forget(home);
}

// ---- Under way -----------------------------------------------------------------------------------

static void start_when_saved(TakeHome *home) {
    App *app = home->app;
    bool open = app->record && str_equal(app->session.id, home->id);
    RecordStatus status = open ? record_status(app->record) : (RecordStatus){.state = RECORD_SAVED};
    if (status.state == RECORD_SAVING) return;  // its end wakes us
    home->waits = false;
    if (status.state == RECORD_FAILED) {
        end_with(home, TAKE_FAILED,
                 _("Not everything is saved yet. Solve that first, then take the outcome along."));
        return;
    }
    char formats[128];
    const char *sessions[] = {home->id};
    write_formats(home->look.formats, formats, sizeof formats);
    ReportJob job = {.progress = true,
                     .data_dir = app->data_dir,
                     .scene = app->scene ? app->scene->path : "",
                     .formats = formats,
                     .folder = home->folder,
                     .role_min = app->shell.prefs.role_min,
                     .sessions = sessions,
                     .session_count = 1};
    ErrInfo info = {0};
    if (take_run_start(&app->places, &job, wake, app, &home->run, &info) == ERR_NONE) return;
    log_err(&info);
    end_with(home, TAKE_FAILED, failure_sentence(home, info.text));
}

static void start(TakeHome *home) {
    TakeAlong *look = &home->look;
    if (look->stage != TAKE_CHOOSES || look->place < 0 || look->formats == 0) return;
    const char *path = home->paths[look->place];
    look->on_stick = *path != '\0';
    (void)str_copy(home->stick, sizeof home->stick, path);
    if (look->on_stick)
        (void)snprintf(home->folder, sizeof home->folder, "%.3000s/%s", path, home->id);
    else
        (void)snprintf(home->folder, sizeof home->folder, "%.3000s/exports/%s", home->app->data_dir,
                       home->id);
    // Of a stick only what lies on it: where this computer keeps sticks is nobody's business.
    (void)str_copy(look->folder, sizeof look->folder, look->on_stick ? home->id : home->folder);
    look->stage = TAKE_RUNS;
    look->made = look->files = 0;
    look->bytes = look->bytes_all = 0;
    look->slow = look->stopping = look->ejected = home->stopped = false;
    home->waits = true;
    home->seen = 0;
    home->moved_ms = clock_monotonic_ms();
    start_when_saved(home);
}

static void follow(TakeHome *home, const TakeProgress *now) {
    home->look.made = now->made;
    home->look.files = now->files;
    home->look.bytes = now->bytes;
    home->look.bytes_all = now->bytes_all;
    int64_t far = now->made + now->bytes, ms = clock_monotonic_ms();
    if (far != home->seen) home->moved_ms = ms;
    home->seen = far;
    bool slow = ms - home->moved_ms >= SLOW_MS;
    if (slow != home->look.slow) ui_touch(home->app->ui);
    home->look.slow = slow;
}

int64_t take_home_deadline(const App *app) {
    const TakeHome *home = app->take_home;
    if (!home || home->look.stage != TAKE_RUNS || home->look.slow) return INT64_MAX;
    return home->moved_ms + SLOW_MS;
}

void take_home_due(App *app) {
    TakeHome *home = app->take_home;
    if (!home) return;
    if (home->waits) start_when_saved(home);
    if (home->look.stage == TAKE_CHOOSES) refresh_places(home);
    if (!home->run) return;
    TakeProgress now = take_run_look(home->run);
    if (home->look.stage == TAKE_RUNS && !now.done)
        follow(home, &now);
    else if (home->look.stage == TAKE_RUNS)
        report_ended(home, &now);
    else if (now.done)
        stick_ended(home, &now);
    if (now.done) ui_touch(app->ui);
}

// ---- What the sheet asks -------------------------------------------------------------------------

bool take_home_export(App *app, const char *id) {
    if (!id || !session_id_valid(id)) return false;
    if (app->take_home) {
        app->take_home->look.open = true;
        return true;
    }
    bool open = app->record && str_equal(app->session.id, id);
    const Session *session = open ? &app->session : briefs_open(app, id);
    TakeHome *home = session ? calloc(1, sizeof *home) : NULL;
    if (!home) {
        app_toast(app, _("This meeting cannot be opened. Its files were left as they are."), 0);
        return false;
    }
    home->app = app;
    home->look.open = true;
    home->look.formats = usual_formats;
    (void)str_copy(home->id, sizeof home->id, id);
    count_things(&home->look, session);
    home->sticks = sticks_watch(wake, app);
    refresh_places(home);
    app->take_home = home;
    app->shell.take = &home->look;
    return true;
}

static void eject(TakeHome *home) {
    if (home->run || home->look.ejecting || home->look.stage != TAKE_DONE) return;
    home->run = take_run_eject(home->stick, wake, home->app);
    home->look.ejecting = home->run != NULL;
}

void take_home_put_away(App *app) {
    take_home_ask(app, TAKE_CLOSE, 0);
}

void take_home_ask(App *app, TakeAsk ask, int value) {
    TakeHome *home = app->take_home;
    if (!home) return;
    TakeAlong *look = &home->look;
    switch (ask) {
    case TAKE_FORMAT:
        if (value >= 0 && value < TAKE_FORMATS) look->formats ^= 1u << value;
        break;
    case TAKE_PLACE:
        if (value < 0 || value >= look->place_count || !can_hold(&look->places[value])) break;
        (void)str_copy(home->wanted, sizeof home->wanted, home->paths[value]);
        home->picked = true;
        choose_place(home);
        break;
    case TAKE_START: start(home); break;
    case TAKE_STOP:
        home->stopped = look->stopping = true;
        if (home->run) {
            take_run_stop(home->run);
        } else if (home->waits) {
            home->waits = false;
            end_with(home, TAKE_CHOOSES, "");
        }
        break;
    case TAKE_HIDE: look->open = false; break;
    case TAKE_AGAIN:
        look->stage = TAKE_CHOOSES;
        refresh_places(home);
        break;
    case TAKE_EJECT: eject(home); break;
    case TAKE_CLOSE:
        if (look->stage != TAKE_RUNS && !look->ejecting)
            forget(home);
        else
            look->open = false;
        break;
    }
    ui_touch(app->ui);
}
