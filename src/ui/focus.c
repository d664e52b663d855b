// The keyboard's focus: Tab in the order of the build, arrows to what lies there, Enter and Space
// press, Escape goes back. The ring shows only after a key was used.
#include "ui/core.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A scrim is closed by Escape: there is nothing on it to see a focus by.
static bool is_scrim(const UiNode *n) {
    return n->style.role && strcmp(n->style.role, "scrim") == 0;
}

bool ui_node_focusable(const UiNode *n) {
    return !is_scrim(n) && n->key && n->style.act.code && !n->style.disabled && !n->style.hidden &&
           !n->focus_skip && !n->style.on_press;
}

typedef struct {
    UiNode **nodes;
    int count, capacity;
} Found;

static void collect(UiNode *n, Found *found) {
    if (n->style.hidden) return;
    bool field = n->kind == NODE_CUSTOM && n->key && !n->style.disabled;
    if ((ui_node_focusable(n) || field) && found->count < found->capacity)
        found->nodes[found->count++] = n;
    for (UiNode *c = n->first; c; c = c->next) collect(c, found);
}

static Found all_focusable(Ui *ui) {
    Found found = {.capacity = 2048};
    found.nodes = arena_array(ui_arena(ui), UiNode *, found.capacity);
    UiNode *top = ui_top_modal(ui);
    if (top) collect(top, &found);
    return found;
}

// Scrolls every area around the node until the node is in view.
static void set_focus(Ui *ui, UiNode *node) {
    ui->focus = node->key;
    ui->focus_visible = true;
    ui->dirty = true;
    for (UiNode *area = node->parent; area; area = area->parent) {
        if (!area->scroll) continue;
        ui->scroll_to_area = area->key;
        ui->scroll_to_node = node->key;
        break;
    }
    if (node->kind == NODE_ZONE) ui_view_show(ui, node);
    if (node->kind == NODE_CUSTOM)
        ui_field_focus(ui, node->id);
    else if (ui_field_focused(ui))
        ui_field_leave(ui, ui_field_focused(ui));
}

void ui_focus_move(Ui *ui, int direction) {
    Found found = all_focusable(ui);
    if (found.count == 0) return;
    int at = -1;
    for (int i = 0; i < found.count; i++) {
        if (found.nodes[i]->key == ui->focus) at = i;
    }
    at = at < 0 ? (direction > 0 ? 0 : found.count - 1)
                : (at + direction + found.count) % found.count;
    set_focus(ui, found.nodes[at]);
}

#define ASIDE 100000.0f
#define SAME_SHEET 0.3f  // what lies on the same sheet is nearer than it measures

static const UiNode *sheet_around(const UiNode *n, bool dialog) {
    for (n = n->parent; n; n = n->parent) {
        if (dialog ? n->style.role && strcmp(n->style.role, "dialog") == 0
                   : n->scroll || (n->style.fill && n->style.fill != COLOR_PAPER))
            return n;
    }
    return NULL;
}

static bool on(const UiNode *sheet, const UiNode *n) {
    while (n && n != sheet) n = n->parent;
    return n != NULL;
}

