// Places that a person can carry away: sticks that are mounted under /media, /media/<user> or
// /run/media/<user>. A thread looks while somebody wants to know, and wakes the loop when they change:
// a stick that hangs never holds up a frame. Between two changes nothing wakes up.
#ifndef PP_APP_STICKS_H
#define PP_APP_STICKS_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { STICKS_MAX = 6, STICK_PATH_MAX = 1024 };

typedef struct {
    char path[STICK_PATH_MAX], name[128];
    bool read_only;
    int64_t free_bytes;
} Stick;

typedef struct Sticks Sticks;

// changed is called from the thread.
Sticks *sticks_watch(void (*changed)(void *context), void *context);  // NULL: no thread to be had
void sticks_stop(Sticks *sticks);                                     // accepts NULL
int sticks_list(Sticks *sticks, Stick out[STICKS_MAX]);  // as last seen; gives how many
void sticks_look_again(Sticks *sticks);
bool sticks_first(char *out, size_t size);  // looks now: not on the frame's thread; false: none

// Unmounts it and switches it off, where the system lets us. May take long: not on the frame's thread.
typedef enum { EJECT_GONE, EJECT_STAYS, EJECT_UNKNOWN } Eject;  // in use; no way to do it here
Eject stick_eject(const char *path);

#endif
