// The toolkit: a screen is built anew from the model as a tree of nodes with stable ids, laid out in
// rows, columns, stacks and scroll areas, and drawn by a pure walk. What a person does comes back as
// a UiEvent. What must outlive a build (scroll offsets, animation, which finger holds what, the
// text being edited) is kept here by id.
//
//   ui_open(ui, "menu", (UiStyle){.axis = AXIS_COLUMN, .gap = SPACE_2, .pad = SPACE_4});
//   ui_text(ui, "menu.title", _("Start a meeting"), (UiText){.size = TYPE_TITLE});
//   ui_button(ui, "menu.begin", _("Begin"), (UiButton){.kind = BUTTON_PRIMARY, .act = {ACT_BEGIN}});
//   ui_close(ui);
//
// All strings given to a build function are copied into the frame's arena. Lengths are millimetres.
#ifndef PP_UI_UI_H
#define PP_UI_UI_H

#include "base/arena.h"
#include "base/str.h"
#include "ui/geometry.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Ui Ui;
typedef struct UiNode UiNode;

// -- what happens -------------------------------------------------------------------------------
typedef struct {
    int code;  // the screen's own enum; 0: none
    int a, b;
    const char *s;  // copied into the frame's arena
} UiAct;

typedef enum {
    UI_NONE,
    UI_TAP,         // released on the node it went down on (or Enter/Space on the focus)
    UI_DOUBLE_TAP,  // only where asked for
    UI_LONG_PRESS,  // only where asked for; the tap does not follow
    UI_DRAG_START,  // only where asked for
    UI_DRAG_MOVE,
    UI_DRAG_END,  // x, y: where it was let go; over: the node under it
    UI_DRAG_CANCEL,
    UI_EDIT,    // the text of a field changed
    UI_SUBMIT,  // Enter in a one-line field, Ctrl+Enter, or the keyboard's "done": the field has
                // lost the focus (ui_field_focus keeps it) and UI_FIELD_LEFT does not follow
    UI_FIELD_LEFT,    // the field lost the focus otherwise
    UI_BACK,          // Escape, Alt+Left, the browser-back key
    UI_KEY,           // a key nobody took: key
    UI_VIEW_CHANGED,  // a zoom view was moved by a person
} UiEventKind;

typedef struct {
    UiEventKind kind;
    const char *id;  // of the node; "" when none. Valid until the next build.
    UiAct act;       // the node's
    float x, y;      // pixels
    float start_x, start_y;
    int finger;        // tells drags apart; several may run at the same time
    const char *over;  // UI_DRAG_*: id of the drop target under the finger, "" when none
    UiAct over_act;
    int key;  // UI_KEY: an SDL keycode
} UiEvent;

// -- style --------------------------------------------------------------------------------------
typedef enum { AXIS_COLUMN, AXIS_ROW, AXIS_STACK, AXIS_FLOW } UiAxis;  // flow: a row that wraps
typedef enum { ALIGN_START, ALIGN_CENTER, ALIGN_END, ALIGN_STRETCH, ALIGN_BETWEEN } UiAlign;
typedef enum { SIZE_FIT, SIZE_GROW, SIZE_MM, SIZE_PART, SIZE_PX } UiSizeMode;

typedef struct {
    UiSizeMode mode;
    float value;     // grow: weight; mm; part of the parent 0..1; px
    float min, max;  // mm; 0: none
} UiSize;

#define FIT ((UiSize){.mode = SIZE_FIT})
#define GROW ((UiSize){.mode = SIZE_GROW, .value = 1})
#define GROW_BY(n) ((UiSize){.mode = SIZE_GROW, .value = (n)})
#define MM(n) ((UiSize){.mode = SIZE_MM, .value = (n)})
#define PX(n) ((UiSize){.mode = SIZE_PX, .value = (n)})
#define PART(n) ((UiSize){.mode = SIZE_PART, .value = (n)})
#define FIT_MAX(n) ((UiSize){.mode = SIZE_FIT, .max = (n)})
#define GROW_MAX(n) ((UiSize){.mode = SIZE_GROW, .value = 1, .max = (n)})
#define FIT_MIN(n) ((UiSize){.mode = SIZE_FIT, .min = (n)})

