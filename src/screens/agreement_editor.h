// The sheet in which an agreement is written: who does what, when. A part for any screen: it keeps
// the state, the screen calls build at the end of its own, and lets it handle events first.
#ifndef PP_SCREENS_AGREEMENT_EDITOR_H
#define PP_SCREENS_AGREEMENT_EDITOR_H

#include "screens/shell.h"

typedef struct {
    bool open;
    int agreement;  // id of the one that is changed; 0: a new one
    int role;       // who, or -1: what stands in the field
    char date[EVENT_DATE_MAX + 1];
    int year, month;  // the calendar's page
} AgreementEditor;

// Opens it on a new agreement, with nobody and no date.
void agreement_editor_new(AgreementEditor *editor, Shell *shell);
void agreement_editor_edit(AgreementEditor *editor, Shell *shell, int agreement);

void agreement_editor_build(const AgreementEditor *editor, Shell *shell,
                            Ui *ui);  // nothing while closed
bool agreement_editor_handle(AgreementEditor *editor, Shell *shell, const UiEvent *event);
bool agreement_editor_back(AgreementEditor *editor, Shell *shell);  // true: it was open

// Makes an agreement of a note as it is, that nobody does yet, with a toast to take it back; false when
// refused.
bool agreement_from_note(Shell *shell, int note);

// The agreement that was made of a note, or NULL.
const Agreement *agreement_of_note(const Shell *shell, int note);

// Who does it, in the words of the meeting: the role's name, the written name, or "" when open.
const char *agreement_who(const Shell *shell, const Agreement *agreement);

// "tuesday 1 December 2026" for a date of the record, "" for none.
const char *agreement_when(Ui *ui, const char *date);

// The sentence *who* does *what*, *when*, as a block of text on a card; ids below id.
void agreement_sentence(Shell *shell, Ui *ui, const char *id, const Agreement *agreement,
                        TypeSize what);

#endif
