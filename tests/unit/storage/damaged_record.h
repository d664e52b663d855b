// A record of thirty events that a test then damages, and what opening it makes of that.
#ifndef PP_TESTS_DAMAGED_RECORD_H
#define PP_TESTS_DAMAGED_RECORD_H

#include "storage/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)
#define EVENTS 30

typedef struct {
    char *data, *folder;  // the data folder, and the session's in it
    char *text;           // events.jsonl as it was before
    size_t size;
} DamagedRecord;

extern DamagedRecord sample;

// A record of EVENTS events, left without its snapshot, as a kill -9 leaves it.
int damaged_set_up(void **state);
int damaged_tear_down(void **state);

void put(const char *bytes, size_t n);  // as events.jsonl

// The line of event seq, with its newline; line 0 is the header.
char *line_of(int seq, size_t *out_size);

typedef struct {
    Err err;
    Recovery recovery;
    uint64_t last_seq;
    bool incomplete;
    ErrInfo info;
} Outcome;

Outcome open_as(RecordMode mode);

// Opens twice to look and twice to write; the looks and the second writing change nothing.
Outcome open_steadily(void);

// Whether a file of the session has these bytes somewhere in it; or nothing but them.
bool holds(const char *name, const char *bytes, size_t n);
bool holds_whole(const char *name, const char *bytes, size_t n);

#endif
