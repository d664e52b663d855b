// A text that is being edited: what it says, where the caret is, what is selected, and how to get
// back. Pure logic, drawn by ui/field. Units are graphemes, offsets are bytes.
// Always true: the text is clean (text_clean), and the caret and the anchor stand on boundaries.
#ifndef PP_UI_TEXT_EDIT_H
#define PP_UI_TEXT_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEXT_UNDO_MAX = 64 };

typedef struct {
    char *text;  // owned
    size_t caret, anchor;
} TextState;

typedef struct {
    TextState states[TEXT_UNDO_MAX];
    int count;
} TextStack;

// Edits of one kind that follow each other are undone together.
typedef enum {
    TEXT_GROUP_NONE,
    TEXT_GROUP_TYPE,
    TEXT_GROUP_BACKSPACE,
    TEXT_GROUP_DELETE
} TextGroup;

typedef struct {
    char *text;            // owned, terminated, never NULL
    size_t length;         // bytes
    size_t caret, anchor;  // the selection lies between them; equal: nothing selected
    size_t max_graphemes;  // 0: no limit
    size_t max_bytes;      // 0: no limit
    bool multiline;
    uint32_t revision;  // one more with every change of the text
    bool has_goal;      // moving up and down keeps to this x
    float goal_x;
    TextGroup group;
    TextStack undo, redo;
} TextEdit;

typedef enum {
    TEXT_LEFT,
    TEXT_RIGHT,
    TEXT_WORD_LEFT,
    TEXT_WORD_RIGHT,
    TEXT_LINE_START,
    TEXT_LINE_END,
    TEXT_UP,
    TEXT_DOWN,
    TEXT_START,
    TEXT_END,
    TEXT_BACKSPACE,
    TEXT_DELETE,
    TEXT_WORD_BACKSPACE,
    TEXT_WORD_DELETE,
    TEXT_SELECT_ALL,
    TEXT_UNDO,
    TEXT_REDO,
} TextKey;

// The lines as they stand on the display, for moving by line. end lies before the line feed, or
// before the space at which the line was wrapped.
typedef struct {
    size_t start, end;
} TextLine;
typedef struct {
    const TextLine *lines;  // borrowed, at least one, in order
    size_t count;
    float (*x_of)(const void *context, size_t offset);  // of a boundary within its line
    const void *context;
} TextLayout;

void text_edit_init(TextEdit *edit, size_t max_graphemes, bool multiline);
void text_edit_finish(TextEdit *edit);

// Replaces everything (cleaned, and whole: the limits are for what is written); the caret goes to the
// end, undo starts anew.
void text_edit_set(TextEdit *edit, const char *text);

// Changes the limits. A text that is too long for them stays, and takes nothing more; lines become one
// where it has one only.
void text_edit_limit(TextEdit *edit, size_t max_graphemes, size_t max_bytes, bool multiline);

// Puts text in place of the selection. Cut at a whole grapheme where the limit is reached; returns
// false when it was. Typing is undone word by word, a paste at once.
bool text_edit_insert(TextEdit *edit, const char *text);
bool text_edit_paste(TextEdit *edit, const char *text);

// Puts text in place of the bytes from..to (moved outwards to boundaries); the caret ends behind it.
bool text_edit_replace(TextEdit *edit, size_t from, size_t to, const char *text);

// Replaces `old` where it stands last among the few graphemes before the caret (an accent chosen
// after its letter was typed); inserts when it is not there. Belongs to the typing before it.
bool text_edit_replace_last(TextEdit *edit, const char *old, const char *text);

// A move (with select: extends the selection) or a deletion. layout NULL: lines end at line feeds
// only and all graphemes are equally wide. Returns true when text, caret or selection changed.
bool text_edit_key(TextEdit *edit, TextKey key, bool select, const TextLayout *layout);

void text_edit_place(TextEdit *edit, size_t offset, bool select);
void text_edit_select(TextEdit *edit, size_t anchor, size_t caret);
void text_edit_select_word(TextEdit *edit, size_t offset);

// Returns false when nothing is selected.
bool text_edit_selection(const TextEdit *edit, size_t *out_from, size_t *out_to);
char *text_edit_selected_text(const TextEdit *edit);  // a copy to free; "" when nothing is selected

size_t text_edit_graphemes(const TextEdit *edit);
size_t text_edit_caret(const TextEdit *edit);  // byte offset

// True where the next letter begins a sentence.
bool text_edit_sentence_start(const TextEdit *edit);

// -- for text_edit.c and text_move.c ----------------------------------------------------------------
size_t text_move_target(TextEdit *edit, TextKey key, const TextLayout *layout);
size_t text_move_word_left(const TextEdit *edit, size_t at);
size_t text_move_word_right(const TextEdit *edit, size_t at);

#endif
