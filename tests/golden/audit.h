// The audit: what DESIGN.md section 7, WCAG 2.2 AA and EN 301 549 ask of a screen, checked on one that
// is laid out and drawn. Each fault is named once, with the first place it was seen at and how often.
#ifndef PP_TESTS_GOLDEN_AUDIT_H
#define PP_TESTS_GOLDEN_AUDIT_H

#include "golden/stage.h"
#include "ui/core.h"

enum { AUDIT_FAULTS_MAX = 4000, AUDIT_NODES_MAX = 2048 };

typedef struct {
    char rule[24], id[72], where[96], what[160];
    int count;
} AuditFault;

typedef struct {  // what was measured, for docs/ACCESSIBILITY.md
    long states, controls, comfortable, texts, pixel_texts, shapes, focused;
    double least_mm, least_gap_mm, least_contrast, least_pixel_contrast, least_shape, least_ring;
} AuditFigures;

typedef struct {
    UiNode *node;
    int order;  // of drawing
} AuditNode;

typedef struct {
    Stage *stage;
    const Ui *ui;
    char where[96];
    AuditNode nodes[AUDIT_NODES_MAX];  // of the layer that takes input, in the order of drawing
    int node_count;
    AuditFault faults[AUDIT_FAULTS_MAX];
    int fault_count;
    AuditFigures figures;
} Audit;

void audit_fault(Audit *audit, const char *rule, const char *id, const char *format, ...)
    PRINTF_LIKE(4, 5);
void audit_report(const Audit *audit);

// Takes the nodes that are on the screen now; the checks below look at these.
void audit_take(Audit *audit);
bool audit_is_control(const UiNode *node);
bool audit_within(const UiNode *node, const UiNode *ancestor);
bool audit_in_scroll(const UiNode *node);
const char *audit_id(const UiNode *node);  // its own, or that of the nearest box with one
// What is drawn over node, or NULL.
const UiNode *audit_cover(const Audit *audit, const AuditNode *node);

void audit_description(Audit *audit);           // --inspect: ids, names, clipped, declared contrast
void audit_measures(Audit *audit);              // sizes, spacing, edges, overlaps
void audit_shapes(Audit *audit);                // 3:1 for what carries meaning without text
void audit_pixels(Audit *audit);                // the texts' contrast, as drawn
void audit_keyboard(Audit *audit, bool rings);  // Tab and arrows reach all; rings: and are seen

#endif
