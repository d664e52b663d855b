// One event as one line of events.jsonl, and back. A line ends in the CRC-32 of its own bytes before
// `,"crc"`. The line's form is described in docs/STORAGE.md.
#ifndef PP_STORAGE_EVENT_JSON_H
#define PP_STORAGE_EVENT_JSON_H

#include "base/arena.h"
#include "base/str.h"
#include "model/event.h"

enum { EVENT_LINE_MAX = 64 * 1024, RECORD_VERSION = 1 };

#define RECORD_FORMAT "praatplaat-events"

typedef enum {
    LINE_EVENT,   // whole and understood
    LINE_HEADER,  // the first line of a segment
    LINE_NEWER,   // whole, but of a newer version or of a type that we do not know
    LINE_DAMAGED  // not a line of ours, or its checksum does not hold
} LineKind;

typedef struct {
    LineKind kind;
    Event event;          // LINE_EVENT; strings and lists in the arena
    uint64_t seq;         // also of a LINE_NEWER that has one, else 0
    uint64_t synced;      // as given to event_line_write; 0 when the line does not say
    int64_t version;      // LINE_HEADER
    int64_t rewrite;      // LINE_HEADER: how often the record was rewritten
    const char *session;  // LINE_HEADER: its id, in the arena
} Line;

// Appends the event's line with its newline. Ballots carry no time, whatever at_ms says. synced: the
// last event that was known to be on disk when this line was made. It tells recovery after a power
// cut which lines nobody was ever told about.
void event_line_write(Str *out, const Event *event, uint64_t synced);
void event_header_write(Str *out, const char *session_id, int64_t rewrite);

// Reads one line of n bytes without its newline (and without the CR that an editor may have put
// there). ERR_MEMORY is the only error; everything else is a LineKind.
Err event_line_read(const char *line, size_t n, Arena *arena, Line *out) MUST_CHECK;

// Appends text as a JSON string with its quotes.
void json_write_string(Str *out, const char *text);

#endif
