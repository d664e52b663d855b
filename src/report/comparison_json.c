// A comparison as JSON: every meeting's totals, and the figures of every cut.
#include "report/comparison.h"

#include "base/clock.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

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

static void add_meetings(cJSON *to, const Compare *compare) {
    cJSON *meetings = cJSON_AddArrayToObject(to, "sessions");
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
        cJSON_AddItemToArray(meetings, one);
    }
}

static cJSON *point_object(const ComparePoint *point) {
    cJSON *out = cJSON_CreateObject();
    number_or_null(out, "dots", point && point->votable, point ? point->dots : 0);
    number_or_null(out, "mean", point && point->n > 0, point ? rounded(point->mean) : 0);
    (void)cJSON_AddNumberToObject(out, "n", point ? point->n : 0);
    return out;
}

static void add_blocks(cJSON *to, const Compare *compare) {
    Arena arena;
    arena_init(&arena, 0);
    int meetings = compare_meeting_count(compare);
    ComparePoint *points = arena_array(&arena, ComparePoint, meetings + 1);
    CompareCut all = compare_everything();
    cJSON *blocks = cJSON_AddArrayToObject(to, "blocks");
    for (int s = 0; s < compare_subject_count(compare); s++) {
        int count = compare_trend(compare, &all, s, points, meetings), at = 0;
        cJSON *block = cJSON_CreateObject();
        (void)cJSON_AddStringToObject(block, "id", compare_subject(compare, s)->id);
        (void)cJSON_AddStringToObject(block, "title", compare_subject(compare, s)->title);
        cJSON *cells = cJSON_AddArrayToObject(block, "sessions");
        for (int m = 0; m < meetings; m++) {
            bool there = at < count && points[at].meeting == m;
            cJSON_AddItemToArray(cells, point_object(there ? &points[at] : NULL));
            at += there;
        }
        cJSON_AddItemToArray(blocks, block);
    }
    arena_finish(&arena);
}

typedef struct {
    const Compare *compare;
    cJSON *cuts;
} Writing;

static void add_cut(void *context, const ComparisonRow *row) {
    const Writing *writing = context;
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
    cJSON_AddItemToArray(writing->cuts, one);
}

Err comparison_json(const Comparison *input, Str *out, ErrInfo *info) {
    cJSON *json = cJSON_CreateObject();
    (void)cJSON_AddStringToObject(json, "format", "praatplaat-comparison");
    (void)cJSON_AddNumberToObject(json, "version", 2);
    (void)cJSON_AddNumberToObject(json, "role_min", input->role_min);
    add_meetings(json, input->compare);
    add_blocks(json, input->compare);
    Writing writing = {input->compare, cJSON_AddArrayToObject(json, "cuts")};
    comparison_each(input, add_cut, &writing);
    char *text = cJSON_PrintUnformatted(json);
    cJSON_Delete(json);
    if (text) {
        str_append(out, text);
        str_append(out, "\n");
    }
    bool fine = text && str_ok(out);
    cJSON_free(text);
    return fine ? ERR_NONE : err_set(info, ERR_MEMORY, 0, "no memory left to write the comparison");
}
