// The poster as a picture of 3840 pixels wide, for a wall or a slide, with a head and a foot. Without the
// pack: what was chosen, as rows of dots. Cairo draws; the file is written here, because the writer
// that comes with Cairo takes longer than the drawing.
#include "report/poster.h"

#include "base/i18n.h"
#include "report/type.h"
#include "report/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// All sizes below are in a picture of 2480 wide.
enum { PNG_WIDTH = 3840, UNITS = 2480, MARGIN = 90, HEAD = 300, FOOT = 250, ROW = 92 };

// ---- The file ------------------------------------------------------------------------------------

static void put_number(unsigned char *out, uint32_t value) {
    for (int i = 0; i < 4; i++) out[i] = (unsigned char)(value >> (24 - 8 * i));
}

static void put_chunk(Str *out, const char *type, const unsigned char *bytes, size_t n) {
    unsigned char number[4];
    put_number(number, (uint32_t)n);
    str_append_bytes(out, (const char *)number, 4);
    str_append_bytes(out, type, 4);
    str_append_bytes(out, (const char *)bytes, n);
    uLong crc = crc32(0, (const Bytef *)type, 4);
    if (n > 0) crc = crc32(crc, bytes, (uInt)n);
    put_number(number, (uint32_t)crc);
    str_append_bytes(out, (const char *)number, 4);
}

// One row as the difference with the one above it, which is mostly nothing in a drawing.
static void filter_row(const unsigned char *row, const unsigned char *above, int width,
                       unsigned char *out) {
    *out++ = 2;
    for (int x = 0; x < width; x++, row += 4) {
        for (int channel = 2; channel >= 0; channel--)
            *out++ = (unsigned char)(row[channel] - (above ? above[channel] : 0));
        if (above) above += 4;
    }
}

static bool pack(cairo_surface_t *surface, int width, int height, Str *out) {
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    size_t row_bytes = (size_t)width * 3 + 1, room = 256 * 1024;
    unsigned char *row = malloc(row_bytes), *packed = malloc(room);
    z_stream z = {0};
    bool fine = row && packed && deflateInit(&z, 2) == Z_OK, open = fine;
    for (int y = 0; y <= height && fine; y++) {
        const unsigned char *at = pixels + (ptrdiff_t)stride * y;
        if (y < height) filter_row(at, y ? at - stride : NULL, width, row);
        z.next_in = row;
        z.avail_in = y < height ? (uInt)row_bytes : 0;
        int status;
        do {
            z.next_out = packed;
            z.avail_out = (uInt)room;
            status = deflate(&z, y < height ? Z_NO_FLUSH : Z_FINISH);
            if (room > z.avail_out) put_chunk(out, "IDAT", packed, room - z.avail_out);
        } while (z.avail_out == 0 && status == Z_OK);
        fine = status == Z_OK || status == Z_BUF_ERROR || status == Z_STREAM_END;
    }
    if (open) (void)deflateEnd(&z);
    free(row);
    free(packed);
    return fine && str_ok(out);
}

static Err finish_png(cairo_t *cr, Str *out, ErrInfo *info) {
    cairo_surface_t *surface = cairo_get_target(cr);
    cairo_surface_flush(surface);
    cairo_status_t status = cairo_status(cr);
    int width = cairo_image_surface_get_width(surface),
        height = cairo_image_surface_get_height(surface);
    unsigned char head[13] = {[8] = 8, [9] = 2};
    put_number(head, (uint32_t)width);
    put_number(head + 4, (uint32_t)height);
    str_append_bytes(out, "\x89PNG\r\n\x1A\n", 8);
    put_chunk(out, "IHDR", head, sizeof head);
    bool fine = status == CAIRO_STATUS_SUCCESS && pack(surface, width, height, out);
    put_chunk(out, "IEND", head, 0);
    cairo_destroy(cr);
    if (fine && str_ok(out)) return ERR_NONE;
    return err_set(info, status == CAIRO_STATUS_SUCCESS ? ERR_MEMORY : ERR_MACHINE, 0,
                   "the picture cannot be made (%s)", cairo_status_to_string(status));
}

// ---- The picture ---------------------------------------------------------------------------------

// height: in the units of 2480 wide.
static cairo_t *start_png(double height) {
    double scale = (double)PNG_WIDTH / UNITS;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, PNG_WIDTH, (int)(height * scale + 0.5));
    cairo_t *cr = cairo_create(surface);
    cairo_surface_destroy(surface);
    type_color(cr, PAPER, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    return cr;
}

static void draw_head(cairo_t *cr, const ReportInput *input, const Outcome *outcome) {
    const Session *s = outcome->session;
    char line[900];
    words_headline(s, line, sizeof line);
    double y = 64;
    y += type_text(cr, MARGIN, y, words_title(input), FACE_SEMIBOLD, 38, 0, INK_SOFT) + 6;
    PangoLayout *title = type_layout(cr, words_group(s), FACE_BOLD, 84, UNITS - 2 * MARGIN);
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
                       _n("Dots placed by %d person.", "Dots placed by %d people.",
                          (unsigned long)outcome->dots_people),
                       outcome->dots_people);
        y += type_text(cr, MARGIN, y, line, FACE_REGULAR, 36, 0, INK) + 6;
    }
    y += poster_legend(cr, outcome, MARGIN, y, UNITS - 2 * MARGIN, 36) + 6;
    (void)type_text(cr, MARGIN, y, keep, FACE_REGULAR, 36, 0, INK_SOFT);
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
        (void)type_text(cr, UNITS - MARGIN - 80, y, number, FACE_BOLD, 44, 0, INK);
    }
    if (outcome->dots_count == 0)
        (void)type_text(cr, MARGIN, y, _("No dots were placed on the poster."), FACE_REGULAR, 44, 0,
                        INK_SOFT);
}

Err report_png(const ReportInput *input, Str *out, ErrInfo *info) {
    Outcome outcome;
    outcome_gather(input, input->sessions[0], &outcome);
    bool poster = poster_can_draw(input);
    double width = UNITS - 2 * MARGIN;
    double body = poster ? poster_height(input, width) : (outcome.dots_count + 1) * ROW;
    cairo_t *cr = start_png(HEAD + body + FOOT);
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
