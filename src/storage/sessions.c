// Listing sessions. Invariant: what the list says of a session is what its events say; session.json
// is used only where it knows the last event.
#include "storage/sessions.h"

#include "base/clock.h"
#include "storage/event_json.h"
#include "storage/file_ops.h"
#include "storage/json_scan.h"
#include "storage/record.h"
#include "storage/record_scan.h"
#include "storage/session_json.h"
#include "storage/sessions_paths.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TAIL_BYTES = EVENT_LINE_MAX, SNAPSHOT_BYTES_MAX = 64 * 1024 * 1024 };

typedef struct {
    SessionList *list;
    int sessions_fd;
    const char *data_dir;
    int capacity;
    bool failed;  // memory
    Arena scratch;
    SessionsTell *tell;  // or NULL
    void *context;
    int done, total;
} Listing;

// ---- The last number in the events ---------------------------------------------------------------

typedef struct {
    int highest;
    int count;
} SegmentCount;

static bool count_segment(void *ctx, const char *name) {
    SegmentCount *segments = ctx;
    int number = strcmp(name, RECORD_EVENTS) == 0;
    if (number || sscanf(name, "events-%d.jsonl", &number) == 1) {
        segments->count++;
        if (number > segments->highest) segments->highest = number;
    }
    return true;
}

// Number of the last line of the newest segment, 0 when it does not end in a whole one.
static uint64_t read_last_seq(Listing *listing, int folder_fd) {
    SegmentCount segments = {0};
    char name[32];
    int fd;
    if (file_ops()->list(folder_fd, count_segment, &segments) != 0 || segments.count == 0) return 0;
    segment_name(segments.highest, name);
    if (file_open_regular(folder_fd, name, O_RDONLY, &fd, NULL)) return 0;
    struct stat status;
    uint64_t seq = 0;
    char *tail = arena_try_alloc(&listing->scratch, TAIL_BYTES);
    if (tail && file_ops()->stat(fd, &status) == 0 && status.st_size > 0) {
        off_t from = status.st_size > TAIL_BYTES ? status.st_size - TAIL_BYTES : 0;
        ssize_t n = file_ops()->pread(fd, tail, TAIL_BYTES, from);
        if (n > 1 && tail[n - 1] == '\n') {
            size_t end = (size_t)n - 1, start = end;
            while (start > 0 && tail[start - 1] != '\n') start--;
            Line line;
            if (event_line_read(tail + start, end - start, &listing->scratch, &line) == ERR_NONE &&
                line.kind == LINE_EVENT)
                seq = line.seq;
        }
    }
    file_close(fd);
    return seq;
}

// ---- From session.json ---------------------------------------------------------------------------

static const cJSON *member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *text_of(Listing *listing, const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(member(object, name));
    if (!text) return "";
    size_t n = strlen(text) + 1;
    char *copy = arena_try_alloc(&listing->list->arena, n);
    if (!copy) {
        listing->failed = true;
        return "";
    }
    return memcpy(copy, text, n);
}

static int int_of(const cJSON *object, const char *name) {
    const cJSON *value = member(object, name);
    if (!cJSON_IsNumber(value) || value->valuedouble < 0 || value->valuedouble > 1e9) return 0;
    return (int)value->valuedouble;
}

static int64_t time_of(const cJSON *object, const char *name) {
    const char *text = cJSON_GetStringValue(member(object, name));
    int64_t ms = 0;
    return text && clock_parse_utc(text, &ms) ? ms : 0;
}

