// One sentence that helps the group to talk about what it sees. It names what the numbers say and
// asks; it never judges a person.
#include "screens/vote.h"

// Whether the two answers with the most votes have equally many.
static bool tied(const Tally *tally) {
    return tally->option_count > 1 &&
           tally->counts[tally->ranking[0]] == tally->counts[tally->ranking[1]];
}

static const char *talk_scale(const Tally *tally) {
    if (tally->n < 2) return _("One answer. What do the others see?");
    if (tally->disagreement) return _("You think differently about this. Who begins?");
    if (tally->mean >= 3.5) return _("You mostly agree that this goes well. What makes it work?");
    if (tally->mean < 2.5)
        return _("You mostly agree that this can be better. What is the first step?");
    return _("You mostly agree. What would bring you one step further?");
}

static const char *talk_fist(const Tally *tally, Ui *ui) {
    if (tally->n == 1) return _("One answer. What do the others see?");
    if (tally->consensus)
        return _("Everybody is at 3 or higher. You can go on with this together.");
    int n = tally->below_three;
    return ui_format(ui,
                     _n("%d person is below 3 and speaks first. What is needed to get to a 3?",
                        "%d people are below 3 and speak first. What is needed to get to a 3?",
                        (unsigned long)n),
                     n);
}

static const char *talk_choice(const Tally *tally, const char *top, Ui *ui) {
    int most = tally->counts[tally->ranking[0]];
    if (tally->n < 2) return _("One answer. What do the others see?");
    if (most == tally->n) return _("You all choose the same. What makes this so clear?");
    if (tied(tally)) return _("There is no clear favourite. What makes the difference?");
    if (2 * most > tally->n)
        return ui_format(ui, _("Most of you choose “%s”. Who chose something else, and why?"), top);
    return ui_format(
        ui, _("“%s” got the most votes, but not half of them. What do the others see?"), top);
}

static const char *talk_dots(const Tally *tally, const char *top, Ui *ui) {
    if (tally->n == 1) return _("One answer. What do the others see?");
    if (tied(tally)) return _("There is a tie at the top. Which would you do first?");
    return ui_format(ui, _("“%s” got the most dots. What is behind that?"), top);
}

const char *vote_talk(const Round *round, const Tally *tally, const RoundPlan *plan, Ui *ui) {
    const char *top = ballot_label(round, plan, tally->ranking[0]);
    switch (round->kind) {
    case VOTE_SCALE: return talk_scale(tally);
    case VOTE_FIST: return talk_fist(tally, ui);
    case VOTE_CHOICE: return talk_choice(tally, top, ui);
    case VOTE_DOTS: return talk_dots(tally, top, ui);
    case VOTE_KIND_COUNT: break;
    }
    return "";
}
