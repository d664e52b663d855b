// The poster with what a group chose on it: for PDF, PNG and HTML.
#ifndef PP_REPORT_POSTER_H
#define PP_REPORT_POSTER_H

#include "report/outcome.h"

#include <cairo.h>

bool poster_can_draw(const ReportInput *input);  // there is a scene with a picture
double poster_height(const ReportInput *input, double width);

// The picture alone, at the origin: of input its scene, picture and picture_bytes count.
Err poster_draw_picture(cairo_t *cr, const ReportInput *input, double width,
                        ErrInfo *info) MUST_CHECK;

// Draws at the origin. text: size of the smallest text in the surface's units. all: blocks that got
// nothing carry their name too. ERR_MACHINE when the picture cannot be drawn.
Err poster_draw(cairo_t *cr, const ReportInput *input, const Outcome *outcome, double width,
                double text, bool all, ErrInfo *info) MUST_CHECK;

// The heat map: how strong the tint of a block is, from 0 for no dots; and the scale that explains it,
// as high as it says (0 when no dots were placed).
int poster_most_dots(const Outcome *outcome);
double poster_heat(int dots, int most);
double poster_legend(cairo_t *cr, const Outcome *outcome, double x, double y, double width,
                     double text);

const char *poster_type(const ReportInput *input);  // "image/svg+xml", "image/png", "image/jpeg"
bool poster_is_chosen(const ReportInput *input, const Session *session, int block);

#endif
