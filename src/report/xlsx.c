// The outcome as a workbook: overview, votes, notes, agreements, each a table to filter, sort and go on
// working in.
#include "report/words.h"
#include "report/xlsx_sheet.h"

#include "base/i18n.h"
#include "report/ink.h"

#include <string.h>

static void fact(Sheet *sheet, const char *name, const char *text) {
    sheet_text(sheet, name);
    sheet_text(sheet, text);
    sheet_end_row(sheet);
}

static void fact_number(Sheet *sheet, const char *name, int value) {
    sheet_text(sheet, name);
    sheet_number(sheet, value);
    sheet_end_row(sheet);
}

static void fact_date(Sheet *sheet, const char *name, const char *date) {
    sheet_text(sheet, name);
    sheet_date(sheet, date);
    sheet_end_row(sheet);
}

static void write_overview(Book *book, const ReportInput *input, const Outcome *outcome) {
    const Session *s = outcome->session;
    const char *const heads[] = {_("Subject"), _("Value")};
    Sheet sheet = sheet_start(book, _("Overview"), heads, 2, 2);
    char text[400];
    (void)worksheet_write_string(sheet.sheet, 0, 0, words_group(s), book->title);
    fact(&sheet, _("Poster"), words_title(input));
    fact(&sheet, _("Meeting"), s->id);
    fact(&sheet, _("Place"), s->place);
    words_iso_day(s->created_ms, text, sizeof text);
    fact_date(&sheet, _("Date"), text);
    fact_number(&sheet, _("People"), session_people(s));
    fact_number(&sheet, _("Agreements"), outcome->agreement_count);
    fact_number(&sheet, _("Notes"), outcome->note_count);
    fact_number(&sheet, _("Votes that were revealed"), outcome->round_count);
    fact_number(&sheet, _("Votes that were never revealed"), outcome->open_rounds);
    fact_date(&sheet, _("Delete by"), s->delete_by);
    if (s->incomplete)
        fact(&sheet, _("Mind"),
             _("Something of this meeting could not be read back. It is not complete."));
    for (int i = 0; i < outcome->chosen_count; i++)
        fact(&sheet, _("What was chosen"), outcome->chosen[i]);
    for (int i = 0; i < outcome->dots_count; i++) {
        (void)snprintf(text, sizeof text, "%s: %.320s", _("Dots"), outcome->dots[i].title);
        fact_number(&sheet, text, outcome->dots[i].dots);
    }
    fact(&sheet, _("About this report"), words_colophon());
    sheet_end(&sheet);
}

// The words of all states, for the drop-down.
static void state_words(const char *out[], int most) {
    int count = 0;
    for (int i = 0; i < most - 1; i++) {
        Agreement one = {.state = (AgreementState)i};
        const char *word = words_state(&one);
        if (*word) out[count++] = word;
    }
    out[count] = NULL;
}

static void write_agreements(Book *book, const Outcome *outcome) {
    enum { STATE = 3, STATES = 9 };
    const char *const heads[] = {_("Who"),   _("What"),   _("When"),
                                 _("State"), _("Remark"), _("Part")};
    Sheet sheet = sheet_start(book, _("Agreements"), heads, 6, 0);
    for (int i = 0; i < outcome->agreement_count; i++) {
        const Agreement *one = outcome->agreements[i];
        const AgendaItem *item = session_item(outcome->session, one->item);
        sheet_text(&sheet, words_who(outcome->session, one));
        sheet_text(&sheet, one->what);
        sheet_date(&sheet, one->date);
        sheet_text(&sheet, words_state(one));
        sheet_empty(&sheet);
        sheet_text(&sheet, item ? item->title : "");
        sheet_end_row(&sheet);
    }
    sheet.widest[STATE + 1] = 30;  // room to write in
    const char *words[STATES];
    state_words(words, STATES);
    sheet_choices(&sheet, STATE, words);
    sheet_end(&sheet);
}

