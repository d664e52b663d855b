// The toolkit's life: made once, told the display, built and drawn again whenever something asks for
// it. Two arenas take turns, so that the tree a finger acts on lives until the next one is there.
#include "ui/core.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Beside the largest letters a mark that is a little smaller is large enough.
enum { MARK_PERCENT_MAX = 170 };

Err ui_create(const UiHost *host, Ui **out, ErrInfo *info) {
    *out = NULL;
    Ui *ui = calloc(1, sizeof *ui);
    if (!ui) return err_set(info, ERR_MEMORY, 0, "out of memory: close other programs");
    ui->host = *host;
    ui->wake_ms = INT64_MAX;
    ui->dirty = true;
    ui->text_percent = 100;
    arena_init(&ui->arenas[0], 256 * 1024);
    arena_init(&ui->arenas[1], 256 * 1024);
    draw_list_init(&ui->list);
    Err err = fonts_create(host->fonts_dir, &ui->fonts, info);
    if (err != ERR_NONE) {
        ui_destroy(ui);
        return err;
    }
    ui->icons = icons_create(host->icons_dir);
    if (host->raster_program) {
        ui->pictures = pictures_create(&(PicturesConfig){.cache_dir = host->cache_dir,
                                                         .raster_program = host->raster_program,
                                                         .wake = host->wake,
                                                         .wake_context = host->wake_context});
    }
    ui->fields = field_store_create();
    ui_set_display(ui, 1920, 1080, 3.6f);
    *out = ui;
    return ERR_NONE;
}

void ui_destroy(Ui *ui) {
    if (!ui) return;
    field_store_destroy(ui->fields);
    pictures_destroy(ui->pictures);
    icons_destroy(ui->icons);
    fonts_destroy(ui->fonts);
    draw_list_finish(&ui->list);
    arena_finish(&ui->arenas[0]);
    arena_finish(&ui->arenas[1]);
    free(ui);
}

// The interface lies in the part within reach: at the lower edge, and at one side of a wide display.
static Rect area_of(const Ui *ui) {
    Rect area = {0, 0, ui->width, ui->height};
    int tall = ui_ipx(ui, ui->reach_h_mm), wide = ui_ipx(ui, ui->reach_w_mm);
    if (ui->reach_h_mm > 0 && tall < area.h) area.y = area.h - tall, area.h = tall;
    if (ui->reach_w_mm > 0 && wide < area.w) {
        area.x = ui->reach_left ? 0 : area.w - wide;
        area.w = wide;
    }
    return area;
}

void ui_set_display(Ui *ui, int width, int height, float px_per_mm) {
    ui->width = width;
    ui->height = height;
    ui->px_per_mm = px_per_mm;
    fonts_set_display(ui->fonts, width, height);
    ui->area = area_of(ui);
    ui->dirty = true;
}

void ui_set_reach(Ui *ui, float height_mm, float width_mm, bool left) {
    ui->reach_h_mm = height_mm;
    ui->reach_w_mm = width_mm;
    ui->reach_left = left;
    ui->area = area_of(ui);
    ui->dirty = true;
}

void ui_set_text_percent(Ui *ui, int percent) {
    if (percent < 80) percent = 80;
    if (percent > 200) percent = 200;
    ui->text_percent = percent;
    ui->dirty = true;
}

void ui_set_theme(Ui *ui, ThemeKind theme) {
    ui->theme = theme;
    ui->dirty = true;
}

void ui_set_reduced_motion(Ui *ui, bool on) {
    ui->reduced_motion = on;
    ui->dirty = true;
}

void ui_set_debug(Ui *ui, bool on) {
    ui->debug = on;
    ui->dirty = true;
    ui->list.valid = false;
}

bool ui_wants_build(const Ui *ui, int64_t now) {
    return ui->dirty || now >= ui->wake_ms;
}

int64_t ui_deadline(const Ui *ui) {
    return ui->dirty ? 0 : ui->wake_ms;
}

bool ui_moving(const Ui *ui) {
    return ui->wake_ms != INT64_MAX && ui->wake_ms - ui->now <= MOTION_FRAME_MS;
}

bool ui_waiting(const Ui *ui) {
    return ui->waiting;
}

void ui_wake_in(Ui *ui, int64_t ms) {
    int64_t at = ui->now + (ms > 0 ? ms : 0);
    if (at < ui->wake_ms) ui->wake_ms = at;
}

