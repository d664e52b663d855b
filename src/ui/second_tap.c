// For every tap of the last moments: what stood within reach of it when it went down. A node that a later
// finger finds there and that is not among it came afterwards.
#include "ui/second_tap.h"

#include "base/str.h"

#include <math.h>
#include <string.h>

static uint64_t hash_of(const UiStyle *style) {
    const UiAct *act = &style->act;
    uint64_t hash = act->s && *act->s ? ui_key(act->s) : 1;
    hash = hash * 31 + (uint64_t)(uint32_t)act->code;
    hash = hash * 31 + (uint64_t)(uint32_t)act->a;
    hash = hash * 31 + (uint64_t)(uint32_t)act->b;
    return hash * 2 + style->ends;
}

static bool same(const StoodNode *stood, const UiNode *node) {
    return stood->key == node->key && stood->act == hash_of(&node->style);
}

// -- what stands there ----------------------------------------------------------------------------
static void add(FirstTap *tap, const UiNode *node) {
    if (tap->count < STOOD_MAX)
        tap->stood[tap->count++] =
            (StoodNode){.key = node->key, .act = hash_of(&node->style), .rect = node->visible};
}

static float clamp(float v, int from, int size) {
    return fminf(fmaxf(v, (float)from), (float)(from + size) - 1);
}

static bool within(const UiNode *n, const UiNode *outer) {
    while (n && n != outer) n = n->parent;
    return n != NULL;
}

// The nodes that a finger reaches within SECOND_TAP_MM of the tap; also what others lie in: the ground
// between keys.
static void add_near(const Ui *ui, FirstTap *tap, const UiNode *n) {
    if (n->style.hidden) return;
    for (const UiNode *c = n->first; c; c = c->next) add_near(ui, tap, c);
    if (!ui_node_takes_taps(n) || rect_empty(n->visible)) return;
    float x = clamp(tap->x, n->visible.x, n->visible.w),
          y = clamp(tap->y, n->visible.y, n->visible.h);
    if (hypotf(x - tap->x, y - tap->y) > ui_px(ui, SECOND_TAP_MM)) return;
    if (within(ui_control_at(ui, x, y), n)) add(tap, n);
}

// -- taps -----------------------------------------------------------------------------------------
static bool near(const Ui *ui, const FirstTap *tap, float x, float y) {
    int64_t since = ui->now - tap->over_ms;
    return tap->over && since >= 0 && since < SECOND_TAP_MS &&
           hypotf(x - tap->x, y - tap->y) < ui_px(ui, SECOND_TAP_MM);
}

static bool stood_there(const FirstTap *tap, const UiNode *node, float x, float y) {
    for (int i = 0; i < tap->count; i++) {
        // The first is what the tap itself pressed, wherever that is now.
        if (same(&tap->stood[i], node) && (i == 0 || rect_contains(tap->stood[i].rect, x, y)))
            return true;
    }
    return false;
}

bool second_tap_is(const Ui *ui, const UiNode *node, float x, float y) {
    for (int i = 0; i < FIRST_TAPS_MAX; i++) {
        const FirstTap *tap = &ui->first_taps[i];
        if (near(ui, tap, x, y) && !stood_there(tap, node, x, y)) return true;
    }
    return false;
}

bool second_tap_down(Ui *ui, const UiNode *node, const Pointer *p) {
    bool pressed = node && ui_node_takes_taps(node);
    if (pressed && second_tap_is(ui, node, p->x, p->y)) return true;
    FirstTap *tap = &ui->first_taps[ui->next_first_tap];
    ui->next_first_tap = (ui->next_first_tap + 1) % FIRST_TAPS_MAX;
    *tap = (FirstTap){.number = p->number, .down_ms = ui->now, .x = p->x, .y = p->y};
    if (pressed)
        add(tap, node);
    else
        tap->stood[tap->count++] = (StoodNode){0};  // nothing was pressed
    if (ui->root) add_near(ui, tap, ui->root);
    return false;
}

void second_tap_over(Ui *ui, const Pointer *p) {
    FirstTap *last = NULL;
    for (int i = 0; i < FIRST_TAPS_MAX; i++) {
        FirstTap *tap = &ui->first_taps[i];
        if (tap->number == p->number && tap->down_ms == p->down_ms) last = tap;
    }
    if (!last) return;
    last->over = true;
    last->over_ms = ui->now;
}

// -- for who taps by the program -------------------------------------------------------------------
bool ui_tap_place(const Ui *ui, const char *id, float *out_x, float *out_y) {
    const UiNode *node = ui_node_find(ui, ui_key(id));
    if (!node || rect_empty(node->visible)) return false;
    *out_x = (float)node->visible.x + (float)node->visible.w / 2;
    *out_y = (float)node->visible.y + (float)node->visible.h / 2;
    return ui_control_at(ui, *out_x, *out_y) == node && !second_tap_is(ui, node, *out_x, *out_y);
}

bool ui_tap_too_soon(const Ui *ui, const char *id) {
    const UiNode *node = ui_node_find(ui, ui_key(id));
    if (!node || rect_empty(node->visible)) return false;
    float x = (float)node->visible.x + (float)node->visible.w / 2,
          y = (float)node->visible.y + (float)node->visible.h / 2;
    return second_tap_is(ui, node, x, y);
}
