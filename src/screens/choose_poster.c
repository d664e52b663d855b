// The poster while the group chooses: as a ballot with one person's dots on it, and at the reveal
// with the dots of all, which fall on their places. Dots of the reveal tell no role: who laid them
// must not be seen.
#include "screens/choose.h"

#define DOT_MM 8.0f
#define DOT_EMS 1.25f      // of the plates' type: on a small poster dots are smaller
#define TYPE_ROOM_MM 3.4f  // of plates between which dots have room
#define FALL_MM 60.0f
#define COUNT_EM_MM 6.2f  // belongs to the picture, as its plates do
#define PANEL_PART 0.37f
enum { DOTS_DRAWN_MAX = 8 };

#define ABOVE_MM 1.2f  // dots lie so much above the plate of their place, in the room that it names

static float dot_mm(const Shell *shell) {
    float mm = shell_plate_type_mm(shell) * DOT_EMS;
    return mm > DOT_MM ? DOT_MM : mm;
}

static void open_above(Shell *shell, Ui *ui, int block, const char *id, const char *value,
                       bool hidden) {
    const SceneBlock *b = &shell->scene->blocks[block];
    ui_pin_open(ui, NULL, b->label.x, b->label.y, 0.5f, 1,
                (UiStyle){.axis = AXIS_COLUMN, .cross = ALIGN_CENTER, .hidden = hidden});
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_ROW,
                      .pad_x = 1.6f,
                      .pad_y = 0.8f,
                      .gap = 1.2f,
                      .cross = ALIGN_CENTER,
                      .fill = COLOR_POSTER_PAPER,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .role = "status",
                      .value = value});
}

static void close_above(Shell *shell, Ui *ui, int block) {
    ui_close(ui);
    ui_space(ui, MM(shell_plate_mm(shell, block) / 2 + ABOVE_MM));
    ui_close(ui);
}

// Nothing to tap here: it would lie under the finger that comes for a second dot. Dots are taken back
// in the list beside the poster.
static void own_dots(const ChooseState *state, Shell *shell, Ui *ui, int block, int option) {
    const BallotDraft *draft = &state->ballot.draft;
    const char *id = shell->scene->blocks[block].id;
    int placed = draft->values[option];
    // On a poster so small the outline tells that dots lie there, and the list beside it how many.
    if (placed == 0 || shell_plate_type_mm(shell) < TYPE_ROOM_MM) return;
    open_above(shell, ui, block, ui_format(ui, "dots.%s", id), ui_format(ui, "%d", placed), false);
    for (int i = 0; i < placed; i++)
        ui_figure(ui, shell_role_figure(shell, draft->role), dot_mm(shell),
                  paint_rgb(shell_role_rgb(shell, draft->role)), COLOR_NONE);
    close_above(shell, ui, block);
}

static void all_dots(const ChooseState *state, Shell *shell, Ui *ui, const Tally *tally, int block,
                     int option, int *index) {
    int count = tally->counts[option];
    if (count == 0 || shell_plate_type_mm(shell) < TYPE_ROOM_MM) return;
    open_above(shell, ui, block, ui_format(ui, "dots.%s", shell->scene->blocks[block].id),
               ui_format(ui, "%d", count), ballot_arrival(&state->ballot, ui, *index) <= 0);
    int drawn = count <= DOTS_DRAWN_MAX ? count : 3;
    for (int i = 0; i < drawn; i++) {
        float come = ballot_arrival(&state->ballot, ui, (*index)++);
        ui_open(ui, NULL,
                (UiStyle){.hidden = come <= 0, .shift_y = -(1 - come) * ui_px(ui, FALL_MM)});
        ui_figure(ui, FIGURE_CIRCLE, dot_mm(shell) * 0.7f,
                  paint_rgb(theme_rgb(THEME_LIGHT, COLOR_BRICK)), COLOR_NONE);
        ui_close(ui);
    }
    ui_text(ui, NULL, ui_format(ui, "%d", count),
            (UiText){.em_mm = COUNT_EM_MM,
                     .size = TYPE_DISPLAY,
                     .weight = WEIGHT_BOLD,
                     .color = COLOR_POSTER_INK});
    close_above(shell, ui, block);
}

