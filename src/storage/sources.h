// Where meetings for a comparison come from: sessions on this machine, folders of other machines,
// outcomes on sticks. A list of them without doubles, and reading one after the other into facts.
#ifndef PP_STORAGE_SOURCES_H
#define PP_STORAGE_SOURCES_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "model/facts.h"

typedef struct {
    const char *path;  // of a session's folder, or of an outcome's file
    const char *id;
    bool outcome;
} Source;

typedef struct {
    Arena arena;  // owns the texts
    Source *items;
    int count, capacity;
    int doubles;  // left out: another one is the same meeting, and newer or as new
    bool choice;  // some of it was named one by one: not the whole of a collection
} SourceList;

typedef struct SourceReader SourceReader;

void sources_init(SourceList *list);
void sources_finish(SourceList *list);

// name: an id in data_dir, a session's folder, one of its files, an outcome's JSON file, or a folder
// with such things in it (a data folder, a stick), searched four levels deep. ERR_MISSING,
// ERR_REFUSED (a file that is none of these), ERR_MACHINE, each with a sentence.
Err sources_add(SourceList *list, const char *data_dir, const char *name, ErrInfo *info) MUST_CHECK;

// All there is on this machine: own sessions, and what was imported.
Err sources_add_own(SourceList *list, const char *data_dir, ErrInfo *info) MUST_CHECK;

// Sorts by id and keeps of each meeting the newest: by its last event, then its last moment; a whole
// record before an outcome. Reads only those of which there are several.
void sources_settle(SourceList *list);

SourceReader *source_reader_create(void);          // NULL: no memory
void source_reader_destroy(SourceReader *reader);  // accepts NULL

// The facts are good until the next read. ERR_REFUSED, ERR_MACHINE … with a sentence that starts with
// the source's path.
Err source_read(SourceReader *reader, const Source *source, const Scene *scene, Lang lang,
                MeetingFacts *out, ErrInfo *info) MUST_CHECK;

#endif
