// The heat map: the stronger the tint of a place, the more of what is asked. The number stands above
// the name with its n, so that nothing is told by colour alone.
#include "screens/results.h"

#include "base/i18n.h"

#include <math.h>

#define TINT_LEAST 0.16f
#define TINT_MOST 0.82f

Paint results_hue(Measure measure) {
    static const Paint hues[MEASURE_COUNT] = {COLOR_TEAL, COLOR_BRICK, COLOR_PLUM, COLOR_SKY};
    return hues[measure];
}

Paint results_shade(Measure measure) {
    static const Paint shades[MEASURE_COUNT] = {COLOR_TEAL_SHADE, COLOR_BRICK_SHADE,
                                                COLOR_PLUM_SHADE, COLOR_SKY_SHADE};
    return shades[measure];
}

static float share(const CompareFigure *figure) {
    if (figure->dots_meetings == 0 || figure->dots == 0) return -1;
    return figure->dots_n > 0 ? (float)figure->dots / (float)figure->dots_n : (float)figure->dots;
}

// Before it is held against the most of all blocks.
static float raw(Measure measure, const CompareFigure *figure) {
    switch (measure) {
    case MEASURE_CHOSEN: return share(figure);
    case MEASURE_RATED: return figure->has_mean ? (float)(figure->mean - 1) / 4 : -1;
    case MEASURE_SPREAD: return figure->has_mean ? (float)figure->spread : -1;
    case MEASURE_OPEN: return figure->agreements + figure->open > 0 ? (float)figure->open : -1;
    case MEASURE_COUNT: break;
    }
    return -1;
}

float results_strength(const ResultsScreen *state, const CompareFigure *figure, float most) {
    float value = raw(state->measure, figure);
    if (value < 0) return -1;
    if (state->measure == MEASURE_RATED) return value;
    return most > 0 ? fminf(value / most, 1) : 0;
}

const char *results_words(Ui *ui, Measure measure, const CompareFigure *figure) {
    if (raw(measure, figure) < 0) return "";
    switch (measure) {
    case MEASURE_CHOSEN:
        return figure->dots_n > 0 ? ui_format(ui, "%d · n = %d", figure->dots, figure->dots_n)
                                  : ui_format(ui, "%d", figure->dots);
    case MEASURE_RATED:
        return ui_format(ui, "%s · n = %d", results_decimal(ui, figure->mean), figure->answers.n);
    case MEASURE_SPREAD:
        return ui_format(ui, "%s · n = %d", results_decimal(ui, figure->spread), figure->answers.n);
    case MEASURE_OPEN: return ui_format(ui, _("%d of %d"), figure->open, figure->agreements);
    case MEASURE_COUNT: break;
    }
    return "";
}

typedef struct {
    CompareFigure figure;
    int subject;
    float strength;
    const char *words;
} BlockLook;

// The most that any block on either poster has, so that two posters can be held beside each other.
static float most_of(const ResultsScreen *state, const Shell *shell) {
    float most = state->measure == MEASURE_SPREAD ? 0.6f : 0;
    for (int side = 0; side <= state->beside; side++) {
        CompareCut cut = results_cut(state, side);
        for (int i = 0; i < shell->scene->block_count; i++) {
            int subject = compare_find_subject(shell->results.compare, shell->scene->blocks[i].id);
            if (subject < 0) continue;
            CompareFigure figure = compare_figure(shell->results.compare, &cut, subject);
            most = fmaxf(most, raw(state->measure, &figure));
        }
    }
    return most;
}

static ShellZone zone_of(const ResultsScreen *state, const BlockLook *look, const char *view) {
    ShellZone zone = {.view = view, .act = {.code = RESULTS_BLOCK, .a = look->subject}};
    zone.look = look->subject == state->subject && state->subject >= 0 ? ZONE_SELECTED
                : look->strength < 0                                   ? ZONE_DIMMED
                                                                       : ZONE_PLAIN;
    if (look->strength >= 0) {
        zone.tint = results_hue(state->measure);
        zone.tint_part = TINT_LEAST + (TINT_MOST - TINT_LEAST) * look->strength;
    }
    zone.value = *look->words ? look->words : NULL;
    return zone;
}