void ui_touch(Ui *ui) {
    ui->dirty = true;
}

// -- building -----------------------------------------------------------------------------------
uint64_t ui_key(const char *id) {
    uint64_t h = 0xCBF29CE484222325u;
    for (const char *p = id; *p; p++) h = (h ^ (unsigned char)*p) * 0x100000001B3u;
    return h ? h : 1;
}

static void map_add(NodeMap *map, UiNode *node) {
    if (map->count >= NODE_MAP_SIZE / 2) return;
    for (uint64_t i = node->key % NODE_MAP_SIZE;; i = (i + 1) % NODE_MAP_SIZE) {
        if (map->nodes[i] && map->nodes[i]->key != node->key) continue;
        if (!map->nodes[i]) map->used[map->count++] = (uint16_t)i;
        map->nodes[i] = node;
        return;
    }
}

static void map_empty(NodeMap *map) {
    while (map->count > 0) map->nodes[map->used[--map->count]] = NULL;
}

static UiNode *find_in(const NodeMap *map, uint64_t key) {
    if (!key) return NULL;
    for (uint64_t i = key % NODE_MAP_SIZE; map->nodes[i]; i = (i + 1) % NODE_MAP_SIZE) {
        if (map->nodes[i]->key == key) return map->nodes[i];
    }
    return NULL;
}

UiNode *ui_node_find(const Ui *ui, uint64_t key) {
    return find_in(&ui->maps[ui->arena], key);
}

Arena *ui_arena(Ui *ui) {
    return &ui->arenas[ui->arena];
}

const char *ui_format(Ui *ui, const char *format, ...) {
    char text[2048];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return arena_strdup(ui_arena(ui), text);
}

static const char *keep(Ui *ui, const char *text) {
    return text ? arena_strdup(ui_arena(ui), text) : NULL;
}

UiNode *ui_node_new(Ui *ui, NodeKind kind, const char *id) {
    UiNode *node = arena_new(ui_arena(ui), UiNode);
    node->kind = kind;
    node->in_flow = true;
    if (id) {
        node->id = keep(ui, id);
        node->key = ui_key(id);
        map_add(&ui->maps[ui->arena], node);
    }
    if (ui->depth > 0) {
        UiNode *parent = ui->stack[ui->depth - 1];
        node->parent = parent;
        node->previous = parent->last;
        if (parent->last)
            parent->last->next = node;
        else
            parent->first = node;
        parent->last = node;
        parent->child_count++;
    }
    return node;
}

static void push(Ui *ui, UiNode *node) {
    if (ui->depth >= DEPTH_MAX) abort();
    ui->stack[ui->depth++] = node;
}

UiNode *ui_open(Ui *ui, const char *id, UiStyle style) {
    UiNode *node = ui_node_new(ui, NODE_BOX, id);
    node->style = style;
    node->style.label = keep(ui, style.label);
    node->style.value = keep(ui, style.value);
    node->style.act.s = keep(ui, style.act.s);
    node->in_flow = !style.floating;
    push(ui, node);
    return node;
}

void ui_close(Ui *ui) {
    if (ui->depth > 3) ui->depth--;  // the root, the part in reach and the screen's box stay open
}

// A box for what is out of reach, and one for the rest; without low reach the rest is everything.
static void open_area(Ui *ui) {
    Rect area = ui->area;
    ui->beyond = NULL;
    bool low = area.y > 0;
    if (low) {
        ui->beyond = ui_node_new(ui, NODE_BOX, NULL);
        ui->beyond->style = (UiStyle){.axis = AXIS_STACK,
                                      .w = PX((float)ui->width),
                                      .h = PX((float)area.y),
                                      .clip = true,
                                      .floating = true};
        ui->beyond->in_flow = false;
    }
    UiNode *node = ui_node_new(ui, NODE_BOX, low ? "low" : NULL);
    node->style = (UiStyle){.axis = AXIS_STACK,
                            .w = PX((float)area.w),
                            .h = PX((float)area.h),
                            .fill = COLOR_PAPER,
                            .shadow = low,
                            .floating = true,
                            .x = (float)area.x / ui->px_per_mm,
                            .y = (float)area.y / ui->px_per_mm};
    node->in_flow = false;
    push(ui, node);
}

