// The facilitator's menu: tabs between its pages, and the PIN pad before it in a public place.
#include "screens/menu.h"

#include "base/i18n.h"

#include <string.h>

// The digits of a keyboard arrive as SDL keycodes, which are those of ASCII.
enum { KEY_RETURN = 13, KEY_BACKSPACE = 8 };

void menu_enter(Shell *shell) {
    if (!shell->prefs.has_pin) (void)shell->ops->check_pin(shell->app, "");
}

bool menu_locked(const Shell *shell) {
    return shell->prefs.kiosk && shell->prefs.has_pin && !shell->unlocked;
}

void menu_build_head(Ui *ui, ScreenId here) {
    bool tall = ui_portrait(ui) || ui_text_percent(ui) > 150;
    ui_open(ui, NULL,
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_3,
                      .cross = tall ? ALIGN_STRETCH : ALIGN_CENTER});
    ui_text(ui, "menu.title", here == SCREEN_SESSIONS ? _("Meetings") : _("Settings"),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD, .w = GROW, .role = "heading"});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .gap = SPACE_1});
    ui_chip(ui, "tab.sessions", _("Meetings"), "calendar-days", here == SCREEN_SESSIONS,
            (UiAct){.code = MENU_TAB, .a = SCREEN_SESSIONS});
    ui_chip(ui, "tab.results", _("Results"), "layers", here == SCREEN_RESULTS,
            (UiAct){.code = MENU_TAB, .a = SCREEN_RESULTS});
    ui_chip(ui, "tab.settings", _("Settings"), "settings", here == SCREEN_SETTINGS,
            (UiAct){.code = MENU_TAB, .a = SCREEN_SETTINGS});
    ui_close(ui);
    ui_close(ui);
}

static void shown_digits(const MenuPin *pin, Ui *ui) {
    size_t count = strlen(pin->digits);
    ui_open(ui, "pin.digits",
            (UiStyle){.axis = AXIS_ROW,
                      .h = MM(10),
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_CENTER,
                      .role = "status",
                      .label = _("Digits typed"),
                      .value = ui_format(ui, "%d", (int)count)});
    for (size_t i = 0; i < count || i < 4; i++)
        ui_figure(ui, i < count ? FIGURE_CIRCLE : FIGURE_RING, 5,
                  i < count ? COLOR_INK : COLOR_EDGE, COLOR_NONE);
    ui_close(ui);
}

static void key(Ui *ui, const char *id, const char *label, const char *icon, const char *describe,
                UiAct act) {
    ui_button(ui, id, label,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = icon,
                         .describe = describe,
                         .w = MM(32),
                         .height_mm = TOUCH_MM,
                         .size = TYPE_LEAD,
                         .act = act});
}

void menu_build_pin(const MenuPin *pin, Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "pin.scroll",
                   (UiStyle){.w = GROW, .pad = SPACE_4, .gap = SPACE_3, .cross = ALIGN_CENTER});
    ui_text(
        ui, "pin.title", _("For the facilitator"),
        (UiText){
            .size = TYPE_TITLE, .weight = WEIGHT_BOLD, .role = "heading", .align = ALIGN_CENTER});
    ui_text(ui, "pin.text",
            pin->wrong ? _("That is not the PIN. After five wrong ones you wait half a minute.")
                       : _("Type the PIN."),
            (UiText){.size = TYPE_LEAD,
                     .color = pin->wrong ? COLOR_BRICK_SHADE : COLOR_INK_SOFT,
                     .align = ALIGN_CENTER});
    shown_digits(pin, ui);
    for (int row = 0; row < 3; row++) {
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = SPACE_1});
        for (int i = 0; i < 3; i++) {
            int digit = row * 3 + i + 1;
            key(ui, ui_format(ui, "pin.%d", digit), ui_format(ui, "%d", digit), NULL, NULL,
                (UiAct){.code = MENU_DIGIT, .a = digit});
        }
        ui_close(ui);
    }
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = SPACE_1});
    key(ui, "pin.erase", NULL, "delete", _("Take back the last digit"),
        (UiAct){.code = MENU_ERASE});
    key(ui, "pin.0", "0", NULL, NULL, (UiAct){.code = MENU_DIGIT, .a = 0});
    key(ui, "pin.enter", NULL, "check", _("Open the menu"), (UiAct){.code = MENU_ENTER});
    ui_close(ui);
    ui_scroll_close(ui);
    ui_close(ui);
}

static void add_digit(MenuPin *pin, int digit) {
    size_t count = strlen(pin->digits);
    if (count < PIN_DIGITS_MAX) pin->digits[count] = (char)('0' + digit);
    pin->wrong = false;
}

static void erase(MenuPin *pin) {
    size_t count = strlen(pin->digits);
    if (count) pin->digits[count - 1] = '\0';
}

static void enter(MenuPin *pin, Shell *shell) {
    pin->wrong = !shell->ops->check_pin(shell->app, pin->digits);
    memset(pin->digits, 0, sizeof pin->digits);
}

static bool handle_key(MenuPin *pin, Shell *shell, int code) {
    if (code >= '0' && code <= '9')
        add_digit(pin, code - '0');
    else if (code == KEY_BACKSPACE)
        erase(pin);
    else if (code == KEY_RETURN)
        enter(pin, shell);
    else
        return false;
    return true;
}

bool menu_handle(MenuPin *pin, Shell *shell, const UiEvent *event) {
    if (event->kind == UI_KEY) return menu_locked(shell) && handle_key(pin, shell, event->key);
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case MENU_TAB: shell->ops->go(shell->app, (ScreenId)event->act.a); return true;
    case MENU_DIGIT: add_digit(pin, event->act.a); return true;
    case MENU_ERASE: erase(pin); return true;
    case MENU_ENTER: enter(pin, shell); return true;
    default: return false;
    }
}
