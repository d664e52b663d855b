// A zoom view: where the picture lies, how fingers and focus move it, and where its zones and pins
// come. Beyond the bounds the picture gives way with resistance, and comes back when let go.
#include "ui/core.h"

#include <math.h>
#include <string.h>

enum { BUILDS_A_FRAME = 3 };  // at most: app_loop.c
#define SCALE_MAX 5.0f
#define RESISTANCE 0.35f  // of a movement beyond the bounds
#define FRICTION_PER_S \
    3.2f  // inertia decays by e^-3.2 a second: a flick travels about a third of its speed
#define MOVE_MS 190.0f  // towards a target, easing out

ViewMemo *ui_view_find(Ui *ui, uint64_t key) {
    for (int i = 0; i < ui->view_count; i++) {
        if (ui->views[i].key == key) return &ui->views[i];
    }
    return NULL;
}

ViewMemo *ui_view_memo(Ui *ui, uint64_t key) {
    ViewMemo *memo = ui_view_find(ui, key);
    if (!memo) {
        memo = &ui->views[0];
        if (ui->view_count < VIEWS_MAX) {
            memo = &ui->views[ui->view_count++];
        } else {
            for (int i = 1; i < VIEWS_MAX; i++) {
                if (ui->views[i].used < memo->used) memo = &ui->views[i];
            }
        }
        *memo = (ViewMemo){.key = key, .scale = 1};
    }
    memo->used = ui->build;
    return memo;
}

UiNode *ui_view_open(Ui *ui, const char *id, UiView style) {
    UiNode *node = ui_open(
        ui, id, (UiStyle){.w = style.w, .h = style.h, .label = style.label, .role = "figure"});
    node->kind = NODE_VIEW;
    node->view_style = style;
    if (style.picture) node->view_style.picture = arena_strdup(ui_arena(ui), style.picture);
    node->view = ui_view_memo(ui, node->key);
    return node;
}

void ui_view_close(Ui *ui) {
    ui_close(ui);
}

UiNode *ui_zone(Ui *ui, const char *id, UiZone zone) {
    UiNode *node = ui_node_new(ui, NODE_ZONE, id);
    node->zone = zone;
    node->points = arena_array(ui_arena(ui), Point, zone.count > 0 ? zone.count : 1);
    if (zone.count > 0)
        memcpy(node->points, zone.points, (size_t)zone.count * sizeof *node->points);
    node->style = (UiStyle){.role = "button",
                            .act = zone.act,
                            .selected = zone.look == ZONE_SELECTED,
                            .disabled = zone.disabled,
                            .drop = zone.drop};
    node->style.label = zone.label ? arena_strdup(ui_arena(ui), zone.label) : NULL;
    node->style.value = zone.value ? arena_strdup(ui_arena(ui), zone.value) : NULL;
    node->style.act.s = zone.act.s ? arena_strdup(ui_arena(ui), zone.act.s) : NULL;
    node->in_flow = false;
    return node;
}

UiNode *ui_pin_open(Ui *ui, const char *id, float x, float y, float anchor_x, float anchor_y,
                    UiStyle style) {
    UiNode *node = ui_open(ui, id, style);
    node->pin = true;
    node->in_flow = false;
    node->pin_x = x;
    node->pin_y = y;
    node->style.anchor_x = anchor_x;
    node->style.anchor_y = anchor_y;
    return node;
}

// -- moving ------------------------------------------------------------------------------------
static float per_unit(const ViewMemo *m) {
    return m->fit * m->scale;
}

// How far the middle may be from the picture's edges.
static void bounds(const ViewMemo *m, float scale, float *out_x0, float *out_x1, float *out_y0,
                   float *out_y1) {
    float k = m->fit * scale;
    float half_w = (float)m->free.w / 2 / k, half_h = (float)m->free.h / 2 / k;
    *out_x0 = half_w < m->width / 2 ? half_w : m->width / 2;
    *out_x1 = m->width - *out_x0;
    *out_y0 = half_h < m->height / 2 ? half_h : m->height / 2;
    *out_y1 = m->height - *out_y0;
}

static float clamp(float v, float low, float high) {
    return v < low ? low : v > high ? high : v;
}

void ui_view_clamp(ViewMemo *m) {
    float x0, x1, y0, y1;
    m->scale = clamp(m->scale, 1, SCALE_MAX);
    bounds(m, m->scale, &x0, &x1, &y0, &y1);
    m->cx = clamp(m->cx, x0, x1);
    m->cy = clamp(m->cy, y0, y1);
}

