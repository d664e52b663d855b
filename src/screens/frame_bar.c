// The bar at the lower edge, always in the same place: left back and home, middle the place in the
// meeting, right text, language and help, and the one large button onwards. In as many rows as the words
// need: nothing in it is ever cut.
#include "screens/frame.h"

#include "model/work_plan.h"
#include "screens/reach.h"

#include <math.h>
#include <stdio.h>

#define BAR_BUTTON_MM 18.0f
#define BAR_PAD_X_MM 3.0f  // a quiet button's, on either side of its label
#define ONWARDS_MM 42.0f

typedef struct {
    const char *id, *icon, *label;
    int act;
    bool selected;
} BarButton;

enum { BAR_BUTTONS_MAX = 6 };

static float bar_buttons_mm(Ui *ui, const BarButton *buttons, int count) {
    float wide = 0;
    for (int i = 0; i < count; i++) {
        UiText type = {.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD};
        float own = ui_text_mm(ui, buttons[i].label, type) + 2 * BAR_PAD_X_MM;
        wide += (own > BAR_BUTTON_MM ? own : BAR_BUTTON_MM) + (i ? SPACE_1 : 0);
    }
    return wide;
}

static void bar_buttons(Ui *ui, const BarButton *buttons, int count) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    for (int i = 0; i < count; i++)
        ui_button(ui, buttons[i].id, buttons[i].label,
                  (UiButton){.kind = BUTTON_QUIET,
                             .icon = buttons[i].icon,
                             .column = true,
                             .size = TYPE_BODY,
                             .height_mm = BAR_BUTTON_MM,
                             .w = {.mode = SIZE_FIT, .min = BAR_BUTTON_MM},
                             .act = {.code = buttons[i].act},
                             .selected = buttons[i].selected});
    ui_close(ui);
}

static void place_text(Shell *shell, Ui *ui) {
    const AgendaItem *item = shell_item(shell);
    if (!item) return;
    const char *text = item->title;
    if (item->kind == PART_WORK) {
        int place, total;
        work_plan_count(shell->session, item, &place, &total);
        text = ui_format(ui, _("Assignment %d of %d · step %d of %d"), place, total,
                         shell->session->step + 1, item->steps);
    }
    ui_text(ui, "place", text,
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .align = ALIGN_CENTER});
}

static void stone(Ui *ui, float wide, Paint fill, Paint border) {
    ui_open(ui, NULL,
            (UiStyle){.w = MM(wide), .h = MM(3), .radius = -1, .fill = fill, .border = border});
    ui_close(ui);
}

// The path: a stone for every part of the meeting, and for the part under way one for each step. The work
// that the group has yet to choose is a long one.
static void path_stones(Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    int here = session_item_place(session, session->item);
    int after, work = shell_work_ahead(shell, &after);
    char value[32];
    (void)snprintf(value, sizeof value, "%d/%d", here + 1, session->order_count);
    ui_open(ui, "path",
            (UiStyle){.axis = AXIS_FLOW,
                      .gap = 1.6f,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_CENTER,
                      .role = "progressbar",
                      .label = _("Path of the meeting"),
                      .value = value});
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (!item || item->skipped) continue;
        bool now = i == here, done = i < here;
        int steps = now && item->steps > 1 ? item->steps : 1;
        for (int s = 0; s < steps; s++) {
            bool current = now && (steps == 1 || s == session->step);
            bool passed = done || (now && s < session->step);
            // What is still to come is open, so that no theme tells it by colour alone.
            stone(ui,
                  current ? 9
                  : now   ? 5
                          : 4,
                  current  ? COLOR_ACCENT
                  : passed ? COLOR_TEAL
                           : COLOR_NONE,
                  current || passed ? COLOR_NONE : COLOR_EDGE);
        }
        if (work > 0 && i == after && here <= after) stone(ui, 12, COLOR_NONE, COLOR_EDGE);
    }
    ui_close(ui);
}

