// The facilitator's list of meetings: what they are, how they stand, until when they are kept; to go
// on with, to look at, to take along and to delete. Deleting files cannot be taken back, so it asks.
#include "screens/sessions.h"

#include "base/i18n.h"
#include "base/str.h"
#include "screens/outcome.h"

enum { PAGE = 30 };

static const SessionBrief *brief_of(const Shell *shell, const char *id) {
    for (int i = 0; i < shell->brief_count; i++) {
        if (str_equal(shell->briefs[i].id, id)) return &shell->briefs[i];
    }
    return NULL;
}

static bool unfinished(const SessionBrief *brief) {
    return (brief->state == SESSION_ACTIVE || brief->state == SESSION_PAUSED) && !brief->newer;
}

// -- a card -----------------------------------------------------------------------------------------
static void badge(Ui *ui, const char *icon, const char *label, Paint tint, Paint ink) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .pad_x = 2.5f,
                      .pad_y = 0.8f,
                      .gap = 1.4f,
                      .cross = ALIGN_CENTER,
                      .fill = tint,
                      .radius = -1});
    ui_icon(ui, icon, ui_mark_mm(ui, 4.8f), ink);
    ui_text(ui, NULL, label, (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = ink});
    ui_close(ui);
}

static void badges(const Shell *shell, Ui *ui, const SessionBrief *brief) {
    bool here = shell->session && shell->session->id && str_equal(shell->session->id, brief->id);
    if (brief->damaged)
        badge(ui, "triangle-alert", _("Damaged"), COLOR_BRICK_TINT, COLOR_BRICK_SHADE);
    else if (here)
        badge(ui, "play", _("Open now"), COLOR_LEAF_TINT, COLOR_LEAF_SHADE);
    else if (brief->state == SESSION_CLOSED)
        badge(ui, "check", _("Finished"), COLOR_TEAL_TINT, COLOR_TEAL_SHADE);
    else if (brief->state == SESSION_PAUSED)
        badge(ui, "pause", _("Stopped for now"), COLOR_SKY_TINT, COLOR_SKY_SHADE);
    else if (brief->state == SESSION_ACTIVE)
        badge(ui, "play", _("Not finished"), COLOR_OCHRE_TINT, COLOR_OCHRE_SHADE);
    else
        badge(ui, "circle", _("Empty"), COLOR_SUNKEN, COLOR_INK);
    if (brief->imported) badge(ui, "usb", _("From a stick"), COLOR_PLUM_TINT, COLOR_PLUM_SHADE);
    if (brief->expired)
        badge(ui, "hourglass", _("Past its date"), COLOR_BRICK_TINT, COLOR_BRICK_SHADE);
}

static const char *numbers(Ui *ui, const SessionBrief *b) {
    const char *people =
        ui_format(ui, _n("%d person", "%d people", (unsigned long)b->people), b->people);
    const char *notes = ui_format(ui, _n("%d note", "%d notes", (unsigned long)b->notes), b->notes);
    const char *votes = ui_format(ui, _n("%d vote", "%d votes", (unsigned long)b->votes), b->votes);
    const char *agreements = ui_format(
        ui, _n("%d agreement", "%d agreements", (unsigned long)b->agreements), b->agreements);
    return ui_format(ui, "%s · %s · %s · %s", people, notes, votes, agreements);
}

static const char *trouble(const SessionBrief *brief) {
    if (brief->damaged)
        return _("This meeting cannot be read: its files are damaged. They were left as they are.");
    if (brief->newer) return _("Made by a newer version of this program. You can look at it only.");
    if (brief->incomplete)
        return _("Something of this meeting was damaged. All that could be read is here.");
    return NULL;
}

