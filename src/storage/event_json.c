// Writing and reading the lines of events.jsonl by the tables of model/event. Invariant: what
// event_line_write gives, event_line_read takes, and a line whose checksum holds is never called
// damaged because it is unknown: it is newer.
#include "storage/event_json.h"

#include "base/clock.h"
#include "storage/json_scan.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum { CRC_TAIL = 18 };  // bytes of `,"crc":"1a2b3c4d"}`

#define SEQ_MAX ((INT64_C(1) << 53) - 1)
#define AT_MAX_MS INT64_C(253402300799999)  // 9999-12-31T23:59:59.999Z: four digits of year

void json_write_string(Str *out, const char *text) {
    str_append_bytes(out, "\"", 1);
    const char *from = text;
    for (const char *p = text;; p++) {
        unsigned char c = (unsigned char)*p;
        // U+2028 and U+2029 may stand in JSON, and U+007F too; everything below U+0020 may not.
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        str_append_bytes(out, from, (size_t)(p - from));
        if (c == 0) break;
        if (c == '\n')
            str_append_bytes(out, "\\n", 2);
        else if (c == '"')
            str_append_bytes(out, "\\\"", 2);
        else if (c == '\\')
            str_append_bytes(out, "\\\\", 2);
        else
            str_format(out, "\\u%04x", c);
        from = p + 1;
    }
    str_append_bytes(out, "\"", 1);
}

static void write_words(Str *out, const char *const *words, int count) {
    str_append(out, "[");
    for (int i = 0; i < count; i++) {
        if (i > 0) str_append(out, ",");
        json_write_string(out, words[i]);
    }
    str_append(out, "]");
}

static void write_numbers(Str *out, const int32_t *list, int count) {
    str_append(out, "[");
    for (int i = 0; i < count; i++) str_format(out, i > 0 ? ",%" PRId32 : "%" PRId32, list[i]);
    str_append(out, "]");
}

// The word for a number that has words in the record, or NULL.
static const char *word_of(const Event *event, EventField field) {
    if (field == EF_KIND) return event_kind_word(event->type, event->kind);
    if (field == EF_METHOD) return event_method_word(event->method);
    return NULL;
}

static void write_field(Str *out, const Event *event, EventField field) {
    const EventFieldSpec *spec = &event_field_specs[field];
    json_write_string(out, spec->name);
    str_append(out, ":");
    const char *word = word_of(event, field);
    if (word) {
        json_write_string(out, word);
        return;
    }
    switch (spec->form) {
    case FIELD_STRING: json_write_string(out, event_get_string(event, field)); break;
    case FIELD_INT: str_format(out, "%" PRId64, event_get_int(event, field)); break;
    case FIELD_INT_LIST: {
        int count;
        const int32_t *list = event_get_list(event, field, &count);
        write_numbers(out, list, count);
        break;
    }
    case FIELD_STRING_LIST:
        if (field == EF_IDS)
            write_words(out, event->ids, event->id_count);
        else
            write_words(out, event->labels, event->label_count);
        break;
    }
}

// Closes the line that began at start.
static void write_crc(Str *out, size_t start) {
    if (!str_ok(out)) return;
    unsigned long crc = crc32(0, (const Bytef *)(out->text + start), (uInt)(out->length - start));
    str_format(out, ",\"crc\":\"%08lx\"}\n", crc);
}

// A ballot's time would tell who was third; a blank has nothing to tell.
static bool carries_time(EventType type) {
    return type != EV_BALLOT_CAST && type != EV_BALLOT_WITHDRAW && type != EV_NONE;
}

