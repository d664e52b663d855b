// A comparison as a workbook: figures of every cut as a table to filter, and a row a meeting. Text
// goes in as text and never as a formula. The library writes to a file, so it gets one in memory.
#include "report/comparison.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { COLUMNS_MAX = 20 };

typedef struct {
    const Compare *compare;
    lxw_workbook *book;
    lxw_format *head, *text, *one, *two, *date;
    lxw_worksheet *sheet;
    lxw_row_t row;
    lxw_col_t column;
} Book;

typedef struct {
    const char *head;
    double width;
} Column;

static void begin_sheet(Book *book, const char *name, const Column *columns, int count) {
    book->sheet = workbook_add_worksheet(book->book, name);
    for (int i = 0; i < count; i++) {
        lxw_col_t at = (lxw_col_t)i;
        (void)worksheet_set_column(book->sheet, at, at, columns[i].width, NULL);
        (void)worksheet_write_string(book->sheet, 0, at, columns[i].head, book->head);
    }
    worksheet_freeze_panes(book->sheet, 1, 0);
    book->row = 1;
    book->column = 0;
}

static void end_sheet(Book *book, int count) {
    lxw_row_t last = book->row > 1 ? book->row - 1 : 1;
    (void)worksheet_autofilter(book->sheet, 0, 0, last, (lxw_col_t)(count - 1));
}

static void text(Book *book, const char *value) {
    (void)worksheet_write_string(book->sheet, book->row, book->column++, value, book->text);
}

static void number(Book *book, bool there, double value, lxw_format *format) {
    if (there) (void)worksheet_write_number(book->sheet, book->row, book->column, value, format);
    book->column++;
}

static void end_row(Book *book) {
    book->row++;
    book->column = 0;
}

static void write_cut(void *context, const ComparisonRow *row) {
    Book *book = context;
    const CompareFigure *figure = &row->figure;
    text(book, comparison_place(book->compare, row->cut.place));
    text(book, comparison_period(book->compare, row->cut.from));
    text(book, comparison_role(book->compare, row->cut.role));
    text(book, compare_subject(book->compare, row->subject)->title);
    number(book, true, figure->meetings, NULL);
    number(book, true, figure->worked, NULL);
    number(book, figure->dots_meetings > 0, figure->dots, NULL);
    number(book, figure->dots_meetings > 0 && figure->dots_n >= 0, figure->dots_n, NULL);
    number(book, true, figure->answers.n, NULL);
    for (int k = 0; k < FACTS_STEPS; k++) number(book, true, figure->answers.counts[k], NULL);
    number(book, figure->has_mean, figure->mean, book->one);
    number(book, figure->has_mean, figure->spread, book->two);
    number(book, true, figure->agreements, NULL);
    number(book, true, figure->open, NULL);
    text(book, figure->hidden || figure->dots_hidden ? _("not all: too few people") : "");
    end_row(book);
}

static void write_meetings(Book *book) {
    const Compare *compare = book->compare;
    Arena arena;
    arena_init(&arena, 0);
    int meetings = compare_meeting_count(compare);
    ComparePoint *points = arena_array(&arena, ComparePoint, meetings + 1);
    CompareCut all = compare_everything();
    for (int s = 0; s < compare_subject_count(compare); s++) {
        int count = compare_trend(compare, &all, s, points, meetings);
        for (int i = 0; i < count; i++) {
            const CompareMeeting *meeting = compare_meeting(compare, points[i].meeting);
            text(book, compare_place(compare, meeting->place));
            text(book, meeting->group);
            if (meeting->created_ms > 0) {
                ClockDate day = clock_local(meeting->created_ms);
                lxw_datetime when = {.year = day.year, .month = day.month, .day = day.day};
                (void)worksheet_write_datetime(book->sheet, book->row, book->column, &when,
                                               book->date);
            }
            book->column++;
            text(book, compare_subject(compare, s)->title);
            text(book, points[i].worked ? _("yes") : _("no"));
            number(book, points[i].votable, points[i].dots, NULL);
            number(book, points[i].n > 0, points[i].mean, book->one);
            number(book, points[i].n > 0, points[i].spread, book->two);
            number(book, true, points[i].n, NULL);
            text(book, meeting->id);
            text(book, meeting->previous);
            end_row(book);
        }
    }
    arena_finish(&arena);
}

