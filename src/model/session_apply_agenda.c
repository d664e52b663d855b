// Applying the events of the meeting itself: its beginning and end, its agenda, where the group
// is, its timer, what it chose.
#include "model/session_private.h"

#include "base/clock.h"

#include <string.h>

static const char no_such_item[] = "there is no such agenda item";

static const char *plain(const char *text) {
    return text ? text : "";
}

// What others make paths of is an id, or nothing.
static const char *id_or_nothing(const char *id) {
    return id && session_id_valid(id) ? id : "";
}

static const char *date_or_nothing(const char *date) {
    ClockDate parsed;
    return date && clock_parse_date(date, &parsed) ? date : "";
}

// ---- Beginning and end -------------------------------------------------------------------------

static void set_people(Session *session, const int32_t *list, int count) {
    for (int i = 0; i < SCENE_ROLES_MAX; i++) session->people[i] = i < count ? list[i] : 0;
}

const char *session_apply_create(Session *session, const Event *event) {
    if (session->state != SESSION_EMPTY) return "the session was created before";
    if (event->id_count > SCENE_ROLES_MAX || event->label_count != event->id_count ||
        event->list_count > event->id_count)
        return "its roles do not fit";
    const char *lang = lang_is_code(event->lang) ? event->lang : lang_code(LANG_NL);
    const char *texts[] = {id_or_nothing(event->scene),
                           id_or_nothing(event->programme),
                           plain(event->place),
                           plain(event->group),
                           lang,
                           id_or_nothing(event->previous),
                           date_or_nothing(event->date)};
    const char **slots[] = {&session->scene,    &session->programme, &session->place,
                            &session->group,    &session->lang,      &session->previous,
                            &session->delete_by};
    enum { TEXTS = sizeof texts / sizeof *texts };
    char *rooms[TEXTS], *ids[SCENE_ROLES_MAX], *names[SCENE_ROLES_MAX];
    int roles = event->id_count;
    if (!session_text_rooms(session, texts, TEXTS, rooms) ||
        !session_text_rooms(session, event->ids, roles, ids) ||
        !session_text_rooms(session, event->labels, roles, names))
        return session_no_memory;

    for (int i = 0; i < TEXTS; i++) *slots[i] = session_text_put(rooms[i], texts[i]);
    for (int i = 0; i < roles; i++) {
        session->role_ids[i] = session_text_put(ids[i], event->ids[i]);
        session->role_names[i] = session_text_put(names[i], event->labels[i]);
    }
    session->role_count = roles;
    set_people(session, event->list, event->list_count);
    session->state = SESSION_ACTIVE;
    session->created_ms = event->at_ms;
    return NULL;
}

const char *session_apply_people(Session *session, const Event *event) {
    if (event->list_count > session->role_count) return "there are not that many roles";
    set_people(session, event->list, event->list_count);
    return NULL;
}

const char *session_apply_pause(Session *session, const Event *event) {
    (void)event;
    if (session->state == SESSION_CLOSED) return "the session is closed";
    session->state = SESSION_PAUSED;
    session->timer.running = false;
    AgendaItem *here = session_find_item(session, session->item);
    if (here) here->clocks[session->step].running = false;  // another day it waits for the group
    return NULL;
}

const char *session_apply_resume(Session *session, const Event *event) {
    (void)event;
    if (session->state == SESSION_CLOSED) return "the session is closed";
    session->state = SESSION_ACTIVE;
    return NULL;
}

const char *session_apply_close(Session *session, const Event *event) {
    if (session->state == SESSION_CLOSED) return "the session is closed";
    session->state = SESSION_CLOSED;
    session->closed_ms = event->at_ms;
    session->timer.running = false;
    // What was removed is gone from here on: in the record (storage rewrites it) and in the state.
    for (int i = 0; i < session->note_count; i++) {
        Note *note = &session->notes[i];
        if (!note->present || !note->removed) continue;
        note->text = session_no_text;
        note->ink = NULL;
        note->ink_count = 0;
    }
    session_undo_forget_all(session);
    return NULL;
}

const char *session_apply_keep(Session *session, const Event *event) {
    const char *date = date_or_nothing(event->date);
    if (date[0] == '\0') return "its date is not a date";
    char *room = session_text_room(session, session->delete_by, date);
    if (!room) return session_no_memory;
    session->delete_by = session_text_put(room, date);
    return NULL;
}

