// The strict JSON reader against the grammar of RFC 8259 and the limits of I-JSON: small texts that
// it must take, and small texts that it must refuse with a place and a sentence. Every text goes
// through the tree reader and through the gate, which must agree.
#include "storage/json_scan.h"

#include "base/str.h"

// cmocka.h wants these before it.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *text;
    size_t n;
    int line, column;    // 0, 0: taken
    const char *phrase;  // part of the sentence
} Case;

#define GOOD(text) \
    { text, sizeof(text) - 1, 0, 0, NULL }
#define BAD(text, line, column, phrase) \
    { text, sizeof(text) - 1, line, column, phrase }

static const Case cases[] = {
    // values
    GOOD("null"),
    GOOD("true"),
    GOOD("false"),
    GOOD("0"),
    GOOD("\"\""),
    GOOD("[]"),
    GOOD("{}"),
    GOOD(" \t\r\n[ ] \n"),
    GOOD("[[],{}]"),
    GOOD("{\"a\":{\"a\":{}}}"),
    GOOD("[1,2,3]"),
    GOOD("{\"a\":1,\"b\":2}"),
    GOOD("[null,true,false]"),
    GOOD("{\"\":0}"),
    GOOD("{\"a\":1,\"A\":2}"),
    GOOD("[{\"a\":1},{\"a\":2}]"),
    BAD("", 1, 1, "empty"),
    BAD("  \n ", 2, 2, "empty"),
    BAD("nul", 1, 1, "unknown word"),
    BAD("nulll", 1, 5, "text after the end"),
    BAD("NULL", 1, 1, "unknown word"),
    BAD("True", 1, 1, "unknown word"),
    BAD("[None]", 1, 2, "unknown word"),
    BAD("undefined", 1, 1, "unknown word"),
    BAD("NaN", 1, 1, "unknown word"),
    BAD("[Infinity]", 1, 2, "unknown word"),
    BAD("-Infinity", 1, 1, "minus"),
    BAD("truefalse", 1, 5, "text after"),
    BAD("1 2", 1, 3, "text after"),
    BAD("{} {}", 1, 4, "text after"),
    BAD("[]]", 1, 3, "text after"),
    BAD("{}}", 1, 3, "text after"),
    BAD("\"a\"x", 1, 4, "text after"),
    BAD("null,", 1, 5, "text after"),
    BAD("*", 1, 1, "a value should stand here"),
    BAD("\v1", 1, 1, "a value"),
    BAD("\f[]", 1, 1, "a value"),
    BAD("\xC2\xA0[]", 1, 1, "U+00A0"),
    BAD("[1\xC2\xA0]", 1, 3, "comma or ]"),
    BAD("\0[]", 1, 1, "UTF-16"),
    BAD("[]\0", 1, 3, "text after"),
    // lists
    BAD("[", 1, 1, "never closed"),
    BAD("[1", 1, 1, "never closed"),
    BAD("[1,", 1, 1, "never closed"),
    BAD("\n [1,\n", 2, 2, "never closed"),
    BAD("[1,]", 1, 3, "no comma"),
    BAD("[,1]", 1, 2, "missing before this comma"),
    BAD("[1,,2]", 1, 4, "missing before this comma"),
    BAD("[1 2]", 1, 4, "comma or ]"),
    BAD("[1:2]", 1, 3, "comma or ]"),
    BAD("[1}", 1, 3, "comma or ]"),
    BAD("]", 1, 1, "before this ]"),
    BAD("[}", 1, 2, "before this }"),
    BAD("[\"a\"\"b\"]", 1, 5, "comma or ]"),
    // objects
    BAD("{", 1, 1, "never closed"),
    BAD("{\"a\"", 1, 5, "colon"),
    BAD("{\"a\":", 1, 6, "ends where"),
    BAD("{\"a\":1", 1, 1, "never closed"),
    BAD("{\"a\":1,", 1, 1, "never closed"),
    BAD("{\"a\":1,}", 1, 7, "no comma"),
    BAD("{,}", 1, 2, "comma"),
    BAD("{\"a\"}", 1, 5, "colon"),
    BAD("{\"a\" 1}", 1, 6, "colon"),
    BAD("{\"a\":}", 1, 6, "before this }"),
    BAD("{\"a\"::1}", 1, 6, "a value"),
    BAD("{a:1}", 1, 2, "double quotes"),
    BAD("{'a':1}", 1, 2, "straight double quotes"),
    BAD("{1:1}", 1, 2, "its name"),
    BAD("{[]:1}", 1, 2, "its name"),
    BAD("{\"a\":1 \"b\":2}", 1, 8, "comma or }"),
    BAD("{\"a\":1;\"b\":2}", 1, 7, "comma or }"),
    BAD("{\"a\":1]", 1, 7, "comma or }"),
    BAD("{null:1}", 1, 2, "double quotes"),
    BAD("{\"a\":1,\n \"a\":2}", 2, 2, "twice (also on line 1)"),
    BAD("{\"a\":1,\"\\u0061\":2}", 1, 8, "twice"),
    BAD("{\"\":1,\"\":2}", 1, 7, "twice"),
    BAD("[{\"x\":{\"b\":1,\"c\":2,\"b\":3}}]", 1, 20, "twice"),
    BAD("{\"\\ud83d\\ude00\":1,\"\xF0\x9F\x98\x80\":2}", 1, 19, "twice"),
    // numbers
    GOOD("-0"),
    GOOD("10"),
    GOOD("-1"),
    GOOD("1.5"),
    GOOD("0.10"),
    GOOD("1e5"),
    GOOD("1E+5"),
    GOOD("1e-5"),
    GOOD("0e0"),
    GOOD("1.5e0010"),
    GOOD("9007199254740991"),
    GOOD("-9007199254740991"),
    GOOD("1e308"),
    GOOD("1e-400"),
    GOOD("0.00000000000000000000000000000001"),
    GOOD("123456789012345678901234567890.5"),
    GOOD("0e999999999999"),
    BAD("-", 1, 1, "minus"),
    BAD("--1", 1, 1, "minus"),
    BAD("+1", 1, 1, "starts with a digit"),
    BAD(".5", 1, 1, "starts with a digit"),
    BAD("1.", 1, 1, "after the point"),
    BAD("1.e5", 1, 1, "after the point"),
    BAD("-.5", 1, 1, "minus"),
    BAD("01", 1, 1, "does not start with 0"),
    BAD("-01", 1, 1, "does not start with 0"),
    BAD("00", 1, 1, "does not start with 0"),
    BAD("1e", 1, 1, "after the e"),
    BAD("1e+", 1, 1, "after the e"),
    BAD("1eE2", 1, 1, "after the e"),
    BAD("0x1F", 1, 2, "text after"),
    BAD("1_000", 1, 2, "text after"),
    BAD("[1.2.3]", 1, 5, "comma or ]"),
    BAD("[1e5.5]", 1, 5, "comma or ]"),
    BAD("[- 1]", 1, 2, "minus"),
    BAD("1,5", 1, 2, "text after"),
    BAD("9007199254740992", 1, 1, "9007199254740991"),
    BAD("-9007199254740993", 1, 1, "9007199254740991"),
    BAD("[99999999999999999999]", 1, 2, "9007199254740991"),
    BAD("1e400", 1, 1, "larger"),
    BAD("[-1e309]", 1, 2, "larger"),
    BAD("1e99999999999999", 1, 1, "larger"),
    BAD("\xEF\xBC\x91", 1, 1, "a value"),
    // texts
    GOOD("\"abc\""),
    GOOD("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""),
    GOOD("\"\\u00e9\\u00E9\""),
    GOOD("\"\xC3\xA9\""),
    GOOD("\"\\ud83d\\ude00\""),
    GOOD("\"\x7F\""),
    GOOD("\"\xE2\x80\xA8\""),
    GOOD("\"\xF4\x8F\xBF\xBF\""),
    GOOD("\"\\uFFFE\""),
    GOOD("\"//#\""),
    GOOD("\"a\xCC\x81\""),
    BAD("\"", 1, 1, "ends inside"),
    BAD("\"abc", 1, 1, "ends inside"),
    BAD("\"a\\\"", 1, 1, "ends inside"),
    BAD("\"a\nb\"", 1, 1, "no closing quote"),
    BAD("\"a\rb\"", 1, 1, "no closing quote"),
    BAD("\"a\tb\"", 1, 3, "U+0009"),
    BAD("\"\x01\"", 1, 2, "U+0001"),
    BAD("\"\x1F\"", 1, 2, "U+001F"),
    BAD("\"a\0b\"", 1, 3, "U+0000"),
    BAD("\"\\x41\"", 1, 2, "escape"),
    BAD("\"\\'\"", 1, 2, "escape"),
    BAD("\"\\\n\"", 1, 2, "escape"),
    BAD("\"\\", 1, 2, "escape"),
    BAD("\"\\U0041\"", 1, 2, "escape"),
    BAD("\"\\u\"", 1, 2, "four"),
    BAD("\"\\u12\"", 1, 2, "four"),
    BAD("\"\\u12g4\"", 1, 2, "four"),
    BAD("\"\\u004", 1, 2, "four"),
    BAD("\"\\u+041\"", 1, 2, "four"),
    BAD("\"\\u0000\"", 1, 2, "u0000"),
    BAD("\"ab\\u0000cd\"", 1, 4, "u0000"),
    BAD("\"\\ud83d\"", 1, 2, "first half"),
    BAD("\"\\ud83dx\"", 1, 2, "first half"),
    BAD("\"\\ud83d\\n\"", 1, 2, "first half"),
    BAD("\"\\ud83d\\u0041\"", 1, 2, "first half"),
    BAD("\"\\ud83d\\ud83d\\ude00\"", 1, 2, "first half"),
    BAD("\"\\ude00\"", 1, 2, "second half"),
    BAD("\"\\ude00\\ud83d\"", 1, 2, "second half"),
    BAD("'a'", 1, 1, "straight double quotes"),
    BAD("\xE2\x80\x9C"
        "a\xE2\x80\x9D",
        1, 1, "straight double quotes"),
    // bytes
    BAD("\"\xE9\"", 1, 2, "UTF-8"),
    BAD("\"\x80\"", 1, 2, "UTF-8"),
    BAD("\"\xC0\x80\"", 1, 2, "UTF-8"),
    BAD("\"\xC1\xBF\"", 1, 2, "UTF-8"),
    BAD("\"\xE0\x80\xAF\"", 1, 2, "UTF-8"),
    BAD("\"\xED\xA0\x80\"", 1, 2, "UTF-8"),
    BAD("\"\xF0\x80\x80\xAF\"", 1, 2, "UTF-8"),
    BAD("\"\xF4\x90\x80\x80\"", 1, 2, "UTF-8"),
    BAD("\"\xF8\x88\x80\x80\x80\"", 1, 2, "UTF-8"),
    BAD("\"\xFF\"", 1, 2, "UTF-8"),
    BAD("\"\xC3\"", 1, 2, "UTF-8"),
    BAD("\"\xE2\x82\"", 1, 2, "UTF-8"),
    BAD("\xE9", 1, 1, "UTF-8"),
    BAD("[\xFF]", 1, 2, "UTF-8"),
    BAD("\xFF\xFE[\0]\0", 1, 1, "UTF-16"),
    BAD("\xFE\xFF\0[\0]", 1, 1, "UTF-16"),
    BAD("[\0]\0", 1, 1, "UTF-16"),
    BAD("\0[\0]", 1, 1, "UTF-16"),
    BAD("\xEF\xBB\xBF[]", 1, 1, "byte order mark"),
    BAD("[]\xEF\xBB\xBF", 1, 3, "text after"),
    BAD("[\xEF\xBB\xBF]", 1, 2, "U+FEFF"),
    // not JSON, but people write it
    BAD("// c\n{}", 1, 1, "comments"),
    BAD("{} // c", 1, 4, "text after"),
    BAD("[1, /* c */ 2]", 1, 5, "comments"),
    BAD("# c\n{}", 1, 1, "comments"),
    BAD("{\n  // c\n  \"a\":1}", 2, 3, "comments"),
    BAD("(1)", 1, 1, "a value"),
    BAD("<a/>", 1, 1, "a value"),
    // columns count characters, lines end at \n
    BAD("[\"\xC3\xA9\xC3\xA9\" x]", 1, 7, "comma or ]"),
    BAD("[\n\"\xF0\x9F\x98\x80\",\r\n\tx]", 3, 2, "unknown word"),
    BAD("{\"\xC3\xA9\":\n \"\xC3\xA9\",\n \"b\": .5}", 3, 7, "starts with a digit"),
};

static Err read_text(const char *text, size_t n, unsigned flags, Arena *arena, FaultList *faults,
                     JsonValue **out) {
    fault_list_init(faults);
    arena_init(arena, 0);
    // From the heap, exactly as long: reading past the end is then seen by the sanitizer.
    char *copy = malloc(n ? n : 1);
    assert_non_null(copy);
    memcpy(copy, text, n);
    Err err = json_read(copy, n, flags, arena, faults, out);
    free(copy);
    return err;
}

static void finish(Arena *arena, FaultList *faults) {
    arena_finish(arena);
    fault_list_finish(faults);
}

// Returns whether both readers say what the case wants.
static bool check_case(const Case *c) {
    Arena arena;
    FaultList faults;
    JsonValue *root;
    ErrInfo info = {.text = ""};
    Err tree = read_text(c->text, c->n, 0, &arena, &faults, &root);
    Err gate = json_gate(c->text, c->n, 0, &info);
    fault_list_sort(&faults);
    bool right = tree == gate;
    if (c->line == 0) {
        right = right && tree == ERR_NONE && root && faults.total == 0;
    } else {
        char place[64];
        (void)snprintf(place, sizeof place, "line %d, column %d: ", c->line, c->column);
        const Fault *first = faults.count ? &faults.items[0] : NULL;
        right = right && tree == ERR_REFUSED && first && first->line == c->line &&
                first->column == c->column && strstr(first->text, c->phrase) &&
                strncmp(info.text, place, strlen(place)) == 0 && strstr(info.text, c->phrase);
    }
    if (!right) {
        print_error("case <%s>: tree %d, gate %d, %s; wanted %d:%d %s\n", c->text, tree, gate,
                    faults.count ? faults.items[0].text : "no fault", c->line, c->column,
                    c->phrase ? c->phrase : "no fault");
        if (faults.count)
            print_error("  at %d:%d; gate: %s\n", faults.items[0].line, faults.items[0].column,
                        info.text);
    }
    finish(&arena, &faults);
    return right;
}

static void test_cases(void **state) {
    (void)state;
    assert_true(sizeof cases / sizeof *cases >= 100);
    int wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) wrong += !check_case(&cases[i]);
    assert_int_equal(wrong, 0);
}

