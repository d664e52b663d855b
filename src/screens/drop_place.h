// Where something lands that is let go over a column of slips: before or after which one, or on it.
#ifndef PP_SCREENS_DROP_PLACE_H
#define PP_SCREENS_DROP_PLACE_H

// A slip as it stands on the display, px from the top. bottom <= top: scrolled out of sight.
typedef struct {
    float top, bottom;
} DropSpan;

typedef enum { DROP_BEFORE, DROP_ON, DROP_AFTER } DropPart;

// The upper and the lower quarter of a slip mean before and after it; between them: on it.
DropPart drop_part(DropSpan span, float y);

// The index, among the slips in their order, at which something let go at y comes to stand: before
// the first slip in sight whose middle is at or below y, else after the last one in sight, else at
// the end.
int drop_index(const DropSpan *spans, int count, float y);

#endif
