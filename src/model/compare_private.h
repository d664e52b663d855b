// The inside of a comparison, for its own files.
#ifndef PP_MODEL_COMPARE_PRIVATE_H
#define PP_MODEL_COMPARE_PRIVATE_H

#include "model/compare.h"

enum { SUBJECT_DOTS = FACTS_SUBJECTS_MAX };

typedef struct {
    Answers answers;
    int dots;
} GroupSum;

// A subject in one municipality and half year. The cell of SUBJECT_DOTS holds the people who placed
// dots, in answers.n; what they placed stands in the cells of the blocks.
typedef struct {
    int place, half, subject, next;  // next: of the same subject, -1 the last
    int meetings, worked, dots, dots_n, dots_meetings;
    bool dots_n_unknown;
    Answers all;
    GroupSum shown[POOL_GROUPS];   // that each meeting's own report shows
    GroupSum pooled[POOL_GROUPS];  // of meetings in which the group was too small
    Pool pool;
    int wide;       // the pool over several cells that decides; -1: this cell's own
    uint32_t mask;  // wide -1: groups of pooled that are shown
    int agreements[POOL_GROUPS], open[POOL_GROUPS];
} Cell;

typedef struct {
    int place, from, to;  // place: COMPARE_ALL for all; halves
    Pool pool;
    uint32_t mask;
} WidePool;

typedef struct {
    uint8_t subject;
    bool worked, votable;
    int n, sum, squares, dots;
    int next;  // the meeting's next, -1
} Said;

typedef struct {
    CompareMeeting seen;
    int half, first_said;
} Meeting;

typedef struct {
    int meeting, subject, group;
    bool open, superseded, repeats;  // repeats: it stands in an earlier meeting here too
    uint64_t what;                   // hash
    uint64_t previous;               // hash of the meeting's id it was carried from, 0: none
} Pledge;

typedef struct {
    int meeting;
    NoteMark mark;
    char *text;
} KeptNote;

typedef struct {
    CompareSubject subject;
    KeptNote notes[COMPARE_NOTES_MAX];
    int kept, total;
    int first_cell;
} Subject;

struct Compare {
    Arena arena;
    const Scene *scene;
    Lang lang;
    int role_min;
    bool pooled, settled;
    Subject subjects[FACTS_SUBJECTS_MAX];
    int subject_count, first_dots_cell;
    CompareRole roles[COMPARE_ROLES_MAX];
    int role_count;
    const char **places;
    int place_count, place_capacity;
    Cell *cells;
    int cell_count, cell_capacity;
    int *slots;  // hash of (place, half, subject) to cell, -1 empty
    int slot_count;
    Meeting *meetings;
    int meeting_count, meeting_capacity;
    Said *said;
    int said_count, said_capacity;
    Pledge *pledges;
    int pledge_count, pledge_capacity;
    int *halves;  // those with meetings, sorted
    int half_count;
    WidePool *wide;
    int wide_count, wide_capacity;
    int left_out;
};

void *compare_grown(void *array, int *capacity, int count, size_t bytes);  // room for one more
Cell *compare_cell(Compare *compare, int place, int half, int subject);
const Cell *compare_find_cell(const Compare *compare, int place, int half, int subject);
uint64_t compare_hash(const char *text);  // never 0
void compare_order_meetings(Compare *compare);
void compare_settle_pools(Compare *compare);
void compare_settle_pledges(Compare *compare);
void group_sum_add(GroupSum *to, const GroupSum *from);

#endif
