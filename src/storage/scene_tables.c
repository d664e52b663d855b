// The scene format, version 1, as tables. This is the one place where members, their limits and
// their order of reading stand; scenes/scene.schema.json says the same to editors.
//
// The limits on lengths are what the screens can show: a title on one or two lines of a card, a
// question at reading size on half a screen, a text on one page without scrolling.
#include "storage/scene_form.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))
#define AT(type, member) .offset = offsetof(type, member)
#define LIST(type, member, number) \
    .offset = offsetof(type, member), .count_offset = offsetof(type, number)

_Static_assert(sizeof(Shape) == sizeof(int) && sizeof(StepKind) == sizeof(int) &&
                   sizeof(VoteKind) == sizeof(int) && sizeof(PartKind) == sizeof(int),
               "words are stored as an int");

enum {
    MINUTES_MAX = 480,
    TITLE_MAX = 60,  // a label's plate, a tab
    LINE_MAX = 80,   // a heading, a button with an answer
    QUESTION_MAX = 300,
    PROSE_MAX = 1600,
    SHORT_MAX = 40,
    SIMPLE_MAX = 600,  // a few cards of a sentence or two, in large letters
};

static const char *shape_at(int i) {
    return shape_word((Shape)i);
}

static const char *step_at(int i) {
    return step_kind_word((StepKind)i);
}

static const char *vote_at(int i) {
    return vote_kind_word((VoteKind)i);
}

static const char *part_at(int i) {
    return part_kind_word((PartKind)i);
}

static const WordSet shapes = {SHAPE_COUNT, shape_at};
static const WordSet steps = {STEP_KIND_COUNT, step_at};
static const WordSet votes = {VOTE_KIND_COUNT, vote_at};
static const WordSet parts = {PART_KIND_COUNT, part_at};

// ---- Roles and blocks -----------------------------------------------------------------------------

static const Field role_fields[] = {
    {"id", FIELD_ID, AT(SceneRole, id)},
    {"name", FIELD_TEXT, AT(SceneRole, name), .chars = TITLE_MAX},
    {"short", FIELD_TEXT, AT(SceneRole, short_name), .chars = 24},
    {"color", FIELD_COLOR, AT(SceneRole, rgb), .check = scene_check_color},
    {"shape", FIELD_WORD, AT(SceneRole, shape), .words = &shapes},
};
static const Form role_form = {.what = "a role",
                               .fields = role_fields,
                               .field_count = COUNT(role_fields),
                               .size = sizeof(SceneRole)};

static const Field block_fields[] = {
    {"id", FIELD_ID, AT(SceneBlock, id)},
    {"title", FIELD_TEXT, AT(SceneBlock, title), .chars = TITLE_MAX},
    {"lead", FIELD_TEXT, AT(SceneBlock, lead), .chars = 200, .max_words = 25},
    {"text", FIELD_TEXT, AT(SceneBlock, text), .chars = PROSE_MAX, .max_words = 150, .lines = true},
    {"simple", FIELD_TEXT, AT(SceneBlock, simple), .optional = true, .chars = SIMPLE_MAX,
     .lines = true},
    {"more", FIELD_TEXT, AT(SceneBlock, more), .chars = PROSE_MAX, .max_words = 150, .lines = true},
    {"icon", FIELD_STRING, AT(SceneBlock, icon), .chars = 40, .check = scene_check_icon},
    {"roles", FIELD_ROLES, AT(SceneBlock, roles), .min = 1, .max = SCENE_ROLES_MAX},
    {"storey", FIELD_TEXT, AT(SceneBlock, storey), .chars = SHORT_MAX},
    {"zone", FIELD_POINTS, LIST(SceneBlock, zone, zone_count), .min = 3,
     .max = SCENE_ZONE_POINTS_MAX, .check = scene_check_zone},
    {"label", FIELD_POINT, AT(SceneBlock, label)},
    {"starters", FIELD_TEXTS, LIST(SceneBlock, starters, starter_count), .min = 2, .max = 3,
     .chars = QUESTION_MAX},
};
static const Form block_form = {.what = "a block",
                                .fields = block_fields,
                                .field_count = COUNT(block_fields),
                                .size = sizeof(SceneBlock)};

// ---- Assignments ------------------------------------------------------------------------------------

