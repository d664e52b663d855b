// A public place never shows a dead desktop: when the poster or the data folder is missing, one sentence
// says so, and the program tries again by itself.
#include "base/i18n.h"
#include "screens/shell.h"

enum { TROUBLE_RETRY = ACT_SCREEN };

typedef struct {
    char unused;
} TroubleState;

static void build(void *st, Shell *shell, Ui *ui) {
    (void)st;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "trouble.scroll",
                   (UiStyle){.w = GROW,
                             .pad_x = PAGE_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_4,
                             .cross = ALIGN_CENTER});
    ui_open(ui, NULL, (UiStyle){.pad = SPACE_6, .radius = -1, .fill = COLOR_OCHRE_TINT});
    ui_icon(ui, "triangle-alert", 20, COLOR_OCHRE_SHADE);
    ui_close(ui);
    UiSize wide = FIT_MAX(1.4f * MEASURE_MM * (float)ui_text_percent(ui) / 100);
    ui_text(ui, "trouble.title", _("The poster is not there for a moment"),
            (UiText){.size = TYPE_TITLE,
                     .weight = WEIGHT_BOLD,
                     .align = ALIGN_CENTER,
                     .role = "heading",
                     .w = wide});
    ui_text(ui, "trouble.what",
            shell->trouble == TROUBLE_DATA
                ? _("Nothing can be saved on this machine. Is the disk full, or is it missing?")
                : _("The poster's file is missing or has faults."),
            (UiText){.size = TYPE_LEAD, .align = ALIGN_CENTER, .w = wide});
    ui_text(ui, "trouble.who",
            _("Please tell the person who looks after this screen. It tries again by itself."),
            (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT, .align = ALIGN_CENTER, .w = wide});
    ui_button(ui, "trouble.retry", _("Try again"),
              (UiButton){.kind = BUTTON_PRIMARY,
                         .icon = "refresh-cw",
                         .height_mm = TOUCH_MM,
                         .act = {.code = TROUBLE_RETRY}});
    ui_scroll_close(ui);
    ui_close(ui);
}

static bool handle(void *st, Shell *shell, const UiEvent *event) {
    (void)st;
    if (event->kind != UI_TAP || event->act.code != TROUBLE_RETRY) return false;
    shell->ops->retry(shell->app);
    return true;
}

static const char *name(const void *st, const Shell *shell) {
    (void)st;
    (void)shell;
    return "trouble";
}

static const char *next_label(const void *st, const Shell *shell, bool *out_enabled) {
    (void)st;
    (void)shell;
    *out_enabled = true;
    return NULL;
}

const ScreenClass screen_trouble = {.id = SCREEN_TROUBLE,
                                    .state_bytes = sizeof(TroubleState),
                                    .build = build,
                                    .handle = handle,
                                    .name = name,
                                    .next_label = next_label};
