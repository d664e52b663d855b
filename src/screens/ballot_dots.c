// One person's dots while they are being placed: never more than there are, never more on one place
// than the rules of the vote allow.
#include "screens/ballot.h"

int dots_placed(const int32_t *values, int options) {
    int sum = 0;
    for (int i = 0; i < options; i++) sum += values[i];
    return sum;
}

DotResult dots_add(int32_t *values, int options, int dots, int option) {
    if (option < 0 || option >= options) return DOT_NOTHING_THERE;
    if (dots_placed(values, options) >= dots) return DOT_NONE_LEFT;
    if (values[option] >= tally_dots_per_option(dots)) return DOT_PLACE_FULL;
    values[option]++;
    return DOT_DONE;
}

DotResult dots_take(int32_t *values, int options, int option) {
    if (option < 0 || option >= options || values[option] <= 0) return DOT_NOTHING_THERE;
    values[option]--;
    return DOT_DONE;
}
