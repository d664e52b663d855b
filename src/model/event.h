// One recorded happening of a session, and at the same time the command that asks for it (a command
// is an event without sequence and time). One flat struct and one table say for every type which
// fields it has, so that writing, reading, checking and fuzzing all walk the same table.
#ifndef PP_MODEL_EVENT_H
#define PP_MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    EV_NONE,  // nothing; a slot that the rewrite at reveal left empty ("blank")
    EV_SESSION_CREATE,  // scene, programme, place, group, lang, ids/labels/list = roles, previous, date = delete-by
    EV_SESSION_PEOPLE,  // list = participants per role
    EV_SESSION_PAUSE,
    EV_SESSION_RESUME,
    EV_SESSION_CLOSE,
    EV_SESSION_KEEP,  // date = delete-by
    EV_AGENDA_ADD,  // item, kind = PartKind, scene = assignment id or "", text = title, minutes, value = steps, index
    EV_AGENDA_ORDER,   // list = item ids, all of them
    EV_AGENDA_SKIP,    // item, value = 1 skip, 0 do it after all
    EV_AGENDA_REMOVE,  // item in which nothing was done or recorded
    EV_PLACE_GO,       // item, step
    EV_TIMER_SET,      // item, step, seconds left, value = running
    EV_BOARD_OPEN,     // board, item, step, text = question, labels = columns
    EV_ROUND_OPEN,  // round, item, step, kind = VoteKind, method, text = question, ids = options, labels, value = dots per person
    EV_ROUND_REVEAL,     // round
    EV_ROUND_CANCEL,     // round, while open
    EV_BALLOT_CAST,      // round, ballot, role, list = values
    EV_BALLOT_WITHDRAW,  // round, ballot
    EV_HANDS_SET,        // round, role or -1, list = counts per answer
    EV_CHOICE_SET,       // ids = assignments to work on, in order
    EV_NOTE_ADD,         // note, board, column, role or -1, text
    EV_NOTE_DRAW,        // note, board, column, role or -1, ink: a note that is drawn (base/ink.h)
    EV_NOTE_EDIT,        // note, role, text
    EV_NOTE_MOVE,        // note, column, index within the column
    EV_NOTE_REMOVE,      // note
    EV_NOTE_RESTORE,     // note (the inverse of remove)
    EV_NOTE_MARK,        // note, value = NoteMark
    EV_CLUSTER_ADD,      // cluster, board, column, text = name or "", list = note ids
    EV_CLUSTER_NAME,     // cluster, text
    EV_CLUSTER_PUT,      // cluster, note
    EV_CLUSTER_TAKE,     // note leaves its cluster
    EV_CLUSTER_REMOVE,   // cluster is taken apart
    EV_AGREEMENT_ADD,  // agreement, item, text = what, role or -1, who, date or "", note or 0, previous = session it comes from or ""
    EV_AGREEMENT_EDIT,   // agreement, text, role, who, date
    EV_AGREEMENT_STATE,  // agreement, value = AgreementState up to dropped, which all versions know
    EV_AGREEMENT_PROGRESS,  // agreement, value = AgreementState, text = what is in the way, or ""
    EV_AGREEMENT_REMOVE,
    EV_AGREEMENT_RESTORE,
    EV_STAYS_HERE,  // kind = StaysKind, index = id of note/agreement/round (0 for what is new), value = 1 stays here, 0 may leave
    EV_UNDO,        // value = sequence number of the event taken back
    EV_TYPE_COUNT
} EventType;

typedef enum {
    EF_SCENE,
    EF_PROGRAMME,
    EF_PLACE,
    EF_GROUP,
    EF_LANG,
    EF_PREVIOUS,
    EF_DATE,
    EF_TEXT,
    EF_WHO,
    EF_METHOD,
    EF_ITEM,
    EF_STEP,
    EF_KIND,
    EF_MINUTES,
    EF_INDEX,
    EF_SECONDS,
    EF_VALUE,
    EF_ROUND,
    EF_BALLOT,
    EF_ROLE,
    EF_BOARD,
    EF_NOTE,
    EF_CLUSTER,
    EF_AGREEMENT,
    EF_COLUMN,
    EF_LIST,
    EF_IDS,
    EF_LABELS,
    EF_INK,
    EF_FIELD_COUNT
} EventField;

