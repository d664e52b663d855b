// Results on the poster: a heat map of all meetings with a choice of what is asked, of whom, where and
// when; one block looked at; two municipalities beside each other. The meetings are read by a thread
// of the program; until it is done this page says how far it is, and can stop it.
#include "screens/results.h"

#include "base/i18n.h"

#include <math.h>

#define PANEL_MM 128.0f
#define PANEL_BELOW_PART 0.34f  // of the height, under two posters
#define SIDE_HEAD_MM 16.0f
#define PANEL_LARGE_PART 0.46f

// -- words ------------------------------------------------------------------------------------------
CompareCut results_cut(const ResultsScreen *state, int side) {
    CompareCut cut = state->cut;
    if (side) cut.place = state->other_place;
    return cut;
}

const char *results_decimal(Ui *ui, double value) {
    char text[16];
    i18n_decimal(value, text, sizeof text);
    return ui_format(ui, "%s", text);
}

const char *results_place(Shell *shell, Ui *ui, int place) {
    (void)ui;
    if (place == COMPARE_ALL) return _("All municipalities");
    const char *name = compare_place(shell->results.compare, place);
    return *name ? name : _("No municipality");
}

const char *results_period(Shell *shell, Ui *ui, int from, int to) {
    if (from == COMPARE_ALL) return _("All time");
    ComparePeriod when = compare_period(shell->results.compare, from);
    if (when.year == 0) return _("No date");
    if (from != to) return ui_format(ui, "%d", when.year);
    return ui_format(ui, when.half == 1 ? _("January to June %d") : _("July to December %d"),
                     when.year);
}

const char *results_role(Shell *shell, int group) {
    if (group == COMPARE_ALL) return _("Everybody");
    if (group == 0) return _("No role");
    const CompareRole *role = compare_role(shell->results.compare, group - 1);
    int at = scene_find_role(shell->scene, role->id);
    return at >= 0 ? shell_text(shell, &shell->scene->roles[at].short_name) : role->name;
}

const char *results_subject(Shell *shell, int subject) {
    const CompareSubject *found = compare_subject(shell->results.compare, subject);
    return found->block >= 0 ? shell_text(shell, &shell->scene->blocks[found->block].title)
                             : found->title;
}

// -- what is asked ------------------------------------------------------------------------------------
static void measures(const ResultsScreen *state, Ui *ui) {
    const struct {
        const char *id, *label, *icon;
    } table[MEASURE_COUNT] = {{"results.chosen", _("Chosen"), "vote"},
                              {"results.rated", _("Rated"), "star"},
                              {"results.spread", _("Spread"), "scale"},
                              {"results.open", _("Open agreements"), "handshake"}};
    ui_open(ui, "results.measures", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    for (int i = 0; i < MEASURE_COUNT; i++)
        ui_chip(ui, table[i].id, table[i].label, table[i].icon, (int)state->measure == i,
                (UiAct){.code = RESULTS_MEASURE, .a = i});
    ui_close(ui);
}

static void role_chip(const ResultsScreen *state, Shell *shell, Ui *ui, int group) {
    bool on = state->cut.role == group;
    const char *id =
        group == COMPARE_ALL ? "everybody" : compare_role(shell->results.compare, group - 1)->id;
    int role = group > 0 ? scene_find_role(shell->scene, id) : -1;
    ui_open(ui, ui_format(ui, "results.for.%s", id),
            (UiStyle){.axis = AXIS_ROW,
                      .h = FIT_MIN(13),
                      .gap = 1.6f,
                      .pad_x = 3.2f,
                      .pad_y = 0.8f,
                      .cross = ALIGN_CENTER,
                      .fill = on ? COLOR_ACCENT : COLOR_SHEET,
                      .border = on ? COLOR_ACCENT : COLOR_EDGE,
                      .radius = -1,
                      .act = {.code = RESULTS_ROLE, .a = group},
                      .selected = on,
                      .label = results_role(shell, group),
                      .role = "button"});
    if (role >= 0) {
        // A role's colour is made to be seen on paper.
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_STACK,
                          .w = MM(ui_mark_mm(ui, 7)),
                          .h = MM(ui_mark_mm(ui, 7)),
                          .main = ALIGN_CENTER,
                          .cross = ALIGN_CENTER,
                          .fill = COLOR_POSTER_PAPER,
                          .radius = -1});
        ui_figure(ui, (UiFigure)shell->scene->roles[role].shape, ui_mark_mm(ui, 4.6f),
                  paint_rgb(shell->scene->roles[role].rgb), COLOR_NONE);
        ui_close(ui);
    } else {
        ui_icon(ui, group == COMPARE_ALL ? "users" : "user", ui_mark_mm(ui, 5.5f),
                on ? COLOR_ON_ACCENT : COLOR_INK);
    }
    ui_text(ui, NULL, results_role(shell, group),
            (UiText){.size = TYPE_BODY,
                     .weight = WEIGHT_SEMIBOLD,
                     .color = on ? COLOR_ON_ACCENT : COLOR_INK});
    ui_close(ui);
}

