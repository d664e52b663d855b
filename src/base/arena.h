// An arena: memory that is given out in pieces and freed all at once. One per loaded scene, per
// screen, per frame. The arena owns every piece; pieces are never freed alone.
#ifndef PP_BASE_ARENA_H
#define PP_BASE_ARENA_H

#include "base/err.h"

#include <stddef.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct {
    ArenaBlock *first;   // owned chain, the newest block first
    size_t block_bytes;  // size of a fresh block
    size_t used_bytes;   // given out since the last reset
} Arena;

// block_bytes: 0 takes 64 KiB. Allocates nothing yet.
void arena_init(Arena *arena, size_t block_bytes);
void arena_finish(Arena *arena);

// Forgets every piece; keeps one block that holds as much as was used, so that a frame's arena
// stops allocating once it has seen its largest frame.
void arena_reset(Arena *arena);

// Zeroed memory, aligned for any type. NULL when the machine has no memory left.
void *arena_try_alloc(Arena *arena, size_t bytes);

// The same, but aborts when the machine has no memory left: for the interface only.
void *arena_alloc(Arena *arena, size_t bytes);

// Copies a string (or its first n bytes) into the arena; aborts as arena_alloc does.
char *arena_strdup(Arena *arena, const char *text);
char *arena_strndup(Arena *arena, const char *text, size_t n);

// Formats into the arena; aborts as arena_alloc does.
char *arena_format(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);

#define arena_new(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define arena_array(arena, Type, n) ((Type *)arena_alloc((arena), sizeof(Type) * (size_t)(n)))

#endif
