// Running what the settings say switches the machine off.
#ifndef PP_APP_SHUT_DOWN_H
#define PP_APP_SHUT_DOWN_H

#include <stdbool.h>

// args: a program (found by PATH) and its arguments, each ended by NUL, an empty one at the end. False:
// it did not start; the log says why.
bool shut_down_run(const char *args);

#endif
