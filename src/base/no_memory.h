// Memory that cannot be had and cannot be done without: the program says so, saves what waits to be
// saved, and ends with exit status 3 (the machine would not let it). No core, no half picture.
#ifndef PP_BASE_NO_MEMORY_H
#define PP_BASE_NO_MEMORY_H

// Does not return. From any thread.
_Noreturn void no_memory(void);

// Called first, once; must not ask for memory. NULL: nothing.
void no_memory_last_wish(void (*wish)(void));

#endif
