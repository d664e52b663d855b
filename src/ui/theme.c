// The theme's numbers. Each shade reaches 4.5:1 on paper, sheet and its own tint; each colour 3:1 on
// paper and sheet (a test holds this for all three themes). Contrast after WCAG 2.1, 1.4.3.
#include "ui/theme.h"

#include "base/palette.h"

#include <math.h>

// Body: cap-to-descender is 0.9 of the em of Atkinson Hyperlegible Next, so 5.1 mm gives 4.6 mm.
const float type_em_mm[TYPE_COUNT] = {[TYPE_SMALL] = 4.3f,
                                      [TYPE_BODY] = 5.1f,
                                      [TYPE_LEAD] = 6.4f,
                                      [TYPE_TITLE] = 8.6f,
                                      [TYPE_DISPLAY] = 12.5f};
const float type_leading[TYPE_COUNT] = {[TYPE_SMALL] = 1.32f,
                                        [TYPE_BODY] = 1.4f,
                                        [TYPE_LEAD] = 1.34f,
                                        [TYPE_TITLE] = 1.2f,
                                        [TYPE_DISPLAY] = 1.14f};

static const uint32_t colors[COLOR_COUNT][THEME_COUNT] = {
    //                     light     dark      contrast
    [COLOR_NONE] = {0, 0, 0},
    [COLOR_PAPER] = {0xFBF7EF, 0x171C28, 0xFFFFFF},
    [COLOR_SHEET] = {0xFFFFFF, 0x222938, 0xFFFFFF},
    [COLOR_SUNKEN] = {0xF0E9DB, 0x10141D, 0xEFEFEF},
    [COLOR_BAR] = {0xF4EEE1, 0x1D2330, 0xFFFFFF},
    [COLOR_INK] = {0x1F2A44, 0xF4EFE4, 0x000000},
    [COLOR_INK_SOFT] = {0x424C66, 0xC3C9D5, 0x1A1A1A},
    [COLOR_LINE] = {0xDDD3C0, 0x3A4356, 0x000000},
    [COLOR_EDGE] = {0x857B66, 0x8390A8, 0x000000},
    [COLOR_ACCENT] = {0x1F4E79, 0x8EC3E6, 0x00205B},
    [COLOR_ACCENT_TINT] = {0xE3EDF5, 0x27374C, 0xE0E8FF},
    [COLOR_ON_ACCENT] = {0xFFFFFF, 0x0F1826, 0xFFFFFF},
    [COLOR_BRICK] = {PALETTE_BRICK, 0xE08A6B, 0x8A2B0E},
    [COLOR_BRICK_TINT] = {0xF9E6DE, 0x44291F, 0xFFE9E0},
    [COLOR_BRICK_SHADE] = {0x95401F, 0xF0AC92, 0x6E1F07},
    [COLOR_OCHRE] = {0xB07A14, 0xE3A93C, 0x6B4700},
    [COLOR_OCHRE_TINT] = {0xFAEED3, 0x40331A, 0xFFF3D6},
    [COLOR_OCHRE_SHADE] = {0x79530A, 0xEFC26E, 0x553800},
    [COLOR_TEAL] = {PALETTE_TEAL, 0x5CBDB2, 0x00584F},
    [COLOR_TEAL_TINT] = {0xDCF0ED, 0x1B3A38, 0xDDF7F3},
    [COLOR_TEAL_SHADE] = {0x1A665E, 0x86D6CC, 0x00463F},
    [COLOR_LEAF] = {0x5F8A3C, 0x9CC47C, 0x2F5710},
    [COLOR_LEAF_TINT] = {0xE9F2DF, 0x2A3A20, 0xEBF8DF},
    [COLOR_LEAF_SHADE] = {0x44682A, 0xB6D79B, 0x24450C},
    [COLOR_SKY] = {0x3F87A8, 0x8EC3D9, 0x0B4C6B},
    [COLOR_SKY_TINT] = {0xE0F0F6, 0x1F3642, 0xDFF4FD},
    [COLOR_SKY_SHADE] = {0x27617C, 0xA9D5E6, 0x083C55},
    [COLOR_PLUM] = {0x7A4B74, 0xC191BA, 0x55204D},
    [COLOR_PLUM_TINT] = {0xF2E6F0, 0x3A2938, 0xFAE6F7},
    [COLOR_PLUM_SHADE] = {0x653C60, 0xD5AFCF, 0x45183E},
    [COLOR_ALERT] = {0xB3261E, 0xFF8A80, 0x9B0000},
    [COLOR_ALERT_TINT] = {0xFCE4E1, 0x4A2320, 0xFFE5E2},
    [COLOR_ON_ALERT] = {0xFFFFFF, 0x2A0A08, 0xFFFFFF},
    [COLOR_FOCUS] = {0x0B62D6, 0xFFD54A, 0xD100B8},
    [COLOR_SCRIM] = {0x1F2A44, 0x05070B, 0x000000},
    [COLOR_POSTER_PAPER] = {0xFBF7EF, 0xFBF7EF, 0xFFFFFF},
    [COLOR_POSTER_INK] = {0x1F2A44, 0x1F2A44, 0x000000},
};

uint32_t theme_rgb(ThemeKind theme, Paint paint) {
    if (paint & PAINT_RGB) return paint & 0xFFFFFFu;
    return paint < COLOR_COUNT ? colors[paint][theme] : 0;
}

static double linear(uint32_t channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb) {
    return 0.2126 * linear((rgb >> 16) & 255) + 0.7152 * linear((rgb >> 8) & 255) +
           0.0722 * linear(rgb & 255);
}

double color_contrast(uint32_t a, uint32_t b) {
    double la = luminance(a), lb = luminance(b);
    return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

uint32_t color_text_on(uint32_t rgb) {
    return color_contrast(rgb, 0xFFFFFF) >= color_contrast(rgb, 0x101828) ? 0xFFFFFF : 0x101828;
}

uint32_t color_mix(uint32_t a, uint32_t b, float part) {
    uint32_t out = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        float from = (float)((a >> shift) & 255), to = (float)((b >> shift) & 255);
        out |= (uint32_t)(from + (to - from) * part + 0.5f) << shift;
    }
    return out;
}
