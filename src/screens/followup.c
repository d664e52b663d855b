// What came of it: the open agreements of the meeting before this one, each done, on its way, stuck or
// dropped and what is in the way, and what was learned as notes beside them. A meeting that follows none can choose one.
#include "screens/followup.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "screens/agreement_editor.h"
#include "screens/step_parts.h"
#include "screens/vote.h"

#include <string.h>

#define FIELD "learned.text"
#define OBSTACLE "followup.obstacle."

static void take_over(FollowupState *state, Shell *shell, const char *id) {
    if (shell->look_only || followup_has(shell->session, id)) return;
    const Session *earlier = shell->ops->load_session(shell->app, id);
    if (!earlier || !earlier->id) {
        shell->ops->toast(shell->app,
                          _("The earlier meeting cannot be read. Its agreements are not here."));
        return;
    }
    state->taken_over = followup_import(shell, earlier);
}

// The fields show what was said before.
static void fill_fields(Shell *shell) {
    for (int i = 0; shell->session && i < shell->session->agreement_count; i++) {
        const Agreement *agreement = &shell->session->agreements[i];
        if (agreement->present && *agreement->previous)
            ui_field_set(shell->ui, ui_format(shell->ui, OBSTACLE "%d", agreement->id),
                         agreement->obstacle);
    }
}

static void enter(void *s, Shell *shell) {
    if (shell->session && *shell->session->previous) take_over(s, shell, shell->session->previous);
    fill_fields(shell);
    followup_resume_vote(s, shell);
}

static bool came_along(const Agreement *agreement) {
    return agreement->present && !agreement->removed && *agreement->previous != '\0';
}

static int count_came(const Session *session) {
    int count = 0;
    for (int i = 0; i < session->agreement_count; i++) count += came_along(&session->agreements[i]);
    return count;
}

// -- the agreements ---------------------------------------------------------------------------------
static void build_states(Ui *ui, const Agreement *agreement) {
    static const struct {
        const char *id, *label, *icon;
        AgreementState state;
    } table[] = {
        {"done", N_("Done"), "check", AGREEMENT_DONE},
        {"under-way", N_("On its way"), "footprints", AGREEMENT_UNDER_WAY},
        {"stuck", N_("Stuck"), "triangle-alert", AGREEMENT_STUCK},
        {"dropped", N_("Dropped"), "x", AGREEMENT_DROPPED},
    };
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        ui_chip(ui, ui_format(ui, "followup.%s.%d", table[i].id, agreement->id), _(table[i].label),
                table[i].icon, agreement->state == table[i].state,
                (UiAct){.code = FOLLOWUP_STATE, .a = agreement->id, .b = (int)table[i].state});
    ui_close(ui);
}

// What is in the way: asked where something is, and where it was said before.
static void build_obstacle(Ui *ui, const Agreement *agreement) {
    bool asks = agreement->state == AGREEMENT_STUCK || agreement->state == AGREEMENT_UNDER_WAY;
    if (!asks && !*agreement->obstacle) return;
    if (!asks) {
        ui_text(ui, NULL, ui_format(ui, _("In the way: %s"), agreement->obstacle),
                (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
        return;
    }
    ui_field(ui, ui_format(ui, OBSTACLE "%d", agreement->id),
             (UiField){.placeholder = _("What is in the way?"),
                       .max_chars = NOTE_CHARS_MAX,
                       .max_bytes = EVENT_TEXT_MAX,
                       .w = GROW,
                       .act = {.code = FOLLOWUP_OBSTACLE, .a = agreement->id},
                       .label = _("What is in the way?"),
                       .done = _("Keep"),
                       .fill = COLOR_SUNKEN});
}

static void say_state(Shell *shell, int id, AgreementState state, const char *obstacle) {
    const Agreement *agreement = session_agreement(shell->session, id);
    if (!agreement || (agreement->state == state && strcmp(agreement->obstacle, obstacle) == 0))
        return;
    (void)shell_send(shell,
                     (Event){.type = EV_AGREEMENT_PROGRESS,
                             .agreement = id,
                             .value = state,
                             .text = arena_strdup(ui_arena(shell->ui), obstacle)},
                     NULL);
}

static void keep_obstacle(Shell *shell, int id) {
    const Agreement *agreement = session_agreement(shell->session, id);
    const char *text = ui_field_text(shell->ui, ui_format(shell->ui, OBSTACLE "%d", id));
    if (agreement) say_state(shell, id, agreement->state, text + strspn(text, " \n"));
}

static void build_card(Shell *shell, Ui *ui, const Agreement *agreement) {
    const char *id = ui_format(ui, "agreement.%d", agreement->id);
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_3,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .label = agreement->what});
    agreement_sentence(shell, ui, id, agreement,
                       ui_text_percent(ui) > 125 ? TYPE_LEAD : TYPE_TITLE);
    build_states(ui, agreement);
    build_obstacle(ui, agreement);
    ui_close(ui);
}

// -- what was learned: notes on a board of this part, made when the first is written ------------------
static const Board *learned_board(const Shell *shell) {
    return session_board_at(shell->session, shell->session->item, shell->session->step);
}

