// A layout of the on-screen keyboard: what its keys are and where, as data. Read from
// assets/keyboards/<language>.txt, whose head describes the format.
#ifndef PP_UI_KEYBOARD_LAYOUT_H
#define PP_UI_KEYBOARD_LAYOUT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    LAYOUT_TEXT_MAX = 16,  // bytes of what a key says, with its end
    LAYOUT_WORD_MAX = 32,
    LAYOUT_LAYERS_MAX = 4,
    LAYOUT_ROWS_MAX = 5,
    LAYOUT_KEYS_MAX = 16,  // in a row
    LAYOUT_ALTERNATES_MAX = 64,
    LAYOUT_CHOICES_MAX = 8,  // of one key
};

typedef enum {
    KEY_TEXT,  // puts its text
    KEY_GAP,   // an empty place
    KEY_SHIFT,
    KEY_BACKSPACE,
    KEY_ENTER,
    KEY_SPACE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_HIDE,
    KEY_NEWLINE,  // only where a field has lines; otherwise the key before it is wider
    KEY_LAYER,    // shows another layer
    KEY_KINDS
} KeyKind;

typedef struct {
    KeyKind kind;
    char text[LAYOUT_TEXT_MAX];  // KEY_TEXT
    int layer;                   // KEY_LAYER: where it leads
    float width;                 // 1: a letter's key
} LayoutKey;

typedef struct {
    LayoutKey keys[LAYOUT_KEYS_MAX];
    int count;
    float width;  // of all keys
} LayoutRow;

typedef struct {
    char name[LAYOUT_TEXT_MAX];   // "letters"
    char label[LAYOUT_TEXT_MAX];  // on the keys that lead here: "abc"
    LayoutRow rows[LAYOUT_ROWS_MAX];
    int row_count;
    float width;  // of the widest row
} LayoutLayer;

// What a key offers when it is held.
typedef struct {
    char of[LAYOUT_TEXT_MAX];
    char choices[LAYOUT_CHOICES_MAX][LAYOUT_TEXT_MAX];
    int count;
} LayoutAlternates;

typedef struct {
    char name[LAYOUT_WORD_MAX];              // of the language, in the language
    char words[KEY_KINDS][LAYOUT_WORD_MAX];  // what the special keys are called
    LayoutLayer layers[LAYOUT_LAYERS_MAX];   // the first one is shown first
    int layer_count, number_layer;           // number_layer: where digits are
    LayoutAlternates alternates[LAYOUT_ALTERNATES_MAX];
    int alternate_count;
} KeyboardLayout;

// Reads a layout from n bytes of text. source names it in messages ("nl.txt:12: …: …"). Refuses
// with the first fault found; *out is then empty.
Err keyboard_layout_parse(const char *text, size_t n, const char *source, KeyboardLayout *out,
                          ErrInfo *info) MUST_CHECK;
Err keyboard_layout_load(const char *path, KeyboardLayout *out, ErrInfo *info) MUST_CHECK;

// NULL when the key has none. Borrowed.
const LayoutAlternates *keyboard_layout_alternates(const KeyboardLayout *layout, const char *text);

// The capital of a key's text; without one the text itself.
void keyboard_layout_upper(const char *text, char out[LAYOUT_TEXT_MAX]);

#endif
