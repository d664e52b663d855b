// The toolkit's insides, for the files of src/ui only: the node, what is remembered by id between
// builds, the fingers, and the struct that holds them. Screens see ui.h.
#ifndef PP_UI_CORE_H
#define PP_UI_CORE_H

#include "ui/draw_list.h"
#include "ui/icons.h"
#include "ui/paragraph.h"
#include "ui/picture.h"
#include "ui/ui.h"
#include "ui/ui_host.h"

#include <SDL.h>

typedef enum {
    NODE_BOX,
    NODE_TEXT,
    NODE_ICON,
    NODE_FIGURE,
    NODE_RING,
    NODE_METER,
    NODE_VIEW,
    NODE_ZONE,
    NODE_INK,
    NODE_CUSTOM
} NodeKind;

typedef struct ScrollMemo ScrollMemo;
typedef struct ViewMemo ViewMemo;

struct UiNode {
    NodeKind kind;
    const char *id;  // NULL: anonymous
    uint64_t key;    // hash of id; 0 without one
    UiStyle style;
    UiNode *parent, *first, *last, *next, *previous;
    int child_count;
    bool is_part;     // belongs to the widget above it: not listed by --inspect
    bool in_flow;     // false: floating or pinned
    bool focus_skip;  // never focused by Tab

    // leaves
    const char *text;
    UiText text_style;
    Paragraph *paragraph;
    const char *icon;
    UiFigure figure;
    float mm, thickness_mm, part_filled;
    Paint paint, paint_2;
    void (*draw)(Ui *ui, UiNode *node, DrawList *list);  // NODE_CUSTOM
    void (*measure)(Ui *ui, UiNode *node, float width,
                    float *out_height);  // NODE_CUSTOM; may be NULL
    void *data;

    // zoom views
    UiView view_style;
    ViewMemo *view;
    UiZone zone;
    Point *points;     // zone outline: picture coordinates before layout, pixels after
    bool pin, pushed;  // pushed: moved to stay inside the view
    float pin_x, pin_y;

    ScrollMemo *scroll;  // this is a scroll area

    // layout, pixels
    float pref_w, min_w, pref_h, min_h;
    float x, y, w, h;
    Rect rect;     // whole
    Rect visible;  // what of it is inside every clip above it
    Rect clip;     // the clip it is drawn in
};

struct ScrollMemo {
    uint64_t key;
    float offset, velocity;  // px, px/s
    float content, port;     // px: of the last layout
    bool row;
    int64_t moved_ms;
    unsigned used;  // build number
    bool tight;  // what grows in it has the room there is: it scrolls only when that is not enough
};

struct ViewMemo {
    uint64_t key;
    float scale;   // 1: the whole fits
    float cx, cy;  // picture coordinates in the middle of the free part
    float vx, vy;  // px/s, inertia
    float fit;     // px per picture unit at scale 1
    float rest;    // fit when the whole stood there last: the size of the raster that is kept
    float to_scale, to_cx, to_cy;
    float from_scale, from_cx, from_cy;
    int64_t move_ms;      // monotonic: it set out for to_*
    bool moving;          // on its way to to_*
    bool held;            // a person zoomed or panned: focus is not followed any more
    float focus[4];       // the focus it follows
    Rect port;            // px: the whole view
    Rect free;            // px: the part without panels
    float width, height;  // picture coordinates
    int64_t changed_ms;
    unsigned used;
    unsigned fresh_build;  // in which it came to lie in another rectangle
};

typedef struct {
    uint64_t key;
    float from, to, value;
    int64_t start_ms;
    int ms;
    unsigned used;
} Anim;

typedef enum {
    POINTER_PRESS,
    POINTER_SCROLL,
    POINTER_DRAG,
    POINTER_VIEW,
    POINTER_LONG,
    POINTER_DEAD
} PointerState;

