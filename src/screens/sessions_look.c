// The outcome of an earlier meeting, as a sheet over the list.
#include "screens/sessions.h"

#include "base/i18n.h"
#include "screens/outcome.h"
#include "screens/step_parts.h"

enum { NOTES_SHOWN_MAX = 60 };

const char *sessions_name(Ui *ui, const char *place, const char *group) {
    bool has_place = place && *place, has_group = group && *group;
    if (has_place && has_group) return ui_format(ui, "%s, %s", place, group);
    return has_place ? place : has_group ? group : _("Meeting without a name");
}

static void heading(Ui *ui, const char *text) {
    ui_text(ui, NULL, text, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .role = "heading"});
}

static void notes(Ui *ui, const Session *session, NoteMark mark, const char *title) {
    if (outcome_marked(session, mark) == 0) return;
    ui_line(ui);
    heading(ui, title);
    int shown = 0;
    for (int i = 0; i < session->note_count && shown < NOTES_SHOWN_MAX; i++) {
        const Note *note = &session->notes[i];
        if (!note->present || note->removed || note->mark != mark) continue;
        ui_text(ui, NULL, ui_format(ui, "“%s”", step_note_words(note)),
                (UiText){.size = TYPE_BODY});
        shown++;
    }
}

void sessions_build_look(Shell *shell, Ui *ui, const Session *session) {
    ui_sheet_open(ui, "session.look.sheet", 240, (UiAct){.code = SESSIONS_CANCEL});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
    shell_head(ui, "session.look.title", outcome_day(ui, session->created_ms),
               sessions_name(ui, session->place, session->group), NULL);
    ui_button(ui, "session.look.away", NULL,
              (UiButton){.icon = "x",
                         .height_mm = 14,
                         .describe = _("Close"),
                         .act = {.code = SESSIONS_CANCEL}});
    ui_close(ui);
    outcome_numbers(ui, session);
    if (session_count_agreements(session) > 0) {
        ui_line(ui);
        heading(ui, _("Agreements"));
        for (int i = 0; i < session->agreement_count; i++) {
            const Agreement *agreement = &session->agreements[i];
            if (!agreement->present || agreement->removed) continue;
            outcome_agreement(shell, ui, session, agreement);
            ui_space(ui, MM(SPACE_1));
        }
    }
    notes(ui, session, MARK_STOOD_OUT, _("Stood out"));
    notes(ui, session, MARK_OPEN_QUESTION, _("Open questions"));
    ui_sheet_foot(ui);
    ui_button(ui, "session.look.close", _("Done"),
              (UiButton){.kind = BUTTON_PRIMARY, .w = GROW, .act = {.code = SESSIONS_CANCEL}});
    ui_sheet_close(ui);
}
