// Drawing by librsvg and cairo. A PNG is decoded by cairo, which refuses one that holds too few points;
// a JPEG by gdk-pixbuf (which librsvg brings along, and which starts 10 ms sooner than SDL_image with its
// forty libraries). An SVG is drawn in bands, one thread and one
// handle each: the same pixels in half the time on two cores.
#include "raster/draw.h"

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>
#include <pthread.h>
#include <unistd.h>

enum { BANDS_MAX = 4, BAND_PIXELS_MIN = 250000 };

typedef struct {
    const unsigned char *bytes;
    size_t n;
    const RasterKey *key;
    unsigned char *pixels;  // of the first row of the band
    size_t stride;
    int top, height;  // rows of the region
    Err err;
    ErrInfo info;
} Band;

// A context on the rows of a band, filled with the ground; its origin is the region's corner.
static cairo_t *band_context(const Band *band) {
    const RasterKey *key = band->key;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        band->pixels, CAIRO_FORMAT_ARGB32, key->w, band->height, (int)band->stride);
    cairo_t *cr = cairo_create(surface);
    cairo_surface_destroy(surface);
    cairo_set_source_rgb(cr, (key->ground >> 16 & 0xFF) / 255.0, (key->ground >> 8 & 0xFF) / 255.0,
                         (key->ground & 0xFF) / 255.0);
    cairo_paint(cr);
    return cr;
}

static Err band_end(cairo_t *cr, ErrInfo *info) {
    cairo_status_t status = cairo_status(cr);
    cairo_surface_flush(cairo_get_target(cr));
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS) return ERR_NONE;
    return err_set(info, ERR_MACHINE, 0, "it could not be drawn (%s): make the picture simpler",
                   cairo_status_to_string(status));
}

static Err refuse(ErrInfo *info, GError *error, const char *kind) {
    err_set(info, ERR_REFUSED, 0, "it is not a whole %s file (%s): save it anew", kind,
            error ? error->message : "no more is known");
    g_clear_error(&error);
    return ERR_REFUSED;
}

// No base file is given, so librsvg denies every other file an SVG refers to.
static void *draw_svg_band(void *context) {
    Band *band = context;
    const RasterKey *key = band->key;
    GError *error = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data(band->bytes, band->n, &error);
    if (!handle) {
        band->err = refuse(&band->info, error, "SVG");
        return NULL;
    }
    rsvg_handle_set_dpi(handle, 96);
    cairo_t *cr = band_context(band);
    RsvgRectangle viewport = {-(double)key->x, -(double)key->y - band->top,
                              (double)key->source_w * key->scale,
                              (double)key->source_h * key->scale};
    if (rsvg_handle_render_document(handle, cr, &viewport, &error)) {
        band->err = band_end(cr, &band->info);
    } else {
        cairo_destroy(cr);
        band->err = refuse(&band->info, error, "SVG");
    }
    g_object_unref(handle);
    return NULL;
}

static Err draw_svg(const Band *whole, ErrInfo *info) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int64_t pixels = (int64_t)whole->key->w * whole->key->h;
    int count = cores > 1 ? (int)(cores < BANDS_MAX ? cores : BANDS_MAX) : 1;
    while (count > 1 && (pixels / count < BAND_PIXELS_MIN || whole->height < count)) count--;

    Band bands[BANDS_MAX];
    pthread_t threads[BANDS_MAX];
    bool started[BANDS_MAX] = {false};
    for (int i = 0; i < count; i++) {
        bands[i] = *whole;
        bands[i].top = (int)((int64_t)whole->height * i / count);
        bands[i].height = (int)((int64_t)whole->height * (i + 1) / count) - bands[i].top;
        bands[i].pixels += (size_t)bands[i].top * whole->stride;
        started[i] = i > 0 && pthread_create(&threads[i], NULL, draw_svg_band, &bands[i]) == 0;
    }
    Err err = ERR_NONE;
    for (int i = 0; i < count; i++) {
        if (started[i])
            pthread_join(threads[i], NULL);
        else
            draw_svg_band(&bands[i]);
        if (bands[i].err && !err) {
            err = bands[i].err;
            *info = bands[i].info;
        }
    }
    return err;
}

