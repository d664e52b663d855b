// Cairo makes a tagged PDF: headings, paragraphs, lists and tables are marked as such for a screen
// reader; bars, lines and what stands at the head and foot of every page are not.
#include "report/flow.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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

static void draw_running(Flow *flow, double y, const char *left, const char *right) {
    PangoLayout *layout = type_layout(flow->cr, right, FACE_REGULAR, 8, 0);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    if (*right) {
        pango_layout_set_width(layout, (int)(flow_width * 0.55 * PANGO_SCALE));
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
        pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    }
    cairo_move_to(flow->cr, flow_left + flow_width * 0.45, y);
    type_color(flow->cr, INK_SOFT, 1);
    pango_cairo_show_layout(flow->cr, layout);
    pango_layout_set_text(layout, left, -1);
    pango_layout_set_width(layout, (int)(flow_width * 0.43 * PANGO_SCALE));
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT);
    cairo_move_to(flow->cr, flow_left, y);
    pango_cairo_show_layout(flow->cr, layout);
    g_object_unref(layout);
}

static void draw_line(Flow *flow, double y) {
    type_color(flow->cr, LINE, 1);
    cairo_set_line_width(flow->cr, 0.7);
    cairo_move_to(flow->cr, flow_left, y);
    cairo_line_to(flow->cr, flow_left + flow_width, y);
    cairo_stroke(flow->cr);
}

static void draw_foot(Flow *flow) {
    char number[64];
    (void)snprintf(number, sizeof number, _("%d of %d"), flow->page,
                   flow->pages ? flow->pages : flow->page);
    draw_line(flow, 797);
    draw_running(flow, 803, flow->foot, number);
}

void flow_next_page(Flow *flow) {
    draw_foot(flow);
    cairo_show_page(flow->cr);
    flow->page++;
    flow->y = flow_top;
    if (!flow->head) return;
    draw_running(flow, 27, flow->head, flow->part);
    draw_line(flow, 42);
}

void flow_need(Flow *flow, double height) {
    if (flow->y + height > flow_bottom && flow->y > flow_top) flow_next_page(flow);
}

void flow_space(Flow *flow, double height) {
    if (flow->y > flow_top) flow->y += height;
}

// ---- Structure -----------------------------------------------------------------------------------

void flow_open(Flow *flow, const char *tag) {
    flow_table_end(flow);
    cairo_tag_begin(flow->cr, tag, NULL);
}

void flow_close(Flow *flow, const char *tag) {
    flow_table_end(flow);
    cairo_tag_end(flow->cr, tag);
}

void flow_open_figure(Flow *flow, const char *alt) {
    flow_table_end(flow);
    if (flow->figure_count < FLOW_FIGURES_MAX)
        flow->figures[flow->figure_count++] = arena_strdup(&flow->arena, alt);
    cairo_tag_begin(flow->cr, "Figure", NULL);
}

void flow_open_head(Flow *flow, PdfScope scope) {
    if (flow->head_count < FLOW_HEADS_MAX) flow->heads[flow->head_count++] = scope;
    cairo_tag_begin(flow->cr, "TH", NULL);
}

// Parts are chapters; a question hangs below its part.
static void add_bookmark(Flow *flow, TextStyle style, const char *text) {
    if (style != TEXT_PART && style != TEXT_QUESTION) return;
    char where[64];
    (void)snprintf(where, sizeof where, "page=%d pos=[0 %d]", flow->page,
                   (int)(flow->y > 20 ? flow->y - 20 : 0));
    bool part = style == TEXT_PART;
    int made = cairo_pdf_surface_add_outline(
        flow->surface, part ? CAIRO_PDF_OUTLINE_ROOT : flow->part_outline, text, where,
        part ? CAIRO_PDF_OUTLINE_FLAG_BOLD : (cairo_pdf_outline_flags_t)0);
    if (!part) return;
    flow->part_outline = made;
    (void)str_copy(flow->part, sizeof flow->part, text);
}

// ---- Text ----------------------------------------------------------------------------------------

double flow_lines(Flow *flow, PangoLayout *layout, double x, double y, double bottom, int *line) {
    PangoLayoutIter *at = pango_layout_get_iter(layout);
    int count = pango_layout_get_line_count(layout), number = 0;
    double skipped = 0, taken = 0;
    for (; number < count; number++, (void)pango_layout_iter_next_line(at)) {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(at, NULL, &box);
        double top = (double)box.y / PANGO_SCALE, height = (double)box.height / PANGO_SCALE;
        if (number < *line) {
            skipped = top + height;
            continue;
        }
        if (number == *line) skipped = top;
        if (y + top - skipped + height > bottom) break;
        cairo_move_to(flow->cr, x + (double)box.x / PANGO_SCALE,
                      y - skipped + (double)pango_layout_iter_get_baseline(at) / PANGO_SCALE);
        pango_cairo_show_layout_line(flow->cr, pango_layout_iter_get_line_readonly(at));
        taken = top - skipped + height;
    }
    *line = number;
    pango_layout_iter_free(at);
    return taken;
}