void event_line_write(Str *out, const Event *event, uint64_t synced) {
    size_t start = out->length;
    str_format(out, "{\"seq\":%" PRIu64, event->seq);
    if (carries_time(event->type) && event->at_ms > 0 && event->at_ms <= AT_MAX_MS) {
        char at[32];
        clock_format_utc(event->at_ms, at, sizeof at);
        str_format(out, ",\"at\":\"%s\"", at);
    }
    str_format(out, ",\"synced\":%" PRIu64, synced);
    const EventSpec *spec = &event_specs[event->type];
    str_format(out, ",\"type\":\"%s\",\"data\":{", spec->name);
    bool first = true;
    for (int field = 0; field < EF_FIELD_COUNT; field++) {
        if (!(spec->fields >> field & 1)) continue;
        if (!first) str_append(out, ",");
        first = false;
        write_field(out, event, (EventField)field);
    }
    str_append(out, "}");
    write_crc(out, start);
}

void event_header_write(Str *out, const char *session_id, int64_t rewrite) {
    size_t start = out->length;
    str_format(out,
               "{\"format\":\"" RECORD_FORMAT "\",\"version\":%d,\"session\":", RECORD_VERSION);
    json_write_string(out, session_id);
    str_format(out, ",\"rewrite\":%" PRId64, rewrite);
    write_crc(out, start);
}

// ---- Reading -----------------------------------------------------------------------------------

