// session.json: strict JSON with what happened, and without what must not be there.
#include "storage/json_scan.h"
#include "storage/session_json.h"
#include "support/meeting.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ID "2026-11-23-houten-7f3k"
#define NOW INT64_C(1795448613120)

static void every_state_of_a_meeting_is_strict_json(void **state) {
    (void)state;
    for (int n = 0; n <= meeting_length(); n++) {
        char *json = meeting_expected(ID, n, NOW);
        ErrInfo info = {0};
        Err err = json_gate(json, strlen(json), 0, &info);
        assert_string_equal(info.text, "");
        assert_int_equal(err, ERR_NONE);
        int version;
        unsigned long long seq;
        assert_int_equal(sscanf(json, SESSION_JSON_HEAD, &version, &seq), 2);
        assert_int_equal(version, 1);
        assert_int_equal(seq, n);
        free(json);
    }
}

static void a_meeting_tells_what_happened(void **state) {
    (void)state;
    char *json = meeting_expected(ID, meeting_length(), NOW);
    static const char *const there[] = {
        "\"state\": \"closed\"",
        "\"place\": \"Houten\"",
        "\"group\": \"Team \\\"Zuid\\\"\"",
        "\"delete_by\": \"2027-06-01\"",
        "\"created\": \"2026-11-23T15:43:33.120Z\"",
        "{\"people\": 12, \"notes\": 4, \"votes\": 17, \"agreements\": 2}",
        "\"name\": \"Minder loketten\"",
        "\"mark\": \"stood-out\"",
        ("\"text\": \"Een brug\", \"drawing\": [{\"pen\": \"thin\", \"points\": [0, 0, 1000, "
         "640]}, "
         "{\"pen\": \"thick\", \"points\": [500, 7]}]"),
        "\"mean\": 3.250",
        "\"method\": \"handen\"",
        "{\"ballot\": 77, \"role\": \"professionals\", \"values\": [1, 1, 1]}",
        "\"state\": \"done\"",
        "\"what\": \"Koffie en thee bij de balie\"",
        "\"chosen\": [\"keukentafel\", \"driehoek\"]",
        "{\"role\": null, \"counts\": [0, 0, 1, 2, 3, 4]}",
    };
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        if (!strstr(json, there[i])) fail_msg("not there: %s\n%s", there[i], json);
    static const char *const gone[] = {"Geheim", "Weg ermee", "900000", "123, 456",
                                       "Minder loketten\", \"removed"};
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) assert_null(strstr(json, gone[i]));
    free(json);
}

static void an_open_vote_tells_only_how_many(void **state) {
    (void)state;
    char *json = meeting_expected(ID, meeting_reveal(), NOW);
    assert_non_null(strstr(json, "\"ballot_count\": 3"));
    assert_null(strstr(json, "\"ballots\""));
    assert_null(strstr(json, "\"outcome\""));
    free(json);
    json = meeting_expected(ID, meeting_reveal() + 1, NOW);
    assert_non_null(strstr(json, "\"ballots\""));
    free(json);
}

static void the_locale_changes_nothing(void **state) {
    (void)state;
    char *before = meeting_expected(ID, meeting_length(), NOW);
    static const char *const locales[] = {"nl_NL.UTF-8", "de_DE.UTF-8", "C.UTF-8"};
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        if (!setlocale(LC_ALL, locales[i])) continue;
        char *json = meeting_expected(ID, meeting_length(), NOW);
        assert_string_equal(json, before);
        free(json);
    }
    (void)setlocale(LC_ALL, "C");
    free(before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_state_of_a_meeting_is_strict_json),
        cmocka_unit_test(a_meeting_tells_what_happened),
        cmocka_unit_test(an_open_vote_tells_only_how_many),
        cmocka_unit_test(the_locale_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
