// A strict reader: one statement a line, words separated by spaces, the first fault ends it. The
// tables at the top are the whole vocabulary.
#include "ui/keyboard_layout.h"

#include "base/str.h"
#include "base/utf8.h"
#include "ui/text_clean.h"

#include <SDL_rwops.h>
#include <SDL_stdinc.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { FILE_BYTES_MAX = 64 * 1024, WORD_BYTES_MAX = 64 };

static const char *const kind_names[KEY_KINDS] = {
    [KEY_GAP] = "gap",     [KEY_SHIFT] = "shift", [KEY_BACKSPACE] = "backspace",
    [KEY_ENTER] = "enter", [KEY_SPACE] = "space", [KEY_LEFT] = "left",
    [KEY_RIGHT] = "right", [KEY_HIDE] = "hide",   [KEY_NEWLINE] = "newline",
};

// A key that leads to a layer may come before the layer: its name waits here until the end.
typedef struct {
    int layer, row, key, line;
    char name[LAYOUT_TEXT_MAX];
} Promise;

typedef struct {
    KeyboardLayout *layout;
    const char *source, *at, *end;  // at..end: what is left of the line
    int line;
    ErrInfo *info;
    Promise promises[LAYOUT_LAYERS_MAX * LAYOUT_ROWS_MAX];
    int promise_count;
} Reader;

#define REFUSE(r, ...) refuse((r), (r)->line, __VA_ARGS__)

static Err refuse(const Reader *r, int line, const char *what, const char *word,
                  const char *remedy) {
    return err_set(r->info, ERR_REFUSED, 0, "%s:%d: %s%s%s: %s", r->source, line, what,
                   *word ? " " : "", word, remedy);
}

// The next word of the line; false at its end or when the word is too long for out.
static bool next_word(Reader *r, char *out, size_t size) {
    while (r->at < r->end && *r->at == ' ') r->at++;
    const char *start = r->at;
    while (r->at < r->end && *r->at != ' ') r->at++;
    size_t n = (size_t)(r->at - start);
    if (n == 0 || n >= size) return false;
    memcpy(out, start, n);
    out[n] = '\0';
    return true;
}

static bool at_end(Reader *r) {
    while (r->at < r->end && *r->at == ' ') r->at++;
    return r->at == r->end;
}

// The rest of the line as one text.
static bool rest_of_line(Reader *r, char *out, size_t size) {
    if (at_end(r)) return false;
    const char *end = r->end;
    while (end[-1] == ' ') end--;
    size_t n = (size_t)(end - r->at);
    if (n >= size) return false;
    memcpy(out, r->at, n);
    out[n] = '\0';
    r->at = r->end;
    return true;
}

static KeyKind kind_named(const char *name) {
    for (int kind = 0; kind < KEY_KINDS; kind++) {
        if (kind_names[kind] && str_equal(kind_names[kind], name)) return (KeyKind)kind;
    }
    return KEY_KINDS;
}

static bool has_key(const LayoutLayer *layer, KeyKind kind, const char *text) {
    for (int i = 0; i < layer->row_count; i++) {
        for (int k = 0; k < layer->rows[i].count; k++) {
            const LayoutKey *key = &layer->rows[i].keys[k];
            if (key->kind == kind && (kind != KEY_TEXT || str_equal(key->text, text))) return true;
        }
    }
    return false;
}

static int layer_named(const KeyboardLayout *layout, const char *name) {
    for (int i = 0; i < layout->layer_count; i++) {
        if (str_equal(layout->layers[i].name, name)) return i;
    }
    return -1;
}

