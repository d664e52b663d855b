// Finding meetings in folders of every kind, leaving out doubles, and reading them one by one.
#include "base/clock.h"
#include "base/log.h"
#include "storage/file_ops.h"
#include "storage/outcome_read.h"
#include "storage/record.h"
#include "storage/session_look.h"
#include "storage/sources.h"
#include "support/failing_ops.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define NOW INT64_C(1795448613120)
#define HOUTEN "2026-11-23-houten-aaaa"
#define ZEIST "2026-11-23-zeist-bbbb"

static char *data;
static SourceList list;

static int set_up(void **state) {
    (void)state;
    clock_fake(NOW);
    data = folder_make();
    sources_init(&list);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    sources_finish(&list);
    folder_remove(data);
    clock_real();
    return 0;
}

static void folder(const char *name) {
    assert_int_equal(mkdir(folder_path("%s/%s", data, name), 0700), 0);
}

static void outcome(const char *name, const char *id, int last_seq, const char *last_change) {
    char json[400];
    int n = snprintf(json, sizeof json,
                     "{\n  \"format\": \"" OUTCOME_FORMAT "\",\n  \"version\": 1,\n  \"id\": "
                     "\"%s\",\n  \"place\": \"Stick\",\n  \"last_seq\": %d,\n  \"last_change\": "
                     "\"%s\"\n}\n",
                     id, last_seq, last_change);
    file_put(folder_path("%s/%s", data, name), json, (size_t)n);
}

static Err add(const char *name, ErrInfo *info) {
    return sources_add(&list, data, name, info);
}

static void a_name_is_looked_for_here_first(void **state) {
    (void)state;
    meeting_record(data, HOUTEN, 10);
    assert_int_equal(add(HOUTEN, NULL), ERR_NONE);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].id, HOUTEN);
    assert_string_equal(list.items[0].path, folder_path("%s/sessions/" HOUTEN, data));
    assert_true(list.choice);
    // What was imported is found by its id too.
    folder("imported");
    folder("imported/" ZEIST);
    outcome("imported/" ZEIST "/outcome.json", ZEIST, 3, "");
    assert_int_equal(add(ZEIST, NULL), ERR_NONE);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[1].id, ZEIST);
    assert_true(list.items[1].outcome);
}

