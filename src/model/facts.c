// From a session to what it has to say. Invariant: what stays here, was removed or was not revealed
// reaches no fact.
#include "model/facts.h"

#include "base/str.h"
#include "model/tally.h"

#include <string.h>

// ---- Subjects --------------------------------------------------------------------------------------

FactSubject *facts_subject(MeetingFacts *facts, const char *id, const char *title) {
    for (int i = 0; i < facts->subject_count; i++)
        if (str_equal(facts->subjects[i].id, id)) return &facts->subjects[i];
    if (facts->subject_count == FACTS_SUBJECTS_MAX) {
        facts->left_out++;
        return NULL;
    }
    FactSubject *subject = &facts->subjects[facts->subject_count++];
    *subject = (FactSubject){.id = id, .title = title && *title ? title : id};
    return subject;
}

static int index_of(const MeetingFacts *facts, const FactSubject *subject) {
    return subject ? (int)(subject - facts->subjects) : -1;
}

static int of_block(MeetingFacts *facts, const Scene *scene, Lang lang, int block) {
    const SceneBlock *b = &scene->blocks[block];
    return index_of(facts, facts_subject(facts, b->id, text_in(&b->title, lang)));
}

int facts_of_assignment(MeetingFacts *facts, const Scene *scene, Lang lang, const char *assignment,
                        const char *title) {
    int at = scene ? scene_find_assignment(scene, assignment) : -1;
    if (at >= 0) return of_block(facts, scene, lang, scene->assignments[at].block);
    const char *id = *assignment ? assignment : title;
    return *id ? index_of(facts, facts_subject(facts, id, title)) : -1;
}

static bool asks(const SceneStep *step, const char *question) {
    if (step->kind != STEP_VOTE || step->vote != VOTE_SCALE) return false;
    for (int lang = 0; lang < lang_count(); lang++)
        if (str_equal(text_in(&step->question, (Lang)lang), question)) return true;
    return false;
}

int facts_block_asking(const Scene *scene, const char *question) {
    for (int a = 0; scene && *question && a < scene->assignment_count; a++) {
        const SceneAssignment *assignment = &scene->assignments[a];
        for (int s = 0; s < assignment->step_count; s++)
            if (asks(&assignment->steps[s], question)) return assignment->block;
    }
    return -1;
}

// What a part of the agenda is about; a question that was asked again belongs where it was first asked.
static int of_item(MeetingFacts *facts, const Session *session, const Scene *scene, Lang lang,
                   int item, const char *question) {
    const AgendaItem *found = session_item(session, item);
    if (found && found->kind == PART_WORK)
        return facts_of_assignment(facts, scene, lang, found->assignment, found->title);
    int block = question && found && found->kind == PART_FOLLOWUP
                    ? facts_block_asking(scene, question)
                    : -1;
    return block >= 0 ? of_block(facts, scene, lang, block) : -1;
}

// ---- Votes -----------------------------------------------------------------------------------------

static bool leaves(const Round *round) {
    return round->present && round->state == ROUND_REVEALED && !round->stays_here;
}

static bool is_last(const Session *session, const Round *round) {
    for (int i = round->id; i < session->round_count; i++) {
        const Round *later = &session->rounds[i];
        if (later->present && later->state == ROUND_REVEALED && later->item == round->item &&
            later->step == round->step && str_equal(later->question, round->question))
            return false;
    }
    return true;
}

// Every group, small ones too: what may be shown is decided over all meetings together.
static void count_groups(const Session *session, const Round *round, TallyRole out[FACTS_GROUPS]) {
    Tally tally;
    tally_round(session, round, 1, &tally);
    out[0] = tally.no_role;
    memcpy(out + 1, tally.roles, sizeof tally.roles);
}

static void add_answers(Answers *to, const int *counts) {
    for (int k = 0; k < FACTS_STEPS; k++) {
        to->counts[k] += counts[k];
        to->n += counts[k];
    }
}

static bool later_scale(const Session *session, const Round *round) {
    for (int i = round->id; i < session->round_count; i++) {
        const Round *later = &session->rounds[i];
        bool votes = later->ballot_count > 0 || later->method == METHOD_HANDS;
        const AgendaItem *item = session_item(session, round->item);
        bool same = item && item->kind == PART_FOLLOWUP
                        ? str_equal(later->question, round->question)
                        : true;
        if (leaves(later) && later->kind == VOTE_SCALE && later->item == round->item && votes &&
            same)
            return true;
    }
    return false;
}

static void take_scale(MeetingFacts *facts, const Session *session, const Scene *scene, Lang lang,
                       const Round *round) {
    if (!is_last(session, round) || later_scale(session, round)) return;
    Tally tally;
    tally_round(session, round, 1, &tally);
    int at = of_item(facts, session, scene, lang, round->item, round->question);
    if (at < 0 || tally.n <= 0 || round->option_count != FACTS_STEPS) return;
    if (facts->scale_count == FACTS_SCALES_MAX) return;
    FactScale *scale = &facts->scales[facts->scale_count++];
    *scale = (FactScale){.subject = at};
    TallyRole groups[FACTS_GROUPS];
    count_groups(session, round, groups);
    add_answers(&scale->all, tally.counts);
    for (int g = 0; g < FACTS_GROUPS; g++) add_answers(&scale->roles[g], groups[g].counts);
}

