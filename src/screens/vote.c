// A vote of a step (scale, choice, dots, fist), and "how sure are we" about all agreements together.
// The pages follow from the round; see ballot.h. Nothing is shown of the votes before the reveal.
#include "screens/vote.h"
#include "screens/step_parts.h"

#include <stdio.h>

typedef struct {
    BallotState ballot;
} VoteState;

enum { FIST_WORDS = 6 };

static const char *const option_ids[SCENE_OPTIONS_MAX] = {"1", "2", "3", "4",  "5",  "6",
                                                          "7", "8", "9", "10", "11", "12"};

static const char *fist_word(int i, bool agreements) {
    const char *const can[FIST_WORDS] = {
        _("No, not like this"),  _("I have great doubts"), _("I have doubts"),
        _("I can live with it"), _("A good plan"),         _("Yes, I will help make it work")};
    const char *const sure[FIST_WORDS] = {_("This will not work"),    _("I have great doubts"),
                                          _("I have doubts"),         _("It can work"),
                                          _("It will work, I think"), _("I am sure it will work")};
    return agreements ? sure[i] : can[i];
}

bool vote_on_agreements(const Shell *shell) {
    const AgendaItem *item = shell_item(shell);
    return item && item->kind == PART_CONFIDENCE;
}

static void plan_options(const Shell *shell, RoundPlan *plan, const SceneStep *step) {
    plan->id_count = plan->label_count = step->option_count;
    for (int i = 0; i < step->option_count; i++) {
        plan->ids[i] = option_ids[i];
        plan->labels[i] = shell_text(shell, &step->options[i]);
    }
}

RoundPlan vote_plan(const Shell *shell, Ui *ui) {
    (void)ui;
    RoundPlan plan = {.item = shell->session->item, .step = shell->session->step, .question = ""};
    const SceneStep *step = shell_step(shell);
    bool agreements = vote_on_agreements(shell);
    if (!agreements && (!step || step->kind != STEP_VOTE)) return plan;
    plan.exists = true;
    plan.kind = agreements ? VOTE_FIST : step->vote;
    plan.question = agreements ? _("How sure are you that these agreements will work out?")
                               : shell_text(shell, &step->question);
    plan.shown = agreements ? plan.question : step_question(shell);
    switch (plan.kind) {
    case VOTE_SCALE:
        plan.label_count = 3;
        for (int i = 0; i < 3; i++) plan.labels[i] = shell_text(shell, &step->labels[i]);
        break;
    case VOTE_FIST:
        plan.label_count = FIST_WORDS;
        for (int i = 0; i < FIST_WORDS; i++) plan.labels[i] = fist_word(i, agreements);
        break;
    case VOTE_CHOICE:
    case VOTE_DOTS: plan_options(shell, &plan, step); break;
    case VOTE_KIND_COUNT: break;
    }
    return plan;
}

// ---- agreements --------------------------------------------------------------------------------------

static const char *agreement_text(Shell *shell, Ui *ui, const Agreement *a) {
    const char *who = a->role >= 0 ? shell_role_name(shell, a->role) : a->who;
    int year, month, day;
    bool dated = sscanf(a->date, "%d-%d-%d", &year, &month, &day) == 3 && month >= 1 && month <= 12;
    const char *text = a->what;
    if (*who) text = ui_format(ui, "%s: %s", who, text);
    if (!dated) return text;
    char date[64];
    i18n_day(0, month, day, date, sizeof date);
    return ui_format(ui, "%s (%s)", text, date);
}

void vote_agreements(Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    ui_open(ui, "agreements",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = {.mode = SIZE_GROW, .value = 1, .max = BALLOT_METHODS_MM},
                      .pad = SPACE_3,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true});
    int count = 0;
    for (int i = 1; i <= session->agreement_count; i++) {
        const Agreement *a = session_agreement(session, i);
        if (!a || a->removed || a->state == AGREEMENT_DROPPED) continue;
        count++;
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
        ui_icon(ui, "handshake", ui_mark_mm(ui, 6), COLOR_TEAL_SHADE);
        ui_text(ui, NULL, agreement_text(shell, ui, a), (UiText){.size = TYPE_LEAD, .w = GROW});
        ui_close(ui);
    }
    if (count == 0)
        ui_text(ui, NULL, _("There are no agreements yet."),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

// ---- pages ----------------------------------------------------------------------------------------------

static void question(Ui *ui, const char *text, const char *lead) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = {.mode = SIZE_GROW, .value = 1, .max = STEP_QUESTION_MM},
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER});
    step_large_words(ui, "vote.title", text, PAGE_X_MM);
    ui_text(ui, NULL, lead,
            (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT, .align = ALIGN_CENTER});
    ui_close(ui);
}

