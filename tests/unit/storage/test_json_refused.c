// What no reader of JSON may take: the 188 kinds of text that JSONTestSuite ("Parsing JSON is a minefield",
// Nicolas Seriot) lists as invalid. Each goes through every reader of ours: the tree reader (which settings
// use too), the gate, the reader of scenes (which has to name a place), and those of a record.
#include "storage/json_scan.h"
#include "storage/scene_load.h"
#include "storage/session_rebuild.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *text;
    size_t n;
} Bad;

#define T(text) \
    { text, sizeof(text) - 1 }

// clang-format off
static const Bad texts[] = {
    // arrays
    T("[x"), T("[\"\""), T("[*]"), T("[,]"), T("[-]"), T("[1,"), T("[{}"), T("[\377]"), T("[\"x\""),
    T("[,1]"), T("[1,]"), T("[a\345]"), T("[\"\",]"), T("[\"\"],"), T("[1,,]"), T("[1:2]"),
    T("[\"x\"]]"), T("[1,,2]"), T("[3[4]]"), T("[\"\": 1]"), T("[\"x\",,]"), T("[\"\013a\"\\f]"),
    T("[1 true]"), T("[1,\n1\n,1"), T("[   , \"\"]"), T("[\"a\",\n4\n,1,"),
    // numbers
    T("123\000"), T("[+1]"), T("[0E]"), T("[0e]"), T("[1.]"), T("[- 1]"), T("[-01]"), T("[-1x]"),
    T("[-2.]"), T("[.-1]"), T("[012]"), T("[0E+]"), T("[0e+]"), T("[0x1]"), T("[0\345]\n"),
    T("[1+2]"), T("[1ea]"), T("[1e\345]"), T("[Inf]"), T("[NaN]"), T("[\357\274\221]"), T("[+Inf]"),
    T("[-012]"), T("[-NaN]"), T("[-foo]"), T("[.123]"), T("[0.3e]"), T("[0.e1]"), T("[0x42]"),
    T("[1.0e]"), T("[123\345]"), T("[1e1\345]"), T("[1eE2]"), T("[2.e3]"), T("[9.e+]"),
    T("[-.123]"), T("[-1.0.]"), T("[.2e-3]"), T("[0.1.2]"), T("[0.3e+]"), T("[0e+-1]"),
    T("[1.0e+]"), T("[1.0e-]"), T("[2.e+3]"), T("[2.e-3]"), T("[++1234]"), T("[1.2a-3]"),
    T("[1 000.0]"), T("[Infinity]"), T("[-Infinity]"), T("[-123.123foo]"),
    T("[1.8011670033376514H-308]"),
    // objects
    T("{\"a\""), T("{\"a\":"), T("{1:1}"), T("{:\"b\"}"), T("{\"a\" b}"), T("{\"a\":\"a"),
    T("{'a':0}"), T("{a: \"b\"}"), T("{\"a\" \"b\"}"), T("{\"id\":0,}"), T("{[: \"x\"}\n"),
    T("{\"a\":\"b\"}#"), T("{\"a\":\"b\"}/"), T("{\"x\"::\"b\"}"), T("{\"\271\":\"0\",}"),
    T("{\360\237\207\250\360\237\207\255}"), T("{\"a\":\"b\"}//"), T("{\"x\", null}"),
    T("[\"x\", truth]"), T("{\"a\":\"a\" 123}"), T("{\"a\":\"b\"}/**/"), T("{\"id\":0,,,,,}"),
    T("{9999E9999:1}"), T("{\"a\":\"b\"}/**//"), T("{key: 'value'}"),
    T("{\"a\":\"b\",,\"c\":\"d\"}"), T("{null:null,null:null}"), T("{ \"foo\" : \"bar\", \"a\" }"),
    // strings
    T("\""), T("\"\"x"), T("[\"\\"), T("abc"), T("[\\n]"), T("[\303\251]"), T("[\"\t\"]"),
    T("[\"\\\"]"), T("[\"\\\000\"]"), T("[\"\\\t\"]"), T("[\"\\a\"]"), T("[\"\\\345\"]"),
    T("[\"\\\\\\\"]"), T("[\"\\u\345\"]"), T("[\"a\000a\"]"), T("\"\\UA66D\""), T("[\"\\x00\"]"),
    T("[\"\\u00A\"]"), T("[\"\\\360\237\214\200\"]"), T("[\"\\uqqqq\"]"), T("[\"\\uD800\\\"]"),
    T("[\"\\uD800\\u\"]"), T("[\"new\nline\"]"), T("[\"\\uD800\\u1\"]"), T("[\\u0020\"asd\"]"),
    T("[\"\\uD800\\u1x\"]"), T("[\"\\uD834\\uDd\"]"), T("['single quote']"),
    T("[\"\\uD800\\uD800\\x\"]"),
    // what stands around the value, and values that do not end
    T(""), T(" "), T("*"), T("["), T("]"), T("{"), T("\345"), T("\351"), T("1]"), T("2@"), T("['"),
    T("[,"), T("[1"), T("[{"), T("{,"), T("{["), T("{]"), T("\303\245"), T("<.>"), T("[\000]"),
    T("[\014]"), T("[\"a"), T("a\303\245"), T("{\"a"), T("{}}"), T("\357\273\277"), T("[\"a\""),
    T("[1]]"), T("[1]x"), T("[][]"), T("{\"\":"), T("{'a'"), T("\357\273{}"), T("[nul]"),
    T("[tru]"), T("[\342\201\240]"), T("[\342\201\240]"), T("[\"asd]"), T("[True]"), T("[fals]"),
    T("[<null>]"), T("[\\u000A\"\"]"), T("{\"x\": true,"), T("[ false, nul"), T("[ false, tru"),
    T("[ true, fals"), T("{\"a\":\"b\"}#{}"), T("{\"asd\":\"asd\""), T("{\"a\": true} \"x\""),
    T("[\"\\{[\"\\{[\"\\{[\"\\{"), T("{\"a\":/*comment*/\"b\"}"),
};
// clang-format on

