// Random numbers: repeatable when seeded, inside their limit, even.
#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int unseed(void **state) {
    (void)state;
    rng_seed(0);
    return 0;
}

static void test_a_seed_repeats(void **state) {
    (void)state;
    uint32_t first[16];
    rng_seed(42);
    for (int i = 0; i < 16; i++) first[i] = rng_next();
    rng_seed(42);
    for (int i = 0; i < 16; i++) assert_int_equal(rng_next(), first[i]);
    rng_seed(43);
    int same = 0;
    for (int i = 0; i < 16; i++) same += rng_next() == first[i];
    assert_true(same < 16);
}

static void test_below_stays_below_and_is_even(void **state) {
    (void)state;
    rng_seed(7);
    int seen[6] = {0};
    for (int i = 0; i < 60000; i++) {
        uint32_t value = rng_below(6);
        assert_true(value < 6);
        seen[value]++;
    }
    // 10000 each; 5 standard deviations are 456.
    for (int i = 0; i < 6; i++) assert_in_range(seen[i], 9500, 10500);
    for (int i = 0; i < 10; i++) assert_int_equal(rng_below(1), 0);
}

static void test_the_kernel_does_not_repeat(void **state) {
    (void)state;
    rng_seed(0);
    int same = 0;
    uint32_t last = rng_next();
    for (int i = 0; i < 8; i++) {
        uint32_t next = rng_next();
        same += next == last;
        last = next;
    }
    assert_true(same < 8);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_a_seed_repeats, unseed),
        cmocka_unit_test_teardown(test_below_stays_below_and_is_even, unseed),
        cmocka_unit_test(test_the_kernel_does_not_repeat),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
