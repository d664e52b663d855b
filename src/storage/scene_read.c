// One value of a scene each: texts in several languages, ids, words, numbers, colours, points and
// references. Every function returns false after it said what is wrong.
#include "storage/scene_form.h"

#include "base/str.h"
#include "base/utf8.h"
#include "storage/suggest.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LANGUAGES_MAX = 64 };  // of one text; each of the others is looked up in the title's

bool scene_expect(SceneReader *reader, const char *name, const JsonValue *value, JsonKind kind,
                  const char *like) {
    if (value->kind == kind) return true;
    if (value->name) {
        scene_fault(reader, value, "\"%s\" is %s: write %s", name, json_kind_words(value->kind),
                    like);
    } else {
        scene_fault(reader, value, "in \"%s\" stands %s: write %s", name,
                    json_kind_words(value->kind), like);
    }
    return false;
}

bool scene_is_id(const char *text) {
    size_t length = strlen(text);
    if (length < 1 || length > SCENE_ID_MAX) return false;
    return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

// ---- Texts ----------------------------------------------------------------------------------------

// What is wrong with a character, or NULL. Marks that turn the direction of text could make a
// question read as another one; noncharacters and controls are always an accident.
static const char *bad_point(uint32_t point, bool lines) {
    if (point == '\n') return lines ? NULL : "a line break: write one line";
    if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) return "a control character: take it out";
    if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069)) {
        return "a mark that turns the direction of text: take it out";
    }
    if (point == 0x2028 || point == 0x2029) return "an invisible line break: take it out";
    if ((point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF) || point == 0xFEFF) {
        return "a code that is no character: take it out";
    }
    return NULL;
}

static bool is_space(uint32_t point) {
    return point == ' ' || point == '\n' || point == 0xA0;
}

// One language of a text: no bad characters, not blank, not too long.
static bool check_words(SceneReader *reader, const Field *field, const JsonValue *value) {
    int characters = 0, words = 0;
    bool inside = false;
    size_t n = strlen(value->text);
    for (size_t at = 0; at < n;) {
        uint32_t point;
        size_t took = utf8_decode(value->text + at, n - at, &point);
        const char *bad = took ? bad_point(point, field->lines) : NULL;
        if (bad) {
            scene_fault(reader, value, "\"%s\" holds %s (U+%04X, character %d)", field->name, bad,
                        point, characters + 1);
            return false;
        }
        if (!inside && !is_space(point)) words++;
        inside = !is_space(point);
        characters++;
        at += took ? took : 1;
    }
    if (utf8_blank(value->text)) {
        scene_fault(reader, value, "\"%s\" is empty: write the text", field->name);
        return false;
    }
    if (field->chars && characters > field->chars) {
        scene_fault(reader, value, "\"%s\" has %d characters: at most %d fit", field->name,
                    characters, field->chars);
        return false;
    }
    if (field->max_words && words > field->max_words) {
        scene_fault(reader, value, "\"%s\" has %d words: at most %d fit", field->name, words,
                    field->max_words);
        return false;
    }
    return true;
}

// A pack may be in languages that this machine has no interface in, and must not become faulty by
// that. What tells a slip ("em") from a language is the title: it is in every language of the pack.
static bool is_language(const SceneReader *reader, const char *code) {
    int lang = lang_from_code(code);
    if (lang >= 0 && lang < LANG_BUILT_IN) return true;
    const JsonValue *title = reader->title;
    if (!lang_is_code(code) || !title || title->kind != JSON_OBJECT) return false;
    return title->count > LANGUAGES_MAX || json_member(title, code);
}

static void refuse_language(SceneReader *reader, const JsonValue *member) {
    char quoted[FAULT_QUOTE_MAX];
    fault_quote(quoted, member->name);
    if (lang_is_code(member->name))
        fault_add(reader->faults, member->name_line, member->name_column,
                  "\"%s\" is no language of this pack: the title has no \"%s\", add it there or "
                  "take it out here",
                  quoted, quoted);
    else
        fault_add(reader->faults, member->name_line, member->name_column,
                  "\"%s\" is no code of a language: write \"nl\", \"en\" or another such as \"pl\"",
                  quoted);
}

