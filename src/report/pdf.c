// The outcome on paper: page one is what was chosen, on the poster; then agreements, what stood out,
// and per part of the meeting the votes and the notes.
#include "report/flow.h"
#include "report/pdf_notes.h"
#include "report/poster.h"
#include "report/words.h"

#include "base/i18n.h"

#include <stdio.h>

typedef struct {
    const ReportInput *input;
    const Outcome *outcome;
} PdfContext;

static void write_head(Flow *flow, const ReportInput *input, const Outcome *outcome) {
    const Session *s = outcome->session;
    char day[64], people[64], line[600], keep[200];
    words_day(s->created_ms, day, sizeof day);
    words_people(s, people, sizeof people);
    words_keep(s, keep, sizeof keep);
    (void)snprintf(line, sizeof line, "%s%s%s · %s", s->place, *s->place && *day ? " · " : "", day,
                   people);
    flow_text(flow, TEXT_SMALL, words_title(input));
    flow_text(flow, TEXT_TITLE, *s->group ? s->group : _("The outcome of a meeting"));
    flow_text(flow, TEXT_LEAD, line);
    flow_text(flow, TEXT_SMALL, keep);
    if (s->incomplete)
        flow_text(flow, TEXT_NOTICE,
                  _("Something of this meeting could not be read back. It is not complete."));
}

static Err write_poster(Flow *flow, const ReportInput *input, const Outcome *outcome,
                        ErrInfo *info) {
    if (!poster_can_draw(input)) return ERR_NONE;
    double height = poster_height(input, flow_width);
    flow_space(flow, 10);
    flow_need(flow, height);
    Err err = ERR_NONE;
    if (flow->out) {
        cairo_save(flow->cr);
        cairo_translate(flow->cr, flow_left, flow->y);
        type_box(flow->cr, 0, 0, flow_width, height, 6);
        cairo_clip(flow->cr);
        cairo_tag_begin(flow->cr, "Figure", NULL);
        err = poster_draw(flow->cr, input, outcome, flow_width, 8, false, info);
        cairo_tag_end(flow->cr, "Figure");
        cairo_restore(flow->cr);
    }
    flow->y += height + 8;
    return err;
}

static void write_chosen(Flow *flow, const Outcome *outcome) {
    if (outcome->chosen_count > 0) {
        flow_text(flow, TEXT_QUESTION, _("What was chosen"));
        for (int i = 0; i < outcome->chosen_count; i++) {
            char line[600];
            (void)snprintf(line, sizeof line, "%d.  %s", i + 1, outcome->chosen[i]);
            flow_text(flow, TEXT_BODY, line);
        }
    }
    if (outcome->dots_count == 0 || outcome->dots[0].dots == 0) return;
    char title[200];
    if (outcome->dots_people > 0)
        (void)snprintf(title, sizeof title, "%s · n = %d", _("Dots on the poster"),
                       outcome->dots_people);
    else
        (void)snprintf(title, sizeof title, "%s", _("Dots on the poster"));
    flow_text(flow, TEXT_QUESTION, title);
    flow_space(flow, 2);
    for (int i = 0; i < outcome->dots_count; i++)
        if (outcome->dots[i].dots > 0)
            flow_bar(flow, outcome->dots[i].title, outcome->dots[i].dots, outcome->dots[0].dots);
}

static void write_agreements(Flow *flow, const Outcome *outcome) {
    flow_text(flow, TEXT_PART, _("Agreements"));
    if (outcome->agreement_count == 0) {
        flow_text(flow, TEXT_BODY, _("No agreements were made, or they stay here."));
        return;
    }
    const double widths[] = {118, 219, 95, 55.28};
    const char *const heads[] = {_("Who"), _("What"), _("When"), _("State")};
    flow_row(flow, heads, widths, 4, true, -1, 9);
    for (int i = 0; i < outcome->agreement_count; i++) {
        const Agreement *one = outcome->agreements[i];
        char date[64];
        words_date(one->date, date, sizeof date);
        const char *const cells[] = {words_who(outcome->session, one), one->what,
                                     *date ? date : "–", words_state(one)};
        flow_row(flow, cells, widths, 4, false, 0, 9);
    }
}