void ui_begin(Ui *ui, int64_t now) {
    float seconds = (float)(now - ui->built_ms) / 1000.0f;
    ui->now = ui->built_ms = now;
    ui->build++;
    ui->dirty = ui->waiting = ui->unsettled = false;
    ui->wake_ms = INT64_MAX;
    if (ui->pictures) pictures_frame(ui->pictures);
    ui->arena = 1 - ui->arena;
    arena_reset(&ui->arenas[ui->arena]);
    map_empty(&ui->maps[ui->arena]);
    ui->building = true;
    ui->depth = 0;
    if (seconds > 0.05f) seconds = 0.05f;
    bool moving = ui_scroll_step(ui, seconds);
    if (ui_view_step(ui, seconds)) moving = true;
    if (moving) ui_wake_in(ui, MOTION_FRAME_MS);
    ui->root = ui_node_new(ui, NODE_BOX, "root");
    ui->root->style = (UiStyle){.axis = AXIS_STACK,
                                .w = PX((float)ui->width),
                                .h = PX((float)ui->height),
                                .fill = COLOR_PAPER};
    push(ui, ui->root);
    open_area(ui);
    field_begin_build(ui);
    // The screen has what the on-screen keyboard leaves.
    UiNode *screen = ui_node_new(ui, NODE_BOX, NULL);
    screen->style = (UiStyle){.axis = AXIS_STACK,
                              .w = PX((float)ui->area.w),
                              .h = PX((float)ui->area.h - field_keyboard_height(ui))};
    push(ui, screen);
}

bool ui_beyond_open(Ui *ui) {
    if (!ui->beyond) return false;
    push(ui, ui->beyond);
    return true;
}

static void drop_unused_anims(Ui *ui) {
    int kept = 0;
    for (int i = 0; i < ui->anim_count; i++) {
        if (ui->build - ui->anims[i].used < 2) ui->anims[kept++] = ui->anims[i];
    }
    ui->anim_count = kept;
}

void ui_end(Ui *ui) {
    ui->depth = 2;
    field_end_build(ui);
    ui_layout(ui);
    ui->building = false;
    draw_list_begin(&ui->list, ui->width, ui->height);
    ui_draw_nodes(ui);
    drop_unused_anims(ui);
    for (int i = 0; i < POINTERS_MAX; i++) {
        Pointer *p = &ui->pointers[i];
        int64_t due = ui_held_due(p);
        if (due != INT64_MAX) ui_wake_in(ui, due - ui->now);
    }
}

int ui_draw(Ui *ui, SDL_Surface *target, bool whole, const SDL_Rect **out_rects) {
    int count = draw_list_execute(&ui->list, target, whole, out_rects);
    fonts_tidy(ui->fonts);
    return count;
}

// -- measures ------------------------------------------------------------------------------------
float ui_px(const Ui *ui, float mm) {
    return mm * ui->px_per_mm;
}
void ui_size(const Ui *ui, int *out_w, int *out_h) {
    *out_w = ui->width;
    *out_h = ui->height;
}

float ui_px_per_mm(const Ui *ui) {
    return ui->px_per_mm;
}
float ui_width_mm(const Ui *ui) {
    return (float)ui->area.w / ui->px_per_mm;
}
float ui_height_mm(const Ui *ui) {
    return (float)ui->area.h / ui->px_per_mm;
}
float ui_display_width_mm(const Ui *ui) {
    return (float)ui->width / ui->px_per_mm;
}

float ui_display_height_mm(const Ui *ui) {
    return (float)ui->height / ui->px_per_mm;
}
bool ui_portrait(const Ui *ui) {
    return ui->area.h > ui->area.w;
}
int ui_text_percent(const Ui *ui) {
    return ui->text_percent;
}
float ui_mark_mm(const Ui *ui, float mm) {
    int percent = ui->text_percent > MARK_PERCENT_MAX ? MARK_PERCENT_MAX : ui->text_percent;
    return mm * (float)percent / 100;
}
bool ui_reduced_motion(const Ui *ui) {
    return ui->reduced_motion;
}
int64_t ui_now(const Ui *ui) {
    return ui->now;
}

int ui_ipx(const Ui *ui, float mm) {
    int px = (int)lroundf(mm * ui->px_per_mm);
    return px < 1 && mm > 0 ? 1 : px;
}

