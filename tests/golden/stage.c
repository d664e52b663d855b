// The stage of the golden pictures.
#include "golden/stage.h"

#include "base/clock.h"
#include "base/rng.h"
#include "build_config.h"
#include "screens/reach.h"
#include "storage/languages.h"
#include "storage/scene_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
// cmocka wants the four above before it.
#include <cmocka.h>

struct Stage {
    Shell shell;
    Frame frame;
    Ui *ui;
    Scene *scene;
    Session session;
    bool has_session;
    uint64_t seq;
    const ScreenClass *screen;
    _Alignas(16) unsigned char state[144 * 1024];
    SDL_Surface *surface;
    char share[2048], cache[64];
    char paths[5][2100];
};

static const ScreenClass *const classes[SCREEN_COUNT] = {
    [SCREEN_POSTER] = &screen_poster,     [SCREEN_NEW_SESSION] = &screen_new_session,
    [SCREEN_SESSIONS] = &screen_sessions, [SCREEN_SETTINGS] = &screen_settings,
    [SCREEN_MESSAGES] = &screen_messages, [SCREEN_TROUBLE] = &screen_trouble,
    [SCREEN_WELCOME] = &screen_welcome,   [SCREEN_FOLLOWUP] = &screen_followup,
    [SCREEN_CHOOSE] = &screen_choose,     [SCREEN_READ] = &screen_read,
    [SCREEN_THINK] = &screen_think,       [SCREEN_TALK] = &screen_talk,
    [SCREEN_BOARD] = &screen_board,       [SCREEN_VOTE] = &screen_vote,
    [SCREEN_AGREE] = &screen_agree,       [SCREEN_HARVEST] = &screen_harvest,
    [SCREEN_CLOSE] = &screen_close,       [SCREEN_RESULTS] = &screen_results};

// -- what the app does for screens, in memory -----------------------------------------------------
bool stage_send(Stage *s, Event event) {
    const char *why = session_check(&s->session, &event);
    if (why) print_error("refused: %s\n", why);
    assert_null(why);
    event.seq = ++s->seq;
    event.at_ms = clock_utc_ms();
    ErrInfo info;
    assert_int_equal(session_apply(&s->session, &event, &info), ERR_NONE);
    return true;
}

static bool op_send(void *a, const Event *command, const char *said) {
    Stage *s = a;
    stage_send(s, *command);
    if (said)
        frame_toast(&s->frame, said, session_undo_entry(&s->session, s->seq) ? s->seq : 0,
                    clock_monotonic_ms());
    return true;
}

static void op_go(void *a, ScreenId screen) {
    stage_show(a, screen);
}

static void op_place(void *a, int item, int step) {
    Stage *s = a;
    if (s->session.item != item || s->session.step != step)
        stage_send(s, (Event){.type = EV_PLACE_GO, .item = item, .step = step});
    s->shell.session = &s->session;
    stage_show(s, shell_meeting_screen(&s->shell));
}

static void op_next(void *a) {
    Stage *s = a;
    int item, step;
    if (session_next_place(&s->session, &item, &step)) op_place(a, item, step);
}

static void op_toast(void *a, const char *text) {
    Stage *s = a;
    frame_toast(&s->frame, text, 0, clock_monotonic_ms());
}

static void op_nothing(void *a) {
    (void)a;
}
static void op_home(void *a) {
    stage_show(a, SCREEN_POSTER);
}
static bool op_start(void *a, const NewSession *wanted) {
    (void)a;
    return wanted != NULL;
}
static bool op_id(void *a, const char *id) {
    (void)a;
    return id != NULL;
}
static void op_delete(void *a, const char *id) {
    (void)a;
    (void)id;
}
static void op_prefs(void *a, const ShellPrefs *prefs) {
    Stage *s = a;
    s->shell.prefs = *prefs;
    ui_set_text_percent(s->ui, prefs->text_percent);
    ui_set_theme(s->ui, prefs->theme);
    stage_reach(s, prefs->reach);
}
static void op_lang(void *a, Lang lang) {
    ((Stage *)a)->shell.lang = lang;
}
static void op_number(void *a, int n) {
    (void)a;
    (void)n;
}
static void op_run(void *a, bool run) {
    (void)a;
    (void)run;
}
static const Session *op_load(void *a, const char *id) {
    (void)id;
    return &((Stage *)a)->session;
}
static bool op_move(void *a, int folder) {
    (void)a;
    return folder >= 0;
}

static void op_simple(void *a, bool on) {
    ((Stage *)a)->shell.simple = on;
}

static void op_pin(void *a, const char *pin) {
    ((Stage *)a)->shell.unlocked = pin[0] == '1';
}