static void badge(const ResultsScreen *state, Shell *shell, Ui *ui, int block, const char *view,
                  const BlockLook *look) {
    static const UiFigure figures[MEASURE_COUNT] = {FIGURE_CIRCLE, FIGURE_STAR, FIGURE_DIAMOND,
                                                    FIGURE_SQUARE};
    float em;
    shell_badge_open(shell, ui, view, "figure", block, look->words, BADGE_ABOVE, &em);
    ui_figure(ui, figures[state->measure], em * 0.8f,
              paint_rgb(theme_rgb(THEME_LIGHT, results_shade(state->measure))), COLOR_NONE);
    ui_text(ui, NULL, look->words,
            (UiText){.size = TYPE_SMALL,
                     .weight = WEIGHT_BOLD,
                     .color = COLOR_POSTER_INK,
                     .em_mm = em,
                     .no_wrap = true});
    ui_close(ui);
}

void results_build_poster(const ResultsScreen *state, Shell *shell, Ui *ui, int side,
                          UiView style) {
    const Compare *compare = shell->results.compare;
    const char *view = !state->beside ? NULL : side ? "right" : "left";
    const char *view_id = view ? ui_format(ui, "results.%s", view) : "results.poster";
    BlockLook looks[SCENE_BLOCKS_MAX];
    int count = shell->scene->block_count;
    CompareCut cut = results_cut(state, side);
    float most = most_of(state, shell);
    for (int i = 0; i < count; i++) {
        BlockLook *look = &looks[i];
        look->subject = compare_find_subject(compare, shell->scene->blocks[i].id);
        look->figure =
            look->subject < 0 ? (CompareFigure){0} : compare_figure(compare, &cut, look->subject);
        look->strength = results_strength(state, &look->figure, most);
        look->words = results_words(ui, state->measure, &look->figure);
    }
    style.still = true;
    (void)shell_view_open(shell, ui, view_id, style);
    for (int i = 0; i < count; i++) shell_zone(shell, ui, i, zone_of(state, &looks[i], view));
    for (int i = 0; i < count; i++) shell_plate(shell, ui, i, zone_of(state, &looks[i], view));
    for (int i = 0; i < count; i++)
        if (*looks[i].words) badge(state, shell, ui, i, view, &looks[i]);
    ui_view_close(ui);
}

// From pale to strong, with words at both ends.
void results_build_legend(const ResultsScreen *state, Ui *ui) {
    const struct {
        const char *low, *high, *says;
    } words[MEASURE_COUNT] = {
        {_("few dots"), _("many dots"), _("How often groups chose it, with the people who chose")},
        {_("rated 1"), _("rated 5"), _("The mean of all answers from 1 to 5")},
        {_("of one mind"), _("far apart"),
         ui_format(ui, _("How far answers lie apart; from %s on, talk about it"),
                   results_decimal(ui, TALLY_DISAGREE))},
        {_("none open"), _("most open"),
         _("Agreements that are not done yet, of all that were made")}};
    ui_open(ui, "results.legend",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = 1.4f,
                      .cross = ALIGN_STRETCH,
                      .role = "note",
                      .label = words[state->measure].says});
    ui_open(
        ui, NULL,
        (UiStyle){.axis = AXIS_ROW, .w = GROW_MAX(MEASURE_MM), .gap = 1, .cross = ALIGN_CENTER});
    ui_text(ui, NULL, words[state->measure].low,
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT, .no_wrap = true});
    uint32_t hue = theme_rgb(THEME_LIGHT, results_hue(state->measure));
    for (int i = 0; i < 5; i++) {
        float part = TINT_LEAST + (TINT_MOST - TINT_LEAST) * (float)i / 4;
        ui_open(ui, NULL,
                (UiStyle){.w = GROW,
                          .h = MM(5),
                          .radius = 1,
                          .fill = paint_rgb(color_mix(0xFFFFFF, hue, part))});
        ui_close(ui);
    }
    ui_text(ui, NULL, words[state->measure].high,
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT, .no_wrap = true});
    ui_close(ui);
    ui_text(ui, NULL, words[state->measure].says,
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
}
