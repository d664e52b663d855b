// What a meeting has to say in a comparison, and what it keeps to itself: open votes, removed notes
// and what stays here reach no fact.
#include "model/facts.h"

#include "play.h"

#include <stdio.h>
#include <string.h>

enum { WELCOME = 1, CHOOSE = 2, WORK = 3, FOLLOWUP = 5, SKIPPED = 6 };

static const SceneStep steps[] = {
    {.kind = STEP_READ, .question = {{"Wat valt op?"}}},
    {.kind = STEP_VOTE, .vote = VOTE_CHOICE, .question = {{"Doen we dit?"}}},
    {.kind = STEP_VOTE, .vote = VOTE_SCALE, .question = {{"Hoe ver?", "How far?"}}},
};
static const SceneAssignment assignments[] = {
    {.id = "zaaien", .block = 0},
    {.id = "eerste-driehoeksgesprek", .block = 2, .steps = steps, .step_count = 3},
};
static const SceneBlock blocks[] = {
    {.id = "a", .title = {{"De tuin", "The garden"}}},
    {.id = "b", .title = {{"De keuken"}}},
    {.id = "driehoek", .title = {{"Het driehoeksgesprek", "The triangle"}}},
};
static const Scene scene = {.id = "integraal-werken",
                            .blocks = blocks,
                            .block_count = 3,
                            .assignments = assignments,
                            .assignment_count = 2};
static const Scene other_scene = {.id = "een-andere"};

static Play play;
static MeetingFacts facts;

static int begin(void **state) {
    (void)state;
    play_start(&play);
    return 0;
}

static int end(void **state) {
    (void)state;
    play_finish(&play);
    return 0;
}

static const MeetingFacts *told(const Scene *of, Lang lang) {
    facts_of_session(&play.session, of, lang, &facts);
    return &facts;
}

static const FactSubject *subject(const char *id) {
    for (int i = 0; i < facts.subject_count; i++)
        if (strcmp(facts.subjects[i].id, id) == 0) return &facts.subjects[i];
    return NULL;
}

static void add_item(int id, PartKind kind, const char *assignment) {
    play_do(&play, (Event){.type = EV_AGENDA_ADD,
                           .item = id,
                           .kind = (int32_t)kind,
                           .scene = assignment,
                           .text = "Nog een deel",
                           .minutes = 10,
                           .value = 4,
                           .index = play.session.order_count});
}

// A scale with these answers, all of the role given; revealed.
static void scale(int item, int step, const char *question, int role, const char *answers) {
    int round = play.session.round_count + 1;
    Event open = round_scale(round, item, step);
    open.text = question;
    play_do(&play, open);
    for (uint32_t i = 0; answers[i]; i++) {
        int32_t value = answers[i] - '0';
        play_do(&play, cast_one(round, 100 * (uint32_t)round + i, role, &value));
    }
    play_do(&play, of_round(EV_ROUND_REVEAL, round));
}

static void the_head_is_that_of_the_session(void **state) {
    (void)state;
    const MeetingFacts *f = told(&scene, LANG_NL);
    assert_string_equal(f->place, "Houten");
    assert_string_equal(f->group, "Wijkteam Noord");
    assert_string_equal(f->programme, "kort");
    assert_string_equal(f->delete_by, "2027-11-23");
    assert_int_equal(f->people, 8);
    assert_int_equal(f->role_count, PLAY_ROLES);
    assert_string_equal(f->role_ids[1], "raad");
    assert_string_equal(f->role_names[1], "Raadslid");
    assert_int_equal(f->last_seq, 6);
    assert_false(f->closed);
    assert_true(f->all_groups_known);
    play_do(&play, (Event){.type = EV_SESSION_CLOSE});
    assert_true(told(&scene, LANG_NL)->closed);
}

