// What the two halves of reading a record share: record_scan.c reads lines, record_settle.c judges
// what they make together.
#ifndef PP_STORAGE_RECORD_SCAN_PRIVATE_H
#define PP_STORAGE_RECORD_SCAN_PRIVATE_H

#include "storage/record_scan.h"

typedef struct {
    uint64_t seq;
    int segment;           // in RecordScan's list
    size_t end;            // where the line ends in it
    size_t damaged_bytes;  // unreadable ones before it
    int damaged_places;
} LinePlace;

typedef struct {
    Session *session;
    const char *id;
    RecordScan *out;
    Recovery *recovery;
    Arena scratch;     // one line
    Segment *segment;  // being read
    const char *text;
    size_t length;
    size_t clean;           // up to here every byte is accounted for
    bool has_tail;          // unreadable bytes end the segment that was read last
    bool disorder;          // lines do not stand in order: fold once more when all are known
    uint64_t known_synced;  // some line says that all up to here was on disk
    LinePlace *places;      // every line, in the order in which they stand; owned
    size_t place_count, place_capacity;
} Scanner;

Err scan_remember_place(Scanner *scan, uint64_t seq, size_t end) MUST_CHECK;

// A later segment with a header of before the last rewrite: the rewrite holds all that it held.
bool scan_is_stale(const Scanner *scan, int number);

void scan_read_snapshot(Scanner *scan, int folder_fd);

// Sorts, drops doubles, finds what is missing and what nobody was told about, folds anew if needed.
Err scan_settle(Scanner *scan) MUST_CHECK;

#endif