// A copy of a pixbuf as cairo has pixels: premultiplied, one 32-bit word each.
static cairo_surface_t *surface_of(const GdkPixbuf *image) {
    int w = gdk_pixbuf_get_width(image), h = gdk_pixbuf_get_height(image);
    size_t channels = (size_t)gdk_pixbuf_get_n_channels(image);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, w, h);
    if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) return surface;
    unsigned char *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (int y = 0; y < h; y++) {
        const guint8 *from =
            gdk_pixbuf_read_pixels(image) + (size_t)gdk_pixbuf_get_rowstride(image) * (size_t)y;
        unsigned char *to = rows + stride * (size_t)y;
        for (int x = 0; x < w; x++, from += channels, to += 4) {
            uint32_t alpha = channels == 4 ? from[3] : 255;
            uint32_t word = alpha << 24;
            for (int c = 0; c < 3; c++) word |= (from[c] * alpha + 127) / 255 << (16 - 8 * c);
            memcpy(to, &word, 4);
        }
    }
    cairo_surface_mark_dirty(surface);
    return surface;
}

typedef struct {
    const unsigned char *bytes;
    size_t n;
} Unread;

static cairo_status_t read_some(void *context, unsigned char *out, unsigned n) {
    Unread *unread = context;
    if (n > unread->n) return CAIRO_STATUS_READ_ERROR;
    memcpy(out, unread->bytes, n);
    unread->bytes += n;
    unread->n -= n;
    return CAIRO_STATUS_SUCCESS;
}

static Err decode_png(const Band *whole, cairo_surface_t **out, ErrInfo *info) {
    Unread unread = {whole->bytes, whole->n};
    *out = cairo_image_surface_create_from_png_stream(read_some, &unread);
    cairo_status_t status = cairo_surface_status(*out);
    if (status == CAIRO_STATUS_SUCCESS) return ERR_NONE;
    cairo_surface_destroy(*out);
    // cairo calls most of what libpng refuses a lack of memory; within these limits there is none.
    const char *why = status == CAIRO_STATUS_NO_MEMORY ? "its points cannot all be read"
                                                       : cairo_status_to_string(status);
    return err_set(info, ERR_REFUSED, 0, "it is not a whole PNG file (%s): save it anew", why);
}

static Err decode_jpeg(const Band *whole, cairo_surface_t **out, ErrInfo *info) {
    GError *error = NULL;
    GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type("jpeg", &error);
    if (!loader) return refuse(info, error, "JPEG");
    GdkPixbuf *image = NULL;
    bool written = gdk_pixbuf_loader_write(loader, whole->bytes, whole->n, &error);
    // A loader must be closed in any case; only a close after a good write finds a cut file.
    bool closed = gdk_pixbuf_loader_close(loader, written ? &error : NULL);
    if (written && closed && gdk_pixbuf_loader_get_pixbuf(loader))
        image = gdk_pixbuf_apply_embedded_orientation(gdk_pixbuf_loader_get_pixbuf(loader));
    g_object_unref(loader);
    if (!image) return refuse(info, error, "JPEG");
    *out = surface_of(image);
    g_object_unref(image);
    if (cairo_surface_status(*out) == CAIRO_STATUS_SUCCESS) return ERR_NONE;
    cairo_surface_destroy(*out);
    return err_set(info, ERR_MACHINE, 0, "there is no memory left to draw it: make it smaller");
}

static Err draw_pixels(const Band *whole, bool png, ErrInfo *info) {
    cairo_surface_t *surface;
    Err err = png ? decode_png(whole, &surface, info) : decode_jpeg(whole, &surface, info);
    if (err) return err;
    double image_w = cairo_image_surface_get_width(surface);
    double image_h = cairo_image_surface_get_height(surface);

    // Fitted and centred, as librsvg does it.
    const RasterKey *key = whole->key;
    double w = (double)key->source_w * key->scale, h = (double)key->source_h * key->scale;
    double scale = w / image_w < h / image_h ? w / image_w : h / image_h;
    cairo_t *cr = band_context(whole);
    cairo_translate(cr, (w - image_w * scale) / 2 - key->x, (h - image_h * scale) / 2 - key->y);
    cairo_scale(cr, scale, scale);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_surface_destroy(surface);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_GOOD);
    // The border's pixels go on outside, cut by the rectangle: no blend with nothing at the edges.
    cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
    cairo_rectangle(cr, 0, 0, image_w, image_h);
    cairo_fill(cr);
    return band_end(cr, info);
}

Err draw_picture(PictureKind kind, const unsigned char *bytes, size_t n, const RasterKey *key,
                 unsigned char *pixels, size_t stride, ErrInfo *info) {
    Band whole = {
        .bytes = bytes, .n = n, .key = key, .pixels = pixels, .stride = stride, .height = key->h};
    switch (kind) {
    case PICTURE_SVG: return draw_svg(&whole, info);
    case PICTURE_PNG: return draw_pixels(&whole, true, info);
    case PICTURE_JPEG: return draw_pixels(&whole, false, info);
    case PICTURE_NONE: break;
    }
    return err_set(info, ERR_REFUSED, 0, "it is no PNG, JPEG or SVG: save it as one of those");
}
