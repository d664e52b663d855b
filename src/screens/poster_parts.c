// The poster as every screen shows it: the picture, the blocks' zones, and their labels on solid
// plates in the poster's own type, as large as they can be without touching one another.
#include "screens/plates.h"
#include "screens/shell.h"

#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(Point) == sizeof(ScenePoint), "zones are handed to the toolkit as they are");

#define PLATE_EM_PART \
    0.0168f  // wanted em, as a part of the poster's width: fills the houses' lintels
#define PLATE_EM_MIN_MM 3.2f
#define PLATE_TALLEST 0.092f  // of the poster's height: under half a storey
#define PLATE_PAD_X 2.2f
#define PLATE_PAD_Y 0.8f
#define BADGE_PART 0.78f  // of the em of the names
#define BADGE_GAP_MM 0.6f
#define MEASURE_EM 10.0f  // texts are measured at this em; widths go with it

enum { LABEL_BYTES = 160 };

// A cache of what follows from scene, language and display: may be thrown away at any moment.
static struct {
    const Scene *scene;
    Lang lang;
    int percent;
    float unit_mm, side_mm, head_mm, px;
    PlatePlan plan;
    char lines[SCENE_BLOCKS_MAX][LABEL_BYTES];  // titles with their breaks
} plates;

static const UiText plate_type = {
    .size = TYPE_DISPLAY, .weight = WEIGHT_SEMIBOLD, .align = ALIGN_CENTER};

// -- the plan -------------------------------------------------------------------------------------
static int split_words(const char *title, const char *starts[], int lengths[]) {
    int count = 0;
    for (const char *at = title; *at;) {
        while (*at == ' ') at++;
        if (!*at) break;
        const char *end = strchr(at, ' ');
        if (!end || count == PLATE_WORDS_MAX - 1) end = at + strlen(at);
        starts[count] = at;
        lengths[count++] = (int)(end - at);
        at = end;
    }
    return count;
}

static PlateLabel measure_label(Shell *shell, Ui *ui, const SceneBlock *block) {
    const char *starts[PLATE_WORDS_MAX];
    int lengths[PLATE_WORDS_MAX];
    PlateLabel label = {.x = block->label.x, .y = block->label.y};
    label.word_count = split_words(shell_text(shell, &block->title), starts, lengths);
    UiText type = plate_type;
    type.em_mm = MEASURE_EM;
    for (int i = 0; i < label.word_count; i++)
        label.words[i] =
            ui_text_mm(ui, ui_format(ui, "%.*s", lengths[i], starts[i]), type) / MEASURE_EM;
    return label;
}

static void write_lines(const char *title, const Plate *plate, char *out) {
    const char *starts[PLATE_WORDS_MAX];
    int lengths[PLATE_WORDS_MAX];
    int count = split_words(title, starts, lengths), line = 0;
    size_t used = 0;
    out[0] = '\0';
    for (int i = 0; i < count && used < LABEL_BYTES; i++) {
        bool fresh = line < plate->line_count - 1 && i == plate->breaks[line];
        if (fresh) line++;
        const char *between = i == 0 ? "" : fresh ? "\n" : " ";
        int wrote =
            snprintf(out + used, LABEL_BYTES - used, "%s%.*s", between, lengths[i], starts[i]);
        used += wrote > 0 ? (size_t)wrote : 0;
    }
}

static bool planned_for(const Shell *shell, Ui *ui) {
    return plates.scene == shell->scene && plates.lang == shell->lang &&
           plates.percent == ui_text_percent(ui) && plates.px == ui_px(ui, 1);
}

static void plan_plates(Shell *shell, Ui *ui, float unit_mm, float side_mm, float head_mm) {
    const Scene *scene = shell->scene;
    int percent = ui_text_percent(ui);
    bool same = planned_for(shell, ui) && plates.unit_mm == unit_mm && plates.side_mm == side_mm &&
                plates.head_mm == head_mm;
    if (same) return;
    plates.scene = scene;
    plates.lang = shell->lang;
    plates.percent = percent;
    plates.px = ui_px(ui, 1);
    plates.unit_mm = unit_mm;
    plates.side_mm = side_mm;
    plates.head_mm = head_mm;
    PlateLabel labels[SCENE_BLOCKS_MAX];
    for (int i = 0; i < scene->block_count; i++)
        labels[i] = measure_label(shell, ui, &scene->blocks[i]);
    float larger = (float)percent / 100;
    float em = fmaxf(PLATE_EM_PART * (float)scene->width * unit_mm, type_em_mm[TYPE_LEAD]) * larger;
    PlateRoom room = {.unit_mm = unit_mm,
                      .width = (float)scene->width,
                      .height = (float)scene->height,
                      .side_mm = side_mm,
                      .head_mm = head_mm,
                      .space = 0.26f,
                      .leading = type_leading[TYPE_DISPLAY],
                      .pad_x_mm = PLATE_PAD_X,
                      .pad_y_mm = PLATE_PAD_Y,
                      .gap_mm = 1.5f,
                      .mark = 1.1f,
                      .em_mm = em,
                      .em_min_mm = fminf(PLATE_EM_MIN_MM, em),
                      .tallest = PLATE_TALLEST * fminf(fmaxf(larger, 1), 1.35f)};
    plates_plan(labels, scene->block_count, &room, &plates.plan);
    for (int i = 0; i < scene->block_count; i++)
        write_lines(shell_text(shell, &scene->blocks[i].title), &plates.plan.plates[i],
                    plates.lines[i]);
}

