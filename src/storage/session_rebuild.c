// Turning session.json back into events. Invariant: whatever the file holds, the events are well formed;
// what cannot be applied is left out by session_apply like anything else.
#include "storage/session_rebuild.h"

#include "base/clock.h"
#include "base/ink.h"
#include "storage/json_scan.h"
#include "storage/session_json.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    RecordLog *log;
    Arena arena;  // the tree, and the lists of one event
    const JsonValue *root;
    uint64_t seq;
    Err err;
} Rebuild;

// ---- Reading -------------------------------------------------------------------------------------

static const JsonValue *list_of(const JsonValue *object, const char *name) {
    const JsonValue *list = json_member(object, name);
    return list && list->kind == JSON_ARRAY ? list->first : NULL;
}

static const char *text_of(const JsonValue *object, const char *name) {
    const JsonValue *value = json_member(object, name);
    return value && value->kind == JSON_STRING ? value->text : "";
}

static int int_of(const JsonValue *object, const char *name) {
    const JsonValue *value = json_member(object, name);
    bool fits =
        value && value->kind == JSON_NUMBER && value->number >= -1e6 && value->number <= 1e9;
    return fits ? (int)value->number : 0;
}

static bool is_true(const JsonValue *object, const char *name) {
    const JsonValue *value = json_member(object, name);
    return value && value->kind == JSON_TRUE;
}

static int role_of(const Rebuild *rebuild, const JsonValue *object) {
    const char *id = text_of(object, "role");
    int index = 0;
    for (const JsonValue *role = list_of(rebuild->root, "roles"); id[0] && role;
         role = role->next, index++)
        if (strcmp(text_of(role, "id"), id) == 0) return index;
    return -1;
}

// The member called name of each object of a list, as an array in the arena.
static const char *const *texts_of(Rebuild *rebuild, const JsonValue *first, const char *name,
                                   int *out_count) {
    const char **texts = arena_try_alloc(&rebuild->arena, sizeof *texts * EVENT_WORDS_MAX);
    *out_count = 0;
    if (!texts) rebuild->err = ERR_MEMORY;
    for (const JsonValue *item = first; texts && item && *out_count < EVENT_WORDS_MAX;
         item = item->next) {
        const char *text = name ? text_of(item, name) : item->kind == JSON_STRING ? item->text : "";
        texts[(*out_count)++] = text;
    }
    return texts;
}

static const int32_t *numbers_of(Rebuild *rebuild, const JsonValue *first, const char *name,
                                 int *out_count) {
    int32_t *list = arena_try_alloc(&rebuild->arena, sizeof *list * EVENT_LIST_MAX);
    *out_count = 0;
    if (!list) rebuild->err = ERR_MEMORY;
    for (const JsonValue *item = first; list && item && *out_count < EVENT_LIST_MAX;
         item = item->next) {
        bool number =
            name || (item->kind == JSON_NUMBER && item->number >= 0 && item->number <= 1e9);
        list[(*out_count)++] = name ? int_of(item, name) : number ? (int32_t)item->number : 0;
    }
    return list;
}

// The object of a list whose member is the next above `after`; NULL: none. Things have to be made in
// the order of their numbers, and stand in another order here.
static const JsonValue *next_by(const JsonValue *first, const char *name, int after) {
    const JsonValue *best = NULL;
    for (const JsonValue *item = first; item; item = item->next) {
        int number = int_of(item, name);
        if (number > after && (!best || number < int_of(best, name))) best = item;
    }
    return best;
}

// ---- Writing -------------------------------------------------------------------------------------

static void emit(Rebuild *rebuild, Event event) {
    if (rebuild->err || event_check_form(&event)) return;
    event.seq = ++rebuild->seq;
    // Ballots come from session.json in the order of their numbers: 0 says that there is no other.
    uint64_t synced = event.type == EV_BALLOT_CAST ? 0 : event.seq - 1;
    rebuild->err = record_log_add_event(rebuild->log, &event, synced);
}

