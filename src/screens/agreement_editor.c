// Writing an agreement: what, who, when. Nothing is recorded before "Agree" is pressed.
#include "screens/agreement_editor.h"

#include "base/str.h"
#include "screens/date_pick.h"
#include "screens/step_parts.h"

#include <string.h>

#define SHEET_MM 420.0f
#define WHAT "agreement.what"
#define WHO "agreement.who"

enum { WHAT_CHARS_MAX = 280, WHO_CHARS_MAX = 60 };

// Its own codes, above those of any screen.
enum {
    EDIT_ROLE = 5000,
    EDIT_WHAT,
    EDIT_WHO,
    EDIT_DATE,
    EDIT_MONTH,
    EDIT_PUT,
    EDIT_CLOSE,
    EDIT_REMOVE
};

static void open_on(AgreementEditor *editor, Shell *shell, const char *what, const char *who,
                    const char *date) {
    ClockDate page = clock_local(shell->utc_ms), parsed;
    if (*date && clock_parse_date(date, &parsed)) page = parsed;
    editor->open = true;
    editor->year = page.year;
    editor->month = page.month;
    (void)str_copy(editor->date, sizeof editor->date, date);
    ui_field_set(shell->ui, WHAT, what);
    ui_field_set(shell->ui, WHO, who);
    ui_scroll_reset(shell->ui, "agreement.sheet.scroll");
}

void agreement_editor_new(AgreementEditor *editor, Shell *shell) {
    *editor = (AgreementEditor){.role = -1};
    open_on(editor, shell, "", "", "");
    ui_field_focus(shell->ui, WHAT);
}

void agreement_editor_edit(AgreementEditor *editor, Shell *shell, int id) {
    const Agreement *agreement = session_agreement(shell->session, id);
    if (!agreement || agreement->removed) return;
    *editor = (AgreementEditor){.agreement = id, .role = agreement->role};
    open_on(editor, shell, agreement->what, agreement->who, agreement->date);
}

static void close_it(AgreementEditor *editor, Shell *shell) {
    ui_field_focus(shell->ui, NULL);
    ui_field_forget(shell->ui, WHAT);
    ui_field_forget(shell->ui, WHO);
    *editor = (AgreementEditor){0};
}

// -- what it looks like -----------------------------------------------------------------------------
static void label(Ui *ui, const char *text) {
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD});
}

static void build_who(const AgreementEditor *editor, Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    label(ui, _("Who does it?"));
    ui_open(ui, "agreement.roles",
            (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1, .label = _("Who does it?")});
    for (int i = 0; i < session->role_count; i++) {
        if (session_people(session) > 0 && session->people[i] == 0 && editor->role != i) continue;
        step_role_chip(shell, ui, ui_format(ui, "agreement.role.%s", session->role_ids[i]), i,
                       editor->role == i, (UiAct){.code = EDIT_ROLE, .a = i});
    }
    ui_close(ui);
    ui_field(ui, WHO,
             (UiField){.placeholder = _("Or write a name"),
                       .max_chars = WHO_CHARS_MAX,
                       .max_bytes = EVENT_SHORT_MAX,
                       .w = GROW,
                       .act = {.code = EDIT_WHO},
                       .label = _("Who does it?")});
}

static void build_words(const AgreementEditor *editor, Shell *shell, Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    label(ui, _("What do you agree?"));
    ui_field(ui, WHAT,
             (UiField){.placeholder = _("For example: call the family on Friday"),
                       .max_chars = WHAT_CHARS_MAX,
                       .max_bytes = EVENT_TEXT_MAX,
                       .multiline = true,
                       .w = GROW,
                       .size = TYPE_LEAD,
                       .act = {.code = EDIT_WHAT},
                       .label = _("What do you agree?")});
    ui_space(ui, MM(SPACE_1));
    build_who(editor, shell, ui);
    ui_close(ui);
}

static void build_buttons(const AgreementEditor *editor, Ui *ui) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_2});
    ui_button(
        ui, "agreement.put", editor->agreement ? _("Keep the change") : _("Agree"),
        (UiButton){
            .kind = BUTTON_PRIMARY, .icon = "check", .act = {.code = EDIT_PUT}, .height_mm = 18});
    ui_button(ui, "agreement.cancel", _("Cancel"),
              (UiButton){.kind = BUTTON_SOFT, .act = {.code = EDIT_CLOSE}, .height_mm = 18});
    if (editor->agreement)
        ui_button(ui, "agreement.remove", _("Remove"),
                  (UiButton){.icon = "trash-2", .act = {.code = EDIT_REMOVE}, .height_mm = 18});
    ui_close(ui);
}