void ui_view_pan(ViewMemo *m, float dx, float dy) {
    float x0, x1, y0, y1, k = per_unit(m);
    bounds(m, m->scale, &x0, &x1, &y0, &y1);
    float nx = m->cx - dx / k, ny = m->cy - dy / k;
    if (nx < x0 || nx > x1) nx = m->cx - dx / k * RESISTANCE;
    if (ny < y0 || ny > y1) ny = m->cy - dy / k * RESISTANCE;
    m->cx = nx;
    m->cy = ny;
    m->held = true;
    m->moving = false;
}

static void zoom_about(ViewMemo *m, float to, float x, float y, float *out_cx, float *out_cy) {
    float fx = (float)m->free.x + (float)m->free.w / 2,
          fy = (float)m->free.y + (float)m->free.h / 2;
    float px = m->cx + (x - fx) / per_unit(m), py = m->cy + (y - fy) / per_unit(m);
    float k = m->fit * to;
    *out_cx = px - (x - fx) / k;
    *out_cy = py - (y - fy) / k;
}

void ui_view_zoom_at(ViewMemo *m, float factor, float x, float y) {
    float to = clamp(m->scale * factor, 0.85f, SCALE_MAX * 1.1f);
    zoom_about(m, to, x, y, &m->cx, &m->cy);
    m->scale = to;
    m->held = true;
    m->moving = false;
}

static void move_to(Ui *ui, ViewMemo *m, float scale, float cx, float cy) {
    float x0, x1, y0, y1;
    m->to_scale = clamp(scale, 1, SCALE_MAX);
    bounds(m, m->to_scale, &x0, &x1, &y0, &y1);
    m->to_cx = clamp(cx, x0, x1);
    m->to_cy = clamp(cy, y0, y1);
    m->vx = m->vy = 0;
    m->from_scale = m->scale;
    m->from_cx = m->cx;
    m->from_cy = m->cy;
    m->move_ms = ui->now;
    m->moving = true;
    if (ui->reduced_motion) {
        m->scale = m->to_scale;
        m->cx = m->to_cx;
        m->cy = m->to_cy;
        m->moving = false;
    }
    m->changed_ms = ui->now;
    ui->dirty = true;
}

void ui_view_double_tap(Ui *ui, ViewMemo *m, float x, float y) {
    m->held = true;
    if (m->scale > 1.6f) {
        move_to(ui, m, 1, m->width / 2, m->height / 2);
        return;
    }
    float cx, cy;
    zoom_about(m, 2.4f, x, y, &cx, &cy);
    move_to(ui, m, 2.4f, cx, cy);
}

void ui_view_zoom(Ui *ui, const char *id, float factor) {
    ViewMemo *m = ui_view_find(ui, ui_key(id));
    if (!m) return;
    m->held = true;
    float from = m->moving ? m->to_scale : m->scale;
    float cx = m->moving ? m->to_cx : m->cx, cy = m->moving ? m->to_cy : m->cy;
    // Nearer means nearer to what the view is about, as long as that is in view.
    if (factor > 1 && m->focus[2] > 0) {
        float x = m->focus[0] + m->focus[2] / 2, y = m->focus[1] + m->focus[3] / 2;
        float k = m->fit * from;
        if (fabsf(x - cx) * k < (float)m->free.w / 2 && fabsf(y - cy) * k < (float)m->free.h / 2) {
            cx = x;
            cy = y;
        }
    }
    move_to(ui, m, from * factor, cx, cy);
}

void ui_view_reset(Ui *ui, const char *id) {
    ViewMemo *m = ui_view_find(ui, ui_key(id));
    if (!m) return;
    m->held = false;
    move_to(ui, m, 1, m->width / 2, m->height / 2);
}

void ui_view_show(Ui *ui, const UiNode *zone) {
    ViewMemo *m = zone->parent ? zone->parent->view : NULL;
    if (!m || m->fit <= 0) return;
    Rect seen = rect_intersect(zone->rect, m->free);
    if (seen.w >= zone->rect.w * 9 / 10 && seen.h >= zone->rect.h * 9 / 10) return;
    float k = per_unit(m), scale = m->scale;
    float fx = (float)m->free.x + (float)m->free.w / 2,
          fy = (float)m->free.y + (float)m->free.h / 2;
    float cx = m->cx + ((float)zone->rect.x + (float)zone->rect.w / 2 - fx) / k,
          cy = m->cy + ((float)zone->rect.y + (float)zone->rect.h / 2 - fy) / k;
    // One that is larger than the room gets room.
    float across = (float)m->free.w / (float)zone->rect.w,
          down = (float)m->free.h / (float)zone->rect.h;
    float least = across < down ? across : down;
    if (least < 1) scale *= least * 0.9f;
    m->held = true;
    move_to(ui, m, scale, cx, cy);
}