static const ShellOps ops = {.send = op_send,
                             .go = op_go,
                             .go_place = op_place,
                             .next = op_next,
                             .previous = op_nothing,
                             .home = op_home,
                             .start_session = op_start,
                             .resume_session = op_id,
                             .stop_session = op_nothing,
                             .finish_session = op_nothing,
                             .delete_session = op_delete,
                             .export_session = op_id,
                             .toast = op_toast,
                             .set_prefs = op_prefs,
                             .set_lang = op_lang,
                             .timer_add = op_number,
                             .timer_set = op_number,
                             .timer_run = op_run,
                             .load_session = op_load,
                             .move_record = op_move,
                             .set_simple = op_simple,
                             .quit = op_nothing,
                             .try_pin = op_pin,
                             .choose_pin = op_pin};

// -- life -------------------------------------------------------------------------------------------
static const char *share_path(Stage *s, int i, const char *name) {
    (void)snprintf(s->paths[i], sizeof s->paths[i], "%s/%s", s->share, name);
    return s->paths[i];
}

Stage *stage_create(void) {
    Stage *s = test_calloc(1, sizeof *s);
    const char *share = getenv("PRAATPLAAT_SHARE");
    (void)str_copy(s->share, sizeof s->share, share ? share : PP_SHARE_BUILT);
    (void)str_copy(s->cache, sizeof s->cache, "/tmp/pp-golden-XXXXXX");
    assert_non_null(mkdtemp(s->cache));
    assert_int_equal(SDL_Init(SDL_INIT_VIDEO), 0);
    UiHost host = {.fonts_dir = share_path(s, 0, "fonts"),
                   .icons_dir = share_path(s, 1, "assets/icons"),
                   .keyboards_dir = share_path(s, 2, "assets/keyboards"),
                   .cache_dir = s->cache,
                   .raster_program = getenv("PRAATPLAAT_RASTER")};
    ErrInfo info = {0};
    assert_int_equal(ui_create(&host, &s->ui, &info), ERR_NONE);
    char translations[2200];
    (void)snprintf(translations, sizeof translations, "%s/translations", s->share);
    languages_start(translations);  // before the scene, which may have texts in any of them
    FaultList faults;
    fault_list_init(&faults);
    assert_int_equal(scene_load(share_path(s, 3, "scenes/integraal-werken"),
                                share_path(s, 4, "assets"), &s->scene, &faults),
                     ERR_NONE);
    fault_list_finish(&faults);
    stage_size(s, 1280, 720);
    return s;
}

void stage_destroy(Stage *s) {
    if (s->has_session) session_finish(&s->session);
    ui_destroy(s->ui);
    scene_destroy(s->scene);
    SDL_FreeSurface(s->surface);
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", s->cache);
    assert_int_equal(system(command), 0);
    test_free(s);
    SDL_Quit();
}

void stage_size(Stage *s, int w, int h) {
    stage_display(s, w, h, 24);
}

void stage_display(Stage *s, int w, int h, int inches) {
    SDL_FreeSurface(s->surface);
    s->surface = SDL_CreateRGBSurfaceWithFormat(0, w, h, 32, SDL_PIXELFORMAT_ARGB8888);
    double across = w > h ? w : h, down = w > h ? h : w;
    double diagonal = SDL_sqrt(across * across + down * down);
    ui_set_display(s->ui, w, h, (float)(diagonal / (inches * 25.4)));
}

void stage_look(Stage *s, ThemeKind theme, int percent) {
    s->shell.prefs.theme = theme;
    s->shell.prefs.text_percent = percent;
    ui_set_theme(s->ui, theme);
    ui_set_text_percent(s->ui, percent);
}

void stage_reach(Stage *s, Reach reach) {
    s->shell.prefs.reach = reach;
    bool low = reach != REACH_ALL;
    ui_set_reach(s->ui, low ? reach_height_mm(s->shell.prefs.lower_edge_mm) : 0,
                 low ? REACH_WIDE_MM : 0, reach == REACH_LEFT);
}

void stage_idle(Stage *s, int seconds) {
    s->frame.idle_warning = true;
    s->frame.idle_seconds = seconds;
}

void stage_languages(Stage *s) {
    s->frame.sheet = FRAME_SHEET_LANG;
}

void stage_wait(Stage *s, int64_t ms) {
    clock_fake_advance(ms);
    stage_layout(s);
}

SDL_Surface *stage_surface(Stage *s) {
    return s->surface;
}

