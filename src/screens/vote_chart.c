// What was voted, as pictures: columns for scales and fists with the mean as a line, bars for answers
// and dots, and small columns for each role that may be shown. An earlier round stands beside the
// last one, lighter. Numbers stand in words too: nothing is told by colour or length alone.
#include "screens/vote.h"

#include <stdio.h>

#define BAR_MM 9.0f
enum { LARGE_OPTIONS_MAX = 6 };  // so few answers stand large
#define SMALL_PLOT_MM 13.0f
#define SMALL_GAP_MM 1.2f
#define SMALL_LEAST_MM 9.0f
#define SMALL_MOST_MM 24.0f
#define NAME_MM 72.0f

// Height of the tallest column.
static float plot_mm(const Ui *ui) {
    float part = ui_portrait(ui) ? 0.26f : ui_text_percent(ui) > 125 ? 0.3f : 0.42f;
    return ui_height_mm(ui) * part;
}

static float text_scale(const Ui *ui) {
    return (float)ui_text_percent(ui) / 100.0f;
}

static int most_of(const Tally *tally, const Tally *other) {
    int most = 1;
    for (int i = 0; i < tally->option_count; i++) {
        if (tally->counts[i] > most) most = tally->counts[i];
        if (other && other->counts[i] > most) most = other->counts[i];
    }
    return most;
}

static void column(Ui *ui, float w, float h, Paint fill) {
    ui_open(ui, NULL,
            (UiStyle){
                .w = MM(w), .h = MM(h < 0.8f ? 0.8f : h), .radius = RADIUS_SMALL_MM, .fill = fill});
    ui_close(ui);
}

// ---- columns ---------------------------------------------------------------------------------------

// On a ground of its own: the line of the mean may pass behind it.
static void column_count(Ui *ui, int count, UiText type) {
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .pad_x = 1, .fill = COLOR_SHEET});
    ui_text(ui, NULL, ui_format(ui, "%d", count), type);
    ui_close(ui);
}

static void one_column(Ui *ui, const VoteChart *chart, int i, int most, float width) {
    int count = chart->tally->counts[i],
        earlier = chart->tally_before ? chart->tally_before->counts[i] : 0;
    float up = ballot_arrival(chart->state, ui, i * 2), room = plot_mm(ui) / (float)most;
    float bar = width * (chart->before ? 0.34f : 0.56f);
    const char *value =
        chart->before ? ui_format(ui, "%d (%d)", count, earlier) : ui_format(ui, "%d", count);
    ui_open(ui, ui_format(ui, "bar.%d", i),
            (UiStyle){.axis = AXIS_COLUMN,
                      .w = MM(width),
                      .h = GROW,
                      .main = ALIGN_END,
                      .cross = ALIGN_CENTER,
                      .label = chart->round->options[i],
                      .value = value});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = 1.2f, .cross = ALIGN_END});
    if (chart->before) {
        ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .gap = 1, .cross = ALIGN_CENTER});
        column_count(ui, earlier, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
        column(ui, bar * 0.7f, room * (float)earlier, COLOR_LINE);
        ui_close(ui);
    }
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .gap = 1, .cross = ALIGN_CENTER});
    column_count(ui, count, (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
    column(ui, bar, room * (float)count * up, COLOR_TEAL);
    ui_close(ui);
    ui_close(ui);
    ui_close(ui);
}

static float mean_x(const VoteChart *chart, double mean) {
    int first = chart->round->kind == VOTE_SCALE ? 1 : 0;
    return ((float)mean - (float)first + 0.5f) / (float)chart->round->option_count *
           chart->width_mm;
}

static void mean_line(Ui *ui, const VoteChart *chart, float height, float tag) {
    if (!chart->tally->has_mean) return;
    char number[16];
    i18n_decimal(chart->tally->mean, number, sizeof number);
    float x = mean_x(chart, chart->tally->mean);
    ui_open(ui, NULL,
            (UiStyle){.floating = true,
                      .x = x,
                      .y = tag,
                      .anchor_x = 0.5f,
                      .w = MM(0.9f),
                      .h = MM(height - tag),
                      .fill = COLOR_BRICK});
    ui_close(ui);
    ui_open(ui, "mean",
            (UiStyle){.axis = AXIS_COLUMN,
                      .floating = true,
                      .x = x,
                      .y = tag,
                      .anchor_x = x / chart->width_mm,
                      .anchor_y = 1,
                      .pad_x = 3,
                      .pad_y = 0.8f,
                      .fill = COLOR_BRICK_TINT,
                      .radius = RADIUS_SMALL_MM,
                      .role = "status",
                      .label = _("mean"),
                      .value = number});
    ui_text(
        ui, NULL, ui_format(ui, _("mean %s"), number),
        (UiText){
            .size = TYPE_BODY, .weight = WEIGHT_BOLD, .color = COLOR_BRICK_SHADE, .no_wrap = true});
    ui_close(ui);
}

static void column_words(Ui *ui, const VoteChart *chart, float width) {
    const Round *round = chart->round;
    bool fist = round->kind == VOTE_FIST;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .cross = ALIGN_START});
    for (int i = 0; i < round->option_count; i++) {
        ui_open(ui, NULL,
                (UiStyle){.axis = AXIS_COLUMN,
                          .w = MM(width),
                          .gap = 1,
                          .cross = ALIGN_CENTER,
                          .pad_x = 0.5f});
        if (fist) ballot_hand(ui, i, 14, COLOR_INK_SOFT);
        ui_text(ui, NULL, round->options[i], (UiText){.size = TYPE_LEAD, .weight = WEIGHT_BOLD});
        if (fist)  // as on the ballot
            ui_text(
                ui, ui_format(ui, "bar.%d.word", i), ballot_label(round, chart->plan, i),
                (UiText){
                    .size = TYPE_SMALL, .align = ALIGN_CENTER, .w = GROW, .color = COLOR_INK_SOFT});
        ui_close(ui);
    }
    ui_close(ui);
    if (fist) return;
    const UiAlign aligns[3] = {ALIGN_START, ALIGN_CENTER, ALIGN_END};
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .gap = SPACE_1});
    for (int i = 0; i < 3; i++)
        ui_text(
            ui, NULL, ballot_label(round, chart->plan, 2 * i),
            (UiText){.size = TYPE_BODY, .align = aligns[i], .w = GROW, .color = COLOR_INK_SOFT});
    ui_close(ui);
}