static void an_assignment_speaks_of_its_block(void **state) {
    (void)state;
    static const struct {
        bool with_scene;
        Lang lang;
        const char *assignment, *title, *id, *said;  // id NULL: none
    } rows[] = {
        {true, LANG_NL, "zaaien", "x", "a", "De tuin"},
        {true, LANG_EN, "zaaien", "x", "a", "The garden"},
        {true, LANG_EN, "eerste-driehoeksgesprek", "", "driehoek", "The triangle"},
        {true, LANG_NL, "onbekend", "Iets anders", "onbekend", "Iets anders"},
        {true, LANG_NL, "onbekend", "", "onbekend", "onbekend"},
        {true, LANG_NL, "", "Eigen titel", "Eigen titel", "Eigen titel"},
        {true, LANG_NL, "", "", NULL, NULL},
        {false, LANG_NL, "zaaien", "Zaai samen", "zaaien", "Zaai samen"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        facts = (MeetingFacts){.id = ""};
        const Scene *of = rows[i].with_scene ? &scene : NULL;
        int at = facts_of_assignment(&facts, of, rows[i].lang, rows[i].assignment, rows[i].title);
        assert_int_equal(at, rows[i].id ? 0 : -1);
        if (at < 0) continue;
        assert_string_equal(facts.subjects[0].id, rows[i].id);
        assert_string_equal(facts.subjects[0].title, rows[i].said);
        assert_int_equal(
            facts_of_assignment(&facts, of, rows[i].lang, rows[i].assignment, rows[i].title), 0);
        assert_int_equal(facts.subject_count, 1);
    }
}

static void a_question_is_found_in_every_language(void **state) {
    (void)state;
    static const struct {
        const char *question;
        int block;
    } rows[] = {
        {"Hoe ver?", 2},      {"How far?", 2},      {"hoe ver?", -1},
        {"Doen we dit?", -1}, {"Wat valt op?", -1}, {"", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(facts_block_asking(&scene, rows[i].question), rows[i].block);
    assert_int_equal(facts_block_asking(NULL, "Hoe ver?"), -1);
}

static void subjects_past_the_limit_are_counted(void **state) {
    (void)state;
    static char ids[FACTS_SUBJECTS_MAX + 2][16];
    facts = (MeetingFacts){.id = ""};
    for (int i = 0; i < FACTS_SUBJECTS_MAX; i++) {
        (void)snprintf(ids[i], sizeof ids[i], "s%d", i);
        assert_ptr_equal(facts_subject(&facts, ids[i], NULL), &facts.subjects[i]);
    }
    assert_null(facts_subject(&facts, "een-te-veel", "Een te veel"));
    assert_int_equal(facts_of_assignment(&facts, NULL, LANG_NL, "nog-een", ""), -1);
    assert_int_equal(facts.left_out, 2);
    assert_ptr_equal(facts_subject(&facts, "s7", NULL), &facts.subjects[7]);
    // A vote whose subject found no room is not told of anything else.
    assert_int_equal(facts.scale_count, 0);
}

static void work_is_what_the_group_came_to(void **state) {
    (void)state;
    add_item(FOLLOWUP, PART_FOLLOWUP, "");
    add_item(SKIPPED, PART_WORK, "zaaien");
    add_item(7, PART_WORK, "later");
    assert_int_equal(told(&scene, LANG_NL)->subject_count, 0);
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = WORK});
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = SKIPPED});
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = WORK});
    play_do(&play, (Event){.type = EV_AGENDA_SKIP, .item = SKIPPED, .value = 1});
    assert_int_equal(told(&scene, LANG_EN)->subject_count, 1);
    assert_true(subject("driehoek")->worked);
    assert_string_equal(subject("driehoek")->title, "The triangle");
    // The record of another poster, or without one, has its own words.
    for (int i = 0; i < 2; i++) {
        assert_int_equal(told(i ? &other_scene : NULL, LANG_EN)->subject_count, 1);
        assert_string_equal(subject("eerste-driehoeksgesprek")->title, "Deel");
    }
}

static void a_scale_counts_when_it_was_seen(void **state) {
    (void)state;
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = WORK, .step = 2});
    play_do(&play, round_scale(1, WORK, 2));
    int32_t four = 4, two = 2;
    play_do(&play, cast_one(1, 11, 0, &four));
    play_do(&play, cast_one(1, 12, 1, &two));
    play_do(&play, cast_one(1, 13, -1, &four));
    assert_int_equal(told(&scene, LANG_NL)->scale_count, 0);
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    const MeetingFacts *f = told(&scene, LANG_NL);
    assert_int_equal(f->scale_count, 1);
    const FactScale *s = &f->scales[0];
    assert_string_equal(f->subjects[s->subject].id, "driehoek");
    assert_int_equal(s->all.n, 3);
    assert_int_equal(s->all.counts[3], 2);
    assert_int_equal(s->roles[0].counts[3], 1);
    assert_int_equal(s->roles[1 + 0].counts[3], 1);
    assert_int_equal(s->roles[1 + 1].counts[1], 1);
    assert_int_equal(s->roles[1 + 2].n, 0);
}

