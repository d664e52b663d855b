// The outcome of a meeting as a page: what was chosen, agreements, what stood out, and everything per
// part of the meeting. It reads well aloud: tables have heads and captions, bars stand beside their
// numbers and are hidden from a screen reader.
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
    char day[64], people[64], keep[200];
    words_day(s->created_ms, day, sizeof day);
    words_people(s, people, sizeof people);
    words_keep(s, keep, sizeof keep);
    str_append(out, "<header>\n");
    html_element(out, "p class=\"kicker\"", words_title(input));
    html_element(out, "h1", *s->group ? s->group : _("The outcome of a meeting"));
    str_append(out, "<p class=\"lead\">");
    html_text(out, s->place);
    if (*s->place && *day) str_append(out, " · ");
    html_text(out, day);
    str_append(out, " · ");
    html_text(out, people);
    str_append(out, "</p>\n");
    html_element(out, "p class=\"soft\"", keep);
    if (s->incomplete)
        html_element(out, "p class=\"notice\"",
                     _("Something of this meeting could not be read back. It is not complete."));
    str_append(out, "</header>\n<main>\n");
}

static void write_bar(Str *out, int count, int most) {
    int width = most > 0 ? count * 200 / most : 0;
    str_format(
        out,
        "<td><svg class=\"bar\" viewBox=\"0 0 200 12\" preserveAspectRatio=\"none\" "
        "aria-hidden=\"true\"><rect width=\"200\" height=\"12\" rx=\"2\" "
        "fill=\"#dcf0ed\"/><rect width=\"%d\" height=\"12\" rx=\"2\" fill=\"#2a8c82\"/></svg></td>",
        width);
}

static void write_chosen(const ReportInput *input, const Outcome *outcome, Str *out) {
    if (outcome->chosen_count == 0 && outcome->dots_count == 0) return;
    html_element(out, "h2", _("What was chosen"));
    report_poster_img(input, outcome, out);
    if (outcome->chosen_count > 0) {
        str_append(out, "<ol>\n");
        for (int i = 0; i < outcome->chosen_count; i++) html_element(out, "li", outcome->chosen[i]);
        str_append(out, "</ol>\n");
    }
    if (outcome->dots_count == 0) return;
    str_append(out, "<table class=\"bars\">");
    html_element(out, "caption", _("Dots on the poster"));
    for (int i = 0; i < outcome->dots_count; i++) {
        const OutcomeDots *one = &outcome->dots[i];
        if (one->dots == 0) continue;
        str_append(out, "<tr><th scope=\"row\">");
        html_text(out, one->title);
        str_append(out, "</th>");
        write_bar(out, one->dots, outcome->dots[0].dots);
        str_format(out, "<td class=\"number\">%d</td></tr>\n", one->dots);
    }
    str_append(out, "</table>\n");
    if (outcome->dots_people > 0)
        str_format(out, "<p class=\"soft\">n = %d</p>\n", outcome->dots_people);
}

static void write_agreements(const Outcome *outcome, Str *out) {
    html_element(out, "h2", _("Agreements"));
    if (outcome->agreement_count == 0) {
        html_element(out, "p", _("No agreements were made, or they stay here."));
        return;
    }
    str_append(out, "<div class=\"scroll\"><table>\n");
    HEADS(out, _("Who"), _("What"), _("When"), _("State"));
    str_append(out, "<tbody>\n");
    for (int i = 0; i < outcome->agreement_count; i++) {
        const Agreement *one = outcome->agreements[i];
        char date[64];
        words_date(one->date, date, sizeof date);
        str_append(out, "<tr>");
        html_element(out, "th scope=\"row\"", words_who(outcome->session, one));
        html_element(out, "td", one->what);
        html_element(out, "td", *date ? date : "–");
        html_element(out, "td", words_state(one));
        str_append(out, "</tr>\n");
    }
    str_append(out, "</tbody></table></div>\n");
}