static int between(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

// Where it lies for the eye: what is scrolled out of sight stands at the edge of its area, and not
// over what lies beside that.
static Rect as_seen(const UiNode *from, const UiNode *to) {
    const UiNode *area = to->parent;
    while (area && !area->scroll) area = area->parent;
    if (!area || on(area, from)) return to->rect;
    Rect a = area->visible, r = to->rect;
    int x = between(r.x, a.x, a.x + a.w), y = between(r.y, a.y, a.y + a.h);
    return (Rect){x, y, between(r.x + r.w, a.x, a.x + a.w) - x,
                  between(r.y + r.h, a.y, a.y + a.h) - y};
}

// How far the node lies in this direction, as the eye goes: the gap between the near edges, and what
// lies aside three times over. Negative: it does not lie there.
static float distance(const UiNode *from, const UiNode *to, int dx, int dy) {
    Rect a = from->rect, b = as_seen(from, to);
    float ax = (float)a.x + (float)a.w / 2, ay = (float)a.y + (float)a.h / 2;
    float bx = (float)b.x + (float)b.w / 2, by = (float)b.y + (float)b.h / 2;
    float along = (bx - ax) * (float)dx + (by - ay) * (float)dy;
    if (along < 4) return -1;
    int right = b.x - (a.x + a.w), left = a.x - (b.x + b.w);
    int below = b.y - (a.y + a.h), above = a.y - (b.y + b.h);
    int gap = dx > 0 ? right : dx < 0 ? left : dy > 0 ? below : above;
    int aside = dx ? (below > above ? below : above) : (right > left ? right : left);
    float cost = fmaxf((float)gap, 0) + 3 * fmaxf((float)aside, 0);
    // Among those that are as near, the one that is most nearly in line.
    float off = dx ? fabsf(by - ay) : fabsf(bx - ax);
    cost += 0.2f * off + 0.02f * along;
    const UiNode *sheet = sheet_around(from, false), *dialog = sheet_around(from, true);
    bool same_sheet = sheet && on(sheet, to);
    if (same_sheet) cost *= SAME_SHEET;
    // Up and down an open panel is left when nothing on it lies that way.
    if (dy && dialog && !on(dialog, to)) cost += 2 * ASIDE;
    // What lies more aside than ahead is for the other arrows, unless there is nothing else; and to the
    // right and left a sheet is left only for what stands beside it.
    bool for_others = (float)aside > fmaxf((float)gap, 0) || (dx && sheet && !same_sheet);
    return aside > 0 && for_others ? cost + ASIDE : cost;
}

void ui_focus_arrow(Ui *ui, int dx, int dy) {
    UiNode *from = ui_node_find(ui, ui->focus);
    if (!from) {
        ui_focus_move(ui, 1);
        return;
    }
    Found found = all_focusable(ui);
    UiNode *best = NULL;
    // To the right and left, when nothing lies there but aside, it goes on in the order of reading.
    float best_cost = dx ? ASIDE : 1e9f;
    for (int i = 0; i < found.count; i++) {
        UiNode *n = found.nodes[i];
        float cost = n == from ? -1 : distance(from, n, dx, dy);
        if (cost >= 0 && cost < best_cost) best = n, best_cost = cost;
    }
    if (best)
        set_focus(ui, best);
    else if (dx)
        ui_focus_move(ui, dx);
}

static void press_focus(Ui *ui) {
    UiNode *node = ui_node_find(ui, ui->focus);
    if (!node || !ui_node_takes_taps(node)) {
        ui_focus_move(ui, 1);
        return;
    }
    ui->focus_visible = true;
    UiEvent e = ui_event_for(ui, UI_TAP, node, NULL);
    e.x = e.start_x = (float)node->rect.x + (float)node->rect.w / 2;
    e.y = e.start_y = (float)node->rect.y + (float)node->rect.h / 2;
    ui_push_event(ui, e);
}

static void scroll_page(Ui *ui, float pages) {
    for (UiNode *n = ui_node_find(ui, ui->focus); n; n = n->parent) {
        if (!n->scroll) continue;
        n->scroll->offset += pages * n->scroll->port * 0.85f;
        ui_scroll_clamp(n->scroll);
        ui->dirty = true;
        return;
    }
}

bool ui_focus_key(Ui *ui, const SDL_Event *event) {
    if (event->type != SDL_KEYDOWN) return false;
    SDL_Keysym key = event->key.keysym;
    bool shift = key.mod & KMOD_SHIFT;
    if (key.mod & (KMOD_CTRL | KMOD_GUI)) {
        UiEvent e = {.kind = UI_KEY, .id = "", .over = "", .key = key.sym};
        ui_push_event(ui, e);
        return true;
    }
    switch (key.sym) {
    case SDLK_TAB: ui_focus_move(ui, shift ? -1 : 1); return true;
    case SDLK_LEFT:
        if (key.mod & KMOD_ALT)
            ui_push_event(ui, (UiEvent){.kind = UI_BACK, .id = "", .over = ""});
        else
            ui_focus_arrow(ui, -1, 0);
        return true;
    case SDLK_RIGHT: ui_focus_arrow(ui, 1, 0); return true;
    case SDLK_UP: ui_focus_arrow(ui, 0, -1); return true;
    case SDLK_DOWN: ui_focus_arrow(ui, 0, 1); return true;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
        // Where no focus is seen Enter ends what was typed on the screen itself, as the digits of a PIN.
        if (!ui->focus_visible)
            ui_push_event(ui, (UiEvent){.kind = UI_KEY, .id = "", .over = "", .key = SDLK_RETURN});
        else if (!event->key.repeat)
            press_focus(ui);
        return true;
    case SDLK_SPACE:
        if (!event->key.repeat) press_focus(ui);
        return true;
    case SDLK_PAGEUP: scroll_page(ui, -1); return true;
    case SDLK_PAGEDOWN: scroll_page(ui, 1); return true;
    case SDLK_ESCAPE:
    case SDLK_AC_BACK:
        ui_push_event(ui, (UiEvent){.kind = UI_BACK, .id = "", .over = ""});
        return true;
    default: {
        UiEvent e = {.kind = UI_KEY, .id = "", .over = "", .key = key.sym};
        ui_push_event(ui, e);
        return true;
    }
    }
}
