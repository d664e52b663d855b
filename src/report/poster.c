// The picture is drawn by librsvg from bytes without a base, so that it can refer to no other file.
// A PNG or JPEG goes the same way, wrapped in an SVG. On it stand plates: a block's name, its dots,
// its rating with n. Dots are counted, never told apart by role.
#include "report/poster.h"

#include "base/i18n.h"
#include "report/type.h"
#include "report/words.h"

#include <glib.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { DOTS_DRAWN_MAX = 10 };

bool poster_can_draw(const ReportInput *input) {
    return input->scene && input->picture && input->picture_bytes > 0;
}

double poster_height(const ReportInput *input, double width) {
    return width * input->scene->height / input->scene->width;
}

// ---- The picture ---------------------------------------------------------------------------------

static const char *bitmap_type(const char *bytes, size_t n) {
    if (n > 8 && memcmp(bytes, "\x89PNG\r\n\x1A\n", 8) == 0) return "image/png";
    if (n > 3 && memcmp(bytes, "\xFF\xD8\xFF", 3) == 0) return "image/jpeg";
    return NULL;
}

static RsvgHandle *open_picture(const ReportInput *input, GError **error) {
    const char *type = bitmap_type(input->picture, input->picture_bytes);
    if (!type)
        return rsvg_handle_new_from_data((const guint8 *)input->picture, input->picture_bytes,
                                         error);
    Str svg;
    str_init(&svg);
    str_format(&svg,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"><image "
               "width=\"%d\" height=\"%d\" preserveAspectRatio=\"none\" href=\"data:%s;base64,",
               input->scene->width, input->scene->height, input->scene->width, input->scene->height,
               type);
    char *base64 = g_base64_encode((const guchar *)input->picture, input->picture_bytes);
    str_append(&svg, base64);
    g_free(base64);
    str_append(&svg, "\"/></svg>");
    // Keeps a JPEG as it is in a PDF, instead of all its pixels.
    GInputStream *stream =
        g_memory_input_stream_new_from_data(str_text(&svg), (gssize)svg.length, NULL);
    RsvgHandle *handle = rsvg_handle_new_from_stream_sync(
        stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED | RSVG_HANDLE_FLAG_KEEP_IMAGE_DATA, NULL, error);
    g_object_unref(stream);
    str_finish(&svg);
    return handle;
}

const char *poster_type(const ReportInput *input) {
    const char *type = bitmap_type(input->picture, input->picture_bytes);
    return type ? type : "image/svg+xml";
}

Err poster_draw_picture(cairo_t *cr, const ReportInput *input, double width, ErrInfo *info) {
    GError *error = NULL;
    RsvgHandle *handle = open_picture(input, &error);
    bool fine = handle != NULL;
    if (fine) {
        RsvgRectangle viewport = {0, 0, width, poster_height(input, width)};
        fine = rsvg_handle_render_document(handle, cr, &viewport, &error);
        g_object_unref(handle);
    }
    if (fine) return ERR_NONE;
    Err err = err_set(info, ERR_MACHINE, 0,
                      "the poster's picture cannot be drawn (%s): check the scene pack",
                      error ? error->message : "no more is known");
    g_clear_error(&error);
    return err;
}

// ---- Plates --------------------------------------------------------------------------------------

typedef struct {
    const SceneBlock *block;
    bool chosen, rated;
    int dots;
    TallyRating rating;
} Plate;

bool poster_is_chosen(const ReportInput *input, const Session *session, int block) {
    for (int i = 0; i < session->chosen_count; i++) {
        int at = scene_find_assignment(input->scene, session->chosen[i]);
        if (at >= 0 && input->scene->assignments[at].block == block) return true;
    }
    return false;
}

static Plate read_plate(const ReportInput *input, const Outcome *outcome, int block) {
    Plate plate = {.block = &input->scene->blocks[block],
                   .chosen = poster_is_chosen(input, outcome->session, block)};
    plate.dots = outcome_dots_for(outcome, plate.block->id);
    plate.rating = outcome_rating_for(input, outcome, plate.block->id);
    plate.rated = plate.rating.n > 0;
    return plate;
}

static double dots_width(int dots, double text) {
    return (dots < DOTS_DRAWN_MAX ? dots : DOTS_DRAWN_MAX) * text * 0.8;
}

static void draw_dots(cairo_t *cr, double x, double y, int dots, double text) {
    type_color(cr, TEAL, 1);
    int drawn = dots < DOTS_DRAWN_MAX ? dots : DOTS_DRAWN_MAX;
    for (int i = 0; i < drawn; i++)
        type_shape(cr, SHAPE_CIRCLE, x + text * (0.4 + 0.8 * i), y + text * 0.6, text * 0.33);
    char number[16];
    (void)snprintf(number, sizeof number, "%d", dots);
    (void)type_text(cr, x + drawn * text * 0.8 + text * 0.25, y, number, FACE_BOLD, text, 0, INK);
}