static void emit_create(Rebuild *rebuild) {
    const JsonValue *root = rebuild->root, *roles = list_of(root, "roles");
    Event event = {.type = EV_SESSION_CREATE,
                   .scene = text_of(root, "scene"),
                   .programme = text_of(root, "programme"),
                   .place = text_of(root, "place"),
                   .group = text_of(root, "group"),
                   .lang = text_of(root, "lang"),
                   .previous = text_of(root, "previous"),
                   .date = text_of(root, "delete_by")};
    event.ids = texts_of(rebuild, roles, "id", &event.id_count);
    event.labels = texts_of(rebuild, roles, "name", &event.label_count);
    event.list = numbers_of(rebuild, roles, "people", &event.list_count);
    if (!clock_parse_utc(text_of(root, "created"), &event.at_ms)) event.at_ms = 0;
    emit(rebuild, event);
}

static void emit_agenda(Rebuild *rebuild) {
    const JsonValue *agenda = list_of(rebuild->root, "agenda");
    const JsonValue *item = next_by(agenda, "item", 0);
    for (int index = 0; item; item = next_by(agenda, "item", int_of(item, "item")), index++) {
        int id = int_of(item, "item");
        emit(rebuild, (Event){.type = EV_AGENDA_ADD,
                              .item = id,
                              .kind = part_kind_from_word(text_of(item, "kind")),
                              .scene = text_of(item, "assignment"),
                              .text = text_of(item, "title"),
                              .minutes = int_of(item, "minutes"),
                              .value = int_of(item, "steps"),
                              .index = index});
        if (is_true(item, "visited")) emit(rebuild, (Event){.type = EV_PLACE_GO, .item = id});
        if (is_true(item, "skipped"))
            emit(rebuild, (Event){.type = EV_AGENDA_SKIP, .item = id, .value = 1});
    }
    Event order = {.type = EV_AGENDA_ORDER};
    order.list = numbers_of(rebuild, agenda, "item", &order.list_count);
    emit(rebuild, order);
    Event chosen = {.type = EV_CHOICE_SET};
    chosen.ids = texts_of(rebuild, list_of(rebuild->root, "chosen"), NULL, &chosen.id_count);
    emit(rebuild, chosen);
}

static void emit_stays(Rebuild *rebuild, const JsonValue *object, StaysKind kind, int id) {
    if (is_true(object, "stays_here"))
        emit(rebuild, (Event){.type = EV_STAYS_HERE, .kind = (int)kind, .index = id, .value = 1});
}

// The numbers of a note's drawing, or NULL where it has none or no valid one.
static const int32_t *ink_of(Rebuild *rebuild, const JsonValue *note, int *out_count) {
    *out_count = 0;
    const JsonValue *first = list_of(note, "drawing");
    if (!first) return NULL;
    int32_t *ink = arena_try_alloc(&rebuild->arena, sizeof *ink * INK_NUMBERS_MAX);
    if (!ink) rebuild->err = ERR_MEMORY;
    int count = 0;
    for (const JsonValue *stroke = first; ink && stroke; stroke = stroke->next) {
        const JsonValue *point = list_of(stroke, "points");
        if (count + 2 > INK_NUMBERS_MAX) return NULL;
        int head = count;
        ink[head] = strcmp(text_of(stroke, "pen"), "thick") == 0 ? INK_THICK : INK_THIN;
        count += 2;
        for (; point; point = point->next) {
            if (count == INK_NUMBERS_MAX || point->kind != JSON_NUMBER) return NULL;
            bool fits = point->number >= 0 && point->number <= INK_WIDE;
            ink[count++] = fits ? (int32_t)point->number : -1;
        }
        ink[head + 1] = (count - head - 2) / 2;
    }
    if (!ink || !ink_valid(ink, count)) return NULL;
    *out_count = count;
    return ink;
}

// Notes go by number over all boards, so each note is looked for on every board.
static void emit_notes(Rebuild *rebuild) {
    for (int after = 0; !rebuild->err;) {
        const JsonValue *best = NULL;
        Event event = {.type = EV_NOTE_ADD};
        for (const JsonValue *board = list_of(rebuild->root, "boards"); board;
             board = board->next) {
            int column_index = 0;
            for (const JsonValue *column = list_of(board, "columns"); column;
                 column = column->next, column_index++) {
                const JsonValue *note = next_by(list_of(column, "notes"), "note", after);
                if (!note || (best && int_of(note, "note") >= int_of(best, "note"))) continue;
                best = note;
                event.board = int_of(board, "board");
                event.column = column_index;
            }
        }
        if (!best) return;
        after = event.note = int_of(best, "note");
        event.role = role_of(rebuild, best);
        event.text = text_of(best, "text");
        event.ink = ink_of(rebuild, best, &event.ink_count);
        event.type = event.ink ? EV_NOTE_DRAW : EV_NOTE_ADD;
        if (!clock_parse_utc(text_of(best, "at"), &event.at_ms)) event.at_ms = 0;
        emit(rebuild, event);
        if (event.ink && event.text[0])
            emit(rebuild,
                 (Event){
                     .type = EV_NOTE_EDIT, .note = after, .role = event.role, .text = event.text});
        const char *mark = text_of(best, "mark");
        int value = strcmp(mark, "stood-out") == 0 ? MARK_STOOD_OUT
                    : mark[0]                      ? MARK_OPEN_QUESTION
                                                   : MARK_NONE;
        if (value != MARK_NONE)
            emit(rebuild, (Event){.type = EV_NOTE_MARK, .note = after, .value = value});
        emit_stays(rebuild, best, STAYS_NOTE, after);
    }
}

