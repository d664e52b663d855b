// What the facilitator's menu's screens share: their head with tabs, and the PIN pad before them in
// kiosk mode.
#ifndef PP_SCREENS_MENU_H
#define PP_SCREENS_MENU_H

#include "screens/shell.h"

enum { PIN_DIGITS_MIN = 4, PIN_DIGITS_MAX = 8 };

typedef struct {
    char digits[PIN_DIGITS_MAX + 1];
    char first[PIN_DIGITS_MAX + 1];  // of a new one, which is typed twice
    bool choosing;                   // another one, from the open menu
    bool differs, short_one;         // why the last one will not do
} MenuPin;

enum { MENU_TAB = ACT_SCREEN + 100, MENU_DIGIT, MENU_ERASE, MENU_ENTER, MENU_LEAVE, MENU_LAST };

void menu_enter(Shell *shell);                                  // from the screens' enter
bool menu_locked(const Shell *shell);                           // the PIN pad stands there
void menu_build_pin(const MenuPin *pin, Shell *shell, Ui *ui);  // instead of the screen
void menu_build_head(Shell *shell, Ui *ui, ScreenId here);      // titles and tabs; id menu.title
// No step of a meeting comes after a screen of the menu.
const char *menu_next_label(const void *state, const Shell *shell, bool *out_enabled);
bool menu_handle(MenuPin *pin, Shell *shell, const UiEvent *event);

#endif
