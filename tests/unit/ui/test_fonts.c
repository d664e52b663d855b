// Widths of texts come from a cache: no text may be given the width of another one.
#include "ui/paragraph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
// cmocka wants the four above before it.
#include <cmocka.h>

static void a_size_and_a_letter_are_never_taken_for_two_others(void **unused) {
    (void)unused;
    // Sizes and first letters that together have the same bits: 10 ^ 'M' is 14 ^ 'I'.
    for (int px = 8; px < 40; px++) {
        for (int other = px + 1; other < 40; other++) {
            char a[] = "Mo", b[] = "?o";
            b[0] = (char)('M' ^ px ^ other);
            if (b[0] < '!' || b[0] > '~') continue;
            Fonts *alone, *both;
            if (fonts_create("fonts", &alone, NULL) != ERR_NONE) fail();
            if (fonts_create("fonts", &both, NULL) != ERR_NONE) fail();
            FontSpec small = {WEIGHT_REGULAR, px, px}, large = {WEIGHT_REGULAR, other, other};
            int right = fonts_width(alone, a, 2, small);
            (void)fonts_width(both, b, 2, large);
            assert_int_equal(fonts_width(both, a, 2, small), right);
            fonts_destroy(alone);
            fonts_destroy(both);
            px++;  // one pair for each size is enough
            break;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_size_and_a_letter_are_never_taken_for_two_others)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