typedef struct {
    UiAxis axis;
    UiSize w, h;              // zero value: FIT
    float pad, pad_x, pad_y;  // pad_x and pad_y add to pad
    float gap;
    UiAlign main, cross;  // cross: the zero value ALIGN_START; most columns want ALIGN_STRETCH
    Paint fill;           // COLOR_NONE: transparent
    Paint border;
    float border_mm;  // 0: HAIRLINE_MM when border is set
    float radius;     // mm; negative: half the shorter side (pill)
    bool shadow;      // the one soft shadow
    bool clip;        // children are cut at its edge
    bool floating;    // a child of a stack placed by x, y (mm from the parent's corner) and anchor
    float x, y;
    float anchor_x, anchor_y;  // 0..1: which point of the node lies on x, y
    float shift_x, shift_y;    // px, after layout: for motion
    bool modal;                // nothing below it gets input or focus
    bool hidden;               // laid out, neither drawn nor touched
    const char *role;          // for --inspect; NULL: "group" when it has an id of its own
    const char *label;         // for --inspect
    const char *value;         // for --inspect; NULL: null
    bool selected, disabled;
    UiAct act;      // a tap on it
    bool on_press;  // acts when the finger goes down (keys), and repeats when held with repeat
    bool repeat;
    bool ends;       // it begins or ends something: the other half of a double tap does not
    bool draggable;  // UI_DRAG_*; inside a scroll area: sideways at once, any way after a hold
    bool long_press, double_tap;
    bool drop;           // a target for drags: act tells what it is
    Paint pressed_fill;  // while held; COLOR_NONE: a mix of fill and ink is taken when act is set
    bool lift;           // grows a hair and takes a shadow while held
} UiStyle;

// -- boxes --------------------------------------------------------------------------------------
// Opens a box inside the one that is open. id: stable and speaking, or NULL for a box that nobody
// needs to find. Returns the node; it lives until the next build.
UiNode *ui_open(Ui *ui, const char *id, UiStyle style);
void ui_close(Ui *ui);
// With low reach: opens the part of the display above the interface, a stack for what is only looked
// at; close with ui_close. False: there is none.
bool ui_beyond_open(Ui *ui);
void ui_space(Ui *ui, UiSize size);  // along the open box's axis
void ui_line(Ui *ui);                // a hairline across the open box's axis

// A scroll area: children in a column (or a row with .axis = AXIS_ROW), dragged with inertia, by
// wheel and by keys; a quiet bar shows where one is. h (or w) should be GROW or fixed.
UiNode *ui_scroll_open(Ui *ui, const char *id, UiStyle style);
void ui_scroll_close(Ui *ui);
// The same for a whole page that fits as a rule: what grows in it has the room there is, and it scrolls
// only when the least that its content needs is more.
UiNode *ui_tight_open(Ui *ui, const char *id, UiStyle style);
void ui_scroll_to(Ui *ui, const char *scroll_id,
                  const char *node_id);  // after this build, if not in view
void ui_scroll_reset(Ui *ui, const char *scroll_id);
void ui_scroll_forget(Ui *ui);  // all of them begin at their top again

// -- leaves -------------------------------------------------------------------------------------
typedef struct {
    TypeSize size;  // zero value: TYPE_SMALL
    Weight weight;
    Paint color;    // COLOR_NONE: COLOR_INK
    UiAlign align;  // START, CENTER, END
    int max_lines;  // 0: as many as needed; more than that ends in "…" and counts as clipped
    bool no_wrap;
    UiSize w;          // zero value: FIT
    const char *role;  // NULL: "text"
    float em_mm;  // 0: that of the size. Only for a picture's own labels, which follow its scale
} UiText;