static void timer(Shell *shell, Ui *ui) {
    const ShellTimer *t = &shell->timer;
    if (!t->exists) return;
    int s = t->seconds < 0 ? -t->seconds : t->seconds;
    const char *text = ui_format(ui, "%s%d:%02d", t->over ? "+" : "", s / 60, s % 60);
    Paint ink = t->over ? COLOR_BRICK_SHADE : COLOR_INK;
    ui_open(ui, "timer",
            (UiStyle){
                .axis = AXIS_ROW, .gap = 1, .cross = ALIGN_CENTER, .role = "timer", .value = text});
    ui_button(ui, "timer.run", NULL,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = t->running ? "pause" : "play",
                         .height_mm = 14,
                         .describe = t->running ? _("Stop the clock") : _("Let the clock run"),
                         .act = {.code = FRAME_TIMER_RUN, .a = !t->running},
                         .icon_color = ink});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .gap = 0.8f, .cross = ALIGN_CENTER});
    ui_text(ui, "timer.left", text,
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .color = ink, .no_wrap = true});
    float part = t->total > 0 && t->seconds > 0 ? (float)t->seconds / (float)t->total : 0;
    ui_meter(ui, MM(22), 1.4f, part, t->over ? COLOR_BRICK : COLOR_TEAL, COLOR_LINE);
    ui_close(ui);
    ui_button(ui, "timer.add", "+1",
              (UiButton){.kind = BUTTON_QUIET,
                         .height_mm = 14,
                         .act = {.code = FRAME_TIMER_ADD, .a = 60}});
    ui_close(ui);
    if (t->running) ui_wake_in(ui, 1000 - shell->utc_ms % 1000 + 5);
}

static void saved(Shell *shell, Ui *ui) {
    if (shell->save == SAVE_NONE) return;
    if (shell->save == SAVE_FAILED) {
        ui_button(ui, "saved", _("Not saved"),
                  (UiButton){.kind = BUTTON_ALERT,
                             .icon = "triangle-alert",
                             .height_mm = 14,
                             .act = {.code = FRAME_SAVE},
                             .value = "failed"});
        return;
    }
    bool look = shell->save == SAVE_LOOK_ONLY;
    const char *text = look                         ? _("Looking only")
                       : shell->save == SAVE_SAVING ? _("Saving…")
                                                    : _("Saved");
    const char *value = look ? "look" : shell->save == SAVE_SAVING ? "saving" : "saved";
    ui_open(ui, "saved",
            (UiStyle){.axis = AXIS_ROW,
                      .gap = 1.2f,
                      .cross = ALIGN_CENTER,
                      .role = "status",
                      .label = text,
                      .value = value,
                      .w = {.mode = SIZE_FIT, .min = 22}});
    ui_icon(ui,
            look                         ? "eye"
            : shell->save == SAVE_SAVING ? "hourglass"
                                         : "check",
            ui_mark_mm(ui, 4.5f), COLOR_INK_SOFT);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static const char *next_label(FrameContent content, const Shell *shell, bool *out_enabled) {
    *out_enabled = true;
    if (content.screen->next_label)
        return content.screen->next_label(content.screen_state, shell, out_enabled);
    return shell_in_meeting(shell) ? _("Next") : NULL;
}

static bool at_start(const Shell *shell) {
    if (shell->screen == SCREEN_TROUBLE) return true;
    return shell->screen == SCREEN_POSTER && !shell_in_meeting(shell) && shell->block < 0;
}

static int left_buttons(Shell *shell, BarButton out[BAR_BUTTONS_MAX]) {
    int n = 0;
    if (!at_start(shell)) {
        out[n++] = (BarButton){"back", "arrow-left", _("Back"), FRAME_BACK, false};
        out[n++] = (BarButton){"home", "house", _("Poster"), FRAME_HOME, false};
    }
    if (shell_in_meeting(shell))
        out[n++] = (BarButton){"drawer.open", "menu", _("Facilitator"), FRAME_DRAWER, false};
    return n;
}

static int right_buttons(Shell *shell, Ui *ui, BarButton out[BAR_BUTTONS_MAX]) {
    int n = 0;
    if (shell->can_read_aloud)
        out[n++] = (BarButton){"read.aloud", shell->reading ? "square" : "volume-2",
                               shell->reading ? _("Stop") : _("Read aloud"), FRAME_READ_ALOUD,
                               shell->reading};
    out[n++] = (BarButton){"text.open", "a-large-small", _("Text"), FRAME_TEXT, false};
    // Of two languages the button names the other one, in that language; of more it opens a list.
    bool two = lang_count() == 2;
    out[n++] = (BarButton){"lang", "languages", two ? lang_name(!shell->lang) : _("Language"),
                           FRAME_LANG, false};
    out[n++] = (BarButton){"help.open", "circle-help", _("Help"), FRAME_HELP, false};
    if (reach_helps(shell, ui)) {
        bool low = shell->prefs.reach != REACH_ALL;
        out[n++] = (BarButton){"reach", low ? "arrow-up-to-line" : "arrow-down-to-line",
                               low ? _("Higher") : _("Lower"), FRAME_REACH, low};
    }
    return n;
}

// What was just done stands where the place in the meeting stands otherwise: there it covers nothing
// that somebody is about to touch.
void frame_toast_build(const Frame *frame, Ui *ui) {
    int newest = frame->toast_count - 1;
    const FrameToast *t = &frame->toasts[newest];
    ui_open(ui, ui_format(ui, "toast.%d", newest),
            (UiStyle){.axis = AXIS_ROW,
                      .w = {.mode = SIZE_FIT, .max = 210},
                      .fill = COLOR_INK,
                      .radius = RADIUS_MM,
                      .pad_x = SPACE_2,
                      .pad_y = 1,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .role = "alert"});
    ui_text(ui, NULL, t->text, (UiText){.size = TYPE_BODY, .color = COLOR_PAPER});
    if (t->undo_seq) {
        ui_button(ui, ui_format(ui, "toast.undo.%d", newest), _("Undo"),
                  (UiButton){.kind = BUTTON_PRIMARY,
                             .icon = "undo-2",
                             .height_mm = 14,
                             .act = {.code = FRAME_UNDO, .a = newest}});
    } else {
        ui_button(ui, ui_format(ui, "toast.close.%d", newest), _("OK"),
                  (UiButton){.kind = BUTTON_PRIMARY,
                             .height_mm = 14,
                             .act = {.code = FRAME_TOAST_CLOSE, .a = newest}});
    }
    ui_close(ui);
}

static void middle(const Frame *frame, Shell *shell, Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = 1.4f,
                      .cross = ALIGN_CENTER,
                      .main = ALIGN_CENTER});
    if (frame->toast_count) {
        frame_toast_build(frame, ui);
    } else if (shell_in_meeting(shell)) {
        place_text(shell, ui);
        path_stones(shell, ui);
    }
    ui_close(ui);
}

