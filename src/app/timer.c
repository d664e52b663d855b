// The clock of the step the group is in. It runs on the monotonic clock; what must survive a restart
// (seconds left, running or not) is recorded when it changes, not as it runs.
#include "app/app.h"

#include "base/clock.h"

static int64_t left_now(const StepTimer *t, int64_t now) {
    return t->running ? t->left_ms - (now - t->since_ms) : t->left_ms;
}

static void remember(App *app) {
    if (!app->record || app->shell.look_only || app->session.state != SESSION_ACTIVE) return;
    const StepTimer *t = &app->timer;
    int64_t left = left_now(t, clock_monotonic_ms()) / 1000;
    Event e = {.type = EV_TIMER_SET,
               .item = t->item,
               .step = t->step,
               .seconds = (int32_t)(left > 0 ? left : 0),
               .value = t->running};
    (void)meeting_send(app, &e, NULL);
}

static int minutes_here(const App *app) {
    const SceneStep *step = shell_step(&app->shell);
    if (step) return step->minutes;
    const AgendaItem *item = shell_item(&app->shell);
    return item && item->kind != PART_WORK ? item->minutes : 0;
}

void timer_enter(App *app) {
    StepTimer *t = &app->timer;
    const Session *s = &app->session;
    int seconds = minutes_here(app) * 60;
    *t = (StepTimer){
        .item = s->item, .step = s->step, .total_s = seconds, .left_ms = (int64_t)seconds * 1000};
    if (seconds == 0) return;
    bool same_place = s->timer.item == s->item && s->timer.step == s->step;
    if (same_place && s->timer.seconds > 0) {  // resumed: what was left, standing still
        t->left_ms = (int64_t)s->timer.seconds * 1000;
        if (s->timer.seconds > t->total_s) t->total_s = s->timer.seconds;
        return;
    }
    t->running = true;
    t->since_ms = clock_monotonic_ms();
}

void timer_add(App *app, int seconds) {
    StepTimer *t = &app->timer;
    int64_t now = clock_monotonic_ms(), left = left_now(t, now);
    t->left_ms = (left > 0 ? left : 0) + (int64_t)seconds * 1000;
    t->since_ms = now;
    t->total_s += seconds;
    remember(app);
}

void timer_set(App *app, int seconds) {
    StepTimer *t = &app->timer;
    t->item = app->session.item;
    t->step = app->session.step;
    t->total_s = seconds;
    t->left_ms = (int64_t)seconds * 1000;
    t->since_ms = clock_monotonic_ms();
    t->running = true;
    remember(app);
}

void timer_run(App *app, bool run) {
    StepTimer *t = &app->timer;
    int64_t now = clock_monotonic_ms();
    t->left_ms = left_now(t, now);
    t->since_ms = now;
    t->running = run;
    remember(app);
}

ShellTimer timer_look(const App *app, int64_t now) {
    const StepTimer *t = &app->timer;
    if (!app->record || t->total_s == 0 || t->item != app->session.item ||
        t->step != app->session.step)
        return (ShellTimer){0};
    int64_t left = left_now(t, now);
    return (ShellTimer){.exists = true,
                        .running = t->running,
                        .over = left < 0,
                        .seconds = (int)((left + (left > 0 ? 999 : 0)) / 1000),
                        .total = t->total_s};
}