static void write_board(Sheet *sheet, const Session *session, const OutcomePart *part,
                        const OutcomeBoard *board) {
    for (int c = 0; c < board->column_count; c++) {
        const OutcomeColumn *column = &board->columns[c];
        for (int p = 0; p < column->pile_count; p++) {
            const OutcomePile *pile = &column->piles[p];
            for (int n = 0; n < pile->count; n++) {
                char words[INK_WORDS_MAX];
                sheet_text(sheet, ink_words(pile->notes[n], words));
                sheet_text(sheet, column->title);
                sheet_text(sheet, pile->cluster && !*pile->name ? _("Without a name") : pile->name);
                sheet_text(sheet, words_role(session, pile->notes[n]->role));
                sheet_text(sheet, words_mark(pile->notes[n]->mark));
                sheet_text(sheet, board->board->question);
                sheet_text(sheet, part->title);
                sheet_end_row(sheet);
            }
        }
    }
}

static void write_notes(Book *book, const Outcome *outcome) {
    const char *const heads[] = {_("Note"), _("Column"),   _("Cluster"), _("Role"),
                                 _("Mark"), _("Question"), _("Part")};
    Sheet sheet = sheet_start(book, _("Notes"), heads, 7, 0);
    for (int p = 0; p < outcome->part_count; p++)
        for (int b = 0; b < outcome->parts[p].board_count; b++)
            write_board(&sheet, outcome->session, &outcome->parts[p], &outcome->parts[p].boards[b]);
    sheet_end(&sheet);
}

static void write_votes_of(Sheet *sheet, const OutcomePart *part, const OutcomeRound *one,
                           const char *who, int n, const int *counts, double mean) {
    for (int i = 0; i < one->tally.option_count; i++) {
        char option[400];
        words_option(one->round, i, option, sizeof option);
        sheet_text(sheet, one->round->question);
        sheet_text(sheet, words_kind(one->round->kind));
        sheet_number(sheet, one->round->number);
        sheet_text(sheet, who);
        sheet_text(sheet, option);
        sheet_number(sheet, counts[i]);
        if (n >= 0)
            sheet_number(sheet, n);
        else
            sheet_empty(sheet);
        if (one->tally.has_mean)
            sheet_decimal(sheet, mean);
        else
            sheet_empty(sheet);
        sheet_text(sheet, part->title);
        sheet_end_row(sheet);
    }
}

static void write_votes(Book *book, const Outcome *outcome) {
    const char *const heads[] = {_("Question"), _("Kind"), _("Round"), _("Role"), _("Answer"),
                                 _("Count"),    _("n"),    _("Mean"),  _("Part")};
    Sheet sheet = sheet_start(book, _("Votes"), heads, 9, 0);
    for (int p = 0; p < outcome->part_count; p++) {
        const OutcomePart *part = &outcome->parts[p];
        for (int i = 0; i < part->round_count; i++) {
            const OutcomeRound *one = &part->rounds[i];
            const Tally *tally = &one->tally;
            write_votes_of(&sheet, part, one, _("Everyone"), tally->n, tally->counts, tally->mean);
            for (int r = 0; r < outcome->session->role_count; r++)
                if (tally->roles[r].shown)
                    write_votes_of(&sheet, part, one, words_role(outcome->session, r),
                                   tally->roles[r].n, tally->roles[r].counts, tally->roles[r].mean);
            if (tally->no_role.shown)
                write_votes_of(&sheet, part, one, _("Without a role"), tally->no_role.n,
                               tally->no_role.counts, tally->no_role.mean);
        }
    }
    sheet_end(&sheet);
}

Err report_xlsx(const ReportInput *input, Str *out, ErrInfo *info) {
    Book book;
    Err err = book_open(&book, input->sessions[0], words_group(input->sessions[0]), info);
    if (err) return err;
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    write_overview(&book, input, &outcome);
    write_votes(&book, &outcome);
    write_notes(&book, &outcome);
    write_agreements(&book, &outcome);
    err = book_close(&book, out, info);
    outcome_finish(&outcome);
    return err;
}
