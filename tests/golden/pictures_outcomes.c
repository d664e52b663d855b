// What came of meetings: the results of several on the poster, taking one along, and what came of the
// agreements of the one before.
#include "golden/pictures.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>

// -- results --------------------------------------------------------------------------------------------
enum { MANAGERS, CITIZENS, WORKERS, GROUPS };

typedef struct {
    const char *id, *place, *group, *previous;
    int year, month;
    // Of each of three blocks, and each of three roles, how often 1 to 5 was answered.
    const char *answers[3][GROUPS];
    int dots[3], open[3], agreements[3];
} Held;

static const char *const subjects[] = {"driehoek", "team", "kennis"};
static const char *const roles[GROUPS] = {"manager", "inwoner", "werk"};

static const Held held[] = {
    {"2026-03-12-houten-2k9d",
     "Houten",
     "Team Zuid",
     "",
     2026,
     3,
     {{"00022", "31100", "01210"}, {"00031", "02100", "11200"}, {"", "", ""}},
     {9, 5, 0},
     {1, 0, 0},
     {2, 1, 0}},
    {"2026-09-23-woerden-8m4w",
     "Woerden",
     "Sociaal team",
     "",
     2026,
     9,
     {{"00013", "02210", "00140"}, {"", "", ""}, {"01300", "00220", "00031"}},
     {4, 2, 7},
     {2, 0, 1},
     {2, 0, 3}},
    {"2026-11-23-houten-7f3k",
     "Houten",
     "Team Zuid",
     "2026-03-12-houten-2k9d",
     2026,
     11,
     {{"00004", "12200", "00330"}, {"00112", "00410", "00031"}, {"", "", ""}},
     {6, 8, 1},
     {0, 2, 0},
     {1, 2, 0}},
};

static const char *const said[] = {
    "Samen aan één tafel beginnen, ook als niet iedereen er is",
    "Wie belt er na afloop met de inwoner?",
    "Een vast gezicht voor de inwoner",
};

static void add_answers(FactScale *scale, int group, const char *counts) {
    for (int k = 0; *counts && k < FACTS_STEPS; k++) {
        int n = counts[k] - '0';
        scale->all.counts[k] += n;
        scale->all.n += n;
        scale->roles[1 + group].counts[k] += n;
        scale->roles[1 + group].n += n;
    }
}

static void fill_subject(MeetingFacts *facts, const Held *from, int i) {
    FactSubject *subject = facts_subject(facts, subjects[i], subjects[i]);
    int at = (int)(subject - facts->subjects);
    subject->votable = true;
    subject->dots = from->dots[i];
    subject->worked = *from->answers[i][0] != '\0';
    if (subject->worked) facts->scales[facts->scale_count++] = (FactScale){.subject = at};
    for (int g = 0; subject->worked && g < GROUPS; g++)
        add_answers(&facts->scales[facts->scale_count - 1], g, from->answers[i][g]);
    for (int k = 0; k < from->agreements[i]; k++)
        facts->agreements[facts->agreement_count++] =
            (FactAgreement){.subject = at,
                            .role = WORKERS,
                            .open = k < from->open[i],
                            .state = k < from->open[i] ? AGREEMENT_OPEN : AGREEMENT_DONE,
                            .what = "plant het eerste driehoeksgesprek",
                            .previous = ""};
    facts_add_note(
        facts,
        (FactNote){.subject = at, .mark = i == 0 ? MARK_STOOD_OUT : MARK_NONE, .text = said[i]});
}

