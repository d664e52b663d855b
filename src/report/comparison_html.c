// A comparison as one page to open by double click: the poster as a heat map that leads to each block,
// municipalities beside each other, and of every block its distribution, roles, trend and notes.
// Nothing runs on it and nothing is fetched; every number stands in words too.
#include "report/comparison.h"

#include "base/i18n.h"
#include "report/html.h"
#include "report/type.h"
#include "report/words.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>

enum { TREND_MAX = 24, NOTES_MAX = 12, PLACES_MAX = 12 };

// Of the page: heat runs from pale to brick, and is always beside its number.
static const char style[] =
    "<style>.heat{width:100%;height:auto;display:block;border-radius:.5rem;margin:1rem "
    "0}.heat polygon{stroke:#1f2a44;stroke-width:2}.heat a:focus polygon,.heat a:hover "
    "polygon{stroke-width:8}.heat text{font:600 26px Verdana,sans-serif;fill:#1f2a44;text-anchor:"
    "middle}.heat rect{fill:#fffdf8;stroke:#1f2a44;stroke-width:1.5}"
    ".differ{background:var(--ochretint);color:var(--ochre);border-radius:.5rem;padding:.4rem "
    ".7rem;font-weight:600;display:inline-block}"
    ".bars svg{height:1rem}.block{break-inside:avoid-page}</style>\n";

static void decimal(Str *out, double value) {
    char text[16];
    i18n_decimal(value, text, sizeof text);
    str_append(out, text);
}

static void number_cell(Str *out, bool there, double value, int n) {
    str_append(out, "<td class=\"number\">");
    if (there) {
        decimal(out, value);
        str_format(out, " <span class=\"soft\">n = %d</span>", n);
    } else {
        str_append(out, "–");
    }
    str_append(out, "</td>");
}

// ---- The poster ------------------------------------------------------------------------------------

static const char *picture_type(const Comparison *input) {
    const unsigned char *p = (const unsigned char *)input->picture;
    if (input->picture_bytes > 8 && p[0] == 0x89 && p[1] == 'P') return "image/png";
    if (input->picture_bytes > 3 && p[0] == 0xFF && p[1] == 0xD8) return "image/jpeg";
    return "image/svg+xml";
}

static void zone(Str *out, const Comparison *input, int block, const CompareFigure *figure) {
    const SceneBlock *b = &input->scene->blocks[block];
    char mean[16] = "";
    if (figure->has_mean) i18n_decimal(figure->mean, mean, sizeof mean);
    str_format(out, "<a href=\"#b-%s\" aria-label=\"", b->id);
    html_text(out, text_in(&b->title, input->lang));
    if (figure->has_mean) str_format(out, ": %s (n = %d)", mean, figure->answers.n);
    str_append(out, "\"><polygon points=\"");
    for (int i = 0; i < b->zone_count; i++)
        str_format(out, "%d,%d ", (int)lroundf(b->zone[i].x), (int)lroundf(b->zone[i].y));
    double heat = figure->has_mean ? 0.15 + 0.6 * (figure->mean - 1) / 4 : 0;
    str_format(out, "\" fill=\"#%06x\" fill-opacity=\"%d%%\"/>", HEAT_RATED,
               (int)lround(heat * 100));
    if (figure->has_mean) {
        int x = (int)lroundf(b->label.x), y = (int)lroundf(b->label.y);
        str_format(out,
                   "<rect x=\"%d\" y=\"%d\" width=\"150\" height=\"38\" rx=\"6\"/><text x=\"%d\" "
                   "y=\"%d\">%s · n %d</text>",
                   x - 75, y + 24, x, y + 52, mean, figure->answers.n);
    }
    str_append(out, "</a>");
}

static void poster(Str *out, const Comparison *input) {
    if (!input->scene || !input->picture) return;
    CompareCut all = compare_everything();
    str_format(out,
               "<figure><svg class=\"heat\" viewBox=\"0 0 %d %d\" role=\"group\" "
               "aria-label=\"",
               input->scene->width, input->scene->height);
    html_text(out, _("The poster with how each building block was rated"));
    str_format(out, "\"><image width=\"%d\" height=\"%d\" href=\"data:%s;base64,",
               input->scene->width, input->scene->height, picture_type(input));
    char *base64 = g_base64_encode((const guchar *)input->picture, input->picture_bytes);
    str_append(out, base64);
    g_free(base64);
    str_append(out, "\"/>");
    for (int i = 0; i < input->scene->block_count; i++) {
        int subject = compare_find_subject(input->compare, input->scene->blocks[i].id);
        CompareFigure figure = compare_figure(input->compare, &all, subject);
        zone(out, input, i, &figure);
    }
    str_append(out, "</svg>");
    html_element(out, "figcaption class=\"soft\"",
                 _("The stronger the colour, the higher the rating from 1 to 5. Choose a building "
                   "block to read on."));
    str_append(out, "</figure>\n");
}

// ---- Tables ----------------------------------------------------------------------------------------

