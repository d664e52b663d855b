// The poster to explore: alone at the start, with a quiet way into a meeting; in a meeting's explore
// part the same without that. A touched place opens its block beside it. What moves by itself does so
// in the first seconds only: a poster at rest uses no processor.
#include "screens/poster_screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// In a public place the poster goes on showing its places, slowly: one frame in eight seconds.
enum { HINT_FIRST_MS = 1200, HINT_EVERY_MS = 1600, HINTS = 3, ATTRACT_EVERY_MS = 8000 };

#define LEGEND_MM 92.0f
#define LEGEND_PART 0.28f  // at most, of the width
#define WIDE_MM 400.0f     // from here on there is room for large words below the poster
#define SIDE_MM 8.0f
#define ZOOM_PAD_MM 1.0f

// -- what the poster looks like ---------------------------------------------------------------------
static bool is_free(const Shell *shell) {
    return !shell_in_meeting(shell);
}

// The place that is shown for a moment while nobody has touched anything yet; -1: none.
static int hint_block(PosterState *state, Shell *shell, Ui *ui) {
    if (state->since_ms == 0) state->since_ms = ui_now(ui);
    if (state->touched || shell->visited || shell->block >= 0 || ui_reduced_motion(ui)) return -1;
    int64_t past = ui_now(ui) - state->since_ms - HINT_FIRST_MS;
    int64_t over = past - (int64_t)HINTS * HINT_EVERY_MS;
    if (over >= 0) {
        if (!shell->prefs.kiosk || !is_free(shell)) return -1;
        ui_wake_in(ui, ATTRACT_EVERY_MS - over % ATTRACT_EVERY_MS + 1);
        return (int)(over / ATTRACT_EVERY_MS % shell->scene->block_count);
    }
    int64_t left = past < 0 ? -past : HINT_EVERY_MS - past % HINT_EVERY_MS;
    ui_wake_in(ui, left + 1);
    if (past < 0) return -1;
    return (int)((4 + 5 * (past / HINT_EVERY_MS)) % shell->scene->block_count);
}

static ShellZone zone_of(const PosterState *state, const Shell *shell, int block, int hint) {
    bool for_role =
        state->role == 0 || (shell->scene->blocks[block].roles & (1u << (state->role - 1)));
    ShellZone zone = {.visited = (shell->visited >> block) & 1u,
                      .act = {.code = POSTER_BLOCK, .a = block}};
    zone.look = block == shell->block ? ZONE_SELECTED
                : !for_role           ? ZONE_DIMMED
                : block == hint       ? ZONE_HINT
                                      : ZONE_PLAIN;
    zone.value = block == shell->block ? "open"
                 : zone.visited        ? "visited"
                 : !for_role           ? "dimmed"
                                       : NULL;
    return zone;
}

static void focus_on(const SceneBlock *block, float out[4]) {
    float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
    for (int i = 0; i < block->zone_count; i++) {
        x0 = fminf(x0, block->zone[i].x), x1 = fmaxf(x1, block->zone[i].x);
        y0 = fminf(y0, block->zone[i].y), y1 = fmaxf(y1, block->zone[i].y);
    }
    out[0] = x0, out[1] = y0, out[2] = x1 - x0, out[3] = y1 - y0;
}

static float legend_mm(Ui *ui) {
    float larger = (float)ui_text_percent(ui) / 100;
    return fminf(LEGEND_MM * fminf(fmaxf(larger, 1), 1.25f), ui_width_mm(ui) * LEGEND_PART);
}

static float height_of(Ui *ui, const char *id, float guess) {
    Rect rect = ui_rect_of(ui, id);
    return rect_empty(rect) ? guess : (float)rect.h / ui_px(ui, 1);
}

// What lies over the poster keeps its room beside it.
static void set_margins(Shell *shell, Ui *ui, float out[4]) {
    bool open = shell->block >= 0;
    memset(out, 0, 4 * sizeof *out);
    if (ui_portrait(ui)) {
        out[1] = open ? SPACE_1 : height_of(ui, "poster.legend", 40);
        out[3] = open ? block_size_mm(shell, ui) : height_of(ui, "poster.tools", 70);
    } else {
        out[0] = open ? 0 : legend_mm(ui) + SPACE_4;
        out[2] = open ? block_size_mm(shell, ui) : SIDE_MM;
        out[1] = out[3] = SPACE_1;
    }
}

// Where the zoom buttons come to lie over the poster beside an open block, and a little around them.
// They are as large as they were before, so that the first frame is the last one too.
static Rect zoom_place(Ui *ui) {
    Rect row = ui_rect_of(ui, "zoom"), port = ui_rect_of(ui, POSTER_VIEW);
    if (rect_empty(row) || rect_empty(port)) {
        ui_touch(ui);  // in a frame's time they have their place
        return row;
    }
    int pad = (int)ui_px(ui, ZOOM_PAD_MM), away = (int)ui_px(ui, SPACE_2);
    Rect plate = {port.x + away, port.y + away, row.w + 2 * pad, row.h + 2 * pad};
    if (!ui_portrait(ui)) plate.y = port.y + port.h - away - plate.h;
    return rect_grow(plate, (int)ui_px(ui, SPACE_1 / 2));
}

