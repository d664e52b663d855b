// Lists a folder's packs. The order of a folder is nobody's choice, so the result is sorted.
#include "storage/scene_find.h"

#include "model/scene.h"
#include "storage/file_ops.h"
#include "storage/scene_form.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *dir;
    int fd;
    ScenePacks *packs;
    bool no_memory;
} Search;

static char *keep(Search *search, const char *dir, const char *name, const char *file) {
    size_t n = strlen(dir), m = strlen(name), k = strlen(file);
    char *text = arena_try_alloc(&search->packs->arena, n + m + k + 1);
    if (!text) {
        search->no_memory = true;
        return NULL;
    }
    memcpy(text, dir, n);
    memcpy(text + n, name, m);
    memcpy(text + n + m, file, k + 1);
    return text;
}

static bool holds_scene(const Search *search, const char *name) {
    struct stat info;
    int folder = file_ops()->open(search->fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (folder < 0) return false;
    int file = file_ops()->open(folder, "scene.json", O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
    bool regular = file >= 0 && file_ops()->stat(file, &info) == 0 && S_ISREG(info.st_mode);
    file_close(file);
    file_close(folder);
    return regular;
}

static bool visit(void *ctx, const char *name) {
    Search *search = ctx;
    ScenePacks *packs = search->packs;
    if (!scene_is_id(name) || !holds_scene(search, name)) return true;
    ScenePack *pack = &packs->packs[packs->count];
    pack->id = keep(search, "", name, "");
    // The folder's name got its slash in scene_find.
    pack->path = keep(search, search->dir, name, "/scene.json");
    if (search->no_memory) return false;
    return ++packs->count < SCENE_PACKS_MAX;
}

static int compare_packs(const void *a, const void *b) {
    return strcmp(((const ScenePack *)a)->id, ((const ScenePack *)b)->id);
}

Err scene_find(const char *scenes_dir, ScenePacks *out, ErrInfo *info) {
    *out = (ScenePacks){0};
    arena_init(&out->arena, 4096);
    out->packs = arena_try_alloc(&out->arena, SCENE_PACKS_MAX * sizeof *out->packs);
    Search search = {.packs = out, .fd = -1};
    size_t length = strlen(scenes_dir);
    bool slash = length > 0 && scenes_dir[length - 1] == '/';
    search.dir = out->packs ? keep(&search, scenes_dir, slash ? "" : "/", "") : NULL;
    if (!search.dir) return err_set(info, ERR_MEMORY, 0, "no memory left to look for scenes");
    search.fd = file_ops()->open(AT_FDCWD, scenes_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (search.fd < 0) {
        Err err = errno == ENOENT || errno == ENOTDIR ? ERR_MISSING : ERR_MACHINE;
        return err_set(info, err, errno,
                       "%s: cannot look for scenes there (%s): give one with --scene", scenes_dir,
                       file_reason(errno));
    }
    int listed = file_ops()->list(search.fd, visit, &search);
    int reason = errno;
    file_close(search.fd);
    if (search.no_memory) return err_set(info, ERR_MEMORY, 0, "no memory left to look for scenes");
    if (listed != 0) {
        return err_set(info, ERR_MACHINE, reason,
                       "%s: cannot look for scenes there (%s): give one with --scene", scenes_dir,
                       file_reason(reason));
    }
    qsort(out->packs, (size_t)out->count, sizeof *out->packs, compare_packs);
    return ERR_NONE;
}

void scene_packs_finish(ScenePacks *packs) {
    if (!packs) return;
    arena_finish(&packs->arena);
    *packs = (ScenePacks){0};
}
