// Lines of events.jsonl from bytes: each line of the input gets a checksum that holds, is read, and is
// folded when it is an event. What is read has to come back the same when it is written and read again.
#include "storage/event_json.h"

#include "model/session.h"
#include "storage/session_json.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void need(bool fine) {
    if (!fine) abort();
}

static void same_again(const Event *event) {
    Str first, second;
    str_init(&first);
    str_init(&second);
    event_line_write(&first, event, 0);
    Arena arena;
    arena_init(&arena, 0);
    Line line;
    need(event_line_read(first.text, first.length - 1, &arena, &line) == ERR_NONE);
    need(line.kind == LINE_EVENT);
    event_line_write(&second, &line.event, 0);
    need(first.length == second.length && memcmp(first.text, second.text, first.length) == 0);
    arena_finish(&arena);
    str_finish(&first);
    str_finish(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    Session session;
    session_init(&session);
    Arena arena;
    arena_init(&arena, 0);
    const char *at = (const char *)bytes, *end = at + n;
    uint64_t seq = 0;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t length = newline ? (size_t)(newline - at) : (size_t)(end - at);
        Str text;
        str_init(&text);
        str_append_bytes(&text, at, length);
        str_format(&text, ",\"crc\":\"%08lx\"}", crc32(0, (const Bytef *)at, (uInt)length));
        Line line;
        need(event_line_read(text.text, text.length, &arena, &line) == ERR_NONE);
        if (line.kind == LINE_EVENT) {
            // A line may be as long as EVENT_LINE_MAX; written again with escapes it may be longer.
            if (length < EVENT_LINE_MAX / 8) same_again(&line.event);
            line.event.seq = ++seq;
            Err err = session_apply(&session, &line.event, NULL);
            need(err == ERR_NONE || err == ERR_REFUSED);
        }
        str_finish(&text);
        at = newline ? newline + 1 : end;
    }
    Str json;
    str_init(&json);
    need(session_to_json(&session, &json) == ERR_NONE);
    str_finish(&json);
    arena_finish(&arena);
    session_finish(&session);
    return 0;
}
