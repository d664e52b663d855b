// The poster on a page: the pack's own picture with the zones over it. The zones are there for a
// mouse or a finger; the plates are the links that a keyboard and a screen reader find.
#include "report/html.h"

#include "base/i18n.h"
#include "report/poster.h"
#include "report/words.h"

#include <glib.h>
#include <stdio.h>

static void write_picture(const ReportInput *input, const Outcome *outcome, Str *out) {
    Str alt;
    str_init(&alt);
    words_poster(input, outcome, &alt);
    str_append(out, "<img alt=\"");
    html_text(out, str_text(&alt));
    str_finish(&alt);
    str_format(out, "\" width=\"%d\" height=\"%d\" src=\"data:%s;base64,", input->scene->width,
               input->scene->height, poster_type(input));
    char *base64 = g_base64_encode((const guchar *)input->picture, input->picture_bytes);
    str_append(out, base64);
    g_free(base64);
    str_append(out, "\">\n");
}

static void write_zone(const SceneBlock *block, double heat, bool chosen, Str *out) {
    str_format(out, "<a href=\"#b-%s\" tabindex=\"-1\"><polygon class=\"%s%s\" points=\"",
               block->id, heat > 0 ? "hot" : "cold", chosen ? " chosen" : "");
    for (int i = 0; i < block->zone_count; i++)
        str_format(out, "%s%d,%d", i ? " " : "", (int)(block->zone[i].x + 0.5f),
                   (int)(block->zone[i].y + 0.5f));
    str_format(out, "\" fill-opacity=\"%d%%\"/></a>\n", (int)(heat * 100 + 0.5));
}

static void write_zones(const ReportInput *input, const Outcome *outcome, Str *out) {
    const Scene *scene = input->scene;
    int most = poster_most_dots(outcome);
    str_format(out, "<svg class=\"zones\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">\n",
               scene->width, scene->height);
    for (int i = 0; i < scene->block_count; i++) {
        const SceneBlock *block = &scene->blocks[i];
        write_zone(block, poster_heat(outcome_dots_for(outcome, block->id), most),
                   poster_is_chosen(input, outcome->session, i), out);
    }
    str_append(out, "</svg>\n");
}

static void dots_words(int dots, char *out, size_t size) {
    (void)snprintf(out, size, _n("%d dot", "%d dots", (unsigned long)dots), dots);
}

static void write_plate(const ReportInput *input, const Outcome *outcome, int at, Str *out) {
    const Scene *scene = input->scene;
    const SceneBlock *block = &scene->blocks[at];
    int dots = outcome_dots_for(outcome, block->id);
    TallyRating rating = outcome_rating_for(input, outcome, block->id);
    bool rated = rating.n > 0, chosen = poster_is_chosen(input, outcome->session, at);
    // Whole hundredths: no decimal comma can come into a style.
    int x = (int)(block->label.x * 10000.0f / (float)scene->width),
        y = (int)(block->label.y * 10000.0f / (float)scene->height);
    str_format(out,
               "<li style=\"left:%d.%02d%%;top:%d.%02d%%\"><a class=\"plate%s%s\" href=\"#b-%s\">",
               x / 100, x % 100, y / 100, y % 100, dots > 0 || rated || chosen ? " speaks" : "",
               chosen ? " chosen" : "", block->id);
    html_element(out, "span class=\"name\"", text_in(&block->title, input->lang));
    char words[100];
    if (dots > 0) {
        dots_words(dots, words, sizeof words);
        html_element(out, "span class=\"dots\"", words);
    }
    if (rated) {
        words_rating(&rating, words, sizeof words);
        html_element(out, "span", words);
    }
    str_append(out, "</a></li>\n");
}

void html_poster(const ReportInput *input, const Outcome *outcome, Str *out) {
    if (!poster_can_draw(input)) return;
    str_append(out, "<figure class=\"poster\">\n<div class=\"stage\">\n");
    write_picture(input, outcome, out);
    write_zones(input, outcome, out);
    str_append(out, "<ul class=\"plates\">\n");
    for (int i = 0; i < input->scene->block_count; i++) write_plate(input, outcome, i, out);
    str_append(out, "</ul>\n</div>\n<figcaption>");
    html_text(out, _("Tap a place on the poster to read what it got in this meeting."));
    int most = poster_most_dots(outcome);
    if (most > 0) {
        char words[300];
        (void)snprintf(words, sizeof words,
                       _n("From few dots to %d dot. A thick frame: this was chosen.",
                          "From few dots to %d dots. A thick frame: this was chosen.",
                          (unsigned long)most),
                       most);
        str_append(out, "<span class=\"legend\"><svg viewBox=\"0 0 100 12\" aria-hidden=\"true\">");
        for (int i = 1; i <= 5; i++)
            str_format(out,
                       "<rect x=\"%d\" width=\"20\" height=\"12\" class=\"hot\" "
                       "fill-opacity=\"%d%%\"/>",
                       (i - 1) * 20, (int)(poster_heat(i, 5) * 100));
        str_append(out, "</svg> ");
        html_text(out, words);
        str_append(out, "</span>");
    }
    str_append(out, "</figcaption>\n</figure>\n");
}

