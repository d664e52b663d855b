// The program while it runs: what is open, what stands on the screen, and the loop around it. Every
// file of src/app that works on it includes this header; nobody else sees it.
#ifndef PP_APP_APP_H
#define PP_APP_APP_H

#include "app/options.h"
#include "app/places.h"
#include "app/window.h"
#include "screens/frame.h"
#include "storage/record.h"
#include "storage/sessions.h"

#include <signal.h>

typedef struct Replay Replay;
typedef struct Recorder Recorder;
typedef struct Inspect Inspect;
typedef struct Demo Demo;
typedef struct Prefs Prefs;
typedef struct TakeHome TakeHome;
typedef struct ResultsJob ResultsJob;
typedef struct BriefsJob BriefsJob;
typedef struct Facilitator Facilitator;
typedef struct Voice Voice;

enum { SCREEN_STATE_BYTES = 144 * 1024, BRIEFS_MAX = 400, FOLDERS_MAX = 6 };

typedef struct {
    int item, step;    // the place it belongs to
    int total_s;       // seconds given, with what was added
    int64_t left_ms;   // at since_ms
    int64_t since_ms;  // monotonic, while it runs
    bool running;
    int64_t record_ms;  // monotonic, when what is left is to be recorded
    bool changed;       // by hand, and not recorded yet
} StepTimer;

typedef struct App {
    Options options;
    Places places;
    char data_dir[PLACE_MAX];
    int64_t retry_ms;  // monotonic, of the last look whether the trouble is over
    bool data_ready;   // the data folder was made and can be written
    Prefs *prefs;
    Ui *ui;
    Window *window;
    int display_w, display_h;  // of the window to come, until it is there
    Scene *scene;
    Shell shell;
    Frame frame;

    Session session;  // valid while record is not NULL
    Record *record;
    Session looked_at;  // of load_session
    bool has_looked_at;
    Session earlier;  // behind shell.earlier
    bool has_earlier;
    SessionList list, older;  // behind shell.briefs; older: until the nodes of it are gone
    bool has_list, has_older;
    SessionBrief briefs[BRIEFS_MAX];
    BriefsJob *briefs_job;  // while the list is read
    bool briefs_again;      // something changed since that began
    bool goes_on;           // with the meeting that was open, when the list is there
    char save_sentence[ERR_TEXT_MAX];
    char folder_names[FOLDERS_MAX][256];
    char folder_paths[FOLDERS_MAX][512], moving_to[512];  // moving_to: where the record is going
    const char *folder_list[FOLDERS_MAX];

    ScreenId screen, before_results;  // where the way back from the results leads
    const ScreenClass *screen_class;
    _Alignas(16) unsigned char screen_state[SCREEN_STATE_BYTES];
    int entered_item, entered_step;
    StepTimer timer;
    StepTimer left;  // of a place that was left while its ballots were out; item 0: none

    int64_t touched_ms;  // monotonic, of the last touch or key
    bool untouched;      // nothing was touched since the poster went back to its start
    int waking;          // fingers and keys that woke a dimmed screen and are still down
    int64_t woken_ms;
    int64_t ping_every_ms, pinged_ms;  // systemd's watchdog; 0: none
    int64_t shift_ms;                  // of the last shift against burn-in
    bool ready;                        // systemd was told that the poster is there
    bool quit;
    int exit_status;
    bool whole;  // draw everything at the next frame
    int64_t frame_number;
    int64_t snapshot_at_ms;  // monotonic; INT64_MAX: none asked for
    Uint32 wake_event;       // SDL's number of our user event

    Inspect *inspect;
    Recorder *recorder;
    Replay *replay;
    Demo *demo;
    Facilitator *facilitator;
    TakeHome *take_home;       // while an outcome is taken along
    ResultsJob *results_job;   // while meetings are read or taken from a stick
    ResultsJob *results_next;  // to be read when what comes from a stick is here
    ResultsJob *results_left;  // stopped ones, whose threads have not heard it yet
    Compare *compare;          // behind shell.results
    Voice *voice;              // NULL: nobody asked for it yet
} App;

bool app_retry(App *app);             // while something is missing: true when it no longer is
int app_run(const Options *options);  // the poster; returns the exit status

