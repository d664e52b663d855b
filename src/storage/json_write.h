// Writing JSON that a person can read: two spaces a level, small lists on one line. Numbers never
// depend on the locale.
#ifndef PP_STORAGE_JSON_WRITE_H
#define PP_STORAGE_JSON_WRITE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    Str *out;  // borrowed
    int depth;
    bool started;      // something stands in the innermost object or list
    int inline_depth;  // inside a list or object on one line when above 0
} JsonWriter;

// name: of the member, NULL in a list and at the top.
void json_begin(JsonWriter *json, const char *name, char bracket);  // '{' or '['
void json_begin_inline(JsonWriter *json, const char *name, char bracket);
void json_end(JsonWriter *json, char bracket);  // '}' or ']'
void json_text(JsonWriter *json, const char *name, const char *text);
void json_text_or_null(JsonWriter *json, const char *name, const char *text);  // NULL or "": null
void json_int(JsonWriter *json, const char *name, int64_t value);
void json_bool(JsonWriter *json, const char *name, bool value);
void json_null(JsonWriter *json, const char *name);
void json_decimal(JsonWriter *json, const char *name, double value);  // three decimals
void json_time(JsonWriter *json, const char *name, int64_t utc_ms);   // 0: null

#endif
