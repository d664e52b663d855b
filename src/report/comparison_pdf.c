// A comparison on paper: the poster as a heat map, one table over all blocks, municipalities beside
// each other, and of each block that was rated its distribution and where roles differ.
#include "report/comparison.h"

#include "base/i18n.h"
#include "report/flow.h"
#include "report/poster.h"
#include "report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PLACES_ACROSS = 4, PLACES_MAX = 12, NOTES_MAX = 5, CELL = 40 };

// ---- The poster ------------------------------------------------------------------------------------

static void plate(cairo_t *cr, const SceneBlock *b, double scale, const char *title,
                  const CompareFigure *figure) {
    char line[64] = "", mean[16];
    if (figure->has_mean) {
        i18n_decimal(figure->mean, mean, sizeof mean);
        (void)snprintf(line, sizeof line, "%s · n = %d", mean, figure->answers.n);
    }
    PangoLayout *name = type_layout(cr, title, FACE_SEMIBOLD, 6, 62),
                *says = type_layout(cr, line, FACE_BOLD, 6.5, 62);
    pango_layout_set_alignment(name, PANGO_ALIGN_CENTER);
    pango_layout_set_alignment(says, PANGO_ALIGN_CENTER);
    double name_h, says_h = 0;
    type_size(name, NULL, &name_h);
    if (*line) type_size(says, NULL, &says_h);
    double w = 66, h = name_h + says_h + 4, x = b->label.x * scale - w / 2,
           y = b->label.y * scale - h / 2;
    if (x < 1) x = 1;
    if (x + w > flow_width - 1) x = flow_width - w - 1;
    if (y < 1) y = 1;
    type_box(cr, x, y, w, h, 2);
    type_color(cr, SHEET, 0.95);
    cairo_fill(cr);
    type_color(cr, INK, 1);
    cairo_move_to(cr, x + 2, y + 2);
    pango_cairo_show_layout(cr, name);
    if (*line) {
        cairo_move_to(cr, x + 2, y + 2 + name_h);
        pango_cairo_show_layout(cr, says);
    }
    g_object_unref(name);
    g_object_unref(says);
}

static void tint(cairo_t *cr, const SceneBlock *b, double scale, const CompareFigure *figure) {
    if (!figure->has_mean || b->zone_count < 3) return;
    cairo_move_to(cr, b->zone[0].x * scale, b->zone[0].y * scale);
    for (int i = 1; i < b->zone_count; i++)
        cairo_line_to(cr, b->zone[i].x * scale, b->zone[i].y * scale);
    cairo_close_path(cr);
    type_color(cr, HEAT_RATED, 0.15 + 0.6 * (figure->mean - 1) / 4);
    cairo_fill_preserve(cr);
    type_color(cr, INK, 1);
    cairo_set_line_width(cr, 0.8);
    cairo_stroke(cr);
}

static void poster(Flow *flow, const Comparison *input) {
    if (!input->scene || !input->picture || input->picture_bytes < 8) return;
    double scale = flow_width / input->scene->width, height = input->scene->height * scale;
    flow_space(flow, 8);
    flow_need(flow, height + 20);
    cairo_save(flow->cr);
    cairo_translate(flow->cr, flow_left, flow->y);
    ReportInput picture = {
        .scene = input->scene, .picture = input->picture, .picture_bytes = input->picture_bytes};
    bool fine = poster_draw_picture(flow->cr, &picture, flow_width, NULL) == ERR_NONE;
    CompareCut all = compare_everything();
    CompareFigure figures[SCENE_BLOCKS_MAX];
    int count = fine ? input->scene->block_count : 0;
    for (int i = 0; i < count; i++) {
        int subject = compare_find_subject(input->compare, input->scene->blocks[i].id);
        figures[i] = compare_figure(input->compare, &all, subject);
        tint(flow->cr, &input->scene->blocks[i], scale, &figures[i]);
    }
    for (int i = 0; i < count; i++)
        plate(flow->cr, &input->scene->blocks[i], scale,
              text_in(&input->scene->blocks[i].title, input->lang), &figures[i]);
    cairo_restore(flow->cr);
    flow->y += height + 6;
    flow_text(flow, TEXT_SMALL,
              _("The stronger the colour, the higher the rating from 1 to 5. The numbers say the "
                "same."));
}

