// Keeping the lines of a record in memory. Invariant: entries lie in bytes without gaps and in order
// until record_log_sort, which lays them down anew.
#include "storage/record_log.h"

#include "storage/event_json.h"

#include <stdlib.h>
#include <string.h>

void record_log_init(RecordLog *log) {
    *log = (RecordLog){0};
}

void record_log_finish(RecordLog *log) {
    if (!log) return;
    str_finish(&log->bytes);
    free(log->entries);
    *log = (RecordLog){0};
}

static bool reserve_entry(RecordLog *log) {
    if (log->count < log->capacity) return true;
    size_t capacity = log->capacity ? log->capacity * 2 : 256;
    LogEntry *entries = realloc(log->entries, capacity * sizeof *entries);
    if (!entries) return false;
    log->entries = entries;
    log->capacity = capacity;
    return true;
}

// The bytes from start on are the new entry's, unless memory ran out.
static Err finish_entry(RecordLog *log, uint64_t seq, size_t start) {
    if (!str_ok(&log->bytes)) {
        // Str is sticky: what was there before is whole, so go on from there.
        log->bytes.failed = false;
        log->bytes.length = start;
        return ERR_MEMORY;
    }
    log->entries[log->count++] =
        (LogEntry){.seq = seq, .at = start, .size = log->bytes.length - start};
    if (seq == 0) log->has_raw = true;
    return ERR_NONE;
}

Err record_log_add_event(RecordLog *log, const Event *event, uint64_t synced) {
    if (!reserve_entry(log)) return ERR_MEMORY;
    size_t start = log->bytes.length;
    event_line_write(&log->bytes, event, synced);
    return finish_entry(log, event->seq, start);
}

void record_log_make_room(RecordLog *log) {
    static const char room[16 * 1024];
    size_t length = log->bytes.length;
    (void)reserve_entry(log);
    if (length == 0 || log->room >= length + sizeof room / 2) return;
    str_append_bytes(&log->bytes, room, sizeof room);
    // Without memory it stays as it was; whoever needs it will hear of that.
    log->bytes.failed = false;
    log->bytes.length = length;
    log->bytes.text[length] = '\0';
    log->room = length + sizeof room;
}

Err record_log_add_bytes(RecordLog *log, uint64_t seq, const char *bytes, size_t n) {
    if (!reserve_entry(log)) return ERR_MEMORY;
    size_t start = log->bytes.length;
    str_append_bytes(&log->bytes, bytes, n);
    if (n == 0 || bytes[n - 1] != '\n') str_append_bytes(&log->bytes, "\n", 1);
    return finish_entry(log, seq, start);
}

void record_log_drop_last(RecordLog *log) {
    if (log->count == 0) return;
    log->bytes.length = log->entries[--log->count].at;
}

uint64_t record_log_last_seq(const RecordLog *log) {
    uint64_t last = 0;
    for (size_t i = log->count; i-- > 0;) {
        if (log->entries[i].seq > last) last = log->entries[i].seq;
    }
    return last;
}

typedef struct {
    uint64_t key;  // its number, or that of the line it follows
    size_t place;
} SortKey;

static int compare_keys(const void *a, const void *b) {
    const SortKey *left = a, *right = b;
    if (left->key != right->key) return left->key < right->key ? -1 : 1;
    return left->place < right->place ? -1 : left->place > right->place;
}

Err record_log_sort(RecordLog *log) {
    SortKey *keys = malloc((log->count + 1) * sizeof *keys);
    LogEntry *entries = malloc((log->count + 1) * sizeof *entries);
    Str bytes;
    str_init(&bytes);
    Err err = keys && entries ? ERR_NONE : ERR_MEMORY;
    uint64_t key = 0;
    for (size_t i = 0; !err && i < log->count; i++) {
        if (log->entries[i].seq) key = log->entries[i].seq;
        keys[i] = (SortKey){key, i};
    }
    if (!err) qsort(keys, log->count, sizeof *keys, compare_keys);
    for (size_t i = 0; !err && i < log->count; i++) {
        const LogEntry *from = &log->entries[keys[i].place];
        entries[i] = (LogEntry){from->seq, bytes.length, from->size};
        str_append_bytes(&bytes, log->bytes.text + from->at, from->size);
        if (!str_ok(&bytes)) err = ERR_MEMORY;
    }
    free(keys);
    if (err) {
        free(entries);
        str_finish(&bytes);
        return err;
    }
    free(log->entries);
    str_finish(&log->bytes);
    log->entries = entries;
    log->capacity = log->count + 1;
    log->bytes = bytes;
    return ERR_NONE;
}

void record_log_write(const RecordLog *log, const char *session_id, size_t first, Str *out) {
    event_header_write(out, session_id, log->rewrite);
    if (first >= log->count) return;
    size_t at = log->entries[first].at;
    str_append_bytes(out, log->bytes.text + at, log->bytes.length - at);
}

Err record_log_fold(const RecordLog *log, Session *session, uint64_t *out_refused) {
    uint64_t refused = 0;
    Arena scratch;
    arena_init(&scratch, 0);
    Err err = ERR_NONE;
    for (size_t i = 0; !err && i < log->count; i++) {
        const LogEntry *entry = &log->entries[i];
        if (entry->seq == 0) continue;
        arena_reset(&scratch);
        Line line;
        err = event_line_read(log->bytes.text + entry->at, entry->size - 1, &scratch, &line);
        if (err || line.kind != LINE_EVENT) continue;
        Err applied = session_apply(session, &line.event, NULL);
        if (applied == ERR_MEMORY)
            err = applied;
        else if (applied)
            refused++;
    }
    arena_finish(&scratch);
    if (out_refused) *out_refused = refused;
    return err;
}
