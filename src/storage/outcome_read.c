// Reading what report/json.c writes. Invariant: whatever the file holds, the facts are in their ranges.
#include "storage/outcome_read.h"

#include "base/clock.h"
#include "base/str.h"
#include "storage/json_scan.h"

#include <string.h>

enum { COUNT_MAX = 1000000 };

static const char *text_of(const JsonValue *object, const char *name) {
    const JsonValue *value = json_member(object, name);
    return value && value->kind == JSON_STRING ? value->text : "";
}

static int count_of(const JsonValue *object, const char *name) {
    const JsonValue *value = json_member(object, name);
    bool fits =
        value && value->kind == JSON_NUMBER && value->number >= 0 && value->number <= COUNT_MAX;
    return fits ? (int)value->number : 0;
}

static const JsonValue *first_of(const JsonValue *object, const char *name) {
    const JsonValue *list = json_member(object, name);
    return list && list->kind == JSON_ARRAY ? list->first : NULL;
}

static int64_t time_of(const JsonValue *object, const char *name) {
    int64_t ms = 0;
    return clock_parse_utc(text_of(object, name), &ms) ? ms : 0;
}

// The group of a role's id in the facts, 0 for none; -1: not one of them.
static int group_of(const MeetingFacts *facts, const char *id) {
    if (!*id) return 0;
    for (int i = 0; i < facts->role_count; i++)
        if (str_equal(facts->role_ids[i], id)) return 1 + i;
    return -1;
}

static void read_head(const JsonValue *root, MeetingFacts *out) {
    out->id = text_of(root, "id");
    out->place = text_of(root, "place");
    out->group = text_of(root, "group");
    out->previous = text_of(root, "previous");
    out->scene = text_of(root, "scene");
    out->programme = text_of(root, "programme");
    out->delete_by = text_of(root, "delete_by");
    out->created_ms = time_of(root, "created");
    out->last_ms = time_of(root, "last_change");
    if (out->last_ms == 0) out->last_ms = time_of(root, "closed");
    out->last_seq = (uint64_t)count_of(root, "last_seq");
    out->closed = str_equal(text_of(root, "state"), "closed");
    for (const JsonValue *role = first_of(root, "roles"); role && out->role_count < SCENE_ROLES_MAX;
         role = role->next) {
        const char *name = text_of(role, "name");
        out->role_ids[out->role_count] = text_of(role, "id");
        out->role_names[out->role_count++] = *name ? name : text_of(role, "id");
        out->people += count_of(role, "people");
    }
}

// ---- Votes -----------------------------------------------------------------------------------------

static int read_options(const JsonValue *vote, int *counts, int max) {
    int count = 0;
    for (const JsonValue *option = first_of(vote, "options"); option; option = option->next) {
        if (count < max) counts[count] = count_of(option, "count");
        count++;
    }
    return count;
}

static int read_counts(const JsonValue *role, int *counts, int max) {
    int count = 0;
    for (const JsonValue *one = first_of(role, "counts"); one; one = one->next) {
        bool fits = one->kind == JSON_NUMBER && one->number >= 0 && one->number <= COUNT_MAX;
        if (count < max) counts[count] = fits ? (int)one->number : 0;
        count++;
    }
    return count;
}

static void add(Answers *to, const int *counts) {
    for (int k = 0; k < FACTS_STEPS; k++) {
        to->counts[k] += counts[k];
        to->n += counts[k];
    }
}

static void take_scale(MeetingFacts *out, const JsonValue *vote, int subject) {
    int counts[FACTS_STEPS] = {0};
    if (subject < 0 || out->scale_count == FACTS_SCALES_MAX) return;
    if (read_options(vote, counts, FACTS_STEPS) != FACTS_STEPS) return;
    FactScale scale = {.subject = subject};
    add(&scale.all, counts);
    if (scale.all.n == 0) return;
    for (const JsonValue *role = first_of(vote, "roles"); role; role = role->next) {
        int group = group_of(out, text_of(role, "role"));
        int of_role[FACTS_STEPS] = {0};
        if (group >= 0 && read_counts(role, of_role, FACTS_STEPS) == FACTS_STEPS)
            add(&scale.roles[group], of_role);
    }
    out->scales[out->scale_count++] = scale;
}

static void take_dots(MeetingFacts *out, const JsonValue *vote, const Scene *scene, Lang lang) {
    const JsonValue *n = json_member(vote, "n");
    bool known = n && n->kind == JSON_NUMBER, first = out->dots_n == 0;
    int people = known ? count_of(vote, "n") : -1;
    out->dots_roles_known = first && known;
    out->dots_n = people < 0 || out->dots_n < 0 ? -1 : people > out->dots_n ? people : out->dots_n;
    FactSubject *subjects[ROUND_OPTIONS_MAX] = {NULL};
    int count = 0;
    for (const JsonValue *option = first_of(vote, "options"); option && count < ROUND_OPTIONS_MAX;
         option = option->next) {
        const char *id = text_of(option, "id");
        int block = scene ? scene_find_block(scene, id) : -1;
        const char *title =
            block >= 0 ? text_in(&scene->blocks[block].title, lang) : text_of(option, "label");
        FactSubject *subject = *id ? facts_subject(out, id, title) : NULL;
        subjects[count++] = subject;
        if (!subject) continue;
        subject->votable = true;
        subject->dots += count_of(option, "count");
    }
    for (const JsonValue *role = first_of(vote, "roles"); role; role = role->next) {
        int group = group_of(out, text_of(role, "role")), counts[ROUND_OPTIONS_MAX] = {0};
        if (group < 0 || read_counts(role, counts, ROUND_OPTIONS_MAX) != count) continue;
        out->dots_roles[group] = count_of(role, "n");
        for (int k = 0; k < count; k++)
            if (subjects[k]) subjects[k]->role_dots[group] += counts[k];
    }
}

