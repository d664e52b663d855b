// The audit's list of faults and of nodes, and the rules on places and sizes.
#include "golden/audit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above before it.
#include <cmocka.h>

#define ROUNDING_MM 0.35f  // a pixel on the coarsest display, on either side

// -- faults ---------------------------------------------------------------------------------------
void audit_fault(Audit *audit, const char *rule, const char *id, const char *format, ...) {
    for (int i = 0; i < audit->fault_count; i++) {
        AuditFault *known = &audit->faults[i];
        if (strcmp(known->rule, rule) || strcmp(known->id, id)) continue;
        known->count++;
        return;
    }
    if (audit->fault_count == AUDIT_FAULTS_MAX) return;
    AuditFault *fault = &audit->faults[audit->fault_count++];
    *fault = (AuditFault){.count = 1};
    (void)snprintf(fault->rule, sizeof fault->rule, "%s", rule);
    (void)snprintf(fault->id, sizeof fault->id, "%s", id);
    (void)snprintf(fault->where, sizeof fault->where, "%s", audit->where);
    va_list args;
    va_start(args, format);
    (void)vsnprintf(fault->what, sizeof fault->what, format, args);
    va_end(args);
}

void audit_report(const Audit *audit) {
    const AuditFigures *f = &audit->figures;
    print_message("audit: %ld states; %ld controls, %.1f mm at least, %.0f %% of 20 mm or more, "
                  "%.1f mm apart; %ld texts, %.2f:1 declared, %.2f:1 in pixels of %ld; %ld shapes, "
                  "%.2f:1; %ld times a focus, its ring %.1f times the least\n",
                  f->states, f->controls, f->least_mm,
                  f->controls ? 100.0 * (double)f->comfortable / (double)f->controls : 0.0,
                  f->least_gap_mm, f->texts, f->least_contrast, f->least_pixel_contrast,
                  f->pixel_texts, f->shapes, f->least_shape, f->focused, f->least_ring);
    for (int i = 0; i < audit->fault_count; i++) {
        const AuditFault *fault = &audit->faults[i];
        print_error("audit: %s: %s: %s (%s; %d times)\n", fault->rule, fault->id, fault->what,
                    fault->where, fault->count);
    }
}

// -- nodes ----------------------------------------------------------------------------------------
bool audit_is_control(const UiNode *n) {
    if (!n->key || n->style.hidden) return false;
    // Grounds that take a touch so that nothing behind them does.
    const char *role = n->style.role ? n->style.role : "";
    if (strcmp(role, "scrim") == 0 || strcmp(role, "keyboard") == 0) return false;
    return n->style.act.code != 0 || n->style.draggable || n->kind == NODE_CUSTOM;
}

bool audit_within(const UiNode *node, const UiNode *ancestor) {
    for (; node; node = node->parent) {
        if (node == ancestor) return true;
    }
    return false;
}

bool audit_in_scroll(const UiNode *node) {
    for (const UiNode *p = node->parent; p; p = p->parent) {
        if (p->scroll) return true;
    }
    return false;
}

const char *audit_id(const UiNode *node) {
    for (; node; node = node->parent) {
        if (node->id) return node->id;
    }
    return "screen";
}

static void take(Audit *audit, UiNode *n) {
    if (n->style.hidden) return;
    if (audit->node_count < AUDIT_NODES_MAX) {
        audit->nodes[audit->node_count] = (AuditNode){n, audit->node_count};
        audit->node_count++;
    }
    for (UiNode *c = n->first; c; c = c->next) take(audit, c);
}

void audit_take(Audit *audit) {
    audit->node_count = 0;
    UiNode *top = ui_top_modal(audit->ui), *keyboard = ui_node_find(audit->ui, ui_key("keyboard"));
    if (top) take(audit, top);
    if (keyboard && !audit_within(keyboard, top)) take(audit, keyboard);
    audit->figures.states++;
}

// What a person would see lie over another thing: a filled box, a picture, a shape or a text.
static bool draws(const UiNode *n) {
    if (n->kind == NODE_BOX || n->kind == NODE_CUSTOM)
        return n->style.fill != COLOR_NONE && n->style.fill != COLOR_SCRIM;
    if (n->kind == NODE_TEXT) return *n->text != '\0';
    return n->kind == NODE_ICON || n->kind == NODE_FIGURE;
}

