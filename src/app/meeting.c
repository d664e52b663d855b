// A meeting as it goes: every change is a command that the model checks, storage records and
// session_apply folds in. There is no other way into the session.
#include "app/app.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/no_memory.h"
#include "base/rng.h"
#include "base/str.h"
#include "model/session.h"
#include "model/work_plan.h"

#include <stdio.h>
#include <string.h>

enum { SNAPSHOT_QUIET_MS = 2000, LEAVE_WAIT_MS = 1500 };

static void plan_work(App *app);

static bool refuse(App *app, const char *why) {
    app_toast(app, _(why), 0);
    return false;
}

bool meeting_send(App *app, const Event *command, const char *said) {
    if (!app->record) return false;
    const char *why = session_check(&app->session, command);
    if (why) return refuse(app, why);
    if (command->type == EV_ROUND_OPEN) timer_keep(app);  // between ballots it may not
    Event event = *command;
    if (record_append(app->record, &event) != ERR_NONE)
        return refuse(app, N_("This could not be kept. Start the program again."));
    ErrInfo info = {0};
    Err err = session_apply(&app->session, &event, &info);
    // It is recorded: without memory to show it too, the next start does.
    if (err == ERR_MEMORY) no_memory();
    if (err != ERR_NONE) {
        // What passed session_check is never refused.
        log_err(&info);
        return false;
    }
    app->snapshot_at_ms = clock_monotonic_ms() + SNAPSHOT_QUIET_MS;
    if (event.type == EV_CHOICE_SET) plan_work(app);
    if (said) app_toast(app, said, session_undo_entry(&app->session, event.seq) ? event.seq : 0);
    ui_touch(app->ui);
    return true;
}

// -- the agenda ----------------------------------------------------------------------------------
static const char *part_title(PartKind kind) {
    switch (kind) {
    case PART_WELCOME: return _("Welcome");
    case PART_FOLLOWUP: return _("What came of it");
    case PART_EXPLORE: return _("Explore the poster");
    case PART_CHOOSE: return _("Choose together");
    case PART_WORK: return _("Assignment");
    case PART_HARVEST: return _("Harvest");
    case PART_CONFIDENCE: return _("How sure are we?");
    case PART_CLOSE: return _("Closing");
    case PART_KIND_COUNT: break;
    }
    return "";
}

static bool add_item(App *app, PartKind kind, const SceneAssignment *assignment, int minutes,
                     int index) {
    const char *title = assignment ? shell_text(&app->shell, &assignment->title) : part_title(kind);
    Event e = {.type = EV_AGENDA_ADD,
               .item = app->session.item_count + 1,
               .kind = (int32_t)kind,
               .scene = assignment ? assignment->id : "",
               .text = title,
               .minutes = minutes,
               .value = assignment ? assignment->step_count : 1,
               .index = index};
    return meeting_send(app, &e, NULL);
}

// After a choice: the agenda follows it.
static void plan_work(App *app) {
    WorkPlan plan;
    work_plan_make(&app->session, &plan);
    for (int i = 0; i < plan.remove_count; i++)
        (void)meeting_send(app, &(Event){.type = EV_AGENDA_REMOVE, .item = plan.remove[i]}, NULL);
    if (plan.moved)
        (void)meeting_send(
            app,
            &(Event){.type = EV_AGENDA_ORDER, .list = plan.order, .list_count = plan.order_count},
            NULL);
    int lost = 0;  // of assignments that this poster does not have any more
    for (int i = 0; i < plan.add_count; i++) {
        int at = scene_find_assignment(app->scene, app->session.chosen[plan.add[i].chosen]);
        const SceneAssignment *assignment = at < 0 ? NULL : &app->scene->assignments[at];
        if (!assignment ||
            !add_item(app, PART_WORK, assignment, assignment->minutes, plan.add[i].index - lost))
            lost++;
    }
}

// Its parts but for the first so many, which stand there already.
static bool add_programme(App *app, const SceneProgramme *programme, int there) {
    for (int i = 0; i < programme->part_count; i++) {
        const ScenePart *part = &programme->parts[i];
        if (part->kind == PART_WORK) continue;  // its items come when the group has chosen
        if (there-- > 0) continue;
        if (!add_item(app, part->kind, NULL, part->minutes, app->session.order_count)) return false;
    }
    return true;
}

