// The full report on paper: page one is what was chosen, on the poster; then agreements, what stood
// out, and per part of the meeting every step with its votes and notes.
#include "report/pdf_notes.h"
#include "report/pdf_parts.h"
#include "report/words.h"

#include "base/i18n.h"

#include <stdio.h>

static void write_numbers(Flow *flow, const Outcome *outcome) {
    char line[300];
    words_counts(outcome, line, sizeof line);
    flow_text(flow, TEXT_SMALL, line);
}

static Err write_poster(Flow *flow, const PdfContext *c, ErrInfo *info) {
    double height;
    flow_space(flow, 8);
    Err err = pdf_poster(flow, c->input, c->outcome, flow_left, flow_width, 8, &height, info);
    flow->y += height + (height > 0 ? 4 : 0);
    return err;
}

static void write_dots(Flow *flow, const Outcome *outcome) {
    if (outcome->dots_count == 0 || outcome->dots[0].dots == 0) return;
    char title[200];
    if (outcome->dots_people > 0)
        (void)snprintf(title, sizeof title, "%s · n = %d", _("Dots on the poster"),
                       outcome->dots_people);
    else
        (void)snprintf(title, sizeof title, "%s", _("Dots on the poster"));
    flow_text(flow, TEXT_QUESTION, title);
    FlowBar *bars = arena_array(&flow->arena, FlowBar, outcome->dots_count);
    int count = 0;
    for (int i = 0; i < outcome->dots_count; i++)
        if (outcome->dots[i].dots > 0)
            bars[count++] = (FlowBar){outcome->dots[i].title, outcome->dots[i].dots};
    flow_bars(flow, _("Building block"), _("Dots"), bars, count, outcome->dots[0].dots);
}

static void write_roles(Flow *flow, const Session *session, const OutcomeRound *one) {
    const Tally *tally = &one->tally;
    const double widths[] = {190, 60, 60};
    const char *const heads[] = {_("Role"), _("n"), _("Mean")};
    bool any = false;
    for (int r = 0; tally->has_mean && r <= session->role_count; r++) {
        const TallyRole *role = r < session->role_count ? &tally->roles[r] : &tally->no_role;
        if (!role->shown || role->n == tally->n) continue;
        if (!any) {
            flow_space(flow, 4);
            flow_row(flow, heads, widths, 3, true, -1, 1);
        }
        any = true;
        char mean[16], n[16];
        i18n_decimal(role->mean, mean, sizeof mean);
        (void)snprintf(n, sizeof n, "%d", role->n);
        const char *const cells[] = {
            r < session->role_count ? words_role(session, r) : _("Without a role"), n, mean};
        flow_row(flow, cells, widths, 3, false, 0, 1);
    }
    flow_table_end(flow);
    if (tally->some_role_hidden) flow_text(flow, TEXT_SMALL, words_hidden());
}

static double round_height(const Tally *tally) {
    double height = 76 + tally->option_count * 17;
    return height < 320 ? height : 320;
}

