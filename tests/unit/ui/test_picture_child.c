// The child that draws: the newest detail wins, one that takes too long is ended, none outlives us.
#include "unit/ui/picture_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

// A program that first says that it started, then takes its time.
static void write_slow_program(Bench *bench) {
    char real[512], text[1400];
    strcpy(real, bench->program);
    snprintf(bench->program, sizeof bench->program, "%s/slow", bench->dir);
    snprintf(
        text, sizeof text,
        "#!/bin/sh\necho \"$5\" >>'%s/starts'\n[ \"$5\" = 1 ] && exec sleep 25\nexec '%s' \"$@\"\n",
        bench->dir, real);
    write_file(bench->program, text);
    assert_int_equal(chmod(bench->program, 0700), 0);
}

static void wait_for_start(const Bench *bench) {
    char path[128];
    snprintf(path, sizeof path, "%s/starts", bench->dir);
    // The shell makes the file before it writes: one that is ended in between has said nothing.
    struct stat status = {0};
    for (int i = 0; stat(path, &status) != 0 || status.st_size == 0; i++) {
        assert_true(i < 1000);
        usleep(10000);
    }
}

static void the_newest_detail_wins(void **state) {
    Bench *bench = *state;
    bench_stop(bench);
    write_slow_program(bench);
    bench_start(bench);
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
    assert_int_equal(bench_settle(bench, &newest, &surface), PICTURE_READY);
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
    bench_stop(bench);
    write_slow_program(bench);
    bench->limit_ms = 300;
    bench_start(bench);
    const SDL_Surface *surface;
    PictureRequest slow = {bench->picture, 100, 100, 5, {1, 0, 50, 50}, GROUND};
    assert_int_equal(bench_settle(bench, &slow, &surface), PICTURE_FAILED);
    assert_non_null(strstr(picture_error(bench->pictures, &slow), "more time or memory"));
}

static void leaving_ends_a_child(void **state) {
    Bench *bench = *state;
    bench_stop(bench);
    write_slow_program(bench);
    bench_start(bench);
    const SDL_Surface *surface;
    PictureRequest slow = {bench->picture, 100, 100, 5, {1, 0, 50, 50}, GROUND};
    assert_int_equal(picture_get(bench->pictures, &slow, &surface), PICTURE_WAITING);
    wait_for_start(bench);
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    bench_stop(bench);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_true(after.tv_sec - before.tv_sec < 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_newest_detail_wins, bench_set_up, bench_tear_down),
        cmocka_unit_test_setup_teardown(a_child_that_takes_too_long_is_ended, bench_set_up,
                                        bench_tear_down),
        cmocka_unit_test_setup_teardown(leaving_ends_a_child, bench_set_up, bench_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
