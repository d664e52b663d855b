// The outcome of a meeting as a page: what was chosen on the poster, what each block got, agreements,
// what stood out, and every step per part of the meeting. It reads well aloud: sections have names,
// tables have heads and captions, bars stand beside their numbers and are hidden from a screen reader.
#include "report/html.h"

#include "base/i18n.h"
#include "report/ink.h"
#include "report/poster.h"
#include "report/words.h"

#include <stdio.h>

#define HEADS(out, ...)                                        \
    html_header_row((out), (const char *const[]){__VA_ARGS__}, \
                    (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))

static void write_head(const ReportInput *input, const Outcome *outcome, Str *out) {
    const Session *s = outcome->session;
    char line[900], keep[200], counts[300];
    words_headline(s, line, sizeof line);
    words_keep(s, keep, sizeof keep);
    words_counts(outcome, counts, sizeof counts);
    str_append(out, "<header>\n");
    html_element(out, "p class=\"kicker\"", words_title(input));
    html_element(out, "h1 dir=\"auto\"", words_group(s));
    html_element(out, "p class=\"lead\"", line);
    html_element(out, "p", counts);
    html_element(out, "p class=\"soft\"", keep);
    if (s->incomplete)
        html_element(out, "p class=\"notice\"",
                     _("Something of this meeting could not be read back. It is not complete."));
    if (!outcome_is_whole(outcome))
        html_element(
            out, "p class=\"notice\"",
            _("This meeting was still going on when this was made. More may have followed."));
    str_append(out, "</header>\n");
}

static void link_to(Str *out, const char *id, const char *title) {
    str_format(out, "<li><a href=\"#%s\">", id);
    html_text(out, title);
    str_append(out, "</a></li>\n");
}

static void write_contents(const ReportInput *input, const Outcome *outcome, Str *out) {
    str_append(out, "<nav aria-labelledby=\"contents\">\n");
    html_heading(out, 2, "id=\"contents\"", _("On this page"));
    str_append(out, "<ul>\n");
    if (outcome->chosen_count > 0 || outcome->dots_count > 0 || poster_can_draw(input))
        link_to(out, "chosen", _("What was chosen"));
    if (input->scene) link_to(out, "blocks", _("What each building block got"));
    link_to(out, "agreements", _("Agreements"));
    if (outcome->stood_out_count > 0) link_to(out, "stood", _("What stood out"));
    if (outcome->question_count > 0) link_to(out, "questions", _("Open questions"));
    for (int p = 0; p < outcome->part_count; p++) {
        char id[32];
        (void)snprintf(id, sizeof id, "p-%d", p);
        if (!outcome_is_choice(&outcome->parts[p])) link_to(out, id, outcome->parts[p].title);
    }
    str_append(out, "</ul>\n</nav>\n");
}

// ---- What was chosen -----------------------------------------------------------------------------

static void number_cell(Str *out, bool known, int number) {
    if (known)
        str_format(out, "<td class=\"number\">%d</td>", number);
    else
        str_append(out, "<td class=\"number\">–</td>");
}

static void write_choices(const ReportInput *input, const Outcome *outcome, Str *out) {
    if (outcome->chosen_count == 0) return;
    str_format(out,
               "<div class=\"scroll\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table>\n",
               _("The assignments that were chosen"));
    html_element(out, "caption", _("The assignments that were chosen"));
    str_append(out, "<thead><tr>");
    html_element(out, "th scope=\"col\"", _("Assignment"));
    html_element(out, "th scope=\"col\"", _("Building block"));
    html_element(out, "th scope=\"col\" class=\"number\"", _("Dots"));
    html_element(out, "th scope=\"col\" class=\"number\"", _("Mean"));
    html_element(out, "th scope=\"col\" class=\"number\"", _("n"));
    str_append(out, "</tr></thead><tbody>\n");
    for (int i = 0; i < outcome->chosen_count; i++) {
        OutcomeChoice choice;
        outcome_choice(input, outcome, i, &choice);
        str_append(out, "<tr>");
        html_element(out, "th scope=\"row\"", choice.title);
        str_append(out, "<td>");
        if (*choice.block_id) str_format(out, "<a href=\"#b-%s\">", choice.block_id);
        html_text(out, *choice.block ? choice.block : "–");
        if (*choice.block_id) str_append(out, "</a>");
        str_append(out, "</td>");
        number_cell(out, choice.dots >= 0, choice.dots);
        char number[16], mean[64] = "–";
        if (choice.rating.n > 0) {
            i18n_decimal(choice.rating.mean, number, sizeof number);
            (void)snprintf(mean, sizeof mean, "%s%s", number,
                           choice.rating.kind == VOTE_FIST ? _(" (fist)") : "");
        }
        html_element(out, "td class=\"number\"", mean);
        number_cell(out, choice.rating.n > 0, choice.rating.n);
        str_append(out, "</tr>\n");
    }
    str_append(out, "</tbody></table></div>\n");
}

