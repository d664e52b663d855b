// Changing the text. Every change goes through change(), which cleans the whole result: joining two
// pieces can compose characters, and only so is the text always clean and the caret on a boundary.
#include "ui/text_edit.h"

#include "base/no_memory.h"
#include "base/str.h"
#include "ui/grapheme.h"
#include "ui/text_clean.h"

#include <stdlib.h>
#include <string.h>

// A paste of a whole book must not hold up the frame; no field takes that much.
enum { PASTE_BYTES_MAX = 64 * 1024, REPLACE_LAST_REACH = 8 };

static char *copy_bytes(const char *text, size_t n) {
    char *copy = malloc(n + 1);
    if (!copy) no_memory();
    if (n > 0) memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

// -- undo -----------------------------------------------------------------------------------------
static void stack_clear(TextStack *stack) {
    for (int i = 0; i < stack->count; i++) free(stack->states[i].text);
    stack->count = 0;
}

static void stack_push(TextStack *stack, const TextEdit *edit) {
    if (stack->count == TEXT_UNDO_MAX) {
        free(stack->states[0].text);
        memmove(stack->states, stack->states + 1, sizeof stack->states[0] * (TEXT_UNDO_MAX - 1));
        stack->count--;
    }
    stack->states[stack->count++] =
        (TextState){copy_bytes(edit->text, edit->length), edit->caret, edit->anchor};
}

static bool step_back(TextEdit *edit, TextStack *from, TextStack *to) {
    if (from->count == 0) return false;
    stack_push(to, edit);
    TextState state = from->states[--from->count];
    free(edit->text);
    edit->text = state.text;
    edit->length = strlen(state.text);
    edit->caret = state.caret;
    edit->anchor = state.anchor;
    edit->revision++;
    edit->group = TEXT_GROUP_NONE;
    edit->has_goal = false;
    return true;
}

// -- change ---------------------------------------------------------------------------------------
static void join(Str *out, const TextEdit *edit, size_t from, size_t to, const Str *middle,
                 size_t keep) {
    Str raw;
    str_init(&raw);
    str_append_bytes(&raw, edit->text, from);
    str_append_bytes(&raw, str_text(middle), keep);
    str_append_bytes(&raw, edit->text + to, edit->length - to);
    if (!str_ok(&raw)) no_memory();
    str_clear(out);
    text_clean(out, str_text(&raw), raw.length, edit->multiline);
    str_finish(&raw);
}

// How much of middle fits between from and to; the joined text is left in out.
static size_t fit(Str *out, const TextEdit *edit, size_t from, size_t to, const Str *middle) {
    size_t keep = middle->length;
    for (;;) {
        join(out, edit, from, to, middle, keep);
        size_t count = grapheme_count(str_text(out), out->length);
        size_t over =
            edit->max_graphemes && count > edit->max_graphemes ? count - edit->max_graphemes : 0;
        size_t heavy =
            edit->max_bytes && out->length > edit->max_bytes ? out->length - edit->max_bytes : 0;
        if (keep == 0 || (over == 0 && heavy == 0)) return keep;
        size_t have = grapheme_count(middle->text, keep);
        size_t left = have > over ? grapheme_bytes(middle->text, keep, have - over) : 0;
        size_t light = keep > heavy ? grapheme_floor(middle->text, keep, keep - heavy) : 0;
        keep = left < light ? left : light;
    }
}

// Puts text in place of from..to, the caret behind it. Returns whether all of it fitted.
static bool change(TextEdit *edit, size_t from, size_t to, const char *text, TextGroup group) {
    Str middle, joined, before;
    str_init(&middle), str_init(&joined), str_init(&before);
    size_t n = strlen(text);
    text_clean(&middle, text, n < PASTE_BYTES_MAX ? n : PASTE_BYTES_MAX, edit->multiline);
    size_t keep = fit(&joined, edit, from, to, &middle);

    if (keep > 0 || from < to) {
        bool same_group = group != TEXT_GROUP_NONE && group == edit->group;
        if (!same_group) stack_push(&edit->undo, edit);
        stack_clear(&edit->redo);

        str_append_bytes(&before, edit->text, from);
        str_append_bytes(&before, str_text(&middle), keep);
        if (!str_ok(&before)) no_memory();
        Str cleaned;
        str_init(&cleaned);
        text_clean(&cleaned, str_text(&before), before.length, edit->multiline);
        size_t caret = cleaned.length;
        str_finish(&cleaned);

        free(edit->text);
        edit->text = copy_bytes(str_text(&joined), joined.length);
        edit->length = joined.length;
        edit->caret = edit->anchor = grapheme_ceiling(edit->text, edit->length, caret);
        edit->group = group;
        edit->revision++;
    }
    edit->has_goal = false;
    bool whole = keep == middle.length;
    str_finish(&before), str_finish(&joined), str_finish(&middle);
    return whole;
}

void text_edit_init(TextEdit *edit, size_t max_graphemes, bool multiline) {
    *edit = (TextEdit){.max_graphemes = max_graphemes, .multiline = multiline};
    edit->text = copy_bytes("", 0);
}

void text_edit_finish(TextEdit *edit) {
    if (!edit) return;
    stack_clear(&edit->undo);
    stack_clear(&edit->redo);
    free(edit->text);
    *edit = (TextEdit){0};
}

void text_edit_set(TextEdit *edit, const char *text) {
    size_t graphemes = edit->max_graphemes, bytes = edit->max_bytes;
    edit->max_graphemes = edit->max_bytes = 0;
    change(edit, 0, edit->length, text ? text : "", TEXT_GROUP_NONE);
    edit->max_graphemes = graphemes, edit->max_bytes = bytes;
    stack_clear(&edit->undo);
    edit->group = TEXT_GROUP_NONE;
}

void text_edit_limit(TextEdit *edit, size_t max_graphemes, size_t max_bytes, bool multiline) {
    edit->max_graphemes = max_graphemes;
    edit->max_bytes = max_bytes;
    edit->multiline = multiline;
    if (!multiline && strchr(edit->text, '\n')) text_edit_set(edit, edit->text);
}

bool text_edit_insert(TextEdit *edit, const char *text) {
    size_t from = edit->caret, to = edit->caret;
    bool selected = text_edit_selection(edit, &from, &to);
    // A word is the step of undo: a letter after a space begins a new one.
    bool new_word = from > 0 && text[0] != ' ' && edit->text[from - 1] == ' ';
    if (selected || new_word) edit->group = TEXT_GROUP_NONE;
    return change(edit, from, to, text, TEXT_GROUP_TYPE);
}

bool text_edit_paste(TextEdit *edit, const char *text) {
    size_t from = edit->caret, to = edit->caret;
    text_edit_selection(edit, &from, &to);
    return change(edit, from, to, text, TEXT_GROUP_NONE);
}

bool text_edit_replace(TextEdit *edit, size_t from, size_t to, const char *text) {
    if (from > to) {
        size_t swap = from;
        from = to, to = swap;
    }
    from = grapheme_floor(edit->text, edit->length, from);
    to = grapheme_ceiling(edit->text, edit->length, to);
    return change(edit, from, to, text, TEXT_GROUP_NONE);
}

bool text_edit_replace_last(TextEdit *edit, const char *old, const char *text) {
    size_t n = strlen(old), at = edit->caret;
    if (edit->caret != edit->anchor) return text_edit_insert(edit, text);
    for (int i = 0; i < REPLACE_LAST_REACH && at > 0; i++) {
        at = grapheme_previous(edit->text, at);
        if (edit->length - at < n || at + n > edit->caret) continue;
        if (memcmp(edit->text + at, old, n) != 0) continue;
        if (grapheme_floor(edit->text, edit->length, at + n) != at + n) continue;
        size_t behind = edit->length - edit->caret;
        bool whole = change(edit, at, at + n, text, TEXT_GROUP_TYPE);
        // What another finger typed in the meantime stays in front of the caret.
        size_t caret = edit->length > behind ? edit->length - behind : 0;
        edit->caret = edit->anchor = grapheme_ceiling(edit->text, edit->length, caret);
        return whole;
    }
    return text_edit_insert(edit, text);
}

// -- keys -----------------------------------------------------------------------------------------
static bool delete_to(TextEdit *edit, size_t target, TextGroup group) {
    size_t from, to;
    if (text_edit_selection(edit, &from, &to)) {
        change(edit, from, to, "", TEXT_GROUP_NONE);
        return true;
    }
    if (target == edit->caret) return false;
    from = target < edit->caret ? target : edit->caret;
    to = target < edit->caret ? edit->caret : target;
    change(edit, from, to, "", group);
    return true;
}

static bool move(TextEdit *edit, TextKey key, bool select, const TextLayout *layout) {
    size_t from, to, caret = edit->caret, anchor = edit->anchor;
    edit->group = TEXT_GROUP_NONE;
    if (!select && text_edit_selection(edit, &from, &to) &&
        (key == TEXT_LEFT || key == TEXT_RIGHT)) {
        edit->caret = edit->anchor = key == TEXT_LEFT ? from : to;
        edit->has_goal = false;
        return true;
    }
    edit->caret = text_move_target(edit, key, layout);
    if (!select) edit->anchor = edit->caret;
    return edit->caret != caret || edit->anchor != anchor;
}

bool text_edit_key(TextEdit *edit, TextKey key, bool select, const TextLayout *layout) {
    switch (key) {
    case TEXT_BACKSPACE:
        return delete_to(edit, grapheme_previous(edit->text, edit->caret), TEXT_GROUP_BACKSPACE);
    case TEXT_DELETE:
        return delete_to(edit, grapheme_next(edit->text, edit->length, edit->caret),
                         TEXT_GROUP_DELETE);
    case TEXT_WORD_BACKSPACE:
        return delete_to(edit, text_move_word_left(edit, edit->caret), TEXT_GROUP_NONE);
    case TEXT_WORD_DELETE:
        return delete_to(edit, text_move_word_right(edit, edit->caret), TEXT_GROUP_NONE);
    case TEXT_SELECT_ALL: text_edit_select(edit, 0, edit->length); return edit->length > 0;
    case TEXT_UNDO: return step_back(edit, &edit->undo, &edit->redo);
    case TEXT_REDO: return step_back(edit, &edit->redo, &edit->undo);
    case TEXT_LEFT:
    case TEXT_RIGHT:
    case TEXT_WORD_LEFT:
    case TEXT_WORD_RIGHT:
    case TEXT_LINE_START:
    case TEXT_LINE_END:
    case TEXT_UP:
    case TEXT_DOWN:
    case TEXT_START:
    case TEXT_END: return move(edit, key, select, layout);
    }
    return false;
}

// -- caret and selection --------------------------------------------------------------------------
void text_edit_select(TextEdit *edit, size_t anchor, size_t caret) {
    edit->anchor = grapheme_floor(edit->text, edit->length, anchor);
    edit->caret = grapheme_floor(edit->text, edit->length, caret);
    edit->group = TEXT_GROUP_NONE;
    edit->has_goal = false;
}

void text_edit_place(TextEdit *edit, size_t offset, bool select) {
    text_edit_select(edit, select ? edit->anchor : offset, offset);
}

void text_edit_select_word(TextEdit *edit, size_t offset) {
    size_t at = grapheme_floor(edit->text, edit->length, offset);
    if (at == edit->length && at > 0) at = grapheme_previous(edit->text, at);
    WordClass kind = grapheme_word_class(edit->text, edit->length, at);
    size_t from = at, to = at;
    while (from > 0) {
        size_t previous = grapheme_previous(edit->text, from);
        if (grapheme_word_class(edit->text, edit->length, previous) != kind) break;
        from = previous;
    }
    while (to < edit->length && grapheme_word_class(edit->text, edit->length, to) == kind) {
        to = grapheme_next(edit->text, edit->length, to);
    }
    text_edit_select(edit, from, to);
}

bool text_edit_selection(const TextEdit *edit, size_t *out_from, size_t *out_to) {
    *out_from = edit->anchor < edit->caret ? edit->anchor : edit->caret;
    *out_to = edit->anchor < edit->caret ? edit->caret : edit->anchor;
    return edit->anchor != edit->caret;
}

char *text_edit_selected_text(const TextEdit *edit) {
    size_t from, to;
    text_edit_selection(edit, &from, &to);
    return copy_bytes(edit->text + from, to - from);
}

size_t text_edit_graphemes(const TextEdit *edit) {
    return grapheme_count(edit->text, edit->length);
}

size_t text_edit_caret(const TextEdit *edit) {
    return edit->caret;
}
