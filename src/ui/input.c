// Fingers, mouse and wheel. Each finger captures the node on which it went down, so that several
// people can press, drag and type at the same time. A finger that moves lets go of its tap and
// becomes a scroll, a drag or a movement of a zoom view, once, for good.
#include "ui/second_tap.h"

#include <math.h>
#include <string.h>

#define SLOP_MM 2.6f  // a tap may wander this far
enum {
    LONG_PRESS_MS = 420,
    DRAG_HOLD_MS = 320,
    DOUBLE_TAP_MS = 320,
    REPEAT_FIRST_MS = 420,
    REPEAT_NEXT_MS = 70,
    MOUSE_FINGER = -77,
    // A sleeve on the glass, or a finger that the driver lost: so long without any movement.
    STUCK_PRESS_MS = 15000,
    STUCK_DRAG_MS = 60000,
};

bool ui_node_takes_taps(const UiNode *n) {
    return (n->style.act.code != 0 || n->style.draggable || n->kind == NODE_CUSTOM) &&
           !n->style.disabled && !n->style.hidden;
}

void ui_push_event(Ui *ui, UiEvent event) {
    ui->dirty = true;
    if (field_take_event(ui, &event)) return;
    if (ui->event_count < EVENTS_MAX) ui->events[ui->event_count++] = event;
}

bool ui_next_event(Ui *ui, UiEvent *out) {
    if (ui->event_count == 0) return false;
    *out = ui->events[0];
    ui->event_count--;
    for (int i = 0; i < ui->event_count; i++) ui->events[i] = ui->events[i + 1];
    return true;
}

UiEvent ui_event_for(const Ui *ui, UiEventKind kind, const UiNode *node, const Pointer *p) {
    (void)ui;
    UiEvent e = {.kind = kind, .id = "", .over = ""};
    if (node) {
        e.id = node->id ? node->id : "";
        e.act = node->style.act;
    }
    if (p) {
        e.x = p->x, e.y = p->y;
        e.start_x = p->start_x, e.start_y = p->start_y;
        e.finger = p->number;
    }
    return e;
}

// -- finding -----------------------------------------------------------------------------------
static UiNode *find_modal(UiNode *n) {
    UiNode *found = NULL;
    for (UiNode *c = n->first; c; c = c->next) {
        UiNode *in = find_modal(c);
        if (in) found = in;
    }
    if (!found && n->style.modal && !n->style.hidden) found = n;
    return found;
}

UiNode *ui_top_modal(const Ui *ui) {
    UiNode *modal = ui->root ? find_modal(ui->root) : NULL;
    return modal ? modal : ui->root;
}

bool ui_modal_open(const Ui *ui) {
    return ui->root && find_modal(ui->root);
}

static bool node_contains(const UiNode *n, float x, float y) {
    if (!rect_contains(n->visible, x, y)) return false;
    return n->kind != NODE_ZONE || ui_zone_contains(n, x, y);
}

typedef bool (*Wanted)(const UiNode *);

static bool is_dialog(const UiNode *n) {
    return n->style.role && strcmp(n->style.role, "dialog") == 0;
}

// The frontmost node at the point that is wanted; what lies in front and fills its place hides what
// lies behind it.
static UiNode *hit(UiNode *n, float x, float y, Wanted wanted, bool *out_blocked) {
    if (n->style.hidden) return NULL;
    bool cuts = n->style.clip || n->scroll || n->kind == NODE_VIEW;
    if (cuts && !rect_contains(n->visible, x, y)) return NULL;
    for (UiNode *c = n->last; c; c = c->previous) {  // the last child lies in front
        UiNode *found = hit(c, x, y, wanted, out_blocked);
        if (found || *out_blocked) return found;
    }
    if (!node_contains(n, x, y)) return NULL;
    if (wanted(n)) return n;
    if (n->style.fill && n->parent && n->parent->style.axis == AXIS_STACK) *out_blocked = true;
    if (n->style.modal || is_dialog(n)) *out_blocked = true;
    return NULL;
}

static bool wants_drop(const UiNode *n) {
    return n->style.drop;
}
static bool any_scroll(const UiNode *n) {
    return n->scroll || n->kind == NODE_VIEW || ui_node_takes_taps(n);
}

