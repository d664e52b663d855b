// The pieces of both PDFs. Numbers come from the outcome alone, so that all formats say the same.
#include "report/pdf_parts.h"

#include "base/i18n.h"
#include "report/poster.h"
#include "report/words.h"

#include <stdio.h>

void pdf_head(Flow *flow, const ReportInput *input, const Outcome *outcome, const char *kind) {
    const Session *s = outcome->session;
    char line[900], keep[200];
    words_headline(s, line, sizeof line);
    words_keep(s, keep, sizeof keep);
    char over[400];
    (void)snprintf(over, sizeof over, "%s · %s", words_title(input), kind);
    flow_text(flow, TEXT_SMALL, over);
    flow_text(flow, TEXT_TITLE, words_group(s));
    flow_text(flow, TEXT_LEAD, line);
    flow_text(flow, TEXT_SMALL, keep);
    if (s->incomplete)
        flow_text(flow, TEXT_NOTICE,
                  _("Something of this meeting could not be read back. It is not complete."));
    if (!outcome_is_whole(outcome))
        flow_text(flow, TEXT_NOTICE,
                  _("This meeting was still going on when this was made. More may have followed."));
}

Err pdf_poster(Flow *flow, const ReportInput *input, const Outcome *outcome, double x, double width,
               double text, double *out_height, ErrInfo *info) {
    *out_height = 0;
    if (!poster_can_draw(input)) return ERR_NONE;
    double height = poster_height(input, width);
    Err err = ERR_NONE;
    if (flow->out) {
        Str alt;
        str_init(&alt);
        words_poster(input, outcome, &alt);
        cairo_save(flow->cr);
        cairo_translate(flow->cr, x, flow->y);
        flow_open_figure(flow, str_text(&alt));
        cairo_save(flow->cr);
        type_box(flow->cr, 0, 0, width, height, 6);
        cairo_clip(flow->cr);
        err = poster_draw(flow->cr, input, outcome, width, text, false, info);
        cairo_restore(flow->cr);
        flow_close(flow, "Figure");
        cairo_restore(flow->cr);
        str_finish(&alt);
    }
    double legend = poster_legend(flow->cr, outcome, x, flow->y + height + 5, width, 8);
    *out_height = height + (legend > 0 ? legend + 9 : 0);
    return err;
}

void pdf_chosen(Flow *flow, const ReportInput *input, const Outcome *outcome, int most) {
    if (outcome->chosen_count == 0) return;
    flow_text(flow, TEXT_PART, _("What was chosen"));
    const double widths[] = {228, 137, 42, 80.28};
    const char *const heads[] = {_("Assignment"), _("Building block"), _("Dots"), _("Rated")};
    flow_row(flow, heads, widths, 4, true, -1, 2);
    int shown = most > 0 && most < outcome->chosen_count ? most : outcome->chosen_count;
    for (int i = 0; i < shown; i++) {
        OutcomeChoice choice;
        outcome_choice(input, outcome, i, &choice);
        char title[400], dots[16] = "–", rated[64] = "–", mean[16];
        (void)snprintf(title, sizeof title, "%d.  %s", i + 1, choice.title);
        if (choice.dots >= 0) (void)snprintf(dots, sizeof dots, "%d", choice.dots);
        if (choice.rating.n > 0) {
            i18n_decimal(choice.rating.mean, mean, sizeof mean);
            if (choice.rating.kind == VOTE_FIST)
                (void)snprintf(rated, sizeof rated, _("%s (fist, n = %d)"), mean, choice.rating.n);
            else
                (void)snprintf(rated, sizeof rated, _("%s (n = %d)"), mean, choice.rating.n);
        }
        const char *const cells[] = {title, choice.block, dots, rated};
        flow_row(flow, cells, widths, 4, false, 0, 2);
    }
    flow_table_end(flow);
    int left = outcome->chosen_count - shown;
    if (left == 0) return;
    char line[200];
    (void)snprintf(line, sizeof line,
                   _n("And %d more assignment: see the report.",
                      "And %d more assignments: see the report.", (unsigned long)left),
                   left);
    flow_text(flow, TEXT_SMALL, line);
}

void pdf_agreements(Flow *flow, const Outcome *outcome, int most) {
    flow_text(flow, TEXT_PART, _("Agreements"));
    if (outcome->agreement_count == 0) {
        flow_text(flow, TEXT_BODY, _("No agreements were made, or they stay here."));
        return;
    }
    const double widths[] = {118, 209, 95, 65.28};
    const char *const heads[] = {_("Who"), _("What"), _("When"), _("State")};
    flow_row(flow, heads, widths, 4, true, -1, 9);
    int shown = most > 0 && most < outcome->agreement_count ? most : outcome->agreement_count;
    for (int i = 0; i < shown; i++) {
        const Agreement *one = outcome->agreements[i];
        char date[64];
        words_date(one->date, date, sizeof date);
        const char *const cells[] = {words_who(outcome->session, one), one->what,
                                     *date ? date : "–", words_state(one)};
        flow_row(flow, cells, widths, 4, false, 0, 9);
    }
    flow_table_end(flow);
    int left = outcome->agreement_count - shown;
    if (left == 0) return;
    char line[200];
    (void)snprintf(line, sizeof line,
                   _n("And %d more agreement: see the report.",
                      "And %d more agreements: see the report.", (unsigned long)left),
                   left);
    flow_text(flow, TEXT_SMALL, line);
}

Err pdf_make(FlowWrite *write, const void *context, const ReportInput *input,
             const Outcome *outcome, const char *kind, Str *out, ErrInfo *info) {
    const Session *s = outcome->session;
    char day[64], foot[300], title[500], head[201], place[121];
    // Cut at whole characters: half a one costs the whole document.
    (void)str_copy(place, sizeof place, s->place);
    (void)str_copy(head, sizeof head, words_group(s));
    words_day(s->created_ms, day, sizeof day);
    (void)snprintf(foot, sizeof foot, "%s%s%s · %s", *place ? place : s->id, *day ? " · " : "", day,
                   kind);
    (void)snprintf(title, sizeof title, "%s%s%s%s%s · %s", kind, *place ? " " : "", place,
                   *day ? ", " : "", day, head);
    FlowDocument document = {.title = title,
                             .head = head,
                             .foot = foot,
                             .lang = lang_code(input->lang),
                             .made_ms = s->created_ms};
    return flow_make_document(write, context, &document, out, info);
}
