// The inside of scene_load: a description of objects as tables of fields, and the reader that walks
// a tree of JSON by such tables, so that members that are unknown, missing, of the wrong type, too
// long or out of range are found and said everywhere in the same way. The format itself stands in
// scene_tables.c, what no table can say in scene_check_*.c.
#ifndef PP_STORAGE_SCENE_FORM_H
#define PP_STORAGE_SCENE_FORM_H

#include "model/scene.h"
#include "storage/fault_list.h"
#include "storage/json_scan.h"
#include "storage/scene_load.h"

#include <stdbool.h>
#include <stddef.h>

enum { SCENE_VERSION = 1 };

typedef struct {
    Scene *scene;  // being filled; what it points to lives in its arena
    FaultList *faults;
    const JsonValue *title;       // of the pack: what languages it is in
    const char *pack_dir;         // where to look for pictures; NULL: nowhere
    const char *assets_dir;       // where to look for pictures and icons; NULL: do not look
    SceneTryPicture try_picture;  // NULL: a look at its bytes is enough
    void *try_context;
    bool no_memory;  // an allocation failed: what was read is not whole
} SceneReader;

typedef enum {
    FIELD_IGNORED,  // allowed, and of no meaning to the program
    FIELD_FORMAT,   // the word "praatplaat-scene"
    FIELD_VERSION,  // the number 1
    FIELD_TEXT,     // {"nl": …, …}       -> Text
    FIELD_TEXTS,    // a list of those          -> const Text *, count
    FIELD_THREE,    // three of those           -> Text[3]
    FIELD_STRING,   // a plain string           -> const char *
    FIELD_ID,       // an id, new in its list   -> const char *
    FIELD_INT,      // min..max                 -> int
    FIELD_WORD,     // one of words             -> an enum
    FIELD_COLOR,    // "#rrggbb"                -> uint32_t
    FIELD_POINT,    // [x, y] on the poster     -> ScenePoint
    FIELD_POINTS,   // a list of those          -> const ScenePoint *, count
    FIELD_ROLE,     // a role's id              -> int, its index
    FIELD_ROLES,    // a list of those          -> uint32_t, bits
    FIELD_BLOCK,    // a block's id             -> int, its index
    FIELD_BLOCKS,   // a list of those          -> uint32_t, bits
    FIELD_OBJECT,   // an object of form        -> the same struct
    FIELD_LIST,     // a list of those          -> const struct *, count
} FieldType;

typedef struct {
    int count;
    const char *(*word)(int i);
} WordSet;

typedef struct Form Form;
typedef struct Field Field;

// What no table can say: called when the value had the right type. target is the struct that the
// field lies in; parts of it that were faulty are zero.
typedef void (*FieldCheck)(SceneReader *reader, const JsonValue *value, void *target);

struct Field {
    const char *name;
    FieldType type;
    bool optional;
    bool lines;           // texts: line breaks are welcome
    int min, max;         // numbers: range; lists: items
    int chars;            // texts: at most this many characters, each
    int max_words;        // texts: at most this many words; 0 is no limit
    size_t offset;        // in the struct
    size_t count_offset;  // lists: of an int
    const Form *form;
    const WordSet *words;
    FieldCheck check;
};

struct Form {
    const char *what;     // "a block"
    const Field *fields;  // in the order of reading: what refers comes after what it refers to
    int field_count;
    size_t size;            // of the struct, for lists
    const char *kind_name;  // a form of several kinds: the member that tells which
    const WordSet *kinds;
    const Form *const *forms;  // by kind
};

extern const Form scene_form;  // into a Scene

// Reads an object by its form into target (zeroed before).
void scene_form_read(SceneReader *reader, const Form *form, const JsonValue *object, void *target);

// A fault at a value.
void scene_fault(SceneReader *reader, const JsonValue *at, const char *format, ...)
    PRINTF_LIKE(3, 4);

// Copies into the scene's arena; NULL (and no_memory) when there is none left.
const char *scene_keep(SceneReader *reader, const char *text);
void *scene_keep_array(SceneReader *reader, size_t count, size_t size);

// True for [a-z0-9-]{1,40}.
bool scene_is_id(const char *text);

// ---- scene_read.c: one value each --------------------------------------------------------------
bool scene_read_text(SceneReader *reader, const Field *field, const JsonValue *value, Text *out);
bool scene_read_scalar(SceneReader *reader, const Field *field, const JsonValue *value,
                       void *target);
bool scene_read_point(SceneReader *reader, const char *name, const JsonValue *value,
                      ScenePoint *out);
bool scene_read_reference(SceneReader *reader, const char *name, bool block, const JsonValue *value,
                          int *out);

// False, and a fault, when value is not of this kind. like: what would be right.
bool scene_expect(SceneReader *reader, const char *name, const JsonValue *value, JsonKind kind,
                  const char *like);

// ---- scene_check_*.c: the FieldChecks of the tables ----------------------------------------------
void scene_check_color(SceneReader *reader, const JsonValue *value, void *role);
void scene_check_shapes(SceneReader *reader, const JsonValue *roles, void *scene);
void scene_check_icon(SceneReader *reader, const JsonValue *value, void *block);
void scene_check_image(SceneReader *reader, const JsonValue *value, void *scene);
void scene_check_zone(SceneReader *reader, const JsonValue *value, void *block);
void scene_check_overlaps(SceneReader *reader, const JsonValue *blocks, void *scene);
void scene_check_parts(SceneReader *reader, const JsonValue *parts, void *programme);
void scene_check_turns(SceneReader *reader, const JsonValue *turns, void *step);

#endif
