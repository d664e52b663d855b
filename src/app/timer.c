// The clock of the step the group is in. It runs on the monotonic clock. What is left is recorded when
// somebody changes it, when the step is left, and now and then while it runs, so that it goes on where
// it was: after a look at another step, and after a power failure. Between open ballots it is not
// recorded: a time there could tell whose ballot was whose.
#include "app/app.h"

#include "base/clock.h"

enum {
    RECORD_MS = 30 * 1000,             // at most so much is given back by a power failure
    OVER_RECORDED_MS = 10 * 60 * 1000  // a clock that nobody stops fills no record
};

static int64_t left_now(const StepTimer *t, int64_t now) {
    return t->running ? t->left_ms - (now - t->since_ms) : t->left_ms;
}

// A second that has begun is still there.
static int seconds_of(int64_t left_ms) {
    return (int)((left_ms + (left_ms > 0 ? 999 : 0)) / 1000);
}

static bool ballots_out(const Session *session) {
    const Round *round = session_round_at(session, session->item, session->step);
    return round && round->state == ROUND_OPEN && round->method != METHOD_HANDS;
}

static bool records(const App *app) {
    return app->record && !app->shell.look_only && app->session.state == SESSION_ACTIVE &&
           app->timer.total_s > 0;
}

static StepClock recorded(const Session *session, const StepTimer *t) {
    const AgendaItem *item = session_item(session, t->item);
    return item && t->step < item->steps ? item->clocks[t->step] : (StepClock){0};
}

static int minutes_here(const App *app) {
    const SceneStep *step = shell_step(&app->shell);
    if (step) return step->minutes;
    const AgendaItem *item = shell_item(&app->shell);
    return item && item->kind != PART_WORK ? item->minutes : 0;
}

static void record(App *app) {
    StepTimer *t = &app->timer;
    int64_t now = clock_monotonic_ms();
    int left = seconds_of(left_now(t, now));
    if (left < -SESSION_SECONDS_MAX) left = -SESSION_SECONDS_MAX;
    t->record_ms = now + RECORD_MS;
    t->changed = false;
    StepClock before = recorded(&app->session, t);
    // A clock that nobody touched yet is known without a record.
    if (!before.known) before = (StepClock){.running = true, .seconds = minutes_here(app) * 60};
    if (before.seconds == left && before.running == t->running) return;
    Event e = {.type = EV_TIMER_SET,
               .item = t->item,
               .step = t->step,
               .seconds = left,
               .value = t->running};
    (void)meeting_send(app, &e, NULL);
}

static void remember(App *app) {
    if (!records(app)) return;
    app->timer.changed = true;
    if (!ballots_out(&app->session)) record(app);  // else as soon as they are in
}

void timer_enter(App *app) {
    StepTimer *t = &app->timer;
    const Session *s = &app->session;
    int seconds = minutes_here(app) * 60;
    int64_t now = clock_monotonic_ms();
    *t = (StepTimer){.item = s->item,
                     .step = s->step,
                     .total_s = seconds,
                     .left_ms = (int64_t)seconds * 1000,
                     .since_ms = now,
                     .running = true,
                     .record_ms = now + RECORD_MS};
    const StepTimer *left = &app->left;
    StepClock clock = recorded(s, t);
    if (seconds == 0) {
        t->running = false;
    } else if (left->item == t->item && left->step == t->step && ballots_out(s)) {
        *t = *left;
        t->since_ms = now;
        app->left = (StepTimer){0};
    } else if (clock.known) {
        t->left_ms = (int64_t)clock.seconds * 1000;
        t->running = clock.running;
        if (clock.seconds > seconds) t->total_s = clock.seconds;
    }
}

void timer_leave(App *app) {
    if (!records(app)) return;
    if (!ballots_out(&app->session)) {
        record(app);
        return;
    }
    app->left = app->timer;
    app->left.left_ms = left_now(&app->timer, clock_monotonic_ms());
}

void timer_keep(App *app) {
    if (records(app)) record(app);
}

// The pause that follows has the same time, and lays the ballots anew. What was changed while they were
// out is not recorded yet, also of a clock that stands still.
void timer_stop(App *app) {
    app->timer.left_ms = left_now(&app->timer, clock_monotonic_ms());
    app->timer.running = false;
    timer_keep(app);
}

int64_t timer_deadline(const App *app) {
    const StepTimer *t = &app->timer;
    if (!records(app) || ballots_out(&app->session)) return INT64_MAX;
    if (t->changed) return 0;  // at once
    if (!t->running) return INT64_MAX;
    return left_now(t, t->record_ms) < -OVER_RECORDED_MS ? INT64_MAX : t->record_ms;
}

void timer_due(App *app, int64_t now) {
    if (timer_deadline(app) <= now) record(app);
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
                        .seconds = seconds_of(left),
                        .total = t->total_s};
}