static UiNode *node_at(const Ui *ui, float x, float y, Wanted wanted) {
    static const char *const keyboards[UI_SEATS_MAX] = {"keyboard", "keyboard.2", "keyboard.3"};
    UiNode *top = ui_top_modal(ui);
    bool blocked = false;
    // Keyboards stand above every sheet.
    for (int i = 0; i < UI_SEATS_MAX; i++) {
        UiNode *keyboard = ui_node_find(ui, ui_key(keyboards[i]));
        UiNode *key = keyboard ? hit(keyboard, x, y, wanted, &blocked) : NULL;
        if (key || blocked) return key;
    }
    return top ? hit(top, x, y, wanted, &blocked) : NULL;
}

const UiNode *ui_control_at(const Ui *ui, float x, float y) {
    return node_at(ui, x, y, ui_node_takes_taps);
}

static Pointer *pointer_of(Ui *ui, int64_t finger) {
    for (int i = 0; i < POINTERS_MAX; i++) {
        if (ui->pointers[i].active && ui->pointers[i].finger == finger) return &ui->pointers[i];
    }
    return NULL;
}

static void send(Ui *ui, UiEventKind kind, const Pointer *p) {
    ui_push_event(ui, ui_event_for(ui, kind, ui_node_find(ui, p->key), p));
}

static void begin_drag(Ui *ui, Pointer *p) {
    p->state = POINTER_DRAG;
    send(ui, UI_DRAG_START, p);
}

// -- down --------------------------------------------------------------------------------------
static int fingers_in_view(const Ui *ui, uint64_t view, Pointer *out[2]) {
    int count = 0;
    for (int i = 0; i < POINTERS_MAX; i++) {
        const Pointer *p = &ui->pointers[i];
        if (!p->active || p->view != view || p->view_still || p->state == POINTER_DEAD ||
            p->state == POINTER_DRAG)
            continue;
        if (count < 2) out[count] = &((Ui *)(uintptr_t)ui)->pointers[i];
        count++;
    }
    return count;
}

static void pointer_down(Ui *ui, int64_t finger, bool mouse, float x, float y) {
    Pointer *p = pointer_of(ui, finger);
    for (int i = 0; i < POINTERS_MAX && !p; i++) {
        if (!ui->pointers[i].active) p = &ui->pointers[i];
    }
    if (!p) return;
    *p = (Pointer){.active = true,
                   .mouse = mouse,
                   .finger = finger,
                   .number = (int)(p - ui->pointers),
                   .start_x = x,
                   .start_y = y,
                   .x = x,
                   .y = y,
                   .last_x = x,
                   .last_y = y,
                   .down_ms = ui->now,
                   .rest_ms = ui->now,
                   .moved_ms = ui->now};
    ui->dirty = true;
    if (ui->focus_visible) ui->focus_visible = false;
    UiNode *node = node_at(ui, x, y, any_scroll);
    for (UiNode *n = node; n; n = n->parent) {
        if (n->scroll && !p->scroll && n->scroll->content > n->scroll->port + 1) {
            p->scroll = n->key;
            n->scroll->velocity = 0;
        }
        if (n->kind == NODE_VIEW && !p->view) {
            p->view = n->key;
            p->view_still = n->view_style.still;
            if (!p->view_still) n->view->vx = n->view->vy = 0;
        }
    }
    p->second = second_tap_down(ui, node, p);
    if (p->second || !node || !ui_node_takes_taps(node)) return;
    p->key = node->key;
    p->on_press = node->style.on_press;
    p->drag_ok = node->style.draggable;
    p->long_ok = node->style.long_press;
    if (node->kind == NODE_INK) {  // a pen: every movement counts, from the first
        begin_drag(ui, p);
        return;
    }
    if (node->kind == NODE_CUSTOM) field_pointer(ui, node, p, 0);
    if (p->on_press) {
        p->repeat_ms = node->style.repeat ? ui->now + REPEAT_FIRST_MS : 0;
        second_tap_over(ui, p);
        send(ui, UI_TAP, p);
    }
    Pointer *pair[2];
    // A second finger in a zoom view: both zoom, neither taps.
    if (p->view && !p->view_still && fingers_in_view(ui, p->view, pair) == 2)
        pair[0]->state = pair[1]->state = POINTER_VIEW;
}

// -- move --------------------------------------------------------------------------------------

