// What a new meeting starts with, from the meetings before it. Pure.
#include "screens/new_session.h"

#include "base/str.h"

const int new_keep_days[] = {30, 90, 365, 730};
const int new_keep_count = (int)(sizeof new_keep_days / sizeof *new_keep_days);

static bool has(const char *text) {
    return text && *text;
}

int new_places(const SessionBrief *briefs, int count, int out[], int max) {
    int found = 0;
    for (int i = 0; i < count && found < max; i++) {
        bool known = !has(briefs[i].place);
        for (int j = 0; j < found && !known; j++)
            known = str_equal(briefs[out[j]].place, briefs[i].place);
        if (!known) out[found++] = i;
    }
    return found;
}

int new_previous(const SessionBrief *briefs, int count, const char *place, int out[], int max) {
    int found = 0;
    for (int elsewhere = 0; elsewhere < 2; elsewhere++) {
        for (int i = 0; i < count && found < max; i++) {
            const SessionBrief *b = &briefs[i];
            if (b->state != SESSION_CLOSED || b->damaged || b->newer) continue;
            bool here = has(place) && has(b->place) && str_equal(b->place, place);
            if (here == !elsewhere) out[found++] = i;
        }
    }
    return found;
}

bool new_has_followup(const SceneProgramme *programme) {
    for (int i = 0; i < programme->part_count; i++) {
        if (programme->parts[i].kind == PART_FOLLOWUP) return true;
    }
    return false;
}

int new_people_guess(int roles) {
    if (roles <= 0) return 0;
    return roles <= 3 ? 3 : roles <= 5 ? 2 : 1;
}

void new_people(const Scene *scene, const Session *earlier, int out[SCENE_ROLES_MAX]) {
    int all = 0;
    for (int i = 0; i < scene->role_count; i++) {
        out[i] = 0;
        for (int k = 0; earlier && k < earlier->role_count; k++)
            if (str_equal(earlier->role_ids[k], scene->roles[i].id)) out[i] = earlier->people[k];
        all += out[i];
    }
    // Nobody was counted then, or this poster has other roles.
    for (int i = 0; all == 0 && i < scene->role_count; i++)
        out[i] = new_people_guess(scene->role_count);
}
