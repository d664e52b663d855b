// After the last meeting: order in time, packets of small groups, and agreements along their chains.
#include "model/compare_private.h"

#include "base/no_memory.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

// ---- Order -----------------------------------------------------------------------------------------

typedef struct {
    const Meeting *meeting;
    int index;
} Placed;

static int by_time(const void *a, const void *b) {
    const Meeting *left = ((const Placed *)a)->meeting, *right = ((const Placed *)b)->meeting;
    if (left->seen.created_ms != right->seen.created_ms)
        return left->seen.created_ms < right->seen.created_ms ? -1 : 1;
    return strcmp(left->seen.id, right->seen.id);
}

static int by_number(const void *a, const void *b) {
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

void compare_order_meetings(Compare *compare) {
    size_t count = (size_t)compare->meeting_count;
    Placed *placed = calloc(count + 1, sizeof *placed);
    Meeting *sorted = calloc(count + 1, sizeof *sorted);
    int *now = calloc(count + 1, sizeof *now);
    compare->halves = calloc(count + 1, sizeof *compare->halves);
    if (!placed || !sorted || !now || !compare->halves) no_memory();
    for (size_t i = 0; i < count; i++)
        placed[i] = (Placed){.meeting = &compare->meetings[i], .index = (int)i};
    qsort(placed, count, sizeof *placed, by_time);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = *placed[i].meeting;
        now[placed[i].index] = (int)i;
        compare->halves[i] = sorted[i].half;
    }
    for (int i = 0; i < compare->pledge_count; i++)
        compare->pledges[i].meeting = now[compare->pledges[i].meeting];
    for (int s = 0; s < compare->subject_count; s++)
        for (int k = 0; k < compare->subjects[s].kept; k++)
            compare->subjects[s].notes[k].meeting = now[compare->subjects[s].notes[k].meeting];
    if (count) memcpy(compare->meetings, sorted, count * sizeof *sorted);
    qsort(compare->halves, count, sizeof *compare->halves, by_number);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare->halves[i] != compare->halves[i - 1])
            compare->halves[compare->half_count++] = compare->halves[i];
    free(placed);
    free(sorted);
    free(now);
}

// ---- Packets of small groups -----------------------------------------------------------------------

static int add_wide(Compare *compare, int place) {
    compare->wide = compare_grown(compare->wide, &compare->wide_capacity, compare->wide_count,
                                  sizeof *compare->wide);
    compare->wide[compare->wide_count] = (WidePool){.place = place, .from = 1 << 30, .to = -1};
    return compare->wide_count++;
}

static void widen(WidePool *wide, const Pool *pool, int from, int to) {
    if (pool_merge(&wide->pool, pool) != ERR_NONE) no_memory();
    if (from < wide->from) wide->from = from;
    if (to > wide->to) wide->to = to;
}

// A cell shows its small groups by itself when it can show all of them; else they go with the other
// cells of the municipality, and where those can show none, with those of all.
static void settle_chain(Compare *compare, int first, int *wide_of_place) {
    for (int p = 0; p < compare->place_count; p++) wide_of_place[p] = -1;
    for (int i = first; i >= 0; i = compare->cells[i].next) {
        Cell *cell = &compare->cells[i];
        uint32_t present = pool_present(&cell->pool);
        cell->mask = pool_shown(&cell->pool, compare->role_min);
        if (cell->mask == present) continue;
        cell->mask = 0;
        if (wide_of_place[cell->place] < 0)
            wide_of_place[cell->place] = add_wide(compare, cell->place);
        cell->wide = wide_of_place[cell->place];
        widen(&compare->wide[cell->wide], &cell->pool, cell->half, cell->half);
    }
    int all = -1;
    for (int p = 0; p < compare->place_count; p++) {
        if (wide_of_place[p] < 0) continue;
        WidePool *wide = &compare->wide[wide_of_place[p]];
        wide->mask = pool_shown(&wide->pool, compare->role_min);
        if (wide->mask) continue;
        if (all < 0) {
            all = add_wide(compare, COMPARE_ALL);
            wide = &compare->wide[wide_of_place[p]];
        }
        widen(&compare->wide[all], &wide->pool, wide->from, wide->to);
    }
    if (all < 0) return;
    compare->wide[all].mask = pool_shown(&compare->wide[all].pool, compare->role_min);
    for (int i = first; i >= 0; i = compare->cells[i].next) {
        Cell *cell = &compare->cells[i];
        if (cell->wide >= 0 && !compare->wide[cell->wide].mask) cell->wide = all;
    }
}

