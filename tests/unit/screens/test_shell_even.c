// A heading in the middle: its lines are about as long, and it has no more of them for that.
#include "screens/shell.h"
#include "ui/ui_host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
// cmocka wants the three above first
#include <cmocka.h>

static Ui *ui;
static const UiText style = {.size = TYPE_DISPLAY, .weight = WEIGHT_BOLD};

static int start(void **unused) {
    (void)unused;
    UiHost host = {
        .fonts_dir = "fonts", .icons_dir = "assets/icons", .keyboards_dir = "assets/keyboards"};
    ErrInfo info = {0};
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || ui_create(&host, &ui, &info) != ERR_NONE) return -1;
    ui_set_display(ui, 1280, 720, 2.41f);
    ui_begin(ui, 1000);
    return 0;
}

static int stop(void **unused) {
    (void)unused;
    ui_end(ui);
    ui_destroy(ui);
    SDL_Quit();
    return 0;
}

static void no_word_stands_alone(void **unused) {
    (void)unused;
    const char *text = "Denk aan een gesprek dat voor jou goed voelde. Waar zat dat in?";
    float all = ui_text_mm(ui, text, style);
    float even = shell_even_mm(ui, text, style, all - 2);  // one word too many for the line
    assert_true(even >= all / 2 && even < all * 0.65f);
    float three = shell_even_mm(ui, text, style, all / 2 - 2);
    assert_true(three >= all / 3 && three < all * 0.45f);
}

static void what_fits_on_a_line_stays_there(void **unused) {
    (void)unused;
    const char *text = "Wie begint?";
    float all = ui_text_mm(ui, text, style);
    assert_float_equal(shell_even_mm(ui, text, style, all + 20), all + 20, 0.01f);
    assert_float_equal(shell_even_mm(ui, text, style, all), all, 0.01f);
}

static void a_long_word_and_nothing_at_all(void **unused) {
    (void)unused;
    const char *word = "Samenwerkingsovereenkomst";
    assert_float_equal(shell_even_mm(ui, word, style, 20), 20, 0.01f);
    assert_float_equal(shell_even_mm(ui, "", style, 100), 100, 0.01f);
    assert_float_equal(shell_even_mm(ui, NULL, style, 100), 100, 0.01f);
    assert_float_equal(shell_even_mm(ui, "een\ntwee", style, 100), 100, 0.01f);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(no_word_stands_alone),
        TEST(what_fits_on_a_line_stays_there),
        TEST(a_long_word_and_nothing_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