static void write_note(const Session *session, const Note *note, bool with_mark, Str *out) {
    str_append(out, "<li>");
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

static void write_marked(const Outcome *outcome, const char *title, const Note *const *notes,
                         int count, Str *out) {
    if (count == 0) return;
    html_element(out, "h2", title);
    str_append(out, "<ul class=\"notes\">\n");
    for (int i = 0; i < count; i++) write_note(outcome->session, notes[i], false, out);
    str_append(out, "</ul>\n");
}

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
        str_append(out, "<div class=\"scroll\"><table>\n");
        str_append(out, "<thead><tr>");
        html_element(out, "th scope=\"col\"", _("Role"));
        html_element(out, "th scope=\"col\" class=\"number\"", _("n"));
        html_element(out, "th scope=\"col\" class=\"number\"", _("Mean"));
        str_append(out, "</tr></thead><tbody>\n");
        for (int r = 0; r < session->role_count; r++)
            write_role_row(words_role(session, r), &tally->roles[r], tally->has_mean, out);
        write_role_row(_("Without a role"), &tally->no_role, tally->has_mean, out);
        str_append(out, "</tbody></table></div>\n");
    }
    if (tally->some_role_hidden) html_element(out, "p class=\"soft\"", words_hidden());
}

static void write_round(const Session *session, const OutcomeRound *one, Str *out) {
    const Tally *tally = &one->tally;
    char numbers[200];
    words_numbers(one->round, tally, numbers, sizeof numbers);
    html_element(out, "h3",
                 *one->round->question ? one->round->question : words_kind(one->round->kind));
    str_append(out, "<p class=\"soft\">");
    html_text(out, words_kind(one->round->kind));
    str_append(out, " · ");
    html_text(out, numbers);
    if (one->round->number > 1) {
        str_append(out, " · ");
        str_format(out, _("vote %d"), one->round->number);
    }
    str_append(out, "</p>\n<table class=\"bars\">");
    html_element(out, "caption class=\"soft\"", _("How the answers are spread"));
    int most = 0;
    for (int i = 0; i < tally->option_count; i++)
        most = tally->counts[i] > most ? tally->counts[i] : most;
    for (int i = 0; i < tally->option_count; i++) {
        char option[400];
        words_option(one->round, i, option, sizeof option);
        str_append(out, "<tr>");
        html_element(out, "th scope=\"row\"", option);
        write_bar(out, tally->counts[i], most);
        str_format(out, "<td class=\"number\">%d</td></tr>\n", tally->counts[i]);
    }
    str_append(out, "</table>\n");
    if (tally->disagreement) html_element(out, "p class=\"notice\"", words_disagreement());
    write_roles(session, tally, out);
}

static void write_board(const Session *session, const OutcomeBoard *board, Str *out) {
    html_element(out, "h3", *board->board->question ? board->board->question : _("Notes"));
    str_append(out, "<div class=\"columns\">\n");
    for (int c = 0; c < board->column_count; c++) {
        const OutcomeColumn *column = &board->columns[c];
        if (column->note_count == 0) continue;
        str_append(out, "<section class=\"column\">\n");
        html_element(out, "h4", column->title);
        for (int p = 0; p < column->pile_count; p++) {
            const OutcomePile *pile = &column->piles[p];
            if (pile->cluster) {
                str_append(out, "<div class=\"pile\">");
                html_element(out, "h5", *pile->name ? pile->name : _("Without a name"));
            }
            str_append(out, "<ul class=\"notes\">\n");
            for (int n = 0; n < pile->count; n++) write_note(session, pile->notes[n], true, out);
            str_append(out, pile->cluster ? "</ul></div>\n" : "</ul>\n");
        }
        str_append(out, "</section>\n");
    }
    str_append(out, "</div>\n");
}

Err report_html(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    const Session *session = outcome.session;
    html_start(out, input->lang, session->id);
    write_head(input, &outcome, out);
    write_chosen(input, &outcome, out);
    write_agreements(&outcome, out);
    write_marked(&outcome, _("What stood out"), outcome.stood_out, outcome.stood_out_count, out);
    write_marked(&outcome, _("Open questions"), outcome.questions, outcome.question_count, out);
    for (int p = 0; p < outcome.part_count; p++) {
        const OutcomePart *part = &outcome.parts[p];
        if (outcome_is_choice(part)) continue;
        html_element(out, "h2", part->title);
        for (int i = 0; i < part->board_count; i++) write_board(session, &part->boards[i], out);
        for (int i = 0; i < part->round_count; i++) write_round(session, &part->rounds[i], out);
    }
    char open[200];
    words_open_rounds(outcome.open_rounds, open, sizeof open);
    str_append(out, "</main>\n<footer>\n");
    if (*open) html_element(out, "p", open);
    html_element(out, "p", words_colophon());
    if (input->scene)
        html_element(out, "p class=\"soft\"", text_in(&input->scene->colophon, input->lang));
    str_append(out, "</footer>\n");
    html_end(out);
    outcome_finish(&outcome);
    return str_ok(out) ? ERR_NONE
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the page");
}
