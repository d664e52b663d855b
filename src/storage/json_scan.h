// A strict, positioned reader of JSON: RFC 8259, with the limits of I-JSON (RFC 7493) that keep a
// file from meaning two things: no member twice, no lone surrogates, no integers past 2^53 - 1,
// and beyond those no U+0000, no number that is no double, at most 32 levels.
//
// Why not cJSON here: it gives no line and column, and it accepts what it should not (text after
// the value, invalid UTF-8, members twice, "\u0000" as the end of a string). So scenes are read
// with this reader, which builds a tree with a position on every value, and every other file (the
// record's lines, settings, snapshots) passes json_gate before cJSON sees it.
//
// Noncharacters (U+FFFE) pass, although I-JSON refuses them: a record must never be lost over a
// pasted character. scene_check refuses them in scenes.
#ifndef PP_STORAGE_JSON_SCAN_H
#define PP_STORAGE_JSON_SCAN_H

#include "base/arena.h"
#include "base/err.h"
#include "storage/fault_list.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    JSON_DEPTH_MAX = 32,
    JSON_BYTES_MAX = 4 * 1024 * 1024,
    JSON_LARGE_BYTES_MAX = 64 * 1024 * 1024,
    JSON_VALUES_MAX = 500000,  // in a tree: about 50 MB
};

typedef enum {
    JSON_BOM_OK = 1,    // a UTF-8 byte order mark may come first (editors on Windows write one)
    JSON_LARGE_OK = 2,  // up to 64 MB instead of 4: a long session's snapshot
} JsonFlags;

typedef enum {
    JSON_NULL,
    JSON_FALSE,
    JSON_TRUE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT
} JsonKind;

typedef struct JsonValue JsonValue;
struct JsonValue {
    JsonValue *next;   // the next item or member of the same parent
    const char *name;  // of a member; NULL elsewhere
    union {
        JsonValue *first;  // JSON_ARRAY, JSON_OBJECT
        const char *text;  // JSON_STRING: valid UTF-8, terminated, holds no NUL
        double number;     // JSON_NUMBER
    };
    int count;         // items or members
    int line, column;  // from 1, columns in characters
    int name_line, name_column;
    JsonKind kind;
};

// Reads a whole file's bytes into a tree in arena. Faults go to `faults`: faults of content (a
// member twice, a number too large) one by one, a fault of grammar ends the reading. ERR_REFUSED
// when there was any; *out is then NULL if the reading ended early, and the whole tree if not, so
// that the faults of its meaning can be found too. ERR_MEMORY, *out NULL: an allocation failed.
Err json_read(const char *bytes, size_t n, unsigned flags, Arena *arena, FaultList *faults,
              JsonValue **out) MUST_CHECK;

// Only says whether the bytes are one strict JSON value: ERR_NONE, ERR_REFUSED with the first
// fault in info ("line 1, column 8: …"), or ERR_MEMORY. Allocates only for objects of more than
// 64 members.
Err json_gate(const char *bytes, size_t n, unsigned flags, ErrInfo *info) MUST_CHECK;

// The member called name (exact bytes), or NULL.
const JsonValue *json_member(const JsonValue *object, const char *name);

// "a text", "a number", "a list"…: for messages.
const char *json_kind_words(JsonKind kind);

#endif
