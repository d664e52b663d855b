// The outcome as a workbook: overview, agreements, notes, votes. Text goes in as text and never as a
// formula or a link, whatever it begins with; numbers are numbers. The library writes to a file, so it
// gets one in memory.
#include "report/compare.h"
#include "report/words.h"

#include "base/i18n.h"
#include "report/ink.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

typedef struct {
    lxw_workbook *book;
    lxw_format *head, *wrap, *bold, *decimal, *title;
    int file;  // in memory
    char path[64];
} Book;

typedef struct {
    Book *book;
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_col_t column;
} Sheet;

// ---- The book ------------------------------------------------------------------------------------

static Err book_open(Book *book, const Session *session, ErrInfo *info) {
    *book = (Book){.file = memfd_create("xlsx", MFD_CLOEXEC)};
    if (book->file < 0)
        return err_set(info, ERR_MACHINE, errno,
                       "no memory file for the workbook: free some memory");
    (void)snprintf(book->path, sizeof book->path, "/proc/self/fd/%d", book->file);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE};
    book->book = workbook_new_opt(book->path, &options);
    if (!book->book) {
        (void)close(book->file);
        return err_set(info, ERR_MEMORY, 0, "no memory left to write the workbook");
    }
    // Its time is the meeting's: the same outcome gives the same file.
    lxw_doc_properties properties = {.title = (char *)(uintptr_t)session->id,
                                     .company = NULL,
                                     .created = (time_t)(session->created_ms / 1000)};
    (void)workbook_set_properties(book->book, &properties);
    book->head = workbook_add_format(book->book);
    format_set_bold(book->head);
    format_set_bg_color(book->head, 0xDCF0ED);
    format_set_font_color(book->head, 0x1F2A44);
    format_set_bottom(book->head, LXW_BORDER_THIN);
    format_set_align(book->head, LXW_ALIGN_VERTICAL_TOP);
    book->wrap = workbook_add_format(book->book);
    format_set_text_wrap(book->wrap);
    format_set_align(book->wrap, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(book->wrap, "@");
    book->bold = workbook_add_format(book->book);
    format_set_bold(book->bold);
    format_set_align(book->bold, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(book->bold, "@");
    book->decimal = workbook_add_format(book->book);
    format_set_num_format(book->decimal, "0.0");
    format_set_align(book->decimal, LXW_ALIGN_VERTICAL_TOP);
    book->title = workbook_add_format(book->book);
    format_set_bold(book->title);
    format_set_font_size(book->title, 18);
    return ERR_NONE;
}

static Err book_close(Book *book, Str *out, ErrInfo *info) {
    lxw_error fault = workbook_close(book->book);
    Err err =
        fault == LXW_NO_ERROR
            ? ERR_NONE
            : err_set(
                  info, ERR_MACHINE, errno,
                  "the workbook cannot be made (%s): make room in the folder for temporary files",
                  lxw_strerror(fault));
    char buffer[16 * 1024];
    off_t at = 0;
    for (ssize_t n = 1; !err && n > 0; at += n) {
        n = pread(book->file, buffer, sizeof buffer, at);
        if (n < 0)
            err = err_set(info, ERR_MACHINE, errno, "the workbook cannot be read back: try again");
        if (n > 0) str_append_bytes(out, buffer, (size_t)n);
    }
    (void)close(book->file);
    return err || str_ok(out)
               ? err
               : err_set(info, ERR_MEMORY, 0, "no memory left to write the workbook");
}

// ---- Sheets --------------------------------------------------------------------------------------

static Sheet sheet_add(Book *book, const char *name) {
    return (Sheet){.book = book, .sheet = workbook_add_worksheet(book->book, name)};
}

static void cell_text(Sheet *sheet, const char *text) {
    (void)worksheet_write_string(sheet->sheet, sheet->row, sheet->column++, text,
                                 sheet->book->wrap);
}

static void cell_number(Sheet *sheet, int value) {
    (void)worksheet_write_number(sheet->sheet, sheet->row, sheet->column++, value, NULL);
}

static void cell_decimal(Sheet *sheet, double value) {
    (void)worksheet_write_number(sheet->sheet, sheet->row, sheet->column++, value,
                                 sheet->book->decimal);
}

static void end_row(Sheet *sheet) {
    sheet->row++;
    sheet->column = 0;
}

// A head that stays in view and can be filtered by, once the rows are there.
static void heads(Sheet *sheet, const char *const *names, const double *widths, int count) {
    for (int i = 0; i < count; i++) {
        (void)worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
        (void)worksheet_write_string(sheet->sheet, sheet->row, (lxw_col_t)i, names[i],
                                     sheet->book->head);
    }
    worksheet_freeze_panes(sheet->sheet, sheet->row + 1, 0);
    end_row(sheet);
}

static void filter(Sheet *sheet, int count) {
    if (sheet->row > 1)
        (void)worksheet_autofilter(sheet->sheet, 0, 0, sheet->row - 1, (lxw_col_t)(count - 1));
    worksheet_set_landscape(sheet->sheet);
    (void)worksheet_repeat_rows(sheet->sheet, 0, 0);
    worksheet_fit_to_pages(sheet->sheet, 1, 0);
}

static void fact(Sheet *sheet, const char *name, const char *text) {
    (void)worksheet_write_string(sheet->sheet, sheet->row, 0, name, sheet->book->bold);
    (void)worksheet_write_string(sheet->sheet, sheet->row, 1, text, sheet->book->wrap);
    end_row(sheet);
}

static void fact_number(Sheet *sheet, const char *name, int value) {
    (void)worksheet_write_string(sheet->sheet, sheet->row, 0, name, sheet->book->bold);
    (void)worksheet_write_number(sheet->sheet, sheet->row, 1, value, NULL);
    end_row(sheet);
}

static void write_overview(Book *book, const ReportInput *input, const Outcome *outcome) {
    const Session *s = outcome->session;
    Sheet sheet = sheet_add(book, _("Overview"));
    char text[256];
    (void)worksheet_set_column(sheet.sheet, 0, 0, 30, NULL);
    (void)worksheet_set_column(sheet.sheet, 1, 1, 60, NULL);
    (void)worksheet_write_string(sheet.sheet, 0, 0,
                                 *s->group ? s->group : _("The outcome of a meeting"), book->title);
    sheet.row = 2;
    fact(&sheet, _("Poster"), words_title(input));
    fact(&sheet, _("Meeting"), s->id);
    fact(&sheet, _("Place"), s->place);
    words_day(s->created_ms, text, sizeof text);
    fact(&sheet, _("Date"), text);
    fact_number(&sheet, _("People"), session_people(s));
    fact_number(&sheet, _("Agreements"), outcome->agreement_count);
    fact_number(&sheet, _("Notes"), outcome->note_count);
    fact_number(&sheet, _("Votes that were revealed"), outcome->round_count);
    fact_number(&sheet, _("Votes that were never revealed"), outcome->open_rounds);
    words_keep(s, text, sizeof text);
    fact(&sheet, _("Delete by"), text);
    if (s->incomplete)
        fact(&sheet, _("Mind"),
             _("Something of this meeting could not be read back. It is not complete."));
    sheet.row++;
    for (int i = 0; i < outcome->chosen_count; i++)
        fact(&sheet, i == 0 ? _("What was chosen") : "", outcome->chosen[i]);
    sheet.row++;
    for (int i = 0; i < outcome->dots_count; i++) {
        if (i == 0) fact(&sheet, _("Dots on the poster"), "");
        fact_number(&sheet, outcome->dots[i].title, outcome->dots[i].dots);
    }
    sheet.row++;
    fact(&sheet, _("About this report"), words_colophon());
}

static void write_agreements(Book *book, const Outcome *outcome) {
    Sheet sheet = sheet_add(book, _("Agreements"));
    heads(&sheet, (const char *const[]){_("Who"), _("What"), _("When"), _("State"), _("Part")},
          (const double[]){28, 60, 14, 12, 32}, 5);
    for (int i = 0; i < outcome->agreement_count; i++) {
        const Agreement *one = outcome->agreements[i];
        const AgendaItem *item = session_item(outcome->session, one->item);
        cell_text(&sheet, words_who(outcome->session, one));
        cell_text(&sheet, one->what);
        cell_text(&sheet, one->date);
        cell_text(&sheet, words_state(one));
        cell_text(&sheet, item ? item->title : "");
        end_row(&sheet);
    }
    filter(&sheet, 5);
}

static void write_board(Sheet *sheet, const Session *session, const OutcomePart *part,
                        const OutcomeBoard *board) {
    for (int c = 0; c < board->column_count; c++) {
        const OutcomeColumn *column = &board->columns[c];
        for (int p = 0; p < column->pile_count; p++) {
            const OutcomePile *pile = &column->piles[p];
            for (int n = 0; n < pile->count; n++) {
                char words[INK_WORDS_MAX];
                cell_text(sheet, ink_words(pile->notes[n], words));
                cell_text(sheet, column->title);
                cell_text(sheet, pile->cluster && !*pile->name ? _("Without a name") : pile->name);
                cell_text(sheet, words_role(session, pile->notes[n]->role));
                cell_text(sheet, words_mark(pile->notes[n]->mark));
                cell_text(sheet, board->board->question);
                cell_text(sheet, part->title);
                end_row(sheet);
            }
        }
    }
}

static void write_notes(Book *book, const Outcome *outcome) {
    Sheet sheet = sheet_add(book, _("Notes"));
    heads(&sheet,
          (const char *const[]){_("Note"), _("Column"), _("Cluster"), _("Role"), _("Mark"),
                                _("Question"), _("Part")},
          (const double[]){60, 24, 28, 28, 14, 40, 32}, 7);
    for (int p = 0; p < outcome->part_count; p++)
        for (int b = 0; b < outcome->parts[p].board_count; b++)
            write_board(&sheet, outcome->session, &outcome->parts[p], &outcome->parts[p].boards[b]);
    filter(&sheet, 7);
}

static void write_votes_of(Sheet *sheet, const OutcomePart *part, const OutcomeRound *one,
                           const char *who, int n, const int *counts, double mean) {
    for (int i = 0; i < one->tally.option_count; i++) {
        char option[400];
        words_option(one->round, i, option, sizeof option);
        cell_text(sheet, one->round->question);
        cell_text(sheet, words_kind(one->round->kind));
        cell_number(sheet, one->round->number);
        cell_text(sheet, who);
        cell_text(sheet, option);
        cell_number(sheet, counts[i]);
        if (n >= 0)
            cell_number(sheet, n);
        else
            cell_text(sheet, "");
        if (one->tally.has_mean)
            cell_decimal(sheet, mean);
        else
            cell_text(sheet, "");
        cell_text(sheet, part->title);
        end_row(sheet);
    }
}

static void write_votes(Book *book, const Outcome *outcome) {
    Sheet sheet = sheet_add(book, _("Votes"));
    heads(&sheet,
          (const char *const[]){_("Question"), _("Kind"), _("Round"), _("Role"), _("Answer"),
                                _("Count"), _("n"), _("Mean"), _("Part")},
          (const double[]){44, 18, 8, 28, 32, 9, 9, 9, 32}, 9);
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
    filter(&sheet, 9);
}

Err report_xlsx(const ReportInput *input, Str *out, ErrInfo *info) {
    Book book;
    Err err = book_open(&book, input->sessions[0], info);
    if (err) return err;
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    write_overview(&book, input, &outcome);
    write_agreements(&book, &outcome);
    write_notes(&book, &outcome);
    write_votes(&book, &outcome);
    err = book_close(&book, out, info);
    outcome_finish(&outcome);
    return err;
}

Err report_compare_xlsx(const ReportInput *input, Str *out, ErrInfo *info) {
    Book book;
    Err err = book_open(&book, input->sessions[0], info);
    if (err) return err;
    Compare compare;
    compare_gather(input, &compare);
    Sheet sheet = sheet_add(&book, _("Meetings side by side"));
    (void)worksheet_set_column(sheet.sheet, 0, 0, 36, NULL);
    (void)worksheet_write_string(sheet.sheet, 1, 0, _("Building block"), book.head);
    for (int i = 0; i < input->count; i++) {
        char name[400];
        lxw_col_t at = (lxw_col_t)(1 + i * 3);
        compare_name(&compare, i, ", ", name, sizeof name);
        (void)worksheet_merge_range(sheet.sheet, 0, at, 0, (lxw_col_t)(at + 2), name, book.head);
        (void)worksheet_write_string(sheet.sheet, 1, at, _("Dots"), book.head);
        (void)worksheet_write_string(sheet.sheet, 1, (lxw_col_t)(at + 1), _("Mean"), book.head);
        (void)worksheet_write_string(sheet.sheet, 1, (lxw_col_t)(at + 2), _("n"), book.head);
    }
    for (int r = 0; r < compare.row_count; r++) {
        sheet.row = (lxw_row_t)(2 + r);
        sheet.column = 0;
        cell_text(&sheet, compare.rows[r].title);
        for (int i = 0; i < input->count; i++) {
            const CompareCell *cell = &compare.rows[r].cells[i];
            sheet.column = (lxw_col_t)(1 + i * 3);
            if (cell->dots >= 0) cell_number(&sheet, cell->dots);
            if (!cell->rated) continue;
            sheet.column = (lxw_col_t)(2 + i * 3);
            cell_decimal(&sheet, cell->mean);
            cell_number(&sheet, cell->n);
        }
    }
    worksheet_freeze_panes(sheet.sheet, 2, 1);
    err = book_close(&book, out, info);
    compare_finish(&compare);
    return err;
}
