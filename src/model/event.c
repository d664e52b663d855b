// The tables of what events there are and which fields they have, and generic access to a field.
// Every field has one row in FIELDS; reader, writer, checker and fuzzer all walk these tables.
#include "model/event.h"

#include "base/ink.h"
#include "base/utf8.h"
#include "model/scene.h"
#include "model/session.h"

#include <stddef.h>
#include <string.h>

// Largest whole number that every JSON reader keeps exactly.
#define WHOLE_MAX ((INT64_C(1) << 53) - 1)

// field, name in the record, form, least, most (bytes for a string, of each member for a list)
#define FIELDS(X)                                                                  \
    X(EF_SCENE, "scene", FIELD_STRING, 0, EVENT_ID_BYTES_MAX)                      \
    X(EF_PROGRAMME, "programme", FIELD_STRING, 0, EVENT_ID_BYTES_MAX)              \
    X(EF_PLACE, "place", FIELD_STRING, 0, EVENT_SHORT_MAX)                         \
    X(EF_GROUP, "group", FIELD_STRING, 0, EVENT_SHORT_MAX)                         \
    X(EF_LANG, "lang", FIELD_STRING, 0, EVENT_LANG_MAX)                            \
    X(EF_PREVIOUS, "previous", FIELD_STRING, 0, EVENT_ID_BYTES_MAX)                \
    X(EF_DATE, "date", FIELD_STRING, 0, EVENT_DATE_MAX)                            \
    X(EF_TEXT, "text", FIELD_STRING, 0, EVENT_TEXT_MAX)                            \
    X(EF_WHO, "who", FIELD_STRING, 0, EVENT_SHORT_MAX)                             \
    X(EF_METHOD, "method", FIELD_INT, METHOD_BALLOTS, METHOD_COUNT - 1)            \
    X(EF_ITEM, "item", FIELD_INT, 0, SESSION_ITEMS_MAX)                            \
    X(EF_STEP, "step", FIELD_INT, 0, SESSION_STEPS_MAX - 1)                        \
    X(EF_KIND, "kind", FIELD_INT, 0, PART_KIND_COUNT - 1)                          \
    X(EF_MINUTES, "minutes", FIELD_INT, 0, SESSION_MINUTES_MAX)                    \
    X(EF_INDEX, "index", FIELD_INT, 0, SESSION_NOTES_MAX)                          \
    X(EF_SECONDS, "seconds", FIELD_INT, -SESSION_SECONDS_MAX, SESSION_SECONDS_MAX) \
    X(EF_VALUE, "value", FIELD_INT, 0, WHOLE_MAX)                                  \
    X(EF_ROUND, "round", FIELD_INT, 1, SESSION_ROUNDS_MAX)                         \
    X(EF_BALLOT, "ballot", FIELD_INT, 1, UINT32_MAX)                               \
    X(EF_ROLE, "role", FIELD_INT, -1, SCENE_ROLES_MAX - 1)                         \
    X(EF_BOARD, "board", FIELD_INT, 1, SESSION_BOARDS_MAX)                         \
    X(EF_NOTE, "note", FIELD_INT, 0, SESSION_NOTES_MAX)                            \
    X(EF_CLUSTER, "cluster", FIELD_INT, 1, SESSION_CLUSTERS_MAX)                   \
    X(EF_AGREEMENT, "agreement", FIELD_INT, 1, SESSION_AGREEMENTS_MAX)             \
    X(EF_COLUMN, "column", FIELD_INT, 0, SCENE_COLUMNS_MAX - 1)                    \
    X(EF_LIST, "list", FIELD_INT_LIST, 0, SESSION_NOTES_MAX)                       \
    X(EF_IDS, "ids", FIELD_STRING_LIST, 0, EVENT_ID_BYTES_MAX)                     \
    X(EF_LABELS, "labels", FIELD_STRING_LIST, 0, EVENT_SHORT_MAX)                  \
    X(EF_INK, "ink", FIELD_INT_LIST, 0, INK_WIDE)

#define SPEC_ROW(field, name, form, least, most) [field] = {name, form, least, most},
const EventFieldSpec event_field_specs[EF_FIELD_COUNT] = {FIELDS(SPEC_ROW)};

#define FAULT_ROW(field, name, form, least, most) \
    [field] = "field \"" name "\" is too long, out of range or not plain text",
static const char *const field_faults[EF_FIELD_COUNT] = {FIELDS(FAULT_ROW)};

