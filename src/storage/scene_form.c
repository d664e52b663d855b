// Walks a tree of JSON by the tables of scene_tables.c. Invariant: whatever was faulty leaves its
// target zero, and a fault is said once, at the place where a person would mend it.
#include "storage/scene_form.h"

#include "base/str.h"
#include "storage/suggest.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FIELDS_MAX = 64 };

void scene_fault(SceneReader *reader, const JsonValue *at, const char *format, ...) {
    char text[ERR_TEXT_MAX];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    fault_add(reader->faults, at->line, at->column, "%s", text);
}

void *scene_keep_array(SceneReader *reader, size_t count, size_t size) {
    void *array = arena_try_alloc(&reader->scene->arena, count * size);
    if (!array) reader->no_memory = true;
    return array;
}

const char *scene_keep(SceneReader *reader, const char *text) {
    size_t bytes = strlen(text) + 1;
    char *copy = scene_keep_array(reader, bytes, 1);
    if (copy) memcpy(copy, text, bytes);
    return copy;
}

// Appends "id, name and short": the names of the fields that `which` marks, or all without it.
// Returns how many.
static int list_names(const Form *form, const bool *which, const char *quote, Str *out) {
    int last = -1, shown = 0;
    for (int i = 0; i < form->field_count; i++) {
        if (form->fields[i].type != FIELD_IGNORED && (!which || which[i])) last = i;
    }
    for (int i = 0; i <= last; i++) {
        if (form->fields[i].type == FIELD_IGNORED || (which && !which[i])) continue;
        str_format(out, "%s%s%s%s",
                   shown == 0  ? ""
                   : i == last ? " and "
                               : ", ",
                   quote, form->fields[i].name, quote);
        shown++;
    }
    return shown;
}

static const char *field_name(const void *known, int i) {
    const Form *form = known;
    return form->fields[i].name;
}

// Says that a member is unknown. Returns the field that was probably meant, or -1.
static int refuse_member(SceneReader *reader, const Form *form, const JsonValue *member) {
    char quoted[FAULT_QUOTE_MAX];
    if (!fault_list_keeps(reader->faults)) {
        reader->faults->total++;
        return -1;
    }
    int meant = suggest_find(member->name, field_name, form, form->field_count);
    fault_quote(quoted, member->name);
    if (meant >= 0) {
        fault_add(reader->faults, member->name_line, member->name_column,
                  "%s has no member \"%s\": did you mean \"%s\"?", form->what, quoted,
                  form->fields[meant].name);
    } else {
        Str names;
        str_init(&names);
        (void)list_names(form, NULL, "", &names);
        fault_add(reader->faults, member->name_line, member->name_column,
                  "%s has no member \"%s\": take it out (it has %s)", form->what, quoted,
                  str_text(&names));
        str_finish(&names);
    }
    return meant;
}

// One fault for all that an object lacks.
static void refuse_missing(SceneReader *reader, const Form *form, const JsonValue *object,
                           const bool *missing) {
    Str names;
    str_init(&names);
    int count = list_names(form, missing, "\"", &names);
    if (count > 0) {
        scene_fault(reader, object, "%s needs the member%s %s: add %s", form->what,
                    count > 1 ? "s" : "", str_text(&names), count > 1 ? "them" : "it");
    }
    str_finish(&names);
}

// ---- Lists ---------------------------------------------------------------------------------------

static const char *items_word(int count) {
    return count == 1 ? "item" : "items";
}

// How many items to read: at most field->max, whatever the file holds. One fault for too many or
// too few.
static int countable(SceneReader *reader, const Field *field, const JsonValue *list) {
    if (list->count < field->min) {
        scene_fault(reader, list, "\"%s\" has %d %s: at least %d should stand here", field->name,
                    list->count, items_word(list->count), field->min);
    }
    if (list->count <= field->max) return list->count;
    const JsonValue *extra = list->first;
    for (int i = 0; i < field->max; i++) extra = extra->next;
    scene_fault(reader, extra, "\"%s\" has %d items: at most %d, so take out those from here on",
                field->name, list->count, field->max);
    return field->max;
}

static void put_list(const Field *field, void *target, const void *items, int count) {
    memcpy((char *)target + field->offset, &items, sizeof items);
    memcpy((char *)target + field->count_offset, &count, sizeof count);
}

static const char *id_of(const Form *form, const char *items, int i) {
    const char *id;
    memcpy(&id, items + (size_t)i * form->size + form->fields[0].offset, sizeof id);
    return id;
}

