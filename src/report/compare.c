// Rows come from the poster where the pack is there, and otherwise from what the records call their
// options and parts; so nothing that was recorded is left out.
#include "report/compare.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "report/csv.h"
#include "report/html.h"
#include "report/words.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

// ---- The table -------------------------------------------------------------------------------------

static CompareRow *row_of(Compare *compare, const char *id, const char *title) {
    for (int i = 0; i < compare->row_count; i++)
        if (str_equal(compare->rows[i].id, id)) return &compare->rows[i];
    CompareRow *row = &compare->rows[compare->row_count++];
    *row = (CompareRow){.id = id,
                        .title = title,
                        .cells = arena_array(&compare->arena, CompareCell, compare->input->count)};
    for (int i = 0; i < compare->input->count; i++) row->cells[i].dots = -1;
    return row;
}

static bool in_scene(const ReportInput *input, const OutcomePart *part) {
    return input->scene && part->item &&
           scene_find_assignment(input->scene, part->item->assignment) >= 0;
}

static void add_meeting(Compare *compare, int meeting) {
    const Outcome *outcome = &compare->outcomes[meeting];
    for (int i = 0; i < outcome->dots_count; i++) {
        CompareRow *row = row_of(compare, outcome->dots[i].id, outcome->dots[i].title);
        row->cells[meeting].dots = outcome->dots[i].dots;
    }
    for (int i = 0; i < outcome->part_count; i++) {
        const OutcomePart *part = &outcome->parts[i];
        double mean;
        int n;
        if (in_scene(compare->input, part) || !part->item ||
            !outcome_item_rating(outcome, part->item->id, &mean, &n))
            continue;
        const char *id = *part->item->assignment ? part->item->assignment : part->title;
        CompareCell *cell = &row_of(compare, id, part->title)->cells[meeting];
        cell->rated = true;
        cell->mean = mean;
        cell->n = n;
    }
    for (int i = 0; compare->input->scene && i < compare->row_count; i++) {
        CompareCell *cell = &compare->rows[i].cells[meeting];
        if (!cell->rated)
            cell->rated = outcome_rating_for(compare->input, outcome, compare->rows[i].id,
                                             &cell->mean, &cell->n);
    }
}

void compare_gather(const ReportInput *input, Compare *out) {
    *out = (Compare){.input = input};
    arena_init(&out->arena, 0);
    out->outcomes = arena_array(&out->arena, Outcome, input->count);
    int most = input->scene ? input->scene->block_count : 0;
    for (int i = 0; i < input->count; i++) {
        outcome_gather(input, input->sessions[i], &out->outcomes[i]);
        most += out->outcomes[i].dots_count + out->outcomes[i].part_count;
    }
    out->rows = arena_array(&out->arena, CompareRow, most + 1);
    for (int i = 0; input->scene && i < input->scene->block_count; i++)
        (void)row_of(out, input->scene->blocks[i].id,
                     text_in(&input->scene->blocks[i].title, input->lang));
    for (int i = 0; i < input->count; i++) add_meeting(out, i);
}

void compare_finish(Compare *compare) {
    for (int i = 0; i < compare->input->count; i++) outcome_finish(&compare->outcomes[i]);
    arena_finish(&compare->arena);
}

void compare_name(const Compare *compare, int meeting, const char *between, char *out,
                  size_t size) {
    const Session *s = compare->input->sessions[meeting];
    char day[64];
    words_day(s->created_ms, day, sizeof day);
    (void)snprintf(out, size, "%s%s%s", *s->place ? s->place : s->id, *day ? between : "", day);
}

void compare_words(const CompareCell *cell, char out[3][16]) {
    for (int i = 0; i < 3; i++) (void)snprintf(out[i], 16, "–");
    if (cell->dots >= 0) (void)snprintf(out[0], 16, "%d", cell->dots);
    if (!cell->rated) return;
    i18n_decimal(cell->mean, out[1], 16);
    (void)snprintf(out[2], 16, "%d", cell->n);
}

static Err finish(Compare *compare, Str *out, ErrInfo *info) {
    compare_finish(compare);
    return str_ok(out) ? ERR_NONE
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the comparison");
}

// ---- JSON --------------------------------------------------------------------------------------------

static cJSON *cell_object(const CompareCell *cell) {
    cJSON *out = cJSON_CreateObject();
    if (cell->dots >= 0)
        (void)cJSON_AddNumberToObject(out, "dots", cell->dots);
    else
        (void)cJSON_AddNullToObject(out, "dots");
    if (cell->rated)
        (void)cJSON_AddNumberToObject(out, "mean", round(cell->mean * 1000) / 1000);
    else
        (void)cJSON_AddNullToObject(out, "mean");
    (void)cJSON_AddNumberToObject(out, "n", cell->rated ? cell->n : 0);
    return out;
}

static void add_meetings(cJSON *to, const Compare *compare) {
    cJSON *meetings = cJSON_AddArrayToObject(to, "sessions");
    for (int i = 0; i < compare->input->count; i++) {
        const Session *s = compare->input->sessions[i];
        char created[40] = "";
        if (s->created_ms > 0) clock_format_utc(s->created_ms, created, sizeof created);
        cJSON *one = cJSON_CreateObject();
        (void)cJSON_AddStringToObject(one, "id", s->id);
        (void)cJSON_AddStringToObject(one, "place", s->place);
        (void)cJSON_AddStringToObject(one, "group", s->group);
        (void)cJSON_AddStringToObject(one, "created", created);
        (void)cJSON_AddNumberToObject(one, "people", session_people(s));
        (void)cJSON_AddNumberToObject(one, "agreements", compare->outcomes[i].agreement_count);
        (void)cJSON_AddNumberToObject(one, "notes", compare->outcomes[i].note_count);
        cJSON_AddItemToArray(meetings, one);
    }
}

