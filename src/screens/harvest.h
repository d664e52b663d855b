// The harvest: the poster with what was chosen and how it was rated, and beside it what came of it.
#ifndef PP_SCREENS_HARVEST_H
#define PP_SCREENS_HARVEST_H

#include "screens/agreement_editor.h"

typedef enum { HARVEST_AGREEMENTS, HARVEST_STOOD_OUT, HARVEST_QUESTIONS, HARVEST_TABS } HarvestTab;

typedef struct {
    AgreementEditor editor;
    HarvestTab tab;
    bool picking;  // the list of all notes is open, to mark some
    int board;     // of the notes shown while picking; 0: the first
} HarvestState;

enum {
    HARVEST_TAB = ACT_SCREEN,
    HARVEST_STAYS,
    HARVEST_PICK,
    HARVEST_PICKED,
    HARVEST_BOARD,
    HARVEST_MARK,
    HARVEST_EDIT,
    HARVEST_TAKE
};

void harvest_build_poster(Shell *shell, Ui *ui, UiSize w, UiSize h);
void harvest_build_notes(const HarvestState *state, Shell *shell, Ui *ui, NoteMark mark);
void harvest_build_picking(const HarvestState *state, Shell *shell, Ui *ui);
void harvest_stays_button(Ui *ui, const char *id, StaysKind kind, int of, bool stays);

#endif