static bool open_learned_board(Shell *shell) {
    if (learned_board(shell)) return true;
    const char *question = _("What did you learn from it?");
    Event e = {.type = EV_BOARD_OPEN,
               .board = shell->session->board_count + 1,
               .item = shell->session->item,
               .step = shell->session->step,
               .text = question,
               .labels = &question,
               .label_count = 1};
    return shell_send(shell, e, NULL);
}

static void put_learned(Shell *shell) {
    const char *text = arena_strdup(ui_arena(shell->ui), ui_field_text(shell->ui, FIELD));
    if (utf8_blank(text) || !open_learned_board(shell)) return;
    Event e = {.type = EV_NOTE_ADD,
               .note = shell->session->note_count + 1,
               .board = learned_board(shell)->id,
               .role = -1,
               .text = text};
    if (shell_send(shell, e, _("Put with what you learned."))) ui_field_set(shell->ui, FIELD, "");
}

static void build_learned(Shell *shell, Ui *ui) {
    const Board *board = learned_board(shell);
    ui_open(ui, "learned",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad = SPACE_2,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_SUNKEN,
                      .radius = RADIUS_MM,
                      .label = _("What did you learn from it?")});
    ui_text(ui, "learned.title", _("What did you learn from it?"),
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_BOLD, .role = "heading"});
    ui_scroll_open(
        ui, "learned.list",
        (UiStyle){.w = GROW, .h = GROW, .gap = 2.6f, .pad = 0.6f, .cross = ALIGN_STRETCH});
    for (int i = 0; board && i < board->order_count; i++) {
        const Note *note = session_note(shell->session, board->order[i]);
        if (!note || note->removed) continue;
        ui_open(ui, ui_format(ui, "note.%d", note->id),
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = GROW,
                          .pad_x = 3,
                          .pad_y = 2.4f,
                          .cross = ALIGN_STRETCH,
                          .fill = COLOR_SHEET,
                          .radius = RADIUS_SMALL_MM,
                          .shadow = true,
                          .label = step_note_words(note)});
        step_note_inside(ui, note, TYPE_BODY);
        ui_close(ui);
    }
    ui_scroll_close(ui);
    ui_field(ui, FIELD,
             (UiField){.placeholder = _("Write it here, if you like"),
                       .max_chars = NOTE_CHARS_MAX,
                       .max_bytes = EVENT_TEXT_MAX,
                       .multiline = true,
                       .w = GROW,
                       .act = {.code = FOLLOWUP_TEXT},
                       .label = _("What did you learn from it?"),
                       .done = _("Keep"),
                       .fill = COLOR_SHEET});
    ui_button(ui, "learned.put", _("Keep"),
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "plus",
                         .w = GROW,
                         .height_mm = 16,
                         .act = {.code = FOLLOWUP_PUT}});
    ui_close(ui);
}

static void build_agreements(Shell *shell, Ui *ui) {
    bool tall = ui_portrait(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .h = GROW,
                      .gap = SPACE_4,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "agreements",
                   (UiStyle){.w = GROW_BY(1.6f),
                             .h = GROW_BY(1.6f),
                             .pad = 1,
                             .gap = SPACE_2,
                             .cross = ALIGN_STRETCH});
    for (int i = 0; i < shell->session->agreement_count; i++) {
        if (came_along(&shell->session->agreements[i]))
            build_card(shell, ui, &shell->session->agreements[i]);
    }
    if (count_came(shell->session) == 0)
        ui_text(ui, "followup.say", _("No agreements of the last meeting are open."),
                (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT});
    followup_build_questions(shell, ui);
    ui_scroll_close(ui);
    build_learned(shell, ui);
    ui_close(ui);
}

// -- choosing a meeting -----------------------------------------------------------------------------
static bool can_follow(const Shell *shell, const SessionBrief *brief) {
    return brief->state == SESSION_CLOSED && brief->agreements > 0 && !brief->newer &&
           strcmp(brief->id, shell->session->id ? shell->session->id : "") != 0;
}

static const char *brief_date(Ui *ui, const SessionBrief *brief) {
    char text[64];
    ClockDate day = clock_local(brief->created_ms);
    i18n_date(day.year, day.month, day.day, day.weekday, 1, text, sizeof text);
    return ui_format(ui, "%s", text);
}