typedef struct {
    bool active, mouse;
    int64_t finger;  // SDL's id
    int number;      // ours, small
    PointerState state;
    uint64_t key;           // node it went down on; 0: none
    uint64_t scroll, view;  // keys of the areas around it; 0: none
    bool drag_ok, long_ok, view_still, on_press;
    bool second;  // half of a double tap: it presses nothing
    float start_x, start_y, x, y, last_x, last_y;
    int64_t down_ms, moved_ms, repeat_ms;
    int64_t rest_ms;  // since then it lies still
    float vx, vy;
    int repeats;
} Pointer;

// second_tap.h: one thing that stood near a tap, and one tap.
#define SECOND_TAP_MM 8.0f
enum { SECOND_TAP_MS = 300, STOOD_MAX = 16, FIRST_TAPS_MAX = 32 };

typedef struct {
    uint64_t key, act;  // hashes of the id, and of the act
    Rect rect;
} StoodNode;

typedef struct {
    int number;  // of the finger
    bool over;   // it was a tap
    int64_t down_ms, over_ms;
    float x, y;
    int count;
    StoodNode stood[STOOD_MAX];  // the first: what it pressed
} FirstTap;

enum {
    MOTION_FRAME_MS =
        22,  // between frames of what moves by itself: smooth, and a third cheaper than 16
    POINTERS_MAX = 24,
    SCROLLS_MAX = 64,
    VIEWS_MAX = 8,
    ANIMS_MAX = 128,
    EVENTS_MAX = 128,
    NODE_MAP_SIZE = 8192,
    DEPTH_MAX = 64,
};

// By key, open addressing. Emptied slot by slot: all of it is more than a frame's nodes together.
typedef struct {
    UiNode *nodes[NODE_MAP_SIZE];
    uint16_t used[NODE_MAP_SIZE / 2];
    int count;
} NodeMap;

struct Ui {
    int origin_x, origin_y;  // of the display in the window, for ui_describe
    UiHost host;
    Fonts *fonts;
    Icons *icons;
    Pictures *pictures;
    DrawList list;
    int width, height;
    float px_per_mm;
    float reach_h_mm, reach_w_mm;  // 0: the whole display
    bool reach_left;
    Rect area;  // the part of the display where the interface lies: all of it, or what is in reach
    UiNode *beyond;  // the rest of it, of the build under way; NULL: there is none
    int text_percent;
    ThemeKind theme;
    bool reduced_motion;
    int64_t now;
    int64_t built_ms;  // monotonic, of the build before
    unsigned build;    // number of the build under way
    Arena arenas[2];   // this frame's and the last one's
    int arena;
    UiNode *root;  // of the build under way, later of the last one
    UiNode *stack[DEPTH_MAX];
    int depth;
    NodeMap maps[2];  // as the arenas: this build's and the one before
    bool building;

    ScrollMemo scrolls[SCROLLS_MAX];
    int scroll_count;
    ViewMemo views[VIEWS_MAX];
    int view_count;
    Anim anims[ANIMS_MAX];
    int anim_count;

    Pointer pointers[POINTERS_MAX];
    UiEvent events[EVENTS_MAX];
    int event_count;
    uint64_t last_tap_key;  // for double taps
    int64_t last_tap_ms;
    float last_tap_x, last_tap_y;
    uint64_t last_tap_view;
    FirstTap first_taps[FIRST_TAPS_MAX];  // a ring
    int next_first_tap;

    uint64_t focus;      // key of the node with the keyboard's focus
    bool focus_visible;  // the last thing used was the keyboard
    uint64_t scroll_to_area, scroll_to_node;
    bool grows;  // the next frame grows out of grow_from
    Rect grow_from;
    bool dirty;       // build again
    bool unsettled;   // a view came to lie otherwise than this build could know
    int64_t wake_ms;  // monotonic: build again then; INT64_MAX: never
    bool waiting;     // this frame shows a picture that is still being made
    bool debug;
    struct FieldStore *fields;  // field.c
    char font_key[8];

