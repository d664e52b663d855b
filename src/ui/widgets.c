// Buttons, cards, chips, steppers, toggles and sheets, composed of boxes and leaves.
#include "ui/core.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    Paint fill, ink, border;
} ButtonLook;

static ButtonLook button_look(const UiButton *b) {
    if (b->disabled)
        return (ButtonLook){b->kind == BUTTON_QUIET ? COLOR_NONE : COLOR_SUNKEN, COLOR_INK_SOFT,
                            COLOR_NONE};
    switch (b->kind) {
    case BUTTON_PRIMARY: return (ButtonLook){COLOR_ACCENT, COLOR_ON_ACCENT, COLOR_NONE};
    case BUTTON_ALERT: return (ButtonLook){COLOR_ALERT, COLOR_ON_ALERT, COLOR_NONE};
    case BUTTON_SOFT:
        if (b->selected) return (ButtonLook){COLOR_ACCENT, COLOR_ON_ACCENT, COLOR_NONE};
        return (ButtonLook){COLOR_SHEET, COLOR_INK, COLOR_EDGE};
    case BUTTON_QUIET: break;
    }
    return (ButtonLook){b->selected ? COLOR_ACCENT_TINT : COLOR_NONE, COLOR_INK, COLOR_NONE};
}

UiNode *ui_button(Ui *ui, const char *id, const char *label, UiButton b) {
    ButtonLook look = button_look(&b);
    TypeSize size = b.size ? b.size : TYPE_BODY;
    float height = b.height_mm > 0 ? b.height_mm : b.kind == BUTTON_PRIMARY ? TOUCH_MM : 14.0f;
    bool bare = !label || !*label;
    UiStyle style = {.axis = b.column ? AXIS_COLUMN : AXIS_ROW,
                     .w = b.w,
                     .h = {.mode = SIZE_FIT, .min = height},
                     .pad_x = bare                     ? 0
                              : b.kind == BUTTON_QUIET ? 3.0f
                                                       : 5.0f,
                     .pad_y = b.column ? 1.2f : 1.5f,
                     .gap = b.column ? 0.6f : 2.2f,
                     .main = b.align == ALIGN_START && !b.column ? ALIGN_CENTER : b.align,
                     .cross = ALIGN_CENTER,
                     .fill = look.fill,
                     .border = look.border,
                     .radius = bare ? -1 : RADIUS_MM,
                     .role = "button",
                     .label = label && *label ? label : b.describe,
                     .value = b.value,
                     .selected = b.selected,
                     .disabled = b.disabled,
                     .act = b.act,
                     .on_press = b.on_press,
                     .repeat = b.repeat,
                     .ends = b.ends};
    if (b.align == ALIGN_START && b.w.mode == SIZE_GROW && b.icon_after) style.main = ALIGN_BETWEEN;
    if (b.align == ALIGN_BETWEEN)
        style.main = ALIGN_START;  // BETWEEN asks for content at the start
    style.w.min = style.w.min > height    ? style.w.min
                  : height > TOUCH_MIN_MM ? height
                                          : TOUCH_MIN_MM;
    UiNode *node = ui_open(ui, id, style);
    float icon_mm = type_em_mm[size] * 1.35f *
                    (float)(ui->text_percent > 140 ? 140 : ui->text_percent) / 100.0f;
    if (bare && height >= TOUCH_MIN_MM) icon_mm = 7.0f;
    Paint icon_color =
        b.icon_color && !b.disabled && look.ink == COLOR_INK ? b.icon_color : look.ink;
    if (b.icon) ui_icon(ui, b.icon, icon_mm, icon_color);
    if (!bare) {
        UiNode *text = ui_text(
            ui, NULL, label,
            (UiText){.size = size,
                     .weight = WEIGHT_SEMIBOLD,
                     .color = look.ink,
                     .align = b.align == ALIGN_START || b.column ? ALIGN_CENTER : ALIGN_START});
        if (b.align == ALIGN_BETWEEN) text->style.w = GROW;
        text->is_part = true;
    }
    if (b.icon_after) ui_icon(ui, b.icon_after, icon_mm, look.ink);
    ui_close(ui);
    return node;
}

UiNode *ui_card_open(Ui *ui, const char *id, const char *label, UiAct act, bool selected,
                     UiStyle style) {
    if (!style.fill) style.fill = selected ? COLOR_ACCENT_TINT : COLOR_SHEET;
    if (style.radius == 0) style.radius = RADIUS_MM;
    style.shadow = true;
    style.lift = true;
    style.act = act;
    style.selected = selected;
    style.label = label;
    style.role = "button";
    if (selected) {
        style.border = COLOR_ACCENT;
        style.border_mm = EDGE_MM;
    }
    return ui_open(ui, id, style);
}

