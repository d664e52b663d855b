// Copying meetings from a stick. Invariant: a copy is made under a name that nothing reads, synced, and
// only then gets its own; a copy that was here is at no moment in a place that is emptied.
#include "storage/imports.h"

#include "base/no_memory.h"
#include "storage/file_ops.h"
#include "storage/sessions_paths.h"
#include "storage/sources.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_BYTES_MAX = 256 * 1024 * 1024, OLDER_MAX = 1000 };

#define INCOMING ".incoming-"
#define IMPORT_OUTCOME "outcome.json"

// ---- Copying ---------------------------------------------------------------------------------------

static Err copy_file(int from_fd, const char *from, int to_fd, const char *to, ErrInfo *info) {
    Str bytes;
    str_init(&bytes);
    Err err = file_read_all(from_fd, from, FILE_BYTES_MAX, &bytes, info);
    if (!err) err = file_write_atomic(to_fd, to, str_text(&bytes), bytes.length, info);
    str_finish(&bytes);
    return err;
}

typedef struct {
    int from_fd, to_fd;
    Err err;
    ErrInfo *info;
} Copying;

static bool copy_record_file(void *ctx, const char *name) {
    Copying *copying = ctx;
    bool events = strncmp(name, "events", 6) == 0 && strstr(name, ".jsonl") != NULL;
    if (!events && strcmp(name, RECORD_SNAPSHOT) != 0) return true;
    copying->err = copy_file(copying->from_fd, name, copying->to_fd, name, copying->info);
    return copying->err == ERR_NONE;
}

static Err copy_source(const Source *source, int to_fd, ErrInfo *info) {
    if (source->outcome) return copy_file(AT_FDCWD, source->path, to_fd, IMPORT_OUTCOME, info);
    Copying copying = {.from_fd = -1, .to_fd = to_fd, .info = info};
    Err err = file_open_folder(AT_FDCWD, source->path, &copying.from_fd, info);
    if (err) return err;
    if (file_ops()->list(copying.from_fd, copy_record_file, &copying) != 0 && !copying.err)
        copying.err = err_set(info, ERR_MACHINE, errno, "%s: cannot be read: %s", source->path,
                              file_reason(errno));
    file_close(copying.from_fd);
    return copying.err;
}

// For sure: a disk that does not answer has not said so.
static bool gone(int folder_fd, const char *name) {
    struct stat status;
    return file_ops()->stat_at(folder_fd, name, &status) != 0 && errno == ENOENT;
}

// Whatever stands under the name goes into the new copy's folder.
static Err keep_older(int imports_fd, const char *id, const char *incoming, ErrInfo *info) {
    if (gone(imports_fd, id)) return ERR_NONE;
    for (int i = 1; i < OLDER_MAX; i++) {
        char name[200], below[220];
        (void)snprintf(name, sizeof name, "%s/" IMPORT_OLDER "%d", id, i);
        (void)snprintf(below, sizeof below, "%s/" IMPORT_OLDER "%d", incoming, i);
        // Those it kept move along one by one, it comes behind them.
        bool last = gone(imports_fd, name);
        if (file_ops()->rename(imports_fd, last ? id : name, imports_fd, below) != 0) break;
        if (last) return ERR_NONE;
    }
    return err_set(info, ERR_MACHINE, errno, "%s: the older copy cannot be kept: %s", id,
                   file_reason(errno));
}