void vote_chart_columns(Ui *ui, const VoteChart *chart) {
    int options = chart->round->option_count, most = most_of(chart->tally, chart->tally_before);
    float width = chart->width_mm / (float)options;
    float tag = type_em_mm[TYPE_BODY] * 2.0f * text_scale(ui),
          count = type_em_mm[TYPE_LEAD] * 1.6f * text_scale(ui);
    float height = plot_mm(ui) + tag + count + 2;
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_STACK, .w = MM(chart->width_mm), .h = MM(height)});
    mean_line(ui, chart, height, tag);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .w = GROW, .h = GROW, .cross = ALIGN_STRETCH});
    for (int i = 0; i < options; i++) one_column(ui, chart, i, most, width);
    ui_close(ui);
    ui_close(ui);
    ui_line(ui);
    column_words(ui, chart, width);
}

// ---- bars ------------------------------------------------------------------------------------------

static const char *letter(Ui *ui, int i) {
    return ui_format(ui, "%c", 'A' + i);
}

static void one_bar(Ui *ui, const VoteChart *chart, int i, int most, int place) {
    int count = chart->tally->counts[i];
    float part = (float)count / (float)most * ballot_arrival(chart->state, ui, place);
    const char *label = ballot_label(chart->round, chart->plan, i);
    const char *value = chart->before
                            ? ui_format(ui, "%d (%d)", count, chart->tally_before->counts[i])
                            : ui_format(ui, "%d", count);
    ui_open(ui, ui_format(ui, "bar.%d", i),
            (UiStyle){.axis = AXIS_ROW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .cross = ALIGN_CENTER,
                      .label = label,
                      .value = value});
    ui_text(ui, NULL, letter(ui, i),
            (UiText){.size = TYPE_LEAD,
                     .weight = WEIGHT_BOLD,
                     .color = COLOR_TEAL_SHADE,
                     .align = ALIGN_CENTER,
                     .w = FIT_MIN(8)});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = GROW, .gap = 1, .cross = ALIGN_STRETCH});
    bool large = chart->tally->option_count <= LARGE_OPTIONS_MAX && ui_text_percent(ui) <= 125;
    ui_text(ui, NULL, label, (UiText){.size = large ? TYPE_LEAD : TYPE_BODY, .w = GROW});
    ui_meter(ui, GROW, BAR_MM, part, COLOR_TEAL, COLOR_SUNKEN);
    if (chart->before)
        ui_meter(ui, GROW, 3, (float)chart->tally_before->counts[i] / (float)most, COLOR_EDGE,
                 COLOR_SUNKEN);
    ui_close(ui);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = FIT_MIN(14), .cross = ALIGN_END});
    ui_text(ui, NULL, ui_format(ui, "%d", count),
            (UiText){.size = TYPE_TITLE, .weight = WEIGHT_BOLD});
    if (chart->before)
        ui_text(ui, NULL, ui_format(ui, "%d", chart->tally_before->counts[i]),
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
    ui_close(ui);
}

void vote_chart_bars(Ui *ui, const VoteChart *chart) {
    int most = most_of(chart->tally, chart->tally_before);
    ui_open(
        ui, NULL,
        (UiStyle){
            .axis = AXIS_COLUMN, .w = MM(chart->width_mm), .gap = SPACE_2, .cross = ALIGN_STRETCH});
    for (int place = 0; place < chart->tally->option_count; place++)
        one_bar(ui, chart, chart->tally->ranking[place], most, place);
    ui_close(ui);
}

