// Sentences by their ends. Invariant: every byte that is not a space is in exactly one sentence.
#include "base/sentences.h"

#include <string.h>

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t';
}

// Bytes of an end mark at text, or 0.
static size_t end_mark(const char *text) {
    if (*text == '.' || *text == '?' || *text == '!') return 1;
    return strncmp(text, "\xE2\x80\xA6", 3) == 0 ? 3 : 0;  // …
}

// Bytes of a mark that closes a quotation at text, or 0.
static size_t closing_mark(const char *text) {
    if (*text == ')' || *text == '"' || *text == '\'') return 1;
    if (strncmp(text, "\xE2\x80\x99", 3) == 0 || strncmp(text, "\xE2\x80\x9D", 3) == 0) return 3;
    return 0;
}

bool sentence_next(const char *text, size_t at, size_t *out_start, size_t *out_length) {
    while (is_space(text[at])) at++;
    *out_start = at;
    *out_length = 0;
    if (!text[at]) return false;
    size_t end = at;
    while (text[end] && text[end] != '\n') {
        size_t mark = end_mark(text + end);
        if (!mark) {
            end++;
            continue;
        }
        end += mark;
        for (size_t more; (more = end_mark(text + end)) || (more = closing_mark(text + end));)
            end += more;
        if (!text[end] || text[end] == '\n') break;
        if (!is_space(text[end])) continue;
        size_t next = end;
        while (is_space(text[next])) next++;
        if (text[next] < 'a' || text[next] > 'z') break;  // also the bytes above 127
    }
    while (end > at && is_space(text[end - 1])) end--;
    *out_length = end - at;
    return true;
}
