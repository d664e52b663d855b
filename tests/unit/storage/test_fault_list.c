// The list of faults: sorted by place, no longer than a person reads, and safe to print whatever the
// file held.
#include "storage/fault_list.h"

#include "base/str.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void lists_are_sorted_and_bounded(void **state) {
    (void)state;
    FaultList list;
    Str text;
    fault_list_init(&list);
    str_init(&text);
    fault_list_name(&list, "a/scene.json");
    for (int i = 2500; i > 0; i--) fault_add(&list, i, i % 7 + 1, "fault %d", i);
    fault_add(&list, 0, 0, "never kept: the list is full");
    fault_list_format(&list, &text);
    assert_int_equal(list.total, 2501);
    assert_true(str_starts(str_text(&text),
                           "a/scene.json:501:5: fault 501\na/scene.json:502:6: fault 502\n"));
    assert_non_null(strstr(str_text(&text), "a/scene.json: 2301 more faults"));
    str_finish(&text);
    fault_list_finish(&list);
}

static void quotes_are_safe_and_short(void **state) {
    (void)state;
    char quoted[FAULT_QUOTE_MAX];
    assert_string_equal(fault_quote(quoted, "a\x1B[31m\xE2\x80\xAE"
                                            "b"),
                        "a?[31m?b");
    assert_true(strlen(fault_quote(quoted, "0123456789012345678901234567890123456789 and more")) <
                45);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_sorted_and_bounded),
        cmocka_unit_test(quotes_are_safe_and_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
