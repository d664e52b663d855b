// What stands around every screen: the bar below (frame_bar.c), the drawer and the sheets over it, and
// what was just done, for a while. Above the bar the screen.
#include "screens/frame.h"

#include "base/str.h"
#include "screens/reach.h"
#include "screens/undo_words.h"

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

static void expire_toasts(Frame *frame, Ui *ui) {
    int64_t now = ui_now(ui);
    int kept = 0;
    for (int i = 0; i < frame->toast_count; i++) {
        if (frame->toasts[i].until_ms > now) frame->toasts[kept++] = frame->toasts[i];
    }
    frame->toast_count = kept;
    if (kept) ui_wake_in(ui, frame->toasts[0].until_ms - now + 1);
}

// A sheet that a screen has opened takes the bar's buttons along: they step back with the rest.
static void build_bar(const Frame *frame, FrameContent content, Shell *shell, Ui *ui) {
    bool behind = ui_modal_open(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW});
    frame_bar_build(frame, content, shell, ui);
    if (behind) {
        ui_open(ui, "bar.scrim", (UiStyle){.w = GROW, .h = GROW, .fill = COLOR_SCRIM});
        ui_close(ui);
    }
    ui_close(ui);
}

void frame_build(Frame *frame, FrameContent content, Shell *shell, Ui *ui) {
    expire_toasts(frame, ui);
    reach_build_beyond(content.screen, content.screen_state, shell, ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    // Beside keyboards there is room that belongs to the screen too: a sheet to draw on.
    bool cuts = !ui_keyboard_open(ui);
    // The bar is always whole: a screen that needs more room than there is scrolls above it.
    if (cuts)
        (void)ui_tight_open(ui, "page", (UiStyle){.w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    else
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW});
    ui_open(ui, "content", (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW, .clip = cuts});
    content.screen->build(content.screen_state, shell, ui);
    if (ui_keyboard_open(ui) && frame->toast_count) {  // no bar to say it in
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .cross = ALIGN_CENTER, .pad = SPACE_1});
        frame_toast_build(frame, ui);
        ui_close(ui);
    }
    ui_close(ui);
    ui_close(ui);
    if (!ui_keyboard_open(ui)) build_bar(frame, content, shell, ui);  // the keyboard needs its room
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
        undo_take_back(shell, seq);
        return true;
    }
    case FRAME_TOAST_CLOSE:
        if (event->act.a < frame->toast_count) frame->toasts[event->act.a].until_ms = 0;
        return true;
    default: return false;
    }
}
