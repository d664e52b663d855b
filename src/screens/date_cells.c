// The arithmetic of a calendar's page.
#include "screens/date_pick.h"

#include "base/str.h"

#include <string.h>

static bool before(ClockDate today, int year, int month, int day) {
    return clock_day_number(year, month, day) <
           clock_day_number(today.year, today.month, today.day);
}

int date_cells(int year, int month, ClockDate today, DateCell out[DATE_CELLS]) {
    int64_t first = clock_day_number(year, month, 1);
    int lead =
        (clock_from_day_number(first).weekday + 6) % 7;  // cells before the first, from Monday
    int days = clock_days_in_month(year, month);
    int used = (lead + days + 6) / 7 * 7;
    memset(out, 0, sizeof(DateCell) * DATE_CELLS);
    for (int day = 1; day <= days; day++) {
        DateCell *cell = &out[lead + day - 1];
        cell->day = day;
        cell->past = before(today, year, month, day);
        clock_format_date((ClockDate){.year = year, .month = month, .day = day}, cell->date,
                          sizeof cell->date);
    }
    return used;
}

void date_step_month(int *year, int *month, int by) {
    int months = *year * 12 + *month - 1 + by;
    *year = months / 12;
    *month = months % 12 + 1;
}

void date_after_days(ClockDate today, int days, char out[DATE_TEXT]) {
    int64_t day = clock_day_number(today.year, today.month, today.day) + days;
    clock_format_date(clock_from_day_number(day), out, DATE_TEXT);
}

void date_after_months(ClockDate today, int months, char out[DATE_TEXT]) {
    int year = today.year, month = today.month;
    date_step_month(&year, &month, months);
    int last = clock_days_in_month(year, month);
    int day = today.day < last ? today.day : last;
    clock_format_date((ClockDate){.year = year, .month = month, .day = day}, out, DATE_TEXT);
}
