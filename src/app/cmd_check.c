// The check command: loads each pack as the program itself would, draws its picture once, and prints what
// is said of them. What only the machine is to blame for is no fault of a pack.
#include "app/cmd_check.h"

#include "base/log.h"
#include "base/standard_files.h"
#include "base/str.h"
#include "storage/scene_load.h"
#include "ui/picture.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { SCREEN_W = 1920, SCREEN_H = 1080 };

typedef struct {
    const char *program;
    Err err;  // it could not be tried
    ErrInfo info;
} Trial;

// As large as on a usual screen.
static Err try_picture(void *context, const char *path, int width, int height, ErrInfo *info) {
    Trial *trial = context;
    float across = (float)SCREEN_W / (float)width, down = (float)SCREEN_H / (float)height;
    ErrInfo said = {.text = ""};
    Err err = picture_try(trial->program, path, (float)width, (float)height,
                          across < down ? across : down, &said);
    if (err == ERR_REFUSED) {
        // The fault stands in the scene, which names the picture there.
        size_t n = strlen(path) + 2;
        bool named = str_starts(said.text, path) && strlen(said.text) > n;
        return err_set(info, err, 0, "%s", named ? said.text + n : said.text);
    }
    trial->err = err;
    trial->info = said;
    return ERR_NONE;
}

static int check_one(const char *path, const char *assets_dir, const char *raster_program) {
    Trial trial = {.program = raster_program};
    Scene *scene;
    FaultList faults;
    Str text;
    fault_list_init(&faults);
    str_init(&text);
    Err err = scene_load_trying(path, assets_dir, raster_program ? try_picture : NULL, &trial,
                                &scene, &faults);
    if (err) {
        fault_list_format(&faults, &text);
        // Faults are never swallowed, even when there is no memory left for their sentences.
        if (!str_ok(&text) || !text.length)
            log_line("%s: has faults: free some memory to see them", path);
        (void)fputs(str_text(&text), stderr);
    } else if (!trial.err) {
        (void)printf("%s: good\n", scene->path);
    }
    scene_destroy(scene);
    str_finish(&text);
    fault_list_finish(&faults);
    if (trial.err) log_err(&trial.info);
    // A file that cannot be read is a refused input here, whatever kept it away.
    return err == ERR_MEMORY || trial.err ? 3 : err ? 1 : 0;
}

int cmd_check(int count, char **paths, const char *assets_dir, const char *raster_program) {
    int status = 0;
    for (int i = 0; i < count; i++) {
        int one = check_one(paths[i], assets_dir, raster_program);
        if (one > status) status = one;
    }
    return standard_output_end(status);
}