static void role_chips(const ResultsScreen *state, Shell *shell, Ui *ui) {
    ui_open(ui, "results.roles", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    role_chip(state, shell, ui, COMPARE_ALL);
    for (int i = 0; i < compare_role_count(shell->results.compare); i++)
        role_chip(state, shell, ui, 1 + i);
    ui_close(ui);
}

static void pick_button(Ui *ui, const char *id, const char *icon, const char *label,
                        ResultsPick pick, UiSize w) {
    ui_button(ui, id, label,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = icon,
                         .icon_after = "chevron-down",
                         .height_mm = 14,
                         .w = w,
                         .act = {.code = RESULTS_PICK, .a = (int)pick}});
}

static void where_and_when(const ResultsScreen *state, Shell *shell, Ui *ui) {
    const Compare *compare = shell->results.compare;
    if (compare_place_count(compare) < 2 && compare_period_count(compare) < 2) return;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    if (!state->beside && compare_place_count(compare) > 1)
        pick_button(ui, "results.pick.place", "map-pin", results_place(shell, ui, state->cut.place),
                    PICK_PLACE, FIT);
    if (compare_period_count(compare) > 1)
        pick_button(ui, "results.pick.period", "calendar-days",
                    results_period(shell, ui, state->cut.from, state->cut.to), PICK_PERIOD, FIT);
    if (compare_place_count(compare) > 1)
        ui_button(ui, "results.beside", state->beside ? _("One poster") : _("Beside each other"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = state->beside ? "image" : "columns-2",
                             .height_mm = 14,
                             .act = {.code = RESULTS_BESIDE}});
    ui_close(ui);
}

static const char *summary(const ResultsScreen *state, Shell *shell, Ui *ui, int side) {
    CompareCut cut = results_cut(state, side);
    int people, meetings = compare_meetings_in(shell->results.compare, &cut, &people);
    return ui_format(
        ui, "%s · %s",
        ui_format(ui, _n("%d meeting", "%d meetings", (unsigned long)meetings), meetings),
        ui_format(ui, _n("%d person", "%d people", (unsigned long)people), people));
}

static void faults(Shell *shell, Ui *ui) {
    int count = shell->results.faulty;
    if (count == 0) return;
    const char *text =
        count == 1 ? ui_format(ui, _("The meeting %s cannot be read and is not among them."),
                               shell->results.faulty_id)
                   : ui_format(ui, _("%d meetings cannot be read and are not among them."), count);
    ui_open(ui, "results.faults",
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad = SPACE_2,
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_BRICK_TINT,
                      .radius = RADIUS_MM,
                      .role = "note",
                      .label = text});
    ui_icon(ui, "triangle-alert", ui_mark_mm(ui, 6), COLOR_BRICK_SHADE);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .color = COLOR_BRICK_SHADE, .w = GROW});
    ui_close(ui);
}

