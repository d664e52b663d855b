// Drawn notes in what leaves the room: as vectors on a page (Cairo, so PDF and PNG), as SVG in HTML, as
// strokes in JSON, and in words where there is only text.
#ifndef PP_REPORT_INK_H
#define PP_REPORT_INK_H

#include "model/session.h"

#include "base/str.h"

#include <cairo.h>
#include <cjson/cJSON.h>

// How tall the drawing is at this width; 0: the note is not drawn.
double ink_tall(const Note *note, double width);
// The strokes, with the sheet's left top at x, y.
void ink_show(cairo_t *cr, const Note *note, double x, double y, double width, uint32_t rgb);
// An <svg> element with a name for who cannot see it; nothing when the note is not drawn.
void ink_svg(const Note *note, Str *out);
void ink_json(const Note *note, cJSON *to);  // member "drawing", where there is one
// The note in one line of text: its words, "Drawing", or "Drawing: …". buffer holds what is made.
enum { INK_WORDS_MAX = EVENT_TEXT_MAX + 64 };
const char *ink_words(const Note *note, char buffer[INK_WORDS_MAX]);

#endif
