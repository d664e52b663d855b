// Counting. First every group (each role, and those without one) is counted, then it is decided
// which groups may be shown; the total is always shown, with n.
#include "model/tally.h"

#include "model/session_private.h"

#include <math.h>
#include <string.h>

enum { DOTS_LEAST = 3, DOTS_MOST = 5, GROUPS = 1 + SCENE_ROLES_MAX };

int tally_dots_per_person(int options) {
    int third = (2 * options + 3) / 6;  // options / 3, rounded
    return third < DOTS_LEAST ? DOTS_LEAST : third > DOTS_MOST ? DOTS_MOST : third;
}

int tally_dots_per_option(int dots) {
    return dots > 3 ? dots - 2 : 1;
}

// ---- Ballots -----------------------------------------------------------------------------------

static const char *check_dots(const Round *round, const int32_t *values) {
    int sum = 0, most = tally_dots_per_option(round->dots);
    for (int i = 0; i < round->value_count; i++) {
        if (values[i] < 0) return N_("A number of dots cannot be below zero.");
        if (values[i] > most) return N_("There are too many dots on one answer.");
        sum += values[i];
    }
    if (sum == 0) return N_("Place at least one dot.");
    return sum > round->dots ? N_("There are more dots than you have.") : NULL;
}

const char *tally_check_ballot(const Round *round, const int32_t *values, int count) {
    if (count != round->value_count || !values) return N_("Choose an answer first.");
    if (round->kind == VOTE_DOTS) return check_dots(round, values);
    int first = round->kind == VOTE_SCALE ? 1 : 0;
    bool fits = values[0] >= first && values[0] < first + round->option_count;
    return fits ? NULL : N_("That answer is not one of the choices.");
}

// ---- Counting ----------------------------------------------------------------------------------

// One group: those without a role first, then each role.
typedef struct {
    int n;
    int counts[ROUND_OPTIONS_MAX];
} Group;

static void count_ballots(const Round *round, Group groups[GROUPS]) {
    int first = round->kind == VOTE_SCALE ? 1 : 0;
    for (int i = 0; i < round->ballot_count; i++) {
        const Ballot *ballot = &round->ballots[i];
        Group *group = &groups[1 + ballot->role];
        group->n++;
        if (round->kind == VOTE_DOTS) {
            for (int k = 0; k < round->option_count; k++) group->counts[k] += ballot->values[k];
        } else {
            group->counts[ballot->values[0] - first]++;
        }
    }
}

static void count_hands(const Round *round, Group groups[GROUPS]) {
    for (int g = 0; g < GROUPS; g++) {
        for (int k = 0; k < round->option_count; k++) {
            groups[g].counts[k] = round->hands[g][k];
            groups[g].n += round->hands[g][k];
        }
    }
}

static bool has_mean(const Round *round) {
    return round->kind == VOTE_SCALE || round->kind == VOTE_FIST;
}

// Mean and population variance of the answers behind counts; n > 0.
static double mean_of(const Round *round, const int *counts, int n, double *out_variance) {
    int first = round->kind == VOTE_SCALE ? 1 : 0;
    double sum = 0, squares = 0;
    for (int k = 0; k < round->option_count; k++) sum += (double)counts[k] * (first + k);
    double mean = sum / n;
    for (int k = 0; k < round->option_count; k++) {
        squares += counts[k] * (first + k - mean) * (first + k - mean);
    }
    if (out_variance) *out_variance = squares / n;
    return mean;
}

static void rank(Tally *tally) {
    for (int k = 0; k < tally->option_count; k++) {
        int at = k;
        while (at > 0 && tally->counts[tally->ranking[at - 1]] < tally->counts[k]) {
            tally->ranking[at] = tally->ranking[at - 1];
            at--;
        }
        tally->ranking[at] = k;
    }
}

// ---- What may be shown -------------------------------------------------------------------------

// A group of fewer than role_min is hidden. Where all hidden groups together are fewer than that,
// the total less what is shown would still tell their answers: the smallest shown group goes too.
static void choose_shown(const Group groups[GROUPS], int role_min, bool shown[GROUPS]) {
    int hidden = 0, smallest = -1;
    for (int g = 0; g < GROUPS; g++) {
        shown[g] = groups[g].n > 0 && groups[g].n >= role_min;
        if (!shown[g]) hidden += groups[g].n;
        if (shown[g] && (smallest < 0 || groups[g].n < groups[smallest].n)) smallest = g;
    }
    if (hidden > 0 && hidden < role_min && smallest >= 0) shown[smallest] = false;
}

