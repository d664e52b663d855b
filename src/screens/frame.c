// The bar at the lower edge, always in the same place: left back and home, middle the place in the
// meeting, right text, language and help, and the one large button onwards. Above it the screen.
#include "screens/frame.h"

#include "base/str.h"
#include "screens/reach.h"

#include <stdio.h>
#include <string.h>

void frame_toast(Frame *frame, const char *text, uint64_t undo_seq, int64_t now) {
    if (frame->toast_count == FRAME_TOASTS_MAX) {
        memmove(frame->toasts, frame->toasts + 1, sizeof frame->toasts - sizeof frame->toasts[0]);
        frame->toast_count--;
    }
    FrameToast *toast = &frame->toasts[frame->toast_count++];
    toast->undo_seq = undo_seq;
    toast->until_ms = now + TOAST_MS;
    (void)str_copy(toast->text, sizeof toast->text, text);
}

static void bar_button(Ui *ui, const char *id, const char *icon, const char *label, int act,
                       bool selected) {
    ui_button(ui, id, label,
              (UiButton){.kind = BUTTON_QUIET,
                         .icon = icon,
                         .column = true,
                         .size = TYPE_SMALL,
                         .height_mm = 18,
                         .w = {.mode = SIZE_FIT, .min = 18},
                         .act = {.code = act},
                         .selected = selected});
}

// "Assignment 2 of 3": how many parts of the same kind as this item there are, and which it is.
static void count_work(const Session *session, const AgendaItem *item, int *out_place,
                       int *out_total) {
    *out_place = *out_total = 0;
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *other = session_item(session, session->order[i]);
        if (!other || other->kind != PART_WORK || other->skipped) continue;
        ++*out_total;
        if (other->id == item->id) *out_place = *out_total;
    }
}

static void place_text(Shell *shell, Ui *ui) {
    const AgendaItem *item = shell_item(shell);
    if (!item) return;
    const char *text = item->title;
    if (item->kind == PART_WORK) {
        int place, total;
        count_work(shell->session, item, &place, &total);
        text = ui_format(ui, _("Assignment %d of %d · step %d of %d"), place, total,
                         shell->session->step + 1, item->steps);
    }
    ui_text(ui, "place", text,
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .align = ALIGN_CENTER});
}

// The path: a stone for every part of the meeting, and for the part under way one for each step.
static void path_stones(Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    int here = session_item_place(session, session->item);
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
            ui_open(ui, NULL,
                    (UiStyle){.w = MM(current ? 9
                                      : now   ? 5
                                              : 4),
                              .h = MM(3),
                              .radius = -1,
                              .fill = current  ? COLOR_ACCENT
                                      : passed ? COLOR_TEAL
                                               : COLOR_NONE,
                              .border = current || passed ? COLOR_NONE : COLOR_EDGE});
            ui_close(ui);
        }
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
            4.5f, COLOR_INK_SOFT);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static void next_button(FrameContent content, Shell *shell, Ui *ui) {
    bool enabled = true;
    const char *label = NULL;
    if (content.screen->next_label)
        label = content.screen->next_label(content.screen_state, shell, &enabled);
    else if (shell_in_meeting(shell))
        label = _("Next");
    if (!label) return;
    ui_button(ui, "step.next", label,
              (UiButton){.kind = BUTTON_PRIMARY,
                         .icon_after = "arrow-right",
                         .size = TYPE_LEAD,
                         .act = {.code = ACT_NEXT},
                         .disabled = !enabled,
                         .height_mm = 18,
                         .w = {.mode = SIZE_FIT, .min = 42}});
}

static bool at_start(const Shell *shell) {
    if (shell->screen == SCREEN_TROUBLE) return true;
    return shell->screen == SCREEN_POSTER && !shell_in_meeting(shell) && shell->block < 0;
}

static void left_buttons(Shell *shell, Ui *ui) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 2, .cross = ALIGN_CENTER});
    if (!at_start(shell)) {
        bar_button(ui, "back", "arrow-left", _("Back"), FRAME_BACK, false);
        bar_button(ui, "home", "house", _("Poster"), FRAME_HOME, false);
    }
    if (shell_in_meeting(shell))
        bar_button(ui, "drawer.open", "menu", _("Facilitator"), FRAME_DRAWER, false);
    ui_close(ui);
}

