// The tables of a comparison for spreadsheets and databases: tidy, a row a figure.
#include "report/comparison.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "report/csv.h"

static void cell_or_empty(Str *out, bool there, int number) {
    if (there)
        csv_number(out, number);
    else
        csv_cell(out, "");
}

static void decimal_or_empty(Str *out, bool there, double number) {
    if (there)
        csv_decimal(out, number);
    else
        csv_cell(out, "");
}

static Err finish(Str *out, ErrInfo *info) {
    return str_ok(out) ? ERR_NONE
                       : err_set(info, ERR_MEMORY, 0, "no memory left to write the comparison");
}

static void write_point(Str *out, const Compare *compare, const CompareSubject *subject,
                        const CompareMeeting *meeting, const ComparePoint *point) {
    char day[16] = "";
    if (meeting->created_ms > 0)
        clock_format_date(clock_local(meeting->created_ms), day, sizeof day);
    csv_cell(out, subject->title);
    csv_cell(out, meeting->id);
    csv_cell(out, compare_place(compare, meeting->place));
    csv_cell(out, meeting->group);
    csv_cell(out, day);
    csv_cell(out, meeting->previous);
    csv_cell(out, point && point->worked ? _("yes") : _("no"));
    cell_or_empty(out, point && point->votable, point ? point->dots : 0);
    decimal_or_empty(out, point && point->n > 0, point ? point->mean : 0);
    csv_number(out, point ? point->n : 0);
    csv_end_row(out);
}

Err comparison_meetings_csv(const Comparison *input, Str *out, ErrInfo *info) {
    const Compare *compare = input->compare;
    int meetings = compare_meeting_count(compare);
    Arena arena;
    arena_init(&arena, 0);
    ComparePoint *points = arena_array(&arena, ComparePoint, meetings + 1);
    CompareCut all = compare_everything();
    csv_start(out);
    const char *const heads[] = {_("Building block"), _("Meeting"), _("Place"),     _("Group"),
                                 _("Date"),           _("Follows"), _("Worked on"), _("Dots"),
                                 _("Mean"),           _("n")};
    csv_row(out, heads, 10);
    for (int s = 0; s < compare_subject_count(compare); s++) {
        int count = compare_trend(compare, &all, s, points, meetings), at = 0;
        for (int m = 0; m < meetings; m++) {
            bool there = at < count && points[at].meeting == m;
            write_point(out, compare, compare_subject(compare, s), compare_meeting(compare, m),
                        there ? &points[at] : NULL);
            at += there;
        }
    }
    arena_finish(&arena);
    return finish(out, info);
}

typedef struct {
    const Comparison *input;
    Str *out;
} Writing;

static void write_row(void *context, const ComparisonRow *row) {
    const Writing *writing = context;
    const Compare *compare = writing->input->compare;
    const CompareFigure *figure = &row->figure;
    Str *out = writing->out;
    csv_cell(out, comparison_place(compare, row->cut.place));
    csv_cell(out, comparison_period(compare, row->cut.from));
    csv_cell(out, comparison_role(compare, row->cut.role));
    csv_cell(out, compare_subject(compare, row->subject)->title);
    csv_number(out, figure->meetings);
    csv_number(out, figure->worked);
    cell_or_empty(out, figure->dots_meetings > 0, figure->dots);
    cell_or_empty(out, figure->dots_meetings > 0 && figure->dots_n >= 0, figure->dots_n);
    csv_number(out, figure->answers.n);
    for (int k = 0; k < FACTS_STEPS; k++) csv_number(out, figure->answers.counts[k]);
    decimal_or_empty(out, figure->has_mean, figure->mean);
    decimal_or_empty(out, figure->has_mean, figure->spread);
    csv_number(out, figure->agreements);
    csv_number(out, figure->open);
    csv_cell(out, figure->hidden || figure->dots_hidden ? _("not all: too few people") : "");
    csv_end_row(out);
}

Err comparison_groups_csv(const Comparison *input, Str *out, ErrInfo *info) {
    csv_start(out);
    const char *const heads[] = {_("Municipality"),
                                 _("Period"),
                                 _("Role"),
                                 _("Building block"),
                                 _("Meetings"),
                                 _("Worked on in"),
                                 _("Dots"),
                                 _("People who placed dots"),
                                 _("n"),
                                 "1",
                                 "2",
                                 "3",
                                 "4",
                                 "5",
                                 _("Mean"),
                                 _("Spread"),
                                 _("Agreements"),
                                 _("Open agreements"),
                                 _("Shown")};
    csv_row(out, heads, 19);
    Writing writing = {input, out};
    comparison_each(input, write_row, &writing);
    return finish(out, info);
}