static void description(Shell *shell, Ui *ui, const SessionBrief *brief) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1.4f, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = 2, .cross = ALIGN_CENTER});
    const char *day = outcome_day(ui, brief->created_ms);
    if (*day) ui_text(ui, NULL, day, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    badges(shell, ui, brief);
    ui_close(ui);
    ui_text(ui, NULL, brief->damaged ? brief->id : sessions_name(ui, brief->place, brief->group),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
    if (!brief->damaged) ui_text(ui, NULL, numbers(ui, brief), (UiText){.size = TYPE_BODY});
    const char *why = trouble(brief), *until = outcome_date(ui, brief->delete_by);
    if (why) ui_text(ui, NULL, why, (UiText){.size = TYPE_BODY, .color = COLOR_BRICK_SHADE});
    if (*until)
        ui_text(ui, NULL,
                ui_format(ui, brief->expired ? _("Was to be deleted after %s") : _("Kept until %s"),
                          until),
                (UiText){.size = TYPE_SMALL,
                         .color = brief->expired ? COLOR_BRICK_SHADE : COLOR_INK_SOFT});
    ui_close(ui);
}

static void action(Ui *ui, const char *what, const SessionBrief *brief, const char *icon,
                   const char *label, int code) {
    ui_button(ui, ui_format(ui, "session.%s.%s", what, brief->id), label,
              (UiButton){.icon = icon,
                         .column = true,
                         .size = TYPE_SMALL,
                         .height_mm = 16,
                         .w = FIT_MIN(22),
                         .act = {code, 0, 0, brief->id}});
}

static void card(const SessionsState *state, Shell *shell, Ui *ui, const SessionBrief *brief) {
    bool narrow = ui_portrait(ui) || ui_text_percent(ui) > 125;
    ui_open(ui, ui_format(ui, "session.%s", brief->id),
            (UiStyle){.axis = narrow ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .pad = SPACE_3,
                      .gap = SPACE_2,
                      .cross = narrow ? ALIGN_STRETCH : ALIGN_CENTER,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .label = brief->id,
                      .value = brief->damaged   ? "damaged"
                               : brief->expired ? "expired"
                                                : session_state_word(brief->state)});
    description(shell, ui, brief);
    ui_open(ui, NULL,
            (UiStyle){.axis = narrow ? AXIS_FLOW : AXIS_ROW,
                      .gap = SPACE_1,
                      .w = narrow ? GROW : FIT,
                      .cross = ALIGN_CENTER});
    if (state->choosing) {
        bool on = sessions_is_chosen(state, brief->id);
        if (!brief->damaged)
            ui_chip(ui, ui_format(ui, "session.choose.%s", brief->id),
                    on ? _("Chosen") : _("Choose"), on ? "check" : "plus", on,
                    (UiAct){.code = SESSIONS_CHOSEN, .s = brief->id});
        ui_close(ui);
        ui_close(ui);
        return;
    }
    if (!brief->damaged && !brief->imported) {
        const char *label = unfinished(brief) ? _("Go on") : _("Walk through");
        action(ui, "open", brief, unfinished(brief) ? "play" : "footprints", label, SESSIONS_OPEN);
        action(ui, "look", brief, "eye", _("Outcome"), SESSIONS_LOOK);
        action(ui, "export", brief, "download", _("Take along"), SESSIONS_EXPORT);
    }
    action(ui, "delete", brief, "trash-2", _("Delete"), SESSIONS_DELETE);
    ui_close(ui);
    ui_close(ui);
}

// -- the page -----------------------------------------------------------------------------------------
static void build_confirm(const SessionsState *state, Shell *shell, Ui *ui) {
    const SessionBrief *brief = brief_of(shell, state->deleting);
    if (!brief) return;
    ui_sheet_open(ui, "session.delete.sheet", 170, (UiAct){.code = SESSIONS_CANCEL});
    const char *which = brief->damaged ? brief->id : sessions_name(ui, brief->place, brief->group);
    const char *day = outcome_day(ui, brief->created_ms);
    shell_head(ui, "session.delete.title", NULL, _("Delete this meeting?"),
               *day ? ui_format(ui, "%s (%s)", which, day) : which);
    ui_text(
        ui, NULL,
        _("All its files on this machine go: notes, votes and agreements. This cannot be undone."),
        (UiText){.size = TYPE_BODY});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
    ui_button(ui, "session.delete.cancel", _("Keep it"),
              (UiButton){.kind = BUTTON_SOFT,
                         .w = GROW,
                         .height_mm = TOUCH_MM,
                         .act = {.code = SESSIONS_CANCEL}});
    ui_button(ui, "session.delete.confirm", _("Delete"),
              (UiButton){.kind = BUTTON_ALERT,
                         .icon = "trash-2",
                         .w = GROW,
                         .height_mm = TOUCH_MM,
                         .act = {.code = SESSIONS_CONFIRM}});
    ui_close(ui);
    ui_sheet_close(ui);
}

static void build_expired(const Shell *shell, Ui *ui) {
    int count = 0;
    for (int i = 0; i < shell->brief_count; i++) count += shell->briefs[i].expired;
    if (count == 0) return;
    ui_open(ui, "sessions.expired",
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad = SPACE_2,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_BRICK_TINT,
                      .radius = RADIUS_MM});
    ui_icon(ui, "hourglass", ui_mark_mm(ui, 7), COLOR_BRICK_SHADE);
    ui_text(ui, NULL,
            ui_format(ui,
                      _n("%d meeting is past the date until which it was to be kept. Delete it, or "
                         "take it along first.",
                         "%d meetings are past the date until which they were to be kept. Delete "
                         "them, or take them along first.",
                         (unsigned long)count),
                      count),
            (UiText){.size = TYPE_BODY, .w = GROW});
    ui_close(ui);
}

