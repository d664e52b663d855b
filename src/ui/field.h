// Text fields: the texts by id, which one is being written in, and the on-screen keyboard that
// belongs to it. For the files of src/ui; screens see ui_field in ui.h.
#ifndef PP_UI_FIELD_H
#define PP_UI_FIELD_H

#include "ui/core.h"
#include "ui/keyboard.h"
#include "ui/text_edit.h"

typedef struct FieldState {
    char *id;  // owned
    uint64_t key;
    TextEdit edit;
    unsigned built;  // number of the build it was last in
    UiAct act;
    bool digits, multiline;
    int seat;
    char *done;  // owned; NULL: "Done"

    // As it was last laid out.
    UiNode *inner, *text_node;  // of build `built`
    bool empty;                 // the text node shows the placeholder
    FontSpec font;
    int wrap;             // px
    float offset;         // px that the text is moved: a long line left, many lines up
    float content, port;  // px: height of all lines and of the box they are in
    uint32_t shown_revision;
    size_t shown_caret;  // the caret is brought into view when it moved

    // A finger on it.
    enum { FIELD_FREE, FIELD_SELECT, FIELD_CARRY, FIELD_SCROLL } grip;
    int grip_finger;
    int64_t tap_ms;
    float tap_x, tap_y;
    struct FieldState *next;
} FieldState;

typedef struct {
    FieldState *focused;  // NULL: none
    bool keyboard_open;
    bool reveal;  // scroll the field into view in the next layout
    KeyboardState keyboard;
} FieldSeat;

typedef struct FieldStore {
    FieldState *first;  // owned chain
    FieldSeat seats[UI_SEATS_MAX];
    int current;  // the seat that was touched last
    int beside;   // parts of the lower edge in this build
    KeyboardLayout layout;
    char layout_lang[16];
    bool layout_tried, layout_there;
} FieldStore;

FieldState *field_find(const Ui *ui, uint64_t key);  // NULL: never built nor set
FieldState *field_of(Ui *ui, const char *id);        // made when not there
void field_enter(Ui *ui, FieldState *state, bool keyboard);
void field_leave(Ui *ui, FieldState *state, bool tell);  // tell: UI_FIELD_LEFT
void field_send(Ui *ui, const FieldState *state, UiEventKind kind);

// After any change: UI_EDIT when the text differs from `revision`, capitals for the keyboard.
void field_changed(Ui *ui, FieldState *state, uint32_t revision);

// field_place.c: where things are in the text as it was last laid out.
Paragraph *field_paragraph(Ui *ui, const FieldState *state);
float field_caret_x(Ui *ui, const FieldState *state, const Paragraph *paragraph, size_t offset,
                    int *out_line);
size_t field_offset_at(Ui *ui, const FieldState *state, float x, float y);  // px of the display
bool field_move(Ui *ui, FieldState *state, TextKey key, bool select);       // by the lines as shown
void field_measure(Ui *ui, UiNode *node, float width, float *out_height);
void field_draw(Ui *ui, UiNode *node, DrawList *list);

#endif
