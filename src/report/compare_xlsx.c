// Meetings side by side in a workbook: a row a block, three columns a meeting.
#include "report/compare.h"
#include "report/xlsx_sheet.h"

#include "base/i18n.h"

Err report_compare_xlsx(const ReportInput *input, Str *out, ErrInfo *info) {
    Book book;
    Err err = book_open(&book, input->sessions[0], _("Meetings side by side"), info);
    if (err) return err;
    Compare compare;
    compare_gather(input, &compare);
    Sheet sheet = {.book = &book,
                   .sheet = workbook_add_worksheet(book.book, _("Meetings side by side"))};
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
        sheet_text(&sheet, compare.rows[r].title);
        for (int i = 0; i < input->count; i++) {
            const CompareCell *cell = &compare.rows[r].cells[i];
            sheet.column = (lxw_col_t)(1 + i * 3);
            if (cell->dots >= 0) sheet_number(&sheet, cell->dots);
            if (!cell->rated) continue;
            sheet.column = (lxw_col_t)(2 + i * 3);
            sheet_decimal(&sheet, cell->mean);
            sheet_number(&sheet, cell->n);
        }
    }
    worksheet_freeze_panes(sheet.sheet, 2, 1);
    err = book_close(&book, out, info);
    compare_finish(&compare);
    return err;
}
