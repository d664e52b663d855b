// A conversation in turns: the perspectives stand around what they talk about, and the one whose
// turn it is grows. Who has spoken is marked; nothing moves on by itself. The clock of a turn is the
// step's clock counted from when the turn began, so that stopping one stops both.
#include "screens/simple.h"
#include "screens/step_parts.h"
#include "screens/talk_places.h"

#include <stdlib.h>

enum { TALK_TURN = ACT_SCREEN, TALK_NEXT };
enum { LARGE_PERCENT = 125 };

// As parts of the stage's shorter side, so that the triangle fills what room there is.
#define DISC_PART 0.2f
#define DISC_NOW_PART 0.34f
#define ROOM_PART 0.24f
#define NAME_PART 0.42f
#define NAME_AROUND_MM 6.2f  // what stands around it on its plate, beside the mark

typedef struct {
    bool begun;  // a turn was given: now tells to whom, -1 when everyone has spoken
    int now;
    unsigned spoken;   // bit i: turns[i] has spoken
    int since;         // seconds of the step gone when the turn began
    int64_t since_ms;  // the same by the toolkit's clock, for a step without a clock
} State;

static const SceneStep *turns_of(const Shell *shell) {
    const SceneStep *step = shell_step(shell);
    return step && step->turn_count > 0 ? step : NULL;
}

static int turn_now(const State *state) {
    return state->begun ? state->now : -1;
}

static void give_turn(State *state, Shell *shell, int turn) {
    if (turn_now(state) >= 0) state->spoken |= 1u << state->now;
    state->begun = true;
    state->now = turn;
    state->since = shell->timer.total - shell->timer.seconds;
    state->since_ms = ui_now(shell->ui);
}

static int seconds_left(const State *state, const Shell *shell, Ui *ui, const SceneTurn *turn) {
    int gone;
    if (shell->timer.exists) {
        gone = shell->timer.total - shell->timer.seconds;
        // Someone set the clock anew: the turn begins with it.
        if (gone >= state->since) gone -= state->since;
    } else {
        gone = (int)((ui_now(ui) - state->since_ms) / 1000);
        ui_wake_in(ui, 1000);
    }
    return turn->minutes * 60 - gone;
}

// -- the stage ------------------------------------------------------------------------------------
static const SceneRole *role_of(const Shell *shell, const SceneTurn *turn) {
    return &shell->scene->roles[turn->role];
}

// A turn's role is the scene's; its colour is the one that the meeting shows for it.
static uint32_t rgb_of(const Shell *shell, const SceneRole *role) {
    for (int i = 0; i < shell->session->role_count; i++) {
        int at = shell_scene_role(shell, i);
        if (at >= 0 && &shell->scene->roles[at] == role) return shell_role_rgb(shell, i);
    }
    return role->rgb;
}

static void build_perspective(const State *state, Shell *shell, Ui *ui, const SceneStep *step,
                              int i, TalkPlace place, float stage) {
    const SceneRole *role = role_of(shell, &step->turns[i]);
    bool now = turn_now(state) == i, spoken = state->spoken >> i & 1;
    const char *id = ui_format(ui, "turn.%s", role->id);
    float disc =
        stage * ui_animate(ui, id, DISC_PART, now ? DISC_NOW_PART : DISC_PART, MOTION_SLOW_MS);
    const char *label = shell_text(shell, &role->name);
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .floating = true,
                      .x = place.x,
                      .y = place.y,
                      .anchor_x = 0.5f,
                      .anchor_y = 0.5f,
                      .w = FIT_MAX(stage * NAME_PART),
                      .gap = 1.5f,
                      .cross = ALIGN_CENTER,
                      .act = {.code = TALK_TURN, .a = i},
                      .selected = now,
                      .label = label,
                      .value = now      ? "now"
                               : spoken ? "spoken"
                                        : "waiting",
                      .radius = RADIUS_MM,
                      .role = "button"});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(disc),
                      .h = MM(disc),
                      .radius = -1,
                      .fill = COLOR_SHEET,
                      .border = now ? COLOR_INK : COLOR_EDGE,
                      .border_mm = now ? EDGE_MM : HAIRLINE_MM,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    ui_figure(ui, (UiFigure)role->shape, disc * 0.5f, paint_rgb(rgb_of(shell, role)),
              shell_edge_of(shell, rgb_of(shell, role)));
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .pad_x = 2.4f,
                      .pad_y = 0.8f,
                      .gap = 1.4f,
                      .cross = ALIGN_CENTER,
                      .radius = RADIUS_SMALL_MM,
                      .fill = COLOR_PAPER});
    if (spoken && !now) ui_icon(ui, "check", ui_mark_mm(ui, 5), COLOR_INK_SOFT);
    const char *name = shell_text(shell, &role->short_name);
    UiText style = {.size = TYPE_LEAD,
                    .weight = now ? WEIGHT_BOLD : WEIGHT_SEMIBOLD,
                    .color = spoken && !now ? COLOR_INK_SOFT : COLOR_INK,
                    .align = ALIGN_CENTER};
    // No wider than its lines, so that the mark stands beside them.
    style.w = FIT_MAX(
        shell_even_mm(ui, name, style, stage * NAME_PART - NAME_AROUND_MM - ui_mark_mm(ui, 5)));
    ui_text(ui, NULL, name, style);
    ui_close(ui);
    ui_close(ui);
}

