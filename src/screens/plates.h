// How large the type of a poster's label plates may be, and where their texts break: so that no two
// plates touch, none leaves the picture's room, and all share one size. Pure geometry.
#ifndef PP_SCREENS_PLATES_H
#define PP_SCREENS_PLATES_H

#include "model/scene.h"

#include <stdbool.h>

enum { PLATE_WORDS_MAX = 12, PLATE_LINES_MAX = 3 };

typedef struct {
    float x, y;  // the plate's centre, in poster coordinates
    int word_count;
    float words[PLATE_WORDS_MAX];  // widths at an em of 1
} PlateLabel;

typedef struct {
    float unit_mm;                     // millimetres of one poster unit on the display
    float width, height;               // of the poster, its units
    float side_mm, head_mm;            // room beside and above the poster that plates may use
    float space;                       // width of a space at an em of 1
    float leading;                     // height of a line at an em of 1
    float pad_x_mm, pad_y_mm, gap_mm;  // inside a plate; least distance of two plates
    float mark;                        // width at an em of 1 that a mark beside the text takes
    float em_mm, em_min_mm;            // wanted; never smaller
    float tallest;                     // part of the poster's height that a plate may take
} PlateRoom;

typedef struct {
    int line_count;
    int breaks[PLATE_LINES_MAX];  // line i ends before this word
    float width_mm, height_mm;
} Plate;

typedef struct {
    float em_mm;
    bool fits;  // false: even the smallest type is too large
    Plate plates[SCENE_BLOCKS_MAX];
} PlatePlan;

void plates_plan(const PlateLabel *labels, int count, const PlateRoom *room, PlatePlan *out);

// The plate of one label in lines of at most max_mm; as few lines as that takes, of like widths.
Plate plate_break(const PlateLabel *label, const PlateRoom *room, float em_mm, float max_mm);

// Figures that stand on the plates' edges, as one small plate each, in forms from the richest to the
// poorest, all of the same form.
enum { BADGE_FORMS_MAX = 3 };
typedef enum { BADGE_ABOVE, BADGE_BELOW, BADGE_NOWHERE } BadgePlace;

typedef struct {
    bool there;
    float width_mm[BADGE_FORMS_MAX];
} PlateBadge;

// out[i]: on which side of plates[i] its badge touches no plate and no other badge. Returns the first form
// in which all have a place; in the last one those that have none are BADGE_NOWHERE.
int plates_badges(const PlateLabel *labels, const PlatePlan *plan, int count, float unit_mm,
                  const PlateBadge *badges, int forms, float height_mm, float gap_mm,
                  BadgePlace *out);

#endif
