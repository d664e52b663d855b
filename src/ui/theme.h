// The one theme: colours, type sizes, spacing and motion. No screen has a number of its own: it
// names a colour, a type size or a space from here. Lengths are millimetres on the display.
#ifndef PP_UI_THEME_H
#define PP_UI_THEME_H

#include <stdint.h>

typedef enum { THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEME_COUNT } ThemeKind;

// Surfaces, inks and the building colours. For each hue: the colour itself (shapes: 3:1 on paper and
// sheet), its tint (a surface) and its shade (text: 4.5:1 on paper, sheet and its own tint).
typedef enum {
    COLOR_NONE,      // draws nothing
    COLOR_PAPER,     // the ground of every screen
    COLOR_SHEET,     // cards, panels, plates
    COLOR_SUNKEN,    // tracks, wells, fields
    COLOR_BAR,       // the bottom bar
    COLOR_INK,       // text
    COLOR_INK_SOFT,  // second text, still 4.5:1
    COLOR_LINE,      // hairlines, 1.5:1
    COLOR_EDGE,      // outlines that carry meaning, 3:1
    COLOR_ACCENT,    // the primary button, the one filled thing
    COLOR_ACCENT_TINT,
    COLOR_ON_ACCENT,
    COLOR_BRICK,
    COLOR_BRICK_TINT,
    COLOR_BRICK_SHADE,
    COLOR_OCHRE,
    COLOR_OCHRE_TINT,
    COLOR_OCHRE_SHADE,
    COLOR_TEAL,
    COLOR_TEAL_TINT,
    COLOR_TEAL_SHADE,
    COLOR_LEAF,
    COLOR_LEAF_TINT,
    COLOR_LEAF_SHADE,
    COLOR_SKY,
    COLOR_SKY_TINT,
    COLOR_SKY_SHADE,
    COLOR_PLUM,
    COLOR_PLUM_TINT,
    COLOR_PLUM_SHADE,
    COLOR_ALERT,
    COLOR_ALERT_TINT,
    COLOR_ON_ALERT,      // "not saved"
    COLOR_FOCUS,         // the ring of the keyboard's focus
    COLOR_SCRIM,         // what a modal sheet lays over the rest; opaque enough to read on
    COLOR_POSTER_PAPER,  // the ground of posters: the same in every theme
    COLOR_POSTER_INK,
    COLOR_COUNT
} Color;

// A colour of the theme, or any opaque 0xRRGGBB (roles of a scene) by color_rgb().
typedef uint32_t Paint;
#define PAINT_RGB 0x80000000u
static inline Paint paint_rgb(uint32_t rgb) {
    return PAINT_RGB | (rgb & 0xFFFFFFu);
}

typedef enum { TYPE_SMALL, TYPE_BODY, TYPE_LEAD, TYPE_TITLE, TYPE_DISPLAY, TYPE_COUNT } TypeSize;
typedef enum { WEIGHT_REGULAR, WEIGHT_SEMIBOLD, WEIGHT_BOLD, WEIGHT_COUNT } Weight;

extern const float type_em_mm[TYPE_COUNT];    // size of the em
extern const float type_leading[TYPE_COUNT];  // line height as a multiple of the em

// Steps of 2 mm.
#define SPACE_1 2.0f
#define SPACE_2 4.0f
#define SPACE_3 6.0f
#define SPACE_4 8.0f
#define SPACE_6 12.0f
#define SPACE_8 16.0f
#define PAGE_X_MM SPACE_6  // where a page begins, from its edges: the same on every screen
#define PAGE_Y_MM SPACE_4
#define PANEL_X_MM SPACE_4  // the same for a panel beside the poster
#define TOUCH_MM 20.0f      // a comfortable target
#define TOUCH_MIN_MM 12.0f  // never smaller
#define RADIUS_MM 4.0f
#define RADIUS_SMALL_MM 2.0f
// The sheet on which a poster lies where the ground is not its paper's: what it shows around the picture, and
// corners within which the picture's own lie. Less in a small view, where the picture needs the room.
#define POSTER_PLATE_MM 3.0f
#define POSTER_PLATE_RADIUS_MM 6.0f
#define POSTER_PLATE_SMALL_MM 0.8f
#define POSTER_PLATE_SMALL_RADIUS_MM 2.0f
#define POSTER_SMALL_MM 180.0f
#define HAIRLINE_MM 0.35f
#define EDGE_MM 0.7f
#define MEASURE_MM 165.0f  // widest column of running text: about 65 characters

enum { MOTION_FAST_MS = 120, MOTION_MS = 180, MOTION_SLOW_MS = 250, TOAST_MS = 8000 };

uint32_t theme_rgb(ThemeKind theme, Paint paint);  // 0xRRGGBB

// WCAG 2.1 contrast ratio of two 0xRRGGBB colours, 1..21; and black or white, whichever reads
// better on rgb.
double color_contrast(uint32_t a, uint32_t b);
uint32_t color_text_on(uint32_t rgb);
uint32_t color_mix(uint32_t a, uint32_t b, float part_of_b);  // 0..1

#endif
