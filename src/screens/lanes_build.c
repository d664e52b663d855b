// Lanes as they stand beside one another: who steps up taps a free one. Nothing of a ballot is in a lane
// after it was cast, and a lane never moves.
#include "screens/ballot.h"
#include "screens/step_parts.h"

#define LANE_LEAST_MM 98.0f  // at letters of 100 %
#define LANE_MORE_MM 0.42f   // for each percent above
#define LANE_WIDEST_MM 220.0f
#define ROW_MM 16.0f
#define LIST_LEAST_MM 70.0f  // of the whole lane, at letters of 100 %
#define ASKS_MM 18.0f
#define ICON_LANE_MM 9.0f
#define SCALE_STEP_MM 1.9f  // how much larger the next shape of a scale is

typedef struct {
    Shell *shell;
    Ui *ui;
    const RoundPlan *plan;
    const Round *round;
    const Lane *lane;
    int number;
    float width;  // mm
    bool tight;   // too low for a list between its head and its button: all of it scrolls
} LaneLook;

int lanes_beside(const Ui *ui) {
    int more = ui_text_percent(ui) > 100 ? ui_text_percent(ui) - 100 : 0;
    float least = LANE_LEAST_MM + LANE_MORE_MM * (float)more;
    int count = (int)((ui_width_mm(ui) - SPACE_2) / (least + SPACE_1));
    int most = ui_portrait(ui) && ui_width_mm(ui) < 3 * LANE_WIDEST_MM ? 2 : LANES_MAX;
    return count < 1 ? 1 : count > most ? most : count;
}

static const char *lane_id(const LaneLook *l, const char *what) {
    return ui_format(l->ui, "lane.%d.%s", l->number, what);
}

static UiAct lane_act(const LaneLook *l, int code, int a) {
    return (UiAct){.code = code, .a = a, .b = l->number};
}

// ---- free -------------------------------------------------------------------------------------------

static void build_free(const LaneLook *l, bool thanks, bool others) {
    Ui *ui = l->ui;
    const char *label = thanks   ? _("Next one, please")
                        : others ? _("I will vote too")
                                 : _("I will vote now");
    ui_card_open(ui, lane_id(l, "open"), label, lane_act(l, LANE_ACT_OPEN, 0), false,
                 (UiStyle){.axis = AXIS_COLUMN,
                           .w = GROW,
                           .h = GROW,
                           .pad = SPACE_3,
                           .gap = SPACE_3,
                           .main = ALIGN_CENTER,
                           .cross = ALIGN_CENTER,
                           .fill = COLOR_SUNKEN});
    if (thanks) {
        ui_icon(ui, "circle-check", 18, COLOR_TEAL_SHADE);
        ui_text(ui, lane_id(l, "thanks"), _("Thank you. Your vote counts."),
                (UiText){.size = TYPE_LEAD, .align = ALIGN_CENTER});
    }
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .pad_x = SPACE_3,
                      .pad_y = SPACE_2,
                      .h = FIT_MIN(TOUCH_MM),
                      .gap = SPACE_1,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_ACCENT,
                      .radius = RADIUS_MM});
    ui_icon(ui, "hand", ICON_LANE_MM, COLOR_ON_ACCENT);
    ui_text(ui, NULL, label,
            (UiText){.size = TYPE_LEAD,
                     .weight = WEIGHT_SEMIBOLD,
                     .color = COLOR_ON_ACCENT,
                     .align = ALIGN_CENTER});
    ui_close(ui);
    if (thanks)
        ui_button(ui, lane_id(l, "undo"), _("Take back my vote"),
                  (UiButton){.kind = BUTTON_QUIET,
                             .icon = "undo-2",
                             .act = lane_act(l, LANE_ACT_UNDO, 0)});
    ui_close(ui);
}

// ---- parts ------------------------------------------------------------------------------------------

static void close_button(const LaneLook *l) {
    ui_button(
        l->ui, lane_id(l, "close"), NULL,
        (UiButton){.icon = "x", .describe = _("Not yet"), .act = lane_act(l, LANE_ACT_CLOSE, 0)});
}

static UiStyle row_style(const LaneLook *l, bool on, UiAct act, const char *label) {
    return (UiStyle){.axis = AXIS_ROW,
                     .w = GROW,
                     .h = FIT_MIN(ROW_MM),
                     .pad_x = 3,
                     .pad_y = 1.4f,
                     .gap = SPACE_1,
                     .cross = ALIGN_CENTER,
                     .fill = on ? step_role_tint(l->shell, l->lane->draft.role) : COLOR_PAPER,
                     .border = on ? COLOR_ACCENT : COLOR_EDGE,
                     .border_mm = on ? EDGE_MM : HAIRLINE_MM,
                     .radius = RADIUS_MM,
                     .act = act,
                     .role = "button",
                     .label = label,
                     .selected = on,
                     .lift = true};
}