static void write_dots(const Outcome *outcome, Str *out) {
    if (poster_most_dots(outcome) == 0) return;
    char caption[200];
    if (outcome->dots_people > 0)
        (void)snprintf(caption, sizeof caption, "%s · n = %d", _("Dots on the poster"),
                       outcome->dots_people);
    else
        (void)snprintf(caption, sizeof caption, "%s", _("Dots on the poster"));
    html_bars_head(out, caption, _("Building block"), _("Dots"));
    for (int i = 0; i < outcome->dots_count; i++)
        if (outcome->dots[i].dots > 0)
            html_bar_row(out, outcome->dots[i].title, outcome->dots[i].dots, outcome->dots[0].dots);
    str_append(out, "</tbody></table>\n");
}

static void write_chosen(const ReportInput *input, const Outcome *outcome, Str *out) {
    if (outcome->chosen_count == 0 && outcome->dots_count == 0 && !poster_can_draw(input)) return;
    str_append(out, "<section aria-labelledby=\"chosen\">\n");
    html_heading(out, 2, "id=\"chosen\"", _("What was chosen"));
    html_poster(input, outcome, out);
    write_choices(input, outcome, out);
    write_dots(outcome, out);
    str_append(out, "</section>\n");
}

// ---- Agreements and notes ------------------------------------------------------------------------

static void write_agreements(const Outcome *outcome, Str *out) {
    str_append(out, "<section aria-labelledby=\"agreements\">\n");
    html_heading(out, 2, "id=\"agreements\"", _("Agreements"));
    if (outcome->agreement_count == 0) {
        html_element(out, "p", _("No agreements were made, or they stay here."));
        str_append(out, "</section>\n");
        return;
    }
    str_format(out,
               "<div class=\"scroll\" role=\"region\" aria-label=\"%s\" tabindex=\"0\"><table>\n",
               _("Who does what, and when"));
    html_element(out, "caption", _("Who does what, and when"));
    HEADS(out, _("Who"), _("What"), _("When"), _("State"));
    str_append(out, "<tbody>\n");
    for (int i = 0; i < outcome->agreement_count; i++) {
        const Agreement *one = outcome->agreements[i];
        char date[64];
        words_date(one->date, date, sizeof date);
        str_append(out, "<tr>");
        html_element(out, "th scope=\"row\" dir=\"auto\"", words_who(outcome->session, one));
        html_element(out, "td dir=\"auto\"", one->what);
        html_element(out, "td", *date ? date : "–");
        html_element(out, "td", words_state(one));
        str_append(out, "</tr>\n");
    }
    str_append(out, "</tbody></table></div>\n</section>\n");
}

static void write_note(const Session *session, const Note *note, bool with_mark, Str *out) {
    str_append(out, "<li dir=\"auto\">");
    if (with_mark && note->mark != MARK_NONE) {
        html_element(out, "span class=\"mark\"", words_mark(note->mark));
        str_append(out, "<br>");
    }
    ink_svg(note, out);
    html_text(out, note->text);
    const char *role = words_role(session, note->role);
    if (*role) html_element(out, "small", role);
    str_append(out, "</li>\n");
}

