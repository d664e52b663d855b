// Settings: how large the display really is (held against a bank card), language, letters, looks,
// the least number of people for a breakdown by role, what this program is, and the way out.
#include "base/i18n.h"
#include "build_config.h"
#include "screens/card.h"
#include "screens/menu.h"
#include "screens/reach.h"

#include <math.h>

typedef struct {
    MenuPin pin;
} SettingsState;

enum {
    SETTINGS_INCHES = ACT_SCREEN,
    SETTINGS_INCHES_RESET,
    SETTINGS_EDGE,
    SETTINGS_EDGE_RESET,
    SETTINGS_LANG,
    SETTINGS_TEXT,
    SETTINGS_THEME,
    SETTINGS_MOTION,
    SETTINGS_ROLE_MIN,
    SETTINGS_SOUND,
    SETTINGS_VOLUME,
    SETTINGS_PIN,
    SETTINGS_EXIT,
    SETTINGS_SHUT_DOWN
};

#define CARD_MM 85.6f  // a bank card (ISO 7810 ID-1)
#define CARD_HIGH_MM 53.98f
#define CARD_RADIUS_MM 3.2f
#define DEFAULT_INCHES 24.0f
#define INCHES_MIN 10.0f  // smaller than this the buttons would not fit
#define INCHES_MAX 120.0f
#define EDGE_MIN_MM 100.0f  // as the settings' file takes them
#define EDGE_MAX_MM 2000.0f

static const int text_steps[] = {80, 100, 125, 150, 200}, volume_steps[] = {30, 50, 70, 85, 100};

static float inches_of(const Shell *shell) {
    return shell->prefs.display_inches > 0 ? shell->prefs.display_inches : DEFAULT_INCHES;
}

static float edge_of(const Shell *shell) {
    return shell->prefs.lower_edge_mm > 0 ? shell->prefs.lower_edge_mm : REACH_LOWER_EDGE_MM;
}

static void step_button(Ui *ui, const char *id, const char *label, int code, int by) {
    ui_button(ui, id, label, (UiButton){.kind = BUTTON_SOFT, .act = {.code = code, .a = by}});
}

// What it is now, between two buttons for less and two for more.
static void measure_open(Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_FLOW,
                      .w = GROW,
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_CENTER});
}

static void measure(Ui *ui, const char *id, const char *text) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = FIT_MIN(34),
                      .h = FIT_MIN(14),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    ui_text(ui, id, text, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .no_wrap = true});
    ui_close(ui);
}

static void reset_button(Ui *ui, const char *id, const char *label, int code, bool off) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .main = ALIGN_CENTER});
    ui_button(ui, id, label,
              (UiButton){.icon = "rotate-ccw", .act = {.code = code}, .disabled = off});
    ui_close(ui);
}

static void build_display(Shell *shell, Ui *ui) {
    card_open(ui, "settings.display", "maximize", 8, _("Size of the display"), TYPE_LEAD);
    ui_text(ui, NULL,
            _("Hold a bank card against the screen. Make the drawing larger or smaller until it is "
              "as wide as the card. Then everything has its true size."),
            (UiText){.size = TYPE_BODY});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .main = ALIGN_CENTER, .pad_y = SPACE_1});
    ui_open(ui, "settings.card",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(CARD_MM),
                      .h = MM(CARD_HIGH_MM),
                      .radius = CARD_RADIUS_MM,
                      .fill = COLOR_TEAL_TINT,
                      .border = COLOR_TEAL,
                      .border_mm = EDGE_MM,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .role = "figure",
                      .label = _("Bank card")});
    ui_icon(ui, "hand", 12, COLOR_TEAL_SHADE);
    ui_close(ui);
    ui_close(ui);
    char number[16], tenth[16];
    i18n_decimal((double)inches_of(shell), number, sizeof number);
    i18n_decimal(0.1, tenth, sizeof tenth);
    measure_open(ui);
    step_button(ui, "settings.inches.less", "− 1", SETTINGS_INCHES, -10);
    step_button(ui, "settings.inches.tenth.less", ui_format(ui, "− %s", tenth), SETTINGS_INCHES,
                -1);
    measure(ui, "settings.inches", ui_format(ui, _("%s inch"), number));
    step_button(ui, "settings.inches.tenth.more", ui_format(ui, "+ %s", tenth), SETTINGS_INCHES, 1);
    step_button(ui, "settings.inches.more", "+ 1", SETTINGS_INCHES, 10);
    ui_close(ui);
    reset_button(ui, "settings.inches.reset", _("Back to 24 inch"), SETTINGS_INCHES_RESET,
                 shell->prefs.display_inches <= 0);
    ui_close(ui);
}

