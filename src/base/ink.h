// A drawing as whole numbers: strokes one after another, each its thickness, how many points it has,
// and then x and y of every point. A sheet is INK_WIDE by INK_TALL, wherever and however large it is
// shown. Plain data: the record keeps it, the screen and the reports draw it.
#ifndef PP_BASE_INK_H
#define PP_BASE_INK_H

#include <stdbool.h>
#include <stdint.h>

enum {
    INK_WIDE = 1000,
    INK_TALL = 640,
    INK_THIN = 1,
    INK_THICK = 2,
    INK_POINTS_MAX = 400,    // of one stroke
    INK_STROKES_MAX = 120,   // of one drawing
    INK_NUMBERS_MAX = 6000,  // of one drawing, all strokes together
    INK_PENS_MAX = 6,        // fingers that draw on one sheet at the same time
};

typedef struct {
    int thickness;          // INK_THIN, INK_THICK
    int count;              // points, at least 1
    const int32_t *points;  // borrowed: x, y, x, y …
} InkStroke;

// The stroke that begins at *at, which then stands behind it. False: there is none, or what stands
// there is no whole stroke.
bool ink_next(const int32_t *ink, int count, int *at, InkStroke *out);

// Every stroke whole, inside the sheet, and not too many of anything. No strokes at all are valid.
bool ink_valid(const int32_t *ink, int count);
int ink_stroke_count(const int32_t *ink, int count);
float ink_pen_wide(int thickness);  // in units of the sheet

// The smooth line through a stroke, for whoever draws it: first move, then lines and curves (cubic, as
// Cairo and SVG have them), in units of the sheet. A stroke of one point is a move and a line to the
// same place: with round ends that is a dot.
typedef struct {
    void (*move)(void *context, double x, double y);
    void (*line)(void *context, double x, double y);
    void (*curve)(void *context, double x1, double y1, double x2, double y2, double x, double y);
} InkPath;
void ink_trace(const InkStroke *stroke, const InkPath *path, void *context);

// -- drawing one -------------------------------------------------------------------------------------
// A sheet that is drawn on: what was drawn, and the strokes under the fingers.
typedef struct {
    int64_t finger;
    bool down;
    int thickness, count;
    int32_t points[2 * INK_POINTS_MAX];
} InkPen;

typedef struct InkSheet {
    int32_t numbers[INK_NUMBERS_MAX];
    int count;
    InkPen pens[INK_PENS_MAX];
} InkSheet;

// All take places in units of the sheet; what is outside is brought to its edge. False: no room for
// another stroke (or pen), or no such finger.
bool ink_pen_down(InkSheet *sheet, int64_t finger, int thickness, int x, int y);
bool ink_pen_move(InkSheet *sheet, int64_t finger, int x, int y);
bool ink_pen_up(InkSheet *sheet, int64_t finger);      // the stroke is made simple and kept
bool ink_pen_cancel(InkSheet *sheet, int64_t finger);  // it is not kept
bool ink_undo(InkSheet *sheet);                        // the last stroke goes
bool ink_empty(const InkSheet *sheet);                 // nothing drawn, no pen down
bool ink_full(const InkSheet *sheet);                  // no room for another stroke

#endif
