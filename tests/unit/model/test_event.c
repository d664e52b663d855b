// The tables of events: complete, consistent, and strict about the form of a field.
#include "model/event.h"

#include "model/scene.h"
#include "model/session.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_every_type_has_a_name_of_its_own(void **state) {
    (void)state;
    for (int type = 0; type < EV_TYPE_COUNT; type++) {
        assert_non_null(event_specs[type].name);
        assert_int_equal(event_type_from_name(event_specs[type].name), type);
        assert_int_equal(event_specs[type].fields >> EF_FIELD_COUNT, 0);
    }
    assert_int_equal(event_type_from_name("note.burn"), EV_TYPE_COUNT);
    assert_int_equal(event_type_from_name(""), EV_TYPE_COUNT);
    assert_int_equal(event_type_from_name(NULL), EV_TYPE_COUNT);
}

static void test_every_field_has_a_name_and_a_use(void **state) {
    (void)state;
    uint64_t used = 0;
    for (int type = 0; type < EV_TYPE_COUNT; type++) used |= event_specs[type].fields;
    for (int field = 0; field < EF_FIELD_COUNT; field++) {
        assert_non_null(event_field_specs[field].name);
        assert_true(event_field_specs[field].min <= event_field_specs[field].max);
        assert_true(used >> field & 1);
        for (int other = 0; other < field; other++) {
            assert_string_not_equal(event_field_specs[field].name, event_field_specs[other].name);
        }
    }
}

static void test_fields_by_name_are_members_of_the_struct(void **state) {
    (void)state;
    Event event = {.type = EV_NOTE_ADD,
                   .note = 4,
                   .board = 5,
                   .column = 2,
                   .role = -1,
                   .text = "t",
                   .ballot = 4000000000u,
                   .value = INT64_C(1) << 40};
    assert_int_equal(event_get_int(&event, EF_NOTE), 4);
    assert_int_equal(event_get_int(&event, EF_BOARD), 5);
    assert_int_equal(event_get_int(&event, EF_COLUMN), 2);
    assert_int_equal(event_get_int(&event, EF_ROLE), -1);
    assert_int_equal(event_get_int(&event, EF_BALLOT), 4000000000u);
    assert_int_equal(event_get_int(&event, EF_VALUE), INT64_C(1) << 40);
    assert_string_equal(event_get_string(&event, EF_TEXT), "t");
    assert_string_equal(event_get_string(&event, EF_WHO), "");
    // Of another form: nothing.
    assert_int_equal(event_get_int(&event, EF_TEXT), 0);
    assert_string_equal(event_get_string(&event, EF_NOTE), "");
}

static void test_setting_and_getting_any_field(void **state) {
    (void)state;
    for (int i = 0; i < EF_FIELD_COUNT; i++) {
        EventField field = (EventField)i;
        Event event = {0};
        if (event_field_specs[i].form == FIELD_INT) {
            event_set_int(&event, field, event_field_specs[i].max);
            assert_int_equal(event_get_int(&event, field), event_field_specs[i].max);
        } else if (event_field_specs[i].form == FIELD_STRING) {
            event_set_string(&event, field, "woord");
            assert_string_equal(event_get_string(&event, field), "woord");
        }
        // One member only.
        for (int k = 0; k < EF_FIELD_COUNT; k++) {
            if (k == i) continue;
            assert_int_equal(event_get_int(&event, (EventField)k), 0);
            assert_string_equal(event_get_string(&event, (EventField)k), "");
        }
    }
}

static void test_a_number_that_does_not_fit_is_refused(void **state) {
    (void)state;
    static const int64_t wrong[] = {INT64_MAX, INT64_MIN, INT64_C(1) << 32,
                                    -(INT64_C(1) << 32) + 1};
    for (int i = 0; i < EF_FIELD_COUNT; i++) {
        if (event_field_specs[i].form != FIELD_INT) continue;
        for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
            Event event = {0};
            event_set_int(&event, (EventField)i, wrong[k]);
            int64_t kept = event_get_int(&event, (EventField)i);
            bool fits = kept >= event_field_specs[i].min && kept <= event_field_specs[i].max;
            // 2^32 is a whole number that "value" may have.
            assert_true(!fits || (i == EF_VALUE && kept == wrong[k]));
        }
    }
}