static void build_list(const SessionsState *state, Shell *shell, Ui *ui) {
    ui_scroll_open(ui, "sessions.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = PAGE_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_3,
                             .cross = ALIGN_STRETCH});
    menu_build_head(shell, ui, SCREEN_SESSIONS);
    sessions_build_tools(state, shell, ui);
    build_expired(shell, ui);
    int count = shell->brief_count, most = PAGE + state->shown;
    bool more = false;
    for (int i = 0; i < count && !(more && i >= most); i++) {
        if (sessions_is_followed(shell, &shell->briefs[i])) continue;
        if (i >= most || !sessions_build_chain(state, shell, ui, &shell->briefs[i], most, card))
            more = true;
    }
    if (count == 0 && !shell->briefs_coming)
        shell_invite(ui, "sessions.empty", "users",
                     _("There are no meetings yet. Start the first one."));
    if (more)
        ui_button(ui, "sessions.more", _("Show more"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "chevron-down",
                             .height_mm = 16,
                             .w = GROW,
                             .act = {.code = SESSIONS_MORE}});
    ui_scroll_close(ui);
}

static void build(void *st, Shell *shell, Ui *ui) {
    const SessionsState *state = st;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW});
    if (menu_locked(shell)) {
        menu_build_pin(&state->pin, shell, ui);
    } else {
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
        build_list(state, shell, ui);
        if (state->choosing) sessions_build_choice(state, ui);
        ui_close(ui);
        if (*state->deleting)
            build_confirm(state, shell, ui);
        else if (state->looked_at)
            sessions_build_look(shell, ui, state->looked_at);
    }
    ui_close(ui);
}

static void enter(void *st, Shell *shell) {
    (void)st;
    menu_enter(shell);
}

static bool handle(void *st, Shell *shell, const UiEvent *event) {
    SessionsState *state = st;
    if (menu_handle(&state->pin, shell, event)) return true;
    if (sessions_handle_compare(state, shell, event)) return true;
    if (event->kind != UI_TAP) return false;
    const char *id = event->act.s;
    switch (event->act.code) {
    case SESSIONS_OPEN: (void)shell->ops->resume_session(shell->app, id); return true;
    case SESSIONS_LOOK:
        state->looked_at = shell->ops->load_session(shell->app, id);
        if (!state->looked_at)
            shell->ops->toast(shell->app,
                              _("This meeting cannot be opened. Its files were left as they are."));
        return true;
    case SESSIONS_EXPORT: (void)shell->ops->export_session(shell->app, id); return true;
    case SESSIONS_DELETE: (void)str_copy(state->deleting, sizeof state->deleting, id); return true;
    case SESSIONS_CONFIRM:
        shell->ops->delete_session(shell->app, state->deleting);
        state->deleting[0] = '\0';
        return true;
    case SESSIONS_CANCEL:
        state->deleting[0] = '\0';
        state->looked_at = NULL;
        return true;
    case SESSIONS_NEW: shell->ops->go(shell->app, SCREEN_NEW_SESSION); return true;
    case SESSIONS_MORE: state->shown += PAGE; return true;
    default: return false;
    }
}

static bool back(void *st, Shell *shell) {
    SessionsState *state = st;
    bool asks = *state->deleting && brief_of(shell, state->deleting);
    bool taken = asks || state->looked_at || state->choosing;
    state->choosing = false;
    state->deleting[0] = '\0';
    state->looked_at = NULL;
    return taken;
}

static const char *name(const void *st, const Shell *shell) {
    (void)st;
    return menu_locked(shell) ? "pin" : "sessions";
}

const ScreenClass screen_sessions = {.id = SCREEN_SESSIONS,
                                     .state_bytes = sizeof(SessionsState),
                                     .enter = enter,
                                     .build = build,
                                     .handle = handle,
                                     .back = back,
                                     .name = name,
                                     .next_label = menu_next_label};