static void build_view(PosterState *state, Shell *shell, Ui *ui) {
    UiView view = {.w = GROW, .h = GROW};
    set_margins(shell, ui, view.margin);
    if (shell->block >= 0) {
        focus_on(&shell->scene->blocks[shell->block], view.focus);
        view.clear = zoom_place(ui);
    } else {
        view.clear = ui_rect_of(ui, "invitation");
    }
    int hint = hint_block(state, shell, ui);
    shell_view_open(shell, ui, POSTER_VIEW, view);
    for (int i = 0; i < shell->scene->block_count; i++)
        shell_zone(shell, ui, i, zone_of(state, shell, i, hint));
    for (int i = 0; i < shell->scene->block_count; i++)
        shell_plate(shell, ui, i, zone_of(state, shell, i, hint));
    ui_view_close(ui);
}

// -- around it --------------------------------------------------------------------------------------
// The largest size at which no word of the title is broken in a column so wide.
static TypeSize title_size(Ui *ui, const char *text, float wide) {
    int largest = ui_text_percent(ui) <= 130 ? TYPE_DISPLAY : TYPE_TITLE;
    for (int size = largest; size > TYPE_BODY; size--) {
        bool fits = true;
        for (const char *word = text; *word; word += strspn(word, " ")) {
            size_t length = strcspn(word, " ");
            UiText style = {.size = (TypeSize)size, .weight = WEIGHT_BOLD};
            fits = fits && ui_text_mm(ui, ui_format(ui, "%.*s", (int)length, word), style) <= wide;
            word += length;
        }
        if (fits) return (TypeSize)size;
    }
    return TYPE_BODY;
}

static void title(Shell *shell, Ui *ui) {
    bool upright = ui_portrait(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    const char *text = shell_text(shell, &shell->scene->title);
    bool large = upright && ui_text_percent(ui) <= 130;
    float wide = upright ? ui_width_mm(ui) - 2 * SPACE_4 : legend_mm(ui) - SPACE_1;
    ui_text(ui, "poster.title", text,
            (UiText){.size = large ? TYPE_DISPLAY : title_size(ui, text, wide),
                     .weight = WEIGHT_BOLD,
                     .role = "heading"});
    const char *under = is_free(shell)
                            ? shell_text(shell, &shell->scene->subtitle)
                            : _("Look around together. What catches your eye? Tap it and read on.");
    if (*under && (upright || ui_text_percent(ui) <= 125))
        ui_text(ui, "poster.subtitle", under, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static void role_chip(PosterState *state, Shell *shell, Ui *ui, int i, bool wide) {
    const SceneRole *role = &shell->scene->roles[i];
    bool on = state->role == i + 1;
    const char *name = shell_text(shell, &role->short_name);
    ui_open(ui, ui_format(ui, "chip.%s", role->id),
            (UiStyle){.axis = AXIS_ROW,
                      .w = wide ? GROW : FIT,
                      .h = FIT_MIN(13),
                      .gap = 2,
                      .pad_x = 3.2f,
                      .pad_y = 0.8f,
                      .cross = ALIGN_CENTER,
                      .fill = on ? COLOR_ACCENT : COLOR_SHEET,
                      .border = on ? COLOR_ACCENT : COLOR_EDGE,
                      .radius = -1,
                      .act = {.code = POSTER_ROLE, .a = i + 1},
                      .selected = on,
                      .label = name,
                      .role = "button"});
    // A role's colour is made to be seen on paper: its figure keeps a light ground in every theme.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(7.4f),
                      .h = MM(7.4f),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_POSTER_PAPER,
                      .radius = -1});
    ui_figure(ui, (UiFigure)role->shape, 4.8f, paint_rgb(role->rgb), COLOR_NONE);
    ui_close(ui);
    ui_text(ui, NULL, name,
            (UiText){.size = TYPE_BODY,
                     .weight = WEIGHT_SEMIBOLD,
                     .color = on ? COLOR_ON_ACCENT : COLOR_INK,
                     .w = wide ? GROW : FIT});
    ui_close(ui);
}

static void role_chips(PosterState *state, Shell *shell, Ui *ui) {
    bool wide = !ui_portrait(ui);
    ui_text(ui, "chips.title", _("Show what speaks to"),
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
                scale < 1.02f);
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
    if (!is_free(shell) || shell->prefs.kiosk) return;
    const SessionBrief *brief = unfinished(shell);
    bool upright = ui_portrait(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .gap = SPACE_1, .cross = ALIGN_END});
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
    if (!is_free(shell) || shell->prefs.kiosk) return;
    ui_button(ui, "menu.open", NULL,
              (UiButton){.kind = BUTTON_SOFT,
                         .icon = "menu",
                         .height_mm = 15,
                         .describe = _("Menu for the facilitator"),
                         .act = {.code = POSTER_MENU}});
}

