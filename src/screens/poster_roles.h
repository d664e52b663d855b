// Which places of a poster speak most to a role. Pure: from the scene alone.
#ifndef PP_SCREENS_POSTER_ROLES_H
#define PP_SCREENS_POSTER_ROLES_H

#include "model/scene.h"

// At most half of a poster's places stand out for a role, within these bounds.
enum { ROLE_PLACES_LEAST = 3, ROLE_PLACES_MOST = 7 };

// role: index in scene->roles. Bit i: blocks[i] is one of those that speak most to it; only places that
// the pack says speak to it, and fewer than the bounds where it names fewer.
uint32_t poster_role_places(const Scene *scene, int role);
int poster_role_count(const Scene *scene, int role);

#endif
