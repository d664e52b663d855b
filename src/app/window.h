// The window and how a frame gets onto it. Two ways, one interface: the window's own surface, of
// which only the changed rectangles are shown (the default: fastest without a GPU), or one of SDL's
// renderers, which gets the changed rectangles as a texture and shows the whole frame.
#ifndef PP_APP_WINDOW_H
#define PP_APP_WINDOW_H

#include "base/err.h"
#include "ui/ui_host.h"

#include <SDL.h>
#include <stdbool.h>

typedef struct Window Window;

// In a public place the picture is this much smaller than the window, and moves within that room, so
// that no edge burns in.
enum { WINDOW_SHIFT_PX = 8 };

typedef struct {
    bool windowed;
    int w, h;              // 0: the display's size, or 1280 x 720 in a window
    const char *renderer;  // NULL or "surface"; or a name of SDL's
    bool hidden_display;   // play without a display (SDL's dummy driver)
    bool kiosk;
    // Called as soon as the size is known, before the window is made: making one takes the system far
    // longer than a first frame takes us. May be NULL.
    void (*sized)(void *context, int w, int h);
    void *context;
} WindowWish;

// ERR_MACHINE when there is no display to draw on.
Err window_create(const WindowWish *wish, Window **out, ErrInfo *info) MUST_CHECK;
void window_destroy(Window *window);

void window_size(const Window *window, int *out_w, int *out_h);
// Draws what changed and shows it. whole: everything again (after the window was covered or resized).
// now: monotonic ms. A frame that grows is shown by window_step, until window_deadline says INT64_MAX.
Err window_present(Window *window, Ui *ui, bool whole, int64_t now, ErrInfo *info) MUST_CHECK;
void window_step(Window *window, int64_t now);
int64_t window_deadline(const Window *window, int64_t now);
void window_resized(Window *window);
void window_shift(Window *window);  // to the next place; draw everything then
void window_shifted(const Window *window, int *out_x, int *out_y);  // where the picture begins
void window_keep_on_top(Window *window);
void window_show_cursor(bool shown);
// The last frame, whole, also while it still grows; borrowed; NULL: none yet.
SDL_Surface *window_surface(Window *window);

#endif
