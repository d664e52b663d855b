// The harvest: to look at together what was chosen, how it was rated and what came of it, and to say
// what stays here and does not leave with the export.
#include "screens/harvest.h"

#include "base/i18n.h"
#include "screens/outcome.h"

static void agreement_card(Shell *shell, Ui *ui, const Agreement *agreement) {
    bool wide = ui_text_percent(ui) <= 125;
    const char *id = ui_format(ui, "harvest.agreement.%d", agreement->id);
    ui_card_open(ui, id, agreement->what, (UiAct){.code = HARVEST_EDIT, .a = agreement->id}, false,
                 (UiStyle){.axis = wide ? AXIS_ROW : AXIS_COLUMN,
                           .w = GROW,
                           .pad = SPACE_3,
                           .gap = SPACE_2,
                           .cross = wide ? ALIGN_CENTER : ALIGN_STRETCH});
    agreement_sentence(shell, ui, id, agreement, TYPE_LEAD);
    harvest_stays_button(ui, ui_format(ui, "stays.agreement.%d", agreement->id), STAYS_AGREEMENT,
                         agreement->id, agreement->stays_here);
    ui_close(ui);
}

static void build_agreements(Shell *shell, Ui *ui) {
    const Session *s = shell->session;
    int shown = 0;
    for (int i = 0; i < s->agreement_count; i++) {
        const Agreement *agreement = &s->agreements[i];
        if (!agreement->present || agreement->removed) continue;
        shown++;
        agreement_card(shell, ui, agreement);
    }
    if (!shown)
        shell_invite(ui, "harvest.empty", "handshake",
                     _("There are no agreements yet. Who does what, and when?"));
}

static void tab(Ui *ui, const HarvestState *state, HarvestTab which, const char *id,
                const char *icon, const char *label, int count) {
    ui_chip(ui, id, ui_format(ui, "%s  %d", label, count), icon,
            state->tab == which && !state->picking, (UiAct){.code = HARVEST_TAB, .a = (int)which});
}

static void build_head(const HarvestState *state, Shell *shell, Ui *ui) {
    const Session *s = shell->session;
    if (state->picking) {
        shell_head(ui, "pick.title", NULL, _("What stood out, what is still a question?"), NULL);
        return;
    }
    shell_head(ui, "harvest.title", NULL, _("This is your harvest"), NULL);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    tab(ui, state, HARVEST_AGREEMENTS, "tab.agreements", "handshake", _("Agreements"),
        session_count_agreements(s));
    tab(ui, state, HARVEST_STOOD_OUT, "tab.stood", "star", _("Stood out"),
        outcome_marked(s, MARK_STOOD_OUT));
    tab(ui, state, HARVEST_QUESTIONS, "tab.questions", "circle-help", _("Open questions"),
        outcome_marked(s, MARK_OPEN_QUESTION));
    ui_close(ui);
}

// What was agreed at the start, and what "stays here" means.
static void stays_line(Shell *shell, Ui *ui) {
    static const char *const said[] = {
        [STAYS_NOTHING] =
            N_("What stays here is kept with the meeting, but does not leave with the outcome."),
        [STAYS_NOTES] = N_("You agreed that notes stay here. Choose which ones may leave."),
        [STAYS_EVERYTHING] =
            N_("You agreed that notes and agreements stay here. Choose which ones may leave.")};
    ui_icon(ui, "lock", ui_mark_mm(ui, 5.5f), COLOR_INK_SOFT);
    ui_text(ui, "harvest.stays", _(said[session_stays_default(shell->session)]),
            (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT, .w = GROW});
}

