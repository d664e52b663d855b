// Every allocation fails in turn: the session is as before, and goes on when there is memory again.
// The C library's allocator is replaced, which the address sanitizer does not allow.
#include "play.h"

#include "invariants.h"

#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define CAN_FAIL 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CAN_FAIL 0
#endif
#endif
#ifndef CAN_FAIL
#define CAN_FAIL 1
#endif

static long fail_at = -1, asked;

#if CAN_FAIL
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool fails(void) {
    return fail_at >= 0 && asked++ == fail_at;
}

void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    return fails() ? NULL : __libc_realloc(old, size);
}
#endif

static char long_text[EVENT_TEXT_MAX + 1];
static Play play;

// A meeting that allocates in every way there is.
static void script(void) {
    memset(long_text, 'x', EVENT_TEXT_MAX);
    play_start(&play);
    play_do(&play, board_open(1, 3, 1));
    for (int i = 1; i <= 40; i++) play_do(&play, note_add(i, 1, 0, 0, long_text));
    static const int32_t some[] = {1, 2, 3, 4, 5, 6, 7, 8};
    for (int i = 1; i <= 20; i++) {
        play_do(&play, (Event){.type = EV_CLUSTER_ADD,
                               .cluster = i,
                               .board = 1,
                               .text = long_text,
                               .list = some,
                               .list_count = 8});
        play_do(&play, (Event){.type = EV_AGREEMENT_ADD,
                               .agreement = i,
                               .text = long_text,
                               .role = -1,
                               .who = "Jan"});
        play_do(&play, round_dots(i, 3, 2));
        play_do(&play, of_round(EV_ROUND_CANCEL, i));
    }
    play_do(&play, (Event){.type = EV_CLUSTER_NAME, .cluster = 1, .text = ""});
    play_do(&play, undo_of(play.session.last_seq));
    play_do(&play, (Event){.type = EV_NOTE_EDIT, .note = 1, .role = 0, .text = "kort"});
    play_do(&play, undo_of(play.session.last_seq));
    static const char *const chosen[] = {"een", "twee"};
    play_do(&play, (Event){.type = EV_CHOICE_SET, .ids = chosen, .id_count = 2});
    play_do(&play, (Event){.type = EV_SESSION_KEEP, .date = "2028-01-01"});
    play_do(&play, round_scale(21, 3, 2));
    static const int32_t three = 3;
    for (uint32_t i = 1; i <= 40; i++) play_do(&play, cast_one(21, i, 0, &three));
}

static void test_each_allocation_fails_in_turn(void **state) {
    (void)state;
    if (!CAN_FAIL) skip();
    script();
    int failures = 0;
    for (long n = 0;; n++) {
        Session session;
        session_init(&session);
        fail_at = n, asked = 0;
        bool failed = false;
        for (int i = 0; i < play.count; i++) {
            Err err = session_apply(&session, &play.log[i], NULL);
            if (err == ERR_NONE) continue;
            assert_int_equal(err, ERR_MEMORY);
            assert_false(failed);
            failed = true;
            fail_at = -1;
            Session before;
            play_fold(&play, i, &before);
            assert_same(&session, &before, true);
            assert_null(session_fault(&session));
            session_finish(&before);
            assert_int_equal(session_apply(&session, &play.log[i], NULL), ERR_NONE);
        }
        fail_at = -1;
        assert_same(&session, &play.session, true);
        session_finish(&session);
        if (!failed) break;
        failures++;
    }
    assert_true(failures > 30);
    play_finish(&play);
}

static void test_an_id_without_memory(void **state) {
    (void)state;
    if (!CAN_FAIL) skip();
    Session session;
    session_init(&session);
    fail_at = 0, asked = 0;
    assert_int_equal(session_set_id(&session, "2026-11-23-houten-7f3k"), ERR_MEMORY);
    fail_at = -1;
    assert_string_equal(session.id, "");
    session_finish(&session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_allocation_fails_in_turn),
        cmocka_unit_test(test_an_id_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
