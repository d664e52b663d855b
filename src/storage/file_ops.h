// Every operation on files that storage does goes through one table, so that a test can count them,
// make any of them fail, or put a simulated disk underneath. On top of it stand the few helpers that
// the rest of storage uses: whole reads, whole writes, and replacing a file atomically.
#ifndef PP_STORAGE_FILE_OPS_H
#define PP_STORAGE_FILE_OPS_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

// Called for every name in a folder but "." and ".."; the name is borrowed. false stops.
typedef bool (*FileVisit)(void *ctx, const char *name);

// Each works as the system call of its name: -1 and errno on failure. dir_fd may be AT_FDCWD.
typedef struct FileOps {
    int (*open)(int dir_fd, const char *path, int flags, mode_t mode);
    int (*close)(int fd);
    ssize_t (*read)(int fd, void *out, size_t n);
    ssize_t (*pread)(int fd, void *out, size_t n, off_t at);
    ssize_t (*write)(int fd, const void *bytes, size_t n);
    int (*fsync)(int fd);
    int (*fdatasync)(int fd);
    int (*rename)(int from_dir, const char *from, int to_dir, const char *to);
    int (*unlink)(int dir_fd, const char *path, int flags);  // AT_REMOVEDIR for a folder
    int (*mkdir)(int dir_fd, const char *path, mode_t mode);
    int (*stat)(int fd, struct stat *out);
    int (*stat_at)(int dir_fd, const char *path, struct stat *out);  // never follows a last symlink
    int (*chmod)(int fd, mode_t mode);
    int (*truncate)(int fd, off_t size);
    int (*reserve)(int fd, off_t from, off_t bytes);  // space ahead; the file's size stays
    int (*lock)(int fd, int operation);               // flock
    int (*list)(int dir_fd, FileVisit visit, void *ctx);
} FileOps;

const FileOps *file_ops(void);              // never NULL
void file_ops_replace(const FileOps *ops);  // borrowed; NULL returns to the system's. Tests only.
const FileOps *file_ops_system(void);       // the real ones, for a test to pass on to

// Opens a regular file; never follows a symlink in the last place, never waits for a FIFO. Anything
// that is not a regular file is ERR_REFUSED; not there is ERR_MISSING; the rest ERR_MACHINE.
// flags: O_RDONLY, or O_WRONLY with O_CREAT, O_APPEND, O_EXCL. A new file is 0600 whatever the umask.
Err file_open_regular(int dir_fd, const char *path, int flags, int *out_fd,
                      ErrInfo *info) MUST_CHECK;

// Opens a folder, without following a symlink in the last place. Errors as above.
Err file_open_folder(int dir_fd, const char *path, int *out_fd, ErrInfo *info) MUST_CHECK;

// Makes a folder 0700 whatever the umask, synced together with its parent; fine when it is there.
Err file_make_folder(int dir_fd, const char *path, ErrInfo *info) MUST_CHECK;

// Closes, and forgets what close says: for what was only read, or was synced already.
void file_close(int fd);  // -1 is fine

// Appends the whole content to out. max: refuses (ERR_REFUSED) a file larger than this.
Err file_read_fd(int fd, size_t max, Str *out) MUST_CHECK;
Err file_read_all(int dir_fd, const char *path, size_t max, Str *out, ErrInfo *info) MUST_CHECK;

// Writes all n bytes, however often the system has to be asked. On failure errno tells, and
// *out_written (may be NULL) how many bytes went before.
bool file_write_fd(int fd, const char *bytes, size_t n, size_t *out_written);

int file_sync(int fd);       // fsync, repeated while interrupted
int file_data_sync(int fd);  // fdatasync, the same

// Replaces name in the folder: temporary file (0600), write, fsync, close, rename, fsync of the
// folder. After a failure the old file is as it was and the temporary is gone.
Err file_write_atomic(int dir_fd, const char *name, const char *bytes, size_t n,
                      ErrInfo *info) MUST_CHECK;

// Temporaries of file_write_atomic are named "." name ".tmp".
bool file_is_temporary(const char *name);

// Removes a file, or a folder with all that is in it; never follows a symlink. Gone already is fine.
Err file_remove_tree(int dir_fd, const char *name, ErrInfo *info);

// What errno means to a person, in English: "the disk is full".
const char *file_reason(int os_error);

#endif