// What a try that failed or was killed left behind. The older copies in it are worth more than the
// new one: that is on the stick still.
static void mend(int imports_fd, const char *id) {
    char incoming[100], here[200], back[200];
    (void)snprintf(incoming, sizeof incoming, INCOMING "%.70s", id);
    if (gone(imports_fd, incoming)) return;
    (void)snprintf(here, sizeof here, "%s/" IMPORT_OLDER "1", incoming);
    // Whole, and all that was here moved into it: only its name was missing.
    if (gone(imports_fd, id) && !gone(imports_fd, here)) {
        (void)file_ops()->rename(imports_fd, incoming, imports_fd, id);
        return;
    }
    for (int i = 1; i < OLDER_MAX; i++) {
        (void)snprintf(here, sizeof here, "%s/" IMPORT_OLDER "%d", incoming, i);
        (void)snprintf(back, sizeof back, "%s/" IMPORT_OLDER "%d", id, i);
        if (gone(imports_fd, here)) break;
        if (file_ops()->rename(imports_fd, here, imports_fd, back) != 0) return;
    }
    (void)file_remove_tree(imports_fd, incoming, NULL);
}

static Err take_one(int imports_fd, const Source *source, ErrInfo *info) {
    char incoming[100];
    (void)snprintf(incoming, sizeof incoming, INCOMING "%.70s", source->id);
    Err err = file_make_folder(imports_fd, incoming, info);
    int to_fd = -1;
    if (!err) err = file_open_folder(imports_fd, incoming, &to_fd, info);
    if (!err) err = copy_source(source, to_fd, info);
    if (!err) err = keep_older(imports_fd, source->id, incoming, info);
    if (!err && file_sync(to_fd) != 0)
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be saved: %s", source->id,
                      file_reason(errno));
    file_close(to_fd);
    if (!err && file_ops()->rename(imports_fd, incoming, imports_fd, source->id) != 0)
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be saved: %s", source->id,
                      file_reason(errno));
    if (err) mend(imports_fd, source->id);
    return err;
}

// ---- What is new ------------------------------------------------------------------------------------

typedef struct {
    bool there;
    uint64_t seq;
    int64_t ms;
    bool whole;
} Age;

static Age age_of(SourceReader *reader, const Source *source) {
    MeetingFacts *facts = calloc(1, sizeof *facts);
    Age age = {0};
    if (facts && source_read(reader, source, NULL, LANG_NL, facts, NULL) == ERR_NONE)
        age = (Age){true, facts->last_seq, facts->last_ms, !source->outcome};
    free(facts);
    return age;
}

// The newest of what is here under that id, own or imported.
static Age age_here(SourceReader *reader, const char *data_dir, const char *id) {
    static const char *const folders[] = {SESSIONS_FOLDER, IMPORTS_FOLDER};
    Age best = {0};
    for (int i = 0; i < 2; i++) {
        SourceList list;
        sources_init(&list);
        char *path = arena_format(&list.arena, "%s/%s/%s", data_dir, folders[i], id);
        Err err = sources_add(&list, data_dir, path, NULL);
        for (int k = 0; !err && k < list.count; k++) {
            if (strcmp(list.items[k].id, id) != 0) continue;
            Age age = age_of(reader, &list.items[k]);
            bool newer = age.seq > best.seq || (age.seq == best.seq && age.ms > best.ms);
            if (age.there && (!best.there || newer)) best = age;
            best.whole = best.whole || age.whole;
        }
        sources_finish(&list);
    }
    return best;
}

static bool brings_news(const Age *stick, const Age *here) {
    if (!here->there || stick->seq != here->seq) return !here->there || stick->seq > here->seq;
    return stick->ms > here->ms || (stick->whole && !here->whole);
}

