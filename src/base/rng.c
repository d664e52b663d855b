// Random numbers: getrandom(2), or SplitMix64 (Steele, Lea and Flood 2014) once seeded by a test.
#include "base/rng.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

static uint64_t state;

void rng_seed(uint64_t seed) {
    state = seed;
}

uint32_t rng_next(void) {
    if (state) {
        uint64_t z = (state += 0x9E3779B97F4A7C15u);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return (uint32_t)((z ^ (z >> 31)) >> 32);
    }
    uint32_t value;
    // Up to 256 bytes are never cut short or interrupted (getrandom(2)), so failing means no
    // system call at all: nothing secret can be made on such a machine.
    if (getrandom(&value, sizeof value, 0) != (ssize_t)sizeof value) {
        fputs("praatplaat: the system gives no random numbers: start again\n", stderr);
        abort();
    }
    return value;
}

uint32_t rng_below(uint32_t limit) {
    uint32_t skip = (0u - limit) % limit;  // values under this would favour the low results
    uint32_t value;
    do value = rng_next();
    while (value < skip);
    return value % limit;
}