static TallyRole show_group(const Round *round, const Group *group) {
    TallyRole role = {.shown = true, .n = group->n};
    memcpy(role.counts, group->counts, sizeof role.counts);
    if (has_mean(round)) role.mean = mean_of(round, group->counts, group->n, NULL);
    return role;
}

void tally_round(const Session *session, const Round *round, int role_min, Tally *out) {
    (void)session;
    Group groups[GROUPS] = {0};
    if (round->method == METHOD_HANDS) {
        count_hands(round, groups);
    } else {
        count_ballots(round, groups);
    }
    *out = (Tally){.option_count = round->option_count};
    for (int g = 0; g < GROUPS; g++) {
        out->n += groups[g].n;
        for (int k = 0; k < round->option_count; k++) out->counts[k] += groups[g].counts[k];
    }
    for (int k = 0; k < round->option_count; k++) out->total += out->counts[k];
    rank(out);

    if (has_mean(round) && out->n > 0) {
        double variance, half_range = (round->option_count - 1) / 2.0;
        out->has_mean = true;
        out->mean = mean_of(round, out->counts, out->n, &variance);
        out->spread = sqrt(variance) / half_range;
        // The margin is for what rounding leaves of a spread of exactly 0.3.
        out->disagreement = out->n >= 2 && out->spread >= TALLY_DISAGREE - 1e-9;
    }
    if (round->kind == VOTE_FIST) {
        out->below_three = out->counts[0] + out->counts[1] + out->counts[2];
        out->consensus = out->n > 0 && out->below_three == 0;
    }

    // Dots that were counted by hand tell no number of people, so no group is known to be large
    // enough.
    bool people_unknown = round->kind == VOTE_DOTS && round->method == METHOD_HANDS;
    bool shown[GROUPS] = {false};
    if (!people_unknown) choose_shown(groups, role_min, shown);
    for (int g = 0; g < GROUPS; g++) {
        TallyRole *role = g == 0 ? &out->no_role : &out->roles[g - 1];
        if (shown[g]) {
            *role = show_group(round, &groups[g]);
        } else if (groups[g].n > 0) {
            out->some_role_hidden = true;
        }
    }
    if (people_unknown) out->n = -1;
}

// ---- Over the whole session --------------------------------------------------------------------

// A later round in the same place stands instead of an earlier one.
static bool is_last_revealed(const Session *session, const Round *round) {
    if (!round->present || round->state != ROUND_REVEALED) return false;
    for (int i = round->id; i < session->round_count; i++) {
        const Round *later = &session->rounds[i];
        if (later->present && later->state == ROUND_REVEALED && later->item == round->item &&
            later->step == round->step)
            return false;
    }
    return true;
}

static int find_option(const Round *round, const char *id) {
    for (int k = 0; k < round->option_count; k++) {
        if (strcmp(round->options[k], id) == 0) return k;
    }
    return -1;
}

int tally_dots_for(const Session *session, const char *option_id) {
    int dots = 0;
    for (int i = 0; option_id && i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (!round->present || round->kind != VOTE_DOTS || !is_last_revealed(session, round))
            continue;
        int option = find_option(round, option_id);
        if (option < 0) continue;
        for (int b = 0; b < round->ballot_count; b++) dots += round->ballots[b].values[option];
        for (int g = 0; g < GROUPS; g++) dots += round->hands[g][option];
    }
    return dots;
}

TallyRating tally_item_rating(const Session *session, int item) {
    TallyRating rating = {0};
    for (int i = session->round_count - 1; i >= 0; i--) {
        const Round *round = &session->rounds[i];
        if (!round->present || round->item != item || round->state != ROUND_REVEALED ||
            !has_mean(round) || (round->kind == VOTE_FIST && rating.n > 0))
            continue;
        Tally tally;
        tally_round(session, round, TALLY_ROLE_MIN, &tally);
        if (!tally.has_mean) continue;
        rating = (TallyRating){.n = tally.n, .kind = round->kind, .mean = tally.mean};
        if (round->kind == VOTE_SCALE) break;
    }
    return rating;
}

void tally_rating_add(TallyRating *rating, TallyRating one) {
    if (one.n == 0 || (rating->n > 0 && rating->kind == VOTE_SCALE && one.kind == VOTE_FIST))
        return;
    if (rating->n == 0 || rating->kind != one.kind) {
        *rating = one;
        return;
    }
    int n = rating->n + one.n;
    rating->mean = (rating->mean * rating->n + one.mean * one.n) / n;
    rating->n = n;
}
