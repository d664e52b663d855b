// Finding meetings, and reading them. Invariant: nothing here writes.
#include "storage/sources.h"

#include "base/no_memory.h"
#include "storage/file_ops.h"
#include "storage/outcome_read.h"
#include "storage/record.h"
#include "storage/session_json.h"
#include "storage/sessions_paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEPTH_MAX = 4,
    HEAD_BYTES = 1024,
    OUTCOME_BYTES_MAX = 64 * 1024 * 1024,
    NAMES_FIRST = 64,
};

struct SourceReader {
    Session session;
    bool has_session;
    Arena arena;
    Str bytes;
};

void sources_init(SourceList *list) {
    *list = (SourceList){0};
    arena_init(&list->arena, 0);
}

void sources_finish(SourceList *list) {
    if (!list) return;
    arena_finish(&list->arena);
    free(list->items);
    *list = (SourceList){0};
}

static void add(SourceList *list, const char *path, const char *id, bool outcome) {
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : NAMES_FIRST;
        list->items = realloc(list->items, (size_t)list->capacity * sizeof *list->items);
        if (!list->items) no_memory();
    }
    list->items[list->count++] = (Source){.path = arena_strdup(&list->arena, path),
                                          .id = arena_strdup(&list->arena, id),
                                          .outcome = outcome};
}

// ---- Looking at the first bytes ----------------------------------------------------------------------

static bool read_head(int folder_fd, const char *name, char out[HEAD_BYTES + 1]) {
    int fd;
    if (file_open_regular(folder_fd, name, O_RDONLY, &fd, NULL)) return false;
    ssize_t n = file_ops()->pread(fd, out, HEAD_BYTES, 0);
    file_close(fd);
    out[n > 0 ? n : 0] = '\0';
    return n > 0;
}

// The text of a member in the first bytes, however it is spaced. out: at least 64 bytes.
static bool head_member(const char *head, const char *name, char out[64]) {
    const char *at = strstr(head, name);
    if (!at) return false;
    at += strlen(name);
    at += strspn(at, " \t\r\n");
    if (*at++ != ':') return false;
    at += strspn(at, " \t\r\n");
    if (*at++ != '"') return false;
    size_t n = strcspn(at, "\"");
    if (n >= 64 || at[n] != '"') return false;
    memcpy(out, at, n);
    out[n] = '\0';
    return true;
}