static void write_roles(Flow *flow, const Session *session, const OutcomeRound *one) {
    const Tally *tally = &one->tally;
    Str line;
    str_init(&line);
    for (int r = 0; tally->has_mean && r <= session->role_count; r++) {
        const TallyRole *role = r < session->role_count ? &tally->roles[r] : &tally->no_role;
        if (!role->shown || role->n == tally->n) continue;
        char mean[16];
        i18n_decimal(role->mean, mean, sizeof mean);
        if (line.length) str_append(&line, "   ·   ");
        str_append(&line, r < session->role_count ? words_role(session, r) : _("Without a role"));
        str_append(&line, ": ");
        str_format(&line, _("%s (n = %d)"), mean, role->n);
    }
    if (line.length) flow_text(flow, TEXT_SMALL, str_text(&line));
    str_finish(&line);
    if (tally->some_role_hidden) flow_text(flow, TEXT_SMALL, words_hidden());
}

static void write_round(Flow *flow, const Session *session, const OutcomeRound *one) {
    const Round *round = one->round;
    const Tally *tally = &one->tally;
    char numbers[200], line[400];
    words_numbers(round, tally, numbers, sizeof numbers);
    (void)snprintf(line, sizeof line, "%s · %s", words_kind(round->kind), numbers);
    flow_space(flow, 4);
    flow_need(flow, 60 + tally->option_count * 16 < 300 ? 60 + tally->option_count * 16 : 300);
    flow_text(flow, TEXT_QUESTION, *round->question ? round->question : words_kind(round->kind));
    flow_text(flow, TEXT_SMALL, line);
    flow_space(flow, 2);
    int most = 0;
    for (int i = 0; i < tally->option_count; i++)
        most = tally->counts[i] > most ? tally->counts[i] : most;
    for (int i = 0; i < tally->option_count; i++) {
        char option[400];
        words_option(round, i, option, sizeof option);
        flow_bar(flow, option, tally->counts[i], most);
    }
    if (tally->disagreement) flow_text(flow, TEXT_NOTICE, words_disagreement());
    flow_space(flow, 2);
    write_roles(flow, session, one);
}

static void write_marked(Flow *flow, const PdfContext *context, const char *title,
                         const Note *const *notes, int count) {
    if (count == 0) return;
    flow_text(flow, TEXT_PART, title);
    flow_space(flow, 5);
    pdf_slips(flow, context->input, context->outcome->session, notes, count, false, OCHRE_TINT);
}

static void write_colophon(Flow *flow, const ReportInput *input, const Outcome *outcome) {
    char open[200];
    words_open_rounds(outcome->open_rounds, open, sizeof open);
    flow_need(flow, 200);
    flow_text(flow, TEXT_PART, _("About this report"));
    if (*open) flow_text(flow, TEXT_BODY, open);
    flow_text(flow, TEXT_BODY, words_colophon());
    flow_text(flow, TEXT_SMALL, outcome->session->id);
    flow_space(flow, 4);
    if (input->scene) flow_text(flow, TEXT_SMALL, text_in(&input->scene->colophon, input->lang));
}

// A heading never stands alone at the foot of a page.
static double opening_height(const OutcomePart *part) {
    double bars = part->round_count > 0 ? part->rounds[0].tally.option_count * 17 : 60;
    return 120 + (bars < 240 ? bars : 240);
}

static Err write_all(Flow *flow, const void *context, ErrInfo *info) {
    const PdfContext *c = context;
    const Outcome *outcome = c->outcome;
    write_head(flow, c->input, outcome);
    Err err = write_poster(flow, c->input, outcome, info);
    if (err) return err;
    write_chosen(flow, outcome);
    write_agreements(flow, outcome);
    write_marked(flow, c, _("What stood out"), outcome->stood_out, outcome->stood_out_count);
    write_marked(flow, c, _("Open questions"), outcome->questions, outcome->question_count);
    for (int p = 0; p < outcome->part_count; p++) {
        const OutcomePart *part = &outcome->parts[p];
        if (outcome_is_choice(part)) continue;
        flow_need(flow, opening_height(part));
        flow_text(flow, TEXT_PART, part->title);
        for (int i = 0; i < part->round_count; i++)
            write_round(flow, outcome->session, &part->rounds[i]);
        for (int i = 0; i < part->board_count; i++)
            pdf_board(flow, c->input, outcome->session, &part->boards[i]);
    }
    write_colophon(flow, c->input, outcome);
    return ERR_NONE;
}

Err report_pdf(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    const Session *s = outcome.session;
    PdfContext context = {input, &outcome};
    char day[64], foot[200];
    words_day(s->created_ms, day, sizeof day);
    (void)snprintf(foot, sizeof foot, "%.120s · %s", *s->place ? s->place : s->id, day);
    Err err = flow_make(write_all, &context, *s->group ? s->group : s->id, foot, out, info);
    outcome_finish(&outcome);
    return err;
}
