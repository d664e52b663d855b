// The two rules that outrank append-only. Invariants: the result folds to the same session as the log
// did (the caller makes sure once more); every number keeps its line, so that nothing seems missing.
#include "storage/record_log.h"

#include "storage/event_json.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    size_t entry;
    uint64_t synced;  // what the line says of it
    Event event;      // in the arena: ballot.cast or ballot.withdraw
    bool kept;        // a ballot that counts in the end
} BallotSlot;

typedef struct {
    const RecordLog *log;
    const Session *session;
    Arena arena;      // events that were read
    Event **changed;  // by entry; NULL: as it was
    BallotSlot *slots;
    size_t slot_count, slot_capacity;
    bool any;
} Redaction;

// Whether the line says so; quotes inside texts are escaped, so no text can look like it.
static bool line_has(const RecordLog *log, const LogEntry *entry, const char *words) {
    return memmem(log->bytes.text + entry->at, entry->size, words, strlen(words)) != NULL;
}

static Err read_entry(Redaction *red, size_t index, Line *out) {
    const LogEntry *entry = &red->log->entries[index];
    return event_line_read(red->log->bytes.text + entry->at, entry->size - 1, &red->arena, out);
}

static Err change(Redaction *red, size_t index, const Event *event) {
    Event *copy = arena_try_alloc(&red->arena, sizeof *copy);
    if (!copy) return ERR_MEMORY;
    *copy = *event;
    copy->seq = red->log->entries[index].seq;
    red->changed[index] = copy;
    red->any = true;
    return ERR_NONE;
}

