// What the screens of an assignment's steps have in common: the head with the question, and the
// colours of a role's paper.
#ifndef PP_SCREENS_STEP_PARTS_H
#define PP_SCREENS_STEP_PARTS_H

#include "screens/shell.h"

// The assignment's title as an over-line and the step's question as the heading with this id.
void step_head(Shell *shell, Ui *ui, const char *id);

// The question of the step the group is in; "" where there is none.
const char *step_question(const Shell *shell);

// And alone in the middle, at the size that the whole room reads.
void step_large_question(Shell *shell, Ui *ui, const char *id);
// The same with other words, and so many mm free on either side.
#define STEP_QUESTION_MM 360.0f  // no wider than that
void step_large_words(Ui *ui, const char *id, const char *text, float beside_mm);

// Where the group looks at one thing only: a column in the middle that scrolls when it does not fit.
void step_middle_open(Ui *ui, const char *scroll_id);
void step_middle_close(Ui *ui);

// A role's colour as paper for text in ink: the sheet with a touch of it. Role -1: a neutral paper.
Paint step_role_tint(const Shell *shell, int role);

// What is on a note, into the open box: the drawing, and what is written. And in words: the text, or
// "Drawing" for one without.
void step_note_inside(Ui *ui, const Note *note, TypeSize size);
const char *step_note_words(const Note *note);

// A role as a chip of its own: figure and short name. b of the act is the role.
void step_role_chip(Shell *shell, Ui *ui, const char *id, int role, bool selected, UiAct act);

#endif