static void test_every_value_has_its_place(void **state) {
    (void)state;
    static const char text[] =
        "\xEF\xBB\xBF{\n  \"a\": [1, \"\xC3\xA9\", null],\n  \"b\\n\": {\"c\": -2.5e1}\n}\n";
    Arena arena;
    FaultList faults;
    JsonValue *root;
    assert_int_equal(read_text(text, sizeof text - 1, JSON_BOM_OK, &arena, &faults, &root),
                     ERR_NONE);
    assert_int_equal(root->kind, JSON_OBJECT);
    assert_int_equal(root->count, 2);
    assert_int_equal(root->line, 1);
    assert_int_equal(root->column, 1);
    const JsonValue *a = json_member(root, "a");
    assert_int_equal(a->name_line, 2);
    assert_int_equal(a->name_column, 3);
    assert_int_equal(a->column, 8);
    assert_int_equal(a->count, 3);
    assert_string_equal(a->first->next->text, "\xC3\xA9");
    assert_int_equal(a->first->next->column, 12);
    assert_int_equal(a->first->next->next->column, 17);
    assert_int_equal(a->first->next->next->kind, JSON_NULL);
    const JsonValue *c = json_member(json_member(root, "b\n"), "c");
    assert_true(c->number == -25.0);
    assert_int_equal(c->line, 3);
    assert_int_equal(c->column, 16);
    assert_null(json_member(root, "A"));
    assert_null(json_member(c, "c"));
    finish(&arena, &faults);
}

