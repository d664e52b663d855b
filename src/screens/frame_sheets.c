// The sheets that are reachable from everywhere: text size and looks, help, what to do when saving
// fails, and "are you still there?".
#include "screens/frame.h"
#include "screens/reach.h"
#include "screens/take_along.h"

#include <stdio.h>

static const int text_steps[] = {80, 100, 125, 150, 200};

static void close_button(Ui *ui) {
    ui_sheet_foot(ui);
    ui_button(ui, "sheet.close", _("Done"),
              (UiButton){.kind = BUTTON_PRIMARY, .act = {.code = FRAME_SHEET_CLOSE}, .w = GROW});
}

static void reach_choice(Shell *shell, Ui *ui) {
    static const char *const icons[] = {"maximize", "arrow-down-right", "arrow-down-left"};
    const char *names[] = {_("All of the screen"), _("Low, right"), _("Low, left")};
    ui_text(ui, NULL, _("Buttons"), (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_STRETCH});
    for (int i = REACH_ALL; i <= REACH_LEFT; i++)
        ui_button(ui, ui_format(ui, "reach.%d", i), names[i],
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = icons[i],
                             .w = GROW,
                             .height_mm = 18,
                             .selected = (int)shell->prefs.reach == i,
                             .act = {.code = FRAME_REACH_SET, .a = i}});
    ui_close(ui);
}

typedef struct {
    const char *name;
    int value;
} Choice;

static void choices(Ui *ui, const char *id, const char *title, const Choice *list, int count,
                    int now, int act) {
    ui_text(ui, NULL, title, (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_STRETCH});
    for (int i = 0; i < count; i++)
        ui_button(ui, ui_format(ui, "%s.%d", id, list[i].value), list[i].name,
                  (UiButton){.kind = BUTTON_SOFT,
                             .w = GROW,
                             .height_mm = 14,
                             .selected = now == list[i].value,
                             .act = {.code = act, .a = list[i].value}});
    ui_close(ui);
}

// Where there is sound: how fast and how loud.
static void speech(const Shell *shell, Ui *ui) {
    if (!shell->can_read_aloud) return;
    const Choice speeds[] = {{_("Slow"), 75}, {_("Normal"), 100}, {_("Fast"), 130}};
    const Choice volumes[] = {{_("Soft"), 40}, {_("Normal"), 70}, {_("Loud"), 100}};
    choices(ui, "speed", _("Reading aloud: how fast?"), speeds, 3, shell->prefs.speech_percent,
            FRAME_SPEED_SET);
    choices(ui, "volume", _("And how loud?"), volumes, 3, shell->prefs.volume, FRAME_VOLUME_SET);
}

static void text_sheet(Shell *shell, Ui *ui) {
    ui_sheet_open(ui, "text.sheet", ui_text_percent(ui) > 125 ? 270 : 190,
                  (UiAct){.code = FRAME_SHEET_CLOSE});
    shell_head(ui, "text.title", NULL, _("How do you read best?"), NULL);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_STRETCH});
    for (int i = 0; i < (int)(sizeof text_steps / sizeof *text_steps); i++) {
        int percent = text_steps[i];
        const char *label = ui_format(ui, "%d\u00a0%%", percent);
        ui_button(ui, ui_format(ui, "text.%d", percent), label,
                  (UiButton){.kind = BUTTON_SOFT,
                             .w = GROW,
                             .height_mm = 20,
                             .selected = shell->prefs.text_percent == percent,
                             .act = {.code = FRAME_TEXT_SET, .a = percent}});
    }
    ui_close(ui);
    ui_text(ui, NULL, _("Colours"), (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = 2, .cross = ALIGN_STRETCH});
    const char *names[THEME_COUNT] = {_("Light"), _("Dark"), _("High contrast")};
    const char *icons[THEME_COUNT] = {"sun", "moon", "contrast"};
    for (int i = 0; i < THEME_COUNT; i++) {
        ui_button(ui, ui_format(ui, "theme.%d", i), names[i],
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = icons[i],
                             .w = GROW,
                             .height_mm = 18,
                             .selected = (int)shell->prefs.theme == i,
                             .act = {.code = FRAME_THEME_SET, .a = i}});
    }
    ui_close(ui);
    if (reach_helps(shell, ui)) reach_choice(shell, ui);
    ui_toggle(ui, "simple", _("Simple: short sentences, one thing at a time"), shell->simple,
              (UiAct){.code = FRAME_SIMPLE_SET});
    ui_toggle(ui, "motion", _("Less motion"), shell->prefs.reduced_motion,
              (UiAct){.code = FRAME_MOTION_SET});
    speech(shell, ui);
    close_button(ui);
    ui_sheet_close(ui);
}

