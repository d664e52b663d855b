// Ids of sessions: made from a date and a place, safe as the name of a folder.
#include "model/session.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_making(void **state) {
    (void)state;
    static const struct {
        const char *place, *expected;
    } rows[] = {
        {"Houten", "2026-03-07-houten-"},
        {"Súdwest-Fryslân", "2026-03-07-sudwest-fryslan-"},
        {"'s-Gravenhage", "2026-03-07-s-gravenhage-"},
        {"  Bergen   op Zoom ", "2026-03-07-bergen-op-zoom-"},
        {"IJsselstein", "2026-03-07-ijsselstein-"},
        {"\xC4\xB2sselstein", "2026-03-07-ijsselstein-"},
        {"Cafe\xCC\x81", "2026-03-07-cafe-"},  // a combining accent
        {"Cafe\xCC\x81s", "2026-03-07-cafes-"},
        {"Jan's dorp", "2026-03-07-jans-dorp-"},
        {"Straße", "2026-03-07-strasse-"},
        {"../../etc/passwd", "2026-03-07-etc-passwd-"},
        {"Nieuwerkerk aan den IJssel", "2026-03-07-nieuwerkerk-aan-den-ijss-"},
        {"Aaaaaaaaaaaaaaaaaaaaaaa bc", "2026-03-07-aaaaaaaaaaaaaaaaaaaaaaa-"},
        {"", "2026-03-07-plaats-"},
        {NULL, "2026-03-07-plaats-"},
        {"---", "2026-03-07-plaats-"},
        {"東京", "2026-03-07-plaats-"},
        {"\xFF\xFEx\xC3", "2026-03-07-x-"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char id[48];
        session_make_id(id, 2026, 3, 7, rows[i].place, 123456789u + (uint32_t)i);
        size_t n = strlen(rows[i].expected);
        if (strncmp(id, rows[i].expected, n) != 0) fail_msg("%s", id);
        assert_int_equal(strlen(id), n + 4);
        assert_true(session_id_valid(id));
    }
}

static void test_the_tail_depends_on_the_random_number(void **state) {
    (void)state;
    char first[48], second[48];
    session_make_id(first, 2026, 3, 7, "Houten", 1);
    session_make_id(second, 2026, 3, 7, "Houten", 2);
    assert_string_not_equal(first, second);
    session_make_id(second, 2026, 3, 7, "Houten", 1);
    assert_string_equal(first, second);
    session_make_id(second, 2026, 3, 7, "Houten", 1 + 31 * 31);  // another third character
    assert_string_not_equal(first, second);
    session_make_id(first, -2147483647 - 1, 2147483647, -1, "Houten", UINT32_MAX);
    assert_true(strlen(first) < 48);
}

static void test_valid(void **state) {
    (void)state;
    static const struct {
        const char *id;
        bool valid;
    } rows[] = {
        {"2026-11-23-houten-7f3k", true},
        {"a", true},
        {"123456789012345678901234567890123456789012345678901234567890", true},
        {"1234567890123456789012345678901234567890123456789012345678901", false},
        {"", false},
        {NULL, false},
        {"-a", false},
        {"a/b", false},
        {"..", false},
        {"A", false},
        {"a b", false},
        {"a\n", false},
        {"caf\xC3\xA9", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (session_id_valid(rows[i].id) != rows[i].valid) fail_msg("row %zu", i);
    }
}

static void test_setting_the_id(void **state) {
    (void)state;
    Session session;
    session_init(&session);
    assert_string_equal(session.id, "");
    assert_int_equal(session_set_id(&session, "../x"), ERR_REFUSED);
    assert_string_equal(session.id, "");
    char id[] = "2026-11-23-houten-7f3k";
    assert_int_equal(session_set_id(&session, id), ERR_NONE);
    id[0] = 'x';
    assert_string_equal(session.id, "2026-11-23-houten-7f3k");
    session_finish(&session);
}

static void test_state_words(void **state) {
    (void)state;
    assert_string_equal(session_state_word(SESSION_EMPTY), "empty");
    assert_string_equal(session_state_word(SESSION_ACTIVE), "active");
    assert_string_equal(session_state_word(SESSION_PAUSED), "paused");
    assert_string_equal(session_state_word(SESSION_CLOSED), "closed");
    assert_string_equal(session_state_word((SessionState)9), "");
    assert_string_equal(round_state_word(ROUND_OPEN), "open");
    assert_string_equal(round_state_word(ROUND_REVEALED), "revealed");
    assert_string_equal(round_state_word(ROUND_CANCELLED), "cancelled");
    assert_string_equal(round_state_word((RoundState)9), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_making),
        cmocka_unit_test(test_the_tail_depends_on_the_random_number),
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_setting_the_id),
        cmocka_unit_test(test_state_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