// Rows of votes in one place, and which one counts.
static void the_last_of_a_subject_counts(void **state) {
    (void)state;
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = WORK, .step = 2});
    scale(WORK, 2, "Hoe ver?", 0, "11");
    scale(WORK, 2, "Hoe ver?", 0, "555");  // asked again in the same place
    assert_int_equal(told(&scene, LANG_NL)->scale_count, 1);
    assert_int_equal(facts.scales[0].all.counts[4], 3);
    scale(WORK, 3, "En nu?", 1, "2");  // another question of the same work
    assert_int_equal(told(&scene, LANG_NL)->scale_count, 1);
    assert_int_equal(facts.scales[0].all.counts[1], 1);
    // What stays here is gone, and the one before it is the last again.
    play_do(&play, (Event){.type = EV_STAYS_HERE, .kind = STAYS_ROUND, .index = 3, .value = 1});
    assert_int_equal(told(&scene, LANG_NL)->scale_count, 1);
    assert_int_equal(facts.scales[0].all.counts[4], 3);
    // Asked once more, and that stays here: nothing is said of the place.
    play_do(&play, (Event){.type = EV_STAYS_HERE, .kind = STAYS_ROUND, .index = 2, .value = 1});
    assert_int_equal(told(&scene, LANG_NL)->scale_count, 0);
}

static void a_followup_belongs_where_it_was_first_asked(void **state) {
    (void)state;
    add_item(FOLLOWUP, PART_FOLLOWUP, "");
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = FOLLOWUP});
    scale(FOLLOWUP, 0, "How far?", 2, "3");
    scale(FOLLOWUP, 1, "Iets dat niemand vroeg", 2, "1");
    const MeetingFacts *f = told(&scene, LANG_NL);
    assert_int_equal(f->scale_count, 1);
    assert_string_equal(f->subjects[f->scales[0].subject].id, "driehoek");
    assert_int_equal(f->scales[0].all.counts[2], 1);
    assert_int_equal(told(NULL, LANG_NL)->scale_count, 0);
}

static void cast_dots(int round, uint32_t ballot, int role, const int32_t *dots) {
    play_do(&play, (Event){.type = EV_BALLOT_CAST,
                           .round = round,
                           .ballot = ballot,
                           .role = role,
                           .list = dots,
                           .list_count = 4});
}

static void dots_stand_by_their_blocks(void **state) {
    (void)state;
    static const int32_t first[] = {2, 0, 2, 1}, second[] = {1, 2, 2, 0}, third[] = {0, 0, 0, 2};
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = CHOOSE});
    play_do(&play, round_dots(1, CHOOSE, 0));
    cast_dots(1, 1, 0, first);
    cast_dots(1, 2, 1, second);
    assert_int_equal(told(&scene, LANG_EN)->subject_count, 0);
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    const MeetingFacts *f = told(&scene, LANG_EN);
    assert_int_equal(f->dots_n, 2);
    assert_true(f->dots_roles_known);
    assert_int_equal(f->dots_roles[1 + 0], 1);
    assert_int_equal(f->dots_roles[1 + 2], 0);
    assert_int_equal(subject("a")->dots, 3);
    assert_int_equal(subject("a")->role_dots[1 + 0], 2);
    assert_string_equal(subject("a")->title, "The garden");
    assert_string_equal(subject("c")->title, "c");  // of no block here: the label stands
    assert_true(subject("d")->votable);
    assert_false(subject("d")->worked);
    // People of a second vote about something else cannot be told from those of the first.
    add_item(FOLLOWUP, PART_CHOOSE, "");
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = FOLLOWUP});
    play_do(&play, round_dots(2, FOLLOWUP, 0));
    cast_dots(2, 3, 1, third);
    play_do(&play, of_round(EV_ROUND_REVEAL, 2));
    f = told(&scene, LANG_EN);
    assert_int_equal(f->dots_n, 2);
    assert_false(f->dots_roles_known);
    assert_int_equal(subject("d")->dots, 3);
}

static void dots_by_hand_have_no_number_of_people(void **state) {
    (void)state;
    static const int32_t hands[] = {4, 0, 3, 1};
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = CHOOSE});
    Event open = round_dots(1, CHOOSE, 0);
    open.method = METHOD_HANDS;
    play_do(&play, open);
    play_do(&play,
            (Event){.type = EV_HANDS_SET, .round = 1, .role = -1, .list = hands, .list_count = 4});
    play_do(&play, of_round(EV_ROUND_REVEAL, 1));
    const MeetingFacts *f = told(&scene, LANG_NL);
    assert_int_equal(f->dots_n, -1);
    assert_false(f->dots_roles_known);
    assert_int_equal(subject("a")->dots, 4);
}