static void overview(Str *out, const Comparison *input) {
    const Compare *compare = input->compare;
    CompareCut all = compare_everything();
    html_element(out, "h2", _("All building blocks"));
    str_append(out, "<div class=\"scroll\"><table>\n");
    const char *const heads[] = {_("Building block"), _("Rated"),        _("Spread"),
                                 _("Dots"),           _("Worked on in"), _("Open agreements")};
    html_header_row(out, heads, 6);
    str_append(out, "<tbody>\n");
    for (int s = 0; s < compare_subject_count(compare); s++) {
        CompareFigure figure = compare_figure(compare, &all, s);
        str_format(out, "<tr><th scope=\"row\"><a href=\"#b-%s\">",
                   compare_subject(compare, s)->id);
        html_text(out, compare_subject(compare, s)->title);
        str_append(out, "</a></th>");
        number_cell(out, figure.has_mean, figure.mean, figure.answers.n);
        number_cell(out, figure.has_mean, figure.spread, figure.answers.n);
        if (figure.dots_meetings == 0)
            str_append(out, "<td class=\"number\">–</td>");
        else if (figure.dots_n >= 0)
            str_format(out, "<td class=\"number\">%d <span class=\"soft\">n = %d</span></td>",
                       figure.dots, figure.dots_n);
        else
            str_format(out, "<td class=\"number\">%d</td>", figure.dots);
        str_format(out, "<td class=\"number\">%d</td><td class=\"number\">%d</td></tr>\n",
                   figure.worked, figure.open);
    }
    str_append(out, "</tbody></table></div>\n");
}

static void places(Str *out, const Comparison *input) {
    const Compare *compare = input->compare;
    int count = compare_place_count(compare);
    if (count < 2) return;
    html_element(out, "h2", _("Municipalities beside each other"));
    if (count > PLACES_MAX)
        html_element(out, "p class=\"soft\"",
                     _("The first twelve. All of them stand in the spreadsheet."));
    int shown = count < PLACES_MAX ? count : PLACES_MAX;
    str_append(out, "<div class=\"scroll\"><table>\n<thead><tr>");
    html_element(out, "th scope=\"col\"", _("Building block"));
    for (int p = 0; p < shown; p++)
        html_element(out, "th scope=\"col\" class=\"number\"", comparison_place(compare, p));
    str_append(out, "</tr></thead><tbody>\n");
    for (int s = 0; s < compare_subject_count(compare); s++) {
        str_append(out, "<tr>");
        html_element(out, "th scope=\"row\"", compare_subject(compare, s)->title);
        for (int p = 0; p < shown; p++) {
            CompareCut cut = compare_everything();
            cut.place = p;
            CompareFigure figure = compare_figure(compare, &cut, s);
            number_cell(out, figure.has_mean, figure.mean, figure.answers.n);
        }
        str_append(out, "</tr>\n");
    }
    str_append(out, "</tbody></table></div>\n");
}

// ---- One block -------------------------------------------------------------------------------------

static void bar_row(Str *out, const char *label, int count, int most) {
    str_append(out, "<tr>");
    html_element(out, "th scope=\"row\"", label);
    str_format(out,
               "<td><svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
               "aria-hidden=\"true\"><rect width=\"100\" height=\"8\" fill=\"#dcf0ed\"/><rect "
               "width=\"%d\" height=\"8\" fill=\"#2a8c82\"/></svg></td><td class=\"number\">%d</td>"
               "</tr>\n",
               most ? 100 * count / most : 0, count);
}

static void distribution(Str *out, const CompareFigure *figure) {
    int most = 1;
    for (int k = 0; k < FACTS_STEPS; k++)
        if (figure->answers.counts[k] > most) most = figure->answers.counts[k];
    str_append(out, "<table class=\"bars\"><caption>");
    html_text(out, _("How it was rated"));
    str_format(out, " (n = %d)</caption><tbody>\n", figure->answers.n);
    for (int k = 0; k < FACTS_STEPS; k++) {
        char label[16];
        (void)snprintf(label, sizeof label, "%d", k + 1);
        bar_row(out, label, figure->answers.counts[k], most);
    }
    str_append(out, "</tbody></table>\n");
}

static void roles(Str *out, const Comparison *input, int subject) {
    const Compare *compare = input->compare;
    CompareCut all = compare_everything();
    CompareFigure groups[POOL_GROUPS];
    int high, low, shown = 0;
    bool hidden = false;
    (void)compare_groups(compare, &all, subject, groups, &high, &low);
    for (int g = 0; g <= compare_role_count(compare); g++) {
        shown += groups[g].has_mean;
        hidden = hidden || groups[g].hidden;
    }
    if (shown) {
        str_append(out, "<table><caption>");
        html_text(out, _("By role"));
        str_append(out, "</caption><tbody>\n");
        for (int g = 0; g <= compare_role_count(compare); g++) {
            if (!groups[g].has_mean) continue;
            str_append(out, "<tr>");
            html_element(out, "th scope=\"row\"", comparison_role(compare, g));
            number_cell(out, true, groups[g].mean, groups[g].answers.n);
            str_append(out, "</tr>\n");
        }
        str_append(out, "</tbody></table>\n");
    }
    if (hidden) html_element(out, "p class=\"soft\"", words_hidden());
}