static void draw_plate(cairo_t *cr, const ReportInput *input, const Plate *plate, double scale,
                       double text) {
    bool dots = plate->dots > 0, speaks = dots || plate->rated || plate->chosen;
    double size = speaks ? text * 1.06 : text * 0.92, pad = text * 0.5, line = text * 1.35, w,
           title_h;
    const char *title = text_in(&plate->block->title, input->lang);
    PangoLayout *layout =
        type_layout(cr, title, speaks ? FACE_BOLD : FACE_SEMIBOLD, size, text * 12.5);
    pango_layout_set_line_spacing(layout, 0.98f);
    pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    PangoRectangle box;
    pango_layout_get_extents(layout, NULL, &box);
    w = (double)box.width / PANGO_SCALE;
    title_h = (double)box.height / PANGO_SCALE;
    char rating[100];
    words_rating(&plate->rating, rating, sizeof rating);
    PangoLayout *rated = type_layout(cr, rating, FACE_REGULAR, text, 0);
    double rated_w;
    type_size(rated, &rated_w, NULL);
    double dots_w = dots ? dots_width(plate->dots, text) + text * (plate->dots > 9 ? 1.5 : 0.9) : 0;
    double inner = fmax(w, fmax(rated_w, dots_w)), width = inner + pad * 2;
    double height = title_h + pad * 1.4 + (dots ? line : 0) + (plate->rated ? line : 0);
    double right = input->scene->width * scale, bottom = input->scene->height * scale;
    double x = fmin(fmax(plate->block->label.x * scale - width / 2, 2), right - width - 2);
    double y = fmin(fmax(plate->block->label.y * scale - height / 2, 2), bottom - height - 2);
    type_box(cr, x, y, width, height, text * 0.4);
    type_color(cr, speaks ? SHEET : PAPER, speaks ? 1 : 0.9);
    cairo_fill_preserve(cr);
    type_color(cr, plate->chosen ? TEAL : LINE, 1);
    cairo_set_line_width(cr, plate->chosen ? text * 0.2 : text * 0.06);
    cairo_stroke(cr);
    type_color(cr, speaks ? INK : INK_SOFT, 1);
    cairo_move_to(cr, x + width / 2 - (double)box.x / PANGO_SCALE - w / 2, y + pad * 0.7);
    pango_cairo_show_layout(cr, layout);
    double at = y + pad * 0.7 + title_h;
    if (dots) draw_dots(cr, x + (width - dots_w) / 2, at, plate->dots, text);
    if (dots) at += line;
    if (plate->rated) {
        type_color(cr, INK, 1);
        cairo_move_to(cr, x + (width - rated_w) / 2, at);
        pango_cairo_show_layout(cr, rated);
    }
    g_object_unref(rated);
    g_object_unref(layout);
}

// ---- The heat map --------------------------------------------------------------------------------

int poster_most_dots(const Outcome *outcome) {
    return outcome->dots_count > 0 ? outcome->dots[0].dots : 0;
}

// How strong the tint of a block with so many dots is: never so faint that it looks like none.
double poster_heat(int dots, int most) {
    return dots > 0 && most > 0 ? 0.16 + 0.5 * dots / most : 0;
}

static void draw_zone(cairo_t *cr, const SceneBlock *block, double scale, double heat,
                      double text) {
    if (block->zone_count < 3) return;
    for (int i = 0; i < block->zone_count; i++)
        cairo_line_to(cr, (double)block->zone[i].x * scale, (double)block->zone[i].y * scale);
    cairo_close_path(cr);
    type_color(cr, HEAT, heat);
    cairo_fill_preserve(cr);
    type_color(cr, HEAT, 0.9);
    cairo_set_line_width(cr, text * 0.14);
    cairo_stroke(cr);
}

static void draw_heat(cairo_t *cr, const ReportInput *input, const Outcome *outcome, double scale,
                      double text) {
    int most = poster_most_dots(outcome);
    for (int i = 0; i < input->scene->block_count; i++) {
        const SceneBlock *block = &input->scene->blocks[i];
        double heat = poster_heat(outcome_dots_for(outcome, block->id), most);
        if (heat > 0) draw_zone(cr, block, scale, heat, text);
    }
}

double poster_legend(cairo_t *cr, const Outcome *outcome, double x, double y, double width,
                     double text) {
    int most = poster_most_dots(outcome);
    if (most == 0) return 0;
    enum { STEPS = 5 };
    double cell = text * 1.9, at = x;
    char words[300];
    for (int i = 1; i <= STEPS; i++, at += cell) {
        cairo_rectangle(cr, at, y + text * 0.15, cell, text);
        type_color(cr, HEAT, poster_heat(i, STEPS));
        cairo_fill(cr);
    }
    (void)snprintf(words, sizeof words,
                   _n("From few dots to %d dot. A thick frame: this was chosen.",
                      "From few dots to %d dots. A thick frame: this was chosen.",
                      (unsigned long)most),
                   most);
    return type_text(cr, at + text * 0.8, y, words, FACE_REGULAR, text, width - (at - x) - text,
                     INK_SOFT);
}

Err poster_draw(cairo_t *cr, const ReportInput *input, const Outcome *outcome, double width,
                double text, bool all, ErrInfo *info) {
    double scale = width / input->scene->width;
    cairo_save(cr);
    Err err = poster_draw_picture(cr, input, width, info);
    if (!err) draw_heat(cr, input, outcome, scale, text);
    for (int pass = 0; !err && pass < 2; pass++) {
        // Those that speak lie on top.
        for (int i = 0; i < input->scene->block_count; i++) {
            Plate plate = read_plate(input, outcome, i);
            bool speaks = plate.dots > 0 || plate.rated || plate.chosen;
            if (speaks == (pass == 1) && (speaks || all))
                draw_plate(cr, input, &plate, scale, text);
        }
    }
    cairo_restore(cr);
    return err;
}