static bool elsewhere(const Shell *shell) {
    return shell_in_meeting(shell) && shell->screen != shell_meeting_screen(shell);
}

static const char *onwards_label(FrameContent content, const Shell *shell, bool *out_enabled) {
    *out_enabled = true;
    return elsewhere(shell) ? _("Back to the meeting") : next_label(content, shell, out_enabled);
}

static void onwards(FrameContent content, const Shell *shell, Ui *ui) {
    bool enabled, back = elsewhere(shell);
    const char *label = onwards_label(content, shell, &enabled);
    if (!label) return;
    bool passes = !back && content.screen->next_passes &&
                  content.screen->next_passes(content.screen_state, shell);
    ui_button(ui, back ? "meeting.return" : "step.next", label,
              (UiButton){.kind = passes ? BUTTON_SOFT : BUTTON_PRIMARY,
                         .icon_after = passes ? "skip-forward" : "arrow-right",
                         .size = back ? TYPE_BODY : TYPE_LEAD,
                         .act = {.code = back ? FRAME_RETURN : ACT_NEXT},
                         .disabled = !enabled,
                         .ends = !back && content.screen->ends,
                         .height_mm = BAR_BUTTON_MM,
                         .w = {.mode = SIZE_FIT, .min = ONWARDS_MM}});
}

// How the bar lies: what fits beside one another, by the widths that the words have in this language and
// at this size of letters.
typedef struct {
    BarButton left[BAR_BUTTONS_MAX], right[BAR_BUTTONS_MAX];
    int left_count, right_count;
    bool place_above;    // the place in the meeting has a row of its own
    bool onwards_above;  // the clock and the way onwards have one too
    bool parted;         // and left and right have a row each
} BarPlan;

