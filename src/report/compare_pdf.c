// Meetings side by side on paper: a table of up to three meetings, and another one below for the next.
#include "report/compare.h"

#include "base/i18n.h"
#include "report/flow.h"
#include "report/words.h"

#include <stdio.h>

enum { ACROSS = 3 };

static const double number_widths[3] = {46, 38, 28};  // dots, mean, n

static void write_table(Flow *flow, const Compare *compare, int first, int count) {
    double widths[1 + 3 * ACROSS] = {0};
    double each = number_widths[0] + number_widths[1] + number_widths[2];
    widths[0] = flow_width - each * ACROSS;
    for (int i = 0; i < count * 3; i++) widths[1 + i] = number_widths[i % 3];
    flow_space(flow, 14);
    double whole = 70 + compare->row_count * 23;
    flow_need(flow, whole < flow_bottom - flow_top ? whole : 120);
    double x = flow_left + widths[0], tallest = 0;
    for (int i = 0; i < count; i++, x += each) {
        char name[400];
        compare_name(compare, first + i, "\n", name, sizeof name);
        double h = type_text(flow->cr, x + 8, flow->y, name, FACE_BOLD, 9, each - 14, INK);
        if (h > tallest) tallest = h;
    }
    flow->y += tallest + 2;
    const char *heads[1 + 3 * ACROSS] = {_("Building block")};
    for (int i = 0; i < count; i++) {
        heads[1 + i * 3] = _("Dots");
        heads[2 + i * 3] = _("Avg.");
        heads[3 + i * 3] = _("n");
    }
    flow_row(flow, heads, widths, 1 + 3 * count, true, -1, 1);
    for (int r = 0; r < compare->row_count; r++) {
        char words[ACROSS][3][16];
        const char *cells[1 + 3 * ACROSS] = {compare->rows[r].title};
        for (int i = 0; i < count; i++) {
            compare_words(&compare->rows[r].cells[first + i], words[i]);
            for (int k = 0; k < 3; k++) cells[1 + i * 3 + k] = words[i][k];
        }
        flow_row(flow, cells, widths, 1 + 3 * count, false, 0, 1);
    }
}

static Err write_all(Flow *flow, const void *context, ErrInfo *info) {
    (void)info;
    const Compare *compare = context;
    flow_text(flow, TEXT_SMALL, words_title(compare->input));
    flow_text(flow, TEXT_TITLE, _("Meetings side by side"));
    flow_text(flow, TEXT_BODY,
              _("Dots: how often a group chose this block. Mean: how it rated the assignments of "
                "this block, from 1 to 5. n: the number of answers."));
    for (int first = 0; first < compare->input->count; first += ACROSS) {
        int left = compare->input->count - first;
        write_table(flow, compare, first, left < ACROSS ? left : ACROSS);
    }
    flow_space(flow, 16);
    flow_text(flow, TEXT_SMALL, words_colophon());
    return ERR_NONE;
}

Err report_compare_pdf(const ReportInput *input, Str *out, ErrInfo *info) {
    Compare compare;
    compare_gather(input, &compare);
    Err err =
        flow_make(write_all, &compare, _("Meetings side by side"), words_title(input), out, info);
    compare_finish(&compare);
    return err;
}
