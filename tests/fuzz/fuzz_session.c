// Bytes become events, by the tables of model/event: sensible, out of range, of no valid form. After
// each event every invariant of a session holds; what the check let pass was applied; and a second
// fold of the same events ends the same.
#include "base/arena.h"
#include "unit/model/invariants.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { EVENTS_MAX = 400 };

typedef struct {
    const uint8_t *at, *end;
    Arena arena;
} Input;

static uint8_t take(Input *input) {
    return input->at < input->end ? *input->at++ : 0;
}

// Mostly small numbers and the next id; with 255 before it any number at all.
static int64_t take_int(Input *input, int64_t next) {
    uint8_t byte = take(input);
    if (byte == 254) return next;
    if (byte < 254) return byte < 200 ? byte % 12 : (int64_t)byte - 227;
    uint64_t wide = 0;
    for (int i = 0; i < 8; i++) wide = wide << 8 | take(input);
    int64_t value;
    memcpy(&value, &wide, sizeof value);
    return value;
}

static const char *take_text(Input *input) {
    static const char *const known[] = {"",           "een", "twee",      "drie",
                                        "2026-12-01", "nl",  "een\ntwee", "../x"};
    uint8_t length = take(input);
    if (length >= 128) return known[length % 8];
    size_t left = (size_t)(input->end - input->at), n = length < left ? length : left;
    const char *text = arena_strndup(&input->arena, (const char *)input->at, n);
    input->at += n;
    return text;
}

static int64_t next_id(const Session *s, EventField field) {
    if (field == EF_NOTE) return s->note_count + 1;
    if (field == EF_CLUSTER) return s->cluster_count + 1;
    if (field == EF_AGREEMENT) return s->agreement_count + 1;
    if (field == EF_ROUND) return s->round_count + 1;
    if (field == EF_BOARD) return s->board_count + 1;
    if (field == EF_ITEM) return s->item_count + 1;
    if (field == EF_VALUE && session_undoable(s)) return (int64_t)session_undoable(s)->seq;
    return 1;
}

static const char **take_texts(Input *input, int *out_count) {
    *out_count = take(input) % (EVENT_WORDS_MAX + 3);
    const char **texts = arena_alloc(&input->arena, sizeof *texts * (size_t)(*out_count + 1));
    for (int i = 0; i < *out_count; i++) texts[i] = take(input) == 255 ? NULL : take_text(input);
    return texts;
}

// Strokes with now and then something wrong in them.
static void take_ink(Input *input, Event *event) {
    int strokes = take(input) % 5, count = 0;
    int32_t *ink = arena_alloc(&input->arena, sizeof *ink * 5 * (2 + 2 * 16));
    for (int s = 0; s < strokes; s++) {
        int points = take(input) % 16 + (take(input) < 250);
        ink[count++] = take(input) == 255 ? 3 : 1 + s % 2;
        ink[count++] = points + (take(input) == 255);
        for (int i = 0; i < 2 * points && i < 32; i++) ink[count++] = take(input) * 2;
    }
    event->ink = ink;
    event->ink_count = count;
}

static void take_list(Input *input, Event *event) {
    int count = take(input);
    if (count >= 32) count = count < 250 ? count % 32 : EVENT_LIST_MAX + count - 252;
    int32_t *list = arena_alloc(&input->arena, sizeof *list * (size_t)(count + 1));
    for (int i = 0; i < count; i++)
        list[i] = (int32_t)(take_int(input, 1) & INT32_MAX) - (take(input) == 255);
    event->list = list;
    event->list_count = count;
}

static Event take_event(Input *input, const Session *s) {
    Event event = {.type = (EventType)(take(input) % (EV_TYPE_COUNT + 1))};
    event.seq = s->last_seq + 1 + (take(input) == 255);
    event.at_ms = take(input);
    uint64_t fields = event.type < EV_TYPE_COUNT ? event_specs[event.type].fields : 0;
    for (int i = 0; i < EF_FIELD_COUNT; i++) {
        if (!(fields >> i & 1)) continue;
        EventField field = (EventField)i;
        switch (event_field_specs[i].form) {
        case FIELD_INT: event_set_int(&event, field, take_int(input, next_id(s, field))); break;
        case FIELD_STRING: event_set_string(&event, field, take_text(input)); break;
        case FIELD_INT_LIST:
            if (field == EF_INK)
                take_ink(input, &event);
            else
                take_list(input, &event);
            break;
        case FIELD_STRING_LIST:
            if (field == EF_IDS) {
                event.ids = take_texts(input, &event.id_count);
            } else {
                event.labels = take_texts(input, &event.label_count);
            }
            break;
        }
    }
    return event;
}

static void must(bool holds) {
    if (!holds) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static Event log[EVENTS_MAX];
    Input input = {.at = data, .end = data + size};
    arena_init(&input.arena, 0);
    Session session, again;
    session_init(&session);
    int count = 0, refused = 0;
    while (input.at < input.end && count < EVENTS_MAX) {
        Event event = take_event(&input, &session);
        const char *sentence = session_check(&session, &event);
        uint64_t before = session.last_seq;
        Err err = session_apply(&session, &event, NULL);
        must(err == ERR_NONE || err == ERR_REFUSED);
        must(sentence || err == ERR_NONE);
        must(session.last_seq == event.seq && event.seq > before);
        must(session_fault(&session) == NULL);
        refused += err == ERR_REFUSED;
        log[count++] = event;
    }
    session_init(&again);
    for (int i = 0; i < count; i++) refused -= session_apply(&again, &log[i], NULL) == ERR_REFUSED;
    must(refused == 0);
    must(again.last_seq == session.last_seq && again.state == session.state);
    must(again.note_count == session.note_count && again.undo_count == session.undo_count);
    must(session_count_notes(&again) == session_count_notes(&session));
    session_finish(&again);
    session_finish(&session);
    arena_finish(&input.arena);
    return 0;
}
