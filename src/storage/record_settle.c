// Judging the lines of a record together: order, doubles, holes, and the tail that a power cut left.
// Invariant: a line that somebody was told is saved is never dropped. Lines after a hole are dropped
// only where nothing says that they, or the hole, were ever on disk for sure.
#include "storage/record_scan_private.h"

#include "base/clock.h"
#include "storage/event_json.h"
#include "storage/file_ops.h"
#include "storage/session_json.h"
#include "storage/sessions_paths.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Err scan_remember_place(Scanner *scan, uint64_t seq, size_t end) {
    if (scan->place_count == scan->place_capacity) {
        size_t capacity = scan->place_capacity ? scan->place_capacity * 2 : 256;
        LinePlace *places = realloc(scan->places, capacity * sizeof *places);
        if (!places) return ERR_MEMORY;
        scan->places = places;
        scan->place_capacity = capacity;
    }
    int segment = (int)(scan->segment - scan->out->segments);
    scan->places[scan->place_count++] =
        (LinePlace){seq, segment, end, scan->segment->damaged_bytes, scan->segment->damaged_places};
    return ERR_NONE;
}

bool scan_is_stale(const Scanner *scan, int number) {
    const RecordScan *out = scan->out;
    if (number == 1 || out->segment_count == 0 || out->segments[0].number != 1) return false;
    const char *newline = memchr(scan->text, '\n', scan->length);
    if (!newline) return false;
    Arena arena;
    arena_init(&arena, 4096);
    Line line;
    Err err = event_line_read(scan->text, (size_t)(newline - scan->text), &arena, &line);
    arena_finish(&arena);
    return !err && line.kind == LINE_HEADER && line.rewrite < out->segments[0].rewrite;
}

void scan_read_snapshot(Scanner *scan, int folder_fd) {
    RecordScan *out = scan->out;
    int fd;
    Err err = file_open_regular(folder_fd, RECORD_SNAPSHOT, O_RDONLY, &fd, NULL);
    out->snapshot_there = err != ERR_MISSING;
    if (err) {
        scan->recovery->snapshot_bad = out->snapshot_there;
        return;
    }
    char head[256] = "";
    ssize_t n = file_ops()->read(fd, head, sizeof head - 1);
    file_close(fd);
    // Our own writing always begins like this; the thread compares the rest with what it should be.
    unsigned long long seq = 0;
    int version = 0;
    bool fine = n > 0 && sscanf(head, SESSION_JSON_HEAD, &version, &seq) == 2 &&
                version == SESSION_JSON_VERSION;
    // A number far beyond all events can only be nonsense.
    if (fine && seq > out->last_seq + 1000000) fine = false;
    scan->recovery->snapshot_bad = !fine;
    out->snapshot_seq = fine ? seq : 0;
}

static bool same_bytes(const RecordLog *log, const LogEntry *a, const LogEntry *b) {
    return a->size == b->size &&
           memcmp(log->bytes.text + a->at, log->bytes.text + b->at, a->size) == 0;
}

// After sorting, doubles stand next to each other, apart from unreadable bytes.
static void drop_doubles(Scanner *scan) {
    RecordLog *log = &scan->out->log;
    size_t kept = 0;
    const LogEntry *before = NULL;
    for (size_t i = 0; i < log->count; i++) {
        LogEntry entry = log->entries[i];
        if (entry.seq && before && before->seq == entry.seq) {
            if (same_bytes(log, before, &entry)) continue;
            // Which of the two is right cannot be known; the first one counts, the other stays.
            scan->recovery->conflicts++;
            entry.seq = 0;
            log->has_raw = true;
        }
        log->entries[kept] = entry;
        if (entry.seq) before = &log->entries[kept];
        kept++;
    }
    log->count = kept;
}

// The first number above known that is missing while later ones are there; 0: none.
static uint64_t unknown_hole(const RecordLog *log, uint64_t known) {
    uint64_t next = 1;
    for (size_t i = 0; i < log->count; i++) {
        uint64_t seq = log->entries[i].seq;
        if (seq == 0) continue;
        if (seq > next && seq - 1 > known) return next > known ? next : known + 1;
        next = seq + 1;
    }
    return 0;
}

// The lines of segment s from places[*at] on: whether those above the hole are its end. *out_last is
// the place of the last one below it, or NULL; *out_beyond how many are above.
static bool ends_beyond(const Scanner *scan, int s, uint64_t hole, size_t *at,
                        const LinePlace **out_last, size_t *out_beyond) {
    *out_last = NULL;
    *out_beyond = 0;
    for (; *at < scan->place_count && scan->places[*at].segment == s; ++*at) {
        const LinePlace *place = &scan->places[*at];
        if (place->seq > hole)
            ++*out_beyond;
        else if (*out_beyond > 0)
            return false;
        else
            *out_last = place;
    }
    return true;
}

// Where a segment is to end so that nothing above the hole is left in it.
static void mark_cut(Segment *segment, const LinePlace *last) {
    segment->cut = true;
    segment->good_end = last ? last->end : segment->header_end;
    segment->damaged_bytes = last ? last->damaged_bytes : 0;
    segment->damaged_places = last ? last->damaged_places : 0;
    segment->newline = true;
}

