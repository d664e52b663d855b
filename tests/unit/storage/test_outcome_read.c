// Reading an outcome that came from elsewhere: what counts, what is passed over, and what is refused.
#include "storage/outcome_read.h"

#include "scene_sample.h"
#include "storage/scene_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD                                                                                 \
    "\"format\":\"praatplaat-outcome\",\"version\":1,\"id\":\"2026-11-23-houten-7f3k\","     \
    "\"scene\":\"proef\",\"roles\":[{\"id\":\"inwoner\",\"name\":\"Inwoner\",\"people\":4}," \
    "{\"id\":\"manager\",\"people\":2}]"

static Arena arena;
static MeetingFacts facts;
static Scene *scene;

static int begin(void **state) {
    (void)state;
    arena_init(&arena, 0);
    FaultList faults;
    fault_list_init(&faults);
    assert_int_equal(scene_load_memory(scene_sample, strlen(scene_sample), "scene.json", NULL, NULL,
                                       &scene, &faults),
                     ERR_NONE);
    fault_list_finish(&faults);
    return 0;
}

static int end(void **state) {
    (void)state;
    scene_destroy(scene);
    arena_finish(&arena);
    return 0;
}

static Err try_read(const char *json, const Scene *of, ErrInfo *info) {
    arena_reset(&arena);
    return outcome_read(json, strlen(json), of, LANG_NL, &arena, &facts, info);
}

// The facts of an outcome with these members behind the head.
static const MeetingFacts *told(const Scene *of, const char *members) {
    char json[8192];
    (void)snprintf(json, sizeof json, "{" HEAD "%s%s}", *members ? "," : "", members);
    ErrInfo info = {0};
    if (try_read(json, of, &info)) fail_msg("%s: %s", members, info.text);
    return &facts;
}

static const FactSubject *subject(const char *id) {
    for (int i = 0; i < facts.subject_count; i++)
        if (strcmp(facts.subjects[i].id, id) == 0) return &facts.subjects[i];
    fail_msg("nothing is said of %s", id);
    return NULL;
}

static void what_is_no_outcome_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *json;
        Err err;
        const char *phrase;
    } rows[] = {
        {"", ERR_REFUSED, "no outcome"},
        {"[]", ERR_REFUSED, "no outcome"},
        {"{\"format\":\"praatplaat-outcome\"", ERR_REFUSED, "no outcome"},
        {"{\"format\":\"praatplaat-scene\",\"version\":1}", ERR_REFUSED, "no outcome"},
        {"{\"format\":1,\"version\":1}", ERR_REFUSED, "no outcome"},
        {"{\"format\":\"praatplaat-outcome\",\"version\":2}", ERR_NEWER, "newer version"},
        {"{\"format\":\"praatplaat-outcome\",\"version\":\"1\"}", ERR_NEWER, "newer version"},
        {"{\"format\":\"praatplaat-outcome\",\"version\":1}", ERR_REFUSED, "names no meeting"},
        {"{\"format\":\"praatplaat-outcome\",\"version\":1,\"id\":\"../etc\"}", ERR_REFUSED,
         "names no meeting"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ErrInfo info = {0};
        assert_int_equal(try_read(rows[i].json, scene, &info), rows[i].err);
        if (!strstr(info.text, rows[i].phrase)) fail_msg("%s: %s", rows[i].json, info.text);
    }
}

