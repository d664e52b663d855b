// Pages of A4 that fill from top to bottom. Text breaks over pages between lines; what must stay
// together asks for room first. Sizes in points (1/72 inch). A first run counts the pages. Everything
// that is drawn between flow_open and flow_close, or by the functions here, is tagged for who listens.
#ifndef PP_REPORT_FLOW_H
#define PP_REPORT_FLOW_H

#include "report/pdf_finish.h"
#include "report/type.h"

#include "base/arena.h"
#include "base/str.h"

enum { FLOW_FIGURES_MAX = 400, FLOW_HEADS_MAX = 20000, FLOW_CELLS_MAX = 24 };

typedef struct {
    cairo_surface_t *surface;
    cairo_t *cr;
    double y;
    int page, pages;   // pages: of the run before, 0 in the first
    const char *foot;  // stands left at the foot of every page
    const char *head;  // stands left at the head of every page but the first; NULL: none
    char part[200];    // stands right there: the part that goes on
    int part_outline;  // the bookmark below which the next ones hang; 0: none
    Arena arena;       // owns the words for figures
    const char *figures[FLOW_FIGURES_MAX];
    int figure_count;
    PdfScope heads[FLOW_HEADS_MAX];
    int head_count;
    struct {
        bool open;
        const char *heads[FLOW_CELLS_MAX];  // copies; none: nothing comes back
        double widths[FLOW_CELLS_MAX];
        int head_count, right_from;
    } table;
    int cell_lines;  // of a cell in a row, then it is cut with an ellipsis; 0: all
    Str *out;        // NULL: only counted
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

// With a running head and a language ("nl"), and the moment it is of (0: unknown).
typedef struct {
    const char *title, *head, *foot, *lang;
    int64_t made_ms;
} FlowDocument;
Err flow_make_document(FlowWrite *write, const void *context, const FlowDocument *document,
                       Str *out, ErrInfo *info) MUST_CHECK;

// How many pages it takes.
Err flow_count(FlowWrite *write, const void *context, int *out_pages, ErrInfo *info) MUST_CHECK;

void flow_need(Flow *flow, double height);   // a new page when this does not fit any more
void flow_space(Flow *flow, double height);  // nothing at the top of a page
void flow_text(Flow *flow, TextStyle style, const char *text);  // headings become bookmarks
void flow_paragraphs(Flow *flow, TextStyle style,
                     const char *text);  // an empty line begins a new paragraph

// Elements of structure: "Table", "TR", "L", "LI" … A figure carries words for who cannot see it.
void flow_open(Flow *flow, const char *tag);
void flow_close(Flow *flow, const char *tag);
void flow_open_figure(Flow *flow, const char *alt);
void flow_open_head(Flow *flow, PdfScope scope);  // <TH>

// "n = 12", a bar of count out of most, in a paragraph of its own.
void flow_bar(Flow *flow, const char *label, int count, int most);

// A chart of bars, which is a table for who listens: an answer a row, with its count.
typedef struct {
    const char *label;
    int count;
} FlowBar;
// most: of the longest bar; at least the highest count.
void flow_bars(Flow *flow, const char *labels_head, const char *counts_head, const FlowBar *bars,
               int count, int most);

// Rows of cells of these widths; head: in small soft letters. A row stays whole unless it is higher
// than a page. A head begins a table, and comes back on each of its pages; whatever comes after the
// rows ends it. bold: the column that is the head of its row; -1: none.
void flow_row(Flow *flow, const char *const *cells, const double *widths, int count, bool head,
              int bold, int right_from);
void flow_table_end(Flow *flow);

// Lines of a layout from *line on, as many as fit above bottom; gives the height they took.
double flow_lines(Flow *flow, PangoLayout *layout, double x, double y, double bottom, int *line);
void flow_next_page(Flow *flow);

#endif
