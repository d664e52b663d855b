// Pages of A4 that fill from top to bottom. Text breaks over pages between lines; what must stay
// together asks for room first. Sizes in points (1/72 inch). A first run counts the pages.
#ifndef PP_REPORT_FLOW_H
#define PP_REPORT_FLOW_H

#include "report/type.h"

#include "base/str.h"

typedef struct {
    cairo_surface_t *surface;
    cairo_t *cr;
    double y;
    int page, pages;   // pages: of the run before, 0 in the first
    const char *foot;  // stands left at the foot of every page
    Str *out;          // NULL: only counted
} Flow;

typedef enum {
    TEXT_TITLE,
    TEXT_PART,
    TEXT_QUESTION,
    TEXT_SUB,
    TEXT_LEAD,
    TEXT_BODY,
    TEXT_SMALL,
    TEXT_NOTICE,
    TEXT_STYLES
} TextStyle;

extern const double flow_left, flow_width, flow_top, flow_bottom;

// Runs write twice, so that every page knows how many there are. ERR_MACHINE, ERR_MEMORY, or what
// write gave.
typedef Err FlowWrite(Flow *flow, const void *context, ErrInfo *info);
Err flow_make(FlowWrite *write, const void *context, const char *title, const char *foot, Str *out,
              ErrInfo *info) MUST_CHECK;

void flow_need(Flow *flow, double height);   // a new page when this does not fit any more
void flow_space(Flow *flow, double height);  // nothing at the top of a page
void flow_text(Flow *flow, TextStyle style, const char *text);

// "n = 12", a bar of count out of most.
void flow_bar(Flow *flow, const char *label, int count, int most);

// Rows of cells of these widths; head: in small soft letters. A row stays whole.
void flow_row(Flow *flow, const char *const *cells, const double *widths, int count, bool head,
              int bold, int right_from);

#endif