bool scene_read_text(SceneReader *reader, const Field *field, const JsonValue *value, Text *out) {
    static const char like[] = "{\"nl\": \"\xE2\x80\xA6\", \"en\": \"\xE2\x80\xA6\"}";
    if (!scene_expect(reader, field->name, value, JSON_OBJECT, like)) return false;
    if (value->count > LANGUAGES_MAX) {
        scene_fault(reader, value, "\"%s\" is in %d languages: at most %d fit, so take some out",
                    field->name, value->count, LANGUAGES_MAX);
        return false;
    }
    bool whole = true;
    for (const JsonValue *member = value->first; member; member = member->next) {
        if (!is_language(reader, member->name)) {
            refuse_language(reader, member);
            whole = false;
        } else if (!scene_expect(reader, field->name, member, JSON_STRING, "the text itself") ||
                   !check_words(reader, field, member)) {
            whole = false;
        } else {
            int lang = lang_from_code(member->name);
            // Nothing on this machine could show what is in a language without an interface.
            if (lang >= 0) out->in[lang] = scene_keep(reader, member->text);
        }
    }
    if (!json_member(value, "nl")) {
        scene_fault(reader, value, "\"%s\" has no \"nl\": add the Dutch text", field->name);
        whole = false;
    }
    return whole;
}

// ---- Words, ids and numbers ---------------------------------------------------------------------------

static const char *word_of(const void *known, int i) {
    const WordSet *words = known;
    return words->word(i);
}

static bool read_word(SceneReader *reader, const Field *field, const JsonValue *value, int *out) {
    if (!scene_expect(reader, field->name, value, JSON_STRING, "a word")) return false;
    const WordSet *words = field->words;
    for (int i = 0; i < words->count; i++) {
        if (!str_equal(words->word(i), value->text)) continue;
        *out = i;
        return true;
    }
    char quoted[FAULT_QUOTE_MAX];
    fault_quote(quoted, value->text);
    int near = suggest_find(value->text, word_of, words, words->count);
    if (near >= 0) {
        scene_fault(reader, value, "the %s \"%s\" does not exist: did you mean \"%s\"?",
                    field->name, quoted, words->word(near));
        return false;
    }
    Str all;
    str_init(&all);
    for (int i = 0; i < words->count; i++) str_format(&all, "%s%s", i ? ", " : "", words->word(i));
    scene_fault(reader, value, "the %s \"%s\" does not exist: write one of %s", field->name, quoted,
                str_text(&all));
    str_finish(&all);
    return false;
}

static bool read_id(SceneReader *reader, const Field *field, const JsonValue *value,
                    const char **out) {
    if (!scene_expect(reader, field->name, value, JSON_STRING, "an id such as \"samen-sterk\"")) {
        return false;
    }
    if (!scene_is_id(value->text)) {
        char quoted[FAULT_QUOTE_MAX];
        scene_fault(reader, value,
                    "\"%s\" is no id: use 1 to %d small letters (a-z), digits and hyphens",
                    fault_quote(quoted, value->text), SCENE_ID_MAX);
        return false;
    }
    *out = scene_keep(reader, value->text);
    return true;
}

static bool read_string(SceneReader *reader, const Field *field, const JsonValue *value,
                        const char **out) {
    if (!scene_expect(reader, field->name, value, JSON_STRING, "a text in quotes")) return false;
    if (!check_words(reader, field, value)) return false;
    *out = scene_keep(reader, value->text);
    return true;
}

static bool read_int(SceneReader *reader, const Field *field, const JsonValue *value, int *out) {
    char like[64];
    (void)snprintf(like, sizeof like, "a whole number from %d to %d", field->min, field->max);
    if (!scene_expect(reader, field->name, value, JSON_NUMBER, like)) return false;
    double number = value->number;
    if (number < field->min || number > field->max || number != floor(number)) {
        scene_fault(reader, value, "\"%s\" is %.10g: write %s", field->name, number, like);
        return false;
    }
    *out = (int)number;
    return true;
}

static bool read_color(SceneReader *reader, const Field *field, const JsonValue *value,
                       uint32_t *out) {
    static const char like[] = "a colour such as \"#0072b2\"";
    if (!scene_expect(reader, field->name, value, JSON_STRING, like)) return false;
    const char *text = value->text;
    if (text[0] != '#' || strlen(text) != 7 || strspn(text + 1, "0123456789abcdefABCDEF") != 6) {
        char quoted[FAULT_QUOTE_MAX];
        scene_fault(reader, value,
                    "\"%s\" is no colour: write # and six digits or letters a to f, "
                    "such as \"#0072b2\"",
                    fault_quote(quoted, text));
        return false;
    }
    uint32_t rgb = 0;
    for (int i = 1; i < 7; i++) {
        char c = text[i];
        uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
        rgb = rgb << 4 | digit;
    }
    *out = rgb;
    return true;
}

