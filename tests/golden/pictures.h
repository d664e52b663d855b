// The screens and states that golden pictures and the audit walk over. A new screen gets a row here,
// and is compared and audited from then on.
#ifndef PP_TESTS_GOLDEN_PICTURES_H
#define PP_TESTS_GOLDEN_PICTURES_H

#include "golden/stage.h"

typedef struct {
    const char *name;
    void (*set)(Stage *stage);
} Picture;

extern const Picture stage_pictures[];
extern const int stage_picture_count;

#endif
