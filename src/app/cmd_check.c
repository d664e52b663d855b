// The check command: loads each pack as the program itself would, and prints what it says.
#include "app/cmd_check.h"

#include "base/log.h"
#include "base/standard_files.h"
#include "storage/scene_load.h"

#include <stdbool.h>
#include <stdio.h>

static int check_one(const char *path, const char *assets_dir) {
    Scene *scene;
    FaultList faults;
    Str text;
    fault_list_init(&faults);
    str_init(&text);
    Err err = scene_load(path, assets_dir, &scene, &faults);
    if (err) {
        fault_list_format(&faults, &text);
        // Faults are never swallowed, even when there is no memory left for their sentences.
        if (!str_ok(&text) || !text.length)
            log_line("%s: has faults: free some memory to see them", path);
        (void)fputs(str_text(&text), stderr);
    } else {
        (void)printf("%s: good\n", scene->path);
    }
    scene_destroy(scene);
    str_finish(&text);
    fault_list_finish(&faults);
    // A file that cannot be read is a refused input here, whatever kept it away.
    return err == ERR_NONE ? 0 : err == ERR_MEMORY ? 3 : 1;
}

int cmd_check(int count, char **paths, const char *assets_dir) {
    int status = 0;
    for (int i = 0; i < count; i++) {
        int one = check_one(paths[i], assets_dir);
        if (one > status) status = one;
    }
    return standard_output_end(status);
}
