// The arena: a chain of blocks, filled from the front. Invariant: the first block of the chain is
// the only one with room that is still used.
#include "base/arena.h"

#include "base/no_memory.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ArenaBlock {
    ArenaBlock *next;
    size_t size, used;
    _Alignas(max_align_t) unsigned char bytes[];
};

enum { DEFAULT_BLOCK_BYTES = 64 * 1024 };

void arena_init(Arena *arena, size_t block_bytes) {
    *arena = (Arena){.block_bytes = block_bytes ? block_bytes : DEFAULT_BLOCK_BYTES};
}

static void free_chain(ArenaBlock *block) {
    while (block) {
        ArenaBlock *next = block->next;
        free(block);
        block = next;
    }
}

void arena_finish(Arena *arena) {
    if (!arena) return;
    free_chain(arena->first);
    arena->first = NULL;
    arena->used_bytes = 0;
}

void arena_reset(Arena *arena) {
    ArenaBlock *block = arena->first;
    if (block && block->next) {
        // It took several blocks: the next one is made large enough for all of it.
        if (arena->block_bytes < arena->used_bytes) arena->block_bytes = arena->used_bytes;
        free_chain(block);
        arena->first = NULL;
    } else if (block) {
        memset(block->bytes, 0, block->used);
        block->used = 0;
    }
    arena->used_bytes = 0;
}

void *arena_try_alloc(Arena *arena, size_t bytes) {
    const size_t align = _Alignof(max_align_t);
    if (bytes > SIZE_MAX / 2) return NULL;
    size_t need = (bytes + align - 1) / align * align;
    ArenaBlock *block = arena->first;
    if (!block || block->size - block->used < need) {
        // Blocks grow with what is asked, so that a frame of any size settles on one block.
        size_t size = arena->block_bytes;
        if (size < arena->used_bytes) size = arena->used_bytes;
        if (size < need) size = need;
        block = calloc(1, sizeof *block + size);
        if (!block) return NULL;
        block->size = size;
        block->next = arena->first;
        arena->first = block;
    }
    void *piece = block->bytes + block->used;
    block->used += need;
    arena->used_bytes += need;
    return piece;
}

void *arena_alloc(Arena *arena, size_t bytes) {
    void *piece = arena_try_alloc(arena, bytes);
    if (!piece) no_memory();
    return piece;
}

char *arena_strndup(Arena *arena, const char *text, size_t n) {
    char *copy = arena_alloc(arena, n + 1);
    memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

char *arena_strdup(Arena *arena, const char *text) {
    return arena_strndup(arena, text, strlen(text));
}

char *arena_format(Arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(length >= 0);
    char *text = arena_alloc(arena, (size_t)length + 1);
    (void)vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