static void test_form_of_texts(void **state) {
    (void)state;
    char longest[EVENT_TEXT_MAX + 2];
    memset(longest, 'x', sizeof longest - 1);
    longest[EVENT_TEXT_MAX] = '\0';
    char too_long[EVENT_TEXT_MAX + 2];
    memset(too_long, 'x', sizeof too_long - 1);
    too_long[EVENT_TEXT_MAX + 1] = '\0';
    const struct {
        const char *text;
        bool fits;
    } rows[] = {
        {"", true},
        {NULL, true},
        {"één\ntwee", true},
        {longest, true},
        {too_long, false},
        {"tab\there", false},
        {"cr\r\n", false},
        {"\x1B[31m", false},
        {"del\x7F", false},
        {"\xC2\x85", false},
        {"\xC2\xA0", true},
        {"\xC3(", false},
        {"\xED\xA0\x80", false},
        {"\xF0\x9F\x98\x80", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Event event = {.type = EV_NOTE_EDIT, .note = 1, .role = 0, .text = rows[i].text};
        const char *fault = event_check_form(&event);
        if ((fault == NULL) != rows[i].fits) fail_msg("row %zu", i);
        if (fault) assert_non_null(strstr(fault, "\"text\""));
    }
}

static void test_form_of_numbers_and_lists(void **state) {
    (void)state;
    static const int32_t negative[] = {1, -1}, fine[] = {0, SESSION_NOTES_MAX};
    static const char *const hole[] = {"a", NULL}, *const words[] = {"a", "b"};
    static const int32_t many[EVENT_LIST_MAX + 1];
    const struct {
        Event event;
        const char *field;
    } rows[] = {
        {{.type = EV_NOTE_MOVE, .note = 1, .column = 3, .index = 0}, NULL},
        {{.type = EV_NOTE_MOVE, .note = 1, .column = 4, .index = 0}, "\"column\""},
        {{.type = EV_NOTE_MOVE, .note = -1}, "\"note\""},
        {{.type = EV_NOTE_MOVE, .note = SESSION_NOTES_MAX + 1}, "\"note\""},
        {{.type = EV_NOTE_MOVE, .note = 1, .index = -1}, "\"index\""},
        {{.type = EV_ROUND_REVEAL, .round = 0}, "\"round\""},
        {{.type = EV_AGREEMENT_REMOVE, .agreement = 0}, "\"agreement\""},
        {{.type = EV_CLUSTER_REMOVE, .cluster = 0}, "\"cluster\""},
        {{.type = EV_BALLOT_WITHDRAW, .round = 1, .ballot = 0}, "\"ballot\""},
        {{.type = EV_BALLOT_WITHDRAW, .round = 1, .ballot = UINT32_MAX}, NULL},
        {{.type = EV_UNDO, .value = -1}, "\"value\""},
        {{.type = EV_UNDO, .value = INT64_C(1) << 53}, "\"value\""},
        {{.type = EV_TIMER_SET, .item = 1, .seconds = -30}, NULL},
        {{.type = EV_SESSION_PEOPLE, .list = fine, .list_count = 2}, NULL},
        {{.type = EV_SESSION_PEOPLE, .list = negative, .list_count = 2}, "\"list\""},
        {{.type = EV_SESSION_PEOPLE, .list = NULL, .list_count = 1}, "\"list\""},
        {{.type = EV_SESSION_PEOPLE, .list = NULL, .list_count = 0}, NULL},
        {{.type = EV_SESSION_PEOPLE, .list = fine, .list_count = -1}, "\"list\""},
        {{.type = EV_SESSION_PEOPLE, .list = many, .list_count = EVENT_LIST_MAX + 1}, "\"list\""},
        {{.type = EV_SESSION_PEOPLE, .list = many, .list_count = EVENT_LIST_MAX}, NULL},
        {{.type = EV_CHOICE_SET, .ids = words, .id_count = 2}, NULL},
        {{.type = EV_CHOICE_SET, .ids = hole, .id_count = 2}, "\"ids\""},
        {{.type = EV_CHOICE_SET, .ids = NULL, .id_count = 2}, "\"ids\""},
        {{.type = EV_CHOICE_SET, .ids = words, .id_count = EVENT_WORDS_MAX + 1}, "\"ids\""},
        {{.type = EV_BOARD_OPEN, .board = 1, .labels = hole, .label_count = 2}, "\"labels\""},
        // What a type does not have is not looked at.
        {{.type = EV_SESSION_PAUSE, .note = -7, .text = "\xFF", .list_count = -1}, NULL},
        {{.type = EV_TYPE_COUNT}, "type"},
        {{.type = (EventType)-1}, "type"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *fault = event_check_form(&rows[i].event);
        if ((fault == NULL) != (rows[i].field == NULL))
            fail_msg("row %zu: %s", i, fault ? fault : "passed");
        if (fault && !strstr(fault, rows[i].field)) fail_msg("row %zu: %s", i, fault);
    }
}

static void test_words_for_kinds_and_methods(void **state) {
    (void)state;
    assert_string_equal(event_kind_word(EV_AGENDA_ADD, PART_HARVEST), "harvest");
    assert_string_equal(event_kind_word(EV_ROUND_OPEN, VOTE_DOTS), "dots");
    assert_string_equal(event_kind_word(EV_STAYS_HERE, STAYS_AGREEMENT), "agreement");
    assert_null(event_kind_word(EV_ROUND_OPEN, VOTE_KIND_COUNT));
    assert_string_equal(event_kind_word(EV_STAYS_HERE, STAYS_NEW_NOTES), "new-notes");
    assert_null(event_kind_word(EV_STAYS_HERE, STAYS_KIND_COUNT));
    assert_null(event_kind_word(EV_NOTE_ADD, 0));
    assert_null(event_kind_word(EV_AGENDA_ADD, -1));
    assert_int_equal(event_kind_from_word(EV_AGENDA_ADD, "close"), PART_CLOSE);
    assert_int_equal(event_kind_from_word(EV_ROUND_OPEN, "close"), -1);
    assert_int_equal(event_kind_from_word(EV_ROUND_OPEN, "fist"), VOTE_FIST);
    assert_int_equal(event_kind_from_word(EV_STAYS_HERE, "round"), STAYS_ROUND);
    assert_int_equal(event_kind_from_word(EV_NOTE_ADD, "round"), -1);
    assert_int_equal(event_kind_from_word(EV_ROUND_OPEN, NULL), -1);
    assert_string_equal(event_method_word(METHOD_BALLOTS), "stembriefjes");
    assert_string_equal(event_method_word(METHOD_HANDS), "handen");
    assert_string_equal(event_method_word(METHOD_TOGETHER), "samen");
    assert_null(event_method_word(METHOD_COUNT));
    assert_int_equal(event_method_from_word("samen"), METHOD_TOGETHER);
    assert_int_equal(event_method_from_word("handen"), METHOD_HANDS);
    assert_int_equal(event_method_from_word("voeten"), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_type_has_a_name_of_its_own),
        cmocka_unit_test(test_every_field_has_a_name_and_a_use),
        cmocka_unit_test(test_fields_by_name_are_members_of_the_struct),
        cmocka_unit_test(test_setting_and_getting_any_field),
        cmocka_unit_test(test_a_number_that_does_not_fit_is_refused),
        cmocka_unit_test(test_form_of_texts),
        cmocka_unit_test(test_form_of_numbers_and_lists),
        cmocka_unit_test(test_words_for_kinds_and_methods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
