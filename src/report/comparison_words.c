// What every format of a comparison says, and in which order.
#include "report/comparison.h"

#include "base/i18n.h"
#include "report/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *comparison_place(const Compare *compare, int place) {
    if (place == COMPARE_ALL) return _("All municipalities");
    const char *name = compare_place(compare, place);
    return *name ? name : _("No municipality");
}

const char *comparison_period(const Compare *compare, int period) {
    static char text[64];
    if (period == COMPARE_ALL) return _("All time");
    ComparePeriod when = compare_period(compare, period);
    if (when.year == 0) return _("No date");
    (void)snprintf(text, sizeof text,
                   when.half == 1 ? _("January to June %d") : _("July to December %d"), when.year);
    return text;
}

const char *comparison_role(const Compare *compare, int role) {
    if (role == COMPARE_ALL) return _("Everybody");
    return role == 0 ? _("No role") : compare_role(compare, role - 1)->name;
}

const char *comparison_difference(const Comparison *input, const CompareCut *cut, int subject) {
    static char text[900];  // two names of roles, whole
    CompareFigure groups[POOL_GROUPS];
    int high, low;
    text[0] = '\0';
    if (!compare_groups(input->compare, cut, subject, groups, &high, &low)) return text;
    char above[16], below[16];
    i18n_decimal(groups[high].mean, above, sizeof above);
    i18n_decimal(groups[low].mean, below, sizeof below);
    (void)snprintf(text, sizeof text, _("%s %s · %s %s · n = %d and %d"),
                   comparison_role(input->compare, high), above,
                   comparison_role(input->compare, low), below, groups[high].answers.n,
                   groups[low].answers.n);
    return text;
}

void comparison_summary(const Comparison *input, char *out, size_t size) {
    CompareCut all = compare_everything();
    int people, meetings = compare_meetings_in(input->compare, &all, &people);
    int places = compare_place_count(input->compare);
    char first[80], second[80], third[80];
    (void)snprintf(first, sizeof first, _n("%d meeting", "%d meetings", (unsigned long)meetings),
                   meetings);
    (void)snprintf(second, sizeof second,
                   _n("%d municipality", "%d municipalities", (unsigned long)places), places);
    (void)snprintf(third, sizeof third, _n("%d person", "%d people", (unsigned long)people),
                   people);
    (void)snprintf(out, size, "%s · %s · %s", first, second, third);
}

void comparison_missing(const Comparison *input, char *out, size_t size) {
    out[0] = '\0';
    if (input->faulty > 0)
        (void)snprintf(out, size,
                       _n("%d meeting could not be read and is not among them.",
                          "%d meetings could not be read and are not among them.",
                          (unsigned long)input->faulty),
                       input->faulty);
}

// ---- Meetings that follow one another --------------------------------------------------------------
enum { CHAIN_MAX = 12 };  // days told of one row; of a longer one the last

static void chain_text(const Comparison *input, int last, Str *out) {
    int steps[CHAIN_MAX], count = 0;
    for (int m = last; m >= 0 && count < CHAIN_MAX; m = compare_meeting(input->compare, m)->follows)
        steps[count++] = m;
    const CompareMeeting *meeting = compare_meeting(input->compare, last);
    str_append(out, comparison_place(input->compare, meeting->place));
    if (*meeting->group) str_format(out, ", %s", meeting->group);
    str_append(out, ":");
    for (int i = count - 1; i >= 0; i--) {
        char day[64];
        words_day(compare_meeting(input->compare, steps[i])->created_ms, day, sizeof day);
        str_format(out, " %s%s", *day ? day : _("No date"), i > 0 ? "," : "");
    }
    int open = meeting->open_agreements;
    char said[80];
    (void)snprintf(said, sizeof said,
                   _n("%d agreement is open", "%d agreements are open", (unsigned long)open), open);
    str_format(out, " · %s", said);
}

int comparison_chains(const Comparison *input, ComparisonLine *line, void *context) {
    int meetings = compare_meeting_count(input->compare), chains = 0;
    bool *followed = calloc((size_t)meetings + 1, sizeof *followed);
    if (!followed) return 0;
    for (int m = 0; m < meetings; m++) {
        int before = compare_meeting(input->compare, m)->follows;
        if (before >= 0) followed[before] = true;
    }
    for (int m = 0; m < meetings; m++) {
        if (followed[m] || compare_meeting(input->compare, m)->follows < 0) continue;
        if (++chains > COMPARISON_CHAINS) continue;
        Str text;
        str_init(&text);
        chain_text(input, m, &text);
        line(context, str_text(&text));
        str_finish(&text);
    }
    free(followed);
    return chains;
}

// ---- Every cut -------------------------------------------------------------------------------------

static bool says(const CompareCut *cut, const CompareFigure *figure) {
    bool voted = figure->answers.n > 0 || figure->agreements > 0 || figure->open > 0;
    if (cut->role == COMPARE_ALL) return voted || figure->dots_meetings > 0 || figure->worked > 0;
    return voted || figure->dots_n > 0;
}

static void visit_cut(const Comparison *input, CompareCut cut, ComparisonVisit *visit,
                      void *context) {
    // Of a municipality in one half year only totals: there are hundreds of those.
    bool both = cut.place != COMPARE_ALL && cut.from != COMPARE_ALL;
    int last = both ? COMPARE_ALL : compare_role_count(input->compare);
    for (int role = COMPARE_ALL; role <= last; role++) {
        cut.role = role;
        for (int s = 0; s < compare_subject_count(input->compare); s++) {
            ComparisonRow row = {cut, s, compare_figure(input->compare, &cut, s)};
            if (says(&cut, &row.figure)) visit(context, &row);
        }
    }
}

void comparison_each(const Comparison *input, ComparisonVisit *visit, void *context) {
    int places = compare_place_count(input->compare),
        periods = compare_period_count(input->compare);
    for (int place = COMPARE_ALL; place < places; place++) {
        if (places == 1 && place == 0) break;  // one municipality is all of them
        for (int period = COMPARE_ALL; period < periods; period++) {
            if (periods == 1 && period == 0) break;
            visit_cut(input, (CompareCut){.place = place, .from = period, .to = period}, visit,
                      context);
        }
    }
}
