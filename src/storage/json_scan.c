// JSON's grammar by recursive descent, at most 32 deep. With an arena it builds a tree, without
// one it only checks. Names of open objects lie on one stack and are sorted when the object closes,
// so that a member that stands twice is found in n log n whatever a hostile file does.
#include "storage/json_scan.h"

#include "base/utf8.h"
#include "storage/json_cursor.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_INLINE = 64 };

typedef struct {
    const char *raw;
    size_t length;
    JsonPlace place;
} Name;

typedef struct {
    JsonCursor cursor;
    Arena *arena;  // NULL: no tree
    int values;
    Name *names;  // inline_names, or owned on the heap
    size_t name_count, name_capacity;
    Name inline_names[NAMES_INLINE];
} Reader;

static bool read_value(Reader *reader, int depth, JsonValue **out);

static bool out_of_memory(Reader *reader) {
    reader->cursor.no_memory = true;
    reader->cursor.stopped = true;
    return false;
}

static void skip_space(JsonCursor *cursor) {
    for (; cursor->at < cursor->end; cursor->at++) {
        char c = *cursor->at;
        if (c == '\n') {
            cursor->line++;
            cursor->line_start = cursor->at + 1;
            cursor->continued = 0;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            return;
        }
    }
}

static bool at_end(const Reader *reader) {
    return reader->cursor.at >= reader->cursor.end;
}

static char peek(const Reader *reader) {
    return at_end(reader) ? '\0' : *reader->cursor.at;
}

// ---- Names, and which of them stand twice -----------------------------------------------------

static bool push_name(Reader *reader, Name name) {
    if (reader->name_count == reader->name_capacity) {
        size_t capacity = reader->name_capacity * 2;
        bool owned = reader->names != reader->inline_names;
        Name *names = realloc(owned ? reader->names : NULL, capacity * sizeof *names);
        if (!names) return out_of_memory(reader);
        if (!owned) memcpy(names, reader->inline_names, sizeof reader->inline_names);
        reader->names = names;
        reader->name_capacity = capacity;
    }
    reader->names[reader->name_count++] = name;
    return true;
}

static int compare_names(const void *a, const void *b) {
    const Name *x = a, *y = b;
    int order = json_compare_raw(x->raw, x->length, y->raw, y->length);
    if (order) return order;
    return (x->raw > y->raw) - (x->raw < y->raw);
}

// Takes the names from base on off the stack; says which of them stood there before.
static bool pop_names(Reader *reader, size_t base) {
    Name *names = reader->names + base;
    size_t count = reader->name_count - base;
    reader->name_count = base;
    if (count > 1) qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count; i++) {
        const Name *first = &names[i - 1], *second = &names[i];
        if (json_compare_raw(first->raw, first->length, second->raw, second->length) != 0) continue;
        char decoded[48], quoted[FAULT_QUOTE_MAX];
        size_t length = utf8_cut(second->raw, second->length, sizeof decoded - 1);
        memcpy(decoded, second->raw, length);
        decoded[length] = '\0';
        json_fault(&reader->cursor, second->place,
                   "the member \"%s\" stands here twice (also on line %d): keep one",
                   fault_quote(quoted, decoded), first->place.line);
    }
    return !reader->cursor.stopped;
}

// ---- The tree -----------------------------------------------------------------------------------

// *out is NULL without an arena.
static bool new_value(Reader *reader, JsonKind kind, JsonValue **out) {
    *out = NULL;
    if (!reader->arena) return true;
    JsonPlace place = json_here(&reader->cursor);
    if (++reader->values > JSON_VALUES_MAX) {
        return json_stop(&reader->cursor, place, "more than %d values: this is no scene",
                         JSON_VALUES_MAX);
    }
    JsonValue *value = arena_try_alloc(reader->arena, sizeof *value);
    if (!value) return out_of_memory(reader);
    value->kind = kind;
    value->line = place.line;
    value->column = place.column;
    *out = value;
    return true;
}

static bool keep_text(Reader *reader, const char *raw, size_t length, const char **out) {
    if (!reader->arena) return true;
    char *text = arena_try_alloc(reader->arena, length + 1);
    if (!text) return out_of_memory(reader);
    json_decode(raw, length, text);
    *out = text;
    return true;
}

typedef struct {
    JsonValue *parent;  // NULL without a tree
    JsonValue **tail;
} Family;

static void adopt(Family *family, JsonValue *child) {
    if (!family->parent || !child) return;
    *family->tail = child;
    family->tail = &child->next;
    family->parent->count++;
}

// ---- Grammar --------------------------------------------------------------------------------------

