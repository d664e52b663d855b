// The summary on one sheet of A4, for who has two minutes: what was chosen on the poster, how it was
// rated, how sure the group is, and the agreements. What does not fit is counted and left to the
// report, so that there is never a second page.
#include "report/pdf_notes.h"
#include "report/pdf_parts.h"
#include "report/words.h"

#include "base/i18n.h"

#include <math.h>
#include <stdio.h>

typedef struct {
    PdfContext base;
    int agreements, notes, chosen;  // how many are shown; 0: all, but no notes
    int lines;                      // of a cell
    double poster;                  // as a part of the width
} ShortContext;

static const OutcomeRound *last_fist(const Outcome *outcome) {
    const OutcomeRound *found = NULL;
    for (int p = 0; p < outcome->part_count; p++)
        for (int i = 0; i < outcome->parts[p].round_count; i++)
            if (outcome->parts[p].rounds[i].round->kind == VOTE_FIST)
                found = &outcome->parts[p].rounds[i];
    return found;
}

static void write_sure(Flow *flow, const Outcome *outcome) {
    const OutcomeRound *fist = last_fist(outcome);
    if (!fist || !fist->tally.has_mean) return;
    char mean[16], line[400];
    i18n_decimal(fist->tally.mean, mean, sizeof mean);
    (void)snprintf(line, sizeof line, _("How sure is the group? %s of 5 (n = %d)."), mean,
                   fist->tally.n);
    flow_space(flow, 4);
    flow_text(flow, fist->tally.consensus ? TEXT_BODY : TEXT_NOTICE, line);
}

static void write_notes(Flow *flow, const ShortContext *c) {
    const Outcome *outcome = c->base.outcome;
    const Note *shown[8];
    int count = 0;
    for (int i = 0; i < outcome->stood_out_count && count < c->notes && count < 8; i++)
        shown[count++] = outcome->stood_out[i];
    if (count == 0) return;
    flow_text(flow, TEXT_PART, _("What stood out"));
    flow_space(flow, 4);
    pdf_slips(flow, c->base.input, outcome->session, shown, count, false, OCHRE_TINT);
}

static Err write_all(Flow *flow, const void *context, ErrInfo *info) {
    const ShortContext *c = context;
    const Outcome *outcome = c->base.outcome;
    double height, width = flow_width * c->poster;
    pdf_head(flow, c->base.input, outcome, _("Summary"));
    flow_space(flow, 4);
    Err err = pdf_poster(flow, c->base.input, outcome, flow_left + (flow_width - width) / 2, width,
                         7.5 * fmax(c->poster, 0.7), &height, info);
    if (err) return err;
    flow->y += height;
    flow->cell_lines = c->lines;
    pdf_chosen(flow, c->base.input, outcome, c->chosen);
    write_sure(flow, outcome);
    pdf_agreements(flow, outcome, c->agreements);
    write_notes(flow, c);
    flow_space(flow, 8);
    flow_text(flow, TEXT_SMALL, words_colophon());
    return ERR_NONE;
}

// The first of these that fits on one page; the last one always does, with rows cut at three lines.
static const ShortContext fits[] = {
    {.notes = 4, .lines = 8, .poster = 0.9},
    {.notes = 4, .lines = 6, .poster = 0.72},
    {.notes = 2, .lines = 6, .poster = 0.68},
    {.lines = 6, .poster = 0.84},
    {.lines = 4, .poster = 0.68},
    {.agreements = 8, .chosen = 5, .lines = 3, .poster = 0.6},
    {.agreements = 5, .chosen = 4, .lines = 3, .poster = 0.6},
    {.agreements = 3, .chosen = 3, .lines = 2, .poster = 0.5},
    {.agreements = 1, .chosen = 2, .lines = 2, .poster = 0.35},
};

Err report_pdf_short(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    enum { FITS = (int)(sizeof fits / sizeof *fits) };
    ShortContext context = {0};
    Err err = ERR_NONE;
    for (int i = 0, pages = 0; i < FITS && pages != 1 && !err; i++) {
        context = fits[i];
        context.base = (PdfContext){input, &outcome};
        if (i < FITS - 1) err = flow_count(write_all, &context, &pages, info);
    }
    if (!err) err = pdf_make(write_all, &context, input, &outcome, _("Summary"), out, info);
    outcome_finish(&outcome);
    return err;
}
