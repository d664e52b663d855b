// A slip is as high as the higher one beside it, and is never cut over two pages.
#include "report/pdf_notes.h"

#include "base/i18n.h"
#include "report/ink.h"
#include "report/words.h"

#include <math.h>
#include <stdio.h>

static const double gap = 9, pad = 7;

typedef struct {
    PangoLayout *text, *role, *mark;  // role and mark may be NULL
    const Note *note;
    double height;
    int role_number;
} Slip;

static double slip_width(void) {
    return (flow_width - gap) / 2;
}

static PangoLayout *line(Flow *flow, const char *text, Face face, double size, double indent,
                         double *height) {
    PangoLayout *layout = type_layout(flow->cr, text, face, size, slip_width() - 2 * pad - indent);
    double h;
    type_size(layout, NULL, &h);
    *height += h + 1.5;
    return layout;
}

static Slip measure(Flow *flow, const Session *session, const Note *note, bool with_mark) {
    Slip slip = {.note = note, .height = 2 * pad - 2, .role_number = note->role};
    if (with_mark && note->mark != MARK_NONE)
        slip.mark = line(flow, words_mark(note->mark), FACE_BOLD, 8, 0, &slip.height);
    slip.height += ink_tall(note, slip_width() - 2 * pad);
    slip.text = line(flow, note->text, FACE_REGULAR, 9.5, 0, &slip.height);
    const char *role = words_role(session, note->role);
    if (*role) slip.role = line(flow, role, FACE_REGULAR, 8, 12, &slip.height);
    return slip;
}

static void role_look(const ReportInput *input, const Session *session, int role, Shape *shape,
                      uint32_t *rgb) {
    int at =
        input->scene && role >= 0 ? scene_find_role(input->scene, session->role_ids[role]) : -1;
    *shape = at >= 0 ? input->scene->roles[at].shape : (Shape)(role >= 0 ? role % SHAPE_COUNT : 0);
    *rgb = at >= 0 ? input->scene->roles[at].rgb : INK_SOFT;
}

static double put(Flow *flow, PangoLayout *layout, double x, double y, uint32_t rgb) {
    double h;
    type_size(layout, NULL, &h);
    type_color(flow->cr, rgb, 1);
    cairo_move_to(flow->cr, x, y);
    pango_cairo_show_layout(flow->cr, layout);
    g_object_unref(layout);
    return h + 1.5;
}

static void draw(Flow *flow, const ReportInput *input, const Session *session, const Slip *slip,
                 double x, double height, uint32_t fill) {
    type_box(flow->cr, x, flow->y, slip_width(), height, 4);
    type_color(flow->cr, fill, 1);
    cairo_fill(flow->cr);
    double y = flow->y + pad - 1;
    cairo_tag_begin(flow->cr, "LI", NULL);
    cairo_tag_begin(flow->cr, "LBody", NULL);
    if (slip->mark) y += put(flow, slip->mark, x + pad, y, OCHRE_SHADE);
    if (slip->note->ink_count > 0) {
        double wide = slip_width() - 2 * pad;
        ink_show(flow->cr, slip->note, x + pad, y, wide, INK);
        y += ink_tall(slip->note, wide);
    }
    y += put(flow, slip->text, x + pad, y, INK);
    if (slip->role) {
        Shape shape;
        uint32_t rgb;
        role_look(input, session, slip->role_number, &shape, &rgb);
        type_color(flow->cr, rgb, 1);
        type_shape(flow->cr, shape, x + pad + 4, y + 5.6, 3.6);
        (void)put(flow, slip->role, x + pad + 12, y, INK_SOFT);
    }
    cairo_tag_end(flow->cr, "LBody");
    cairo_tag_end(flow->cr, "LI");
}

static void drop(Slip *slip) {
    if (slip->text) g_object_unref(slip->text);
    if (slip->role) g_object_unref(slip->role);
    if (slip->mark) g_object_unref(slip->mark);
    *slip = (Slip){0};
}