// Every language by its own name: who does not read the one that is set finds theirs.
static void lang_sheet(const Shell *shell, Ui *ui) {
    ui_sheet_open(ui, "lang.sheet", 190, (UiAct){.code = FRAME_SHEET_CLOSE});
    shell_head(ui, "lang.title", NULL, _("Which language do you read?"), NULL);
    for (int i = 0; i < lang_count(); i++) {
        ui_button(ui, ui_format(ui, "lang.%s", lang_code(i)), lang_name(i),
                  (UiButton){.kind = BUTTON_SOFT,
                             .w = GROW,
                             .size = TYPE_LEAD,
                             .height_mm = 18,
                             .selected = shell->lang == i,
                             .act = {.code = FRAME_LANG_SET, .a = i}});
    }
    close_button(ui);
    ui_sheet_close(ui);
}

static void help_row(Ui *ui, const char *icon, const char *text) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
    ui_icon(ui, icon, ui_mark_mm(ui, 8), COLOR_TEAL_SHADE);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_BODY, .w = GROW});
    ui_close(ui);
}

static void help_sheet(Shell *shell, Ui *ui) {
    ui_sheet_open(ui, "help.sheet", ui_text_percent(ui) > 125 ? 340 : 220,
                  (UiAct){.code = FRAME_SHEET_CLOSE});
    // A second way out at the top: with large letters the one at the end takes a while to reach.
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_CENTER});
    shell_head(ui, "help.title", NULL, _("How does it work?"), NULL);
    ui_button(ui, "help.close", NULL,
              (UiButton){.icon = "x",
                         .height_mm = 14,
                         .describe = _("Close"),
                         .act = {.code = FRAME_SHEET_CLOSE}});
    ui_close(ui);
    if (shell_in_meeting(shell)) {
        help_row(ui, "arrow-right",
                 _("The large button at the bottom right takes the group one step on. Back takes "
                   "you one step back. Nothing is lost."));
        help_row(ui, "menu",
                 _("Under “Facilitator” you find the agenda. Skip parts, change the order, give "
                   "more time, or stop and go on another day."));
        help_row(ui, "undo-2", _("Made a mistake? Tap Undo. Nearly everything can be taken back."));
        help_row(
            ui, "check",
            _("“Saved” at the bottom means: it is on the disk. Even when the power fails now."));
    } else {
        help_row(ui, "hand",
                 _("Tap a place on the poster. You can read what it is about and what you can do "
                   "with it."));
        help_row(ui, "zoom-in",
                 _("Make the poster larger with two fingers, or with + and −. Drag to move it."));
        help_row(ui, "users",
                 shell->prefs.kiosk ? _("Do you lead a group? Tap five times in an upper corner "
                                        "and hold the last tap, or "
                                        "press F10. You need the PIN.")
                                    : _("With a group? Tap “Meeting”. The program takes you by the "
                                        "hand, step by step."));
    }
    help_row(ui, "a-large-small",
             _("Text larger or smaller, dark or with more contrast: tap Text."));
    const char *colophon = shell->scene ? shell_text(shell, &shell->scene->colophon) : "";
    if (*colophon) {
        ui_line(ui);
        ui_paragraphs(ui, "colophon", colophon,
                      (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    }
    close_button(ui);
    ui_sheet_close(ui);
}

static void save_sheet(Shell *shell, Ui *ui) {
    ui_sheet_open(ui, "save.sheet", ui_text_percent(ui) > 125 ? 300 : 200,
                  (UiAct){.code = FRAME_SHEET_CLOSE});
    shell_head(ui, "save.title", NULL, _("This is not saved yet"), shell->save_reason);
    ui_text(ui, NULL,
            _("You can go on. Everything is kept in memory and saving is tried again and again. Do "
              "not switch the machine off."),
            (UiText){.size = TYPE_BODY});
    for (int i = 0; i < shell->folder_count; i++) {
        ui_button(ui, ui_format(ui, "save.folder.%d", i), shell->folders[i],
                  (UiButton){.kind = BUTTON_SOFT,
                             .icon = "hard-drive",
                             .w = GROW,
                             .align = ALIGN_BETWEEN,
                             .act = {.code = FRAME_SAVE_FOLDER, .a = i}});
    }
    close_button(ui);
    ui_sheet_close(ui);
}

static void idle_sheet(const Frame *frame, Ui *ui) {
    ui_sheet_open(ui, "idle.sheet", 150, (UiAct){.code = FRAME_STAY});
    ui_text(ui, "idle.title", _("Are you still there?"),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD, .align = ALIGN_CENTER});
    ui_text(ui, "idle.text",
            ui_format(ui,
                      _n("In %d second the poster goes back to the start.",
                         "In %d seconds the poster goes back to the start.",
                         (unsigned long)frame->idle_seconds),
                      frame->idle_seconds),
            (UiText){.size = TYPE_LEAD, .align = ALIGN_CENTER});
    ui_button(
        ui, "idle.stay", _("I am still here"),
        (UiButton){
            .kind = BUTTON_PRIMARY, .act = {.code = FRAME_STAY}, .w = GROW, .size = TYPE_LEAD});
    ui_sheet_close(ui);
}