// While a place is shown in a public place, its own name invites.
static const char *invited_by(PosterState *state, Shell *shell, Ui *ui) {
    int64_t past = ui_now(ui) - state->since_ms - HINT_FIRST_MS;
    int hint = past >= (int64_t)HINTS * HINT_EVERY_MS ? hint_block(state, shell, ui) : -1;
    const char *title = hint >= 0 ? shell_text(shell, &shell->scene->blocks[hint].title) : "";
    return *title ? ui_format(ui, _("Touch “%s”"), title)
                  : _("Touch a place that catches your eye");
}

// The one clear thing to do stands out; once somebody has done it, it is gone.
static void invitation(PosterState *state, Shell *shell, Ui *ui) {
    if (state->touched || shell->visited) return;
    bool large = ui_text_percent(ui) <= 130 && (ui_portrait(ui) || ui_width_mm(ui) >= WIDE_MM);
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
    ui_icon(ui, "hand", 10, COLOR_ON_ACCENT);
    ui_text(ui, "invitation.text", invited_by(state, shell, ui),
            (UiText){.size = large ? TYPE_TITLE : TYPE_LEAD,
                     .weight = WEIGHT_SEMIBOLD,
                     .color = COLOR_ON_ACCENT});
    ui_close(ui);
}

// -- lying and upright ----------------------------------------------------------------------------------
static void around_lying(PosterState *state, Shell *shell, Ui *ui) {
    float legend = legend_mm(ui);
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
    // To the right the ways into a meeting.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ALIGN_BETWEEN,
                      .cross = ALIGN_END,
                      .pad = SPACE_2});
    menu_button(shell, ui);
    meeting_buttons(shell, ui);
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
    ui_space(ui, MM(SIDE_MM));
    ui_close(ui);
}

static void around_upright(PosterState *state, Shell *shell, Ui *ui) {
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

static void around_open(Ui *ui) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .main = ui_portrait(ui) ? ALIGN_START : ALIGN_END,
                      .pad = SPACE_2});
    ui_open(
        ui, "zoom.plate",
        (UiStyle){.axis = AXIS_ROW, .pad = ZOOM_PAD_MM, .fill = COLOR_PAPER, .radius = RADIUS_MM});
    zoom_buttons(ui);
    ui_close(ui);
    ui_close(ui);
}

static void build(void *s, Shell *shell, Ui *ui) {
    PosterState *state = s;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW});
    build_view(state, shell, ui);
    if (shell->block >= 0)
        around_open(ui);
    else if (ui_portrait(ui))
        around_upright(state, shell, ui);
    else
        around_lying(state, shell, ui);
    if (shell->block >= 0) block_build(state, shell, ui);
    ui_close(ui);
}

// -- what people do -----------------------------------------------------------------------------------
static bool handle(void *s, Shell *shell, const UiEvent *event) {
    PosterState *state = s;
    if (event->kind != UI_KEY) state->touched = true;
    if (block_handle(state, shell, event)) return true;
    if (event->kind != UI_TAP) return false;
    switch (event->act.code) {
    case POSTER_BLOCK: block_show(state, shell, event->act.a); return true;
    case POSTER_ROLE: state->role = state->role == event->act.a ? 0 : event->act.a; return true;
    case POSTER_ZOOM:
        ui_view_zoom(shell->ui, POSTER_VIEW, event->act.a > 0 ? 1.5f : 1 / 1.5f);
        return true;
    case POSTER_ZOOM_RESET: ui_view_reset(shell->ui, POSTER_VIEW); return true;
    case POSTER_NEW: shell->ops->go(shell->app, SCREEN_NEW_SESSION); return true;
    case POSTER_RESULTS: shell->ops->go(shell->app, SCREEN_RESULTS); return true;
    case POSTER_MENU: shell->ops->go(shell->app, SCREEN_SESSIONS); return true;
    case POSTER_RESUME: (void)shell->ops->resume_session(shell->app, event->act.s); return true;
    default: return false;
    }
}

static bool back(void *s, Shell *shell) {
    if (shell->block < 0) return false;
    block_show(s, shell, -1);
    return true;
}

static const char *name(const void *s, const Shell *shell) {
    (void)s;
    return shell->block >= 0 ? "block" : "poster";
}

static const char *next_label(const void *s, const Shell *shell, bool *out_enabled) {
    (void)s;
    *out_enabled = true;
    return shell_in_meeting(shell) ? _("Next") : NULL;
}

const ScreenClass screen_poster = {.id = SCREEN_POSTER,
                                   .state_bytes = sizeof(PosterState),
                                   .build = build,
                                   .handle = handle,
                                   .back = back,
                                   .name = name,
                                   .next_label = next_label};