#define F(field) (UINT64_C(1) << EF_##field)

const EventSpec event_specs[EV_TYPE_COUNT] = {
    [EV_NONE] = {"blank", 0, false},
    [EV_SESSION_CREATE] = {"session.create",
                           F(SCENE) | F(PROGRAMME) | F(PLACE) | F(GROUP) | F(LANG) | F(PREVIOUS) |
                               F(DATE) | F(IDS) | F(LABELS) | F(LIST),
                           false},
    [EV_SESSION_PEOPLE] = {"session.people", F(LIST), true},
    [EV_SESSION_PAUSE] = {"session.pause", 0, false},
    [EV_SESSION_RESUME] = {"session.resume", 0, false},
    [EV_SESSION_CLOSE] = {"session.close", 0, false},
    [EV_SESSION_KEEP] = {"session.keep", F(DATE), false},
    [EV_AGENDA_ADD] = {"agenda.add",
                       F(ITEM) | F(KIND) | F(SCENE) | F(TEXT) | F(MINUTES) | F(VALUE) | F(INDEX),
                       false},
    [EV_AGENDA_ORDER] = {"agenda.order", F(LIST), true},
    [EV_AGENDA_SKIP] = {"agenda.skip", F(ITEM) | F(VALUE), true},
    [EV_AGENDA_REMOVE] = {"agenda.remove", F(ITEM), false},
    [EV_PLACE_GO] = {"place.go", F(ITEM) | F(STEP), false},
    [EV_TIMER_SET] = {"timer.set", F(ITEM) | F(STEP) | F(SECONDS) | F(VALUE), false},
    [EV_BOARD_OPEN] = {"board.open", F(BOARD) | F(ITEM) | F(STEP) | F(TEXT) | F(LABELS), false},
    [EV_ROUND_OPEN] = {"round.open",
                       F(ROUND) | F(ITEM) | F(STEP) | F(KIND) | F(METHOD) | F(TEXT) | F(IDS) |
                           F(LABELS) | F(VALUE),
                       false},
    [EV_ROUND_REVEAL] = {"round.reveal", F(ROUND), false},
    [EV_ROUND_CANCEL] = {"round.cancel", F(ROUND), false},
    [EV_BALLOT_CAST] = {"ballot.cast", F(ROUND) | F(BALLOT) | F(ROLE) | F(LIST), false},
    [EV_BALLOT_WITHDRAW] = {"ballot.withdraw", F(ROUND) | F(BALLOT), false},
    [EV_HANDS_SET] = {"hands.set", F(ROUND) | F(ROLE) | F(LIST), true},
    [EV_CHOICE_SET] = {"choice.set", F(IDS), false},
    [EV_NOTE_ADD] = {"note.add", F(NOTE) | F(BOARD) | F(COLUMN) | F(ROLE) | F(TEXT), true},
    [EV_NOTE_DRAW] = {"note.draw", F(NOTE) | F(BOARD) | F(COLUMN) | F(ROLE) | F(INK), true},
    [EV_NOTE_EDIT] = {"note.edit", F(NOTE) | F(ROLE) | F(TEXT), true},
    [EV_NOTE_MOVE] = {"note.move", F(NOTE) | F(COLUMN) | F(INDEX), true},
    [EV_NOTE_REMOVE] = {"note.remove", F(NOTE), true},
    [EV_NOTE_RESTORE] = {"note.restore", F(NOTE), false},
    [EV_NOTE_MARK] = {"note.mark", F(NOTE) | F(VALUE), true},
    [EV_CLUSTER_ADD] = {"cluster.add", F(CLUSTER) | F(BOARD) | F(COLUMN) | F(TEXT) | F(LIST), true},
    [EV_CLUSTER_NAME] = {"cluster.name", F(CLUSTER) | F(TEXT), true},
    [EV_CLUSTER_PUT] = {"cluster.put", F(CLUSTER) | F(NOTE), true},
    [EV_CLUSTER_TAKE] = {"cluster.take", F(NOTE), true},
    [EV_CLUSTER_REMOVE] = {"cluster.remove", F(CLUSTER), true},
    [EV_AGREEMENT_ADD] = {"agreement.add",
                          F(AGREEMENT) | F(ITEM) | F(TEXT) | F(ROLE) | F(WHO) | F(DATE) | F(NOTE) |
                              F(PREVIOUS),
                          true},
    [EV_AGREEMENT_EDIT] = {"agreement.edit", F(AGREEMENT) | F(TEXT) | F(ROLE) | F(WHO) | F(DATE),
                           true},
    [EV_AGREEMENT_STATE] = {"agreement.state", F(AGREEMENT) | F(VALUE), true},
    [EV_AGREEMENT_PROGRESS] = {"agreement.progress", F(AGREEMENT) | F(VALUE) | F(TEXT), true},
    [EV_AGREEMENT_REMOVE] = {"agreement.remove", F(AGREEMENT), true},
    [EV_AGREEMENT_RESTORE] = {"agreement.restore", F(AGREEMENT), false},
    [EV_STAYS_HERE] = {"stays.here", F(KIND) | F(INDEX) | F(VALUE), true},
    [EV_UNDO] = {"undo", F(VALUE), false},
};