UiNode *ui_text(Ui *ui, const char *id, const char *text, UiText style);

// Paragraphs split by "\n\n", with half a line between them.
void ui_paragraphs(Ui *ui, const char *id, const char *text, UiText style);

UiNode *ui_icon(Ui *ui, const char *name, float mm, Paint color);  // from assets/icons

// Shapes for roles and dots, drawn in the order of model's Shape.
typedef enum {
    FIGURE_CIRCLE,
    FIGURE_TRIANGLE,
    FIGURE_SQUARE,
    FIGURE_DIAMOND,
    FIGURE_HEXAGON,
    FIGURE_STAR,
    FIGURE_PENTAGON,
    FIGURE_CROSS,
    FIGURE_RING
} UiFigure;
UiNode *ui_figure(Ui *ui, UiFigure figure, float mm, Paint color, Paint edge);

// A ring of which `part` (0..1) is left, clockwise from the top.
UiNode *ui_ring(Ui *ui, float mm, float thickness_mm, float part, Paint color, Paint track);

// A bar of which `part` (0..1) is filled.
UiNode *ui_meter(Ui *ui, UiSize w, float h_mm, float part, Paint color, Paint track);

// -- widgets ------------------------------------------------------------------------------------
typedef enum { BUTTON_QUIET, BUTTON_SOFT, BUTTON_PRIMARY, BUTTON_ALERT } UiButtonKind;

typedef struct {
    UiButtonKind kind;  // quiet: text and icon on nothing; soft: on a tint; primary: the one filled
    const char *icon;   // NULL: none
    const char *icon_after;  // NULL: none
    const char *describe;    // label for --inspect when the visible one is NULL (icon button)
    UiAct act;
    bool disabled, selected;
    UiSize w;           // zero value: FIT
    float height_mm;    // 0: TOUCH_MM for primary, else 14
    TypeSize size;      // zero value: TYPE_BODY is taken
    bool column;        // icon above label
    const char *value;  // for --inspect
    Paint icon_color;
    bool on_press, repeat;
    bool ends;
    UiAlign align;  // of the content; zero value: centre
} UiButton;

UiNode *ui_button(Ui *ui, const char *id, const char *label, UiButton style);

// A card that is a button: opens a box (sheet, shadow, radius) with act; close with ui_close.
UiNode *ui_card_open(Ui *ui, const char *id, const char *label, UiAct act, bool selected,
                     UiStyle style);

// − value + with a minimum, ids id.less and id.more; the act comes back with b = -1 or +1.
void ui_stepper(Ui *ui, const char *id, const char *label, int value, int min, int max, UiAct act);

// Chips in a flow: one of several, or any of several. Ids id.0, id.1 …; act.b = index.
void ui_chip(Ui *ui, const char *id, const char *label, const char *icon, bool selected, UiAct act);

void ui_toggle(Ui *ui, const char *id, const char *label, bool on, UiAct act);

// A sheet in the middle of a scrim, modal; close with ui_sheet_close. Width in mm (made smaller
// where the display is). A tap on the scrim or Escape sends dismiss.
UiNode *ui_sheet_open(Ui *ui, const char *id, float width_mm, UiAct dismiss);
// What follows stands below what scrolls, always in view: the way out of the sheet.
void ui_sheet_foot(Ui *ui);
void ui_sheet_close(Ui *ui);

// -- text fields (the text itself lives in ui, by id, until forgotten) ----------------------------
typedef struct {
    const char *placeholder;
    int max_chars;  // graphemes; 0: 80. Shown when near
    int max_bytes;  // that the text may take where it is kept; 0: no limit
    bool multiline;
    UiSize w, h;
    TypeSize size;      // zero value: TYPE_BODY
    UiAct act;          // comes with UI_EDIT, UI_SUBMIT, UI_FIELD_LEFT
    const char *label;  // for --inspect
    Paint fill;
    bool digits;       // the keyboard opens on its numbers
    const char *done;  // label of the keyboard's Enter key; NULL: "Klaar"/"Done"
    int seat;          // fields of different seats are written in at the same time
} UiField;

