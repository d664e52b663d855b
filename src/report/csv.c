// The lists of an outcome for spreadsheets: overview, notes, agreements, votes.
#include "report/csv.h"

#include "base/i18n.h"
#include "report/ink.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>

// What separates cells in the list that is being made; csv_start sets it anew.
static _Thread_local char separator = ';';

void csv_separate_by(char wanted) {
    separator = wanted;
}

// -- cells -----------------------------------------------------------------------------------------
void csv_start(Str *out) {
    // What a spreadsheet in the language set expects of a list.
    separator = i18n_decimal_point() == ',' ? ';' : ',';
    str_append(out, "\xEF\xBB\xBF");
}

static void separate(Str *out) {
    bool first = out->length == 0 || out->text[out->length - 1] == '\n' ||
                 (out->length == 3 && out->text[0] == '\xEF');
    if (!first) str_append_bytes(out, &separator, 1);
}

// A formula begins with = + - @, also behind a tab or a line end that the spreadsheet drops. The
// wide forms of these signs count as well for some.
static bool looks_like_formula(const char *text) {
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"};
    while (*text == ' ') text++;
    if (*text && strchr("=+-@\t\r\n", *text)) return true;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (str_starts(text, wide[i])) return true;
    return false;
}

void csv_cell(Str *out, const char *text) {
    separate(out);
    // Always in quotes: an empty first cell would otherwise be no cell.
    str_append(out, "\"");
    if (looks_like_formula(text)) str_append(out, "'");
    for (; *text; text++) {
        if (*text == '"')
            str_append(out, "\"\"");
        else
            str_append_bytes(out, text, 1);
    }
    str_append(out, "\"");
}

void csv_number(Str *out, int value) {
    separate(out);
    str_format(out, "%d", value);
}

void csv_decimal(Str *out, double value) {
    char text[32];
    i18n_decimal(value, text, sizeof text);
    separate(out);
    str_append(out, separator == ',' ? "\"" : "");
    str_append(out, text);
    str_append(out, separator == ',' ? "\"" : "");
}

void csv_end_row(Str *out) {
    str_append(out, "\r\n");
}

void csv_row(Str *out, const char *const *cells, int count) {
    for (int i = 0; i < count; i++) csv_cell(out, cells[i]);
    csv_end_row(out);
}

#define ROW(out, ...)                                  \
    csv_row((out), (const char *const[]){__VA_ARGS__}, \
            (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))

static void start(const ReportInput *input, Str *out) {
    csv_start(out);
    if (input->separator) csv_separate_by(input->separator);
}

static Err finish(Outcome *outcome, Str *out, ErrInfo *info) {
    outcome_finish(outcome);
    return str_ok(out) ? ERR_NONE
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the list");
}

// -- notes -----------------------------------------------------------------------------------------
static void write_board(const Session *session, const OutcomePart *part, const OutcomeBoard *board,
                        Str *out) {
    for (int c = 0; c < board->column_count; c++) {
        const OutcomeColumn *column = &board->columns[c];
        for (int p = 0; p < column->pile_count; p++) {
            const OutcomePile *pile = &column->piles[p];
            const char *name = pile->cluster && !*pile->name ? _("Without a name") : pile->name;
            char words[INK_WORDS_MAX];
            for (int n = 0; n < pile->count; n++)
                ROW(out, session->id, part->title, board->board->question, column->title, name,
                    ink_words(pile->notes[n], words), words_role(session, pile->notes[n]->role),
                    words_mark(pile->notes[n]->mark));
        }
    }
}

Err report_notes_csv(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    start(input, out);
    ROW(out, _("Meeting"), _("Part"), _("Question"), _("Column"), _("Cluster"), _("Note"),
        _("Role"), _("Mark"));
    for (int p = 0; p < outcome.part_count; p++)
        for (int b = 0; b < outcome.parts[p].board_count; b++)
            write_board(outcome.session, &outcome.parts[p], &outcome.parts[p].boards[b], out);
    return finish(&outcome, out, info);
}