static void results_of(Stage *s, ResultsState state) {
    static Compare *compare;  // of the picture before; its scene is the stage's
    static MeetingFacts facts;
    Shell *shell = stage_shell(s);
    compare_destroy(compare);
    compare = compare_create(shell->scene, shell->lang, 3, true);
    for (size_t m = 0; m < sizeof held / sizeof *held; m++) {
        const Held *from = &held[m];
        facts = (MeetingFacts){.id = from->id,
                               .place = from->place,
                               .group = from->group,
                               .previous = from->previous,
                               .scene = shell->scene->id,
                               .created_ms = clock_day_number(from->year, from->month, 12) *
                                             (int64_t)86400000,
                               .people = 12,
                               .dots_n = 12,
                               .closed = true,
                               .role_count = GROUPS,
                               .all_groups_known = true};
        for (int g = 0; g < GROUPS; g++) facts.role_ids[g] = facts.role_names[g] = roles[g];
        for (int i = 0; i < 3; i++) fill_subject(&facts, from, i);
        compare_add(compare, &facts);
    }
    compare_settle(compare);
    shell->results = (ShellResults){.state = state,
                                    .done = state == RESULTS_READING ? 1240 : 3,
                                    .total = state == RESULTS_READING ? 3810 : 3,
                                    .compare = state == RESULTS_READY ? compare : NULL};
    stage_show(s, SCREEN_RESULTS);
}

void picture_results(Stage *s) {
    results_of(s, RESULTS_READY);
}
void picture_results_reading(Stage *s) {
    results_of(s, RESULTS_READING);
}
void picture_results_stopped(Stage *s) {
    results_of(s, RESULTS_STOPPED);
}
void picture_results_block(Stage *s) {
    results_of(s, RESULTS_READY);
    stage_shell(s)->results.faulty = 2;
    stage_tap(s, "zone.driehoek");
}
void picture_results_beside(Stage *s) {
    results_of(s, RESULTS_READY);
    stage_tap(s, "results.beside");
    stage_tap(s, "results.spread");
}
void picture_results_pick(Stage *s) {
    results_of(s, RESULTS_READY);
    stage_tap(s, "results.pick.period");
}

// -- taking the outcome along ----------------------------------------------------------------------------
static TakeAlong *take(Stage *s, TakeStage at) {
    static TakeAlong take;
    stage_meeting(s, PART_HARVEST);
    take = (TakeAlong){.open = true,
                       .stage = at,
                       .name = "Houten · Team Zuid",
                       .formats = 1u << TAKE_SUMMARY | 1u << TAKE_REPORT | 1u << TAKE_PAGE,
                       .notes = 14,
                       .agreements = 3,
                       .votes = 4,
                       .stays = 2,
                       .places = {{.name = "KINGSTON", .stick = true, .free_mb = 14500},
                                  {.name = "VOL", .stick = true, .full = true},
                                  {.name = "ALLEEN LEZEN", .stick = true, .read_only = true},
                                  {.stick = false, .free_mb = 64 * 1024}},
                       .place_count = 4,
                       .on_stick = true,
                       .folder = "2026-11-23-houten-7f3k",
                       .files = 3};
    stage_shell(s)->take = &take;
    return &take;
}

void picture_take(Stage *s) {
    (void)take(s, TAKE_CHOOSES);
}
void picture_take_runs(Stage *s) {
    TakeAlong *runs = take(s, TAKE_RUNS);
    runs->made = 3;
    runs->bytes = 2400000;
    runs->bytes_all = 6100000;
    runs->slow = true;
}
void picture_take_done(Stage *s) {
    (void)take(s, TAKE_DONE);
}
void picture_take_failed(Stage *s) {
    TakeAlong *failed = take(s, TAKE_FAILED);
    (void)str_copy(failed->said, sizeof failed->said,
                   _("The stick is full. Take another stick, or make room on this one."));
}

// -- what came of it -------------------------------------------------------------------------------------
static void agreed(Stage *s, int id, const char *what, const char *who, AgreementState state,
                   const char *obstacle) {
    stage_send(s, (Event){.type = EV_AGREEMENT_ADD,
                          .agreement = id,
                          .item = stage_shell(s)->session->item,
                          .text = what,
                          .role = -1,
                          .who = who,
                          .date = "2026-12-07",
                          .previous = held[0].id});
    stage_send(s, (Event){.type = EV_AGREEMENT_PROGRESS,
                          .agreement = id,
                          .value = (int32_t)state,
                          .text = obstacle});
}

