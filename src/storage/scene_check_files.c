// The files that a scene names: its picture and its icons. A path is walked one folder at a time
// and no symbolic link is followed below the pack's or the program's own folder, so that a pack
// from a stranger can name nothing outside the two.
#include "storage/scene_form.h"

#include "base/str.h"
#include "storage/file_ops.h"
#include "storage/image_probe.h"
#include "storage/suggest.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>

enum { COMPONENT_MAX = 120 };

// The folder itself may be reached over links: the person who starts the program chose it.
static int open_base(const char *dir) {
    return file_ops()->open(AT_FDCWD, dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
}

// Opens a plain relative path below a folder. Errors as file_open_regular.
static Err open_below(const char *dir, const char *path, int *out_fd, ErrInfo *info) {
    int folder = open_base(dir);
    if (folder < 0) return err_set(info, ERR_MISSING, errno, "%s", file_reason(errno));
    Err err = ERR_NONE;
    const char *slash;
    while (!err && (slash = strchr(path, '/'))) {
        char part[COMPONENT_MAX + 1];
        (void)str_copy(part, (size_t)(slash - path) + 1, path);
        int next = -1;
        err = file_open_folder(folder, part, &next, info);
        file_close(folder);
        folder = next;
        path = slash + 1;
    }
    if (!err) err = file_open_regular(folder, path, O_RDONLY, out_fd, info);
    file_close(folder);
    return err;
}

// What is wrong with a path as it is written, or NULL.
static const char *bad_path(const char *path) {
    if (path[0] == '/') return "starts with /: write a path inside the pack's folder";
    if (strchr(path, '\\')) return "holds a backslash: write / between folders";
    if (strchr(path, ':')) return "holds a colon: write a path inside the pack's folder";
    for (const char *part = path; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL) {
        size_t n = strcspn(part, "/");
        if (n == 0) return "has an empty part: write folder/file";
        if (part[0] == '.' && (n == 1 || (n == 2 && part[1] == '.'))) {
            return "leads out of its folder: write it without . and ..";
        }
        if (n > COMPONENT_MAX) return "has a part that is too long: use a shorter name";
    }
    ImageKind kind;
    if (image_kind_of_name(path, &kind) != 0) return "has no known ending: use .svg, .png or .jpg";
    return NULL;
}

static void join(SceneReader *reader, const char *dir, const char *path, const char **out) {
    Str joined;
    str_init(&joined);
    str_format(&joined, "%s/%s", dir, path);
    if (str_ok(&joined)) {
        *out = scene_keep(reader, str_text(&joined));
    } else {
        reader->no_memory = true;
    }
    str_finish(&joined);
}

// In the pack's folder first, then among the program's own pictures. Sets scene->image_path.
static Err open_image(SceneReader *reader, const char *path, int *out_fd, ErrInfo *info) {
    const char *const dirs[] = {reader->pack_dir, reader->assets_dir};
    Err err = ERR_MISSING;
    for (size_t i = 0; i < 2 && err == ERR_MISSING; i++) {
        if (!dirs[i]) continue;
        err = open_below(dirs[i], path, out_fd, info);
        if (!err) join(reader, dirs[i], path, &reader->scene->image_path);
    }
    return err;
}

static void check_pixels(SceneReader *reader, const JsonValue *value, const ImageInfo *image) {
    const Scene *scene = reader->scene;
    if (image->kind == IMAGE_SVG || scene->width <= 0 || scene->height <= 0) return;
    double picture = (double)image->width / image->height;
    double poster = (double)scene->width / scene->height;
    // Zones are drawn on the picture: another shape would shift them. Rounding may cost a point.
    if (fabs(picture / poster - 1) <= 0.01) return;
    scene_fault(
        reader, value,
        "the picture has %d x %d points and the poster is %d x %d: give them the same shape",
        image->width, image->height, scene->width, scene->height);
}

static void try_picture(SceneReader *reader, const JsonValue *value) {
    const Scene *scene = reader->scene;
    if (!reader->try_picture || !scene->image_path || scene->width <= 0 || scene->height <= 0)
        return;
    ErrInfo info = {.text = ""};
    Err err = reader->try_picture(reader->try_context, scene->image_path, scene->width,
                                  scene->height, &info);
    if (err) scene_fault(reader, value, "the picture cannot be drawn: %s", info.text);
}

static void check_bytes(SceneReader *reader, const JsonValue *value, const Str *bytes) {
    ErrInfo info = {.text = ""};
    ImageInfo image;
    ImageKind promised = IMAGE_PNG;
    (void)image_kind_of_name(value->text, &promised);
    if (image_probe((const unsigned char *)str_text(bytes), bytes->length, &image, &info)) {
        scene_fault(reader, value, "%s", info.text);
    } else if (image.kind != promised) {
        scene_fault(reader, value,
                    "the file is a %s and its name says %s: give it the right ending",
                    image_kind_word(image.kind), image_kind_word(promised));
    } else {
        check_pixels(reader, value, &image);
        try_picture(reader, value);
    }
}

void scene_check_image(SceneReader *reader, const JsonValue *value, void *scene_target) {
    (void)scene_target;
    char quoted[FAULT_QUOTE_MAX];
    fault_quote(quoted, value->text);
    const char *bad = bad_path(value->text);
    if (bad) {
        scene_fault(reader, value, "the path \"%s\" %s", quoted, bad);
        return;
    }
    if (!reader->pack_dir && !reader->assets_dir) return;
    int fd = -1;
    ErrInfo info = {.text = ""};
    Err err = open_image(reader, value->text, &fd, &info);
    if (err == ERR_MISSING) {
        scene_fault(reader, value,
                    "there is no file \"%s\" in the pack's folder or in the "
                    "program's assets: put it there",
                    quoted);
    } else if (err) {
        scene_fault(reader, value,
                    "the file \"%s\" cannot be used: it must be a plain file that "
                    "can be read, no link and no device, in plain folders",
                    quoted);
    }
    if (err) return;
    Str bytes;
    str_init(&bytes);
    err = file_read_fd(fd, IMAGE_BYTES_MAX, &bytes);
    file_close(fd);
    if (err == ERR_REFUSED) {
        scene_fault(reader, value, "the file \"%s\" is larger than 8 MB: save it smaller", quoted);
    } else if (err == ERR_MEMORY) {
        reader->no_memory = true;
    } else if (err) {
        scene_fault(reader, value, "the file \"%s\" cannot be read: copy it again", quoted);
    } else {
        check_bytes(reader, value, &bytes);
    }
    str_finish(&bytes);
}

// ---- Icons -----------------------------------------------------------------------------------------

typedef struct {
    const char *wanted;
    int best;
    char name[SCENE_ID_MAX + 1];
} NearIcon;

static bool visit_icon(void *ctx, const char *file) {
    NearIcon *near = ctx;
    size_t length = strlen(file);
    if (length <= 4 || length - 4 > SCENE_ID_MAX || strcmp(file + length - 4, ".svg") != 0) {
        return true;
    }
    char name[SCENE_ID_MAX + 1];
    (void)str_copy(name, length - 3, file);
    int distance = suggest_distance(near->wanted, name);
    // On a tie the first in the alphabet: the order of a folder is nobody's choice.
    if (distance < near->best || (distance == near->best && strcmp(name, near->name) < 0)) {
        near->best = distance;
        memcpy(near->name, name, sizeof name);
    }
    return true;
}

void scene_check_icon(SceneReader *reader, const JsonValue *value, void *block) {
    (void)block;
    char quoted[FAULT_QUOTE_MAX], path[sizeof "icons/.svg" + SCENE_ID_MAX] = "icons/";
    fault_quote(quoted, value->text);
    if (!scene_is_id(value->text)) {
        scene_fault(reader, value,
                    "\"%s\" is no name of an icon: write the name of a Lucide icon, "
                    "such as \"target\"",
                    quoted);
        return;
    }
    if (!reader->assets_dir) return;
    size_t used = strlen(path), length = strlen(value->text);
    memcpy(path + used, value->text, length);
    memcpy(path + used + length, ".svg", sizeof ".svg");
    int fd = -1;
    if (open_below(reader->assets_dir, path, &fd, NULL) == ERR_NONE) {
        file_close(fd);
        return;
    }
    NearIcon near = {.wanted = value->text, .best = 1000};
    int base = open_base(reader->assets_dir), folder = -1;
    if (base >= 0 && file_open_folder(base, "icons", &folder, NULL) == ERR_NONE) {
        (void)file_ops()->list(folder, visit_icon, &near);
        file_close(folder);
    }
    if (base >= 0) file_close(base);
    if (near.name[0] && suggest_is_near(value->text, near.best)) {
        scene_fault(reader, value, "there is no icon \"%s\": did you mean \"%s\"?", quoted,
                    near.name);
    } else {
        scene_fault(reader, value,
                    "there is no icon \"%s\" in the program's assets/icons: choose "
                    "one that is there",
                    quoted);
    }
}
