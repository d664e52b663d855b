// The assignments that a group chose, on its agenda: what a choice that is made, or made again,
// changes there, and which of them comes next. Pure; no events, no memory.
#ifndef PP_MODEL_WORK_PLAN_H
#define PP_MODEL_WORK_PLAN_H

#include "model/session.h"

// What the agenda lacks to follow session->chosen, for the part in which the choice was made (where
// the group is). To be carried out in this order: remove, order, add.
typedef struct {
    int remove[SESSION_ITEMS_MAX];  // item ids: not chosen, and nothing was done or recorded there
    int remove_count;
    int32_t order[SESSION_ITEMS_MAX];  // all others, in their new order
    int order_count;
    bool moved;  // that is not the order in which they stand
    struct {
        int chosen, index;  // index in session->chosen, and the place on the agenda
    } add[SCENE_ASSIGNMENTS_MAX];
    int add_count;
} WorkPlan;

// Behind the part of the choice stand first the items that are not chosen any more and hold
// something, then those chosen, in their order; the other parts follow as they were. What was done
// in front of that part stays there.
void work_plan_make(const Session *session, WorkPlan *out);

// Where the meeting goes from a part in which was chosen: the first item chosen that is neither done
// nor skipped; when there is none, what stands behind the last one chosen. NULL: the group is not in
// such a part, nothing is chosen, or nothing stands there.
const AgendaItem *work_plan_ahead(const Session *session);

// Where "back" leads from the first step of work that was chosen: past work that is not chosen any
// more. NULL: the group is not there.
const AgendaItem *work_plan_behind(const Session *session);

// "Assignment 2 of 3": the work that counts is what was chosen, what was done, and where the group is.
void work_plan_count(const Session *session, const AgendaItem *item, int *out_place,
                     int *out_total);

#endif
