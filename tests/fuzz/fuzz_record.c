// A whole record from bytes: events.jsonl, a second segment and session.json as somebody could have left
// them. Looking changes no byte; opening to write mends it, and doing so again changes no byte any
// more; what was whole before is there after.
// The input is files in turn, each ended by a line "---". A line that begins with '!' stands as it is,
// without it; to every other a checksum is put that holds.
#include "storage/record.h"
#include "support/folder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerInitialize(int *argc, char ***argv);

#define ID "2026-11-23-houten-7f3k"

static char *data;

static void need(bool fine) {
    if (!fine) abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    if (access("/dev/shm", W_OK) == 0) (void)setenv("TMPDIR", "/dev/shm", 1);
    return 0;
}

static void put_file(const char *name, const char **at, const char *end) {
    Str text;
    str_init(&text);
    while (*at < end) {
        const char *newline = memchr(*at, '\n', (size_t)(end - *at));
        const char *line = *at;
        size_t length = newline ? (size_t)(newline - line) : (size_t)(end - line);
        *at = newline ? newline + 1 : end;
        if (length == 3 && memcmp(line, "---", 3) == 0) break;
        if (length > 0 && *line == '!')
            str_append_bytes(&text, line + 1, length - 1);
        else {
            str_append_bytes(&text, line, length);
            str_format(&text, ",\"crc\":\"%08lx\"}", crc32(0, (const Bytef *)line, (uInt)length));
        }
        if (newline) str_append(&text, "\n");
    }
    if (text.length > 0)
        file_put(folder_path("%s/sessions/" ID "/%s", data, name), text.text, text.length);
    str_finish(&text);
}

typedef struct {
    Err err;
    uint64_t last_seq;
    int notes;
} Seen;

static Seen look(RecordMode mode) {
    Session session;
    Recovery recovery;
    Record *record = NULL;
    Seen seen = {0};
    seen.err = record_open(data, ID, mode, &session, &recovery, &record, NULL);
    need((record != NULL) == (seen.err == ERR_NONE || seen.err == ERR_NEWER));
    if (!record) return seen;
    seen.last_seq = session.last_seq;
    seen.notes = session_count_notes(&session);
    Str said;
    str_init(&said);
    recovery_describe(&recovery, &said);
    need(str_ok(&said) && recovery_is_clean(&recovery) == (said.length == 0));
    str_finish(&said);
    session_finish(&session);
    need(record_close(record, NULL) == ERR_NONE);
    return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    data = folder_make();
    need(mkdir(folder_path("%s/sessions", data), 0700) == 0);
    need(mkdir(folder_path("%s/sessions/" ID, data), 0700) == 0);
    const char *at = (const char *)bytes, *end = at + n;
    put_file("events.jsonl", &at, end);
    put_file("events-2.jsonl", &at, end);
    put_file("session.json", &at, end);

    unsigned long sum = folder_sum(data);
    Seen before = look(RECORD_LOOK);
    need(folder_sum(data) == sum);
    Seen first = look(RECORD_WRITE);
    // Where nothing can be read there is nothing to write to either.
    need(!first.err == !before.err || before.err == ERR_NEWER);
    need(first.last_seq == before.last_seq && first.notes == before.notes);
    sum = folder_sum(data);
    Seen again = look(RECORD_WRITE);
    need(again.err == first.err && again.notes == first.notes && again.last_seq == first.last_seq);
    need(folder_sum(data) == sum);
    folder_remove(data);
    return 0;
}