EventType event_type_from_name(const char *name) {
    int type = 0;
    while (type < EV_TYPE_COUNT && (!name || strcmp(event_specs[type].name, name) != 0)) type++;
    return (EventType)type;
}

// ---- Words for numbers -------------------------------------------------------------------------

static const char *const stays_words[] = {[STAYS_NOTE] = "note",
                                          [STAYS_AGREEMENT] = "agreement",
                                          [STAYS_ROUND] = "round",
                                          [STAYS_NEW_NOTES] = "new-notes",
                                          [STAYS_NEW_AGREEMENTS] = "new-agreements"};
static const char *const method_words[] = {
    [METHOD_BALLOTS] = "stembriefjes", [METHOD_HANDS] = "handen", [METHOD_TOGETHER] = "samen"};

static const char *find_kind_word(EventType type, int kind) {
    if (kind < 0) return "";
    if (type == EV_AGENDA_ADD) return part_kind_word((PartKind)kind);
    if (type == EV_ROUND_OPEN) return vote_kind_word((VoteKind)kind);
    if (type == EV_STAYS_HERE && kind < STAYS_KIND_COUNT) return stays_words[kind];
    return "";
}

const char *event_kind_word(EventType type, int kind) {
    const char *word = find_kind_word(type, kind);
    return word[0] ? word : NULL;
}

int event_kind_from_word(EventType type, const char *word) {
    for (int kind = 0; word && kind < PART_KIND_COUNT; kind++) {
        const char *known = event_kind_word(type, kind);
        if (known && strcmp(known, word) == 0) return kind;
    }
    return -1;
}

const char *event_method_word(int method) {
    return method >= METHOD_BALLOTS && method < METHOD_COUNT ? method_words[method] : NULL;
}

int event_method_from_word(const char *word) {
    for (int method = METHOD_BALLOTS; word && method < METHOD_COUNT; method++) {
        if (strcmp(method_words[method], word) == 0) return method;
    }
    return -1;
}

// ---- Access by field ---------------------------------------------------------------------------

static const size_t field_offsets[EF_FIELD_COUNT] = {
    [EF_SCENE] = offsetof(Event, scene),     [EF_PROGRAMME] = offsetof(Event, programme),
    [EF_PLACE] = offsetof(Event, place),     [EF_GROUP] = offsetof(Event, group),
    [EF_LANG] = offsetof(Event, lang),       [EF_PREVIOUS] = offsetof(Event, previous),
    [EF_DATE] = offsetof(Event, date),       [EF_TEXT] = offsetof(Event, text),
    [EF_WHO] = offsetof(Event, who),         [EF_METHOD] = offsetof(Event, method),
    [EF_ITEM] = offsetof(Event, item),       [EF_STEP] = offsetof(Event, step),
    [EF_KIND] = offsetof(Event, kind),       [EF_MINUTES] = offsetof(Event, minutes),
    [EF_INDEX] = offsetof(Event, index),     [EF_SECONDS] = offsetof(Event, seconds),
    [EF_VALUE] = offsetof(Event, value),     [EF_ROUND] = offsetof(Event, round),
    [EF_BALLOT] = offsetof(Event, ballot),   [EF_ROLE] = offsetof(Event, role),
    [EF_BOARD] = offsetof(Event, board),     [EF_NOTE] = offsetof(Event, note),
    [EF_CLUSTER] = offsetof(Event, cluster), [EF_AGREEMENT] = offsetof(Event, agreement),
    [EF_COLUMN] = offsetof(Event, column),
};

static bool has_form(EventField field, FieldForm form) {
    return (unsigned)field < EF_FIELD_COUNT && event_field_specs[field].form == form;
}

