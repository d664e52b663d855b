// The way out without memory. Neither a buffer nor the way out of exit() may ask for any now.
#include "base/no_memory.h"

#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static _Atomic(void (*)(void)) last_wish;

void no_memory_last_wish(void (*wish)(void)) {
    atomic_store(&last_wish, wish);
}

_Noreturn void no_memory(void) {
    static const char text[] = "praatplaat: out of memory: close other programs and start again\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    void (*wish)(void) = atomic_exchange(&last_wish, NULL);
    if (wish) wish();
    _exit(3);
}