// ---- Parts of the agenda ---------------------------------------------------------------------------

static void take_notes(MeetingFacts *out, const JsonValue *part, int subject) {
    for (const JsonValue *board = first_of(part, "boards"); board; board = board->next)
        for (const JsonValue *column = first_of(board, "columns"); column; column = column->next)
            for (const JsonValue *pile = first_of(column, "clusters"); pile; pile = pile->next)
                for (const JsonValue *note = first_of(pile, "notes"); note; note = note->next) {
                    const char *mark = text_of(note, "mark");
                    NoteMark as = str_equal(mark, "stood-out")       ? MARK_STOOD_OUT
                                  : str_equal(mark, "open-question") ? MARK_OPEN_QUESTION
                                                                     : MARK_NONE;
                    facts_add_note(
                        out,
                        (FactNote){.subject = subject, .mark = as, .text = text_of(note, "text")});
                }
}

static bool is_kind(const JsonValue *vote, VoteKind kind) {
    return str_equal(text_of(vote, "kind"), vote_kind_word(kind));
}

// A later vote in the same place stands instead of this one.
static bool asked_again(const JsonValue *vote) {
    for (const JsonValue *later = vote->next; later; later = later->next)
        if (str_equal(text_of(later, "question"), text_of(vote, "question")) &&
            str_equal(text_of(later, "kind"), text_of(vote, "kind")))
            return true;
    return false;
}

static void take_part(MeetingFacts *out, const JsonValue *part, const Scene *scene, Lang lang) {
    int kind = part_kind_from_word(text_of(part, "kind")), subject = -1;
    if (kind == PART_WORK) {
        subject = facts_of_assignment(out, scene, lang, text_of(part, "assignment"),
                                      text_of(part, "title"));
        if (subject >= 0) out->subjects[subject].worked = true;
    }
    const JsonValue *scale = NULL;
    for (const JsonValue *vote = first_of(part, "votes"); vote; vote = vote->next) {
        if (is_kind(vote, VOTE_DOTS) && (kind == PART_CHOOSE || kind < 0) && !asked_again(vote))
            take_dots(out, vote, scene, lang);
        if (!is_kind(vote, VOTE_SCALE) || count_of(vote, "n") == 0) continue;
        scale = vote;
        if (kind != PART_FOLLOWUP || asked_again(vote)) continue;
        int block = facts_block_asking(scene, text_of(vote, "question"));
        if (block < 0) continue;
        const SceneBlock *b = &scene->blocks[block];
        FactSubject *of = facts_subject(out, b->id, text_in(&b->title, lang));
        if (of) take_scale(out, vote, (int)(of - out->subjects));
    }
    if (scale && kind == PART_WORK) take_scale(out, scale, subject);
    take_notes(out, part, subject);
}

static void take_agreements(MeetingFacts *out, const JsonValue *root, const Scene *scene,
                            Lang lang) {
    for (const JsonValue *item = first_of(root, "agreements");
         item && out->agreement_count < FACTS_AGREEMENTS_MAX; item = item->next) {
        int state = agreement_state_from_word(text_of(item, "state"));
        const char *assignment = text_of(item, "assignment");
        out->agreements[out->agreement_count++] = (FactAgreement){
            .subject =
                *assignment ? facts_of_assignment(out, scene, lang, assignment, assignment) : -1,
            .role = group_of(out, text_of(item, "role")) - 1,
            .state = state < 0 ? AGREEMENT_OPEN : (AgreementState)state,
            .open = state != AGREEMENT_DONE && state != AGREEMENT_DROPPED,
            .what = text_of(item, "what"),
            .previous = text_of(item, "from_session")};
        if (out->agreements[out->agreement_count - 1].role < -1)
            out->agreements[out->agreement_count - 1].role = -1;
    }
}

Err outcome_read(const char *bytes, size_t n, const Scene *scene, Lang lang, Arena *arena,
                 MeetingFacts *out, ErrInfo *info) {
    *out = (MeetingFacts){.id = ""};
    FaultList faults;
    fault_list_init(&faults);
    JsonValue *root = NULL;
    Err err = json_read(bytes, n, JSON_LARGE_OK | JSON_BOM_OK, arena, &faults, &root);
    fault_list_finish(&faults);
    if (err == ERR_MEMORY) return err_set(info, err, 0, "no memory left");
    if (err || !root || root->kind != JSON_OBJECT ||
        !str_equal(text_of(root, "format"), OUTCOME_FORMAT))
        return err_set(info, ERR_REFUSED, 0, "is no outcome of a meeting: export it again");
    if (count_of(root, "version") != 1)
        return err_set(info, ERR_NEWER, 0,
                       "made by a newer version of the program: install that one");
    read_head(root, out);
    if (!session_id_valid(out->id))
        return err_set(info, ERR_REFUSED, 0, "names no meeting: export it again");
    if (scene && !str_equal(scene->id, out->scene)) scene = NULL;
    for (const JsonValue *part = first_of(root, "parts"); part; part = part->next)
        take_part(out, part, scene, lang);
    take_agreements(out, root, scene, lang);
    return ERR_NONE;
}