static void build_stage(const State *state, Shell *shell, Ui *ui, const SceneStep *step) {
    bool tall = ui_portrait(ui);
    // The bar has a second row with large letters.
    float wide_part = ui_text_percent(ui) > 150 ? 0.72f : 0.8f;
    float h = ui_height_mm(ui) * (tall ? 0.42f : wide_part);
    float w = ui_width_mm(ui) * (tall ? 0.84f : 0.44f);
    ui_open(ui, "talk.stage",
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(w),
                      .h = MM(h),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    float stage = w < h ? w : h, ground = stage * (1 - ROOM_PART);
    if (step->turn_count == 3) ui_figure(ui, FIGURE_TRIANGLE, ground, COLOR_SUNKEN, COLOR_NONE);
    if (step->turn_count == 4) ui_figure(ui, FIGURE_DIAMOND, ground, COLOR_SUNKEN, COLOR_NONE);
    TalkPlace places[SCENE_TURNS_MAX];
    talk_places(step->turn_count, w, h, stage * ROOM_PART, places);
    for (int i = 0; i < step->turn_count; i++)
        build_perspective(state, shell, ui, step, i, places[i], stage);
    ui_close(ui);
}

// -- beside it: the question, and the turn ----------------------------------------------------------
static void build_clock(const State *state, Shell *shell, Ui *ui, const SceneTurn *turn) {
    if (turn->minutes <= 0) return;
    int left = seconds_left(state, shell, ui, turn);
    bool over = left < 0;
    float part = over ? 0 : (float)left / (float)(turn->minutes * 60);
    const char *text = ui_format(ui, "%s%d:%02d", over ? "+" : "", abs(left) / 60, abs(left) % 60);
    ui_open(ui, "turn.left",
            (UiStyle){.axis = AXIS_ROW,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .role = "timer",
                      .label = _("Time of this turn"),
                      .value = text});
    ui_ring(ui, 24, 4, part, COLOR_TEAL, COLOR_SUNKEN);
    ui_text(ui, NULL, text,
            (UiText){.size = TYPE_TITLE,
                     .weight = WEIGHT_SEMIBOLD,
                     .color = over ? COLOR_BRICK_SHADE : COLOR_INK,
                     .no_wrap = true});
    ui_close(ui);
}

static void build_turn(const State *state, Shell *shell, Ui *ui, const SceneStep *step) {
    const SceneTurn *turn = &step->turns[state->now];
    const SceneRole *role = role_of(shell, turn);
    uint32_t sheet = theme_rgb(shell->prefs.theme, COLOR_SHEET);
    bool large = ui_text_percent(ui) > LARGE_PERCENT;
    ui_open(ui, "talk.turn",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = large ? SPACE_2 : SPACE_4,
                      .gap = large ? SPACE_1 : SPACE_3,
                      .cross = ALIGN_STRETCH,
                      .fill = paint_rgb(color_mix(sheet, rgb_of(shell, role), 0.08f)),
                      .radius = RADIUS_MM,
                      .shadow = true});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_figure(ui, (UiFigure)role->shape, 10, paint_rgb(rgb_of(shell, role)),
              shell_edge_of(shell, rgb_of(shell, role)));
    ui_text(ui, NULL, shell_text(shell, &role->name),
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD, .w = GROW});
    ui_close(ui);
    ui_text(ui, "turn.question", simple_or(shell, &turn->simple, &turn->question),
            (UiText){.size = large ? TYPE_LEAD : TYPE_TITLE, .weight = WEIGHT_BOLD});
    build_clock(state, shell, ui, turn);
    ui_close(ui);
}