void flow_text(Flow *flow, TextStyle style, const char *text) {
    const StyleSpec *spec = &styles[style];
    flow_table_end(flow);
    flow_space(flow, spec->before);
    flow_need(flow, spec->size * 1.4 + spec->keep);
    add_bookmark(flow, style, text);
    if (style == TEXT_PART) {
        type_color(flow->cr, TEAL, 1);
        cairo_rectangle(flow->cr, flow_left, flow->y, 36, 3);
        cairo_fill(flow->cr);
        flow->y += 9;
    }
    PangoLayout *layout = type_layout(flow->cr, text, spec->face, spec->size, flow_width);
    int line = 0, count = pango_layout_get_line_count(layout);
    while (line < count) {
        type_color(flow->cr, spec->color, 1);
        cairo_tag_begin(flow->cr, spec->tag, NULL);
        flow->y += flow_lines(flow, layout, flow_left, flow->y, flow_bottom, &line);
        cairo_tag_end(flow->cr, spec->tag);
        if (line < count) flow_next_page(flow);
    }
    g_object_unref(layout);
    flow->y += spec->after;
}

void flow_paragraphs(Flow *flow, TextStyle style, const char *text) {
    Str one;
    str_init(&one);
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t n = end ? (size_t)(end - text) : strlen(text);
        str_clear(&one);
        str_append_bytes(&one, text, n);
        if (n > 0) flow_text(flow, style, str_text(&one));
        flow_space(flow, 3);
        text += n + (end ? 2 : 0);
    }
    str_finish(&one);
}

// ---- The document --------------------------------------------------------------------------------

static void set_metadata(cairo_surface_t *surface, const FlowDocument *document) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Praatplaat");
    // The same meeting gives the same file, whenever it is made.
    char made[40] = "1970-01-01T00:00:00Z";
    if (document->made_ms > 0) clock_format_utc(document->made_ms / 1000 * 1000, made, sizeof made);
    char *point = strchr(made, '.');
    if (point) (void)snprintf(point, 2, "Z");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made);
}

static Err run(Flow *flow, FlowWrite *write, const void *context, const FlowDocument *document,
               ErrInfo *info) {
    flow->foot = document->foot;
    flow->head = document->head;
    flow->part_outline = CAIRO_PDF_OUTLINE_ROOT;
    arena_init(&flow->arena, 0);
    flow->surface = cairo_pdf_surface_create_for_stream(append, flow->out, page_width, page_height);
    // Plain objects, which pdf_finish reads.
    cairo_pdf_surface_restrict_to_version(flow->surface, CAIRO_PDF_VERSION_1_4);
    set_metadata(flow->surface, document);
    flow->cr = cairo_create(flow->surface);
    flow->page = 1;
    flow->y = flow_top;
    cairo_tag_begin(flow->cr, "Document", NULL);
    Err err = write(flow, context, info);
    flow_table_end(flow);
    cairo_tag_end(flow->cr, "Document");
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

Err flow_count(FlowWrite *write, const void *context, int *out_pages, ErrInfo *info) {
    static const FlowDocument plain = {.title = "", .foot = "", .lang = ""};
    Flow *flow = calloc(1, sizeof *flow);
    if (!flow) return err_set(info, ERR_MEMORY, 0, "no memory left to make the PDF");
    Err err = run(flow, write, context, &plain, info);
    *out_pages = flow->page;
    arena_finish(&flow->arena);
    free(flow);
    return err;
}

Err flow_make_document(FlowWrite *write, const void *context, const FlowDocument *document,
                       Str *out, ErrInfo *info) {
    Flow *flow = calloc(1, sizeof *flow);
    Str made;
    str_init(&made);
    if (!flow) return err_set(info, ERR_MEMORY, 0, "no memory left to make the PDF");
    Err err = run(flow, write, context, document, info);
    if (!err) {
        int pages = flow->page;
        arena_finish(&flow->arena);
        *flow = (Flow){.out = &made, .pages = pages};
        err = run(flow, write, context, document, info);
    }
    if (!err) {
        PdfExtras extras = {.lang = document->lang,
                            .title = document->title,
                            .author = "Praatplaat",
                            .figures = flow->figures,
                            .figure_count = flow->figure_count,
                            .heads = flow->heads,
                            .head_count = flow->head_count};
        if (!pdf_finish(&made, &extras)) log_line("the PDF is made, but without its language");
        str_append_bytes(out, str_text(&made), made.length);
    }
    arena_finish(&flow->arena);
    free(flow);
    str_finish(&made);
    return err;
}

Err flow_make(FlowWrite *write, const void *context, const char *title, const char *foot, Str *out,
              ErrInfo *info) {
    FlowDocument document = {.title = title, .head = title, .foot = foot, .lang = _("en")};
    return flow_make_document(write, context, &document, out, info);
}
