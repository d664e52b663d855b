// What is known of one block: how answers fell, who sees it how, one meeting after the other, notes.
// With two posters both sides stand there, the one below the other.
#include "screens/results.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <math.h>

enum { TREND_MAX = 8, NOTES_SHOWN = 8 };

#define PLOT_MM 24.0f
#define TREND_MM 20.0f
#define SCALE_LEAST_MM 0.8f
#define SIDE_MM 110.0f  // the least that a side needs

static void heading(Ui *ui, const char *id, const char *text) {
    ui_text(ui, id, text, (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .role = "heading"});
}

static void quiet(Ui *ui, const char *text) {
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
}

static void column(Ui *ui, float height, Paint fill) {
    ui_open(ui, NULL,
            (UiStyle){.w = PART(0.72f),
                      .h = MM(fmaxf(height, SCALE_LEAST_MM)),
                      .radius = RADIUS_SMALL_MM,
                      .fill = fill});
    ui_close(ui);
}

// ---- How answers fell --------------------------------------------------------------------------------

// Two sides are compared: one scale for both.
static int most_answers(const ResultsScreen *state, Shell *shell) {
    int most = 1;
    for (int side = 0; side <= state->beside; side++) {
        CompareCut cut = results_cut(state, side);
        CompareFigure figure = compare_figure(shell->results.compare, &cut, state->subject);
        for (int k = 0; k < FACTS_STEPS && figure.has_mean; k++)
            if (figure.answers.counts[k] > most) most = figure.answers.counts[k];
    }
    return most;
}

static void distribution(Ui *ui, const char *id, const CompareFigure *figure, int most,
                         Paint fill) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 1, .cross = ALIGN_END});
    for (int k = 0; k < FACTS_STEPS; k++) {
        int count = figure->answers.counts[k];
        ui_open(ui, ui_format(ui, "%s.%d", id, k + 1),
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = GROW,
                          .gap = 0.6f,
                          .cross = ALIGN_CENTER,
                          .label = ui_format(ui, "%d", k + 1),
                          .value = ui_format(ui, "%d", count)});
        ui_text(ui, NULL, ui_format(ui, "%d", count),
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD});
        column(ui, PLOT_MM * (float)count / (float)most, count ? fill : COLOR_LINE);
        ui_text(ui, NULL, ui_format(ui, "%d", k + 1),
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
        ui_close(ui);
    }
    ui_close(ui);
}

static void numbers(const ResultsScreen *state, Shell *shell, Ui *ui, int side,
                    const CompareFigure *figure) {
    const char *id = side ? "results.n.right" : "results.n";
    if (state->beside) {
        CompareCut cut = results_cut(state, side);
        ui_text(ui, NULL, results_place(shell, ui, cut.place),
                (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
    }
    if (figure->has_mean) {
        ui_text(ui, id,
                ui_format(ui, _("mean %s · n = %d · spread %s"), results_decimal(ui, figure->mean),
                          figure->answers.n, results_decimal(ui, figure->spread)),
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
        distribution(ui, side ? "results.right" : "results.bar", figure, most_answers(state, shell),
                     side ? COLOR_PLUM : COLOR_TEAL);
    } else {
        quiet(ui, figure->hidden ? _("Rated by too few people to show.")
                                 : _("Not rated in these meetings."));
    }
    const char *chosen =
        figure->dots_n > 0
            ? ui_format(
                  ui,
                  _n("%d dot of %d people", "%d dots of %d people", (unsigned long)figure->dots),
                  figure->dots, figure->dots_n)
            : ui_format(ui, _n("%d dot", "%d dots", (unsigned long)figure->dots), figure->dots);
    const char *worked = ui_format(
        ui,
        _n("worked on in %d meeting", "worked on in %d meetings", (unsigned long)figure->worked),
        figure->worked);
    const char *open =
        ui_format(ui, _("%d of %d agreements open"), figure->open, figure->agreements);
    quiet(ui, figure->dots_meetings > 0 ? ui_format(ui, "%s · %s · %s", chosen, worked, open)
                                        : ui_format(ui, "%s · %s", worked, open));
}

// ---- Roles -----------------------------------------------------------------------------------------

static int scene_role(const Shell *shell, int group) {
    return group <= 0
               ? -1
               : scene_find_role(shell->scene, compare_role(shell->results.compare, group - 1)->id);
}

static void role_row(Shell *shell, Ui *ui, int group, const CompareFigure *figure, int side) {
    int role = scene_role(shell, group);
    Paint paint = role >= 0 ? paint_rgb(shell->scene->roles[role].rgb) : COLOR_EDGE;
    UiFigure shape = role >= 0 ? (UiFigure)shell->scene->roles[role].shape : FIGURE_RING;
    const char *says =
        ui_format(ui, "%s · n = %d", results_decimal(ui, figure->mean), figure->answers.n);
    const char *id = group == 0 ? "none" : compare_role(shell->results.compare, group - 1)->id;
    ui_open(ui, ui_format(ui, "results.%srole.%s", side ? "right." : "", id),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = 0.8f,
                      .cross = ALIGN_STRETCH,
                      .label = results_role(shell, group),
                      .value = says});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 1.6f, .cross = ALIGN_CENTER});
    ui_figure(ui, shape, ui_mark_mm(ui, 5), paint,
              role >= 0 ? shell_edge_of(shell, shell->scene->roles[role].rgb) : COLOR_NONE);
    ui_text(ui, NULL, results_role(shell, group), (UiText){.size = TYPE_BODY, .w = GROW});
    ui_text(ui, NULL, says,
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .no_wrap = true});
    ui_close(ui);
    ui_meter(ui, GROW, 2.4f, (float)(figure->mean - 1) / 4, results_hue(MEASURE_RATED),
             COLOR_SUNKEN);
    ui_close(ui);
}

