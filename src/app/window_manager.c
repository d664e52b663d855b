// SDL asks a window manager for a full screen and then waits a tenth of a second for it, at the start and
// at the end, also when there is none to answer. SDL does not tell which it is, so the X server is asked.
#include "app/window_manager.h"

#include "base/str.h"

#include <SDL.h>
#include <X11/Xlib.h>

bool window_manager_runs(void) {
    if (!str_equal(SDL_GetCurrentVideoDriver(), "x11")) return true;
    Display *display = XOpenDisplay(NULL);
    if (!display) return true;
    XWindowAttributes root;
    bool runs = XGetWindowAttributes(display, DefaultRootWindow(display), &root) == 0 ||
                (root.all_event_masks & SubstructureRedirectMask) != 0;
    XCloseDisplay(display);
    return runs;
}
