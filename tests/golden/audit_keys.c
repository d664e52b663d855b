// The audit's rules on the keyboard: Tab goes through every control that can be used and comes back,
// arrows reach them too, and wherever the focus is it can be seen.
#include "golden/audit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { CONTROLS_MAX = 600 };

typedef struct {
    uint64_t key;
    char id[72];
    bool tabbed, reached;
} Stop;

typedef struct {
    Stop stops[CONTROLS_MAX];
    int count;
} Stops;

static void take_stops(const Audit *audit, Stops *out) {
    out->count = 0;
    const UiNode *keyboard = ui_node_find(audit->ui, ui_key("keyboard"));
    for (int i = 0; i < audit->node_count && out->count < CONTROLS_MAX; i++) {
        const UiNode *n = audit->nodes[i].node;
        if (!audit_is_control(n) || n->style.disabled) continue;
        if (keyboard && audit_within(n, keyboard)) continue;  // a real keyboard stands in for it
        Stop *stop = &out->stops[out->count++];
        *stop = (Stop){.key = n->key};
        (void)snprintf(stop->id, sizeof stop->id, "%s", n->id);
    }
}

static Stop *stop_of(Stops *stops, uint64_t key) {
    for (int i = 0; i < stops->count; i++) {
        if (stops->stops[i].key == key) return &stops->stops[i];
    }
    return NULL;
}

// -- seen -----------------------------------------------------------------------------------------
static void check_in_view(Audit *audit, const UiNode *n) {
    int w = n->rect.w, h = n->rect.h;
    const UiNode *area = n->parent;
    while (area && !area->scroll) area = area->parent;
    if (area) {
        w = w < area->visible.w ? w : area->visible.w;
        h = h < area->visible.h ? h : area->visible.h;
    }
    bool zone = n->kind == NODE_ZONE;  // its outline is seen, also where a panel lies over a part
    if (zone ? rect_empty(n->visible) : n->visible.w + 3 < w || n->visible.h + 3 < h)
        audit_fault(audit, "focus hidden", n->id, "%dx%d of %dx%d is seen", n->visible.w,
                    n->visible.h, w, h);
    for (int i = 0; i < audit->node_count && !zone; i++) {
        if (audit->nodes[i].node != n) continue;
        const UiNode *cover = audit_cover(audit, &audit->nodes[i]);
        if (cover) audit_fault(audit, "focus hidden", n->id, "behind %s", audit_id(cover));
    }
}

static uint32_t pixel(const SDL_Surface *s, int x, int y) {
    if (x < 0 || y < 0 || x >= s->w || y >= s->h) return 0;
    uint32_t value;
    memcpy(&value, (const Uint8 *)s->pixels + y * s->pitch + 4 * x, sizeof value);
    return value & 0xFFFFFFu;
}

// Compares the picture with the focus and without it: what differs has to be enough, and differ by
// 3:1 (WCAG 2.2, 1.4.11 and 2.4.13).
static void check_ring(Audit *audit) {
    enum { PIXELS_MAX = 1 << 21 };
    static uint32_t with[PIXELS_MAX];
    SDL_Surface *s = stage_surface(audit->stage);
    Ui *ui = stage_shell(audit->stage)->ui;
    stage_refresh(audit->stage);
    const UiNode *n = ui_node_find(ui, ui->focus);
    if (!n) return;
    Rect r = rect_grow(n->visible, ui_ipx(ui, 3)), seen = n->visible;
    if (r.w * r.h > PIXELS_MAX) return;
    for (int i = 0; i < r.w * r.h; i++) with[i] = pixel(s, r.x + i % r.w, r.y + i / r.w);
    char id[72];
    (void)snprintf(id, sizeof id, "%s", n->id);
    uint64_t key = ui->focus;
    ui->focus_visible = false;
    ui_touch(ui);
    stage_refresh(audit->stage);
    ui->focus = key;
    ui->focus_visible = true;
    int strong = 0;
    for (int i = 0; i < r.w * r.h; i++) {
        uint32_t without = pixel(s, r.x + i % r.w, r.y + i / r.w);
        if (with[i] != without && color_contrast(with[i], without) >= 3) strong++;
    }
    double around = seen.w + seen.h;  // half the way around, one pixel wide
    double part = around > 0 ? (double)strong / around : 0;
    if (audit->figures.least_ring == 0 || part < audit->figures.least_ring)
        audit->figures.least_ring = part;
    if (part < 1.0)
        audit_fault(audit, "ring", id, "%d pixels of 3:1 around %dx%d", strong, seen.w, seen.h);
}

// -- walking --------------------------------------------------------------------------------------
static void check_tab(Audit *audit, Stops *stops, bool rings) {
    Ui *ui = stage_shell(audit->stage)->ui;
    ui->focus = 0;
    uint64_t first = 0;
    for (int i = 0; i <= stops->count + 4; i++) {
        stage_key(audit->stage, SDLK_TAB, KMOD_NONE);
        audit_take(audit);
        audit->figures.states--;
        const UiNode *n = ui_node_find(ui, ui->focus);
        if (!n) break;
        if (ui->focus == first) break;
        if (!first) first = ui->focus;
        audit->figures.focused++;
        Stop *stop = stop_of(stops, ui->focus);
        if (stop) stop->tabbed = true;
        check_in_view(audit, n);
        if (rings) check_ring(audit);
    }
    for (int i = 0; i < stops->count; i++) {
        if (!stops->stops[i].tabbed)
            audit_fault(audit, "keyboard", stops->stops[i].id, "Tab does not come there");
    }
}

// As for a person, who only stands on what is in view.
static void bring_into_view(Audit *audit, uint64_t key) {
    Ui *ui = stage_shell(audit->stage)->ui;
    const UiNode *n = ui_node_find(ui, key), *area = n ? n->parent : NULL;
    while (area && !area->scroll) area = area->parent;
    if (!area || rect_equal(n->rect, n->visible)) return;
    ui->scroll_to_area = area->key;
    ui->scroll_to_node = key;
    stage_layout(audit->stage);
}

static void check_arrows(Audit *audit, Stops *stops) {
    static const int ways[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    Ui *ui = stage_shell(audit->stage)->ui;
    if (!stops->count) return;
    static uint64_t queue[CONTROLS_MAX];
    int head = 0, tail = 0;
    queue[tail++] = stops->stops[0].key;
    stops->stops[0].reached = true;
    while (head < tail) {
        uint64_t from = queue[head++];
        bring_into_view(audit, from);
        for (int i = 0; i < 4; i++) {
            ui->focus = from;
            ui_focus_arrow(ui, ways[i][0], ways[i][1]);
            Stop *stop = stop_of(stops, ui->focus);
            if (!stop || stop->reached || tail == CONTROLS_MAX) continue;
            stop->reached = true;
            queue[tail++] = stop->key;
        }
    }
    for (int i = 0; i < stops->count; i++) {
        if (!stops->stops[i].reached)
            audit_fault(audit, "arrows", stops->stops[i].id, "no arrow leads there");
    }
}

void audit_keyboard(Audit *audit, bool rings) {
    static Stops stops;
    Ui *ui = stage_shell(audit->stage)->ui;
    ui_field_focus(ui, NULL);
    stage_layout(audit->stage);
    audit_take(audit);
    audit->figures.states--;
    take_stops(audit, &stops);
    check_arrows(audit, &stops);
    stage_layout(audit->stage);  // arrows moved the poster along with them
    check_tab(audit, &stops, rings);
    ui->focus = 0;
    ui->focus_visible = false;
    ui_field_focus(ui, NULL);
}