static Rect shrink(Rect r, int by) {
    r.x += by, r.y += by, r.w -= 2 * by, r.h -= 2 * by;
    return r;
}

const UiNode *audit_cover(const Audit *audit, const AuditNode *under) {
    Rect seen = shrink(under->node->visible, 2);
    if (seen.w <= 0 || seen.h <= 0) return NULL;
    for (int i = under->order + 1; i < audit->node_count; i++) {
        const UiNode *n = audit->nodes[i].node;
        if (!draws(n) || audit_within(n, under->node)) continue;
        if (rect_empty(rect_intersect(shrink(n->visible, 1), seen))) continue;
        return n;
    }
    return NULL;
}

// -- sizes and places -----------------------------------------------------------------------------
static float mm(const Audit *audit, float px) {
    return px / audit->ui->px_per_mm;
}

static void check_size(Audit *audit, const UiNode *n) {
    AuditFigures *f = &audit->figures;
    float w = mm(audit, (float)n->rect.w), h = mm(audit, (float)n->rect.h);
    float least = fminf(w, h);
    f->controls++;
    if (least >= TOUCH_MM - ROUNDING_MM) f->comfortable++;
    if (f->least_mm == 0 || least < f->least_mm) f->least_mm = (double)least;
    if (least < TOUCH_MIN_MM - ROUNDING_MM)
        audit_fault(audit, "size", n->id, "%.1f x %.1f mm", (double)w, (double)h);
}

static float between(Rect a, Rect b) {
    int dx = a.x > b.x ? a.x - (b.x + b.w) : b.x - (a.x + a.w);
    int dy = a.y > b.y ? a.y - (b.y + b.h) : b.y - (a.y + a.h);
    return (float)(dx > dy ? dx : dy);
}

static void check_spacing(Audit *audit, const UiNode *n, int from) {
    for (int i = from; i < audit->node_count; i++) {
        const UiNode *other = audit->nodes[i].node;
        if (!audit_is_control(other) || other->kind == NODE_ZONE || rect_empty(other->visible) ||
            audit_within(other, n) || audit_within(n, other))
            continue;
        // Of two that scroll in the same area both places count; else what is seen.
        float gap = mm(audit, between(n->visible, other->visible));
        if (audit->figures.least_gap_mm == 0 || gap < audit->figures.least_gap_mm)
            audit->figures.least_gap_mm = (double)gap;
        if (gap < SPACE_1 - ROUNDING_MM)
            audit_fault(audit, "spacing", n->id, "%.1f mm from %s", (double)gap, other->id);
    }
}

static void check_edges(Audit *audit, const UiNode *n) {
    Rect screen = {0, 0, audit->ui->width, audit->ui->height};
    if (audit_in_scroll(n) || n->kind == NODE_ZONE) return;
    bool whole =
        rect_equal(n->rect, n->visible) && rect_equal(rect_intersect(n->rect, screen), n->rect);
    if (!whole)
        audit_fault(audit, "outside", n->id, "%d,%d %dx%d of which %dx%d is seen", n->rect.x,
                    n->rect.y, n->rect.w, n->rect.h, n->visible.w, n->visible.h);
}

// What is open in front on purpose: a letter above its key, a note under way.
static bool floats(const UiNode *n) {
    for (; n; n = n->parent) {
        if (n->style.shift_x != 0 || n->style.shift_y != 0) return true;
    }
    return false;
}

void audit_measures(Audit *audit) {
    for (int i = 0; i < audit->node_count; i++) {
        const UiNode *n = audit->nodes[i].node;
        bool control = audit_is_control(n), zone = n->kind == NODE_ZONE;
        if (control) {
            check_edges(audit, n);
            check_size(audit, n);
            if (!zone && !rect_empty(n->visible)) check_spacing(audit, n, i + 1);
        }
        if ((n->kind != NODE_TEXT || !*n->text) && (!control || zone)) continue;
        if (rect_empty(n->visible) || floats(n)) continue;
        const UiNode *cover = audit_cover(audit, &audit->nodes[i]);
        // What lies wholly behind another thing is not seen at all, and no harm unless it is a control.
        bool behind =
            cover && !control && rect_equal(rect_intersect(cover->visible, n->visible), n->visible);
        if (cover && !behind)
            audit_fault(audit, "covered", audit_id(n), "by %s (%s)", audit_id(cover),
                        n->kind == NODE_TEXT ? n->text : "");
    }
}