static bool take_json(Listing *listing, const cJSON *root, uint64_t last_seq, SessionSummary *out) {
    const cJSON *seq = member(root, "last_seq"), *version = member(root, "version");
    if (!cJSON_IsNumber(seq) || seq->valuedouble != (double)last_seq) return false;
    if (!cJSON_IsNumber(version) || version->valueint != SESSION_JSON_VERSION) return false;
    const char *state = cJSON_GetStringValue(member(root, "state"));
    bool known = false;
    for (int i = SESSION_EMPTY; i <= SESSION_CLOSED && state; i++) {
        if (strcmp(session_state_word((SessionState)i), state) != 0) continue;
        out->state = (SessionState)i;
        known = true;
    }
    if (!known) return false;
    const cJSON *counts = member(root, "counts");
    out->last_seq = last_seq;
    out->place = text_of(listing, root, "place");
    out->group = text_of(listing, root, "group");
    out->programme = text_of(listing, root, "programme");
    out->scene = text_of(listing, root, "scene");
    out->previous = text_of(listing, root, "previous");
    out->delete_by = text_of(listing, root, "delete_by");
    out->created_ms = time_of(root, "created");
    out->last_ms = time_of(root, "last_change");
    out->incomplete = cJSON_IsTrue(member(root, "incomplete"));
    out->people = int_of(counts, "people");
    out->notes = int_of(counts, "notes");
    out->votes = int_of(counts, "votes");
    out->agreements = int_of(counts, "agreements");
    return true;
}

static bool take_snapshot(Listing *listing, int folder_fd, uint64_t last_seq, SessionSummary *out) {
    Str text;
    str_init(&text);
    bool taken = false;
    Err err = file_read_all(folder_fd, RECORD_SNAPSHOT, SNAPSHOT_BYTES_MAX, &text, NULL);
    if (!err && text.length > 0 &&
        json_gate(text.text, text.length, JSON_LARGE_OK, NULL) == ERR_NONE) {
        cJSON *root = cJSON_ParseWithLength(text.text, text.length);
        if (root) taken = take_json(listing, root, last_seq, out);
        cJSON_Delete(root);
    }
    str_finish(&text);
    return taken;
}

// ---- From the events -----------------------------------------------------------------------------

static const char *keep(Listing *listing, const char *text) {
    size_t n = strlen(text) + 1;
    char *copy = arena_try_alloc(&listing->list->arena, n);
    if (!copy) {
        listing->failed = true;
        return "";
    }
    return memcpy(copy, text, n);
}

static void take_session(Listing *listing, const Session *session, const Recovery *recovery,
                         SessionSummary *out) {
    out->place = keep(listing, session->place);
    out->group = keep(listing, session->group);
    out->programme = keep(listing, session->programme);
    out->scene = keep(listing, session->scene);
    out->previous = keep(listing, session->previous);
    out->delete_by = keep(listing, session->delete_by);
    out->state = session->state;
    out->created_ms = session->created_ms;
    out->last_ms = session->last_ms;
    out->last_seq = session->last_seq;
    out->people = session_people(session);
    SessionCounts counts = session_counts(session);
    out->notes = counts.notes;
    out->votes = counts.votes;
    out->agreements = counts.agreements;
    out->incomplete = session->incomplete;
    out->newer = recovery->newer;
}

// Reads the whole record. false: it is nothing to list, an empty one that somebody is just making.
static bool take_events(Listing *listing, const char *id, SessionSummary *out) {
    Session session;
    Recovery recovery;
    Record *record;
    Err err = record_open(listing->data_dir, id, RECORD_LOOK, &session, &recovery, &record, NULL);
    out->damaged = record == NULL;
    out->incomplete = record == NULL;
    if (!record) return err != ERR_MISSING;
    bool empty = session.last_seq == 0 && recovery.events == 0 && !recovery.newer;
    take_session(listing, &session, &recovery, out);
    session_finish(&session);
    (void)record_close(record, NULL);
    return !empty;
}

// ---- The list ------------------------------------------------------------------------------------

static bool room_for_one(Listing *listing) {
    SessionList *list = listing->list;
    if (list->count < listing->capacity) return true;
    int capacity = listing->capacity ? listing->capacity * 2 : 64;
    SessionSummary *items = arena_try_alloc(&list->arena, (size_t)capacity * sizeof *items);
    if (!items) return false;
    if (list->count > 0) memcpy(items, list->items, (size_t)list->count * sizeof *items);
    list->items = items;
    listing->capacity = capacity;
    return true;
}

