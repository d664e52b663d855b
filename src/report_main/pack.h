// The pack that a meeting was held with, whichever one this machine shows now.
#ifndef PP_REPORT_MAIN_PACK_H
#define PP_REPORT_MAIN_PACK_H

#include "base/str.h"
#include "model/scene.h"

typedef struct {
    Scene *scene;  // NULL: this machine does not have it
    Str picture;   // its poster, as the bytes of its file; empty when that cannot be read
} Pack;

void pack_init(Pack *pack);
void pack_finish(Pack *pack);

// Looks for the pack with this id at shown (a scene.json or its folder; "": nowhere), among the packs
// beside that one, and among the program's own under share. Faults are not told: without its pack a
// record tells its own titles and labels. pack: initialised, and empty.
void pack_open(const char *share, const char *shown, const char *id, Pack *pack);

#endif
