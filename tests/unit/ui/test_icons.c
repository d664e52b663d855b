// Icons: shape, colour, the square for what is missing, and a cache that stays small.
#include "ui/icons.h"

#include <dirent.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint32_t pixel(const SDL_Surface *surface, int x, int y) {
    uint32_t word;
    memcpy(&word, (const char *)surface->pixels + surface->pitch * y + x * 4, 4);
    return word;
}

static int covered(const SDL_Surface *surface, int above) {
    int count = 0;
    for (int y = 0; y < surface->h; y++)
        for (int x = 0; x < surface->w; x++) count += (int)(pixel(surface, x, y) >> 24) > above;
    return count;
}

static int set_up(void **state) {
    *state = icons_create("assets/icons");
    return 0;
}

static int tear_down(void **state) {
    icons_destroy(*state);
    return 0;
}

static void an_icon_has_its_size_and_colour(void **state) {
    static const int sizes[] = {16, 24, 25, 36, 48, 71, 600};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const SDL_Surface *icon = icon_get(*state, "house", sizes[i], 0x1F2A44);
        assert_int_equal(icon->w, sizes[i]);
        assert_int_equal(icon->h, sizes[i]);
        assert_int_equal(icon->format->format, SDL_PIXELFORMAT_ARGB8888);
        SDL_BlendMode mode;
        assert_int_equal(SDL_GetSurfaceBlendMode((SDL_Surface *)(uintptr_t)icon, &mode), 0);
        assert_int_equal(mode, SDL_BLENDMODE_BLEND);
        for (int y = 0; y < icon->h; y++)
            for (int x = 0; x < icon->w; x++)
                assert_int_equal(pixel(icon, x, y) & 0xFFFFFF, 0x1F2A44);
    }
}

// The house's floor is a line two of 24 thick: solid at every size from 24 up, not a grey smear.
static void lines_are_crisp(void **state) {
    for (int px = 24; px <= 72; px += 12) {
        const SDL_Surface *icon = icon_get(*state, "house", px, 0);
        int solid = 0;
        for (int y = px * 3 / 4; y < px; y++) solid += (pixel(icon, px / 4, y) >> 24) >= 240;
        assert_in_range(solid, px * 2 / 24 - 1 > 0 ? px * 2 / 24 - 1 : 1, px * 2 / 24 + 1);
    }
}

static void every_icon_can_be_drawn(void **state) {
    DIR *list = opendir("assets/icons");
    assert_non_null(list);
    const SDL_Surface *square = icon_get(*state, "no-such-icon", 48, 0);
    uint32_t missing[48 * 48];
    for (int i = 0; i < 48 * 48; i++) missing[i] = pixel(square, i % 48, i / 48);
    int count = 0;
    for (struct dirent *file; (file = readdir(list));) {
        char name[256];
        size_t length = strlen(file->d_name);
        if (length < 5 || strcmp(file->d_name + length - 4, ".svg") != 0) continue;
        snprintf(name, sizeof name, "%.*s", (int)length - 4, file->d_name);
        const SDL_Surface *icon = icon_get(*state, name, 48, 0);
        bool differs = false;
        for (int i = 0; i < 48 * 48; i++) differs |= pixel(icon, i % 48, i / 48) != missing[i];
        if (!differs) fail_msg("%s is drawn as the square for missing icons", name);
        assert_in_range(covered(icon, 128), 40, 48 * 48);
        count++;
    }
    closedir(list);
    assert_true(count > 50);
}

static void another_colour_keeps_the_shape(void **state) {
    const SDL_Surface *dark = icon_get(*state, "users", 36, 0x000000);
    const SDL_Surface *red = icon_get(*state, "users", 36, 0xCC3311);
    assert_ptr_not_equal(dark, red);
    assert_int_equal(pixel(red, 0, 0) & 0xFFFFFF, 0xCC3311);
    for (int i = 0; i < 36 * 36; i++)
        assert_int_equal(pixel(dark, i % 36, i / 36) >> 24, pixel(red, i % 36, i / 36) >> 24);
}

static void the_same_request_is_drawn_once(void **state) {
    const SDL_Surface *first = icon_get(*state, "check", 32, 0x123456);
    for (int i = 0; i < 50; i++) {
        char name[32];
        snprintf(name, sizeof name, "other-%d", i);
        icon_get(*state, name, 8, 0);
    }
    assert_ptr_equal(icon_get(*state, "check", 32, 0x123456), first);
}

static void missing_and_wicked_names_are_squares(void **state) {
    static const char *const names[] = {
        "../icons/house", "",
        "no-such-icon",   "house.svg",
        "House",          "/etc/passwd",
        "LICENSE",        "a-name-that-is-much-too-long-for-an-icon-and-goes-on-and-on-and-on",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const SDL_Surface *icon = icon_get(*state, names[i], 40, 0xABCDEF);
        assert_int_equal(icon->w, 40);
        assert_int_equal(pixel(icon, 10, 10), 0xFFABCDEF);  // the edge of the square
        assert_int_equal(pixel(icon, 20, 20) >> 24, 0);     // its middle
        assert_int_equal(pixel(icon, 2, 2) >> 24, 0);       // around it
    }
    assert_int_equal(icon_get(*state, "house", 0, 0)->w, 1);
    assert_int_equal(icon_get(*state, "house", 100000, 0)->w, 1024);
}

// 200 icons of 145 pixels on average would be 17 MB.
static void thousands_of_requests_stay_within_the_cache(void **state) {
    size_t before = mallinfo2().uordblks + mallinfo2().hblkhd;
    for (int i = 0; i < 600; i++) {
        int px = 100 + i % 90;
        assert_int_equal(icon_get(*state, "house", px, (uint32_t)i)->w, px);
    }
    size_t after = mallinfo2().uordblks + mallinfo2().hblkhd;
    assert_true(after < before + 8000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_icon_has_its_size_and_colour, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_are_crisp, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_icon_can_be_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_colour_keeps_the_shape, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_same_request_is_drawn_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(missing_and_wicked_names_are_squares, set_up, tear_down),
        cmocka_unit_test_setup_teardown(thousands_of_requests_stay_within_the_cache, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