// A note that is longer than a page goes over the whole width, and on to the next page.
static bool too_long(const Slip *slip) {
    return slip->height > flow_bottom - flow_top - 20;
}

static void draw_long(Flow *flow, const Session *session, const Note *note, bool with_mark,
                      uint32_t fill) {
    PangoLayout *layout =
        type_layout(flow->cr, note->text, FACE_REGULAR, 9.5, flow_width - 2 * pad);
    const char *role = words_role(session, note->role);
    int line_number = 0, count = pango_layout_get_line_count(layout);
    flow_need(flow, 120);
    cairo_tag_begin(flow->cr, "LI", NULL);
    if (with_mark && note->mark != MARK_NONE) flow_text(flow, TEXT_NOTICE, words_mark(note->mark));
    if (note->ink_count > 0) {
        double tall = ink_tall(note, slip_width());
        flow_need(flow, tall);
        ink_show(flow->cr, note, flow_left + 2 * pad, flow->y, slip_width(), INK);
        flow->y += tall;
    }
    while (line_number < count) {
        double from = flow->y;
        type_color(flow->cr, INK, 1);
        cairo_tag_begin(flow->cr, "LBody", NULL);
        flow->y +=
            flow_lines(flow, layout, flow_left + 2 * pad, flow->y, flow_bottom, &line_number);
        cairo_tag_end(flow->cr, "LBody");
        type_color(flow->cr, fill, 1);
        cairo_rectangle(flow->cr, flow_left, from, 5, flow->y - from);
        cairo_fill(flow->cr);
        if (line_number < count) flow_next_page(flow);
    }
    if (*role) flow_text(flow, TEXT_SMALL, role);
    cairo_tag_end(flow->cr, "LI");
    flow->y += 6;
    g_object_unref(layout);
}

void pdf_slips(Flow *flow, const ReportInput *input, const Session *session,
               const Note *const *notes, int count, bool with_mark, uint32_t fill) {
    flow_open(flow, "L");
    for (int i = 0; i < count;) {
        Slip left = measure(flow, session, notes[i], with_mark), right = {0};
        if (too_long(&left)) {
            drop(&left);
            draw_long(flow, session, notes[i++], with_mark, fill);
            continue;
        }
        if (i + 1 < count) right = measure(flow, session, notes[i + 1], with_mark);
        if (right.note && too_long(&right)) drop(&right);
        double height = fmax(left.height, right.height);
        flow_need(flow, height);
        draw(flow, input, session, &left, flow_left, height, fill);
        if (right.note)
            draw(flow, input, session, &right, flow_left + slip_width() + gap, height, fill);
        i += right.note ? 2 : 1;
        flow->y += height + 6;
    }
    flow_close(flow, "L");
}

void pdf_board(Flow *flow, const ReportInput *input, const Session *session,
               const OutcomeBoard *board) {
    flow_text(flow, TEXT_QUESTION, *board->board->question ? board->board->question : _("Notes"));
    for (int c = 0; c < board->column_count; c++) {
        const OutcomeColumn *column = &board->columns[c];
        if (column->note_count == 0) continue;
        char head[400];
        (void)snprintf(head, sizeof head, "%s · %d", column->title, column->note_count);
        flow_text(flow, TEXT_SUB, head);
        for (int p = 0; p < column->pile_count; p++) {
            const OutcomePile *pile = &column->piles[p];
            if (pile->cluster) {
                flow_need(flow, 50);
                cairo_tag_begin(flow->cr, "H5", NULL);
                flow->y += 5 + type_text(flow->cr, flow_left, flow->y + 1,
                                         *pile->name ? pile->name : _("Without a name"),
                                         FACE_SEMIBOLD, 9.5, flow_width, INK);
                cairo_tag_end(flow->cr, "H5");
            } else if (p > 0) {
                flow_space(flow, 5);
            }
            pdf_slips(flow, input, session, pile->notes, pile->count, true,
                      pile->cluster ? SKY_TINT : SUNKEN);
        }
    }
}
