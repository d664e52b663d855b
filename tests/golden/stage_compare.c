// Comparing what stands on the stage with the picture that is kept of it.
#include "golden/stage.h"

#include "build_config.h"

#include <SDL_image.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
// cmocka wants the four above before it.
#include <cmocka.h>

enum { DIFFERENT = 32, PARTS_ALLOWED = 400 };  // per channel; one pixel in 400 may differ so much

static void leave(Stage *s, const char *name) {
    char path[4096];
    (void)SDL_strlcpy(path, "golden", sizeof path);
    const char *dir = getenv("PP_GOLDEN_OUT");
    (void)snprintf(path, sizeof path, "%s/%s.png", dir ? dir : "/tmp", name);
    (void)IMG_SavePNG(stage_surface(s), path);
    print_error("what stands there is in %s\n", path);
}

static int count_different(SDL_Surface *a, SDL_Surface *b) {
    int count = 0;
    for (int y = 0; y < a->h; y++) {
        const Uint8 *pa = (const Uint8 *)a->pixels + y * a->pitch,
                    *pb = (const Uint8 *)b->pixels + y * b->pitch;
        for (int x = 0; x < a->w * 4; x += 4) {
            bool differs = false;
            for (int c = 0; c < 3; c++) differs = differs || abs(pa[x + c] - pb[x + c]) > DIFFERENT;
            count += differs;
        }
    }
    return count;
}

void stage_compare(Stage *s, const char *name) {
    stage_settle(s);
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/tests/golden/reference/%s.png", PP_SOURCE_DIR, name);
    const char *renew = getenv("PP_GOLDEN_RENEW");
    if (renew && *renew == '1') {
        assert_int_equal(IMG_SavePNG(stage_surface(s), path), 0);
        return;
    }
    SDL_Surface *loaded = IMG_Load(path);
    if (!loaded) {
        leave(s, name);
        fail_msg("there is no reference %s: look at the picture, then run with PP_GOLDEN_RENEW=1",
                 path);
    }
    SDL_Surface *reference = SDL_ConvertSurfaceFormat(loaded, SDL_PIXELFORMAT_ARGB8888, 0);
    SDL_FreeSurface(loaded);
    assert_non_null(reference);
    bool same_size = reference->w == stage_surface(s)->w && reference->h == stage_surface(s)->h;
    int different = same_size ? count_different(reference, stage_surface(s))
                              : stage_surface(s)->w * stage_surface(s)->h;
    SDL_FreeSurface(reference);
    if (different > stage_surface(s)->w * stage_surface(s)->h / PARTS_ALLOWED) {
        leave(s, name);
        fail_msg("%s: %d pixels differ", name, different);
    }
}
