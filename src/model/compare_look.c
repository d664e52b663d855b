// Asking a settled comparison. Invariant: of a role nothing is counted but what its packets show.
#include "model/compare_private.h"
#include "model/tally.h"

#include "base/str.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

CompareCut compare_everything(void) {
    return (CompareCut){
        .place = COMPARE_ALL, .from = COMPARE_ALL, .to = COMPARE_ALL, .role = COMPARE_ALL};
}

int compare_subject_count(const Compare *compare) {
    return compare->subject_count;
}

const CompareSubject *compare_subject(const Compare *compare, int subject) {
    return &compare->subjects[subject].subject;
}

int compare_find_subject(const Compare *compare, const char *id) {
    for (int i = 0; i < compare->subject_count; i++)
        if (str_equal(compare->subjects[i].subject.id, id)) return i;
    return -1;
}

int compare_place_count(const Compare *compare) {
    return compare->place_count;
}

const char *compare_place(const Compare *compare, int place) {
    return compare->places[place];
}

int compare_role_count(const Compare *compare) {
    return compare->role_count;
}

const CompareRole *compare_role(const Compare *compare, int role) {
    return &compare->roles[role];
}

int compare_period_count(const Compare *compare) {
    return compare->half_count;
}

ComparePeriod compare_period(const Compare *compare, int period) {
    int half = compare->halves[period];
    return half ? (ComparePeriod){.year = half / 2, .half = 1 + half % 2} : (ComparePeriod){0};
}

int compare_meeting_count(const Compare *compare) {
    return compare->meeting_count;
}

const CompareMeeting *compare_meeting(const Compare *compare, int meeting) {
    return &compare->meetings[meeting].seen;
}

int compare_left_out(const Compare *compare) {
    return compare->left_out;
}

// ---- Cuts ------------------------------------------------------------------------------------------

typedef struct {
    int place, from, to;  // halves
} Bounds;

static Bounds bounds_of(const Compare *compare, const CompareCut *cut) {
    assert(compare->settled);
    bool some = compare->half_count > 0;
    return (Bounds){.place = cut->place,
                    .from = cut->from < 0 || !some ? 0 : compare->halves[cut->from],
                    .to = cut->to < 0 || !some ? 1 << 30 : compare->halves[cut->to]};
}

static bool inside(const Bounds *bounds, int place, int from, int to) {
    return (bounds->place == COMPARE_ALL || bounds->place == place) && from >= bounds->from &&
           to <= bounds->to;
}

int compare_meetings_in(const Compare *compare, const CompareCut *cut, int *out_people) {
    Bounds bounds = bounds_of(compare, cut);
    int count = 0, people = 0;
    for (int i = 0; i < compare->meeting_count; i++) {
        const Meeting *meeting = &compare->meetings[i];
        if (!inside(&bounds, meeting->seen.place, meeting->half, meeting->half)) continue;
        count++;
        people += meeting->seen.people;
    }
    if (out_people) *out_people = people;
    return count;
}

// Whether a cell's small group is shown in this cut: the cell lies in it already.
static bool pooled_shown(const Compare *compare, const Bounds *bounds, const Cell *cell, int g) {
    if (cell->wide < 0) return cell->mask >> g & 1;
    const WidePool *wide = &compare->wide[cell->wide];
    return (wide->mask >> g & 1) && inside(bounds, wide->place, wide->from, wide->to);
}

static int first_cell(const Compare *compare, int subject) {
    return subject == SUBJECT_DOTS ? compare->first_dots_cell
                                   : compare->subjects[subject].first_cell;
}

// ---- Figures ---------------------------------------------------------------------------------------

static void finish_figure(CompareFigure *figure) {
    const Answers *answers = &figure->answers;
    if (answers->n <= 0) return;
    double sum = 0, squares = 0;
    for (int k = 0; k < FACTS_STEPS; k++) {
        sum += (double)answers->counts[k] * (k + 1);
        squares += (double)answers->counts[k] * (k + 1) * (k + 1);
    }
    figure->mean = sum / answers->n;
    double variance = squares / answers->n - figure->mean * figure->mean;
    figure->spread = sqrt(variance > 0 ? variance : 0) / ((FACTS_STEPS - 1) / 2.0);
    figure->has_mean = true;
    figure->disagreement = answers->n >= 2 && figure->spread >= TALLY_DISAGREE - 1e-9;
}

static void add_answers(Answers *to, const Answers *from) {
    to->n += from->n;
    for (int k = 0; k < FACTS_STEPS; k++) to->counts[k] += from->counts[k];
}

static void add_total(CompareFigure *figure, const Cell *cell) {
    add_answers(&figure->answers, &cell->all);
    figure->dots += cell->dots;
    if (cell->dots_n_unknown)
        figure->dots_n = -1;
    else if (figure->dots_n >= 0)
        figure->dots_n += cell->dots_n;
    for (int g = 0; g < POOL_GROUPS; g++) {
        figure->agreements += cell->agreements[g];
        figure->open += cell->open[g];
    }
}

