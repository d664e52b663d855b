// The picture cache: what is drawn once, what is noticed, what fails and how. Each test has a folder
// of its own, a real child, and waits for its wake.
#include "ui/picture.h"

#include <SDL_image.h>

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define GROUND 0xFBF7EF

typedef struct {
    char dir[64], picture[96], cache[96], program[512];
    pthread_mutex_t lock;
    pthread_cond_t woken;
    int wakes;
    Pictures *pictures;
} Bench;

static void wake(void *context) {
    Bench *bench = context;
    pthread_mutex_lock(&bench->lock);
    bench->wakes++;
    pthread_cond_signal(&bench->woken);
    pthread_mutex_unlock(&bench->lock);
}

static void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

// A square of one colour in the middle half of 100 x 100 units.
static void write_square(const char *path, const char *color) {
    char text[512];
    snprintf(text, sizeof text,
             "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>"
             "<rect x='25' y='25' width='50' height='50' fill='%s'/>"
             "<path d='M20 45L30 54' stroke='#080' stroke-width='2'/></svg>", color);
    write_file(path, text);
}

static void start(Bench *bench) {
    bench->pictures = pictures_create(&(PicturesConfig){
        .cache_dir = bench->cache, .raster_program = bench->program, .wake = wake, .wake_context = bench});
}

static void stop(Bench *bench) {
    pictures_destroy(bench->pictures);
    bench->pictures = NULL;
}

static int set_up(void **state) {
    Bench *bench = calloc(1, sizeof *bench);
    if (!bench) return -1;
    strcpy(bench->dir, "/tmp/praatplaat-pictures-XXXXXX");
    if (!mkdtemp(bench->dir)) return -1;
    snprintf(bench->picture, sizeof bench->picture, "%s/a.svg", bench->dir);
    snprintf(bench->cache, sizeof bench->cache, "%s/cache/rasters", bench->dir);
    pthread_mutex_init(&bench->lock, NULL);
    pthread_cond_init(&bench->woken, NULL);
    if (!picture_find_program(bench->program, sizeof bench->program)) return -1;
    write_square(bench->picture, "#ff0000");
    start(bench);
    *state = bench;
    return 0;
}

static int tear_down(void **state) {
    Bench *bench = *state;
    stop(bench);
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", bench->dir);
    int failed = system(command);
    free(bench);
    return failed;
}

static void wait_for_wake(Bench *bench) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 40;
    pthread_mutex_lock(&bench->lock);
    int waiting = 0;
    while (bench->wakes == 0 && waiting == 0)
        waiting = pthread_cond_timedwait(&bench->woken, &bench->lock, &until);
    bench->wakes = 0;
    pthread_mutex_unlock(&bench->lock);
    assert_int_equal(waiting, 0);
}

// Frames until there is an answer.
static PictureState settle(Bench *bench, const PictureRequest *request, const SDL_Surface **out) {
    for (int i = 0; i < 20; i++) {
        pictures_frame(bench->pictures);
        PictureState state = picture_get(bench->pictures, request, out);
        if (state != PICTURE_WAITING) return state;
        wait_for_wake(bench);
    }
    return PICTURE_WAITING;
}

static uint32_t pixel(const SDL_Surface *surface, int x, int y) {
    uint32_t word;
    memcpy(&word, (const char *)surface->pixels + surface->pitch * y + x * 4, 4);
    return word;
}

static PictureRequest whole_of(const Bench *bench, float scale) {
    return picture_whole(bench->picture, 100, 100, scale, GROUND);
}

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

// With a program that does not exist only the cache can answer.
static void only_the_cache(Bench *bench) { snprintf(bench->program, sizeof bench->program, "%s/none", bench->dir); }

static void a_picture_is_drawn_by_the_child(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_WAITING);
    assert_null(surface);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(surface->w, 200);
    assert_int_equal(surface->h, 200);
    assert_int_equal(surface->format->format, SDL_PIXELFORMAT_XRGB8888);
    assert_int_equal(pixel(surface, 100, 100), 0xFFFF0000);
    assert_int_equal(pixel(surface, 10, 10), 0xFF000000 | GROUND);
    assert_int_equal((uintptr_t)surface->pixels % 64, 0);
    assert_string_equal(picture_error(bench->pictures, &whole), "");
}

static void a_second_start_takes_it_from_the_cache(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    stop(bench);
    char path[512];
    assert_int_equal(cache_files(bench, path), 1);
    struct stat file;
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);

    only_the_cache(bench);
    start(bench);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel(surface, 100, 100), 0xFFFF0000);
}

static void a_changed_file_is_noticed(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);

    write_square(bench->picture, "#0000ff");  // the same length, perhaps the same second
    pictures_frame(bench->pictures);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_WAITING);
    PictureRequest old;
    const SDL_Surface *before = picture_at_hand(bench->pictures, bench->picture, false, &old);
    assert_non_null(before);
    assert_int_equal(pixel(before, 100, 100), 0xFFFF0000);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel(surface, 100, 100), 0xFF0000FF);
}

