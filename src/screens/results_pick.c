// The sheets in which a municipality or a period is chosen: hundreds of them fit too.
#include "screens/results.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

static const Compare *sorted_compare;

static int by_name(const void *a, const void *b) {
    const int *left = a, *right = b;
    return strcmp(compare_place(sorted_compare, *left), compare_place(sorted_compare, *right));
}

static void row_open(Ui *ui) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
}

static void places(const ResultsScreen *state, Shell *shell, Ui *ui) {
    const Compare *compare = shell->results.compare;
    int count = compare_place_count(compare);
    int now = state->pick == PICK_PLACE ? state->cut.place : state->other_place;
    int *order = arena_array(ui_arena(ui), int, count + 1);
    for (int i = 0; i < count; i++) order[i] = i;
    sorted_compare = compare;
    qsort(order, (size_t)count, sizeof *order, by_name);
    row_open(ui);
    ui_chip(ui, "results.place.all", _("All municipalities"), "layers", now == COMPARE_ALL,
            (UiAct){.code = RESULTS_PLACE, .a = COMPARE_ALL});
    for (int i = 0; i < count; i++)
        ui_chip(ui, ui_format(ui, "results.place.%d", order[i]), results_place(shell, ui, order[i]),
                "map-pin", now == order[i], (UiAct){.code = RESULTS_PLACE, .a = order[i]});
    ui_close(ui);
}

static void period(const ResultsScreen *state, Shell *shell, Ui *ui, const char *id, int from,
                   int to) {
    ui_chip(ui, id, results_period(shell, ui, from, to), "calendar-days",
            state->cut.from == from && state->cut.to == to,
            (UiAct){.code = RESULTS_PERIOD, .a = from, .b = to});
}

// A row for each year, the newest above: all of it, then its halves.
static void periods(const ResultsScreen *state, Shell *shell, Ui *ui) {
    const Compare *compare = shell->results.compare;
    int count = compare_period_count(compare);
    row_open(ui);
    period(state, shell, ui, "results.period.all", COMPARE_ALL, COMPARE_ALL);
    ui_close(ui);
    for (int i = count - 1; i >= 0;) {
        int year = compare_period(compare, i).year, first = i;
        while (first > 0 && compare_period(compare, first - 1).year == year) first--;
        row_open(ui);
        if (first < i) period(state, shell, ui, ui_format(ui, "results.period.%d", year), first, i);
        for (int k = first; k <= i; k++)
            period(state, shell, ui,
                   ui_format(ui, "results.period.%d.%d", year, compare_period(compare, k).half), k,
                   k);
        ui_close(ui);
        i = first - 1;
    }
}

void results_build_pick(const ResultsScreen *state, Shell *shell, Ui *ui) {
    bool when = state->pick == PICK_PERIOD;
    ui_sheet_open(ui, "results.pick", 240, (UiAct){.code = RESULTS_PICK, .a = PICK_NONE});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
    shell_head(ui, "results.pick.title", NULL,
               when ? _("Which meetings, in time?") : _("Which municipality?"), NULL);
    ui_button(ui, "results.pick.close", NULL,
              (UiButton){.icon = "x",
                         .height_mm = 14,
                         .describe = _("Close"),
                         .act = {.code = RESULTS_PICK, .a = PICK_NONE}});
    ui_close(ui);
    if (when)
        periods(state, shell, ui);
    else
        places(state, shell, ui);
    ui_sheet_close(ui);
}
