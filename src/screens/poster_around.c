// What lies around the poster: its title, the roles it can be shown for, zooming, the ways into a meeting,
// and the one clear thing to do.
#include "screens/poster_roles.h"
#include "screens/poster_screen.h"

#include <math.h>
#include <string.h>

#define LEGEND_MM 92.0f
#define LEGEND_PART 0.28f  // at most, of the width
#define ROOM_PART 0.333f   // of the width, for the poster between its legend and a sheet
#define WIDE_MM 400.0f     // from here on there is room for large words below the poster

bool poster_is_free(const Shell *shell) {
    return !shell_in_meeting(shell);
}

float poster_legend_mm(Ui *ui) {
    float larger = (float)ui_text_percent(ui) / 100;
    return fminf(LEGEND_MM * fminf(fmaxf(larger, 1), 1.25f), ui_width_mm(ui) * LEGEND_PART);
}

bool poster_legend_stays(Shell *shell, Ui *ui) {
    if (ui_portrait(ui)) return false;
    float legend = poster_legend_mm(ui) + SPACE_4, wide = ui_width_mm(ui), widest = 0;
    for (int i = 0; i < shell->scene->block_count; i++) {
        float place[4];
        shell_place(shell, i, place);
        widest = fmaxf(widest, place[2]);
    }
    float unit = (wide - legend - POSTER_SIDE_MM) / (float)shell->scene->width;
    float room = wide - legend - block_size_mm(shell, ui);
    return room > wide * ROOM_PART && room > widest * unit + 2 * SPACE_2;
}

static TypeSize title_size(Ui *ui, const char *text, float wide) {
    TypeSize largest = ui_text_percent(ui) <= 130 ? TYPE_DISPLAY : TYPE_TITLE;
    return shell_fit_size(ui, text, WEIGHT_BOLD, largest, wide);
}

