// Welcome: what we are here for, how we treat each other, who is here, how long it takes, and what
// happens with what is written down.
#include "screens/shell.h"

enum { WELCOME_PEOPLE = ACT_SCREEN };

static void card_open(Ui *ui, const char *id, const char *title) {
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad = SPACE_4,
                      .gap = SPACE_2,
                      .fill = COLOR_SHEET,
                      .radius = RADIUS_MM,
                      .shadow = true,
                      .cross = ALIGN_STRETCH});
    ui_text(ui, ui_format(ui, "%s.title", id), title,
            (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD, .role = "heading"});
}

// A mark at the start of a line of large text: as tall as that line, at every size of text.
static float line_mm(Ui *ui) {
    return type_em_mm[TYPE_LEAD] * type_leading[TYPE_LEAD] * (float)ui_text_percent(ui) / 100;
}

// -- house rules ----------------------------------------------------------------------------------
static void rules(Shell *shell, Ui *ui) {
    card_open(ui, "rules", _("This is how we talk with each other"));
    for (int i = 0; i < shell->scene->rule_count; i++) {
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_2, .cross = ALIGN_START});
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_STACK,
                          .w = MM(line_mm(ui)),
                          .h = MM(line_mm(ui)),
                          .main = ALIGN_CENTER,
                          .cross = ALIGN_CENTER,
                          .fill = COLOR_TEAL_TINT,
                          .radius = -1});
        ui_icon(ui, "check", line_mm(ui) * 0.6f, COLOR_TEAL_SHADE);
        ui_close(ui);
        ui_text(ui, ui_format(ui, "rule.%d", i), shell_text(shell, &shell->scene->rules[i]),
                (UiText){.size = TYPE_LEAD, .w = GROW});
        ui_close(ui);
    }
    ui_close(ui);
}

// -- who is here ----------------------------------------------------------------------------------
static const char *role_id(const Shell *shell, int role) {
    return shell->session->role_ids[role] ? shell->session->role_ids[role] : "";
}

static void role_row(Shell *shell, Ui *ui, int role) {
    const char *name = shell_role_name(shell, role);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1, .cross = ALIGN_CENTER});
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_STACK,
                      .w = MM(ui_mark_mm(ui, 9)),
                      .h = MM(ui_mark_mm(ui, 9)),
                      .main = ALIGN_CENTER,
                      .cross = ALIGN_CENTER});
    shell_role_mark(shell, ui, role, ui_mark_mm(ui, 6));
    ui_close(ui);
    ui_text(ui, NULL, name, (UiText){.size = TYPE_BODY, .w = GROW});
    ui_stepper(ui, ui_format(ui, "people.%s", role_id(shell, role)), name,
               shell->session->people[role], 0, SESSION_PEOPLE_MAX,
               (UiAct){.code = WELCOME_PEOPLE, .a = role});
    ui_close(ui);
}

// Everyone as a figure of their role: the group sees itself.
static void crowd(Shell *shell, Ui *ui) {
    enum { CROWD_MAX = 60 };
    int shown = 0;
    ui_open(ui, "crowd",
            (UiStyle){.axis = AXIS_FLOW,
                      .w = GROW,
                      .gap = 1.6f,
                      .pad = 2,
                      .fill = COLOR_SUNKEN,
                      .radius = RADIUS_MM,
                      .role = "img",
                      .label = _("Who is here")});
    for (int r = 0; r < shell->session->role_count; r++) {
        for (int i = 0; i < shell->session->people[r] && shown < CROWD_MAX; i++, shown++)
            shell_role_mark(shell, ui, r, ui_mark_mm(ui, 7));
    }
    ui_close(ui);
}

static void people(Shell *shell, Ui *ui) {
    int total = session_people(shell->session);
    card_open(
        ui, "people",
        ui_format(ui, _n("%d person is here", "%d people are here", (unsigned long)total), total));
    if (total > 0) crowd(shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    for (int r = 0; r < shell->session->role_count; r++) role_row(shell, ui, r);
    ui_close(ui);
    ui_close(ui);
}

// -- how long, and the data --------------------------------------------------------------------------
static int minutes(const Shell *shell) {
    int at = scene_find_programme(shell->scene, shell->session->programme);
    if (at >= 0) return shell->scene->programmes[at].minutes;
    int sum = 0;
    for (int i = 0; i < shell->session->order_count; i++) {
        const AgendaItem *item = session_item(shell->session, shell->session->order[i]);
        if (item && !item->skipped) sum += item->minutes;
    }
    return sum;
}

static void fact(Ui *ui, const char *id, const char *icon, UiSize w, const char *text) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = w, .gap = SPACE_2, .cross = ALIGN_START});
    ui_icon(ui, icon, line_mm(ui), COLOR_BRICK_SHADE);
    ui_text(ui, id, text, (UiText){.size = TYPE_LEAD, .w = w});
    ui_close(ui);
}

static void agenda_chip(Ui *ui, const char *id, const char *title, bool here) {
    ui_open(ui, NULL,
            (UiStyle){.axis = AXIS_ROW,
                      .gap = 1.4f,
                      .pad_x = 3.4f,
                      .pad_y = 1.2f,
                      .cross = ALIGN_CENTER,
                      .radius = -1,
                      .fill = here ? COLOR_TEAL_TINT : COLOR_SUNKEN});
    ui_text(ui, id, title,
            (UiText){.size = TYPE_SMALL,
                     .weight = WEIGHT_SEMIBOLD,
                     .color = here ? COLOR_TEAL_SHADE : COLOR_INK_SOFT});
    ui_close(ui);
}

