// Where a key takes the caret: by grapheme, by word, within and between lines, and whether a
// sentence begins there. Changes nothing but the remembered x of moving up and down.
#include "ui/grapheme.h"
#include "ui/text_edit.h"

#include <string.h>

// The next place to the right where a word ends; other signs in a row count as a word.
size_t text_move_word_right(const TextEdit *edit, size_t at) {
    const char *text = edit->text;
    size_t n = edit->length;
    while (at < n && grapheme_word_class(text, n, at) == WORD_SPACE)
        at = grapheme_next(text, n, at);
    WordClass kind = grapheme_word_class(text, n, at);
    while (at < n && grapheme_word_class(text, n, at) == kind) at = grapheme_next(text, n, at);
    return at;
}

// The next place to the left where a word begins.
size_t text_move_word_left(const TextEdit *edit, size_t at) {
    const char *text = edit->text;
    size_t n = edit->length;
    WordClass kind = WORD_SPACE;
    while (at > 0) {
        size_t previous = grapheme_previous(text, at);
        WordClass this_kind = grapheme_word_class(text, n, previous);
        if (kind != WORD_SPACE && this_kind != kind) break;
        kind = this_kind;
        at = previous;
    }
    return at;
}

// -- lines ----------------------------------------------------------------------------------------
// Without a layout, the line of line feeds around `at`.
static TextLine plain_line(const TextEdit *edit, size_t at) {
    size_t start = at;
    while (start > 0 && edit->text[start - 1] != '\n') start--;
    const char *feed = memchr(edit->text + at, '\n', edit->length - at);
    return (TextLine){start, feed ? (size_t)(feed - edit->text) : edit->length};
}

static size_t line_index(const TextLayout *layout, size_t at) {
    size_t index = layout->count - 1;
    while (index > 0 && layout->lines[index].start > at) index--;
    return index;
}

static TextLine line_of(const TextEdit *edit, const TextLayout *layout, size_t at) {
    return layout ? layout->lines[line_index(layout, at)] : plain_line(edit, at);
}

// The line above (step -1) or below (+1) the one at `at`; false when there is none.
static bool neighbour(const TextEdit *edit, const TextLayout *layout, size_t at, int step,
                      TextLine *out_line) {
    if (layout) {
        size_t index = line_index(layout, at);
        if (step < 0 ? index == 0 : index + 1 >= layout->count) return false;
        *out_line = layout->lines[step < 0 ? index - 1 : index + 1];
        return true;
    }
    TextLine line = plain_line(edit, at);
    if (step < 0 ? line.start == 0 : line.end >= edit->length) return false;
    *out_line = plain_line(edit, step < 0 ? line.start - 1 : line.end + 1);
    return true;
}

static float x_of(const TextEdit *edit, const TextLayout *layout, TextLine line, size_t at) {
    if (layout && layout->x_of) return layout->x_of(layout->context, at);
    return (float)grapheme_count(edit->text + line.start, at - line.start);
}

static size_t nearest(const TextEdit *edit, const TextLayout *layout, TextLine line, float x) {
    size_t best = line.start;
    float best_distance = -1;
    for (size_t at = line.start;; at = grapheme_next(edit->text, edit->length, at)) {
        float distance = x_of(edit, layout, line, at) - x;
        if (distance < 0) distance = -distance;
        if (best_distance < 0 || distance < best_distance) best = at, best_distance = distance;
        if (at >= line.end) break;
    }
    return best > line.end ? line.end : best;
}

static size_t vertical(TextEdit *edit, const TextLayout *layout, int step) {
    if (!edit->has_goal) {
        edit->goal_x = x_of(edit, layout, line_of(edit, layout, edit->caret), edit->caret);
        edit->has_goal = true;
    }
    TextLine line;
    if (!neighbour(edit, layout, edit->caret, step, &line)) return step < 0 ? 0 : edit->length;
    return nearest(edit, layout, line, edit->goal_x);
}

size_t text_move_target(TextEdit *edit, TextKey key, const TextLayout *layout) {
    if (key == TEXT_UP || key == TEXT_DOWN) return vertical(edit, layout, key == TEXT_UP ? -1 : 1);
    edit->has_goal = false;
    switch (key) {
    case TEXT_LEFT: return grapheme_previous(edit->text, edit->caret);
    case TEXT_RIGHT: return grapheme_next(edit->text, edit->length, edit->caret);
    case TEXT_WORD_LEFT: return text_move_word_left(edit, edit->caret);
    case TEXT_WORD_RIGHT: return text_move_word_right(edit, edit->caret);
    case TEXT_LINE_START: return line_of(edit, layout, edit->caret).start;
    case TEXT_LINE_END: return line_of(edit, layout, edit->caret).end;
    case TEXT_START: return 0;
    case TEXT_END: return edit->length;
    case TEXT_UP:
    case TEXT_DOWN:
    case TEXT_BACKSPACE:
    case TEXT_DELETE:
    case TEXT_WORD_BACKSPACE:
    case TEXT_WORD_DELETE:
    case TEXT_SELECT_ALL:
    case TEXT_UNDO:
    case TEXT_REDO: break;
    }
    return edit->caret;
}

// -- sentences ------------------------------------------------------------------------------------
static bool ends_with(const char *text, size_t n, const char *tail) {
    size_t length = strlen(tail);
    return n >= length && memcmp(text + n - length, tail, length) == 0;
}

// Cuts one of the signs off the end of text[0..*n].
static bool cut_one_of(const char *text, size_t *n, const char *const *signs) {
    for (; *signs; signs++) {
        if (!ends_with(text, *n, *signs)) continue;
        *n -= strlen(*signs);
        return true;
    }
    return false;
}

// A period that ends a shortened word (d.w.z., o.a., a letter alone) ends no sentence.
static bool ends_shortened(const char *text, size_t n) {
    size_t letters = 0;
    while (n > 0 && text[n - 1] != ' ' && text[n - 1] != '\n') {
        n--;
        if (text[n] == '.') return true;
        letters++;
    }
    return letters == 1;
}

bool text_edit_sentence_start(const TextEdit *edit) {
    static const char *const openers[] = {"\"", "'", "(", "“", "„", "‘", "«", NULL};
    static const char *const starters[] = {"\"", "'", "(", "“", "„", "‘",
                                           "«",  " ", "-", "–", "•", NULL};
    static const char *const closers[] = {"\"", "'", ")", "”", "’", "»", NULL};
    static const char *const enders[] = {"!", "?", "…", NULL};
    const char *text = edit->text;
    size_t n, to;
    text_edit_selection(edit, &n, &to);

    // On a new line nothing but quotes and the dash of a list may stand before it.
    size_t start = n;
    while (start > 0 && text[start - 1] != '\n') start--;
    size_t rest = n - start;
    while (rest > 0 && cut_one_of(text + start, &rest, starters)) {}
    if (rest == 0) return true;

    while (n > 0 && cut_one_of(text, &n, openers)) {}
    if (n == 0 || text[n - 1] != ' ') return false;
    while (n > 0 && text[n - 1] == ' ') n--;
    while (n > 0 && cut_one_of(text, &n, closers)) {}
    if (n > 0 && text[n - 1] == '.') return !ends_shortened(text, n - 1);
    return n > 0 && cut_one_of(text, &n, enders);
}
