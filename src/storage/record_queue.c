// Copies of events on their way to the storage thread. Invariant: one piece of memory each, so that
// an event is queued whole or not at all.
#include "storage/record_private.h"

#include <stdlib.h>
#include <string.h>

static size_t string_bytes(const Event *event, EventField field) {
    return strlen(event_get_string(event, field)) + 1;
}

static size_t words_bytes(const char *const *words, int count) {
    size_t bytes = (size_t)count * sizeof *words;
    for (int i = 0; i < count; i++) bytes += strlen(words[i]) + 1;
    return bytes;
}

static bool has_field(const Event *event, int field) {
    return event_specs[event->type].fields >> field & 1;
}

static size_t event_bytes(const Event *event) {
    size_t bytes = 0;
    for (int field = 0; field < EF_FIELD_COUNT; field++) {
        if (has_field(event, field) && event_field_specs[field].form == FIELD_STRING)
            bytes += string_bytes(event, (EventField)field);
    }
    if (has_field(event, EF_LIST)) bytes += (size_t)event->list_count * sizeof *event->list;
    if (has_field(event, EF_INK)) bytes += (size_t)event->ink_count * sizeof *event->ink;
    if (has_field(event, EF_IDS)) bytes += words_bytes(event->ids, event->id_count);
    if (has_field(event, EF_LABELS)) bytes += words_bytes(event->labels, event->label_count);
    return bytes;
}

static const char *put_string(char **at, const char *text) {
    size_t n = strlen(text) + 1;
    char *copy = memcpy(*at, text, n);
    *at += n;
    return copy;
}

// Pointers need alignment: they come first, all texts after them.
QueuedEvent *queued_event_create(const Event *event) {
    QueuedEvent *queued = malloc(sizeof *queued + event_bytes(event));
    if (!queued) return NULL;
    queued->next = NULL;
    queued->event = *event;
    Event *copy = &queued->event;
    int id_count = has_field(event, EF_IDS) ? event->id_count : 0;
    int label_count = has_field(event, EF_LABELS) ? event->label_count : 0;
    int list_count = has_field(event, EF_LIST) ? event->list_count : 0;
    const char **ids = (const char **)(void *)(queued + 1);
    const char **labels = ids + id_count;
    int32_t *list = (int32_t *)(void *)(labels + label_count);
    int ink_count = has_field(event, EF_INK) ? event->ink_count : 0;
    int32_t *ink = list + list_count;
    char *at = (char *)(ink + ink_count);
    for (int i = 0; i < id_count; i++) ids[i] = put_string(&at, event->ids[i]);
    for (int i = 0; i < label_count; i++) labels[i] = put_string(&at, event->labels[i]);
    if (list_count > 0) memcpy(list, event->list, (size_t)list_count * sizeof *list);
    if (ink_count > 0) memcpy(ink, event->ink, (size_t)ink_count * sizeof *ink);
    copy->ids = id_count ? ids : NULL;
    copy->id_count = id_count;
    copy->labels = label_count ? labels : NULL;
    copy->label_count = label_count;
    copy->list = list_count ? list : NULL;
    copy->list_count = list_count;
    copy->ink = ink_count ? ink : NULL;
    copy->ink_count = ink_count;
    for (int field = 0; field < EF_FIELD_COUNT; field++) {
        if (event_field_specs[field].form != FIELD_STRING) continue;
        bool there = has_field(event, field);
        event_set_string(copy, (EventField)field,
                         there ? put_string(&at, event_get_string(event, (EventField)field))
                               : NULL);
    }
    return queued;
}

void queued_events_destroy(QueuedEvent *first) {
    while (first) {
        QueuedEvent *next = first->next;
        free(first);
        first = next;
    }
}
