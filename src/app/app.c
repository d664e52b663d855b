// The program from start to end. A first frame stands before anything slow is looked at: earlier
// meetings and the picture come after it.
#include "app/app.h"

#include "app/demo.h"
#include "app/facilitator.h"
#include "app/output_file.h"
#include "app/replay.h"
#include "app/supervise.h"
#include "app/voice.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/no_memory.h"
#include "storage/data_dir.h"
#include "storage/languages.h"
#include "storage/log_file.h"
#include "storage/scene_load.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void wake_app(void *context) {
    const App *app = context;
    SDL_Event event = {.type = app->wake_event};
    (void)SDL_PushEvent(&event);
}

// -- signals -----------------------------------------------------------------------------------
static sigset_t ending_signals(void) {
    sigset_t set;
    (void)sigemptyset(&set);
    (void)sigaddset(&set, SIGTERM);
    (void)sigaddset(&set, SIGINT);
    (void)sigaddset(&set, SIGHUP);
    return set;
}

static char asked_by_system;  // its address marks a wish to end that is heeded in kiosk mode too

// A thread of its own waits for the wish to end, and says it in the loop's own words: in a signal
// handler almost nothing may be done.
static void *wait_for_end(void *unused) {
    (void)unused;
    sigset_t set = ending_signals();
    int number;
    while (sigwait(&set, &number) == 0) {
        SDL_Event event = {.type = SDL_QUIT};
        event.user.data1 =
            &asked_by_system;  // SDL writes the time of an event anew, and leaves this
        (void)SDL_PushEvent(&event);
    }
    return NULL;
}

static void hear_signals(void) {
    sigset_t set = ending_signals();
    (void)pthread_sigmask(SIG_BLOCK, &set, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN);
    pthread_t thread;
    if (pthread_create(&thread, NULL, wait_for_end, NULL) == 0) (void)pthread_detach(thread);
}

// When the X server dies, Xlib ends the program by exit(); without memory it ends too: what is queued is
// saved on the way out.
static App *running;
static void save_on_exit(void) {
    if (running && running->record) record_flush(running->record, 5000);
}

// -- start ---------------------------------------------------------------------------------------
static Err load_scene(App *app, ErrInfo *info) {
    char path[PLACE_MAX + 32];
    const char *wanted = app->options.scene ? app->options.scene : prefs_scene(app);
    bool own = *wanted == '\0';
    if (own)
        (void)snprintf(path, sizeof path, "%s/integraal-werken", app->places.scenes);
    else
        (void)str_copy(path, sizeof path, wanted);
    FaultList faults;
    fault_list_init(&faults);
    Err err = scene_load(path, app->places.assets, &app->scene, &faults);
    if (err != ERR_NONE) {
        Str text;
        str_init(&text);
        fault_list_sort(&faults);
        fault_list_format(&faults, &text);
        (void)fputs(str_text(&text), stderr);
        str_finish(&text);
        err = err_set(info, err, 0, "the scene %s has faults: mend them, or start without --scene",
                      path);
    }
    fault_list_finish(&faults);
    return err;
}

// -- the first frame, made while the system makes the window --------------------------------------
typedef struct {
    App *app;
    SDL_Thread *thread;  // NULL: it could not be started
    Err err;
    ErrInfo info;
} Ahead;

static Err open_ui(App *app, ErrInfo *info);

enum { FIRST_LIST_MS = 150 };  // for a list that is as short as most are

static int make_first_frame(void *context) {
    Ahead *ahead = context;
    App *app = ahead->app;
    ahead->err = open_ui(app, &ahead->info);
    if (ahead->err != ERR_NONE) return 0;
    prefs_apply(app);
    app_show(app, app->shell.trouble ? SCREEN_TROUBLE : SCREEN_POSTER);
    briefs_wait(app, FIRST_LIST_MS);
    app_build(
        app);  // fills the caches of text and icons; the window's first frame finds them there
    return 0;
}