enum { TEXTS = sizeof texts / sizeof *texts, DEEP = 2, ALL = TEXTS + DEEP };

// A hundred thousand arrays, and fifty thousand objects in arrays, none of them closed.
static char *make_deep(int which, size_t *out_n) {
    const char *piece = which == 0 ? "[" : "[{\"\":";
    size_t times = which == 0 ? 100000 : 50000, size = strlen(piece);
    char *deep = malloc(size * times + 1);
    assert_non_null(deep);
    for (size_t i = 0; i < times; i++) memcpy(deep + i * size, piece, size);
    deep[size * times] = '\0';
    *out_n = size * times;
    return deep;
}

static void refuse(const char *text, size_t n) {
    Arena arena;
    arena_init(&arena, 0);
    for (unsigned flags = 0; flags <= (JSON_BOM_OK | JSON_LARGE_OK); flags++) {
        FaultList faults;
        fault_list_init(&faults);
        JsonValue *root = NULL;
        ErrInfo info = {0};
        if (json_read(text, n, flags, &arena, &faults, &root) != ERR_REFUSED || faults.total == 0)
            fail_msg("the tree reader takes %.40s", text);
        if (json_gate(text, n, flags, &info) != ERR_REFUSED || !info.text[0])
            fail_msg("the gate lets through %.40s", text);
        fault_list_finish(&faults);
    }
    Scene *scene;
    FaultList faults;
    fault_list_init(&faults);
    assert_int_equal(scene_load_memory(text, n, "scene.json", NULL, NULL, &scene, &faults),
                     ERR_REFUSED);
    assert_null(scene);
    assert_true(faults.count > 0 && faults.items[0].line > 0 && faults.items[0].column > 0);
    fault_list_finish(&faults);
    RecordLog log;
    record_log_init(&log);
    uint64_t last_seq;
    assert_int_equal(session_rebuild(text, n, &log, &last_seq), ERR_REFUSED);
    record_log_finish(&log);
    arena_finish(&arena);
}

static void none_of_the_188_is_taken(void **state) {
    (void)state;
    assert_int_equal(ALL, 188);
    for (int i = 0; i < TEXTS; i++) refuse(texts[i].text, texts[i].n);
    for (int i = 0; i < DEEP; i++) {
        size_t n;
        char *deep = make_deep(i, &n);
        refuse(deep, n);
        free(deep);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_of_the_188_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