static void the_head_is_taken(void **state) {
    (void)state;
    const MeetingFacts *f =
        told(scene, "\"place\":\"Houten\",\"group\":\"Zuid\",\"state\":\"closed\","
                    "\"created\":\"2026-11-23T15:43:33.120Z\",\"last_seq\":61,"
                    "\"last_change\":\"2026-11-23T17:00:00.000Z\",\"delete_by\":\"2027-11-23\","
                    "\"previous\":\"2026-10-01-houten-aaaa\",\"programme\":\"kort\"");
    assert_string_equal(f->id, "2026-11-23-houten-7f3k");
    assert_string_equal(f->place, "Houten");
    assert_string_equal(f->previous, "2026-10-01-houten-aaaa");
    assert_string_equal(f->delete_by, "2027-11-23");
    assert_true(f->closed);
    assert_int_equal(f->last_seq, 61);
    assert_int_equal(f->people, 6);
    assert_int_equal(f->role_count, 2);
    assert_string_equal(f->role_names[0], "Inwoner");
    assert_string_equal(f->role_names[1], "manager");  // no name was given
    assert_int_equal(f->created_ms, INT64_C(1795448613120));
    assert_int_equal(f->last_ms, INT64_C(1795453200000));
    assert_false(f->all_groups_known);
    // Without a last change, the moment it was closed; what is not there is nothing.
    f = told(scene,
             "\"closed\":\"2026-11-23T17:00:00Z\",\"created\":\"yesterday\",\"last_seq\":-3");
    assert_int_equal(f->last_ms, INT64_C(1795453200000));
    assert_int_equal(f->created_ms, 0);
    assert_int_equal(f->last_seq, 0);
    assert_false(f->closed);
    assert_string_equal(f->place, "");
}

static void roles_past_the_limit_are_left(void **state) {
    (void)state;
    char json[2048] = "{\"format\":\"praatplaat-outcome\",\"version\":1,\"id\":\"a\",\"roles\":[";
    for (int i = 0; i < SCENE_ROLES_MAX + 3; i++) {
        size_t n = strlen(json);
        (void)snprintf(json + n, sizeof json - n, "%s{\"id\":\"r%d\",\"people\":1}", i ? "," : "",
                       i);
    }
    (void)snprintf(json + strlen(json), sizeof json - strlen(json), "]}");
    assert_int_equal(try_read(json, NULL, NULL), ERR_NONE);
    assert_int_equal(facts.role_count, SCENE_ROLES_MAX);
    assert_int_equal(facts.people, SCENE_ROLES_MAX);
}

#define OPTIONS(a, b, c, d, e)                                                             \
    "\"options\":[{\"count\":" #a "},{\"count\":" #b "},{\"count\":" #c "},{\"count\":" #d \
    "},{\"count\":" #e "}]"
#define SCALE(question, n, options) \
    "{\"kind\":\"scale\",\"question\":\"" question "\",\"n\":" #n "," options "}"
#define WORK(votes)                                                                             \
    "\"parts\":[{\"kind\":\"work\",\"assignment\":\"kiezen\",\"title\":\"K\",\"votes\":[" votes \
    "]}]"
#define FOLLOWUP(votes) "\"parts\":[{\"kind\":\"followup\",\"votes\":[" votes "]}]"