// What is to come, part by part. Before the group has chosen, the work has a number and no name.
static void agenda(Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    int after, work = shell_work_ahead(shell, &after);
    ui_open(ui, "agenda", (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = 2});
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (!item || item->skipped) continue;
        agenda_chip(ui, NULL, item->title, item->id == session->item);
        if (work > 0 && i == after)
            agenda_chip(
                ui, "welcome.work",
                ui_format(ui, _n("%d assignment", "%d assignments", (unsigned long)work), work),
                false);
    }
    ui_close(ui);
}

// What we do here, how long it takes, and in what parts.
static void plan(Shell *shell, Ui *ui) {
    int count = minutes(shell);
    int at = scene_find_programme(shell->scene, shell->session->programme);
    ui_open(ui, "plan",
            (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = SPACE_1, .cross = ALIGN_STRETCH});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_FLOW, .w = GROW, .gap = SPACE_4});
    if (at >= 0)
        fact(ui, "welcome.programme", "list-checks", FIT,
             shell_text(shell, &shell->scene->programmes[at].title));
    fact(ui, "welcome.minutes", "clock", FIT,
         ui_format(ui,
                   _n("We take about %d minute for this.", "We take about %d minutes for this.",
                      (unsigned long)count),
                   count));
    ui_close(ui);
    agenda(shell, ui);
    ui_close(ui);
}

static void privacy(Ui *ui) {
    ui_open(ui, "facts",
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = GROW,
                      .pad_x = SPACE_4,
                      .pad_y = SPACE_2,
                      .cross = ALIGN_STRETCH});
    fact(ui, "welcome.privacy", "lock", GROW,
         _("Votes have no names. What we write stays on this machine until we choose what goes "
           "along."));
    ui_close(ui);
}

static void head(Shell *shell, Ui *ui) {
    const Session *session = shell->session;
    bool place = *session->place != '\0', group = *session->group != '\0';
    const char *over = place && group ? ui_format(ui, "%s · %s", session->place, session->group)
                       : place        ? session->place
                                      : session->group;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 2, .cross = ALIGN_STRETCH});
    if (*over)
        ui_text(ui, "welcome.place", over,
                (UiText){.size = TYPE_BODY, .weight = WEIGHT_SEMIBOLD, .color = COLOR_INK_SOFT});
    ui_text(ui, "welcome.title", _("Welcome! Good that you are here."),
            (UiText){.size = TYPE_DISPLAY, .weight = WEIGHT_BOLD, .role = "heading"});
    ui_text(ui, "welcome.purpose",
            ui_format(ui,
                      _("Today we talk about “%s”. Together we choose what matters most, work on "
                        "it, and agree on what we will do."),
                      shell_text(shell, &shell->scene->title)),
            (UiText){.size = TYPE_LEAD,
                     .color = COLOR_INK_SOFT,
                     .w = GROW_MAX(2 * MEASURE_MM * (float)ui_text_percent(ui) / 100)});
    ui_space(ui, MM(SPACE_1));
    plan(shell, ui);
    ui_close(ui);
}

static void build(void *s, Shell *shell, Ui *ui) {
    (void)s;
    bool narrow = ui_portrait(ui) || ui_text_percent(ui) > 150;
    ui_scroll_open(ui, "welcome.page",
                   (UiStyle){.axis = AXIS_COLUMN,
                             .w = GROW,
                             .h = GROW,
                             .pad_x = PAGE_X_MM,
                             .pad_y = PAGE_Y_MM,
                             .gap = SPACE_4,
                             .cross = ALIGN_STRETCH});
    head(shell, ui);
    ui_open(ui, NULL,
            (UiStyle){.axis = narrow ? AXIS_COLUMN : AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_4,
                      .cross = narrow ? ALIGN_STRETCH : ALIGN_START});
    ui_open(ui, NULL,
            (UiStyle){
                .axis = AXIS_COLUMN, .w = GROW_BY(1.35f), .gap = SPACE_2, .cross = ALIGN_STRETCH});
    rules(shell, ui);
    privacy(ui);
    ui_close(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .cross = ALIGN_STRETCH});
    people(shell, ui);
    ui_close(ui);
    ui_close(ui);
    ui_scroll_close(ui);
}

static bool handle(void *s, Shell *shell, const UiEvent *event) {
    (void)s;
    if (event->kind != UI_TAP || event->act.code != WELCOME_PEOPLE) return false;
    const Session *session = shell->session;
    int32_t list[SCENE_ROLES_MAX];
    for (int r = 0; r < session->role_count; r++) list[r] = session->people[r];
    int role = event->act.a, wanted = role < session->role_count ? list[role] + event->act.b : -1;
    if (wanted < 0 || wanted > SESSION_PEOPLE_MAX) return true;
    list[role] = wanted;
    (void)shell_send(
        shell, (Event){.type = EV_SESSION_PEOPLE, .list = list, .list_count = session->role_count},
        NULL);
    return true;
}

static const char *name(const void *s, const Shell *shell) {
    (void)s;
    (void)shell;
    return "welcome";
}

const ScreenClass screen_welcome = {
    .id = SCREEN_WELCOME, .build = build, .handle = handle, .name = name};