static void title(Shell *shell, Ui *ui) {
    bool upright = ui_portrait(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    const char *text = shell_text(shell, &shell->scene->title);
    bool large = upright && ui_text_percent(ui) <= 130;
    float wide = upright ? ui_width_mm(ui) - 2 * SPACE_4 : poster_legend_mm(ui) - SPACE_1;
    ui_text(ui, "poster.title", text,
            (UiText){.size = large ? TYPE_DISPLAY : title_size(ui, text, wide),
                     .weight = WEIGHT_BOLD,
                     .role = "heading"});
    const char *under = poster_is_free(shell)
                            ? shell_text(shell, &shell->scene->subtitle)
                            : _("Look around together. What catches your eye? Tap it and read on.");
    if (*under && (upright || ui_text_percent(ui) <= 125))
        ui_text(ui, "poster.subtitle", under, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static const char *role_places(const Shell *shell, Ui *ui, int role) {
    int count = poster_role_count(shell->scene, role);
    return ui_format(ui, _n("%d place", "%d places", (unsigned long)count), count);
}

#define CHIP_MARK_MM 7.4f
#define CHIP_PAD_MM 3.2f
#define CHIP_GAP_MM 2.0f
static const UiText chip_name = {.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD};
static const UiText chip_count = {.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD};

// In a column a chip has room for how many places it shows, where its words leave that.
static bool chip_counts(Shell *shell, Ui *ui, int role) {
    float room =
        poster_legend_mm(ui) - 2 * CHIP_PAD_MM - ui_mark_mm(ui, CHIP_MARK_MM) - 3 * CHIP_GAP_MM;
    const char *name = shell_text(shell, &shell->scene->roles[role].short_name);
    return !ui_portrait(ui) && ui_text_mm(ui, name, chip_name) +
                                       ui_text_mm(ui, role_places(shell, ui, role), chip_count) <
                                   room;
}

static void role_chip(PosterState *state, Shell *shell, Ui *ui, int i, bool wide) {
    const SceneRole *role = &shell->scene->roles[i];
    bool on = state->role == i + 1;
    const char *name = shell_text(shell, &role->short_name);
    ui_open(ui, ui_format(ui, "chip.%s", role->id),
            (UiStyle){.axis = AXIS_ROW,
                      .w = wide ? GROW : FIT,
                      .h = FIT_MIN(13),
                      .gap = CHIP_GAP_MM,
                      .pad_x = CHIP_PAD_MM,
                      .pad_y = 0.8f,
                      .cross = ALIGN_CENTER,
                      .fill = on ? COLOR_ACCENT : COLOR_SHEET,
                      .border = on ? COLOR_ACCENT : COLOR_EDGE,
                      .radius = -1,
                      .act = {.code = POSTER_ROLE, .a = i + 1},
                      .selected = on,
                      .label = name,
                      .value = on ? role_places(shell, ui, i) : NULL,
                      .role = "button"});
    // A role's colour is made to be seen on paper: its figure keeps a light ground in every theme.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(ui_mark_mm(ui, CHIP_MARK_MM)),
                      .h = MM(ui_mark_mm(ui, CHIP_MARK_MM)),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_POSTER_PAPER,
                      .radius = -1});
    ui_figure(ui, (UiFigure)role->shape, ui_mark_mm(ui, 4.8f), paint_rgb(role->rgb), COLOR_NONE);
    ui_close(ui);
    UiText type = chip_name;
    type.color = on ? COLOR_ON_ACCENT : COLOR_INK;
    type.w = wide ? GROW : FIT;
    ui_text(ui, NULL, name, type);
    if (on && chip_counts(shell, ui, i)) {
        type = chip_count;
        type.color = COLOR_ON_ACCENT;
        type.no_wrap = true;
        ui_text(ui, NULL, role_places(shell, ui, i), type);
    }
    ui_close(ui);
}

// What the chips are for; and how many places stand out, where the chip has no room to say so.
static const char *chips_title(const PosterState *state, Shell *shell, Ui *ui) {
    int role = state->role - 1;
    if (role < 0 || chip_counts(shell, ui, role)) return _("Show what speaks to");
    int count = poster_role_count(shell->scene, role);
    return ui_format(
        ui, _n("%d place speaks most to", "%d places speak most to", (unsigned long)count), count);
}

static void role_chips(PosterState *state, Shell *shell, Ui *ui) {
    bool wide = !ui_portrait(ui);
    ui_text(ui, "chips.title", chips_title(state, shell, ui),
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_open(ui, "chips",
            (UiStyle){.axis = wide ? AXIS_COLUMN : AXIS_FLOW,
                      .w = GROW,
                      .gap = 2,
                      .cross = wide ? ALIGN_STRETCH : ALIGN_START});
    for (int i = 0; i < shell->scene->role_count; i++) role_chip(state, shell, ui, i, wide);
    ui_close(ui);
}

static void zoom_button(Ui *ui, const char *id, const char *icon, const char *describe, UiAct act,
                        bool disabled) {
    ui_button(ui, id, NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = icon,
                         .height_mm = 16,
                         .describe = describe,
                         .act = act,
                         .disabled = disabled});
}

static void zoom_buttons(Ui *ui) {
    float scale = ui_view_scale(ui, POSTER_VIEW);
    ui_open(ui, "zoom", (UiStyle){.axis = AXIS_ROW, .gap = 2, .cross = ALIGN_CENTER});
    zoom_button(ui, "zoom.out", "minus", _("Poster smaller"), (UiAct){.code = POSTER_ZOOM, .a = -1},
                !ui_view_nearer(ui, POSTER_VIEW));
    zoom_button(ui, "zoom.in", "plus", _("Poster larger"), (UiAct){.code = POSTER_ZOOM, .a = 1},
                scale > 4.9f);
    zoom_button(ui, "zoom.reset", "maximize", _("The whole poster"),
                (UiAct){.code = POSTER_ZOOM_RESET}, false);
    ui_close(ui);
}

static const SessionBrief *unfinished(const Shell *shell) {
    for (int i = 0; i < shell->brief_count; i++) {
        const SessionBrief *brief = &shell->briefs[i];
        bool open = brief->state == SESSION_ACTIVE || brief->state == SESSION_PAUSED;
        if (open && !brief->newer && !brief->damaged) return brief;
    }
    return NULL;
}

static const char *brief_name(Ui *ui, const SessionBrief *brief) {
    bool place = brief->place && *brief->place, group = brief->group && *brief->group;
    if (place && group) return ui_format(ui, "%s, %s", brief->place, brief->group);
    return place ? brief->place : group ? brief->group : _("your meeting");
}

static void meeting_buttons(Shell *shell, Ui *ui) {
    // In a public place meetings are behind the facilitator's menu.
    if (!poster_is_free(shell) || shell->prefs.kiosk) return;
    const SessionBrief *brief = unfinished(shell);
    bool upright = ui_portrait(ui);
    ui_open(ui, "ways", (UiStyle){.axis = AXIS_COLUMN, .gap = SPACE_1, .cross = ALIGN_END});
    if (brief) {
        ui_button(ui, "session.resume", ui_format(ui, _("Go on with %s"), brief_name(ui, brief)),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "play",
                             .height_mm = 16,
                             .act = {.code = POSTER_RESUME, .s = brief->id},
                             .w = FIT_MAX(upright ? 180 : 88)});
    }
    if (shell->brief_count > 0)
        ui_button(ui, "results.show", _("Results"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "layers",
                             .height_mm = 16,
                             .act = {.code = POSTER_RESULTS}});
    ui_button(
        ui, "session.new", _("Meeting"),
        (UiButton){
            .kind = BUTTON_SOFT, .icon = "users", .height_mm = 16, .act = {.code = POSTER_NEW}});
    ui_close(ui);
}