#define MEMBER_KIND \
    { "kind", FIELD_WORD, AT(SceneStep, kind), .words = &steps }
#define MEMBER_TITLE \
    { "title", FIELD_TEXT, AT(SceneStep, title), .optional = true, .chars = LINE_MAX }
#define MEMBER_QUESTION \
    { "question", FIELD_TEXT, AT(SceneStep, question), .chars = QUESTION_MAX }
#define MEMBER_SIMPLE                                                                 \
    {                                                                                 \
        "simple", FIELD_TEXT, AT(SceneStep, simple), .optional = true, .lines = true, \
                                                     .chars = SIMPLE_MAX              \
    }
#define MEMBER_MINUTES \
    { "minutes", FIELD_INT, AT(SceneStep, minutes), .min = 1, .max = MINUTES_MAX }
#define MEMBER_VOTE \
    { "vote", FIELD_WORD, AT(SceneStep, vote), .words = &votes }
#define MEMBER_OPTIONS(low, high)                                       \
    {                                                                   \
        "options", FIELD_TEXTS, LIST(SceneStep, options, option_count), \
            .min = (low), .max = (high), .chars = LINE_MAX              \
    }
#define STEP_FORM(words, table) \
    { .what = (words), .fields = (table), .field_count = COUNT(table), .size = sizeof(SceneStep) }

static const Field turn_fields[] = {
    {"role", FIELD_ROLE, AT(SceneTurn, role)},
    {"question", FIELD_TEXT, AT(SceneTurn, question), .chars = QUESTION_MAX},
    {"simple", FIELD_TEXT, AT(SceneTurn, simple), .optional = true, .chars = QUESTION_MAX},
    {"minutes", FIELD_INT, AT(SceneTurn, minutes), .min = 1, .max = MINUTES_MAX},
};
static const Form turn_form = {.what = "a turn",
                               .fields = turn_fields,
                               .field_count = COUNT(turn_fields),
                               .size = sizeof(SceneTurn)};

static const Field read_fields[] = {
    MEMBER_KIND,     MEMBER_TITLE,
    MEMBER_QUESTION, MEMBER_SIMPLE,
    MEMBER_MINUTES,  {"text", FIELD_TEXT, AT(SceneStep, text), .chars = PROSE_MAX, .lines = true},
};
static const Field plain_fields[] = {MEMBER_KIND, MEMBER_TITLE, MEMBER_QUESTION, MEMBER_SIMPLE,
                                     MEMBER_MINUTES};
static const Field talk_fields[] = {
    MEMBER_KIND,
    MEMBER_TITLE,
    MEMBER_QUESTION,
    MEMBER_SIMPLE,
    MEMBER_MINUTES,
    {"turns", FIELD_LIST, LIST(SceneStep, turns, turn_count), .optional = true, .min = 0,
     .max = SCENE_TURNS_MAX, .form = &turn_form, .check = scene_check_turns},
};
static const Field write_fields[] = {
    MEMBER_KIND,
    MEMBER_TITLE,
    MEMBER_QUESTION,
    MEMBER_SIMPLE,
    MEMBER_MINUTES,
    {"columns", FIELD_TEXTS, LIST(SceneStep, columns, column_count), .min = 2,
     .max = SCENE_COLUMNS_MAX, .chars = LINE_MAX},
};
static const Field scale_fields[] = {
    MEMBER_KIND,
    MEMBER_VOTE,
    MEMBER_TITLE,
    MEMBER_QUESTION,
    MEMBER_SIMPLE,
    MEMBER_MINUTES,
    {"labels", FIELD_THREE, AT(SceneStep, labels), .min = 3, .max = 3, .chars = LINE_MAX},
};
static const Field choice_fields[] = {
    MEMBER_KIND,   MEMBER_VOTE,    MEMBER_TITLE,         MEMBER_QUESTION,
    MEMBER_SIMPLE, MEMBER_MINUTES, MEMBER_OPTIONS(2, 8),
};
static const Field dots_fields[] = {
    MEMBER_KIND,
    MEMBER_VOTE,
    MEMBER_TITLE,
    MEMBER_QUESTION,
    MEMBER_SIMPLE,
    MEMBER_MINUTES,
    MEMBER_OPTIONS(3, SCENE_OPTIONS_MAX),
};
static const Field fist_fields[] = {MEMBER_KIND,     MEMBER_VOTE,   MEMBER_TITLE,
                                    MEMBER_QUESTION, MEMBER_SIMPLE, MEMBER_MINUTES};