static void build_side(const HarvestState *state, Shell *shell, Ui *ui) {
    bool large = ui_text_percent(ui) > 125;
    UiStyle column = {.axis = AXIS_COLUMN,
                      .w = GROW,
                      .h = GROW,
                      .pad_x = PANEL_X_MM,
                      .pad_y = PAGE_Y_MM,
                      .gap = SPACE_3,
                      .cross = ALIGN_STRETCH};
    // Large letters need the room of the head: it scrolls along.
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    if (!large) {
        UiStyle head = column;
        head.h = FIT;
        ui_open(ui, NULL, head);
        build_head(state, shell, ui);
        ui_close(ui);
        column.pad_y = SPACE_1;
    }
    ui_scroll_open(ui, "harvest.scroll", column);
    if (large) build_head(state, shell, ui);
    if (state->picking)
        harvest_build_picking(state, shell, ui);
    else if (state->tab == HARVEST_STOOD_OUT)
        harvest_build_notes(state, shell, ui, MARK_STOOD_OUT);
    else if (state->tab == HARVEST_QUESTIONS)
        harvest_build_notes(state, shell, ui, MARK_OPEN_QUESTION);
    else
        build_agreements(shell, ui);
    ui_space(ui, MM(SPACE_2));
    ui_scroll_close(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .pad_x = PANEL_X_MM,
                      .pad_y = SPACE_1,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER});
    if (state->picking) {
        ui_space(ui, GROW);
        ui_button(ui, "pick.done", _("Done picking"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "check",
                             .height_mm = 16,
                             .act = {.code = HARVEST_PICKED}});
    } else {
        if (large)
            ui_space(ui, GROW);
        else
            stays_line(shell, ui);
        ui_button(ui, "harvest.take", _("Take along"),
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "download",
                             .height_mm = 16,
                             .act = {.code = HARVEST_TAKE}});
    }
    ui_close(ui);
    ui_close(ui);
}

static void build(void *st, Shell *shell, Ui *ui) {
    const HarvestState *state = st;
    bool tall = ui_portrait(ui);
    ui_open(
        ui, NULL,
        (UiStyle){
            .axis = tall ? AXIS_COLUMN : AXIS_ROW, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    if (tall)
        harvest_build_poster(shell, ui, GROW, PART(0.42f));
    else
        harvest_build_poster(shell, ui, PART(ui_text_percent(ui) > 125 ? 0.42f : 0.52f), GROW);
    build_side(state, shell, ui);
    ui_close(ui);
    agreement_editor_build(&state->editor, shell, ui);
}

static bool handle(void *st, Shell *shell, const UiEvent *event) {
    HarvestState *state = st;
    if (agreement_editor_handle(&state->editor, shell, event)) return true;
    if (event->kind != UI_TAP) return false;
    int a = event->act.a, b = event->act.b;
    switch (event->act.code) {
    case HARVEST_TAB:
        state->tab = (HarvestTab)a;
        ui_scroll_reset(shell->ui, "harvest.scroll");
        return true;
    case HARVEST_STAYS: {
        Event e = {.type = EV_STAYS_HERE, .kind = a, .index = b < 0 ? -b : b, .value = b > 0};
        (void)shell_send(shell, e, NULL);
        return true;
    }
    case HARVEST_TAKE:
        (void)shell->ops->export_session(shell->app, shell->session->id);
        return true;
    case HARVEST_EDIT: agreement_editor_edit(&state->editor, shell, a); return true;
    case HARVEST_PICK:
    case HARVEST_PICKED:
        state->picking = event->act.code == HARVEST_PICK;
        ui_scroll_reset(shell->ui, "harvest.scroll");
        return true;
    case HARVEST_BOARD:
        state->board = a;
        ui_scroll_reset(shell->ui, "harvest.scroll");
        return true;
    case HARVEST_MARK: {
        const char *said = !state->picking ? _("Taken off the list") : NULL;
        (void)shell_send(shell, (Event){.type = EV_NOTE_MARK, .note = a, .value = b}, said);
        return true;
    }
    default: return false;
    }
}

static bool back(void *st, Shell *shell) {
    HarvestState *state = st;
    if (agreement_editor_back(&state->editor, shell)) return true;
    bool was = state->picking;
    state->picking = false;
    return was;
}

static const char *name(const void *st, const Shell *shell) {
    (void)st;
    (void)shell;
    return "harvest";
}

const ScreenClass screen_harvest = {.id = SCREEN_HARVEST,
                                    .state_bytes = sizeof(HarvestState),
                                    .build = build,
                                    .handle = handle,
                                    .back = back,
                                    .name = name};