static void scales_count_where_they_belong(void **state) {
    (void)state;
    static const struct {
        const char *members;
        int scales, n, fives;
        const char *subject;
    } rows[] = {
        {WORK(SCALE("Hoe ver?", 4, OPTIONS(1, 0, 0, 1, 2))), 1, 4, 2, "keuken"},
        // of one piece of work the last
        {WORK(SCALE("Hoe ver?", 1, OPTIONS(1, 0, 0, 0, 0)) "," SCALE("En nu?", 2,
                                                                     OPTIONS(0, 0, 0, 0, 2))),
         1, 2, 2, "keuken"},
        // nobody voted, then somebody: the one that was voted on
        {WORK(SCALE("Hoe ver?", 3, OPTIONS(0, 0, 0, 0, 3)) "," SCALE("En nu?", 0,
                                                                     OPTIONS(0, 0, 0, 0, 0))),
         1, 3, 3, "keuken"},
        {WORK(SCALE("Hoe ver?", 4, OPTIONS(0, 0, 0, 0, 0))), 0, 0, 0, NULL},
        {WORK(SCALE("Hoe ver?", 4, "\"options\":[{\"count\":4}]")), 0, 0, 0, NULL},
        {WORK(SCALE("Hoe ver?", 4, "\"options\":7")), 0, 0, 0, NULL},
        // counts that are none count nothing
        {WORK(SCALE("Hoe ver?", 4, OPTIONS(-4, 1e9, "3", null, 2))), 1, 2, 2, "keuken"},
        {FOLLOWUP(SCALE("Hoe ver?", 2, OPTIONS(0, 0, 1, 0, 1))), 1, 2, 1, "keuken"},
        {FOLLOWUP(SCALE("Hoe ver?", 1, OPTIONS(1, 0, 0, 0, 0)) "," SCALE("Hoe ver?", 2,
                                                                         OPTIONS(0, 0, 0, 0, 2))),
         1, 2, 2, "keuken"},
        {FOLLOWUP(SCALE("Wat nog meer?", 2, OPTIONS(0, 0, 1, 0, 1))), 0, 0, 0, NULL},
        {"\"parts\":[{\"kind\":\"welcome\",\"votes\":[" SCALE("Hoe ver?", 2,
                                                              OPTIONS(0, 0, 1, 0, 1)) "]}]",
         0, 0, 0, NULL},
        {"\"parts\":[7,{}]", 0, 0, 0, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const MeetingFacts *f = told(scene, rows[i].members);
        if (f->scale_count != rows[i].scales)
            fail_msg("%s: %d scales", rows[i].members, f->scale_count);
        if (f->scale_count == 0) continue;
        assert_int_equal(f->scales[0].all.n, rows[i].n);
        assert_int_equal(f->scales[0].all.counts[4], rows[i].fives);
        assert_string_equal(f->subjects[f->scales[0].subject].id, rows[i].subject);
    }
    assert_true(told(scene, WORK(""))->subjects[0].worked);
    // Without its poster the assignment stands for itself.
    assert_string_equal(told(NULL, WORK(""))->subjects[0].id, "kiezen");
    assert_string_equal(facts.subjects[0].title, "K");
}

static void groups_are_those_that_the_report_names(void **state) {
    (void)state;
    const MeetingFacts *f =
        told(scene,
             WORK("{\"kind\":\"scale\",\"question\":\"?\",\"n\":9," OPTIONS(
                 1, 1, 1, 3, 3) ","
                                "\"roles\":[{\"role\":\"manager\",\"n\":3,\"counts\":[0,0,0,1,2]},"
                                "{\"role\":null,\"n\":3,\"counts\":[1,1,1,0,0]},"
                                "{\"role\":\"vreemde\",\"n\":3,\"counts\":[0,0,0,2,1]},"
                                "{\"role\":\"inwoner\",\"n\":3,\"counts\":[0,3]},"
                                "{\"role\":\"inwoner\",\"n\":3,\"counts\":[\"x\",-1,1e7,0,0]}]}"));
    const FactScale *s = &f->scales[0];
    assert_int_equal(s->roles[1 + 1].n, 3);
    assert_int_equal(s->roles[1 + 1].counts[4], 2);
    assert_int_equal(s->roles[0].n, 3);
    assert_int_equal(s->roles[1 + 0].n, 0);
}

#define DOTS(n, options, roles)                                                       \
    "{\"kind\":\"dots\",\"question\":\"Wat?\",\"n\":" n ",\"options\":[" options "]," \
    "\"roles\":[" roles "]}"
#define CHOOSE(votes) "\"parts\":[{\"kind\":\"choose\",\"votes\":[" votes "]}]"
#define OPTION(id, label, count) "{\"id\":" id ",\"label\":\"" label "\",\"count\":" #count "}"

static void dots_stand_by_their_blocks(void **state) {
    (void)state;
    const MeetingFacts *f = told(
        scene, CHOOSE(DOTS("5",
                           OPTION("\"tuin\"", "x", 6) "," OPTION(
                               "\"vijver\"", "De vijver", 4) "," OPTION("null", "zonder id", 2),
                           "{\"role\":\"inwoner\",\"n\":3,\"counts\":[6,1,1]},"
                           "{\"role\":\"vreemde\",\"n\":3,\"counts\":[6,1,1]},"
                           "{\"role\":\"manager\",\"n\":3,\"counts\":[6,1]}")));
    assert_int_equal(f->dots_n, 5);
    assert_true(f->dots_roles_known);
    assert_int_equal(f->subject_count, 2);
    assert_int_equal(subject("tuin")->dots, 6);
    assert_string_equal(subject("tuin")->title, "De tuin");
    assert_true(subject("tuin")->votable);
    assert_string_equal(subject("vijver")->title, "De vijver");
    assert_int_equal(subject("vijver")->role_dots[1 + 0], 1);
    assert_int_equal(subject("tuin")->role_dots[1 + 1], 0);
    assert_int_equal(f->dots_roles[1 + 0], 3);
    assert_int_equal(f->dots_roles[1 + 1], 0);
}

static void people_of_several_votes_by_dots(void **state) {
    (void)state;
#define ONE(question, n)                                        \
    "{\"kind\":\"dots\",\"question\":\"" question "\",\"n\":" n \
    ",\"options\":[" OPTION("\"tuin\"", "x", 1) "]}"
    static const struct {
        const char *members;
        int people, dots;
        bool known;
    } rows[] = {
        {CHOOSE(ONE("a", "4")), 4, 1, true},
        {CHOOSE(ONE("a", "null")), -1, 1, false},  // by hands
        {CHOOSE(ONE("a", "4") "," ONE("b", "6")), 6, 2, false},
        {CHOOSE(ONE("a", "6") "," ONE("b", "4")), 6, 2, false},
        {CHOOSE(ONE("a", "4") "," ONE("b", "null")), -1, 2, false},
        {CHOOSE(ONE("a", "4") "," ONE("a", "3")), 3, 1, true},        // asked again
        {"\"parts\":[{\"votes\":[" ONE("a", "4") "]}]", 4, 1, true},  // of no part
        {WORK(ONE("a", "4")), 0, 0, false},  // of a step: not a choice of blocks
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const MeetingFacts *f = told(scene, rows[i].members);
        int dots = f->subject_count && f->subjects[0].votable ? f->subjects[0].dots : 0;
        if (f->dots_n != rows[i].people || dots != rows[i].dots ||
            f->dots_roles_known != rows[i].known)
            fail_msg("row %zu: %d people, %d dots, %d", i, f->dots_n, dots, f->dots_roles_known);
    }
}

static void more_options_than_a_vote_can_have(void **state) {
    (void)state;
    char members[8000] =
        "\"parts\":[{\"kind\":\"choose\",\"votes\":[{\"kind\":\"dots\",\"n\":1,\"options\":[";
    for (int i = 0; i < ROUND_OPTIONS_MAX + 10; i++) {
        size_t n = strlen(members);
        (void)snprintf(members + n, sizeof members - n, "%s{\"id\":\"o%d\",\"count\":1}",
                       i ? "," : "", i);
    }
    (void)snprintf(members + strlen(members), sizeof members - strlen(members), "]}]}]");
    assert_int_equal(told(scene, members)->subject_count, ROUND_OPTIONS_MAX);
}

static void notes_keep_their_marks(void **state) {
    (void)state;
    const MeetingFacts *f = told(
        scene, "\"parts\":[{\"kind\":\"work\",\"assignment\":\"zaaien\",\"boards\":[{\"columns\":["
               "{\"clusters\":[{\"notes\":[{\"text\":\"een\",\"mark\":\"stood-out\"},"
               "{\"text\":\"twee\",\"mark\":\"open-question\"}]},{\"notes\":[{\"text\":\"drie\","
               "\"mark\":null}]}]},{\"clusters\":[]},7]}]},"
               "{\"kind\":\"close\",\"boards\":[{\"columns\":[{\"clusters\":[{\"notes\":["
               "{\"text\":\"vier\",\"mark\":\"anders\"}]}]}]}]}]");
    static const struct {
        const char *text;
        NoteMark mark;
        int subject;
    } rows[] = {{"een", MARK_STOOD_OUT, 0},
                {"twee", MARK_OPEN_QUESTION, 0},
                {"drie", MARK_NONE, 0},
                {"vier", MARK_NONE, -1}};
    assert_int_equal(f->notes_kept, 4);
    assert_string_equal(f->subjects[0].id, "tuin");
    for (int i = 0; i < 4; i++) {
        assert_string_equal(f->notes[i].text, rows[i].text);
        assert_int_equal(f->notes[i].mark, rows[i].mark);
        assert_int_equal(f->notes[i].subject, rows[i].subject);
    }
}

static void agreements_keep_their_state(void **state) {
    (void)state;
    static const struct {
        const char *word, *role;
        AgreementState state;
        bool open;
        int of_role;
    } rows[] = {
        {"open", "inwoner", AGREEMENT_OPEN, true, 0},
        {"done", "manager", AGREEMENT_DONE, false, 1},
        {"dropped", "", AGREEMENT_DROPPED, false, -1},
        {"under-way", "inwoner", AGREEMENT_UNDER_WAY, true, 0},
        {"stuck", "vreemde", AGREEMENT_STUCK, true, -1},
        {"wat anders", "inwoner", AGREEMENT_OPEN, true, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char members[400];
        (void)snprintf(members, sizeof members,
                       "\"agreements\":[{\"what\":\"bellen\",\"state\":\"%s\",\"role\":\"%s\","
                       "\"assignment\":\"zaaien\",\"from_session\":\"2026-01-01-a-b\"},"
                       "{\"what\":\"los\"}]",
                       rows[i].word, rows[i].role);
        const MeetingFacts *f = told(scene, members);
        assert_int_equal(f->agreement_count, 2);
        const FactAgreement *a = &f->agreements[0];
        assert_string_equal(a->what, "bellen");
        assert_string_equal(a->previous, "2026-01-01-a-b");
        assert_string_equal(f->subjects[a->subject].id, "tuin");
        if (a->state != rows[i].state || a->open != rows[i].open || a->role != rows[i].of_role)
            fail_msg("%s: state %d, open %d, role %d", rows[i].word, a->state, a->open, a->role);
        assert_int_equal(f->agreements[1].subject, -1);
    }
}

// Titles and questions of another poster mean nothing here.
static void an_outcome_of_another_poster_speaks_for_itself(void **state) {
    (void)state;
    static const char json[] =
        "{\"format\":\"praatplaat-outcome\",\"version\":1,\"id\":\"a-b\",\"scene\":\"anders\","
        "\"parts\":[{\"kind\":\"work\",\"assignment\":\"zaaien\",\"title\":\"Anders zaaien\"}]}";
    assert_int_equal(try_read(json, scene, NULL), ERR_NONE);
    assert_string_equal(facts.subjects[0].id, "zaaien");
    assert_string_equal(facts.subjects[0].title, "Anders zaaien");
}

// Every piece of a good file, cut anywhere: refused, or read, and never out of range.
static void a_file_that_was_cut(void **state) {
    (void)state;
    static const char whole[] = "{" HEAD "," WORK(SCALE("Hoe ver?", 4, OPTIONS(1, 0, 0, 1, 2))) "}";
    char cut[sizeof whole];
    for (size_t n = 0; n + 1 < sizeof whole; n++) {
        memcpy(cut, whole, n);
        cut[n] = '\0';
        assert_int_equal(try_read(cut, scene, NULL), ERR_REFUSED);
    }
    assert_int_equal(try_read(whole, scene, NULL), ERR_NONE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_outcome_is_refused),
        cmocka_unit_test(the_head_is_taken),
        cmocka_unit_test(roles_past_the_limit_are_left),
        cmocka_unit_test(scales_count_where_they_belong),
        cmocka_unit_test(groups_are_those_that_the_report_names),
        cmocka_unit_test(dots_stand_by_their_blocks),
        cmocka_unit_test(people_of_several_votes_by_dots),
        cmocka_unit_test(more_options_than_a_vote_can_have),
        cmocka_unit_test(notes_keep_their_marks),
        cmocka_unit_test(agreements_keep_their_state),
        cmocka_unit_test(an_outcome_of_another_poster_speaks_for_itself),
        cmocka_unit_test(a_file_that_was_cut),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