// What is chosen from, between the head of a lane and its button.
static void list_open(const LaneLook *l) {
    if (!l->tight)
        ui_scroll_open(l->ui, lane_id(l, "scroll"),
                       (UiStyle){.w = GROW, .h = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
}

static void list_close(const LaneLook *l) {
    if (!l->tight) ui_scroll_close(l->ui);
}

// ---- role -------------------------------------------------------------------------------------------

static void role_row(const LaneLook *l, int role, const char *name, bool here) {
    Ui *ui = l->ui;
    const char *id =
        role < 0 ? lane_id(l, "role.none")
                 : ui_format(ui, "lane.%d.role.%s", l->number, l->shell->session->role_ids[role]);
    ui_open(ui, id, row_style(l, false, lane_act(l, LANE_ACT_ROLE, role), name));
    shell_role_mark(l->shell, ui, role, ui_mark_mm(ui, here ? ICON_LANE_MM : 6));
    ui_text(ui, NULL, name,
            (UiText){.size = here ? TYPE_LEAD : TYPE_BODY,
                     .weight = here ? WEIGHT_SEMIBOLD : WEIGHT_REGULAR,
                     .color = here ? COLOR_INK : COLOR_INK_SOFT,
                     .w = GROW});
    ui_close(ui);
}

static void build_role(const LaneLook *l) {
    Ui *ui = l->ui;
    const Session *session = l->shell->session;
    bool some = session_people(session) > 0;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_text(ui, lane_id(l, "title"), _("Which role do you have today?"),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .w = GROW});
    close_button(l);
    ui_close(ui);
    list_open(l);
    for (int r = 0; r < session->role_count; r++) {
        if (!some || session->people[r] > 0) role_row(l, r, shell_role_name(l->shell, r), true);
    }
    role_row(l, -1, _("I would rather not say"), true);
    for (int r = 0; some && r < session->role_count; r++) {
        if (session->people[r] == 0) role_row(l, r, shell_role_name(l->shell, r), false);
    }
    list_close(l);
}

// ---- ballot -----------------------------------------------------------------------------------------

static void answer_row(const LaneLook *l, int option) {
    Ui *ui = l->ui;
    const Round *round = l->round;
    const BallotDraft *draft = &l->lane->draft;
    bool scale = round->kind == VOTE_SCALE;
    int value = scale ? option + 1 : option;
    bool on = draft->answered && draft->values[0] == value;
    const char *word = ballot_label(round, l->plan, option);
    const char *label = round->kind == VOTE_CHOICE ? word
                        : *word                    ? ui_format(ui, "%d, %s", value, word)
                                                   : ui_format(ui, "%d", value);
    UiFigure figure = shell_role_figure(l->shell, draft->role);
    Paint paint = shell_role_tone(l->shell, draft->role);
    ui_open(ui, ui_format(ui, "lane.%d.answer.%d", l->number, value),
            row_style(l, on, lane_act(l, LANE_ACT_ANSWER, value), label));
    // The marks stand in a column of their own width, so that the words begin in one line.
    ui_open(ui, NULL, (UiStyle){.w = MM(15), .main = ALIGN_CENTER, .cross = ALIGN_CENTER});
    if (round->kind == VOTE_FIST)
        ballot_hand(ui, value, 13, paint);
    else if (scale)
        ui_figure(ui, figure, 4 + SCALE_STEP_MM * (float)value, paint,
                  shell_role_edge(l->shell, draft->role));
    else
        ui_figure(ui, on ? figure : FIGURE_RING, ICON_LANE_MM, on ? paint : COLOR_EDGE, COLOR_NONE);
    ui_close(ui);
    if (round->kind != VOTE_CHOICE)
        ui_text(ui, NULL, ui_format(ui, "%d", value),
                (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .no_wrap = true});
    ui_text(ui, NULL, word,
            (UiText){.size = TYPE_BODY, .weight = on ? WEIGHT_BOLD : WEIGHT_REGULAR, .w = GROW});
    if (on) ui_icon(ui, "circle-check", ui_mark_mm(ui, 7), COLOR_ACCENT);
    ui_close(ui);
}

static void dots_left(const LaneLook *l) {
    Ui *ui = l->ui;
    const BallotDraft *draft = &l->lane->draft;
    int left = l->round->dots - dots_placed(draft->values, l->round->option_count);
    const char *text =
        left == 0 ? _("No dots left")
                  : ui_format(ui, _n("%d dot left", "%d dots left", (unsigned long)left), left);
    ui_open(ui, lane_id(l, "left"),
            (UiStyle){.axis = AXIS_FLOW,
                      .w = GROW,
                      .gap = 1.6f,
                      .cross = ALIGN_CENTER,
                      .role = "status",
                      .label = text,
                      .value = ui_format(ui, "%d", left)});
    for (int i = 0; i < l->round->dots; i++) {
        bool there = i < left;
        ui_figure(ui, shell_role_figure(l->shell, draft->role), 7.5f,
                  there ? shell_role_tone(l->shell, draft->role) : COLOR_SUNKEN,
                  there ? shell_role_edge(l->shell, draft->role) : COLOR_EDGE);
    }
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_close(ui);
}

static void dots_row(const LaneLook *l, int option) {
    Ui *ui = l->ui;
    const Round *round = l->round;
    const BallotDraft *draft = &l->lane->draft;
    int placed = draft->values[option], most = tally_dots_per_option(round->dots);
    int left = round->dots - dots_placed(draft->values, round->option_count);
    const char *label = ballot_label(round, l->plan, option);
    const char *id = ui_format(ui, "lane.%d.dot.%d", l->number, option);
    int block = scene_find_block(l->shell->scene, round->options[option]);
    UiStyle style = row_style(l, placed > 0, (UiAct){0}, label);
    style.border = COLOR_NONE;
    style.role = NULL;
    style.value = ui_format(ui, "%d", placed);
    style.pad_x = SPACE_1;
    ui_open(ui, id, style);
    if (block >= 0 && ui_text_percent(ui) <= 125)
        ui_icon(ui, l->shell->scene->blocks[block].icon, 8, COLOR_INK_SOFT);
    ui_text(
        ui, NULL, label,
        (UiText){.size = TYPE_BODY, .weight = placed ? WEIGHT_BOLD : WEIGHT_REGULAR, .w = GROW});
    ui_button(ui, ui_format(ui, "%s.less", id), NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "minus",
                         .describe = ui_format(ui, "%s −", label),
                         .act = lane_act(l, LANE_ACT_LESS, option),
                         .disabled = placed == 0,
                         .height_mm = 13});
    ui_text(ui, NULL, ui_format(ui, "%d", placed),
            (UiText){.size = TYPE_LEAD,
                     .weight = WEIGHT_BOLD,
                     .align = ALIGN_CENTER,
                     .color = placed ? COLOR_INK : COLOR_INK_SOFT,
                     .w = FIT_MIN(6)});
    ui_button(ui, ui_format(ui, "%s.more", id), NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "plus",
                         .describe = ui_format(ui, "%s +", label),
                         .act = lane_act(l, LANE_ACT_MORE, option),
                         .disabled = left == 0 || placed >= most,
                         .height_mm = 13});
    ui_close(ui);
}