static void emit_boards(Rebuild *rebuild) {
    const JsonValue *boards = list_of(rebuild->root, "boards");
    for (const JsonValue *board = next_by(boards, "board", 0); board;
         board = next_by(boards, "board", int_of(board, "board"))) {
        Event event = {.type = EV_BOARD_OPEN,
                       .board = int_of(board, "board"),
                       .item = int_of(board, "item"),
                       .step = int_of(board, "step"),
                       .text = text_of(board, "question")};
        event.labels = texts_of(rebuild, list_of(board, "columns"), "title", &event.label_count);
        emit(rebuild, event);
    }
    emit_notes(rebuild);
    int clusters = 0;
    for (const JsonValue *board = boards; board; board = board->next) {
        // Notes stand in their column in the order of the board.
        int column_index = 0;
        for (const JsonValue *column = list_of(board, "columns"); column;
             column = column->next, column_index++) {
            int index = 0;
            for (const JsonValue *note = list_of(column, "notes"); note; note = note->next, index++)
                emit(rebuild, (Event){.type = EV_NOTE_MOVE,
                                      .note = int_of(note, "note"),
                                      .column = column_index,
                                      .index = index});
        }
        for (const JsonValue *cluster = list_of(board, "clusters"); cluster;
             cluster = cluster->next) {
            Event event = {.type = EV_CLUSTER_ADD,
                           .cluster = ++clusters,
                           .board = int_of(board, "board"),
                           .column = int_of(cluster, "column"),
                           .text = text_of(cluster, "name")};
            event.list = numbers_of(rebuild, list_of(cluster, "notes"), NULL, &event.list_count);
            emit(rebuild, event);
        }
    }
}

static void emit_votes(Rebuild *rebuild, const JsonValue *round, int id) {
    for (const JsonValue *ballot = list_of(round, "ballots"); ballot; ballot = ballot->next) {
        const JsonValue *number = json_member(ballot, "ballot");
        Event event = {.type = EV_BALLOT_CAST, .round = id, .role = role_of(rebuild, ballot)};
        if (number && number->kind == JSON_NUMBER)
            event_set_int(&event, EF_BALLOT, (int64_t)number->number);
        event.list = numbers_of(rebuild, list_of(ballot, "values"), NULL, &event.list_count);
        emit(rebuild, event);
    }
    for (const JsonValue *hands = list_of(round, "hands"); hands; hands = hands->next) {
        Event event = {.type = EV_HANDS_SET, .round = id, .role = role_of(rebuild, hands)};
        event.list = numbers_of(rebuild, list_of(hands, "counts"), NULL, &event.list_count);
        emit(rebuild, event);
    }
}

static void emit_rounds(Rebuild *rebuild) {
    const JsonValue *rounds = list_of(rebuild->root, "rounds");
    for (const JsonValue *round = next_by(rounds, "round", 0); round;
         round = next_by(rounds, "round", int_of(round, "round"))) {
        int id = int_of(round, "round");
        Event event = {.type = EV_ROUND_OPEN,
                       .round = id,
                       .item = int_of(round, "item"),
                       .step = int_of(round, "step"),
                       .kind = vote_kind_from_word(text_of(round, "kind")),
                       .text = text_of(round, "question"),
                       .method = event_method_from_word(text_of(round, "method")),
                       .value = int_of(round, "dots")};
        event.labels = texts_of(rebuild, list_of(round, "options"), "label", &event.label_count);
        if (event.kind == VOTE_CHOICE || event.kind == VOTE_DOTS)
            event.ids = texts_of(rebuild, list_of(round, "options"), "id", &event.id_count);
        emit(rebuild, event);
        emit_votes(rebuild, round, id);
        const char *state = text_of(round, "state");
        if (strcmp(state, "revealed") == 0)
            emit(rebuild, (Event){.type = EV_ROUND_REVEAL, .round = id});
        if (strcmp(state, "cancelled") == 0)
            emit(rebuild, (Event){.type = EV_ROUND_CANCEL, .round = id});
        emit_stays(rebuild, round, STAYS_ROUND, id);
    }
}