static void build_brief(Ui *ui, const SessionBrief *brief) {
    const char *place =
        *brief->group ? ui_format(ui, "%s · %s", brief->place, brief->group) : brief->place;
    ui_card_open(
        ui, ui_format(ui, "followup.meeting.%s", brief->id), place,
        (UiAct){.code = FOLLOWUP_CHOOSE, .s = brief->id}, false,
        (UiStyle){
            .axis = AXIS_COLUMN, .w = GROW, .pad = SPACE_3, .gap = 1, .cross = ALIGN_STRETCH});
    ui_text(ui, NULL, place, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
    ui_text(ui, NULL, brief_date(ui, brief), (UiText){.size = TYPE_BODY});
    ui_text(ui, NULL,
            ui_format(ui, _n("%d agreement", "%d agreements", (unsigned long)brief->agreements),
                      brief->agreements),
            (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static void build_choice(const FollowupState *state, Shell *shell, Ui *ui) {
    int count = 0;
    for (int i = 0; i < shell->brief_count; i++) count += can_follow(shell, &shell->briefs[i]);
    bool follows = *shell->session->previous != '\0' || state->chose;
    const char *say =
        follows ? _("No agreements of the last meeting are open. Go on to the next part.")
        : count > 0
            ? _("Which meeting does this one follow? Or go on to the next part.")
            : _("There is no earlier meeting with agreements here. Go on to the next part.");
    if (follows || count == 0) {
        shell_invite(ui, "followup.say", "handshake", say);
        return;
    }
    ui_text(ui, "followup.say", say, (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT});
    ui_scroll_open(ui, "followup.meetings",
                   (UiStyle){.w = GROW_MAX(2 * MEASURE_MM),
                             .h = GROW,
                             .pad = 1,
                             .gap = SPACE_2,
                             .cross = ALIGN_STRETCH});
    for (int i = 0; i < shell->brief_count; i++) {
        if (can_follow(shell, &shell->briefs[i])) build_brief(ui, &shell->briefs[i]);
    }
    ui_scroll_close(ui);
}

// -- the screen -------------------------------------------------------------------------------------
static void build(void *s, Shell *shell, Ui *ui) {
    const FollowupState *state = s;
    int came = count_came(shell->session);
    if (state->asking) {
        followup_build_asking(state, shell, ui);
        return;
    }
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad_x = PAGE_X_MM,
                      .pad_y = PAGE_Y_MM,
                      .gap = SPACE_3,
                      .cross = ALIGN_STRETCH});
    shell_question(ui, "followup.title", _("From the last meeting"),
                   _("What came of your agreements?"));
    if (came > 0 || followup_has_questions(shell))
        build_agreements(shell, ui);
    else
        build_choice(state, shell, ui);
    ui_close(ui);
}

static bool handle(void *s, Shell *shell, const UiEvent *event) {
    FollowupState *state = s;
    int code = event->act.code;
    if (state->asking && code < BALLOT_ACTS_END && code != ACT_NEXT) {
        RoundPlan plan = followup_plan_again(state, shell);
        return ballot_handle(&state->ballot, shell, &plan, event);
    }
    if (code == FOLLOWUP_TEXT) {
        if (event->kind == UI_SUBMIT) put_learned(shell);
        return true;
    }
    if (code == FOLLOWUP_OBSTACLE) {
        if (event->kind == UI_SUBMIT || event->kind == UI_FIELD_LEFT)
            keep_obstacle(shell, event->act.a);
        return true;
    }
    if (event->kind != UI_TAP) return false;
    switch (code) {
    case FOLLOWUP_STATE: {
        const Agreement *agreement = session_agreement(shell->session, event->act.a);
        // A second tap takes it back to what it was: open.
        if (agreement)
            say_state(shell, agreement->id,
                      (int)agreement->state == event->act.b ? AGREEMENT_OPEN
                                                            : (AgreementState)event->act.b,
                      agreement->obstacle);
        return true;
    }
    case FOLLOWUP_CHOOSE:
        take_over(state, shell, event->act.s);
        fill_fields(shell);
        state->chose = true;
        return true;
    case FOLLOWUP_ASK:
        state->ballot = (BallotState){0};
        // Another question may have been asked here: then this one begins anew.
        state->ballot.again = event->act.b || session_round_at(shell->session, shell->session->item,
                                                               shell->session->step) != NULL;
        state->asking = event->act.a;
        return true;
    case FOLLOWUP_ASKED: state->asking = 0; return true;
    case FOLLOWUP_PUT:
        // Nothing to keep yet: then this is where to write it.
        if (utf8_blank(ui_field_text(shell->ui, FIELD))) {
            ui_field_focus(shell->ui, FIELD);
            return true;
        }
        put_learned(shell);
        ui_field_focus(shell->ui, NULL);
        return true;
    default: return false;
    }
}

static bool back(void *s, Shell *shell) {
    FollowupState *state = s;
    if (!state->asking) return false;
    if (!ballot_back(&state->ballot, shell)) state->asking = 0;
    return true;
}

static const char *name(const void *s, const Shell *shell) {
    const FollowupState *state = s;
    return state->asking ? ballot_page_name(&state->ballot, shell, "followup") : "followup";
}

// While people vote nobody goes on by mistake.
static const char *next_label(const void *s, const Shell *shell, bool *out_enabled) {
    const FollowupState *state = s;
    *out_enabled = true;
    return state->asking && ballot_page(&state->ballot, shell) != BALLOT_PAGE_RESULT ? NULL
                                                                                     : _("Next");
}

const ScreenClass screen_followup = {.id = SCREEN_FOLLOWUP,
                                     .state_bytes = sizeof(FollowupState),
                                     .enter = enter,
                                     .build = build,
                                     .handle = handle,
                                     .back = back,
                                     .name = name,
                                     .next_label = next_label};