// ---- Tables ----------------------------------------------------------------------------------------

static void mean_cell(char out[CELL], const CompareFigure *figure) {
    char mean[16];
    (void)snprintf(out, CELL, "–");
    if (!figure->has_mean) return;
    i18n_decimal(figure->mean, mean, sizeof mean);
    (void)snprintf(out, CELL, "%s (%d)", mean, figure->answers.n);
}

static void overview(Flow *flow, const Comparison *input) {
    static const double widths[] = {187, 66, 52, 66, 56, 60};
    const char *const heads[] = {_("Building block"), _("Rated (n)"),    _("Spread"),
                                 _("Dots (n)"),       _("Worked on in"), _("Open agreements")};
    CompareCut all = compare_everything();
    flow_text(flow, TEXT_PART, _("All building blocks"));
    flow_row(flow, heads, widths, 6, true, -1, 1);
    for (int s = 0; s < compare_subject_count(input->compare); s++) {
        CompareFigure figure = compare_figure(input->compare, &all, s);
        char cells[5][CELL];
        mean_cell(cells[0], &figure);
        for (int i = 1; i < 5; i++) (void)snprintf(cells[i], CELL, "–");
        if (figure.has_mean) i18n_decimal(figure.spread, cells[1], CELL);
        if (figure.dots_meetings > 0 && figure.dots_n >= 0)
            (void)snprintf(cells[2], CELL, "%d (%d)", figure.dots, figure.dots_n);
        else if (figure.dots_meetings > 0)
            (void)snprintf(cells[2], CELL, "%d", figure.dots);
        (void)snprintf(cells[3], CELL, "%d", figure.worked);
        (void)snprintf(cells[4], CELL, "%d", figure.open);
        const char *const row[] = {compare_subject(input->compare, s)->title,
                                   cells[0],
                                   cells[1],
                                   cells[2],
                                   cells[3],
                                   cells[4]};
        flow_row(flow, row, widths, 6, false, 0, 1);
    }
}

static void place_table(Flow *flow, const Comparison *input, int first, int count) {
    double widths[1 + PLACES_ACROSS] = {187};
    const char *heads[1 + PLACES_ACROSS] = {_("Building block")};
    for (int i = 0; i < count; i++) {
        widths[1 + i] = (flow_width - 187) / PLACES_ACROSS;
        heads[1 + i] = comparison_place(input->compare, first + i);
    }
    flow_space(flow, 10);
    flow_row(flow, heads, widths, 1 + count, true, -1, 1);
    for (int s = 0; s < compare_subject_count(input->compare); s++) {
        char cells[PLACES_ACROSS][CELL];
        const char *row[1 + PLACES_ACROSS] = {compare_subject(input->compare, s)->title};
        for (int i = 0; i < count; i++) {
            CompareCut cut = compare_everything();
            cut.place = first + i;
            CompareFigure figure = compare_figure(input->compare, &cut, s);
            mean_cell(cells[i], &figure);
            row[1 + i] = cells[i];
        }
        flow_row(flow, row, widths, 1 + count, false, 0, 1);
    }
}

static void places(Flow *flow, const Comparison *input) {
    int count = compare_place_count(input->compare);
    if (count < 2) return;
    flow_text(flow, TEXT_PART, _("Municipalities beside each other"));
    flow_text(flow, TEXT_BODY, _("The mean rating from 1 to 5, and between brackets n."));
    int shown = count < PLACES_MAX ? count : PLACES_MAX;
    for (int first = 0; first < shown; first += PLACES_ACROSS)
        place_table(flow, input, first,
                    shown - first < PLACES_ACROSS ? shown - first : PLACES_ACROSS);
    if (count > shown)
        flow_text(flow, TEXT_SMALL, _("The first twelve. All of them stand in the spreadsheet."));
}

// ---- One block -------------------------------------------------------------------------------------