static void menu_button(Shell *shell, Ui *ui) {
    // In a public place a gesture and a key open it: see app/facilitator.c.
    if (!poster_is_free(shell) || shell->prefs.kiosk) return;
    ui_button(ui, "menu.open", NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "menu",
                         .height_mm = 15,
                         .describe = _("Menu for the facilitator"),
                         .act = {.code = POSTER_MENU}});
}

// While a place is shown in a public place, its own name invites.
static const char *invited_by(PosterState *state, Shell *shell, Ui *ui) {
    int64_t past = ui_now(ui) - state->since_ms - POSTER_HINT_FIRST_MS;
    int hint = past >= (int64_t)POSTER_HINTS * POSTER_HINT_EVERY_MS
                   ? poster_hint_block(state, shell, ui)
                   : -1;
    const char *title = hint >= 0 ? shell_text(shell, &shell->scene->blocks[hint].title) : "";
    return *title ? ui_format(ui, _("Touch “%s”"), title)
                  : _("Touch a place that catches your eye");
}

static bool invites(const PosterState *state, const Shell *shell) {
    return !state->touched && !shell->visited;
}

static TypeSize invitation_size(Ui *ui) {
    bool large = ui_text_percent(ui) <= 130 && (ui_portrait(ui) || ui_width_mm(ui) >= WIDE_MM);
    return large ? TYPE_TITLE : TYPE_LEAD;
}

// The one clear thing to do stands out; once somebody has done it, it is gone.
static void invitation(PosterState *state, Shell *shell, Ui *ui) {
    if (!invites(state, shell)) return;
    ui_open(ui, "invitation",
            (UiStyle){.axis = AXIS_ROW,
                      .gap = SPACE_2,
                      .pad_x = SPACE_4,
                      .pad_y = SPACE_1,
                      .h = FIT_MIN(TOUCH_MM),
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_ACCENT,
                      .radius = -1,
                      .shadow = true,
                      .role = "note"});
    ui_icon(ui, "hand", ui_mark_mm(ui, 10), COLOR_ON_ACCENT);
    ui_text(
        ui, "invitation.text", invited_by(state, shell, ui),
        (UiText){.size = invitation_size(ui), .weight = WEIGHT_SEMIBOLD, .color = COLOR_ON_ACCENT});
    ui_close(ui);
}