static void a_file_stands_for_its_session(void **state) {
    (void)state;
    meeting_record(data, HOUTEN, 10);
    outcome("uitkomst.json", ZEIST, 3, "");
    file_put_text(folder_path("%s/notities.txt", data), "x");
    file_put_text(folder_path("%s/anders.json", data), "{\"format\":\"x\"}");
    static const struct {
        const char *name;
        Err err;
        const char *id;  // or a part of the sentence
        bool outcome;
    } rows[] = {
        {"sessions/" HOUTEN "/session.json", ERR_NONE, HOUTEN, false},
        {"sessions/" HOUTEN "/events.jsonl", ERR_NONE, HOUTEN, false},
        {"sessions/" HOUTEN, ERR_NONE, HOUTEN, false},
        {"sessions/" HOUTEN "//", ERR_NONE, HOUTEN, false},
        {"uitkomst.json", ERR_NONE, ZEIST, true},
        {"notities.txt", ERR_REFUSED, "is no file of a session and no outcome", false},
        {"anders.json", ERR_REFUSED, "is no file of a session and no outcome", false},
        {"er-is-niets", ERR_MISSING, "there is no such session", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ErrInfo info = {0};
        list.count = 0;
        assert_int_equal(add(folder_path("%s/%s", data, rows[i].name), &info), rows[i].err);
        if (rows[i].err) {
            if (!strstr(info.text, rows[i].id)) fail_msg("%s: %s", rows[i].name, info.text);
            assert_int_equal(list.count, 0);
            continue;
        }
        assert_int_equal(list.count, 1);
        assert_string_equal(list.items[0].id, rows[i].id);
        assert_int_equal(list.items[0].outcome, rows[i].outcome);
        assert_true(list.choice);
    }
    ErrInfo info = {0};
    assert_int_equal(add("2026-01-01-nergens-zzzz", &info), ERR_MISSING);
    assert_non_null(strstr(info.text, "see `praatplaat sessions`"));
}

static void a_stick_is_searched(void **state) {
    (void)state;
    char *stick = folder_make();
    meeting_record(stick, HOUTEN, 10);
    folder("stick");
    folder("stick/.verborgen");
    folder("stick/1");
    folder("stick/1/2");
    folder("stick/1/2/3");
    folder("stick/1/2/3/4");
    folder("stick/1/2/3/4/5");
    folder("stick/older-1");
    outcome("stick/een.json", "a-1", 1, "");
    outcome("stick/.verborgen/nee.json", "a-2", 1, "");
    outcome("stick/1/2/3/4/vier.json", "a-4", 1, "");
    outcome("stick/1/2/3/4/5/vijf.json", "a-5", 1, "");
    outcome("stick/older-1/oud.json", "a-6", 1, "");
    outcome("stick/geen-json.txt", "a-7", 1, "");
    outcome("stick/slecht-id.json", "Slecht Id", 1, "");
    file_put_text(folder_path("%s/stick/leeg.json", data), "");
    file_put_text(folder_path("%s/stick/los.json", data), "{\"id\" 3}");
    assert_int_equal(symlink(stick, folder_path("%s/stick/koppeling", data)), 0);
    assert_int_equal(add(folder_path("%s/stick", data), NULL), ERR_NONE);
    sources_settle(&list);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].id, "a-1");
    assert_string_equal(list.items[1].id, "a-4");
    assert_false(list.choice);  // all of a collection
    // A data folder: what was exported from it stands there a second time.
    assert_int_equal(mkdir(folder_path("%s/exports", stick), 0700), 0);
    file_put_text(folder_path("%s/exports/x.json", stick),
                  "{\"format\":\"" OUTCOME_FORMAT "\",\"id\":\"a-9\"}");
    list.count = 0;
    assert_int_equal(add(stick, NULL), ERR_NONE);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].id, HOUTEN);
    folder_remove(stick);
    // Nothing of ours on it.
    folder("leeg");
    ErrInfo info = {0};
    assert_int_equal(add(folder_path("%s/leeg", data), &info), ERR_REFUSED);
    assert_non_null(strstr(info.text, "holds no sessions and no outcomes"));
}

static void a_renamed_folder_keeps_its_session(void **state) {
    (void)state;
    meeting_record(data, HOUTEN, 10);
    assert_int_equal(rename(folder_path("%s/sessions/" HOUTEN, data),
                            folder_path("%s/sessions/oude naam", data)),
                     0);
    assert_int_equal(sources_add_own(&list, data, NULL), ERR_NONE);
    assert_int_equal(list.count, 1);
    assert_string_equal(list.items[0].id, HOUTEN);
    // Without its events the overview says it; without both, the folder's own name stands.
    file_put_text(folder_path("%s/sessions/oude naam/events.jsonl", data), "rommel");
    list.count = 0;
    assert_int_equal(sources_add_own(&list, data, NULL), ERR_NONE);
    assert_string_equal(list.items[0].id, HOUTEN);
    file_put_text(folder_path("%s/sessions/oude naam/session.json", data), "{\"id\":\"../x\"}");
    list.count = 0;
    assert_int_equal(sources_add_own(&list, data, NULL), ERR_NONE);
    assert_string_equal(list.items[0].id, "oude naam");
}

static void nothing_here_is_no_fault(void **state) {
    (void)state;
    assert_int_equal(sources_add_own(&list, data, NULL), ERR_NONE);
    assert_int_equal(list.count, 0);
    file_put_text(folder_path("%s/sessions", data), "x");
    ErrInfo info = {0};
    assert_int_equal(sources_add_own(&list, data, &info), ERR_REFUSED);
    assert_non_null(strstr(info.text, "is no folder"));
}

static void a_folder_that_cannot_be_read_is_said(void **state) {
    (void)state;
    folder("sessions");
    failing_ops_start(FAULT_ERROR, 1, 0, EIO, OP_BIT(list));
    ErrInfo info = {0};
    Err err = sources_add_own(&list, data, &info);
    failing_ops_stop();
    assert_int_equal(err, ERR_MACHINE);
    assert_non_null(strstr(info.text, "cannot be read: the disk does not work"));
}