static ShellZone zone_for(const ChooseState *state, Shell *shell, Ui *ui, const Round *round,
                          const Tally *tally, ChoosePoster poster, int block) {
    ShellZone zone = {0};
    int option = round && poster != POSTER_PLAIN ? choose_option(shell, round, block) : -1;
    bool among = poster == POSTER_PLAIN ? choose_from(shell) >> block & 1 : option >= 0;
    if (!among) {
        zone.look = ZONE_DIMMED;
        zone.disabled = true;
        return zone;
    }
    if (poster == POSTER_BALLOT) {
        zone.act = (UiAct){.code = BALLOT_DOT_ADD, .a = option};
        zone.value = ui_format(ui, "%d", state->ballot.draft.values[option]);
        if (state->ballot.draft.values[option] > 0) zone.look = ZONE_SELECTED;
    } else if (poster == POSTER_RESULT) {
        int most = tally->counts[tally->ranking[0]];
        zone.value = ui_format(ui, "%d", tally->counts[option]);
        zone.tint = COLOR_OCHRE;
        zone.tint_part = most > 0 ? 0.5f * (float)tally->counts[option] / (float)most *
                                        ballot_arrival(&state->ballot, ui, 4)
                                  : 0;
    }
    return zone;
}

static void poster_view(const ChooseState *state, Shell *shell, Ui *ui, ChoosePoster poster) {
    const Round *round = poster == POSTER_PLAIN ? NULL : ballot_round(&state->ballot, shell);
    Tally tally = {0};
    if (poster == POSTER_RESULT && round)
        tally_round(shell->session, round, shell->prefs.role_min, &tally);
    ShellZone zones[SCENE_BLOCKS_MAX];
    int index = 0;
    // Still: a second dot is no double tap, and nobody sees where the last person looked.
    shell_view_open(shell, ui, "choose.poster", (UiView){.w = GROW, .h = GROW, .still = true});
    for (int b = 0; b < shell->scene->block_count; b++) {
        zones[b] = zone_for(state, shell, ui, round, &tally, poster, b);
        shell_zone(shell, ui, b, zones[b]);
    }
    for (int b = 0; b < shell->scene->block_count; b++) {
        if (zones[b].look != ZONE_DIMMED) shell_plate(shell, ui, b, zones[b]);
    }
    for (int b = 0; round && b < shell->scene->block_count; b++) {
        int option = choose_option(shell, round, b);
        if (option < 0) continue;
        if (poster == POSTER_BALLOT)
            own_dots(state, shell, ui, b, option);
        else
            all_dots(state, shell, ui, &tally, b, option, &index);
    }
    ui_view_close(ui);
}

// ---- the page ----------------------------------------------------------------------------------------

void choose_page_open(const ChooseState *state, Shell *shell, Ui *ui, ChoosePoster poster) {
    bool stacked = ui_portrait(ui);
    float larger = ui_text_percent(ui) > 130 ? 1.25f : 1;
    ui_open(ui, NULL,
            (UiStyle){.axis = stacked ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .h = GROW,
                      .cross = ALIGN_STRETCH});
    poster_view(state, shell, ui, poster);
    UiStyle panel = {.axis = AXIS_COLUMN,
                     .w = GROW,
                     .h = GROW,
                     .cross = ALIGN_STRETCH,
                     .fill = COLOR_PAPER,
                     .shadow = true};
    if (stacked)
        panel.h = MM(ui_height_mm(ui) * 0.5f * (larger > 1 ? 1.1f : 1));
    else
        panel.w = MM(ui_width_mm(ui) * PANEL_PART * larger);
    ui_open(ui, "choose.panel", panel);
    ui_scroll_open(ui, "choose.scroll",
                   (UiStyle){.w = GROW,
                             .h = GROW,
                             .pad_x = PANEL_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_3,
                             .cross = ALIGN_STRETCH});
}

// The scroll area is closed and a column of the panel opened in its stead.
void choose_page_foot(Ui *ui) {
    ui_scroll_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad_x = PANEL_X_MM,
                      .pad_y = SPACE_2,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH});
}

void choose_page_close(Ui *ui) {
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}