static void write_round(Flow *flow, const Session *session, const OutcomePart *part,
                        const OutcomeRound *one) {
    const Round *round = one->round;
    const Tally *tally = &one->tally;
    char numbers[200], line[400], options[ROUND_OPTIONS_MAX][400];
    FlowBar bars[ROUND_OPTIONS_MAX];
    words_numbers(round, tally, numbers, sizeof numbers);
    if (round->number > 1) {
        char again[64];
        (void)snprintf(again, sizeof again, _("vote %d"), round->number);
        (void)snprintf(line, sizeof line, "%s · %s · %s", words_kind(round->kind), again, numbers);
    } else {
        (void)snprintf(line, sizeof line, "%s · %s", words_kind(round->kind), numbers);
    }
    flow_space(flow, 4);
    flow_need(flow, round_height(tally));
    flow_text(flow, TEXT_QUESTION, *round->question ? round->question : words_kind(round->kind));
    flow_text(flow, TEXT_SMALL, line);
    flow_space(flow, 2);
    for (int i = 0; i < tally->option_count; i++) {
        words_option(round, i, options[i], sizeof options[i]);
        bars[i] = (FlowBar){options[i], tally->counts[i]};
    }
    flow_bars(flow, _("Answer"), _("Count"), bars, tally->option_count, outcome_most(part, one));
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

// ---- Parts and their steps -----------------------------------------------------------------------

// A heading never stands alone at the foot of a page.
static double opening_height(const OutcomePart *part) {
    return 60 + (part->round_count > 0 ? round_height(&part->rounds[0].tally) : 150);
}

// The boards and votes of one step, in the order in which they were held; step -1: of all that is in
// no step of the pack.
static void write_step(Flow *flow, const PdfContext *c, const OutcomePart *part, int step,
                       int steps) {
    for (int i = 0; i < part->board_count; i++) {
        int at = part->boards[i].board->step;
        if (step < 0 ? at >= steps : at == step)
            pdf_board(flow, c->input, c->outcome->session, &part->boards[i]);
    }
    for (int i = 0; i < part->round_count; i++) {
        int at = part->rounds[i].round->step;
        if (step < 0 ? at >= steps : at == step)
            write_round(flow, c->outcome->session, part, &part->rounds[i]);
    }
}

// The room that the beginning of a step's outcome wants below its heading; 0: it has none.
static double step_opening(const OutcomePart *part, int step) {
    for (int i = 0; i < part->board_count; i++)
        if (part->boards[i].board->step == step) return 130;
    for (int i = 0; i < part->round_count; i++)
        if (part->rounds[i].round->step == step) return round_height(&part->rounds[i].tally);
    return 0;
}

static void write_step_line(Flow *flow, const PdfContext *c, const SceneStep *step, int number,
                            double opening) {
    const char *question = text_in(&step->question, c->input->lang),
               *title = text_in(&step->title, c->input->lang);
    char line[1200];
    (void)snprintf(line, sizeof line, _("Step %d · %s"), number, words_step(step->kind));
    flow_need(flow, 44 + opening);
    flow_text(flow, TEXT_SUB, line);
    if (opening > 0) return;  // the question stands above its answers
    const char *said = *question ? question : title;
    if (*said) flow_text(flow, TEXT_BODY, said);
}

static void write_part(Flow *flow, const PdfContext *c, const OutcomePart *part) {
    const SceneAssignment *assignment = outcome_assignment(c->input, part);
    flow_need(flow, opening_height(part));
    flow_text(flow, TEXT_PART, part->title);
    int steps = assignment ? assignment->step_count : 0;
    if (assignment) flow_text(flow, TEXT_BODY, text_in(&assignment->goal, c->input->lang));
    for (int i = 0; i < steps; i++) {
        write_step_line(flow, c, &assignment->steps[i], i + 1, step_opening(part, i));
        write_step(flow, c, part, i, steps);
    }
    write_step(flow, c, part, -1, steps);
}

static void write_colophon(Flow *flow, const ReportInput *input, const Outcome *outcome) {
    char open[200];
    words_open_rounds(outcome->open_rounds, open, sizeof open);
    flow_need(flow, 160);
    flow_text(flow, TEXT_PART, _("About this report"));
    if (*open) flow_text(flow, TEXT_BODY, open);
    flow_text(flow, TEXT_BODY, words_small_groups(input));
    flow_text(flow, TEXT_BODY, words_colophon());
    flow_text(flow, TEXT_SMALL, outcome->session->id);
    flow_space(flow, 4);
    if (input->scene)
        flow_paragraphs(flow, TEXT_SMALL, text_in(&input->scene->colophon, input->lang));
}

static Err write_all(Flow *flow, const void *context, ErrInfo *info) {
    const PdfContext *c = context;
    const Outcome *outcome = c->outcome;
    pdf_head(flow, c->input, outcome, _("Report"));
    write_numbers(flow, outcome);
    Err err = write_poster(flow, c, info);
    if (err) return err;
    pdf_chosen(flow, c->input, outcome, 0);
    write_dots(flow, outcome);
    pdf_agreements(flow, outcome, 0);
    write_marked(flow, c, _("What stood out"), outcome->stood_out, outcome->stood_out_count);
    write_marked(flow, c, _("Open questions"), outcome->questions, outcome->question_count);
    for (int p = 0; p < outcome->part_count; p++)
        if (!outcome_is_choice(&outcome->parts[p])) write_part(flow, c, &outcome->parts[p]);
    write_colophon(flow, c->input, outcome);
    return ERR_NONE;
}

Err report_pdf(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    PdfContext context = {input, &outcome};
    Err err = pdf_make(write_all, &context, input, &outcome, _("Report"), out, info);
    outcome_finish(&outcome);
    return err;
}