static void write_book(Book *book, const Comparison *input) {
    const Column figures[] = {{_("Municipality"), 24},
                              {_("Period"), 24},
                              {_("Role"), 22},
                              {_("Building block"), 32},
                              {_("Meetings"), 13},
                              {_("Worked on in"), 15},
                              {_("Dots"), 9},
                              {_("People who placed dots"), 24},
                              {_("n"), 7},
                              {"1", 6},
                              {"2", 6},
                              {"3", 6},
                              {"4", 6},
                              {"5", 6},
                              {_("Mean"), 14},
                              {_("Spread"), 11},
                              {_("Agreements"), 14},
                              {_("Open agreements"), 18},
                              {_("Shown"), 26}};
    begin_sheet(book, _("Figures"), figures, 19);
    comparison_each(input, write_cut, book);
    end_sheet(book, 19);
    const Column meetings[] = {{_("Municipality"), 24},   {_("Group"), 28},     {_("Date"), 13},
                               {_("Building block"), 32}, {_("Worked on"), 13}, {_("Dots"), 9},
                               {_("Mean"), 14},           {_("Spread"), 11},    {_("n"), 7},
                               {_("Meeting"), 34},        {_("Follows"), 34}};
    begin_sheet(book, _("Meetings"), meetings, 11);
    write_meetings(book);
    end_sheet(book, 11);
}

static void add_formats(Book *book) {
    book->head = workbook_add_format(book->book);
    format_set_bold(book->head);
    format_set_bg_color(book->head, 0xDCF0ED);
    format_set_bottom(book->head, LXW_BORDER_THIN);
    book->text = workbook_add_format(book->book);
    format_set_num_format(book->text, "@");
    book->one = workbook_add_format(book->book);
    format_set_num_format(book->one, "0.0");
    book->two = workbook_add_format(book->book);
    format_set_num_format(book->two, "0.00");
    book->date = workbook_add_format(book->book);
    format_set_num_format(book->date, "yyyy-mm-dd");
}

static Err read_back(int file, Str *out, ErrInfo *info) {
    char buffer[16 * 1024];
    off_t at = 0;
    for (ssize_t n = 1; n > 0; at += n) {
        n = pread(file, buffer, sizeof buffer, at);
        if (n < 0)
            return err_set(info, ERR_MACHINE, errno, "the workbook cannot be read back: try again");
        if (n > 0) str_append_bytes(out, buffer, (size_t)n);
    }
    return str_ok(out) ? ERR_NONE
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the workbook");
}

Err comparison_xlsx(const Comparison *input, Str *out, ErrInfo *info) {
    int file = memfd_create("xlsx", MFD_CLOEXEC);
    if (file < 0)
        return err_set(info, ERR_MACHINE, errno,
                       "no memory file for the workbook: free some memory");
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE};
    Book book = {.compare = input->compare, .book = workbook_new_opt(path, &options)};
    if (!book.book) {
        (void)close(file);
        return err_set(info, ERR_MEMORY, 0, "no memory left to write the workbook");
    }
    // The same meetings give the same file.
    int meetings = compare_meeting_count(input->compare);
    int64_t newest =
        meetings ? compare_meeting(input->compare, meetings - 1)->created_ms : INT64_C(0);
    lxw_doc_properties properties = {.title = (char *)(uintptr_t)_("Meetings compared"),
                                     .created = (time_t)(newest / 1000)};
    (void)workbook_set_properties(book.book, &properties);
    add_formats(&book);
    write_book(&book, input);
    lxw_error fault = workbook_close(book.book);
    Err err =
        fault == LXW_NO_ERROR
            ? read_back(file, out, info)
            : err_set(
                  info, ERR_MACHINE, errno,
                  "the workbook cannot be made (%s): make room in the folder for temporary files",
                  lxw_strerror(fault));
    (void)close(file);
    return err;
}
