// The sheet of the block that is open: from the right beside its place on the poster, upright from
// below. It reads from what everyone reads together to what some want to know more of.
#include "screens/poster_screen.h"

#include "screens/simple.h"
#include <math.h>

#include <stdio.h>
#include <string.h>

#define SCROLL "block.scroll"
#define SWIPE_MM 18.0f

#define HEAD_BESIDE_MM 60.0f  // of the sheet's width, for what stands around its title
#define LEAST_MM 135.0f       // in which no word of a title is broken

float block_size_mm(Shell *shell, Ui *ui) {
    (void)shell;
    if (!ui_portrait(ui)) return fmaxf(BLOCK_PART * ui_width_mm(ui), LEAST_MM);
    Rect area = ui_rect_of(ui, "content");
    float tall = rect_empty(area) ? ui_height_mm(ui) - 22 : (float)area.h / ui_px(ui, 1);
    return BLOCK_PART_UPRIGHT * tall;
}

void block_show(PosterState *state, Shell *shell, int block) {
    if (block == shell->block) return;
    // Out of its place on the poster; closing, the poster comes back from where it is still seen.
    if (block < 0) {
        Rect sheet = ui_rect_of(shell->ui, "block"), all = ui_rect_of(shell->ui, POSTER_VIEW);
        bool upright = ui_portrait(shell->ui);
        if (upright)
            all.h = sheet.y - all.y;
        else
            all.w = sheet.x - all.x;
        ui_grow_from(shell->ui, all);
    } else {
        const char *zone = ui_format(shell->ui, "zone.%s", shell->scene->blocks[block].id);
        ui_grow_from(shell->ui, ui_rect_of(shell->ui, zone));
    }
    shell_open_block(shell, block);
    state->more = false;
    state->card = 0;
    state->starter = 0;
    state->starter_shift = 0;
    state->starter_from = 0;
    state->opened++;
    ui_scroll_reset(shell->ui, SCROLL);
}

// -- the head ---------------------------------------------------------------------------------------
static void head(Shell *shell, Ui *ui, const SceneBlock *block) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(18),
                      .h = MM(18),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_TEAL_TINT,
                      .radius = -1});
    ui_icon(ui, block->icon, 10.5f, COLOR_TEAL_SHADE);
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 0.6f, .cross = ALIGN_STRETCH});
    ui_text(ui, "block.storey", shell_text(shell, &block->storey),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_TEAL_SHADE});
    const char *title = shell_text(shell, &block->title);
    float wide = (ui_portrait(ui) ? ui_width_mm(ui) : block_size_mm(shell, ui)) - HEAD_BESIDE_MM;
    ui_text(ui, "block.title", title,
            (UiText){.size = shell_fit_size(ui, title, WEIGHT_BOLD, TYPE_TITLE, wide),
                     .weight = WEIGHT_BOLD,
                     .role = "heading"});
    ui_close(ui);
    ui_button(ui, "block.close", NULL,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "x",
                         .height_mm = 16,
                         .describe = _("Close"),
                         .act = {.code = BLOCK_CLOSE}});
    ui_close(ui);
}

static void section_title(Ui *ui, const char *id, const char *text) {
    ui_text(
        ui, id, text,
        (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .color = COLOR_INK, .role = "heading"});
}

// -- more about it ------------------------------------------------------------------------------------
static void more_text(PosterState *state, Shell *shell, Ui *ui, const SceneBlock *block) {
    const char *more = shell_text(shell, &block->more);
    if (!*more) return;
    ui_button(ui, "block.more", _("More about this"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "info",
                         .icon_after = state->more ? "chevron-up" : "chevron-down",
                         .height_mm = 14,
                         .act = {.code = BLOCK_MORE},
                         .value = state->more ? "open" : "closed"});
    if (!state->more) return;
    float in = ui_animate(ui, "block.more.in", 0, 1, MOTION_MS);
    ui_open(ui, "block.more.sheet",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .fill = COLOR_SKY_TINT,
                      .radius = RADIUS_MM,
                      .cross = ALIGN_STRETCH,
                      .shift_y = (in - 1) * ui_px(ui, 6)});
    ui_paragraphs(ui, "block.more.text", more, (UiText){.size = TYPE_BODY});
    ui_close(ui);
}

