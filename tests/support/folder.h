// Temporary folders and whole files, for tests.
#ifndef PP_TESTS_SUPPORT_FOLDER_H
#define PP_TESTS_SUPPORT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

// A new folder under $TMPDIR or /tmp; aborts when it cannot. The caller frees the path.
char *folder_make(void);
void folder_remove(char *path);  // with all in it; frees path

// Path of a name, printf-like; one of eight static buffers in turn.
const char *folder_path(const char *format, ...) __attribute__((format(printf, 1, 2)));

char *file_get(const char *path, size_t *out_size);  // NULL: not there; the caller frees
void file_put(const char *path, const char *bytes, size_t n);
void file_put_text(const char *path, const char *text);
void file_cut(const char *path, size_t size);
bool file_there(const char *path);
int file_mode(const char *path);  // the last nine bits, or -1

// The names, sizes and contents of all files below the folder as one number, to see whether any
// byte changed.
unsigned long folder_sum(const char *path);

// The widest rights of any file below (files) and of any folder below (folders).
void folder_rights(const char *path, int *out_files, int *out_folders);

// The end of a line of a record that begins with these bytes: `,"crc":"…"}` and the newline; static.
const char *test_crc_tail(const char *line);

#endif
