// The one place that knows how a drawing looks outside the screen. The line is that of base/ink.h, so
// that it is the same everywhere.
#include "report/ink.h"

#include "base/i18n.h"
#include "base/ink.h"
#include "report/html.h"
#include "report/type.h"

#include <stdio.h>

double ink_tall(const Note *note, double width) {
    return note->ink_count > 0 ? width * INK_TALL / INK_WIDE : 0;
}

static void cairo_move(void *context, double x, double y) {
    cairo_move_to(context, x, y);
}
static void cairo_line(void *context, double x, double y) {
    cairo_line_to(context, x, y);
}
static void cairo_curve(void *context, double x1, double y1, double x2, double y2, double x,
                        double y) {
    cairo_curve_to(context, x1, y1, x2, y2, x, y);
}

void ink_show(cairo_t *cr, const Note *note, double x, double y, double width, uint32_t rgb) {
    static const InkPath path = {cairo_move, cairo_line, cairo_curve};
    int at = 0;
    InkStroke stroke;
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, width / INK_WIDE, width / INK_WIDE);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    type_color(cr, rgb, 1);
    while (ink_next(note->ink, note->ink_count, &at, &stroke)) {
        cairo_set_line_width(cr, (double)ink_pen_wide(stroke.thickness));
        ink_trace(&stroke, &path, cr);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}

// Tenths of a unit are finer than anybody sees, and do not depend on the locale.
static void number(Str *out, double value) {
    long tenths = (long)(value * 10 + 0.5);
    str_format(out, tenths % 10 ? "%ld.%ld" : "%ld", tenths / 10, tenths % 10);
}

static void pair(Str *out, char letter, double x, double y) {
    if (letter) str_append_bytes(out, &letter, 1);
    number(out, x);
    str_append(out, " ");
    number(out, y);
}

static void svg_move(void *context, double x, double y) {
    pair(context, 'M', x, y);
}
static void svg_line(void *context, double x, double y) {
    pair(context, 'L', x, y);
}
static void svg_curve(void *context, double x1, double y1, double x2, double y2, double x,
                      double y) {
    pair(context, 'C', x1, y1);
    pair(context, ' ', x2, y2);
    pair(context, ' ', x, y);
}

void ink_svg(const Note *note, Str *out) {
    static const InkPath path = {svg_move, svg_line, svg_curve};
    int at = 0;
    InkStroke stroke;
    if (note->ink_count == 0) return;
    char words[INK_WORDS_MAX];
    str_format(out,
               "<svg viewBox=\"0 0 %d %d\" role=\"img\" style=\"display:block;width:100%%\" "
               "fill=\"none\" stroke=\"currentColor\" stroke-linecap=\"round\" "
               "stroke-linejoin=\"round\"><title>",
               INK_WIDE, INK_TALL);
    html_text(out, ink_words(note, words));
    str_append(out, "</title>");
    while (ink_next(note->ink, note->ink_count, &at, &stroke)) {
        str_format(out, "<path stroke-width=\"%d\" d=\"", (int)ink_pen_wide(stroke.thickness));
        ink_trace(&stroke, &path, out);
        str_append(out, "\"/>");
    }
    str_append(out, "</svg>");
}

void ink_json(const Note *note, cJSON *to) {
    int at = 0;
    InkStroke stroke;
    if (note->ink_count == 0) return;
    cJSON *strokes = cJSON_AddArrayToObject(to, "drawing");
    while (ink_next(note->ink, note->ink_count, &at, &stroke)) {
        cJSON *one = cJSON_CreateObject();
        (void)cJSON_AddStringToObject(one, "pen", stroke.thickness == INK_THICK ? "thick" : "thin");
        int points[2 * INK_POINTS_MAX];
        for (int i = 0; i < 2 * stroke.count; i++) points[i] = stroke.points[i];
        cJSON_AddItemToObject(one, "points", cJSON_CreateIntArray(points, 2 * stroke.count));
        cJSON_AddItemToArray(strokes, one);
    }
}

const char *ink_words(const Note *note, char buffer[INK_WORDS_MAX]) {
    if (note->ink_count == 0) return note->text;
    if (note->text[0] == '\0') return _("Drawing");
    (void)snprintf(buffer, INK_WORDS_MAX, "%s: %s", _("Drawing"), note->text);
    return buffer;
}
