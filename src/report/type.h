// Text and shapes on a Cairo surface, for PDF and PNG: the program's typeface, its colours on paper,
// and the shapes of roles.
#ifndef PP_REPORT_TYPE_H
#define PP_REPORT_TYPE_H

#include "model/scene.h"

#include "base/palette.h"

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    INK = 0x1F2A44,
    INK_SOFT = 0x55607A,
    PAPER = 0xFBF7EF,
    SHEET = 0xFFFFFF,
    LINE = 0xDDD3C0,
    TEAL = PALETTE_TEAL,
    TEAL_SHADE = 0x1A665E,
    TEAL_TINT = 0xDCF0ED,
    OCHRE_TINT = 0xFAEED3,
    OCHRE_SHADE = 0x79530A,
    SKY_TINT = 0xE0F0F6,
    SUNKEN = 0xF4EFE4,
    HEAT = PALETTE_TEAL,  // the heat map of dots, and that of ratings: as on the screen
    HEAT_RATED = PALETTE_BRICK,
};

typedef enum { FACE_REGULAR, FACE_SEMIBOLD, FACE_BOLD } Face;

void type_color(cairo_t *cr, uint32_t rgb, double alpha);

// size: the em, in the units of the surface. width: 0 for one line as long as it gets. The caller
// unrefs it.
PangoLayout *type_layout(cairo_t *cr, const char *text, Face face, double size, double width);
void type_size(PangoLayout *layout, double *out_w, double *out_h);

// Draws at the left top; gives the height.
double type_text(cairo_t *cr, double x, double y, const char *text, Face face, double size,
                 double width, uint32_t rgb);

void type_box(cairo_t *cr, double x, double y, double w, double h, double radius);  // a path

// The shape of a role, filled, around a centre; as large as a circle of this radius looks.
void type_shape(cairo_t *cr, Shape shape, double x, double y, double radius);

#endif