static void test_texts_are_decoded(void **state) {
    (void)state;
    static const char text[] = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00z\"";
    Arena arena;
    FaultList faults;
    JsonValue *root;
    assert_int_equal(read_text(text, sizeof text - 1, 0, &arena, &faults, &root), ERR_NONE);
    assert_string_equal(root->text, "\"\\/\b\f\n\r\t\xC3\xA9\xF0\x9F\x98\x80z");
    finish(&arena, &faults);
}

static void test_numbers_are_right(void **state) {
    (void)state;
    static const char *const numbers[] = {"0",
                                          "-1",
                                          "0.1",
                                          "1600",
                                          "123.456",
                                          "1e-7",
                                          "5e-324",
                                          "1.7976931348623157e308",
                                          "0.30000000000000004",
                                          "9007199254740991",
                                          "12345678901234567890.0",
                                          "1e22",
                                          "1e23"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Arena arena;
        FaultList faults;
        JsonValue *root;
        assert_int_equal(read_text(numbers[i], strlen(numbers[i]), 0, &arena, &faults, &root),
                         ERR_NONE);
        double right = strtod(numbers[i], NULL);
        double step = fabs(nextafter(right, INFINITY) - right);
        assert_true(fabs(root->number - right) <= 2 * step);
        finish(&arena, &faults);
    }
}