static void begin_ahead(void *context, int w, int h) {
    Ahead *ahead = context;
    ahead->app->display_w = w;
    ahead->app->display_h = h;
    ahead->app->wake_event = SDL_RegisterEvents(1);
    // One of SDL's threads: what SDL keeps for it goes with it.
    ahead->thread = SDL_CreateThread(make_first_frame, "first frame", ahead);
    if (!ahead->thread) (void)make_first_frame(ahead);
}

static Err open_window(App *app, ErrInfo *info) {
    const Options *o = &app->options;
    Ahead ahead = {.app = app};
    bool demo = o->command == COMMAND_DEMO;
    bool display = getenv("DISPLAY") || getenv("WAYLAND_DISPLAY") || getenv("SDL_VIDEODRIVER");
    WindowWish wish = {.windowed = o->windowed,
                       .w = o->window_w,
                       .h = o->window_h,
                       .renderer = o->renderer,
                       .kiosk = app->shell.prefs.kiosk};
    if (demo && !display) {
        wish.hidden_display = true;
        if (!wish.w) wish.w = 1920, wish.h = 1080;
    }
    wish.sized = begin_ahead;
    wish.context = &ahead;
    Err err = window_create(&wish, &app->window, info);
    SDL_WaitThread(ahead.thread, NULL);
    if (err == ERR_NONE && ahead.err != ERR_NONE) {
        *info = ahead.info;
        err = ahead.err;
    }
    return err;
}

static Err open_ui(App *app, ErrInfo *info) {
    UiHost host = {.fonts_dir = app->places.fonts,
                   .icons_dir = app->places.icons,
                   .keyboards_dir = app->places.keyboards,
                   .cache_dir = app->places.cache,
                   .raster_program = app->places.raster,
                   .wake = wake_app,
                   .wake_context = app};
    return ui_create(&host, &app->ui, info);
}

static Err open_input(App *app, ErrInfo *info) {
    Err err = ERR_NONE;
    if (app->options.replay) err = replay_open(app->options.replay, &app->replay, info);
    if (err == ERR_NONE && app->options.record)
        err = recorder_open(app->options.record, &app->recorder, info);
    if (err == ERR_NONE && app->options.command == COMMAND_DEMO)
        err = demo_open(app, &app->demo, info);
    if (err == ERR_NONE && app->options.inspect)
        app->inspect = inspect_create(app->options.inspect);
    return err;
}

// In a public place nothing that is missing ends the program: a screen says it, and it is tried again.
static Err missing(App *app, ShellTrouble trouble, Err err, ErrInfo *info) {
    if (err == ERR_NONE || !app->shell.prefs.kiosk || app->options.command == COMMAND_DEMO)
        return err;
    if (app->shell.trouble == TROUBLE_NONE) log_err(info);
    app->shell.trouble = trouble;
    *info = (ErrInfo){0};
    return ERR_NONE;
}

static void data_is_ready(App *app) {
    app->data_ready = true;
    ErrInfo info = {0};
    if (app->options.command == COMMAND_RUN && log_file_open(app->data_dir, &info) != ERR_NONE)
        log_err(&info);
}

static Err load_all(App *app, ErrInfo *info) {
    Err err = ERR_NONE;
    app->shell.trouble = TROUBLE_NONE;
    if (!app->scene) err = missing(app, TROUBLE_SCENE, load_scene(app, info), info);
    if (err == ERR_NONE && !app->data_ready) {
        err = data_dir_prepare(app->data_dir, info);
        if (err == ERR_NONE) data_is_ready(app);
        err = missing(app, TROUBLE_DATA, err, info);
    }
    return err;
}

bool app_retry(App *app) {
    ErrInfo info = {0};
    app->retry_ms = clock_monotonic_ms();
    ShellTrouble before = app->shell.trouble;
    if (load_all(app, &info) != ERR_NONE || app->shell.trouble) {
        app->shell.trouble = app->shell.trouble ? app->shell.trouble : before;
        ui_touch(app->ui);
        return false;
    }
    app_go_home(app);
    briefs_resume(app);
    ui_touch(app->ui);
    return true;
}

