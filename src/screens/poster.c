// The poster to explore: alone at the start, with a quiet way into a meeting; in a meeting's explore
// part the same without that. A touched place opens its block beside it. What moves by itself does so
// in the first seconds only: a poster at rest uses no processor.
#include "screens/poster_roles.h"
#include "screens/poster_screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// In a public place the poster goes on showing its places, slowly: one frame in eight seconds.
enum { ATTRACT_EVERY_MS = 8000 };

// -- what the poster looks like ---------------------------------------------------------------------
// The place that is shown for a moment while nobody has touched anything yet; -1: none.
int poster_hint_block(PosterState *state, Shell *shell, Ui *ui) {
    if (state->since_ms == 0) state->since_ms = ui_now(ui);
    if (state->touched || shell->visited || shell->block >= 0 || ui_reduced_motion(ui)) return -1;
    int64_t past = ui_now(ui) - state->since_ms - POSTER_HINT_FIRST_MS;
    int64_t over = past - (int64_t)POSTER_HINTS * POSTER_HINT_EVERY_MS;
    if (over >= 0) {
        if (!shell->prefs.kiosk || !poster_is_free(shell)) return -1;
        ui_wake_in(ui, ATTRACT_EVERY_MS - over % ATTRACT_EVERY_MS + 1);
        return (int)(over / ATTRACT_EVERY_MS % shell->scene->block_count);
    }
    int64_t left = past < 0 ? -past : POSTER_HINT_EVERY_MS - past % POSTER_HINT_EVERY_MS;
    ui_wake_in(ui, left + 1);
    if (past < 0) return -1;
    return (int)((4 + 5 * (past / POSTER_HINT_EVERY_MS)) % shell->scene->block_count);
}

static ShellZone zone_of(const PosterState *state, const Shell *shell, int block, int hint) {
    bool for_role =
        state->role == 0 || poster_role_places(shell->scene, state->role - 1) >> block & 1u;
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

static float height_of(Ui *ui, const char *id, float guess) {
    Rect rect = ui_rect_of(ui, id);
    return rect_empty(rect) ? guess : (float)rect.h / ui_px(ui, 1);
}

// In whole pixels, for what lies beside it.
static float legend_px(Ui *ui) {
    return floorf(ui_px(ui, poster_legend_mm(ui) + SPACE_4));
}

// What lies over the poster keeps its room beside it.
static void set_margins(Shell *shell, Ui *ui, bool stays, float out[4]) {
    bool open = shell->block >= 0;
    memset(out, 0, 4 * sizeof *out);
    if (ui_portrait(ui)) {
        out[1] = open ? SPACE_1 : height_of(ui, "poster.legend", 40);
        out[3] = open ? block_size_mm(shell, ui) : height_of(ui, "poster.tools", 70);
    } else {
        float legend = poster_legend_mm(ui) + SPACE_4;
        out[0] = stays ? legend - legend_px(ui) / ui_px(ui, 1) : open ? 0 : legend;
        out[2] = open ? block_size_mm(shell, ui) : POSTER_SIDE_MM;
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
    int pad = (int)ui_px(ui, POSTER_ZOOM_PAD_MM), away = (int)ui_px(ui, SPACE_2);
    Rect plate = {port.x + away, port.y + away, row.w + 2 * pad, row.h + 2 * pad};
    if (!ui_portrait(ui)) plate.y = port.y + port.h - away - plate.h;
    return rect_grow(plate, (int)ui_px(ui, SPACE_1 / 2));
}

static void build_view(PosterState *state, Shell *shell, Ui *ui, bool stays) {
    UiView view = {.w = GROW, .h = GROW, .least_mm = SPACE_2};
    set_margins(shell, ui, stays, view.margin);
    if (shell->block >= 0) {
        shell_place(shell, shell->block, view.focus);
        if (!stays) view.clear = zoom_place(ui);
    } else {
        bool above = !ui_portrait(ui) && poster_ways_above(state, shell, ui);
        if (above) view.margin[3] = TOUCH_MM + SPACE_1;
        view.clear = ui_rect_of(ui, above ? "ways" : "invitation");
    }
    int hint = poster_hint_block(state, shell, ui);
    shell_view_open(shell, ui, POSTER_VIEW, view);
    for (int i = 0; i < shell->scene->block_count; i++)
        shell_zone(shell, ui, i, zone_of(state, shell, i, hint));
    for (int i = 0; i < shell->scene->block_count; i++)
        shell_plate(shell, ui, i, zone_of(state, shell, i, hint));
    ui_view_close(ui);
}

// A hairline where the legend cuts the poster off: a poster that stands there whole ends by itself.
static void legend_room(Shell *shell, Ui *ui) {
    bool cuts = shell->block >= 0 || ui_view_nearer(ui, POSTER_VIEW);
    float line = cuts ? fmaxf(1, floorf(ui_px(ui, HAIRLINE_MM))) : 0;
    ui_space(ui, PX(legend_px(ui) - line));
    if (!cuts) return;
    ui_open(ui, NULL, (UiStyle){.w = PX(line), .h = GROW, .fill = COLOR_LINE});
    ui_close(ui);
}

static void build(void *s, Shell *shell, Ui *ui) {
    PosterState *state = s;
    bool stays = poster_legend_stays(shell, ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = GROW, .h = GROW});
    if (stays) {  // nothing of the poster lies under the legend
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
        legend_room(shell, ui);
    }
    build_view(state, shell, ui, stays);
    if (stays) ui_close(ui);
    if (shell->block >= 0 && !stays)
        poster_around_open(ui);
    else if (ui_portrait(ui))
        poster_around_upright(state, shell, ui);
    else
        poster_around_lying(state, shell, ui);
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