// <name>, <name=width>, <layer:name=width>
static Err read_special(Reader *r, char *word, LayoutLayer *layer, LayoutKey *out) {
    static const char leads[] = "layer:";
    size_t n = strlen(word);
    if (word[n - 1] != '>')
        return REFUSE(r, "no > at the end of", word, "write <name> or <name=width>");
    word[n - 1] = '\0';
    char *name = word + 1, *width = strchr(name, '=');
    // The label of a layer may hold a = but its name may not, so the first one is the width's.
    if (width) {
        *width++ = '\0';
        char *rest;
        out->width = strtof(width, &rest);
        bool number = rest != width && *rest == '\0' && width[0] >= '0' && width[0] <= '9';
        if (!number || !(out->width >= 0.25f && out->width <= 8)) {
            return REFUSE(r, "not a width:", width, "give a number from 0.25 to 8");
        }
    }
    if (str_starts(name, leads)) {
        out->kind = KEY_LAYER;
        if (r->promise_count == (int)(sizeof r->promises / sizeof r->promises[0])) {
            return REFUSE(r, "too many keys that lead to a layer", "", "leave some out");
        }
        Promise *promise = &r->promises[r->promise_count++];
        *promise = (Promise){.layer = r->layout->layer_count - 1,
                             .row = layer->row_count - 1,
                             .key = layer->rows[layer->row_count - 1].count,
                             .line = r->line};
        if (!str_copy(promise->name, sizeof promise->name, name + strlen(leads))) {
            return REFUSE(r, "too long a name of a layer:", name, "use at most 15 bytes");
        }
        return ERR_NONE;
    }
    out->kind = kind_named(name);
    if (out->kind == KEY_KINDS) {
        return REFUSE(r, "unknown key", name,
                      "use gap, shift, backspace, enter, space, left, right, hide, newline or "
                      "layer:NAME");
    }
    if (out->kind != KEY_GAP && has_key(layer, out->kind, "")) {
        return REFUSE(r, "twice in one layer:", name, "leave one out");
    }
    return ERR_NONE;
}

static Err read_row(Reader *r) {
    KeyboardLayout *layout = r->layout;
    if (layout->layer_count == 0)
        return REFUSE(r, "a row before any layer", "", "begin with layer NAME LABEL");
    LayoutLayer *layer = &layout->layers[layout->layer_count - 1];
    if (layer->row_count == LAYOUT_ROWS_MAX) return REFUSE(r, "too many rows", "", "use at most 5");
    LayoutRow *row = &layer->rows[layer->row_count++];
    char word[WORD_BYTES_MAX];
    while (!at_end(r)) {
        if (!next_word(r, word, sizeof word))
            return REFUSE(r, "too long a key", "", "use at most 15 bytes");
        if (row->count == LAYOUT_KEYS_MAX)
            return REFUSE(r, "too many keys in a row", "", "use at most 16");
        LayoutKey key = {.kind = KEY_TEXT, .width = 1};
        if (word[0] == '<' && word[1] != '\0') {
            Err err = read_special(r, word, layer, &key);
            if (err != ERR_NONE) return err;
            if (key.kind == KEY_NEWLINE && row->count == 0) {
                return REFUSE(r, "<newline> begins a row", "",
                              "put a key before it, which takes its place");
            }
        } else {
            if (!str_copy(key.text, sizeof key.text, word))
                return REFUSE(r, "too long a key:", word, "use at most 15 bytes");
            if (has_key(layer, KEY_TEXT, word))
                return REFUSE(r, "twice in one layer:", word, "leave one out");
        }
        row->keys[row->count++] = key;
        row->width += key.width;
    }
    if (row->count == 0) return REFUSE(r, "an empty row", "", "write its keys behind it");
    if (row->width > layer->width) layer->width = row->width;
    return ERR_NONE;
}

static Err read_layer(Reader *r) {
    KeyboardLayout *layout = r->layout;
    if (layout->layer_count == LAYOUT_LAYERS_MAX)
        return REFUSE(r, "too many layers", "", "use at most 4");
    LayoutLayer *layer = &layout->layers[layout->layer_count];
    if (!next_word(r, layer->name, sizeof layer->name) ||
        !next_word(r, layer->label, sizeof layer->label)) {
        return REFUSE(r, "a layer without name and label", "", "write layer NAME LABEL");
    }
    if (layer_named(layout, layer->name) >= 0)
        return REFUSE(r, "twice:", layer->name, "give each layer a name of its own");
    layout->layer_count++;
    return at_end(r) ? ERR_NONE
                     : REFUSE(r, "more than a name and a label", "", "write layer NAME LABEL");
}