// A power cut can keep a later block of the last write and lose an earlier one; when a sync failed
// before it, that write was tried in two segments, and either may hold some of it. Nobody was told that
// those lines were saved, so they leave together; only possible when they end each of the segments.
static bool drop_unknown_tail(Scanner *scan) {
    RecordScan *out = scan->out;
    RecordLog *log = &out->log;
    uint64_t known =
        scan->known_synced > out->snapshot_seq ? scan->known_synced : out->snapshot_seq;
    uint64_t hole = unknown_hole(log, known);
    if (hole == 0) return false;
    const LinePlace *last;
    size_t beyond, at = 0;
    for (int s = 0; s < out->segment_count; s++) {
        if (!ends_beyond(scan, s, hole, &at, &last, &beyond)) return false;
        // The first segment was there, with its header, before anything counted.
        if (beyond > 0 && !last && out->segments[s].header_end == 0 && out->segments[s].number == 1)
            return false;
    }
    at = 0;
    for (int s = 0; s < out->segment_count; s++) {
        (void)ends_beyond(scan, s, hole, &at, &last, &beyond);
        if (beyond > 0) mark_cut(&out->segments[s], last);
    }
    size_t from = log->count;
    while (from > 0 && (log->entries[from - 1].seq > hole || log->entries[from - 1].seq == 0))
        from--;
    // The unreadable bytes of the hole stood before those lines and go with them.
    if (from < log->count) log->bytes.length = log->entries[from].at;
    log->count = from;
    return true;
}

static int64_t time_of(Scanner *scan, const LogEntry *entry) {
    const RecordLog *log = &scan->out->log;
    Line line;
    arena_reset(&scan->scratch);
    Err err = event_line_read(log->bytes.text + entry->at, entry->size - 1, &scan->scratch, &line);
    return err ? 0 : line.event.at_ms;
}

static void add_hole(Scanner *scan, uint64_t first, uint64_t last, const LogEntry *before,
                     const LogEntry *after) {
    Recovery *recovery = scan->recovery;
    recovery->missing += last - first + 1;
    if (recovery->range_count == RECOVERY_RANGES_MAX) return;
    recovery->ranges[recovery->range_count++] = (MissingRange){
        .first = first,
        .last = last,
        .after_ms = before ? time_of(scan, before) : 0,
        .before_ms = after ? time_of(scan, after) : 0,
    };
}

static void find_holes(Scanner *scan) {
    RecordScan *out = scan->out;
    uint64_t next = 1;
    const LogEntry *before = NULL;
    for (size_t i = 0; i < out->log.count; i++) {
        const LogEntry *entry = &out->log.entries[i];
        if (entry->seq == 0) continue;
        scan->recovery->events++;
        if (entry->seq > next) add_hole(scan, next, entry->seq - 1, before, entry);
        next = entry->seq + 1;
        before = entry;
    }
    out->last_seq = next - 1;
    if (out->snapshot_seq > out->last_seq) {
        add_hole(scan, next, out->snapshot_seq, before, NULL);
        out->last_seq = out->snapshot_seq;
    }
    uint64_t known = scan->known_synced;
    if (known > out->last_seq && known < out->last_seq + 1000000) {
        add_hole(scan, out->last_seq + 1, known, before, NULL);
        out->last_seq = known;
    }
}

static void count_damage(Scanner *scan) {
    RecordScan *out = scan->out;
    Recovery *recovery = scan->recovery;
    for (int i = 0; i < out->segment_count; i++) {
        const Segment *segment = &out->segments[i];
        recovery->damaged_bytes += segment->damaged_bytes;
        recovery->damaged_places += segment->damaged_places;
        size_t tail = segment->size - segment->good_end;
        bool last = i == out->segment_count - 1;
        if (tail == 0) continue;
        if (segment->cut || (last && segment->good_end > 0)) {
            recovery->torn_bytes += tail;
        } else if (recovery->missing > 0) {
            // When nothing is missing, a later segment has it all: the trace of a failed sync.
            recovery->damaged_bytes += tail;
            recovery->damaged_places++;
        }
    }
}

static Err fold_again(Scanner *scan) {
    char id[EVENT_ID_BYTES_MAX + 1];
    (void)str_copy(id, sizeof id, scan->session->id);
    session_finish(scan->session);
    session_init(scan->session);
    if (id[0] && session_set_id(scan->session, id) == ERR_MEMORY) return ERR_MEMORY;
    return record_log_fold(&scan->out->log, scan->session, &scan->recovery->not_applied);
}

Err scan_settle(Scanner *scan) {
    bool again = scan->disorder;
    if (scan->disorder) {
        Err err = record_log_sort(&scan->out->log);
        if (err) return err;
        drop_doubles(scan);
        // Once more, to lay the bytes without those of the doubles.
        err = record_log_sort(&scan->out->log);
        if (err) return err;
    }
    if (drop_unknown_tail(scan)) again = true;
    find_holes(scan);
    count_damage(scan);
    Err err = again ? fold_again(scan) : ERR_NONE;
    if (err) return err;
    const Recovery *found = scan->recovery;
    scan->session->incomplete =
        found->missing > 0 || found->not_applied > 0 || found->conflicts > 0;
    // The order in which ballots came in is nobody's business after a restart.
    for (int i = 0; i < scan->session->round_count; i++) scan->session->rounds[i].last_ballot = 0;
    return ERR_NONE;
}
