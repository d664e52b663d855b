// Taking in meetings. Invariant: after compare_add nothing of the facts is borrowed, and what was kept
// does not grow with the length of a meeting but for its agreements and a bounded choice of notes.
#include "model/compare_private.h"

#include "base/clock.h"
#include "base/no_memory.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 256 };

void *compare_grown(void *array, int *capacity, int count, size_t bytes) {
    if (count < *capacity) return array;
    *capacity = *capacity ? *capacity * 2 : 64;
    void *grown = realloc(array, (size_t)*capacity * bytes);
    if (!grown) no_memory();
    return grown;
}

uint64_t compare_hash(const char *text) {
    uint64_t hash = UINT64_C(1469598103934665603);
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return hash ? hash : 1;
}

void group_sum_add(GroupSum *to, const GroupSum *from) {
    to->answers.n += from->answers.n;
    for (int k = 0; k < FACTS_STEPS; k++) to->answers.counts[k] += from->answers.counts[k];
    to->dots += from->dots;
}

// ---- Tables ----------------------------------------------------------------------------------------

Compare *compare_create(const Scene *scene, Lang lang, int role_min, bool pooled) {
    Compare *compare = calloc(1, sizeof *compare);
    if (!compare) no_memory();
    arena_init(&compare->arena, 0);
    compare->scene = scene;
    compare->lang = lang;
    compare->role_min = role_min < 1 ? 1 : role_min;
    compare->pooled = pooled;
    compare->first_dots_cell = -1;
    for (int i = 0; scene && i < scene->role_count && i < COMPARE_ROLES_MAX; i++)
        compare->roles[compare->role_count++] = (CompareRole){
            .id = scene->roles[i].id, .name = text_in(&scene->roles[i].short_name, lang)};
    for (int i = 0; scene && i < scene->block_count; i++)
        compare->subjects[compare->subject_count++] =
            (Subject){.subject = {.id = scene->blocks[i].id,
                                  .title = text_in(&scene->blocks[i].title, lang),
                                  .block = i},
                      .first_cell = -1};
    return compare;
}

void compare_destroy(Compare *compare) {
    if (!compare) return;
    for (int i = 0; i < compare->cell_count; i++) pool_finish(&compare->cells[i].pool);
    for (int i = 0; i < compare->wide_count; i++) pool_finish(&compare->wide[i].pool);
    for (int i = 0; i < compare->subject_count; i++)
        for (int k = 0; k < compare->subjects[i].kept; k++)
            free(compare->subjects[i].notes[k].text);
    free(compare->places);
    free(compare->cells);
    free(compare->slots);
    free(compare->meetings);
    free(compare->said);
    free(compare->pledges);
    free(compare->halves);
    free(compare->wide);
    arena_finish(&compare->arena);
    free(compare);
}

static int subject_of(Compare *compare, const FactSubject *fact) {
    for (int i = 0; i < compare->subject_count; i++)
        if (str_equal(compare->subjects[i].subject.id, fact->id)) return i;
    if (compare->subject_count == FACTS_SUBJECTS_MAX) {
        compare->left_out++;
        return -1;
    }
    compare->subjects[compare->subject_count] =
        (Subject){.subject = {.id = arena_strdup(&compare->arena, fact->id),
                              .title = arena_strdup(&compare->arena, fact->title),
                              .block = -1},
                  .first_cell = -1};
    return compare->subject_count++;
}

// The group of a role of this meeting, or -1 when there is no room for it.
static int group_of(Compare *compare, const MeetingFacts *facts, int role) {
    if (role < 0) return 0;
    const char *id = facts->role_ids[role];
    for (int i = 0; i < compare->role_count; i++)
        if (str_equal(compare->roles[i].id, id)) return 1 + i;
    if (compare->role_count == COMPARE_ROLES_MAX) {
        compare->left_out++;
        return -1;
    }
    const char *name = facts->role_names[role];
    compare->roles[compare->role_count] =
        (CompareRole){.id = arena_strdup(&compare->arena, id),
                      .name = arena_strdup(&compare->arena, name && *name ? name : id)};
    return 1 + compare->role_count++;
}