static void write_marked(const Outcome *outcome, const char *id, const char *title,
                         const Note *const *notes, int count, Str *out) {
    if (count == 0) return;
    char attribute[64];
    (void)snprintf(attribute, sizeof attribute, "id=\"%s\"", id);
    str_format(out, "<section aria-labelledby=\"%s\">\n", id);
    html_heading(out, 2, attribute, title);
    str_append(out, "<ul class=\"notes wide\">\n");
    for (int i = 0; i < count; i++) write_note(outcome->session, notes[i], false, out);
    str_append(out, "</ul>\n</section>\n");
}

// ---- Votes ---------------------------------------------------------------------------------------

static void write_role_row(const char *name, const TallyRole *role, bool has_mean, Str *out) {
    if (!role->shown) return;
    char mean[16];
    i18n_decimal(role->mean, mean, sizeof mean);
    str_append(out, "<tr>");
    html_element(out, "th scope=\"row\"", name);
    str_format(out, "<td class=\"number\">%d</td><td class=\"number\">%s</td></tr>\n", role->n,
               has_mean ? mean : "–");
}

static void write_roles(const Session *session, const Tally *tally, Str *out) {
    bool any = tally->no_role.shown && tally->no_role.n > 0 && tally->no_role.n < tally->n;
    for (int r = 0; r < session->role_count; r++) any = any || tally->roles[r].shown;
    if (any && tally->has_mean) {
        str_append(out, "<table class=\"narrow\">\n");
        html_element(out, "caption class=\"soft\"", _("The mean per role"));
        str_append(out, "<thead><tr>");
        html_element(out, "th scope=\"col\"", _("Role"));
        html_element(out, "th scope=\"col\" class=\"number\"", _("n"));
        html_element(out, "th scope=\"col\" class=\"number\"", _("Mean"));
        str_append(out, "</tr></thead><tbody>\n");
        for (int r = 0; r < session->role_count; r++)
            write_role_row(words_role(session, r), &tally->roles[r], tally->has_mean, out);
        write_role_row(_("Without a role"), &tally->no_role, tally->has_mean, out);
        str_append(out, "</tbody></table>\n");
    }
    if (tally->some_role_hidden) html_element(out, "p class=\"soft\"", words_hidden());
}

static void write_round(const Session *session, const OutcomePart *part, const OutcomeRound *one,
                        int level, Str *out) {
    const Tally *tally = &one->tally;
    char numbers[200];
    words_numbers(one->round, tally, numbers, sizeof numbers);
    html_heading(out, level, "dir=\"auto\"",
                 *one->round->question ? one->round->question : words_kind(one->round->kind));
    str_append(out, "<p class=\"soft\">");
    html_text(out, words_kind(one->round->kind));
    str_append(out, " · ");
    html_text(out, numbers);
    if (one->round->number > 1) {
        str_append(out, " · ");
        str_format(out, _("vote %d"), one->round->number);
    }
    str_append(out, "</p>\n");
    html_bars_head(out, _("How the answers are spread"), _("Answer"), _("Count"));
    int most = outcome_most(part, one);
    for (int i = 0; i < tally->option_count; i++) {
        char option[400];
        words_option(one->round, i, option, sizeof option);
        html_bar_row(out, option, tally->counts[i], most);
    }
    str_append(out, "</tbody></table>\n");
    if (tally->disagreement) html_element(out, "p class=\"notice\"", words_disagreement());
    write_roles(session, tally, out);
}

// ---- Parts and their steps -----------------------------------------------------------------------

static void write_board(const Session *session, const OutcomeBoard *board, int level, Str *out) {
    html_heading(out, level, "dir=\"auto\"",
                 *board->board->question ? board->board->question : _("Notes"));
    str_append(out, "<div class=\"columns\">\n");
    for (int c = 0; c < board->column_count; c++) {
        const OutcomeColumn *column = &board->columns[c];
        if (column->note_count == 0) continue;
        str_append(out, "<div class=\"column\">\n");
        html_heading(out, level + 1, "", column->title);
        for (int p = 0; p < column->pile_count; p++) {
            const OutcomePile *pile = &column->piles[p];
            if (pile->cluster) {
                str_append(out, "<div class=\"pile\">");
                html_heading(out, level + 2, "dir=\"auto\"",
                             *pile->name ? pile->name : _("Without a name"));
            }
            str_append(out, "<ul class=\"notes\">\n");
            for (int n = 0; n < pile->count; n++) write_note(session, pile->notes[n], true, out);
            str_append(out, pile->cluster ? "</ul></div>\n" : "</ul>\n");
        }
        str_append(out, "</div>\n");
    }
    str_append(out, "</div>\n");
}