static void decide(Ui *ui, Pointer *p) {
    float dx = p->x - p->start_x, dy = p->y - p->start_y;
    float slop = ui_px(ui, SLOP_MM);
    if (dx * dx + dy * dy < slop * slop) return;
    UiNode *node = ui_node_find(ui, p->key);
    if (node && node->kind == NODE_CUSTOM) {
        field_pointer(ui, node, p, 1);
        return;
    }
    if (p->on_press && !p->drag_ok) return;  // keys stay pressed wherever the finger wanders
    UiNode *area = ui_node_find(ui, p->scroll);
    bool row = area && area->scroll && area->scroll->row;
    bool along = row ? fabsf(dx) > fabsf(dy) : fabsf(dy) >= fabsf(dx);
    bool held = ui->now - p->down_ms >= DRAG_HOLD_MS;
    if (p->drag_ok && (!area || held || !along))
        begin_drag(ui, p);
    else if (area && area->scroll)
        p->state = POINTER_SCROLL;
    else if (p->view && !p->view_still)
        p->state = POINTER_VIEW;
    else if (!rect_contains(rect_grow(node ? node->visible : (Rect){0, 0, 0, 0}, (int)slop), p->x,
                            p->y))
        p->state = POINTER_DEAD;
    ui->dirty = true;
}

static void move_view(Ui *ui, Pointer *p, float dx, float dy) {
    ViewMemo *m = ui_view_find(ui, p->view);
    if (!m) return;
    Pointer *pair[2];
    int count = fingers_in_view(ui, p->view, pair);
    if (count >= 2 && (pair[0] == p || pair[1] == p)) {
        const Pointer *o = pair[0] == p ? pair[1] : pair[0];
        float before = hypotf(p->last_x - o->x, p->last_y - o->y),
              after = hypotf(p->x - o->x, p->y - o->y);
        ui_view_pan(m, dx / 2, dy / 2);
        if (before > 10 && after > 10)
            ui_view_zoom_at(m, after / before, (p->x + o->x) / 2, (p->y + o->y) / 2);
    } else {
        ui_view_pan(m, dx, dy);
    }
    m->changed_ms = ui->now;
    ui->dirty = true;
}

static void pointer_move(Ui *ui, int64_t finger, float x, float y) {
    Pointer *p = pointer_of(ui, finger);
    if (!p || (x == p->x && y == p->y)) return;
    p->last_x = p->x, p->last_y = p->y;
    p->x = x, p->y = y;
    p->rest_ms = ui->now;
    float dx = x - p->last_x, dy = y - p->last_y;
    float seconds = (float)(ui->now - p->moved_ms) / 1000;
    if (seconds > 0) {
        float keep = seconds > 0.08f ? 0 : 0.6f;
        p->vx = p->vx * keep + dx / seconds * (1 - keep);
        p->vy = p->vy * keep + dy / seconds * (1 - keep);
        p->moved_ms = ui->now;
    }
    if (p->state == POINTER_PRESS) {
        decide(ui, p);
        if (p->state == POINTER_PRESS) return;
    }
    UiNode *area = ui_node_find(ui, p->scroll);
    switch (p->state) {
    case POINTER_SCROLL:
        if (area && area->scroll) {
            area->scroll->offset -= area->scroll->row ? dx : dy;
            ui_scroll_clamp(area->scroll);
            ui->dirty = true;
        }
        break;
    case POINTER_VIEW: move_view(ui, p, dx, dy); break;
    case POINTER_DRAG:
    case POINTER_LONG: {
        UiNode *over = node_at(ui, x, y, wants_drop);
        UiEvent e = ui_event_for(ui, UI_DRAG_MOVE, ui_node_find(ui, p->key), p);
        if (over) e.over = over->id, e.over_act = over->style.act;
        ui_push_event(ui, e);
        break;
    }
    case POINTER_PRESS:
    case POINTER_DEAD: break;
    }
}

