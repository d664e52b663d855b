// Lines of events.jsonl: every type comes back as it was written; what is not exactly a line of ours is
// damaged or newer, and never anything else.
#include "storage/event_json.h"
#include "support/folder.h"
#include "support/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NOW INT64_C(1795448613120)

static Arena arena;

static int set_up(void **state) {
    (void)state;
    arena_init(&arena, 0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_finish(&arena);
    return 0;
}

static Line read_text(const char *text) {
    Line line;
    assert_int_equal(event_line_read(text, strlen(text), &arena, &line), ERR_NONE);
    return line;
}

static void assert_same_event(const Event *a, const Event *b) {
    Str left, right;
    str_init(&left);
    str_init(&right);
    event_line_write(&left, a, 3);
    event_line_write(&right, b, 3);
    assert_string_equal(left.text, right.text);
    str_finish(&left);
    str_finish(&right);
}

static void every_event_comes_back(void **state) {
    (void)state;
    for (int i = 0; i < meeting_length(); i++) {
        Event event = meeting_event(i);
        event.seq = (uint64_t)i + 1;
        event.at_ms = NOW;
        Str text;
        str_init(&text);
        event_line_write(&text, &event, (uint64_t)i);
        assert_int_equal(text.text[text.length - 1], '\n');
        assert_ptr_equal(strchr(text.text, '\n'), text.text + text.length - 1);
        text.text[text.length - 1] = '\0';
        Line line = read_text(text.text);
        assert_int_equal(line.kind, LINE_EVENT);
        assert_int_equal(line.seq, i + 1);
        assert_int_equal(line.synced, i);
        assert_int_equal(line.event.type, event.type);
        bool ballot = event.type == EV_BALLOT_CAST || event.type == EV_BALLOT_WITHDRAW;
        assert_int_equal(line.event.at_ms, ballot ? 0 : NOW);
        assert_same_event(&line.event, &event);
        str_finish(&text);
    }
}

static void a_line_is_as_documented(void **state) {
    (void)state;
    Event event = {.seq = 20,
                   .at_ms = NOW,
                   .type = EV_NOTE_ADD,
                   .note = 1,
                   .board = 1,
                   .role = -1,
                   .text = "a\"b\\c\nd\x7f\xC3\xA9"};
    Str text;
    str_init(&text);
    event_line_write(&text, &event, 19);
    static const char start[] =
        "{\"seq\":20,\"at\":\"2026-11-23T15:43:33.120Z\",\"synced\":19,\"type\":\"note.add\","
        "\"data\":{\"text\":\"a\\\"b\\\\c\\nd\x7f\xC3\xA9\","
        "\"role\":-1,\"board\":1,\"note\":1,\"column\":0}";
    assert_memory_equal(text.text, start, strlen(start));
    assert_string_equal(text.text + strlen(start), test_crc_tail(start));
    str_clear(&text);
    event_header_write(&text, "2026-11-23-houten-7f3k", 2);
    static const char header[] = "{\"format\":\"praatplaat-events\",\"version\":1,\"session\":"
                                 "\"2026-11-23-houten-7f3k\",\"rewrite\":2";
    assert_memory_equal(text.text, header, strlen(header));
    assert_string_equal(text.text + strlen(header), test_crc_tail(header));
    text.text[text.length - 1] = '\0';
    Line line = read_text(text.text);
    assert_int_equal(line.kind, LINE_HEADER);
    assert_int_equal(line.version, 1);
    assert_int_equal(line.rewrite, 2);
    assert_string_equal(line.session, "2026-11-23-houten-7f3k");
    str_finish(&text);
}

static void lines_are_judged(void **state) {
    (void)state;
    static const struct {
        const char *line;  // without its checksum
        LineKind kind;
    } rows[] = {
        {"{\"seq\":1,\"type\":\"session.pause\",\"data\":{}", LINE_EVENT},
        {"{\"seq\":1,\"type\":\"blank\",\"data\":{}", LINE_EVENT},
        {"{\"seq\":1,\"synced\":0,\"type\":\"session.pause\",\"data\":{}", LINE_EVENT},
        {"{\"type\":\"session.pause\",\"data\":{},\"seq\":9007199254740991", LINE_EVENT},
        {"{\"seq\":1,\"at\":\"2026-11-23T15:43:33Z\",\"type\":\"session.pause\",\"data\":{}",
         LINE_EVENT},
        {"{\"seq\":1,\"type\":\"note.move\",\"data\":{\"note\":1,\"column\":0,\"index\":0}",
         LINE_EVENT},
        {"{\"seq\":0,\"type\":\"session.pause\",\"data\":{}", LINE_NEWER},
        {"{\"seq\":1.5,\"type\":\"session.pause\",\"data\":{}", LINE_NEWER},
        {"{\"seq\":\"1\",\"type\":\"session.pause\",\"data\":{}", LINE_NEWER},
        {"{\"seq\":1,\"at\":\"yesterday\",\"type\":\"session.pause\",\"data\":{}", LINE_NEWER},
        {"{\"seq\":1,\"at\":5,\"type\":\"session.pause\",\"data\":{}", LINE_NEWER},
        {"{\"seq\":1,\"synced\":-1,\"type\":\"session.pause\",\"data\":{}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"session.fly\",\"data\":{}", LINE_NEWER},
        {"{\"seq\":1,\"type\":7,\"data\":{}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"session.pause\",\"data\":[]", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"session.pause\"", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"session.pause\",\"data\":{},\"more\":1", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"session.pause\",\"data\":{\"more\":1}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"note.move\",\"data\":{\"note\":1,\"column\":0}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"note.move\",\"data\":{\"note\":1,\"column\":99,\"index\":0}",
         LINE_NEWER},
        {"{\"seq\":1,\"type\":\"note.move\",\"data\":{\"note\":\"1\",\"column\":0,\"index\":0}",
         LINE_NEWER},
        {"{\"seq\":1,\"type\":\"choice.set\",\"data\":{\"ids\":[1]}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"choice.set\",\"data\":{\"ids\":\"x\"}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"session.people\",\"data\":{\"list\":[1.5]}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"session.people\",\"data\":{\"list\":[-1]}", LINE_NEWER},
        {"{\"seq\":1,\"type\":\"stays.here\",\"data\":{\"kind\":\"dance\",\"index\":1,\"value\":1}",
         LINE_NEWER},
        {"{\"seq\":1,\"type\":\"stays.here\",\"data\":{\"kind\":0,\"index\":1,\"value\":1}",
         LINE_NEWER},
        {"{\"seq\":1,\"type\":\"cluster.name\",\"data\":{\"cluster\":1,\"text\":\"\\u0007\"}",
         LINE_NEWER},
        {"{\"format\":\"praatplaat-events\",\"version\":999,\"session\":\"x\",\"rewrite\":0",
         LINE_HEADER},
        {"{\"format\":\"praatplaat-scene\",\"version\":1", LINE_DAMAGED},
        {"{\"format\":\"praatplaat-events\",\"version\":\"1\"", LINE_DAMAGED},
        {"{\"seq\":1,\"seq\":2,\"type\":\"session.pause\",\"data\":{}", LINE_DAMAGED},
        {"{\"seq\":1,\"type\":\"session.pause\",\"data\":{}}", LINE_DAMAGED},
        {"{\"seq\":1,\"type\":\"cluster.name\",\"data\":{\"cluster\":1,\"text\":\"\xff\"}",
         LINE_DAMAGED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str text;
        str_init(&text);
        str_append(&text, rows[i].line);
        str_append(&text, test_crc_tail(rows[i].line));
        text.text[--text.length] = '\0';
        Line line = read_text(text.text);
        if (line.kind != rows[i].kind) fail_msg("%s: %d", rows[i].line, (int)line.kind);
        str_finish(&text);
    }
}

static void a_checksum_that_does_not_hold_is_damage(void **state) {
    (void)state;
    static const char *const lines[] = {
        "",
        "{}",
        ",\"crc\":\"00000000\"}",
        "{\"seq\":1,\"type\":\"session.pause\",\"data\":{},\"crc\":\"00000000\"}",
        "{\"seq\":1,\"type\":\"session.pause\",\"data\":{},\"crc\":\"0000000g\"}",
        "{\"seq\":1,\"type\":\"session.pause\",\"data\":{},\"crc\":\"0000000\"}",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_int_equal(read_text(lines[i]).kind, LINE_DAMAGED);
    // The digits are lower-case ones: one way to write a line.
    static const char body[] = "{\"seq\":1,\"type\":\"session.pause\",\"data\":{}";
    Str text;
    str_init(&text);
    str_append(&text, body);
    str_append(&text, test_crc_tail(body));
    text.text[--text.length] = '\0';
    assert_int_equal(read_text(text.text).kind, LINE_EVENT);
    bool letters = false;
    for (char *p = text.text + strlen(body) + 8; *p; p++) {
        if (*p < 'a' || *p > 'f') continue;
        *p = (char)(*p - 'a' + 'A');
        letters = true;
    }
    assert_true(letters);
    assert_int_equal(read_text(text.text).kind, LINE_DAMAGED);
    str_finish(&text);
}

static void times_outside_four_digit_years_are_left_out(void **state) {
    (void)state;
    static const int64_t times[] = {0, -1, INT64_MIN, INT64_MAX, INT64_C(253402300800000)};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        Event event = {.seq = 1, .at_ms = times[i], .type = EV_SESSION_PAUSE};
        Str text;
        str_init(&text);
        event_line_write(&text, &event, 0);
        assert_null(strstr(text.text, "\"at\""));
        text.text[text.length - 1] = '\0';
        assert_int_equal(read_text(text.text).kind, LINE_EVENT);
        str_finish(&text);
    }
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(every_event_comes_back),
        TEST(a_line_is_as_documented),
        TEST(lines_are_judged),
        TEST(a_checksum_that_does_not_hold_is_damage),
        TEST(times_outside_four_digit_years_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
