// Reading the files of a record: which lines hold, which are missing, where new ones may go. Changes
// nothing on disk; record_files mends what may be mended.
#ifndef PP_STORAGE_RECORD_SCAN_H
#define PP_STORAGE_RECORD_SCAN_H

#include "storage/record.h"
#include "storage/record_log.h"

enum { SEGMENTS_MAX = 1000, SEGMENT_BYTES_MAX = 512 * 1024 * 1024 };

typedef struct {
    int number;       // 1: events.jsonl; n: events-n.jsonl
    size_t size;      // of the file
    size_t good_end;  // where the last line that holds ends, its newline included if it has one
    size_t damaged_bytes;  // unreadable before good_end
    int damaged_places;
    int64_t rewrite;    // of its header; -1: no header that holds
    size_t header_end;  // where its header ends; 0: none that holds
    bool newline;       // the byte before good_end is one
    bool cut;           // after good_end stand lines nobody was told about: they have to leave
    bool edited;        // CR at the end of lines, or a byte order mark
} Segment;

typedef struct {
    RecordLog log;      // sorted, each line once
    Segment *segments;  // owned; by number, those that count
    int segment_count;
    int *stale;  // owned; numbers of segments that a rewrite has left behind
    int stale_count;
    uint64_t snapshot_seq;  // last_seq of session.json; 0: none that can be read
    bool snapshot_there;
    uint64_t last_seq;  // the highest number ever used, as far as can be seen
} RecordScan;

// Name of a segment, into out[32].
void segment_name(int number, char *out);

// Reads the folder. session is initialised, empty, and gets the fold; what was found goes to
// recovery. Folder and files may be damaged in any way. ERR_MISSING: no events file is there.
// ERR_REFUSED: one is no regular file, or too large. ERR_MACHINE, ERR_MEMORY. record_scan_finish in
// any case.
Err record_scan(int folder_fd, const char *session_id, Session *session, RecordScan *out,
                Recovery *recovery, ErrInfo *info) MUST_CHECK;
void record_scan_finish(RecordScan *scan);

#endif
