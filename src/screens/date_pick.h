// Choosing a day with a finger: a month of large cells, the next and the previous month, and a few
// quick picks. Dates are "2026-12-01"; "" is none.
#ifndef PP_SCREENS_DATE_PICK_H
#define PP_SCREENS_DATE_PICK_H

#include "base/clock.h"
#include "model/event.h"
#include "screens/shell.h"

enum { DATE_CELLS = 42, DATE_TEXT = EVENT_DATE_MAX + 1 };

typedef struct {
    int day;    // 1..31; 0: the cell is of another month
    bool past;  // before today
    char date[DATE_TEXT];
} DateCell;

// A month's page, weeks from Monday; returns how many cells are in use, whole weeks.
int date_cells(int year, int month, ClockDate today, DateCell out[DATE_CELLS]);
void date_step_month(int *year, int *month, int by);

// The day so many days or months from today; a month's end stays a month's end.
void date_after_days(ClockDate today, int days, char out[DATE_TEXT]);
void date_after_months(ClockDate today, int months, char out[DATE_TEXT]);

// The page, into the open column. A chosen day comes as UI_TAP with act {choose, .s = date}, another
// month with {turn, -1 or +1}. Ids date.<date>, date.previous, date.next, date.none, date.quick.<n>.
void date_pick_build(Shell *shell, Ui *ui, int year, int month, const char *chosen, int choose,
                     int turn);

#endif
