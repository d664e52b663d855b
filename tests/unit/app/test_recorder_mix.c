// A vote in a recording: whatever the order in which ballots came in, the fingers and the moments, the
// same lines are possible in the same places; each ballot stays in one piece, and one that was taken
// back is not there.
#include "app/recorder_mix.h"
#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PEOPLE = 3 };

static void add(RecorderMix *mix, int64_t ms, const char *word, int64_t finger, const char *rest) {
    RecorderInput input = {.ms = ms, .word = word, .finger = finger};
    (void)str_copy(input.rest, sizeof input.rest, rest);
    recorder_mix_add(mix, &input);
}

// What a person does: touches their own place and "done"; with a number of the finger and at a pace
// that belong to the moment.
static int64_t vote(RecorderMix *mix, int person, int64_t ms, int64_t finger) {
    char place[32];
    (void)snprintf(place, sizeof place, "0.%d 0.5", person + 1);
    add(mix, ms, "down", finger, place);
    add(mix, ms += 31 * finger, "move", finger, place);
    add(mix, ms += 7, "up", finger, place);
    add(mix, ms += 900 * finger, "down", finger + 1, "0.9 0.9");
    add(mix, ms += 50, "up", finger + 1, "0.9 0.9");
    recorder_mix_cast(mix);
    return ms;
}

static char *play(const int *order, uint64_t seed, int taken_back) {
    RecorderMix mix = {.start_ms = 1000};
    int64_t ms = 2000;
    for (int i = 0; i < PEOPLE; i++) {
        ms = vote(&mix, order[i], ms, 10 + 3 * i);
        if (i == taken_back) {
            add(&mix, ms, "down", 99, "0.5 0.1");
            add(&mix, ms, "up", 99, "0.5 0.1");
            recorder_mix_take_back(&mix);
        }
    }
    add(&mix, 60000, "down", 77, "0.1 0.9");
    add(&mix, 60040, "up", 77, "0.1 0.9");
    rng_seed(seed);
    Str out;
    str_init(&out);
    int64_t ended = recorder_mix_write(&mix, &out);
    assert_true(ended > 1000);
    recorder_mix_clear(&mix);
    return out.text;
}

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum { SEEDS = 200 };

// All texts that chance can give for one order of voting, each once.
static int possible(const int *order, int taken_back, char **out) {
    char *all[SEEDS];
    for (int i = 0; i < SEEDS; i++) all[i] = play(order, (uint64_t)i + 1, taken_back);
    qsort(all, SEEDS, sizeof *all, compare_texts);
    int count = 0;
    for (int i = 0; i < SEEDS; i++) {
        if (count > 0 && strcmp(out[count - 1], all[i]) == 0)
            free(all[i]);
        else
            out[count++] = all[i];
    }
    return count;
}

static void free_all(char **texts, int count) {
    for (int i = 0; i < count; i++) free(texts[i]);
}

static void every_order_gives_the_same_recordings(void **state) {
    (void)state;
    static const int orders[][PEOPLE] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                         {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    char *first[SEEDS], *other[SEEDS];
    int count = possible(orders[0], -1, first);
    assert_int_equal(count, 6);
    for (size_t i = 1; i < sizeof orders / sizeof *orders; i++) {
        assert_int_equal(possible(orders[i], -1, other), count);
        for (int k = 0; k < count; k++) assert_string_equal(other[k], first[k]);
        free_all(other, count);
    }
    free_all(first, count);
}

static void a_ballot_stays_in_one_piece(void **state) {
    (void)state;
    static const int order[PEOPLE] = {2, 0, 1};
    char *text = play(order, 5, -1);
    long long before = 0;
    int lines = 0, held = 0;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"), lines++) {
        long long ms;
        char word[16];
        int finger;
        float x, y;
        assert_int_equal(sscanf(line, "%lld %15s %d %f %f", &ms, word, &finger, &x, &y), 5);
        assert_true(ms >= before && finger >= 1 && finger <= 2);
        before = ms;
        if (strcmp(word, "down") == 0) held++;
        if (strcmp(word, "up") == 0) held--;
        assert_true(held == 0 || held == 1);
        // The facilitator's touch, which ended the vote, ends the recording of it too.
        if (lines >= PEOPLE * 5) assert_true(x < 0.15f && y > 0.85f);
    }
    assert_int_equal(lines, PEOPLE * 5 + 2);
    free(text);
}

static void what_was_taken_back_is_not_there(void **state) {
    (void)state;
    static const int order[PEOPLE] = {0, 1, 2};
    char *text = play(order, 9, 1);
    assert_null(strstr(text, "0.2 0.5"));
    assert_non_null(strstr(text, "0.1 0.5"));
    assert_non_null(strstr(text, "0.3 0.5"));
    assert_null(strstr(text, "0.5 0.1"));
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_order_gives_the_same_recordings),
        cmocka_unit_test(a_ballot_stays_in_one_piece),
        cmocka_unit_test(what_was_taken_back_is_not_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
