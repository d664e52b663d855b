// A writer of readable JSON. Invariant: after json_end of the first json_begin, out holds one value
// that json_gate accepts, given texts of valid UTF-8.
#include "storage/json_write.h"

#include "base/clock.h"
#include "storage/event_json.h"

#include <inttypes.h>
#include <math.h>

static void break_line(JsonWriter *json) {
    if (json->inline_depth > 0) return;
    str_append(json->out, "\n");
    for (int i = 0; i < json->depth; i++) str_append(json->out, "  ");
}

static void start_value(JsonWriter *json, const char *name) {
    if (json->started) str_append(json->out, json->inline_depth > 0 ? ", " : ",");
    if (json->depth > 0) break_line(json);
    json->started = true;
    if (!name) return;
    json_write_string(json->out, name);
    str_append(json->out, ": ");
}

void json_begin(JsonWriter *json, const char *name, char bracket) {
    start_value(json, name);
    str_append_bytes(json->out, &bracket, 1);
    json->depth++;
    if (json->inline_depth > 0) json->inline_depth++;
    json->started = false;
}

void json_begin_inline(JsonWriter *json, const char *name, char bracket) {
    json_begin(json, name, bracket);
    if (json->inline_depth == 0) json->inline_depth = 1;
}

void json_end(JsonWriter *json, char bracket) {
    json->depth--;
    if (json->started) break_line(json);
    if (json->inline_depth > 0) json->inline_depth--;
    str_append_bytes(json->out, &bracket, 1);
    json->started = true;
}

void json_text(JsonWriter *json, const char *name, const char *text) {
    start_value(json, name);
    json_write_string(json->out, text ? text : "");
}

void json_text_or_null(JsonWriter *json, const char *name, const char *text) {
    if (text && text[0])
        json_text(json, name, text);
    else
        json_null(json, name);
}

void json_int(JsonWriter *json, const char *name, int64_t value) {
    start_value(json, name);
    str_format(json->out, "%" PRId64, value);
}

void json_bool(JsonWriter *json, const char *name, bool value) {
    start_value(json, name);
    str_append(json->out, value ? "true" : "false");
}

void json_null(JsonWriter *json, const char *name) {
    start_value(json, name);
    str_append(json->out, "null");
}

void json_decimal(JsonWriter *json, const char *name, double value) {
    start_value(json, name);
    long long thousandths = llround(value * 1000);
    unsigned long long size =
        thousandths < 0 ? 0ULL - (unsigned long long)thousandths : (unsigned long long)thousandths;
    // printf's %f would write a comma where the locale has one.
    str_format(json->out, "%s%llu.%03llu", thousandths < 0 ? "-" : "", size / 1000, size % 1000);
}

void json_time(JsonWriter *json, const char *name, int64_t utc_ms) {
    char time[32];
    if (utc_ms) clock_format_utc(utc_ms, time, sizeof time);
    json_text_or_null(json, name, utc_ms ? time : NULL);
}