void frame_sheets_build(Frame *frame, Shell *shell, Ui *ui) {
    switch (frame->sheet) {
    case FRAME_SHEET_TEXT: text_sheet(shell, ui); break;
    case FRAME_SHEET_HELP: help_sheet(shell, ui); break;
    case FRAME_SHEET_LANG: lang_sheet(shell, ui); break;
    case FRAME_SHEET_SAVE: save_sheet(shell, ui); break;
    case FRAME_SHEET_NONE:
    case FRAME_SHEET_STOP: break;
    }
    take_along_build(shell, ui);
    if (frame->idle_warning) idle_sheet(frame, ui);
    if (frame->dimmed) {
        ui_open(ui, "dimmed",
                (UiStyle){.axis = AXIS_STACK,
                          .w = GROW,
                          .h = GROW,
                          .modal = true,
                          .fill = paint_rgb(0x0E1116),
                          .act = {.code = FRAME_UNDIM},
                          .pressed_fill = paint_rgb(0x0E1116),
                          .role = "button",
                          .label = _("Tap to go on")});
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = GROW,
                          .h = GROW,
                          .main = ALIGN_CENTER,
                          .cross = ALIGN_CENTER});
        ui_text(ui, NULL, _("Tap to go on"),
                (UiText){.size = TYPE_TITLE, .color = paint_rgb(0x9AA3B5)});
        ui_close(ui);
        ui_close(ui);
    }
}

bool frame_sheets_handle(Frame *frame, Shell *shell, const UiEvent *event) {
    if (frame->sheet == FRAME_SHEET_NONE && !frame->idle_warning && !frame->dimmed &&
        take_along_handle(shell, event))
        return true;
    if (event->kind == UI_BACK && (frame->sheet != FRAME_SHEET_NONE || frame->idle_warning)) {
        frame->sheet = FRAME_SHEET_NONE;
        frame->idle_warning = false;
        return true;
    }
    if (event->kind != UI_TAP) return false;
    ShellPrefs prefs = shell->prefs;
    switch (event->act.code) {
    case FRAME_SHEET_CLOSE: frame->sheet = FRAME_SHEET_NONE; return true;
    case FRAME_STAY: frame->idle_warning = false; return true;
    case FRAME_UNDIM: frame->dimmed = false; return true;
    case FRAME_TEXT_SET: prefs.text_percent = event->act.a; break;
    case FRAME_THEME_SET: prefs.theme = (ThemeKind)event->act.a; break;
    case FRAME_REACH: prefs.reach = prefs.reach == REACH_ALL ? REACH_RIGHT : REACH_ALL; break;
    case FRAME_REACH_SET: prefs.reach = (Reach)event->act.a; break;
    case FRAME_SPEED_SET: prefs.speech_percent = event->act.a; break;
    case FRAME_VOLUME_SET: prefs.volume = event->act.a; break;
    case FRAME_SIMPLE_SET: shell->ops->set_simple(shell->app, !shell->simple); return true;
    case FRAME_MOTION_SET: prefs.reduced_motion = !prefs.reduced_motion; break;
    case FRAME_LANG_SET:
        frame->sheet = FRAME_SHEET_NONE;
        shell->ops->set_lang(shell->app, event->act.a);
        return true;
    case FRAME_SAVE_FOLDER:
        if (shell->ops->move_record(shell->app, event->act.a)) frame->sheet = FRAME_SHEET_NONE;
        return true;
    default: return false;
    }
    shell->ops->set_prefs(shell->app, &prefs);
    return true;
}
