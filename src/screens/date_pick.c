// The calendar's page as a person sees it.
#include "screens/date_pick.h"

#include "base/str.h"

#define CELL_MM 15.0f
#define CELL_MOST 1.5f  // times that with larger letters
#define CELL_GAP_MM 2.0f

static void quick(Ui *ui, int n, const char *label, const char *date, const char *chosen,
                  int choose) {
    ui_chip(ui, ui_format(ui, "date.quick.%d", n), label, NULL,
            *date != '\0' && str_equal(date, chosen), (UiAct){.code = choose, .s = date});
}

static void build_quick(Ui *ui, ClockDate today, const char *chosen, int choose) {
    char date[DATE_TEXT];
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    date_after_days(today, 14, date);
    quick(ui, 1, _("In 2 weeks"), date, chosen, choose);
    date_after_months(today, 1, date);
    quick(ui, 2, _("In a month"), date, chosen, choose);
    date_after_months(today, 3, date);
    quick(ui, 3, _("In 3 months"), date, chosen, choose);
    ui_chip(ui, "date.none", _("No date yet"), NULL, *chosen == '\0',
            (UiAct){.code = choose, .s = ""});
    ui_close(ui);
}

static void build_month(Ui *ui, int year, int month, int turn) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_button(ui, "date.previous", NULL,
              (UiButton){.icon = "chevron-left",
                         .describe = _("Previous month"),
                         .act = {.code = turn, .a = -1}});
    char name[64];
    i18n_day(year, month, 0, name, sizeof name);
    ui_text(ui, "date.month", name,
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .w = GROW, .align = ALIGN_CENTER});
    ui_button(ui, "date.next", NULL,
              (UiButton){.icon = "chevron-right",
                         .describe = _("Next month"),
                         .act = {.code = turn, .a = 1}});
    ui_close(ui);
}

static float cell_mm(const Ui *ui) {
    float larger = (float)ui_text_percent(ui) / 100;
    return CELL_MM * (larger < 1 ? 1 : larger > CELL_MOST ? CELL_MOST : larger);
}

static void build_cell(Ui *ui, const DateCell *cell, const char *chosen, bool today, int choose) {
    UiStyle style = {.axis = AXIS_STACK,
                     .w = MM(cell_mm(ui)),
                     .h = MM(CELL_MM - 1),
                     .main = ALIGN_CENTER,
                     .cross = ALIGN_CENTER};
    if (!cell->day) {
        ui_open(ui, NULL, style);
        ui_close(ui);
        return;
    }
    bool is = str_equal(cell->date, chosen);
    style.fill = is ? COLOR_ACCENT : cell->past ? COLOR_NONE : COLOR_SUNKEN;
    style.border = today ? COLOR_EDGE : COLOR_NONE;
    style.radius = RADIUS_SMALL_MM;
    style.role = "button";
    style.label = ui_format(ui, "%d", cell->day);
    style.value = cell->date;
    style.selected = is;
    style.disabled = cell->past;
    style.act = (UiAct){.code = choose, .s = cell->date};
    ui_open(ui, ui_format(ui, "date.%s", cell->date), style);
    ui_text(ui, NULL, ui_format(ui, "%d", cell->day),
            (UiText){.size = TYPE_BODY,
                     .weight = is || today ? WEIGHT_BOLD : WEIGHT_REGULAR,
                     .color = is           ? COLOR_ON_ACCENT
                              : cell->past ? COLOR_INK_SOFT
                                           : COLOR_INK,
                     .no_wrap = true});
    ui_close(ui);
}

static void build_weekdays(Ui *ui) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = CELL_GAP_MM});
    for (int i = 0; i < 7; i++)
        ui_text(ui, NULL, i18n_weekday_short((i + 1) % 7),
                (UiText){.size = TYPE_SMALL,
                         .color = COLOR_INK_SOFT,
                         .align = ALIGN_CENTER,
                         .w = MM(cell_mm(ui))});
    ui_close(ui);
}

void date_pick_build(Shell *shell, Ui *ui, int year, int month, const char *chosen, int choose,
                     int turn) {
    ClockDate today = clock_local(shell->utc_ms);
    char now[DATE_TEXT];
    clock_format_date(today, now, sizeof now);
    build_quick(ui, today, chosen, choose);
    ui_open(ui, "date",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(7 * cell_mm(ui) + 6 * CELL_GAP_MM),
                      .gap = CELL_GAP_MM,
                      .cross = ALIGN_STRETCH,
                      .label = _("Calendar")});
    build_month(ui, year, month, turn);
    build_weekdays(ui);
    DateCell cells[DATE_CELLS];
    int count = date_cells(year, month, today, cells);
    for (int i = 0; i < count; i++) {
        if (i % 7 == 0) ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = CELL_GAP_MM});
        build_cell(ui, &cells[i], chosen, str_equal(cells[i].date, now), choose);
        if (i % 7 == 6) ui_close(ui);
    }
    ui_close(ui);
}