Err imports_take(const char *data_dir, const char *folder, ImportProgress *progress, void *context,
                 ImportCount *out, ErrInfo *info) {
    *out = (ImportCount){0};
    SourceList list;
    sources_init(&list);
    SourceReader *reader = source_reader_create();
    char *path = arena_format(&list.arena, "%s/%s", data_dir, IMPORTS_FOLDER);
    int imports_fd = -1;
    Err err = reader ? sources_add(&list, "", folder, info)
                     : err_set(info, ERR_MEMORY, 0, "no memory left");
    if (err == ERR_REFUSED) err = ERR_NONE;  // nothing on it
    if (!err) sources_settle(&list);
    out->same = list.doubles;
    if (!err && list.count > 0) err = file_make_folder(AT_FDCWD, path, info);
    if (!err && list.count > 0) err = file_open_folder(AT_FDCWD, path, &imports_fd, info);
    for (int i = 0; i < list.count && !err; i++) {
        if (progress && !progress(context, i, list.count)) break;
        const Source *source = &list.items[i];
        bool named = session_id_valid(source->id);
        if (named) mend(imports_fd, source->id);
        Age stick = age_of(reader, source), here = age_here(reader, data_dir, source->id);
        if (!stick.there || !named) {
            out->faulty++;
        } else if (!brings_news(&stick, &here)) {
            out->same++;
        } else {
            err = take_one(imports_fd, source, info);
            if (err) break;
            out->fresh += !here.there;
            out->newer += here.there;
        }
    }
    if (imports_fd >= 0 && file_sync(imports_fd) != 0 && !err)
        err =
            err_set(info, ERR_MACHINE, errno, "%s: cannot be saved: %s", path, file_reason(errno));
    file_close(imports_fd);
    source_reader_destroy(reader);
    sources_finish(&list);
    return err;
}

// ---- Listing and deleting ----------------------------------------------------------------------------

typedef struct {
    Arena *arena;
    const char **names;
    int count, capacity;
} Names;

static bool note_id(void *ctx, const char *name) {
    Names *names = ctx;
    if (!session_id_valid(name)) return true;
    if (names->count == names->capacity) {
        names->capacity = names->capacity ? names->capacity * 2 : 64;
        names->names = realloc(names->names, (size_t)names->capacity * sizeof *names->names);
        if (!names->names) no_memory();
    }
    names->names[names->count++] = arena_strdup(names->arena, name);
    return true;
}

static int newest_first(const void *a, const void *b) {
    return -strcmp(*(const char *const *)a, *(const char *const *)b);
}

static SessionSummary summary_of(SessionList *list, const MeetingFacts *facts) {
    SessionSummary summary = {.id = arena_strdup(&list->arena, facts->id),
                              .place = arena_strdup(&list->arena, facts->place),
                              .group = arena_strdup(&list->arena, facts->group),
                              .programme = arena_strdup(&list->arena, facts->programme),
                              .scene = arena_strdup(&list->arena, facts->scene),
                              .previous = arena_strdup(&list->arena, facts->previous),
                              .delete_by = arena_strdup(&list->arena, facts->delete_by),
                              .state = facts->closed ? SESSION_CLOSED : SESSION_PAUSED,
                              .created_ms = facts->created_ms,
                              .last_ms = facts->last_ms,
                              .last_seq = facts->last_seq,
                              .people = facts->people,
                              .notes = facts->note_count,
                              .agreements = facts->agreement_count,
                              .incomplete = facts->incomplete,
                              .imported = true};
    for (int i = 0; i < facts->scale_count; i++) summary.votes += facts->scales[i].all.n;
    summary.votes += facts->dots_n > 0 ? facts->dots_n : 0;
    return summary;
}

static bool listed(const SessionList *list, const char *id) {
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0) return true;
    return false;
}

static int by_day(const void *a, const void *b) {
    const SessionSummary *left = a, *right = b;
    if (left->created_ms && right->created_ms && left->created_ms != right->created_ms)
        return left->created_ms > right->created_ms ? -1 : 1;
    return -strcmp(left->id, right->id);
}

Err imports_list(const char *data_dir, SessionList *list, int max, ErrInfo *info) {
    return imports_list_telling(data_dir, NULL, NULL, list, max, info);
}

