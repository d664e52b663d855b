// The files of a record that is being written. Runs on the storage thread (and before it starts);
// knows the order of writes, and what may be trusted after one failed.
#ifndef PP_STORAGE_RECORD_FILES_H
#define PP_STORAGE_RECORD_FILES_H

#include "storage/record_log.h"
#include "storage/record_scan.h"

#include <sys/types.h>

typedef struct {
    Str data_dir, folder;  // paths; folder is <data>/sessions/<id>
    char id[EVENT_ID_BYTES_MAX + 1];
    int folder_fd, lock_fd, events_fd;  // -1: not open
    int segment;                        // number of the newest segment
    bool begin_segment;                 // the next write must not touch the segments that are there
    off_t good_size;                    // of the newest segment: all that is synced
    off_t reserved;                     // space is reserved up to here
    size_t synced;                      // entries of the log that are on disk
    size_t first;                       // entry with which the newest segment begins
} RecordFiles;

void record_files_init(RecordFiles *files);
void record_files_finish(RecordFiles *files);  // closes; lets go of the lock

// Splits what the caller of record_open gave into folder, data_dir and id; touches no file but to
// see whether the path is a folder.
Err record_files_find(RecordFiles *files, const char *data_dir_or_path, const char *session_id,
                      ErrInfo *info) MUST_CHECK;

// Makes <data>/sessions/<id> with its lock and a header, all synced. ERR_REFUSED: it is there already.
Err record_files_create(RecordFiles *files, const char *data_dir, const char *id,
                        const RecordLog *log, ErrInfo *info) MUST_CHECK;

// Takes the lock of the folder that folder_fd is: of the folder itself, and of the file for people to
// see. Two, because the file can be deleted. ERR_LOCKED when another program has it. A disk that
// knows no locks locks nobody out.
Err record_files_lock(RecordFiles *files, ErrInfo *info) MUST_CHECK;

// Makes the folder fit to be written after a scan: temporaries and left-behind segments removed, a
// torn tail copied aside and cut off. Fills in segment, good_size and the rest.
Err record_files_mend(RecordFiles *files, const RecordScan *scan, Recovery *recovery,
                      ErrInfo *info) MUST_CHECK;

// Writes and syncs the entries that are not on disk. On failure files says where the next try goes.
Err record_files_append(RecordFiles *files, const RecordLog *log, ErrInfo *info) MUST_CHECK;

// Replaces all segments by one that holds log, whose rewrite number the caller has raised.
Err record_files_rewrite(RecordFiles *files, const RecordLog *log, ErrInfo *info) MUST_CHECK;

// The segment that is written to can still be found under its name.
bool record_files_there(const RecordFiles *files);

// Makes the folder again where it is gone, and opens and locks it; a rewrite has to follow.
Err record_files_restore(RecordFiles *files, ErrInfo *info) MUST_CHECK;

// Replaces session.json, unless it holds these bytes already.
Err record_files_snapshot(RecordFiles *files, const Str *json, ErrInfo *info) MUST_CHECK;

#endif
