// Reading: the text beside a cut of the poster, the question large below it. On an assignment's
// first step its title and goal come first.
#include "screens/simple.h"
#include "screens/step_parts.h"

#include <string.h>

typedef struct {
    int card;  // of the simple text
} ReadState;

enum { READ_CARD = ACT_SCREEN };

#define CUT_PART 0.3f   // of the zone: a close look, so that the picture fills its place
#define LINE_MM 210.0f  // the longest line of the text, at letters of 100 %
#define PINNED_UP_TO_PERCENT \
    125  // larger letters need the question's room: it scrolls with the text

// The heart of the block's place, in picture coordinates.
static void cut_of(const Scene *scene, const SceneBlock *block, float out[4]) {
    float x0 = (float)scene->width, y0 = (float)scene->height, x1 = 0, y1 = 0;
    for (int i = 0; i < block->zone_count; i++) {
        ScenePoint p = block->zone[i];
        if (p.x < x0) x0 = p.x;
        if (p.x > x1) x1 = p.x;
        if (p.y < y0) y0 = p.y;
        if (p.y > y1) y1 = p.y;
    }
    float w = (x1 - x0) * CUT_PART, h = (y1 - y0) * CUT_PART;
    out[0] = (x0 + x1 - w) / 2;
    out[1] = (y0 + y1 - h) / 2;
    out[2] = w;
    out[3] = h;
}

static void build_cut(Shell *shell, Ui *ui, int block) {
    bool tall = ui_portrait(ui);
    UiView view = {.w = tall ? GROW : PART(0.4f), .h = tall ? PART(0.32f) : GROW, .still = true};
    cut_of(shell->scene, &shell->scene->blocks[block], view.focus);
    (void)shell_view_open(shell, ui, "read.poster", view);
    shell_plate(shell, ui, block, (ShellZone){.look = ZONE_PLAIN});
    ui_view_close(ui);
}

// The story of a simple text: all but its last paragraph, which is the question.
static const char *simple_story(Shell *shell, Ui *ui, const SceneStep *step) {
    const char *simple = step ? simple_text(shell, &step->simple) : "";
    int count = simple_count(simple);
    if (count < 2) return "";
    const char *question = simple_card(ui, simple, count - 1);
    const char *end = simple + strlen(simple) - strlen(question);
    return ui_format(ui, "%.*s", (int)(end - simple), simple);
}

static void build_text(const ReadState *state, Shell *shell, Ui *ui,
                       const SceneAssignment *assignment, const SceneStep *step) {
    const char *story = simple_story(shell, ui, step);
    if (*story) {
        simple_build(ui, "read.simple", story, state->card, (UiAct){.code = READ_CARD});
        return;
    }
    const char *title = step ? shell_text(shell, &step->title) : "";
    const char *text = step ? shell_text(shell, &step->text) : "";
    if (shell->session->step == 0 && assignment) {
        shell_head(ui, "read.assignment", _("Assignment"), shell_text(shell, &assignment->title),
                   simple_or(shell, &assignment->simple, &assignment->goal));
        ui_line(ui);
    }
    if (*title)
        ui_text(ui, "read.subject", title,
                (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .role = "heading"});
    if (*text) ui_paragraphs(ui, "read.text", text, (UiText){.size = TYPE_LEAD});
}

static void build_question(Shell *shell, Ui *ui) {
    const char *question = step_question(shell);
    if (!*question) return;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_3, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL, (UiStyle){.w = MM(1.6f), .radius = -1, .fill = COLOR_ACCENT});
    ui_close(ui);
    ui_text(ui, "read.title", question,
            (UiText){.size = TYPE_DISPLAY, .weight = WEIGHT_BOLD, .w = GROW, .role = "heading"});
    ui_close(ui);
}

static void build(void *st, Shell *shell, Ui *ui) {
    const ReadState *state = st;
    const SceneAssignment *assignment = shell_assignment(shell);
    const SceneStep *step = shell_step(shell);
    bool tall = ui_portrait(ui), pinned = ui_text_percent(ui) <= PINNED_UP_TO_PERCENT;
    ui_open(ui, NULL,
            (UiStyle){.axis = tall ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .h = GROW,
                      .cross = tall ? ALIGN_STRETCH : ALIGN_START});
    if (assignment) build_cut(shell, ui, assignment->block);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad_x = SPACE_8,
                      .pad_y = SPACE_6,
                      .gap = SPACE_6,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_STRETCH});
    ui_scroll_open(
        ui, "read.scroll",
        (UiStyle){.w = GROW, .gap = SPACE_3, .cross = ALIGN_STRETCH, .label = _("Text")});
    float line = LINE_MM * (float)ui_text_percent(ui) / 100;
    ui_open(ui, NULL,
            (UiStyle){
                .axis = AXIS_COLUMN, .w = GROW_MAX(line), .gap = SPACE_3, .cross = ALIGN_STRETCH});
    build_text(state, shell, ui, assignment, step);
    ui_close(ui);
    if (!pinned) build_question(shell, ui);
    ui_scroll_close(ui);
    if (pinned) build_question(shell, ui);
    ui_close(ui);
    ui_close(ui);
}

static bool handle(void *st, Shell *shell, const UiEvent *event) {
    ReadState *state = st;
    if (event->kind != UI_TAP || event->act.code != READ_CARD) return false;
    int count = simple_count(simple_story(shell, shell->ui, shell_step(shell)));
    int next = state->card + event->act.a;
    if (next >= 0 && next < count) state->card = next;
    return true;
}

static const char *name(const void *state, const Shell *shell) {
    (void)state;
    (void)shell;
    return "read";
}

const ScreenClass screen_read = {.id = SCREEN_READ,
                                 .state_bytes = sizeof(ReadState),
                                 .build = build,
                                 .handle = handle,
                                 .name = name};
