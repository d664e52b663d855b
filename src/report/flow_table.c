// Tables and charts. A chart of bars is a table of answers and counts for who listens; the bars
// themselves are no content. Invariant: a table is open only while its rows are written.
#include "report/flow.h"

#include <math.h>
#include <stdio.h>

static const double cell_pad = 10, row_pad = 4;

void flow_table_end(Flow *flow) {
    if (!flow->table.open) return;
    flow->table.open = false;
    flow->table.head_count = 0;
    cairo_tag_end(flow->cr, "Table");
}

static void start_table(Flow *flow) {
    cairo_tag_begin(flow->cr, "Table", NULL);
    flow->table.open = true;
}

static void remember_heads(Flow *flow, const char *const *cells, const double *widths, int count,
                           int right_from) {
    flow->table.head_count = count;
    flow->table.right_from = right_from;
    for (int i = 0; i < count; i++) {
        flow->table.heads[i] = arena_strdup(&flow->arena, cells[i]);
        flow->table.widths[i] = widths[i];
    }
}

// ---- Rows ----------------------------------------------------------------------------------------

typedef struct {
    PangoLayout *layouts[FLOW_CELLS_MAX];
    int lines[FLOW_CELLS_MAX];  // drawn so far
    int count, bold;
    double tallest;
    bool head, tagged;
} Row;

static void lay_out(Flow *flow, const char *const *cells, const double *widths, int right_from,
                    Row *row) {
    for (int i = 0; i < row->count; i++) {
        double height;
        row->layouts[i] = type_layout(flow->cr, cells[i],
                                      i == row->bold || row->head ? FACE_SEMIBOLD : FACE_REGULAR,
                                      row->head ? 8.5 : 10, widths[i] - cell_pad);
        if (flow->cell_lines > 0) {
            pango_layout_set_height(row->layouts[i], -flow->cell_lines);
            pango_layout_set_ellipsize(row->layouts[i], PANGO_ELLIPSIZE_END);
        }
        if (i >= right_from) pango_layout_set_alignment(row->layouts[i], PANGO_ALIGN_RIGHT);
        type_size(row->layouts[i], NULL, &height);
        row->tallest = fmax(row->tallest, height);
    }
}

static void open_cell(Flow *flow, const Row *row, int cell) {
    if (!row->tagged) return;
    if (row->head)
        flow_open_head(flow, SCOPE_COLUMN);
    else if (cell == row->bold)
        flow_open_head(flow, SCOPE_ROW);
    else
        cairo_tag_begin(flow->cr, "TD", NULL);
}

// What of the row fits on this page; true when that was all.
static bool draw_part(Flow *flow, Row *row, const double *widths) {
    double x = flow_left, tallest = 0;
    bool whole = true;
    if (row->tagged) cairo_tag_begin(flow->cr, "TR", NULL);
    for (int i = 0; i < row->count; i++) {
        open_cell(flow, row, i);
        type_color(flow->cr, row->head ? INK_SOFT : INK, 1);
        tallest = fmax(tallest, flow_lines(flow, row->layouts[i], x, flow->y + row_pad,
                                           flow_bottom - 2, &row->lines[i]));
        if (row->tagged) cairo_tag_end(flow->cr, row->head || i == row->bold ? "TH" : "TD");
        whole = whole && row->lines[i] >= pango_layout_get_line_count(row->layouts[i]);
        x += widths[i];
    }
    if (row->tagged) cairo_tag_end(flow->cr, "TR");
    flow->y += tallest + row_pad + 5;
    return whole;
}

static void draw_rule(Flow *flow, const double *widths, int count, bool head) {
    double width = 0;
    for (int i = 0; i < count; i++) width += widths[i];
    type_color(flow->cr, head ? TEAL : LINE, 1);
    cairo_set_line_width(flow->cr, head ? 1.4 : 0.7);
    cairo_move_to(flow->cr, flow_left, flow->y);
    cairo_line_to(flow->cr, flow_left + width, flow->y);
    cairo_stroke(flow->cr);
    flow->y += 1;
}

static void draw_heads_again(Flow *flow) {
    if (flow->table.head_count == 0) return;
    Row row = {.count = flow->table.head_count, .bold = -1, .head = true};
    lay_out(flow, flow->table.heads, flow->table.widths, flow->table.right_from, &row);
    (void)draw_part(flow, &row, flow->table.widths);
    draw_rule(flow, flow->table.widths, row.count, true);
    for (int i = 0; i < row.count; i++) g_object_unref(row.layouts[i]);
}