bool poster_ways_above(PosterState *state, Shell *shell, Ui *ui) {
    float legend = poster_legend_mm(ui);
    if (!invites(state, shell) || !poster_is_free(shell) || shell->prefs.kiosk) return false;
    UiText type = {.size = invitation_size(ui), .weight = WEIGHT_SEMIBOLD};
    float words = ui_text_mm(ui, invited_by(state, shell, ui), type);
    Rect ways = ui_rect_of(ui, "ways");
    float way = rect_empty(ways) ? 70 : (float)ways.w / ui_px(ui, 1);
    float middle = ui_width_mm(ui) < WIDE_MM ? 0 : (ui_width_mm(ui) - legend - SPACE_4 - words) / 2;
    return legend + SPACE_4 + middle + words + 10 + 3 * SPACE_4 + way + SPACE_3 > ui_width_mm(ui);
}

// -- lying and upright ----------------------------------------------------------------------------------
void poster_around_lying(PosterState *state, Shell *shell, Ui *ui) {
    float legend = poster_legend_mm(ui);
    // To the left a legend: title, chips, zoom.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(legend + SPACE_4),
                      .h = GROW,
                      .main = ALIGN_BETWEEN,
                      .cross = ALIGN_STRETCH,
                      .pad_x = SPACE_2,
                      .pad_y = SPACE_2});
    // Above what the group reads, below what somebody touches.
    ui_open(ui, "poster.legend",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = 1,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_PAPER,
                      .radius = RADIUS_MM});
    title(shell, ui);
    ui_close(ui);
    ui_space(ui, GROW);
    ui_scroll_open(ui, "poster.chips",
                   (UiStyle){.axis = AXIS_COLUMN,
                             .w = GROW,
                             .gap = SPACE_1,
                             .pad = 1,
                             .cross = ALIGN_STRETCH,
                             .fill = COLOR_PAPER,
                             .radius = RADIUS_MM});
    role_chips(state, shell, ui);
    ui_scroll_close(ui);
    ui_space(ui, MM(SPACE_2));
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .pad = 1, .fill = COLOR_PAPER, .radius = RADIUS_MM});
    zoom_buttons(ui);
    ui_close(ui);
    ui_close(ui);
    if (shell->block >= 0) return;  // there is the sheet
    // To the right the ways into a meeting.
    ui_open(
        ui, NULL,
        (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_END, .pad = SPACE_2});
    menu_button(shell, ui);
    ui_space(ui, GROW);
    meeting_buttons(shell, ui);
    // Where both do not fit beside each other the ways into a meeting stand above the invitation.
    if (poster_ways_above(state, shell, ui)) ui_space(ui, MM(TOUCH_MM));
    ui_close(ui);
    // Below in the middle of the poster: the invitation.
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .h = GROW});
    ui_space(ui, MM(legend + SPACE_4));
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_END,
                      .cross = ui_width_mm(ui) < WIDE_MM ? ALIGN_START : ALIGN_CENTER,
                      .pad = SPACE_1});
    invitation(state, shell, ui);
    ui_close(ui);
    ui_space(ui, MM(POSTER_SIDE_MM));
    ui_close(ui);
}

void poster_around_upright(PosterState *state, Shell *shell, Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_BETWEEN,
                      .cross = ALIGN_STRETCH});
    ui_open(ui, "poster.legend",
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .pad = SPACE_4,
                      .cross = ALIGN_START,
                      .fill = COLOR_PAPER});
    title(shell, ui);
    menu_button(shell, ui);
    ui_close(ui);
    ui_open(ui, "poster.tools",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = SPACE_2,
                      .pad = SPACE_3,
                      .cross = ALIGN_STRETCH,
                      .fill = COLOR_PAPER});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .cross = ALIGN_CENTER});
    invitation(state, shell, ui);
    ui_close(ui);
    role_chips(state, shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_3,
                      .cross = ALIGN_END,
                      .main = ALIGN_BETWEEN});
    zoom_buttons(ui);
    meeting_buttons(shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

void poster_around_open(Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ui_portrait(ui) ? ALIGN_START : ALIGN_END,
                      .pad = SPACE_2});
    ui_open(
        ui, "zoom.plate",
        (UiStyle){
            .axis = AXIS_ROW, .pad = POSTER_ZOOM_PAD_MM, .fill = COLOR_PAPER, .radius = RADIUS_MM});
    zoom_buttons(ui);
    ui_close(ui);
    ui_close(ui);
}