static void nested(Str *text, int depth) {
    str_init(text);
    for (int i = 0; i < depth; i++) str_append(text, i % 2 ? "[" : "{\"a\":");
    str_append(text, "1");
    for (int i = depth - 1; i >= 0; i--) str_append(text, i % 2 ? "]" : "}");
    assert_true(str_ok(text));
}

static void test_depth(void **state) {
    (void)state;
    Str text;
    ErrInfo info;
    nested(&text, JSON_DEPTH_MAX);
    assert_int_equal(json_gate(text.text, text.length, 0, &info), ERR_NONE);
    str_finish(&text);
    nested(&text, JSON_DEPTH_MAX + 1);
    assert_int_equal(json_gate(text.text, text.length, 0, &info), ERR_REFUSED);
    assert_non_null(strstr(info.text, "32 levels"));
    str_finish(&text);
    // Far deeper than any stack: the limit, not the machine, ends it.
    str_init(&text);
    for (int i = 0; i < 1000000; i++) str_append(&text, "[");
    assert_int_equal(json_gate(text.text, text.length, 0, &info), ERR_REFUSED);
    assert_non_null(strstr(info.text, "32 levels"));
    str_finish(&text);
}

static void test_size(void **state) {
    (void)state;
    size_t n = JSON_BYTES_MAX + 1;
    char *text = malloc(n);
    assert_non_null(text);
    memset(text, ' ', n);
    text[0] = '1';
    ErrInfo info;
    assert_int_equal(json_gate(text, n - 1, 0, &info), ERR_NONE);
    assert_int_equal(json_gate(text, n, 0, &info), ERR_REFUSED);
    assert_non_null(strstr(info.text, "at most 4 MB"));
    assert_int_equal(json_gate(text, n, JSON_LARGE_OK, &info), ERR_NONE);
    free(text);
}

