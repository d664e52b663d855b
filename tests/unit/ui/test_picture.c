// The picture cache: what is drawn once, what is noticed, what fails and how.
#include "ui/picture_cache.h"

#include "unit/ui/picture_bench.h"

#include <SDL_image.h>

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

// The files in the cache folder; *out_path is the last one seen.
static int cache_files(const Bench *bench, char out_path[512]) {
    DIR *list = opendir(bench->cache);
    int count = 0;
    for (struct dirent *file; list && (file = readdir(list));)
        if (file->d_name[0] != '.') {
            count++;
            if (out_path) snprintf(out_path, 512, "%s/%s", bench->cache, file->d_name);
        }
    if (list) closedir(list);
    return count;
}

static void empty_cache(const Bench *bench) {
    char path[512];
    while (cache_files(bench, path) > 0) assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(bench->cache), 0);
}

static void a_picture_is_drawn_by_the_child(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_WAITING);
    assert_null(surface);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(surface->w, 200);
    assert_int_equal(surface->h, 200);
    assert_int_equal(surface->format->format, SDL_PIXELFORMAT_XRGB8888);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFFFF0000);
    assert_int_equal(pixel_of(surface, 10, 10), 0xFF000000 | GROUND);
    assert_int_equal((uintptr_t)surface->pixels % 64, 0);
    assert_string_equal(picture_error(bench->pictures, &whole), "");
}

static void a_second_start_takes_it_from_the_cache(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    bench_stop(bench);
    char path[512];
    assert_int_equal(cache_files(bench, path), 1);
    struct stat file;
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);

    bench_only_the_cache(bench);
    bench_start(bench);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFFFF0000);
}

static void a_changed_file_is_noticed(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);

    write_square(bench->picture, "#0000ff");  // the same length, perhaps the same second
    pictures_frame(bench->pictures);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_WAITING);
    PictureRequest old;
    const SDL_Surface *before = picture_at_hand(bench->pictures, bench->picture, false, &old);
    assert_non_null(before);
    assert_int_equal(pixel_of(before, 100, 100), 0xFFFF0000);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFF0000FF);
}

static void the_cache_may_go_while_running(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    bench_stop(bench);
    bench_start(bench);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    char kept[512];  // cut short by another program: what is shown stays
    assert_int_equal(cache_files(bench, kept), 1);
    assert_int_equal(truncate(kept, 0), 0);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFFFF0000);
    empty_cache(bench);
    pictures_frame(bench->pictures);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFFFF0000);
    PictureRequest larger = bench_whole(bench, 3.0f);
    assert_int_equal(bench_settle(bench, &larger, &surface), PICTURE_READY);
    bench_stop(bench);
    assert_int_equal(cache_files(bench, NULL), 1);
}

static void corrupt_files_are_made_anew(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    bench_stop(bench);
    char path[512];
    assert_int_equal(cache_files(bench, path), 1);
    struct stat good;
    assert_int_equal(stat(path, &good), 0);

    // Each at its place: magic, version, stride, key; then cut, lengthened, emptied, a folder.
    static const long places[] = {0, 8, 12, 16, 60, 76};
    for (size_t i = 0; i < sizeof places / sizeof *places + 4; i++) {
        bool flip = i < sizeof places / sizeof *places;
        if (flip) {
            int file = open(path, O_RDWR);
            unsigned char byte;
            assert_int_equal(pread(file, &byte, 1, places[i]), 1);
            byte ^= 0x10;
            assert_int_equal(pwrite(file, &byte, 1, places[i]), 1);
            close(file);
        } else if (i == sizeof places / sizeof *places + 3) {
            assert_int_equal(unlink(path), 0);
            assert_int_equal(mkdir(path, 0700), 0);
        } else {
            off_t sizes[] = {good.st_size - 1, good.st_size + 4096, 0};
            assert_int_equal(truncate(path, sizes[i - sizeof places / sizeof *places]), 0);
        }
        bench_start(bench);
        assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_WAITING);
        assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
        assert_int_equal(pixel_of(surface, 100, 100), 0xFFFF0000);
        bench_stop(bench);
        struct stat anew;
        assert_int_equal(stat(path, &anew), 0);
        if (S_ISREG(anew.st_mode))
            assert_int_equal(anew.st_size, good.st_size);
        else
            assert_int_equal(rmdir(path), 0);
    }
}

// Where the folder should be lies a file: nothing can be kept, nothing is said, it works.
static void without_a_cache_folder_it_works_too(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    *strrchr(bench->cache, '/') = '\0';
    write_file(bench->cache, "");
    bench_stop(bench);
    bench_start(bench);
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFFFF0000);
}

static void the_cache_is_bounded(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    for (int i = 0; i < 9; i++) {
        PictureRequest whole = bench_whole(bench, 1.0f + (float)i);
        assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
        bench_stop(bench);
        bench_start(bench);
    }
    assert_int_equal(cache_files(bench, NULL), 6);
    bench_stop(bench);
    bench_only_the_cache(bench);
    bench_start(bench);
    PictureRequest last = bench_whole(bench, 9.0f);
    assert_int_equal(picture_get(bench->pictures, &last, &surface), PICTURE_READY);
}

static void a_failure_has_a_sentence_and_no_second_try(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    write_file(bench->picture, "<svg xmlns='http://www.w3.org/2000/svg'><rect");
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_FAILED);
    assert_null(surface);
    const char *sentence = picture_error(bench->pictures, &whole);
    assert_non_null(strstr(sentence, bench->picture));
    assert_non_null(strstr(sentence, "not a whole SVG"));
    assert_null(strchr(sentence, '\n'));
    assert_non_null(strstr(sentence, ": save it anew"));

    bench->wakes = 0;
    for (int i = 0; i < 5; i++) {
        pictures_frame(bench->pictures);
        assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_FAILED);
    }
    PictureRequest detail = {bench->picture, 100, 100, 8, {10, 10, 50, 50}, GROUND};
    assert_int_equal(picture_get(bench->pictures, &detail, &surface), PICTURE_FAILED);
    assert_int_equal(bench->wakes, 0);

    write_square(bench->picture, "#00ff00");
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFF00FF00);
}

