// Layout in four walks: widths wanted (up), widths given (down), heights wanted for those widths
// (up), heights and places given (down). Text is broken between the second and the third. All in
// pixels; rectangles are rounded at the end so that neighbours share an edge.
#include "ui/core.h"

#include <math.h>

static float px(const Ui *ui, float mm) {
    return mm * ui->px_per_mm;
}
static float pad_x(const Ui *ui, const UiNode *n) {
    return px(ui, n->style.pad + n->style.pad_x);
}
static float pad_y(const Ui *ui, const UiNode *n) {
    return px(ui, n->style.pad + n->style.pad_y);
}
static float most(float a, float b) {
    return a > b ? a : b;
}
static float least(float a, float b) {
    return a < b ? a : b;
}

static float within(const Ui *ui, UiSize size, float value) {
    if (size.max > 0) value = least(value, px(ui, size.max));
    if (size.min > 0) value = most(value, px(ui, size.min));
    return value;
}

static bool is_row(const UiNode *n) {
    return n->style.axis == AXIS_ROW;
}

// -- 1: widths wanted -----------------------------------------------------------------------------
static void want_width(Ui *ui, UiNode *n) {
    float pref = 0, min = 0;
    for (UiNode *c = n->first; c; c = c->next) want_width(ui, c);
    if (n->kind == NODE_TEXT) {
        int width, word;
        FontSpec font = ui_text_font(ui, &n->text_style);
        fonts_measure(ui->fonts, n->text, font, &width, &word);
        pref = (float)width;
        min = n->text_style.no_wrap ? pref : (float)word;
        if (n->text_style.max_lines > 0) min = least(min, (float)font.px * 2);
    } else if (n->kind == NODE_ICON || n->kind == NODE_FIGURE || n->kind == NODE_RING) {
        pref = min = (float)ui_ipx(ui, n->mm);
    } else {
        int flowing = 0;
        for (UiNode *c = n->first; c; c = c->next) {
            if (!c->in_flow || c->pin) continue;
            flowing++;
            if (is_row(n) || n->style.axis == AXIS_FLOW) {
                pref += c->pref_w;
                min = is_row(n) ? min + c->min_w : most(min, c->min_w);
            } else {
                pref = most(pref, c->pref_w);
                min = most(min, c->min_w);
            }
        }
        if (flowing > 1) {
            float gaps = px(ui, n->style.gap) * (float)(flowing - 1);
            if (is_row(n) || n->style.axis == AXIS_FLOW) pref += gaps;
            if (is_row(n)) min += gaps;
        }
        if (n->scroll && n->scroll->row) min = 0;
        pref += 2 * pad_x(ui, n);
        min += 2 * pad_x(ui, n);
    }
    switch (n->style.w.mode) {
    case SIZE_MM: pref = min = px(ui, n->style.w.value); break;
    case SIZE_PX: pref = min = n->style.w.value; break;
    case SIZE_FIT:
    case SIZE_GROW:
    case SIZE_PART: break;
    }
    n->pref_w = within(ui, n->style.w, pref);
    n->min_w = n->style.w.max > 0 ? least(min, px(ui, n->style.w.max)) : min;
    n->min_w = most(n->min_w, px(ui, n->style.w.min));
    if (n->min_w > n->pref_w) n->pref_w = n->min_w;
}

// Shares `room` px along an axis over children whose base sizes are in `size`.
typedef struct {
    float base, min, max, weight;
    float *out;
} Share;

static void share_out(Share *shares, int count, float room) {
    float used = 0;
    for (int i = 0; i < count; i++) {
        *shares[i].out = shares[i].base;
        used += shares[i].base;
    }
    float left = room - used;
    if (left > 0.01f) {
        // Growing in rounds: who reaches its maximum leaves the rest to the others.
        for (int round = 0; round < 8 && left > 0.01f; round++) {
            float weights = 0;
            for (int i = 0; i < count; i++) {
                if (shares[i].weight > 0 && *shares[i].out < shares[i].max)
                    weights += shares[i].weight;
            }
            if (weights <= 0) return;
            float given = 0;
            for (int i = 0; i < count; i++) {
                if (shares[i].weight <= 0 || *shares[i].out >= shares[i].max) continue;
                float more =
                    least(left * shares[i].weight / weights, shares[i].max - *shares[i].out);
                *shares[i].out += more;
                given += more;
            }
            left -= given;
        }
    } else if (left < -0.01f) {
        float slack = 0;
        for (int i = 0; i < count; i++) slack += most(0, shares[i].base - shares[i].min);
        float part = slack > 0 ? least(1, -left / slack) : 0;
        for (int i = 0; i < count; i++)
            *shares[i].out -= most(0, shares[i].base - shares[i].min) * part;
    }
}

