// How high low reach goes, and the part above it: the group goes on looking at the poster there, or at
// what the screen is about.
#include "screens/reach.h"

#define NOTICEABLE_MM 20.0f  // fewer than that is not worth a button

float reach_height_mm(float lower_edge_mm) {
    float edge = lower_edge_mm > 0 ? lower_edge_mm : REACH_LOWER_EDGE_MM;
    float height = REACH_TOP_MM - edge;
    return height < REACH_LEAST_MM ? REACH_LEAST_MM : height;
}

bool reach_helps(const Shell *shell, const Ui *ui) {
    float height = reach_height_mm(shell->prefs.lower_edge_mm);
    return shell->prefs.reach != REACH_ALL || ui_display_height_mm(ui) > height + NOTICEABLE_MM;
}

void reach_build_beyond(const ScreenClass *screen, const void *screen_state, Shell *shell, Ui *ui) {
    if (!ui_beyond_open(ui)) return;
    if (screen->build_beyond && screen->build_beyond(screen_state, shell, ui)) {
        ui_close(ui);
        return;
    }
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad = SPACE_3,
                      .fill = COLOR_PAPER,
                      .cross = ALIGN_STRETCH});
    float plate = ui_view_plate_mm(ui, ui_display_width_mm(ui));
    ui_view_open(ui, "beyond",
                 (UiView){.margin = {plate, plate, plate, plate},
                          .w = GROW,
                          .h = GROW,
                          .still = true,
                          .width = (float)shell->scene->width,
                          .height = (float)shell->scene->height,
                          .picture = shell->scene->image_path,
                          .label = shell_text(shell, &shell->scene->image_alt)});
    ui_view_close(ui);
    ui_close(ui);
    ui_close(ui);
}