static void ballot_head(const LaneLook *l) {
    Ui *ui = l->ui;
    int role = l->lane->draft.role;
    const char *name = shell_role_name(l->shell, role);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_open(ui, lane_id(l, "role"),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .h = FIT_MIN(14),
                      .pad_x = 2,
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER,
                      .radius = RADIUS_MM,
                      .act = lane_act(l, LANE_ACT_OTHER_ROLE, 0),
                      .role = "button",
                      .label = _("Another role"),
                      .value = name});
    shell_role_mark(l->shell, ui, role, ui_mark_mm(ui, 7));
    ui_text(ui, NULL, name, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD, .w = GROW});
    ui_close(ui);
    close_button(l);
    ui_close(ui);
}

static void build_ballot(const LaneLook *l) {
    Ui *ui = l->ui;
    bool dots = l->round->kind == VOTE_DOTS;
    ballot_head(l);
    if (dots) dots_left(l);
    list_open(l);
    for (int i = 0; i < l->round->option_count; i++) {
        if (dots)
            dots_row(l, i);
        else
            answer_row(l, i);
    }
    list_close(l);
    ui_button(ui, lane_id(l, "confirm"), _("I am done"),
              (UiButton){.kind = BUTTON_PRIMARY,
                         .icon = "check",
                         .size = TYPE_LEAD,
                         .w = GROW,
                         .act = lane_act(l, LANE_ACT_CONFIRM, 0),
                         .disabled = !draft_whole(&l->lane->draft, l->round)});
}

