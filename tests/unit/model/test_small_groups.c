// The rule for small groups over meetings, as a table, and proved by linear algebra on random pools:
// what is public are the totals of the meetings and the sums of the groups that are shown; no sum
// of a few people's answers may be a combination of those.
#include "model/small_groups.h"

#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { A = 1, B = 2, C = 4, D = 8 };

typedef struct {
    const char *what;
    int meetings;
    struct {
        uint64_t team;
        int32_t n[4];
    } rows[4];
    uint32_t shown;
} Case;

static const Case cases[] = {
    {"one meeting, all large", 1, {{1, {3, 4, 5, 0}}}, A | B | C},
    {"one small group takes the smallest large one along", 1, {{1, {3, 4, 1, 0}}}, B},
    {"two small groups hide each other", 1, {{1, {3, 4, 1, 2}}}, A | B},
    {"too small alone, enough together", 2, {{1, {1, 2, 0, 0}}, {2, {2, 1, 0, 0}}}, A | B},
    {"the same people twice are not more people", 2, {{1, {1, 2, 0, 0}}, {1, {2, 1, 0, 0}}}, 0},
    // B sat in the first meeting only: its total less B would be one person of A.
    {"one person beside a group", 2, {{1, {1, 4, 0, 0}}, {2, {2, 0, 0, 0}}}, 0},
    // A's sum less the second meeting's total would be one person of A.
    {"one person of a group among others", 2, {{1, {1, 0, 4, 0}}, {2, {5, 0, 0, 0}}}, 0},
    {"nobody", 0, {{1, {0, 0, 0, 0}}}, 0},
};

static void fill(Pool *pool, const Case *one) {
    for (int i = 0; i < one->meetings; i++) {
        int32_t n[POOL_GROUPS] = {0};
        memcpy(n, one->rows[i].n, sizeof one->rows[i].n);
        assert_int_equal(pool_add(pool, one->rows[i].team, n), ERR_NONE);
    }
}

static void the_rule_by_example(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Pool pool = {0};
        fill(&pool, &cases[i]);
        uint32_t shown = pool_shown(&pool, 3);
        if (shown != cases[i].shown) fail_msg("%s: shown %x", cases[i].what, shown);
        pool_finish(&pool);
    }
}

// ---- The proof ---------------------------------------------------------------------------------------

enum {
    MEETINGS_MAX = 5,
    GROUPS = 4,
    CLASSES = MEETINGS_MAX * GROUPS,
    KNOWN = MEETINGS_MAX + GROUPS
};

static int rank_of(double rows[][CLASSES], int count) {
    int rank = 0;
    for (int column = 0; column < CLASSES && rank < count; column++) {
        int pivot = rank;
        for (int i = rank; i < count; i++)
            if (fabs(rows[i][column]) > fabs(rows[pivot][column])) pivot = i;
        if (fabs(rows[pivot][column]) < 1e-9) continue;
        for (int k = 0; k < CLASSES; k++) {
            double kept = rows[rank][k];
            rows[rank][k] = rows[pivot][k];
            rows[pivot][k] = kept;
        }
        for (int i = 0; i < count; i++) {
            if (i == rank) continue;
            double factor = rows[i][column] / rows[rank][column];
            for (int k = 0; k < CLASSES; k++) rows[i][k] -= factor * rows[rank][k];
        }
        rank++;
    }
    return rank;
}

static bool in_span(double known[][CLASSES], int count, const double *wanted) {
    double with[KNOWN + 1][CLASSES], without[KNOWN + 1][CLASSES];
    memcpy(without, known, (size_t)count * sizeof *without);
    memcpy(with, known, (size_t)count * sizeof *with);
    memcpy(with[count], wanted, sizeof *with);
    return rank_of(with, count + 1) == rank_of(without, count);
}

static int below(int n) {
    return (int)rng_below((uint32_t)n);
}

static void no_combination_tells_of_a_few(void **state) {
    (void)state;
    rng_seed(20261123);
    int shown_at_all = 0;
    for (int round = 0; round < 3000; round++) {
        int meetings = 1 + below(MEETINGS_MAX), n[MEETINGS_MAX][GROUPS];
        Pool pool = {0};
        for (int m = 0; m < meetings; m++) {
            int32_t row[POOL_GROUPS] = {0};
            for (int g = 0; g < GROUPS; g++) row[g] = n[m][g] = below(3) ? below(4) : 0;
            assert_int_equal(pool_add(&pool, 1 + (uint64_t)m, row), ERR_NONE);
        }
        uint32_t shown = pool_shown(&pool, 3);
        shown_at_all += shown != 0;
        double known[KNOWN][CLASSES] = {{0}};
        int count = 0;
        for (int m = 0; m < meetings; m++, count++)
            for (int g = 0; g < GROUPS; g++) known[count][m * GROUPS + g] = n[m][g] > 0;
        for (int g = 0; g < GROUPS; g++) {
            if (!(shown >> g & 1)) continue;
            for (int m = 0; m < meetings; m++) known[count][m * GROUPS + g] = n[m][g] > 0;
            count++;
        }
        // Every one or two groups of one or two meetings, of fewer than three people together.
        for (int a = 0; a < meetings * GROUPS; a++) {
            for (int b = a; b < meetings * GROUPS; b++) {
                int people = n[a / GROUPS][a % GROUPS] + (b == a ? 0 : n[b / GROUPS][b % GROUPS]);
                double wanted[CLASSES] = {0};
                if (n[a / GROUPS][a % GROUPS] == 0 || n[b / GROUPS][b % GROUPS] == 0) continue;
                if (people >= 3) continue;
                wanted[a] = wanted[b] = 1;
                // A whole meeting so small is shown by its own report.
                double totals[KNOWN][CLASSES];
                memcpy(totals, known, sizeof totals);
                if (in_span(totals, meetings, wanted)) continue;
                if (in_span(known, count, wanted))
                    fail_msg("round %d: %d and %d of %d people can be told", round, a, b, people);
            }
        }
        pool_finish(&pool);
    }
    assert_true(shown_at_all > 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_rule_by_example),
                                       cmocka_unit_test(no_combination_tells_of_a_few)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
