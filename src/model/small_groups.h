// Which groups may be shown when answers of several meetings are put together (DESIGN.md section 7).
//
// What is public already: of every meeting the total, with its n. So a group's sum over meetings must
// not tell, by taking one from the other, what fewer than the least number of people said. People are
// counted once: a team that meets three times has one manager, not three. A pool remembers of each
// team, for each set of groups that sat together, how many people each group had at the least.
//
// The rule, for groups G that are shown of a pool:
//   - each has at least role_min people;
//   - for every S in G: those beside S, in meetings where somebody of S sat, are nobody or at least
//     role_min (their totals less S would tell them);
//   - for every S in G: those of S, in meetings where others sat too, are nobody or at least role_min
//     (S less the totals of its own meetings would tell them).
// With one meeting in the pool this is the rule of tally_round.
#ifndef PP_MODEL_SMALL_GROUPS_H
#define PP_MODEL_SMALL_GROUPS_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

enum { POOL_GROUPS = 13, POOL_CANDIDATES_MAX = 10 };

typedef struct {
    uint64_t team;           // who met: the same people, as far as we know
    uint32_t together;       // bit g: group g sat there
    int32_t n[POOL_GROUPS];  // the least over the team's meetings of this set
} PoolRow;

typedef struct {
    PoolRow *rows;  // owned; those of a team beside each other
    int count, capacity;
} Pool;

// n: people of each group in one meeting of that team. ERR_MEMORY: the pool is as it was.
Err pool_add(Pool *pool, uint64_t team, const int32_t n[POOL_GROUPS]) MUST_CHECK;
Err pool_merge(Pool *pool, const Pool *from) MUST_CHECK;
void pool_finish(Pool *pool);

// Bits of the groups that may be shown: as many as the rule allows, the smallest left out first.
uint32_t pool_shown(const Pool *pool, int role_min);
uint32_t pool_present(const Pool *pool);  // bits of the groups with anybody in them

#endif
