// Which assignments the group takes and in what order: plain lists, no screen.
#include "screens/choose.h"

#include "base/str.h"

int picks_place(const Picks *picks, int assignment) {
    for (int i = 0; i < picks->count; i++) {
        if (picks->ids[i] == assignment) return i;
    }
    return -1;
}

bool picks_toggle(Picks *picks, int assignment) {
    int at = picks_place(picks, assignment);
    if (at < 0) {
        if (picks->count == PICKS_MAX) return false;
        picks->ids[picks->count++] = assignment;
        return true;
    }
    picks->count--;
    for (int i = at; i < picks->count; i++) picks->ids[i] = picks->ids[i + 1];
    return true;
}

void picks_move(Picks *picks, int assignment, int place) {
    int at = picks_place(picks, assignment);
    if (at < 0) return;
    if (place < 0) place = 0;
    if (place > picks->count - 1) place = picks->count - 1;
    for (; at < place; at++) picks->ids[at] = picks->ids[at + 1];
    for (; at > place; at--) picks->ids[at] = picks->ids[at - 1];
    picks->ids[at] = assignment;
}

static int dots_on(const Round *round, const Tally *tally, const char *block) {
    for (int k = 0; round && k < round->option_count; k++) {
        if (str_equal(round->options[k], block)) return tally->counts[k];
    }
    return 0;
}

int picks_blocks(const Session *session, const Scene *scene, const Round *round, uint32_t from,
                 int *out) {
    int count = 0, dots[SCENE_BLOCKS_MAX];
    Tally tally = {0};
    bool revealed = round && round->state == ROUND_REVEALED;
    if (revealed) tally_round(session, round, TALLY_ROLE_MIN, &tally);
    for (int b = 0; b < scene->block_count; b++) {
        if (!(from >> b & 1)) continue;
        int n = revealed ? dots_on(round, &tally, scene->blocks[b].id) : 0, at = count++;
        for (; at > 0 && dots[at - 1] < n; at--) {
            dots[at] = dots[at - 1];
            out[at] = out[at - 1];
        }
        dots[at] = n;
        out[at] = b;
    }
    return count;
}

void picks_fill(Picks *picks, const Session *session, const Scene *scene, const Round *round,
                int take) {
    *picks = (Picks){0};
    for (int i = 0; i < session->chosen_count; i++) {
        int at = scene_find_assignment(scene, session->chosen[i]);
        if (at >= 0 && picks_place(picks, at) < 0) (void)picks_toggle(picks, at);
    }
    if (picks->count > 0 || !round || round->state != ROUND_REVEALED) return;
    int blocks[SCENE_BLOCKS_MAX], first;
    int count = picks_blocks(session, scene, round, 0xFFFFFFFFu, blocks);
    Tally tally;
    tally_round(session, round, TALLY_ROLE_MIN, &tally);
    for (int i = 0; i < count && picks->count < take; i++) {
        if (dots_on(round, &tally, scene->blocks[blocks[i]].id) == 0) break;
        if (scene_block_assignments(scene, blocks[i], &first, 1) > 0)
            (void)picks_toggle(picks, first);
    }
}