// step -1: all that is in no step of the pack.
static void write_step(const Session *session, const OutcomePart *part, int step, int steps,
                       int level, Str *out) {
    for (int i = 0; i < part->board_count; i++) {
        int at = part->boards[i].board->step;
        if (step < 0 ? at >= steps : at == step) write_board(session, &part->boards[i], level, out);
    }
    for (int i = 0; i < part->round_count; i++) {
        int at = part->rounds[i].round->step;
        if (step < 0 ? at >= steps : at == step)
            write_round(session, part, &part->rounds[i], level, out);
    }
}

static void write_step_line(const ReportInput *input, const SceneStep *step, int number, Str *out) {
    char line[200];
    (void)snprintf(line, sizeof line, _("Step %d · %s"), number, words_step(step->kind));
    html_heading(out, 3, "class=\"step\"", line);
    const char *question = text_in(&step->question, input->lang);
    if (*question) html_element(out, "p", question);
}

static void write_part(const ReportInput *input, const Outcome *outcome, int at, Str *out) {
    const OutcomePart *part = &outcome->parts[at];
    const SceneAssignment *assignment = outcome_assignment(input, part);
    char id[32];
    (void)snprintf(id, sizeof id, "id=\"p-%d\"", at);
    str_format(out, "<section aria-labelledby=\"p-%d\">\n", at);
    html_heading(out, 2, id, part->title);
    int steps = assignment ? assignment->step_count : 0;
    if (assignment) html_element(out, "p class=\"lead\"", text_in(&assignment->goal, input->lang));
    for (int i = 0; i < steps; i++) {
        write_step_line(input, &assignment->steps[i], i + 1, out);
        write_step(outcome->session, part, i, steps, 4, out);
    }
    write_step(outcome->session, part, -1, steps, 3, out);
    str_append(out, "</section>\n");
}

static void write_foot(const ReportInput *input, const Outcome *outcome, Str *out) {
    char open[200];
    words_open_rounds(outcome->open_rounds, open, sizeof open);
    str_append(out, "</main>\n<footer>\n");
    if (*open) html_element(out, "p", open);
    html_element(out, "p", words_small_groups(input));
    html_element(out, "p", words_colophon());
    if (input->scene)
        html_element(out, "p class=\"soft\"", text_in(&input->scene->colophon, input->lang));
    html_element(out, "p class=\"soft\"", outcome->session->id);
    str_append(out, "</footer>\n");
}

Err report_html(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    char title[1300], line[900];
    words_headline(outcome.session, line, sizeof line);
    (void)snprintf(title, sizeof title, "%s · %s", words_group(outcome.session), line);
    html_start(out, input->lang, title);
    str_append(out, "<a class=\"skip\" href=\"#main\">");
    html_text(out, _("To the outcome"));
    str_append(out, "</a>\n");
    write_head(input, &outcome, out);
    write_contents(input, &outcome, out);
    str_append(out, "<main id=\"main\" tabindex=\"-1\">\n");
    write_chosen(input, &outcome, out);
    html_blocks(input, &outcome, out);
    write_agreements(&outcome, out);
    write_marked(&outcome, "stood", _("What stood out"), outcome.stood_out, outcome.stood_out_count,
                 out);
    write_marked(&outcome, "questions", _("Open questions"), outcome.questions,
                 outcome.question_count, out);
    for (int p = 0; p < outcome.part_count; p++)
        if (!outcome_is_choice(&outcome.parts[p])) write_part(input, &outcome, p, out);
    write_foot(input, &outcome, out);
    html_end(out);
    outcome_finish(&outcome);
    return str_ok(out) ? ERR_NONE
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the page");
}