static float aimed_scale(const ViewMemo *m) {
    return m->moving ? m->to_scale : m->scale;
}

float ui_view_scale(Ui *ui, const char *id) {
    ViewMemo *m = ui_view_find(ui, ui_key(id));
    return m ? aimed_scale(m) : 1;
}

bool ui_view_nearer(Ui *ui, const char *id) {
    const ViewMemo *m = ui_view_find(ui, ui_key(id));
    return m && m->fit * aimed_scale(m) > m->rest * 1.02f;
}

float ui_view_unit_mm(Ui *ui, const char *id) {
    const ViewMemo *m = ui_view_find(ui, ui_key(id));
    return m ? fminf(m->fit * aimed_scale(m), m->rest) / ui_px(ui, 1) : 0;
}

static bool is_held_by_finger(const Ui *ui, uint64_t key) {
    for (int i = 0; i < POINTERS_MAX; i++) {
        const Pointer *p = &ui->pointers[i];
        if (p->active && p->view == key && p->state == POINTER_VIEW) return true;
    }
    return false;
}

static bool step_one(Ui *ui, ViewMemo *m, float seconds) {
    if (m->fit <= 0 || is_held_by_finger(ui, m->key)) return false;
    if (m->moving) {
        float left = 1 - (float)(ui->now - m->move_ms) / MOVE_MS;
        float part = left > 0 ? 1 - left * left * left : 1;
        m->scale = m->from_scale + (m->to_scale - m->from_scale) * part;
        m->cx = m->from_cx + (m->to_cx - m->from_cx) * part;
        m->cy = m->from_cy + (m->to_cy - m->from_cy) * part;
        if (left <= 0) {
            m->scale = m->to_scale;
            m->cx = m->to_cx;
            m->cy = m->to_cy;
            m->moving = false;
        }
        m->changed_ms = ui->now;
        return true;
    }
    if (fabsf(m->vx) + fabsf(m->vy) > 12) {
        ui_view_pan(m, m->vx * seconds, m->vy * seconds);
        float keep = expf(-FRICTION_PER_S * seconds);
        m->vx *= keep;
        m->vy *= keep;
        m->changed_ms = ui->now;
        if (ui->reduced_motion) m->vx = m->vy = 0;
    } else {
        m->vx = m->vy = 0;
    }
    // Outside the bounds: back.
    ViewMemo inside = *m;
    ui_view_clamp(&inside);
    if (inside.scale != m->scale || fabsf(inside.cx - m->cx) + fabsf(inside.cy - m->cy) > 0.01f) {
        if (m->vx == 0 && m->vy == 0)
            move_to(ui, m, inside.scale, inside.cx, inside.cy);
        else if (inside.cx != m->cx || inside.cy != m->cy)
            m->vx *= 0.7f, m->vy *= 0.7f;
        return true;
    }
    return m->vx != 0 || m->vy != 0;
}

bool ui_view_step(Ui *ui, float seconds) {
    bool moving = false;
    for (int i = 0; i < ui->view_count; i++) {
        if (ui->build - ui->views[i].used > 1) continue;
        if (step_one(ui, &ui->views[i], seconds)) moving = true;
    }
    return moving;
}

// -- placing -------------------------------------------------------------------------------------
static float middle_x(Rect r) {
    return (float)r.x + (float)r.w / 2;
}
static float middle_y(Rect r) {
    return (float)r.y + (float)r.h / 2;
}

// Its room changes: the picture stays where it is on the display, and moves from there.
static void stay_put(ViewMemo *m, const ViewMemo *was) {
    float k = per_unit(was);
    m->cx += (middle_x(m->free) - middle_x(was->free)) / k;
    m->cy += (middle_y(m->free) - middle_y(was->free)) / k;
    m->scale = k / m->fit;
}

#define NEAR_MAX 2.2f