// -- conversation starters ------------------------------------------------------------------------------
static void starter_steps(PosterState *state, Ui *ui, int count) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_BETWEEN});
    ui_button(ui, "starter.previous", NULL,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "arrow-left",
                         .height_mm = 14,
                         .describe = _("Previous question"),
                         .act = {.code = BLOCK_STARTER, .a = -1},
                         .icon_color = COLOR_OCHRE_SHADE});
    ui_open(ui, "starter.place",
            (UiStyle){.axis = AXIS_ROW,
                      .gap = 2,
                      .cross = ALIGN_CENTER,
                      .role = "status",
                      .value = ui_format(ui, "%d/%d", state->starter + 1, count),
                      .label = _("Question")});
    for (int i = 0; i < count; i++) {
        ui_open(ui, NULL,
                (UiStyle){.w = MM(i == state->starter ? 7 : 3),
                          .h = MM(3),
                          .radius = -1,
                          .fill = i == state->starter ? COLOR_OCHRE_SHADE : COLOR_OCHRE});
        ui_close(ui);
    }
    ui_close(ui);
    ui_button(ui, "starter.next", NULL,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "arrow-right",
                         .height_mm = 14,
                         .describe = _("Next question"),
                         .act = {.code = BLOCK_STARTER, .a = 1},
                         .icon_color = COLOR_OCHRE_SHADE});
    ui_close(ui);
}

static void starters(PosterState *state, Shell *shell, Ui *ui, const SceneBlock *block) {
    if (block->starter_count == 0) return;
    if (state->starter >= block->starter_count) state->starter = 0;
    section_title(ui, "starter.title", _("Talk about it"));
    // Every card comes in from the side that was asked for.
    char key[48];
    (void)snprintf(key, sizeof key, "starter.in.%u.%d", state->opened, state->starter);
    float in = state->starter_from ? ui_animate(ui, key, 0, 1, MOTION_MS) : 1;
    float shift = state->starter_shift + (1 - in) * (float)state->starter_from * ui_px(ui, 24);
    ui_open(ui, "starters",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_2,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_OCHRE_TINT,
                      .radius = RADIUS_MM,
                      .clip = true});
    ui_open(ui, "starter.card",
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .h = FIT_MIN(26),
                      .pad = SPACE_1,
                      .gap = SPACE_2,
                      .cross = ALIGN_START,
                      .draggable = block->starter_count > 1,
                      .act = {.code = BLOCK_STARTER_CARD},
                      .pressed_fill = COLOR_OCHRE_TINT,
                      .shift_x = shift,
                      .role = "group",
                      .label = shell_text(shell, &block->starters[state->starter])});
    ui_icon(ui, "messages-square", ui_mark_mm(ui, 9), COLOR_OCHRE_SHADE);
    ui_text(ui, "starter.text", shell_text(shell, &block->starters[state->starter]),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD, .w = GROW});
    ui_close(ui);
    if (block->starter_count > 1) starter_steps(state, ui, block->starter_count);
    ui_close(ui);
}