// -- the poster -------------------------------------------------------------------------------------
// Where the view will lie: where it lay in the last build, or all but the bar at the first.
static void view_size(Ui *ui, const char *id, float *out_w, float *out_h) {
    Rect rect = ui_rect_of(ui, id);
    float mm = ui_px(ui, 1);
    *out_w = (float)rect.w / mm;
    *out_h = (float)rect.h / mm;
    if (!rect_empty(rect)) return;
    *out_w = ui_width_mm(ui);
    *out_h = ui_height_mm(ui) - 22;
    ui_touch(ui);
}

UiNode *shell_view_open(Shell *shell, Ui *ui, const char *id, UiView style) {
    style.width = (float)shell->scene->width;
    style.height = (float)shell->scene->height;
    style.picture = shell->scene->image_path;
    if (!style.label) style.label = shell_text(shell, &shell->scene->image_alt);
    float w, h;
    view_size(ui, id, &w, &h);
    for (int i = 0; i < 4; i++) style.margin[i] += ui_view_plate_mm(ui, w);
    w -= style.margin[0] + style.margin[2];
    h -= style.margin[1] + style.margin[3];
    // Panels that come and go leave a poster with a zone to look at as large as it was: the type stays
    // as it was too, unless the poster as a whole is shown small.
    float whole = fminf(w / style.width, h / style.height), unit = whole;
    if (style.focus[2] > 0) {
        float rests = style.least_mm > 0 ? ui_view_unit_mm(ui, id) : 0;
        unit = rests > 0 ? rests : whole * fmaxf(1, fminf(ui_view_scale(ui, id), 1.4f));
        bool as_it_was = planned_for(shell, ui) && fabsf(unit / plates.unit_mm - 1) < 0.002f;
        if (rests > 0 && as_it_was) unit = 0;
    }
    if (w > 20 && h > 20 && unit > 0)
        plan_plates(shell, ui, unit, (w - whole * style.width) / 2, (h - whole * style.height) / 2);
    return ui_view_open(ui, id, style);
}

void shell_zone(Shell *shell, Ui *ui, int block, ShellZone zone) {
    const SceneBlock *b = &shell->scene->blocks[block];
    Point points[SCENE_ZONE_POINTS_MAX];
    int count = b->zone_count < SCENE_ZONE_POINTS_MAX ? b->zone_count : SCENE_ZONE_POINTS_MAX;
    for (int i = 0; i < count; i++) points[i] = (Point){b->zone[i].x, b->zone[i].y};
    char id[64];
    (void)snprintf(id, sizeof id, "%s%szone.%s", zone.view ? zone.view : "", zone.view ? "." : "",
                   b->id);
    ui_zone(ui, id,
            (UiZone){.points = points,
                     .count = count,
                     .look = zone.look,
                     .tint = zone.tint,
                     .tint_part = zone.tint_part,
                     .label = shell_text(shell, &b->title),
                     .value = zone.value,
                     .act = zone.act,
                     .disabled = zone.disabled});
}