static Err start(App *app, ErrInfo *info) {
    hear_signals();
    app->snapshot_at_ms = INT64_MAX;
    app->untouched = true;
    app->whole = true;
    app->shell.block = -1;
    Str data;
    str_init(&data);
    Err err = output_file_check(app->options.record, "--record", info);
    if (err == ERR_NONE) err = output_file_check(app->options.inspect, "--inspect", info);
    if (err == ERR_NONE)
        err = app->options.command == COMMAND_DEMO
                  ? demo_data_dir(&app->options, &data, info)
                  : data_dir_find(app->options.data_dir, &data, info);
    if (err == ERR_NONE) (void)str_copy(app->data_dir, sizeof app->data_dir, str_text(&data));
    str_finish(&data);
    if (err == ERR_NONE) err = places_find(app->data_dir, &app->places, info);
    if (err == ERR_NONE) {
        languages_start(app->places.translations);
        err = prefs_load(app, info);
    }
    if (err == ERR_NONE) prefs_apply(app);
    if (err == ERR_NONE) err = load_all(app, info);
    if (err == ERR_NONE) {
        app->facilitator = facilitator_create(app, prefs_old_pin(app), wake_app, app);
        err = open_window(app, info);
    }
    if (err == ERR_NONE) prefs_apply(app);  // the window's own size, should it differ
    if (err == ERR_NONE) err = open_input(app, info);
    if (err == ERR_NONE) {
        app->touched_ms = app->retry_ms = clock_monotonic_ms();
        supervise_start(app);
        if (!app->shell.trouble) briefs_resume(app);
    }
    return err;
}

static void stop(App *app) {
    supervise_stopping();
    // A meeting that is open is kept as it is: it is offered again at the next start.
    voice_stop(app);
    free(app->voice);
    meeting_close(app);
    if (app->recorder) recorder_watch(app->recorder, NULL, clock_monotonic_ms());
    running = NULL;
    results_close(app);
    briefs_close(app);
    demo_close(app->demo);
    recorder_close(app->recorder, clock_monotonic_ms());
    replay_close(app->replay);
    inspect_destroy(app->inspect);
    ui_destroy(app->ui);
    window_destroy(app->window);
    scene_destroy(app->scene);
    facilitator_destroy(app->facilitator);
    prefs_free(app);
    log_file_close();
    SDL_Quit();
}

// -- hearing ---------------------------------------------------------------------------------------
static void resized(App *app) {
    int w, h;
    window_size(app->window, &w, &h);
    window_resized(app->window);
    int spare = app->shell.prefs.kiosk ? WINDOW_SHIFT_PX : 0;
    ui_set_display(app->ui, w - spare, h - spare, prefs_px_per_mm(app, w, h));
    app->whole = true;
}

// What a window manager took away comes back, in a public place.
static void keep_on_top(App *app, Uint8 what) {
    if (!app->shell.prefs.kiosk || app->options.windowed) return;
    if (what == SDL_WINDOWEVENT_MINIMIZED || what == SDL_WINDOWEVENT_HIDDEN ||
        what == SDL_WINDOWEVENT_FOCUS_LOST)
        window_keep_on_top(app->window);
}

// The toolkit knows the picture only, wherever it lies in the window.
static SDL_Event in_picture(const App *app, const SDL_Event *event) {
    SDL_Event e = *event;
    int x, y, w, h;
    window_shifted(app->window, &x, &y);
    if (!app->shell.prefs.kiosk) return e;
    window_size(app->window, &w, &h);
    bool finger = e.type == SDL_FINGERDOWN || e.type == SDL_FINGERMOTION || e.type == SDL_FINGERUP;
    if (finger) {
        e.tfinger.x = (e.tfinger.x * (float)w - (float)x) / (float)(w - WINDOW_SHIFT_PX);
        e.tfinger.y = (e.tfinger.y * (float)h - (float)y) / (float)(h - WINDOW_SHIFT_PX);
    } else if (e.type == SDL_MOUSEMOTION) {
        e.motion.x -= x;
        e.motion.y -= y;
    } else if (e.type == SDL_MOUSEBUTTONDOWN || e.type == SDL_MOUSEBUTTONUP) {
        e.button.x -= x;
        e.button.y -= y;
    }
    return e;
}

