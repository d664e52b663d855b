// What no table can say of zones, colours and shapes: polygons that a finger can hit and that do
// not fight over a point, colours that can be seen on the poster's paper.
#include "base/str.h"
#include "storage/scene_form.h"
#include "storage/scene_polygon.h"

#include <math.h>

// The least part of the poster that a zone may take: 12 mm by 12 mm, the smallest touch target of
// all, on a 24 inch screen of 531 x 299 mm is 0.0907 %.
static const double zone_share_min = 0.001;

// How much of the smaller of two zones they may share: a sliver. Zones are drawn by hand along the
// same wall; on a zone of 200 x 150 two per cent is a strip of 4 x 150, about 1.3 mm on a 24 inch
// screen, far less than the 4 mm by which a finger misses. Then the later zone simply wins.
static const double overlap_share_max = 0.02;

// WCAG 2.2, 1.4.11: shapes that carry meaning.
static const double contrast_min = 3.0;
static const uint32_t paper = 0xfbf7ef;

static double channel_light(uint32_t channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb) {
    return 0.2126 * channel_light(rgb >> 16 & 0xFF) + 0.7152 * channel_light(rgb >> 8 & 0xFF) +
           0.0722 * channel_light(rgb & 0xFF);
}

void scene_check_color(SceneReader *reader, const JsonValue *value, void *role) {
    double a = luminance(((const SceneRole *)role)->rgb), b = luminance(paper);
    double contrast = (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
    if (contrast >= contrast_min) return;
    // Rounded down: "3.0, and at least 3 is needed" would explain nothing.
    scene_fault(reader, value,
                "the colour %s has a contrast of %.2f on the poster's paper (#fbf7ef): at least 3 "
                "is needed, so take a darker one",
                value->text, floor(contrast * 100) / 100);
}

void scene_check_shapes(SceneReader *reader, const JsonValue *roles, void *scene_target) {
    const Scene *scene = scene_target;
    const JsonValue *taken_by[SHAPE_COUNT] = {NULL};
    const JsonValue *item = roles->first;
    for (int i = 0; i < scene->role_count; i++, item = item->next) {
        const JsonValue *shape = json_member(item, "shape");
        if (!shape || shape->kind != JSON_STRING) continue;
        int at = shape_from_word(shape->text);
        if (at < 0) continue;
        if (taken_by[at]) {
            scene_fault(reader, shape,
                        "the shape %s is taken already (line %d): each role has its own",
                        shape->text, taken_by[at]->line);
        } else {
            taken_by[at] = shape;
        }
    }
}

// The JSON of point i of a zone.
static const JsonValue *point_value(const JsonValue *zone, int i) {
    const JsonValue *point = zone->first;
    for (; i > 0 && point->next; i--) point = point->next;
    return point;
}

void scene_check_zone(SceneReader *reader, const JsonValue *value, void *block_target) {
    SceneBlock *block = block_target;
    const ScenePoint *zone = block->zone;
    int count = block->zone_count, a = 0, b = 0;
    int twice = polygon_find_double(zone, count);
    if (twice >= 0) {
        scene_fault(reader, point_value(value, twice),
                    "this point stands twice: take it out (a zone closes by itself)");
        block->zone_count = 0;  // its area means nothing now
        return;
    }
    if (polygon_find_crossing(zone, count, &a, &b)) {
        scene_fault(reader, point_value(value, b),
                    "the edge from point %d to point %d crosses or touches the edge from point "
                    "%d to point %d: a zone goes round once",
                    b + 1, (b + 1) % count + 1, a + 1, (a + 1) % count + 1);
        block->zone_count = 0;
        return;
    }
    double poster = (double)reader->scene->width * (double)reader->scene->height;
    double least = poster * zone_share_min;
    if (polygon_area(zone, count) < least) {
        scene_fault(reader, value,
                    "this zone is too small for a finger: its area is %.4g, and at least %.4g is "
                    "needed (12 by 12 mm on a 24 inch screen)",
                    polygon_area(zone, count), least);
        block->zone_count = 0;
    }
}

static double share(const SceneBlock *one, const SceneBlock *other) {
    if (!one->zone_count || !other->zone_count) return 0;
    double smaller = fmin(polygon_area(one->zone, one->zone_count),
                          polygon_area(other->zone, other->zone_count));
    return polygon_shared_area(one->zone, one->zone_count, other->zone, other->zone_count) /
           smaller;
}

// One fault a zone, the worst: to move it away from that one may well mend the others.
void scene_check_overlaps(SceneReader *reader, const JsonValue *blocks, void *scene_target) {
    const Scene *scene = scene_target;
    const JsonValue *item = blocks->first;
    for (int i = 0; i < scene->block_count; i++, item = item->next) {
        double worst = overlap_share_max;
        const SceneBlock *under = NULL;
        for (int j = 0; j < i; j++) {
            double shared = share(&scene->blocks[i], &scene->blocks[j]);
            if (shared <= worst) continue;
            worst = shared;
            under = &scene->blocks[j];
        }
        if (!under) continue;
        scene_fault(reader, json_member(item, "zone"),
                    "this zone and that of \"%s\" overlap by %.1f%% of the smaller one: keep them "
                    "apart (2%% is fine)",
                    under->id ? under->id : "?", 100 * worst);
    }
}
