// Which scene packs lie in a folder: <scenes>/<id>/scene.json. Only finds; scene_load checks.
#ifndef PP_STORAGE_SCENE_FIND_H
#define PP_STORAGE_SCENE_FIND_H

#include "base/arena.h"
#include "base/err.h"

enum { SCENE_PACKS_MAX = 200 };

typedef struct {
    const char *id;    // the name of its folder
    const char *path;  // of its scene.json
} ScenePack;

typedef struct {
    Arena arena;       // owns all that follows
    ScenePack *packs;  // by id
    int count;
} ScenePacks;

// Links are followed: the program's own data may lie behind one. A folder without packs is fine and
// gives none; ERR_MISSING or ERR_MACHINE and a sentence in info when the folder cannot be read;
// ERR_MEMORY. *out is initialised whatever comes, for scene_packs_finish.
Err scene_find(const char *scenes_dir, ScenePacks *out, ErrInfo *info) MUST_CHECK;
void scene_packs_finish(ScenePacks *packs);

#endif