static void test_bom_by_flag(void **state) {
    (void)state;
    ErrInfo info;
    assert_int_equal(json_gate("\xEF\xBB\xBF[]", 5, JSON_BOM_OK, &info), ERR_NONE);
    assert_int_equal(json_gate("\xEF\xBB\xBF", 3, JSON_BOM_OK, &info), ERR_REFUSED);
    assert_int_equal(json_gate("\xEF\xBB\xBF\xEF\xBB\xBF[]", 8, JSON_BOM_OK, &info), ERR_REFUSED);
}

// Names past the 64 that lie inside the reader, and the double among them.
static void test_many_members(void **state) {
    (void)state;
    Str text;
    str_init(&text);
    str_append(&text, "{");
    for (int i = 0; i < 100000; i++) str_format(&text, "\"m%d\":0,", i);
    size_t before = text.length;
    str_append(&text, "\"last\":0}");
    ErrInfo info;
    assert_int_equal(json_gate(text.text, text.length, 0, &info), ERR_NONE);
    text.length = before;
    str_append(&text, "\"m77777\":0}");
    assert_int_equal(json_gate(text.text, text.length, 0, &info), ERR_REFUSED);
    assert_non_null(strstr(info.text, "\"m77777\" stands here twice"));
    str_finish(&text);
}

static void test_content_faults_come_all_at_once(void **state) {
    (void)state;
    static const char text[] =
        "{\"a\": 1e400,\n\"a\": \"\\u0000\",\n\"b\": [9007199254740993, \"\xE9\", \"\xE9\"]}";
    Arena arena;
    FaultList faults;
    JsonValue *root;
    assert_int_equal(read_text(text, sizeof text - 1, 0, &arena, &faults, &root), ERR_REFUSED);
    assert_non_null(root);  // the whole tree: what it means can still be checked
    assert_int_equal(faults.total, 5);
    fault_list_sort(&faults);
    static const int places[5][2] = {{1, 7}, {2, 1}, {2, 7}, {3, 7}, {3, 26}};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(faults.items[i].line, places[i][0]);
        assert_int_equal(faults.items[i].column, places[i][1]);
    }
    finish(&arena, &faults);
}

static void test_values_are_bounded(void **state) {
    (void)state;
    Str text;
    str_init(&text);
    str_append(&text, "[0");
    for (int i = 0; i < JSON_VALUES_MAX; i++) str_append(&text, ",0");
    str_append(&text, "]");
    Arena arena;
    FaultList faults;
    JsonValue *root;
    assert_int_equal(read_text(text.text, text.length, 0, &arena, &faults, &root), ERR_REFUSED);
    assert_null(root);
    assert_non_null(strstr(faults.items[0].text, "values"));
    finish(&arena, &faults);
    str_finish(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_every_value_has_its_place),
        cmocka_unit_test(test_texts_are_decoded),
        cmocka_unit_test(test_numbers_are_right),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_bom_by_flag),
        cmocka_unit_test(test_many_members),
        cmocka_unit_test(test_content_faults_come_all_at_once),
        cmocka_unit_test(test_values_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
