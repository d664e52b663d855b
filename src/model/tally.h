// Counting votes, and the rules for what may be shown (DESIGN.md section 7).
#ifndef PP_MODEL_TALLY_H
#define PP_MODEL_TALLY_H

#include "model/session.h"

enum { TALLY_ROLE_MIN = 3 };  // a breakdown by role needs this many, by default
#define TALLY_DISAGREE 0.3    // normalised standard deviation from which disagreement is marked

typedef struct {
    bool shown;  // false: too few, or hidden so that nobody can be found by subtraction
    int n;       // people; 0 when not shown
    int counts[ROUND_OPTIONS_MAX];
    double mean;
} TallyRole;

typedef struct {
    int n;      // people who voted (for hands: hands; for dots by hand: -1, unknown)
    int total;  // sum of counts: equals n for one-value votes, dots for dots
    int counts[ROUND_OPTIONS_MAX];  // scale: [0] is 1 … [4] is 5; fist: [0] is 0 … [5] is 5
    int option_count;
    bool has_mean;      // scale and fist with n > 0
    double mean;        // in the words of the scale: 1..5, 0..5
    double spread;      // standard deviation (population) divided by half the range, 0..1
    bool disagreement;  // spread >= TALLY_DISAGREE and n >= 2; for dots and choice: never
    bool consensus;     // fist: everyone at 3 or more
    int below_three;    // fist: how many speak first
    int ranking
        [ROUND_OPTIONS_MAX];  // option indices, most counts first, ties in the order of options
    TallyRole roles[SCENE_ROLES_MAX];
    TallyRole no_role;
    bool some_role_hidden;
} Tally;

// role_min: at least 1. Works on open rounds too; who may see it is the caller's rule.
//
// Who is shown per role: a group (each role; those without a role are a group of their own) of at
// least role_min people. A group of nobody is not shown and not hidden. Where all hidden groups
// together are fewer than role_min, the smallest shown group is hidden too: else the total less
// what is shown would tell their answers. Dots counted by hand tell no number of people, so no
// group of them is shown.
void tally_round(const Session *session, const Round *round, int role_min, Tally *out);

// clamp(round(options / 3), 3, 5): DESIGN.md section 7. per_option_max is dots - 2, at least 1.
int tally_dots_per_person(int options);
int tally_dots_per_option(int dots);

// What a ballot's values are: scale 1..5; fist 0..5; choice the index of the option; dots the
// number of dots on each option, together at least 1 and at most round->dots (a person may keep
// dots), and at most tally_dots_per_option on one.
// NULL when the values form a whole, valid ballot for the round; else a sentence (static msgid).
const char *tally_check_ballot(const Round *round, const int32_t *values, int count);

// How far a block came in all dots rounds of the session: sum of dots on the option with this id.
// Revealed rounds only, and of the rounds in one place only the last.
int tally_dots_for(const Session *session, const char *option_id);

// How something was rated: by a scale (1..5), or by a fist of five (0..5) where nobody used a scale.
typedef struct {
    int n;  // answers; 0: it was not rated
    VoteKind kind;
    double mean;
} TallyRating;

// Of the last revealed scale in an item; else of its last revealed fist.
TallyRating tally_item_rating(const Session *session, int item);
// Takes one more into rating, each answer counting once. A scale stands instead of fists: their numbers
// do not mean the same.
void tally_rating_add(TallyRating *rating, TallyRating one);

#endif