static void notes_that_leave_are_told(void **state) {
    (void)state;
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = WORK, .step = 1});
    play_do(&play, board_open(1, WORK, 1));
    play_do(&play, note_add(1, 1, 0, 0, "blijft"));
    play_do(&play, note_add(2, 1, 0, 0, "weg"));
    play_do(&play, note_add(3, 1, 1, -1, "geheim"));
    play_do(&play, of_note(EV_NOTE_REMOVE, 2));
    play_do(&play, (Event){.type = EV_STAYS_HERE, .kind = STAYS_NOTE, .index = 3, .value = 1});
    play_do(&play, (Event){.type = EV_NOTE_MARK, .note = 1, .value = MARK_OPEN_QUESTION});
    const MeetingFacts *f = told(&scene, LANG_NL);
    assert_int_equal(f->note_count, 1);
    assert_string_equal(f->notes[0].text, "blijft");
    assert_int_equal(f->notes[0].mark, MARK_OPEN_QUESTION);
    assert_string_equal(f->subjects[f->notes[0].subject].id, "driehoek");
}

static void marked_notes_push_out_the_others(void **state) {
    (void)state;
    facts = (MeetingFacts){.id = ""};
    facts_add_note(&facts, (FactNote){.mark = MARK_STOOD_OUT, .text = "eerste"});
    while (facts.notes_kept < FACTS_NOTES_MAX) facts_add_note(&facts, (FactNote){.text = "gewoon"});
    facts_add_note(&facts, (FactNote){.text = "te laat"});
    facts_add_note(&facts, (FactNote){.mark = MARK_OPEN_QUESTION, .text = "vraag"});
    assert_int_equal(facts.note_count, FACTS_NOTES_MAX + 2);
    assert_int_equal(facts.notes_kept, FACTS_NOTES_MAX);
    assert_string_equal(facts.notes[0].text, "eerste");
    assert_string_equal(facts.notes[1].text, "vraag");
    assert_string_equal(facts.notes[2].text, "gewoon");
}

static void agree(int id, int item, const char *what) {
    play_do(&play, (Event){.type = EV_AGREEMENT_ADD,
                           .agreement = id,
                           .item = item,
                           .text = what,
                           .role = 1,
                           .who = "",
                           .date = "",
                           .previous = ""});
}

static void agreements_that_leave_are_told(void **state) {
    (void)state;
    play_do(&play, (Event){.type = EV_PLACE_GO, .item = WORK});
    agree(1, WORK, "bellen");
    agree(2, WORK, "schrijven");
    agree(3, WELCOME, "koffie");
    agree(4, WORK, "blijft hier");
    play_do(&play, (Event){.type = EV_AGREEMENT_REMOVE, .agreement = 2});
    play_do(&play, (Event){.type = EV_STAYS_HERE, .kind = STAYS_AGREEMENT, .index = 4, .value = 1});
    play_do(&play, (Event){.type = EV_AGREEMENT_STATE, .agreement = 3, .value = AGREEMENT_DONE});
    const MeetingFacts *f = told(&scene, LANG_NL);
    assert_int_equal(f->agreement_count, 2);
    assert_string_equal(f->agreements[0].what, "bellen");
    assert_string_equal(f->subjects[f->agreements[0].subject].id, "driehoek");
    assert_true(f->agreements[0].open);
    assert_int_equal(f->agreements[0].role, 1);
    assert_int_equal(f->agreements[1].subject, -1);
    assert_false(f->agreements[1].open);
    assert_int_equal(f->agreements[1].state, AGREEMENT_DONE);
    for (int i = 5; i < FACTS_AGREEMENTS_MAX + 20; i++) agree(i, WORK, "nog een");
    assert_int_equal(told(&scene, LANG_NL)->agreement_count, FACTS_AGREEMENTS_MAX);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_head_is_that_of_the_session),
        TEST(an_assignment_speaks_of_its_block),
        TEST(a_question_is_found_in_every_language),
        TEST(subjects_past_the_limit_are_counted),
        TEST(work_is_what_the_group_came_to),
        TEST(a_scale_counts_when_it_was_seen),
        TEST(the_last_of_a_subject_counts),
        TEST(a_followup_belongs_where_it_was_first_asked),
        TEST(dots_stand_by_their_blocks),
        TEST(dots_by_hand_have_no_number_of_people),
        TEST(notes_that_leave_are_told),
        TEST(marked_notes_push_out_the_others),
        TEST(agreements_that_leave_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
