// Preparing a meeting: one page of four sheets, with sensible answers already in, so that "Begin" can
// be pressed from the first moment.
#include "screens/new_session.h"

#include "base/str.h"

// The group of the meeting before comes along, but for what somebody typed or counted here.
static void bring_group(NewState *state, Shell *shell) {
    NewSession *w = &state->wanted;
    const Session *earlier =
        *w->previous ? shell->ops->load_session(shell->app, w->previous) : NULL;
    if (str_equal(ui_field_text(shell->ui, "group"), state->group_came)) {
        (void)str_copy(state->group_came, sizeof state->group_came, earlier ? earlier->group : "");
        ui_field_set(shell->ui, "group", state->group_came);
    }
    if (!state->people_counted) new_people(shell->scene, earlier, w->people);
}

static void choose_previous(NewState *state, const Shell *shell) {
    NewSession *w = &state->wanted;
    w->previous[0] = '\0';
    if (!new_has_followup(&shell->scene->programmes[w->programme])) return;
    int found[1];
    if (new_previous(shell->briefs, shell->brief_count, ui_field_text(shell->ui, "place"), found,
                     1) == 1)
        (void)str_copy(w->previous, sizeof w->previous, shell->briefs[found[0]].id);
}

static void enter(void *s, Shell *shell) {
    NewState *state = s;
    state->wanted = (NewSession){.keep_days = 365};
    new_people(shell->scene, NULL, state->wanted.people);
    int places[1];
    int known = new_places(shell->briefs, shell->brief_count, places, 1);
    ui_field_set(shell->ui, "place", known ? shell->briefs[places[0]].place : "");
    ui_field_set(shell->ui, "group", "");
}

static void build(void *s, Shell *shell, Ui *ui) {
    NewState *state = s;
    bool narrow = ui_portrait(ui) || ui_text_percent(ui) > 150;
    UiStyle column = {.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_3, .cross = ALIGN_STRETCH};
    ui_scroll_open(ui, "session.page",
                   (UiStyle){.axis = AXIS_COLUMN,
                             .w = GROW,
                             .h = GROW,
                             .pad_x = PAGE_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_2,
                             .cross = ALIGN_STRETCH});
    shell_head(ui, "session.title", NULL, _("A new meeting"),
               narrow ? NULL
                      : _("Fill in what you know now. You can begin at any moment and change the "
                          "numbers later."));
    ui_open(ui, NULL,
            (UiStyle){.axis = narrow ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_3,
                      .cross = narrow ? ALIGN_STRETCH : ALIGN_START});
    ui_open(ui, NULL, column);
    new_sheet_where(state, shell, ui);
    new_sheet_who(state, shell, ui);
    ui_close(ui);
    ui_open(ui, NULL, column);
    new_sheet_what(state, shell, ui);
    new_sheet_data(state, shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_scroll_close(ui);
}

static void begin(NewState *state, Shell *shell) {
    NewSession *w = &state->wanted;
    (void)str_copy(w->place, sizeof w->place, ui_field_text(shell->ui, "place"));
    (void)str_copy(w->group, sizeof w->group, ui_field_text(shell->ui, "group"));
    if (!new_has_followup(&shell->scene->programmes[w->programme])) w->previous[0] = '\0';
    ui_field_focus(shell->ui, NULL);
    (void)shell->ops->start_session(shell->app, w);
}

static bool handle(void *s, Shell *shell, const UiEvent *event) {
    NewState *state = s;
    NewSession *w = &state->wanted;
    if (event->kind == UI_SUBMIT && event->act.code == NEW_PLACE) {
        ui_field_focus(shell->ui, "group");
        return true;
    }
    if (event->kind == UI_SUBMIT && event->act.code == NEW_GROUP) {
        ui_field_focus(shell->ui, NULL);
        return true;
    }
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case ACT_NEXT: begin(state, shell); return true;
    case NEW_PLACE_PICK:
        ui_field_set(shell->ui, "place", shell->briefs[event->act.a].place);
        choose_previous(state, shell);
        bring_group(state, shell);
        return true;
    case NEW_PEOPLE: {
        int people = w->people[event->act.a] + event->act.b;
        if (people >= 0 && people <= SESSION_PEOPLE_MAX) w->people[event->act.a] = people;
        state->people_counted = true;
        return true;
    }
    case NEW_PROGRAMME:
        w->programme = event->act.a;
        choose_previous(state, shell);
        bring_group(state, shell);
        return true;
    case NEW_PREVIOUS:
        w->previous[0] = '\0';
        if (event->act.a >= 0)
            (void)str_copy(w->previous, sizeof w->previous, shell->briefs[event->act.a].id);
        bring_group(state, shell);
        return true;
    case NEW_STAYS: w->stays = (StaysDefault)event->act.a; return true;
    case NEW_KEEP: w->keep_days = event->act.a; return true;
    default: return false;
    }
}

static const char *name(const void *s, const Shell *shell) {
    (void)s;
    (void)shell;
    return "session";
}

static const char *next_label(const void *s, const Shell *shell, bool *out_enabled) {
    (void)s;
    (void)shell;
    *out_enabled = true;
    return _("Begin");
}

const ScreenClass screen_new_session = {.id = SCREEN_NEW_SESSION,
                                        .state_bytes = sizeof(NewState),
                                        .enter = enter,
                                        .build = build,
                                        .handle = handle,
                                        .name = name,
                                        .next_label = next_label,
                                        .ends = true};