static const Form read_form = STEP_FORM("a step of the kind lees", read_fields);
static const Form think_form = STEP_FORM("a step of the kind denk", plain_fields);
static const Form talk_form = STEP_FORM("a step of the kind gesprek", talk_fields);
static const Form write_form = STEP_FORM("a step of the kind noteer", write_fields);
static const Form agree_form = STEP_FORM("a step of the kind afspraak", plain_fields);
static const Form scale_form = STEP_FORM("a vote on a scale", scale_fields);
static const Form choice_form = STEP_FORM("a vote by choice", choice_fields);
static const Form dots_form = STEP_FORM("a vote with dots", dots_fields);
static const Form fist_form = STEP_FORM("a vote by fist of five", fist_fields);

static const Form *const vote_forms[VOTE_KIND_COUNT] = {
    [VOTE_SCALE] = &scale_form,
    [VOTE_CHOICE] = &choice_form,
    [VOTE_DOTS] = &dots_form,
    [VOTE_FIST] = &fist_form,
};
static const Form vote_form = {.what = "a step of the kind peil",
                               .size = sizeof(SceneStep),
                               .kind_name = "vote",
                               .kinds = &votes,
                               .forms = vote_forms};

static const Form *const step_forms[STEP_KIND_COUNT] = {
    [STEP_READ] = &read_form,   [STEP_THINK] = &think_form, [STEP_TALK] = &talk_form,
    [STEP_WRITE] = &write_form, [STEP_VOTE] = &vote_form,   [STEP_AGREE] = &agree_form,
};
static const Form step_form = {.what = "a step",
                               .size = sizeof(SceneStep),
                               .kind_name = "kind",
                               .kinds = &steps,
                               .forms = step_forms};

static const Field assignment_fields[] = {
    {"id", FIELD_ID, AT(SceneAssignment, id)},
    {"block", FIELD_BLOCK, AT(SceneAssignment, block)},
    {"title", FIELD_TEXT, AT(SceneAssignment, title), .chars = LINE_MAX},
    {"goal", FIELD_TEXT, AT(SceneAssignment, goal), .chars = QUESTION_MAX},
    {"simple", FIELD_TEXT, AT(SceneAssignment, simple), .optional = true, .chars = QUESTION_MAX},
    {"minutes", FIELD_INT, AT(SceneAssignment, minutes), .min = 1, .max = MINUTES_MAX},
    {"roles", FIELD_ROLES, AT(SceneAssignment, roles), .min = 1, .max = SCENE_ROLES_MAX},
    {"steps", FIELD_LIST, LIST(SceneAssignment, steps, step_count), .min = 3,
     .max = SCENE_STEPS_MAX, .form = &step_form},
};
static const Form assignment_form = {.what = "an assignment",
                                     .fields = assignment_fields,
                                     .field_count = COUNT(assignment_fields),
                                     .size = sizeof(SceneAssignment)};

// ---- Programmes -------------------------------------------------------------------------------------

#define MEMBER_PART \
    { "kind", FIELD_WORD, AT(ScenePart, kind), .words = &parts }
#define MEMBER_PART_MINUTES \
    { "minutes", FIELD_INT, AT(ScenePart, minutes), .min = 1, .max = MINUTES_MAX }

static const Field timed_fields[] = {MEMBER_PART, MEMBER_PART_MINUTES};
static const Field work_fields[] = {MEMBER_PART};
static const Field choose_fields[] = {
    MEMBER_PART,
    MEMBER_PART_MINUTES,
    {"take", FIELD_INT, AT(ScenePart, take), .min = 1, .max = 12},
    {"from", FIELD_BLOCKS, AT(ScenePart, from), .optional = true, .min = 1,
     .max = SCENE_BLOCKS_MAX},
};
static const Form timed_form = {.what = "this kind of part",
                                .fields = timed_fields,
                                .field_count = COUNT(timed_fields),
                                .size = sizeof(ScenePart)};
static const Form work_form = {.what = "the part work (the assignments bring their own minutes)",
                               .fields = work_fields,
                               .field_count = COUNT(work_fields),
                               .size = sizeof(ScenePart)};
