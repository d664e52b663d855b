// A comparison as JSON: every meeting's totals, and the figures of every cut.
#include "report/comparison.h"

#include "base/clock.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static double rounded(double value) {
    return round(value * 1000) / 1000;
}

static void number_or_null(cJSON *to, const char *name, bool there, double value) {
    if (there)
        (void)cJSON_AddNumberToObject(to, name, value);
    else
        (void)cJSON_AddNullToObject(to, name);
}

static void text_or_null(cJSON *to, const char *name, const char *text) {
    if (text && *text)
        (void)cJSON_AddStringToObject(to, name, text);
    else
        (void)cJSON_AddNullToObject(to, name);
}

// Appends one element of a list and frees it: of ten thousand meetings only one is held at a time.
// open: without its last brace, for what is still to be appended to it.
static void put_part(Str *out, bool *first, cJSON *one, bool open, bool *fine) {
    char *text = cJSON_PrintUnformatted(one);
    cJSON_Delete(one);
    *fine = *fine && text;
    str_append(out, *first ? "" : ",");
    if (text) str_append_bytes(out, text, strlen(text) - open);
    *first = false;
    cJSON_free(text);
}

static void put(Str *out, bool *first, cJSON *one, bool *fine) {
    put_part(out, first, one, false, fine);
}

static void add_meetings(Str *out, const Compare *compare, bool *fine) {
    bool first = true;
    str_append(out, ",\"sessions\":[");
    for (int i = 0; i < compare_meeting_count(compare); i++) {
        const CompareMeeting *meeting = compare_meeting(compare, i);
        char created[40] = "";
        if (meeting->created_ms > 0) clock_format_utc(meeting->created_ms, created, sizeof created);
        cJSON *one = cJSON_CreateObject();
        (void)cJSON_AddStringToObject(one, "id", meeting->id);
        (void)cJSON_AddStringToObject(one, "place", compare_place(compare, meeting->place));
        (void)cJSON_AddStringToObject(one, "group", meeting->group);
        (void)cJSON_AddStringToObject(one, "created", created);
        text_or_null(one, "previous", meeting->previous);
        (void)cJSON_AddNumberToObject(one, "people", meeting->people);
        (void)cJSON_AddNumberToObject(one, "agreements", meeting->agreements);
        (void)cJSON_AddNumberToObject(one, "notes", meeting->notes);
        put(out, &first, one, fine);
    }
    str_append(out, "]");
}

static cJSON *point_object(const ComparePoint *point) {
    cJSON *out = cJSON_CreateObject();
    number_or_null(out, "dots", point && point->votable, point ? point->dots : 0);
    number_or_null(out, "mean", point && point->n > 0, point ? rounded(point->mean) : 0);
    (void)cJSON_AddNumberToObject(out, "n", point ? point->n : 0);
    return out;
}

static void add_blocks(Str *out, const Compare *compare, bool *fine) {
    Arena arena;
    arena_init(&arena, 0);
    int meetings = compare_meeting_count(compare);
    ComparePoint *points = arena_array(&arena, ComparePoint, meetings + 1);
    CompareCut all = compare_everything();
    bool first = true;
    str_append(out, ",\"blocks\":[");
    for (int s = 0; s < compare_subject_count(compare); s++) {
        int count = compare_trend(compare, &all, s, points, meetings), at = 0;
        cJSON *block = cJSON_CreateObject();
        (void)cJSON_AddStringToObject(block, "id", compare_subject(compare, s)->id);
        (void)cJSON_AddStringToObject(block, "title", compare_subject(compare, s)->title);
        put_part(out, &first, block, true, fine);
        bool first_point = true;
        str_append(out, ",\"sessions\":[");
        for (int m = 0; m < meetings; m++) {
            bool there = at < count && points[at].meeting == m;
            put(out, &first_point, point_object(there ? &points[at] : NULL), fine);
            at += there;
        }
        str_append(out, "]}");
    }
    str_append(out, "]");
    arena_finish(&arena);
}

typedef struct {
    const Compare *compare;
    Str *out;
    bool first, fine;
} Writing;

static void add_cut(void *context, const ComparisonRow *row) {
    Writing *writing = context;
    const Compare *compare = writing->compare;
    const CompareFigure *figure = &row->figure;
    cJSON *one = cJSON_CreateObject();
    bool all_places = row->cut.place == COMPARE_ALL, all_time = row->cut.from == COMPARE_ALL;
    text_or_null(one, "place", all_places ? "" : compare_place(compare, row->cut.place));
    char period[32] = "";
    if (!all_time) {
        ComparePeriod when = compare_period(compare, row->cut.from);
        (void)snprintf(period, sizeof period, "%d-%d", when.year, when.half);
    }
    text_or_null(one, "period", period);
    text_or_null(one, "role",
                 row->cut.role == COMPARE_ALL ? ""
                 : row->cut.role == 0         ? "none"
                                              : compare_role(compare, row->cut.role - 1)->id);
    (void)cJSON_AddStringToObject(one, "block", compare_subject(compare, row->subject)->id);
    (void)cJSON_AddNumberToObject(one, "sessions", figure->meetings);
    (void)cJSON_AddNumberToObject(one, "worked", figure->worked);
    number_or_null(one, "dots", figure->dots_meetings > 0, figure->dots);
    number_or_null(one, "dots_n", figure->dots_meetings > 0 && figure->dots_n >= 0, figure->dots_n);
    (void)cJSON_AddNumberToObject(one, "n", figure->answers.n);
    cJSON_AddItemToObject(one, "counts", cJSON_CreateIntArray(figure->answers.counts, FACTS_STEPS));
    number_or_null(one, "mean", figure->has_mean, rounded(figure->mean));
    number_or_null(one, "spread", figure->has_mean, rounded(figure->spread));
    (void)cJSON_AddNumberToObject(one, "agreements", figure->agreements);
    (void)cJSON_AddNumberToObject(one, "open", figure->open);
    (void)cJSON_AddBoolToObject(one, "some_hidden", figure->hidden || figure->dots_hidden);
    put(writing->out, &writing->first, one, &writing->fine);
}

Err comparison_json(const Comparison *input, Str *out, ErrInfo *info) {
    Writing writing = {.compare = input->compare, .out = out, .first = true, .fine = true};
    str_format(out, "{\"format\":\"praatplaat-comparison\",\"version\":2,\"role_min\":%d",
               input->role_min);
    add_meetings(out, input->compare, &writing.fine);
    add_blocks(out, input->compare, &writing.fine);
    str_append(out, ",\"cuts\":[");
    comparison_each(input, add_cut, &writing);
    str_append(out, "]}\n");
    if (writing.fine && str_ok(out)) return ERR_NONE;
    return err_set(info, ERR_MEMORY, 0, "no memory left to write the comparison");
}
