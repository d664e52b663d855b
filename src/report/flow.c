// Cairo makes a tagged PDF: headings and paragraphs are marked as such for a screen reader, bars and
// lines are not.
#include "report/flow.h"

#include "base/i18n.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const double page_width = 595.28, page_height = 841.89;
const double flow_left = 54, flow_width = 487.28, flow_top = 54, flow_bottom = 778;

typedef struct {
    const char *tag;
    Face face;
    double size, before, after, keep;  // keep: with what follows
    uint32_t color;
} StyleSpec;

static const StyleSpec styles[TEXT_STYLES] = {
    [TEXT_TITLE] = {"H1", FACE_BOLD, 27, 0, 5, 60, INK},
    [TEXT_PART] = {"H2", FACE_BOLD, 17, 20, 2, 90, INK},
    [TEXT_QUESTION] = {"H3", FACE_SEMIBOLD, 12.5, 11, 3, 60, INK},
    [TEXT_SUB] = {"H4", FACE_BOLD, 10, 9, 4, 40, TEAL_SHADE},
    [TEXT_LEAD] = {"P", FACE_REGULAR, 12.5, 0, 4, 0, INK},
    [TEXT_BODY] = {"P", FACE_REGULAR, 10, 2, 3, 0, INK},
    [TEXT_SMALL] = {"P", FACE_REGULAR, 8.5, 0, 3, 0, INK_SOFT},
    [TEXT_NOTICE] = {"P", FACE_SEMIBOLD, 9.5, 3, 5, 0, OCHRE_SHADE},
};

