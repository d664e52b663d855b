// From a scene.json to a checked Scene, or to a list of everything that is wrong with it. A scene
// that comes out of here keeps every promise of model/scene.h; a faulty one never comes out.
#ifndef PP_STORAGE_SCENE_LOAD_H
#define PP_STORAGE_SCENE_LOAD_H

#include "base/err.h"
#include "model/scene.h"
#include "storage/fault_list.h"

#include <stddef.h>

// path: of a scene.json, or of the pack's folder. assets_dir: the program's assets, for icons and
// for a picture that is not in the pack; NULL looks at no icons. faults: initialised, empty; takes
// the path and, when this fails, at least one fault. *out is the caller's, for scene_destroy.
// ERR_REFUSED faults in the scene; ERR_MISSING no such file; ERR_MACHINE it cannot be read;
// ERR_MEMORY. *out is NULL for all of these.
Err scene_load(const char *path, const char *assets_dir, Scene **out, FaultList *faults) MUST_CHECK;

// Draws the picture of a poster of width x height, as whoever shows it will. ERR_REFUSED, and a sentence in
// info, when that cannot be done and the picture is at fault; else ERR_NONE.
typedef Err (*SceneTryPicture)(void *context, const char *path, int width, int height,
                               ErrInfo *info);

// The same as scene_load, and a picture that looks well is tried as well: what is wrong inside of it is a
// fault at its place in the scene.
Err scene_load_trying(const char *path, const char *assets_dir, SceneTryPicture try_picture,
                      void *context, Scene **out, FaultList *faults) MUST_CHECK;

// The same from bytes. path is only a name (Scene.path, and in front of faults). pack_dir NULL: the
// picture is looked for in assets_dir only; both NULL: no file is looked at, image_path stays as
// written.
Err scene_load_memory(const char *bytes, size_t n, const char *path, const char *pack_dir,
                      const char *assets_dir, Scene **out, FaultList *faults) MUST_CHECK;

#endif