// The cursor stands on something that starts no value: say what a person most likely meant.
static bool refuse_token(Reader *reader) {
    JsonCursor *cursor = &reader->cursor;
    JsonPlace place = json_here(cursor);
    if (at_end(reader)) return json_stop(cursor, place, "the file ends where a value should stand");
    uint32_t point = 0;
    if (utf8_decode(cursor->at, (size_t)(cursor->end - cursor->at), &point) == 0) {
        return json_stop(cursor, place, "this is not valid UTF-8: save the file as UTF-8");
    }
    switch (point) {
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x201E:
        return json_stop(cursor, place,
                         "texts and names stand between straight double quotes: "
                         "write \" instead");
    case '/':
    case '#': return json_stop(cursor, place, "JSON has no comments: take this one out");
    case '+':
    case '.': return json_stop(cursor, place, "a number starts with a digit or with a minus sign");
    case ',': return json_stop(cursor, place, "a value is missing before this comma");
    case ']':
    case '}': return json_stop(cursor, place, "a value should stand before this %c", (int)point);
    case 0xFEFF:
    case 0xA0:
        return json_stop(cursor, place, "an invisible character (U+%04X) stands here: take it out",
                         point);
    default: break;
    }
    if ((point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z')) {
        return json_stop(cursor, place,
                         "an unknown word: write true, false or null, or a text "
                         "between double quotes");
    }
    return json_stop(cursor, place,
                     "a value should stand here: a text, a number, a list or an "
                     "object");
}

// After an item: a comma (true in *more) or the closing bracket.
static bool take_separator(Reader *reader, char closing, JsonPlace opening, bool *more) {
    JsonCursor *cursor = &reader->cursor;
    skip_space(cursor);
    if (at_end(reader)) {
        return json_stop(cursor, opening, "this %c is never closed: add %c",
                         closing == '}' ? '{' : '[', closing);
    }
    JsonPlace place = json_here(cursor);
    char c = *cursor->at;
    if (c == closing) {
        cursor->at++;
        *more = false;
        return true;
    }
    if (c != ',') {
        return json_stop(cursor, place, "a comma or %c should stand before this", closing);
    }
    cursor->at++;
    skip_space(cursor);
    if (peek(reader) == closing) {
        return json_stop(cursor, place,
                         "no comma stands after the last one of a list: take it out");
    }
    *more = true;
    return true;
}

static bool read_member(Reader *reader, int depth, Family *family) {
    JsonCursor *cursor = &reader->cursor;
    JsonPlace place = json_here(cursor);
    if (peek(reader) != '"') {
        char c = peek(reader);
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
            return json_stop(cursor, place, "a member's name stands between double quotes");
        }
        if (c == '{' || c == '[' || c == '-' || (c >= '0' && c <= '9')) {
            return json_stop(cursor, place, "a member starts with its name, between double quotes");
        }
        return refuse_token(reader);
    }
    Name name = {.place = place};
    const char *text = NULL;
    JsonValue *child = NULL;
    if (!json_take_string(cursor, &name.raw, &name.length)) return false;
    if (!push_name(reader, name) || !keep_text(reader, name.raw, name.length, &text)) return false;
    skip_space(cursor);
    if (peek(reader) != ':') {
        return json_stop(cursor, json_here(cursor), "a colon should follow a member's name");
    }
    cursor->at++;
    if (!read_value(reader, depth, &child)) return false;
    if (child) {
        child->name = text;
        child->name_line = place.line;
        child->name_column = place.column;
    }
    adopt(family, child);
    return true;
}

static bool read_container(Reader *reader, int depth, JsonValue **out) {
    JsonCursor *cursor = &reader->cursor;
    JsonPlace opening = json_here(cursor);
    bool object = *cursor->at == '{';
    char closing = object ? '}' : ']';
    if (depth >= JSON_DEPTH_MAX) {
        return json_stop(cursor, opening, "more than %d levels deep", JSON_DEPTH_MAX);
    }
    if (!new_value(reader, object ? JSON_OBJECT : JSON_ARRAY, out)) return false;
    Family family = {.parent = *out, .tail = *out ? &(*out)->first : NULL};
    size_t base = reader->name_count;
    cursor->at++;
    skip_space(cursor);
    bool more = peek(reader) != closing;
    if (!more) cursor->at++;
    while (more) {
        if (at_end(reader)) {
            return json_stop(cursor, opening, "this %c is never closed: add %c", object ? '{' : '[',
                             closing);
        }
        if (object) {
            if (!read_member(reader, depth + 1, &family)) return false;
        } else {
            JsonValue *child = NULL;
            if (!read_value(reader, depth + 1, &child)) return false;
            adopt(&family, child);
        }
        if (!take_separator(reader, closing, opening, &more)) return false;
    }
    return !object || pop_names(reader, base);
}