static Err read_alternates(Reader *r) {
    KeyboardLayout *layout = r->layout;
    if (layout->alternate_count == LAYOUT_ALTERNATES_MAX)
        return REFUSE(r, "too many alternatives", "", "use at most 64 lines");
    LayoutAlternates *alternates = &layout->alternates[layout->alternate_count];
    if (!next_word(r, alternates->of, sizeof alternates->of))
        return REFUSE(r, "alternatives of nothing", "", "write alt KEY CHOICES");
    if (keyboard_layout_alternates(layout, alternates->of))
        return REFUSE(r, "a second list for", alternates->of, "put all in one");
    bool known = false;
    for (int i = 0; i < layout->layer_count; i++) {
        known = known || has_key(&layout->layers[i], KEY_TEXT, alternates->of);
    }
    if (!known)
        return REFUSE(r, "no layer before this line has the key", alternates->of,
                      "add it or leave this out");
    while (!at_end(r)) {
        if (alternates->count == LAYOUT_CHOICES_MAX)
            return REFUSE(r, "too many choices for", alternates->of, "use at most 8");
        if (!next_word(r, alternates->choices[alternates->count], LAYOUT_TEXT_MAX)) {
            return REFUSE(r, "too long a choice for", alternates->of, "use at most 15 bytes");
        }
        alternates->count++;
    }
    if (alternates->count == 0)
        return REFUSE(r, "no choices for", alternates->of, "write them behind it");
    layout->alternate_count++;
    return ERR_NONE;
}

static Err read_word(Reader *r) {
    char name[WORD_BYTES_MAX];
    if (!next_word(r, name, sizeof name))
        return REFUSE(r, "a word for nothing", "", "write word KEY TEXT");
    KeyKind kind = kind_named(name);
    if (kind == KEY_KINDS || kind == KEY_GAP)
        return REFUSE(r, "unknown key", name, "use the name of a special key");
    if (r->layout->words[kind][0]) return REFUSE(r, "a second word for", name, "leave one out");
    if (!rest_of_line(r, r->layout->words[kind], LAYOUT_WORD_MAX)) {
        return REFUSE(r, "no word, or more than 31 bytes, for", name, "write word KEY TEXT");
    }
    return ERR_NONE;
}

static Err read_line(Reader *r) {
    static const struct {
        const char *name;
        Err (*read)(Reader *);
    } statements[] = {
        {"layer", read_layer}, {"row", read_row}, {"alt", read_alternates}, {"word", read_word}};
    char name[WORD_BYTES_MAX];
    if (at_end(r) || *r->at == '#') return ERR_NONE;
    if (!next_word(r, name, sizeof name))
        return REFUSE(r, "too long a word", "", "see the head of nl.txt");
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        if (str_equal(statements[i].name, name)) return statements[i].read(r);
    }
    if (!str_equal(name, "name"))
        return REFUSE(r, "unknown statement", name, "use name, layer, row, alt or word");
    if (r->layout->name[0]) return REFUSE(r, "a second name", "", "leave one out");
    if (!rest_of_line(r, r->layout->name, sizeof r->layout->name)) {
        return REFUSE(r, "no name, or more than 31 bytes", "", "write name LANGUAGE");
    }
    return ERR_NONE;
}