static const Form choose_form = {.what = "the part choose",
                                 .fields = choose_fields,
                                 .field_count = COUNT(choose_fields),
                                 .size = sizeof(ScenePart)};
static const Form *const part_forms[PART_KIND_COUNT] = {
    [PART_WELCOME] = &timed_form,    [PART_FOLLOWUP] = &timed_form, [PART_EXPLORE] = &timed_form,
    [PART_CHOOSE] = &choose_form,    [PART_WORK] = &work_form,      [PART_HARVEST] = &timed_form,
    [PART_CONFIDENCE] = &timed_form, [PART_CLOSE] = &timed_form,
};
static const Form part_form = {.what = "a part",
                               .size = sizeof(ScenePart),
                               .kind_name = "kind",
                               .kinds = &parts,
                               .forms = part_forms};

static const Field programme_fields[] = {
    {"id", FIELD_ID, AT(SceneProgramme, id)},
    {"title", FIELD_TEXT, AT(SceneProgramme, title), .chars = TITLE_MAX},
    {"text", FIELD_TEXT, AT(SceneProgramme, text), .chars = QUESTION_MAX},
    {"roles", FIELD_ROLES, AT(SceneProgramme, roles), .min = 1, .max = SCENE_ROLES_MAX},
    {"minutes", FIELD_INT, AT(SceneProgramme, minutes), .min = 1, .max = MINUTES_MAX},
    {"parts", FIELD_LIST, LIST(SceneProgramme, parts, part_count), .min = 2, .max = SCENE_PARTS_MAX,
     .form = &part_form, .check = scene_check_parts},
};
static const Form programme_form = {.what = "a programme",
                                    .fields = programme_fields,
                                    .field_count = COUNT(programme_fields),
                                    .size = sizeof(SceneProgramme)};

// ---- The whole -----------------------------------------------------------------------------------------

static const Field poster_fields[] = {
    {"width", FIELD_INT, AT(Scene, width), .min = 100, .max = 20000},
    {"height", FIELD_INT, AT(Scene, height), .min = 100, .max = 20000},
    {"image", FIELD_STRING, AT(Scene, image_path), .chars = 200, .check = scene_check_image},
    {"alt", FIELD_TEXT, AT(Scene, image_alt), .chars = QUESTION_MAX},
};
static const Form poster_form = {
    .what = "the poster", .fields = poster_fields, .field_count = COUNT(poster_fields)};

static const Field scene_fields[] = {
    {"$schema", FIELD_IGNORED, .optional = true},  // how an editor finds the schema
    {"format", FIELD_FORMAT, .optional = false},
    {"version", FIELD_VERSION, .optional = false},
    {"id", FIELD_ID, AT(Scene, id)},
    {"title", FIELD_TEXT, AT(Scene, title), .chars = TITLE_MAX},
    {"subtitle", FIELD_TEXT, AT(Scene, subtitle), .chars = LINE_MAX},
    {"colophon", FIELD_TEXT, AT(Scene, colophon), .chars = PROSE_MAX, .lines = true},
    {"poster", FIELD_OBJECT, .form = &poster_form},
    {"house_rules", FIELD_TEXTS, LIST(Scene, rules, rule_count), .min = 3, .max = 6,
     .chars = QUESTION_MAX},
    {"roles", FIELD_LIST, LIST(Scene, roles, role_count), .min = 2, .max = SCENE_ROLES_MAX,
     .form = &role_form, .check = scene_check_shapes},
    {"blocks", FIELD_LIST, LIST(Scene, blocks, block_count), .min = 3, .max = SCENE_BLOCKS_MAX,
     .form = &block_form, .check = scene_check_overlaps},
    {"assignments", FIELD_LIST, LIST(Scene, assignments, assignment_count), .min = 1,
     .max = SCENE_ASSIGNMENTS_MAX, .form = &assignment_form},
    {"programmes", FIELD_LIST, LIST(Scene, programmes, programme_count), .min = 1,
     .max = SCENE_PROGRAMMES_MAX, .form = &programme_form},
};
const Form scene_form = {.what = "a scene",
                         .fields = scene_fields,
                         .field_count = COUNT(scene_fields),
                         .size = sizeof(Scene)};
