// The four sheets of a new meeting: where, who, what, and what is agreed on about data.
#include "screens/new_session.h"

#include "base/clock.h"
#include "base/str.h"

static void sheet_open(Ui *ui, const char *id, const char *icon, Paint tint, Paint shade,
                       const char *title) {
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .gap = SPACE_2,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(ui_mark_mm(ui, 12)),
                      .h = MM(ui_mark_mm(ui, 12)),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .fill = tint,
                      .radius = -1});
    ui_icon(ui, icon, ui_mark_mm(ui, 7), shade);
    ui_close(ui);
    ui_text(ui, ui_format(ui, "%s.title", id), title,
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .role = "heading", .w = GROW});
    ui_close(ui);
}

static void label(Ui *ui, const char *text) {
    ui_text(ui, NULL, text,
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
}

// -- where ----------------------------------------------------------------------------------------
void new_sheet_where(NewState *state, Shell *shell, Ui *ui) {
    (void)state;
    sheet_open(ui, "where", "map-pin", COLOR_BRICK_TINT, COLOR_BRICK_SHADE, _("Where"));
    ui_field(ui, "place",
             (UiField){.placeholder = _("Name of the municipality"),
                       .max_chars = 60,
                       .max_bytes = EVENT_SHORT_MAX,
                       .w = GROW,
                       .act = {.code = NEW_PLACE},
                       .label = _("Municipality")});
    int found[NEW_PLACES_MAX];
    int count = new_places(shell->briefs, shell->brief_count, found, NEW_PLACES_MAX);
    if (count > 0) {
        ui_open(ui, "places", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = 2});
        for (int i = 0; i < count; i++) {
            const char *place = shell->briefs[found[i]].place;
            bool on = str_equal(place, ui_field_text(ui, "place"));
            ui_chip(ui, ui_format(ui, "place.%d", i), place, NULL, on,
                    (UiAct){.code = NEW_PLACE_PICK, .a = found[i]});
        }
        ui_close(ui);
    }
    ui_close(ui);
}

// -- who ------------------------------------------------------------------------------------------
static void role_row(NewState *state, Shell *shell, Ui *ui, int i) {
    const SceneRole *role = &shell->scene->roles[i];
    const char *name = shell_text(shell, &role->short_name);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(ui_mark_mm(ui, 9)),
                      .h = MM(ui_mark_mm(ui, 9)),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    ui_figure(ui, (UiFigure)role->shape, ui_mark_mm(ui, 6), paint_rgb(role->rgb),
              shell_edge_of(shell, role->rgb));
    ui_close(ui);
    ui_text(ui, NULL, name, (UiText){.size = TYPE_BODY, .w = GROW});
    ui_stepper(ui, ui_format(ui, "people.%s", role->id), name, state->wanted.people[i], 0,
               SESSION_PEOPLE_MAX, (UiAct){.code = NEW_PEOPLE, .a = i});
    ui_close(ui);
}

void new_sheet_who(NewState *state, Shell *shell, Ui *ui) {
    int total = 0;
    for (int i = 0; i < shell->scene->role_count; i++) total += state->wanted.people[i];
    sheet_open(ui, "who", "users", COLOR_TEAL_TINT, COLOR_TEAL_SHADE, _("Who"));
    ui_field(ui, "group",
             (UiField){.placeholder = _("Name of the group (if you like)"),
                       .max_chars = 60,
                       .max_bytes = EVENT_SHORT_MAX,
                       .w = GROW,
                       .act = {.code = NEW_GROUP},
                       .label = _("Group")});
    ui_open(ui, "people",
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    for (int i = 0; i < shell->scene->role_count; i++) role_row(state, shell, ui, i);
    ui_close(ui);
    ui_text(
        ui, "people.total",
        ui_format(ui, _n("%d person together", "%d people together", (unsigned long)total), total),
        (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .align = ALIGN_END});
    ui_text(ui, NULL, _("No names are asked for. Only how many people speak for each role."),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

// -- what -----------------------------------------------------------------------------------------
static const char *part_words(Ui *ui, const ScenePart *part) {
    switch (part->kind) {
    case PART_WELCOME: return _("welcome");
    case PART_FOLLOWUP: return _("what came of it");
    case PART_EXPLORE: return _("explore");
    case PART_CHOOSE:
        return part->take > 0 ? ui_format(ui,
                                          _n("choose %d assignment", "choose %d assignments",
                                             (unsigned long)part->take),
                                          part->take)
                              : _("choose");
    case PART_WORK: return _("work on it");
    case PART_HARVEST: return _("harvest");
    case PART_CONFIDENCE: return _("how sure are we");
    case PART_CLOSE: return _("closing");
    case PART_KIND_COUNT: break;
    }
    return "";
}

static const char *contents(Ui *ui, const SceneProgramme *programme) {
    const char *line = "";
    for (int i = 0; i < programme->part_count; i++)
        line = ui_format(ui, "%s%s%s", line, i ? " · " : "", part_words(ui, &programme->parts[i]));
    return line;
}

static void previous_choice(NewState *state, Shell *shell, Ui *ui) {
    int found[NEW_PREVIOUS_MAX];
    int count = new_previous(shell->briefs, shell->brief_count, ui_field_text(ui, "place"), found,
                             NEW_PREVIOUS_MAX);
    label(ui, _("Which meeting does this one follow?"));
    if (count == 0) {
        ui_text(ui, "previous.none",
                _("There is no closed meeting on this machine yet. You can begin all the same."),
                (UiText){.size = TYPE_BODY});
        return;
    }
    ui_open(ui, "previous", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = 2});
    for (int i = 0; i < count; i++) {
        const SessionBrief *brief = &shell->briefs[found[i]];
        ClockDate day = clock_local(brief->created_ms);
        char date[64];
        i18n_date(day.year, day.month, day.day, day.weekday, 1, date, sizeof date);
        const char *where = brief->place && *brief->place ? brief->place : _("no place");
        const char *group =
            brief->group && *brief->group ? ui_format(ui, ", %s", brief->group) : "";
        ui_chip(ui, ui_format(ui, "previous.%d", i), ui_format(ui, "%s%s · %s", where, group, date),
                NULL, str_equal(brief->id, state->wanted.previous),
                (UiAct){.code = NEW_PREVIOUS, .a = found[i]});
    }
    ui_chip(ui, "previous.no", _("None of these"), NULL, !*state->wanted.previous,
            (UiAct){.code = NEW_PREVIOUS, .a = -1});
    ui_close(ui);
}

static void programme_card(NewState *state, Shell *shell, Ui *ui, int i) {
    const SceneProgramme *programme = &shell->scene->programmes[i];
    bool on = state->wanted.programme == i;
    const char *title = shell_text(shell, &programme->title);
    Paint soft = on ? COLOR_INK : COLOR_INK_SOFT;
    ui_open(ui, ui_format(ui, "programme.%s", programme->id),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .pad = SPACE_2,
                      .cross = ALIGN_START,
                      .fill = on ? COLOR_ACCENT_TINT : COLOR_SHEET,
                      .border = on ? COLOR_ACCENT : COLOR_EDGE,
                      .border_mm = on ? EDGE_MM : HAIRLINE_MM,
                      .radius = RADIUS_MM,
                      .act = {.code = NEW_PROGRAMME, .a = i},
                      .selected = on,
                      .label = title,
                      .role = "button"});
    ui_icon(ui, on ? "circle-check" : "circle", ui_mark_mm(ui, 8), on ? COLOR_ACCENT : COLOR_EDGE);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_START});
    ui_text(ui, NULL, title, (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .w = GROW});
    ui_icon(ui, "clock", ui_mark_mm(ui, 5.5f), soft);
    ui_text(ui, NULL,
            ui_format(ui, _n("%d minute", "%d minutes", (unsigned long)programme->minutes),
                      programme->minutes),
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = soft});
    ui_close(ui);
    ui_text(ui, NULL, shell_text(shell, &programme->text),
            (UiText){.size = TYPE_SMALL, .color = soft});
    if (on)
        ui_text(ui, NULL, contents(ui, programme),
                (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK});
    ui_close(ui);
    ui_close(ui);
}