// -- up ----------------------------------------------------------------------------------------
static void tap(Ui *ui, Pointer *p) {
    if (p->second) return;
    second_tap_over(ui, p);
    UiNode *node = ui_node_find(ui, p->key);
    ViewMemo *m = p->view && !p->view_still ? ui_view_find(ui, p->view) : NULL;
    bool near = hypotf(p->x - ui->last_tap_x, p->y - ui->last_tap_y) < ui_px(ui, 8);
    bool twice = near && ui->now - ui->last_tap_ms < DOUBLE_TAP_MS;
    ui->last_tap_x = p->x, ui->last_tap_y = p->y;
    ui->last_tap_ms = twice ? 0 : ui->now;
    bool same_view = p->view == ui->last_tap_view;
    ui->last_tap_view = p->view;
    if (twice && m && same_view && (!node || node->kind != NODE_ZONE)) {
        ui_view_double_tap(ui, m, p->x, p->y);
        return;
    }
    if (!node || !ui_node_takes_taps(node)) return;
    // The finger must still be on what it pressed.
    if (!rect_contains(rect_grow(node->visible, (int)ui_px(ui, SLOP_MM)), p->x, p->y)) return;
    if (node->kind == NODE_CUSTOM) {
        field_pointer(ui, node, p, 2);
        return;
    }
    if (p->on_press) return;
    if (ui_node_focusable(node)) ui->focus = node->key;
    send(ui, twice && node->style.double_tap ? UI_DOUBLE_TAP : UI_TAP, p);
}

static void pointer_up(Ui *ui, int64_t finger, float x, float y) {
    Pointer *p = pointer_of(ui, finger);
    if (!p) return;
    pointer_move(ui, finger, x, y);
    ui->dirty = true;
    bool flick = ui->now - p->moved_ms < 60 && !ui->reduced_motion;
    UiNode *area = ui_node_find(ui, p->scroll);
    ViewMemo *m = p->view ? ui_view_find(ui, p->view) : NULL;
    switch (p->state) {
    case POINTER_PRESS: tap(ui, p); break;
    case POINTER_SCROLL:
        if (area && area->scroll)
            area->scroll->velocity = flick ? -(area->scroll->row ? p->vx : p->vy) : 0;
        break;
    case POINTER_VIEW:
        if (m) {
            Pointer *pair[2];
            bool last = fingers_in_view(ui, p->view, pair) <= 1;
            // After a pinch the finger that stays a moment longer does not fling the picture.
            if (!last) pair[pair[0] == p]->moved_ms = 0;
            if (last && flick) m->vx = p->vx, m->vy = p->vy;
            m->changed_ms = ui->now;
            ui_push_event(ui, ui_event_for(ui, UI_VIEW_CHANGED, ui_node_find(ui, p->view), p));
        }
        break;
    case POINTER_DRAG:
    case POINTER_LONG: {
        UiNode *over = node_at(ui, x, y, wants_drop);
        UiEvent e = ui_event_for(ui, UI_DRAG_END, ui_node_find(ui, p->key), p);
        if (over) e.over = over->id, e.over_act = over->style.act;
        ui_push_event(ui, e);
        break;
    }
    case POINTER_DEAD: break;
    }
    p->active = false;
}

// The finger is no more: what it held is as if it had never been touched.
static void cancel(Ui *ui, Pointer *p) {
    if (p->state == POINTER_DRAG || p->state == POINTER_LONG) send(ui, UI_DRAG_CANCEL, p);
    p->active = false;
    ui->dirty = true;
}

void ui_cancel_fingers(Ui *ui) {
    for (int i = 0; i < POINTERS_MAX; i++) {
        if (ui->pointers[i].active) cancel(ui, &ui->pointers[i]);
    }
}

int64_t ui_stuck_ms(const Pointer *p) {
    if (p->state == POINTER_PRESS) return p->down_ms + STUCK_PRESS_MS;
    return p->state == POINTER_DEAD ? INT64_MAX : p->rest_ms + STUCK_DRAG_MS;
}

void ui_release_all(Ui *ui) {
    for (int i = 0; i < POINTERS_MAX; i++) ui->pointers[i].active = false;
    ui->event_count = 0;
    ui->last_tap_ms = 0;
    ui->dirty = true;
}

// What becomes of a held finger as time goes by.
static void held(Ui *ui, Pointer *p) {
    if (!p->mouse && ui->now >= ui_stuck_ms(p)) {
        if (p->state == POINTER_PRESS) {
            p->state = POINTER_DEAD;  // whenever it is lifted, it was no tap
            p->key = 0;
            ui->dirty = true;
        } else {
            cancel(ui, p);
        }
        return;
    }
    if (p->state != POINTER_PRESS || !p->key) return;
    int64_t ms = ui->now - p->down_ms;
    if (p->repeat_ms && ui->now >= p->repeat_ms) {
        p->repeats++;
        p->repeat_ms = ui->now + REPEAT_NEXT_MS;
        send(ui, UI_TAP, p);
    } else if (p->long_ok && ms >= LONG_PRESS_MS) {
        p->state = POINTER_LONG;
        send(ui, UI_LONG_PRESS, p);
    }
}