// ---- What each block got -------------------------------------------------------------------------

static bool part_is_of(const ReportInput *input, const OutcomePart *part, int block) {
    const SceneAssignment *assignment = outcome_assignment(input, part);
    return assignment && assignment->block == block;
}

static int notes_in(const OutcomePart *part) {
    int count = 0;
    for (int i = 0; i < part->board_count; i++) count += part->boards[i].note_count;
    return count;
}

static void write_agreement(const Outcome *outcome, const Agreement *one, Str *out) {
    str_append(out, "<li dir=\"auto\">");
    html_text(out, _("Agreement:"));
    str_append(out, " <strong>");
    html_text(out, words_who(outcome->session, one));
    str_append(out, "</strong> ");
    html_text(out, one->what);
    str_append(out, "</li>\n");
}

// What the block's assignments brought: a line for each part, and all agreements made in them. False:
// nothing.
static bool write_work(const ReportInput *input, const Outcome *outcome, int block, Str *out) {
    bool any = false;
    for (int p = 0; p < outcome->part_count; p++) {
        const OutcomePart *part = &outcome->parts[p];
        if (!part_is_of(input, part, block)) continue;
        int notes = notes_in(part);
        char words[100];
        (void)snprintf(words, sizeof words, _n("%d note", "%d notes", (unsigned long)notes), notes);
        str_format(out, "<li><a href=\"#p-%d\">", p);
        html_text(out, part->title);
        str_append(out, "</a> · ");
        html_text(out, words);
        str_append(out, "</li>\n");
        any = true;
    }
    for (int i = 0; i < outcome->agreement_count; i++) {
        const AgendaItem *item = session_item(outcome->session, outcome->agreements[i]->item);
        int at = item ? scene_find_assignment(input->scene, item->assignment) : -1;
        if (at < 0 || input->scene->assignments[at].block != block) continue;
        write_agreement(outcome, outcome->agreements[i], out);
        any = true;
    }
    return any;
}

static void write_block(const ReportInput *input, const Outcome *outcome, int at, Str *out) {
    const SceneBlock *block = &input->scene->blocks[at];
    int dots = outcome_dots_for(outcome, block->id);
    TallyRating rating = outcome_rating_for(input, outcome, block->id);
    bool rated = rating.n > 0, chosen = poster_is_chosen(input, outcome->session, at);
    str_format(out, "<article id=\"b-%s\" class=\"block%s\" tabindex=\"-1\">\n", block->id,
               chosen ? " chosen" : "");
    html_element(out, "h3", text_in(&block->title, input->lang));
    html_element(out, "p class=\"soft\"", text_in(&block->lead, input->lang));
    str_append(out, "<ul>\n");
    char words[200], decimal[16];
    if (chosen) html_element(out, "li", _("Chosen to work on"));
    if (dots >= 0) {
        dots_words(dots, words, sizeof words);
        html_element(out, "li", words);
    }
    if (rated) {
        i18n_decimal(rating.mean, decimal, sizeof decimal);
        if (rating.kind == VOTE_FIST)
            (void)snprintf(words, sizeof words, _("Fist of five: %s (n = %d)"), decimal, rating.n);
        else
            (void)snprintf(words, sizeof words, _("Rated %s of 5 (n = %d)"), decimal, rating.n);
        html_element(out, "li", words);
    }
    bool worked = write_work(input, outcome, at, out);
    if (!chosen && dots <= 0 && !rated && !worked)
        html_element(out, "li", _("Not worked on in this meeting"));
    str_append(out, "</ul>\n</article>\n");
}

void html_blocks(const ReportInput *input, const Outcome *outcome, Str *out) {
    if (!input->scene) return;
    str_append(out, "<section aria-labelledby=\"blocks\">\n");
    html_heading(out, 2, "id=\"blocks\"", _("What each building block got"));
    str_append(out, "<div class=\"blocks\">\n");
    for (int i = 0; i < input->scene->block_count; i++) write_block(input, outcome, i, out);
    str_append(out, "</div>\n</section>\n");
}