// A still view is looked at once, beside a text: it comes near. Under fingers the picture keeps the size in
// which it stands: nothing is stretched and no new raster is made.
static float scale_at_focus(const ViewMemo *m, const UiView *v) {
    if (!v->still) return clamp(m->rest / m->fit, 1, SCALE_MAX);
    float across = (float)m->free.w / (v->focus[2] * 1.7f * m->fit);
    float down = (float)m->free.h / (v->focus[3] * 1.9f * m->fit);
    return clamp(across < down ? across : down, 1, NEAR_MAX);
}

static void follow_focus(Ui *ui, ViewMemo *m, const UiView *v, bool fresh) {
    bool same = memcmp(m->focus, v->focus, sizeof m->focus) == 0;
    if (same && !fresh) return;
    memcpy(m->focus, v->focus, sizeof m->focus);
    m->held = false;
    float scale = 1, cx = v->width / 2, cy = v->height / 2;
    if (v->focus[2] > 0) {
        scale = scale_at_focus(m, v);
        float x0 = v->focus[0], x1 = x0 + v->focus[2], y0 = v->focus[1], y1 = y0 + v->focus[3];
        float k = m->fit * scale, around = ui_px(ui, v->least_mm) / k;
        bool least = v->least_mm > 0 && !fresh;
        cx = !least ? (x0 + x1) / 2
                    : least_move(m->cx, (float)m->free.w / 2 / k, x0 - around, x1 + around);
        cy = !least ? (y0 + y1) / 2
                    : least_move(m->cy, (float)m->free.h / 2 / k, y0 - around, y1 + around);
    }
    bool dirty = ui->dirty;
    move_to(ui, m, scale, cx, cy);
    if (fresh || ui->grows) {  // a frame that grows brings the motion
        m->scale = m->to_scale;
        m->cx = m->to_cx;
        m->cy = m->to_cy;
        m->moving = false;
    }
    if (!m->moving) ui->dirty = dirty;  // this build shows where it came
}

static Rect pin_rect(const UiNode *pin) {
    return (Rect){(int)floorf(pin->x), (int)floorf(pin->y), (int)ceilf(pin->w) + 1,
                  (int)ceilf(pin->h) + 1};
}

// Out of the way of what lies over the view: up, down or aside, whichever is nearest and stays whole.
static void keep_clear(UiNode *pin, const ViewMemo *m, Rect clear) {
    Rect rect = pin_rect(pin);
    if (rect_empty(clear) || rect_empty(rect_intersect(rect, clear))) return;
    const float ways[4][2] = {{0, (float)(clear.y - rect.y - rect.h)},
                              {0, (float)(clear.y + clear.h - rect.y)},
                              {(float)(clear.x + clear.w - rect.x), 0},
                              {(float)(clear.x - rect.x - rect.w), 0}};
    int best = -1;
    for (int i = 0; i < 4; i++) {
        Rect moved = {rect.x + (int)ways[i][0], rect.y + (int)ways[i][1], rect.w, rect.h};
        bool whole = rect_equal(rect_intersect(moved, m->free), moved);
        float far = fabsf(ways[i][0]) + fabsf(ways[i][1]);
        if (whole && (best < 0 || far < fabsf(ways[best][0]) + fabsf(ways[best][1]))) best = i;
    }
    pin->pushed = true;
    if (best < 0) {
        pin->style.hidden = true;
        return;
    }
    pin->x += ways[best][0];
    pin->y += ways[best][1];
}

// Beside the panels that lie over the view a pin stays whole; one that an edge would cut is left out.
static bool keep_inside(UiNode *pin, const ViewMemo *m, float px, float py) {
    if (!rect_contains(m->free, px, py)) {
        Rect rect = pin_rect(pin);
        bool cut = !rect_equal(rect_intersect(rect, m->port), rect) ||
                   !rect_empty(rect_intersect(rect, m->free));
        if (cut) pin->style.hidden = true;
        return false;
    }
    float x = pin->x, y = pin->y;
    pin->x = clamp(x, (float)m->free.x,
                   fmaxf((float)m->free.x, (float)(m->free.x + m->free.w) - pin->w));
    pin->y = clamp(y, (float)m->free.y,
                   fmaxf((float)m->free.y, (float)(m->free.y + m->free.h) - pin->h));
    return pin->x != x || pin->y != y;
}

static bool is_label(const UiNode *n) {
    return n->pin && !n->style.hidden && n->style.role && strcmp(n->style.role, "label") == 0;
}