void picture_followup_open(Stage *s) {
    stage_meeting(s, PART_FOLLOWUP);
    agreed(s, 1, "plant het eerste driehoeksgesprek", "Het wijkteam", AGREEMENT_DONE, "");
    agreed(s, 2, "maakt een lijst met namen en nummers van iedereen die meedoet", "Werk en inkomen",
           AGREEMENT_STUCK, "Niemand weet wie de lijst bijhoudt");
    agreed(s, 3, "belt de inwoner na afloop", "De begeleider", AGREEMENT_OPEN, "");
    stage_show(s, SCREEN_FOLLOWUP);
}

void picture_followup_choice(Stage *s) {
    static SessionBrief briefs[2];
    stage_meeting(s, PART_FOLLOWUP);
    for (int i = 0; i < 2; i++)
        briefs[i] = (SessionBrief){.id = held[i].id,
                                   .place = held[i].place,
                                   .group = held[i].group,
                                   .programme = "",
                                   .delete_by = "",
                                   .previous = "",
                                   .state = SESSION_CLOSED,
                                   .created_ms = clock_day_number(2026, held[i].month, 12) *
                                                 (int64_t)86400000,
                                   .agreements = 3};
    stage_shell(s)->briefs = briefs;
    stage_shell(s)->brief_count = 2;
}

// -- the harvest ------------------------------------------------------------------------------------
// A vote of nine people, the same for each, on what is asked here.
static void vote_here(Stage *s, int item, int step, VoteKind kind, const char *const *ids,
                      int count) {
    const Session *session = stage_shell(s)->session;
    static const char *const words[] = {"1", "3", "5"};
    int round = session->round_count + 1;
    stage_send(s, (Event){.type = EV_ROUND_OPEN,
                          .round = round,
                          .item = item,
                          .step = step,
                          .kind = (int32_t)kind,
                          .method = METHOD_BALLOTS,
                          .text = "?",
                          .ids = ids,
                          .id_count = count,
                          .labels = kind == VOTE_DOTS ? ids : words,
                          .label_count = kind == VOTE_DOTS ? count : 3,
                          .value = kind == VOTE_DOTS ? tally_dots_per_person(count) : 0});
    for (int i = 0; i < 18; i++) {
        int32_t dots[SCENE_BLOCKS_MAX] = {0}, answer = 4;
        for (int k = 0; k < 4; k++) dots[(i * 2 + k) % (count ? count : 1)] = 1;
        stage_send(s, (Event){.type = EV_BALLOT_CAST,
                              .round = round,
                              .ballot = (uint32_t)(1000 * round + i),
                              .role = i % 3,
                              .list = kind == VOTE_DOTS ? dots : &answer,
                              .list_count = kind == VOTE_DOTS ? count : 1});
    }
    stage_send(s, (Event){.type = EV_ROUND_REVEAL, .round = round});
}

// Every place was chosen, worked on and rated: its plate carries all that it can.
void picture_harvest_full(Stage *s) {
    stage_meeting(s, PART_CHOOSE);
    const Session *session = stage_shell(s)->session;
    const Scene *scene = stage_shell(s)->scene;
    const char *blocks[SCENE_BLOCKS_MAX];
    for (int b = 0; b < scene->block_count; b++) blocks[b] = scene->blocks[b].id;
    vote_here(s, session->item, 0, VOTE_DOTS, blocks, scene->block_count);
    for (int b = 0; b < scene->block_count; b++) {
        int first;
        if (scene_block_assignments(scene, b, &first, 1) == 0) continue;
        const SceneAssignment *assignment = &scene->assignments[first];
        int item = session->item_count + 1;
        stage_send(s, (Event){.type = EV_AGENDA_ADD,
                              .item = item,
                              .kind = PART_WORK,
                              .scene = assignment->id,
                              .text = shell_text(stage_shell(s), &assignment->title),
                              .minutes = assignment->minutes,
                              .value = assignment->step_count,
                              .index = session_item_place(session, session->item) + 1});
        stage_send(s, (Event){.type = EV_PLACE_GO, .item = item, .step = 0});
        vote_here(s, item, 0, VOTE_SCALE, NULL, 0);
    }
    for (int i = 0; i < session->order_count; i++) {
        if (session_item(session, session->order[i])->kind == PART_HARVEST)
            stage_shell(s)->ops->go_place(stage_shell(s)->app, session->order[i], 0);
    }
}