// For low reach: how much of the screen lies below what everybody can touch.
static void build_height(Shell *shell, Ui *ui) {
    float edge = edge_of(shell);
    card_open(ui, "settings.height", "arrow-down-to-line", 8, _("Height above the floor"),
              TYPE_LEAD);
    ui_text(ui, NULL,
            ui_format(ui,
                      _("Measure from the floor to the lower edge of the picture. Who taps “Lower” "
                        "then finds all buttons below %d mm."),
                      (int)REACH_TOP_MM),
            (UiText){.size = TYPE_BODY});
    measure_open(ui);
    step_button(ui, "settings.edge.less", "− 100", SETTINGS_EDGE, -100);
    step_button(ui, "settings.edge.ten.less", "− 10", SETTINGS_EDGE, -10);
    measure(ui, "settings.edge", ui_format(ui, _("%d mm"), (int)lroundf(edge)));
    step_button(ui, "settings.edge.ten.more", "+ 10", SETTINGS_EDGE, 10);
    step_button(ui, "settings.edge.more", "+ 100", SETTINGS_EDGE, 100);
    ui_close(ui);
    if (edge > REACH_TOP_MM - REACH_LEAST_MM)
        ui_text(ui, "settings.edge.high",
                ui_format(ui, _("The screen hangs too high for that: hang it at %d mm or lower."),
                          (int)(REACH_TOP_MM - REACH_LEAST_MM)),
                (UiText){.size = TYPE_BODY, .color = COLOR_BRICK_SHADE});
    reset_button(ui, "settings.edge.reset",
                 ui_format(ui, _("Back to %d mm"), (int)REACH_LOWER_EDGE_MM), SETTINGS_EDGE_RESET,
                 shell->prefs.lower_edge_mm <= 0);
    ui_close(ui);
}

static void label(Ui *ui, const char *text) {
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
}

static void build_looks(Shell *shell, Ui *ui) {
    card_open(ui, "settings.looks", "a-large-small", 8, _("Reading"), TYPE_LEAD);
    label(ui, _("Language"));
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    // Each language is named in that language.
    for (int i = 0; i < lang_count(); i++)
        ui_chip(ui, ui_format(ui, "settings.lang.%s", lang_code(i)), lang_name(i), NULL,
                shell->lang == i, (UiAct){.code = SETTINGS_LANG, .a = i});
    ui_close(ui);
    label(ui, _("Size of the letters"));
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    for (size_t i = 0; i < sizeof text_steps / sizeof *text_steps; i++)
        ui_chip(ui, ui_format(ui, "settings.text.%d", text_steps[i]),
                ui_format(ui, "%d\u00a0%%", text_steps[i]), NULL,
                shell->prefs.text_percent == text_steps[i],
                (UiAct){.code = SETTINGS_TEXT, .a = text_steps[i]});
    ui_close(ui);
    label(ui, _("Colours"));
    const char *names[THEME_COUNT] = {_("Light"), _("Dark"), _("High contrast")};
    const char *icons[THEME_COUNT] = {"sun", "moon", "contrast"};
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    for (int i = 0; i < THEME_COUNT; i++)
        ui_chip(ui, ui_format(ui, "settings.theme.%d", i), names[i], icons[i],
                (int)shell->prefs.theme == i, (UiAct){.code = SETTINGS_THEME, .a = i});
    ui_close(ui);
    ui_toggle(ui, "settings.motion", _("Less motion"), shell->prefs.reduced_motion,
              (UiAct){.code = SETTINGS_MOTION});
    ui_close(ui);
}