static Err check_whole(Reader *r) {
    KeyboardLayout *layout = r->layout;
    if (!layout->name[0]) return REFUSE(r, "no name", "", "add name LANGUAGE");
    if (layout->layer_count == 0)
        return REFUSE(r, "no layers", "", "add layer NAME LABEL and its rows");
    for (int i = 0; i < r->promise_count; i++) {
        const Promise *p = &r->promises[i];
        int to = layer_named(layout, p->name);
        if (to < 0)
            return refuse(r, p->line, "no layer is called", p->name, "add it or lead elsewhere");
        if (to == p->layer)
            return refuse(r, p->line, "leads to its own layer:", p->name, "lead elsewhere");
        layout->layers[p->layer].rows[p->row].keys[p->key].layer = to;
    }
    static const KeyKind needed[] = {KEY_BACKSPACE, KEY_ENTER, KEY_SPACE, KEY_HIDE};
    for (int i = 0; i < layout->layer_count; i++) {
        const LayoutLayer *layer = &layout->layers[i];
        for (size_t k = 0; k < sizeof needed / sizeof needed[0]; k++) {
            if (has_key(layer, needed[k], "")) continue;
            return REFUSE(r, "a layer without", kind_names[needed[k]],
                          "every layer needs backspace, enter, space and hide");
        }
        if (layout->layer_count > 1 && !has_key(layer, KEY_LAYER, "")) {
            return REFUSE(r, "no way out of layer", layer->name, "add a key <layer:NAME>");
        }
        if (has_key(layer, KEY_TEXT, "1") && layout->number_layer == 0) layout->number_layer = i;
    }
    return ERR_NONE;
}

static Err read_all(Reader *r, const char *text, size_t n) {
    static const char head[] = "praatplaat-keyboard 1";
    const char *end = text + n;
    for (const char *line = text; line < end;) {
        const char *feed = memchr(line, '\n', (size_t)(end - line));
        r->line++;
        r->at = line;
        r->end = feed ? feed : end;
        line = feed ? feed + 1 : end;
        size_t length = (size_t)(r->end - r->at);
        Str cleaned;
        str_init(&cleaned);
        text_clean(&cleaned, r->at, length, false);
        bool clean = cleaned.length == length && memcmp(str_text(&cleaned), r->at, length) == 0;
        str_finish(&cleaned);
        if (!clean)
            return REFUSE(r, "not plain text", "",
                          "save it as UTF-8 (NFC) with line feeds and without tabs");
        if (r->line == 1) {
            if (length == sizeof head - 1 && memcmp(r->at, head, length) == 0) continue;
            return REFUSE(r, "not a keyboard layout of version 1", "",
                          "begin with: praatplaat-keyboard 1");
        }
        Err err = read_line(r);
        if (err != ERR_NONE) return err;
    }
    return check_whole(r);
}

Err keyboard_layout_parse(const char *text, size_t n, const char *source, KeyboardLayout *out,
                          ErrInfo *info) {
    memset(out, 0, sizeof *out);
    Reader reader = {.layout = out, .source = source, .info = info};
    Err err = n > FILE_BYTES_MAX ? REFUSE(&reader, "more than 64 KiB", "", "leave something out")
                                 : read_all(&reader, text, n);
    if (err != ERR_NONE) memset(out, 0, sizeof *out);
    return err;
}

Err keyboard_layout_load(const char *path, KeyboardLayout *out, ErrInfo *info) {
    memset(out, 0, sizeof *out);
    size_t n = 0;
    char *text = SDL_LoadFile(path, &n);
    if (!text)
        return err_set(info, ERR_MISSING, 0, "%s cannot be read: install the program again", path);
    const char *slash = strrchr(path, '/');
    Err err = keyboard_layout_parse(text, n, slash ? slash + 1 : path, out, info);
    SDL_free(text);
    return err;
}

const LayoutAlternates *keyboard_layout_alternates(const KeyboardLayout *layout, const char *text) {
    for (int i = 0; i < layout->alternate_count; i++) {
        if (str_equal(layout->alternates[i].of, text)) return &layout->alternates[i];
    }
    return NULL;
}

void keyboard_layout_upper(const char *text, char out[LAYOUT_TEXT_MAX]) {
    size_t used = 0, n = strlen(text);
    for (size_t at = 0; at < n;) {
        uint32_t point;
        size_t took = utf8_decode(text + at, n - at, &point);
        if (took == 0) break;
        char upper[4];
        size_t size = utf8_encode((uint32_t)utf8proc_toupper((utf8proc_int32_t)point), upper);
        if (used + size >= LAYOUT_TEXT_MAX) break;
        memcpy(out + used, upper, size);
        used += size;
        at += took;
    }
    out[used] = '\0';
}
