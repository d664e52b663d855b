// What a new meeting starts with: places of before, the meeting it may follow, how many people.
#include "screens/new_session.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { COUNT = 8 };

// The newest first, as the program lists them.
static const SessionBrief briefs[COUNT] = {
    {.id = "h", .place = "Houten", .state = SESSION_PAUSED},
    {.id = "g", .place = "Woerden", .state = SESSION_CLOSED},
    {.id = "f", .place = "", .state = SESSION_CLOSED},
    {.id = "e", .place = "Houten", .state = SESSION_CLOSED},
    {.id = "d", .place = "Houten", .state = SESSION_CLOSED, .damaged = true},
    {.id = "c", .place = "Woerden", .state = SESSION_CLOSED, .newer = true},
    {.id = "b", .place = "Houten", .state = SESSION_CLOSED},
    {.id = "a", .place = NULL, .state = SESSION_CLOSED},
};

static void test_places_once_each(void **state) {
    (void)state;
    int found[4];
    assert_int_equal(new_places(briefs, COUNT, found, 4), 2);
    assert_int_equal(found[0], 0);
    assert_int_equal(found[1], 1);
    assert_int_equal(new_places(briefs, COUNT, found, 1), 1);
    assert_int_equal(new_places(briefs, 0, found, 4), 0);
}

static void expect_previous(const char *place, const char *ids) {
    int found[COUNT];
    int count = new_previous(briefs, COUNT, place, found, COUNT), i = 0;
    for (; ids[i]; i++) {
        assert_true(i < count);
        assert_int_equal(briefs[found[i]].id[0], ids[i]);
    }
    assert_int_equal(count, i);
}

static void test_previous_of_this_place_first(void **state) {
    (void)state;
    expect_previous("Houten", "ebgfa");
    expect_previous("Woerden", "gfeba");
    expect_previous("Utrecht", "gfeba");
    expect_previous("", "gfeba");
    expect_previous(NULL, "gfeba");
}

static void test_previous_stops_when_full(void **state) {
    (void)state;
    int found[1];
    assert_int_equal(new_previous(briefs, COUNT, "Houten", found, 1), 1);
    assert_int_equal(found[0], 3);
}

static void test_followup_is_a_part(void **state) {
    (void)state;
    const ScenePart with[] = {{.kind = PART_WELCOME}, {.kind = PART_FOLLOWUP}},
                    without[] = {{.kind = PART_WELCOME}, {.kind = PART_CLOSE}};
    assert_true(new_has_followup(&(SceneProgramme){.parts = with, .part_count = 2}));
    assert_false(new_has_followup(&(SceneProgramme){.parts = without, .part_count = 2}));
}

static void test_a_usual_group(void **state) {
    (void)state;
    assert_int_equal(new_people_guess(0), 0);
    for (int roles = 2; roles <= SCENE_ROLES_MAX; roles++) {
        int together = roles * new_people_guess(roles);
        assert_in_range(together, 6, 12);
    }
}

static void test_the_group_of_the_meeting_before(void **state) {
    (void)state;
    static const SceneRole roles[] = {{.id = "inwoner"}, {.id = "raad"}, {.id = "werk"}};
    const Scene scene = {.roles = roles, .role_count = 3};
    static Session earlier;
    earlier =
        (Session){.role_count = 3, .role_ids = {"raad", "inwoner", "pers"}, .people = {2, 5, 9}};
    int people[SCENE_ROLES_MAX];
    new_people(&scene, &earlier, people);
    assert_int_equal(people[0], 5);
    assert_int_equal(people[1], 2);
    assert_int_equal(people[2], 0);  // nobody of it was there
    earlier.people[0] = earlier.people[1] = 0;
    const Session *none[] = {NULL, &earlier};
    for (int i = 0; i < 2; i++) {
        new_people(&scene, none[i], people);
        for (int r = 0; r < 3; r++) assert_int_equal(people[r], new_people_guess(3));
    }
}

static void test_a_year_can_be_chosen(void **state) {
    (void)state;
    bool found = false;
    for (int i = 0; i < new_keep_count; i++) {
        found = found || new_keep_days[i] == 365;  // what a new meeting starts with
        assert_true(i == 0 || new_keep_days[i] > new_keep_days[i - 1]);
    }
    assert_true(found);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_once_each),
        cmocka_unit_test(test_previous_of_this_place_first),
        cmocka_unit_test(test_previous_stops_when_full),
        cmocka_unit_test(test_followup_is_a_part),
        cmocka_unit_test(test_a_usual_group),
        cmocka_unit_test(test_the_group_of_the_meeting_before),
        cmocka_unit_test(test_a_year_can_be_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
