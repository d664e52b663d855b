// A stream of edits on one text. After each: valid UTF-8, clean, caret and anchor on boundaries, and
// never longer than the limits.
#include "base/str.h"
#include "base/utf8.h"
#include "ui/grapheme.h"
#include "ui/text_clean.h"
#include "ui/text_edit.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const TextEdit *edit) {
    if (strlen(edit->text) != edit->length || !utf8_valid(edit->text, edit->length)) abort();
    if (edit->caret > edit->length || edit->anchor > edit->length) abort();
    if (grapheme_floor(edit->text, edit->length, edit->caret) != edit->caret) abort();
    if (grapheme_floor(edit->text, edit->length, edit->anchor) != edit->anchor) abort();
    if (edit->max_graphemes > 0 && text_edit_graphemes(edit) > edit->max_graphemes) abort();
    if (edit->max_bytes > 0 && edit->length > edit->max_bytes) abort();
    Str again;
    str_init(&again);
    text_clean(&again, edit->text, edit->length, edit->multiline);
    if (again.length != edit->length || memcmp(str_text(&again), edit->text, edit->length) != 0) {
        abort();
    }
    str_finish(&again);
}

// A piece of the input as a string: one byte of length, then the bytes.
static char *take_text(const uint8_t **data, const uint8_t *end) {
    size_t n = *data < end ? *(*data)++ : 0;
    if (n > (size_t)(end - *data)) n = (size_t)(end - *data);
    char *text = malloc(n + 1);
    if (!text) abort();
    if (n > 0) memcpy(text, *data, n);
    text[n] = '\0';
    *data += n;
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2 || size > 4096) return 0;
    const uint8_t *end = data + size;
    TextEdit edit;
    text_edit_init(&edit, data[0] % 40, data[1] % 2);
    text_edit_limit(&edit, data[0] % 40, data[1] / 2, data[1] % 2);
    data += 2;
    while (data < end) {
        uint8_t op = *data++;
        uint8_t argument = data < end ? *data++ : 0;
        switch (op % 8) {
        case 0:
        case 1: {
            char *text = take_text(&data, end);
            if (op % 8 == 0)
                text_edit_insert(&edit, text);
            else
                text_edit_paste(&edit, text);
            free(text);
            break;
        }
        case 2: {
            char *text = take_text(&data, end);
            text_edit_replace(&edit, argument % 64, argument / 4, text);
            free(text);
            break;
        }
        case 3: {
            char *text = take_text(&data, end);
            char old[2] = {(char)(argument % 127 + 1), '\0'};
            text_edit_replace_last(&edit, old, text);
            free(text);
            break;
        }
        case 4: text_edit_place(&edit, argument, op & 8); break;
        case 5: text_edit_select_word(&edit, argument); break;
        default: text_edit_key(&edit, (TextKey)(argument % (TEXT_REDO + 1)), op & 8, NULL); break;
        }
        text_edit_sentence_start(&edit);
        check(&edit);
    }
    text_edit_finish(&edit);
    return 0;
}
