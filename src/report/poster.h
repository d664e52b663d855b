// The poster with what a group chose on it: for PDF, PNG and HTML.
#ifndef PP_REPORT_POSTER_H
#define PP_REPORT_POSTER_H

#include "report/outcome.h"

#include <cairo.h>

bool poster_can_draw(const ReportInput *input);  // there is a scene with a picture
double poster_height(const ReportInput *input, double width);

// Draws at the origin. text: size of the smallest text in the surface's units. all: blocks that got
// nothing carry their name too. ERR_MACHINE when the picture cannot be drawn.
Err poster_draw(cairo_t *cr, const ReportInput *input, const Outcome *outcome, double width,
                double text, bool all, ErrInfo *info) MUST_CHECK;

// <figure> with the poster as a picture inside the page; nothing when it cannot be drawn.
void report_poster_img(const ReportInput *input, const Outcome *outcome, Str *out);

#endif
