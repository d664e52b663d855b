// Many meetings beside and over each other: per building block what was chosen, how it was rated,
// how far answers lie apart and which agreements are open; for all or one municipality, for all time
// or a period, for all or one role. Fed with the facts of one meeting at a time; what is kept grows
// with municipalities and half years, and by some hundred bytes a meeting.
//
// Small groups (DESIGN.md section 7): figures of a role are put together from packets, and a cut holds
// a packet only when all its meetings are in the cut. A packet is one meeting, for the groups that
// its own report shows; or several meetings of a municipality in a half year, or of a municipality,
// or of all, for groups that were too small in each (model/small_groups.h). So no two cuts, one taken
// from the other, tell more than the packets do. Totals are shown with their n, as in a meeting.
#ifndef PP_MODEL_COMPARE_H
#define PP_MODEL_COMPARE_H

#include "model/facts.h"
#include "model/small_groups.h"

enum {
    COMPARE_ROLES_MAX = POOL_GROUPS - 1,
    COMPARE_NOTES_MAX = 40,  // of one block: marked ones first, then the newest
    COMPARE_PLACES_MAX = 2000,
    COMPARE_ALL = -1,
};

#define COMPARE_DIFFER 1.0  // roles see it differently from means that lie so far apart

typedef struct Compare Compare;

typedef struct {
    const char *id, *title;
    int block;  // in the scene, or -1
} CompareSubject;

typedef struct {
    int year, half;  // half 1 or 2; year 0: no date is known
} ComparePeriod;

typedef struct {
    const char *id, *group, *previous;  // previous: the meeting it follows, or ""
    int place;
    int64_t created_ms;
    int people, notes, agreements, open_agreements;
    int follows;  // index of that meeting here, or -1
} CompareMeeting;

typedef struct {
    const char *id, *name;
} CompareRole;

// What is looked at. Zero-initialised it is nothing: take compare_everything().
typedef struct {
    int place;     // index, or COMPARE_ALL
    int from, to;  // indices of periods, both included; or COMPARE_ALL
    int role;      // 0: people without a role, 1 + index of a role, or COMPARE_ALL
} CompareCut;

typedef struct {
    int meetings;       // that said anything of it
    int worked;         // of those, in which the group worked on it
    int dots, dots_n;   // dots_n: people who placed dots where it could get one; -1: not all known
    int dots_meetings;  // in which it could get dots
    bool dots_hidden;   // of a role: some, or all, are not shown
    Answers answers;    // of the role, or of all
    double mean, spread;
    bool has_mean, disagreement;
    bool hidden;  // of a role: answers of too few people are not among them
    int agreements, open;
} CompareFigure;

// What one meeting said of a subject: totals, which its own report shows too.
typedef struct {
    int meeting;
    bool worked, votable;
    int n, dots;
    double mean, spread;
} ComparePoint;

typedef struct {
    int meeting;
    NoteMark mark;
    const char *text;
} CompareNote;

// scene is borrowed as long as the comparison lives; NULL: the records' own titles. Aborts without
// memory. pooled: groups too small in each meeting may be put together over meetings. Only for all
// meetings of a collection: of a choice of them, two choices beside each other could tell too much.
Compare *compare_create(const Scene *scene, Lang lang, int role_min, bool pooled);
void compare_destroy(Compare *compare);                         // accepts NULL
void compare_add(Compare *compare, const MeetingFacts *facts);  // copies what it keeps
void compare_settle(Compare *compare);  // after the last; asks below are allowed from here on

CompareCut compare_everything(void);
int compare_subject_count(const Compare *compare);
const CompareSubject *compare_subject(const Compare *compare, int subject);
int compare_find_subject(const Compare *compare, const char *id);  // -1: nobody spoke of it
int compare_place_count(const Compare *compare);
const char *compare_place(const Compare *compare, int place);  // "" where none was given
int compare_role_count(const Compare *compare);
const CompareRole *compare_role(const Compare *compare, int role);  // 0-based
int compare_period_count(const Compare *compare);  // those with meetings, in order of time
ComparePeriod compare_period(const Compare *compare, int period);
int compare_meeting_count(const Compare *compare);
const CompareMeeting *compare_meeting(const Compare *compare, int meeting);  // in order of time
int compare_left_out(const Compare *compare);  // subjects, roles and places past the limits

int compare_meetings_in(const Compare *compare, const CompareCut *cut, int *out_people);
CompareFigure compare_figure(const Compare *compare, const CompareCut *cut, int subject);

// Means of every group that may be shown, in out[POOL_GROUPS] (n = 0: not shown); true: they lie
// COMPARE_DIFFER apart, and *out_high and *out_low say which.
bool compare_groups(const Compare *compare, const CompareCut *cut, int subject,
                    CompareFigure out[POOL_GROUPS], int *out_high, int *out_low);

// Meetings in the cut that said anything of it, in order of time, the newest max. The role of the cut
// is not asked: a single meeting shows only its total here.
int compare_trend(const Compare *compare, const CompareCut *cut, int subject, ComparePoint *out,
                  int max);
int compare_notes(const Compare *compare, const CompareCut *cut, int subject, CompareNote *out,
                  int max);
int compare_note_count(const Compare *compare, int subject);  // all there were, kept or not

#endif