static const char *last_part(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// A folder that somebody renamed keeps its session: its first line says which.
static void add_record(SourceList *list, const char *path, int folder_fd) {
    char head[HEAD_BYTES + 1], id[64];
    bool known = (read_head(folder_fd, RECORD_EVENTS, head) &&
                  head_member(head, "\"session\"", id) && session_id_valid(id)) ||
                 (read_head(folder_fd, RECORD_SNAPSHOT, head) && head_member(head, "\"id\"", id) &&
                  session_id_valid(id));
    add(list, path, known ? id : last_part(path), false);
}

static bool add_outcome(SourceList *list, const char *path) {
    char head[HEAD_BYTES + 1], format[64], id[64];
    if (!read_head(AT_FDCWD, path, head) || !head_member(head, "\"format\"", format) ||
        strcmp(format, OUTCOME_FORMAT) != 0 || !head_member(head, "\"id\"", id) ||
        !session_id_valid(id))
        return false;
    add(list, path, id, true);
    return true;
}

// ---- Walking ---------------------------------------------------------------------------------------

typedef struct {
    Arena *arena;
    const char **names;
    int count, capacity;
} Names;

static bool note_name(void *ctx, const char *name) {
    Names *names = ctx;
    if (name[0] == '.') return true;
    if (names->count == names->capacity) {
        names->capacity = names->capacity ? names->capacity * 2 : NAMES_FIRST;
        names->names = realloc(names->names, (size_t)names->capacity * sizeof *names->names);
        if (!names->names) no_memory();
    }
    names->names[names->count++] = arena_strdup(names->arena, name);
    return true;
}

static bool is_there(int folder_fd, const char *name) {
    struct stat status;
    return file_ops()->stat_at(folder_fd, name, &status) == 0;
}

static bool ends_in_json(const char *name) {
    size_t n = strlen(name);
    return n > 5 && strcmp(name + n - 5, ".json") == 0;
}

static Err walk(SourceList *list, const char *path, int depth, ErrInfo *info);

static void walk_names(SourceList *list, const char *path, int folder_fd, const Names *names,
                       int depth) {
    // In a data folder exports stand a second time: only its sessions and imports count.
    bool data = is_there(folder_fd, SESSIONS_FOLDER);
    for (int i = 0; i < names->count; i++) {
        const char *name = names->names[i];
        if (strncmp(name, IMPORT_OLDER, sizeof IMPORT_OLDER - 1) == 0) continue;
        if (data && strcmp(name, SESSIONS_FOLDER) != 0 && strcmp(name, IMPORTS_FOLDER) != 0)
            continue;
        struct stat status;
        if (file_ops()->stat_at(folder_fd, name, &status) != 0) continue;
        char *below = arena_format(&list->arena, "%s/%s", path, name);
        if (S_ISDIR(status.st_mode) && depth < DEPTH_MAX)
            (void)walk(list, below, depth + 1, NULL);
        else if (S_ISREG(status.st_mode) && ends_in_json(name))
            (void)add_outcome(list, below);
    }
}

static Err walk(SourceList *list, const char *path, int depth, ErrInfo *info) {
    int folder_fd;
    Err err = file_open_folder(AT_FDCWD, path, &folder_fd, info);
    if (err) return err;
    if (is_there(folder_fd, RECORD_EVENTS) || is_there(folder_fd, RECORD_SNAPSHOT)) {
        add_record(list, path, folder_fd);
    } else {
        Arena scratch;
        arena_init(&scratch, 0);
        Names names = {.arena = &scratch};
        if (file_ops()->list(folder_fd, note_name, &names) != 0)
            err = err_set(info, ERR_MACHINE, errno, "%s: cannot be read: %s", path,
                          file_reason(errno));
        else
            walk_names(list, path, folder_fd, &names, depth);
        free(names.names);
        arena_finish(&scratch);
    }
    file_close(folder_fd);
    return err;
}

Err sources_add_own(SourceList *list, const char *data_dir, ErrInfo *info) {
    static const char *const folders[] = {SESSIONS_FOLDER, IMPORTS_FOLDER};
    for (int i = 0; i < 2; i++) {
        char *path = arena_format(&list->arena, "%s/%s", data_dir, folders[i]);
        Err err = walk(list, path, 1, info);
        if (err && err != ERR_MISSING) return err;
    }
    return ERR_NONE;
}

static Err missing(ErrInfo *info, const char *name) {
    return err_set(info, ERR_MISSING, 0, "%s: there is no such session: see `praatplaat sessions`",
                   name);
}

Err sources_add(SourceList *list, const char *data_dir, const char *name, ErrInfo *info) {
    if (session_id_valid(name)) {
        static const char *const folders[] = {SESSIONS_FOLDER, IMPORTS_FOLDER};
        for (int i = 0; i < 2; i++) {
            char *path = arena_format(&list->arena, "%s/%s/%s", data_dir, folders[i], name);
            list->choice = true;
            if (walk(list, path, DEPTH_MAX, NULL) == ERR_NONE) return ERR_NONE;
        }
    }
    char *path = arena_strdup(&list->arena, name);
    for (size_t n = strlen(path); n > 1 && path[n - 1] == '/'; n--) path[n - 1] = '\0';
    struct stat status;
    if (file_ops()->stat_at(AT_FDCWD, path, &status) != 0) return missing(info, name);
    int before = list->count;
    if (S_ISDIR(status.st_mode)) {
        Err err = walk(list, path, 0, info);
        if (err) return err;
        if (list->count == before)
            return err_set(info, ERR_REFUSED, 0, "%s: holds no sessions and no outcomes", name);
        if (list->count == before + 1 && strcmp(list->items[before].path, path) == 0)
            list->choice = true;
        return ERR_NONE;
    }
    list->choice = true;
    if (add_outcome(list, path)) return ERR_NONE;
    const char *file = last_part(path);
    if (strcmp(file, RECORD_SNAPSHOT) != 0 && strncmp(file, "events", 6) != 0)
        return err_set(info, ERR_REFUSED, 0, "%s: is no file of a session and no outcome", name);
    char *slash = strrchr(path, '/');
    if (slash) *slash = '\0';
    return walk(list, slash ? path : ".", DEPTH_MAX, info);
}

// ---- Doubles ---------------------------------------------------------------------------------------

static int by_id(const void *a, const void *b) {
    const Source *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    return order ? order : strcmp(left->path, right->path);
}

typedef struct {
    uint64_t seq;
    int64_t ms;
    bool whole, readable;
} Age;

static Age age_of(SourceReader *reader, const Source *source) {
    MeetingFacts *facts = calloc(1, sizeof *facts);
    Age age = {.whole = !source->outcome};
    if (facts && source_read(reader, source, NULL, LANG_NL, facts, NULL) == ERR_NONE)
        age = (Age){facts->last_seq, facts->last_ms, !source->outcome, true};
    free(facts);
    return age;
}

static bool newer(const Age *a, const Age *b) {
    if (a->readable != b->readable) return a->readable;
    if (a->seq != b->seq) return a->seq > b->seq;
    if (a->ms != b->ms) return a->ms > b->ms;
    return a->whole && !b->whole;
}

void sources_settle(SourceList *list) {
    if (list->count > 1) qsort(list->items, (size_t)list->count, sizeof *list->items, by_id);
    SourceReader *reader = NULL;
    int kept = 0;
    for (int i = 0; i < list->count;) {
        int end = i + 1, best = i;
        while (end < list->count && strcmp(list->items[i].id, list->items[end].id) == 0) end++;
        if (end - i > 1) {
            if (!reader) reader = source_reader_create();
            if (!reader) no_memory();
            Age age = age_of(reader, &list->items[i]);
            for (int k = i + 1; k < end; k++) {
                Age other = age_of(reader, &list->items[k]);
                if (!newer(&other, &age)) continue;
                best = k;
                age = other;
            }
            list->doubles += end - i - 1;
        }
        list->items[kept++] = list->items[best];
        i = end;
    }
    list->count = kept;
    source_reader_destroy(reader);
}

// ---- Reading ---------------------------------------------------------------------------------------

SourceReader *source_reader_create(void) {
    SourceReader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    arena_init(&reader->arena, 0);
    str_init(&reader->bytes);
    return reader;
}

static void forget(SourceReader *reader) {
    if (reader->has_session) session_finish(&reader->session);
    reader->has_session = false;
    arena_reset(&reader->arena);
    str_clear(&reader->bytes);
}

void source_reader_destroy(SourceReader *reader) {
    if (!reader) return;
    forget(reader);
    arena_finish(&reader->arena);
    str_finish(&reader->bytes);
    free(reader);
}

static Err read_outcome(SourceReader *reader, const Source *source, const Scene *scene, Lang lang,
                        MeetingFacts *out, ErrInfo *info) {
    ErrInfo why = {0};
    Err err = file_read_all(AT_FDCWD, source->path, OUTCOME_BYTES_MAX, &reader->bytes, info);
    if (err) return err;
    err = outcome_read(str_text(&reader->bytes), reader->bytes.length, scene, lang, &reader->arena,
                       out, &why);
    return err ? err_set(info, err, 0, "%s: %s", source->path, why.text) : ERR_NONE;
}

Err source_read(SourceReader *reader, const Source *source, const Scene *scene, Lang lang,
                MeetingFacts *out, ErrInfo *info) {
    forget(reader);
    if (source->outcome) return read_outcome(reader, source, scene, lang, out, info);
    Recovery recovery;
    Record *record = NULL;
    ErrInfo why = {0};
    // Locked by a meeting that runs, or of a newer version: there to look at all the same.
    Err err =
        record_open(source->path, NULL, RECORD_LOOK, &reader->session, &recovery, &record, &why);
    if (!record)
        return err_set(info, err ? err : ERR_MACHINE, why.os_error,
                       "%s: cannot be read, its files are damaged: it is left out", source->path);
    reader->has_session = true;
    (void)record_close(record, NULL);
    facts_of_session(&reader->session, scene, lang, out);
    out->id = source->id;
    return ERR_NONE;
}