static void trend(Str *out, const Comparison *input, int subject) {
    CompareCut all = compare_everything();
    ComparePoint points[TREND_MAX];
    int count = compare_trend(input->compare, &all, subject, points, TREND_MAX), rated = 0;
    for (int i = 0; i < count; i++) rated += points[i].n > 0;
    if (rated < 2) return;
    str_append(out, "<table><caption>");
    html_text(out, _("One meeting after the other"));
    str_append(out, "</caption><tbody>\n");
    for (int i = 0; i < count; i++) {
        if (points[i].n == 0) continue;
        const CompareMeeting *meeting = compare_meeting(input->compare, points[i].meeting);
        char day[64];
        words_day(meeting->created_ms, day, sizeof day);
        str_append(out, "<tr><th scope=\"row\">");
        html_text(out, comparison_place(input->compare, meeting->place));
        str_append(out, *day ? ", " : "");
        html_text(out, day);
        str_append(out, "</th>");
        number_cell(out, true, points[i].mean, points[i].n);
        str_append(out, "</tr>\n");
    }
    str_append(out, "</tbody></table>\n");
}

static void notes(Str *out, const Comparison *input, int subject) {
    CompareCut all = compare_everything();
    CompareNote kept[NOTES_MAX];
    int count = compare_notes(input->compare, &all, subject, kept, NOTES_MAX);
    if (count == 0) return;
    html_element(out, "h3", _("Notes"));
    str_append(out, "<ul class=\"notes\">\n");
    for (int i = 0; i < count; i++) {
        const CompareMeeting *meeting = compare_meeting(input->compare, kept[i].meeting);
        str_append(out, "<li>");
        html_text(out, kept[i].text);
        str_append(out, "<small>");
        html_text(out, comparison_place(input->compare, meeting->place));
        if (kept[i].mark) {
            str_append(out, " · <span class=\"mark\">");
            html_text(out, words_mark(kept[i].mark));
            str_append(out, "</span>");
        }
        str_append(out, "</small></li>\n");
    }
    str_append(out, "</ul>\n");
    int more = compare_note_count(input->compare, subject) - count;
    if (more > 0) {
        char text[100];
        (void)snprintf(text, sizeof text,
                       _n("and %d note more", "and %d notes more", (unsigned long)more), more);
        html_element(out, "p class=\"soft\"", text);
    }
}

static void block(Str *out, const Comparison *input, int subject) {
    CompareCut all = compare_everything();
    CompareFigure figure = compare_figure(input->compare, &all, subject);
    if (figure.meetings == 0 && figure.agreements == 0) return;
    str_format(out, "<section class=\"block\" id=\"b-%s\">",
               compare_subject(input->compare, subject)->id);
    html_element(out, "h2", compare_subject(input->compare, subject)->title);
    const char *differ = comparison_difference(input, &all, subject);
    if (*differ) {
        html_element(out, "p", _("Roles see this differently:"));
        html_element(out, "p class=\"differ\"", differ);
    }
    if (figure.has_mean) distribution(out, &figure);
    roles(out, input, subject);
    trend(out, input, subject);
    notes(out, input, subject);
    str_append(out, "</section>\n");
}

static void chain_line(void *context, const char *text) {
    html_element(context, "li", text);
}

static void chains(Str *out, const Comparison *input) {
    Str lines;
    str_init(&lines);
    int count = comparison_chains(input, chain_line, &lines);
    if (count > 0) {
        str_append(out, "<section>");
        html_element(out, "h2", _("Meetings that follow one another"));
        str_append(out, "<ul>\n");
        str_append(out, str_text(&lines));
        str_append(out, "</ul>\n");
        if (count > COMPARISON_CHAINS)
            html_element(out, "p class=\"soft\"", _("All of them stand in the spreadsheet."));
        str_append(out, "</section>\n");
    }
    str_finish(&lines);
}

Err comparison_html(const Comparison *input, Str *out, ErrInfo *info) {
    char text[300];
    html_start(out, input->lang, _("Meetings compared"));
    str_append(out, style);
    str_append(out, "<header>");
    if (input->scene)
        html_element(out, "p class=\"kicker\"", text_in(&input->scene->title, input->lang));
    html_element(out, "h1", _("Meetings compared"));
    comparison_summary(input, text, sizeof text);
    html_element(out, "p class=\"lead\"", text);
    comparison_missing(input, text, sizeof text);
    if (*text) html_element(out, "p class=\"notice\"", text);
    str_append(out, "</header><main>\n");
    poster(out, input);
    overview(out, input);
    places(out, input);
    chains(out, input);
    for (int s = 0; s < compare_subject_count(input->compare); s++) block(out, input, s);
    str_append(out, "</main>\n<footer>");
    html_element(out, "p", words_colophon());
    str_append(out, "</footer>\n");
    html_end(out);
    return str_ok(out) ? ERR_NONE
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the comparison");
}
