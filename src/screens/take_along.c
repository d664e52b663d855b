// One sheet in four states. The only filled button is the next thing to do: take along, take the stick
// out safely, done. Invariant: the stick is never said to be free while anything is being written.
#include "screens/take_along.h"

#include <stdio.h>

enum {
    TAKE_ACT_FORMAT = FRAME_TAKE_FIRST,
    TAKE_ACT_PLACE,
    TAKE_ACT_START,
    TAKE_ACT_STOP,
    TAKE_ACT_HIDE,
    TAKE_ACT_AGAIN,
    TAKE_ACT_EJECT,
    TAKE_ACT_CLOSE
};

static const struct {
    TakeFormat format;
    const char *id, *label;
} formats[] = {
    {TAKE_SUMMARY, "take.summary", N_("Summary on one page")},
    {TAKE_REPORT, "take.report", N_("Report")},
    {TAKE_PAGE, "take.page", N_("Web page with the poster")},
    {TAKE_BOOK, "take.book", N_("Tables for Excel")},
    {TAKE_PICTURE, "take.picture", N_("Poster as a picture")},
    {TAKE_CSV, "take.csv", N_("Lists (CSV)")},
    {TAKE_JSON, "take.json", N_("Data for other programs (JSON)")},
};

static bool large(const Ui *ui) {
    return ui_text_percent(ui) > 125;
}

static void heading(Ui *ui, const char *text) {
    ui_text(ui, NULL, text,
            (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
}

static void line(Ui *ui, const char *id, const char *icon, Paint color, const char *text) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_START});
    ui_icon(ui, icon, ui_mark_mm(ui, 7), color);
    ui_text(ui, id, text, (UiText){.size = TYPE_BODY, .w = GROW});
    ui_close(ui);
}

static void wide_button(Ui *ui, const char *id, const char *label, UiButton style) {
    style.w = GROW;
    style.height_mm = style.kind == BUTTON_PRIMARY ? TOUCH_MM : 16;
    ui_button(ui, id, label, style);
}

// The buttons below, always in view: the quiet one left, the one that counts right; under one another
// with large letters.
static void buttons_open(Ui *ui) {
    ui_close(ui);  // what scrolls
    ui_sheet_foot(ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = large(ui) ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .cross = ALIGN_STRETCH});
}

// ---- Choosing ------------------------------------------------------------------------------------

static void what_goes(const TakeAlong *take, Ui *ui) {
    line(ui, "take.goes", "download", COLOR_TEAL_SHADE,
         ui_format(ui, _("Goes along: %d notes, %d agreements and %d votes."), take->notes,
                   take->agreements, take->votes));
    if (take->stays > 0)
        line(ui, "take.stays", "lock", COLOR_PLUM_SHADE,
             ui_format(ui,
                       _n("Stays here: %d thing that you marked so at the harvest.",
                          "Stays here: %d things that you marked so at the harvest.",
                          (unsigned long)take->stays),
                       take->stays));
    else
        line(ui, "take.stays", "lock-open", COLOR_INK_SOFT,
             _("Nothing stays here. At the harvest you can say what does."));
}

static void format_chips(const TakeAlong *take, Ui *ui) {
    heading(ui, _("Which files?"));
    ui_open(ui, "take.formats", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_1});
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        bool on = take->formats & 1u << formats[i].format;
        ui_chip(ui, formats[i].id, _(formats[i].label), on ? "circle-check" : "circle", on,
                (UiAct){.code = TAKE_ACT_FORMAT, .a = (int)formats[i].format});
    }
    ui_close(ui);
}

static const char *room_words(Ui *ui, const TakePlace *place) {
    if (place->read_only) return _("can only be read");
    if (place->full) return _("is full");
    if (place->free_mb >= 1024) return ui_format(ui, _("%d GB free"), (int)(place->free_mb / 1024));
    return ui_format(ui, _("%d MB free"), (int)place->free_mb);
}

