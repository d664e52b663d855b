// The closing: thanks, what happens with the outcome, taking it along, and until when it is kept.
#include "base/i18n.h"
#include "base/str.h"
#include "screens/card.h"
#include "screens/outcome.h"
#include "screens/shell.h"

enum { CLOSE_TAKE = ACT_SCREEN, CLOSE_KEEP };

static const struct {
    int days;
    const char *label;
} choices[] = {
    {30, N_("A month")}, {90, N_("Three months")}, {365, N_("A year")}, {730, N_("Two years")}};

enum { CHOICES = sizeof choices / sizeof *choices };

static int64_t counted_from(const Shell *shell) {
    int64_t created = shell->session->created_ms;
    return created > 0 ? created : shell->utc_ms;
}

static void build_take(Ui *ui) {
    card_open(ui, "close.take", "usb", 9, _("Take the outcome along"), TYPE_TITLE);
    ui_text(ui, NULL,
            _("The outcome comes as files on a stick or in a folder: the agreements, the notes and "
              "how you voted. "
              "What you marked “Stays here” is not in it."),
            (UiText){.size = TYPE_LEAD});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW});
    ui_button(ui, "take.home", _("Take along"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "download",
                         .height_mm = TOUCH_MM,
                         .size = TYPE_LEAD,
                         .act = {.code = CLOSE_TAKE}});
    ui_close(ui);
    ui_close(ui);
}

static void build_keep(Shell *shell, Ui *ui) {
    const Session *s = shell->session;
    card_open(ui, "close.keep", "calendar-days", 9, _("How long is this meeting kept?"),
              TYPE_TITLE);
    const char *until = outcome_date(ui, s->delete_by);
    ui_text(ui, "keep.until",
            *until
                ? ui_format(ui, _("It stays on this machine and may be deleted after %s."), until)
                : _("It stays on this machine. No end date has been chosen."),
            (UiText){.size = TYPE_LEAD});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    for (int i = 0; i < CHOICES; i++) {
        char date[16];
        outcome_date_after(counted_from(shell), choices[i].days, date, sizeof date);
        ui_chip(ui, ui_format(ui, "keep.%d", choices[i].days), _(choices[i].label), NULL,
                str_equal(date, s->delete_by), (UiAct){.code = CLOSE_KEEP, .a = choices[i].days});
    }
    ui_close(ui);
    ui_close(ui);
}

static void build_thanks(Shell *shell, Ui *ui) {
    const Session *s = shell->session;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_4, .cross = ALIGN_STRETCH});
    ui_text(ui, "close.title", _("Thank you for building together"),
            (UiText){.size = TYPE_DISPLAY, .weight = WEIGHT_BOLD, .role = "heading"});
    int agreements = session_count_agreements(s);
    const char *lead =
        agreements > 0
            ? _("What you agreed goes with you. At the next meeting you look together at what came "
                "of it.")
            : _("What you shared goes with you. At the next meeting you can build on it.");
    ui_text(ui, NULL, lead, (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT});
    outcome_numbers(ui, s);
    ui_close(ui);
}

static void build(void *state, Shell *shell, Ui *ui) {
    (void)state;
    bool tall = ui_portrait(ui) || ui_text_percent(ui) > 150;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(
        ui, "close.scroll",
        (UiStyle){.w = GROW, .pad_x = PAGE_X_MM, .pad_y = PAGE_Y_MM, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = tall ? SPACE_6 : SPACE_8,
                      .cross = tall ? ALIGN_STRETCH : ALIGN_CENTER});
    build_thanks(shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_4, .cross = ALIGN_STRETCH});
    build_take(ui);
    build_keep(shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_scroll_close(ui);
    ui_close(ui);
}

static bool handle(void *state, Shell *shell, const UiEvent *event) {
    (void)state;
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case CLOSE_TAKE: (void)shell->ops->export_session(shell->app, shell->session->id); return true;
    case CLOSE_KEEP: {
        char date[16];
        outcome_date_after(counted_from(shell), event->act.a, date, sizeof date);
        (void)shell_send(shell, (Event){.type = EV_SESSION_KEEP, .date = date}, NULL);
        return true;
    }
    case ACT_NEXT: shell->ops->finish_session(shell->app); return true;
    default: return false;
    }
}

static const char *name(const void *state, const Shell *shell) {
    (void)state;
    (void)shell;
    return "close";
}

static const char *next_label(const void *state, const Shell *shell, bool *out_enabled) {
    (void)state;
    (void)shell;
    *out_enabled = true;
    return _("Finish");
}

const ScreenClass screen_close = {.id = SCREEN_CLOSE,
                                  .build = build,
                                  .handle = handle,
                                  .name = name,
                                  .next_label = next_label,
                                  .ends = true};
