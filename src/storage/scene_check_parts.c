// What no table can say of the plan of a meeting: the order of its parts, whether there is enough
// to choose from, and whether the turns of a conversation fit in its time.
#include "storage/scene_form.h"

// How many assignments belong to the blocks in from; -1 when an assignment's block is not known,
// which was said already.
static int count_assignments(const Scene *scene, uint32_t from) {
    int count = 0;
    for (int i = 0; i < scene->assignment_count; i++) {
        int block = scene->assignments[i].block;
        if (block < 0) return -1;
        if (from & (UINT32_C(1) << block)) count++;
    }
    return count;
}

static void check_take(SceneReader *reader, const JsonValue *part, const ScenePart *choose) {
    const Scene *scene = reader->scene;
    const JsonValue *take = json_member(part, "take");
    if (!take || choose->take == 0 || choose->from == 0 || scene->assignment_count == 0) return;
    int available = count_assignments(scene, choose->from);
    if (available < 0 || choose->take <= available) return;
    scene_fault(reader, take,
                "\"take\" is %d, and the blocks to choose from have %d assignments: take fewer, or "
                "offer more blocks in \"from\"",
                choose->take, available);
}

void scene_check_parts(SceneReader *reader, const JsonValue *value, void *programme_target) {
    const SceneProgramme *programme = programme_target;
    const Scene *scene = reader->scene;
    bool chosen = false;
    const JsonValue *item = value->first;
    for (int i = 0; i < programme->part_count; i++, item = item->next) {
        // The list was made for this scene a moment ago; the model only promises not to change it.
        ScenePart *part = (ScenePart *)(uintptr_t)&programme->parts[i];
        const JsonValue *kind = json_member(item, "kind");
        if (!kind || kind->kind != JSON_STRING || part_kind_from_word(kind->text) < 0) continue;
        bool first = i == 0, last = i == programme->part_count - 1 && !item->next;
        if (first != (part->kind == PART_WELCOME)) {
            scene_fault(reader, kind, "a programme starts with the part welcome, once: %s",
                        first ? "put it here" : "take this one out");
        }
        if (last != (part->kind == PART_CLOSE)) {
            scene_fault(reader, kind, "a programme ends with the part close, once: %s",
                        last ? "put it after this one" : "take this one out");
        }
        if (part->kind == PART_WORK && !chosen) {
            scene_fault(reader, kind, "the part work comes after choose: put choose before it");
        }
        if (part->kind == PART_CHOOSE) {
            chosen = true;
            if (!json_member(item, "from")) {
                part->from = (uint32_t)((UINT64_C(1) << scene->block_count) - 1);
            }
            check_take(reader, item, part);
        }
    }
}

void scene_check_turns(SceneReader *reader, const JsonValue *value, void *step_target) {
    const SceneStep *step = step_target;
    int minutes = 0;
    for (int i = 0; i < step->turn_count; i++) minutes += step->turns[i].minutes;
    if (step->minutes == 0 || minutes <= step->minutes) return;
    scene_fault(reader, value,
                "the turns take %d minutes together and the step has %d: give the step more, or "
                "the turns fewer",
                minutes, step->minutes);
}