static void build_course(const State *state, Shell *shell, Ui *ui, const SceneStep *step) {
    if (turn_now(state) >= 0)
        build_turn(state, shell, ui, step);
    else
        ui_text(ui, "talk.say",
                state->begun ? _("Everyone has had a turn. Talk on together.")
                             : _("Give everyone a turn. Who begins?"),
                (UiText){.size = TYPE_TITLE, .color = COLOR_INK_SOFT});
}

// Passing the turn stays in reach, however long the question is.
static void build_pass(const State *state, Shell *shell, Ui *ui, const SceneStep *step) {
    int now = turn_now(state), next = talk_next(step->turn_count, state->spoken, now);
    const char *label = NULL;
    if (next >= 0) {
        const char *who = shell_text(shell, &role_of(shell, &step->turns[next])->short_name);
        label = ui_format(ui, now >= 0 ? _("Pass the turn to %s") : _("Begin with %s"), who);
    } else if (now >= 0) {
        label = _("Everyone has had a turn");
    }
    if (!label) return;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .pad_x = SPACE_1, .cross = ALIGN_STRETCH});
    ui_button(ui, "turn.next", label,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon_after = next >= 0 ? "arrow-right" : "check",
                         .size = TYPE_LEAD,
                         .height_mm = TOUCH_MM,
                         .act = {.code = TALK_NEXT, .a = next}});
    ui_close(ui);
}

static void build_turns(const State *state, Shell *shell, Ui *ui, const SceneStep *step) {
    bool tall = ui_portrait(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .h = GROW,
                      .pad_x = PAGE_X_MM,
                      .pad_y = PAGE_Y_MM,
                      .gap = SPACE_4,
                      .cross = ALIGN_CENTER});
    build_stage(state, shell, ui, step);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .gap = SPACE_4,
                      .main = tall ? ALIGN_START : ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(ui, "talk.scroll",
                   (UiStyle){.w = GROW,
                             .pad = SPACE_1,
                             .gap = ui_text_percent(ui) > LARGE_PERCENT ? SPACE_2 : SPACE_6,
                             .cross = ALIGN_STRETCH});
    step_head(shell, ui, "talk.title");
    build_course(state, shell, ui, step);
    ui_scroll_close(ui);
    build_pass(state, shell, ui, step);
    ui_close(ui);
    ui_close(ui);
}

static void build_free(Shell *shell, Ui *ui) {
    step_middle_open(ui, "talk.scroll");
    ui_icon(ui, "messages-square", 28, COLOR_TEAL);
    step_large_question(shell, ui, "talk.title");
    ui_text(ui, "talk.say", _("Talk about it together. Let everyone have a say."),
            (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT, .align = ALIGN_CENTER});
    step_middle_close(ui);
}

static void build(void *s, Shell *shell, Ui *ui) {
    const SceneStep *step = turns_of(shell);
    if (step)
        build_turns(s, shell, ui, step);
    else
        build_free(shell, ui);
}

static bool handle(void *s, Shell *shell, const UiEvent *event) {
    State *state = s;
    const SceneStep *step = turns_of(shell);
    if (!step || event->kind != UI_TAP) return false;
    if (event->act.code == TALK_NEXT) {
        give_turn(state, shell, event->act.a);
        return true;
    }
    if (event->act.code != TALK_TURN) return false;
    // A tap on the one who speaks passes the turn; on another it goes there.
    int turn = event->act.a;
    if (turn == turn_now(state)) turn = talk_next(step->turn_count, state->spoken, turn);
    give_turn(state, shell, turn);
    return true;
}

static const char *name(const void *state, const Shell *shell) {
    (void)state;
    (void)shell;
    return "talk";
}

const ScreenClass screen_talk = {.id = SCREEN_TALK,
                                 .state_bytes = sizeof(State),
                                 .build = build,
                                 .handle = handle,
                                 .name = name};