static void place_row(const TakeAlong *take, Ui *ui, int at) {
    const TakePlace *place = &take->places[at];
    bool on = take->place == at, fine = !place->read_only && !place->full;
    const char *name = place->stick ? place->name : _("This computer");
    ui_open(ui, ui_format(ui, "take.place.%d", at),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .h = {.mode = SIZE_FIT, .min = 16},
                      .pad_x = SPACE_2,
                      .pad_y = SPACE_1,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .fill = on ? COLOR_ACCENT_TINT : COLOR_NONE,
                      .border = on ? COLOR_ACCENT : COLOR_EDGE,
                      .border_mm = on ? EDGE_MM : HAIRLINE_MM,
                      .radius = RADIUS_MM,
                      .act = {.code = TAKE_ACT_PLACE, .a = at},
                      .selected = on,
                      .disabled = !fine,
                      .role = "button",
                      .label = name,
                      .value = place->read_only ? "read-only"
                               : place->full    ? "full"
                                                : "free"});
    ui_icon(ui, place->stick ? "usb" : "hard-drive", ui_mark_mm(ui, 8),
            fine ? COLOR_TEAL_SHADE : COLOR_INK_SOFT);
    ui_text(ui, NULL, name,
            (UiText){.size = TYPE_BODY,
                     .weight = WEIGHT_SEMIBOLD,
                     .w = GROW,
                     .color = fine ? COLOR_INK : COLOR_INK_SOFT});
    ui_text(ui, NULL, room_words(ui, place), (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

static void places(const TakeAlong *take, Ui *ui) {
    bool stick = false;
    heading(ui, _("Where to?"));
    for (int i = 0; i < take->place_count; i++) {
        place_row(take, ui, i);
        stick = stick || take->places[i].stick;
    }
    if (!stick)
        line(ui, "take.nostick", "usb", COLOR_INK_SOFT,
             _("Put a stick in. It appears here by itself."));
}

static void build_choose(const TakeAlong *take, Ui *ui) {
    what_goes(take, ui);
    format_chips(take, ui);
    places(take, ui);
    buttons_open(ui);
    wide_button(ui, "take.close", _("Not now"),
                (UiButton){.kind = BUTTON_SOFT, .act = {.code = TAKE_ACT_CLOSE}});
    wide_button(ui, "take.start", _("Take along"),
                (UiButton){.kind = BUTTON_PRIMARY,
                           .icon = "download",
                           .disabled = take->formats == 0 || take->place < 0,
                           .act = {.code = TAKE_ACT_START}});
    ui_close(ui);
}

// ---- Under way -----------------------------------------------------------------------------------

// Half the bar is making the files, half is bringing them on the disk; both are counted, not guessed.
static float part_done(const TakeAlong *take) {
    float made = take->files > 0 ? (float)take->made / (float)take->files : 0;
    float written =
        take->bytes_all > 0 ? (float)((double)take->bytes / (double)take->bytes_all) : 0;
    return take->bytes_all > 0 ? 0.5f + written * 0.5f : made * 0.5f;
}

static const char *doing(const TakeAlong *take, Ui *ui) {
    if (take->stopping) return _("Stopping. What was written is being cleared away.");
    if (take->bytes_all > 0) {
        char safe[16], all[16];
        i18n_decimal((double)take->bytes / 1e6, safe, sizeof safe);
        i18n_decimal((double)take->bytes_all / 1e6, all, sizeof all);
        return ui_format(ui, _("Writing: %s of %s MB is safe"), safe, all);
    }
    if (take->files > 0)
        return ui_format(ui, _("Making file %d of %d"), take->made + 1, take->files);
    return _("One moment: everything is being saved first.");
}

static void build_runs(const TakeAlong *take, Ui *ui) {
    float part = part_done(take);
    ui_open(ui, "take.progress",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = SPACE_1,
                      .cross = ALIGN_STRETCH,
                      .role = "progressbar",
                      .value = ui_format(ui, "%d", (int)(part * 100))});
    ui_meter(ui, GROW, 6, part, COLOR_TEAL, COLOR_TEAL_TINT);
    ui_text(ui, "take.doing", doing(take, ui), (UiText){.size = TYPE_LEAD});
    ui_close(ui);
    if (take->slow)
        line(ui, "take.slow", "hourglass", COLOR_OCHRE_SHADE,
             _("This is slow, but it goes on. Leave the stick in."));
    else if (take->on_stick)
        line(ui, NULL, "usb", COLOR_INK_SOFT, _("Leave the stick in for a moment."));
    buttons_open(ui);
    wide_button(ui, "take.stop", _("Cancel"),
                (UiButton){.kind = BUTTON_SOFT,
                           .icon = "x",
                           .disabled = take->stopping,
                           .act = {.code = TAKE_ACT_STOP}});
    wide_button(ui, "take.hide", _("Go on meanwhile"),
                (UiButton){.kind = BUTTON_SOFT, .act = {.code = TAKE_ACT_HIDE}});
    ui_close(ui);
}

// ---- The end -------------------------------------------------------------------------------------

static void build_done(const TakeAlong *take, Ui *ui) {
    line(ui, "take.done", "circle-check", COLOR_LEAF_SHADE,
         take->on_stick
             ? ui_format(ui,
                         _n("%d file is on the stick, in the folder %.300s: whole and read back.",
                            "%d files are on the stick, in the folder %.300s: whole and read back.",
                            (unsigned long)take->files),
                         take->files, take->folder)
             : ui_format(ui, _("The outcome is on this computer, in %.300s"), take->folder));
    if (take->said[0])
        ui_text(ui, "take.said", take->said,
                (UiText){.size = TYPE_LEAD, .weight = WEIGHT_SEMIBOLD});
    buttons_open(ui);
    bool eject = take->on_stick && !take->ejected;
    wide_button(
        ui, "take.close", _("Ready"),
        (UiButton){.kind = eject ? BUTTON_SOFT : BUTTON_PRIMARY, .act = {.code = TAKE_ACT_CLOSE}});
    if (eject)
        wide_button(ui, "take.eject", take->ejecting ? _("One moment…") : _("Remove safely"),
                    (UiButton){.kind = BUTTON_PRIMARY,
                               .icon = "usb",
                               .disabled = take->ejecting,
                               .act = {.code = TAKE_ACT_EJECT}});
    ui_close(ui);
}

static void build_failed(const TakeAlong *take, Ui *ui) {
    line(ui, "take.failed", "triangle-alert", COLOR_BRICK_SHADE, take->said);
    line(ui, NULL, "shield-check", COLOR_INK_SOFT,
         _("The meeting itself is safe, and no half file was left behind."));
    buttons_open(ui);
    wide_button(ui, "take.close", _("Not now"),
                (UiButton){.kind = BUTTON_SOFT, .act = {.code = TAKE_ACT_CLOSE}});
    wide_button(ui, "take.again", _("Choose again"),
                (UiButton){.kind = BUTTON_PRIMARY, .act = {.code = TAKE_ACT_AGAIN}});
    ui_close(ui);
}

void take_along_build(Shell *shell, Ui *ui) {
    const TakeAlong *take = shell->take;
    if (!take || !take->open) return;
    static const char *const stages[] = {"choose", "runs", "done", "failed"};
    UiAct away = {.code = take->stage == TAKE_RUNS ? TAKE_ACT_HIDE : TAKE_ACT_CLOSE};
    ui_sheet_open(ui, "take.sheet", large(ui) ? 330 : 250, away);
    ui_open(ui, "take.stage",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .gap = SPACE_3,
                      .cross = ALIGN_STRETCH,
                      .value = stages[take->stage]});
    shell_head(ui, "take.title", take->name[0] ? take->name : NULL, _("Take the outcome along"),
               NULL);
    switch (take->stage) {
    case TAKE_CHOOSES: build_choose(take, ui); break;
    case TAKE_RUNS: build_runs(take, ui); break;
    case TAKE_DONE: build_done(take, ui); break;
    case TAKE_FAILED: build_failed(take, ui); break;
    }
    ui_sheet_close(ui);
}

bool take_along_handle(Shell *shell, const UiEvent *event) {
    const TakeAlong *take = shell->take;
    if (!take || !take->open) return false;
    if (event->kind == UI_BACK) {
        shell->ops->take(shell->app, take->stage == TAKE_RUNS ? TAKE_HIDE : TAKE_CLOSE, 0);
        return true;
    }
    if (event->kind != UI_TAP) return false;
    static const TakeAsk asks[] = {TAKE_FORMAT, TAKE_PLACE, TAKE_START, TAKE_STOP,
                                   TAKE_HIDE,   TAKE_AGAIN, TAKE_EJECT, TAKE_CLOSE};
    int code = event->act.code;
    if (code < TAKE_ACT_FORMAT || code > TAKE_ACT_CLOSE) return false;
    shell->ops->take(shell->app, asks[code - TAKE_ACT_FORMAT], event->act.a);
    return true;
}
