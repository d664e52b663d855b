// Thinking for oneself: one question, a calm ring that empties, nothing else. Starting and stopping
// the clock is in the bar.
#include "screens/step_parts.h"

// The ring takes what the question leaves, as parts of the display's shorter side.
#define RING_PART 0.46f
#define RING_PART_LARGE 0.3f  // with large letters
#define THICK_PART 0.06f      // of the ring
#define CLOCK_PART 0.2f

enum { LARGE_PERCENT = 125 };

static float ring_mm(const Ui *ui) {
    float w = ui_width_mm(ui), h = ui_height_mm(ui);
    float part =
        ui_text_percent(ui) > LARGE_PERCENT && !ui_portrait(ui) ? RING_PART_LARGE : RING_PART;
    return (w < h ? w * 1.2f : h) * part;
}

static void build_ring(Shell *shell, Ui *ui) {
    float ring = ring_mm(ui);
    const ShellTimer *timer = &shell->timer;
    float part =
        timer->total > 0 && timer->seconds > 0 ? (float)timer->seconds / (float)timer->total : 0;
    if (part > 1) part = 1;
    // A second a step would jerk on a ring this large: it glides to the next.
    float shown = ui_animate(ui, "think.part", part, part, MOTION_SLOW_MS);
    int left = timer->seconds > 0 ? timer->seconds : 0;
    ui_open(ui, "think.ring",
            (UiStyle){.axis = AXIS_STACK,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .role = "timer",
                      .label = _("Time to think"),
                      .value = ui_format(ui, "%d:%02d", left / 60, left % 60)});
    ui_ring(ui, ring, ring * THICK_PART, shown, COLOR_TEAL, COLOR_SUNKEN);
    if (timer->over)
        ui_icon(ui, "messages-square", ring / 4, COLOR_INK_SOFT);
    else
        ui_text(ui, "think.left", ui_format(ui, "%d:%02d", left / 60, left % 60),
                (UiText){.size = TYPE_DISPLAY,
                         .weight = WEIGHT_SEMIBOLD,
                         .color = COLOR_INK_SOFT,
                         .em_mm = ring * CLOCK_PART,
                         .no_wrap = true});
    ui_close(ui);
}

static void build(void *state, Shell *shell, Ui *ui) {
    (void)state;
    step_middle_open(ui, "think.scroll");
    step_large_question(shell, ui, "think.title");
    if (shell->timer.exists) build_ring(shell, ui);
    if (shell->timer.over)
        ui_text(ui, "think.over", _("The time is up. Take as long as you need."),
                (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT, .align = ALIGN_CENTER});
    step_middle_close(ui);
}

static bool handle(void *state, Shell *shell, const UiEvent *event) {
    (void)state;
    (void)shell;
    (void)event;
    return false;
}

static const char *name(const void *state, const Shell *shell) {
    (void)state;
    (void)shell;
    return "think";
}

const ScreenClass screen_think = {
    .id = SCREEN_THINK, .build = build, .handle = handle, .name = name};