static void emit_agreements(Rebuild *rebuild) {
    const JsonValue *all = list_of(rebuild->root, "agreements");
    for (const JsonValue *item = next_by(all, "agreement", 0); item;
         item = next_by(all, "agreement", int_of(item, "agreement"))) {
        int id = int_of(item, "agreement");
        emit(rebuild, (Event){.type = EV_AGREEMENT_ADD,
                              .agreement = id,
                              .item = int_of(item, "item"),
                              .text = text_of(item, "what"),
                              .role = role_of(rebuild, item),
                              .who = text_of(item, "who"),
                              .date = text_of(item, "date"),
                              .note = int_of(item, "note"),
                              .previous = text_of(item, "previous")});
        int state = agreement_state_from_word(text_of(item, "state"));
        const char *obstacle = text_of(item, "obstacle");
        if (state > AGREEMENT_OPEN || obstacle[0])
            emit(rebuild, (Event){.type = EV_AGREEMENT_PROGRESS,
                                  .agreement = id,
                                  .value = state,
                                  .text = obstacle});
        emit_stays(rebuild, item, STAYS_AGREEMENT, id);
    }
}

// Behind the notes and agreements, which have said of themselves whether they stay.
static void emit_new_stay(Rebuild *rebuild) {
    int count;
    const char *const *words =
        texts_of(rebuild, list_of(rebuild->root, "new_stay_here"), NULL, &count);
    for (int i = 0; words && i < count; i++) {
        int kind = strcmp(words[i], "notes") == 0 ? STAYS_NEW_NOTES : STAYS_NEW_AGREEMENTS;
        emit(rebuild, (Event){.type = EV_STAYS_HERE, .kind = kind, .value = 1});
    }
}

static void emit_all(Rebuild *rebuild) {
    emit_create(rebuild);
    emit_agenda(rebuild);
    emit_boards(rebuild);
    emit_rounds(rebuild);
    emit_agreements(rebuild);
    emit_new_stay(rebuild);
    const JsonValue *position = json_member(rebuild->root, "position");
    if (position && position->kind == JSON_OBJECT)
        emit(rebuild, (Event){.type = EV_PLACE_GO,
                              .item = int_of(position, "item"),
                              .step = int_of(position, "step")});
    const char *state = text_of(rebuild->root, "state");
    int64_t last_ms = 0;
    if (!clock_parse_utc(text_of(rebuild->root, "last_change"), &last_ms)) last_ms = 0;
    if (strcmp(state, "paused") == 0)
        emit(rebuild, (Event){.type = EV_SESSION_PAUSE, .at_ms = last_ms});
    if (strcmp(state, "closed") == 0)
        emit(rebuild, (Event){.type = EV_SESSION_CLOSE, .at_ms = last_ms});
}

Err session_rebuild(const char *json, size_t n, RecordLog *log, uint64_t *out_last_seq) {
    int version;
    unsigned long long seq;
    *out_last_seq = 0;
    if (sscanf(json, SESSION_JSON_HEAD, &version, &seq) != 2 || version != SESSION_JSON_VERSION ||
        seq > 1000000000)
        return ERR_REFUSED;
    Rebuild rebuild = {.log = log, .seq = seq};
    arena_init(&rebuild.arena, 0);
    FaultList faults;
    fault_list_init(&faults);
    JsonValue *root = NULL;
    rebuild.err = json_read(json, n, JSON_LARGE_OK, &rebuild.arena, &faults, &root);
    fault_list_finish(&faults);
    rebuild.root = root;
    if (!rebuild.err && (!root || root->kind != JSON_OBJECT)) rebuild.err = ERR_REFUSED;
    if (!rebuild.err) emit_all(&rebuild);
    arena_finish(&rebuild.arena);
    *out_last_seq = rebuild.seq;
    return rebuild.err;
}