// -- agreements --------------------------------------------------------------------------------------
Err report_agreements_csv(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    start(input, out);
    ROW(out, _("Meeting"), _("Part"), _("Who"), _("What"), _("When"), _("State"),
        _("From an earlier meeting"));
    for (int i = 0; i < outcome.agreement_count; i++) {
        const Agreement *agreement = outcome.agreements[i];
        const AgendaItem *item = session_item(outcome.session, agreement->item);
        ROW(out, outcome.session->id, item ? item->title : "",
            words_who(outcome.session, agreement), agreement->what, agreement->date,
            words_state(agreement), agreement->previous);
    }
    return finish(&outcome, out, info);
}

// -- votes -------------------------------------------------------------------------------------------
static void write_votes_of(const Outcome *outcome, const OutcomePart *part, const OutcomeRound *one,
                           const char *who, int n, const int *counts, double mean, Str *out) {
    const Round *round = one->round;
    for (int i = 0; i < one->tally.option_count; i++) {
        char option[400];
        words_option(round, i, option, sizeof option);
        csv_cell(out, outcome->session->id);
        csv_cell(out, part->title);
        csv_cell(out, round->question);
        csv_cell(out, words_kind(round->kind));
        csv_number(out, round->number);
        csv_cell(out, who);
        csv_cell(out, option);
        csv_number(out, counts[i]);
        if (n >= 0)
            csv_number(out, n);
        else
            csv_cell(out, "");
        if (one->tally.has_mean)
            csv_decimal(out, mean);
        else
            csv_cell(out, "");
        csv_end_row(out);
    }
}

static void write_round(const Outcome *outcome, const OutcomePart *part, const OutcomeRound *one,
                        Str *out) {
    const Tally *tally = &one->tally;
    write_votes_of(outcome, part, one, _("Everyone"), tally->n, tally->counts, tally->mean, out);
    for (int r = 0; r < outcome->session->role_count; r++) {
        const TallyRole *role = &tally->roles[r];
        if (role->shown)
            write_votes_of(outcome, part, one, words_role(outcome->session, r), role->n,
                           role->counts, role->mean, out);
    }
    if (tally->no_role.shown)
        write_votes_of(outcome, part, one, _("Without a role"), tally->no_role.n,
                       tally->no_role.counts, tally->no_role.mean, out);
}

Err report_votes_csv(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    start(input, out);
    ROW(out, _("Meeting"), _("Part"), _("Question"), _("Kind"), _("Round"), _("Role"), _("Answer"),
        _("Count"), _("n"), _("Mean"));
    for (int p = 0; p < outcome.part_count; p++)
        for (int r = 0; r < outcome.parts[p].round_count; r++)
            write_round(&outcome, &outcome.parts[p], &outcome.parts[p].rounds[r], out);
    return finish(&outcome, out, info);
}

// -- overview ----------------------------------------------------------------------------------------
static void fact(Str *out, const char *name, const char *value) {
    csv_cell(out, name);
    csv_cell(out, value);
    csv_end_row(out);
}

static void fact_number(Str *out, const char *name, int value) {
    csv_cell(out, name);
    csv_number(out, value);
    csv_end_row(out);
}

Err report_overview_csv(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    const Session *s = outcome.session;
    char text[256];
    start(input, out);
    ROW(out, _("Subject"), _("Value"));
    fact(out, _("Poster"), words_title(input));
    fact(out, _("Meeting"), s->id);
    fact(out, _("Place"), s->place);
    fact(out, _("Group"), s->group);
    words_iso_day(s->created_ms, text, sizeof text);
    fact(out, _("Date"), text);
    fact_number(out, _("People"), session_people(s));
    fact_number(out, _("Agreements"), outcome.agreement_count);
    fact_number(out, _("Notes"), outcome.note_count);
    fact_number(out, _("Votes that were revealed"), outcome.round_count);
    fact_number(out, _("Votes that were never revealed"), outcome.open_rounds);
    fact(out, _("Delete by"), s->delete_by);
    for (int i = 0; i < outcome.chosen_count; i++)
        fact(out, _("What was chosen"), outcome.chosen[i]);
    for (int i = 0; i < outcome.dots_count; i++) {
        char name[400];
        (void)snprintf(name, sizeof name, "%s: %.320s", _("Dots"), outcome.dots[i].title);
        fact_number(out, name, outcome.dots[i].dots);
    }
    return finish(&outcome, out, info);
}
