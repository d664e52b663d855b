// Reads a scene: bytes, then a tree with positions (json_scan), then the tables (scene_form). The
// tree lies in an arena of its own that is gone at the end; the Scene keeps only its own.
#include "storage/scene_load.h"

#include "storage/file_ops.h"
#include "storage/json_scan.h"
#include "storage/scene_form.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// A newer format may have members that this program does not know: to list them all as unknown
// would only hide what is the matter.
static bool is_newer(SceneReader *reader, const JsonValue *root) {
    const JsonValue *version = json_member(root, "version");
    if (!version || version->kind != JSON_NUMBER || version->number <= SCENE_VERSION) return false;
    scene_fault(reader, version,
                "version %.10g of the scene format is newer than this program, which reads "
                "version %d: install a newer program",
                version->number, SCENE_VERSION);
    return true;
}

static Err out_of_memory(FaultList *faults) {
    fault_add(faults, 0, 0, "no memory left to read this scene: close other programs");
    return ERR_MEMORY;
}

static Err read_tree(SceneReader *reader, const char *bytes, size_t n) {
    int before = reader->faults->total;
    Arena tree;
    arena_init(&tree, 256 * 1024);
    JsonValue *root;
    Err err = json_read(bytes, n, JSON_BOM_OK, &tree, reader->faults, &root);
    if (err != ERR_MEMORY && root && !is_newer(reader, root)) {
        reader->title = json_member(root, "title");
        scene_form_read(reader, &scene_form, root, reader->scene);
        reader->title = NULL;
    }
    arena_finish(&tree);
    if (err == ERR_MEMORY || reader->no_memory) return out_of_memory(reader->faults);
    return reader->faults->total == before ? ERR_NONE : ERR_REFUSED;
}

typedef struct {
    const char *pack_dir, *assets_dir;
    SceneTryPicture try_picture;
    void *try_context;
} Ways;

static Err load_bytes(const char *bytes, size_t n, const char *path, const Ways *ways, Scene **out,
                      FaultList *faults) {
    *out = NULL;
    fault_list_name(faults, path);
    Scene *scene = calloc(1, sizeof *scene);
    if (!scene) return out_of_memory(faults);
    arena_init(&scene->arena, 0);
    SceneReader reader = {.scene = scene,
                          .faults = faults,
                          .pack_dir = ways->pack_dir,
                          .assets_dir = ways->assets_dir,
                          .try_picture = ways->try_picture,
                          .try_context = ways->try_context};
    scene->path = scene_keep(&reader, path);
    scene->fingerprint = (uint32_t)crc32(crc32(0, NULL, 0), (const unsigned char *)bytes, (uInt)n);
    Err err = read_tree(&reader, bytes, n);
    if (err) {
        scene_destroy(scene);
        return err;
    }
    *out = scene;
    return ERR_NONE;
}

Err scene_load_memory(const char *bytes, size_t n, const char *path, const char *pack_dir,
                      const char *assets_dir, Scene **out, FaultList *faults) {
    const Ways ways = {.pack_dir = pack_dir, .assets_dir = assets_dir};
    return load_bytes(bytes, n, path, &ways, out, faults);
}

// ---- From a file ------------------------------------------------------------------------------------

static Err unreadable(FaultList *faults, Err err, const char *why) {
    fault_add(faults, 0, 0, "cannot be read (%s): give the path of a scene.json or of its folder",
              why);
    return err;
}

// Unlike a picture's path, this one was chosen by the person at the keyboard: links are fine. But a
// FIFO must not make the program wait, nor a device feed it for ever.
static Err open_scene(const char *path, bool *out_folder, int *out_fd, FaultList *faults) {
    *out_folder = false;
    *out_fd = file_ops()->open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
    if (*out_fd < 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        return unreadable(faults, missing ? ERR_MISSING : ERR_MACHINE, file_reason(errno));
    }
    struct stat info;
    if (file_ops()->stat(*out_fd, &info) != 0) {
        int reason = errno;
        file_close(*out_fd);
        return unreadable(faults, ERR_MACHINE, file_reason(reason));
    }
    *out_folder = S_ISDIR(info.st_mode);
    if (*out_folder || S_ISREG(info.st_mode)) return ERR_NONE;
    file_close(*out_fd);
    return unreadable(faults, ERR_REFUSED, "it is no plain file");
}

// out_path: the file's path. Opens it, whether path was the file's or its folder's.
static Err open_pack(const char *path, Str *out_path, int *out_fd, FaultList *faults) {
    bool folder;
    str_append(out_path, path);
    Err err = open_scene(path, &folder, out_fd, faults);
    if (err || !folder) return err;
    file_close(*out_fd);
    bool slash = out_path->length > 0 && out_path->text[out_path->length - 1] == '/';
    str_append(out_path, slash ? "scene.json" : "/scene.json");
    if (!str_ok(out_path)) return out_of_memory(faults);
    fault_list_name(faults, str_text(out_path));
    err = open_scene(str_text(out_path), &folder, out_fd, faults);
    if (err || !folder) return err;
    file_close(*out_fd);
    return unreadable(faults, ERR_REFUSED, "it is a folder");
}

// The folder part of a file's path, "." when there is none.
static void folder_of(const char *path, Str *out) {
    const char *slash = strrchr(path, '/');
    if (!slash) {
        str_append(out, ".");
    } else {
        str_append_bytes(out, path, slash == path ? 1 : (size_t)(slash - path));
    }
}

Err scene_load(const char *path, const char *assets_dir, Scene **out, FaultList *faults) {
    return scene_load_trying(path, assets_dir, NULL, NULL, out, faults);
}

Err scene_load_trying(const char *path, const char *assets_dir, SceneTryPicture try_picture,
                      void *context, Scene **out, FaultList *faults) {
    *out = NULL;
    Str file, folder, bytes;
    str_init(&file);
    str_init(&folder);
    str_init(&bytes);
    fault_list_name(faults, path);
    int fd = -1;
    Err err = open_pack(path, &file, &fd, faults);
    if (err) goto done;
    err = file_read_fd(fd, JSON_BYTES_MAX, &bytes);
    int reason = errno;
    file_close(fd);
    folder_of(str_text(&file), &folder);
    if (err == ERR_REFUSED) {
        fault_add(faults, 0, 0, "has more than %d MB: this is no scene", JSON_BYTES_MAX >> 20);
    } else if (err == ERR_MEMORY || (!err && (!str_ok(&folder) || !str_ok(&file)))) {
        err = out_of_memory(faults);
    } else if (err) {
        (void)unreadable(faults, err, file_reason(reason));
    } else {
        const Ways ways = {str_text(&folder), assets_dir, try_picture, context};
        err = load_bytes(str_text(&bytes), bytes.length, str_text(&file), &ways, out, faults);
    }
done:
    str_finish(&bytes);
    str_finish(&folder);
    str_finish(&file);
    return err;
}
