// Earlier meetings, for lists and suggestions, and one of them opened to look at.
#include "app/app.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "storage/imports.h"

void briefs_load(App *app) {
    if (app->has_list) session_list_finish(&app->list);
    app->has_list = false;
    app->shell.briefs = app->briefs;
    app->shell.brief_count = 0;
    ErrInfo info = {0};
    if (sessions_list(app->data_dir, &app->list, &info) != ERR_NONE) {
        log_err(&info);
        return;
    }
    app->has_list = true;
    if (app->screen == SCREEN_SESSIONS &&
        imports_list(app->data_dir, &app->list, BRIEFS_MAX, &info) != ERR_NONE)
        log_err(&info);
    char today[16];
    clock_format_date(clock_local(clock_utc_ms()), today, sizeof today);
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
    if (app->record && app->session.id && id && __builtin_strcmp(app->session.id, id) == 0)
        return &app->session;
    app->has_looked_at = id && open_to_look(app, id, &app->looked_at);
    return app->has_looked_at ? &app->looked_at : NULL;
}

void briefs_open_earlier(App *app) {
    const char *wanted = app->record ? app->session.previous : "";
    // A meeting that chose what it follows on its way says so by what it took over.
    for (int i = 0; app->record && !*wanted && i < app->session.agreement_count; i++)
        if (app->session.agreements[i].present) wanted = app->session.agreements[i].previous;
    if (app->has_earlier && *wanted && __builtin_strcmp(app->earlier.id, wanted) == 0) return;
    if (app->has_earlier) session_finish(&app->earlier);
    app->has_earlier = *wanted && open_to_look(app, wanted, &app->earlier);
    app->shell.earlier = app->has_earlier ? &app->earlier : NULL;
}

void briefs_delete(App *app, const char *id) {
    ErrInfo info = {0};
    if (sessions_delete(app->data_dir, id, &info) != ERR_NONE) {
        log_err(&info);
        app_toast(app, _("This meeting could not be deleted. It may be open in another program."),
                  0);
        return;
    }
    briefs_load(app);
    app_toast(app, _("The meeting and all its files are deleted."), 0);
}
