// Agreements as people read them, and the way from a note to one.
#include "base/clock.h"
#include "screens/agreement_editor.h"
#include "screens/step_parts.h"

bool agreement_from_note(Shell *shell, int id) {
    const Note *note = session_note(shell->session, id);
    if (!note || note->removed) return false;
    Event e = {.type = EV_AGREEMENT_ADD,
               .agreement = shell->session->agreement_count + 1,
               .item = shell->session->item,
               .text = step_note_words(note),
               .role = -1,  // who wished for it is not at once who does it
               .who = "",
               .date = "",
               .note = id,
               .previous = ""};
    return shell_send(shell, e, _("The note is an agreement now."));
}

const Agreement *agreement_of_note(const Shell *shell, int note) {
    const Session *session = shell->session;
    for (int i = 0; i < session->agreement_count; i++) {
        const Agreement *agreement = &session->agreements[i];
        if (agreement->present && !agreement->removed && agreement->note == note) return agreement;
    }
    return NULL;
}

const char *agreement_who(const Shell *shell, const Agreement *agreement) {
    if (*agreement->who) return agreement->who;
    return agreement->role >= 0 ? shell_role_name(shell, agreement->role) : "";
}

const char *agreement_when(Ui *ui, const char *date) {
    ClockDate day;
    char text[64];
    if (!clock_parse_date(date, &day)) return "";
    int64_t number = clock_day_number(day.year, day.month, day.day);
    i18n_date(day.year, day.month, day.day, clock_from_day_number(number).weekday, 1, text,
              sizeof text);
    return ui_format(ui, "%s", text);
}

void agreement_sentence(Shell *shell, Ui *ui, const char *id, const Agreement *agreement,
                        TypeSize what) {
    const char *who = agreement_who(shell, agreement), *when = agreement_when(ui, agreement->date);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1.4f, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 1.8f, .cross = ALIGN_CENTER});
    if (agreement->role >= 0)
        shell_role_mark(shell, ui, agreement->role, ui_mark_mm(ui, 6));
    else
        ui_icon(ui, "user", ui_mark_mm(ui, 6), COLOR_BRICK_SHADE);
    ui_text(ui, ui_format(ui, "%s.who", id), *who ? who : _("Who does this? Nobody yet"),
            (UiText){.size = TYPE_LEAD,
                     .weight = WEIGHT_BOLD,
                     .w = GROW,
                     .color = *who ? COLOR_INK : COLOR_BRICK_SHADE});
    ui_close(ui);
    ui_text(ui, ui_format(ui, "%s.what", id), agreement->what, (UiText){.size = what});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 1.8f, .cross = ALIGN_CENTER});
    ui_icon(ui, "calendar-days", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    ui_text(ui, ui_format(ui, "%s.when", id), *when ? when : _("When? No date yet"),
            (UiText){.size = TYPE_BODY, .w = GROW, .color = *when ? COLOR_INK : COLOR_INK_SOFT});
    ui_close(ui);
    ui_close(ui);
}
