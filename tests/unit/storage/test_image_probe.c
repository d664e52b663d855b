// What a picture says of itself before anything decodes it. More of it, with packs around: test_scene_files.c.
#include "storage/image_probe.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// A photo that a camera laid on its side: in either order of bytes, and notes that say nothing of it.
static void test_photos_stand_upright(void **state) {
    (void)state;
    static const unsigned char intel[] = {'I', 'I', 42, 0, 8, 0, 0,   0, 2, 0, 0x0F, 1,
                                          2,   0,   1,  0, 0, 0, 'x', 0, 0, 0, 0x12, 1,
                                          3,   0,   1,  0, 0, 0, 6,   0, 0, 0};
    static const unsigned char motorola[] = {'M',  'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
                                             0x12, 0,   3, 0,  0, 0, 1, 0, 3, 0, 0};
    static const unsigned char rest[] = {
        0xFF, 0xC0, 0, 11, 8, 0, 100, 0, 200, 1, 1,    0x11, 0,  // 200 x 100
        0xFF, 0xDA, 0, 8,  1, 1, 0,   0, 63,  0, 0x55, 0xFF, 0xD9};
    const struct {
        const unsigned char *tiff;
        size_t n, change;
        unsigned char to;
        bool good;
    } rows[] = {
        {intel, sizeof intel, 0, 'I', false},
        {motorola, sizeof motorola, 0, 'M', false},
        {intel, sizeof intel, 30, 1, true},
        {intel, sizeof intel, 30, 0, true},
        {intel, sizeof intel, 30, 9, true},
        {intel, sizeof intel, 2, 41, true},
        {intel, sizeof intel, 1, 'M', true},
        {intel, sizeof intel, 24, 4, true},
        {intel, sizeof intel, 4, 200, true},
        {intel, sizeof intel, 7, 255, true},
        {motorola, sizeof motorola, 19, 1, true},
        {motorola, sizeof motorola, 19, 8, false},
        {intel, sizeof intel - 4, 0, 'I', true},
        {intel, 8, 0, 'I', true},
        {motorola, 7, 0, 'M', true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsigned char jpeg[128] = {0xFF, 0xD8, 0xFF, 0xE1, 0, 0, 'E', 'x', 'i', 'f', 0, 0};
        jpeg[5] = (unsigned char)(8 + rows[i].n);
        memcpy(jpeg + 12, rows[i].tiff, rows[i].n);
        jpeg[12 + rows[i].change] = rows[i].to;
        memcpy(jpeg + 12 + rows[i].n, rest, sizeof rest);
        ImageInfo image;
        ErrInfo info = {.text = ""};
        Err err = image_probe(jpeg, 12 + rows[i].n + sizeof rest, &image, &info);
        if ((err == ERR_NONE) != rows[i].good) fail_msg("row %zu: %d, <%s>", i, err, info.text);
        if (err) assert_non_null(strstr(info.text, "the photo does not stand upright"));
        if (!err) assert_true(image.width == 200 && image.height == 100);
    }
}

// However its prologue is cut, the root element is looked for within the bytes.
static void test_prologues_of_svg(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool good;
    } rows[] = {
        {"<svg></svg>", true},
        {"<svg\twidth='1'/></svg>", true},
        {"<?xml?><svg\r\n></svg>", true},
        {"<!DOCTYPE svg [<!ENTITY a \"]>\"><!-- ' -->]><svg></svg>", true},
        {"<!DOCTYPE svg ']' \"[\"><svg></svg>", true},
        {"<", false},
        {"<?", false},
        {"<!", false},
        {"<!-", false},
        {"<!--", false},
        {"<!-- -->", false},
        {"<!DOCTYPE svg", false},
        {"<!DOCTYPE svg [", false},
        {"<!DOCTYPE svg [<!-- >]><svg></svg>", false},
        {"<!DOCTYPE svg \"><svg></svg>", false},
        {"<!DOCTYPE svg '", false},
        {"<svg", false},
        {"<svgx></svg>", false},
        {"<svg>", false},
        {"<a><svg></svg></a>", false},
        {"<svg:svg></svg>", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ImageInfo image;
        ErrInfo info = {.text = ""};
        // Without a zero behind it, so that a look too far is seen.
        size_t n = strlen(rows[i].text);
        unsigned char *bytes = malloc(n);
        assert_non_null(bytes);
        memcpy(bytes, rows[i].text, n);
        Err err = image_probe(bytes, n, &image, &info);
        free(bytes);
        if ((err == ERR_NONE) != rows[i].good) fail_msg("%s: %d, %s", rows[i].text, err, info.text);
        assert_true(!err || info.text[0]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_photos_stand_upright),
        cmocka_unit_test(test_prologues_of_svg),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