// -- open and close --------------------------------------------------------------------------------
static bool send_create(App *app, const NewSession *wanted, const SceneProgramme *programme) {
    const char *ids[SCENE_ROLES_MAX], *labels[SCENE_ROLES_MAX];
    int32_t people[SCENE_ROLES_MAX];
    const Scene *scene = app->scene;
    for (int i = 0; i < scene->role_count; i++) {
        ids[i] = scene->roles[i].id;
        labels[i] = shell_text(&app->shell, &scene->roles[i].name);
        people[i] = wanted->people[i];
    }
    ClockDate today = clock_local(clock_utc_ms());
    char keep_until[16];
    int days = wanted->keep_days > 0 ? wanted->keep_days : 365;
    clock_format_date(
        clock_from_day_number(clock_day_number(today.year, today.month, today.day) + days),
        keep_until, sizeof keep_until);
    Event e = {.type = EV_SESSION_CREATE,
               .scene = scene->id,
               .programme = programme->id,
               .place = wanted->place,
               .group = wanted->group,
               .lang = lang_code(app->shell.lang),
               .previous = wanted->previous,
               .date = keep_until,
               .ids = ids,
               .id_count = scene->role_count,
               .labels = labels,
               .label_count = scene->role_count,
               .list = people,
               .list_count = scene->role_count};
    return meeting_send(app, &e, NULL);
}

static void wake(void *context) {
    App *app = context;
    SDL_Event event = {.type = app->wake_event};
    (void)SDL_PushEvent(&event);
}

static void opened(App *app) {
    record_set_wake(app->record, wake, app);
    app->shell.visited = 0;
    app->shell.block = -1;
    app->entered_item = app->entered_step = -1;
    app->shell.session = &app->session;
}

// What stays here unless the group says otherwise.
static bool send_stays(App *app, StaysDefault stays) {
    Event e = {.type = EV_STAYS_HERE, .kind = STAYS_NEW_NOTES, .value = 1};
    if (stays >= STAYS_NOTES && !meeting_send(app, &e, NULL)) return false;
    e.kind = STAYS_NEW_AGREEMENTS;
    return stays < STAYS_EVERYTHING || meeting_send(app, &e, NULL);
}

bool meeting_start(App *app, const NewSession *wanted) {
    if (!meeting_may_leave(app)) return false;
    meeting_close(app);
    ClockDate today = clock_local(clock_utc_ms());
    ErrInfo info = {0};
    Err err = ERR_REFUSED;
    char id[64];
    for (int tries = 0; tries < 5 && err == ERR_REFUSED; tries++) {
        session_make_id(id, today.year, today.month, today.day, wanted->place, rng_next());
        err = record_create(app->data_dir, id, &app->record, &info);
    }
    if (err != ERR_NONE) {
        log_err(&info);
        app_toast(app,
                  _("The meeting cannot be started: nothing can be saved in the data folder. Make "
                    "room or choose another folder."),
                  0);
        return false;
    }
    session_init(&app->session);
    app->session.id = arena_strdup(&app->session.arena, id);
    app->shell.look_only = false;
    opened(app);
    const SceneProgramme *programme = &app->scene->programmes[wanted->programme];
    if (!send_create(app, wanted, programme) || !send_stays(app, wanted->stays) ||
        !add_programme(app, programme, 0)) {
        meeting_close(app);
        return false;
    }
    const AgendaItem *first = session_next_item(&app->session, 0);
    if (first) meeting_go(app, first->id, 0);
    return true;
}

// Cut off between "Begin" and the first page, by the power or a kill: what is missing comes now.
static void finish_start(App *app) {
    const Session *s = &app->session;
    int at = scene_find_programme(app->scene, s->programme);
    if (app->shell.look_only || s->item || at < 0) return;
    (void)add_programme(app, &app->scene->programmes[at], s->order_count);
}

bool meeting_resume(App *app, const char *id) {
    if (!meeting_may_leave(app)) return false;
    meeting_close(app);
    ErrInfo info = {0};
    Recovery recovery = {0};
    Err err =
        record_open(app->data_dir, id, RECORD_WRITE, &app->session, &recovery, &app->record, &info);
    if (!app->record) {
        log_err(&info);
        app_toast(
            app,
            err == ERR_MISSING
                ? _("This meeting is not there any more. Another program may have deleted it.")
                : _("This meeting cannot be opened. Its files were left as they are."),
            0);
        briefs_load(app);
        return false;
    }
    app->shell.look_only = err != ERR_NONE;
    opened(app);
    if (err == ERR_LOCKED)
        app_toast(app, _("Another program works in this meeting. You can look only."), 0);
    else if (err == ERR_NEWER)
        app_toast(app,
                  _("This meeting was made by a newer version of the program. You can look only."),
                  0);
    else if (!recovery_is_clean(&recovery)) {
        Str text;
        str_init(&text);
        recovery_describe(&recovery, &text);
        log_line("%s", str_text(&text));
        str_finish(&text);
        app_toast(app, _("Something of this meeting was damaged. All that could be read is here."),
                  0);
    }
    if (app->session.state == SESSION_CLOSED) app->shell.look_only = true;
    if (app->session.state == SESSION_PAUSED && !app->shell.look_only)
        (void)meeting_send(app, &(Event){.type = EV_SESSION_RESUME}, NULL);
    finish_start(app);
    const AgendaItem *first = app->session.item ? session_item(&app->session, app->session.item)
                                                : session_next_item(&app->session, 0);
    if (!app->session.item && first)
        meeting_go(app, first->id, 0);
    else
        app_show_place(app);
    return true;
}