void stage_reset(Stage *s, Lang lang) {
    clock_fake(1795447200000);  // 2026-11-23, in the morning
    rng_seed(7);
    (void)setenv("TZ", "Europe/Amsterdam", 1);
    i18n_set_language(lang_code(lang));
    if (s->has_session) session_finish(&s->session);
    s->has_session = false;
    s->seq = 0;
    s->frame = (Frame){0};
    s->shell = (Shell){.ops = &ops,
                       .app = s,
                       .ui = s->ui,
                       .scene = s->scene,
                       .lang = lang,
                       .block = -1,
                       .utc_ms = clock_utc_ms(),
                       .prefs = {.text_percent = 100, .role_min = 3, .reduced_motion = true}};
    ui_set_text_percent(s->ui, 100);
    ui_set_theme(s->ui, THEME_LIGHT);
    ui_set_reduced_motion(s->ui, true);
    stage_reach(s, REACH_ALL);
    ui_view_reset(s->ui, "poster");
    ui_scroll_forget(s->ui);
    ui_set_keyboard(s->ui, lang_code(lang));
    stage_show(s, SCREEN_POSTER);
}

Shell *stage_shell(Stage *s) {
    return &s->shell;
}

void stage_show(Stage *s, ScreenId screen) {
    s->screen = classes[screen];
    memset(s->state, 0, sizeof s->state);
    s->shell.screen = screen;
    s->shell.block = -1;
    s->shell.session = s->has_session ? &s->session : NULL;
    s->shell.save = s->has_session ? SAVE_SAVED : SAVE_NONE;
    ui_field_focus(s->ui, NULL);
    ui_release_all(s->ui);
    if (s->screen->enter) s->screen->enter(s->state, &s->shell);
}

// -- a meeting ----------------------------------------------------------------------------------------
void stage_meeting(Stage *s, PartKind kind) {
    const SceneProgramme *programme = &s->scene->programmes[0];
    for (int i = 0; i < s->scene->programme_count; i++) {
        for (int p = 0; p < s->scene->programmes[i].part_count; p++) {
            if (s->scene->programmes[i].parts[p].kind == kind) programme = &s->scene->programmes[i];
        }
    }
    if (s->has_session) session_finish(&s->session);
    session_init(&s->session);
    s->seq = 0;
    s->has_session = true;
    s->session.id = "2026-11-23-houten-7f3k";
    static const int32_t people[SCENE_ROLES_MAX] = {3, 3, 3, 1, 1, 1, 0, 0};
    const char *ids[SCENE_ROLES_MAX], *labels[SCENE_ROLES_MAX];
    for (int i = 0; i < s->scene->role_count; i++) {
        ids[i] = s->scene->roles[i].id;
        labels[i] = shell_text(&s->shell, &s->scene->roles[i].name);
    }
    stage_send(s, (Event){.type = EV_SESSION_CREATE,
                          .scene = s->scene->id,
                          .programme = programme->id,
                          .place = "Houten",
                          .group = "Team Zuid",
                          .lang = "nl",
                          .previous = "",
                          .date = "2027-11-23",
                          .ids = ids,
                          .id_count = s->scene->role_count,
                          .labels = labels,
                          .label_count = s->scene->role_count,
                          .list = people,
                          .list_count = s->scene->role_count});
    for (int i = 0; i < programme->part_count; i++) {
        const ScenePart *part = &programme->parts[i];
        if (part->kind == PART_WORK) continue;
        stage_send(s, (Event){.type = EV_AGENDA_ADD,
                              .item = s->session.item_count + 1,
                              .kind = (int32_t)part->kind,
                              .scene = "",
                              .text = part_kind_word(part->kind),
                              .minutes = part->minutes,
                              .value = 1,
                              .index = s->session.order_count});
    }
    for (int i = 0; i < s->session.order_count; i++) {
        if (session_item(&s->session, s->session.order[i])->kind == kind)
            op_place(s, s->session.order[i], 0);
    }
}