    uint64_t read_key;  // of the text that is being read aloud; 0: none
    int read_start, read_length;
    bool read_follow, read_drawn;  // bring it into view; it was drawn in this frame
};

uint64_t ui_key(const char *id);                             // never 0 for a string
UiNode *ui_node_new(Ui *ui, NodeKind kind, const char *id);  // appended to the open box
UiNode *ui_node_find(const Ui *ui, uint64_t key);
UiNode *ui_top_modal(const Ui *ui);  // where input starts: a modal box or the root
const UiNode *ui_control_at(const Ui *ui, float x, float y);  // what a tap there would press
int64_t ui_stuck_ms(const Pointer *pointer);                  // input.c: when it counts as lost
bool ui_node_takes_taps(const UiNode *node);
bool ui_node_focusable(const UiNode *node);
int64_t
ui_held_due(const Pointer *pointer);  // monotonic ms: a long press or repeat; INT64_MAX: none
void ui_push_event(Ui *ui, UiEvent event);
UiEvent ui_event_for(const Ui *ui, UiEventKind kind, const UiNode *node, const Pointer *pointer);
int ui_ipx(const Ui *ui, float mm);  // rounded, at least 1 for mm > 0
FontSpec ui_font(const Ui *ui, TypeSize size, Weight weight);
FontSpec ui_text_font(const Ui *ui, const UiText *style);

void ui_layout(Ui *ui);                                 // layout.c
void ui_place_view(Ui *ui, UiNode *view);               // view.c: places zones and pins
void ui_draw_nodes(Ui *ui);                             // draw_nodes.c
void ui_draw_reading(Ui *ui, UiNode *node, Rect clip);  // reading.c: below the text
void ui_draw_view(Ui *ui, UiNode *node);                // view_draw.c
void ui_draw_zone(Ui *ui, UiNode *node);
void ui_ink_draw(Ui *ui, UiNode *node);  // ink_node.c
void ui_ink_measure(Ui *ui, UiNode *node, float width, float *out_height);
bool ui_zone_contains(const UiNode *zone, float x, float y);

ScrollMemo *ui_scroll_memo(Ui *ui, uint64_t key);  // made when not there
void ui_scroll_clamp(ScrollMemo *memo);
bool ui_scroll_step(Ui *ui, float seconds);  // inertia; true while something moves
ViewMemo *ui_view_memo(Ui *ui, uint64_t key);
ViewMemo *ui_view_find(Ui *ui, uint64_t key);
void ui_view_pan(ViewMemo *memo, float dx, float dy);  // px
void ui_view_zoom_at(ViewMemo *memo, float factor, float x, float y);
void ui_view_clamp(ViewMemo *memo);
void ui_view_show(Ui *ui, const UiNode *zone);  // so far as it is not in view
bool ui_view_step(Ui *ui, float seconds);
void ui_view_double_tap(Ui *ui, ViewMemo *memo, float x, float y);

void ui_focus_move(Ui *ui, int direction);  // focus.c: +1 next, -1 previous
void ui_focus_arrow(Ui *ui, int dx, int dy);
bool ui_focus_key(Ui *ui, const SDL_Event *event);  // true when taken

// field.c
struct FieldStore *field_store_create(void);
void field_store_destroy(struct FieldStore *store);
bool field_take_key(Ui *ui, const SDL_Event *event);  // keys and text for the focused field
void field_pointer(Ui *ui, UiNode *node, const Pointer *pointer,
                   int phase);  // 0 down, 1 move, 2 up
bool field_is_focused(const Ui *ui, uint64_t key);
bool field_take_event(Ui *ui, const UiEvent *event);  // true: it was the on-screen keyboard's
void field_begin_build(Ui *ui);
void field_end_build(Ui *ui);         // builds the keyboard into the open root
float field_keyboard_height(Ui *ui);  // px that the on-screen keyboard takes; 0: closed

#endif
