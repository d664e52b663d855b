// The head, the middle and the papers that the steps of an assignment share.
#include "screens/step_parts.h"

#include "screens/simple.h"

#define TINT_PART 0.16f

const char *step_question(const Shell *shell) {
    const SceneStep *step = shell_step(shell);
    if (!step) return "";
    const char *simple = simple_text(shell, &step->simple);
    return *simple ? simple_card(shell->ui, simple, simple_count(simple) - 1)
                   : shell_text(shell, &step->question);
}

void step_head(Shell *shell, Ui *ui, const char *id) {
    const SceneAssignment *assignment = shell_assignment(shell);
    const char *over = assignment ? shell_text(shell, &assignment->title) : NULL;
    shell_question(ui, id, over, step_question(shell));
}

void step_large_words(Ui *ui, const char *id, const char *text, float beside_mm) {
    float wide = ui_width_mm(ui) - 2 * beside_mm;
    UiText style = {
        .size = TYPE_DISPLAY, .weight = WEIGHT_BOLD, .align = ALIGN_CENTER, .role = "heading"};
    style.w =
        FIT_MAX(shell_even_mm(ui, text, style, wide < STEP_QUESTION_MM ? wide : STEP_QUESTION_MM));
    ui_text(ui, id, text, style);
}

void step_large_question(Shell *shell, Ui *ui, const char *id) {
    step_large_words(ui, id, step_question(shell), SPACE_8);
}

void step_middle_open(Ui *ui, const char *scroll_id) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(
        ui, scroll_id,
        (UiStyle){
            .w = GROW, .pad_x = SPACE_8, .pad_y = SPACE_6, .gap = SPACE_6, .cross = ALIGN_CENTER});
}

void step_middle_close(Ui *ui) {
    ui_scroll_close(ui);
    ui_close(ui);
}

Paint step_role_tint(const Shell *shell, int role) {
    uint32_t sheet = theme_rgb(shell->prefs.theme, COLOR_SHEET);
    if (role < 0) return COLOR_SHEET;
    return paint_rgb(color_mix(sheet, shell_role_rgb(shell, role), TINT_PART));
}

void step_role_chip(Shell *shell, Ui *ui, const char *id, int role, bool selected, UiAct act) {
    const char *name = shell_role_name(shell, role);
    act.b = role;
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .gap = 1.8f,
                      .pad_x = 3.4f,
                      .pad_y = 1,
                      .h = FIT_MIN(13),
                      .cross = ALIGN_CENTER,
                      .fill = selected ? step_role_tint(shell, role) : COLOR_NONE,
                      .border = selected ? COLOR_INK : COLOR_EDGE,
                      .border_mm = selected ? EDGE_MM : HAIRLINE_MM,
                      .radius = -1,
                      .act = act,
                      .selected = selected,
                      .label = name,
                      .role = "button"});
    shell_role_mark(shell, ui, role, ui_mark_mm(ui, 5.5f));
    ui_text(ui, NULL, name,
            (UiText){.size = TYPE_BODY, .weight = selected ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR});
    ui_close(ui);
}

const char *step_note_words(const Note *note) {
    return note->ink_count > 0 && note->text[0] == '\0' ? _("Drawing") : note->text;
}

void step_note_inside(Ui *ui, const Note *note, TypeSize size) {
    if (note->ink_count == 0) {
        ui_text(ui, NULL, note->text, (UiText){.size = size, .w = GROW});
        return;
    }
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    ui_ink(ui, NULL,
           (UiInk){.numbers = note->ink, .count = note->ink_count, .label = _("Drawing")});
    if (note->text[0]) ui_text(ui, NULL, note->text, (UiText){.size = size, .w = GROW});
    ui_close(ui);
}
