// The words follow from the inverse that undo would carry out, and from what it is about as that is now.
#include "screens/undo_words.h"

#include "base/utf8.h"
#include "screens/step_parts.h"

#include <string.h>

enum { SAID_BYTES = 44 };  // of a text of the group: enough to know it by

// On one line, cut at a character.
static const char *shortened(Ui *ui, const char *text) {
    size_t n = strlen(text), kept = utf8_cut(text, n, SAID_BYTES);
    char line[SAID_BYTES + 1];
    memcpy(line, text, kept);
    line[kept] = '\0';
    for (char *at = line; *at; at++)
        if (*at == '\n') *at = ' ';
    return ui_format(ui, kept < n ? "%s…" : "%s", line);
}

static const char *about_note(const Session *session, Ui *ui, const Event *inverse) {
    const Note *note = session_note(session, inverse->note);
    if (!note) return "";
    const char *words = shortened(ui, step_note_words(note));
    switch ((int)inverse->type) {
    case EV_NOTE_REMOVE: return ui_format(ui, _("new note “%s”"), words);
    case EV_NOTE_EDIT: return ui_format(ui, _("other words in note “%s”"), words);
    case EV_NOTE_MOVE: return ui_format(ui, _("another place for note “%s”"), words);
    case EV_NOTE_RESTORE: return ui_format(ui, _("removing note “%s”"), words);
    case EV_NOTE_MARK: return ui_format(ui, _("mark on note “%s”"), words);
    case EV_CLUSTER_PUT: return ui_format(ui, _("taking note “%s” out of its pile"), words);
    case EV_CLUSTER_TAKE: return ui_format(ui, _("note “%s” on a pile"), words);
    default: return "";
    }
}

static const char *about_agreement(const Session *session, Ui *ui, const Event *inverse) {
    const Agreement *agreement = session_agreement(session, inverse->agreement);
    if (!agreement) return "";
    const char *words = shortened(ui, agreement->what);
    switch ((int)inverse->type) {
    case EV_AGREEMENT_REMOVE: return ui_format(ui, _("new agreement “%s”"), words);
    case EV_AGREEMENT_EDIT: return ui_format(ui, _("change in agreement “%s”"), words);
    case EV_AGREEMENT_PROGRESS: return ui_format(ui, _("how agreement “%s” stands"), words);
    case EV_AGREEMENT_RESTORE: return ui_format(ui, _("removing agreement “%s”"), words);
    default: return "";
    }
}

static const char *about_meeting(const Session *session, Ui *ui, const Event *inverse) {
    const AgendaItem *item = session_item(session, inverse->item);
    switch ((int)inverse->type) {
    case EV_CLUSTER_REMOVE: return _("new pile of notes");
    case EV_CLUSTER_NAME: return _("name of a pile");
    case EV_CLUSTER_ADD: return _("taking a pile apart");
    case EV_SESSION_PEOPLE: return _("how many people are here");
    case EV_AGENDA_ORDER: return _("order of the agenda");
    case EV_AGENDA_SKIP:
        if (!item) return "";
        return ui_format(ui, inverse->value ? _("doing “%s” after all") : _("skipping “%s”"),
                         shortened(ui, item->title));
    case EV_HANDS_SET: return _("hands counted");
    case EV_STAYS_HERE: return _("what stays here");
    default: return "";
    }
}

const char *undo_words(const Session *session, Ui *ui, const UndoEntry *entry) {
    const char *words = about_note(session, ui, &entry->inverse);
    if (!*words) words = about_agreement(session, ui, &entry->inverse);
    return *words ? words : about_meeting(session, ui, &entry->inverse);
}

void undo_take_back(Shell *shell, uint64_t seq) {
    const UndoEntry *entry = session_undo_entry(shell->session, seq);
    const char *words = entry ? undo_words(shell->session, shell->ui, entry) : "";
    const char *said = *words ? ui_format(shell->ui, _("Taken back: %s"), words) : NULL;
    (void)shell_send(shell, (Event){.type = EV_UNDO, .value = (int64_t)seq}, said);
}
