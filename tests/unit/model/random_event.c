// Random commands that are often sensible: the next id, a place that is there, a role that fits.
#include "random_event.h"

#include "base/rng.h"

#include <string.h>

static int below(int limit) {
    return (int)rng_below((uint32_t)(limit > 0 ? limit : 1));
}

// An id of something that is mostly there.
static int old_id(int count) {
    return 1 + below(count + 1);
}

static int add_id(int count) {
    return below(10) ? count + 1 : old_id(count + 3);
}

static const char *pick_text(void) {
    static const char *const texts[] = {
        "",
        " ",
        "Korte lijnen",
        "Wij doen dit samen\nen snel",
        "Een tekst die wat langer is, zodat hij niet in het oude past",
        "é"};
    return texts[below(6)];
}

static const char *pick_id(void) {
    static const char *const ids[] = {"een", "twee", "drie", "vier", "", "../x"};
    return ids[below(below(10) ? 4 : 6)];
}

static void fill_ints(Event *event, const Session *s) {
    bool adds = event->type == EV_NOTE_ADD || event->type == EV_CLUSTER_ADD ||
                event->type == EV_AGREEMENT_ADD || event->type == EV_ROUND_OPEN ||
                event->type == EV_BOARD_OPEN || event->type == EV_AGENDA_ADD;
    bool drawn = event->type == EV_NOTE_DRAW;
    event->note = event->type == EV_NOTE_ADD || drawn ? add_id(s->note_count)
                  : below(4)                          ? old_id(s->note_count)
                                                      : 0;
    event->cluster =
        event->type == EV_CLUSTER_ADD ? add_id(s->cluster_count) : old_id(s->cluster_count);
    event->agreement =
        event->type == EV_AGREEMENT_ADD ? add_id(s->agreement_count) : old_id(s->agreement_count);
    event->round = event->type == EV_ROUND_OPEN
                       ? add_id(s->round_count)
                       : s->round_count - below(s->round_count < 4 ? s->round_count : 4);
    if (event->round < 1) event->round = 1;
    event->board = event->type == EV_BOARD_OPEN ? add_id(s->board_count) : old_id(s->board_count);
    event->item = event->type == EV_AGENDA_ADD ? add_id(s->item_count) : below(s->item_count + 2);
    event->step = below(5);
    event->kind = below(adds && event->type == EV_AGENDA_ADD ? PART_KIND_COUNT
                                                             : VOTE_KIND_COUNT + (below(9) == 0));
    event->method = below(METHOD_COUNT);
    event->minutes = below(30);
    event->index = below(8);
    event->seconds = below(300) - 10;
    event->role = below(4) - 1 + (below(20) == 0);
    event->column = below(2) + (below(12) == 0);
    event->value = below(4);
    if (event->type == EV_UNDO) {
        const UndoEntry *newest = session_undoable(s);
        event->value = newest && below(3) ? (int64_t)newest->seq
                                          : (int64_t)rng_below((uint32_t)s->last_seq + 2);
    }
    event->ballot = 1 + rng_below(60);
    const Round *round = session_round(s, event->round);
    if (event->type == EV_BALLOT_WITHDRAW && round && below(4)) event->ballot = round->last_ballot;
}

static void fill_list(Event *event, const Session *s, Arena *arena) {
    const Round *round = session_round(s, event->round);
    int count = below(5);
    if (event->type == EV_SESSION_CREATE || event->type == EV_SESSION_PEOPLE)
        count = s->role_count ? s->role_count : 3;
    if (event->type == EV_AGENDA_ORDER) count = s->order_count;
    if (event->type == EV_BALLOT_CAST && round && below(9)) count = round->value_count;
    if (event->type == EV_HANDS_SET && round && below(9)) count = round->option_count;
    int32_t *list = arena_alloc(arena, sizeof *list * (size_t)(count + 1));
    for (int i = 0; i < count; i++) {
        list[i] = event->type == EV_CLUSTER_ADD ? old_id(s->note_count) : below(4);
    }
    if (event->type == EV_AGENDA_ORDER) {
        for (int i = 0; i < count; i++) list[i] = s->order[(i + 1) % count];
        if (count > 0 && below(5) == 0) list[below(count)] = below(9);
    }
    event->list = list;
    event->list_count = count;
}

static void fill_words(Event *event) {
    static const char *const ids[] = {"een", "twee", "drie", "vier", "vijf", "zes", "een"};
    static const char *const labels[] = {"Een", "Twee", "Drie", "Vier", "Vijf", "Zes", "Zeven"};
    static const int fits[VOTE_KIND_COUNT] = {5, 3, 4, 6};
    int count = below(8);
    if (event->type == EV_SESSION_CREATE) count = 3;
    if (event->type == EV_BOARD_OPEN) count = 1 + below(3);
    if (event->type == EV_ROUND_OPEN && event->kind < VOTE_KIND_COUNT && below(6))
        count = fits[event->kind];
    event->ids = ids;
    event->labels = labels;
    event->id_count = event->label_count = count;
}

static void fill_ink(Event *event) {
    static const int32_t strokes[] = {1, 3, 0, 0, 10, 10, 500, 640, 2, 1, 1000, 3};
    static const int lengths[] = {8, 12, 12, 0, 7};
    event->ink = strokes;
    event->ink_count = lengths[below(5)];
}

Event random_event(const Session *session, Arena *arena) {
    // Now and then any type; mostly those that a meeting is made of.
    static const EventType often[] = {EV_NOTE_ADD,    EV_NOTE_MOVE,   EV_CLUSTER_ADD,
                                      EV_CLUSTER_PUT, EV_BALLOT_CAST, EV_BALLOT_CAST,
                                      EV_HANDS_SET,   EV_UNDO,        EV_PLACE_GO};
    Event event = {.type = below(2) ? often[below(9)] : (EventType)below(EV_TYPE_COUNT)};
    if (event.type == EV_SESSION_CLOSE && below(40)) event.type = EV_SESSION_RESUME;
    if (event.type == EV_SESSION_PAUSE && below(4)) event.type = EV_NOTE_EDIT;
    fill_ints(&event, session);
    fill_list(&event, session, arena);
    fill_words(&event);
    fill_ink(&event);
    event.text = pick_text();
    event.who = pick_text();
    event.place = event.group = "Houten";
    event.lang = "nl";
    event.scene = pick_id();
    event.programme = pick_id();
    event.previous = below(3) ? "" : pick_id();
    event.date = below(3) ? "2026-12-01" : below(2) ? "" : "2026-02-30";
    return event;
}