static void controls(const ResultsScreen *state, Shell *shell, Ui *ui) {
    const char *which = shell->results.choice ? _("Some meetings, chosen") : _("All meetings here");
    if (state->beside)  // the posters have heads of their own, and take most of the room
        shell_head(ui, "results.title", NULL, which, NULL);
    else
        shell_head(ui, "results.title", which, _("Results"), summary(state, shell, ui, 0));
    faults(shell, ui);
    measures(state, ui);
    results_build_legend(state, ui);
    role_chips(state, shell, ui);
    where_and_when(state, shell, ui);
    if (state->cut.role != COMPARE_ALL)
        ui_text(ui, "results.small", _("A role stands there only where enough people of it voted."),
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    if (state->subject < 0)
        ui_text(ui, NULL, _("Tap a place on the poster for its answers, roles and notes."),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
}

// -- one poster, or two ---------------------------------------------------------------------------------
static void side_head(const ResultsScreen *state, Shell *shell, Ui *ui, int side) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_CENTER});
    pick_button(ui, side ? "results.pick.right" : "results.pick.left", "map-pin",
                results_place(shell, ui, side ? state->other_place : state->cut.place),
                side ? PICK_OTHER_PLACE : PICK_PLACE, FIT);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .h = FIT_MIN(14), .cross = ALIGN_CENTER});
    ui_text(ui, NULL, summary(state, shell, ui, side),
            (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_close(ui);
    ui_close(ui);
}

// In a row or above each other: whichever makes them the larger.
static bool posters_in_a_row(const Shell *shell, const Ui *ui) {
    float wide = ui_width_mm(ui), tall = ui_height_mm(ui) * (1 - PANEL_BELOW_PART);
    float ratio = (float)shell->scene->width / (float)shell->scene->height;
    float row = fminf(wide / 2, (tall - SIDE_HEAD_MM) * ratio);
    float column = fminf(wide, (tall / 2 - SIDE_HEAD_MM) * ratio);
    return row >= column;
}

static void two_posters(const ResultsScreen *state, Shell *shell, Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = posters_in_a_row(shell, ui) ? AXIS_ROW : AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .gap = SPACE_2,
                      .pad_x = SPACE_2,
                      .pad_y = SPACE_1,
                      .cross = ALIGN_STRETCH});
    for (int side = 0; side < 2; side++) {
        ui_open(
            ui, NULL,
            (UiStyle){
                .axis = AXIS_COLUMN, .w = GROW, .h = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
        side_head(state, shell, ui, side);
        results_build_poster(state, shell, ui, side, (UiView){.w = GROW, .h = GROW});
        ui_close(ui);
    }
    ui_close(ui);
}

static void panel_scroll(const ResultsScreen *state, Shell *shell, Ui *ui, UiSize w, UiSize h,
                         float width_mm) {
    bool block = state->subject >= 0;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = w, .h = h, .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, block ? "results.block.scroll" : "results.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = PANEL_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_2,
                             .cross = ALIGN_STRETCH,
                             .fill = block ? COLOR_SHEET : COLOR_NONE,
                             .shadow = block});
    if (block)
        results_build_block(state, shell, ui, width_mm);
    else
        controls(state, shell, ui);
    ui_space(ui, MM(SPACE_2));
    ui_scroll_close(ui);
    ui_close(ui);
}

static void build_ready(const ResultsScreen *state, Shell *shell, Ui *ui) {
    // Two posters need the whole width: what is asked stands below them.
    bool tall = ui_portrait(ui) || state->beside, large = ui_text_percent(ui) > 125;
    ui_open(
        ui, NULL,
        (UiStyle){
            .axis = tall ? AXIS_COLUMN : AXIS_ROW, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    if (state->beside)
        two_posters(state, shell, ui);
    else
        results_build_poster(
            state, shell, ui, 0,
            (UiView){.w = GROW, .h = GROW, .margin = {SPACE_1, SPACE_1, SPACE_1, SPACE_1}});
    UiSize side = large ? PART(PANEL_LARGE_PART) : MM(PANEL_MM);
    float width = large ? ui_width_mm(ui) * PANEL_LARGE_PART : PANEL_MM;
    if (tall)
        panel_scroll(state, shell, ui, GROW, PART(state->beside ? PANEL_BELOW_PART : 0.5f),
                     ui_width_mm(ui));
    else
        panel_scroll(state, shell, ui, side, GROW, width);
    ui_close(ui);
}

// -- while they are read, and when there is nothing -------------------------------------------------------
static void build_reading(Shell *shell, Ui *ui) {
    const ShellResults *results = &shell->results;
    ui_wake_in(ui, 120);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .gap = SPACE_4,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .pad = SPACE_6});
    ui_text(ui, "results.reading",
            results->importing ? _("Meetings come from the stick")
                               : _("The meetings are being read"),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD, .role = "heading"});
    float part = results->total > 0 ? (float)results->done / (float)results->total : 0;
    ui_meter(ui, MM(160), 6, part, COLOR_TEAL, COLOR_SUNKEN);
    ui_open(ui, "results.progress",
            (UiStyle){.axis = AXIS_ROW,
                      .role = "status",
                      .label = _("Meetings read"),
                      .value = ui_format(ui, "%d/%d", results->done, results->total)});
    ui_text(ui, NULL,
            results->total > 0 ? ui_format(ui, _("%d of %d"), results->done, results->total)
                               : _("Looking for meetings"),
            (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT});
    ui_close(ui);
    ui_button(ui, "results.stop", _("Stop"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "x",
                         .height_mm = TOUCH_MM,
                         .act = {.code = RESULTS_STOP}});
    ui_close(ui);
}