static Share *shares_for(Ui *ui, const UiNode *n) {
    return arena_array(ui_arena(ui), Share, n->child_count + 1);
}

// -- 2: widths given ------------------------------------------------------------------------------
static float cross_width(Ui *ui, const UiNode *n, const UiNode *c, float room) {
    float w = c->pref_w;
    if (c->style.w.mode == SIZE_PART)
        w = room * c->style.w.value;
    else if (c->style.w.mode == SIZE_GROW)
        w = room;
    else if (c->style.w.mode == SIZE_FIT && n->style.cross == ALIGN_STRETCH &&
             n->style.axis == AXIS_COLUMN)
        w = room;
    else
        w = least(w, most(room, c->min_w));
    return within(ui, c->style.w, w);
}

static void give_width(Ui *ui, UiNode *n) {
    float room = n->w - 2 * pad_x(ui, n);
    if (n->kind == NODE_VIEW) {
        for (UiNode *c = n->first; c; c = c->next) {
            c->w = least(c->pref_w, n->w);
            give_width(ui, c);
        }
        return;
    }
    if (is_row(n) && !(n->scroll && n->scroll->row)) {
        Share *shares = shares_for(ui, n);
        int count = 0;
        float gaps = 0;
        for (UiNode *c = n->first; c; c = c->next) {
            if (!c->in_flow) continue;
            if (count) gaps += px(ui, n->style.gap);
            Share *s = &shares[count++];
            *s = (Share){.base = c->pref_w, .min = c->min_w, .max = 1e9f, .out = &c->w};
            if (c->style.w.mode == SIZE_GROW) {
                s->base = most(c->min_w, 0);
                s->weight = c->style.w.value;
                if (c->style.w.max > 0) s->max = px(ui, c->style.w.max);
                s->base = least(s->base, s->max);
            } else if (c->style.w.mode == SIZE_PART) {
                s->base = s->min = within(ui, c->style.w, room * c->style.w.value);
            }
        }
        share_out(shares, count, room - gaps);
    } else {
        for (UiNode *c = n->first; c; c = c->next) {
            if (n->scroll && n->scroll->row)
                c->w = c->pref_w;
            else
                c->w = cross_width(ui, n, c, c->in_flow ? room : n->w);
            if (n->style.axis == AXIS_FLOW) c->w = least(c->w, room);
        }
    }
    for (UiNode *c = n->first; c; c = c->next) {
        if (!c->in_flow) c->w = cross_width(ui, n, c, n->w);
        give_width(ui, c);
    }
}

// -- 3: heights wanted ----------------------------------------------------------------------------
static void break_text(Ui *ui, UiNode *n) {
    FontSpec font = ui_text_font(ui, &n->text_style);
    int wrap = n->text_style.no_wrap && n->text_style.max_lines == 0 ? 1 << 20 : (int)ceilf(n->w);
    if (n->text_style.align != ALIGN_START && wrap > (int)ceilf(n->w)) wrap = (int)ceilf(n->w);
    Paint paint = n->text_style.color ? n->text_style.color : COLOR_INK;
    int align = n->text_style.align == ALIGN_CENTER ? 1 : n->text_style.align == ALIGN_END ? 2 : 0;
    n->paragraph = paragraph_get(ui->fonts, n->text, font, wrap, n->text_style.max_lines,
                                 theme_rgb(ui->theme, paint), align);
    n->pref_h = (float)n->paragraph->height;
}

static float flow_height(Ui *ui, UiNode *n, bool place, float left, float top) {
    float room = n->w - 2 * pad_x(ui, n), gap = px(ui, n->style.gap);
    float x = 0, y = 0, row_h = 0;
    UiNode *row_first = n->first;
    for (UiNode *c = n->first; c; c = c->next) {
        if (!c->in_flow) continue;
        if (x > 0 && x + c->w > room + 0.5f) {
            y += row_h + gap;
            x = row_h = 0;
            row_first = c;
        }
        if (place) {
            c->h = c->pref_h;
            c->x = left + x;
            c->y = top + y;
        }
        x += c->w + gap;
        row_h = most(row_h, c->pref_h);
        if (place && n->style.main == ALIGN_CENTER && (!c->next || x + c->next->w > room + 0.5f)) {
            float shift = (room - (x - gap)) / 2;
            for (UiNode *r = row_first; r && r != c->next; r = r->next) r->x += shift;
        }
    }
    return y + row_h;
}