static void add_group(const Compare *compare, const Bounds *bounds, CompareFigure *figure,
                      const Cell *cell, int g) {
    add_answers(&figure->answers, &cell->shown[g].answers);
    if (pooled_shown(compare, bounds, cell, g))
        add_answers(&figure->answers, &cell->pooled[g].answers);
    else if (cell->pooled[g].answers.n > 0)
        figure->hidden = true;
    figure->dots += cell->shown[g].dots;
    figure->agreements += cell->agreements[g];
    figure->open += cell->open[g];
    if (cell->dots_meetings == 0) return;
    const Cell *people = compare_find_cell(compare, cell->place, cell->half, SUBJECT_DOTS);
    if (!people) {
        figure->dots_hidden = true;
        return;
    }
    figure->dots_n += people->shown[g].answers.n;
    if (pooled_shown(compare, bounds, people, g)) {
        figure->dots += cell->pooled[g].dots;
        figure->dots_n += people->pooled[g].answers.n;
    } else if (people->pooled[g].answers.n > 0) {
        figure->dots_hidden = true;
    }
}

CompareFigure compare_figure(const Compare *compare, const CompareCut *cut, int subject) {
    Bounds bounds = bounds_of(compare, cut);
    CompareFigure figure = {0};
    for (int i = first_cell(compare, subject); i >= 0; i = compare->cells[i].next) {
        const Cell *cell = &compare->cells[i];
        if (!inside(&bounds, cell->place, cell->half, cell->half)) continue;
        figure.meetings += cell->meetings;
        figure.worked += cell->worked;
        figure.dots_meetings += cell->dots_meetings;
        if (cut->role == COMPARE_ALL)
            add_total(&figure, cell);
        else
            add_group(compare, &bounds, &figure, cell, cut->role);
    }
    finish_figure(&figure);
    return figure;
}

bool compare_groups(const Compare *compare, const CompareCut *cut, int subject,
                    CompareFigure out[POOL_GROUPS], int *out_high, int *out_low) {
    CompareCut one = *cut;
    int high = -1, low = -1;
    for (int g = 0; g < POOL_GROUPS; g++) {
        if (g > compare->role_count) {
            out[g] = (CompareFigure){0};
            continue;
        }
        one.role = g;
        out[g] = compare_figure(compare, &one, subject);
        if (g == 0 || !out[g].has_mean) continue;
        if (high < 0 || out[g].mean > out[high].mean) high = g;
        if (low < 0 || out[g].mean < out[low].mean) low = g;
    }
    *out_high = high;
    *out_low = low;
    return high >= 0 && high != low && out[high].mean - out[low].mean >= COMPARE_DIFFER - 1e-9;
}

// ---- One meeting after the other, and notes ----------------------------------------------------------

static const Said *said_of(const Compare *compare, const Meeting *meeting, int subject) {
    for (int i = meeting->first_said; i >= 0; i = compare->said[i].next)
        if (compare->said[i].subject == subject) return &compare->said[i];
    return NULL;
}

static ComparePoint point_of(const Said *said, int meeting) {
    ComparePoint point = {.meeting = meeting,
                          .worked = said->worked,
                          .votable = said->votable,
                          .n = said->n,
                          .dots = said->dots};
    if (said->n > 0) {
        point.mean = (double)said->sum / said->n;
        double variance = (double)said->squares / said->n - point.mean * point.mean;
        point.spread = sqrt(variance > 0 ? variance : 0) / ((FACTS_STEPS - 1) / 2.0);
    }
    return point;
}

int compare_trend(const Compare *compare, const CompareCut *cut, int subject, ComparePoint *out,
                  int max) {
    Bounds bounds = bounds_of(compare, cut);
    int count = 0;
    for (int i = compare->meeting_count - 1; i >= 0 && count < max; i--) {
        const Meeting *meeting = &compare->meetings[i];
        if (!inside(&bounds, meeting->seen.place, meeting->half, meeting->half)) continue;
        const Said *said = said_of(compare, meeting, subject);
        if (said) out[count++] = point_of(said, i);
    }
    for (int i = 0; i < count / 2; i++) {
        ComparePoint other = out[i];
        out[i] = out[count - 1 - i];
        out[count - 1 - i] = other;
    }
    return count;
}

static bool goes_before(const KeptNote *a, const KeptNote *b) {
    if (!a->mark != !b->mark) return a->mark != MARK_NONE;
    return a->meeting > b->meeting;
}

int compare_notes(const Compare *compare, const CompareCut *cut, int subject, CompareNote *out,
                  int max) {
    Bounds bounds = bounds_of(compare, cut);
    const Subject *from = &compare->subjects[subject];
    const KeptNote *sorted[COMPARE_NOTES_MAX];
    int count = 0;
    for (int i = 0; i < from->kept; i++) {
        const Meeting *meeting = &compare->meetings[from->notes[i].meeting];
        if (!inside(&bounds, meeting->seen.place, meeting->half, meeting->half)) continue;
        int at = count++;
        for (; at > 0 && goes_before(&from->notes[i], sorted[at - 1]); at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = &from->notes[i];
    }
    if (count > max) count = max;
    for (int i = 0; i < count; i++)
        out[i] = (CompareNote){
            .meeting = sorted[i]->meeting, .mark = sorted[i]->mark, .text = sorted[i]->text};
    return count;
}

int compare_note_count(const Compare *compare, int subject) {
    return compare->subjects[subject].total;
}
