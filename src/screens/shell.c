// Shorthands over what a screen sees: where the group is, what the scene says about it, and how a
// role looks. All derived at every build.
#include "screens/shell.h"

#include <string.h>

#include "base/rng.h"
#include "base/str.h"

enum { QUESTION_LARGE_PERCENT = 125 };

bool shell_send(Shell *shell, Event command, const char *said) {
    if (shell->look_only) {
        shell->ops->toast(shell->app, _("This meeting is open to look at only."));
        return false;
    }
    return shell->ops->send(shell->app, &command, said);
}

const char *shell_text(const Shell *shell, const Text *text) {
    return text_in(text, shell->lang);
}

const AgendaItem *shell_item(const Shell *shell) {
    return shell->session ? session_item(shell->session, shell->session->item) : NULL;
}

const SceneAssignment *shell_assignment(const Shell *shell) {
    const AgendaItem *item = shell_item(shell);
    if (!item || !item->assignment || !*item->assignment) return NULL;
    int at = scene_find_assignment(shell->scene, item->assignment);
    return at >= 0 ? &shell->scene->assignments[at] : NULL;
}

const SceneStep *shell_step(const Shell *shell) {
    const SceneAssignment *assignment = shell_assignment(shell);
    if (!assignment || shell->session->step < 0 || shell->session->step >= assignment->step_count)
        return NULL;
    return &assignment->steps[shell->session->step];
}

const ScenePart *shell_part(const Shell *shell) {
    const AgendaItem *item = shell_item(shell);
    if (!item) return NULL;
    int at = scene_find_programme(shell->scene, shell->session->programme);
    if (at < 0) return NULL;
    const SceneProgramme *programme = &shell->scene->programmes[at];
    for (int i = 0; i < programme->part_count; i++) {
        if (programme->parts[i].kind == item->kind) return &programme->parts[i];
    }
    return NULL;
}

int shell_work_ahead(const Shell *shell, int *out_after) {
    const Session *session = shell->session;
    int at = session ? scene_find_programme(shell->scene, session->programme) : -1, take = 0;
    *out_after = -1;
    if (at < 0) return 0;
    const SceneProgramme *programme = &shell->scene->programmes[at];
    for (int i = 0; i < programme->part_count; i++) {
        if (programme->parts[i].kind == PART_CHOOSE) take = programme->parts[i].take;
    }
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (!item) continue;
        if (item->kind == PART_WORK) return 0;
        if (item->kind == PART_CHOOSE && !item->skipped) *out_after = i;
    }
    return *out_after < 0 ? 0 : take > 0 ? take : 1;
}

static ScreenId step_screen(const SceneStep *step) {
    if (!step) return SCREEN_HARVEST;  // its assignment is not in this scene any more
    switch (step->kind) {
    case STEP_READ: return SCREEN_READ;
    case STEP_THINK: return SCREEN_THINK;
    case STEP_TALK: return SCREEN_TALK;
    case STEP_WRITE: return SCREEN_BOARD;
    case STEP_VOTE: return SCREEN_VOTE;
    case STEP_AGREE: return SCREEN_AGREE;
    case STEP_KIND_COUNT: break;
    }
    return SCREEN_READ;
}

ScreenId shell_meeting_screen(const Shell *shell) {
    const AgendaItem *item = shell_item(shell);
    if (!item) return SCREEN_POSTER;
    switch (item->kind) {
    case PART_WELCOME: return SCREEN_WELCOME;
    case PART_FOLLOWUP: return SCREEN_FOLLOWUP;
    case PART_EXPLORE: return SCREEN_POSTER;
    case PART_CHOOSE: return SCREEN_CHOOSE;
    case PART_WORK: return step_screen(shell_step(shell));
    case PART_HARVEST: return SCREEN_HARVEST;
    case PART_CONFIDENCE: return SCREEN_VOTE;
    case PART_CLOSE: return SCREEN_CLOSE;
    case PART_KIND_COUNT: break;
    }
    return SCREEN_POSTER;
}

bool shell_in_meeting(const Shell *shell) {
    return shell->session && shell->session->state != SESSION_EMPTY;
}

int shell_scene_role(const Shell *shell, int role) {
    const Session *session = shell->session;
    if (role < 0) return -1;
    if (!session || session->role_count == 0) return role < shell->scene->role_count ? role : -1;
    if (role >= session->role_count) return -1;
    return scene_find_role(shell->scene, session->role_ids[role]);
}

uint32_t shell_role_rgb(const Shell *shell, int role) {
    int at = shell_scene_role(shell, role);
    return at >= 0 ? shell->scene->roles[at].rgb : theme_rgb(shell->prefs.theme, COLOR_EDGE);
}

Paint shell_edge_of(const Shell *shell, uint32_t rgb) {
    // More than 3:1 on a sheet, so that it is still 3:1 on a tint or on a well.
    bool faint = color_contrast(rgb, theme_rgb(shell->prefs.theme, COLOR_SHEET)) < 4;
    return faint ? COLOR_INK_SOFT : COLOR_NONE;
}

Paint shell_role_edge(const Shell *shell, int role) {
    return shell_edge_of(shell, shell_role_rgb(shell, role));
}

Paint shell_role_tone(const Shell *shell, int role) {
    uint32_t rgb = shell_role_rgb(shell, role), ink = theme_rgb(shell->prefs.theme, COLOR_INK);
    for (int i = 0; i < 8 && shell_edge_of(shell, rgb) != COLOR_NONE; i++)
        rgb = color_mix(rgb, ink, 0.15f);
    return paint_rgb(rgb);
}