void flow_row(Flow *flow, const char *const *cells, const double *widths, int count, bool head,
              int bold, int right_from) {
    Row row = {.count = count < FLOW_CELLS_MAX ? count : FLOW_CELLS_MAX,
               .bold = bold,
               .head = head,
               .tagged = true};
    if (head) flow_table_end(flow);
    lay_out(flow, cells, widths, right_from, &row);
    double wanted = row.tallest + 10 + (head ? 40 : 0);
    bool longer = wanted > flow_bottom - flow_top - 40;
    int page = flow->page;
    flow_need(flow, longer ? 60 : wanted);
    if (!flow->table.open) start_table(flow);
    if (flow->page != page) draw_heads_again(flow);
    if (head) remember_heads(flow, cells, widths, row.count, right_from);
    while (!draw_part(flow, &row, widths)) {
        flow_next_page(flow);
        draw_heads_again(flow);
    }
    draw_rule(flow, widths, row.count, head);
    for (int i = 0; i < row.count; i++) g_object_unref(row.layouts[i]);
}

// ---- Bars ----------------------------------------------------------------------------------------

static const double label_width = 190, bar_width = 250, bar_height = 11;

static double draw_bar(Flow *flow, PangoLayout *layout, int count, int most, bool cells) {
    char number[16];
    (void)snprintf(number, sizeof number, "%d", count);
    double height, x = flow_left + label_width, y = flow->y + 1;
    type_size(layout, NULL, &height);
    if (cells) flow_open_head(flow, SCOPE_ROW);
    type_color(flow->cr, INK, 1);
    cairo_move_to(flow->cr, flow_left, flow->y);
    pango_cairo_show_layout(flow->cr, layout);
    if (cells) cairo_tag_end(flow->cr, "TH");
    type_box(flow->cr, x, y, bar_width, bar_height, 2);
    type_color(flow->cr, TEAL_TINT, 1);
    cairo_fill(flow->cr);
    if (count > 0 && most > 0) {
        type_box(flow->cr, x, y, fmax(bar_width * count / most, 4), bar_height, 2);
        type_color(flow->cr, TEAL, 1);
        cairo_fill(flow->cr);
    }
    if (cells) cairo_tag_begin(flow->cr, "TD", NULL);
    (void)type_text(flow->cr, x + bar_width + 8, flow->y, number, FACE_SEMIBOLD, 9.5, 0, INK);
    if (cells) cairo_tag_end(flow->cr, "TD");
    return fmax(height, 13) + 3;
}

static PangoLayout *bar_label(Flow *flow, const char *label, double *out_height) {
    PangoLayout *layout = type_layout(flow->cr, label, FACE_REGULAR, 9.5, label_width - 10);
    pango_layout_set_height(layout, -4);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    type_size(layout, NULL, out_height);
    return layout;
}

void flow_bar(Flow *flow, const char *label, int count, int most) {
    double height;
    flow_table_end(flow);
    PangoLayout *layout = bar_label(flow, label, &height);
    flow_need(flow, height + 4);
    cairo_tag_begin(flow->cr, "P", NULL);
    flow->y += draw_bar(flow, layout, count, most, false);
    cairo_tag_end(flow->cr, "P");
    g_object_unref(layout);
}

// The heads are there to be heard, and small.
static void hidden_heads(Flow *flow, const char *labels_head, const char *counts_head) {
    const char *const heads[] = {labels_head, counts_head};
    cairo_tag_begin(flow->cr, "TR", NULL);
    for (int i = 0; i < 2; i++) {
        flow_open_head(flow, SCOPE_COLUMN);
        (void)type_text(flow->cr, i ? flow_left + label_width + bar_width + 8 : flow_left, flow->y,
                        heads[i], FACE_REGULAR, 7, 0, INK_SOFT);
        cairo_tag_end(flow->cr, "TH");
    }
    cairo_tag_end(flow->cr, "TR");
    flow->y += 12;
}

void flow_bars(Flow *flow, const char *labels_head, const char *counts_head, const FlowBar *bars,
               int count, int most) {
    flow_table_end(flow);
    if (count == 0) return;
    flow_need(flow, 60);
    cairo_tag_begin(flow->cr, "Table", NULL);
    hidden_heads(flow, labels_head, counts_head);
    for (int i = 0; i < count; i++) {
        double height;
        PangoLayout *layout = bar_label(flow, bars[i].label, &height);
        flow_need(flow, height + 4);
        cairo_tag_begin(flow->cr, "TR", NULL);
        flow->y += draw_bar(flow, layout, bars[i].count, most, true);
        cairo_tag_end(flow->cr, "TR");
        g_object_unref(layout);
    }
    cairo_tag_end(flow->cr, "Table");
}