static void the_cache_may_go_while_running(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    stop(bench);
    start(bench);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    empty_cache(bench);
    pictures_frame(bench->pictures);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel(surface, 100, 100), 0xFFFF0000);
    PictureRequest larger = whole_of(bench, 3.0f);
    assert_int_equal(settle(bench, &larger, &surface), PICTURE_READY);
    stop(bench);
    assert_int_equal(cache_files(bench, NULL), 1);
}

static void corrupt_files_are_made_anew(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    stop(bench);
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
        start(bench);
        assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_WAITING);
        assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
        assert_int_equal(pixel(surface, 100, 100), 0xFFFF0000);
        stop(bench);
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
    stop(bench);
    start(bench);
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel(surface, 100, 100), 0xFFFF0000);
}

static void the_cache_is_bounded(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    for (int i = 0; i < 9; i++) {
        PictureRequest whole = whole_of(bench, 1.0f + (float)i);
        assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
        stop(bench);
        start(bench);
    }
    assert_int_equal(cache_files(bench, NULL), 6);
    stop(bench);
    only_the_cache(bench);
    start(bench);
    PictureRequest last = whole_of(bench, 9.0f);
    assert_int_equal(picture_get(bench->pictures, &last, &surface), PICTURE_READY);
}

static void a_failure_has_a_sentence_and_no_second_try(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    write_file(bench->picture, "<svg xmlns='http://www.w3.org/2000/svg'><rect");
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_FAILED);
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
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel(surface, 100, 100), 0xFF00FF00);
}

static void a_missing_file_and_a_missing_program_are_said(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = picture_whole("/nonexistent/huis.svg", 100, 100, 1, GROUND);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_FAILED);
    assert_non_null(strstr(picture_error(bench->pictures, &whole), "/nonexistent/huis.svg"));
    stop(bench);
    only_the_cache(bench);
    start(bench);
    whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_FAILED);
    assert_non_null(strstr(picture_error(bench->pictures, &whole), "cannot be started"));
}

static void sizes_that_cannot_be_drawn_are_refused(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    static const Rect regions[] = {{0, 0, 0, 10}, {0, 0, 10, -1}, {0, 0, 40000, 10}, {0, 0, 20000, 20000}};
    for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
        PictureRequest request = {bench->picture, 100, 100, 2, regions[i], GROUND};
        assert_int_equal(picture_get(bench->pictures, &request, &surface), PICTURE_FAILED);
    }
}

static void a_file_that_goes_keeps_what_was_made(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    PictureRequest whole = whole_of(bench, 2.0f);
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    assert_int_equal(unlink(bench->picture), 0);
    pictures_frame(bench->pictures);
    assert_int_equal(picture_get(bench->pictures, &whole, &surface), PICTURE_READY);
    assert_int_equal(pixel(surface, 100, 100), 0xFFFF0000);
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
        assert_int_equal(jpeg ? IMG_SaveJPG(image, bench->picture, 100) : IMG_SavePNG(image, bench->picture), 0);
        PictureRequest whole = whole_of(bench, 2.0f);
        const SDL_Surface *surface;
        assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
        for (int shift = 0; shift < 24; shift += 8)  // JPEG is not exact
            assert_in_range((int)(pixel(surface, 150, 100) >> shift & 255) - (0x204080 >> shift & 255) + 4, 0, 8);
        assert_int_equal(pixel(surface, 150, 40), 0xFF000000 | GROUND);
        assert_int_equal(pixel(surface, 150, 160), 0xFF000000 | GROUND);
        if (!jpeg) assert_int_equal(pixel(surface, 50, 100), 0xFF000000 | GROUND);
    }
    SDL_FreeSurface(image);
}

// A detail shows the same pixels as the whole at that scale, which is large enough to be drawn in
// bands (their seam lies in the middle), and leaves no file.
static void a_detail_is_a_part_of_the_whole(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface, *part;
    PictureRequest whole = whole_of(bench, 9.3f);
    whole.region.w++;  // one more column makes it a detail: nothing is kept
    PictureRequest detail = {bench->picture, 100, 100, 9.3f, {190, 440, 77, 51}, GROUND};
    assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
    uint32_t *want = calloc(77 * 51, 4);
    assert_non_null(want);
    for (int i = 0; i < 77 * 51; i++) want[i] = pixel(surface, 190 + i % 77, 440 + i / 77);
    assert_int_equal(settle(bench, &detail, &part), PICTURE_READY);
    for (int i = 0; i < 77 * 51; i++)
        for (int shift = 0; shift < 32; shift += 8) {  // edges may round the other way
            int got = pixel(part, i % 77, i / 77) >> shift & 255, whole_has = want[i] >> shift & 255;
            assert_in_range(got - whole_has + 8, 0, 16);
        }
    free(want);
    stop(bench);
    assert_int_equal(cache_files(bench, NULL), 0);
}

