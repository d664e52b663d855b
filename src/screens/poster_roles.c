// Which places speak most to a role: a poster on which nearly all of them stand out says nothing.
#include "screens/poster_roles.h"

static int bits(uint32_t set) {
    int count = 0;
    for (; set; set &= set - 1) count++;
    return count;
}

static float share(uint32_t roles, uint32_t role) {
    return roles & role ? 1.0f / (float)bits(roles) : 0;
}

// What is written for few speaks more to each of them than what is written for all.
static float speaks(const Scene *scene, int block, uint32_t role) {
    float sum = 0;
    int count = 0;
    for (int i = 0; i < scene->assignment_count; i++) {
        if (scene->assignments[i].block != block) continue;
        sum += share(scene->assignments[i].roles, role);
        count++;
    }
    return share(scene->blocks[block].roles, role) + (count ? sum / (float)count : 0);
}

uint32_t poster_role_places(const Scene *scene, int role) {
    uint32_t bit = 1u << role, places = 0;
    int most = (scene->block_count + 1) / 2;
    if (most < ROLE_PLACES_LEAST) most = ROLE_PLACES_LEAST;
    if (most > ROLE_PLACES_MOST) most = ROLE_PLACES_MOST;
    for (int n = 0; n < most; n++) {
        int best = -1;
        float best_speaks = 0;
        for (int b = 0; b < scene->block_count; b++) {
            if (places >> b & 1u || !(scene->blocks[b].roles & bit)) continue;
            float own = speaks(scene, b, bit);
            if (best >= 0 && own <= best_speaks) continue;
            best = b;
            best_speaks = own;
        }
        if (best < 0) break;
        places |= 1u << best;
    }
    return places;
}

int poster_role_count(const Scene *scene, int role) {
    return bits(poster_role_places(scene, role));
}
