// The arena: pieces are zeroed, aligned, apart from each other, and all gone at once.
#include "base/arena.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_pieces_are_zeroed_aligned_and_apart(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 128);
    unsigned char *pieces[50];
    for (size_t i = 0; i < 50; i++) {
        size_t size = i * 7 + 1;
        pieces[i] = arena_try_alloc(&arena, size);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < size; k++) assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)i + 1, size);
    }
    for (size_t i = 0; i < 50; i++) {
        assert_int_equal(pieces[i][0], i + 1);
        assert_int_equal(pieces[i][i * 7], i + 1);
    }
    arena_finish(&arena);
    assert_null(arena.first);
}

static void test_reset_forgets_and_zeroes(void **state) {
    (void)state;
    Arena arena;
    static const size_t blocks[] = {64, 4096};  // several blocks, and one
    for (size_t i = 0; i < 2; i++) {
        arena_init(&arena, blocks[i]);
        for (int n = 0; n < 20; n++) memset(arena_alloc(&arena, 100), 0xAA, 100);
        arena_reset(&arena);
        assert_int_equal(arena.used_bytes, 0);
        const unsigned char *piece = arena_alloc(&arena, 100);
        for (int k = 0; k < 100; k++) assert_int_equal(piece[k], 0);
        arena_finish(&arena);
    }
}

// A frame that was drawn once needs no new block to be drawn again.
static void test_a_frame_settles_on_one_block(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 64);
    const void *block = NULL;
    for (int frame = 0; frame < 8; frame++) {
        arena_reset(&arena);
        for (int i = 0; i < 40; i++) (void)arena_alloc(&arena, 48);
        if (frame >= 6) assert_ptr_equal(arena.first, block);
        block = arena.first;
    }
    arena_finish(&arena);
}

static void test_too_much_gives_null(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    assert_null(arena_try_alloc(&arena, SIZE_MAX));
    assert_null(arena_try_alloc(&arena, SIZE_MAX / 2 + 1));
    assert_int_equal(arena.used_bytes, 0);
    arena_finish(&arena);
}

static void test_strings_are_copies(void **state) {
    (void)state;
    Arena arena;
    arena_init(&arena, 0);
    char word[] = "briefje";
    const char *copy = arena_strdup(&arena, word);
    const char *start = arena_strndup(&arena, word, 5);
    word[0] = 'X';
    assert_string_equal(copy, "briefje");
    assert_string_equal(start, "brief");
    assert_string_equal(arena_format(&arena, "%s %d van %d", "stap", 2, 12), "stap 2 van 12");
    arena_finish(&arena);
    arena_finish(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(test_reset_forgets_and_zeroes),
        cmocka_unit_test(test_a_frame_settles_on_one_block),
        cmocka_unit_test(test_too_much_gives_null),
        cmocka_unit_test(test_strings_are_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
