#include "screens/card.h"

void card_open(Ui *ui, const char *id, const char *icon, float icon_mm, const char *title,
               TypeSize title_size) {
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_4,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_CENTER});
    ui_icon(ui, icon, ui_mark_mm(ui, icon_mm), COLOR_TEAL_SHADE);
    ui_text(ui, NULL, title,
            (UiText){.size = title_size, .weight = WEIGHT_BOLD, .w = GROW, .role = "heading"});
    ui_close(ui);
}