static void role_lines(Flow *flow, const Comparison *input, int subject) {
    CompareCut all = compare_everything();
    CompareFigure groups[POOL_GROUPS];
    int high, low;
    bool hidden = false;
    (void)compare_groups(input->compare, &all, subject, groups, &high, &low);
    for (int g = 0; g <= compare_role_count(input->compare); g++) {
        hidden = hidden || groups[g].hidden;
        if (!groups[g].has_mean) continue;
        char line[500], mean[16];
        i18n_decimal(groups[g].mean, mean, sizeof mean);
        (void)snprintf(line, sizeof line, _("%s: %s · n = %d"), comparison_role(input->compare, g),
                       mean, groups[g].answers.n);
        flow_text(flow, TEXT_BODY, line);
    }
    if (hidden) flow_text(flow, TEXT_SMALL, words_hidden());
}

static void block(Flow *flow, const Comparison *input, int subject) {
    CompareCut all = compare_everything();
    CompareFigure figure = compare_figure(input->compare, &all, subject);
    if (!figure.has_mean) return;
    flow_text(flow, TEXT_PART, compare_subject(input->compare, subject)->title);
    char line[200], mean[16];
    i18n_decimal(figure.mean, mean, sizeof mean);
    (void)snprintf(line, sizeof line, _("Mean %s · n = %d · in %d meetings"), mean,
                   figure.answers.n, figure.meetings);
    flow_text(flow, TEXT_LEAD, line);
    const char *differ = comparison_difference(input, &all, subject);
    if (*differ) flow_text(flow, TEXT_NOTICE, differ);
    int most = 1;
    for (int k = 0; k < FACTS_STEPS; k++)
        if (figure.answers.counts[k] > most) most = figure.answers.counts[k];
    for (int k = 0; k < FACTS_STEPS; k++) {
        (void)snprintf(line, sizeof line, "%d", k + 1);
        flow_bar(flow, line, figure.answers.counts[k], most);
    }
    role_lines(flow, input, subject);
    CompareNote notes[NOTES_MAX];
    int count = compare_notes(input->compare, &all, subject, notes, NOTES_MAX);
    if (count) flow_text(flow, TEXT_SUB, _("Notes"));
    for (int i = 0; i < count; i++) {
        Str note;
        str_init(&note);
        str_format(&note, "%s (%s)", notes[i].text,
                   comparison_place(input->compare,
                                    compare_meeting(input->compare, notes[i].meeting)->place));
        flow_text(flow, TEXT_BODY, str_text(&note));
        str_finish(&note);
    }
}

typedef struct {
    Flow *flow;
    bool said;
} Chains;

static void chain_line(void *context, const char *text) {
    Chains *chains = context;
    if (!chains->said) flow_text(chains->flow, TEXT_PART, _("Meetings that follow one another"));
    chains->said = true;
    flow_text(chains->flow, TEXT_BODY, text);
}

static Err write_all(Flow *flow, const void *context, ErrInfo *info) {
    (void)info;
    const Comparison *input = context;
    char text[300];
    if (input->scene) flow_text(flow, TEXT_SMALL, text_in(&input->scene->title, input->lang));
    flow_text(flow, TEXT_TITLE, _("Meetings compared"));
    comparison_summary(input, text, sizeof text);
    flow_text(flow, TEXT_LEAD, text);
    comparison_missing(input, text, sizeof text);
    if (*text) flow_text(flow, TEXT_NOTICE, text);
    poster(flow, input);
    overview(flow, input);
    places(flow, input);
    if (comparison_chains(input, chain_line, &(Chains){.flow = flow}) > COMPARISON_CHAINS)
        flow_text(flow, TEXT_SMALL, _("All of them stand in the spreadsheet."));
    for (int s = 0; s < compare_subject_count(input->compare); s++) block(flow, input, s);
    flow_space(flow, 16);
    flow_text(flow, TEXT_SMALL, words_colophon());
    return ERR_NONE;
}

Err comparison_pdf(const Comparison *input, Str *out, ErrInfo *info) {
    const char *foot =
        input->scene ? text_in(&input->scene->title, input->lang) : _("Meetings compared");
    return flow_make(write_all, input, _("Meetings compared"), foot, out, info);
}
