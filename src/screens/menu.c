// The facilitator's menu: tabs between its pages, and the PIN pad before it in a public place.
#include "screens/menu.h"

#include "base/i18n.h"

#include <string.h>

// The digits of a keyboard arrive as SDL keycodes, which are those of ASCII.
enum { KEY_RETURN = 13, KEY_BACKSPACE = 8 };

void menu_enter(Shell *shell) {
    if (!shell->prefs.kiosk) shell->unlocked = true;
}

bool menu_locked(const Shell *shell) {
    return shell->prefs.kiosk && !shell->unlocked;
}

static void tab(Ui *ui, const char *id, const char *label, const char *icon, ScreenId screen,
                ScreenId here) {
    ui_chip(ui, id, label, icon, here == screen, (UiAct){.code = MENU_TAB, .a = (int)screen});
}

void menu_build_head(Shell *shell, Ui *ui, ScreenId here) {
    bool tall = ui_portrait(ui) || ui_text_percent(ui) > 150;
    const char *title = here == SCREEN_SESSIONS   ? _("Meetings")
                        : here == SCREEN_MESSAGES ? _("Messages")
                                                  : _("Settings");
    ui_open(ui, NULL,
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_3,
                      .cross = tall ? ALIGN_STRETCH : ALIGN_CENTER});
    ui_text(ui, "menu.title", title,
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD, .w = GROW, .role = "heading"});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .gap = SPACE_1});
    // Without a poster there is nothing to hold a meeting on.
    if (shell->scene) {
        tab(ui, "tab.sessions", _("Meetings"), "calendar-days", SCREEN_SESSIONS, here);
        tab(ui, "tab.results", _("Results"), "layers", SCREEN_RESULTS, here);
    }
    tab(ui, "tab.settings", _("Settings"), "settings", SCREEN_SETTINGS, here);
    tab(ui, "tab.messages", _("Messages"), "list", SCREEN_MESSAGES, here);
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
                UiAct act, bool off) {
    ui_button(ui, id, label,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = icon,
                         .describe = describe,
                         .w = MM(32),
                         .height_mm = TOUCH_MM,
                         .size = TYPE_LEAD,
                         .act = act,
                         .disabled = off});
}

static bool choosing(const MenuPin *pin, const Shell *shell) {
    return pin->choosing || !shell->pin.set;
}

// While the pad is off, the keyboard is too.
static bool pad_off(const MenuPin *pin, const Shell *shell) {
    return shell->pin.checking || (shell->pin.wait_s > 0 && !choosing(pin, shell));
}

static const char *pin_sentence(const MenuPin *pin, const Shell *shell, Ui *ui, bool *out_loud) {
    const ShellPin *p = &shell->pin;
    *out_loud = false;
    if (p->checking) return _("One moment…");
    if (choosing(pin, shell)) {
        *out_loud = pin->differs || pin->short_one;
        if (pin->short_one) return _("A PIN has four to eight digits.");
        if (pin->differs) return _("Those two were not the same. Choose a PIN once more.");
        return *pin->first
                   ? _("Type it once more.")
                   : _("Choose a PIN of four to eight digits. Write it down somewhere safe.");
    }
    *out_loud = p->wrong || p->wait_s > 0;
    if (p->wait_s >= 120)
        return ui_format(ui, _("Too many wrong PINs. Wait %d minutes."), (p->wait_s + 59) / 60);
    if (p->wait_s > 0)
        return ui_format(ui,
                         _n("Too many wrong PINs. Wait %d second.",
                            "Too many wrong PINs. Wait %d seconds.", (unsigned long)p->wait_s),
                         p->wait_s);
    if (p->wrong && p->tries_left > 0)
        return ui_format(ui,
                         _n("That is not the PIN. You can try %d more time.",
                            "That is not the PIN. You can try %d more times.",
                            (unsigned long)p->tries_left),
                         p->tries_left);
    return p->wrong ? _("That is not the PIN.") : _("Type the PIN.");
}

