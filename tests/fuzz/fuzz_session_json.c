// session.json from bytes, as recovery reads it when the events are lost: it gives events that fold, and
// whose session written as JSON gives events again.
#include "storage/json_scan.h"
#include "storage/session_json.h"
#include "storage/session_rebuild.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void need(bool fine) {
    if (!fine) abort();
}

// Appends the JSON of what is rebuilt from json; false: it is no session.json.
static bool round_trip(const char *json, size_t n, Str *out) {
    RecordLog log;
    record_log_init(&log);
    uint64_t last_seq;
    Err err = session_rebuild(json, n, &log, &last_seq);
    need(err == ERR_NONE || err == ERR_REFUSED);
    if (!err) {
        Session session;
        session_init(&session);
        need(record_log_fold(&log, &session, NULL) == ERR_NONE);
        need(session_to_json(&session, out) == ERR_NONE);
        session_finish(&session);
    }
    record_log_finish(&log);
    return !err;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    char *json = malloc(n + 1);
    need(json != NULL);
    memcpy(json, bytes, n);
    json[n] = '\0';
    Str first, second;
    str_init(&first);
    str_init(&second);
    if (round_trip(json, n, &first)) {
        need(json_gate(first.text, first.length, JSON_LARGE_OK, NULL) == ERR_NONE);
        need(round_trip(first.text, first.length, &second));
    }
    str_finish(&first);
    str_finish(&second);
    free(json);
    return 0;
}
