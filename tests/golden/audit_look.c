// The audit's rules on what is seen and said: names, ids, contrast as declared, and as drawn.
#include "golden/audit.h"

#include "base/str.h"

#include <cJSON.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants the four above before it.
#include <cmocka.h>

#define TEXT_CONTRAST 4.5
#define SHAPE_CONTRAST 3.0
#define GROUND_MM 40.0f  // a shape so large is a ground to stand on, not a sign
enum { BUCKETS = 4096, GROUND_DIFFERENT = 14 };

static void least(double *out, double value) {
    if (*out == 0 || value < *out) *out = value;
}

// -- the description ------------------------------------------------------------------------------
static const char *string_of(const cJSON *node, const char *name) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(node, name);
    return cJSON_IsString(item) ? item->valuestring : "";
}

static bool is_one_of(const char *word, const char *const words[], int count) {
    for (int i = 0; i < count; i++) {
        if (strcmp(word, words[i]) == 0) return true;
    }
    return false;
}

static void check_described(Audit *audit, const cJSON *node) {
    static const char *const controls[] = {"button", "switch",   "key",  "textbox",
                                           "scrim",  "checkbox", "radio"};
    const char *id = string_of(node, "id"), *role = string_of(node, "role");
    bool control = is_one_of(role, controls, 5);
    if (control && strcmp(role, "scrim") != 0 && !*string_of(node, "label"))
        audit_fault(audit, "name", id, "a %s without a name", role);
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(node, "clipped")))
        audit_fault(audit, "clipped", id, "\"%.60s\"", string_of(node, "label"));
    const char *fg = string_of(node, "fg"), *bg = string_of(node, "bg");
    if (!*fg || !*bg) return;
    double contrast =
        color_contrast((uint32_t)strtoul(fg + 1, NULL, 16), (uint32_t)strtoul(bg + 1, NULL, 16));
    audit->figures.texts++;
    least(&audit->figures.least_contrast, contrast);
    if (contrast < TEXT_CONTRAST)
        audit_fault(audit, "contrast", id, "%.2f:1, %s on %s", contrast, fg, bg);
}

void audit_description(Audit *audit) {
    Str text;
    str_init(&text);
    str_append(&text, "{");
    ui_describe(audit->ui, &text);
    str_append(&text, "}");
    cJSON *root = cJSON_Parse(str_text(&text));
    str_finish(&text);
    assert_non_null(root);
    const cJSON *nodes = cJSON_GetObjectItemCaseSensitive(root, "nodes"), *node, *other;
    assert_true(cJSON_GetArraySize(nodes) > 0);
    cJSON_ArrayForEach(node, nodes) {
        check_described(audit, node);
        for (other = node->next; other; other = other->next) {
            if (strcmp(string_of(node, "id"), string_of(other, "id")) == 0)
                audit_fault(audit, "double id", string_of(node, "id"), "stands there twice");
        }
    }
    cJSON_Delete(root);
}

// -- shapes ---------------------------------------------------------------------------------------
static const UiNode *ground_node(const UiNode *n) {
    for (n = n->parent; n; n = n->parent) {
        if (n->style.fill || n->kind == NODE_VIEW) return n;
    }
    return NULL;
}

static bool has_text(const UiNode *n) {
    if (n->kind == NODE_TEXT && *n->text) return true;
    if (n->style.label && *n->style.label) return true;
    for (const UiNode *c = n->first; c; c = c->next) {
        if (has_text(c)) return true;
    }
    return false;
}

// The nearest three boxes around it say what it is for.
static bool is_named(const UiNode *n) {
    for (int up = 0; up < 4 && n; up++, n = n->parent) {
        if (has_text(n)) return true;
    }
    return false;
}

static bool is_disabled(const UiNode *n) {
    for (; n; n = n->parent) {
        if (n->style.disabled) return true;
    }
    return false;
}