static void a_missing_file_and_a_missing_program_are_said(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = picture_whole("/nonexistent/huis.svg", 100, 100, 1, GROUND);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_FAILED);
    assert_non_null(strstr(picture_error(bench->pictures, &whole), "/nonexistent/huis.svg"));
    bench_stop(bench);
    bench_only_the_cache(bench);
    bench_start(bench);
    whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_FAILED);
    assert_non_null(strstr(picture_error(bench->pictures, &whole), "cannot be started"));
}

static void sizes_that_cannot_be_drawn_are_refused(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    static const Rect regions[] = {
        {0, 0, 0, 10}, {0, 0, 10, -1}, {0, 0, 40000, 10}, {0, 0, 20000, 20000}};
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        PictureRequest request = {bench->picture, 100, 100, 2, regions[i], GROUND};
        assert_int_equal(picture_get(bench->pictures, &request, &surface), PICTURE_FAILED);
    }
}

static void a_file_that_goes_keeps_what_was_made(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = bench_whole(bench, 2.0f);
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(unlink(bench->picture), 0);
    pictures_frame(bench->pictures);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel_of(surface, 100, 100), 0xFFFF0000);
}

// 50 x 25 pixels in 100 x 100 units: fitted to the width and centred, the ground around it and under
// what is transparent.
static void png_and_jpeg_are_fitted_over_the_ground(void **state) {
    Bench *bench = *state;
    SDL_Surface *image = SDL_CreateRGBSurfaceWithFormat(0, 50, 25, 32, SDL_PIXELFORMAT_ARGB8888);
    assert_non_null(image);
    SDL_FillRect(image, NULL, 0xFF204080);
    SDL_FillRect(image, &(SDL_Rect){0, 0, 25, 25}, 0x00000000);
    for (int jpeg = 0; jpeg < 2; jpeg++) {
        assert_int_equal(
            jpeg ? IMG_SaveJPG(image, bench->picture, 100) : IMG_SavePNG(image, bench->picture), 0);
        PictureRequest whole = bench_whole(bench, 2.0f);
        const SDL_Surface *surface;
        assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
        for (int shift = 0; shift < 24; shift += 8)  // JPEG is not exact
            assert_in_range((int)(pixel_of(surface, 150, 100) >> shift & 255) -
                                (0x204080 >> shift & 255) + 4,
                            0, 8);
        assert_int_equal(pixel_of(surface, 150, 40), 0xFF000000 | GROUND);
        assert_int_equal(pixel_of(surface, 150, 160), 0xFF000000 | GROUND);
        if (!jpeg) assert_int_equal(pixel_of(surface, 50, 100), 0xFF000000 | GROUND);
    }
    SDL_FreeSurface(image);
}

// A detail shows the same pixels as the whole at that scale, which is large enough to be drawn in
// bands (their seam lies in the middle), and leaves no file.
static void a_detail_is_a_part_of_the_whole(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface, *part;
    PictureRequest whole = bench_whole(bench, 9.3f);
    whole.region.w++;  // one more column makes it a detail: nothing is kept
    PictureRequest detail = {bench->picture, 100, 100, 9.3f, {190, 440, 77, 51}, GROUND};
    assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
    uint32_t *want = calloc(77 * 51, 4);
    assert_non_null(want);
    for (int i = 0; i < 77 * 51; i++) want[i] = pixel_of(surface, 190 + i % 77, 440 + i / 77);
    assert_int_equal(bench_settle(bench, &detail, &part), PICTURE_READY);
    for (int i = 0; i < 77 * 51; i++)
        for (int shift = 0; shift < 32; shift += 8) {  // edges may round the other way
            int got = pixel_of(part, i % 77, i / 77) >> shift & 255,
                whole_has = want[i] >> shift & 255;
            assert_in_range(got - whole_has + 8, 0, 16);
        }
    free(want);
    bench_stop(bench);
    assert_int_equal(cache_files(bench, NULL), 0);
}

static void one_whole_and_one_detail_stay_in_memory(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    for (int i = 1; i <= 6; i++) {
        PictureRequest whole = bench_whole(bench, (float)i);
        PictureRequest detail = {bench->picture, 100, 100, 9, {i, 0, 50, 50}, GROUND};
        assert_int_equal(bench_settle(bench, &whole, &surface), PICTURE_READY);
        assert_int_equal(bench_settle(bench, &detail, &surface), PICTURE_READY);
    }
    pictures_frame(bench->pictures);
    pictures_frame(bench->pictures);
    assert_int_equal(picture_loaded(), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_is_drawn_by_the_child, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(a_second_start_takes_it_from_the_cache, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(a_changed_file_is_noticed, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(the_cache_may_go_while_running, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(corrupt_files_are_made_anew, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(without_a_cache_folder_it_works_too, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(the_cache_is_bounded, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_failure_has_a_sentence_and_no_second_try, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(a_missing_file_and_a_missing_program_are_said, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(sizes_that_cannot_be_drawn_are_refused, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_goes_keeps_what_was_made, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(png_and_jpeg_are_fitted_over_the_ground, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(a_detail_is_a_part_of_the_whole, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(one_whole_and_one_detail_stay_in_memory, bench_set_up,
                                        bench_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