// Several copies of one meeting: which one stays.
static void of_doubles_the_newest_stays(void **state) {
    (void)state;
    static const struct {
        int seq[2];
        const char *change[2];
        int best;
    } rows[] = {
        {{5, 9}, {"", ""}, 1},
        {{9, 5}, {"", ""}, 0},
        {{5, 5}, {"2026-11-23T10:00:00Z", "2026-11-23T11:00:00Z"}, 1},
        {{5, 5}, {"2026-11-23T11:00:00Z", "2026-11-23T10:00:00Z"}, 0},
        {{5, 5}, {"", ""}, 0},
    };
    folder("stick");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        outcome("stick/a.json", HOUTEN, rows[i].seq[0], rows[i].change[0]);
        outcome("stick/b.json", HOUTEN, rows[i].seq[1], rows[i].change[1]);
        outcome("stick/c.json", ZEIST, 1, "");
        list.count = list.doubles = 0;
        assert_int_equal(add(folder_path("%s/stick", data), NULL), ERR_NONE);
        sources_settle(&list);
        assert_int_equal(list.count, 2);
        assert_int_equal(list.doubles, 1);
        const char *name = rows[i].best ? "b.json" : "a.json";
        if (!strstr(list.items[0].path, name)) fail_msg("row %zu: %s", i, list.items[0].path);
    }
    // One that cannot be read comes last, and a whole record before an outcome of the same age.
    file_put_text(folder_path("%s/stick/a.json", data),
                  "{\"format\":\"" OUTCOME_FORMAT "\",\"id\":\"" HOUTEN "\",");
    list.count = 0;
    assert_int_equal(add(folder_path("%s/stick", data), NULL), ERR_NONE);
    sources_settle(&list);
    assert_non_null(strstr(list.items[0].path, "b.json"));
    meeting_record(data, HOUTEN, 10);
    outcome("stick/a.json", HOUTEN, 10, "2026-11-23T15:43:33.120Z");
    outcome("stick/b.json", HOUTEN, 10, "2026-11-23T15:43:33.120Z");
    list.count = 0;
    assert_int_equal(add(folder_path("%s/stick", data), NULL), ERR_NONE);
    assert_int_equal(add(HOUTEN, NULL), ERR_NONE);
    sources_settle(&list);
    assert_int_equal(list.count, 2);
    assert_false(list.items[0].outcome);
}

static void a_meeting_is_read_into_facts(void **state) {
    (void)state;
    meeting_record(data, HOUTEN, meeting_length());
    outcome("uitkomst.json", ZEIST, 7, "");
    assert_int_equal(add(HOUTEN, NULL), ERR_NONE);
    assert_int_equal(add(folder_path("%s/uitkomst.json", data), NULL), ERR_NONE);
    SourceReader *reader = source_reader_create();
    MeetingFacts *facts = calloc(1, sizeof *facts);
    assert_true(reader && facts);
    unsigned long sum = folder_sum(data);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(source_read(reader, &list.items[0], NULL, LANG_NL, facts, NULL), ERR_NONE);
        assert_string_equal(facts->id, HOUTEN);
        assert_string_equal(facts->place, "Houten");
        assert_true(facts->closed && facts->all_groups_known);
        assert_int_equal(facts->scale_count, 1);
        assert_int_equal(source_read(reader, &list.items[1], NULL, LANG_NL, facts, NULL), ERR_NONE);
        assert_string_equal(facts->id, ZEIST);
        assert_string_equal(facts->place, "Stick");
        assert_false(facts->all_groups_known);
    }
    assert_int_equal(folder_sum(data), sum);  // nothing here writes
    // Locked by a meeting that runs: it is read all the same.
    Session session;
    Recovery recovery;
    Record *record;
    assert_int_equal(record_open(data, HOUTEN, RECORD_WRITE, &session, &recovery, &record, NULL),
                     ERR_NONE);
    assert_int_equal(source_read(reader, &list.items[0], NULL, LANG_NL, facts, NULL), ERR_NONE);
    session_finish(&session);
    assert_int_equal(record_close(record, NULL), ERR_NONE);
    // What cannot be read is said by its path.
    file_put_text(folder_path("%s/sessions/" HOUTEN "/events.jsonl", data), "rommel");
    (void)unlink(folder_path("%s/sessions/" HOUTEN "/session.json", data));
    file_put_text(folder_path("%s/uitkomst.json", data), "rommel");
    for (int i = 0; i < 3; i++) {
        if (i == 2) (void)unlink(folder_path("%s/uitkomst.json", data));
        ErrInfo info = {0};
        const Source *source = &list.items[i ? 1 : 0];
        Err err = source_read(reader, source, NULL, LANG_NL, facts, &info);
        assert_int_equal(err, i == 2 ? ERR_MISSING : ERR_REFUSED);
        assert_non_null(strstr(info.text, source->path));
    }
    free(facts);
    source_reader_destroy(reader);
}