// -- assignments and roles --------------------------------------------------------------------------------
static void assignment_row(Shell *shell, Ui *ui, const SceneAssignment *a) {
    ui_open(ui, ui_format(ui, "assignment.%s", a->id),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .pad_y = 1.5f,
                      .cross = ALIGN_START,
                      .role = "listitem",
                      .label = shell_text(shell, &a->title)});
    ui_icon(ui, "puzzle", ui_mark_mm(ui, 7), COLOR_BRICK);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 0.8f, .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, shell_text(shell, &a->title),
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_text(ui, NULL, simple_or(shell, &a->simple, &a->goal),
            (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 1.4f, .cross = ALIGN_CENTER});
    ui_icon(ui, "clock", ui_mark_mm(ui, 5), COLOR_INK_SOFT);
    ui_text(ui, NULL,
            ui_format(ui, _n("%d minute", "%d minutes", (unsigned long)a->minutes), a->minutes),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

static void assignments(Shell *shell, Ui *ui) {
    int found[SCENE_ASSIGNMENTS_MAX];
    int count = scene_block_assignments(shell->scene, shell->block, found, SCENE_ASSIGNMENTS_MAX);
    if (count == 0) return;
    section_title(ui, "assignments.title",
                  _n("Assignment for a group", "Assignments for a group", (unsigned long)count));
    ui_open(ui, "assignments",
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .cross = ALIGN_STRETCH, .gap = 1});
    for (int i = 0; i < count; i++) {
        if (i) ui_line(ui);
        assignment_row(shell, ui, &shell->scene->assignments[found[i]]);
    }
    ui_close(ui);
}

static void roles(Shell *shell, Ui *ui, const SceneBlock *block) {
    if (!block->roles) return;
    ui_open(ui, "block.roles", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_2});
    for (int i = 0; i < shell->scene->role_count; i++) {
        if (!(block->roles & (1u << i))) continue;
        const SceneRole *role = &shell->scene->roles[i];
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 1.4f, .cross = ALIGN_CENTER});
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_STACK,
                          .w = MM(ui_mark_mm(ui, 6.4f)),
                          .h = MM(ui_mark_mm(ui, 6.4f)),
                          .main = ALIGN_CENTER,
                          .cross = ALIGN_CENTER,
                          .fill = COLOR_POSTER_PAPER,
                          .radius = -1});
        ui_figure(ui, (UiFigure)role->shape, ui_mark_mm(ui, 4.4f), paint_rgb(role->rgb),
                  COLOR_NONE);
        ui_close(ui);
        ui_text(ui, NULL, shell_text(shell, &role->short_name),
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
        ui_close(ui);
    }
    ui_close(ui);
}

// -- the sheet ----------------------------------------------------------------------------------------
static void content(PosterState *state, Shell *shell, Ui *ui, const SceneBlock *block) {
    const char *simple = simple_text(shell, &block->simple);
    if (*simple) {  // a card, and a question to talk about: nothing else asks for attention
        simple_build(ui, "block.simple", simple, state->card, (UiAct){.code = BLOCK_CARD});
        ui_space(ui, MM(1));
        starters(state, shell, ui, block);
        return;
    }
    ui_text(ui, "block.lead", shell_text(shell, &block->lead),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD});
    ui_paragraphs(ui, "block.text", shell_text(shell, &block->text), (UiText){.size = TYPE_BODY});
    more_text(state, shell, ui, block);
    ui_space(ui, MM(1));
    starters(state, shell, ui, block);
    ui_space(ui, MM(1));
    assignments(shell, ui);
    ui_space(ui, MM(1));
    section_title(ui, "block.roles.title", _("Speaks to"));
    roles(shell, ui, block);
    ui_space(ui, MM(2));
}

static int neighbour(const Shell *shell, int step) {
    int count = shell->scene->block_count;
    return (shell->block + step + count) % count;
}

static void neighbours(Shell *shell, Ui *ui) {
    const SceneBlock *before = &shell->scene->blocks[neighbour(shell, -1)],
                     *after = &shell->scene->blocks[neighbour(shell, 1)];
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_1,
                      .pad_x = SPACE_2,
                      .pad_y = SPACE_1,
                      .cross = ALIGN_STRETCH});
    ui_button(ui, "block.previous", shell_text(shell, &before->title),
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = "arrow-left",
                         .height_mm = 16,
                         .w = GROW,
                         .size = TYPE_BODY,
                         .align = ALIGN_BETWEEN,
                         .act = {.code = BLOCK_STEP, .a = -1}});
    ui_button(ui, "block.next", shell_text(shell, &after->title),
              (UiButton){.kind = BUTTON_QUIET,
                         .icon_after = "arrow-right",
                         .height_mm = 16,
                         .w = GROW,
                         .size = TYPE_BODY,
                         .align = ALIGN_END,
                         .act = {.code = BLOCK_STEP, .a = 1}});
    ui_close(ui);
}

