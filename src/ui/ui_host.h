// What the program around the toolkit does with it: give it the display's measures, feed it input,
// have a screen built, get the picture, and read what is on it. For app and tests.
#ifndef PP_UI_UI_HOST_H
#define PP_UI_UI_HOST_H

#include "ui/ui.h"

#include <SDL.h>

typedef struct {
    const char *fonts_dir, *icons_dir, *keyboards_dir;
    const char *cache_dir;        // for rasters; NULL: none are kept
    const char *raster_program;   // NULL: pictures are not drawn (paper stands there)
    void (*wake)(void *context);  // from any thread: something is ready, build again
    void *wake_context;
} UiHost;

Err ui_create(const UiHost *host, Ui **out,
              ErrInfo *info) MUST_CHECK;  // copies host; borrows its strings
void ui_destroy(Ui *ui);

void ui_set_display(Ui *ui, int width, int height, float px_per_mm);
// The interface lies in the lower height_mm of the display (0: all of it), and on a display wider than
// width_mm (0: no bound) at its left or right side. What is left over: ui_beyond_open.
void ui_set_reach(Ui *ui, float height_mm, float width_mm, bool left);
void ui_set_text_percent(Ui *ui, int percent);  // 80..200
void ui_set_theme(Ui *ui, ThemeKind theme);
void ui_set_reduced_motion(Ui *ui, bool on);
void ui_set_debug(Ui *ui, bool on);  // shows damage, nodes and fingers

// Feeds one SDL event (fingers, mouse, keys, text). now: monotonic ms.
void ui_feed(Ui *ui, const SDL_Event *event, int64_t now);
bool ui_next_event(Ui *ui, UiEvent *out);  // what it meant; false: no more
void ui_cancel_fingers(
    Ui *ui);                  // the system took them: drags end where they began, nothing is tapped
void ui_release_all(Ui *ui);  // lets go of every finger: another screen stands there

bool ui_wants_build(const Ui *ui, int64_t now);
int64_t ui_deadline(const Ui *ui);  // monotonic ms of the next build asked for; INT64_MAX: none

void ui_begin(Ui *ui, int64_t now);  // opens the root: a stack of the display's size
void ui_end(Ui *ui);                 // layout and draw list
// Whether that was built on what the layout has made untrue: how large a picture stands, where a view
// lies. Built once more before it is drawn, what people see is right at once.
bool ui_unsettled(const Ui *ui);

// Draws what differs from the last call into target, and gives the rectangles that changed (borrowed
// until the next call). whole: everything, whatever was there before. Returns their count.
int ui_draw(Ui *ui, SDL_Surface *target, bool whole, const SDL_Rect **out_rects);

// Whether what the last ui_draw changed is to grow out of a rectangle (see ui/reveal.h); asked once.
bool ui_take_growth(Ui *ui, Rect *out_from);

// The members "nodes": [...] of the description of --inspect (DESIGN.md section 6).
// Where the display of ui_set_display begins in the window: rectangles are described from the window's
// corner.
void ui_set_origin(Ui *ui, int x, int y);
void ui_describe(const Ui *ui, Str *out);
void ui_describe_text(const char *text, Str *out);  // as a string of JSON, with its quotes
// The on-screen keyboard of this language (keyboards_dir/<lang>.txt), or the Dutch one where it has none.
void ui_set_keyboard(Ui *ui, const char *lang);
float ui_px_per_mm(const Ui *ui);
void ui_size(const Ui *ui, int *out_w, int *out_h);  // of the picture, px

// Where a finger reaches a node of the last frame, in pixels. False: it is not there, it takes no
// taps now, something else lies in front of it, or it came there only with the tap before.
bool ui_tap_place(const Ui *ui, const char *id, float *out_x, float *out_y);
// The last of these: a tap there now would be taken for the second half of the one before.
bool ui_tap_too_soon(const Ui *ui, const char *id);
bool ui_moving(const Ui *ui);   // something is under way by itself
bool ui_waiting(const Ui *ui);  // the last frame shows a picture that is still being made

#endif
