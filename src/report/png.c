// The poster as a picture of 2480 pixels wide (A4 across at 300 dpi is 3508, so this prints well on a
// page upright), with a head and a foot. Without the pack: what was chosen, as rows of dots.
#include "report/poster.h"

#include "base/i18n.h"
#include "report/html.h"
#include "report/type.h"
#include "report/words.h"

#include <glib.h>
#include <stdio.h>

enum { PNG_WIDTH = 2480, IMG_WIDTH = 1600, MARGIN = 90, HEAD = 300, FOOT = 190, ROW = 92 };

static cairo_status_t append(void *context, const unsigned char *bytes, unsigned int n) {
    Str *out = context;
    str_append_bytes(out, (const char *)bytes, n);
    return str_ok(out) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_NO_MEMORY;
}

static Err finish_png(cairo_t *cr, Str *out, ErrInfo *info) {
    cairo_surface_t *surface = cairo_get_target(cr);
    cairo_status_t status = cairo_status(cr);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(surface, append, out);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS) return ERR_NONE;
    return err_set(info, status == CAIRO_STATUS_NO_MEMORY ? ERR_MEMORY : ERR_MACHINE, 0,
                   "the picture cannot be made (%s)", cairo_status_to_string(status));
}

static cairo_t *start_png(int width, int height) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(surface);
    cairo_surface_destroy(surface);
    type_color(cr, PAPER, 1);
    cairo_paint(cr);
    return cr;
}

static void draw_head(cairo_t *cr, const ReportInput *input, const Outcome *outcome) {
    const Session *s = outcome->session;
    char day[64], people[64], line[512];
    words_day(s->created_ms, day, sizeof day);
    words_people(s, people, sizeof people);
    (void)snprintf(line, sizeof line, "%s · %s · %s", s->place, day, people);
    double y = 64;
    y += type_text(cr, MARGIN, y, words_title(input), FACE_SEMIBOLD, 38, 0, INK_SOFT) + 6;
    PangoLayout *title = type_layout(cr, *s->group ? s->group : _("The outcome of a meeting"),
                                     FACE_BOLD, 84, PNG_WIDTH - 2 * MARGIN);
    pango_layout_set_height(title, -1);
    pango_layout_set_ellipsize(title, PANGO_ELLIPSIZE_END);
    double h;
    type_size(title, NULL, &h);
    type_color(cr, INK, 1);
    cairo_move_to(cr, MARGIN, y);
    pango_cairo_show_layout(cr, title);
    g_object_unref(title);
    (void)type_text(cr, MARGIN, y + h + 4, line, FACE_REGULAR, 44, 0, INK);
}

static void draw_foot(cairo_t *cr, const Outcome *outcome, double y) {
    char keep[200], line[400];
    words_keep(outcome->session, keep, sizeof keep);
    if (outcome->dots_people > 0) {
        (void)snprintf(line, sizeof line,
                       _("Dots placed by %d people. The teal frame marks what was chosen."),
                       outcome->dots_people);
        y += type_text(cr, MARGIN, y, line, FACE_REGULAR, 36, 0, INK) + 6;
    }
    y += type_text(cr, MARGIN, y, keep, FACE_REGULAR, 36, 0, INK_SOFT) + 6;
}

static void draw_rows(cairo_t *cr, const Outcome *outcome) {
    double y = HEAD;
    for (int i = 0; i < outcome->dots_count; i++, y += ROW) {
        char number[16];
        (void)snprintf(number, sizeof number, "%d", outcome->dots[i].dots);
        (void)type_text(cr, MARGIN, y, outcome->dots[i].title, FACE_SEMIBOLD, 44, 1000, INK);
        type_color(cr, TEAL, 1);
        int drawn = outcome->dots[i].dots < 24 ? outcome->dots[i].dots : 24;
        for (int d = 0; d < drawn; d++)
            type_shape(cr, SHAPE_CIRCLE, MARGIN + 1090 + d * 44, y + 30, 17);
        (void)type_text(cr, PNG_WIDTH - MARGIN - 80, y, number, FACE_BOLD, 44, 0, INK);
    }
    if (outcome->dots_count == 0)
        (void)type_text(cr, MARGIN, y, _("No dots were placed on the poster."), FACE_REGULAR, 44, 0,
                        INK_SOFT);
}

Err report_png(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    bool poster = poster_can_draw(input);
    double width = PNG_WIDTH - 2 * MARGIN;
    double body = poster ? poster_height(input, width) : (outcome.dots_count + 1) * ROW;
    cairo_t *cr = start_png(PNG_WIDTH, (int)(HEAD + body + FOOT));
    draw_head(cr, input, &outcome);
    Err err = ERR_NONE;
    if (poster) {
        cairo_save(cr);
        cairo_translate(cr, MARGIN, HEAD);
        err = poster_draw(cr, input, &outcome, width, 30, true, info);
        cairo_restore(cr);
    } else {
        draw_rows(cr, &outcome);
    }
    draw_foot(cr, &outcome, HEAD + body + 34);
    outcome_finish(&outcome);
    if (err) {
        cairo_destroy(cr);
        return err;
    }
    return finish_png(cr, out, info);
}

void report_poster_img(const ReportInput *input, const Outcome *outcome, Str *out) {
    if (!poster_can_draw(input)) return;
    cairo_t *cr = start_png(IMG_WIDTH, (int)poster_height(input, IMG_WIDTH));
    if (poster_draw(cr, input, outcome, IMG_WIDTH, 24, false, NULL)) {
        cairo_destroy(cr);
        return;
    }
    Str png;
    str_init(&png);
    if (!finish_png(cr, &png, NULL)) {
        str_append(out, "<img class=\"poster\" alt=\"");
        html_text(out, text_in(&input->scene->image_alt, input->lang));
        str_append(out, "\" src=\"data:image/png;base64,");
        char *base64 = g_base64_encode((const guchar *)png.text, png.length);
        str_append(out, base64);
        g_free(base64);
        str_append(out, "\">\n");
    }
    str_finish(&png);
}