// ---- roles -----------------------------------------------------------------------------------------

// What a small column may take of the place beside the chart, or below it.
static float small_mm(const Ui *ui, const VoteChart *chart) {
    float page = ui_width_mm(ui) - 2 * PAGE_X_MM;
    if (!ui_portrait(ui)) page -= chart->width_mm + 3 * SPACE_4;
    float name = NAME_MM * (text_scale(ui) > 1 ? text_scale(ui) : 1);
    float wide =
        (page - 2 * SPACE_3 - name - SPACE_2) / (float)chart->round->option_count - SMALL_GAP_MM;
    return wide < SMALL_LEAST_MM ? SMALL_LEAST_MM : wide > SMALL_MOST_MM ? SMALL_MOST_MM : wide;
}

static void most_in(const TallyRole *role, int options, int *most) {
    for (int i = 0; role->shown && i < options; i++)
        if (role->counts[i] > *most) *most = role->counts[i];
}

// Roles stand below each other and are compared: one scale for all of them.
static int most_of_roles(const Tally *tally) {
    int most = 1;
    for (int r = 0; r < SCENE_ROLES_MAX; r++) most_in(&tally->roles[r], tally->option_count, &most);
    most_in(&tally->no_role, tally->option_count, &most);
    return most;
}

static void small_columns(Ui *ui, const VoteChart *chart, const TallyRole *role, Paint paint) {
    int most = most_of_roles(chart->tally);
    bool named = chart->round->kind == VOTE_SCALE || chart->round->kind == VOTE_FIST;
    float wide = small_mm(ui, chart);
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_ROW, .gap = SMALL_GAP_MM, .cross = ALIGN_END});
    for (int i = 0; i < chart->round->option_count; i++) {
        ui_open(
            ui, NULL,
            (UiStyle){.axis = AXIS_COLUMN, .w = FIT_MIN(wide), .gap = 0.6f, .cross = ALIGN_CENTER});
        if (role->counts[i] > 0) {
            ui_text(ui, NULL, ui_format(ui, "%d", role->counts[i]),
                    (UiText){.size = TYPE_SMALL, .weight = WEIGHT_BOLD});
            column(ui, wide * 0.78f, SMALL_PLOT_MM * (float)role->counts[i] / (float)most, paint);
        } else {
            column(ui, wide * 0.78f, 0.8f, COLOR_LINE);
        }
        ui_text(ui, NULL, named ? chart->round->options[i] : letter(ui, i),
                (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
        ui_close(ui);
    }
    ui_close(ui);
}

static void role_block(Shell *shell, Ui *ui, const VoteChart *chart, const TallyRole *tally,
                       int role) {
    const char *id = role < 0 ? "result.role.none"
                              : ui_format(ui, "result.role.%s", shell->session->role_ids[role]);
    const char *text = ui_format(ui, "n = %d", tally->n);
    if (chart->tally->has_mean) {
        char number[16];
        i18n_decimal(tally->mean, number, sizeof number);
        text = ui_format(ui, _("n = %d · mean %s"), tally->n, number);
    }
    ui_open(ui, id,
            (UiStyle){.axis = AXIS_FLOW,
                      .w = GROW,
                      .gap = SPACE_2,
                      .label = shell_role_name(shell, role),
                      .value = text});
    ui_open(ui, NULL, (UiStyle){.axis = AXIS_COLUMN, .w = FIT_MIN(NAME_MM), .gap = 0.6f});
    shell_role_tag(shell, ui, NULL, role);
    ui_text(ui, NULL, text, (UiText){.size = TYPE_SMALL, .color = COLOR_INK_SOFT});
    ui_close(ui);
    small_columns(ui, chart, tally, shell_role_tone(shell, role));
    ui_close(ui);
}

void vote_chart_roles(Shell *shell, Ui *ui, const VoteChart *chart) {
    const Tally *tally = chart->tally;
    int shown = 0;
    for (int r = 0; r < shell->session->role_count; r++) {
        if (!tally->roles[r].shown) continue;
        if (shown++ > 0) ui_line(ui);
        role_block(shell, ui, chart, &tally->roles[r], r);
    }
    if (shown > 0 && tally->no_role.shown) {  // alone it would only say the total again
        ui_line(ui);
        role_block(shell, ui, chart, &tally->no_role, -1);
    }
    if (!tally->some_role_hidden) return;
    const char *text = shown ? _("The other roles: too few people to show apart.")
                             : _("The roles: too few people to show apart.");
    ui_text(ui, "roles.hidden", text, (UiText){.size = TYPE_BODY, .color = COLOR_INK_SOFT});
}
