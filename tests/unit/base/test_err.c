// Errors: the sentence is written once and cut safely, and every error has its exit status.
#include "base/err.h"

#include <errno.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_a_sentence_travels(void **state) {
    (void)state;
    ErrInfo info = {0};
    assert_int_equal(err_set(&info, ERR_MACHINE, ENOSPC, "schijf %s: maak ruimte", "vol"),
                     ERR_MACHINE);
    assert_string_equal(info.text, "schijf vol: maak ruimte");
    assert_int_equal(info.os_error, ENOSPC);
    assert_int_equal(err_set(NULL, ERR_REFUSED, 0, "niemand leest dit"), ERR_REFUSED);
}

static void test_a_long_sentence_is_cut(void **state) {
    (void)state;
    char word[2 * ERR_TEXT_MAX];
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    ErrInfo info;
    (void)err_set(&info, ERR_REFUSED, 0, "%s", word);
    assert_int_equal(strlen(info.text), ERR_TEXT_MAX - 1);
}

static void test_exit_status(void **state) {
    (void)state;
    static const struct {
        Err err;
        int status;
    } rows[] = {
        {ERR_NONE, 0},  {ERR_REFUSED, 1}, {ERR_NEWER, 1},  {ERR_MISSING, 1},
        {ERR_USAGE, 2}, {ERR_MACHINE, 3}, {ERR_LOCKED, 3}, {ERR_MEMORY, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(err_exit_status(rows[i].err), rows[i].status);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sentence_travels),
        cmocka_unit_test(test_a_long_sentence_is_cut),
        cmocka_unit_test(test_exit_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