enum {
    EVENT_LIST_MAX = 256,     // members of list
    EVENT_WORDS_MAX = 24,     // members of ids and labels
    EVENT_TEXT_MAX = 2000,    // bytes of text
    EVENT_SHORT_MAX = 320,    // bytes of place, group, who and each label
    EVENT_ID_BYTES_MAX = 64,  // bytes of scene, programme, previous and each id
    EVENT_LANG_MAX = 8,       // bytes of lang
    EVENT_DATE_MAX = 10,      // bytes of date: "" or "2026-12-01"
};

// Ballots one person after the other, hands counted, or ballots of several people side by side.
typedef enum { METHOD_BALLOTS, METHOD_HANDS, METHOD_TOGETHER, METHOD_COUNT } VoteMethod;

typedef struct {
    uint64_t seq;   // 1 is the first event; 0 in a command
    int64_t at_ms;  // UTC; 0 = no time (ballots after the reveal)
    EventType type;
    // All strings and lists are borrowed.
    const char *scene, *programme, *place, *group, *lang, *previous, *date, *text, *who;
    int32_t method, item, step, kind, minutes, index, seconds, round, role, board, note, cluster,
        agreement, column;
    int64_t value;
    uint32_t ballot;
    const int32_t *list;
    int list_count;
    const char *const *ids;
    int id_count;
    const char *const *labels;
    int label_count;
    const int32_t *ink;
    int ink_count;
} Event;

typedef enum { FIELD_STRING, FIELD_INT, FIELD_INT_LIST, FIELD_STRING_LIST } FieldForm;

typedef struct {
    const char *name;  // member in the record: "note", "text"
    FieldForm form;
    int64_t min, max;  // range of a number or of each list member; max bytes of a string
} EventFieldSpec;

typedef struct {
    const char *name;  // "note.add"
    uint64_t fields;   // bit EF_x: the event has field x; all its fields are required
    bool undoable;
} EventSpec;

extern const EventFieldSpec event_field_specs[EF_FIELD_COUNT];
extern const EventSpec event_specs[EV_TYPE_COUNT];

EventType event_type_from_name(const char *name);  // EV_TYPE_COUNT: no such type

// The word of a record for a kind (PartKind in agenda.add, VoteKind in round.open, StaysKind in
// stays.here) or a VoteMethod ("stembriefjes", "handen", "samen"). NULL and -1: the type has no such kind.
const char *event_kind_word(EventType type, int kind);
int event_kind_from_word(EventType type, const char *word);
const char *event_method_word(int method);
int event_method_from_word(const char *word);

// Generic access by field, for whoever walks the table. The strings of EF_IDS and EF_LABELS are reached
// through the struct. Setting a number that does not fit its
// member leaves it out of range (a ballot: 0), so that event_check_form refuses it.
int64_t event_get_int(const Event *event, EventField field);
void event_set_int(Event *event, EventField field, int64_t value);
const int32_t *event_get_list(const Event *event, EventField field, int *out_count);
void event_set_list(Event *event, EventField field, const int32_t *list, int count);
int event_list_max(EventField field);                                // how many numbers it may hold
const char *event_get_string(const Event *event, EventField field);  // never NULL
void event_set_string(Event *event, EventField field, const char *text);

// NULL when every field is inside its range and all strings are valid UTF-8 without control
// characters other than newline; else a sentence that names the field (borrowed, static).
const char *event_check_form(const Event *event);

// Valid UTF-8 of at most max bytes, without control characters other than newline.
bool event_text_plain(const char *text, size_t max);

#endif