static void build_lane(const LaneLook *l, bool others) {
    Ui *ui = l->ui;
    static const char *const words[] = {"free", "thanks", "role", "ballot"};
    int64_t now = ui_now(ui), next = lane_next_ms(l->lane, now);
    LanePhase phase = lane_phase(l->lane, now);
    bool inside = phase == LANE_ROLE || phase == LANE_BALLOT;
    if (next != INT64_MAX) ui_wake_in(ui, next - now);
    ui_open(ui, ui_format(ui, "lane.%d", l->number),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(l->width),
                      .h = GROW,
                      .pad = inside ? SPACE_2 : 0,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = inside ? COLOR_SHEET : COLOR_NONE,
                      .radius = RADIUS_MM,
                      .shadow = inside,
                      .label = ui_format(ui, _("Place %d"), l->number + 1),
                      .value = words[phase]});
    bool scrolls = l->tight && inside;
    if (scrolls)
        ui_scroll_open(ui, lane_id(l, "scroll"),
                       (UiStyle){.w = GROW, .h = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    switch (phase) {
    case LANE_FREE:
    case LANE_THANKS: build_free(l, phase == LANE_THANKS, others); break;
    case LANE_ROLE: build_role(l); break;
    case LANE_BALLOT: build_ballot(l); break;
    }
    if (lane_asks(l->lane, now))
        ui_button(ui, lane_id(l, "stay"), _("Are you still there? Tap here."),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "clock",
                             .w = GROW,
                             .height_mm = 16,
                             .act = lane_act(l, LANE_ACT_STAY, 0)});
    if (scrolls) ui_scroll_close(ui);
    ui_close(ui);
}

// ---- the page -----------------------------------------------------------------------------------------

static void page_foot(Ui *ui, const Round *round, int people, int busy) {
    bool all = people > 0 && round->ballot_count >= people;
    const char *reveal = busy > 0 ? ui_format(ui,
                                              _n("%d person is still voting",
                                                 "%d people are still voting", (unsigned long)busy),
                                              busy)
                         : all    ? _("Everybody has voted: show the result")
                                  : _("Show the result");
    bool narrow = ui_portrait(ui) && ui_text_percent(ui) > 130;
    ui_open(ui, "facilitator",
            (UiStyle){.axis = narrow ? AXIS_FLOW : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_1,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_BETWEEN});
    ui_button(ui, "round.cancel", _("Stop voting"),
              (UiButton){.kind = BUTTON_QUIET, .icon = "x", .act = {.code = BALLOT_ASK_CANCEL}});
    ui_button(ui, "round.reveal", reveal,
              (UiButton){.kind = all && busy == 0 ? BUTTON_PRIMARY : BUTTON_SOFT,
                         .icon = busy > 0 ? "hourglass" : "eye",
                         .act = {.code = BALLOT_ASK_REVEAL},
                         .height_mm = 18,
                         .disabled = busy > 0 || round->ballot_count == 0});
    ui_close(ui);
}

void lanes_build(const BallotState *state, Shell *shell, Ui *ui, const RoundPlan *plan) {
    const Round *round = ballot_round(state, shell);
    if (!round) return;
    int count = lanes_beside(ui), people = session_people(shell->session);
    int busy = lanes_busy(&state->lanes, ui_now(ui));
    float width = (ui_width_mm(ui) - 2 * SPACE_2 - (float)(count - 1) * SPACE_2) / (float)count;
    if (width > LANE_WIDEST_MM) width = LANE_WIDEST_MM;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad_x = SPACE_2,
                      .pad_y = SPACE_2,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH});
    bool stacked = ui_portrait(ui) || ui_text_percent(ui) > 125;
    ui_open(ui, NULL,
            (UiStyle){.axis = stacked ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = stacked ? SPACE_1 : SPACE_4,
                      .cross = stacked ? ALIGN_STRETCH : ALIGN_CENTER});
    ui_text(ui, "lanes.title",
            plan->exists && plan->shown ? plan->shown
            : plan->exists              ? plan->question
                                        : round->question,
            (UiText){.size = ui_text_percent(ui) > 150 ? TYPE_LEAD : TYPE_TITLE,
                     .weight = WEIGHT_BOLD,
                     .w = GROW,
                     .role = "heading"});
    ballot_count(ui, round->ballot_count, people);
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .h = GROW,
                      .gap = SPACE_2,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    for (int i = 0; i < count; i++) {
        LaneLook look = {shell, ui, plan, round, &state->lanes.lanes[i], i, width, false};
        Rect before = ui_rect_of(ui, ui_format(ui, "lane.%d", i));
        float least = LIST_LEAST_MM * (float)ui_text_percent(ui) / 100 +
                      (lane_asks(look.lane, ui_now(ui)) ? ASKS_MM : 0);
        look.tight = !rect_empty(before) && (float)before.h < ui_px(ui, least);
        build_lane(&look, busy > 0);
    }
    ui_close(ui);
    page_foot(ui, round, people, busy);
    ui_close(ui);
    ballot_questions(state, shell, ui);
}