// A program that first says that it started, then takes its time.
static void write_slow_program(Bench *bench) {
    char real[512], text[1400];
    strcpy(real, bench->program);
    snprintf(bench->program, sizeof bench->program, "%s/slow", bench->dir);
    snprintf(text, sizeof text, "#!/bin/sh\necho \"$5\" >>'%s/starts'\n[ \"$5\" = 1 ] && exec sleep 25\nexec '%s' \"$@\"\n",
             bench->dir, real);
    write_file(bench->program, text);
    assert_int_equal(chmod(bench->program, 0700), 0);
}

static void wait_for_start(const Bench *bench) {
    char path[128];
    snprintf(path, sizeof path, "%s/starts", bench->dir);
    for (int i = 0; access(path, F_OK) != 0; i++) {
        assert_true(i < 1000);
        usleep(10000);
    }
}

static void the_newest_detail_wins(void **state) {
    Bench *bench = *state;
    stop(bench);
    write_slow_program(bench);
    start(bench);
    const SDL_Surface *surface;
    PictureRequest slow = {bench->picture, 100, 100, 5, {1, 0, 50, 50}, GROUND};
    PictureRequest never = slow, newest = slow;
    never.region.x = 2;
    newest.region.x = 200;
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    assert_int_equal(picture_get(bench->pictures, &slow, &surface), PICTURE_WAITING);
    wait_for_start(bench);
    assert_int_equal(picture_get(bench->pictures, &never, &surface), PICTURE_WAITING);
    assert_int_equal(settle(bench, &newest, &surface), PICTURE_READY);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 15);

    char path[128], text[64] = "";
    snprintf(path, sizeof path, "%s/starts", bench->dir);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t n = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[n] = '\0';
    assert_string_equal(text, "1\n200\n");
}

static void a_child_that_takes_too_long_is_ended(void **state) {
    Bench *bench = *state;
    stop(bench);
    write_slow_program(bench);
    bench->pictures = pictures_create(&(PicturesConfig){.raster_program = bench->program, .wake = wake,
                                                        .wake_context = bench, .limit_ms = 300});
    const SDL_Surface *surface;
    PictureRequest slow = {bench->picture, 100, 100, 5, {1, 0, 50, 50}, GROUND};
    assert_int_equal(settle(bench, &slow, &surface), PICTURE_FAILED);
    assert_non_null(strstr(picture_error(bench->pictures, &slow), "more time or memory"));
}

static void leaving_ends_a_child(void **state) {
    Bench *bench = *state;
    stop(bench);
    write_slow_program(bench);
    start(bench);
    const SDL_Surface *surface;
    PictureRequest slow = {bench->picture, 100, 100, 5, {1, 0, 50, 50}, GROUND};
    assert_int_equal(picture_get(bench->pictures, &slow, &surface), PICTURE_WAITING);
    wait_for_start(bench);
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    stop(bench);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 5);
}

// By the names of what is mapped.
static int mappings_of_rasters(void) {
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    char line[1024];
    int count = 0;
    while (fgets(line, sizeof line, maps))
        count += strstr(line, ".raster") != NULL || strstr(line, "memfd:praatplaat-raster") != NULL;
    fclose(maps);
    return count;
}

static void one_whole_and_one_detail_stay_mapped(void **state) {
    Bench *bench = *state;
    const SDL_Surface *surface;
    for (int i = 1; i <= 6; i++) {
        PictureRequest whole = whole_of(bench, (float)i);
        PictureRequest detail = {bench->picture, 100, 100, 9, {i, 0, 50, 50}, GROUND};
        assert_int_equal(settle(bench, &whole, &surface), PICTURE_READY);
        assert_int_equal(settle(bench, &detail, &surface), PICTURE_READY);
    }
    pictures_frame(bench->pictures);
    pictures_frame(bench->pictures);
    assert_int_equal(mappings_of_rasters(), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_picture_is_drawn_by_the_child, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_second_start_takes_it_from_the_cache, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_changed_file_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_cache_may_go_while_running, set_up, tear_down),
        cmocka_unit_test_setup_teardown(corrupt_files_are_made_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_cache_folder_it_works_too, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_cache_is_bounded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_failure_has_a_sentence_and_no_second_try, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_missing_file_and_a_missing_program_are_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sizes_that_cannot_be_drawn_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_goes_keeps_what_was_made, set_up, tear_down),
        cmocka_unit_test_setup_teardown(png_and_jpeg_are_fitted_over_the_ground, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_detail_is_a_part_of_the_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_newest_detail_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_child_that_takes_too_long_is_ended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaving_ends_a_child, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_whole_and_one_detail_stay_mapped, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