static bool in_round(const Round *round, uint32_t number) {
    int low = 0, high = round->ballot_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (round->ballots[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < round->ballot_count && round->ballots[low].number == number;
}

static Err add_slot(Redaction *red, size_t entry, const Line *line) {
    const Event *event = &line->event;
    if (red->slot_count == red->slot_capacity) {
        size_t capacity = red->slot_capacity ? red->slot_capacity * 2 : 64;
        BallotSlot *slots = realloc(red->slots, capacity * sizeof *slots);
        if (!slots) return ERR_MEMORY;
        red->slots = slots;
        red->slot_capacity = capacity;
    }
    const Round *round = session_round(red->session, event->round);
    bool cast = event->type == EV_BALLOT_CAST;
    // A ballot whose round got lost counts nowhere, but somebody may still want to read it.
    bool kept = cast && (!round || in_round(round, event->ballot));
    red->slots[red->slot_count++] = (BallotSlot){entry, line->synced, *event, kept};
    return ERR_NONE;
}

static Err forget_note(Redaction *red, size_t entry, const Event *event) {
    const Note *note = session_note(red->session, event->note);
    bool written = event->text && event->text[0];
    if (!note || !note->removed || (!written && event->ink_count == 0)) return ERR_NONE;
    Event bare = *event;
    bare.text = "";
    bare.ink = NULL;
    bare.ink_count = 0;
    return change(red, entry, &bare);
}

static Err read_all(Redaction *red, bool forget) {
    Err err = ERR_NONE;
    for (size_t i = 0; !err && i < red->log->count; i++) {
        const LogEntry *entry = &red->log->entries[i];
        if (entry->seq == 0) continue;
        bool ballot = line_has(red->log, entry, "\"type\":\"ballot.");
        bool note = forget && (line_has(red->log, entry, "\"type\":\"note.add\"") ||
                               line_has(red->log, entry, "\"type\":\"note.draw\"") ||
                               line_has(red->log, entry, "\"type\":\"note.edit\""));
        if (!ballot && !note) continue;
        Line line;
        err = read_entry(red, i, &line);
        if (err || line.kind != LINE_EVENT) continue;
        err = ballot ? add_slot(red, i, &line) : forget_note(red, i, &line.event);
    }
    return err;
}

static int by_round_then_entry(const void *a, const void *b) {
    const BallotSlot *left = a, *right = b;
    if (left->event.round != right->event.round)
        return left->event.round < right->event.round ? -1 : 1;
    return left->entry < right->entry ? -1 : left->entry > right->entry;
}

static int by_number(const void *a, const void *b) {
    const BallotSlot *left = a, *right = b;
    if (left->event.ballot != right->event.ballot)
        return left->event.ballot < right->event.ballot ? -1 : 1;
    return left->entry < right->entry ? -1 : left->entry > right->entry;
}

// Lays the ballots that count, by number, into the places that the round's lines had; what is left
// over becomes blank. All of the round is laid anew or nothing, and once in any case: a line that kept
// the `synced` of its own moment would tell that this ballot came in where it stands now. Lines that
// were rebuilt from session.json say 0, and never had an order.
static Err sort_round(Redaction *red, const BallotSlot *slots, size_t count) {
    BallotSlot *kept = malloc(count * sizeof *kept);
    if (!kept) return ERR_MEMORY;
    size_t kept_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (slots[i].kept) kept[kept_count++] = slots[i];
    }
    qsort(kept, kept_count, sizeof *kept, by_number);
    bool right = kept_count == count;
    for (size_t i = 0; right && i < count; i++)
        right = slots[i].event.ballot == kept[i].event.ballot &&
                slots[i].synced == slots[0].synced &&
                (slots[i].synced >= slots[i].event.seq || slots[i].synced == 0);
    static const Event blank = {.type = EV_NONE};
    Err err = ERR_NONE;
    for (size_t i = 0; !right && !err && i < count; i++)
        err = change(red, slots[i].entry, i < kept_count ? &kept[i].event : &blank);
    free(kept);
    return err;
}

static Err sort_ballots(Redaction *red) {
    if (red->slot_count == 0) return ERR_NONE;
    qsort(red->slots, red->slot_count, sizeof *red->slots, by_round_then_entry);
    Err err = ERR_NONE;
    size_t start = 0;
    for (size_t i = 1; !err && i <= red->slot_count; i++) {
        if (i < red->slot_count && red->slots[i].event.round == red->slots[start].event.round)
            continue;
        err = sort_round(red, red->slots + start, i - start);
        start = i;
    }
    return err;
}

// What could not be read is worth keeping only as long as something is missing.
static bool complete(const RecordLog *log, uint64_t known) {
    uint64_t last = 0;
    for (size_t i = 0; i < log->count; i++) {
        if (log->entries[i].seq == 0) continue;
        if (log->entries[i].seq != last + 1) return false;
        last++;
    }
    return last >= known;
}

// A line that can be read and counts for nothing: another one stands under its number. Which of the two
// is right nobody knows, so it stays as well.
static Err is_other_line(Redaction *red, const LogEntry *entry, bool *out) {
    Line line;
    *out = false;
    if (entry->seq != 0 || entry->size < 2) return ERR_NONE;
    Err err =
        event_line_read(red->log->bytes.text + entry->at, entry->size - 1, &red->arena, &line);
    *out = !err && line.kind == LINE_EVENT;
    return err;
}

static Err build(Redaction *red, RecordLog *out) {
    bool drop_raw = complete(red->log, red->session->last_seq);
    uint64_t synced = record_log_last_seq(red->log);
    Err err = ERR_NONE;
    for (size_t i = 0; !err && i < red->log->count; i++) {
        const LogEntry *entry = &red->log->entries[i];
        bool stays;
        err = is_other_line(red, entry, &stays);
        if (err || (entry->seq == 0 && drop_raw && !stays)) continue;
        err = red->changed[i] ? record_log_add_event(out, red->changed[i], synced)
                              : record_log_add_bytes(out, entry->seq,
                                                     red->log->bytes.text + entry->at, entry->size);
    }
    out->rewrite = red->log->rewrite;
    return err;
}

Err record_log_redact(const RecordLog *log, const Session *session, bool forget, RecordLog *out,
                      bool *out_changed) {
    record_log_init(out);
    *out_changed = false;
    Redaction red = {.log = log, .session = session};
    arena_init(&red.arena, 0);
    red.changed = calloc(log->count + 1, sizeof *red.changed);
    Err err = red.changed ? read_all(&red, forget) : ERR_MEMORY;
    if (!err) err = sort_ballots(&red);
    if (!err && red.any) {
        err = build(&red, out);
        *out_changed = !err;
        if (err) record_log_finish(out);
    }
    free(red.slots);
    free(red.changed);
    arena_finish(&red.arena);
    return err;
}