void agreement_editor_build(const AgreementEditor *editor, Shell *shell, Ui *ui) {
    if (!editor->open) return;
    bool beside = !ui_portrait(ui) && ui_text_percent(ui) <= 140;
    ui_sheet_open(ui, "agreement.sheet", SHEET_MM, (UiAct){.code = EDIT_CLOSE});
    ui_text(ui, "agreement.title",
            editor->agreement ? _("Change the agreement") : _("A new agreement"),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD, .role = "heading"});
    ui_open(ui, NULL,
            (UiStyle){.axis = beside ? AXIS_ROW : AXIS_COLUMN,
                      .w = GROW,
                      .gap = SPACE_6,
                      .cross = beside ? ALIGN_START : ALIGN_STRETCH});
    build_words(editor, shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    label(ui, _("When is it done?"));
    date_pick_build(shell, ui, editor->year, editor->month, editor->date, EDIT_DATE, EDIT_MONTH);
    ui_close(ui);
    ui_close(ui);
    ui_sheet_foot(ui);
    build_buttons(editor, ui);
    ui_sheet_close(ui);
}

// -- events -----------------------------------------------------------------------------------------
// Opened to look, and kept as it was: nothing that could be undone.
static bool is_unchanged(const AgreementEditor *editor, const Shell *shell) {
    const Agreement *was =
        editor->agreement ? session_agreement(shell->session, editor->agreement) : NULL;
    return was && strcmp(was->what, ui_field_text(shell->ui, WHAT)) == 0 &&
           strcmp(was->who, ui_field_text(shell->ui, WHO)) == 0 && was->role == editor->role &&
           strcmp(was->date, editor->date) == 0;
}

static bool put(const AgreementEditor *editor, Shell *shell) {
    Arena *arena = ui_arena(shell->ui);
    Event e = {.type = editor->agreement ? EV_AGREEMENT_EDIT : EV_AGREEMENT_ADD,
               .agreement =
                   editor->agreement ? editor->agreement : shell->session->agreement_count + 1,
               .item = shell->session->item,
               .text = arena_strdup(arena, ui_field_text(shell->ui, WHAT)),
               .role = editor->role,
               .who = arena_strdup(arena, ui_field_text(shell->ui, WHO)),
               .date = arena_strdup(arena, editor->date),
               .previous = ""};
    return shell_send(shell, e, editor->agreement ? _("The agreement was changed.") : _("Agreed."));
}

static void choose_date(AgreementEditor *editor, const char *date) {
    ClockDate parsed;
    (void)str_copy(editor->date, sizeof editor->date, date ? date : "");
    if (!clock_parse_date(editor->date, &parsed)) return;
    editor->year = parsed.year;
    editor->month = parsed.month;
}

static bool handle_tap(AgreementEditor *editor, Shell *shell, const UiAct *act) {
    switch (act->code) {
    case EDIT_ROLE:
        editor->role = editor->role == act->b ? -1 : act->b;
        ui_field_set(shell->ui, WHO, "");
        return true;
    case EDIT_DATE: choose_date(editor, act->s); return true;
    case EDIT_MONTH: date_step_month(&editor->year, &editor->month, act->a); return true;
    case EDIT_PUT:
        if (is_unchanged(editor, shell) || put(editor, shell)) close_it(editor, shell);
        return true;
    case EDIT_CLOSE: close_it(editor, shell); return true;
    case EDIT_REMOVE: {
        Event e = {.type = EV_AGREEMENT_REMOVE, .agreement = editor->agreement};
        if (shell_send(shell, e, _("The agreement was removed."))) close_it(editor, shell);
        return true;
    }
    default: return false;
    }
}

bool agreement_editor_handle(AgreementEditor *editor, Shell *shell, const UiEvent *event) {
    if (!editor->open) return false;
    int code = event->act.code;
    if (code < EDIT_ROLE || code > EDIT_REMOVE) return false;
    if (event->kind == UI_TAP) return handle_tap(editor, shell, &event->act);
    // A written name takes the place of a role.
    if (code == EDIT_WHO && event->kind == UI_EDIT && *ui_field_text(shell->ui, WHO))
        editor->role = -1;
    return true;
}

bool agreement_editor_back(AgreementEditor *editor, Shell *shell) {
    if (!editor->open) return false;
    close_it(editor, shell);
    return true;
}