static void right_buttons(Shell *shell, Ui *ui) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 2, .cross = ALIGN_CENTER});
    if (shell->can_read_aloud)
        bar_button(ui, "read.aloud", shell->reading ? "square" : "volume-2",
                   shell->reading ? _("Stop") : _("Read aloud"), FRAME_READ_ALOUD, shell->reading);
    bar_button(ui, "text.open", "a-large-small", _("Text"), FRAME_TEXT, false);
    // Of two languages the button names the other one, in that language; of more it opens a list.
    bool two = lang_count() == 2;
    bar_button(ui, "lang", "languages", two ? lang_name(!shell->lang) : _("Language"), FRAME_LANG,
               false);
    bar_button(ui, "help.open", "circle-help", _("Help"), FRAME_HELP, false);
    if (reach_helps(shell, ui)) {
        bool low = shell->prefs.reach != REACH_ALL;
        bar_button(ui, "reach", low ? "arrow-up-to-line" : "arrow-down-to-line",
                   low ? _("Higher") : _("Lower"), FRAME_REACH, low);
    }
    ui_close(ui);
}

// What was just done stands where the place in the meeting stands otherwise: there it covers nothing
// that somebody is about to touch.
static void toast(const Frame *frame, Ui *ui) {
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
        toast(frame, ui);
    } else if (shell_in_meeting(shell)) {
        place_text(shell, ui);
        path_stones(shell, ui);
    }
    ui_close(ui);
}

static bool has_next(FrameContent content, const Shell *shell) {
    bool enabled;
    return content.screen->next_label &&
           content.screen->next_label(content.screen_state, shell, &enabled);
}

static bool elsewhere(const Shell *shell) {
    return shell_in_meeting(shell) && shell->screen != shell_meeting_screen(shell);
}

static void onwards(FrameContent content, Shell *shell, Ui *ui) {
    if (elsewhere(shell)) {
        ui_button(ui, "meeting.return", _("Back to the meeting"),
                  (UiButton){.kind = BUTTON_PRIMARY,
                             .icon_after = "arrow-right",
                             .act = {.code = FRAME_RETURN},
                             .height_mm = 18});
    } else {
        next_button(content, shell, ui);
    }
}

// The bar's width in letters of 100 %, below which it has two rows, and below which three.
#define NARROW_MM 340.0f
#define TIGHT_MM 238.0f

// One row of the bar from left to right. Who stands to the left with low reach has the way onwards
// there, and what is needed least on the other side.
static void ends(FrameContent content, Shell *shell, Ui *ui, bool first, bool with_onwards) {
    bool mirrored = shell->prefs.reach == REACH_LEFT;
    if (first != mirrored) {
        left_buttons(shell, ui);
        return;
    }
    if (with_onwards && mirrored) onwards(content, shell, ui);
    right_buttons(shell, ui);
    if (with_onwards && !mirrored) onwards(content, shell, ui);
}

static void bar(const Frame *frame, FrameContent content, Shell *shell, Ui *ui) {
    // Little width: the place in the meeting gets a row of its own above; with large letters on an
    // upright display the clock and the way onwards have one too.
    float room = ui_width_mm(ui) * 100 / (float)ui_text_percent(ui);
    bool narrow = room < NARROW_MM, meeting = shell_in_meeting(shell);
    bool onwards_above = room < TIGHT_MM && (meeting || has_next(content, shell));
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
    if (narrow && meeting) {
        ui_open(ui, NULL, row);
        middle(frame, shell, ui);
        if (!onwards_above) timer(shell, ui);
        saved(shell, ui);
        ui_close(ui);
    }
    if (onwards_above) {
        ui_open(ui, NULL, row);
        if (shell->prefs.reach == REACH_LEFT) onwards(content, shell, ui);
        timer(shell, ui);
        ui_space(ui, GROW);
        if (shell->prefs.reach != REACH_LEFT) onwards(content, shell, ui);
        ui_close(ui);
    }
    ui_open(ui, NULL, row);
    ends(content, shell, ui, true, !onwards_above);
    if (!narrow || !meeting) middle(frame, shell, ui);
    if (!narrow) {
        timer(shell, ui);
        saved(shell, ui);
    }
    ends(content, shell, ui, false, !onwards_above);
    ui_close(ui);
    ui_close(ui);
}

