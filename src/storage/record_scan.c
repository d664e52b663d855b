// Reading a record that may be damaged in any way. Invariants: a line counts when its checksum holds,
// wherever it stands; nothing on disk changes; time and memory grow with the size of the files only.
#include "storage/record_scan.h"

#include "storage/event_json.h"
#include "storage/file_ops.h"
#include "storage/record_scan_private.h"
#include "storage/sessions_paths.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void segment_name(int number, char *out) {
    if (number == 1)
        (void)snprintf(out, 32, "%s", RECORD_EVENTS);
    else
        (void)snprintf(out, 32, "events-%d.jsonl", number);
}

// ---- Which segments there are ------------------------------------------------------------------

typedef struct {
    int numbers[SEGMENTS_MAX];
    int count;
} SegmentNumbers;

static bool note_segment(void *ctx, const char *name) {
    SegmentNumbers *found = ctx;
    int number = 0, used = 0;
    if (strcmp(name, RECORD_EVENTS) == 0)
        number = 1;
    else if (sscanf(name, "events-%3d.jsonl%n", &number, &used) != 1 || name[used] || used == 0)
        return true;
    char exact[32];
    if (number < 1 || number >= SEGMENTS_MAX) return true;
    segment_name(number, exact);
    if (strcmp(exact, name) == 0 && found->count < SEGMENTS_MAX)
        found->numbers[found->count++] = number;
    return true;
}

