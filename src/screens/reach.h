// Low reach: the whole interface lies in the lower part of the display, where somebody who sits, or is
// short, can touch all of it, until this visitor is gone. The height is a mounted screen's: EN 301 549,
// 5.1.4 and 8.3.2 ask for at most 1120 mm above the floor where the way in is not free.
#ifndef PP_SCREENS_REACH_H
#define PP_SCREENS_REACH_H

#include "screens/shell.h"

#define REACH_TOP_MM 1120.0f        // above the floor
#define REACH_LEAST_MM 200.0f       // below that nothing can be laid out that is worth a touch
#define REACH_WIDE_MM 620.0f        // an arm to the left and to the right of somebody who sits
#define REACH_LOWER_EDGE_MM 900.0f  // of the screen above the floor, when not set

// The height of the part in reach for a screen whose lower edge hangs so high; 0: not set.
float reach_height_mm(float lower_edge_mm);
// Some of the display lies beyond reach, so that low reach would change something.
bool reach_helps(const Shell *shell, const Ui *ui);
// What stands above the interface while low reach is on, to look at: the screen's own, or the poster.
void reach_build_beyond(const ScreenClass *screen, const void *screen_state, Shell *shell, Ui *ui);

#endif