#define PLACE_MM 76.0f  // of letters of 100 %, for the place in the meeting
#define CLOCK_MM 62.0f
#define SAVED_MM 26.0f

static float onwards_mm(FrameContent content, const Shell *shell, Ui *ui) {
    bool enabled;
    const char *label = onwards_label(content, shell, &enabled);
    if (!label) return 0;
    TypeSize size = elsewhere(shell) ? TYPE_BODY : TYPE_LEAD;
    float icon = type_em_mm[size] * 1.35f * fminf((float)ui_text_percent(ui), 140) / 100;
    float own = ui_text_mm(ui, label, (UiText){.size = size, .weight = WEIGHT_SEMIBOLD}) + icon +
                2 * 5.0f + 2.2f;
    return SPACE_2 + fmaxf(own, ONWARDS_MM);
}

static BarPlan plan_bar(FrameContent content, Shell *shell, Ui *ui) {
    BarPlan plan = {0};
    plan.left_count = left_buttons(shell, plan.left);
    plan.right_count = right_buttons(shell, ui, plan.right);
    float room = ui_width_mm(ui) - 2 * SPACE_2;
    float larger = fmaxf((float)ui_text_percent(ui) / 100, 1);
    float buttons = bar_buttons_mm(ui, plan.left, plan.left_count) + 2 * SPACE_2 +
                    bar_buttons_mm(ui, plan.right, plan.right_count);
    float on = onwards_mm(content, shell, ui);
    if (shell_in_meeting(shell)) {
        float place = PLACE_MM + (shell->save != SAVE_NONE ? SAVED_MM : 0) +
                      (shell->timer.exists ? CLOCK_MM : 0);
        plan.place_above = buttons + on + place * larger > room;
    }
    plan.onwards_above = on > 0 && buttons + on > room;
    plan.parted = buttons > room;
    return plan;
}

// One row of the bar from left to right. Who stands to the left with low reach has the way onwards
// there, and what is needed least on the other side.
static void ends(const BarPlan *plan, FrameContent content, Shell *shell, Ui *ui, bool first) {
    bool mirrored = shell->prefs.reach == REACH_LEFT;
    if (first != mirrored) {
        bar_buttons(ui, plan->left, plan->left_count);
        return;
    }
    if (!plan->onwards_above && mirrored) onwards(content, shell, ui);
    bar_buttons(ui, plan->right, plan->right_count);
    if (!plan->onwards_above && !mirrored) onwards(content, shell, ui);
}

void frame_bar_build(const Frame *frame, FrameContent content, Shell *shell, Ui *ui) {
    BarPlan plan = plan_bar(content, shell, ui);
    bool meeting = shell_in_meeting(shell), mirrored = shell->prefs.reach == REACH_LEFT;
    // A toast has the room that the place in the meeting would have, or a row of its own.
    bool above =
        plan.place_above || (!meeting && frame->toast_count && (plan.onwards_above || plan.parted));
    UiStyle row = {
        .axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_CENTER, .main = ALIGN_BETWEEN};
    ui_open(ui, "bar",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .fill = COLOR_BAR,
                      .pad_x = SPACE_2,
                      .pad_y = SPACE_1,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .role = "toolbar"});
    if (above) {
        ui_open(ui, NULL, row);
        middle(frame, shell, ui);
        if (!plan.onwards_above) timer(shell, ui);
        saved(shell, ui);
        ui_close(ui);
    }
    if (plan.onwards_above) {
        ui_open(ui, NULL, row);
        if (mirrored) onwards(content, shell, ui);
        timer(shell, ui);
        ui_space(ui, GROW);
        if (!mirrored) onwards(content, shell, ui);
        ui_close(ui);
    }
    ui_open(ui, NULL, row);
    ends(&plan, content, shell, ui, true);
    if (!above && !plan.parted) middle(frame, shell, ui);
    if (!above) {
        timer(shell, ui);
        saved(shell, ui);
    }
    if (plan.parted) {
        if (mirrored) ui_space(ui, GROW);
        ui_close(ui);
        ui_open(ui, NULL, row);
        if (!mirrored) ui_space(ui, GROW);
    }
    ends(&plan, content, shell, ui, false);
    ui_close(ui);
    ui_close(ui);
}
