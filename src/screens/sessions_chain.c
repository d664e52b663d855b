// Meetings that follow each other, drawn as a chain: the newest above, a line that leads to the one
// that it follows. Nothing here is kept: the chain is read from the list at every build.
#include "screens/sessions.h"

#include "base/i18n.h"
#include "base/str.h"

#define RAIL_MM 9.0f
#define LINK_MM 5.0f
#define DOT_AT_MM 9.0f

static bool follows(const SessionBrief *later, const SessionBrief *earlier) {
    return later != earlier && later->previous && *later->previous &&
           str_equal(later->previous, earlier->id);
}

bool sessions_is_followed(const Shell *shell, const SessionBrief *brief) {
    // Two may follow the same one: then it stands below the newer of them only. A ring of meetings,
    // which only a damaged record can make, stands there one by one.
    for (int i = 0; i < shell->brief_count && &shell->briefs[i] != brief; i++)
        if (follows(&shell->briefs[i], brief)) return true;
    return false;
}

const SessionBrief *sessions_before(const Shell *shell, const SessionBrief *brief) {
    if (!brief->previous || !*brief->previous) return NULL;
    for (const SessionBrief *other = brief + 1; other < shell->briefs + shell->brief_count; other++)
        if (str_equal(other->id, brief->previous)) return other;
    return NULL;
}

// The newest in the list that follows it, which shows it.
static const SessionBrief *shown_by(const Shell *shell, const SessionBrief *brief) {
    for (int i = 0; i < shell->brief_count && &shell->briefs[i] != brief; i++)
        if (follows(&shell->briefs[i], brief)) return &shell->briefs[i];
    return NULL;
}

static void rail(Ui *ui, bool first, bool last) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = MM(RAIL_MM), .h = GROW});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.w = MM(1.2f), .h = MM(DOT_AT_MM), .fill = first ? COLOR_NONE : COLOR_TEAL});
    ui_close(ui);
    ui_open(ui, NULL, (UiStyle){.w = MM(1.2f), .h = GROW, .fill = last ? COLOR_NONE : COLOR_TEAL});
    ui_close(ui);
    ui_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.floating = true,
                      .x = RAIL_MM / 2,
                      .y = DOT_AT_MM,
                      .anchor_x = 0.5f,
                      .anchor_y = 0.5f,
                      .w = MM(5),
                      .h = MM(5),
                      .radius = -1,
                      .fill = COLOR_TEAL});
    ui_close(ui);
    ui_close(ui);
}

static void link(const SessionsState *state, Shell *shell, Ui *ui, const SessionBrief *brief,
                 bool first, bool last, SessionsCard *card) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    rail(ui, first, last);
    ui_open(
        ui, NULL,
        (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .pad_y = LINK_MM / 2, .cross = ALIGN_STRETCH});
    card(state, shell, ui, brief);
    ui_close(ui);
    ui_close(ui);
}

bool sessions_build_chain(const SessionsState *state, Shell *shell, Ui *ui,
                          const SessionBrief *newest, int most, SessionsCard *card) {
    const SessionBrief *before = sessions_before(shell, newest);
    if (!before || shown_by(shell, before) != newest) {
        card(state, shell, ui, newest);
        return true;
    }
    int count = 1;
    for (const SessionBrief *at = newest;; at = before, count++) {
        before = sessions_before(shell, at);
        if (!before || shown_by(shell, before) != at) break;
    }
    const char *label = ui_format(ui,
                                  _n("%d meeting that follows another",
                                     "%d meetings that follow each other", (unsigned long)count),
                                  count);
    ui_open(ui, ui_format(ui, "chain.%s", newest->id),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .cross = ALIGN_STRETCH,
                      .label = label,
                      .value = ui_format(ui, "%d", count)});
    ui_text(ui, NULL, label,
            (UiText){.size = TYPE_SMALL, .weight = WEIGHT_SEMIBOLD, .color = COLOR_TEAL_SHADE});
    const SessionBrief *at = newest;
    for (int i = 0; i < count && i < most; i++, at = sessions_before(shell, at))
        link(state, shell, ui, at, i == 0, i == count - 1, card);
    ui_close(ui);
    return count <= most;
}