UiFigure shell_role_figure(const Shell *shell, int role) {
    int at = shell_scene_role(shell, role);
    return at >= 0 ? (UiFigure)shell->scene->roles[at].shape : FIGURE_RING;
}

const char *shell_role_name(const Shell *shell, int role) {
    int at = shell_scene_role(shell, role);
    if (at >= 0) return shell_text(shell, &shell->scene->roles[at].short_name);
    if (role >= 0 && shell->session && role < shell->session->role_count)
        return shell->session->role_names[role];
    return _("No role");
}

uint32_t shell_random(void) {
    uint32_t number;
    do number = rng_next();
    while (number == 0);
    return number;
}

void shell_open_block(Shell *shell, int block) {
    shell->block = block;
    if (block >= 0 && block < shell->scene->block_count) shell->visited |= 1u << block;
}

void shell_role_mark(Shell *shell, Ui *ui, int role, float mm) {
    ui_figure(ui, shell_role_figure(shell, role), mm, paint_rgb(shell_role_rgb(shell, role)),
              shell_role_edge(shell, role));
}

void shell_role_tag(Shell *shell, Ui *ui, const char *id, int role) {
    ui_open(ui, id, (UiStyle){.axis = AXIS_ROW, .gap = 1.6f, .cross = ALIGN_CENTER});
    shell_role_mark(shell, ui, role, ui_mark_mm(ui, 5));
    ui_text(ui, NULL, shell_role_name(shell, role), (UiText){.size = TYPE_BODY});
    ui_close(ui);
}

void shell_head(Ui *ui, const char *id, const char *over, const char *title, const char *lead) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1.2f, .cross = ALIGN_STRETCH});
    if (over && *over)
        ui_text(ui, NULL, over,
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_text(ui, id, title, (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD, .role = "heading"});
    if (lead && *lead)
        ui_text(ui, NULL, lead, (UiText){.size = TYPE_LEAD, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

void shell_question(Ui *ui, const char *id, const char *over, const char *question) {
    bool large = ui_text_percent(ui) <= QUESTION_LARGE_PERCENT;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1.2f, .cross = ALIGN_STRETCH});
    if (over && *over)
        ui_text(ui, NULL, over,
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_text(ui, id, question,
            (UiText){.size = large ? TYPE_DISPLAY : TYPE_TITLE,
                     .weight = WEIGHT_BOLD,
                     .role = "heading"});
    ui_close(ui);
}

void shell_invite(Ui *ui, const char *id, const char *icon, const char *text) {
    bool large = ui_text_percent(ui) <= QUESTION_LARGE_PERCENT;
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad = SPACE_6,
                      .gap = SPACE_4,
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.pad = large ? SPACE_6 : SPACE_3, .radius = -1, .fill = COLOR_TEAL_TINT});
    ui_icon(ui, icon, large ? 24 : 14, COLOR_TEAL_SHADE);
    ui_close(ui);
    ui_text(ui, id, text,
            (UiText){.size = large ? TYPE_TITLE : TYPE_LEAD,
                     .color = COLOR_INK_SOFT,
                     .align = ALIGN_CENTER,
                     .w = FIT_MAX(1.4f * MEASURE_MM * (float)ui_text_percent(ui) / 100)});
    ui_close(ui);
}

TypeSize shell_fit_size(Ui *ui, const char *text, Weight weight, TypeSize from, float wide) {
    for (int size = (int)from; size > TYPE_BODY; size--) {
        bool fits = true;
        for (const char *word = text; *word && fits; word += strspn(word, " ")) {
            size_t length = strcspn(word, " ");
            UiText style = {.size = (TypeSize)size, .weight = weight};
            fits = ui_text_mm(ui, ui_format(ui, "%.*s", (int)length, word), style) <= wide;
            word += length;
        }
        if (fits) return (TypeSize)size;
    }
    return TYPE_BODY;
}

enum { EVEN_WORDS_MAX = 64 };
#define EVEN_STEP_MM 4.0f
#define EVEN_SLACK_MM 1.0f  // letters stand a little closer in a line than word by word

static int lines_at(const float *words, int count, float space, float wide) {
    int lines = 1;
    float used = 0;
    for (int i = 0; i < count; i++) {
        float next = used > 0 ? used + space + words[i] : words[i];
        if (used > 0 && next > wide) {
            lines++;
            next = words[i];
        }
        used = next;
    }
    return lines;
}

float shell_even_mm(Ui *ui, const char *text, UiText style, float wide) {
    float words[EVEN_WORDS_MAX], longest = 0, sum = 0,
                                 whole = text ? ui_text_mm(ui, text, style) : 0;
    int count = 0;
    if (whole <= wide) return wide;
    for (const char *word = text; *word; word += strspn(word, " ")) {
        if (count == EVEN_WORDS_MAX || strchr(text, '\n')) return wide;
        size_t length = strcspn(word, " ");
        words[count] = ui_text_mm(ui, ui_format(ui, "%.*s", (int)length, word), style);
        sum += words[count];
        if (words[count] > longest) longest = words[count];
        count++;
        word += length;
    }
    float space = count > 1 ? (whole - sum) / (float)(count - 1) : 0, even = wide;
    int lines = lines_at(words, count, space, wide);
    while (even - EVEN_STEP_MM > longest &&
           lines_at(words, count, space, even - EVEN_STEP_MM) == lines)
        even -= EVEN_STEP_MM;
    return even + EVEN_SLACK_MM < wide ? even + EVEN_SLACK_MM : wide;
}
