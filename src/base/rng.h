// Random numbers from the kernel, for ids and ballot numbers. Tests seed it to repeat a run.
#ifndef PP_BASE_RNG_H
#define PP_BASE_RNG_H

#include <stdint.h>

uint32_t rng_next(void);             // any value
uint32_t rng_below(uint32_t limit);  // 0 .. limit-1, even; limit > 0
void rng_seed(uint64_t seed);        // from here on repeatable; 0 returns to the kernel

#endif
