// Meetings that came from other machines on a stick: copies in <data>/imported/<id>, to look at and
// compare. Own sessions are never touched, and nothing that is here is lost: an older copy that a
// newer one takes the place of stays in its folder under "older-N".
#ifndef PP_STORAGE_IMPORTS_H
#define PP_STORAGE_IMPORTS_H

#include "base/err.h"
#include "storage/sessions.h"

enum { IMPORTS_LISTED_MAX = 100000 };

typedef struct {
    int fresh;   // not here before
    int newer;   // took the place of an older copy
    int same;    // here already, as new or newer
    int faulty;  // cannot be read
} ImportCount;

// false: stop. What was taken stays.
typedef bool ImportProgress(void *context, int done, int total);

// Takes all sessions and outcomes from a folder (a stick). ERR_MACHINE: a copy cannot be written;
// those before it are there. Each copy is there whole or not at all.
Err imports_take(const char *data_dir, const char *folder, ImportProgress *progress, void *context,
                 ImportCount *out, ErrInfo *info) MUST_CHECK;

// Adds the newest max of them to a list; owned by the list's arena. ERR_MACHINE, and the list is as it
// was, when their folder cannot be read.
Err imports_list(const char *data_dir, SessionList *list, int max, ErrInfo *info) MUST_CHECK;
// The same, telling before each how far the whole list is. false: stop; it then holds those before.
Err imports_list_telling(const char *data_dir, SessionsTell *tell, void *context, SessionList *list,
                         int max, ErrInfo *info) MUST_CHECK;

// The folder of an imported session, whole as it was recorded; false: there is none.
bool imports_folder(const char *data_dir, const char *id, char *out, size_t size);
// Also of one that a kill cut off.
bool imports_has(const char *data_dir, const char *id);
Err imports_delete(const char *data_dir, const char *id, ErrInfo *info) MUST_CHECK;  // ERR_MISSING

#endif