// app_loop.c
void app_build(App *app);     // one build, nothing shown
void app_frame(App *app);     // one build and one frame
void app_dispatch(App *app);  // what the toolkit made of the input
int64_t app_deadline(App *app,
                     int64_t now);    // monotonic ms of what is due next; INT64_MAX: nothing
void app_due(App *app, int64_t now);  // does what is due

// idle.c: when nobody touches anything
void app_touched(App *app, int64_t now);
int64_t idle_deadline(const App *app, int64_t now);
void idle_due(App *app, int64_t now);
// True: the event belongs to the touch that woke a dimmed screen, and does nothing else.
bool idle_swallows(App *app, const SDL_Event *event, int64_t now);

// navigate.c
extern const ShellOps app_ops;
void app_show(App *app, ScreenId screen);
void app_show_place(App *app);  // what belongs to the session's place
void app_go_home(App *app);
void app_refresh_shell(App *app, int64_t now);
void app_toast(App *app, const char *text, uint64_t undo_seq);

// meeting.c
bool meeting_send(App *app, const Event *command, const char *said);
bool meeting_start(App *app, const NewSession *wanted);
bool meeting_resume(App *app, const char *id);
// Leaving a meeting of which not all is on disk would lose it: then these are false, it stays open,
// and the sheet with other folders comes up.
bool meeting_may_leave(App *app);
bool meeting_stop(App *app);
bool meeting_finish(App *app);
void meeting_close(App *app);  // lets go of the record, whatever its state
void meeting_go(App *app, int item, int step);
void meeting_next(App *app);
void meeting_previous(App *app);
void meeting_entered(App *app);  // the group is in another place: clock, board

// timer.c
void timer_enter(App *app);  // a new place: goes on where it was left
void timer_leave(App *app);  // the group goes to another place
void timer_keep(App *app);   // before what puts off recording: what is left is recorded now
void timer_stop(App *app);   // before a pause
int64_t timer_deadline(const App *app);
void timer_due(App *app, int64_t now);
void timer_add(App *app, int seconds);
void timer_set(App *app, int seconds);
void timer_run(App *app, bool run);
ShellTimer timer_look(const App *app, int64_t now);

// briefs.c
void briefs_load(App *app);  // begins reading; shell.briefs stays what it was until that is done
void briefs_due(App *app);
void briefs_look(App *app, int64_t now);  // into shell: how far it is
void briefs_wait(App *app, int ms);       // before there is a frame
void briefs_close(App *app);
void briefs_resume(App *app);        // in a public place: goes on with the meeting that was open
void briefs_open_earlier(App *app);  // what the open meeting follows, once
const Session *briefs_open(App *app, const char *id);
void briefs_delete(App *app, const char *id);

// save_look.c: what the bar says of the record, and other folders to save in
void save_look(App *app);
bool save_move(App *app, int folder);

// prefs.c: settings in storage's words and the shell's
Err prefs_load(App *app, ErrInfo *info) MUST_CHECK;
void prefs_apply(App *app);
void prefs_set(App *app, const ShellPrefs *prefs);
void prefs_set_lang(App *app, Lang lang);
void prefs_end_visit(App *app);  // what a visitor chose for now is gone
void prefs_save(App *app);       // the user's file
const char *prefs_shut_down(const App *app);
const char *prefs_old_pin(const App *app);  // of a file from before PINs were hashed; "" for none
const char *prefs_scene(const App *app);    // "" for the default
float prefs_px_per_mm(const App *app, int width, int height);
void prefs_free(App *app);

// take_home.c
bool take_home_export(App *app, const char *id);  // opens its sheet
void take_home_ask(App *app, TakeAsk ask, int value);
void take_home_put_away(App *app);  // the sheet goes; what is being written goes on
int64_t take_home_deadline(const App *app);
void take_home_due(App *app);

// results.c
void results_read(App *app, const char *const *ids, int count);  // no ids: everything there is
void results_cancel(App *app);
void results_import(App *app);  // from the stick; toasts tell the rest
// Stops what is read, without waiting for it, and frees what came of it; what comes from a stick goes on.
void results_forget(App *app);
void results_close(App *app);  // at the end: waits
void results_due(App *app);

// inspect.c
Inspect *inspect_create(const char *path);
void inspect_destroy(Inspect *inspect);
void inspect_frame(App *app);  // after a frame was shown

#endif