static void build_votes(Shell *shell, Ui *ui) {
    card_open(ui, "settings.votes", "vote", 8, _("Votes by role"), TYPE_LEAD);
    ui_text(
        ui, NULL,
        _("Votes are shown by role only when at least this many people of that role voted. That "
          "way nobody can be recognised."),
        (UiText){.size = TYPE_BODY});
    ui_stepper(ui, "settings.role_min", _("Smallest number of people"), shell->prefs.role_min, 1,
               20, (UiAct){.code = SETTINGS_ROLE_MIN});
    ui_close(ui);
}

static void build_about(Shell *shell, Ui *ui) {
    card_open(ui, "settings.about", "info", 8, _("About Praatplaat"), TYPE_LEAD);
    ui_text(ui, "settings.version", ui_format(ui, _("Version %s"), PP_VERSION),
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_text(ui, "settings.licence",
            _("Free software under the EUPL, version 1.2. Letters: Atkinson Hyperlegible Next "
              "(OFL). Icons: Lucide (ISC)."),
            (UiText){.size = TYPE_BODY});
    const char *colophon = shell->scene ? shell_text(shell, &shell->scene->colophon) : "";
    if (*colophon) {
        ui_text(ui, NULL, shell_text(shell, &shell->scene->title),
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
        ui_paragraphs(ui, "settings.colophon", colophon,
                      (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    }
    ui_close(ui);
}

static void build_sound(Shell *shell, Ui *ui) {
    card_open(ui, "settings.sound", "volume-2", 8, _("Sound"), TYPE_LEAD);
    ui_toggle(ui, "settings.sound.on", _("Sound may be heard"), shell->prefs.sound,
              (UiAct){.code = SETTINGS_SOUND});
    if (shell->prefs.sound) {
        label(ui, _("How loud"));
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
        for (size_t i = 0; i < sizeof volume_steps / sizeof *volume_steps; i++)
            ui_chip(ui, ui_format(ui, "settings.volume.%d", volume_steps[i]),
                    ui_format(ui, "%d\u00a0%%", volume_steps[i]), NULL,
                    shell->prefs.volume == volume_steps[i],
                    (UiAct){.code = SETTINGS_VOLUME, .a = volume_steps[i]});
        ui_close(ui);
    }
    ui_close(ui);
}

static void build_public(Shell *shell, Ui *ui) {
    if (!shell->prefs.kiosk) return;
    card_open(ui, "settings.public", "lock", 8, _("A public place"), TYPE_LEAD);
    ui_text(
        ui, NULL,
        shell->pin.unsaved
            ? _("The PIN could not be saved. It holds until the program is closed.")
            : _("To come back here: tap five times in an upper corner and hold the last tap, or "
                "press F10. Then type the PIN."),
        (UiText){.size = TYPE_BODY, .color = shell->pin.unsaved ? COLOR_BRICK_SHADE : COLOR_INK});
    ui_button(ui, "settings.pin", _("Choose another PIN"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "key-round",
                         .height_mm = 16,
                         .act = {.code = SETTINGS_PIN}});
    ui_close(ui);
}

// The way out: in a public place only who knows the PIN comes here.
static void build_exit(const Shell *shell, Ui *ui) {
    if (shell->prefs.can_shut_down)
        ui_button(ui, "settings.shut_down", _("Switch the machine off"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "power-off",
                             .height_mm = TOUCH_MM,
                             .w = GROW,
                             .act = {.code = SETTINGS_SHUT_DOWN}});
    ui_button(ui, "settings.exit", _("Close the program"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "power",
                         .height_mm = TOUCH_MM,
                         .w = GROW,
                         .act = {.code = SETTINGS_EXIT}});
}

static void build_page(Shell *shell, Ui *ui) {
    bool one = ui_portrait(ui) || ui_text_percent(ui) > 150 || ui_width_mm(ui) < 300;
    UiStyle column = {.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_4, .cross = ALIGN_STRETCH};
    ui_scroll_open(ui, "settings.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = PAGE_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_4,
                             .cross = ALIGN_STRETCH});
    menu_build_head(shell, ui, SCREEN_SETTINGS);
    ui_open(ui, NULL,
            (UiStyle){.axis = one ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_4,
                      .cross = one ? ALIGN_STRETCH : ALIGN_START});
    ui_open(ui, NULL, column);
    build_display(shell, ui);
    build_height(shell, ui);
    build_votes(shell, ui);
    build_sound(shell, ui);
    ui_close(ui);
    ui_open(ui, NULL, column);
    build_looks(shell, ui);
    build_public(shell, ui);
    build_about(shell, ui);
    build_exit(shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_scroll_close(ui);
}

static void build(void *st, Shell *shell, Ui *ui) {
    const SettingsState *state = st;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    if (menu_locked(shell) || state->pin.choosing)
        menu_build_pin(&state->pin, shell, ui);
    else
        build_page(shell, ui);
    ui_close(ui);
}

static bool back(void *st, Shell *shell) {
    SettingsState *state = st;
    (void)shell;
    bool taken = state->pin.choosing;
    state->pin = (MenuPin){0};
    return taken;
}

static void enter(void *st, Shell *shell) {
    (void)st;
    menu_enter(shell);
}

static float inches_after(float inches, int tenths) {
    float next = roundf(inches * 10 + (float)tenths) / 10;
    return fminf(fmaxf(next, INCHES_MIN), INCHES_MAX);
}

static bool handle(void *st, Shell *shell, const UiEvent *event) {
    SettingsState *state = st;
    if (menu_handle(&state->pin, shell, event)) return true;
    if (event->kind != UI_TAP) return false;
    ShellPrefs prefs = shell->prefs;
    switch (event->act.code) {
    case SETTINGS_INCHES:
        prefs.display_inches = inches_after(inches_of(shell), event->act.a);
        break;
    case SETTINGS_INCHES_RESET: prefs.display_inches = 0; break;
    case SETTINGS_EDGE:
        prefs.lower_edge_mm =
            fminf(fmaxf(edge_of(shell) + (float)event->act.a, EDGE_MIN_MM), EDGE_MAX_MM);
        break;
    case SETTINGS_EDGE_RESET: prefs.lower_edge_mm = 0; break;
    case SETTINGS_LANG: shell->ops->set_lang(shell->app, (Lang)event->act.a); return true;
    case SETTINGS_TEXT: prefs.text_percent = event->act.a; break;
    case SETTINGS_THEME: prefs.theme = (ThemeKind)event->act.a; break;
    case SETTINGS_MOTION: prefs.reduced_motion = !prefs.reduced_motion; break;
    case SETTINGS_ROLE_MIN: prefs.role_min += event->act.b; break;
    case SETTINGS_SOUND: prefs.sound = !prefs.sound; break;
    case SETTINGS_VOLUME: prefs.volume = event->act.a; break;
    case SETTINGS_PIN: state->pin = (MenuPin){.choosing = true}; return true;
    case SETTINGS_SHUT_DOWN: shell->ops->shut_down(shell->app); return true;
    case SETTINGS_EXIT: shell->ops->quit(shell->app); return true;
    default: return false;
    }
    shell->ops->set_prefs(shell->app, &prefs);
    return true;
}

static const char *name(const void *st, const Shell *shell) {
    const SettingsState *state = st;
    return menu_locked(shell) || state->pin.choosing ? "pin" : "settings";
}

const ScreenClass screen_settings = {.id = SCREEN_SETTINGS,
                                     .state_bytes = sizeof(SettingsState),
                                     .enter = enter,
                                     .build = build,
                                     .handle = handle,
                                     .back = back,
                                     .name = name,
                                     .next_label = menu_next_label};