static char folded(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_place(const char *a, const char *b) {
    while (*a == ' ') a++;
    while (*b == ' ') b++;
    while (*a && folded(*a) == folded(*b)) a++, b++;
    a += strspn(a, " ");
    b += strspn(b, " ");
    return !*a && !*b;
}

static int place_of(Compare *compare, const char *name) {
    for (int i = 0; i < compare->place_count; i++)
        if (same_place(compare->places[i], name)) return i;
    if (compare->place_count == COMPARE_PLACES_MAX) {
        compare->left_out++;
        return compare->place_count - 1;
    }
    compare->places = compare_grown(compare->places, &compare->place_capacity, compare->place_count,
                                    sizeof *compare->places);
    name += strspn(name, " ");
    compare->places[compare->place_count] = arena_strdup(&compare->arena, name);
    return compare->place_count++;
}

static int half_of(int64_t created_ms) {
    if (created_ms <= 0) return 0;
    ClockDate day = clock_local(created_ms);
    return day.year * 2 + (day.month > 6);
}

// ---- Cells -----------------------------------------------------------------------------------------

static unsigned slot_of(int place, int half, int subject, int slots) {
    uint64_t key = (uint64_t)(place + 2) * 1000003u + (uint64_t)half * 131u + (uint64_t)subject;
    key ^= key >> 29;
    key *= UINT64_C(0x9E3779B97F4A7C15);
    return (unsigned)(key >> 33) & (unsigned)(slots - 1);
}

static bool is_cell(const Cell *cell, int place, int half, int subject) {
    return cell->place == place && cell->half == half && cell->subject == subject;
}

static void fill_slots(Compare *compare) {
    for (int i = 0; i < compare->slot_count; i++) compare->slots[i] = -1;
    for (int i = 0; i < compare->cell_count; i++) {
        const Cell *cell = &compare->cells[i];
        unsigned at = slot_of(cell->place, cell->half, cell->subject, compare->slot_count);
        while (compare->slots[at] >= 0) at = (at + 1) & (unsigned)(compare->slot_count - 1);
        compare->slots[at] = i;
    }
}

const Cell *compare_find_cell(const Compare *compare, int place, int half, int subject) {
    if (compare->slot_count == 0) return NULL;
    unsigned at = slot_of(place, half, subject, compare->slot_count);
    for (; compare->slots[at] >= 0; at = (at + 1) & (unsigned)(compare->slot_count - 1)) {
        const Cell *cell = &compare->cells[compare->slots[at]];
        if (is_cell(cell, place, half, subject)) return cell;
    }
    return NULL;
}

Cell *compare_cell(Compare *compare, int place, int half, int subject) {
    const Cell *found = compare_find_cell(compare, place, half, subject);
    if (found) return &compare->cells[found - compare->cells];
    if ((compare->cell_count + 1) * 2 > compare->slot_count) {
        compare->slot_count = compare->slot_count ? compare->slot_count * 2 : SLOTS_FIRST;
        compare->slots =
            realloc(compare->slots, (size_t)compare->slot_count * sizeof *compare->slots);
        if (!compare->slots) no_memory();
        fill_slots(compare);
    }
    compare->cells = compare_grown(compare->cells, &compare->cell_capacity, compare->cell_count,
                                   sizeof *compare->cells);
    int *first = subject == SUBJECT_DOTS ? &compare->first_dots_cell
                                         : &compare->subjects[subject].first_cell;
    compare->cells[compare->cell_count] =
        (Cell){.place = place, .half = half, .subject = subject, .next = *first, .wide = -1};
    *first = compare->cell_count++;
    unsigned at = slot_of(place, half, subject, compare->slot_count);
    while (compare->slots[at] >= 0) at = (at + 1) & (unsigned)(compare->slot_count - 1);
    compare->slots[at] = *first;
    return &compare->cells[*first];
}

// ---- One meeting -----------------------------------------------------------------------------------

typedef struct {
    const MeetingFacts *facts;
    int groups[FACTS_GROUPS];  // here, of each of the meeting's own; -1: no room
    int place, half, index;
    uint64_t team;
    bool dots_groups;  // who placed dots is known per group
    uint32_t dots_shown;
} Taking;

static void must(Err err) {
    if (err) no_memory();
}

// The groups that the meeting's own report shows; the others go into the pool. n: people.
// False: nothing can be said per group.
static bool own_shown(const Compare *compare, const Taking *taking, const int n[FACTS_GROUPS],
                      Pool *pool, uint32_t *out) {
    // Where a report is all there is, every group it names is one that it shows.
    *out = ~0u;
    if (!taking->facts->all_groups_known) return true;
    *out = 0;
    Pool alone = {0};
    int32_t all[POOL_GROUPS] = {0}, rest[POOL_GROUPS] = {0};
    for (int g = 0; g < FACTS_GROUPS; g++) {
        if (n[g] > 0 && taking->groups[g] < 0) return false;
        if (n[g] > 0) all[taking->groups[g]] += n[g];
    }
    must(pool_add(&alone, 1, all));
    uint32_t shown = pool_shown(&alone, compare->role_min);
    pool_finish(&alone);
    for (int g = 0; g < POOL_GROUPS; g++)
        if (!(shown >> g & 1)) rest[g] = all[g];
    if (compare->pooled) must(pool_add(pool, taking->team, rest));
    *out = shown;
    return true;
}

static Said *said_of(Compare *compare, const Taking *taking, int subject) {
    Meeting *meeting = &compare->meetings[taking->index];
    for (int i = meeting->first_said; i >= 0; i = compare->said[i].next)
        if (compare->said[i].subject == subject) return &compare->said[i];
    compare->said = compare_grown(compare->said, &compare->said_capacity, compare->said_count,
                                  sizeof *compare->said);
    compare->said[compare->said_count] =
        (Said){.subject = (uint8_t)subject, .next = meeting->first_said};
    meeting->first_said = compare->said_count;
    Cell *cell = compare_cell(compare, taking->place, taking->half, subject);
    cell->meetings++;
    return &compare->said[compare->said_count++];
}

static void take_scale(Compare *compare, const Taking *taking, const FactScale *scale) {
    int subject = subject_of(compare, &taking->facts->subjects[scale->subject]);
    if (subject < 0 || scale->all.n == 0) return;
    Said *said = said_of(compare, taking, subject);
    Cell *cell = compare_cell(compare, taking->place, taking->half, subject);
    said->n += scale->all.n;
    cell->all.n += scale->all.n;
    for (int k = 0; k < FACTS_STEPS; k++) {
        cell->all.counts[k] += scale->all.counts[k];
        said->sum += scale->all.counts[k] * (k + 1);
        said->squares += scale->all.counts[k] * (k + 1) * (k + 1);
    }
    int n[FACTS_GROUPS];
    for (int g = 0; g < FACTS_GROUPS; g++) n[g] = scale->roles[g].n;
    uint32_t shown;
    if (!own_shown(compare, taking, n, &cell->pool, &shown)) return;
    for (int g = 0; g < FACTS_GROUPS; g++) {
        int group = taking->groups[g];
        if (group < 0) continue;
        GroupSum sum = {.answers = scale->roles[g]};
        group_sum_add(shown >> group & 1 ? &cell->shown[group] : &cell->pooled[group], &sum);
    }
}

static void take_subject(Compare *compare, const Taking *taking, const FactSubject *fact) {
    int subject = subject_of(compare, fact);
    if (subject < 0 || (!fact->worked && !fact->votable)) return;
    Said *said = said_of(compare, taking, subject);
    Cell *cell = compare_cell(compare, taking->place, taking->half, subject);
    said->worked = fact->worked;
    said->votable = fact->votable;
    said->dots = fact->dots;
    cell->worked += fact->worked;
    if (!fact->votable) return;
    cell->dots += fact->dots;
    cell->dots_meetings++;
    if (taking->facts->dots_n >= 0)
        cell->dots_n += taking->facts->dots_n;
    else
        cell->dots_n_unknown = true;
    for (int g = 0; taking->dots_groups && g < FACTS_GROUPS; g++) {
        int group = taking->groups[g];
        if (group < 0) continue;
        if (taking->dots_shown >> group & 1)
            cell->shown[group].dots += fact->role_dots[g];
        else
            cell->pooled[group].dots += fact->role_dots[g];
    }
}

static void take_dots(Compare *compare, Taking *taking) {
    if (!taking->facts->dots_roles_known) return;
    Cell *cell = compare_cell(compare, taking->place, taking->half, SUBJECT_DOTS);
    taking->dots_groups =
        own_shown(compare, taking, taking->facts->dots_roles, &cell->pool, &taking->dots_shown);
    for (int g = 0; taking->dots_groups && g < FACTS_GROUPS; g++) {
        int group = taking->groups[g];
        if (group < 0) continue;
        GroupSum sum = {.answers = {.n = taking->facts->dots_roles[g]}};
        bool shown = taking->dots_shown >> group & 1;
        group_sum_add(shown ? &cell->shown[group] : &cell->pooled[group], &sum);
    }
}

static void take_notes(Compare *compare, const MeetingFacts *facts, int meeting) {
    for (int i = 0; i < facts->notes_kept; i++) {
        const FactNote *note = &facts->notes[i];
        int at = note->subject < 0 ? -1 : subject_of(compare, &facts->subjects[note->subject]);
        if (at < 0) continue;
        Subject *subject = &compare->subjects[at];
        subject->total++;
        KeptNote *place = NULL;
        if (subject->kept < COMPARE_NOTES_MAX) {
            place = &subject->notes[subject->kept++];
        } else {
            // The one to leave: not marked before marked, then the oldest.
            place = &subject->notes[0];
            for (int k = 1; k < subject->kept; k++) {
                KeptNote *other = &subject->notes[k];
                bool plainer = !other->mark && place->mark;
                bool as_plain = !other->mark == !place->mark;
                bool older = compare->meetings[other->meeting].seen.created_ms <
                             compare->meetings[place->meeting].seen.created_ms;
                if (plainer || (as_plain && older)) place = other;
            }
            bool newer = facts->created_ms >= compare->meetings[place->meeting].seen.created_ms;
            if (!(note->mark && !place->mark) && !(!note->mark == !place->mark && newer)) continue;
            free(place->text);
        }
        char *text = strdup(note->text);
        if (!text) no_memory();
        *place = (KeptNote){.meeting = meeting, .mark = note->mark, .text = text};
    }
}

static void take_agreements(Compare *compare, const Taking *taking) {
    CompareMeeting *meeting = &compare->meetings[taking->index].seen;
    for (int i = 0; i < taking->facts->agreement_count; i++) {
        const FactAgreement *a = &taking->facts->agreements[i];
        int subject =
            a->subject < 0 ? -1 : subject_of(compare, &taking->facts->subjects[a->subject]);
        compare->pledges = compare_grown(compare->pledges, &compare->pledge_capacity,
                                         compare->pledge_count, sizeof *compare->pledges);
        compare->pledges[compare->pledge_count++] =
            (Pledge){.meeting = taking->index,
                     .subject = subject,
                     .group = a->role < 0 ? 0 : taking->groups[1 + a->role],
                     .open = a->open,
                     .what = compare_hash(a->what),
                     .previous = *a->previous ? compare_hash(a->previous) : 0};
        meeting->agreements++;
        meeting->open_agreements += a->open;
    }
}

// Teams are told apart by municipality and name; without a name all of a municipality are one.
static uint64_t team_of(int place, const char *group) {
    char plain[EVENT_SHORT_MAX + 1];
    size_t n = 0;
    for (; *group && n < EVENT_SHORT_MAX; group++)
        if (*group != ' ') plain[n++] = folded(*group);
    plain[n] = '\0';
    return compare_hash(plain) * 31 + (uint64_t)place;
}

void compare_add(Compare *compare, const MeetingFacts *facts) {
    int place = place_of(compare, facts->place), half = half_of(facts->created_ms);
    Taking taking = {.facts = facts,
                     .place = place,
                     .half = half,
                     .index = compare->meeting_count,
                     .team = team_of(place, facts->group)};
    for (int g = 1; g < FACTS_GROUPS; g++)
        taking.groups[g] = g <= facts->role_count ? group_of(compare, facts, g - 1) : -1;
    compare->meetings = compare_grown(compare->meetings, &compare->meeting_capacity,
                                      compare->meeting_count, sizeof *compare->meetings);
    compare->meetings[compare->meeting_count++] =
        (Meeting){.seen = {.id = arena_strdup(&compare->arena, facts->id),
                           .group = arena_strdup(&compare->arena, facts->group),
                           .previous = arena_strdup(&compare->arena, facts->previous),
                           .place = place,
                           .created_ms = facts->created_ms,
                           .people = facts->people,
                           .notes = facts->note_count,
                           .follows = -1},
                  .half = half,
                  .first_said = -1};
    compare->left_out += facts->left_out;
    take_dots(compare, &taking);
    for (int i = 0; i < facts->subject_count; i++)
        take_subject(compare, &taking, &facts->subjects[i]);
    for (int i = 0; i < facts->scale_count; i++) take_scale(compare, &taking, &facts->scales[i]);
    take_notes(compare, facts, taking.index);
    take_agreements(compare, &taking);
}