UiNode *ui_field(Ui *ui, const char *id, UiField style);
const char *ui_field_text(Ui *ui,
                          const char *id);  // "" when never set; borrowed until the next edit
// Sanitised like a paste, and whole, also before it is built: the limits are for what is written.
void ui_field_set(Ui *ui, const char *id, const char *text);
void ui_field_forget(Ui *ui, const char *id);
void ui_field_focus(Ui *ui, const char *id);  // opens the on-screen keyboard; NULL: leave all
void ui_field_leave(Ui *ui, const char *id);  // this one only, whatever others write
const char *ui_field_focused(const Ui *ui);   // of the last touched seat: id or NULL
bool ui_modal_open(const Ui *ui);  // a modal box stands in what this build has made so far
bool ui_keyboard_open(Ui *ui);     // an on-screen keyboard takes the lower part of the display

// Several people who write at the same time: each has a seat, with a field and a keyboard of its own. A
// real keyboard writes in the field that was touched last.
enum { UI_SEATS_MAX = 3 };
void ui_field_focus_seat(Ui *ui, const char *id, int seat);  // also before it was first built
void ui_keyboard_seats(Ui *ui, int count);  // in this build keyboards stand in so many equal parts
float ui_keyboard_mm(Ui *ui);               // how much of the lower edge keyboards take now
float ui_keyboard_key_mm(Ui *ui, int count);  // how wide a key is then; 0: there is no keyboard

// -- drawings -------------------------------------------------------------------------------------
struct InkSheet;
typedef struct {
    const int32_t *numbers;  // a drawing (base/ink.h)
    int count;
    const struct InkSheet *sheet;  // or one that is being drawn, with the strokes under the fingers
    Paint paint, ground;           // of the ink: COLOR_NONE: COLOR_INK
    bool fills;                    // the room there is; else it is as tall as its width asks for
    UiAct act;                     // it is drawn on: every finger at once sends UI_DRAG_*
    const char *label;
} UiInk;
UiNode *ui_ink(Ui *ui, const char *id, UiInk ink);
// Where a place on the display lies on the drawing with this id, in its units; false: it is not there.
bool ui_ink_place(const Ui *ui, const char *id, float x, float y, int *out_x, int *out_y);

// -- a picture to zoom ---------------------------------------------------------------------------
typedef struct {
    float width, height;  // of the picture's coordinate system
    const char *picture;  // path of the image file; NULL: none (paper)
    UiSize w, h;
    bool still;      // not to be zoomed or panned: it comes near to what is to be kept in view
    float focus[4];  // x, y, w, h in picture coordinates to keep in view; w = 0: the whole
    // > 0: to it by the smallest movement, with so much around it; 0: to its middle.
    float least_mm;
    float margin[4];  // mm kept free left, top, right, bottom (panels that lie over it)
    Rect clear;       // px on the display: buttons lie there, pins stand beside them; empty: none
    const char *label;
} UiView;

// Opens a zoom view; children are ui_zone and ui_pin (and nothing else) in picture coordinates.
UiNode *ui_view_open(Ui *ui, const char *id, UiView style);
void ui_view_close(Ui *ui);
void ui_view_zoom(Ui *ui, const char *id, float factor);  // about the middle, animated
void ui_view_reset(Ui *ui, const char *id);
float ui_view_scale(Ui *ui, const char *id);  // 1: the whole picture fits
// Larger than when the whole stood there last, however little room is left for it now.
bool ui_view_nearer(Ui *ui, const char *id);
// What a picture's view needs as a margin on every side for the sheet that is drawn around the picture on
// a ground of another colour than paper's, in a view so wide; 0: none is.
float ui_view_plate_mm(const Ui *ui, float wide_mm);
// mm of one unit of the picture, at most as when the whole stood there last; 0: it was not there yet.
float ui_view_unit_mm(Ui *ui, const char *id);