bool scene_read_scalar(SceneReader *reader, const Field *field, const JsonValue *value,
                       void *target) {
    switch (field->type) {
    case FIELD_ID: return read_id(reader, field, value, target);
    case FIELD_STRING: return read_string(reader, field, value, target);
    case FIELD_INT: return read_int(reader, field, value, target);
    case FIELD_COLOR: return read_color(reader, field, value, target);
    case FIELD_WORD: {
        int word;
        if (!read_word(reader, field, value, &word)) return false;
        memcpy(target, &word,
               sizeof word);  // an enum of the size of an int: scene_tables.c asserts it
        return true;
    }
    case FIELD_ROLE:
    case FIELD_BLOCK:
        return scene_read_reference(reader, field->name, field->type == FIELD_BLOCK, value, target);
    case FIELD_IGNORED:
    case FIELD_FORMAT:
    case FIELD_VERSION:
    case FIELD_TEXT:
    case FIELD_TEXTS:
    case FIELD_THREE:
    case FIELD_POINT:
    case FIELD_POINTS:
    case FIELD_ROLES:
    case FIELD_BLOCKS:
    case FIELD_OBJECT:
    case FIELD_LIST: break;
    }
    return false;
}

// ---- Points and references ------------------------------------------------------------------------------

bool scene_read_point(SceneReader *reader, const char *name, const JsonValue *value,
                      ScenePoint *out) {
    static const char like[] = "a point, [x, y]";
    if (!scene_expect(reader, name, value, JSON_ARRAY, like)) return false;
    const JsonValue *x = value->first, *y = x ? x->next : NULL;
    if (value->count != 2 || !x || !y) {
        scene_fault(reader, value, "a point has two numbers, [x, y], and this has %d",
                    value->count);
        return false;
    }
    if (!scene_expect(reader, name, x, JSON_NUMBER, "a number") ||
        !scene_expect(reader, name, y, JSON_NUMBER, "a number")) {
        return false;
    }
    int width = reader->scene->width, height = reader->scene->height;
    if (width <= 0 || height <= 0) return false;  // the poster's own fault was said
    if (x->number < 0 || y->number < 0 || x->number > width || y->number > height) {
        scene_fault(reader, value,
                    "the point [%.6g, %.6g] lies outside the poster: x goes from 0 to %d, y from 0 "
                    "to %d",
                    x->number, y->number, width, height);
        return false;
    }
    out->x = (float)x->number;
    out->y = (float)y->number;
    return true;
}

typedef struct {
    const Scene *scene;
    bool block;
} Known;

static const char *known_id(const void *known, int i) {
    const Known *of = known;
    return of->block ? of->scene->blocks[i].id : of->scene->roles[i].id;
}

bool scene_read_reference(SceneReader *reader, const char *name, bool block, const JsonValue *value,
                          int *out) {
    const char *what = block ? "block" : "role";
    if (!scene_expect(reader, name, value, JSON_STRING, block ? "a block's id" : "a role's id")) {
        return false;
    }
    const Scene *scene = reader->scene;
    int at = block ? scene_find_block(scene, value->text) : scene_find_role(scene, value->text);
    *out = at;
    if (at >= 0) return true;
    int count = block ? scene->block_count : scene->role_count;
    if (count == 0) return false;  // the list itself is missing, and that was said
    const Known known = {scene, block};
    char quoted[FAULT_QUOTE_MAX];
    fault_quote(quoted, value->text);
    int near = suggest_find(value->text, known_id, &known, count);
    if (near >= 0) {
        scene_fault(reader, value, "there is no %s \"%s\": did you mean \"%s\"?", what, quoted,
                    known_id(&known, near));
        return false;
    }
    Str all;
    str_init(&all);
    for (int i = 0; i < count; i++) {
        const char *id = known_id(&known, i);
        if (id) str_format(&all, "%s%s", all.length ? ", " : "", id);
    }
    scene_fault(reader, value, "there is no %s \"%s\": the %ss are %.300s", what, quoted, what,
                str_text(&all));
    str_finish(&all);
    return false;
}