FontSpec ui_font(const Ui *ui, TypeSize size, Weight weight) {
    float em = type_em_mm[size] * ui->px_per_mm * (float)ui->text_percent / 100.0f;
    int px = (int)lroundf(em);
    if (px < 6) px = 6;
    return (FontSpec){weight, px, (int)lroundf(em * type_leading[size])};
}

FontSpec ui_text_font(const Ui *ui, const UiText *style) {
    if (style->em_mm <= 0) return ui_font(ui, style->size, style->weight);
    float em = style->em_mm * ui->px_per_mm;
    int px = (int)lroundf(em);
    if (px < 6) px = 6;
    return (FontSpec){style->weight, px, (int)lroundf(em * type_leading[style->size])};
}

float ui_text_mm(Ui *ui, const char *text, UiText style) {
    int width, word;
    fonts_measure(ui->fonts, text, ui_text_font(ui, &style), &width, &word);
    return (float)width / ui->px_per_mm;
}

Rect ui_rect_of(const Ui *ui, const char *id) {
    // While a build is being made nothing of it has a place yet: the one before tells.
    const UiNode *node = find_in(&ui->maps[ui->building ? 1 - ui->arena : ui->arena], ui_key(id));
    return node ? node->visible : (Rect){0, 0, 0, 0};
}

bool ui_keyboard_open(Ui *ui) {
    return field_keyboard_height(ui) > 0;
}

// -- motion --------------------------------------------------------------------------------------
float ui_animate(Ui *ui, const char *key, float from, float target, int ms) {
    uint64_t hash = ui_key(key);
    Anim *anim = NULL;
    for (int i = 0; i < ui->anim_count && !anim; i++) {
        if (ui->anims[i].key == hash) anim = &ui->anims[i];
    }
    if (!anim) {
        if (ui->anim_count == ANIMS_MAX) return target;
        anim = &ui->anims[ui->anim_count++];
        *anim = (Anim){
            .key = hash, .from = from, .to = target, .value = from, .start_ms = ui->now, .ms = ms};
    }
    anim->used = ui->build;
    if (ui->reduced_motion || ms <= 0) {
        anim->value = anim->from = anim->to = target;
        return target;
    }
    if (anim->to != target) {
        anim->from = anim->value;
        anim->to = target;
        anim->start_ms = ui->now;
        anim->ms = ms;
    }
    float t = (float)(ui->now - anim->start_ms) / (float)anim->ms;
    if (t >= 1) {
        anim->value = anim->to;
    } else {
        float left = 1 - t;
        anim->value = anim->from + (anim->to - anim->from) * (1 - left * left * left);
        if (anim->from != anim->to) ui_wake_in(ui, MOTION_FRAME_MS);
    }
    return anim->value;
}

float ui_after(Ui *ui, const char *key, int ms) {
    (void)ui_animate(ui, key, 0, 0, ms);
    for (int i = 0; i < ui->anim_count; i++) {
        if (ui->anims[i].key != ui_key(key)) continue;
        int64_t left = ui->anims[i].start_ms + ms - ui->now;
        if (left <= 0) return 1;
        ui_wake_in(ui, left);
        return 0;
    }
    return 1;
}

void ui_animate_forget(Ui *ui, const char *key) {
    uint64_t hash = ui_key(key);
    for (int i = 0; i < ui->anim_count; i++) {
        if (ui->anims[i].key == hash) ui->anims[i--] = ui->anims[--ui->anim_count];
    }
}

void ui_grow_from(Ui *ui, Rect from) {
    ui->grows = true;
    ui->grow_from = from;
}

Rect ui_edge(const Ui *ui, int side) {
    return (Rect){side < 0 ? 0 : ui->width, 0, 0, ui->height};
}

bool ui_take_growth(Ui *ui, Rect *out_from) {
    bool grows = ui->grows && !ui->reduced_motion;
    *out_from = ui->grow_from;
    ui->grows = false;
    return grows;
}

bool ui_is_pressed(const Ui *ui, const char *id) {
    uint64_t key = ui_key(id);
    for (int i = 0; i < POINTERS_MAX; i++) {
        const Pointer *p = &ui->pointers[i];
        if (p->active && p->key == key && (p->state == POINTER_PRESS || p->state == POINTER_LONG))
            return true;
    }
    return false;
}