static void want_height(Ui *ui, UiNode *n) {
    for (UiNode *c = n->first; c; c = c->next) want_height(ui, c);
    float pref = 0, min = 0;
    if (n->kind == NODE_TEXT) {
        break_text(ui, n);
        pref = min = n->pref_h;
    } else if (n->kind == NODE_ICON || n->kind == NODE_FIGURE || n->kind == NODE_RING) {
        pref = min = (float)ui_ipx(ui, n->mm);
    } else if (n->kind == NODE_INK) {
        ui_ink_measure(ui, n, n->w, &pref);
    } else if (n->kind == NODE_CUSTOM && n->measure) {
        n->measure(ui, n, n->w, &pref);
        min = pref;
    } else if (n->kind != NODE_VIEW) {
        int flowing = 0;
        for (UiNode *c = n->first; c; c = c->next) {
            if (!c->in_flow) continue;
            flowing++;
            if (n->style.axis == AXIS_COLUMN) {
                pref += c->pref_h;
                min += c->min_h;
            } else {
                pref = most(pref, c->pref_h);
                min = most(min, c->min_h);
            }
        }
        if (n->style.axis == AXIS_FLOW) pref = min = flow_height(ui, n, false, 0, 0);
        if (n->style.axis == AXIS_COLUMN && flowing > 1) {
            pref += px(ui, n->style.gap) * (float)(flowing - 1);
            min += px(ui, n->style.gap) * (float)(flowing - 1);
        }
        if (n->scroll && !n->scroll->row) min = 0;
        pref += 2 * pad_y(ui, n);
        min += 2 * pad_y(ui, n);
    }
    if (n->style.h.mode == SIZE_MM) pref = min = px(ui, n->style.h.value);
    if (n->style.h.mode == SIZE_PX) pref = min = n->style.h.value;
    if (n->style.h.max > 0) {
        pref = least(pref, px(ui, n->style.h.max));
        min = least(min, pref);
    }
    pref = most(pref, px(ui, n->style.h.min));
    min = most(min, px(ui, n->style.h.min));
    n->pref_h = pref;
    n->min_h = min;
}

// -- 4: heights and places given --------------------------------------------------------------------
static float aligned(UiAlign align, float room, float size) {
    if (align == ALIGN_CENTER) return (room - size) / 2;
    if (align == ALIGN_END) return room - size;
    return 0;
}

static float cross_height(Ui *ui, const UiNode *n, const UiNode *c, float room) {
    float h = c->pref_h;
    if (c->style.h.mode == SIZE_PART)
        h = room * c->style.h.value;
    else if (c->style.h.mode == SIZE_GROW)
        h = room;
    else if (c->style.h.mode == SIZE_FIT && c->kind == NODE_BOX &&
             n->style.cross == ALIGN_STRETCH && n->style.axis == AXIS_ROW)
        h = room;
    else if (c->min_h < c->pref_h)
        h = least(h, most(room, c->min_h));
    return within(ui, c->style.h, h);
}

static void place(Ui *ui, UiNode *n);

static void place_column(Ui *ui, UiNode *n, float x0, float y0, float w, float h) {
    Share *shares = shares_for(ui, n);
    bool scrolls = n->scroll && !n->scroll->row;
    int count = 0;
    float gaps = 0, total = 0;
    for (UiNode *c = n->first; c; c = c->next) {
        if (!c->in_flow) continue;
        if (count) gaps += px(ui, n->style.gap);
        Share *s = &shares[count++];
        *s = (Share){.base = c->pref_h, .min = c->min_h, .max = 1e9f, .out = &c->h};
        if (c->style.h.mode == SIZE_GROW) {
            s->weight = c->style.h.value;
            s->base = c->min_h;
            if (c->style.h.max > 0) s->max = px(ui, c->style.h.max);
            if (scrolls && !n->scroll->tight) s->base = c->pref_h;
        } else if (c->style.h.mode == SIZE_PART) {
            s->base = s->min = within(ui, c->style.h, h * c->style.h.value);
        }
    }
    if (scrolls) {
        float wanted = gaps;
        for (int i = 0; i < count; i++) wanted += *shares[i].out = shares[i].base;
        if (n->scroll->tight && wanted < h) share_out(shares, count, h - gaps);
    } else {
        share_out(shares, count, h - gaps);
    }
    for (UiNode *c = n->first; c; c = c->next) {
        if (c->in_flow) total += c->h;
    }
    total += gaps;
    float gap = px(ui, n->style.gap), y = y0;
    if (scrolls) {
        n->scroll->content = total + 2 * pad_y(ui, n);
        n->scroll->port = n->h;
        ui_scroll_clamp(n->scroll);
        y -= roundf(n->scroll->offset);
    } else if (n->style.main == ALIGN_BETWEEN && count > 1) {
        gap += most(0, h - total) / (float)(count - 1);
    } else {
        y += most(0, aligned(n->style.main, h, total));
    }
    for (UiNode *c = n->first; c; c = c->next) {
        if (!c->in_flow) continue;
        c->x = x0 + aligned(n->style.cross, w, c->w);
        c->y = y;
        y += c->h + gap;
    }
}