static void hear(App *app, const SDL_Event *event, int64_t now) {
    int w, h;
    if (event->type != SDL_WINDOWEVENT) facilitator_hear(app, event, now);
    if (idle_swallows(app, event, now)) return;
    switch (event->type) {
    case SDL_QUIT:
        // Alt+F4 and the like do not end a kiosk; the system's own wish does.
        if (!app->shell.prefs.kiosk || event->user.data1 == &asked_by_system) app->quit = true;
        return;
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) resized(app);
        if (event->window.event == SDL_WINDOWEVENT_EXPOSED) app->whole = true;
        keep_on_top(app, event->window.event);
        ui_touch(app->ui);
        return;
    case SDL_FINGERDOWN:
        voice_touched(app);
        window_show_cursor(false);
        app_touched(app, now);
        break;
    case SDL_MOUSEMOTION:
        if (event->motion.which == SDL_TOUCH_MOUSEID) return;
        // A pointer that only appears, as the window did under it, is no mouse that moves.
        if (event->motion.xrel == 0 && event->motion.yrel == 0) return;
        window_show_cursor(true);
        if (event->motion.state) app_touched(app, now);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_KEYDOWN:
    case SDL_MOUSEWHEEL:
        voice_touched(app);
        app_touched(app, now);
        break;
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        // Of a touch that made it silent when it went down: on the button it must not begin anew.
        app_touched(app, now);
        break;
    default:
        if (event->type == app->wake_event) ui_touch(app->ui);
        break;
    }
    if (app->recorder) {
        window_size(app->window, &w, &h);
        recorder_hear(app->recorder, event, w, h, now);
    }
    SDL_Event inside = in_picture(app, event);
    ui_feed(app->ui, &inside, now);
    app_dispatch(app);
    voice_follow(app, &inside);
    if (app->recorder) recorder_watch(app->recorder, app->record ? &app->session : NULL, now);
}

static void loop(App *app) {
    while (!app->quit) {
        int64_t now = clock_monotonic_ms();
        SDL_Event event;
        bool heard;
        if (ui_wants_build(app->ui, now)) {
            heard = SDL_PollEvent(&event);
        } else {
            int64_t due = app_deadline(app, now), wait = due - now;
            if (due == INT64_MAX)
                heard = SDL_WaitEvent(&event);
            else
                heard = wait > 0
                            ? SDL_WaitEventTimeout(&event, wait > 1000000 ? 1000000 : (int)wait)
                            : SDL_PollEvent(&event);
        }
        now = clock_monotonic_ms();
        for (; heard; heard = SDL_PollEvent(&event)) hear(app, &event, now);
        ui_feed(app->ui, NULL, now);  // held fingers: long presses, repeats
        app_dispatch(app);
        app_due(app, now);
        window_step(app->window, now);
        if (!app->quit && ui_wants_build(app->ui, clock_monotonic_ms())) app_frame(app);
    }
}

int app_run(const Options *options) {
    static App app;  // large, and there is one
    app.options = *options;
    ErrInfo info = {0};
    Err err = start(&app, &info);
    if (err != ERR_NONE) {
        log_err(&info);
        stop(&app);
        return err_exit_status(err);
    }
    supervise_time_lapse(wake_app, &app);
    running = &app;
    (void)atexit(save_on_exit);
    no_memory_last_wish(save_on_exit);
    loop(&app);
    stop(&app);
    return app.exit_status;
}
