// Questions about a scene at rest: by id, by place on the poster, by length. Nothing here changes
// a scene; it was checked by whoever loaded it.
#include "model/scene.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

void scene_destroy(Scene *scene) {
    if (!scene) return;
    arena_finish(&scene->arena);
    free(scene);
}

static bool same_id(const char *id, const char *wanted) {
    return id && strcmp(id, wanted) == 0;
}

int scene_find_block(const Scene *scene, const char *id) {
    for (int i = 0; id && i < scene->block_count; i++) {
        if (same_id(scene->blocks[i].id, id)) return i;
    }
    return -1;
}

int scene_find_assignment(const Scene *scene, const char *id) {
    for (int i = 0; id && i < scene->assignment_count; i++) {
        if (same_id(scene->assignments[i].id, id)) return i;
    }
    return -1;
}

int scene_find_programme(const Scene *scene, const char *id) {
    for (int i = 0; id && i < scene->programme_count; i++) {
        if (same_id(scene->programmes[i].id, id)) return i;
    }
    return -1;
}

int scene_find_role(const Scene *scene, const char *id) {
    for (int i = 0; id && i < scene->role_count; i++) {
        if (same_id(scene->roles[i].id, id)) return i;
    }
    return -1;
}

int scene_block_assignments(const Scene *scene, int block, int *out, int max) {
    int count = 0;
    for (int i = 0; i < scene->assignment_count && count < max; i++) {
        if (scene->assignments[i].block == block) out[count++] = i;
    }
    return count;
}

bool scene_zone_contains(const SceneBlock *block, float x, float y) {
    bool inside = false;
    for (int i = 0, j = block->zone_count - 1; i < block->zone_count; j = i++) {
        ScenePoint a = block->zone[i], b = block->zone[j];
        // Half-open in y, so that a ray through a corner counts it once.
        if ((a.y > y) == (b.y > y)) continue;
        if (x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x) inside = !inside;
    }
    return inside;
}

int scene_block_at(const Scene *scene, float x, float y) {
    for (int i = scene->block_count - 1; i >= 0; i--) {
        if (scene_zone_contains(&scene->blocks[i], x, y)) return i;
    }
    return -1;
}

int scene_programme_minutes(const Scene *scene, const SceneProgramme *programme) {
    int assignments = 0;
    for (int i = 0; i < scene->assignment_count; i++) assignments += scene->assignments[i].minutes;
    int take = 0, works = 0, minutes = 0;
    for (int i = 0; i < programme->part_count; i++) {
        const ScenePart *part = &programme->parts[i];
        minutes += part->minutes;
        if (part->kind == PART_CHOOSE) take += part->take;
        if (part->kind == PART_WORK) works++;
    }
    if (works == 0 || scene->assignment_count == 0) return minutes;
    // A programme that works without choosing works on one assignment in each such part.
    int worked_on = take > 0 ? take : works;
    return minutes +
           (worked_on * assignments + scene->assignment_count / 2) / scene->assignment_count;
}