void shell_plate(Shell *shell, Ui *ui, int block, ShellZone zone) {
    const SceneBlock *b = &shell->scene->blocks[block];
    char id[64];
    (void)snprintf(id, sizeof id, "%s%splate.%s", zone.view ? zone.view : "", zone.view ? "." : "",
                   b->id);
    bool planned = plates.scene == shell->scene && plates.plan.em_mm > 0;
    UiText type = plate_type;
    type.em_mm = planned ? plates.plan.em_mm : type_em_mm[TYPE_BODY];
    type.color = zone.look == ZONE_SELECTED ? COLOR_POSTER_PAPER : COLOR_POSTER_INK;
    // A plate lets taps through to the zone that it names; only the zone is listed as the button.
    ui_pin_open(
        ui, id, b->label.x, b->label.y, 0.5f, 0.5f,
        (UiStyle){.axis = AXIS_ROW,
                  .pad_x = PLATE_PAD_X,
                  .pad_y = PLATE_PAD_Y,
                  .gap = type.em_mm * 0.25f,
                  .cross = ALIGN_CENTER,
                  .fill = zone.look == ZONE_SELECTED ? COLOR_POSTER_INK : COLOR_POSTER_PAPER,
                  .radius = RADIUS_SMALL_MM,
                  .border = zone.look == ZONE_DIMMED ? COLOR_LINE : COLOR_POSTER_INK,
                  .role = "label"});
    if (zone.visited) ui_icon(ui, "check", type.em_mm * 0.8f, type.color);
    ui_text(ui, NULL, planned ? plates.lines[block] : shell_text(shell, &b->title), type);
    ui_close(ui);
}

// It goes with the names: on a wall of 55 inch it is as well to be read as they are.
float shell_badge_type_mm(const Shell *shell) {
    return fmaxf(shell_plate_type_mm(shell) * BADGE_PART, PLATE_EM_MIN_MM);
}

int shell_badges_plan(const Shell *shell, const PlateBadge *badges, int forms, BadgePlace *out) {
    int count = shell->scene->block_count;
    PlateLabel labels[SCENE_BLOCKS_MAX];
    for (int i = 0; i < count; i++) {
        labels[i] = (PlateLabel){.x = shell->scene->blocks[i].label.x,
                                 .y = shell->scene->blocks[i].label.y};
        out[i] = badges[i].there ? BADGE_ABOVE : BADGE_NOWHERE;
    }
    if (plates.scene != shell->scene || plates.unit_mm <= 0) return 0;  // the first build
    float tall = shell_badge_type_mm(shell) * (type_leading[TYPE_SMALL] + 2 * BADGE_PAD_Y);
    return plates_badges(labels, &plates.plan, count, plates.unit_mm, badges, forms, tall,
                         BADGE_GAP_MM, out);
}

void shell_badge_open(Shell *shell, Ui *ui, const char *view, const char *name, int block,
                      const char *value, BadgePlace place, float *out_em_mm) {
    const SceneBlock *b = &shell->scene->blocks[block];
    *out_em_mm = shell_badge_type_mm(shell);
    float mm = shell_plate_mm(shell, block) / 2 + BADGE_GAP_MM;
    float away = plates.unit_mm > 0 ? mm / plates.unit_mm : 0;
    bool below = place == BADGE_BELOW;
    ui_pin_open(ui, ui_format(ui, "%s%s%s.%s", view ? view : "", view ? "." : "", name, b->id),
                b->label.x, b->label.y + (below ? away : -away), 0.5f, below ? 0 : 1,
                (UiStyle){.axis = AXIS_ROW,
                          .pad_x = *out_em_mm * BADGE_PAD_X,
                          .pad_y = *out_em_mm * BADGE_PAD_Y,
                          .gap = *out_em_mm * BADGE_GAP,
                          .cross = ALIGN_CENTER,
                          .fill = COLOR_POSTER_PAPER,
                          .radius = RADIUS_SMALL_MM,
                          .border = COLOR_POSTER_INK,
                          .role = "label",
                          .label = shell_text(shell, &b->title),
                          .value = value});
}

float shell_plate_mm(const Shell *shell, int block) {
    bool planned = plates.scene == shell->scene && plates.plan.em_mm > 0;
    return planned ? plates.plan.plates[block].height_mm : 14;
}

void shell_place(const Shell *shell, int block, float out[4]) {
    const SceneBlock *b = &shell->scene->blocks[block];
    bool planned = plates.scene == shell->scene && plates.unit_mm > 0;
    const Plate *plate = &plates.plan.plates[block];
    float w = planned ? plate->width_mm / plates.unit_mm / 2 : 0;
    float h = planned ? plate->height_mm / plates.unit_mm / 2 : 0;
    float x0 = b->label.x - w, x1 = b->label.x + w, y0 = b->label.y - h, y1 = b->label.y + h;
    for (int i = 0; i < b->zone_count; i++) {
        x0 = fminf(x0, b->zone[i].x), x1 = fmaxf(x1, b->zone[i].x);
        y0 = fminf(y0, b->zone[i].y), y1 = fmaxf(y1, b->zone[i].y);
    }
    out[0] = x0, out[1] = y0, out[2] = x1 - x0, out[3] = y1 - y0;
}

float shell_plate_type_mm(const Shell *shell) {
    bool planned = plates.scene == shell->scene && plates.plan.em_mm > 0;
    return planned ? plates.plan.em_mm : type_em_mm[TYPE_BODY];
}
