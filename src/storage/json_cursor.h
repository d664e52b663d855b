// The inside of json_scan: where the reading is, and the two tokens that need care, texts and
// numbers. Only json_scan.c and json_cursor.c include this.
#ifndef PP_STORAGE_JSON_CURSOR_H
#define PP_STORAGE_JSON_CURSOR_H

#include "storage/fault_list.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *at, *end;
    const char *line_start;
    size_t continued;  // UTF-8 continuation bytes since line_start: they make no column
    int line;
    FaultList *faults;  // collects, or NULL: the first fault goes to info and ends the reading
    ErrInfo *info;
    bool refused, stopped, no_memory, said_utf8;
} JsonCursor;

typedef struct {
    int line, column;
} JsonPlace;

JsonPlace json_here(const JsonCursor *cursor);

// A fault of content: the reading goes on when faults are collected.
void json_fault(JsonCursor *cursor, JsonPlace place, const char *format, ...) PRINTF_LIKE(3, 4);

// A fault of grammar: the reading ends. Returns false.
bool json_stop(JsonCursor *cursor, JsonPlace place, const char *format, ...) PRINTF_LIKE(3, 4);

// With the cursor on the opening quote: checks the text and moves behind the closing quote.
// The bytes between the quotes, still escaped, are [*out_raw, *out_raw + *out_length).
bool json_take_string(JsonCursor *cursor, const char **out_raw, size_t *out_length);

// Decodes raw bytes that json_take_string passed into out (at least length + 1 bytes), terminated.
void json_decode(const char *raw, size_t length, char *out);

// Compares two raw strings by what they mean: "\u0061" equals "a".
int json_compare_raw(const char *a, size_t a_length, const char *b, size_t b_length);

// With the cursor on '-' or a digit.
bool json_take_number(JsonCursor *cursor, double *out);

#endif
