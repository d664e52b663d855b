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

// -- badges -----------------------------------------------------------------------------------------
#define DOT_PART 0.6f  // of the em
#define DOT_GAP_MM 0.7f
#define HAND_PART 1.2f  // of the em; a star is one em

// What a badge says, from the richest form on. A mean never stands without its n.
typedef enum { FORM_DRAWN, FORM_COUNTED, FORM_ONE, FORMS } BadgeForm;

static int drawn(BadgeForm form, int dots) {
    return form != FORM_DRAWN ? 1 : dots < DOTS_DRAWN_MAX ? dots : DOTS_DRAWN_MAX;
}

static bool shows_dots(const BlockHarvest *found, BadgeForm form) {
    return found->dots > 0 && !(found->rating.n > 0 && form == FORM_ONE);
}

static const char *rating_words(Ui *ui, const BlockHarvest *found) {
    char number[16];
    if (found->rating.n == 0) return "";
    i18n_decimal(found->rating.mean, number, sizeof number);
    return ui_format(ui, "%s (n = %d)", number, found->rating.n);
}

static const UiText badge_type = {
    .size = TYPE_SMALL, .weight = WEIGHT_BOLD, .color = COLOR_POSTER_INK, .no_wrap = true};

static float badge_mm(Shell *shell, Ui *ui, const BlockHarvest *found, BadgeForm form) {
    UiText type = badge_type;
    float em = type.em_mm = shell_badge_type_mm(shell);
    float wide = 2 * BADGE_PAD_X * em;
    if (found->rating.n > 0)
        wide += em * (HAND_PART + BADGE_GAP) + ui_text_mm(ui, rating_words(ui, found), type);
    if (found->rating.n > 0 && shows_dots(found, form)) wide += em * BADGE_GAP;
    if (shows_dots(found, form))
        wide += (float)drawn(form, found->dots) * (em * DOT_PART + DOT_GAP_MM) + DOT_GAP_MM +
                ui_text_mm(ui, ui_format(ui, "%d", found->dots), type);
    return wide + 0.5f;
}

// Small round marks as on the wall, up to five; the number says how many there are.
static void dots(Ui *ui, int count, BadgeForm form, UiText type) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = DOT_GAP_MM, .cross = ALIGN_CENTER});
    for (int i = 0; i < drawn(form, count); i++)
        ui_figure(ui, FIGURE_CIRCLE, type.em_mm * DOT_PART, paint_rgb(0xB4472E), COLOR_NONE);
    ui_text(ui, NULL, ui_format(ui, "%d", count), type);
    ui_close(ui);
}

static void badge(Shell *shell, Ui *ui, int block, const BlockHarvest *found, BadgeForm form,
                  BadgePlace place) {
    const char *says = rating_words(ui, found);
    UiText type = badge_type;
    shell_badge_open(shell, ui, NULL, "rating", block, says, place, &type.em_mm);
    if (found->rating.n > 0) {
        if (found->rating.kind == VOTE_FIST)
            ballot_hand(ui, 5, type.em_mm * HAND_PART, paint_rgb(0x8A5A00));
        else
            ui_figure(ui, FIGURE_STAR, type.em_mm, paint_rgb(0x8A5A00), COLOR_NONE);
        ui_text(ui, NULL, says, type);
    }
    if (shows_dots(found, form)) dots(ui, found->dots, form, type);
    ui_close(ui);
}

static void badges(Shell *shell, Ui *ui, const BlockHarvest *found, int count) {
    PlateBadge wanted[SCENE_BLOCKS_MAX] = {0};
    BadgePlace places[SCENE_BLOCKS_MAX];
    for (int i = 0; i < count; i++) {
        wanted[i].there = found[i].rating.n > 0 || found[i].dots > 0;
        for (int form = 0; form < FORMS && wanted[i].there; form++)
            wanted[i].width_mm[form] = badge_mm(shell, ui, &found[i], (BadgeForm)form);
    }
    int form = shell_badges_plan(shell, wanted, FORMS, places);
    for (int i = 0; i < count; i++) {
        if (places[i] != BADGE_NOWHERE) badge(shell, ui, i, &found[i], (BadgeForm)form, places[i]);
    }
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
    badges(shell, ui, found, count);
    ui_view_close(ui);
}