void compare_settle_pools(Compare *compare) {
    int *wide_of_place = calloc((size_t)compare->place_count + 1, sizeof *wide_of_place);
    if (!wide_of_place) no_memory();
    for (int s = 0; s < compare->subject_count; s++)
        settle_chain(compare, compare->subjects[s].first_cell, wide_of_place);
    settle_chain(compare, compare->first_dots_cell, wide_of_place);
    free(wide_of_place);
}

// ---- Chains of meetings, and the agreements that went along -----------------------------------------

typedef struct {
    uint64_t id;
    int meeting;
} Known;

static int by_id(const void *a, const void *b) {
    const Known *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

static int find_meeting(const Known *known, int count, uint64_t id) {
    const Known wanted = {.id = id};
    const Known *found = bsearch(&wanted, known, (size_t)count, sizeof *known, by_id);
    return found ? found->meeting : -1;
}

static int by_meeting(const void *a, const void *b) {
    const Pledge *left = a, *right = b;
    if (left->meeting != right->meeting) return left->meeting < right->meeting ? -1 : 1;
    return (left->what > right->what) - (left->what < right->what);
}

// The pledge of that meeting that says the same, or NULL. first: of each meeting's pledges.
static Pledge *same_pledge(Compare *compare, const int *first, int meeting, uint64_t what) {
    for (int i = first[meeting]; i < first[meeting + 1]; i++)
        if (compare->pledges[i].what == what) return &compare->pledges[i];
    return NULL;
}

static void follow_pledges(Compare *compare, const Known *known) {
    size_t count = (size_t)compare->meeting_count;
    int *first = calloc(count + 2, sizeof *first);
    bool *goes_on = calloc(count + 1, sizeof *goes_on);
    if (!first || !goes_on) no_memory();
    if (compare->pledge_count)
        qsort(compare->pledges, (size_t)compare->pledge_count, sizeof *compare->pledges,
              by_meeting);
    for (int i = 0; i < compare->pledge_count; i++) first[compare->pledges[i].meeting + 1]++;
    for (size_t i = 0; i < count; i++) first[i + 1] += first[i];
    for (int i = 0; i < compare->pledge_count; i++) {
        Pledge *pledge = &compare->pledges[i];
        int from =
            pledge->previous ? find_meeting(known, compare->meeting_count, pledge->previous) : -1;
        if (from < 0 || from == pledge->meeting) continue;
        goes_on[from] = true;
        Pledge *before = same_pledge(compare, first, from, pledge->what);
        if (!before) continue;
        pledge->repeats = true;
        if (pledge->subject < 0) pledge->subject = before->subject;
    }
    // What was open when the next meeting took it over stands there now, whatever its words became.
    for (int i = 0; i < compare->pledge_count; i++)
        compare->pledges[i].superseded =
            compare->pledges[i].open && goes_on[compare->pledges[i].meeting];
    free(first);
    free(goes_on);
}

void compare_settle_pledges(Compare *compare) {
    Known *known = calloc((size_t)compare->meeting_count + 1, sizeof *known);
    if (!known) no_memory();
    for (int i = 0; i < compare->meeting_count; i++)
        known[i] = (Known){.id = compare_hash(compare->meetings[i].seen.id), .meeting = i};
    qsort(known, (size_t)compare->meeting_count, sizeof *known, by_id);
    for (int i = 0; i < compare->meeting_count; i++) {
        CompareMeeting *seen = &compare->meetings[i].seen;
        if (*seen->previous)
            seen->follows =
                find_meeting(known, compare->meeting_count, compare_hash(seen->previous));
        if (seen->follows == i) seen->follows = -1;
    }
    follow_pledges(compare, known);
    free(known);
    for (int i = 0; i < compare->pledge_count; i++) {
        const Pledge *pledge = &compare->pledges[i];
        if (pledge->subject < 0 || pledge->group < 0) continue;
        const Meeting *meeting = &compare->meetings[pledge->meeting];
        Cell *cell = compare_cell(compare, meeting->seen.place, meeting->half, pledge->subject);
        cell->agreements[pledge->group] += !pledge->repeats;
        cell->open[pledge->group] += pledge->open && !pledge->superseded;
    }
}

void compare_settle(Compare *compare) {
    compare_order_meetings(compare);
    compare_settle_pledges(compare);
    compare_settle_pools(compare);
    compare->settled = true;
}
