// The harvest's poster: blocks that were worked on stand out, with their mean rating and their dots
// on a plate of their own above the name; the rest steps back.
#include "screens/ballot.h"
#include "screens/harvest.h"

#include "base/i18n.h"
#include "base/str.h"

#include <math.h>
#include <stdio.h>

#define VIEW "harvest.poster"

enum { DOTS_DRAWN_MAX = 5 };

typedef struct {
    bool worked;         // an assignment of it is on the agenda and was not skipped
    TallyRating rating;  // of its assignments together
    int dots;
} BlockHarvest;

static BlockHarvest look_at(const Shell *shell, int block) {
    const Session *s = shell->session;
    BlockHarvest found = {.dots = tally_dots_for(s, shell->scene->blocks[block].id)};
    for (int i = 0; i < s->order_count; i++) {
        const AgendaItem *item = session_item(s, s->order[i]);
        if (!item || item->kind != PART_WORK || item->skipped) continue;
        int at = scene_find_assignment(shell->scene, item->assignment);
        if (at < 0 || shell->scene->assignments[at].block != block) continue;
        found.worked = true;
        tally_rating_add(&found.rating, tally_item_rating(s, item->id));
    }
    return found;
}

// Nothing steps back while nothing stands out.
static ShellZone zone_of(const BlockHarvest *found, bool any_stands_out) {
    ShellZone zone = {.disabled = true};
    if (found->worked) {
        zone.look = ZONE_SELECTED;
        zone.tint = COLOR_OCHRE;
        zone.tint_part = found->rating.n > 0 ? 0.12f + 0.08f * (float)found->rating.mean : 0.15f;
        zone.value = "chosen";
    } else {
        zone.look = found->dots > 0 || !any_stands_out ? ZONE_PLAIN : ZONE_DIMMED;
    }
    return zone;
}

// Small round marks as on the wall, up to five; the number says how many there are.
static void dots(Ui *ui, int count, UiText type) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 0.7f, .cross = ALIGN_CENTER});
    for (int i = 0; i < count && i < DOTS_DRAWN_MAX; i++)
        ui_figure(ui, FIGURE_CIRCLE, type.em_mm * 0.6f, paint_rgb(0xB4472E), COLOR_NONE);
    ui_space(ui, MM(0.6f));
    ui_text(ui, NULL, ui_format(ui, "%d", count), type);
    ui_close(ui);
}

static void badge(Shell *shell, Ui *ui, int block, const BlockHarvest *found) {
    const char *says = "";
    bool rated = found->rating.n > 0, fist = found->rating.kind == VOTE_FIST;
    if (rated) {
        char number[16];
        i18n_decimal(found->rating.mean, number, sizeof number);
        says = ui_format(ui, "%s (n = %d)", number, found->rating.n);
    }
    UiText type = {
        .size = TYPE_SMALL, .weight = WEIGHT_BOLD, .color = COLOR_POSTER_INK, .no_wrap = true};
    shell_badge_open(shell, ui, NULL, "rating", block, says, &type.em_mm);
    if (rated) {
        if (fist)
            ballot_hand(ui, 5, type.em_mm * 1.2f, paint_rgb(0x8A5A00));
        else
            ui_figure(ui, FIGURE_STAR, type.em_mm, paint_rgb(0x8A5A00), COLOR_NONE);
        ui_text(ui, NULL, says, type);
    }
    if (found->dots > 0) dots(ui, found->dots, type);
    ui_close(ui);
}

void harvest_build_poster(Shell *shell, Ui *ui, UiSize w, UiSize h) {
    BlockHarvest found[SCENE_BLOCKS_MAX];
    int count = shell->scene->block_count;
    bool any = false;
    for (int i = 0; i < count; i++) {
        found[i] = look_at(shell, i);
        any = any || found[i].worked || found[i].dots > 0;
    }
    (void)shell_view_open(shell, ui, VIEW, (UiView){.w = w, .h = h, .still = true});
    for (int i = 0; i < count; i++) shell_zone(shell, ui, i, zone_of(&found[i], any));
    for (int i = 0; i < count; i++) shell_plate(shell, ui, i, zone_of(&found[i], any));
    for (int i = 0; i < count; i++) {
        if (found[i].rating.n > 0 || found[i].dots > 0) badge(shell, ui, i, &found[i]);
    }
    ui_view_close(ui);
}
