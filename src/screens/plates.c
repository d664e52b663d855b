// Tries type sizes from the wanted one down, and for each a few widths at which texts break, until
// all plates lie free of each other.
#include "screens/plates.h"

#include <math.h>

#define STEP_MM 0.2f

static const float width_parts[] = {0.2f, 0.16f, 0.125f, 0.1f, 0.08f};  // of the poster's width

static float span(const PlateLabel *label, const PlateRoom *room, int from, int to) {
    float wide = 0;
    for (int i = from; i < to; i++) wide += label->words[i] + (i > from ? room->space : 0);
    return wide;
}

static float fmaxf3(float a, float b, float c) {
    return fmaxf(a, fmaxf(b, c));
}

// The narrowest way to break the words in this many lines; gives the width at an em of 1.
static float narrowest(const PlateLabel *label, const PlateRoom *room, int lines, int *out_breaks) {
    int n = label->word_count;
    float best = INFINITY;
    for (int a = lines > 1 ? 1 : n; a <= n; a++) {
        for (int b = lines > 2 ? a + 1 : n; b <= n; b++) {
            float wide =
                fmaxf3(span(label, room, 0, a), span(label, room, a, b), span(label, room, b, n));
            if (wide >= best) continue;
            best = wide;
            out_breaks[0] = a;
            out_breaks[1] = b;
            out_breaks[2] = n;
        }
    }
    return best;
}

Plate plate_break(const PlateLabel *label, const PlateRoom *room, float em_mm, float max_mm) {
    Plate plate = {0};
    int most = label->word_count < PLATE_LINES_MAX ? label->word_count : PLATE_LINES_MAX;
    for (int lines = 1; lines <= most; lines++) {
        float wide = narrowest(label, room, lines, plate.breaks);
        plate.line_count = lines;
        plate.width_mm = (wide + room->mark) * em_mm + 2 * room->pad_x_mm;
        plate.height_mm = (float)lines * room->leading * em_mm + 2 * room->pad_y_mm;
        if (plate.width_mm <= max_mm) break;
    }
    return plate;
}

static bool inside(const PlateLabel *label, const Plate *plate, const PlateRoom *room) {
    float x = label->x * room->unit_mm, y = label->y * room->unit_mm;
    float right = room->width * room->unit_mm + room->side_mm,
          below = room->height * room->unit_mm + room->head_mm;
    return x - plate->width_mm / 2 >= -room->side_mm && x + plate->width_mm / 2 <= right &&
           y - plate->height_mm / 2 >= -room->head_mm && y + plate->height_mm / 2 <= below;
}

static bool apart(const PlateLabel *a, const Plate *p, const PlateLabel *b, const Plate *q,
                  const PlateRoom *room) {
    float dx = fabsf(a->x - b->x) * room->unit_mm, dy = fabsf(a->y - b->y) * room->unit_mm;
    return dx >= (p->width_mm + q->width_mm) / 2 + room->gap_mm ||
           dy >= (p->height_mm + q->height_mm) / 2 + room->gap_mm;
}

static bool try_plan(const PlateLabel *labels, int count, const PlateRoom *room, float em_mm,
                     float max_mm, PlatePlan *out) {
    float tallest = fmaxf(room->tallest * room->height * room->unit_mm,
                          room->leading * em_mm + 2 * room->pad_y_mm);
    bool fits = true;
    out->em_mm = em_mm;
    for (int i = 0; i < count; i++) {
        out->plates[i] = plate_break(&labels[i], room, em_mm, max_mm);
        fits = fits && out->plates[i].height_mm <= tallest &&
               inside(&labels[i], &out->plates[i], room);
        for (int j = 0; fits && j < i; j++)
            fits = apart(&labels[i], &out->plates[i], &labels[j], &out->plates[j], room);
    }
    return fits;
}

void plates_plan(const PlateLabel *labels, int count, const PlateRoom *room, PlatePlan *out) {
    if (count > SCENE_BLOCKS_MAX) count = SCENE_BLOCKS_MAX;
    *out = (PlatePlan){0};
    int steps =
        room->em_mm > room->em_min_mm ? (int)ceilf((room->em_mm - room->em_min_mm) / STEP_MM) : 0;
    for (int s = 0; s <= steps; s++) {
        float em = fmaxf(room->em_mm - (float)s * STEP_MM, room->em_min_mm);
        for (int w = 0; w < (int)(sizeof width_parts / sizeof *width_parts); w++) {
            out->fits = try_plan(labels, count, room, em,
                                 width_parts[w] * room->width * room->unit_mm, out);
            if (out->fits) return;
        }
    }
}

// -- what stands on plates ----------------------------------------------------------------------------
typedef struct {
    float x, y, w, h;  // mm: the centre, and the size
} Spot;

static bool spots_apart(Spot a, Spot b, float gap) {
    return fabsf(a.x - b.x) >= (a.w + b.w) / 2 + gap || fabsf(a.y - b.y) >= (a.h + b.h) / 2 + gap;
}

static Spot plate_spot(const PlateLabel *label, const Plate *plate, float unit_mm) {
    return (Spot){label->x * unit_mm, label->y * unit_mm, plate->width_mm, plate->height_mm};
}

int plates_badges(const PlateLabel *labels, const PlatePlan *plan, int count, float unit_mm,
                  const PlateBadge *badges, int forms, float height_mm, float gap_mm,
                  BadgePlace *out) {
    if (count > SCENE_BLOCKS_MAX) count = SCENE_BLOCKS_MAX;
    for (int form = 0; form < forms; form++) {
        Spot placed[SCENE_BLOCKS_MAX];
        int placed_count = 0, lost = 0;
        for (int i = 0; i < count; i++) {
            out[i] = BADGE_NOWHERE;
            if (!badges[i].there) continue;
            Spot own = plate_spot(&labels[i], &plan->plates[i], unit_mm);
            for (int side = BADGE_ABOVE; side <= BADGE_BELOW && out[i] == BADGE_NOWHERE; side++) {
                float away = (own.h + height_mm) / 2 + gap_mm;
                Spot spot = {own.x, own.y + (side == BADGE_ABOVE ? -away : away),
                             badges[i].width_mm[form], height_mm};
                bool free = true;
                for (int j = 0; j < count; j++)
                    free = free &&
                           (j == i ||
                            spots_apart(spot, plate_spot(&labels[j], &plan->plates[j], unit_mm),
                                        gap_mm));
                for (int j = 0; j < placed_count; j++)
                    free = free && spots_apart(spot, placed[j], gap_mm);
                if (!free) continue;
                out[i] = (BadgePlace)side;
                placed[placed_count++] = spot;
            }
            lost += out[i] == BADGE_NOWHERE;
        }
        if (lost == 0) return form;
    }
    return forms - 1;
}
