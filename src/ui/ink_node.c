// A drawing as a node: as tall as its width asks for, each stroke a draw command of its own, so that a
// stroke that grows damages its own place only.
#include "ui/core.h"

#include "base/ink.h"

#include <math.h>

typedef struct {
    UiInk ink;
} InkData;

void ui_ink_measure(Ui *ui, UiNode *node, float width, float *out_height) {
    (void)ui;
    const InkData *data = node->data;
    *out_height = data->ink.fills ? 0 : width * (float)INK_TALL / (float)INK_WIDE;
}

static float unit_of(const UiNode *n) {
    float wide = (float)n->rect.w / (float)INK_WIDE, tall = (float)n->rect.h / (float)INK_TALL;
    return wide < tall ? wide : tall;
}

static void place_of(const UiNode *n, float *x, float *y, float *unit) {
    *unit = unit_of(n);
    *x = (float)n->rect.x + ((float)n->rect.w - *unit * (float)INK_WIDE) / 2;
    *y = (float)n->rect.y + ((float)n->rect.h - *unit * (float)INK_TALL) / 2;
}

static void draw_stroke(Ui *ui, const UiNode *n, const InkStroke *stroke) {
    const InkData *data = n->data;
    float x, y, unit;
    place_of(n, &x, &y, &unit);
    int32_t left = INK_WIDE, top = INK_TALL, right = 0, bottom = 0;
    for (int i = 0; i < stroke->count; i++) {
        int32_t px = stroke->points[2 * i], py = stroke->points[2 * i + 1];
        left = px < left ? px : left, right = px > right ? px : right;
        top = py < top ? py : top, bottom = py > bottom ? py : bottom;
    }
    float wide = fmaxf(ink_pen_wide(stroke->thickness) * unit, 1.2f);
    int x0 = (int)floorf(x + (float)left * unit - wide),
        y0 = (int)floorf(y + (float)top * unit - wide);
    Rect bounds = {x0, y0, (int)ceilf(x + (float)right * unit + wide) - x0,
                   (int)ceilf(y + (float)bottom * unit + wide) - y0};
    DrawCommand *c = draw_add(&ui->list, DRAW_INK, bounds, n->visible);
    if (!c) return;
    c->rgb = theme_rgb(ui->theme, data->ink.paint ? data->ink.paint : COLOR_INK);
    c->edge = wide;
    c->span_x = x, c->span_y = y, c->span_w = unit;
    c->ink = stroke->points;
    c->ink_count = stroke->count;
}

void ui_ink_draw(Ui *ui, UiNode *n) {
    const InkData *data = n->data;
    int at = 0;
    InkStroke stroke;
    while (ink_next(data->ink.numbers, data->ink.count, &at, &stroke)) draw_stroke(ui, n, &stroke);
    for (int i = 0; data->ink.sheet && i < INK_PENS_MAX; i++) {
        const InkPen *pen = &data->ink.sheet->pens[i];
        if (!pen->down) continue;
        int32_t *points = arena_array(ui_arena(ui), int32_t, 2 * pen->count);
        for (int k = 0; k < 2 * pen->count; k++) points[k] = pen->points[k];
        draw_stroke(ui, n, &(InkStroke){pen->thickness, pen->count, points});
    }
}

// Commands borrow the numbers until the next frame, so they are copied like texts.
UiNode *ui_ink(Ui *ui, const char *id, UiInk ink) {
    InkData *data = arena_alloc(ui_arena(ui), sizeof *data);
    if (ink.sheet) {
        ink.numbers = ink.sheet->numbers;
        ink.count = ink.sheet->count;
    }
    int32_t *numbers = arena_array(ui_arena(ui), int32_t, ink.count + 1);
    for (int i = 0; i < ink.count; i++) numbers[i] = ink.numbers[i];
    data->ink = ink;
    data->ink.numbers = numbers;
    UiNode *node =
        ui_open(ui, id,
                (UiStyle){.w = GROW,
                          .h = ink.fills ? GROW : FIT,
                          .role = "image",
                          .label = ink.label,
                          .value = ui_format(ui, "%d", ink_stroke_count(numbers, ink.count)),
                          .act = ink.act,
                          .draggable = ink.act.code != 0,
                          .pressed_fill = ink.ground,
                          .fill = ink.ground,
                          .radius = RADIUS_SMALL_MM});
    node->kind = NODE_INK;
    node->data = data;
    ui_close(ui);
    return node;
}

bool ui_ink_place(const Ui *ui, const char *id, float x, float y, int *out_x, int *out_y) {
    const UiNode *n = ui_node_find(ui, ui_key(id));
    if (!n || n->kind != NODE_INK || n->rect.w <= 0 || n->rect.h <= 0) return false;
    float left, top, unit;
    place_of(n, &left, &top, &unit);
    *out_x = (int)lroundf((x - left) / unit);
    *out_y = (int)lroundf((y - top) / unit);
    return true;
}