static void build_nothing(Shell *shell, Ui *ui) {
    bool again = shell->results.state != RESULTS_READY;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    shell_invite(ui, "results.empty", again ? "refresh-cw" : "layers",
                 shell->results.state == RESULTS_STOPPED ? _("Reading was stopped.")
                 : again ? _("The meetings cannot be read. Look in the list of meetings.")
                         : _("There are no results yet. They come here after a first meeting."));
    if (again) {
        ui_button(ui, "results.again", _("Read them again"),
                  (UiButton){.kind = BUTTON_PRIMARY,
                             .icon = "refresh-cw",
                             .height_mm = TOUCH_MM,
                             .act = {.code = RESULTS_AGAIN}});
        // As much room below as above: the button belongs to the sentence.
        ui_space(ui, GROW);
    }
    ui_close(ui);
}

// -- the screen -------------------------------------------------------------------------------------
static void enter(void *st, Shell *shell) {
    ResultsScreen *state = st;
    *state = (ResultsScreen){.measure = MEASURE_RATED,
                             .cut = compare_everything(),
                             .other_place = COMPARE_ALL,
                             .subject = -1};
    if (shell->results.state == RESULTS_NONE) shell->ops->results_read(shell->app, NULL, 0);
}

static bool anything(const Shell *shell) {
    return shell->results.state == RESULTS_READY && shell->results.compare &&
           compare_meeting_count(shell->results.compare) > 0;
}

static void build(void *st, Shell *shell, Ui *ui) {
    ResultsScreen *state = st;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW});
    if (anything(shell)) {
        build_ready(state, shell, ui);
        if (state->pick != PICK_NONE) results_build_pick(state, shell, ui);
    } else if (shell->results.state == RESULTS_READING) {
        build_reading(shell, ui);
    } else {
        build_nothing(shell, ui);
    }
    ui_close(ui);
}

static void set_beside(ResultsScreen *state, const Shell *shell) {
    state->beside = !state->beside;
    if (!state->beside) return;
    // The first two, unless somebody chose.
    if (state->cut.place == COMPARE_ALL) state->cut.place = 0;
    if (state->other_place == COMPARE_ALL || state->other_place == state->cut.place)
        state->other_place = (state->cut.place + 1) % compare_place_count(shell->results.compare);
}

static bool handle(void *st, Shell *shell, const UiEvent *event) {
    ResultsScreen *state = st;
    if (event->kind != UI_TAP) return false;
    int a = event->act.a;
    switch (event->act.code) {
    case RESULTS_MEASURE: state->measure = (Measure)a; return true;
    case RESULTS_ROLE: state->cut.role = a; return true;
    case RESULTS_PICK: state->pick = (ResultsPick)a; return true;
    case RESULTS_PLACE:
        if (state->pick == PICK_OTHER_PLACE)
            state->other_place = a;
        else
            state->cut.place = a;
        state->pick = PICK_NONE;
        return true;
    case RESULTS_PERIOD:
        state->cut.from = a;
        state->cut.to = event->act.b;
        state->pick = PICK_NONE;
        return true;
    case RESULTS_BESIDE: set_beside(state, shell); return true;
    case RESULTS_BLOCK:
        if (a >= 0) ui_scroll_reset(shell->ui, "results.block.scroll");
        state->subject = a == state->subject ? -1 : a;
        return true;
    case RESULTS_CLOSE: state->subject = -1; return true;
    case RESULTS_STOP: shell->ops->results_cancel(shell->app); return true;
    case RESULTS_AGAIN: shell->ops->results_read(shell->app, NULL, 0); return true;
    default: return false;
    }
}

static bool back(void *st, Shell *shell) {
    ResultsScreen *state = st;
    (void)shell;
    bool taken = state->pick != PICK_NONE || state->subject >= 0 || state->beside;
    if (state->pick != PICK_NONE)
        state->pick = PICK_NONE;
    else if (state->subject >= 0)
        state->subject = -1;
    else
        state->beside = false;
    return taken;
}

static const char *name(const void *st, const Shell *shell) {
    (void)st;
    (void)shell;
    return "results";
}

const ScreenClass screen_results = {.id = SCREEN_RESULTS,
                                    .state_bytes = sizeof(ResultsScreen),
                                    .enter = enter,
                                    .build = build,
                                    .handle = handle,
                                    .back = back,
                                    .name = name,
                                    .next_label = menu_next_label};
