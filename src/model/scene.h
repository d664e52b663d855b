// A scene: one content pack, checked and at rest. Plain data in one arena; whoever loaded it owns it
// and everything in it lives until scene_destroy. Source of the format: docs/SCENES.md.
#ifndef PP_MODEL_SCENE_H
#define PP_MODEL_SCENE_H

#include "base/arena.h"
#include "model/text.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    SCENE_ROLES_MAX = 8,
    SCENE_BLOCKS_MAX = 24,
    SCENE_ZONE_POINTS_MAX = 64,
    SCENE_ASSIGNMENTS_MAX = 60,
    SCENE_STEPS_MAX = 12,
    SCENE_PROGRAMMES_MAX = 12,
    SCENE_PARTS_MAX = 16,
    SCENE_STARTERS_MAX = 6,
    SCENE_TURNS_MAX = 4,
    SCENE_COLUMNS_MAX = 4,
    SCENE_OPTIONS_MAX = 12,
    SCENE_RULES_MAX = 8,
    SCENE_ID_MAX = 40,
};

typedef enum {
    SHAPE_CIRCLE,
    SHAPE_TRIANGLE,
    SHAPE_SQUARE,
    SHAPE_DIAMOND,
    SHAPE_HEXAGON,
    SHAPE_STAR,
    SHAPE_PENTAGON,
    SHAPE_CROSS,
    SHAPE_COUNT
} Shape;

typedef enum {
    STEP_READ,
    STEP_THINK,
    STEP_TALK,
    STEP_WRITE,
    STEP_VOTE,
    STEP_AGREE,
    STEP_KIND_COUNT
} StepKind;
typedef enum { VOTE_SCALE, VOTE_CHOICE, VOTE_DOTS, VOTE_FIST, VOTE_KIND_COUNT } VoteKind;
typedef enum {
    PART_WELCOME,
    PART_FOLLOWUP,
    PART_EXPLORE,
    PART_CHOOSE,
    PART_WORK,
    PART_HARVEST,
    PART_CONFIDENCE,
    PART_CLOSE,
    PART_KIND_COUNT
} PartKind;

typedef struct {
    float x, y;
} ScenePoint;  // in poster coordinates

typedef struct {
    const char *id;
    Text name, short_name;
    uint32_t rgb;  // 0xRRGGBB
    Shape shape;
} SceneRole;

typedef struct {
    const char *id;
    Text title, lead, text, more, storey;
    Text simple;             // the same in short sentences, a card a paragraph; may be empty
    const char *icon;        // name of a file in assets/icons, without ".svg"
    uint32_t roles;          // bit i: speaks to roles[i]
    const ScenePoint *zone;  // simple polygon
    int zone_count;
    ScenePoint label;  // centre of the label's plate
    const Text *starters;
    int starter_count;
} SceneBlock;

typedef struct {
    int role;  // index
    Text question;
    Text simple;  // the question in short sentences; may be empty
    int minutes;
} SceneTurn;

typedef struct {
    StepKind kind;
    Text title, text, question;  // title and text may be empty
    Text simple;             // in short sentences; its last paragraph is the question. May be empty
    int minutes;             // 0: no timer
    const SceneTurn *turns;  // STEP_TALK
    int turn_count;
    const Text *columns;  // STEP_WRITE
    int column_count;
    VoteKind vote;        // STEP_VOTE
    const Text *options;  // VOTE_CHOICE, VOTE_DOTS
    int option_count;
    Text labels[3];  // VOTE_SCALE: words at 1, at 3 and at 5
} SceneStep;

typedef struct {
    const char *id;
    int block;  // index
    Text title, goal;
    Text simple;  // the goal in short sentences; may be empty
    int minutes;
    uint32_t roles;  // bit i: written for roles[i]
    const SceneStep *steps;
    int step_count;
} SceneAssignment;

typedef struct {
    PartKind kind;
    int minutes;  // 0 for PART_WORK: the assignments bring their own
    int take;     // PART_CHOOSE: how many assignments to work on
    uint32_t
        from;  // PART_CHOOSE: bit i: blocks[i] can get dots; all bits when the file says nothing
} ScenePart;

typedef struct {
    const char *id;
    Text title, text;
    uint32_t roles;
    int minutes;
    const ScenePart *parts;
    int part_count;
} SceneProgramme;

typedef struct {
    Arena arena;       // owns all that follows
    const char *path;  // of scene.json, as given
    const char *id;
    uint32_t fingerprint;  // CRC-32 of the file's bytes
    Text title, subtitle, colophon;
    const char *image_path;  // resolved: a regular file inside the pack's folder or the assets
    int width, height;       // the coordinate system of the zones
    Text image_alt;
    const Text *rules;
    int rule_count;
    const SceneRole *roles;
    int role_count;
    const SceneBlock *blocks;  // in the file's order: the house from the ground up
    int block_count;
    const SceneAssignment *assignments;
    int assignment_count;
    const SceneProgramme *programmes;
    int programme_count;
} Scene;

void scene_destroy(Scene *scene);  // accepts NULL; frees a scene made by storage

int scene_find_block(const Scene *scene, const char *id);  // index, or -1
int scene_find_assignment(const Scene *scene, const char *id);
int scene_find_programme(const Scene *scene, const char *id);
int scene_find_role(const Scene *scene, const char *id);
int scene_block_assignments(const Scene *scene, int block, int *out,
                            int max);  // indices; returns the count

// The block whose zone holds the point (the last in the file's order wins on a sliver of overlap),
// or -1. Even-odd rule.
int scene_block_at(const Scene *scene, float x, float y);
bool scene_zone_contains(const SceneBlock *block, float x, float y);

// Minutes of a programme when the chosen assignments take as long as the pack's average.
int scene_programme_minutes(const Scene *scene, const SceneProgramme *programme);

// The words of the file format: "lees", "scale", "welcome", "circle"; and back (-1: no such word).
const char *step_kind_word(StepKind kind);
const char *vote_kind_word(VoteKind kind);
const char *part_kind_word(PartKind kind);
const char *shape_word(Shape shape);
int step_kind_from_word(const char *word);
int vote_kind_from_word(const char *word);
int part_kind_from_word(const char *word);
int shape_from_word(const char *word);

#endif
