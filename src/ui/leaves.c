// Leaves and plain boxes: text, icons, figures, rings, meters, space and lines.
#include "ui/core.h"

#include <string.h>

UiNode *ui_text(Ui *ui, const char *id, const char *text, UiText style) {
    UiNode *node = ui_node_new(ui, NODE_TEXT, id);
    node->text = arena_strdup(ui_arena(ui), text ? text : "");
    node->text_style = style;
    node->style.w = style.w;
    node->style.role = style.role;
    return node;
}

void ui_paragraphs(Ui *ui, const char *id, const char *text, UiText style) {
    float half_line =
        type_em_mm[style.size] * type_leading[style.size] * 0.5f * (float)ui->text_percent / 100.0f;
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN, .gap = half_line, .cross = ALIGN_STRETCH, .w = style.w});
    const char *at = text;
    for (int i = 0; *at; i++) {
        const char *end = strstr(at, "\n\n");
        size_t n = end ? (size_t)(end - at) : strlen(at);
        char *piece = arena_strndup(ui_arena(ui), at, n);
        ui_text(ui, id ? ui_format(ui, "%s.%d", id, i) : NULL, piece, style);
        at += n;
        while (*at == '\n') at++;
    }
    ui_close(ui);
}

UiNode *ui_icon(Ui *ui, const char *name, float mm, Paint color) {
    UiNode *node = ui_node_new(ui, NODE_ICON, NULL);
    node->icon = arena_strdup(ui_arena(ui), name);
    node->mm = mm;
    node->paint = color ? color : COLOR_INK;
    return node;
}

UiNode *ui_figure(Ui *ui, UiFigure figure, float mm, Paint color, Paint edge) {
    UiNode *node = ui_node_new(ui, NODE_FIGURE, NULL);
    node->figure = figure;
    node->mm = mm;
    node->paint = color;
    node->paint_2 = edge;
    return node;
}

UiNode *ui_ring(Ui *ui, float mm, float thickness_mm, float part, Paint color, Paint track) {
    UiNode *node = ui_node_new(ui, NODE_RING, NULL);
    node->mm = mm;
    node->thickness_mm = thickness_mm;
    node->part_filled = part;
    node->paint = color;
    node->paint_2 = track;
    return node;
}

UiNode *ui_meter(Ui *ui, UiSize w, float h_mm, float part, Paint color, Paint track) {
    UiNode *node = ui_node_new(ui, NODE_METER, NULL);
    node->style.w = w;
    node->style.h = MM(h_mm);
    node->part_filled = part < 0 ? 0 : part > 1 ? 1 : part;
    node->paint = color;
    node->paint_2 = track;
    return node;
}

void ui_space(Ui *ui, UiSize size) {
    bool row = ui->stack[ui->depth - 1]->style.axis == AXIS_ROW;
    UiNode *node = ui_node_new(ui, NODE_BOX, NULL);
    if (row)
        node->style.w = size;
    else
        node->style.h = size;
}

void ui_line(Ui *ui) {
    bool row = ui->stack[ui->depth - 1]->style.axis == AXIS_ROW;
    UiNode *node = ui_node_new(ui, NODE_BOX, NULL);
    node->style.fill = COLOR_LINE;
    node->style.w = row ? MM(HAIRLINE_MM) : GROW;
    node->style.h = row ? GROW : MM(HAIRLINE_MM);
}
