// Whether somebody manages windows on this display.
#ifndef PP_APP_WINDOW_MANAGER_H
#define PP_APP_WINDOW_MANAGER_H

#include <stdbool.h>

// False only when that is certain: an X server on which no window manager runs (ICCCM 2.0, 4.3: a manager
// redirects the root's substructure). SDL's video must have begun.
bool window_manager_runs(void);

#endif
