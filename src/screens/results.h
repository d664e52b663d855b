// The results of all meetings on the poster, for managers: in files for the page, the heat map, what
// is known of one block, and the choice of municipality and period.
#ifndef PP_SCREENS_RESULTS_H
#define PP_SCREENS_RESULTS_H

#include "screens/menu.h"

typedef enum { MEASURE_CHOSEN, MEASURE_RATED, MEASURE_SPREAD, MEASURE_OPEN, MEASURE_COUNT } Measure;

typedef enum { PICK_NONE, PICK_PLACE, PICK_OTHER_PLACE, PICK_PERIOD } ResultsPick;

typedef struct {
    Measure measure;
    CompareCut cut;   // of the poster, or of the left one
    int other_place;  // of the right one
    bool beside;      // two posters
    bool begun;       // the cut was set when there was something to cut
    int subject;      // whose sheet is open; -1: none
    ResultsPick pick;
} ResultsScreen;

enum {
    RESULTS_MEASURE = ACT_SCREEN,
    RESULTS_ROLE,
    RESULTS_PICK,  // a: ResultsPick
    RESULTS_PLACE,
    RESULTS_PERIOD,  // a, b: from, to
    RESULTS_BESIDE,
    RESULTS_BLOCK,
    RESULTS_CLOSE,
    RESULTS_STOP,
    RESULTS_AGAIN
};

// The cut of one side: 0 the poster or the left one, 1 the right one.
CompareCut results_cut(const ResultsScreen *state, int side);
const char *results_place(Shell *shell, Ui *ui, int place);
const char *results_period(Shell *shell, Ui *ui, int from, int to);
const char *results_role(Shell *shell, int group);  // of a cut
const char *results_subject(Shell *shell, int subject);
const char *results_decimal(Ui *ui, double value);
Paint results_hue(Measure measure);
Paint results_shade(Measure measure);

// What a measure says of a block: 0..1 how strong, and in words; -1: nothing.
float results_strength(const ResultsScreen *state, const CompareFigure *figure, float most);
const char *results_words(Ui *ui, Measure measure, const CompareFigure *figure);

void results_build_poster(const ResultsScreen *state, Shell *shell, Ui *ui, int side, UiView style);
void results_build_legend(const ResultsScreen *state, Ui *ui);
void results_build_block(const ResultsScreen *state, Shell *shell, Ui *ui, float width_mm);
void results_build_pick(const ResultsScreen *state, Shell *shell, Ui *ui);

// "Managers 4.2 · Klantmanagers 2.6 · n = 5 and 7": where two roles see it differently; NULL.
const char *results_difference(Shell *shell, Ui *ui, const CompareCut *cut, int subject);

#endif
