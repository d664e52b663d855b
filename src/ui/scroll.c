// Scroll areas: where they are, inertia, and bringing a node into view.
#include "ui/core.h"

#include <math.h>

#define FRICTION_PER_S 3.6f

ScrollMemo *ui_scroll_memo(Ui *ui, uint64_t key) {
    ScrollMemo *oldest = NULL;
    for (int i = 0; i < ui->scroll_count; i++) {
        ScrollMemo *m = &ui->scrolls[i];
        if (m->key == key) {
            m->used = ui->build;
            return m;
        }
        if (!oldest || m->used < oldest->used) oldest = m;
    }
    ScrollMemo *m = ui->scroll_count < SCROLLS_MAX ? &ui->scrolls[ui->scroll_count++] : oldest;
    *m = (ScrollMemo){.key = key, .used = ui->build};
    return m;
}

void ui_scroll_clamp(ScrollMemo *m) {
    float most = m->content - m->port;
    if (most < 0) most = 0;
    if (m->offset > most) m->offset = most, m->velocity = 0;
    if (m->offset < 0) m->offset = 0, m->velocity = 0;
}

bool ui_scroll_step(Ui *ui, float seconds) {
    bool moving = false;
    for (int i = 0; i < ui->scroll_count; i++) {
        ScrollMemo *m = &ui->scrolls[i];
        if (m->velocity == 0) continue;
        m->offset += m->velocity * seconds;
        m->velocity *= expf(-FRICTION_PER_S * seconds);
        ui_scroll_clamp(m);
        if (fabsf(m->velocity) < 15)
            m->velocity = 0;
        else
            moving = true;
    }
    return moving;
}

UiNode *ui_scroll_open(Ui *ui, const char *id, UiStyle style) {
    if (style.axis != AXIS_ROW) style.axis = AXIS_COLUMN;
    UiNode *node = ui_open(ui, id, style);
    node->scroll = ui_scroll_memo(ui, node->key);
    node->scroll->row = style.axis == AXIS_ROW;
    node->scroll->tight = false;
    return node;
}

UiNode *ui_tight_open(Ui *ui, const char *id, UiStyle style) {
    style.axis = AXIS_COLUMN;
    UiNode *node = ui_scroll_open(ui, id, style);
    node->scroll->tight = true;
    return node;
}

void ui_scroll_close(Ui *ui) {
    ui_close(ui);
}

void ui_scroll_to(Ui *ui, const char *scroll_id, const char *node_id) {
    ui->scroll_to_area = ui_key(scroll_id);
    ui->scroll_to_node = ui_key(node_id);
}

void ui_scroll_forget(Ui *ui) {
    ui->scroll_count = 0;
    ui->dirty = true;
}

void ui_scroll_reset(Ui *ui, const char *scroll_id) {
    ScrollMemo *m = ui_scroll_memo(ui, ui_key(scroll_id));
    m->offset = m->velocity = 0;
    ui->dirty = true;
}
