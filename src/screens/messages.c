// What the program said lately, the newest first: for who has to find out why something did not work.
#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "screens/menu.h"

#define TIME_MM 44.0f

typedef struct {
    MenuPin pin;
} MessagesState;

static void row(Ui *ui, int i, const char *text, int64_t utc_ms) {
    ClockDate d = clock_local(utc_ms);
    bool tall = ui_portrait(ui) || ui_text_percent(ui) > 125;
    ui_open(ui, ui_format(ui, "message.%d", i),
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = tall ? 1 : SPACE_3,
                      .pad_y = SPACE_1,
                      .cross = tall ? ALIGN_STRETCH : ALIGN_START});
    ui_open(ui, NULL, (UiStyle){.w = tall ? GROW : FIT_MIN(TIME_MM)});
    ui_text(ui, NULL,
            ui_format(ui, "%d-%d-%d %02d:%02d:%02d", d.day, d.month, d.year, d.hour, d.minute,
                      d.second),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT, .no_wrap = true});
    ui_close(ui);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .w = GROW});
    ui_close(ui);
}

static void build_page(Shell *shell, Ui *ui) {
    ui_scroll_open(ui, "messages.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = PAGE_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_3,
                             .cross = ALIGN_STRETCH});
    menu_build_head(shell, ui, SCREEN_MESSAGES);
    char line[LOG_LINE_MAX];
    int64_t at;
    if (!log_recent(0, line, &at)) {
        shell_invite(ui, "messages.empty", "check", _("Nothing to report. All is well."));
    } else {
        ui_text(ui, NULL,
                _("The newest first, in English: for whoever looks after this machine. There is "
                  "nothing in "
                  "it of what people wrote or voted."),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
        ui_open(ui, "messages.list",
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = GROW,
                          .pad = SPACE_4,
                          .cross = ALIGN_STRETCH,
                          .fill = COLOR_SHEET,
                          .radius = RADIUS_MM,
                          .shadow = true});
        for (int i = 0; log_recent(i, line, &at); i++) {
            if (i) ui_line(ui);
            row(ui, i, ui_format(ui, "%s", line), at);
        }
        ui_close(ui);
    }
    ui_scroll_close(ui);
}

static void build(void *st, Shell *shell, Ui *ui) {
    const MessagesState *state = st;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    if (menu_locked(shell))
        menu_build_pin(&state->pin, shell, ui);
    else
        build_page(shell, ui);
    ui_close(ui);
}

static void enter(void *st, Shell *shell) {
    (void)st;
    menu_enter(shell);
}

static bool handle(void *st, Shell *shell, const UiEvent *event) {
    MessagesState *state = st;
    return menu_handle(&state->pin, shell, event);
}

static const char *name(const void *st, const Shell *shell) {
    (void)st;
    return menu_locked(shell) ? "pin" : "messages";
}

const ScreenClass screen_messages = {.id = SCREEN_MESSAGES,
                                     .state_bytes = sizeof(MessagesState),
                                     .enter = enter,
                                     .build = build,
                                     .handle = handle,
                                     .name = name,
                                     .next_label = menu_next_label};