static bool read_word(Reader *reader, JsonValue **out) {
    static const struct {
        const char *word;
        JsonKind kind;
    } words[] = {{"null", JSON_NULL}, {"false", JSON_FALSE}, {"true", JSON_TRUE}};
    JsonCursor *cursor = &reader->cursor;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i].word);
        if ((size_t)(cursor->end - cursor->at) < length) continue;
        if (memcmp(cursor->at, words[i].word, length) != 0) continue;
        if (!new_value(reader, words[i].kind, out)) return false;
        cursor->at += length;
        return true;
    }
    return refuse_token(reader);
}

static bool read_value(Reader *reader, int depth, JsonValue **out) {
    JsonCursor *cursor = &reader->cursor;
    skip_space(cursor);
    char c = peek(reader);
    if (c == '{' || c == '[') return read_container(reader, depth, out);
    if (c == '"') {
        const char *raw;
        size_t length;
        if (!new_value(reader, JSON_STRING, out)) return false;
        if (!json_take_string(cursor, &raw, &length)) return false;
        return keep_text(reader, raw, length, *out ? &(*out)->text : &(const char *){NULL});
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        double number;
        if (!new_value(reader, JSON_NUMBER, out)) return false;
        if (!json_take_number(cursor, &number)) return false;
        if (*out) (*out)->number = number;
        return true;
    }
    return read_word(reader, out);
}

// What can be said of the bytes before the first of them is read.
static bool begin(Reader *reader, size_t n, unsigned flags) {
    JsonCursor *cursor = &reader->cursor;
    const JsonPlace start = {1, 1};
    size_t limit = flags & JSON_LARGE_OK ? JSON_LARGE_BYTES_MAX : JSON_BYTES_MAX;
    if (n > limit) {
        return json_stop(cursor, start, "the file has %zu MB: at most %zu MB",
                         (n + (1u << 20) - 1) >> 20, limit >> 20);
    }
    const unsigned char *bytes = (const unsigned char *)cursor->at;
    bool wide = n >= 2 && ((bytes[0] == 0xFE && bytes[1] == 0xFF) ||
                           (bytes[0] == 0xFF && bytes[1] == 0xFE) || !bytes[0] || !bytes[1]);
    if (wide) return json_stop(cursor, start, "the file is UTF-16 or no text: save it as UTF-8");
    if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        if (!(flags & JSON_BOM_OK)) {
            return json_stop(cursor, start, "a byte order mark stands first: take it out");
        }
        cursor->at += 3;
        cursor->line_start += 3;
    }
    skip_space(cursor);
    if (at_end(reader)) return json_stop(cursor, json_here(cursor), "the file is empty");
    return true;
}

static Err read_document(Reader *reader, const char *bytes, size_t n, unsigned flags,
                         JsonValue **out) {
    JsonCursor *cursor = &reader->cursor;
    reader->names = reader->inline_names;
    reader->name_capacity = NAMES_INLINE;
    cursor->at = cursor->line_start = bytes;
    cursor->end = bytes + n;
    cursor->line = 1;
    if (begin(reader, n, flags) && read_value(reader, 0, out)) {
        skip_space(cursor);
        if (!at_end(reader)) {
            (void)json_stop(cursor, json_here(cursor),
                            "text after the end: one value makes the whole file");
        }
    }
    if (reader->names != reader->inline_names) free(reader->names);
    if (cursor->no_memory) return ERR_MEMORY;
    return cursor->refused ? ERR_REFUSED : ERR_NONE;
}

Err json_read(const char *bytes, size_t n, unsigned flags, Arena *arena, FaultList *faults,
              JsonValue **out) {
    Reader reader;
    memset(&reader, 0, offsetof(Reader, inline_names));
    reader.arena = arena;
    reader.cursor.faults = faults;
    *out = NULL;
    Err err = read_document(&reader, bytes, n, flags, out);
    if (reader.cursor.stopped) *out = NULL;
    return err;
}

Err json_gate(const char *bytes, size_t n, unsigned flags, ErrInfo *info) {
    Reader reader;
    memset(&reader, 0, offsetof(Reader, inline_names));
    reader.cursor.info = info;
    JsonValue *none = NULL;
    Err err = read_document(&reader, bytes, n, flags, &none);
    if (err != ERR_MEMORY) return err;
    return err_set(info, err, 0, "no memory left to check a file: close other programs");
}

const JsonValue *json_member(const JsonValue *object, const char *name) {
    if (!object || object->kind != JSON_OBJECT) return NULL;
    for (const JsonValue *child = object->first; child; child = child->next) {
        if (strcmp(child->name, name) == 0) return child;
    }
    return NULL;
}

const char *json_kind_words(JsonKind kind) {
    switch (kind) {
    case JSON_NULL: return "null";
    case JSON_FALSE: return "false";
    case JSON_TRUE: return "true";
    case JSON_NUMBER: return "a number";
    case JSON_STRING: return "a text";
    case JSON_ARRAY: return "a list";
    case JSON_OBJECT: return "an object";
    }
    return "something else";
}
