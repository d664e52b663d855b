// Making agreements: cards that read as a sentence, and beside them the notes of this meeting, each
// a tap away from being one.
#include "screens/agree.h"

#include "screens/agreement_editor.h"
#include "screens/step_parts.h"

enum { AGREE_NEW = ACT_SCREEN, AGREE_OPEN, AGREE_NOTE };
enum { SUGGESTIONS_MAX = 60 };

typedef struct {
    AgreementEditor editor;
    int made;  // the agreement made here last, brought into view
} State;

static bool is_ours(const Agreement *agreement) {
    return agreement->present && !agreement->removed && *agreement->previous == '\0';
}

static int count_ours(const Session *session) {
    int count = 0;
    for (int i = 0; i < session->agreement_count; i++) count += is_ours(&session->agreements[i]);
    return count;
}

static void build_card(const State *state, Shell *shell, Ui *ui, const Agreement *agreement) {
    const char *id = ui_format(ui, "agreement.%d", agreement->id);
    UiStyle style = {
        .axis = AXIS_ROW, .w = GROW, .pad = SPACE_3, .gap = SPACE_2, .cross = ALIGN_CENTER};
    if (agreement->id == state->made) {
        float rest = 1 - ui_animate(ui, id, 0, 1, MOTION_SLOW_MS);
        style.shift_y = rest * ui_px(ui, 20);
    }
    ui_card_open(ui, id, agreement->what, (UiAct){.code = AGREE_OPEN, .a = agreement->id}, false,
                 style);
    agreement_sentence(shell, ui, id, agreement,
                       ui_text_percent(ui) > 125 ? TYPE_LEAD : TYPE_TITLE);
    ui_icon(ui, "pencil", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    ui_close(ui);
}

static void build_cards(const State *state, Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW_BY(1.7f),
                      .h = GROW_BY(1.4f),
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH});
    if (count_ours(session) == 0) {
        shell_invite(ui, "agreements.none", "handshake",
                     _("No agreements yet. What will you do, who does it, and when?"));
    } else {
        ui_scroll_open(
            ui, "agreements",
            (UiStyle){.w = GROW, .h = GROW, .pad = 1, .gap = SPACE_2, .cross = ALIGN_STRETCH});
        for (int i = 0; i < session->agreement_count; i++) {
            if (is_ours(&session->agreements[i]))
                build_card(state, shell, ui, &session->agreements[i]);
        }
        ui_scroll_close(ui);
    }
    ui_button(ui, "agreement.new", _("New agreement"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "plus",
                         .w = GROW,
                         .height_mm = TOUCH_MM,
                         .size = TYPE_LEAD,
                         .act = {.code = AGREE_NEW}});
    ui_close(ui);
}

// One that is an agreement already has a tick, and a tap opens what came of it.
static void build_suggestion(Shell *shell, Ui *ui, const Note *note) {
    const Agreement *made = agreement_of_note(shell, note->id);
    ui_open(
        ui, ui_format(ui, "note.suggest.%d", note->id),
        (UiStyle){.axis = AXIS_ROW,
                  .w = GROW,
                  .h = FIT_MIN(15),
                  .pad_x = 3,
                  .pad_y = 2,
                  .gap = 2,
                  .cross = ALIGN_CENTER,
                  .fill = step_role_tint(shell, note->role),
                  .radius = RADIUS_SMALL_MM,
                  .shadow = !made,
                  .act = {.code = made ? AGREE_OPEN : AGREE_NOTE, .a = made ? made->id : note->id},
                  .label = step_note_words(note),
                  .value = made ? _("Is an agreement") : NULL,
                  .role = "button"});
    if (note->mark == MARK_STOOD_OUT) ui_icon(ui, "star", ui_mark_mm(ui, 5.5f), COLOR_INK);
    if (note->role >= 0) shell_role_mark(shell, ui, note->role, ui_mark_mm(ui, 4.6f));
    step_note_inside(ui, note, TYPE_BODY);
    ui_icon(ui, made ? "circle-check" : "handshake", ui_mark_mm(ui, 6),
            made ? COLOR_TEAL_SHADE : COLOR_INK_SOFT);
    ui_close(ui);
}

static void build_suggestions(Shell *shell, Ui *ui) {
    int notes[SUGGESTIONS_MAX];
    int count = agree_suggestions(shell->session, notes, SUGGESTIONS_MAX);
    if (count == 0) return;
    ui_open(ui, "suggestions",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad = SPACE_2,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SUNKEN,
                      .radius = RADIUS_MM,
                      .label = _("Your notes")});
    ui_text(ui, NULL, _("Your notes"),
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .role = "heading"});
    ui_text(ui, NULL, _("Tap a note to make it an agreement."),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_scroll_open(
        ui, "suggestions.list",
        (UiStyle){.w = GROW, .h = GROW, .gap = 2.6f, .pad = 0.6f, .cross = ALIGN_STRETCH});
    for (int i = 0; i < count; i++) {
        const Note *note = session_note(shell->session, notes[i]);
        if (note) build_suggestion(shell, ui, note);
    }
    ui_scroll_close(ui);
    ui_close(ui);
}

static void build(void *s, Shell *shell, Ui *ui) {
    const State *state = s;
    bool tall = ui_portrait(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad_x = PAGE_X_MM,
                      .pad_y = PAGE_Y_MM,
                      .gap = SPACE_3,
                      .cross = ALIGN_STRETCH});
    step_head(shell, ui, "agreement.heading");
    ui_open(ui, NULL,
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .h = GROW,
                      .gap = SPACE_4,
                      .cross = ALIGN_STRETCH});
    build_cards(state, shell, ui);
    build_suggestions(shell, ui);
    ui_close(ui);
    ui_close(ui);
    agreement_editor_build(&state->editor, shell, ui);
}

static void show_new(State *state, Shell *shell, int before) {
    if (shell->session->agreement_count == before) return;
    state->made = shell->session->agreement_count;
    ui_scroll_to(shell->ui, "agreements", ui_format(shell->ui, "agreement.%d", state->made));
}

static bool handle(void *s, Shell *shell, const UiEvent *event) {
    State *state = s;
    int before = shell->session->agreement_count;
    if (agreement_editor_handle(&state->editor, shell, event)) {
        show_new(state, shell, before);
        return true;
    }
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case AGREE_NEW: agreement_editor_new(&state->editor, shell); return true;
    case AGREE_OPEN: agreement_editor_edit(&state->editor, shell, event->act.a); return true;
    case AGREE_NOTE:
        (void)agreement_from_note(shell, event->act.a);
        show_new(state, shell, before);
        return true;
    default: return false;
    }
}

static bool back(void *s, Shell *shell) {
    State *state = s;
    return agreement_editor_back(&state->editor, shell);
}

static const char *name(const void *state, const Shell *shell) {
    (void)state;
    (void)shell;
    return "agreement";
}

const ScreenClass screen_agree = {.id = SCREEN_AGREE,
                                  .state_bytes = sizeof(State),
                                  .build = build,
                                  .handle = handle,
                                  .back = back,
                                  .name = name};