// ---- Agenda ------------------------------------------------------------------------------------

const char *session_apply_agenda_add(Session *session, const Event *event) {
    if (event->item <= session->item_count) return "there is such an agenda item already";
    if (event->value < 1 || event->value > SESSION_STEPS_MAX)
        return "it has no fit number of steps";
    const char *texts[] = {id_or_nothing(event->scene), plain(event->text)};
    char *rooms[2];
    if (!session_text_rooms(session, texts, 2, rooms)) return session_no_memory;
    session->items[event->item] = (AgendaItem){
        .present = true,
        .id = event->item,
        .kind = (PartKind)event->kind,
        .assignment = session_text_put(rooms[0], texts[0]),
        .title = session_text_put(rooms[1], texts[1]),
        .minutes = event->minutes,
        .steps = (int)event->value,
    };
    session->item_count = event->item;
    int at = event->index < session->order_count ? event->index : session->order_count;
    memmove(session->order + at + 1, session->order + at,
            (size_t)(session->order_count - at) * sizeof *session->order);
    session->order[at] = event->item;
    session->order_count++;
    return NULL;
}

// What the list forgets (an item that came later, or that undo brings back to) keeps its order at
// the end; what it should not name is passed over.
const char *session_apply_agenda_order(Session *session, const Event *event) {
    bool placed[SESSION_ITEMS_MAX + 1] = {false};
    int order[SESSION_ITEMS_MAX], count = 0;
    for (int i = 0; i < event->list_count; i++) {
        int id = event->list[i];
        if (!session_item(session, id) || placed[id]) continue;
        placed[id] = true;
        order[count++] = id;
    }
    for (int i = 0; i < session->order_count; i++) {
        if (!placed[session->order[i]]) order[count++] = session->order[i];
    }
    memcpy(session->order, order, (size_t)count * sizeof *order);
    return NULL;
}

const char *session_apply_agenda_skip(Session *session, const Event *event) {
    AgendaItem *item = session_find_item(session, event->item);
    if (!item) return no_such_item;
    if (event->value != 0 && item->id == session->item) return "the group is in it";
    item->skipped = event->value != 0;
    return NULL;
}

const char *session_apply_agenda_remove(Session *session, const Event *event) {
    AgendaItem *item = session_find_item(session, event->item);
    if (!item) return no_such_item;
    if (item->id == session->item) return "the group is in it";
    if (item->done || session_item_holds(session, item->id)) return "something was done in it";
    if (session->timer.item == item->id) {
        session->timer.item = session->timer.step = session->timer.seconds = 0;
        session->timer.running = false;
    }
    int at = session_item_place(session, item->id);
    item->present = false;
    session->order_count--;
    memmove(session->order + at, session->order + at + 1,
            (size_t)(session->order_count - at) * sizeof *session->order);
    return NULL;
}

const char *session_apply_place(Session *session, const Event *event) {
    AgendaItem *item = session_find_item(session, event->item);
    if (!item) return no_such_item;
    if (event->step >= item->steps) return "it has no such step";
    if (event->item != session->item || event->step != session->step)
        session->timer.running = false;
    AgendaItem *left = session_find_item(session, session->item);
    if (left && left != item && session->step == left->steps - 1 &&
        session_item_place(session, item->id) > session_item_place(session, left->id))
        left->done = true;
    item->visited = true;
    item->skipped = false;
    session->item = event->item;
    session->step = event->step;
    return NULL;
}

const char *session_apply_timer(Session *session, const Event *event) {
    session->timer.item = event->item;
    session->timer.step = event->step;
    session->timer.seconds = event->seconds;
    session->timer.running = event->value != 0;
    AgendaItem *item = session_find_item(session, event->item);
    if (item && event->step >= 0 && event->step < item->steps)
        item->clocks[event->step] =
            (StepClock){.known = true, .running = event->value != 0, .seconds = event->seconds};
    return NULL;
}

const char *session_apply_choice(Session *session, const Event *event) {
    // Into new rooms: the ids may be those that stand there now, in another order.
    char *rooms[EVENT_WORDS_MAX];
    if (!session_text_rooms(session, event->ids, event->id_count, rooms)) return session_no_memory;
    for (int i = 0; i < event->id_count; i++) {
        session->chosen[i] = session_text_put(rooms[i], event->ids[i]);
    }
    session->chosen_count = event->id_count;
    return NULL;
}
