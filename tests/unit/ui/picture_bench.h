// What the tests of pictures share: a folder with a picture and a cache, a real child, and waiting
// for its wake.
#ifndef TESTS_UNIT_UI_PICTURE_BENCH_H
#define TESTS_UNIT_UI_PICTURE_BENCH_H

#include "ui/picture.h"

#include <pthread.h>

#define GROUND 0xFBF7EF

typedef struct {
    char dir[64], picture[96], cache[96], program[512];
    pthread_mutex_t lock;
    pthread_cond_t woken;
    int wakes;
    int limit_ms;  // for bench_start; 0 at first
    Pictures *pictures;
} Bench;

int bench_set_up(void **state);
int bench_tear_down(void **state);
void bench_start(Bench *bench);
void bench_stop(Bench *bench);

// From here on the program does not exist: after a start only the cache can answer.
void bench_only_the_cache(Bench *bench);

// Frames until there is an answer.
PictureState bench_settle(Bench *bench, const PictureRequest *request, const SDL_Surface **out);

PictureRequest bench_whole(const Bench *bench, float scale);

void write_file(const char *path, const char *text);

// A square of one colour in the middle half of 100 x 100 units, and a slanted line at its left.
void write_square(const char *path, const char *color);

uint32_t pixel_of(const SDL_Surface *surface, int x, int y);

#endif
