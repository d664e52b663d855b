// What stands around every screen: the bar below, the facilitator's drawer, toasts, and the few
// sheets that are reachable from everywhere (text size, help, not saved, are you still there).
#ifndef PP_SCREENS_FRAME_H
#define PP_SCREENS_FRAME_H

#include "screens/shell.h"

enum { FRAME_TOASTS_MAX = 3 };

typedef enum {
    FRAME_SHEET_NONE,
    FRAME_SHEET_TEXT,
    FRAME_SHEET_HELP,
    FRAME_SHEET_SAVE,
    FRAME_SHEET_LANG,
    FRAME_SHEET_STOP
} FrameSheet;

typedef struct {
    char text[256];
    uint64_t undo_seq;  // 0: nothing to take back
    int64_t until_ms;   // monotonic
} FrameToast;

typedef struct {
    FrameToast toasts[FRAME_TOASTS_MAX];
    int toast_count;
    FrameSheet sheet;
    bool drawer;         // the facilitator's drawer is open
    bool drawer_people;  // the drawer's part on people is unfolded
    bool idle_warning;   // "are you still there?" stands on the screen
    int idle_seconds;    // left before the poster goes back to its start
    bool dimmed;
    bool debug;  // damage, nodes and fingers are shown
} Frame;

typedef struct {
    const ScreenClass *screen;
    void *screen_state;
} FrameContent;

void frame_toast(Frame *frame, const char *text, uint64_t undo_seq, int64_t now);
void frame_build(Frame *frame, FrameContent content, Shell *shell, Ui *ui);

// True: the event was the frame's. UI_BACK and the back button come out as FRAME_BACK through
// out_back, the next button as an ACT_NEXT tap for the screen.
bool frame_handle(Frame *frame, Shell *shell, const UiEvent *event, bool *out_back);

// frame_bar.c
void frame_bar_build(const Frame *frame, FrameContent content, Shell *shell, Ui *ui);
void frame_toast_build(const Frame *frame, Ui *ui);

// frame_drawer.c: opened from the bar in a meeting.
void frame_drawer_build(Frame *frame, Shell *shell, Ui *ui);
bool frame_drawer_handle(Frame *frame, Shell *shell, const UiEvent *event);

// frame_sheets.c
void frame_sheets_build(Frame *frame, Shell *shell, Ui *ui);
bool frame_sheets_handle(Frame *frame, Shell *shell, const UiEvent *event);

// Acts of the frame: 2 .. 99 (ACT_NEXT is 1; a screen's own start at ACT_SCREEN).
enum {
    FRAME_BACK = 2,
    FRAME_HOME,
    FRAME_DRAWER,
    FRAME_TEXT,
    FRAME_LANG,
    FRAME_HELP,
    FRAME_SAVE,
    FRAME_UNDO,
    FRAME_TOAST_CLOSE,
    FRAME_SHEET_CLOSE,
    FRAME_TEXT_SET,
    FRAME_THEME_SET,
    FRAME_MOTION_SET,
    FRAME_STAY,
    FRAME_TIMER_ADD,
    FRAME_TIMER_RUN,
    FRAME_RETURN,
    FRAME_UNDIM,
    FRAME_SAVE_FOLDER,
    FRAME_LANG_SET,
    FRAME_REACH,      // low, or back again
    FRAME_REACH_SET,  // a: Reach
    FRAME_READ_ALOUD,
    FRAME_SIMPLE_SET,
    FRAME_SPEED_SET,
    FRAME_VOLUME_SET,
    FRAME_DRAWER_FIRST = 40,
    FRAME_DRAWER_LAST = 79,
    FRAME_TAKE_FIRST = 80,
    FRAME_TAKE_LAST = 89
};

#endif
