// A pack is known by the id inside it; a folder of the same name is only where to look first.
#include "report_main/pack.h"

#include "base/log.h"
#include "storage/file_ops.h"
#include "storage/scene_find.h"
#include "storage/scene_load.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PICTURE_BYTES_MAX = 8 * 1024 * 1024 };

void pack_init(Pack *pack) {
    pack->scene = NULL;
    str_init(&pack->picture);
}

void pack_finish(Pack *pack) {
    scene_destroy(pack->scene);
    str_finish(&pack->picture);
}

static Scene *load(const char *path, const char *assets, const char *id) {
    Scene *scene = NULL;
    FaultList faults;
    fault_list_init(&faults);
    if (scene_load(path, assets, &scene, &faults) != ERR_NONE) scene = NULL;
    fault_list_finish(&faults);
    if (!scene || str_equal(scene->id, id)) return scene;
    scene_destroy(scene);
    return NULL;
}

static Scene *load_from(const char *folder, const char *assets, const char *id) {
    ScenePacks packs;
    ErrInfo info = {0};
    Scene *scene = NULL;
    if (scene_find(folder, &packs, &info) == ERR_NONE) {
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < packs.count && !scene; i++)
                if (str_equal(packs.packs[i].id, id) == (pass == 0))
                    scene = load(packs.packs[i].path, assets, id);
    }
    scene_packs_finish(&packs);
    return scene;
}

// The folder in which the pack at shown lies with others: without "/scene.json" and its own folder.
static bool folder_around(const char *shown, char folder[PATH_MAX]) {
    if (!*shown || !realpath(shown, folder)) return false;
    const char *name = strrchr(folder, '/');
    int parts = name && strcmp(name, "/scene.json") == 0 ? 2 : 1;
    for (int i = 0; i < parts; i++) {
        char *slash = strrchr(folder, '/');
        if (!slash || slash == folder) return false;
        *slash = '\0';
    }
    return true;
}

void pack_open(const char *share, const char *shown, const char *id, Pack *pack) {
    char assets[PATH_MAX], folder[PATH_MAX];
    if (!id || !*id) return;
    (void)snprintf(assets, sizeof assets, "%s/assets", share);
    if (*shown) pack->scene = load(shown, assets, id);
    if (!pack->scene && folder_around(shown, folder)) pack->scene = load_from(folder, assets, id);
    (void)snprintf(folder, sizeof folder, "%s/scenes", share);
    if (!pack->scene) pack->scene = load_from(folder, assets, id);
    if (!pack->scene) return;
    ErrInfo info = {0};
    if (file_read_all(AT_FDCWD, pack->scene->image_path, PICTURE_BYTES_MAX, &pack->picture,
                      &info) == ERR_NONE)
        return;
    log_err(&info);
    str_clear(&pack->picture);
}