int64_t event_get_int(const Event *event, EventField field) {
    if (!has_form(field, FIELD_INT)) return 0;
    if (field == EF_VALUE) return event->value;
    if (field == EF_BALLOT) return event->ballot;
    int32_t value;
    memcpy(&value, (const char *)event + field_offsets[field], sizeof value);
    return value;
}

void event_set_int(Event *event, EventField field, int64_t value) {
    if (!has_form(field, FIELD_INT)) return;
    if (field == EF_VALUE) {
        event->value = value;
        return;
    }
    if (field == EF_BALLOT) {
        event->ballot = value < 0 || value > UINT32_MAX ? 0 : (uint32_t)value;
        return;
    }
    // What does not fit stays out of range, so that event_check_form still sees it.
    int32_t narrow = value < INT32_MIN ? INT32_MIN : value > INT32_MAX ? INT32_MAX : (int32_t)value;
    memcpy((char *)event + field_offsets[field], &narrow, sizeof narrow);
}

const int32_t *event_get_list(const Event *event, EventField field, int *out_count) {
    bool known = has_form(field, FIELD_INT_LIST), ink = field == EF_INK;
    *out_count = !known ? 0 : ink ? event->ink_count : event->list_count;
    return !known ? NULL : ink ? event->ink : event->list;
}

void event_set_list(Event *event, EventField field, const int32_t *list, int count) {
    if (!has_form(field, FIELD_INT_LIST)) return;
    if (field == EF_INK) {
        event->ink = list;
        event->ink_count = count;
    } else {
        event->list = list;
        event->list_count = count;
    }
}

int event_list_max(EventField field) {
    return field == EF_INK ? INK_NUMBERS_MAX : EVENT_LIST_MAX;
}

const char *event_get_string(const Event *event, EventField field) {
    if (!has_form(field, FIELD_STRING)) return "";
    const char *text;
    memcpy(&text, (const char *)event + field_offsets[field], sizeof text);
    return text ? text : "";
}

void event_set_string(Event *event, EventField field, const char *text) {
    if (!has_form(field, FIELD_STRING)) return;
    memcpy((char *)event + field_offsets[field], &text, sizeof text);
}

// ---- Form --------------------------------------------------------------------------------------

bool event_text_plain(const char *text, size_t max) {
    size_t n = strnlen(text, max + 1);
    if (n > max) return false;
    size_t at = 0;
    while (at < n) {
        uint32_t point;
        size_t took = utf8_decode(text + at, n - at, &point);
        if (took == 0) return false;
        if ((point < 0x20 && point != '\n') || (point >= 0x7F && point <= 0x9F)) return false;
        at += took;
    }
    return true;
}

static bool list_fits(const Event *event, EventField field, const EventFieldSpec *spec) {
    int count;
    const int32_t *list = event_get_list(event, field, &count);
    if (count < 0 || count > event_list_max(field)) return false;
    if (count > 0 && !list) return false;
    for (int i = 0; i < count; i++) {
        if (list[i] < spec->min || list[i] > spec->max) return false;
    }
    return field != EF_INK || ink_valid(list, count);
}

static bool words_fit(const char *const *words, int count, const EventFieldSpec *spec) {
    if (count < 0 || count > EVENT_WORDS_MAX || (count > 0 && !words)) return false;
    for (int i = 0; i < count; i++) {
        if (!words[i] || !event_text_plain(words[i], (size_t)spec->max)) return false;
    }
    return true;
}

static bool field_fits(const Event *event, EventField field) {
    const EventFieldSpec *spec = &event_field_specs[field];
    switch (spec->form) {
    case FIELD_STRING: return event_text_plain(event_get_string(event, field), (size_t)spec->max);
    case FIELD_INT: {
        int64_t value = event_get_int(event, field);
        return value >= spec->min && value <= spec->max;
    }
    case FIELD_INT_LIST: return list_fits(event, field, spec);
    case FIELD_STRING_LIST:
        return field == EF_IDS ? words_fit(event->ids, event->id_count, spec)
                               : words_fit(event->labels, event->label_count, spec);
    }
    return false;
}

const char *event_check_form(const Event *event) {
    if ((unsigned)event->type >= EV_TYPE_COUNT) return "there is no such type of event";
    uint64_t fields = event_specs[event->type].fields;
    for (int field = 0; field < EF_FIELD_COUNT; field++) {
        if ((fields >> field & 1) && !field_fits(event, (EventField)field))
            return field_faults[field];
    }
    return NULL;
}
