// What drawing one picture may take. A picture comes from outside; whoever draws one limits itself to
// this first.
#ifndef PP_BASE_LIMITS_H
#define PP_BASE_LIMITS_H

#include <stdint.h>

enum {
    LIMIT_DRAW_CPU_SECONDS = 20,
    LIMIT_DRAW_MS = 30 * 1000,  // by the clock on the wall, for who waits
    LIMIT_DRAW_FILES = 64       // open at a time
};
#define LIMIT_DRAW_MEMORY_BYTES (UINT64_C(1536) * 1024 * 1024)

#endif
