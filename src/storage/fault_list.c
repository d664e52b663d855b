// Faults of one file. Invariant: total counts every fault ever added; items hold the first
// FAULTS_KEPT of them, so that a hostile file costs bounded memory.
#include "storage/fault_list.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTED_CHARACTERS = 40, FAULT_TEXT_MAX = 600 };

void fault_list_init(FaultList *list) {
    *list = (FaultList){0};
}

void fault_list_finish(FaultList *list) {
    if (!list) return;
    for (int i = 0; i < list->count; i++) free(list->items[i].text);
    free(list->items);
    free(list->path);
    *list = (FaultList){0};
}

void fault_list_name(FaultList *list, const char *path) {
    char *copy = strdup(path);
    if (!copy) {
        list->failed = true;
        return;
    }
    free(list->path);
    list->path = copy;
}

static bool make_room(FaultList *list) {
    if (list->count < list->capacity) return true;
    int capacity = list->capacity ? list->capacity * 2 : 16;
    Fault *items = realloc(list->items, (size_t)capacity * sizeof *items);
    if (!items) return false;
    list->items = items;
    list->capacity = capacity;
    return true;
}

bool fault_list_keeps(const FaultList *list) {
    return list->count < FAULTS_KEPT;
}

void fault_add(FaultList *list, int line, int column, const char *format, ...) {
    list->total++;
    if (!fault_list_keeps(list)) return;
    char text[FAULT_TEXT_MAX];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length >= (int)sizeof text) text[utf8_cut(text, sizeof text - 1, sizeof text - 4)] = '\0';
    char *copy = make_room(list) ? strdup(text) : NULL;
    if (!copy) {
        list->failed = true;
        return;
    }
    list->items[list->count++] = (Fault){.line = line, .column = column, .text = copy};
}

static bool comes_after(const Fault *a, const Fault *b) {
    if (a->line != b->line) return a->line > b->line;
    return a->column > b->column;
}

// A merge sort from below: qsort is not stable, and the order of finding is worth keeping.
void fault_list_sort(FaultList *list) {
    size_t n = (size_t)list->count;
    if (n < 2) return;
    Fault *other = malloc(n * sizeof *other);
    if (!other) return;  // unsorted is still useful
    Fault *from = list->items, *to = other;
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t start = 0; start < n; start += 2 * width) {
            size_t middle = start + width < n ? start + width : n;
            size_t end = start + 2 * width < n ? start + 2 * width : n;
            size_t a = start, b = middle;
            for (size_t i = start; i < end; i++) {
                bool take_b = a == middle || (b < end && comes_after(&from[a], &from[b]));
                to[i] = take_b ? from[b++] : from[a++];
            }
        }
        Fault *swap = from;
        from = to;
        to = swap;
    }
    if (from != list->items) memcpy(list->items, from, n * sizeof *from);
    free(other);
}

void fault_list_format(FaultList *list, Str *out) {
    fault_list_sort(list);
    const char *path = list->path ? list->path : "?";
    int shown = list->count < FAULTS_SHOWN ? list->count : FAULTS_SHOWN;
    for (int i = 0; i < shown; i++) {
        const Fault *fault = &list->items[i];
        if (fault->line > 0) {
            str_format(out, "%s:%d:%d: %s\n", path, fault->line, fault->column, fault->text);
        } else {
            str_format(out, "%s: %s\n", path, fault->text);
        }
    }
    if (list->total > shown) {
        str_format(out, "%s: %d more faults: mend these first, then check again\n", path,
                   list->total - shown);
    }
}

// Control characters (a terminal obeys them) and marks that turn the direction of the text.
static bool is_unsafe(uint32_t point) {
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x061C ||
           (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF;
}

const char *fault_quote(char *out, const char *text) {
    size_t n = strlen(text), at = 0, used = 0;
    for (int shown = 0; at < n; shown++) {
        uint32_t point;
        size_t took = utf8_decode(text + at, n - at, &point);
        // Room for this character, an ellipsis and the end.
        if (shown == QUOTED_CHARACTERS || used + (took ? took : 1) + 4 > FAULT_QUOTE_MAX) {
            memcpy(out + used, "\xE2\x80\xA6", 3);
            used += 3;
            break;
        }
        if (took == 0 || is_unsafe(point)) {
            out[used++] = '?';
        } else {
            memcpy(out + used, text + at, took);
            used += took;
        }
        at += took ? took : 1;
    }
    out[used] = '\0';
    return out;
}