static int compare_ints(const void *a, const void *b) {
    const int *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

// ---- One segment -------------------------------------------------------------------------------

// Takes over a line that holds, from start to end (without CR and newline); after is where the next
// one can begin.
static Err take_line(Scanner *scan, const Line *line, size_t start, size_t end, size_t after) {
    Segment *segment = scan->segment;
    RecordScan *out = scan->out;
    Err err = ERR_NONE;
    if (start > scan->clean) {
        segment->damaged_bytes += start - scan->clean;
        segment->damaged_places++;
        err = record_log_add_bytes(&out->log, 0, scan->text + scan->clean, start - scan->clean);
    }
    scan->clean = after;
    segment->good_end = after;
    segment->newline = after > 0 && scan->text[after - 1] == '\n';
    if (err) return err;
    if (line->kind == LINE_HEADER) {
        if (line->version > RECORD_VERSION) scan->recovery->newer = true;
        if (segment->rewrite < 0) segment->rewrite = line->rewrite;
        if (segment->header_end == 0) segment->header_end = after;
        return ERR_NONE;
    }
    if (line->kind == LINE_NEWER) scan->recovery->newer = true;
    if (line->seq == 0) return ERR_NONE;
    if (line->synced > scan->known_synced) scan->known_synced = line->synced;
    err = record_log_add_bytes(&out->log, line->seq, scan->text + start, end - start);
    if (!err) err = scan_remember_place(scan, line->seq, after);
    if (err) return err;
    if (line->seq <= out->last_seq) {
        scan->disorder = true;
        return ERR_NONE;
    }
    out->last_seq = line->seq;
    if (scan->disorder || line->kind != LINE_EVENT) return ERR_NONE;
    // The common case, a record in order, is folded as it is read.
    Err applied = session_apply(scan->session, &line->event, NULL);
    if (applied == ERR_MEMORY) return applied;
    if (applied) scan->recovery->not_applied++;
    return ERR_NONE;
}

static const char *find(const char *from, const char *to, const char *words) {
    return memmem(from, (size_t)(to - from), words, strlen(words));
}

// Looks for whole lines inside bytes that are none as they stand: after NULs, or where a newline got
// lost. Each end of a line is tried with the nearest beginning before it, so this stays linear.
static Err salvage(Scanner *scan, size_t start, size_t end) {
    static const char beginning[] = "{\"seq\":", ending[] = ",\"crc\":\"";
    const char *p = scan->text + start, *limit = scan->text + end;
    while (p < limit) {
        const char *tail = find(p, limit, ending);
        if (!tail || limit - tail < 18) return ERR_NONE;
        const char *stop = tail + 18, *from = NULL;
        for (const char *next = find(p, tail, beginning); next;
             next = find(next + 1, tail, beginning))
            from = next;
        p = stop;
        if (!from) continue;
        arena_reset(&scan->scratch);
        Line line;
        Err err = event_line_read(from, (size_t)(stop - from), &scan->scratch, &line);
        if (!err && line.kind != LINE_DAMAGED) {
            size_t after = (size_t)(stop - scan->text);
            if (after < scan->length && scan->text[after] == '\n') after++;
            err = take_line(scan, &line, (size_t)(from - scan->text), (size_t)(stop - scan->text),
                            after);
        }
        if (err) return err;
    }
    return ERR_NONE;
}

static Err scan_text(Scanner *scan) {
    Segment *segment = scan->segment;
    size_t at = 0;
    if (scan->length >= 3 && memcmp(scan->text, "\xEF\xBB\xBF", 3) == 0) {
        at = scan->clean = 3;
        segment->edited = true;
    }
    while (at < scan->length) {
        const char *newline = memchr(scan->text + at, '\n', scan->length - at);
        size_t stop = newline ? (size_t)(newline - scan->text) : scan->length;
        size_t after = newline ? stop + 1 : stop;
        size_t end = stop;
        bool cr = end > at && scan->text[end - 1] == '\r';
        if (cr) end--;
        arena_reset(&scan->scratch);
        Line line;
        Err err = event_line_read(scan->text + at, end - at, &scan->scratch, &line);
        if (!err && line.kind != LINE_DAMAGED) {
            if (cr) segment->edited = true;
            err = take_line(scan, &line, at, end, after);
        } else if (!err && end == at && at == scan->clean) {
            segment->edited = true;  // an empty line: an editor's doing, and nothing is lost
            scan->clean = after;
        } else if (!err) {
            err = salvage(scan, at, stop);
        }
        if (err) return err;
        at = after;
    }
    return ERR_NONE;
}

static Err scan_segment(Scanner *scan, int folder_fd, int number, ErrInfo *info) {
    RecordScan *out = scan->out;
    char name[32];
    segment_name(number, name);
    Str text;
    str_init(&text);
    Err err = file_read_all(folder_fd, name, SEGMENT_BYTES_MAX, &text, info);
    if (!err) {
        Segment *segment = &out->segments[out->segment_count];
        *segment = (Segment){.number = number, .size = text.length, .rewrite = -1};
        scan->segment = segment;
        scan->text = str_text(&text);
        scan->length = text.length;
        scan->clean = 0;
        if (scan_is_stale(scan, number)) {
            out->stale[out->stale_count++] = number;
        } else {
            out->segment_count++;
            err = scan_text(scan);
            // Behind the last good line of an earlier segment stands what its failed sync left there.
            scan->has_tail = scan->clean < text.length;
            if (!err && scan->has_tail)
                err = record_log_add_bytes(&out->log, 0, text.text + scan->clean,
                                           text.length - scan->clean);
        }
        if (err) err = err_set(info, err, 0, "%s: no memory left to read it", name);
        if (segment->edited) scan->recovery->edited = true;
    }
    str_finish(&text);
    return err;
}

// ---- The whole record --------------------------------------------------------------------------

static Err scan_all(Scanner *scan, int folder_fd, const SegmentNumbers *numbers, ErrInfo *info) {
    RecordScan *out = scan->out;
    out->segments = calloc((size_t)numbers->count, sizeof *out->segments);
    out->stale = calloc((size_t)numbers->count, sizeof *out->stale);
    Err err =
        out->segments && out->stale ? ERR_NONE : err_set(info, ERR_MEMORY, 0, "no memory left");
    for (int i = 0; !err && i < numbers->count; i++)
        err = scan_segment(scan, folder_fd, numbers->numbers[i], info);
    if (err) return err;
    // Of the last segment it is a torn tail, and no part of the record.
    if (scan->has_tail) record_log_drop_last(&out->log);
    if (out->segment_count > 0 && out->segments[0].rewrite > 0)
        out->log.rewrite = out->segments[0].rewrite;
    scan_read_snapshot(scan, folder_fd);
    err = scan_settle(scan);
    return err ? err_set(info, err, 0, "no memory left to read the record") : ERR_NONE;
}

Err record_scan(int folder_fd, const char *session_id, Session *session, RecordScan *out,
                Recovery *recovery, ErrInfo *info) {
    *out = (RecordScan){0};
    *recovery = (Recovery){0};
    record_log_init(&out->log);
    SegmentNumbers numbers = {.count = 0};
    if (file_ops()->list(folder_fd, note_segment, &numbers) != 0)
        return err_set(info, ERR_MACHINE, errno, "%s: cannot be read: %s", session_id,
                       file_reason(errno));
    Scanner scan = {.session = session, .id = session_id, .out = out, .recovery = recovery};
    if (numbers.count == 0) {
        // session.json alone is worth something still.
        scan_read_snapshot(&scan, folder_fd);
        return out->snapshot_there
                   ? ERR_NONE
                   : err_set(info, ERR_MISSING, 0, "%s: holds no record", session_id);
    }
    qsort(numbers.numbers, (size_t)numbers.count, sizeof *numbers.numbers, compare_ints);
    arena_init(&scan.scratch, 0);
    Err err = scan_all(&scan, folder_fd, &numbers, info);
    arena_finish(&scan.scratch);
    free(scan.places);
    return err;
}

void record_scan_finish(RecordScan *scan) {
    if (!scan) return;
    record_log_finish(&scan->log);
    free(scan->segments);
    free(scan->stale);
    *scan = (RecordScan){0};
}
