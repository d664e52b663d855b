// The on-screen keyboard: built from nodes at the bottom of the display, above everything. Keys act
// when a finger goes down, so that several fingers can type in rollover. It knows no field: what a
// key means comes out as a KeyPress.
#ifndef PP_UI_KEYBOARD_H
#define PP_UI_KEYBOARD_H

#include "ui/keyboard_layout.h"
#include "ui/ui.h"

typedef enum { SHIFT_OFF, SHIFT_ONCE, SHIFT_LOCKED } KeyboardShift;

enum { KEYBOARD_RECENT = 8 };

typedef struct {
    int seat;        // several keyboards may stand beside one another, each of one person
    float x, width;  // mm: its part of the lower edge; width 0: all of it
    int layer;
    KeyboardShift shift;
    bool shift_auto;   // ONCE because a sentence begins
    bool shift_chord;  // a letter was typed while shift was held
    int64_t shift_ms;  // of its last tap
    int64_t word_ms;   // when backspace last took a word
    struct {
        int key;  // packed
        char text[LAYOUT_TEXT_MAX];
    } recent[KEYBOARD_RECENT];  // what keys put a moment ago, the newest at recent_at - 1
    unsigned recent_at;
    // What a held key offers.
    char base[LAYOUT_TEXT_MAX];  // its text as it was put; "": nothing is offered
    int base_key;                // packed place of the key
    int hovered;                 // choice under the finger, -1: none
    bool stays;                  // the finger let go on the key: a tap chooses
    int ground_key;              // the key taken for a press in the gap beside it, packed; 0: none
} KeyboardState;

typedef struct {
    const char *done;  // on the Enter key; NULL: "Done"
    bool multiline;    // there is a key for a new line
} KeyboardLook;

typedef enum {
    PRESS_NONE,     // the keyboard changed by itself
    PRESS_TEXT,     // put text
    PRESS_REPLACE,  // put text in place of old, which was put a moment ago
    PRESS_BACKSPACE,
    PRESS_WORD_BACKSPACE,
    PRESS_LEFT,
    PRESS_RIGHT,
    PRESS_DONE,
    PRESS_HIDE,
} KeyPressKind;

typedef struct {
    KeyPressKind kind;
    char text[LAYOUT_TEXT_MAX], old[LAYOUT_TEXT_MAX];
} KeyPress;

// To the first layer (digits: the one with numbers), shift off, nothing offered.
void keyboard_reset(KeyboardState *state, const KeyboardLayout *layout, bool digits);

// Capitals for the next letter, or not, as the text asks for. A shift that a person set stays.
void keyboard_auto_shift(KeyboardState *state, bool begins_sentence);

float keyboard_height_mm(const Ui *ui, const KeyboardLayout *layout);

// Into the open box, which must be a stack of the display's size.
void keyboard_build(Ui *ui, KeyboardState *state, const KeyboardLayout *layout,
                    const KeyboardLook *look);

// Returns true when the event was the keyboard's; *out then says what it means.
bool keyboard_handle(Ui *ui, KeyboardState *state, const KeyboardLayout *layout,
                     const UiEvent *event, KeyPress *out);

// -- for keyboard_build.c and keyboard.c ------------------------------------------------------------
enum { KEYBOARD_ACT = 0x4B455930, KEYBOARD_CHOICE_ACT, KEYBOARD_GROUND_ACT };

// A key's place as one number, never 0, and back. NULL: no such key.
int keyboard_pack(int layer, int row, int key);
const LayoutKey *keyboard_key(const KeyboardLayout *layout, int packed);

// Places in mm from the keyboard's upper left corner.
typedef struct {
    float x, y, w, h;
} KeyPlace;
typedef struct {
    float unit;  // a letter's key with its gap
    float key_h, left, top;
    float width, height;  // of the whole keyboard
} KeyboardGrid;
KeyboardGrid keyboard_grid(const Ui *ui, const KeyboardState *state, const KeyboardLayout *layout);
KeyPlace keyboard_place(const KeyboardGrid *grid, const KeyboardLayout *layout, int packed,
                        bool multiline);
// "key.a" on the first keyboard, "key.2.a" on the second …
const char *keyboard_key_id(Ui *ui, int seat, const KeyboardLayout *layout, const LayoutKey *key);
const char *keyboard_named_id(Ui *ui, int seat, const char *name);
const char *keyboard_id(Ui *ui, int seat);  // "keyboard", "keyboard.2" …
// How wide a letter's key is where so many keyboards stand beside one another.
float keyboard_key_mm(const Ui *ui, const KeyboardLayout *layout, int seats);
void keyboard_key_text(const KeyboardState *state, const char *text, char out[LAYOUT_TEXT_MAX]);

#endif