void block_build(PosterState *state, Shell *shell, Ui *ui) {
    const SceneBlock *block = &shell->scene->blocks[shell->block];
    bool upright = ui_portrait(ui);
    float size = block_size_mm(shell, ui);
    UiStyle place = {.axis = AXIS_COLUMN,
                     .w = GROW,
                     .h = GROW,
                     .main = upright ? ALIGN_END : ALIGN_START,
                     .cross = upright ? ALIGN_STRETCH : ALIGN_END};
    ui_open(ui, NULL, place);
    ui_open(ui, "block",
            (UiStyle){.axis = AXIS_STACK,
                      .w = upright ? GROW : MM(size),
                      .h = upright ? MM(size) : GROW,
                      .fill = COLOR_SHEET,
                      .shadow = true,
                      .role = "dialog",
                      .label = shell_text(shell, &block->title),
                      .clip = true});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad_x = SPACE_4,
                      .pad_y = SPACE_3,
                      .cross = ALIGN_STRETCH});
    head(shell, ui, block);
    ui_close(ui);
    ui_line(ui);
    ui_scroll_open(ui, SCROLL,
                   (UiStyle){.axis = AXIS_COLUMN,
                             .w = GROW,
                             .h = GROW,
                             .pad_x = SPACE_4,
                             .pad_y = SPACE_3,
                             .gap = SPACE_2,
                             .cross = ALIGN_STRETCH});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_2, .cross = ALIGN_STRETCH});
    content(state, shell, ui, block);
    ui_close(ui);
    ui_scroll_close(ui);
    ui_line(ui);
    neighbours(shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

static void step_starter(PosterState *state, const Shell *shell, int step) {
    int count = shell->scene->blocks[shell->block].starter_count;
    if (count < 2) return;
    state->starter = (state->starter + step + count) % count;
    state->starter_from = step;
}

static bool drag_starter(PosterState *state, Shell *shell, const UiEvent *event) {
    if (event->act.code != BLOCK_STARTER_CARD) return false;
    float moved = event->x - event->start_x;
    switch (event->kind) {
    case UI_DRAG_START:
    case UI_DRAG_MOVE: state->starter_shift = moved; return true;
    case UI_DRAG_END:
    case UI_DRAG_CANCEL:
        state->starter_shift = 0;
        if (event->kind == UI_DRAG_END &&
            (moved > ui_px(shell->ui, SWIPE_MM) || moved < -ui_px(shell->ui, SWIPE_MM)))
            step_starter(state, shell, moved < 0 ? 1 : -1);
        return true;
    case UI_NONE:
    case UI_TAP:
    case UI_DOUBLE_TAP:
    case UI_LONG_PRESS:
    case UI_EDIT:
    case UI_SUBMIT:
    case UI_FIELD_LEFT:
    case UI_BACK:
    case UI_KEY:
    case UI_VIEW_CHANGED: break;
    }
    return false;
}

bool block_handle(PosterState *state, Shell *shell, const UiEvent *event) {
    if (shell->block < 0) return false;
    if (drag_starter(state, shell, event)) return true;
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case BLOCK_CLOSE: block_show(state, shell, -1); return true;
    case BLOCK_STEP: block_show(state, shell, neighbour(shell, event->act.a)); return true;
    case BLOCK_CARD: {
        int next = state->card + event->act.a;
        const Text *simple = &shell->scene->blocks[shell->block].simple;
        if (next >= 0 && next < simple_count(simple_text(shell, simple))) state->card = next;
        return true;
    }
    case BLOCK_STARTER: step_starter(state, shell, event->act.a); return true;
    case BLOCK_STARTER_CARD: step_starter(state, shell, 1); return true;
    case BLOCK_MORE:
        state->more = !state->more;
        if (state->more) ui_scroll_to(shell->ui, SCROLL, "block.more.sheet");
        return true;
    default: return false;
    }
}
