// libxlsxwriter writes to a file, so it gets one in memory.
#include "report/xlsx_sheet.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// A column is as wide as its longest cell, within these; longer text wraps.
enum { WIDTH_MIN = 8, WIDTH_MAX = 60, FILTER_BUTTON = 4 };

// ---- The book ------------------------------------------------------------------------------------

static lxw_format *add_format(lxw_workbook *book, const char *number_format) {
    lxw_format *format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (number_format) format_set_num_format(format, number_format);
    return format;
}

static void add_formats(Book *book) {
    book->head = add_format(book->book, NULL);
    format_set_bold(book->head);
    format_set_bg_color(book->head, 0x1A665E);
    format_set_font_color(book->head, 0xFFFFFF);
    book->wrap = add_format(book->book, "@");
    format_set_text_wrap(book->wrap);
    book->bold = add_format(book->book, "@");
    format_set_bold(book->bold);
    book->decimal = add_format(book->book, "0.0");
    book->number = add_format(book->book, "0");
    book->date = add_format(book->book, "d mmm yyyy");
    format_set_align(book->date, LXW_ALIGN_LEFT);
    book->title = add_format(book->book, NULL);
    format_set_bold(book->title);
    format_set_font_size(book->title, 18);
}

Err book_open(Book *book, const Session *session, const char *title, ErrInfo *info) {
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
    char short_title[120];
    (void)str_copy(short_title, sizeof short_title, title);
    lxw_doc_properties properties = {.title = short_title,
                                     .created = (time_t)(session->created_ms / 1000)};
    (void)workbook_set_properties(book->book, &properties);
    add_formats(book);
    return ERR_NONE;
}

Err book_close(Book *book, Str *out, ErrInfo *info) {
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

static void measure(Sheet *sheet, int characters) {
    int column = sheet->column;
    if (column < SHEET_COLUMNS_MAX && characters > sheet->widest[column])
        sheet->widest[column] = characters;
}

// The longest line, in characters.
static int longest_line(const char *text) {
    int longest = 0, at = 0;
    for (; *text; text++) {
        if (*text == '\n')
            at = 0;
        else if (((unsigned char)*text & 0xC0) != 0x80)
            at++;
        if (at > longest) longest = at;
    }
    return longest;
}

Sheet sheet_start(Book *book, const char *name, const char *const *heads, int columns,
                  lxw_row_t top) {
    Sheet sheet = {.book = book,
                   .sheet = workbook_add_worksheet(book->book, name),
                   .heads = heads,
                   .columns = columns,
                   .top = top,
                   .row = top + 1};
    for (int i = 0; i < columns && i < SHEET_COLUMNS_MAX; i++)
        sheet.widest[i] = longest_line(heads[i]) + FILTER_BUTTON;
    worksheet_freeze_panes(sheet.sheet, top + 1, 0);
    worksheet_set_landscape(sheet.sheet);
    worksheet_set_paper(sheet.sheet, 9);  // A4
    (void)worksheet_repeat_rows(sheet.sheet, top, top);
    worksheet_fit_to_pages(sheet.sheet, 1, 0);
    return sheet;
}

void sheet_text(Sheet *sheet, const char *text) {
    measure(sheet, longest_line(text));
    (void)worksheet_write_string(sheet->sheet, sheet->row, sheet->column++, text,
                                 sheet->book->wrap);
}

void sheet_number(Sheet *sheet, int value) {
    (void)worksheet_write_number(sheet->sheet, sheet->row, sheet->column++, value,
                                 sheet->book->number);
}

void sheet_decimal(Sheet *sheet, double value) {
    (void)worksheet_write_number(sheet->sheet, sheet->row, sheet->column++, value,
                                 sheet->book->decimal);
}

void sheet_empty(Sheet *sheet) {
    (void)worksheet_write_blank(sheet->sheet, sheet->row, sheet->column++, sheet->book->wrap);
}

void sheet_date(Sheet *sheet, const char *date) {
    ClockDate day;
    if (!date || !clock_parse_date(date, &day)) {
        sheet_empty(sheet);
        return;
    }
    measure(sheet, 12);
    lxw_datetime when = {.year = day.year, .month = day.month, .day = day.day};
    (void)worksheet_write_datetime(sheet->sheet, sheet->row, sheet->column++, &when,
                                   sheet->book->date);
}

void sheet_end_row(Sheet *sheet) {
    sheet->row++;
    sheet->column = 0;
}

static lxw_row_t last_row(const Sheet *sheet) {
    return sheet->row > sheet->top + 1 ? sheet->row - 1 : sheet->top + 1;
}

void sheet_choices(Sheet *sheet, int column, const char *const *words) {
    lxw_data_validation choice = {.validate = LXW_VALIDATION_TYPE_LIST,
                                  .value_list = (char **)(uintptr_t)words,
                                  .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING};
    (void)worksheet_data_validation_range(sheet->sheet, sheet->top + 1, (lxw_col_t)column,
                                          last_row(sheet), (lxw_col_t)column, &choice);
}

void sheet_end(Sheet *sheet) {
    lxw_table_column columns[SHEET_COLUMNS_MAX] = {{0}};
    lxw_table_column *list[SHEET_COLUMNS_MAX + 1] = {NULL};
    for (int i = 0; i < sheet->columns && i < SHEET_COLUMNS_MAX; i++) {
        int width = sheet->widest[i] + 2;
        width = width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width;
        (void)worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL);
        columns[i].header = (char *)(uintptr_t)sheet->heads[i];
        columns[i].header_format = sheet->book->head;
        list[i] = &columns[i];
    }
    char name[32];
    (void)snprintf(name, sizeof name, "Praatplaat%d", ++sheet->book->tables);
    lxw_table_options options = {.name = name,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = 1,
                                 .columns = list};
    (void)worksheet_add_table(sheet->sheet, sheet->top, 0, last_row(sheet),
                              (lxw_col_t)(sheet->columns - 1), &options);
}