static void expire_toasts(Frame *frame, Ui *ui) {
    int64_t now = ui_now(ui);
    int kept = 0;
    for (int i = 0; i < frame->toast_count; i++) {
        if (frame->toasts[i].until_ms > now) frame->toasts[kept++] = frame->toasts[i];
    }
    frame->toast_count = kept;
    if (kept) ui_wake_in(ui, frame->toasts[0].until_ms - now + 1);
}

void frame_build(Frame *frame, FrameContent content, Shell *shell, Ui *ui) {
    expire_toasts(frame, ui);
    reach_build_beyond(shell, ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    // Beside keyboards there is room that belongs to the screen too: a sheet to draw on.
    bool cuts = !ui_keyboard_open(ui);
    ui_open(ui, "content", (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW, .clip = cuts});
    content.screen->build(content.screen_state, shell, ui);
    if (ui_keyboard_open(ui) && frame->toast_count) {  // no bar to say it in
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .cross = ALIGN_CENTER, .pad = SPACE_1});
        toast(frame, ui);
        ui_close(ui);
    }
    ui_close(ui);
    if (!ui_keyboard_open(ui)) bar(frame, content, shell, ui);  // the keyboard needs its room
    ui_close(ui);
    if (frame->drawer && shell_in_meeting(shell)) frame_drawer_build(frame, shell, ui);
    frame_sheets_build(frame, shell, ui);
}

bool frame_handle(Frame *frame, Shell *shell, const UiEvent *event, bool *out_back) {
    *out_back = false;
    if (frame_sheets_handle(frame, shell, event)) return true;
    if (frame->drawer && event->kind == UI_BACK) {
        frame->drawer = false;
        return true;
    }
    if (frame_drawer_handle(frame, shell, event)) return true;
    if (event->kind == UI_BACK) {
        *out_back = true;
        return true;
    }
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case FRAME_BACK: *out_back = true; return true;
    case FRAME_HOME: shell->ops->home(shell->app); return true;
    case FRAME_DRAWER:
        frame->drawer = !frame->drawer;
        ui_grow_from(shell->ui, ui_edge(shell->ui, -1));
        return true;
    case FRAME_TEXT: frame->sheet = FRAME_SHEET_TEXT; return true;
    case FRAME_HELP: frame->sheet = FRAME_SHEET_HELP; return true;
    case FRAME_SAVE: frame->sheet = FRAME_SHEET_SAVE; return true;
    case FRAME_READ_ALOUD: shell->ops->read_aloud(shell->app); return true;
    case FRAME_LANG:
        if (lang_count() == 2)
            shell->ops->set_lang(shell->app, !shell->lang);
        else
            frame->sheet = FRAME_SHEET_LANG;
        return true;
    case FRAME_TIMER_ADD: shell->ops->timer_add(shell->app, event->act.a); return true;
    case FRAME_TIMER_RUN: shell->ops->timer_run(shell->app, event->act.a != 0); return true;
    case FRAME_RETURN:
        shell->ops->go_place(shell->app, shell->session->item, shell->session->step);
        return true;
    case FRAME_UNDO: {
        if (event->act.a >= frame->toast_count) return true;
        uint64_t seq = frame->toasts[event->act.a].undo_seq;
        frame->toasts[event->act.a].until_ms = 0;
        (void)shell_send(shell, (Event){.type = EV_UNDO, .value = (int64_t)seq}, NULL);
        return true;
    }
    case FRAME_TOAST_CLOSE:
        if (event->act.a < frame->toast_count) frame->toasts[event->act.a].until_ms = 0;
        return true;
    default: return false;
    }
}