static void build_method(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "vote.scroll",
                   (UiStyle){.w = GROW, .pad = SPACE_6, .gap = SPACE_6, .cross = ALIGN_CENTER});
    if (!plan->exists) {
        ui_text(ui, "vote.title", _("This vote is not part of this poster any more."),
                (UiText){.size = TYPE_TITLE,
                         .weight = WEIGHT_BOLD,
                         .align = ALIGN_CENTER,
                         .role = "heading"});
        ui_scroll_close(ui);
        ui_close(ui);
        return;
    }
    question(ui, plan->shown,
             state->again ? _("One more round. How do you vote this time?")
                          : _("First choose how you will vote."));
    if (vote_on_agreements(shell)) vote_agreements(shell, ui);
    ballot_method_cards(shell, ui, ui_portrait(ui));
    if (state->again)
        ui_button(ui, "round.keep", _("Back to the result"),
                  (UiButton){.kind = BUTTON_QUIET,
                             .icon = "arrow-left",
                             .act = {.code = BALLOT_NOT_AGAIN}});
    ui_scroll_close(ui);
    ui_close(ui);
}

static void build_hands(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "vote.scroll",
                   (UiStyle){.w = GROW, .pad = SPACE_4, .gap = SPACE_3, .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = {.mode = SIZE_GROW, .value = 1, .max = 300},
                      .gap = SPACE_3,
                      .cross = ALIGN_STRETCH});
    shell_head(ui, "vote.title", _("Count the raised hands"),
               plan->exists ? plan->shown : ballot_round(state, shell)->question, NULL);
    ballot_hands_groups(state, shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true});
    ballot_hands_rows(state, shell, ui, plan);
    ui_close(ui);
    ui_close(ui);
    ui_scroll_close(ui);
    // Stays in reach, however many answers there are.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad_x = SPACE_4,
                      .pad_y = SPACE_2,
                      .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = {.mode = SIZE_GROW, .value = 1, .max = 300},
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH});
    ballot_hands_reveal(state, shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
    ballot_questions(state, shell, ui);
}

static void build(void *state, Shell *shell, Ui *ui) {
    RoundPlan plan = vote_plan(shell, ui);
    vote_build_pages(&((VoteState *)state)->ballot, shell, ui, &plan);
}

void vote_build_pages(const BallotState *ballot, Shell *shell, Ui *ui, const RoundPlan *plan) {
    switch (ballot_page(ballot, shell)) {
    case BALLOT_PAGE_METHOD: build_method(ballot, shell, ui, plan); break;
    case BALLOT_PAGE_NEXT: ballot_build_next(ballot, shell, ui); break;
    case BALLOT_PAGE_LANES: lanes_build(ballot, shell, ui, plan); break;
    case BALLOT_PAGE_ROLE: ballot_build_role(shell, ui, plan); break;
    case BALLOT_PAGE_VOTE: vote_build_ballot(ballot, shell, ui, plan); break;
    case BALLOT_PAGE_HANDS: build_hands(ballot, shell, ui, plan); break;
    case BALLOT_PAGE_RESULT: vote_build_result(ballot, shell, ui, plan); break;
    }
}

static bool handle(void *state, Shell *shell, const UiEvent *event) {
    if (event->kind == UI_TAP && event->act.code == ACT_NEXT) {
        shell->ops->next(shell->app);
        return true;
    }
    RoundPlan plan = vote_plan(shell, shell->ui);
    return ballot_handle(&((VoteState *)state)->ballot, shell, &plan, event);
}

static bool back(void *state, Shell *shell) {
    return ballot_back(&((VoteState *)state)->ballot, shell);
}

static const char *name(const void *state, const Shell *shell) {
    return ballot_page_name(&((const VoteState *)state)->ballot, shell, "vote");
}

static const char *next_label(const void *state, const Shell *shell, bool *out_enabled) {
    const BallotState *ballot = &((const VoteState *)state)->ballot;
    *out_enabled = true;
    if (shell->look_only) return _("Next");
    switch (ballot_page(ballot, shell)) {
    case BALLOT_PAGE_RESULT: return _("Next");
    case BALLOT_PAGE_METHOD: return ballot->again ? NULL : _("Skip this vote");
    case BALLOT_PAGE_NEXT:
    case BALLOT_PAGE_ROLE:
    case BALLOT_PAGE_VOTE:
    case BALLOT_PAGE_LANES:
    case BALLOT_PAGE_HANDS: break;
    }
    return NULL;
}

static bool next_passes(const void *state, const Shell *shell) {
    const BallotState *ballot = &((const VoteState *)state)->ballot;
    return !shell->look_only && ballot_page(ballot, shell) == BALLOT_PAGE_METHOD;
}

const ScreenClass screen_vote = {.id = SCREEN_VOTE,
                                 .state_bytes = sizeof(VoteState),
                                 .build = build,
                                 .handle = handle,
                                 .back = back,
                                 .name = name,
                                 .next_label = next_label,
                                 .next_passes = next_passes};