Err report_compare_json(const ReportInput *input, Str *out, ErrInfo *info) {
    Compare compare;
    compare_gather(input, &compare);
    cJSON *json = cJSON_CreateObject();
    (void)cJSON_AddStringToObject(json, "format", "praatplaat-comparison");
    (void)cJSON_AddNumberToObject(json, "version", 1);
    add_meetings(json, &compare);
    cJSON *rows = cJSON_AddArrayToObject(json, "blocks");
    for (int r = 0; r < compare.row_count; r++) {
        cJSON *row = cJSON_CreateObject();
        (void)cJSON_AddStringToObject(row, "id", compare.rows[r].id);
        (void)cJSON_AddStringToObject(row, "title", compare.rows[r].title);
        cJSON *cells = cJSON_AddArrayToObject(row, "sessions");
        for (int i = 0; i < input->count; i++)
            cJSON_AddItemToArray(cells, cell_object(&compare.rows[r].cells[i]));
        cJSON_AddItemToArray(rows, row);
    }
    char *text = cJSON_Print(json);
    cJSON_Delete(json);
    str_append(out, text ? text : "");
    str_append(out, "\n");
    bool fine = text != NULL;
    cJSON_free(text);
    Err err = finish(&compare, out, info);
    return fine || err ? err
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the comparison");
}

// ---- CSV: one line a block and meeting, for pivot tables ------------------------------------------------

Err report_compare_csv(const ReportInput *input, Str *out, ErrInfo *info) {
    Compare compare;
    compare_gather(input, &compare);
    csv_start(out);
    const char *const heads[] = {_("Building block"), _("Meeting"), _("Place"), _("Group"),
                                 _("Date"),           _("Dots"),    _("Mean"),  _("n")};
    csv_row(out, heads, 8);
    for (int r = 0; r < compare.row_count; r++) {
        for (int i = 0; i < input->count; i++) {
            const Session *s = input->sessions[i];
            const CompareCell *cell = &compare.rows[r].cells[i];
            char day[16] = "";
            if (s->created_ms > 0) clock_format_date(clock_local(s->created_ms), day, sizeof day);
            csv_cell(out, compare.rows[r].title);
            csv_cell(out, s->id);
            csv_cell(out, s->place);
            csv_cell(out, s->group);
            csv_cell(out, day);
            if (cell->dots >= 0)
                csv_number(out, cell->dots);
            else
                csv_cell(out, "");
            if (cell->rated)
                csv_decimal(out, cell->mean);
            else
                csv_cell(out, "");
            csv_number(out, cell->rated ? cell->n : 0);
            csv_end_row(out);
        }
    }
    return finish(&compare, out, info);
}

// ---- HTML --------------------------------------------------------------------------------------------

static void write_heads(const Compare *compare, Str *out) {
    str_append(out, "<thead><tr>");
    html_element(out, "th scope=\"col\" rowspan=\"2\"", _("Building block"));
    for (int i = 0; i < compare->input->count; i++) {
        char name[400];
        compare_name(compare, i, ", ", name, sizeof name);
        html_element(out, "th scope=\"colgroup\" colspan=\"3\"", name);
    }
    str_append(out, "</tr><tr>");
    for (int i = 0; i < compare->input->count; i++) {
        html_element(out, "th scope=\"col\" class=\"number\"", _("Dots"));
        html_element(out, "th scope=\"col\" class=\"number\"", _("Mean"));
        html_element(out, "th scope=\"col\" class=\"number\"", _("n"));
    }
    str_append(out, "</tr></thead>\n");
}

Err report_compare_html(const ReportInput *input, Str *out, ErrInfo *info) {
    Compare compare;
    compare_gather(input, &compare);
    html_start(out, input->lang, _("Meetings side by side"));
    str_append(out, "<header>");
    html_element(out, "p class=\"kicker\"", words_title(input));
    html_element(out, "h1", _("Meetings side by side"));
    html_element(out, "p",
                 _("Dots: how often a group chose this block. Mean: how it rated the assignments "
                   "of this block, from 1 to 5. n: the number of answers."));
    str_append(out, "</header><main><div class=\"scroll\"><table>\n");
    write_heads(&compare, out);
    str_append(out, "<tbody>\n");
    for (int r = 0; r < compare.row_count; r++) {
        str_append(out, "<tr>");
        html_element(out, "th scope=\"row\"", compare.rows[r].title);
        for (int i = 0; i < input->count; i++) {
            char words[3][16];
            compare_words(&compare.rows[r].cells[i], words);
            for (int k = 0; k < 3; k++) html_element(out, "td class=\"number\"", words[k]);
        }
        str_append(out, "</tr>\n");
    }
    str_append(out, "</tbody></table></div></main>\n<footer>");
    html_element(out, "p", words_colophon());
    str_append(out, "</footer>\n");
    html_end(out);
    return finish(&compare, out, info);
}
