// The poster as every screen shows it: the picture, the blocks' zones, and their labels on solid
// plates in the poster's own type.
#include "screens/shell.h"

#include <stdio.h>

_Static_assert(sizeof(Point) == sizeof(ScenePoint), "zones are handed to the toolkit as they are");

UiNode *shell_view_open(Shell *shell, Ui *ui, const char *id, UiView style) {
    style.width = (float)shell->scene->width;
    style.height = (float)shell->scene->height;
    style.picture = shell->scene->image_path;
    if (!style.label) style.label = shell_text(shell, &shell->scene->image_alt);
    return ui_view_open(ui, id, style);
}

void shell_zone(Shell *shell, Ui *ui, int block, ShellZone zone) {
    const SceneBlock *b = &shell->scene->blocks[block];
    Point points[SCENE_ZONE_POINTS_MAX];
    int count = b->zone_count < SCENE_ZONE_POINTS_MAX ? b->zone_count : SCENE_ZONE_POINTS_MAX;
    for (int i = 0; i < count; i++) points[i] = (Point){b->zone[i].x, b->zone[i].y};
    char id[64];
    (void)snprintf(id, sizeof id, "zone.%s", b->id);
    ui_zone(ui, id, (UiZone){.points = points, .count = count, .look = zone.look, .tint = zone.tint, .tint_part = zone.tint_part,
                             .label = shell_text(shell, &b->title), .value = zone.value, .act = zone.act, .disabled = zone.disabled});
}

void shell_plate(Shell *shell, Ui *ui, int block, ShellZone zone) {
    const SceneBlock *b = &shell->scene->blocks[block];
    char id[64];
    (void)snprintf(id, sizeof id, "plate.%s", b->id);
    // A plate is pressed like the zone it names, but only the zone is listed as the button.
    bool dim = zone.look == ZONE_DIMMED;
    ui_pin_open(ui, id, b->label.x, b->label.y, 0.5f, 0.5f,
                (UiStyle){.axis = AXIS_ROW, .w = {.mode = SIZE_FIT, .max = 46}, .pad_x = 2.2f, .pad_y = 1.0f, .gap = 1.2f, .cross = ALIGN_CENTER,
                          .fill = zone.look == ZONE_SELECTED ? COLOR_POSTER_INK : COLOR_POSTER_PAPER, .radius = RADIUS_SMALL_MM,
                          .border = dim ? COLOR_NONE : COLOR_POSTER_INK, .role = "label"});
    Paint ink = zone.look == ZONE_SELECTED ? COLOR_POSTER_PAPER : COLOR_POSTER_INK;
    if (zone.visited) ui_icon(ui, "check", 4, ink);
    ui_text(ui, NULL, shell_text(shell, &b->title), (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = ink, .align = ALIGN_CENTER});
    ui_close(ui);
}