void audit_shapes(Audit *audit) {
    for (int i = 0; i < audit->node_count; i++) {
        const UiNode *n = audit->nodes[i].node;
        if (rect_empty(n->visible) || (n->kind != NODE_ICON && n->kind != NODE_FIGURE)) continue;
        if (n->kind == NODE_ICON && !is_named(n))
            audit_fault(audit, "icon", audit_id(n), "\"%s\" without a name", n->icon);
        if (n->kind == NODE_FIGURE && n->mm > GROUND_MM) continue;
        const UiNode *ground = ground_node(n);
        uint32_t on =
            theme_rgb(audit->ui->theme, ground && ground->kind == NODE_VIEW ? COLOR_POSTER_PAPER
                                        : ground                            ? ground->style.fill
                                                                            : COLOR_PAPER);
        double contrast = n->paint ? color_contrast(theme_rgb(audit->ui->theme, n->paint), on) : 1;
        if (n->kind == NODE_FIGURE && n->paint_2) {
            double edge = color_contrast(theme_rgb(audit->ui->theme, n->paint_2), on);
            contrast = fmax(contrast, edge);
        }
        if (is_disabled(n)) continue;
        audit->figures.shapes++;
        least(&audit->figures.least_shape, contrast);
        if (contrast < SHAPE_CONTRAST)
            audit_fault(audit, "shape", audit_id(n), "%s %06x on %06x: %.2f:1",
                        n->kind == NODE_ICON ? n->icon : "figure",
                        theme_rgb(audit->ui->theme, n->paint), on, contrast);
    }
}

// -- pixels ---------------------------------------------------------------------------------------
static uint32_t pixel(const SDL_Surface *s, int x, int y) {
    const Uint8 *row = (const Uint8 *)s->pixels + y * s->pitch;
    uint32_t value;
    memcpy(&value, row + 4 * x, sizeof value);
    return value & 0xFFFFFFu;
}

static int bucket(uint32_t rgb) {
    return (int)((rgb >> 20 & 15) << 8 | (rgb >> 12 & 15) << 4 | (rgb >> 4 & 15));
}

// The colour that most of the place has: of the fullest bucket the one that outvotes the others.
static uint32_t commonest(const SDL_Surface *s, Rect r) {
    static int counts[BUCKETS], votes[BUCKETS];
    static uint32_t leads[BUCKETS];
    memset(counts, 0, sizeof counts);
    memset(votes, 0, sizeof votes);
    int best = 0;
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++) {
            uint32_t rgb = pixel(s, x, y);
            int b = bucket(rgb);
            if (votes[b] == 0) leads[b] = rgb;
            votes[b] += rgb == leads[b] ? 1 : -1;
            if (++counts[b] > counts[best]) best = b;
        }
    }
    return leads[best];
}

static int apart(uint32_t a, uint32_t b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int d = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        if (d > most) most = d;
    }
    return most;
}

// Of the strokes' pixels those that are not smoothed into the ground: the strongest tenth.
static double strongest(const SDL_Surface *s, Rect r, uint32_t ground) {
    enum { STEPS = 211, INKED = 13 };  // contrast 0 to 21 by tenths; what counts as a stroke
    int counts[STEPS] = {0}, inked = 0, seen = 0;
    uint32_t last = ground;
    double contrast = 1;
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++) {
            uint32_t rgb = pixel(s, x, y);
            if (rgb != last) contrast = color_contrast(rgb, ground), last = rgb;
            int step = (int)(contrast * 10);
            counts[step]++;
            inked += step >= INKED;
        }
    }
    int wanted = inked / 10 > 1 ? inked / 10 : 1;
    for (int i = STEPS - 1; i > 0; i--) {
        seen += counts[i];
        if (seen >= wanted) return (double)i / 10 + 0.09;
    }
    return 1;
}

void audit_pixels(Audit *audit) {
    const SDL_Surface *s = stage_surface(audit->stage);
    Rect screen = {0, 0, s->w, s->h};
    for (int i = 0; i < audit->node_count; i++) {
        const UiNode *n = audit->nodes[i].node;
        if (n->kind != NODE_TEXT || !*n->text || !n->paragraph) continue;
        Rect r = rect_intersect(n->visible, screen);
        if (r.w < 4 || r.h < n->rect.h * 3 / 4 || audit_cover(audit, &audit->nodes[i])) continue;
        const UiNode *under = ground_node(n);
        uint32_t said =
            theme_rgb(audit->ui->theme, under && under->kind == NODE_VIEW ? COLOR_POSTER_PAPER
                                        : under                           ? under->style.fill
                                                                          : COLOR_PAPER);
        uint32_t ground = commonest(s, r);
        double contrast = strongest(s, r, ground);
        audit->figures.pixel_texts++;
        least(&audit->figures.least_pixel_contrast, contrast);
        if (apart(ground, said) > GROUND_DIFFERENT)
            audit_fault(audit, "ground", audit_id(n), "stands on %06x, said is %06x (%.40s)",
                        ground, said, n->text);
        if (contrast < TEXT_CONTRAST)
            audit_fault(audit, "pixels", audit_id(n), "%.2f:1 on %06x (%.40s)", contrast, ground,
                        n->text);
    }
}
