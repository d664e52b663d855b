// Where the work that a group chose stands on its agenda. Nobody loses anything by choosing again:
// what was done or recorded keeps its place in front of what comes.
#include "model/work_plan.h"

#include <string.h>

static bool is_chosen(const Session *session, const char *assignment) {
    for (int i = 0; i < session->chosen_count; i++) {
        if (strcmp(session->chosen[i], assignment) == 0) return true;
    }
    return false;
}

// The item of an assignment, one that is not done before one that is; NULL: none.
static const AgendaItem *work_of(const Session *session, const char *assignment) {
    const AgendaItem *found = NULL;
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (!item || item->kind != PART_WORK || strcmp(item->assignment, assignment) != 0) continue;
        if (!found || (found->done && !item->done)) found = item;
    }
    return found;
}

static bool is_removed(const WorkPlan *plan, int id) {
    for (int i = 0; i < plan->remove_count; i++) {
        if (plan->remove[i] == id) return true;
    }
    return false;
}

// The items of the agenda that one walk of work_plan_make puts down.
typedef enum { BEFORE, KEPT, OTHERS } Walk;

static bool belongs(const Session *session, const AgendaItem *item, int place, Walk walk) {
    bool before = place <= session_item_place(session, session->item);
    bool work = item->kind == PART_WORK;
    bool follows = work && work_of(session, item->assignment) == item &&
                   is_chosen(session, item->assignment) && item->id != session->item;
    // What is chosen has its place by the choice, but for what was done before it.
    if (follows && !(before && item->done)) return false;
    return walk == BEFORE ? before : !before && work == (walk == KEPT);
}

static void put(const Session *session, WorkPlan *plan, Walk walk) {
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (item && !is_removed(plan, item->id) && belongs(session, item, i, walk))
            plan->order[plan->order_count++] = item->id;
    }
}

static void put_chosen(const Session *session, WorkPlan *plan) {
    for (int i = 0; i < session->chosen_count; i++) {
        const AgendaItem *item = work_of(session, session->chosen[i]);
        if (!item) {
            plan->add[plan->add_count].chosen = i;
            plan->add[plan->add_count].index = plan->order_count + plan->add_count;
            plan->add_count++;
        } else if (!belongs(session, item, session_item_place(session, item->id), BEFORE)) {
            plan->order[plan->order_count++] = item->id;
        }
    }
}

void work_plan_make(const Session *session, WorkPlan *out) {
    *out = (WorkPlan){0};
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (item && item->kind == PART_WORK && item->id != session->item && !item->done &&
            !is_chosen(session, item->assignment) && !session_item_holds(session, item->id))
            out->remove[out->remove_count++] = item->id;
    }
    put(session, out, BEFORE);
    put(session, out, KEPT);
    put_chosen(session, out);
    put(session, out, OTHERS);
    for (int i = 0, k = 0; i < session->order_count; i++) {
        if (is_removed(out, session->order[i])) continue;
        if (out->order[k++] != session->order[i]) out->moved = true;
    }
}

const AgendaItem *work_plan_ahead(const Session *session) {
    const AgendaItem *here = session_item(session, session->item);
    if (!here || here->kind != PART_CHOOSE) return NULL;
    int from = session_item_place(session, here->id), last = -1;
    for (int i = 0; i < session->chosen_count; i++) {
        const AgendaItem *item = work_of(session, session->chosen[i]);
        int place = item ? session_item_place(session, item->id) : -1;
        if (place < from) continue;
        if (!item->done && !item->skipped) return item;
        if (place > last) last = place;
    }
    return last < 0 ? NULL : session_next_item(session, session->order[last]);
}

const AgendaItem *work_plan_behind(const Session *session) {
    const AgendaItem *here = session_item(session, session->item);
    if (!here || here->kind != PART_WORK || session->step > 0 ||
        !is_chosen(session, here->assignment))
        return NULL;
    const AgendaItem *item = session_previous_item(session, here->id);
    while (item && item->kind == PART_WORK && !is_chosen(session, item->assignment))
        item = session_previous_item(session, item->id);
    return item;
}

void work_plan_count(const Session *session, const AgendaItem *item, int *out_place,
                     int *out_total) {
    *out_place = *out_total = 0;
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *other = session_item(session, session->order[i]);
        if (!other || other->kind != PART_WORK || other->skipped) continue;
        bool counts = session->chosen_count == 0 || other->done || other->id == item->id ||
                      is_chosen(session, other->assignment);
        if (!counts) continue;
        ++*out_total;
        if (other->id == item->id) *out_place = *out_total;
    }
}
