// Any bytes as a scene: never a crash, never a hang, and either a scene that keeps the promises of
// model/scene.h or at least one fault with a place. The gate must agree with the tree reader.
#include "storage/json_scan.h"
#include "storage/scene_load.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition) {
    if (!condition) abort();
}

static void check_promises(const Scene *scene) {
    require(scene->id && scene->image_path && scene->title.in[LANG_NL]);
    require(scene->width >= 100 && scene->height >= 100);
    require(scene->role_count >= 2 && scene->role_count <= SCENE_ROLES_MAX);
    require(scene->block_count >= 3 && scene->block_count <= SCENE_BLOCKS_MAX);
    for (int i = 0; i < scene->block_count; i++) {
        const SceneBlock *block = &scene->blocks[i];
        require(block->zone_count >= 3 && block->zone_count <= SCENE_ZONE_POINTS_MAX);
        require(scene_find_block(scene, block->id) == i);
        require(block->roles >> scene->role_count == 0 && block->roles != 0);
        require(block->title.in[LANG_NL] && strlen(block->title.in[LANG_NL]) <= 240);
    }
    for (int i = 0; i < scene->assignment_count; i++) {
        const SceneAssignment *assignment = &scene->assignments[i];
        require(assignment->block >= 0 && assignment->block < scene->block_count);
        require(assignment->step_count >= 3 && assignment->step_count <= SCENE_STEPS_MAX);
    }
    for (int i = 0; i < scene->programme_count; i++) {
        const SceneProgramme *programme = &scene->programmes[i];
        require(programme->parts[0].kind == PART_WELCOME);
        require(programme->parts[programme->part_count - 1].kind == PART_CLOSE);
    }
    (void)scene_block_at(scene, 10, 10);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const char *bytes = (const char *)data;
    Scene *scene;
    FaultList faults;
    Str shown;
    ErrInfo info = {.text = ""};
    fault_list_init(&faults);
    str_init(&shown);
    Err err = scene_load_memory(bytes, size, "scene.json", NULL, NULL, &scene, &faults);
    Err gate = json_gate(bytes, size, JSON_BOM_OK, &info);
    require((err == ERR_NONE) == (faults.total == 0) && (err == ERR_NONE) == (scene != NULL));
    if (scene) check_promises(scene);
    if (scene) require(gate == ERR_NONE);
    if (gate) require(err != ERR_NONE && info.text[0]);
    for (int i = 0; i < faults.count; i++)
        require(faults.items[i].line > 0 && faults.items[i].column > 0);
    fault_list_format(&faults, &shown);
    str_finish(&shown);
    fault_list_finish(&faults);
    scene_destroy(scene);
    return 0;
}