static bool chooses(const Session *session, const Round *round) {
    const AgendaItem *item = session_item(session, round->item);
    return round->kind == VOTE_DOTS && (!item || item->kind == PART_CHOOSE) &&
           is_last(session, round);
}

static void take_dots(MeetingFacts *facts, const Session *session, const Scene *scene, Lang lang,
                      const Round *round) {
    Tally tally;
    tally_round(session, round, 1, &tally);
    TallyRole groups[FACTS_GROUPS];
    count_groups(session, round, groups);
    bool first = facts->dots_n == 0;
    // People of two votes cannot be told apart: then nothing is said per role.
    facts->dots_roles_known = first && tally.n >= 0;
    facts->dots_n = tally.n < 0 || facts->dots_n < 0 ? -1
                    : tally.n > facts->dots_n        ? tally.n
                                                     : facts->dots_n;
    for (int g = 0; g < FACTS_GROUPS; g++) facts->dots_roles[g] = groups[g].n;
    for (int k = 0; k < round->option_count; k++) {
        int block = scene ? scene_find_block(scene, round->options[k]) : -1;
        const char *title =
            block >= 0 ? text_in(&scene->blocks[block].title, lang) : round->labels[k];
        FactSubject *subject = facts_subject(facts, round->options[k], title);
        if (!subject) continue;
        subject->votable = true;
        subject->dots += tally.counts[k];
        for (int g = 0; g < FACTS_GROUPS; g++) subject->role_dots[g] += groups[g].counts[k];
    }
}

// ---- Notes and agreements --------------------------------------------------------------------------

void facts_add_note(MeetingFacts *facts, FactNote note) {
    facts->note_count++;
    if (facts->notes_kept < FACTS_NOTES_MAX) {
        facts->notes[facts->notes_kept++] = note;
        return;
    }
    for (int i = 0; note.mark != MARK_NONE && i < facts->notes_kept; i++) {
        if (facts->notes[i].mark != MARK_NONE) continue;
        facts->notes[i] = note;
        return;
    }
}

static void take_notes(MeetingFacts *facts, const Session *session, const Scene *scene, Lang lang) {
    for (int i = 0; i < session->note_count; i++) {
        const Note *note = &session->notes[i];
        if (!note->present || note->removed || note->stays_here) continue;
        const Board *board = session_board(session, note->board);
        int at = board ? of_item(facts, session, scene, lang, board->item, NULL) : -1;
        facts_add_note(facts, (FactNote){.subject = at, .mark = note->mark, .text = note->text});
    }
}

static void take_agreements(MeetingFacts *facts, const Session *session, const Scene *scene,
                            Lang lang) {
    for (int i = 0; i < session->agreement_count; i++) {
        const Agreement *a = &session->agreements[i];
        if (!a->present || a->removed || a->stays_here) continue;
        if (facts->agreement_count == FACTS_AGREEMENTS_MAX) return;
        facts->agreements[facts->agreement_count++] =
            (FactAgreement){.subject = of_item(facts, session, scene, lang, a->item, NULL),
                            .role = a->role,
                            .open = agreement_is_open(a),
                            .state = a->state,
                            .what = a->what,
                            .previous = a->previous};
    }
}

static void take_work(MeetingFacts *facts, const Session *session, const Scene *scene, Lang lang) {
    for (int i = 0; i < session->order_count; i++) {
        const AgendaItem *item = session_item(session, session->order[i]);
        if (!item || item->kind != PART_WORK || item->skipped || !item->visited) continue;
        int at = facts_of_assignment(facts, scene, lang, item->assignment, item->title);
        if (at >= 0) facts->subjects[at].worked = true;
    }
}

void facts_of_session(const Session *session, const Scene *scene, Lang lang, MeetingFacts *out) {
    if (scene && !str_equal(scene->id, session->scene)) scene = NULL;
    *out = (MeetingFacts){.id = session->id,
                          .place = session->place,
                          .group = session->group,
                          .previous = session->previous,
                          .scene = session->scene,
                          .programme = session->programme,
                          .delete_by = session->delete_by,
                          .incomplete = session->incomplete,
                          .created_ms = session->created_ms,
                          .last_ms = session->last_ms,
                          .last_seq = session->last_seq,
                          .people = session_people(session),
                          .closed = session->state == SESSION_CLOSED,
                          .role_count = session->role_count,
                          .all_groups_known = true};
    for (int i = 0; i < session->role_count; i++) {
        out->role_ids[i] = session->role_ids[i];
        out->role_names[i] = session->role_names[i];
    }
    for (int i = 0; i < session->round_count; i++) {
        const Round *round = &session->rounds[i];
        if (!leaves(round)) continue;
        if (round->kind == VOTE_SCALE) take_scale(out, session, scene, lang, round);
        if (chooses(session, round)) take_dots(out, session, scene, lang, round);
    }
    take_work(out, session, scene, lang);
    take_notes(out, session, scene, lang);
    take_agreements(out, session, scene, lang);
}