void meeting_close(App *app) {
    if (!app->record) return;
    ErrInfo info = {0};
    Err err = record_close(app->record, &info);
    if (err != ERR_NONE) {
        log_err(&info);
        app->exit_status = err_exit_status(err);
    }
    app->record = NULL;
    session_finish(&app->session);
    app->shell.session = NULL;
    app->shell.look_only = false;
    app->timer = app->left = (StepTimer){0};
    app->frame.drawer = false;
    app->snapshot_at_ms = INT64_MAX;
}

bool meeting_may_leave(App *app) {
    if (!app->record || app->shell.look_only) return true;
    record_flush(app->record, LEAVE_WAIT_MS);
    if (record_status(app->record).state == RECORD_SAVED) return true;
    save_look(app);
    app->frame.sheet = FRAME_SHEET_SAVE;
    app_toast(app,
              _("Not everything is saved yet, so the meeting stays open. Make room on the disk, or "
                "save in another folder."),
              0);
    return false;
}

bool meeting_stop(App *app) {
    if (!meeting_may_leave(app)) return false;
    if (!app->record) return true;
    if (!app->shell.look_only && app->session.state == SESSION_ACTIVE) {
        timer_stop(app);
        (void)meeting_send(app, &(Event){.type = EV_SESSION_PAUSE}, NULL);
    }
    meeting_close(app);
    return true;
}

bool meeting_finish(App *app) {
    if (!meeting_may_leave(app)) return false;
    if (!app->record) return true;
    if (!app->shell.look_only && app->session.state != SESSION_CLOSED)
        (void)meeting_send(app, &(Event){.type = EV_SESSION_CLOSE}, NULL);
    meeting_close(app);
    return true;
}

// -- moving ----------------------------------------------------------------------------------------
static void open_board(App *app) {
    const SceneStep *step = shell_step(&app->shell);
    const Session *s = &app->session;
    if (!step || step->kind != STEP_WRITE || session_board_at(s, s->item, s->step)) return;
    const char *labels[SCENE_COLUMNS_MAX];
    for (int i = 0; i < step->column_count; i++)
        labels[i] = shell_text(&app->shell, &step->columns[i]);
    Event e = {.type = EV_BOARD_OPEN,
               .board = s->board_count + 1,
               .item = s->item,
               .step = s->step,
               .text = shell_text(&app->shell, &step->question),
               .labels = labels,
               .label_count = step->column_count};
    (void)meeting_send(app, &e, NULL);
}

void meeting_entered(App *app) {
    const Session *s = &app->session;
    if (app->entered_item == s->item && app->entered_step == s->step) return;
    app->entered_item = s->item;
    app->entered_step = s->step;
    timer_enter(app);
    if (!app->shell.look_only) open_board(app);
}

void meeting_go(App *app, int item, int step) {
    if (!app->record) return;
    if (app->shell.look_only) {
        app->session.item = item;  // looking around changes nothing that is recorded
        app->session.step = step;
    } else if (app->session.item != item || app->session.step != step) {
        timer_leave(app);
        if (!meeting_send(app, &(Event){.type = EV_PLACE_GO, .item = item, .step = step}, NULL))
            return;
        record_snapshot_soon(app->record);
    }
    app_show_place(app);
}

// Cut off between a choice and its agenda, or the disk was full then: what is missing comes now.
static void finish_choice(App *app) {
    const Session *s = &app->session;
    const AgendaItem *here = session_item(s, s->item);
    if (app->shell.look_only || !here || here->kind != PART_CHOOSE) return;
    WorkPlan plan;
    work_plan_make(s, &plan);
    if (plan.add_count > 0) plan_work(app);
}

void meeting_next(App *app) {
    int item, step = 0;
    if (!app->record) return;
    finish_choice(app);
    const AgendaItem *work = app->shell.look_only ? NULL : work_plan_ahead(&app->session);
    if (work)
        item = work->id;
    else if (!session_next_place(&app->session, &item, &step))
        return;
    ui_grow_from(app->ui, ui_edge(app->ui, 1));  // what comes, comes from the right
    meeting_go(app, item, step);
}

void meeting_previous(App *app) {
    int item, step;
    if (!app->record) return;
    const AgendaItem *behind = app->shell.look_only ? NULL : work_plan_behind(&app->session);
    if (behind) {
        item = behind->id;
        step = behind->steps - 1;
    } else if (!session_previous_place(&app->session, &item, &step)) {
        return;
    }
    ui_grow_from(app->ui, ui_edge(app->ui, -1));
    meeting_go(app, item, step);
}