Err imports_list_telling(const char *data_dir, SessionsTell *tell, void *context, SessionList *list,
                         int max, ErrInfo *info) {
    char *path = arena_format(&list->arena, "%s/%s", data_dir, IMPORTS_FOLDER);
    int fd;
    Err err = file_open_folder(AT_FDCWD, path, &fd, info);
    if (err) return err == ERR_MISSING ? ERR_NONE : err;
    Names names = {.arena = &list->arena};
    if (file_ops()->list(fd, note_id, &names) != 0)
        err = err_set(info, ERR_MACHINE, errno, "%s: cannot be read: %s", path, file_reason(errno));
    file_close(fd);
    if (err) {
        free(names.names);
        return err;
    }
    if (names.count > 1) qsort(names.names, (size_t)names.count, sizeof *names.names, newest_first);
    if (names.count > max) names.count = max;
    SessionSummary *items =
        arena_alloc(&list->arena, (size_t)(list->count + names.count + 1) * sizeof *items);
    if (list->count) memcpy(items, list->items, (size_t)list->count * sizeof *items);
    list->items = items;
    SourceReader *reader = source_reader_create();
    MeetingFacts *facts = calloc(1, sizeof *facts);
    int before = list->count;
    for (int i = 0; reader && facts && i < names.count; i++) {
        if (tell && !tell(context, before + i, before + names.count)) break;
        if (listed(list, names.names[i])) continue;  // an own one stands for both
        SourceList one;
        sources_init(&one);
        ErrInfo why = {0};
        char *folder = arena_format(&one.arena, "%s/%s", path, names.names[i]);
        if (sources_add(&one, data_dir, folder, &why) == ERR_NONE && one.count > 0) {
            sources_settle(&one);
            if (source_read(reader, &one.items[0], NULL, LANG_NL, facts, &why) == ERR_NONE)
                list->items[list->count++] = summary_of(list, facts);
        }
        sources_finish(&one);
    }
    free(facts);
    source_reader_destroy(reader);
    free(names.names);
    if (list->count > 1) qsort(list->items, (size_t)list->count, sizeof *list->items, by_day);
    return ERR_NONE;
}

bool imports_folder(const char *data_dir, const char *id, char *out, size_t size) {
    int n = snprintf(out, size, "%s/%s/%s", data_dir, IMPORTS_FOLDER, id);
    if (n <= 0 || (size_t)n >= size || !session_id_valid(id)) return false;
    int fd;
    if (file_open_folder(AT_FDCWD, out, &fd, NULL)) return false;
    struct stat status;
    bool record = file_ops()->stat_at(fd, RECORD_EVENTS, &status) == 0 ||
                  file_ops()->stat_at(fd, RECORD_SNAPSHOT, &status) == 0;
    file_close(fd);
    return record;
}

bool imports_has(const char *data_dir, const char *id) {
    static const char *const names[] = {"", INCOMING};
    bool there = false;
    for (int i = 0; i < 2 && !there; i++) {
        Str path;
        str_init(&path);
        str_format(&path, "%s/%s/%s%s", data_dir, IMPORTS_FOLDER, names[i], id);
        struct stat status;
        there = str_ok(&path) && file_ops()->stat_at(AT_FDCWD, path.text, &status) == 0;
        str_finish(&path);
    }
    return there;
}

Err imports_delete(const char *data_dir, const char *id, ErrInfo *info) {
    Str path;
    str_init(&path);
    str_format(&path, "%s/%s", data_dir, IMPORTS_FOLDER);
    int fd;
    Err err = str_ok(&path) ? file_open_folder(AT_FDCWD, path.text, &fd, info) : ERR_MEMORY;
    str_finish(&path);
    if (err) return err;
    char incoming[100];
    (void)snprintf(incoming, sizeof incoming, INCOMING "%.70s", id);
    bool left = !gone(fd, incoming);
    if (left) err = file_remove_tree(fd, incoming, info);
    if (err) {
        file_close(fd);
        return err;
    }
    if (gone(fd, id))
        err =
            left ? ERR_NONE : err_set(info, ERR_MISSING, errno, "%s: there is no such session", id);
    else
        err = file_remove_tree(fd, id, info);
    file_close(fd);
    return err;
}
