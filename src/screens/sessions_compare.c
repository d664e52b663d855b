// From the list of meetings: all of them on the poster, some of them compared, and those of a stick
// taken in.
#include "screens/sessions.h"

#include "base/i18n.h"
#include "base/str.h"

bool sessions_is_chosen(const SessionsState *state, const char *id) {
    for (int i = 0; i < state->chosen_count; i++)
        if (str_equal(state->chosen[i], id)) return true;
    return false;
}

static void turn(SessionsState *state, Shell *shell, const char *id) {
    for (int i = 0; i < state->chosen_count; i++) {
        if (!str_equal(state->chosen[i], id)) continue;
        state->chosen_count--;
        (void)str_copy(state->chosen[i], sizeof state->chosen[i],
                       state->chosen[state->chosen_count]);
        return;
    }
    if (state->chosen_count == SESSIONS_CHOSEN_MAX) {
        shell->ops->toast(shell->app, _("No more can be chosen. All of them are under Results."));
        return;
    }
    (void)str_copy(state->chosen[state->chosen_count++], sizeof state->chosen[0], id);
}

static void tool(Ui *ui, const char *id, const char *label, const char *icon, UiAct act,
                 bool disabled) {
    ui_button(
        ui, id, label,
        (UiButton){
            .kind = BUTTON_SOFT, .icon = icon, .height_mm = 16, .disabled = disabled, .act = act});
}

static void progress(Ui *ui, const char *id, const char *label, const char *says, int done,
                     int total) {
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = 1.4f,
                      .cross = ALIGN_STRETCH,
                      .role = "status",
                      .label = label,
                      .value = ui_format(ui, "%d/%d", done, total)});
    ui_text(ui, NULL, says, (UiText){.size = TYPE_BODY});
    ui_meter(ui, GROW, 5, total > 0 ? (float)done / (float)total : 0, COLOR_TEAL, COLOR_SUNKEN);
    ui_close(ui);
}

void sessions_build_tools(const SessionsState *state, Shell *shell, Ui *ui) {
    const ShellResults *results = &shell->results;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    tool(ui, "session.new", _("New meeting"), "plus", (UiAct){.code = SESSIONS_NEW}, false);
    tool(ui, "sessions.import", _("Bring in from a stick"), "usb", (UiAct){.code = SESSIONS_IMPORT},
         results->importing);
    // The last: it comes when the list was read, and moves nothing that a finger aims at.
    if (shell->brief_count > 1 && !state->choosing)
        tool(ui, "sessions.choose", _("Compare some"), "columns-2",
             (UiAct){.code = SESSIONS_CHOOSE, .a = 1}, false);
    ui_close(ui);
    if (shell->briefs_coming || results->importing) ui_wake_in(ui, 120);
    if (results->importing)
        progress(ui, "sessions.importing", _("Meetings come from the stick"),
                 ui_format(ui, _("Meetings come from the stick: %d of %d"), results->done,
                           results->total),
                 results->done, results->total);
    else if (shell->briefs_total > 0)
        progress(ui, "sessions.reading", _("The meetings are being read"),
                 ui_format(ui, _("The meetings are being read: %d of %d"), shell->briefs_done,
                           shell->briefs_total),
                 shell->briefs_done, shell->briefs_total);
}

void sessions_build_choice(const SessionsState *state, Ui *ui) {
    ui_open(ui, "sessions.choice",
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad_x = PAGE_X_MM,
                      .pad_y = SPACE_1,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_SHEET,
                      .shadow = true});
    ui_text(ui, "sessions.chosen",
            state->chosen_count == 0 ? _("Choose the meetings to compare.")
                                     : ui_format(ui,
                                                 _n("%d meeting chosen", "%d meetings chosen",
                                                    (unsigned long)state->chosen_count),
                                                 state->chosen_count),
            (UiText){.size = TYPE_LEAD, .w = GROW});
    ui_button(ui, "sessions.choose.end", _("Cancel"),
              (UiButton){
                  .kind = BUTTON_QUIET, .height_mm = 16, .act = {.code = SESSIONS_CHOOSE, .a = 0}});
    ui_button(ui, "sessions.compare", _("Compare"),
              (UiButton){.kind = BUTTON_PRIMARY,
                         .icon = "columns-2",
                         .disabled = state->chosen_count == 0,
                         .act = {.code = SESSIONS_COMPARE}});
    ui_close(ui);
}

static void compare(SessionsState *state, Shell *shell) {
    static char ids[SESSIONS_CHOSEN_MAX][EVENT_ID_BYTES_MAX + 1];
    const char *list[SESSIONS_CHOSEN_MAX];
    int count = state->chosen_count;
    // Another screen takes the place of this one's state.
    for (int i = 0; i < count; i++) {
        (void)str_copy(ids[i], sizeof ids[i], state->chosen[i]);
        list[i] = ids[i];
    }
    shell->ops->go(shell->app, SCREEN_RESULTS);
    shell->ops->results_read(shell->app, list, count);
}

bool sessions_handle_compare(SessionsState *state, Shell *shell, const UiEvent *event) {
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case SESSIONS_CHOOSE:
        state->choosing = event->act.a != 0;
        state->chosen_count = 0;
        return true;
    case SESSIONS_CHOSEN: turn(state, shell, event->act.s); return true;
    case SESSIONS_COMPARE: compare(state, shell); return true;
    case SESSIONS_IMPORT: shell->ops->import_meetings(shell->app); return true;
    default: return false;
    }
}
