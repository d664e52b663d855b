// Checking commands for the meeting itself: its people, agenda, place, timer and choice.
#include "model/session_private.h"

#include "base/clock.h"

#include <string.h>

static bool is_date(const char *text) {
    ClockDate parsed;
    return text && clock_parse_date(text, &parsed);
}

static bool id_or_nothing(const char *id) {
    return !id || id[0] == '\0' || session_id_valid(id);
}

static const char *check_nothing(const Session *session, const Event *command) {
    (void)session, (void)command;
    return NULL;
}

static const char *check_people_list(const Event *command, int roles) {
    if (command->list_count != roles) return N_("Count the people of every role.");
    for (int i = 0; i < roles; i++) {
        if (command->list[i] > SESSION_PEOPLE_MAX)
            return N_("That is too many people of one role.");
    }
    return NULL;
}

static bool ids_fit(const Event *command) {
    for (int i = 0; i < command->id_count; i++) {
        if (!session_id_valid(command->ids[i])) return false;
        for (int k = 0; k < i; k++) {
            if (strcmp(command->ids[i], command->ids[k]) == 0) return false;
        }
    }
    return true;
}

static const char *check_create(const Session *session, const Event *command) {
    (void)session;
    bool roles_fit = command->id_count >= 1 && command->id_count <= SCENE_ROLES_MAX &&
                     command->label_count == command->id_count && ids_fit(command);
    if (!roles_fit) return N_("The roles of this poster do not fit.");
    if (!session_id_valid(command->scene) || !id_or_nothing(command->programme)) {
        return N_("This poster has no proper name.");
    }
    if (!id_or_nothing(command->previous))
        return N_("The meeting before this one has no proper name.");
    if (lang_from_code(command->lang) < 0) return N_("Choose a language.");
    if (!is_date(command->date)) return N_("Choose until when the meeting is kept.");
    return check_people_list(command, command->id_count);
}

static const char *check_people(const Session *session, const Event *command) {
    return check_people_list(command, session->role_count);
}

static const char *check_keep(const Session *session, const Event *command) {
    (void)session;
    return is_date(command->date) ? NULL : N_("That is not a date.");
}

static const char *check_add(const Session *session, const Event *command) {
    if (session->item_count >= SESSION_ITEMS_MAX) return N_("The agenda is full.");
    bool fits = command->item == session->item_count + 1 && command->value >= 1 &&
                command->value <= SESSION_STEPS_MAX && command->index <= session->order_count &&
                id_or_nothing(command->scene);
    return fits ? NULL : N_("This part does not fit on the agenda.");
}

static const char *check_order(const Session *session, const Event *command) {
    bool named[SESSION_ITEMS_MAX + 1] = {false};
    bool whole = command->list_count == session->order_count;
    for (int i = 0; whole && i < command->list_count; i++) {
        int id = command->list[i];
        whole = session_item(session, id) && !named[id];
        if (whole) named[id] = true;
    }
    return whole ? NULL : N_("The new order misses a part of the agenda.");
}

static const char *check_skip(const Session *session, const Event *command) {
    const char *fault = session_check_place(session, command->item, 0);
    if (fault) return fault;
    if (command->value > 1) return N_("A part is skipped or it is not.");
    bool here = command->value == 1 && command->item == session->item;
    return here ? N_("The group is in this part now.") : NULL;
}

static const char *check_remove(const Session *session, const Event *command) {
    const char *fault = session_check_place(session, command->item, 0);
    if (fault) return fault;
    const AgendaItem *item = session_item(session, command->item);
    bool stays = item->id == session->item || item->done || session_item_holds(session, item->id);
    return stays ? N_("The group has been in this part.") : NULL;
}

static const char *check_go(const Session *session, const Event *command) {
    return session_check_place(session, command->item, command->step);
}

static const char *check_timer(const Session *session, const Event *command) {
    if (command->value > 1) return N_("A timer runs or it does not.");
    return session_check_place(session, command->item, command->step);
}

static const char *check_choice(const Session *session, const Event *command) {
    (void)session;
    return ids_fit(command) ? NULL : N_("Choose every assignment once.");
}

const Check session_agenda_checks[EV_TYPE_COUNT] = {
    [EV_SESSION_CREATE] = check_create, [EV_SESSION_PEOPLE] = check_people,
    [EV_SESSION_PAUSE] = check_nothing, [EV_SESSION_RESUME] = check_nothing,
    [EV_SESSION_CLOSE] = check_nothing, [EV_SESSION_KEEP] = check_keep,
    [EV_AGENDA_ADD] = check_add,        [EV_AGENDA_ORDER] = check_order,
    [EV_AGENDA_SKIP] = check_skip,      [EV_AGENDA_REMOVE] = check_remove,
    [EV_PLACE_GO] = check_go,           [EV_TIMER_SET] = check_timer,
    [EV_CHOICE_SET] = check_choice,
};