// ---- Opening what was named on the command line -----------------------------------------------------

static Err look(const char *name, char *out_id, ErrInfo *info) {
    Session session;
    Recovery recovery;
    Record *record = NULL;
    Err err = session_look(data, name, &session, &recovery, &record, info);
    out_id[0] = '\0';
    if (record) {
        (void)snprintf(out_id, 64, "%s", record_session_id(record));
        session_finish(&session);
        (void)record_close(record, NULL);
    }
    return err;
}

static void a_session_is_named_in_many_ways(void **state) {
    (void)state;
    meeting_record(data, HOUTEN, 10);
    char here[4096], id[64];
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(look(HOUTEN, id, NULL), ERR_NONE);
    assert_string_equal(id, HOUTEN);
    assert_int_equal(look(folder_path("%s/sessions/" HOUTEN, data), id, NULL), ERR_NONE);
    assert_string_equal(id, HOUTEN);
    assert_int_equal(look(folder_path("%s/sessions/" HOUTEN "/session.json", data), id, NULL),
                     ERR_NONE);
    assert_string_equal(id, HOUTEN);
    ErrInfo info = {0};
    assert_int_equal(look("2026-01-01-nergens-zzzz", id, &info), ERR_MISSING);
    assert_non_null(strstr(info.text, "2026-01-01-nergens-zzzz: there is no such session"));
    assert_int_equal(look("/er/is/niets", id, &info), ERR_MISSING);
    // A folder in the working directory whose name is an id.
    meeting_record(data, ZEIST, 10);
    assert_int_equal(
        rename(folder_path("%s/sessions/" ZEIST, data), folder_path("%s/" ZEIST, data)), 0);
    assert_int_equal(chdir(data), 0);
    Err err = look(ZEIST, id, NULL);
    assert_int_equal(chdir(here), 0);
    assert_int_equal(err, ERR_NONE);
    assert_string_equal(id, ZEIST);
}

static char said[2000];

static void hear(void *context, int64_t utc_ms, const char *line) {
    (void)context;
    (void)utc_ms;
    size_t n = strlen(said);
    (void)snprintf(said + n, sizeof said - n, "%s\n", line);
}

static void what_is_missing_is_said_a_line_each(void **state) {
    (void)state;
    log_to(hear, NULL);
    said[0] = '\0';
    Recovery recovery = {.events = 9};
    session_say_recovery(HOUTEN, &recovery);
    assert_string_equal(said, "");
    recovery.missing = 2;
    recovery.ranges[recovery.range_count++] = (MissingRange){.first = 4, .last = 5};
    recovery.conflicts = 1;
    session_say_recovery(HOUTEN, &recovery);
    log_to(NULL, NULL);
    int lines = 0;
    for (const char *line = said; *line; line = strchr(line, '\n') + 1, lines++)
        assert_ptr_equal(strstr(line, HOUTEN ": "), line);
    assert_true(lines >= 2);
    assert_non_null(strstr(said, "4"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_name_is_looked_for_here_first),
        TEST(a_file_stands_for_its_session),
        TEST(a_stick_is_searched),
        TEST(a_renamed_folder_keeps_its_session),
        TEST(nothing_here_is_no_fault),
        TEST(a_folder_that_cannot_be_read_is_said),
        TEST(of_doubles_the_newest_stays),
        TEST(a_meeting_is_read_into_facts),
        TEST(a_session_is_named_in_many_ways),
        TEST(what_is_missing_is_said_a_line_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
