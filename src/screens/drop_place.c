// Places in a column of slips, from what is in sight of it.
#include "screens/drop_place.h"

static int in_sight(DropSpan span) {
    return span.bottom > span.top;
}

DropPart drop_part(DropSpan span, float y) {
    float quarter = (span.bottom - span.top) / 4;
    if (y < span.top + quarter) return DROP_BEFORE;
    return y > span.bottom - quarter ? DROP_AFTER : DROP_ON;
}

int drop_index(const DropSpan *spans, int count, float y) {
    int after = count;
    for (int i = 0; i < count; i++) {
        if (!in_sight(spans[i])) continue;
        if ((spans[i].top + spans[i].bottom) / 2 >= y) return i;
        after = i + 1;
    }
    return after;
}
