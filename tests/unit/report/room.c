// A small meeting, event by event.
#include "room.h"

#include "base/i18n.h"

#include <string.h>

void room_happen(Room *room, Event event) {
    event.seq = ++room->seq;
    event.at_ms =
        event.type == EV_BALLOT_CAST ? 0 : INT64_C(1795426800000) + (int64_t)room->seq * 1000;
    ErrInfo info = {0};
    if (session_apply(&room->session, &event, &info) != ERR_NONE)
        fail_msg("%s: %s", event_specs[event.type].name, info.text);
}

void room_start(Room *room) {
    static const char *const roles[] = {"inwoner", "sociaal", "werk"}, *const names[] = {
                                                                           "Inwoner",
                                                                           "Sociaal team", "Werk"};
    static const char *const columns[] = {"Dit helpt", "Dit niet"};
    static const int32_t people[] = {4, 4, 2};
    *room = (Room){.seq = 0};
    i18n_set_language("en");
    session_init(&room->session);
    assert_int_equal(session_set_id(&room->session, "2026-11-23-houten-7f3k"), ERR_NONE);
    room_happen(room, (Event){.type = EV_SESSION_CREATE,
                              .scene = "elders",
                              .programme = "kort",
                              .place = "Houten",
                              .group = "Groep",
                              .lang = "nl",
                              .previous = "",
                              .date = "2027-11-23",
                              .ids = roles,
                              .id_count = 3,
                              .labels = names,
                              .label_count = 3,
                              .list = people,
                              .list_count = 3});
    room_happen(room, (Event){.type = EV_AGENDA_ADD,
                              .item = ROOM_WORK,
                              .kind = PART_WORK,
                              .scene = "opgave",
                              .text = "De opgave",
                              .minutes = 20,
                              .value = 6});
    room_happen(room, (Event){.type = EV_PLACE_GO, .item = ROOM_WORK});
    room_happen(room, (Event){.type = EV_BOARD_OPEN,
                              .board = ROOM_BOARD,
                              .item = ROOM_WORK,
                              .step = 1,
                              .text = "Wat zien jullie?",
                              .labels = columns,
                              .label_count = 2});
    room->list[0] = &room->session;
    room->input = (ReportInput){.sessions = room->list, .count = 1, .lang = LANG_NL, .role_min = 3};
}

void room_finish(Room *room) {
    session_finish(&room->session);
}

int room_note(Room *room, int column, int role, const char *text) {
    room_happen(room, (Event){.type = EV_NOTE_ADD,
                              .note = ++room->notes,
                              .board = ROOM_BOARD,
                              .column = column,
                              .role = role,
                              .text = text});
    return room->notes;
}

int room_scale(Room *room, const char *question, const int *roles, const int *values, int count,
               bool reveal) {
    static const char *const words[] = {"niet", "", "soms", "", "altijd"};
    int round = ++room->rounds;
    room_happen(room, (Event){.type = EV_ROUND_OPEN,
                              .round = round,
                              .item = ROOM_WORK,
                              .step = 1 + round,
                              .kind = VOTE_SCALE,
                              .method = METHOD_BALLOTS,
                              .text = question,
                              .labels = words,
                              .label_count = 5});
    for (int i = 0; i < count; i++) {
        int32_t value = values[i];
        room_happen(room, (Event){.type = EV_BALLOT_CAST,
                                  .round = round,
                                  .ballot = 100 + (uint32_t)i,
                                  .role = roles[i],
                                  .list = &value,
                                  .list_count = 1});
    }
    if (reveal) room_happen(room, (Event){.type = EV_ROUND_REVEAL, .round = round});
    return round;
}

int room_agree(Room *room, const char *what, const char *who) {
    room_happen(room, (Event){.type = EV_AGREEMENT_ADD,
                              .agreement = ++room->agreements,
                              .item = ROOM_WORK,
                              .text = what,
                              .role = -1,
                              .who = who,
                              .date = "2026-12-01",
                              .previous = ""});
    return room->agreements;
}

void room_stays(Room *room, StaysKind kind, int id) {
    room_happen(room,
                (Event){.type = EV_STAYS_HERE, .kind = (int32_t)kind, .index = id, .value = 1});
}

Str room_report(Room *room, ReportWrite *write) {
    Str out;
    str_init(&out);
    ErrInfo info = {0};
    if (write(&room->input, &out, &info) != ERR_NONE) fail_msg("not made: %s", info.text);
    return out;
}

void room_holds(Room *room, ReportWrite *write, const char *wanted) {
    Str out = room_report(room, write);
    if (!strstr(str_text(&out), wanted)) fail_msg("\"%s\" is not in\n%s", wanted, str_text(&out));
    str_finish(&out);
}

void room_lacks(Room *room, ReportWrite *write, const char *unwanted) {
    Str out = room_report(room, write);
    if (strstr(str_text(&out), unwanted)) fail_msg("\"%s\" is in\n%s", unwanted, str_text(&out));
    str_finish(&out);
}