static bool crc_holds(const char *line, size_t n) {
    if (n <= CRC_TAIL || n > EVENT_LINE_MAX) return false;
    const char *tail = line + n - CRC_TAIL;
    if (memcmp(tail, ",\"crc\":\"", 8) != 0 || memcmp(tail + 16, "\"}", 2) != 0) return false;
    unsigned long said = 0;
    for (int i = 8; i < 16; i++) {
        char c = tail[i];
        unsigned digit;
        if (c >= '0' && c <= '9')
            digit = (unsigned)(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = (unsigned)(c - 'a') + 10;
        else
            return false;
        said = said << 4 | digit;
    }
    return crc32(0, (const Bytef *)line, (uInt)(n - CRC_TAIL)) == said;
}

static bool whole_number(const JsonValue *value, int64_t min, int64_t max, int64_t *out) {
    if (!value || value->kind != JSON_NUMBER) return false;
    if (!(value->number >= (double)min && value->number <= (double)max)) return false;
    *out = (int64_t)value->number;
    return (double)*out == value->number;
}

static bool read_int(Event *event, EventField field, const JsonValue *value) {
    int64_t number;
    if (value->kind == JSON_STRING && field == EF_KIND)
        number = event_kind_from_word(event->type, value->text);
    else if (value->kind == JSON_STRING && field == EF_METHOD)
        number = event_method_from_word(value->text);
    else if (field == EF_KIND || field == EF_METHOD ||
             !whole_number(value, -SEQ_MAX, SEQ_MAX, &number))
        return false;
    if (number < event_field_specs[field].min || number > event_field_specs[field].max)
        return false;
    event_set_int(event, field, number);
    return true;
}

static Err read_numbers(Event *event, EventField field, const JsonValue *value, Arena *arena,
                        bool *out_fits) {
    *out_fits = value->kind == JSON_ARRAY && value->count <= event_list_max(field);
    if (!*out_fits) return ERR_NONE;
    int32_t *list = arena_try_alloc(arena, sizeof *list * (size_t)(value->count + 1));
    if (!list) return ERR_MEMORY;
    int count = 0;
    for (const JsonValue *item = value->first; item; item = item->next) {
        int64_t number;
        if (!whole_number(item, INT32_MIN, INT32_MAX, &number))
            *out_fits = false;
        else
            list[count++] = (int32_t)number;
    }
    event_set_list(event, field, list, count);
    return ERR_NONE;
}

static Err read_words(Event *event, EventField field, const JsonValue *value, Arena *arena,
                      bool *out_fits) {
    *out_fits = value->kind == JSON_ARRAY && value->count <= EVENT_WORDS_MAX;
    if (!*out_fits) return ERR_NONE;
    const char **words = arena_try_alloc(arena, sizeof *words * (size_t)(value->count + 1));
    if (!words) return ERR_MEMORY;
    int count = 0;
    for (const JsonValue *item = value->first; item; item = item->next) {
        if (item->kind != JSON_STRING)
            *out_fits = false;
        else
            words[count++] = item->text;
    }
    if (field == EF_IDS) {
        event->ids = words;
        event->id_count = count;
    } else {
        event->labels = words;
        event->label_count = count;
    }
    return ERR_NONE;
}

// Every field of the type, and no other: another one is something we do not know how to keep.
static Err read_data(Event *event, const JsonValue *data, Arena *arena, bool *out_fits) {
    *out_fits = false;
    uint64_t fields = event_specs[event->type].fields;
    int expected = 0;
    Err err = ERR_NONE;
    for (int i = 0; i < EF_FIELD_COUNT && !err; i++) {
        if (!(fields >> i & 1)) continue;
        EventField field = (EventField)i;
        const JsonValue *value = json_member(data, event_field_specs[i].name);
        if (!value) return ERR_NONE;
        expected++;
        bool fits = true;
        switch (event_field_specs[i].form) {
        case FIELD_STRING:
            fits = value->kind == JSON_STRING;
            if (fits) event_set_string(event, field, value->text);
            break;
        case FIELD_INT: fits = read_int(event, field, value); break;
        case FIELD_INT_LIST: err = read_numbers(event, field, value, arena, &fits); break;
        case FIELD_STRING_LIST: err = read_words(event, field, value, arena, &fits); break;
        }
        if (!fits) return err;
    }
    *out_fits = !err && data->count == expected;
    return err;
}

static void read_header(const JsonValue *root, const JsonValue *format, Line *out) {
    const JsonValue *session = json_member(root, "session");
    out->kind = LINE_DAMAGED;
    if (format->kind != JSON_STRING || strcmp(format->text, RECORD_FORMAT) != 0) return;
    if (!whole_number(json_member(root, "version"), 1, SEQ_MAX, &out->version)) return;
    out->kind = LINE_HEADER;
    if (session && session->kind == JSON_STRING) out->session = session->text;
    if (!whole_number(json_member(root, "rewrite"), 0, SEQ_MAX, &out->rewrite)) out->rewrite = 0;
}

static Err read_event(const JsonValue *root, Arena *arena, Line *out) {
    out->kind = LINE_NEWER;
    int64_t seq;
    if (!whole_number(json_member(root, "seq"), 1, SEQ_MAX, &seq)) return ERR_NONE;
    out->seq = (uint64_t)seq;
    out->event.seq = out->seq;
    const JsonValue *at = json_member(root, "at");
    if (at && (at->kind != JSON_STRING || !clock_parse_utc(at->text, &out->event.at_ms)))
        return ERR_NONE;
    const JsonValue *synced = json_member(root, "synced");
    int64_t known = 0;
    if (synced && !whole_number(synced, 0, SEQ_MAX, &known)) return ERR_NONE;
    out->synced = (uint64_t)known;
    const JsonValue *type = json_member(root, "type");
    const JsonValue *data = json_member(root, "data");
    if (!type || type->kind != JSON_STRING || !data || data->kind != JSON_OBJECT) return ERR_NONE;
    out->event.type = event_type_from_name(type->text);
    int members = 4 + (at != NULL) + (synced != NULL);
    if (out->event.type == EV_TYPE_COUNT || root->count != members) return ERR_NONE;
    bool fits;
    Err err = read_data(&out->event, data, arena, &fits);
    if (err || !fits || event_check_form(&out->event)) return err;
    out->kind = LINE_EVENT;
    return ERR_NONE;
}

Err event_line_read(const char *line, size_t n, Arena *arena, Line *out) {
    *out = (Line){.kind = LINE_DAMAGED};
    if (!crc_holds(line, n)) return ERR_NONE;
    FaultList faults;
    fault_list_init(&faults);
    JsonValue *root = NULL;
    Err err = json_read(line, n, 0, arena, &faults, &root);
    fault_list_finish(&faults);
    if (err == ERR_MEMORY) return err;
    if (err || !root || root->kind != JSON_OBJECT) return ERR_NONE;
    const JsonValue *format = json_member(root, "format");
    if (format) {
        read_header(root, format, out);
        return ERR_NONE;
    }
    return read_event(root, arena, out);
}
