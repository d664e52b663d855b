// What a zoom view shows of its picture, without a picture: how near, and which part of it.
#include "ui/ui_host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
// cmocka wants the three above first
#include <cmocka.h>

static Ui *ui;

static float right;  // mm beside it that a sheet takes

static void build(bool still, float place) {
    for (int i = 0; i < 3; i++) {
        ui_begin(ui, 1000);
        ui_open(ui, "page",
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
        ui_view_open(ui, "view",
                     (UiView){.width = 1600,
                              .height = 1000,
                              .w = PART(0.4f),
                              .h = GROW,
                              .still = still,
                              .margin = {0, 0, right, 0},
                              .focus = {300, 400, place, place / 2}});
        ui_view_close(ui);
        ui_close(ui);
        ui_end(ui);
    }
}

static int start(void **unused) {
    (void)unused;
    UiHost host = {
        .fonts_dir = "fonts", .icons_dir = "assets/icons", .keyboards_dir = "assets/keyboards"};
    ErrInfo info = {0};
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || ui_create(&host, &ui, &info) != ERR_NONE) return -1;
    ui_set_display(ui, 1280, 720, 2.41f);
    return 0;
}

static int stop(void **unused) {
    (void)unused;
    ui_destroy(ui);
    SDL_Quit();
    return 0;
}

// Beside a text the whole poster would be a stamp: what nobody can zoom comes near by itself.
static void a_still_view_comes_near_its_place(void **unused) {
    (void)unused;
    build(true, 120);
    assert_float_equal(ui_view_scale(ui, "view"), 2.2f, 0.001f);
}

static void a_still_view_shows_all_of_a_large_place(void **unused) {
    (void)unused;
    build(true, 1500);
    assert_float_equal(ui_view_scale(ui, "view"), 1, 0.001f);
}

// The poster under fingers keeps its size when a block opens: nothing is stretched.
static void a_view_to_zoom_keeps_its_size(void **unused) {
    (void)unused;
    build(false, 0);
    build(false, 120);
    assert_float_equal(ui_view_scale(ui, "view"), 1, 0.001f);
}

// A sheet leaves it less room and not another size: what depends on that is right at once.
static void less_room_is_not_nearer(void **unused) {
    (void)unused;
    build(false, 0);
    assert_false(ui_view_nearer(ui, "view"));
    right = 60;
    build(false, 120);
    right = 0;
    assert_true(ui_view_scale(ui, "view") > 1.02f);
    assert_false(ui_view_nearer(ui, "view"));
    ui_view_zoom(ui, "view", 1.5f);
    build(false, 120);
    assert_true(ui_view_nearer(ui, "view"));
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)
    const struct CMUnitTest tests[] = {
        TEST(a_still_view_comes_near_its_place),
        TEST(a_still_view_shows_all_of_a_large_place),
        TEST(a_view_to_zoom_keeps_its_size),
        TEST(less_room_is_not_nearer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
