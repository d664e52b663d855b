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

// The same from bytes. path is only a name (Scene.path, and in front of faults). pack_dir NULL: the
// picture is looked for in assets_dir only; both NULL: no file is looked at, image_path stays as
// written.
Err scene_load_memory(const char *bytes, size_t n, const char *path, const char *pack_dir,
                      const char *assets_dir, Scene **out, FaultList *faults) MUST_CHECK;

#endif