const char *results_difference(Shell *shell, Ui *ui, const CompareCut *cut, int subject) {
    CompareFigure groups[POOL_GROUPS];
    int high, low;
    if (!compare_groups(shell->results.compare, cut, subject, groups, &high, &low)) return NULL;
    return ui_format(ui, _("%s %s · %s %s · n = %d and %d"), results_role(shell, high),
                     results_decimal(ui, groups[high].mean), results_role(shell, low),
                     results_decimal(ui, groups[low].mean), groups[high].answers.n,
                     groups[low].answers.n);
}

static void roles(const ResultsScreen *state, Shell *shell, Ui *ui, int side) {
    const Compare *compare = shell->results.compare;
    CompareCut cut = results_cut(state, side);
    cut.role = COMPARE_ALL;
    CompareFigure groups[POOL_GROUPS];
    int high, low, shown = 0;
    bool hidden = false;
    (void)compare_groups(compare, &cut, state->subject, groups, &high, &low);
    for (int g = 0; g <= compare_role_count(compare); g++) {
        shown += groups[g].has_mean;
        hidden = hidden || groups[g].hidden;
    }
    if (!shown && !hidden) return;
    const char *differ = results_difference(shell, ui, &cut, state->subject);
    heading(ui, NULL, _("By role"));
    if (differ) {
        ui_open(ui, side ? "results.differ.right" : "results.differ",
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = GROW,
                          .pad = SPACE_2,
                          .gap = 1,
                          .cross = ALIGN_STRETCH,
                          .fill = COLOR_OCHRE_TINT,
                          .radius = RADIUS_MM,
                          .role = "note",
                          .label = differ});
        ui_text(ui, NULL, _("Roles see this differently"),
                (UiText){.size = TYPE_SMALL, .weight = WEIGHT_BOLD, .color = COLOR_OCHRE_SHADE});
        ui_text(ui, NULL, differ, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD});
        ui_close(ui);
    }
    for (int g = 1; g <= compare_role_count(compare); g++)
        if (groups[g].has_mean) role_row(shell, ui, g, &groups[g], side);
    if (shown > 0 && groups[0].has_mean) role_row(shell, ui, 0, &groups[0], side);
    if (hidden)
        ui_text(ui, side ? "results.hidden.right" : "results.hidden",
                shown ? _("The other roles: too few people to show apart.")
                      : _("The roles: too few people to show apart."),
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
}

// ---- One meeting after the other ---------------------------------------------------------------------