// A label that was pushed inside, onto another label, is left out.
static void drop_if_covering(UiNode *pushed) {
    for (const UiNode *c = pushed->parent->first; c; c = c->next) {
        if (c != pushed && is_label(c) &&
            !rect_empty(rect_intersect(pin_rect(c), pin_rect(pushed))))
            pushed->style.hidden = true;
    }
}

static void place_children(UiNode *node) {
    ViewMemo *m = node->view;
    float k = per_unit(m);
    float left = roundf((float)m->free.x + (float)m->free.w / 2 - m->cx * k);
    float top = roundf((float)m->free.y + (float)m->free.h / 2 - m->cy * k);
    for (UiNode *c = node->first; c; c = c->next) {
        if (c->kind == NODE_ZONE) {
            float x0 = 1e9f, y0 = 1e9f, x1 = -1e9f, y1 = -1e9f;
            for (int i = 0; i < c->zone.count; i++) {
                Point *p = &c->points[i];
                *p = (Point){left + p->x * k, top + p->y * k};
                x0 = fminf(x0, p->x), y0 = fminf(y0, p->y), x1 = fmaxf(x1, p->x),
                y1 = fmaxf(y1, p->y);
            }
            c->x = x0, c->y = y0, c->w = x1 - x0, c->h = y1 - y0;
        } else if (c->pin) {
            c->x = left + c->pin_x * k - c->style.anchor_x * c->w;
            c->y = top + c->pin_y * k - c->style.anchor_y * c->h;
            c->pushed = keep_inside(c, m, left + c->pin_x * k, top + c->pin_y * k);
            keep_clear(c, m, node->view_style.clear);
        }
    }
    for (UiNode *c = node->first; c; c = c->next) {
        if (c->pushed && is_label(c)) drop_if_covering(c);
    }
}

void ui_place_view(Ui *ui, UiNode *node) {
    ViewMemo *m = node->view;
    const ViewMemo was = *m;
    const UiView *v = &node->view_style;
    Rect port = node->rect, room = port;
    room.x += (int)ui_px(ui, v->margin[0]);
    room.y += (int)ui_px(ui, v->margin[1]);
    room.w -= (int)(ui_px(ui, v->margin[0]) + ui_px(ui, v->margin[2]));
    room.h -= (int)(ui_px(ui, v->margin[1]) + ui_px(ui, v->margin[3]));
    if (room.w < 50 || room.h < 50) room = port;
    bool fresh = m->fit <= 0 || !rect_equal(port, m->port);
    bool other_room = !rect_equal(room, m->free);
    m->port = port;
    m->free = room;
    m->width = v->width;
    m->height = v->height;
    float across = (float)room.w / v->width, down = (float)room.h / v->height;
    m->fit = across < down ? across : down;
    if (!fresh && v->focus[2] > 0 && m->rest > 0 && m->fit > m->rest) m->fit = m->rest;
    if (fresh) {
        m->fresh_build = ui->build;
        m->changed_ms = ui->now;
        ui->dirty = true;  // what a screen worked out from where the view lay is worked out anew
    }
    if (other_room && !fresh) {
        m->changed_ms = ui->now;
        if (!m->held) memset(m->focus, 0xFF, sizeof m->focus);  // aim again for the new room
        // Not from where it lay in this frame's builds before the room around it was known.
        bool known = ui->build - m->fresh_build >= BUILDS_A_FRAME;
        if (v->least_mm > 0 && v->focus[2] > 0 && known) stay_put(m, &was);
    }
    follow_focus(ui, m, v, fresh);
    if (fresh || (v->focus[2] <= 0 && m->scale == 1 && !m->moving)) m->rest = m->fit;
    if (!rect_equal(was.port, m->port) || !rect_equal(was.free, m->free) ||
        aimed_scale(&was) != aimed_scale(m))
        ui->unsettled = true;
    place_children(node);
}

bool ui_unsettled(const Ui *ui) {
    return ui->unsettled;
}

bool ui_zone_contains(const UiNode *zone, float x, float y) {
    bool inside = false;
    const Point *p = zone->points;
    for (int i = 0, j = zone->zone.count - 1; i < zone->zone.count; j = i++) {
        if ((p[i].y > y) == (p[j].y > y)) continue;
        if (x < (p[j].x - p[i].x) * (y - p[i].y) / (p[j].y - p[i].y) + p[i].x) inside = !inside;
    }
    return inside;
}
