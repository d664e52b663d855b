// What a meeting came to: dates for people, counts, and an agreement as a sentence.
#include "screens/outcome.h"

#include "base/clock.h"
#include "base/i18n.h"

static const char *spell(Ui *ui, ClockDate date) {
    char text[64];
    i18n_day(date.year, date.month, date.day, text, sizeof text);
    return ui_format(ui, "%s", text);
}

const char *outcome_date(Ui *ui, const char *date) {
    ClockDate parsed;
    return date && clock_parse_date(date, &parsed) ? spell(ui, parsed) : "";
}

const char *outcome_day(Ui *ui, int64_t utc_ms) {
    return utc_ms > 0 ? spell(ui, clock_local(utc_ms)) : "";
}

void outcome_date_after(int64_t utc_ms, int days, char *out, size_t size) {
    ClockDate day = clock_local(utc_ms);
    int64_t number = clock_day_number(day.year, day.month, day.day) + days;
    clock_format_date(clock_from_day_number(number), out, size);
}

int outcome_marked(const Session *session, NoteMark mark) {
    int count = 0;
    for (int i = 0; i < session->note_count; i++) {
        const Note *note = &session->notes[i];
        count += note->present && !note->removed && note->mark == mark;
    }
    return count;
}

int outcome_votes(const Session *session) {
    int count = 0;
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (!round->present || round->state != ROUND_REVEALED) continue;
        Tally tally;
        tally_round(session, round, 1, &tally);
        count += tally.n >= 0 ? tally.n : tally.total;
    }
    return count;
}

static const char *who_of(const Session *session, const Agreement *agreement) {
    if (agreement->role >= 0 && agreement->role < session->role_count)
        return session->role_names[agreement->role];
    return agreement->who && *agreement->who ? agreement->who : _("Who is still open");
}

void outcome_agreement(Shell *shell, Ui *ui, const Session *session, const Agreement *agreement) {
    const char *when = outcome_date(ui, agreement->date);
    const char *who = who_of(session, agreement);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1.2f, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_CENTER});
    if (session == shell->session && agreement->role >= 0)
        shell_role_mark(shell, ui, agreement->role, ui_mark_mm(ui, 6));
    else
        ui_icon(ui, "user", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    ui_text(ui, NULL, who, (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .w = GROW});
    ui_close(ui);
    ui_text(ui, NULL, agreement->what, (UiText){.size = TYPE_LEAD});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_CENTER});
    ui_icon(ui, "calendar-days", ui_mark_mm(ui, 6), COLOR_INK_SOFT);
    ui_text(ui, NULL, *when ? ui_format(ui, _("by %s"), when) : _("When is still open"),
            (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT, .w = GROW});
    ui_close(ui);
    ui_close(ui);
}

static void number(Ui *ui, const char *icon, int count, const char *label) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = FIT_MIN(50), .gap = SPACE_2, .cross = ALIGN_CENTER});
    ui_icon(ui, icon, ui_mark_mm(ui, 11), COLOR_TEAL_SHADE);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN});
    ui_text(ui, NULL, ui_format(ui, "%d", count),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD, .no_wrap = true});
    ui_text(ui, NULL, label, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_close(ui);
    ui_close(ui);
}

void outcome_numbers(Ui *ui, const Session *session) {
    int agreements = session_count_agreements(session), votes = outcome_votes(session),
        notes = session_count_notes(session);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_4});
    number(ui, "handshake", agreements, _n("agreement", "agreements", (unsigned long)agreements));
    number(ui, "vote", votes, _n("vote", "votes", (unsigned long)votes));
    number(ui, "sticky-note", notes, _n("note", "notes", (unsigned long)notes));
    ui_close(ui);
}