static void trend_column(Shell *shell, Ui *ui, const ComparePoint *point) {
    const CompareMeeting *meeting = compare_meeting(shell->results.compare, point->meeting);
    ClockDate day = clock_local(meeting->created_ms);
    const char *when = meeting->created_ms > 0
                           ? ui_format(ui, "%d-%d-%02d", day.day, day.month, day.year % 100)
                           : "–";
    ui_open(ui, ui_format(ui, "trend.%s", meeting->id),
            (UiStyle){
                .axis = AXIS_COLUMN,
                .w = GROW,
                .gap = 0.6f,
                .cross = ALIGN_CENTER,
                .label = when,
                .value = ui_format(ui, "%s (n = %d)", results_decimal(ui, point->mean), point->n)});
    ui_text(ui, NULL, results_decimal(ui, point->mean),
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD});
    column(ui, TREND_MM * (float)(point->mean - 1) / 4, results_hue(MEASURE_RATED));
    ui_text(ui, NULL, when,
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT, .align = ALIGN_CENTER});
    ui_text(ui, NULL, ui_format(ui, "n = %d", point->n),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static void trend(const ResultsScreen *state, Shell *shell, Ui *ui, int side) {
    CompareCut cut = results_cut(state, side);
    ComparePoint points[64];
    int count = compare_trend(shell->results.compare, &cut, state->subject, points, 64), rated = 0;
    for (int i = 0; i < count; i++)
        if (points[i].n > 0) points[rated++] = points[i];
    if (rated < 2) return;
    int most = ui_text_percent(ui) > 125 ? TREND_MAX / 2 : TREND_MAX;
    heading(ui, side ? "results.trend.right" : "results.trend", _("One meeting after the other"));
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 1, .cross = ALIGN_END});
    for (int i = rated > most ? rated - most : 0; i < rated; i++)
        trend_column(shell, ui, &points[i]);
    ui_close(ui);
    if (rated > most) quiet(ui, ui_format(ui, _("The last %d of %d meetings."), most, rated));
}

// ---- Notes -----------------------------------------------------------------------------------------

static void notes(const ResultsScreen *state, Shell *shell, Ui *ui, int side) {
    CompareCut cut = results_cut(state, side);
    CompareNote kept[NOTES_SHOWN];
    int count = compare_notes(shell->results.compare, &cut, state->subject, kept, NOTES_SHOWN);
    if (count == 0) return;
    heading(ui, side ? "results.notes.right" : "results.notes", _("Notes"));
    for (int i = 0; i < count; i++) {
        const CompareMeeting *meeting = compare_meeting(shell->results.compare, kept[i].meeting);
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = GROW,
                          .pad_x = 3,
                          .pad_y = 2.2f,
                          .gap = 0.8f,
                          .cross = ALIGN_STRETCH,
                          .fill = COLOR_SUNKEN,
                          .radius = RADIUS_SMALL_MM});
        ui_text(ui, NULL, kept[i].text, (UiText){.size = TYPE_BODY});
        const char *place = results_place(shell, ui, meeting->place);
        const char *marked = kept[i].mark == MARK_STOOD_OUT       ? _("Stood out")
                             : kept[i].mark == MARK_OPEN_QUESTION ? _("Open question")
                                                                  : NULL;
        ui_text(ui, NULL, marked ? ui_format(ui, "%s · %s", place, marked) : place,
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
        ui_close(ui);
    }
}

void results_build_block(const ResultsScreen *state, Shell *shell, Ui *ui, float width_mm) {
    bool row = state->beside && width_mm > 2 * SIDE_MM * (float)ui_text_percent(ui) / 100;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
    shell_head(ui, "results.block", results_period(shell, ui, state->cut.from, state->cut.to),
               results_subject(shell, state->subject), NULL);
    ui_button(
        ui, "results.block.close", NULL,
        (UiButton){
            .icon = "x", .height_mm = 14, .describe = _("Close"), .act = {.code = RESULTS_CLOSE}});
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = row ? AXIS_ROW : AXIS_COLUMN,
                      .w = GROW,
                      .gap = row ? SPACE_6 : SPACE_2,
                      .cross = row ? ALIGN_START : ALIGN_STRETCH});
    for (int side = 0; side <= state->beside; side++) {
        CompareCut cut = results_cut(state, side);
        CompareFigure figure = compare_figure(shell->results.compare, &cut, state->subject);
        if (side && !row) ui_line(ui);
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
        numbers(state, shell, ui, side, &figure);
        roles(state, shell, ui, side);
        trend(state, shell, ui, side);
        notes(state, shell, ui, side);
        ui_close(ui);
    }
    ui_close(ui);
}