typedef enum { ZONE_PLAIN, ZONE_SELECTED, ZONE_DIMMED, ZONE_HINT } UiZoneLook;

typedef struct {
    const Point *points;  // picture coordinates; borrowed for the build only
    int count;
    UiZoneLook look;  // pressed and focused looks come by themselves
    Paint tint;       // COLOR_NONE: none; else laid over the zone (heat map, chosen)
    float tint_part;  // 0..1 how strongly
    const char *label;
    const char *value;
    UiAct act;
    bool drop;
    bool disabled;
} UiZone;

UiNode *ui_zone(Ui *ui, const char *id, UiZone zone);

// A box whose anchor point lies on x, y of the picture and which does not grow with the zoom; close
// with ui_close. It is kept inside the view.
UiNode *ui_pin_open(Ui *ui, const char *id, float x, float y, float anchor_x, float anchor_y,
                    UiStyle style);

// -- motion and time -----------------------------------------------------------------------------
// The eased value on its way to target; the first call for a key starts at `from`. Asks for the next
// frame by itself while it moves. With reduced motion: the target.
float ui_animate(Ui *ui, const char *key, float from, float target, int ms);
// 0 until so long after the first call for the key, then 1: one step, where motion would cost too much.
float ui_after(Ui *ui, const char *key, int ms);
void ui_animate_forget(Ui *ui, const char *key);
// What the next frame changes grows out of this rectangle (px; of ui_rect_of) instead of standing there
// at once: for a panel that opens or closes. Costs no drawing; nothing with reduced motion.
void ui_grow_from(Ui *ui, Rect from);
Rect ui_edge(const Ui *ui,
             int side);  // px: the display's left (-1) or right (1) edge, to grow from
bool ui_reduced_motion(const Ui *ui);
int64_t ui_now(const Ui *ui);         // monotonic ms of this frame
void ui_wake_in(Ui *ui, int64_t ms);  // build again after at most so long
void ui_touch(Ui *ui);                // build again at once

// -- reading aloud (reading.c) --------------------------------------------------------------------
// The texts that a person reads on the screen, in their order: of the sheet on top, of an open panel, or of
// all above the bar. Borrowed until the next build. Returns how many.
int ui_reading(const Ui *ui, const char **out, int max);
// The one of them at this place (px), and the byte of it under the finger; NULL: none is there, or something
// that answers to a tap is.
const char *ui_reading_at(Ui *ui, float x, float y, size_t *out_byte);
// Marks these bytes of the first text that is exactly this, and scrolls it into view; NULL: nothing.
void ui_mark_reading(Ui *ui, const char *text, size_t start, size_t length);

// -- measures ------------------------------------------------------------------------------------
float ui_px(const Ui *ui, float mm);
float ui_width_mm(const Ui *ui);  // of the part where the interface lies
float ui_height_mm(const Ui *ui);
float ui_display_width_mm(const Ui *ui);  // also what is beyond low reach
float ui_display_height_mm(const Ui *ui);
bool ui_portrait(const Ui *ui);
int ui_text_percent(const Ui *ui);
// An icon or figure that stands beside words, so large with letters of 100 %: it grows with them.
float ui_mark_mm(const Ui *ui, float mm);
float ui_text_mm(Ui *ui, const char *text, UiText style);  // width on one line
Rect ui_rect_of(const Ui *ui,
                const char *id);  // of the last build's node, what is visible; empty: not there
Arena *ui_arena(Ui *ui);          // of this frame: for strings a build makes
const char *ui_format(Ui *ui, const char *format, ...) PRINTF_LIKE(2, 3);
bool ui_is_pressed(const Ui *ui, const char *id);

#endif