void stage_work(Stage *s, StepKind kind, int vote) {
    stage_meeting(s, PART_CHOOSE);
    for (int a = 0; a < s->scene->assignment_count; a++) {
        const SceneAssignment *assignment = &s->scene->assignments[a];
        for (int step = 0; step < assignment->step_count; step++) {
            const SceneStep *at = &assignment->steps[step];
            if (at->kind != kind || (kind == STEP_VOTE && (int)at->vote != vote)) continue;
            if (kind == STEP_TALK && at->turn_count != 3) continue;
            const char *title = shell_text(&s->shell, &assignment->title);
            stage_send(s, (Event){.type = EV_AGENDA_ADD,
                                  .item = s->session.item_count + 1,
                                  .kind = PART_WORK,
                                  .scene = assignment->id,
                                  .text = title,
                                  .minutes = assignment->minutes,
                                  .value = assignment->step_count,
                                  .index = session_item_place(&s->session, s->session.item) + 1});
            int item = s->session.item_count;
            stage_send(s, (Event){.type = EV_PLACE_GO, .item = item, .step = step});
            if (kind == STEP_WRITE) {
                const char *labels[SCENE_COLUMNS_MAX];
                for (int i = 0; i < at->column_count; i++)
                    labels[i] = shell_text(&s->shell, &at->columns[i]);
                stage_send(s, (Event){.type = EV_BOARD_OPEN,
                                      .board = 1,
                                      .item = item,
                                      .step = step,
                                      .text = shell_text(&s->shell, &at->question),
                                      .labels = labels,
                                      .label_count = at->column_count});
            }
            int seconds = at->minutes * 60;
            s->shell.timer = (ShellTimer){.exists = seconds > 0,
                                          .running = false,
                                          .seconds = seconds * 2 / 3,
                                          .total = seconds};
            op_place(s, item, step);
            return;
        }
    }
    fail_msg("no assignment has such a step");
}

// -- a frame ------------------------------------------------------------------------------------------
static void layout(Stage *s) {
    s->shell.session = s->has_session ? &s->session : NULL;
    ui_begin(s->ui, clock_monotonic_ms());
    frame_build(&s->frame, (FrameContent){s->screen, s->state}, &s->shell, s->ui);
    ui_end(s->ui);
}

static void build(Stage *s) {
    layout(s);
    const SDL_Rect *rects;
    (void)ui_draw(s->ui, s->surface, true, &rects);
}

void stage_layout(Stage *s) {
    for (int i = 0; i < 60; i++) {
        layout(s);
        clock_fake_advance(20);
        if (i > 0 && !ui_moving(s->ui) && !ui_wants_build(s->ui, clock_monotonic_ms())) break;
    }
}

static void wait_for_pictures(Stage *s) {
    stage_layout(s);
    for (int i = 0; i < 6000 && ui_waiting(s->ui); i++) {
        (void)usleep(5000);
        clock_fake_advance(20);
        layout(s);
    }
    assert_false(ui_waiting(s->ui));
}

void stage_settle(Stage *s) {
    wait_for_pictures(s);
    build(s);
}

void stage_refresh(Stage *s) {
    wait_for_pictures(s);
    const SDL_Rect *rects;
    (void)ui_draw(s->ui, s->surface, false, &rects);
}

static void dispatch(Stage *s) {
    UiEvent event;
    while (ui_next_event(s->ui, &event)) {
        bool back = false;
        if (frame_handle(&s->frame, &s->shell, &event, &back)) continue;
        if (s->screen->handle(s->state, &s->shell, &event)) continue;
        if (event.kind == UI_TAP && event.act.code == ACT_NEXT) op_next(s);
    }
}

static Rect place_of(Stage *s, const char *id) {
    stage_settle(s);
    Rect r = ui_rect_of(s->ui, id);
    if (rect_empty(r)) fail_msg("%s is not on the screen", id);
    return r;
}

// The only finger, at a part of a place; what it does is done a moment later.
static void finger(Stage *s, SDL_EventType type, Rect r, const float part[2], int64_t ms) {
    SDL_Event e = {.type = type};
    e.tfinger.fingerId = 1;
    e.tfinger.x = ((float)r.x + (float)r.w * part[0]) / (float)s->surface->w;
    e.tfinger.y = ((float)r.y + (float)r.h * part[1]) / (float)s->surface->h;
    ui_feed(s->ui, &e, clock_monotonic_ms());
    dispatch(s);
    clock_fake_advance(ms);
    build(s);
}

void stage_tap(Stage *s, const char *id) {
    static const float middle[2] = {0.5f, 0.5f};
    Rect r = place_of(s, id);
    finger(s, SDL_FINGERDOWN, r, middle,
           400);  // far enough from the next tap not to be a double one
    finger(s, SDL_FINGERUP, r, middle, 400);
}

void stage_stroke(Stage *s, const char *id, const float (*points)[2], int count) {
    Rect r = place_of(s, id);
    finger(s, SDL_FINGERDOWN, r, points[0], 20);
    for (int i = 1; i < count; i++) finger(s, SDL_FINGERMOTION, r, points[i], 20);
    finger(s, SDL_FINGERUP, r, points[count - 1], 400);
}

void stage_key(Stage *s, SDL_Keycode key, SDL_Keymod mod) {
    SDL_Event e = {.type = SDL_KEYDOWN};
    e.key.keysym.sym = key;
    e.key.keysym.mod = (Uint16)mod;
    ui_feed(s->ui, &e, clock_monotonic_ms());
    dispatch(s);
    stage_layout(s);
}
