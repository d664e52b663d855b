// Geometry of zones: pure functions over polygons of at most SCENE_ZONE_POINTS_MAX points.
#ifndef PP_STORAGE_SCENE_POLYGON_H
#define PP_STORAGE_SCENE_POLYGON_H

#include "model/scene.h"

#include <stdbool.h>

// The area, always positive for a simple polygon.
double polygon_area(const ScenePoint *points, int count);

// The index of a point that repeats the one before it (the last may repeat the first), or -1.
int polygon_find_double(const ScenePoint *points, int count);

// Finds two edges that cross or touch where they should not; edge i runs from point i to the next.
// An edge that runs back over its neighbour counts too. Returns true and the two edges, the second
// the later one, or false for a simple polygon.
bool polygon_find_crossing(const ScenePoint *points, int count, int *out_a, int *out_b);

// The area that two simple polygons share.
double polygon_shared_area(const ScenePoint *a, int a_count, const ScenePoint *b, int b_count);

#endif
