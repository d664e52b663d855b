// One short thing at a time: a card with a sentence or two, large, and two buttons below it.
#include "screens/simple.h"

#include <string.h>

#define CARD_MM \
    46.0f  // the least height, so that the buttons stay in their place from card to card

const char *simple_text(const Shell *shell, const Text *simple) {
    return shell->simple ? shell_text(shell, simple) : "";
}

const char *simple_or(const Shell *shell, const Text *simple, const Text *text) {
    const char *found = simple_text(shell, simple);
    return *found ? found : shell_text(shell, text);
}

static const char *past_breaks(const char *text) {
    while (*text == '\n') text++;
    return text;
}

int simple_count(const char *text) {
    int count = 0;
    for (text = past_breaks(text); *text; count++) {
        const char *end = strstr(text, "\n\n");
        text = end ? past_breaks(end) : text + strlen(text);
    }
    return count;
}

const char *simple_card(Ui *ui, const char *text, int at) {
    for (text = past_breaks(text); *text; at--) {
        const char *end = strstr(text, "\n\n");
        if (at == 0)
            return ui_format(ui, "%.*s", (int)(end ? (size_t)(end - text) : strlen(text)), text);
        text = end ? past_breaks(end) : text + strlen(text);
    }
    return "";
}

static void stones(Ui *ui, const char *id, int page, int count) {
    ui_open(ui, ui_format(ui, "%s.place", id),
            (UiStyle){.axis = AXIS_ROW,
                      .gap = 2,
                      .cross = ALIGN_CENTER,
                      .role = "status",
                      .label = _("Card"),
                      .value = ui_format(ui, "%d/%d", page + 1, count)});
    for (int i = 0; i < count; i++) {
        ui_open(ui, NULL,
                (UiStyle){.w = MM(i == page ? 7 : 3),
                          .h = MM(3),
                          .radius = -1,
                          .fill = i <= page ? COLOR_TEAL_SHADE : COLOR_NONE,
                          .border = i <= page ? COLOR_NONE : COLOR_EDGE});
        ui_close(ui);
    }
    ui_close(ui);
}

void simple_build(Ui *ui, const char *id, const char *text, int page, UiAct act) {
    int count = simple_count(text);
    if (page >= count) page = count - 1;
    if (page < 0) return;
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_4,
                      .gap = SPACE_3,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_TEAL_TINT,
                      .radius = RADIUS_MM});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = FIT_MIN(count > 1 ? CARD_MM : 0),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_text(ui, ui_format(ui, "%s.text", id), simple_card(ui, text, page),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_SEMIBOLD});
    ui_close(ui);
    if (count > 1) {
        UiAct back = act, on = act;
        back.a = -1;
        on.a = 1;
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW,
                          .w = GROW,
                          .gap = SPACE_2,
                          .cross = ALIGN_CENTER,
                          .main = ALIGN_BETWEEN});
        ui_button(ui, ui_format(ui, "%s.previous", id), NULL,
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "arrow-left",
                             .height_mm = TOUCH_MM,
                             .describe = _("Back"),
                             .act = back,
                             .disabled = page == 0});
        stones(ui, id, page, count);
        ui_button(ui, ui_format(ui, "%s.next", id), _("Read on"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon_after = "arrow-right",
                             .height_mm = TOUCH_MM,
                             .act = on,
                             .disabled = page == count - 1});
        ui_close(ui);
    }
    ui_close(ui);
}
