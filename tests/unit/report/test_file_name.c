// The names under which files leave: they speak, and every file system takes them.
#include "report/file_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *place, *group, *also, *wanted;
} rows[] = {
    {"Houten", "wijkteam Zuid", "", "2026-11-23 Houten - wijkteam Zuid"},
    {"Houten", "", "", "2026-11-23 Houten"},
    {"", "Raad", "", "2026-11-23 - Raad"},
    {"", "", "", "2026-11-23"},
    {"Houten", "", "7f3k", "2026-11-23 Houten (7f3k)"},
    {"a/b\\c:d*e?f\"g<h>i|j", "", "", "2026-11-23 a b c d e f g h i j"},
    {"..", "../../etc/passwd", "", "2026-11-23 - etc passwd"},
    {"  Wijk  bij\nDuurstede. ", "", "", "2026-11-23 Wijk bij Duurstede"},
    {"Houten", "fdp\xE2\x80\xAE.exe\xE2\x80\x8B", "", "2026-11-23 Houten - fdp.exe"},
    {"Súdwest-Fryslân", "équipe 🏠", "", "2026-11-23 Súdwest-Fryslân - équipe 🏠"},
};

static void test_stems(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        static Session session;
        session_init(&session);
        session.place = rows[i].place;
        session.group = rows[i].group;
        session.created_ms = INT64_C(1795431600000);  // 2026-11-23, around noon
        char out[FILE_NAME_MAX];
        file_name_stem(&session, rows[i].also, out);
        assert_string_equal(out, rows[i].wanted);
        session_finish(&session);
    }
}

static void test_long_names_stay_whole_characters(void **state) {
    (void)state;
    static Session session;
    char group[EVENT_SHORT_MAX + 1], stem[FILE_NAME_MAX], name[FILE_NAME_MAX];
    for (size_t i = 0; i + 2 < sizeof group; i += 2) memcpy(group + i, "é", 3);
    session_init(&session);
    session.place = group;
    session.group = group;
    session.created_ms = INT64_C(1795431600000);
    file_name_stem(&session, "7f3k", stem);
    file_name_make(stem, "samenvatting", ".pdf", name);
    assert_true(strlen(name) < FILE_NAME_MAX);
    assert_true(event_text_plain(name, FILE_NAME_MAX));
    assert_string_equal(name + strlen(name) - 26, " (7f3k) - samenvatting.pdf");
    session_finish(&session);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stems),
        cmocka_unit_test(test_long_names_stay_whole_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
