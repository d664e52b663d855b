// Pango does what printed text needs: line breaks, kerning, other scripts and emoji from the fonts of
// the machine. Metrics are not rounded to pixels, so that a line is as long in a PDF as in a PNG.
#include "report/type.h"

#include "report/report.h"

#include <fontconfig/fontconfig.h>
#include <math.h>

static const char family[] =
    "Atkinson Hyperlegible Next, Atkinson Hyperlegible, DejaVu Sans, sans-serif";

void report_use_fonts(const char *fonts_dir) {
    (void)FcConfigAppFontAddDir(NULL, (const FcChar8 *)fonts_dir);
}

void type_color(cairo_t *cr, uint32_t rgb, double alpha) {
    cairo_set_source_rgba(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                          (rgb & 255) / 255.0, alpha);
}

PangoLayout *type_layout(cairo_t *cr, const char *text, Face face, double size, double width) {
    static const PangoWeight weights[] = {PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_SEMIBOLD,
                                          PANGO_WEIGHT_BOLD};
    PangoLayout *layout = pango_cairo_create_layout(cr);
    PangoContext *context = pango_layout_get_context(layout);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_destroy(options);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, family);
    pango_font_description_set_weight(font, weights[face]);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, text, -1);
    pango_layout_set_line_spacing(layout, size >= 16 ? 1.08f : 1.18f);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (width > 0) pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    return layout;
}

void type_size(PangoLayout *layout, double *out_w, double *out_h) {
    PangoRectangle box;
    pango_layout_get_extents(layout, NULL, &box);
    if (out_w) *out_w = (double)box.width / PANGO_SCALE;
    if (out_h) *out_h = (double)box.height / PANGO_SCALE;
}

double type_text(cairo_t *cr, double x, double y, const char *text, Face face, double size,
                 double width, uint32_t rgb) {
    PangoLayout *layout = type_layout(cr, text, face, size, width);
    double h;
    type_size(layout, NULL, &h);
    type_color(cr, rgb, 1);
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout(cr, layout);
    g_object_unref(layout);
    return h;
}

void type_box(cairo_t *cr, double x, double y, double w, double h, double radius) {
    cairo_new_sub_path(cr);
    cairo_arc(cr, x + w - radius, y + radius, radius, -M_PI / 2, 0);
    cairo_arc(cr, x + w - radius, y + h - radius, radius, 0, M_PI / 2);
    cairo_arc(cr, x + radius, y + h - radius, radius, M_PI / 2, M_PI);
    cairo_arc(cr, x + radius, y + radius, radius, M_PI, 3 * M_PI / 2);
    cairo_close_path(cr);
}

static void polygon(cairo_t *cr, double x, double y, double radius, int corners, double turn,
                    double inner) {
    int n = inner > 0 ? corners * 2 : corners;
    for (int i = 0; i < n; i++) {
        double angle = turn + 2 * M_PI * i / n,
               reach = inner > 0 && i % 2 ? radius * inner : radius;
        cairo_line_to(cr, x + reach * sin(angle), y - reach * cos(angle));
    }
    cairo_close_path(cr);
}

static void cross(cairo_t *cr, double x, double y, double radius) {
    double arm = radius * 0.94, half = arm / 3;
    cairo_rectangle(cr, x - half, y - arm, half * 2, arm * 2);
    cairo_rectangle(cr, x - arm, y - half, arm * 2, half * 2);
}

void type_shape(cairo_t *cr, Shape shape, double x, double y, double radius) {
    cairo_new_path(cr);
    switch (shape) {
    case SHAPE_TRIANGLE: polygon(cr, x, y + radius * 0.15, radius * 1.12, 3, 0, 0); break;
    case SHAPE_SQUARE: polygon(cr, x, y, radius * 1.22, 4, M_PI / 4, 0); break;
    case SHAPE_DIAMOND: polygon(cr, x, y, radius * 1.06, 4, 0, 0); break;
    case SHAPE_HEXAGON: polygon(cr, x, y, radius * 1.02, 6, M_PI / 6, 0); break;
    case SHAPE_STAR: polygon(cr, x, y, radius * 1.1, 5, 0, 0.45); break;
    case SHAPE_PENTAGON: polygon(cr, x, y, radius * 1.04, 5, 0, 0); break;
    case SHAPE_CROSS: cross(cr, x, y, radius); break;
    case SHAPE_CIRCLE:
    case SHAPE_COUNT: cairo_arc(cr, x, y, radius, 0, 2 * M_PI); break;
    }
    cairo_fill(cr);
}
