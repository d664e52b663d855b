// The questions of a vote: what would throw a ballot away, or show the result to people who have not
// voted yet, is asked first. The button that changes nothing is the large one.
#include "screens/ballot.h"

int ballot_missing(const Shell *shell, const Round *round) {
    int missing = session_people(shell->session) - round->ballot_count;
    return round->method == METHOD_HANDS || missing < 0 ? 0 : missing;
}

typedef struct {
    const char *id, *title, *lead, *no, *yes;
    int act;
} Question;

static Question cancel(Ui *ui, const Round *round) {
    int votes = ballot_votes(round);
    const char *lead =
        round->method == METHOD_HANDS
            ? _("The hands that were counted are not kept.")
            : ui_format(ui,
                        _n("%d ballot was cast. It is not kept.",
                           "%d ballots were cast. They are not kept.", (unsigned long)votes),
                        votes);
    return (Question){"cancel",       _("Stop this vote?"), lead, _("No, go on voting"),
                      _("Yes, stop"), BALLOT_CANCEL};
}

static Question reveal(Ui *ui, int missing) {
    const char *title = ui_format(
        ui,
        _n("%d person has not voted yet", "%d people have not voted yet", (unsigned long)missing),
        missing);
    return (Question){"reveal",
                      title,
                      _("Show the result all the same? Then nobody can vote any more."),
                      _("No, wait"),
                      _("Yes, show the result"),
                      BALLOT_REVEAL};
}

static Question withdraw(void) {
    return (Question){"withdraw",
                      _("Take back the last ballot?"),
                      _("Whoever cast it has to vote again."),
                      _("No, it counts"),
                      _("Yes, take it back"),
                      BALLOT_WITHDRAW};
}

void ballot_questions(const BallotState *state, Shell *shell, Ui *ui) {
    const Round *round = ballot_round(state, shell);
    if (!round || state->asks == ASKS_NOTHING) return;
    Question q = state->asks == ASKS_CANCEL   ? cancel(ui, round)
                 : state->asks == ASKS_REVEAL ? reveal(ui, ballot_missing(shell, round))
                                              : withdraw();
    ui_sheet_open(ui, ui_format(ui, "%s.sheet", q.id), 170, (UiAct){.code = BALLOT_KEEP_ON});
    shell_head(ui, ui_format(ui, "%s.title", q.id), NULL, q.title, q.lead);
    ui_button(ui, ui_format(ui, "%s.no", q.id), q.no,
              (UiButton){.kind = BUTTON_PRIMARY, .act = {.code = BALLOT_KEEP_ON}, .w = GROW});
    ui_button(ui, ui_format(ui, "%s.yes", q.id), q.yes,
              (UiButton){.kind = BUTTON_SOFT, .act = {.code = q.act}, .w = GROW, .height_mm = 18});
    ui_sheet_close(ui);
}
