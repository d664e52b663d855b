// The rule against subtraction over meetings. Invariant: what pool_shown gives never tells what fewer
// than role_min people said (tests/unit/model/test_small_groups.c proves it by linear algebra).
#include "model/small_groups.h"

#include <stdlib.h>
#include <string.h>

static Err add_row(Pool *pool, const PoolRow *row) {
    int at = 0;
    while (at < pool->count && pool->rows[at].team < row->team) at++;
    for (; at < pool->count && pool->rows[at].team == row->team; at++) {
        PoolRow *there = &pool->rows[at];
        if (there->together != row->together) continue;
        for (int g = 0; g < POOL_GROUPS; g++)
            if (row->n[g] < there->n[g]) there->n[g] = row->n[g];
        return ERR_NONE;
    }
    if (pool->count == pool->capacity) {
        int capacity = pool->capacity ? pool->capacity * 2 : 2;
        PoolRow *rows = realloc(pool->rows, (size_t)capacity * sizeof *rows);
        if (!rows) return ERR_MEMORY;
        pool->rows = rows;
        pool->capacity = capacity;
    }
    memmove(&pool->rows[at + 1], &pool->rows[at], (size_t)(pool->count - at) * sizeof *pool->rows);
    pool->rows[at] = *row;
    pool->count++;
    return ERR_NONE;
}

Err pool_add(Pool *pool, uint64_t team, const int32_t n[POOL_GROUPS]) {
    PoolRow row = {.team = team};
    for (int g = 0; g < POOL_GROUPS; g++) {
        row.n[g] = n[g];
        if (n[g] > 0) row.together |= 1u << g;
    }
    return row.together ? add_row(pool, &row) : ERR_NONE;
}

Err pool_merge(Pool *pool, const Pool *from) {
    Err err = ERR_NONE;
    for (int i = 0; i < from->count && !err; i++) err = add_row(pool, &from->rows[i]);
    return err;
}

void pool_finish(Pool *pool) {
    free(pool->rows);
    *pool = (Pool){0};
}

uint32_t pool_present(const Pool *pool) {
    uint32_t present = 0;
    for (int i = 0; i < pool->count; i++) present |= pool->rows[i].together;
    return present;
}

// ---- Counting people once ----------------------------------------------------------------------------

typedef struct {
    uint64_t team;
    int team_most, people;
} Count;

// The same people sat in the rows of one team: the most of them count.
static void count_row(Count *count, const PoolRow *row, uint32_t groups) {
    if (row->team != count->team) {
        count->people += count->team_most;
        count->team_most = 0;
        count->team = row->team;
    }
    int n = 0;
    for (int g = 0; g < POOL_GROUPS; g++)
        if (groups >> g & 1) n += row->n[g];
    if (n > count->team_most) count->team_most = n;
}

static int counted(const Count *count) {
    return count->people + count->team_most;
}

static int people_of(const Pool *pool, uint32_t groups) {
    Count count = {0};
    for (int i = 0; i < pool->count; i++) count_row(&count, &pool->rows[i], groups);
    return counted(&count);
}

// ---- The rule ----------------------------------------------------------------------------------------

static bool is_few(const Count *count, int role_min) {
    int people = counted(count);
    return people > 0 && people < role_min;
}

static bool tells(const Pool *pool, uint32_t set, int role_min) {
    Count beside = {0}, mixed = {0};
    for (int i = 0; i < pool->count; i++) {
        const PoolRow *row = &pool->rows[i];
        if (!(row->together & set)) continue;
        count_row(&beside, row, row->together & ~set);
        if (row->together & ~set) count_row(&mixed, row, row->together & set);
    }
    return is_few(&beside, role_min) || is_few(&mixed, role_min);
}

// Whether any set of these groups tells too much. Walks all sets of a mask.
static bool tells_any(const Pool *pool, uint32_t shown, int role_min) {
    for (uint32_t set = shown; set; set = (set - 1) & shown)
        if (tells(pool, set, role_min)) return true;
    return false;
}

static uint32_t without_smallest(const Pool *pool, uint32_t groups) {
    int smallest = -1, least = 0;
    for (int g = 0; g < POOL_GROUPS; g++) {
        if (!(groups >> g & 1)) continue;
        int people = people_of(pool, 1u << g);
        if (smallest >= 0 && people >= least) continue;
        smallest = g;
        least = people;
    }
    return groups & ~(1u << smallest);
}

static int count_bits(uint32_t bits) {
    int count = 0;
    for (; bits; bits &= bits - 1) count++;
    return count;
}

uint32_t pool_shown(const Pool *pool, int role_min) {
    uint32_t shown = 0;
    for (int g = 0; g < POOL_GROUPS; g++)
        if (people_of(pool, 1u << g) >= role_min) shown |= 1u << g;
    // More groups than that are not walked: the smallest of them are left out.
    while (count_bits(shown) > POOL_CANDIDATES_MAX) shown = without_smallest(pool, shown);
    while (shown && tells_any(pool, shown, role_min)) shown = without_smallest(pool, shown);
    return shown;
}