void ui_stepper(Ui *ui, const char *id, const char *label, int value, int min, int max, UiAct act) {
    char less[96], more[96], number[16], shown[96];
    (void)snprintf(less, sizeof less, "%s.less", id);
    (void)snprintf(more, sizeof more, "%s.more", id);
    (void)snprintf(shown, sizeof shown, "%s.value", id);
    (void)snprintf(number, sizeof number, "%d", value);
    UiAct down = act, up = act;
    down.b = -1;
    up.b = 1;
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .gap = 1,
                      .cross = ALIGN_CENTER,
                      .role = "spinbutton",
                      .label = label,
                      .value = number});
    const char *fewer = ui_format(ui, "%s −", label), *greater = ui_format(ui, "%s +", label);
    ui_button(ui, less, NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "minus",
                         .describe = fewer,
                         .act = down,
                         .disabled = value <= min});
    UiNode *text = ui_text(ui, shown, number,
                           (UiText){.size = TYPE_LEAD,
                                    .weight = WEIGHT_BOLD,
                                    .align = ALIGN_CENTER,
                                    .no_wrap = true,
                                    .w = {.mode = SIZE_FIT, .min = 12}});
    text->is_part = true;
    ui_button(ui, more, NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "plus",
                         .describe = greater,
                         .act = up,
                         .disabled = value >= max});
    ui_close(ui);
}

void ui_chip(Ui *ui, const char *id, const char *label, const char *icon, bool selected,
             UiAct act) {
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .gap = 1.6f,
                      .pad_x = 4,
                      .pad_y = 1,
                      .h = {.mode = SIZE_FIT, .min = 13},
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_CENTER,
                      .fill = selected ? COLOR_ACCENT : COLOR_SHEET,
                      .border = selected ? COLOR_ACCENT : COLOR_EDGE,
                      .radius = -1,
                      .act = act,
                      .selected = selected,
                      .label = label,
                      .role = "button"});
    Paint ink = selected ? COLOR_ON_ACCENT : COLOR_INK;
    if (icon) ui_icon(ui, icon, ui_mark_mm(ui, 5.5f), ink);
    ui_text(ui, NULL, label, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = ink})
        ->is_part = true;
    ui_close(ui);
}

void ui_toggle(Ui *ui, const char *id, const char *label, bool on, UiAct act) {
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .pad_x = 2,
                      .pad_y = 1,
                      .h = {.mode = SIZE_FIT, .min = 14},
                      .cross = ALIGN_CENTER,
                      .radius = RADIUS_MM,
                      .act = act,
                      .selected = on,
                      .label = label,
                      .role = "switch",
                      .value = on ? "on" : "off"});
    ui_text(ui, NULL, label, (UiText){.size = TYPE_BODY, .w = GROW})->is_part = true;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = MM(15),
                      .h = MM(8.5f),
                      .pad = 1,
                      .fill = on ? COLOR_ACCENT : COLOR_SUNKEN,
                      .border = on ? COLOR_ACCENT : COLOR_EDGE,
                      .radius = -1,
                      .cross = ALIGN_CENTER});
    if (on) ui_space(ui, GROW);
    ui_figure(ui, FIGURE_CIRCLE, 6.5f, on ? COLOR_ON_ACCENT : COLOR_EDGE, COLOR_NONE);
    ui_close(ui);
    ui_close(ui);
}

UiNode *ui_sheet_open(Ui *ui, const char *id, float width_mm, UiAct dismiss) {
    char scrim[96];
    (void)snprintf(scrim, sizeof scrim, "%s.scrim", id);
    // The scrim of the build before tells what room there is: all of the display, or what a bar or
    // the on-screen keyboard leaves.
    Rect area = ui_rect_of(ui, scrim);
    if (rect_empty(area)) {
        area = ui->area;
        ui_touch(ui);
    }
    float room = (float)area.w / ui->px_per_mm - 2 * SPACE_3,
          tall = (float)area.h / ui->px_per_mm - 2 * SPACE_3;
    if (width_mm > room) width_mm = room;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW, .modal = true});
    UiNode *cover = ui_open(ui, scrim,
                            (UiStyle){.w = GROW,
                                      .h = GROW,
                                      .fill = COLOR_SCRIM,
                                      .act = dismiss,
                                      .role = "scrim",
                                      .pressed_fill = COLOR_SCRIM});
    cover->focus_skip = true;
    ui_close(ui);
    // The sheet has a node of its own size in the middle of the stack.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    char scroll[96];
    (void)snprintf(scroll, sizeof scroll, "%s.scroll", id);
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(width_mm),
                      .h = {.mode = SIZE_FIT, .max = tall},
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .clip = true,
                      .role = "dialog"});
    return ui_scroll_open(ui, scroll,
                          (UiStyle){.axis = AXIS_COLUMN,
                                    .w = GROW,
                                    .h = FIT,
                                    .pad = SPACE_4,
                                    .gap = SPACE_2,
                                    .cross = ALIGN_STRETCH});
}

void ui_sheet_foot(Ui *ui) {
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad_x = SPACE_4,
                      .pad_y = SPACE_3,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH});
}

void ui_sheet_close(Ui *ui) {
    for (int i = 0; i < 4; i++) ui_close(ui);
}