void new_sheet_what(NewState *state, Shell *shell, Ui *ui) {
    sheet_open(ui, "what", "list-checks", COLOR_OCHRE_TINT, COLOR_OCHRE_SHADE, _("What"));
    ui_open(ui, "programmes",
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 2, .cross = ALIGN_STRETCH});
    for (int i = 0; i < shell->scene->programme_count; i++) programme_card(state, shell, ui, i);
    ui_close(ui);
    if (new_has_followup(&shell->scene->programmes[state->wanted.programme]))
        previous_choice(state, shell, ui);
    ui_close(ui);
}

// -- data -----------------------------------------------------------------------------------------
static void fact(Ui *ui, const char *icon, const char *text) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_START});
    ui_icon(ui, icon, ui_mark_mm(ui, 6.5f), COLOR_PLUM_SHADE);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_SMALL, .w = GROW});
    ui_close(ui);
}

static const char *keep_words(Ui *ui, int days) {
    if (days % 365 == 0)
        return ui_format(ui, _n("%d year", "%d years", (unsigned long)(days / 365)), days / 365);
    return ui_format(ui, _n("%d month", "%d months", (unsigned long)(days / 30)), days / 30);
}

void new_sheet_data(NewState *state, Shell *shell, Ui *ui) {
    sheet_open(ui, "data", "shield-check", COLOR_PLUM_TINT, COLOR_PLUM_SHADE,
               _("Agreed about data"));
    fact(ui, "save", _("Kept on this machine only: votes without names, notes and agreements."));
    fact(ui, "usb", _("Nothing leaves the room by itself. At the end you choose what goes along."));
    ui_text(ui, NULL,
            _("What may leave with the outcome? You can change it for each at the harvest."),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    static const char *const stays[] = {[STAYS_NOTHING] = N_("Everything"),
                                        [STAYS_NOTES] = N_("Agreements; notes stay here"),
                                        [STAYS_EVERYTHING] = N_("Nothing, unless we say so")};
    static const char *const icons[] = {"lock-open", "lock", "eye-off"};
    ui_open(ui, "stays", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = 2});
    for (int i = 0; i <= STAYS_EVERYTHING; i++)
        ui_chip(ui, ui_format(ui, "stays.%d", i), _(stays[i]), icons[i],
                (int)state->wanted.stays == i, (UiAct){.code = NEW_STAYS, .a = i});
    ui_close(ui);
    ClockDate today = clock_local(shell->utc_ms);
    ClockDate end = clock_from_day_number(clock_day_number(today.year, today.month, today.day) +
                                          state->wanted.keep_days);
    char date[64];
    i18n_date(end.year, end.month, end.day, end.weekday, 1, date, sizeof date);
    ui_text(ui, "keep.until", ui_format(ui, _("How long do we keep it? Now until %s."), date),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_open(ui, "keep", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = 2});
    for (int i = 0; i < new_keep_count; i++) {
        int days = new_keep_days[i];
        ui_chip(ui, ui_format(ui, "keep.%d", days), keep_words(ui, days), NULL,
                state->wanted.keep_days == days, (UiAct){.code = NEW_KEEP, .a = days});
    }
    ui_close(ui);
    ui_close(ui);
}