void menu_build_pin(const MenuPin *pin, Shell *shell, Ui *ui) {
    bool loud;
    const char *sentence = pin_sentence(pin, shell, ui, &loud);
    bool off = pad_off(pin, shell);
    if (shell->pin.wait_s > 0) ui_wake_in(ui, 1000);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "pin.scroll",
                   (UiStyle){.w = GROW, .pad = SPACE_4, .gap = SPACE_3, .cross = ALIGN_CENTER});
    ui_text(
        ui, "pin.title",
        choosing(pin, shell) ? _("A PIN for the facilitator") : _("For the facilitator"),
        (UiText){
            .size = TYPE_TITLE, .weight = WEIGHT_BOLD, .role = "heading", .align = ALIGN_CENTER});
    ui_text(ui, "pin.text", sentence,
            (UiText){.size = TYPE_LEAD,
                     .color = loud ? COLOR_BRICK_SHADE : COLOR_INK_SOFT,
                     .align = ALIGN_CENTER});
    shown_digits(pin, ui);
    for (int row = 0; row < 3; row++) {
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = SPACE_1});
        for (int i = 0; i < 3; i++) {
            int digit = row * 3 + i + 1;
            key(ui, ui_format(ui, "pin.%d", digit), ui_format(ui, "%d", digit), NULL, NULL,
                (UiAct){.code = MENU_DIGIT, .a = digit}, off);
        }
        ui_close(ui);
    }
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = SPACE_1});
    key(ui, "pin.erase", NULL, "delete", _("Take back the last digit"), (UiAct){.code = MENU_ERASE},
        off);
    key(ui, "pin.0", "0", NULL, NULL, (UiAct){.code = MENU_DIGIT, .a = 0}, off);
    key(ui, "pin.enter", NULL, "check",
        choosing(pin, shell) ? _("This is the PIN") : _("Open the menu"),
        (UiAct){.code = MENU_ENTER}, off);
    ui_close(ui);
    // Who came here by accident gets away; back and home stand in the bar as well.
    ui_button(ui, "pin.leave", _("Back to the poster"),
              (UiButton){.kind = BUTTON_QUIET, .icon = "house", .act = {.code = MENU_LEAVE}});
    ui_scroll_close(ui);
    ui_close(ui);
}

static void add_digit(MenuPin *pin, int digit) {
    size_t count = strlen(pin->digits);
    if (count < PIN_DIGITS_MAX) pin->digits[count] = (char)('0' + digit);
    pin->differs = pin->short_one = false;
}

static void erase(MenuPin *pin) {
    size_t count = strlen(pin->digits);
    if (count) pin->digits[count - 1] = '\0';
}

static void enter(MenuPin *pin, Shell *shell) {
    if (!choosing(pin, shell)) {
        if (*pin->digits) shell->ops->try_pin(shell->app, pin->digits);
    } else if (strlen(pin->digits) < PIN_DIGITS_MIN) {
        pin->short_one = true;
    } else if (!*pin->first) {
        memcpy(pin->first, pin->digits, sizeof pin->first);
    } else if (strcmp(pin->first, pin->digits) == 0) {
        shell->ops->choose_pin(shell->app, pin->digits);
        memset(pin, 0, sizeof *pin);
    } else {
        memset(pin->first, 0, sizeof pin->first);
        pin->differs = true;
    }
    memset(pin->digits, 0, sizeof pin->digits);
}

static bool handle_key(MenuPin *pin, Shell *shell, int code) {
    if (pad_off(pin, shell)) return true;
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

const char *menu_next_label(const void *state, const Shell *shell, bool *out_enabled) {
    (void)state;
    (void)shell;
    *out_enabled = true;
    return NULL;
}

bool menu_handle(MenuPin *pin, Shell *shell, const UiEvent *event) {
    if (event->kind == UI_KEY)
        return (menu_locked(shell) || pin->choosing) && handle_key(pin, shell, event->key);
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case MENU_TAB: shell->ops->go(shell->app, (ScreenId)event->act.a); return true;
    case MENU_DIGIT: add_digit(pin, event->act.a); return true;
    case MENU_ERASE: erase(pin); return true;
    case MENU_ENTER: enter(pin, shell); return true;
    case MENU_LEAVE: shell->ops->home(shell->app); return true;
    default: return false;
    }
}