static cairo_status_t append(void *context, const unsigned char *bytes, unsigned int n) {
    Str *out = context;
    if (out) str_append_bytes(out, (const char *)bytes, n);
    return !out || str_ok(out) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static void draw_foot(Flow *flow) {
    char number[64];
    (void)snprintf(number, sizeof number, _("%d of %d"), flow->page,
                   flow->pages ? flow->pages : flow->page);
    type_color(flow->cr, LINE, 1);
    cairo_set_line_width(flow->cr, 0.7);
    cairo_move_to(flow->cr, flow_left, 797);
    cairo_line_to(flow->cr, flow_left + flow_width, 797);
    cairo_stroke(flow->cr);
    (void)type_text(flow->cr, flow_left, 803, flow->foot, FACE_REGULAR, 8, flow_width - 70,
                    INK_SOFT);
    PangoLayout *layout = type_layout(flow->cr, number, FACE_REGULAR, 8, 0);
    double w;
    type_size(layout, &w, NULL);
    cairo_move_to(flow->cr, flow_left + flow_width - w, 803);
    type_color(flow->cr, INK_SOFT, 1);
    pango_cairo_show_layout(flow->cr, layout);
    g_object_unref(layout);
}

static void next_page(Flow *flow) {
    draw_foot(flow);
    cairo_show_page(flow->cr);
    flow->page++;
    flow->y = flow_top;
}

void flow_need(Flow *flow, double height) {
    if (flow->y + height > flow_bottom && flow->y > flow_top) next_page(flow);
}

void flow_space(Flow *flow, double height) {
    if (flow->y > flow_top) flow->y += height;
}

void flow_text(Flow *flow, TextStyle style, const char *text) {
    const StyleSpec *spec = &styles[style];
    flow_space(flow, spec->before);
    flow_need(flow, spec->size * 1.4 + spec->keep);
    if (style == TEXT_PART) {
        type_color(flow->cr, TEAL, 1);
        cairo_rectangle(flow->cr, flow_left, flow->y, 36, 3);
        cairo_fill(flow->cr);
        flow->y += 9;
    }
    PangoLayout *layout = type_layout(flow->cr, text, spec->face, spec->size, flow_width);
    type_color(flow->cr, spec->color, 1);
    cairo_tag_begin(flow->cr, spec->tag, NULL);
    int count = pango_layout_get_line_count(layout);
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    double from = flow->y, skipped = 0;
    for (int i = 0; i < count; i++, (void)pango_layout_iter_next_line(at)) {
        PangoRectangle line;
        pango_layout_iter_get_line_extents(at, NULL, &line);
        double top = (double)line.y / PANGO_SCALE, height = (double)line.height / PANGO_SCALE;
        if (from + top - skipped + height > flow_bottom) {
            cairo_tag_end(flow->cr, spec->tag);
            next_page(flow);
            type_color(flow->cr, spec->color, 1);
            cairo_tag_begin(flow->cr, spec->tag, NULL);
            from = flow->y;
            skipped = top;
        }
        cairo_move_to(flow->cr, flow_left + (double)line.x / PANGO_SCALE,
                      from - skipped + (double)pango_layout_iter_get_baseline(at) / PANGO_SCALE);
        pango_cairo_show_layout_line(flow->cr, pango_layout_iter_get_line_readonly(at));
        flow->y = from - skipped + top + height;
    }
    cairo_tag_end(flow->cr, spec->tag);
    pango_layout_iter_free(at);
    g_object_unref(layout);
    flow->y += spec->after;
}

void flow_bar(Flow *flow, const char *label, int count, int most) {
    static const double label_width = 190, bar_width = 250;
    char number[16];
    (void)snprintf(number, sizeof number, "%d", count);
    PangoLayout *layout = type_layout(flow->cr, label, FACE_REGULAR, 9.5, label_width - 10);
    double height;
    type_size(layout, NULL, &height);
    flow_need(flow, height + 4);
    cairo_tag_begin(flow->cr, "P", NULL);
    type_color(flow->cr, INK, 1);
    cairo_move_to(flow->cr, flow_left, flow->y);
    pango_cairo_show_layout(flow->cr, layout);
    g_object_unref(layout);
    double x = flow_left + label_width, y = flow->y + 1;
    type_box(flow->cr, x, y, bar_width, 11, 2);
    type_color(flow->cr, TEAL_TINT, 1);
    cairo_fill(flow->cr);
    if (count > 0 && most > 0) {
        type_box(flow->cr, x, y, fmax(bar_width * count / most, 4), 11, 2);
        type_color(flow->cr, TEAL, 1);
        cairo_fill(flow->cr);
    }
    (void)type_text(flow->cr, x + bar_width + 8, flow->y, number, FACE_SEMIBOLD, 9.5, 0, INK);
    cairo_tag_end(flow->cr, "P");
    flow->y += fmax(height, 13) + 3;
}

void flow_row(Flow *flow, const char *const *cells, const double *widths, int count, bool head,
              int bold, int right_from) {
    enum { CELLS_MAX = 24 };
    PangoLayout *layouts[CELLS_MAX];
    double tallest = 0, size = head ? 8.5 : 10;
    for (int i = 0; i < count && i < CELLS_MAX; i++) {
        double height;
        layouts[i] =
            type_layout(flow->cr, cells[i], i == bold || head ? FACE_SEMIBOLD : FACE_REGULAR, size,
                        widths[i] - 10);
        if (i >= right_from) pango_layout_set_alignment(layouts[i], PANGO_ALIGN_RIGHT);
        type_size(layouts[i], NULL, &height);
        tallest = fmax(tallest, height);
    }
    flow_need(flow, tallest + 10 + (head ? 40 : 0));
    double x = flow_left;
    for (int i = 0; i < count && i < CELLS_MAX; i++) {
        cairo_tag_begin(flow->cr, "P", NULL);
        type_color(flow->cr, head ? INK_SOFT : INK, 1);
        cairo_move_to(flow->cr, x, flow->y + 4);
        pango_cairo_show_layout(flow->cr, layouts[i]);
        cairo_tag_end(flow->cr, "P");
        g_object_unref(layouts[i]);
        x += widths[i];
    }
    flow->y += tallest + 9;
    type_color(flow->cr, LINE, 1);
    cairo_set_line_width(flow->cr, head ? 1.2 : 0.7);
    cairo_move_to(flow->cr, flow_left, flow->y);
    cairo_line_to(flow->cr, flow_left + flow_width, flow->y);
    cairo_stroke(flow->cr);
    flow->y += 1;
}

static Err run(Flow *flow, FlowWrite *write, const void *context, const char *title,
               ErrInfo *info) {
    flow->surface = cairo_pdf_surface_create_for_stream(append, flow->out, page_width, page_height);
    cairo_pdf_surface_set_metadata(flow->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(flow->surface, CAIRO_PDF_METADATA_CREATOR, "Praatplaat");
    flow->cr = cairo_create(flow->surface);
    flow->page = 1;
    flow->y = flow_top;
    Err err = write(flow, context, info);
    draw_foot(flow);
    cairo_show_page(flow->cr);
    cairo_status_t status = cairo_status(flow->cr);
    cairo_destroy(flow->cr);
    cairo_surface_finish(flow->surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(flow->surface);
    cairo_surface_destroy(flow->surface);
    if (err || status == CAIRO_STATUS_SUCCESS) return err;
    return err_set(info, status == CAIRO_STATUS_NO_MEMORY ? ERR_MEMORY : ERR_MACHINE, 0,
                   "the PDF cannot be made (%s): try again", cairo_status_to_string(status));
}

Err flow_make(FlowWrite *write, const void *context, const char *title, const char *foot, Str *out,
              ErrInfo *info) {
    Flow flow = {.foot = foot};
    Err err = run(&flow, write, context, title, info);
    if (err) return err;
    Flow second = {.foot = foot, .out = out, .pages = flow.page};
    return run(&second, write, context, title, info);
}
