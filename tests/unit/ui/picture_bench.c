// Each test gets a folder of its own under /tmp, removed afterwards.
#include "picture_bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static void wake(void *context) {
    Bench *bench = context;
    pthread_mutex_lock(&bench->lock);
    bench->wakes++;
    pthread_cond_signal(&bench->woken);
    pthread_mutex_unlock(&bench->lock);
}

void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

void write_square(const char *path, const char *color) {
    char text[512];
    snprintf(text, sizeof text,
             "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100'>"
             "<rect x='25' y='25' width='50' height='50' fill='%s'/>"
             "<path d='M20 45L30 54' stroke='#080' stroke-width='2'/></svg>",
             color);
    write_file(path, text);
}

void bench_start(Bench *bench) {
    bench->pictures = pictures_create(&(PicturesConfig){.cache_dir = bench->cache,
                                                        .raster_program = bench->program,
                                                        .wake = wake,
                                                        .wake_context = bench,
                                                        .limit_ms = bench->limit_ms});
}

void bench_stop(Bench *bench) {
    pictures_destroy(bench->pictures);
    bench->pictures = NULL;
}

int bench_set_up(void **state) {
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
    bench_start(bench);
    *state = bench;
    return 0;
}

int bench_tear_down(void **state) {
    Bench *bench = *state;
    bench_stop(bench);
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

PictureState bench_settle(Bench *bench, const PictureRequest *request, const SDL_Surface **out) {
    for (int i = 0; i < 20; i++) {
        pictures_frame(bench->pictures);
        PictureState state = picture_get(bench->pictures, request, out);
        if (state != PICTURE_WAITING) return state;
        wait_for_wake(bench);
    }
    return PICTURE_WAITING;
}

uint32_t pixel_of(const SDL_Surface *surface, int x, int y) {
    uint32_t word;
    memcpy(&word, (const char *)surface->pixels + surface->pitch * y + x * 4, 4);
    return word;
}

PictureRequest bench_whole(const Bench *bench, float scale) {
    return picture_whole(bench->picture, 100, 100, scale, GROUND);
}

void bench_only_the_cache(Bench *bench) {
    snprintf(bench->program, sizeof bench->program, "%s/none", bench->dir);
}