int64_t ui_held_due(const Pointer *p) {
    if (!p->active) return INT64_MAX;
    int64_t stuck = p->mouse ? INT64_MAX : ui_stuck_ms(p);
    if (p->state != POINTER_PRESS || !p->key) return stuck;
    int64_t due = p->repeat_ms ? p->repeat_ms : p->long_ok ? p->down_ms + LONG_PRESS_MS : INT64_MAX;
    return due < stuck ? due : stuck;
}

static void wheel(Ui *ui, const SDL_MouseWheelEvent *w) {
    int mx = 0, my = 0;
    SDL_GetMouseState(&mx, &my);
    float x = (float)mx, y = (float)my, by = w->preciseY != 0 ? w->preciseY : (float)w->y;
    for (UiNode *n = node_at(ui, x, y, any_scroll); n; n = n->parent) {
        if (n->kind == NODE_VIEW && !n->view_style.still) {
            ui_view_zoom_at(n->view, by > 0 ? 1.15f : 1 / 1.15f, x, y);
            ui_view_clamp(n->view);
            n->view->changed_ms = ui->now;
            ui_push_event(ui, ui_event_for(ui, UI_VIEW_CHANGED, n, NULL));
            return;
        }
        if (!n->scroll || n->scroll->content <= n->scroll->port + 1) continue;
        n->scroll->offset -= by * ui_px(ui, 18);
        ui_scroll_clamp(n->scroll);
        ui->dirty = true;
        return;
    }
}

// Two touch devices may number their fingers alike.
static int64_t finger_of(const SDL_TouchFingerEvent *touch) {
    return (int64_t)((uint64_t)touch->fingerId ^ (uint64_t)touch->touchId * 0x9E3779B97F4A7C15u);
}

void ui_feed(Ui *ui, const SDL_Event *event, int64_t now) {
    ui->now = now;
    float w = (float)ui->width, h = (float)ui->height;
    for (int i = 0; i < POINTERS_MAX; i++) {
        if (ui->pointers[i].active) held(ui, &ui->pointers[i]);
    }
    if (!event) return;
    switch (event->type) {
    case SDL_FINGERDOWN:
        pointer_down(ui, finger_of(&event->tfinger), false, event->tfinger.x * w,
                     event->tfinger.y * h);
        break;
    case SDL_FINGERMOTION:
        pointer_move(ui, finger_of(&event->tfinger), event->tfinger.x * w, event->tfinger.y * h);
        break;
    case SDL_FINGERUP:
        pointer_up(ui, finger_of(&event->tfinger), event->tfinger.x * w, event->tfinger.y * h);
        break;
    case SDL_WINDOWEVENT:
        // What happens with a finger while the window is away is not told afterwards.
        if (event->window.event == SDL_WINDOWEVENT_FOCUS_LOST ||
            event->window.event == SDL_WINDOWEVENT_HIDDEN ||
            event->window.event == SDL_WINDOWEVENT_MINIMIZED)
            ui_cancel_fingers(ui);
        break;
    case SDL_MOUSEBUTTONDOWN:
        if (event->button.button == SDL_BUTTON_LEFT)
            pointer_down(ui, MOUSE_FINGER, true, (float)event->button.x, (float)event->button.y);
        break;
    case SDL_MOUSEMOTION:
        pointer_move(ui, MOUSE_FINGER, (float)event->motion.x, (float)event->motion.y);
        break;
    case SDL_MOUSEBUTTONUP:
        if (event->button.button == SDL_BUTTON_LEFT)
            pointer_up(ui, MOUSE_FINGER, (float)event->button.x, (float)event->button.y);
        break;
    case SDL_MOUSEWHEEL: wheel(ui, &event->wheel); break;
    case SDL_KEYDOWN:
    case SDL_TEXTINPUT:
        if (!field_take_key(ui, event)) (void)ui_focus_key(ui, event);
        break;
    default: break;
    }
}