// Every list is short (its table says how short), so all pairs may be compared.
static void check_unique(SceneReader *reader, const Form *form, const JsonValue *list,
                         const char *items, int count) {
    const JsonValue *item = list->first;
    for (int i = 0; i < count; i++, item = item->next) {
        const char *id = id_of(form, items, i);
        const JsonValue *earlier = list->first;
        for (int j = 0; id && j < i; j++, earlier = earlier->next) {
            if (!str_equal(id, id_of(form, items, j))) continue;
            scene_fault(reader, json_member(item, "id"),
                        "the id \"%s\" stands twice in this list (also on line %d): choose another",
                        id, json_member(earlier, "id")->line);
            break;
        }
    }
}

static void read_list(SceneReader *reader, const Field *field, const JsonValue *value,
                      void *target) {
    int count = countable(reader, field, value);
    const Form *form = field->form;
    char *items = scene_keep_array(reader, (size_t)count + 1, form->size);
    if (!items) return;
    const JsonValue *item = value->first;
    // Known to the rest of the file from the first item on, so that items may name each other.
    put_list(field, target, items, count);
    for (int i = 0; i < count; i++, item = item->next) {
        scene_form_read(reader, form, item, items + (size_t)i * form->size);
    }
    bool have_ids = form->field_count > 0 && form->fields[0].type == FIELD_ID;
    if (have_ids && !reader->no_memory) check_unique(reader, form, value, items, count);
}

static bool read_texts(SceneReader *reader, const Field *field, const JsonValue *value,
                       void *target) {
    int count = countable(reader, field, value);
    Text *texts = scene_keep_array(reader, (size_t)count + 1, sizeof *texts);
    if (!texts) return false;
    const JsonValue *item = value->first;
    for (int i = 0; i < count; i++, item = item->next) {
        (void)scene_read_text(reader, field, item, &texts[i]);
    }
    if (field->type == FIELD_THREE) {
        memcpy((char *)target + field->offset, texts, (size_t)count * sizeof *texts);
    } else {
        put_list(field, target, texts, count);
    }
    return true;
}

static bool read_points(SceneReader *reader, const Field *field, const JsonValue *value,
                        void *target) {
    int before = reader->faults->total;
    int count = countable(reader, field, value);
    bool whole = reader->faults->total == before;
    ScenePoint *points = scene_keep_array(reader, (size_t)count + 1, sizeof *points);
    if (!points) return false;
    const JsonValue *item = value->first;
    for (int i = 0; i < count; i++, item = item->next) {
        if (!scene_read_point(reader, field->name, item, &points[i])) whole = false;
    }
    if (!whole) return false;  // half a polygon is worth no further check
    put_list(field, target, points, count);
    return true;
}

static bool read_references(SceneReader *reader, const Field *field, const JsonValue *value,
                            void *target) {
    int count = countable(reader, field, value);
    uint32_t bits = 0;
    const JsonValue *item = value->first;
    for (int i = 0; i < count; i++, item = item->next) {
        int at = -1;
        if (!scene_read_reference(reader, field->name, field->type == FIELD_BLOCKS, item, &at)) {
            continue;
        }
        if (at >= 0 && bits & (UINT32_C(1) << at)) {
            scene_fault(reader, item, "\"%s\" stands here twice: keep one", item->text);
        }
        if (at >= 0) bits |= UINT32_C(1) << at;
    }
    memcpy((char *)target + field->offset, &bits, sizeof bits);
    return true;
}

// ---- Objects ---------------------------------------------------------------------------------------

static void read_format(SceneReader *reader, const JsonValue *value) {
    char quoted[FAULT_QUOTE_MAX];
    if (!scene_expect(reader, "format", value, JSON_STRING, "\"praatplaat-scene\"")) return;
    if (str_equal(value->text, "praatplaat-scene")) return;
    scene_fault(reader, value, "the format is \"%s\": a scene has the format \"praatplaat-scene\"",
                fault_quote(quoted, value->text));
}

static void read_version(SceneReader *reader, const JsonValue *value) {
    if (!scene_expect(reader, "version", value, JSON_NUMBER, "1")) return;
    if (value->number == SCENE_VERSION) return;
    // A newer one was said before anything else was read.
    scene_fault(reader, value, "there is no version %.10g: write %d", value->number, SCENE_VERSION);
}