static void place_row(Ui *ui, UiNode *n, float x0, float y0, float w, float h) {
    int count = 0;
    float total = 0, gap = px(ui, n->style.gap);
    for (UiNode *c = n->first; c; c = c->next) {
        if (!c->in_flow) continue;
        c->h = cross_height(ui, n, c, h);
        total += c->w + (count ? gap : 0);
        count++;
    }
    float x = x0;
    if (n->scroll && n->scroll->row) {
        n->scroll->content = total + 2 * pad_x(ui, n);
        n->scroll->port = n->w;
        ui_scroll_clamp(n->scroll);
        x -= roundf(n->scroll->offset);
    } else if (n->style.main == ALIGN_BETWEEN && count > 1) {
        gap += most(0, w - total) / (float)(count - 1);
    } else {
        x += most(0, aligned(n->style.main, w, total));
    }
    for (UiNode *c = n->first; c; c = c->next) {
        if (!c->in_flow) continue;
        c->x = x;
        c->y = y0 + aligned(n->style.cross, h, c->h);
        x += c->w + gap;
    }
}

static void place_floating(Ui *ui, const UiNode *n, UiNode *c) {
    c->h = cross_height(ui, n, c, n->h);
    c->x = n->x + px(ui, c->style.x) - c->style.anchor_x * c->w;
    c->y = n->y + px(ui, c->style.y) - c->style.anchor_y * c->h;
}

static void place(Ui *ui, UiNode *n) {
    n->x += n->style.shift_x;
    n->y += n->style.shift_y;
    float x0 = n->x + pad_x(ui, n), y0 = n->y + pad_y(ui, n);
    float w = n->w - 2 * pad_x(ui, n), h = n->h - 2 * pad_y(ui, n);
    int left = (int)lroundf(n->x), top = (int)lroundf(n->y);
    n->rect = (Rect){left, top, (int)lroundf(n->x + n->w) - left, (int)lroundf(n->y + n->h) - top};
    n->clip = n->parent ? n->parent->clip : n->rect;
    n->visible = rect_intersect(n->rect, n->clip);
    if (n->style.clip || n->scroll || n->kind == NODE_VIEW) n->clip = n->visible;
    if (n->kind == NODE_VIEW) {
        for (UiNode *c = n->first; c; c = c->next) c->h = c->pref_h;
        ui_place_view(ui, n);
    } else if (n->style.axis == AXIS_COLUMN) {
        place_column(ui, n, x0, y0, w, h);
    } else if (n->style.axis == AXIS_ROW) {
        place_row(ui, n, x0, y0, w, h);
    } else if (n->style.axis == AXIS_FLOW) {
        (void)flow_height(ui, n, true, x0, y0);
    } else {
        for (UiNode *c = n->first; c; c = c->next) {
            if (!c->in_flow) continue;
            c->h = cross_height(ui, n, c, h);
            c->x = x0 + aligned(n->style.main, w, c->w);
            c->y = y0 + aligned(n->style.cross, h, c->h);
        }
    }
    for (UiNode *c = n->first; c; c = c->next) {
        if (!c->in_flow && !c->pin && n->kind != NODE_VIEW) place_floating(ui, n, c);
        place(ui, c);
    }
}

static void scroll_into_view(Ui *ui) {
    UiNode *area = ui_node_find(ui, ui->scroll_to_area),
           *node = ui_node_find(ui, ui->scroll_to_node);
    ui->scroll_to_area = ui->scroll_to_node = 0;
    if (!area || !node || !area->scroll) return;
    float margin = px(ui, SPACE_2), x = node->x, y = node->y;
    for (; area; area = area->parent) {  // and the areas around that one
        ScrollMemo *memo = area->scroll;
        if (!memo) continue;
        float start = memo->row ? x - area->x : y - area->y;
        float size = memo->row ? node->w : node->h;
        float before = memo->offset;
        if (start < margin)
            memo->offset += start - margin;
        else if (start + size > memo->port - margin)
            memo->offset += start + size - memo->port + margin;
        ui_scroll_clamp(memo);
        if (memo->row)
            x -= memo->offset - before;
        else
            y -= memo->offset - before;
        if (memo->offset != before) ui->dirty = true;
    }
}

void ui_layout(Ui *ui) {
    UiNode *root = ui->root;
    want_width(ui, root);
    root->w = (float)ui->width;
    root->h = (float)ui->height;
    give_width(ui, root);
    want_height(ui, root);
    root->x = root->y = 0;
    place(ui, root);
    if (ui->scroll_to_area) scroll_into_view(ui);
}
