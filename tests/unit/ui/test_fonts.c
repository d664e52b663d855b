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

static void a_text_measures_the_same_when_asked_again(void **unused) {
    (void)unused;
    static const char *const texts[] = {
        "", "one", "one two", "one two three four five", "one\ntwo", "one two three four fivf"};
    enum { COUNT = (int)(sizeof texts / sizeof *texts) };
    Fonts *fonts;
    if (fonts_create("fonts", &fonts, NULL) != ERR_NONE) fail();
    int widths[2][COUNT], words[2][COUNT];
    for (int round = 0; round < 2; round++) {
        for (int size = 0; size < 2; size++) {
            FontSpec font = {WEIGHT_REGULAR, size ? 40 : 20, 50};
            for (int i = 0; i < COUNT; i++) {
                int width, word;
                fonts_measure(fonts, texts[i], font, &width, &word);
                if (round == 0) widths[size][i] = width, words[size][i] = word;
                assert_int_equal(width, widths[size][i]);
                assert_int_equal(word, words[size][i]);
            }
        }
    }
    for (int i = 1; i < COUNT; i++) assert_true(widths[1][i] > widths[0][i]);
    assert_true(widths[0][2] > widths[0][1] && widths[0][3] > widths[0][2]);
    assert_true(words[0][2] < widths[0][2]);
    assert_int_equal(widths[0][0], 0);
    fonts_destroy(fonts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_size_and_a_letter_are_never_taken_for_two_others),
        cmocka_unit_test(a_text_measures_the_same_when_asked_again)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