static bool count_one(void *ctx, const char *name) {
    Listing *listing = ctx;
    listing->total += session_id_valid(name);
    return true;
}

static bool list_one(void *ctx, const char *name) {
    Listing *listing = ctx;
    if (!session_id_valid(name)) return true;
    if (listing->tell && !listing->tell(listing->context, listing->done++, listing->total))
        return false;
    if (!room_for_one(listing)) {
        listing->failed = true;
        return false;
    }
    SessionSummary summary = {
        .place = "", .group = "", .programme = "", .scene = "", .previous = "", .delete_by = ""};
    summary.id = keep(listing, name);
    int folder_fd;
    Err err = file_open_folder(listing->sessions_fd, name, &folder_fd, NULL);
    // No folder is no meeting; one that does not open now is there all the same.
    if (err && err != ERR_MACHINE) return true;
    arena_reset(&listing->scratch);
    uint64_t last_seq = err ? 0 : read_last_seq(listing, folder_fd);
    bool taken = last_seq > 0 && take_snapshot(listing, folder_fd, last_seq, &summary);
    file_close(folder_fd);
    if (!taken) taken = take_events(listing, name, &summary);
    if (taken) listing->list->items[listing->list->count++] = summary;
    return !listing->failed;
}

// Ids begin with the day, so they sort sessions of which nothing else is known.
static int newest_first(const void *a, const void *b) {
    const SessionSummary *left = a, *right = b;
    if (left->created_ms && right->created_ms && left->created_ms != right->created_ms)
        return left->created_ms > right->created_ms ? -1 : 1;
    return -strcmp(left->id, right->id);
}

Err sessions_list(const char *data_dir, SessionList *out, ErrInfo *info) {
    return sessions_list_telling(data_dir, NULL, NULL, out, info);
}

Err sessions_list_telling(const char *data_dir, SessionsTell *tell, void *context, SessionList *out,
                          ErrInfo *info) {
    *out = (SessionList){0};
    arena_init(&out->arena, 0);
    Str path;
    str_init(&path);
    str_format(&path, "%s/%s", data_dir, SESSIONS_FOLDER);
    Listing listing = {
        .list = out, .data_dir = data_dir, .sessions_fd = -1, .tell = tell, .context = context};
    arena_init(&listing.scratch, 0);
    Err err = str_ok(&path) ? file_open_folder(AT_FDCWD, path.text, &listing.sessions_fd, info)
                            : ERR_MEMORY;
    if (!err && tell) (void)file_ops()->list(listing.sessions_fd, count_one, &listing);
    if (!err && file_ops()->list(listing.sessions_fd, list_one, &listing) != 0)
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be read: %s", path.text,
                      file_reason(errno));
    if (err == ERR_MEMORY || listing.failed)
        err = err_set(info, ERR_MEMORY, 0, "no memory left for the list");
    if (!err && out->count > 1)
        qsort(out->items, (size_t)out->count, sizeof *out->items, newest_first);
    file_close(listing.sessions_fd);
    arena_finish(&listing.scratch);
    str_finish(&path);
    return err == ERR_MISSING ? ERR_NONE : err;
}

void session_list_finish(SessionList *list) {
    if (!list) return;
    arena_finish(&list->arena);
    *list = (SessionList){0};
}

const SessionSummary *session_list_unfinished(const SessionList *list) {
    for (int i = 0; i < list->count; i++) {
        const SessionSummary *item = &list->items[i];
        if (!item->damaged && !item->newer && item->state != SESSION_CLOSED) return item;
    }
    return NULL;
}

bool session_summary_expired(const SessionSummary *summary, const char *today) {
    // Dates of this form sort as texts. Without a date nothing expires unasked.
    return summary->delete_by[0] != '\0' && strcmp(summary->delete_by, today) < 0;
}