static void read_field(SceneReader *reader, const Field *field, const JsonValue *value,
                       void *target) {
    char *at = (char *)target + field->offset;
    bool whole = false;
    switch (field->type) {
    case FIELD_IGNORED:
        (void)scene_expect(reader, field->name, value, JSON_STRING, "an address");
        break;
    case FIELD_FORMAT: read_format(reader, value); break;
    case FIELD_VERSION: read_version(reader, value); break;
    case FIELD_TEXT: whole = scene_read_text(reader, field, value, (Text *)(void *)at); break;
    case FIELD_STRING:
    case FIELD_ID:
    case FIELD_INT:
    case FIELD_WORD:
    case FIELD_COLOR:
    case FIELD_ROLE:
    case FIELD_BLOCK: whole = scene_read_scalar(reader, field, value, at); break;
    case FIELD_POINT:
        whole = scene_read_point(reader, field->name, value, (ScenePoint *)(void *)at);
        break;
    case FIELD_OBJECT: scene_form_read(reader, field->form, value, target); break;
    case FIELD_TEXTS:
    case FIELD_THREE:
        whole = scene_expect(reader, field->name, value, JSON_ARRAY,
                             "a list, [{\"nl\": \"\xE2\x80\xA6\"}, \xE2\x80\xA6]") &&
                read_texts(reader, field, value, target);
        break;
    case FIELD_POINTS:
        whole = scene_expect(reader, field->name, value, JSON_ARRAY,
                             "a list of points, [[x, y], \xE2\x80\xA6]") &&
                read_points(reader, field, value, target);
        break;
    case FIELD_ROLES:
    case FIELD_BLOCKS:
        whole = scene_expect(reader, field->name, value, JSON_ARRAY,
                             "a list of ids, [\"\xE2\x80\xA6\"]") &&
                read_references(reader, field, value, target);
        break;
    case FIELD_LIST:
        if (!scene_expect(reader, field->name, value, JSON_ARRAY,
                          "a list of objects, [{\xE2\x80\xA6}]")) {
            break;
        }
        read_list(reader, field, value, target);
        whole = true;
        break;
    }
    if (whole && field->check && !reader->no_memory) field->check(reader, value, target);
}

// A form of several kinds: the form of the kind that this object is, or NULL after a fault.
static const Form *choose_form(SceneReader *reader, const Form *form, const JsonValue *object) {
    while (form && form->kind_name) {
        const Field kind = {form->kind_name, FIELD_WORD, .words = form->kinds};
        const JsonValue *value = json_member(object, form->kind_name);
        int at = 0;
        if (!value) {
            char words[160];
            words[0] = '\0';
            size_t used = 0;
            for (int i = 0; i < form->kinds->count && used < sizeof words; i++) {
                int n = snprintf(words + used, sizeof words - used, "%s%s", i ? ", " : "",
                                 form->kinds->word(i));
                used += n > 0 ? (size_t)n : 0;
            }
            scene_fault(reader, object, "%s needs the member \"%s\": one of %s", form->what,
                        form->kind_name, words);
            return NULL;
        }
        if (!scene_read_scalar(reader, &kind, value, &at)) return NULL;
        form = form->forms[at];
    }
    return form;
}

static int find_field(const Form *form, const char *name) {
    for (int i = 0; i < form->field_count; i++) {
        if (strcmp(form->fields[i].name, name) == 0) return i;
    }
    return -1;
}

void scene_form_read(SceneReader *reader, const Form *form, const JsonValue *object, void *target) {
    if (object->kind != JSON_OBJECT) {
        scene_fault(reader, object, "%s should stand here, {\xE2\x80\xA6}, and not %s", form->what,
                    json_kind_words(object->kind));
        return;
    }
    form = choose_form(reader, form, object);
    if (!form) return;
    const JsonValue *values[FIELDS_MAX] = {NULL};
    bool meant[FIELDS_MAX] = {false}, missing[FIELDS_MAX] = {false};
    for (const JsonValue *member = object->first; member; member = member->next) {
        int at = find_field(form, member->name);
        if (at < 0) {
            at = refuse_member(reader, form, member);
            if (at >= 0) meant[at] = true;
        } else if (!values[at]) {
            values[at] = member;
        }
    }
    for (int i = 0; i < form->field_count && !reader->no_memory; i++) {
        if (values[i]) read_field(reader, &form->fields[i], values[i], target);
        // A misspelled member was said already, with what it should be.
        missing[i] = !values[i] && !meant[i] && !form->fields[i].optional;
    }
    refuse_missing(reader, form, object, missing);
}
